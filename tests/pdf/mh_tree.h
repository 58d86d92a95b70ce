/* Checkpoints 02, 09, 13, 14, 15, 19 and the language of alternatives (11-002): what the structure tree alone shows. */
#ifndef MH_TREE_H
#define MH_TREE_H

#include "matterhorn.h"

static const char *const mh_standard[] = {
    "Document",  "Part",    "Art",   "Sect",    "Div",       "BlockQuote", "Caption", "TOC",     "TOCI",  "Index",
    "NonStruct", "Private", "H",     "H1",      "H2",        "H3",         "H4",      "H5",      "H6",    "P",
    "L",         "LI",      "Lbl",   "LBody",   "Table",     "TR",         "TH",      "TD",      "THead", "TBody",
    "TFoot",     "Span",    "Quote", "Note",    "Reference", "BibEntry",   "Code",    "Link",    "Annot", "Ruby",
    "RB",        "RT",      "RP",    "Warichu", "WT",        "WP",         "Figure",  "Formula", "Form",  NULL};

static inline qpdf_oh mh_struct_root(struct mh *m)
{
    return mh_get(m, qpdf_get_root(m->q), "/StructTreeRoot");
}

/* The standard type that type stands for, or NULL. */
static inline const char *mh_role(struct mh *m, const char *type, bool *circular)
{
    qpdf_oh map = mh_get(m, mh_struct_root(m), "/RoleMap");

    for (int i = 0; i < 100; i++) {
        char key[256];
        if (mh_one_of(type, mh_standard))
            return type;
        snprintf(key, sizeof key, "/%s", type);
        if (!mh_there(m, map, key))
            return NULL;
        type = mh_get_name(m, map, key);
    }
    *circular = true;
    return NULL;
}

static inline void mh_roles(struct mh *m)
{
    struct mh_keys keys = mh_keys(m, mh_get(m, mh_struct_root(m), "/RoleMap"));

    for (size_t i = 0; i < keys.n; i++) {
        bool circular = false;
        if (mh_one_of(keys.v[i] + 1, mh_standard))
            mh_fail(m, "02-004", "a standard type is remapped", keys.v[i], 0);
        mh_role(m, keys.v[i] + 1, &circular);
        if (circular)
            mh_fail(m, "02-003", "a role map that goes round", keys.v[i], 0);
    }
    vec_drop(&keys);
}

static inline void mh_kid(struct mh *m, int elem, qpdf_oh kid, int page, int depth);

static inline void mh_add_elem(struct mh *m, qpdf_oh oh, int parent, int page, int depth)
{
    struct mh_elem e = {.oh = oh, .id = mh_id(m, oh), .parent = parent, .first = -1, .next = -1};
    bool circular = false;
    int i = (int)m->elem.n;

    if (depth > 200) {
        mh_fail(m, "unexpected", "a structure tree of great depth", "", e.id);
        return;
    }
    e.type = mh_get_name(m, oh, "/S");
    e.std = mh_role(m, e.type, &circular);
    if (!e.std && !circular)
        mh_fail(m, "02-001", "no standard type", e.type, e.id);
    e.std = e.std ? e.std : "";
    e.lang = mh_get_text(m, oh, "/Lang") || (parent >= 0 ? m->elem.v[parent].lang : m->doc_lang);
    e.alt = mh_get_text(m, oh, "/Alt") && *mh_get_text(m, oh, "/Alt");
    e.actual = mh_get_text(m, oh, "/ActualText") != NULL;
    if (!e.lang && (e.alt || e.actual || mh_there(m, oh, "/E")))
        mh_fail(m, "11-002", "an alternative in no known language", e.type, e.id);
    vec_push(&m->elem, e);
    if (parent >= 0) {
        int *at = &m->elem.v[parent].first;
        while (*at >= 0)
            at = &m->elem.v[*at].next;
        *at = i;
    }
    if (mh_there(m, oh, "/Pg"))
        page = mh_id(m, mh_get(m, oh, "/Pg"));
    qpdf_oh kids = mh_get(m, oh, "/K");
    if (!qpdf_oh_is_array(m->q, kids))
        mh_kid(m, i, kids, page, depth);
    for (int k = 0; k < mh_count(m, kids); k++)
        mh_kid(m, i, mh_item(m, kids, k), page, depth);
}

