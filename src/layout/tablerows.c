/* The rows of a table become items: a row is whole unless it is higher than most of a page, and rows joined by a cell that spans them stay
 * together unless they are. The head is set again on every page the table runs over to, under "(continued)"; "to be continued" stands at
 * the foot of the page it leaves. */
#include "layout/table.h"

#include <stdlib.h>
#include <string.h>

enum { ROW_COST = 200, SLICE_COST = 1200, SHORT_TABLE_COST = 1500 };

static int32_t cell_rows_height(const struct table *t, const struct cell *c)
{
    const struct row *first = &t->rows.v[c->row], *last = &t->rows.v[c->row + c->rows - 1];
    return last->y + last->h - first->y;
}

static size_t cells_end(const struct table *t, int32_t r)
{
    return r + 1 < (int32_t)t->rows.n ? t->rows.v[r + 1].cells : t->cells.n;
}

static void cell_piece(struct table *t, struct cell *c, int32_t x, struct piece_vec *v, struct note_list *notes)
{
    int32_t h = cell_rows_height(t, c), left = x + t->x[c->col], slack = h - c->height;
    frame_pieces(t->s, c->style, left, 0, table_cell_width(t, c), h, true, true, v);
    struct piece *p = flow_pack(&c->flow, c->e.w, notes, NULL);
    p->node = c->node;
    p->x += left + c->e.x;
    p->y += c->e.border[TOP] + c->e.padding[TOP];
    if (c->style->vertical_align == VALIGN_MIDDLE)
        p->y += slack / 2;
    else if (c->style->vertical_align == VALIGN_BOTTOM)
        p->y += slack;
    vec_push(&v->p, p);
}

/* Backgrounds and rules of a row and its group, h high: the whole row, or a slice of it. */
static void row_frames(struct table *t, int32_t r, int32_t x, int32_t h, bool top, bool bottom, struct piece_vec *v)
{
    const struct row *row = &t->rows.v[r];
    int32_t w = t->x[t->n_cols];
    frame_pieces(t->s, style_of(t->s->styles, row->group), x, 0, w, h, row->first && top, row->last && bottom, v);
    frame_pieces(t->s, style_of(t->s->styles, row->node), x, 0, w, h, top, bottom, v);
}

struct piece *table_row_piece(struct table *t, int32_t r, int32_t x, struct note_list *notes)
{
    struct piece_vec v = {{0}};
    const struct row *row = &t->rows.v[r];
    row_frames(t, r, x, row->h, true, true, &v);
    for (size_t i = row->cells; i < cells_end(t, r); i++)
        cell_piece(t, &t->cells.v[i], x, &v, notes);
    return piece_group(t->s, row->node, &v, t->x[t->n_cols], row->h);
}

/* ---- rows that are cut ---- */

/* What of a cell, from its item c->set on, fits in room; the piece stands at the top of a slice. NULL when nothing is left. */
static struct piece *cell_part(struct table *t, struct cell *c, int32_t x, int32_t room, struct note_list *notes)
{
    if (c->set >= c->flow.items.n)
        return NULL;
    int32_t above = c->set ? 0 : c->e.border[TOP] + c->e.padding[TOP];
    size_t end = room < 0 ? c->flow.items.n : flow_fit(&c->flow, c->set, c->flow.items.n, room - above);
    struct piece *p = flow_pack_part(&c->flow, c->set, end, c->e.w, notes);
    p->x += x + t->x[c->col] + c->e.x;
    p->y += above;
    p->node = c->node;
    c->set = end;
    return p;
}

static void part_frame(struct table *t, const struct cell *c, int32_t x, int32_t h, bool top, bool bottom, struct piece_vec *v)
{
    frame_pieces(t->s, c->style, x + t->x[c->col], 0, table_cell_width(t, c), h, top, bottom, v);
}

static void slice_add(struct table *t, struct flow *f, int32_t r, struct piece_vec *frames, struct piece_vec *content, int32_t h,
                      const struct note_list *notes)
{
    for (size_t i = 0; i < content->p.n; i++)
        vec_push(&frames->p, content->p.v[i]);
    vec_drop(&content->p);
    struct vitem *it = flow_add(f, t->rows.v[r].node, piece_group(t->s, t->rows.v[r].node, frames, t->x[t->n_cols], h), h);
    note_list_add(t->s, &it->notes, notes);
}

