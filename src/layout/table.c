/* Tables: the grid of cells, rows as unbreakable items, the head set again on every page the table runs over to. Cells that span rows keep
 * those rows together; a row taller than most of a page is cut. */
#include "layout/table.h"

#include <stdlib.h>
#include <string.h>

static int32_t span_of(const struct node *n, const char *name, int32_t most)
{
    const char *v = node_attr(n, name);
    int k = v ? atoi(v) : 1;
    return k < 1 ? 1 : k > most ? most : k;
}

/* ---- the grid ---- */

static void grid_row(struct table *t, const struct node *tr, const struct node *group, int32_t *until)
{
    int32_t r = (int32_t)t->rows.n, c = 0;
    struct row row = {.node = tr, .group = group};
    for (const struct node *n = tr->child; n; n = n->next) {
        if (n->kind != NODE_TD && n->kind != NODE_TH)
            continue;
        while (c < COLUMNS_MAX && until[c] > r)
            c++;
        if (c >= COLUMNS_MAX)
            break;
        struct cell cell = {.node = n, .style = style_of(t->s->styles, n), .row = r, .col = c};
        cell.cols = span_of(n, "colspan", COLUMNS_MAX - c);
        cell.rows = span_of(n, "rowspan", ROWS_SPAN_MAX);
        for (int32_t k = c; k < c + cell.cols; k++)
            until[k] = r + cell.rows;
        c += cell.cols;
        t->n_cols = c > t->n_cols ? c : t->n_cols;
        vec_push(&t->cells, cell);
    }
    vec_push(&t->rows, row);
}

static void grid_group(struct table *t, const struct node *group, int32_t *until)
{
    size_t from = t->rows.n;
    for (const struct node *tr = group->child; tr; tr = tr->next)
        if (tr->kind == NODE_TR)
            grid_row(t, tr, group, until);
    if (t->rows.n > from) {
        t->rows.v[from].first = true;
        t->rows.v[t->rows.n - 1].last = true;
    }
    for (int32_t k = 0; k < COLUMNS_MAX; k++) /* no cell leaves its group */
        until[k] = 0;
    for (size_t i = 0; i < t->cells.n; i++) {
        struct cell *c = &t->cells.v[i];
        if (c->row >= (int32_t)from && c->row + c->rows > (int32_t)t->rows.n)
            c->rows = (int32_t)t->rows.n - c->row;
    }
}

static void grid_col(struct table *t, const struct node *col, int32_t *at)
{
    static const char *const names[] = {"left", "right", "center", "justify"};
    static const enum text_align aligns[] = {ALIGN_LEFT, ALIGN_RIGHT, ALIGN_CENTER, ALIGN_JUSTIFY};
    int32_t span = span_of(col, "span", COLUMNS_MAX);
    const char *align = node_attr(col, "align");
    struct len width = width_attr(col, t->style->font_size);
    for (; span > 0 && *at < COLUMNS_MAX; span--, (*at)++) {
        t->asked[*at] = style_of(t->s->styles, col)->width;
        if (width.unit != LEN_AUTO)
            t->asked[*at] = width;
        t->decimal[*at] = align && strcmp(align, "char") == 0;
        for (size_t k = 0; align && k < 4; k++)
            if (strcmp(align, names[k]) == 0) {
                t->align[*at] = aligns[k];
                t->aligned[*at] = true;
            }
    }
}

void table_grid(struct table *t)
{
    int32_t until[COLUMNS_MAX] = {0}, at = 0;
    for (int32_t k = 0; k < COLUMNS_MAX; k++)
        t->asked[k].unit = LEN_AUTO;
    for (const struct node *n = t->node->child; n; n = n->next) {
        if (n->kind == NODE_COLGROUP)
            for (const struct node *c = n->child; c; c = c->next)
                grid_col(t, c, &at);
        else if (n->kind == NODE_THEAD || n->kind == NODE_TBODY || n->kind == NODE_TFOOT)
            grid_group(t, n, until);
    }
    for (size_t i = 0; i < t->cells.n; i++) {
        struct cell *c = &t->cells.v[i];
        for (int32_t r = c->row + 1; r < c->row + c->rows; r++)
            t->rows.v[r].joined = true;
        if (t->aligned[c->col] && c->cols == 1 && c->node->kind == NODE_TD) {
            struct style *own = arena_alloc(t->s->pass, sizeof *own);
            *own = *c->style;
            own->text_align = t->align[c->col];
            c->style = own;
        }
    }
}

static int32_t cell_width(const struct table *t, const struct cell *c)
{
    return t->x[c->col + c->cols] - t->x[c->col] - t->spacing;
}

/* ---- heights ---- */

