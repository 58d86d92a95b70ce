/* Who is who: ids stand once, sections, figures, tables and notes get their numbers, references and cites find their targets,
 * addresses and dates are sound. */
#include "doc/generate.h"

#include "doc/sources.h"
#include "doc/dates.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Looking for what was meant costs time: only so many errors of a run get a suggestion. */
enum { SUGGESTIONS = 40, LONGEST_ID = 63 };

struct resolve {
    struct doc *doc;
    struct diag *diag;
    struct map *ids, *sources; /* id -> node, id -> source */
    int32_t figures, tables, notes;
    int suggested;
    struct node *citing; /* while the ids of its source attribute are read */
    int32_t room;
};

/* ---- ids ---- */

static void take_ids(struct resolve *r)
{
    for (int32_t i = 0; i < r->doc->n_sources; i++)
        map_put(r->sources, r->doc->sources[i].id, &r->doc->sources[i]);
    for (struct node *n = r->doc->tree; n; n = (struct node *)(uintptr_t)node_next(n, r->doc->tree)) {
        if (!n->id)
            continue;
        const struct node *first = map_find(r->ids, n->id);
        const struct source *source = map_find(r->sources, n->id);
        if (first || source) {
            struct src at = first ? first->src : source->src;
            diag_add(r->diag, D_ID_TWICE, n->src, "the id “%s” was given before, at %s:%d", n->id, at.file,
                     (int)at.line);
            n->id = NULL;
            continue;
        }
        map_put(r->ids, n->id, n);
    }
}

/* ---- what was meant ---- */

/* Levenshtein's distance, given up beyond most. */
static int distance(const char *a, const char *b, int most)
{
    size_t n = strlen(a), m = strlen(b);
    int row[LONGEST_ID + 1];
    if (n > LONGEST_ID || m > LONGEST_ID || (n > m ? n - m : m - n) > (size_t)most)
        return most + 1;
    for (size_t j = 0; j <= m; j++)
        row[j] = (int)j;
    for (size_t i = 1; i <= n; i++) {
        int diagonal = row[0], least = row[0] = (int)i;
        for (size_t j = 1; j <= m; j++) {
            int best = diagonal + (tolower((unsigned char)a[i - 1]) != tolower((unsigned char)b[j - 1]));
            diagonal = row[j];
            best = row[j] + 1 < best ? row[j] + 1 : best;
            best = row[j - 1] + 1 < best ? row[j - 1] + 1 : best;
            row[j] = best;
            least = best < least ? best : least;
        }
        if (least > most)
            return most + 1;
    }
    return row[m];
}

/* The nearest id; NULL if none is near. The first wins among equals. */
static const char *nearest(struct resolve *r, const struct map *known, const char *id)
{
    int most = strlen(id) < 5 ? 1 : strlen(id) < 9 ? 2 : 3;
    const char *found = NULL;
    if (r->suggested++ >= SUGGESTIONS)
        return NULL;
    for (size_t i = 0; i < map_count(known); i++) {
        void *value;
        const char *key = map_at(known, i, &value);
        int d = distance(id, key, most);
        if (d <= most) {
            found = key;
            most = d - 1;
        }
    }
    return found;
}

static void unknown(struct resolve *r, enum diag_code code, const struct map *known, struct src src, const char *what,
                    const char *id)
{
    const char *meant = nearest(r, known, id);
    if (meant)
        diag_add(r->diag, code, src, "no %s has the id “%s”; did you mean “%s”?", what, id, meant);
    else
        diag_add(r->diag, code, src, "no %s has the id “%s”", what, id);
}

/* ---- numbers ---- */

static bool has_child(const struct node *n, enum node_kind kind)
{
    for (const struct node *c = n->child; c; c = c->next)
        if (c->kind == kind)
            return true;
    return false;
}

static bool takes_number(const struct node *s, bool annex_only)
{
    const char *numbered = node_attr(s, "numbered"), *role = node_attr(s, "role");
    if (numbered && !strcmp(numbered, "no"))
        return false;
    return !annex_only || (role && !strcmp(role, "annex"));
}

/* Sections in a section without a number have none either. */
static void number_sections(struct node *in, bool annex_only)
{
    int32_t number = 0;
    for (struct node *c = in->child; c; c = c->next) {
        if (c->kind != NODE_SECTION || !takes_number(c, annex_only))
            continue;
        c->number = ++number;
        number_sections(c, false);
    }
}

static void number_node(struct resolve *r, struct node *n)
{
    if (n->kind == NODE_FIGURE && n->parent && n->parent->kind != NODE_COVERPAGE && has_child(n, NODE_FIGCAPTION))
        n->number = ++r->figures;
    else if (n->kind == NODE_TABLE && has_child(n, NODE_CAPTION))
        n->number = ++r->tables;
    else if (n->kind == NODE_NOTE)
        n->number = ++r->notes;
}

/* ---- attributes ---- */

static const struct attr *attr_find(const struct node *n, const char *name)
{
    for (const struct attr *a = n->attrs; a; a = a->next)
        if (!strcmp(a->name, name))
            return a;
    return NULL;
}