/* A row higher than most of a page: slices of its cells, each an item. */
static void row_slices(struct table *t, struct flow *f, int32_t r, int32_t x, int32_t most)
{
    const struct edges *e = &t->cells.v[t->rows.v[r].cells].e;
    int32_t space = e->padding[TOP] + e->border[TOP];
    const struct repeat *tail = t->tail ? table_tail_repeat(t, x, e->padding[BOTTOM]) : NULL;
    for (bool more = true, first = true; more; first = false) {
        struct piece_vec frames = {{0}}, content = {{0}};
        struct note_list notes = {0};
        int32_t h = 0, foot = 0, above = 0;
        more = false;
        const struct repeat *names = first ? NULL : table_names_repeat(t, r, r, x, most, space);
        for (size_t i = t->rows.v[r].cells; i < cells_end(t, r); i++) {
            struct cell *c = &t->cells.v[i];
            int32_t glue = c->set && c->set < c->flow.items.n ? c->flow.items.v[c->set].pb.glue : 0; /* between paragraphs */
            above = glue > above ? glue : above;
            struct piece *p = cell_part(t, c, x, most, &notes);
            if (!p)
                continue;
            vec_push(&content.p, p);
            h = p->h + p->y > h ? p->h + p->y : h;
            foot = c->e.padding[BOTTOM] + c->e.border[BOTTOM] > foot ? c->e.padding[BOTTOM] + c->e.border[BOTTOM] : foot;
            more |= c->set < c->flow.items.n;
        }
        h += more ? 0 : foot;
        row_frames(t, r, x, h, first, !more, &frames);
        for (size_t i = t->rows.v[r].cells; i < cells_end(t, r); i++)
            part_frame(t, &t->cells.v[i], x, h, first, !more, &frames);
        if (!first) {
            flow_cost(f, SLICE_COST);
            flow_margin(f, above);
            f->repeat = h >= most / 4 ? names : t->head; /* no name beside a few last lines */
            f->tail = tail;
        }
        slice_add(t, f, r, &frames, &content, h, &notes);
    }
}

/* Does a cell that ends with row r, or any that reaches it, hold more than was set? */
static bool row_goes_on(const struct table *t, int32_t from, int32_t r, bool any)
{
    for (size_t i = t->rows.v[from].cells; i < cells_end(t, r); i++) {
        const struct cell *c = &t->cells.v[i];
        int32_t end = c->row + c->rows;
        if ((any ? end > r : end == r + 1) && c->set < c->flow.items.n)
            return true;
    }
    return false;
}

/* Of a row of several that are joined and too high together, a slice h high at least: of each cell what room holds, or all the rest. Gives
 * its height. */
static int32_t joined_slice(struct table *t, struct flow *f, int32_t from, int32_t r, int32_t x, int32_t h, int32_t room, bool first, bool whole)
{
    struct piece_vec frames = {{0}}, content = {{0}};
    struct note_list notes = {0};
    for (size_t i = t->rows.v[from].cells; i < cells_end(t, r); i++) {
        struct cell *c = &t->cells.v[i];
        if (r >= c->row + c->rows)
            continue;
        struct piece *p = cell_part(t, c, x, whole && r == c->row + c->rows - 1 ? -1 : room, &notes);
        if (p) {
            vec_push(&content.p, p);
            h = p->y + p->h > h ? p->y + p->h : h;
        }
    }
    bool last = whole || !row_goes_on(t, from, r, false);
    row_frames(t, r, x, h, first, last, &frames);
    for (size_t i = t->rows.v[from].cells; i < cells_end(t, r); i++) {
        const struct cell *c = &t->cells.v[i];
        if (r < c->row + c->rows)
            part_frame(t, c, x, h, first && r == c->row, last && r == c->row + c->rows - 1, &frames);
    }
    slice_add(t, f, r, &frames, &content, h, &notes);
    return h;
}