static inline void mh_kid(struct mh *m, int elem, qpdf_oh kid, int page, int depth)
{
    if (mh_there(m, kid, "/Pg"))
        page = mh_id(m, mh_get(m, kid, "/Pg"));
    if (qpdf_oh_is_integer(m->q, kid))
        vec_push(&m->mark, (struct mh_mark){page, qpdf_oh_get_int_value_as_int(m->q, kid), elem, false});
    else if (mh_there(m, kid, "/MCID"))
        vec_push(&m->mark, (struct mh_mark){page, mh_get_int(m, kid, "/MCID", -1), elem, false});
    else if (mh_there(m, kid, "/Obj"))
        vec_push(&m->objr, (struct mh_objr){mh_id(m, mh_get(m, kid, "/Obj")), elem});
    else if (qpdf_oh_is_dictionary(m->q, kid))
        mh_add_elem(m, kid, elem, page, depth + 1);
}

/* ---- who may stand in whom: ISO 32000-1, tables 333, 336 and 337 ---- */
struct mh_rule {
    const char *code, *type;
    const char *kids[8];    /* empty: anything */
    const char *parents[6]; /* empty: anywhere */
};
static const struct mh_rule mh_rules[] = {
    {"09-004", "Table", {"TR", "THead", "TBody", "TFoot", "Caption"}, {0}},
    {"09-004", "THead", {"TR"}, {"Table"}},
    {"09-004", "TBody", {"TR"}, {"Table"}},
    {"09-004", "TFoot", {"TR"}, {"Table"}},
    {"09-004", "TR", {"TH", "TD"}, {"Table", "THead", "TBody", "TFoot"}},
    {"09-004", "TH", {0}, {"TR"}},
    {"09-004", "TD", {0}, {"TR"}},
    {"09-005", "L", {"L", "LI", "Caption"}, {0}},
    {"09-005", "LI", {"Lbl", "LBody"}, {"L"}},
    {"09-005", "LBody", {0}, {"LI"}},
    {"09-006", "TOC", {"TOC", "TOCI", "Caption"}, {0}},
    {"09-006", "TOCI", {"Lbl", "Reference", "NonStruct", "P", "TOC"}, {"TOC"}},
    {"09-007", "Ruby", {"RB", "RT", "RP"}, {0}},
    {"09-007", "RB", {0}, {"Ruby"}},
    {"09-007", "RT", {0}, {"Ruby"}},
    {"09-007", "RP", {0}, {"Ruby"}},
};

static inline void mh_nesting(struct mh *m, const struct mh_elem *e)
{
    for (size_t r = 0; r < sizeof mh_rules / sizeof *mh_rules; r++) {
        const struct mh_rule *rule = mh_rules + r;
        if (strcmp(rule->type, e->std))
            continue;
        if (rule->parents[0] && (e->parent < 0 || !mh_one_of(m->elem.v[e->parent].std, rule->parents)))
            mh_fail(m, rule->code, "stands in a wrong element", e->type, e->id);
        int captions = 0, heads = 0, feet = 0;
        for (int k = e->first, n = 0; k >= 0; k = m->elem.v[k].next, n++) {
            const char *kid = m->elem.v[k].std;
            if (rule->kids[0] && !mh_one_of(kid, rule->kids))
                mh_fail(m, rule->code, "holds what it may not", e->type, e->id);
            captions += !strcmp(kid, "Caption");
            heads += !strcmp(kid, "THead");
            feet += !strcmp(kid, "TFoot");
            bool last = m->elem.v[k].next < 0 && !strcmp(e->std, "Table");
            if (rule->kids[0] && !strcmp(kid, "Caption") && n > 0 && !last)
                mh_fail(m, rule->code, "a caption in the middle", e->type, e->id);
        }
        if (!strcmp(e->std, "Ruby") &&
            (e->first < 0 || strcmp(m->elem.v[e->first].std, "RB") || m->elem.v[e->first].next < 0))
            mh_fail(m, rule->code, "a Ruby that is not a base and its reading", e->type, e->id);
        if (rule->kids[0] && (captions > 1 || heads > 1 || feet > 1))
            mh_fail(m, rule->code, "more than one caption, head or foot", e->type, e->id);
    }
}