static void cells_stack(struct table *t)
{
    for (size_t i = 0; i < t->cells.n; i++) {
        struct cell *c = &t->cells.v[i];
        struct style own = *c->style; /* the column gives the width */
        own.width = (struct len){0, LEN_AUTO};
        edges_of(&own, 0, cell_width(t, c), &c->e);
        flow_init(&c->flow, t->s, false);
        stack_children(&c->flow, c->node, c->style, 0, c->e.w, NULL);
        c->height = flow_height(&c->flow, 0) + c->e.padding[TOP] + c->e.padding[BOTTOM] + c->e.border[TOP] + c->e.border[BOTTOM];
    }
}

static void rows_measure(struct table *t)
{
    for (size_t i = 0; i < t->cells.n; i++) {
        struct cell *c = &t->cells.v[i];
        if (c->rows == 1 && t->rows.v[c->row].h < c->height)
            t->rows.v[c->row].h = c->height;
    }
    for (size_t i = 0; i < t->cells.n; i++) { /* what a span lacks its last row gives */
        struct cell *c = &t->cells.v[i];
        int32_t h = (c->rows - 1) * t->spacing;
        for (int32_t r = c->row; r < c->row + c->rows; r++)
            h += t->rows.v[r].h;
        if (c->rows > 1 && h < c->height)
            t->rows.v[c->row + c->rows - 1].h += c->height - h;
    }
    for (size_t r = 0, y = 0; r < t->rows.n; r++) {
        t->rows.v[r].y = (int32_t)y;
        y += (size_t)(t->rows.v[r].h + t->spacing);
    }
}

/* ---- pieces ---- */

static int32_t cell_rows_height(const struct table *t, const struct cell *c)
{
    const struct row *first = &t->rows.v[c->row], *last = &t->rows.v[c->row + c->rows - 1];
    return last->y + last->h - first->y;
}

