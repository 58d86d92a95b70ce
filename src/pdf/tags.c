/* The structure tree, built from the document in the document's order: the pages said which marked content each node has, so a note
 * stands where its mark is and a table cell in its row, wherever they were drawn. An element that holds no marked content is left
 * out (but for the cells of a table that is there). */
#include "pdf/internal.h"

static int32_t elem_new(struct tags *t, enum tag tag, const struct node *n)
{
    vec_push(&t->elem,
             (struct elem){.node = n, .parent = -1, .first = -1, .last = -1, .para = -1, .tag = (uint8_t)tag});
    return (int32_t)t->elem.n - 1;
}

static void kid_add(struct tags *t, int32_t e, enum kid_kind kind, int32_t value)
{
    int32_t k = (int32_t)t->kid.n;

    vec_push(&t->kid, (struct kid){-1, value, (uint8_t)kind});
    struct elem *el = t->elem.v + e;
    if (el->last >= 0)
        t->kid.v[el->last].next = k;
    else
        el->first = k;
    el->last = k;
}

/* Where inline matter of e goes: e, or a P of its own in it. */
static int32_t line_of(struct tags *t, int32_t e)
{
    if (pdf_tag_holds_inline(t->elem.v[e].tag))
        return e;
    if (t->elem.v[e].para < 0) {
        enum tag tag = t->elem.v[e].tag == TAG_LI ? TAG_LBody : TAG_P;
        int32_t para = elem_new(t, tag, t->elem.v[e].node);
        t->elem.v[para].parent = e;
        t->elem.v[para].leaf = true;
        kid_add(t, e, KID_ELEM, para);
        t->elem.v[e].para = para;
    }
    return t->elem.v[e].para;
}

static bool is_cell(enum tag t)
{
    return t == TAG_TH || t == TAG_TD || t == TAG_TR || t == TAG_THead || t == TAG_TBody || t == TAG_TFoot;
}

/* A finished element into its parent; an empty one, always the last made, is forgotten. kids: how many there were before it. */
static void attach(struct tags *t, int32_t e, int32_t into, size_t kids)
{
    bool leaf = t->elem.v[e].leaf;

    if (!leaf && !is_cell(t->elem.v[e].tag)) {
        t->elem.n = (size_t)e;
        t->kid.n = kids;
        return;
    }
    t->elem.v[into].leaf |= leaf;
    if (pdf_tag_inline(t->elem.v[e].tag))
        into = line_of(t, into);
    else
        t->elem.v[into].para = -1;
    t->elem.v[e].parent = into;
    kid_add(t, into, KID_ELEM, e);
}

static void marks_of(struct tags *t, const struct node *n, enum slot slot, int32_t into)
{
    struct marks *m = t->marks;

    for (int32_t i = m->first[n->index]; i >= 0; i = m->mark.v[i].next) {
        if (m->mark.v[i].slot != slot || m->mark.v[i].elem >= 0)
            continue;
        int32_t e = line_of(t, into);
        m->mark.v[i].elem = e;
        t->elem.v[e].leaf = t->elem.v[into].leaf = true;
        kid_add(t, e, KID_MARK, i);
    }
}

/* All annotations of a node, or those of one slot of a note. */
static void annots_of(struct tags *t, const struct node *n, int slot, int32_t into)
{
    struct marks *m = t->marks;

    for (int32_t i = m->first_annot[n->index]; i >= 0; i = m->annot.v[i].next) {
        if (slot >= 0 && m->annot.v[i].slot != slot)
            continue;
        m->annot.v[i].elem = into;
        kid_add(t, into, KID_ANNOT, i);
    }
}

static void build(struct tags *t, const struct node *n, int32_t into);

static void build_kids(struct tags *t, const struct node *n, int32_t into)
{
    for (const struct node *k = n->child; k; k = k->next)
        build(t, k, into);
}