static void joined_row(struct table *t, struct flow *f, int32_t from, int32_t r, int32_t x, int32_t most)
{
    int32_t left = t->rows.v[r].h;
    if (r > from && f->repeat)
        f->repeat = table_names_repeat(t, from, r, x, 0, 0);
    if (left <= most) {
        joined_slice(t, f, from, r, x, left, left, true, true);
        return;
    }
    for (bool first = true; first || row_goes_on(t, from, r, left > 0); first = false) {
        int32_t room = left > 0 && left < most ? left : most;
        if (!first)
            flow_cost(f, SLICE_COST);
        left -= joined_slice(t, f, from, r, x, 0, room, first, false);
    }
}

/* ---- all rows ---- */

static int32_t head_rows(const struct table *t)
{
    int32_t n = 0;
    while (n < (int32_t)t->rows.n && t->rows.v[n].group->kind == NODE_THEAD)
        n++;
    return n;
}

/* End of the rows joined to row r. */
static int32_t joined_end(const struct table *t, int32_t r)
{
    for (r++; r < (int32_t)t->rows.n && t->rows.v[r].joined;)
        r++;
    return r;
}

static int32_t rows_height(const struct table *t, int32_t from, int32_t to)
{
    return t->rows.v[to - 1].y + t->rows.v[to - 1].h - t->rows.v[from].y;
}

/* Cells stacked anew, when their pieces were taken. */
static void restack_head(struct table *t, int32_t n_head)
{
    for (size_t i = 0; i < t->cells.n; i++) {
        struct cell *c = &t->cells.v[i];
        if (c->row >= n_head)
            continue;
        flow_drop(&c->flow);
        flow_init(&c->flow, t->s, false);
        stack_children(&c->flow, c->node, c->style, 0, c->e.w, NULL);
    }
}

/* from: the first of the rows joined to it that are cut, -1 where none are. */
static void row_add(struct table *t, struct flow *f, int32_t from, int32_t r, int32_t x)
{
    int32_t most = t->s->page_height * 3 / 5;
    if (from >= 0) {
        joined_row(t, f, from, r, x, most / 2);
        return;
    }
    if (t->rows.v[r].joined)
        f->cost = PB_NEVER;
    else if (t->rows.v[r].h > most && joined_end(t, r) == r + 1) {
        row_slices(t, f, r, x, most / 2);
        return;
    }
    struct note_list notes = {0};
    struct piece *p = table_row_piece(t, r, x, &notes);
    struct vitem *it = flow_add(f, t->rows.v[r].node, p, p->h);
    note_list_add(t->s, &it->notes, &notes);
}

/* Cost of a page break before row r: none parts the head, one row of several, or a table that would be whole on the next page; of a few high
 * rows one may stand alone. */
static int32_t break_before(const struct table *t, int32_t r, int32_t n_head)
{
    int32_t n = (int32_t)t->rows.n, cost = rows_height(t, 0, n) <= t->s->page_height / 3 ? SHORT_TABLE_COST : ROW_COST;
    if (r == 0)
        return 0;
    if (r <= n_head)
        return COST_HEADING;
    bool alone = r == n_head + 1 || r == n - 1, few = n - n_head <= 3 && rows_height(t, 0, n) > t->s->page_height / 2;
    return alone && !few ? COST_AVOID : cost;
}

void table_rows_add(struct table *t, struct flow *f, int32_t x)
{
    int32_t n_head = head_rows(t), n = (int32_t)t->rows.n, most = t->s->page_height * 3 / 5, cut = -1, cut_end = 0;
    const struct repeat *outer = f->repeat, *outer_tail = f->tail;
    if (f->main)
        t->tail = table_tail_repeat(t, x, 0);
    if (n_head < n) {
        t->head = table_head_repeat(t, n_head, x);
        restack_head(t, n_head);
    }
    for (int32_t r = 0; r < n; r++) {
        int32_t end = joined_end(t, r);
        if (!t->rows.v[r].joined && end > r + 1 && rows_height(t, r, end) > most)
            cut = r, cut_end = end;
        if (r > n_head) {
            f->repeat = t->head;
            f->tail = t->tail;
        }
        flow_cost(f, break_before(t, r, n_head));
        flow_margin(f, r ? t->spacing : 0);
        size_t row = f->items.n;
        row_add(t, f, r < cut_end ? cut : -1, r, x);
        if (r && row < f->items.n)
            f->items.v[row].pb.stretch = f->items.v[row].pb.shrink = 0;
    }
    f->repeat = outer;
    f->tail = outer_tail;
}