static void cell_piece(struct table *t, struct cell *c, int32_t x, struct piece_vec *v, struct note_list *notes)
{
    int32_t h = cell_rows_height(t, c), left = x + t->x[c->col], slack = h - c->height;
    frame_pieces(t->s, c->style, left, 0, cell_width(t, c), h, true, true, v);
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

static struct piece *row_piece(struct table *t, int32_t r, int32_t x, struct note_list *notes)
{
    struct piece_vec v = {{0}};
    const struct row *row = &t->rows.v[r];
    int32_t w = t->x[t->n_cols];
    frame_pieces(t->s, style_of(t->s->styles, row->group), x, 0, w, row->h, row->first, row->last, &v);
    frame_pieces(t->s, style_of(t->s->styles, row->node), x, 0, w, row->h, true, true, &v);
    for (size_t i = 0; i < t->cells.n; i++)
        if (t->cells.v[i].row == r)
            cell_piece(t, &t->cells.v[i], x, &v, notes);
    return piece_group(t->s, row->node, &v, w, row->h);
}

/* A row taller than most of a page: slices of its cells, each a row of its own. */
static void row_slices(struct table *t, struct flow *f, int32_t r, int32_t x, int32_t most)
{
    size_t *at = xcalloc(t->cells.n + 1, sizeof *at);
    for (bool more = true; more;) {
        struct piece_vec v = {{0}};
        struct note_list notes = {0};
        int32_t h = 0;
        more = false;
        for (size_t i = 0; i < t->cells.n; i++) {
            struct cell *c = &t->cells.v[i];
            if (c->row != r || at[i] >= c->flow.items.n)
                continue;
            size_t end = flow_fit(&c->flow, at[i], c->flow.items.n, most);
            struct piece *p = flow_pack_part(&c->flow, at[i], end, c->e.w, &notes);
            p->x += x + t->x[c->col] + c->e.x;
            p->y += at[i] ? 0 : c->e.padding[TOP];
            p->node = c->node;
            vec_push(&v.p, p);
            h = p->h + p->y > h ? p->h + p->y : h;
            at[i] = end;
            more |= end < c->flow.items.n;
        }
        struct vitem *it = flow_add(f, t->rows.v[r].node, piece_group(t->s, t->rows.v[r].node, &v, t->x[t->n_cols], h), h);
        note_list_add(t->s, &it->notes, &notes);
    }
    free(at);
}

static void row_add(struct table *t, struct flow *f, int32_t r, int32_t x)
{
    int32_t most = t->s->page_height * 3 / 5;
    if (t->rows.v[r].joined)
        f->cost = PB_NEVER;
    if (t->rows.v[r].h > most && !t->rows.v[r].joined) {
        row_slices(t, f, r, x, most / 2);
        return;
    }
    struct note_list notes = {0};
    struct piece *p = row_piece(t, r, x, &notes);
    struct vitem *it = flow_add(f, t->rows.v[r].node, p, p->h);
    note_list_add(t->s, &it->notes, &notes);
}

/* "Tableau 3 (suite)", above the repeated head. NULL for a table without a number. */
static struct piece *continued_piece(struct table *t, int32_t x)
{
    const struct node *cap = node_child(t->node, NODE_CAPTION);
    if (!cap || !cap->child || cap->child->kind != NODE_LABEL)
        return NULL;
    struct buf b = {0};
    node_plain_text(cap->child, &b);
    buf_addf(&b, " %s", term(TERM_CONTINUED, cap->lang));
    struct para_box *p = para_string(t->s, style_anonymous(t->s->styles, style_of(t->s->styles, cap)), NULL, SLOT_ARTIFACT, b.data, cap->lang);
    buf_drop(&b);
    const struct line *line = &para_lines(t->s, p, t->x[t->n_cols])->lines[0];
    struct piece *piece = piece_new(t->s, PIECE_LINE, NULL, x, 0, t->x[t->n_cols], line->ascent + line->descent + line->descent);
    piece->u.line.para = p;
    piece->u.line.line = line;
    return piece;
}

/* The head rows as one piece, to be set again; built from cells stacked anew, for a piece is placed once. */
static struct repeat *repeat_make(struct table *t, int32_t n_head, int32_t x)
{
    struct piece_vec v = {{0}};
    struct piece *title = continued_piece(t, x);
    int32_t top = title ? title->h : 0, h = top;
    if (title)
        vec_push(&v.p, title);
    for (int32_t r = 0; r < n_head; r++) {
        struct piece *p = row_piece(t, r, x, NULL);
        p->y = top + t->rows.v[r].y;
        h = p->y + p->h;
        vec_push(&v.p, p);
    }
    struct repeat *rep = arena_alloc(t->s->pass, sizeof *rep);
    rep->height = h + t->spacing;
    rep->piece = piece_group(t->s, NULL, &v, t->x[t->n_cols], h);
    return rep;
}

static int32_t head_rows(const struct table *t)
{
    int32_t n = 0;
    while (n < (int32_t)t->rows.n && t->rows.v[n].group->kind == NODE_THEAD)
        n++;
    return n;
}

static void rows_add(struct table *t, struct flow *f, int32_t x)
{
    int32_t n_head = head_rows(t), n = (int32_t)t->rows.n;
    const struct repeat *outer = f->repeat;
    struct repeat *rep = n_head && n_head < n ? repeat_make(t, n_head, x) : NULL;
    if (rep && rep->height > t->s->page_height / 3)
        rep = NULL;
    if (n_head) { /* the repeat took the cells' pieces: stack them again */
        for (size_t i = 0; i < t->cells.n; i++)
            if (t->cells.v[i].row < n_head) {
                struct cell *c = &t->cells.v[i];
                flow_drop(&c->flow);
                flow_init(&c->flow, t->s, false);
                stack_children(&c->flow, c->node, c->style, 0, c->e.w, NULL);
            }
    }
    for (int32_t r = 0; r < n; r++) {
        bool keep = r > 0 && (r <= n_head || (n - n_head > 3 && (r == n_head + 1 || r == n - 1)));
        if (r > n_head)
            f->repeat = rep;
        if (keep)
            flow_cost(f, r <= n_head ? COST_HEADING : COST_WIDOW);
        flow_margin(f, r ? t->spacing : 0);
        size_t row = f->items.n;
        row_add(t, f, r, x);
        if (r && row < f->items.n)
            f->items.v[row].pb.stretch = f->items.v[row].pb.shrink = 0;
    }
    f->repeat = outer;
}

static void caption_add(struct table *t, struct flow *f, int32_t x, int32_t width, bool bottom)
{
    for (const struct node *n = t->node->child; n; n = n->next)
        if (n->kind == NODE_CAPTION && style_of(t->s->styles, n)->caption_bottom == bottom) {
            if (bottom)
                flow_cost(f, COST_HEADING);
            stack_block(f, n, x, width);
            if (!bottom)
                flow_cost(f, COST_HEADING);
        }
}

static void table_drop(struct table *t)
{
    for (size_t i = 0; i < t->cells.n; i++)
        flow_drop(&t->cells.v[i].flow);
    vec_drop(&t->cells);
    vec_drop(&t->rows);
}

void stack_table(struct flow *f, const struct node *n, const struct style *st, int32_t x, int32_t width)
{
    struct table *t = arena_alloc(f->s->pass, sizeof *t);
    t->s = f->s;
    t->node = n;
    t->style = st;
    t->spacing = st->border_collapse ? 0 : st->border_spacing;
    table_grid(t);
    table_columns_want(t);
    table_columns_set(t, width);
    cells_stack(t);
    table_align_decimals(t);
    rows_measure(t);
    caption_add(t, f, x, width, false);
    rows_add(t, f, x);
    caption_add(t, f, x, width, true);
    table_drop(t);
}
