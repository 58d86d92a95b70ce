/* The structure tree to the file: an object an element, the parent tree (page, mcid -> element), the note ids. */
#include "pdf/internal.h"

#include "chart/chart.h"

struct out {
    struct pdf *p;
    struct tags *t;
    int32_t base, root; /* object of element 0; of the root */
    struct headers headers;
};

static int32_t page_of_kid(const struct out *o, const struct kid *k)
{
    if (k->kind == KID_MARK)
        return o->p->marks.mark.v[k->value].page;
    return k->kind == KID_ANNOT ? o->p->marks.annot.v[k->value].page : -1;
}

static void write_kids(struct out *o, struct buf *b, const struct elem *e)
{
    struct marks *m = &o->p->marks;
    int32_t page = -1;

    for (int32_t i = e->first; i >= 0 && page < 0; i = o->t->kid.v[i].next)
        page = page_of_kid(o, o->t->kid.v + i);
    if (page >= 0) {
        buf_adds(b, "/Pg");
        pdf_ref(b, o->p->page_id + page);
    }
    if (e->first < 0)
        return;
    bool one = o->t->kid.v[e->first].next < 0;
    buf_adds(b, one ? "/K" : "/K[");
    for (int32_t i = e->first; i >= 0; i = o->t->kid.v[i].next) {
        const struct kid *k = o->t->kid.v + i;
        if (k->kind == KID_ELEM) {
            pdf_ref(b, o->base + k->value);
        } else if (k->kind == KID_MARK && m->mark.v[k->value].page == page) {
            buf_addc(b, ' ');
            pdf_int(b, m->mark.v[k->value].mcid);
        } else if (k->kind == KID_MARK) {
            buf_adds(b, "<</Type/MCR/Pg");
            pdf_ref(b, o->p->page_id + m->mark.v[k->value].page);
            buf_adds(b, "/MCID ");
            pdf_int(b, m->mark.v[k->value].mcid);
            buf_adds(b, ">>");
        } else {
            buf_adds(b, "<</Type/OBJR/Obj");
            pdf_ref(b, m->annot.v[k->value].id);
            if (m->annot.v[k->value].page != page) {
                buf_adds(b, "/Pg");
                pdf_ref(b, o->p->page_id + m->annot.v[k->value].page);
            }
            buf_adds(b, ">>");
        }
    }
    if (!one)
        buf_addc(b, ']');
}

void pdf_alt_of(const struct node *n, struct buf *out)
{
    const char *alt = node_attr(n, "alt");

    if (!alt && n->chart)
        alt = n->chart->alt;
    buf_adds(out, alt ? alt : "");
    if (n->chart && !out->len) /* the numbers themselves stand in the table that follows */
        chart_summary(out, n->chart, n->lang);
    if (!out->len && n->image && n->image->href)
        buf_adds(out, n->image->href);
    if (!out->len)
        buf_adds(out, "-");
}

static void write_figure(struct out *o, struct buf *b, const struct node *n)
{
    struct buf text = {0};

    pdf_alt_of(n, &text);
    buf_adds(b, "/Alt");
    pdf_text(b, text.data);
    buf_drop(&text);
    for (size_t i = 0; i < o->p->marks.box.n; i++) {
        const struct pdf_box *x = o->p->marks.box.v + i;
        if (x->node != n->index)
            continue;
        int64_t h = o->p->layout->pages[x->page].height;
        const int64_t v[4] = {x->x, h - x->y - x->h, (int64_t)x->x + x->w, h - x->y};
        buf_adds(b, "/A<</O/Layout/Placement/Block/BBox[");
        for (int k = 0; k < 4; k++) {
            pdf_milli(b, pdf_milli_of(v[k]));
            buf_addc(b, k < 3 ? ' ' : ']');
        }
        buf_adds(b, ">>");
        return;
    }
}

static void write_cell(struct out *o, struct buf *b, const struct elem *e, int32_t at)
{
    const struct node *n = e->node;
    const struct cell_headers *h = pdf_headers_of(&o->headers, at);
    int cols = pdf_span_of(n, "colspan"), rows = pdf_span_of(n, "rowspan");

    if (pdf_is_named_head(&o->headers, at))
        buf_addf(b, "/ID(th:%08d)", (int)n->index);
    if (e->tag == TAG_TD && cols == 1 && rows == 1 && !h)
        return;
    buf_adds(b, "/A<</O/Table");
    if (e->tag == TAG_TH)
        buf_adds(b, pdf_heads_row(n) ? "/Scope/Row" : "/Scope/Column");
    if (cols > 1)
        buf_addf(b, "/ColSpan %d", cols);
    if (rows > 1)
        buf_addf(b, "/RowSpan %d", rows);
    for (int32_t i = 0; h && i < h->n; i++)
        buf_addf(b, "%s(th:%08d)%s", i ? "" : "/Headers[", (int)o->t->elem.v[o->headers.of.v[h->first + i]].node->index,
                 i + 1 < h->n ? "" : "]");
    buf_adds(b, ">>");
}

static void write_list(struct buf *b, const struct node *n)
{
    const char *type = n->kind == NODE_OL ? node_attr(n, "type") : NULL, *how = "None";

    if (n->kind == NODE_OL)
        how = !type          ? "Decimal"
              : *type == 'a' ? "LowerAlpha"
              : *type == 'A' ? "UpperAlpha"
              : *type == 'i' ? "LowerRoman"
              : *type == 'I' ? "UpperRoman"
                             : "Decimal";
    else if (n->kind == NODE_UL)
        how = "Disc";
    else if (n->kind == NODE_SOURCEINDEX || n->kind == NODE_SOURCEGROUP)
        how = "Decimal";
    buf_addf(b, "/A<</O/List/ListNumbering/%s>>", how);
}