static inline void mh_headings(struct mh *m)
{
    int level = 0;

    for (size_t i = 0; i < m->elem.n; i++) {
        struct mh_elem *e = m->elem.v + i;
        if (!strcmp(e->std, "H")) {
            m->h = true;
            if (e->parent >= 0 && m->elem.v[e->parent].n_h++)
                mh_fail(m, "14-006", "a node with two H", e->type, e->id);
        }
        if (e->std[0] != 'H' || !e->std[1] || e->std[2])
            continue;
        int now = e->std[1] - '0';
        m->hn = true;
        if (!level && now != 1)
            mh_fail(m, "14-002", "the first heading is not H1", e->type, e->id);
        else if (now > level + 1)
            mh_fail(m, "14-003", "a heading level is skipped", e->type, e->id);
        level = now;
    }
    if (m->h && m->hn)
        mh_fail(m, "14-007", "both H and H1 to H6", "", 0);
}

/* The value of an attribute of an owner, a null object if none. */
static inline qpdf_oh mh_attribute(struct mh *m, qpdf_oh elem, const char *owner, const char *key)
{
    qpdf_oh a = mh_get(m, elem, "/A");
    int n = qpdf_oh_is_array(m->q, a) ? mh_count(m, a) : 1;

    for (int i = 0; i < n; i++) {
        qpdf_oh one = qpdf_oh_is_array(m->q, a) ? mh_item(m, a, i) : a;
        if (!strcmp(mh_get_name(m, one, "/O"), owner) && mh_there(m, one, key))
            return mh_get(m, one, key);
    }
    return qpdf_oh_new_null(m->q);
}

static inline int mh_span(struct mh *m, qpdf_oh cell, const char *key)
{
    qpdf_oh v = mh_attribute(m, cell, "Table", key);

    return qpdf_oh_is_integer(m->q, v) ? qpdf_oh_get_int_value_as_int(m->q, v) : 1;
}

/* Rows of a table laid on a grid: no hole, no cell on another (ISO 14289-1, 7.2; the protocol has no number for it). */
enum { MH_COLS = 256 };
struct mh_grid {
    int busy[MH_COLS]; /* rows still taken by a cell from above */
    int cols, rows;
};
static inline void mh_grid_row(struct mh *m, struct mh_grid *g, const struct mh_elem *row)
{
    int col = 0;

    for (int k = row->first; k >= 0; k = m->elem.v[k].next) {
        const struct mh_elem *cell = m->elem.v + k;
        int cols = mh_span(m, cell->oh, "/ColSpan"), rows = mh_span(m, cell->oh, "/RowSpan");
        while (col < MH_COLS && g->busy[col] > 0)
            col++;
        for (; cols > 0 && col < MH_COLS; cols--, col++) {
            if (g->busy[col] > 0)
                mh_fail(m, "table-grid", "a cell lies on another", cell->type, cell->id);
            g->busy[col] = rows;
        }
    }
    int width = 0;
    for (int i = 0; i < MH_COLS; i++) {
        width = g->busy[i] > 0 ? i + 1 : width;
        g->busy[i] -= g->busy[i] > 0;
    }
    if (g->rows++ && width != g->cols)
        mh_fail(m, "table-grid", "rows of different width", row->type, row->id);
    g->cols = width;
}

/* Headers name a TH by its ID. */
static inline void mh_headers(struct mh *m, const struct mh_elem *cell, struct map *heads)
{
    qpdf_oh list = mh_attribute(m, cell->oh, "Table", "/Headers");

    for (int i = 0; i < mh_count(m, list); i++) {
        qpdf_oh id = mh_item(m, list, i);
        if (!qpdf_oh_is_string(m->q, id) || !map_find(heads, qpdf_oh_get_utf8_value(m->q, id)))
            mh_fail(m, "table-headers", "Headers that name no TH", cell->type, cell->id);
    }
}