/* Marks of the node itself around those of its children. */
static void build_inside(struct tags *t, const struct node *n, int32_t into)
{
    marks_of(t, n, SLOT_LABEL, into);
    marks_of(t, n, SLOT_BEFORE, into);
    marks_of(t, n, SLOT_TEXT, into);
    marks_of(t, n, SLOT_PAGEREF, into);
    marks_of(t, n, SLOT_IMAGE, into);
    build_kids(t, n, into);
    marks_of(t, n, SLOT_AFTER, into);
}

/* A link's mark and annotation: Link [ mark, annotation ]. */
static void build_end_of_link(struct tags *t, const struct node *n, enum slot slot, int32_t into)
{
    size_t kids = t->kid.n;
    int32_t e = elem_new(t, TAG_Link, n);

    marks_of(t, n, slot, e);
    if (t->elem.v[e].leaf)
        annots_of(t, n, slot, e);
    attach(t, e, into, kids);
}

static void build_note(struct tags *t, const struct node *n, int32_t into)
{
    size_t kids = t->kid.n;
    int32_t e = elem_new(t, TAG_Reference, n);

    build_end_of_link(t, n, SLOT_CALL, e);
    attach(t, e, into, kids);
    kids = t->kid.n;
    e = elem_new(t, TAG_Note, n);
    size_t inner = t->kid.n;
    int32_t lbl = elem_new(t, TAG_Lbl, n);
    build_end_of_link(t, n, SLOT_NOTE_LABEL, lbl);
    attach(t, lbl, e, inner);
    build_inside(t, n, e);
    attach(t, e, into, kids);
}

static bool is_label(const struct node *item, const struct node *k)
{
    return (k->kind == NODE_LABEL && item->kind == NODE_SOURCEENTRY) || k->kind == NODE_WHEN;
}

/* LI [ Lbl, LBody [ the rest ] ]; a source's body is a BibEntry. */
static void build_item(struct tags *t, const struct node *n, int32_t into)
{
    size_t kids = t->kid.n, inner = kids;
    int32_t e = elem_new(t, TAG_LI, n), lbl = elem_new(t, TAG_Lbl, n);

    marks_of(t, n, SLOT_LABEL, lbl);
    for (const struct node *k = n->child; k; k = k->next)
        if (is_label(n, k))
            build_inside(t, k, lbl);
    attach(t, lbl, e, inner);
    inner = t->kid.n;
    int32_t body = elem_new(t, TAG_LBody, n), in = body;
    size_t deeper = t->kid.n;
    if (n->kind == NODE_SOURCEENTRY)
        in = elem_new(t, TAG_BibEntry, n);
    marks_of(t, n, SLOT_BEFORE, in);
    for (const struct node *k = n->child; k; k = k->next)
        if (!is_label(n, k))
            build(t, k, in);
    marks_of(t, n, SLOT_AFTER, in);
    if (in != body)
        attach(t, in, body, deeper);
    attach(t, body, e, inner);
    attach(t, e, into, kids);
}

/* dt, dd: an item begins with the first term after a description. */
static void build_definitions(struct tags *t, const struct node *n, int32_t into)
{
    size_t kids = t->kid.n, item_kids = 0;
    int32_t list = elem_new(t, TAG_L, n), item = -1;
    bool described = true;

    for (const struct node *k = n->child; k; k = k->next) {
        if (k->kind != NODE_DT && k->kind != NODE_DD)
            continue;
        if (item < 0 || (k->kind == NODE_DT && described)) {
            if (item >= 0)
                attach(t, item, list, item_kids);
            item_kids = t->kid.n;
            item = elem_new(t, TAG_LI, n);
        }
        described = k->kind == NODE_DD;
        size_t inner = t->kid.n;
        int32_t e = elem_new(t, described ? TAG_LBody : TAG_Lbl, k);
        build_inside(t, k, e);
        attach(t, e, item, inner);
    }
    if (item >= 0)
        attach(t, item, list, item_kids);
    attach(t, list, into, kids);
}