static struct src attr_src(const struct node *n, const struct attr *a)
{
    return a->src.line ? a->src : n->src;
}

static void cite_id(void *ctx, const char *id)
{
    struct resolve *r = ctx;
    struct node *n = r->citing;
    const struct source *s = map_find(r->sources, id);
    if (!s) {
        unknown(r, D_SOURCE_UNKNOWN, r->sources, attr_src(n, attr_find(n, "source")), "source", id);
        return;
    }
    if (n->n_targets == r->room) {
        struct node **more = arena_array(r->doc->arena, (size_t)r->room * 2 + 1, sizeof *more);
        if (n->n_targets)
            memcpy(more, n->targets, (size_t)n->n_targets * sizeof *more);
        n->targets = more;
        r->room = r->room * 2 + 1;
    }
    n->targets[n->n_targets++] = s->entry;
}

/* Until generate has used them, the targets of what cites are the entries of its sources. */
static void resolve_sources(struct resolve *r, struct node *n, const char *list)
{
    r->citing = n;
    r->room = 0;
    n->targets = NULL;
    n->n_targets = 0;
    ids_each(r->doc, list, cite_id, r);
}

static void resolve_ref(struct resolve *r, struct node *n, const struct attr *to)
{
    n->target = map_find(r->ids, to->value);
    if (n->target)
        return;
    struct source *s = map_find(r->sources, to->value);
    if (s) {
        diag_add(r->diag, D_REF_UNKNOWN, attr_src(n, to), "“%s” is a source: write <cite source=\"%s\"/>", to->value,
                 to->value);
        return;
    }
    unknown(r, D_REF_UNKNOWN, r->ids, attr_src(n, to), "element", to->value);
}

/* Nothing that runs or reads files may hide behind a link. */
static void resolve_href(struct resolve *r, struct node *n, const struct attr *href)
{
    static const char *const schemes[] = {"http:", "https:", "mailto:", "ftp:", "tel:"};
    const char *v = href->value + strspn(href->value, " \t\r\n");
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
        if (!strncasecmp(v, schemes[i], strlen(schemes[i]))) {
            n->href = v;
            return;
        }
    if (*v == '#')
        diag_add(r->diag, D_VALUE_BAD, attr_src(n, href),
                 "“%s” is no address; within the dossier write <ref to=\"%s\">", v, v + 1);
    else
        diag_add(r->diag, D_VALUE_BAD, attr_src(n, href),
                 "the address “%s” does not begin with http:, https:, mailto:, ftp: or tel:", v);
}

static void check_date(struct resolve *r, const struct node *n, const char *name, bool time_too)
{
    const struct attr *a = attr_find(n, name);
    if (a && !date_valid(a->value) && !(time_too && time_valid(a->value)))
        diag_add(r->diag, D_DATE_BAD, attr_src(n, a), "“%s” is no date", a->value);
}

static void resolve_node(struct resolve *r, struct node *n)
{
    const struct attr *a;
    if (n->kind == NODE_TEXT)
        return;
    number_node(r, n);
    if (!n->attrs)
        return;
    if ((a = attr_find(n, "source")) && n->kind != NODE_SOURCEENTRY)
        resolve_sources(r, n, a->value);
    switch (n->kind) {
    case NODE_REF:
        if ((a = attr_find(n, "to")))
            resolve_ref(r, n, a);
        break;
    case NODE_A:
        if ((a = attr_find(n, "href")))
            resolve_href(r, n, a);
        break;
    case NODE_TIME: check_date(r, n, "datetime", true); break;
    case NODE_EVENT:
    case NODE_ITEM:
        check_date(r, n, "date", false);
        check_date(r, n, "end", false);
        break;
    default: break;
    }
}

/* The date of the dossier is text, not an attribute. */
static void check_info(struct resolve *r)
{
    for (const struct node *n = r->doc->info ? r->doc->info->child : NULL; n; n = n->next) {
        if (n->kind != NODE_DATE)
            continue;
        struct buf b = {0};
        node_plain_text(n, &b);
        if (!date_valid(b.data))
            diag_add(r->diag, D_DATE_BAD, n->src, "“%s” is no date", b.data ? b.data : "");
        buf_drop(&b);
    }
}

void resolve_tree(struct doc *doc, struct diag *diag)
{
    struct resolve r = {.doc = doc, .diag = diag};
    if (!doc->tree)
        return;
    r.ids = map_new();
    r.sources = map_new();
    check_info(&r);
    gen_front(doc);
    take_ids(&r);
    for (struct node *part = doc->tree->child; part; part = part->next)
        if (part->kind == NODE_BODY || part->kind == NODE_BACK)
            number_sections(part, part->kind == NODE_BACK);
    for (struct node *n = doc->tree; n; n = (struct node *)(uintptr_t)node_next(n, doc->tree))
        resolve_node(&r, n);
    map_drop(r.ids);
    map_drop(r.sources);
}