static inline void mh_all_headers(struct mh *m)
{
    struct map *heads = map_new();

    for (size_t i = 0; i < m->elem.n; i++) {
        const char *id = mh_get_text(m, m->elem.v[i].oh, "/ID");
        if (id && !strcmp(m->elem.v[i].std, "TH"))
            map_put(heads, id, m);
    }
    for (size_t i = 0; i < m->elem.n; i++)
        if (MH_ONE_OF(m->elem.v[i].std, "TH", "TD"))
            mh_headers(m, m->elem.v + i, heads);
    map_drop(heads);
}

static inline void mh_table(struct mh *m, struct mh_grid *g, const struct mh_elem *e, bool *scopes, bool *headers)
{
    for (int k = e->first; k >= 0; k = m->elem.v[k].next) {
        const struct mh_elem *kid = m->elem.v + k;
        if (!strcmp(kid->std, "TR"))
            mh_grid_row(m, g, kid);
        if (MH_ONE_OF(kid->std, "TR", "THead", "TBody", "TFoot"))
            mh_table(m, g, kid, scopes, headers);
        if (!strcmp(kid->std, "TH"))
            *scopes &= !qpdf_oh_is_null(m->q, mh_attribute(m, kid->oh, "Table", "/Scope"));
        if (!strcmp(kid->std, "TD"))
            *headers &= !qpdf_oh_is_null(m->q, mh_attribute(m, kid->oh, "Table", "/Headers"));
    }
}

static inline int mh_by_mark(const void *a, const void *b)
{
    const struct mh_mark *x = a, *y = b;

    return x->page != y->page ? (x->page > y->page) - (x->page < y->page) : (x->mcid > y->mcid) - (x->mcid < y->mcid);
}

static inline void mh_tree(struct mh *m)
{
    qpdf_oh top = mh_get(m, mh_struct_root(m), "/K");

    if (qpdf_oh_is_null(m->q, top))
        return; /* 01-005 will tell */
    struct map *ids = map_new();
    if (!qpdf_oh_is_array(m->q, top))
        mh_add_elem(m, top, -1, 0, 0);
    for (int i = 0; i < mh_count(m, top); i++)
        mh_add_elem(m, mh_item(m, top, i), -1, 0, 0);
    mh_headings(m);
    mh_all_headers(m);
    for (size_t i = 0; i < m->elem.n; i++) {
        struct mh_elem *e = m->elem.v + i;
        mh_nesting(m, e);
        if (!strcmp(e->std, "Figure") && !e->alt && !e->actual)
            mh_fail(m, "13-004", "a figure without Alt or ActualText", e->type, e->id);
        if (!strcmp(e->std, "Formula") && !e->alt)
            mh_fail(m, "17-002", "a formula without Alt", e->type, e->id);
        if (!strcmp(e->std, "Note")) {
            const char *id = mh_get_text(m, e->oh, "/ID");
            if (!id || !*id)
                mh_fail(m, "19-003", "a note without ID", e->type, e->id);
            else if (map_put(ids, id, e))
                mh_fail(m, "19-004", "two notes with one ID", id, e->id);
        }
        if (!strcmp(e->std, "Table")) {
            struct mh_grid g = {0};
            bool scopes = true, headers = true;
            mh_table(m, &g, e, &scopes, &headers);
            if (!scopes && !headers)
                mh_fail(m, "15-003", "TH without Scope in a table without Headers", e->type, e->id);
        }
        if (MH_ONE_OF(e->std, "Warichu", "Form", "Formula"))
            mh_fail(m, "unexpected", "an element this program never writes", e->type, e->id);
    }
    if (m->mark.n)
        qsort(m->mark.v, m->mark.n, sizeof *m->mark.v, mh_by_mark);
    map_drop(ids);
}

#endif