static void write_attributes(struct out *o, struct buf *b, const struct elem *e, int32_t at)
{
    const struct node *n = e->node;

    switch (e->tag) {
    case TAG_Figure: write_figure(o, b, n); break;
    case TAG_TH:
    case TAG_TD: write_cell(o, b, e, at); break;
    case TAG_L: write_list(b, n); break;
    case TAG_Table:
        if (n->generated) { /* the numbers of a chart */
            buf_adds(b, "/A<</O/Table/Summary");
            pdf_text(b, term(TERM_DATA, n->lang));
            buf_adds(b, ">>");
        }
        break;
    case TAG_Note: buf_addf(b, "/ID(note:%08d)", (int)n->index); break;
    case TAG_Span:
        if (n->kind == NODE_ABBR && node_attr(n, "title")) {
            buf_adds(b, "/E");
            pdf_text(b, node_attr(n, "title"));
        }
        break;
    default: break;
    }
    const char *around = e->parent >= 0 ? o->t->elem.v[e->parent].node->lang : o->p->doc->lang;
    if (n->lang && around && n->lang != around && strcmp(n->lang, around)) {
        buf_adds(b, "/Lang");
        pdf_text(b, n->lang);
    }
}

static void write_elements(struct out *o)
{
    for (size_t i = 0; i < o->t->elem.n; i++) {
        const struct elem *e = o->t->elem.v + i;
        struct buf *b = pdfw_begin(o->p->w, o->base + (int32_t)i);
        buf_adds(b, "<</S/");
        buf_adds(b, pdf_tag_name(e->tag));
        buf_adds(b, "/P");
        pdf_ref(b, e->parent >= 0 ? o->base + e->parent : o->root);
        write_attributes(o, b, e, (int32_t)i);
        write_kids(o, b, e);
        buf_adds(b, ">>");
        pdfw_end(o->p->w);
    }
}

static int32_t write_parent_tree(struct out *o)
{
    struct marks *m = &o->p->marks;
    VEC(struct tree_entry) all = {0};
    struct arena *a = arena_new();
    struct buf v = {0};

    for (size_t i = 0; i < m->mark.n;) { /* marks are in order of page and mcid */
        int32_t page = m->mark.v[i].page;
        buf_clear(&v);
        buf_addc(&v, '[');
        for (; i < m->mark.n && m->mark.v[i].page == page; i++)
            pdf_ref(&v, o->base + m->mark.v[i].elem);
        buf_addc(&v, ']');
        vec_push(&all, (struct tree_entry){arena_printf(a, "%d", (int)page), arena_strdup(a, v.data)});
    }
    for (size_t i = 0; i < m->annot.n; i++)
        vec_push(&all,
                 (struct tree_entry){
                     arena_printf(a, "%d", (int)(o->p->layout->n_pages + (int32_t)i)),
                     arena_printf(a, "%d 0 R", (int)(o->base + (m->annot.v[i].elem < 0 ? 0 : m->annot.v[i].elem)))});
    int32_t id = pdf_tree(o->p, "Nums", all.v, all.n);
    vec_drop(&all);
    buf_drop(&v);
    arena_drop(a);
    return id;
}

/* Elements with an /ID are found through it; note before th, each kind in document order, is the order of the keys. */
static int32_t write_id_tree(struct out *o)
{
    VEC(struct tree_entry) all = {0};
    struct arena *a = arena_new();

    for (size_t i = 0; i < o->t->elem.n; i++)
        if (o->t->elem.v[i].tag == TAG_Note) /* document order is the keys' order */
            vec_push(&all, (struct tree_entry){arena_printf(a, "(note:%08d)", (int)o->t->elem.v[i].node->index),
                                               arena_printf(a, "%d 0 R", (int)(o->base + (int32_t)i))});
    for (size_t i = 0; i < o->headers.head.n; i++) {
        int32_t e = o->headers.head.v[i];
        vec_push(&all, (struct tree_entry){arena_printf(a, "(th:%08d)", (int)o->t->elem.v[e].node->index),
                                           arena_printf(a, "%d 0 R", (int)(o->base + e))});
    }
    int32_t id = pdf_tree(o->p, "Names", all.v, all.n);
    vec_drop(&all);
    arena_drop(a);
    return id;
}

void pdf_tags_write(struct pdf *p)
{
    struct tags t = {0};

    pdf_tags_build(&t, p->doc, &p->marks);
    p->struct_root = pdfw_ids(p->w, 1);
    struct out o = {.p = p, .t = &t, .base = pdfw_ids(p->w, (int32_t)t.elem.n), .root = p->struct_root};
    pdf_headers_build(&o.headers, &t);
    write_elements(&o);
    int32_t parents = write_parent_tree(&o), ids = write_id_tree(&o);
    struct buf *b = pdfw_begin(p->w, p->struct_root);
    buf_addf(b, "<</Type/StructTreeRoot/K %d 0 R/RoleMap<</Em/Span/Strong/Span>>/ParentTreeNextKey %d", (int)o.base,
             (int)(p->layout->n_pages + (int32_t)p->marks.annot.n));
    if (parents)
        buf_addf(b, "/ParentTree %d 0 R", (int)parents);
    if (ids)
        buf_addf(b, "/IDTree %d 0 R", (int)ids);
    buf_adds(b, ">>");
    pdfw_end(p->w);
    pdf_headers_drop(&o.headers);
    pdf_tags_drop(&t);
}