/* What lists its children without a list element of its own: the run of such children is wrapped. */
static enum tag wrapper_of(const struct node *k)
{
    switch (k->kind) {
    case NODE_TOCITEM: return TAG_TOC;
    case NODE_SOURCEENTRY:
    case NODE_CLAIMENTRY:
    case NODE_EVENT:
    case NODE_ITEM:
    case NODE_KEYFIGURE: return TAG_L;
    case NODE_TR: /* beside a head, rows need a body */
        for (const struct node *s = k->parent && k->parent->kind == NODE_TABLE ? k->parent->child : NULL; s;
             s = s->next)
            if (s->kind == NODE_THEAD || s->kind == NODE_TFOOT)
                return TAG_TBody;
        return TAG_NONE;
    default: return TAG_NONE;
    }
}

static int depth_of(const struct node *item)
{
    const char *depth = node_attr(item, "depth");

    return depth ? atoi(depth) : 1;
}

/* TOC [ TOCI [ Reference, TOC [ deeper entries ] ], ... ]; the first node after them. */
static const struct node *build_contents(struct tags *t, const struct node *k, int32_t into)
{
    size_t kids = t->kid.n;
    int32_t toc = elem_new(t, TAG_TOC, k->parent);
    int depth = depth_of(k);

    while (k && k->kind == NODE_TOCITEM && depth_of(k) >= depth) {
        size_t inner = t->kid.n, deeper = inner;
        int32_t item = elem_new(t, TAG_TOCI, k), ref = elem_new(t, TAG_Reference, k);
        build_inside(t, k, ref);
        attach(t, ref, item, deeper);
        k = k->next;
        if (k && k->kind == NODE_TOCITEM && depth_of(k) > depth)
            k = build_contents(t, k, item);
        attach(t, item, toc, inner);
    }
    attach(t, toc, into, kids);
    return k;
}

static void build_wrapping(struct tags *t, const struct node *n, int32_t into)
{
    for (const struct node *k = n->child; k;) {
        enum tag tag = wrapper_of(k);
        if (!tag) {
            build(t, k, into);
            k = k->next;
            continue;
        }
        if (tag == TAG_TOC) {
            k = build_contents(t, k, into);
            continue;
        }
        size_t kids = t->kid.n;
        int32_t wrapper = elem_new(t, tag, n);
        for (; k && wrapper_of(k) == tag; k = k->next)
            build(t, k, wrapper);
        attach(t, wrapper, into, kids);
    }
}

static void build_link(struct tags *t, const struct node *n, int32_t into)
{
    size_t kids = t->kid.n;
    int32_t e = elem_new(t, TAG_Link, n);

    build_inside(t, n, e);
    if (t->elem.v[e].leaf)
        annots_of(t, n, -1, e);
    attach(t, e, into, kids);
}

/* A list of pages: each label with its annotation is a Link, what stands between them is not. */
static void build_page_list(struct tags *t, const struct node *n, int32_t into)
{
    struct marks *m = t->marks;

    for (int32_t i = m->first[n->index]; i >= 0; i = m->mark.v[i].next) {
        int32_t a = m->first_annot[n->index];
        while (a >= 0 && m->annot.v[a].mark != i)
            a = m->annot.v[a].next;
        size_t kids = t->kid.n;
        int32_t e = a >= 0 ? elem_new(t, TAG_Link, n) : line_of(t, into);
        m->mark.v[i].elem = e;
        t->elem.v[e].leaf = true;
        kid_add(t, e, KID_MARK, i);
        if (a < 0) {
            t->elem.v[into].leaf = true;
            continue;
        }
        m->annot.v[a].elem = e;
        kid_add(t, e, KID_ANNOT, a);
        attach(t, e, into, kids);
    }
}

