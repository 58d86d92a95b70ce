/* The numbers of a chart, for who can't see it: its table is set over the drawing as text that is not painted (rendering mode 3, as
 * a scanner's reading of a page is kept), each cell a marked sequence of its own. So readers find a real table with real text
 * after the Figure, the numbers can be searched and copied, and nothing is drawn. Structure elements without content would be
 * as lawful, but readers skip them. */
#include "pdf/internal.h"

static const struct node *row_after(const struct node *row, const struct node *table)
{
    const struct node *n = row ? row : table;

    do
        n = node_next(n, table);
    while (n && n->kind != NODE_TR);
    return n;
}

static int cells_of(const struct node *row)
{
    int n = 0;

    for (const struct node *c = row->child; c; c = c->next)
        n += c->kind == NODE_TD || c->kind == NODE_TH;
    return n;
}

static void set_cell(struct pen *pen, const struct node *cell, int32_t *mcid, const struct hidden_text *at)
{
    struct marks *m = &pen->p->marks;
    struct buf text = {0};

    node_plain_text(cell, &text);
    if (text.len) {
        int32_t mark = pdf_marks_add(m, cell, SLOT_TEXT, pen->page, *mcid);
        pdf_marks_see(m, pen->page, mark, NULL);
        buf_addf(pen->b, "/%s<</MCID %d>>BDC\n", cell->kind == NODE_TH ? "TH" : "TD", (int)(*mcid)++);
        pdf_pen_hidden(pen, text.data, text.len, at);
        buf_adds(pen->b, "EMC\n");
        if (m->keep_text)
            buf_add(&m->text.v[mark], text.data, text.len);
    }
    buf_drop(&text);
}

void pdf_chart_data(struct pen *pen, const struct draw *d, int32_t *mcid)
{
    const struct node *table = node_child(d->node, NODE_TABLE);
    int rows = 0, columns = 1;

    for (const struct node *r = NULL; table && (r = row_after(r, table)); rows++) {
        int n = cells_of(r);
        columns = n > columns ? n : columns;
    }
    if (!rows || d->w <= 0 || d->h <= 0 || !pdf_pen_can_hide(pen))
        return;
    int32_t high = d->h / rows, wide = d->w / columns;
    struct hidden_text at = {.w = wide, .size = high > 10 * PT ? 8 * PT : high > PT ? high * 8 / 10 : PT / 2};
    pdf_pen_text(pen, false);
    buf_adds(pen->b, "q 3 Tr\n");
    int i = 0;
    for (const struct node *r = NULL; (r = row_after(r, table)); i++) {
        int k = 0;
        for (const struct node *c = r->child; c; c = c->next) {
            if (c->kind != NODE_TD && c->kind != NODE_TH)
                continue;
            at.x = d->x + k++ * wide;
            at.y = d->y + i * high + at.size;
            set_cell(pen, c, mcid, &at);
        }
    }
    buf_adds(pen->b, "Q\n");
}