/* One element in another of the same node: P [ Code [ ... ] ]. */
static void build_double(struct tags *t, const struct node *n, enum tag outer, enum tag inner, int32_t into)
{
    size_t kids = t->kid.n, deeper;
    int32_t e = elem_new(t, outer, n);

    deeper = t->kid.n;
    int32_t in = elem_new(t, inner, n);
    build_inside(t, n, in);
    attach(t, in, e, deeper);
    attach(t, e, into, kids);
}

/* A chart is a Figure, which says what it shows, and then its numbers. */
static void build_chart(struct tags *t, const struct node *n, int32_t into)
{
    size_t kids = t->kid.n;
    int32_t e = elem_new(t, TAG_Figure, n);

    marks_of(t, n, SLOT_IMAGE, e);
    attach(t, e, into, kids);
    build_kids(t, n, into);
}

static const char *lang_of_elem(const struct tags *t, int32_t e)
{
    while (e >= 0 && !t->elem.v[e].node)
        e = t->elem.v[e].parent;
    return e >= 0 ? t->elem.v[e].node->lang : NULL;
}

static bool other_language(const struct tags *t, const struct node *n, int32_t into)
{
    const char *around = lang_of_elem(t, into);

    return n->kind != NODE_TEXT && !n->block && n->lang && around && n->lang != around && strcmp(n->lang, around);
}

static void build(struct tags *t, const struct node *n, int32_t into)
{
    enum tag tag = pdf_tag_of(n);

    if (t->marks->hidden[n->index])
        return;
    switch (n->kind) {
    case NODE_NOTE: build_note(t, n, into); return;
    case NODE_DL: build_definitions(t, n, into); return;
    case NODE_LI:
    case NODE_SOURCEENTRY:
    case NODE_CLAIMENTRY:
    case NODE_EVENT:
    case NODE_ITEM:
    case NODE_KEYFIGURE: build_item(t, n, into); return;
    case NODE_CHART: build_chart(t, n, into); return;
    case NODE_PRE: build_double(t, n, TAG_P, TAG_Code, into); return;
    case NODE_A:
    case NODE_LINK:
    case NODE_PAGEREF:
        if (t->marks->link[n->index] == n->index && t->marks->first_annot[n->index] >= 0) {
            (n->kind == NODE_PAGEREF && n->n_targets > 1 ? build_page_list : build_link)(t, n, into);
            return;
        }
        break;
    default: break;
    }
    if (tag == TAG_NONE && other_language(t, n, into))
        tag = TAG_Span;
    if (tag == TAG_NONE) {
        build_inside(t, n, into);
        return;
    }
    size_t kids = t->kid.n;
    int32_t e = elem_new(t, tag, n);
    marks_of(t, n, SLOT_LABEL, e);
    marks_of(t, n, SLOT_BEFORE, e);
    marks_of(t, n, SLOT_TEXT, e);
    marks_of(t, n, SLOT_IMAGE, e);
    build_wrapping(t, n, e);
    marks_of(t, n, SLOT_AFTER, e);
    attach(t, e, into, kids);
}

void pdf_tags_build(struct tags *t, const struct doc *doc, struct marks *marks)
{
    t->doc = doc;
    t->marks = marks;
    int32_t root = elem_new(t, TAG_Document, doc->tree);
    marks_of(t, doc->tree, SLOT_BEFORE, root);
    build_wrapping(t, doc->tree, root);
    marks_of(t, doc->tree, SLOT_AFTER, root);
    /* What no node of the tree claimed still needs a place: better at the end than nowhere. */
    int32_t stray = -1;
    for (size_t i = 0; i < marks->mark.n; i++) {
        if (marks->mark.v[i].elem >= 0)
            continue;
        if (stray < 0) {
            t->elem.v[root].para = -1;
            stray = line_of(t, root);
        }
        marks->mark.v[i].elem = stray;
        kid_add(t, stray, KID_MARK, (int32_t)i);
    }
}

void pdf_tags_drop(struct tags *t)
{
    vec_drop(&t->elem);
    vec_drop(&t->kid);
}
