/* Tables: the grid of cells, their columns and heights, captions. The rows become items in tablerows.c. */
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
    struct row row = {.node = tr, .group = group, .cells = t->cells.n};
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
    for (; span > 0 && *at < t->n_cols; span--, (*at)++) {
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

/* Padding on the right alone parts the columns: the last has nothing to be parted from, and its numbers end where the rules do. */
static bool parts_nothing(const struct table *t, const struct cell *c)
{
    const struct style *st = c->style;
    return c->col + c->cols == t->n_cols && len_of(st->padding[RIGHT], PT, 0) > 0 && len_of(st->padding[LEFT], PT, 0) == 0 && !st->background.a &&
        !st->border[RIGHT].width;
}

/* A head of several columns of numbers, which stands over their middle. */
static bool heads_numbers(const struct table *t, const struct cell *c)
{
    bool all = c->cols > 1 && c->node->kind == NODE_TH && c->node->parent->parent && c->node->parent->parent->kind == NODE_THEAD;
    for (int32_t k = c->col; all && k < c->col + c->cols; k++)
        all = t->decimal[k] && !t->aligned[k];
    return all;
}

/* The column's alignment; a head stands over its numbers. */
static void align_cell(struct table *t, struct cell *c)
{
    bool number = t->decimal[c->col] && !t->aligned[c->col], bare = parts_nothing(t, c);
    bool heads = t->align[c->col] == ALIGN_RIGHT || t->align[c->col] == ALIGN_CENTER;
    bool aligned = c->cols == 1 && (number || (t->aligned[c->col] && (heads || c->node->kind == NODE_TD)));
    bool centred = heads_numbers(t, c);
    if (!aligned && !bare && !centred)
        return;
    struct style *own = arena_alloc(t->s->pass, sizeof *own);
    *own = *c->style;
    if (aligned)
        own->text_align = number ? ALIGN_RIGHT : t->align[c->col];
    if (centred)
        own->text_align = ALIGN_CENTER;
    if (bare)
        own->padding[RIGHT] = (struct len){0, LEN_ABS};
    c->style = own;
}

static void columns_new(struct table *t)
{
    struct arena *a = t->s->pass;
    size_t n = (size_t)t->n_cols + 1;
    int32_t **lengths[] = {&t->hard, &t->min, &t->tight, &t->max, &t->figures, &t->width, &t->x};
    bool **marks[] = {&t->aligned, &t->decimal, &t->number};
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++)
        *lengths[i] = arena_array(a, n, sizeof(int32_t));
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        *marks[i] = arena_array(a, n, sizeof(bool));
    t->whole = arena_array(a, n, sizeof *t->whole);
    t->rest = arena_array(a, n, sizeof *t->rest);
    t->align = arena_array(a, n, sizeof *t->align);
    t->asked = arena_array(a, n, sizeof *t->asked);
    for (size_t k = 0; k < n; k++)
        t->asked[k].unit = LEN_AUTO;
}

static void table_grid(struct table *t)
{
    int32_t until[COLUMNS_MAX] = {0}, at = 0;
    for (const struct node *n = t->node->child; n; n = n->next)
        if (n->kind == NODE_THEAD || n->kind == NODE_TBODY || n->kind == NODE_TFOOT)
            grid_group(t, n, until);
    columns_new(t);
    for (const struct node *n = t->node->child; n; n = n->next)
        for (const struct node *c = n->kind == NODE_COLGROUP ? n->child : NULL; c; c = c->next)
            grid_col(t, c, &at);
    for (size_t i = 0; i < t->cells.n; i++) {
        struct cell *c = &t->cells.v[i];
        for (int32_t r = c->row + 1; r < c->row + c->rows; r++)
            t->rows.v[r].joined = true;
    }
    table_find_numbers(t);
    for (size_t i = 0; i < t->cells.n; i++)
        align_cell(t, &t->cells.v[i]);
}

int32_t table_cell_width(const struct table *t, const struct cell *c)
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
        edges_of(&own, 0, table_cell_width(t, c), &c->e);
        flow_init(&c->flow, t->s, false);
        stack_children(&c->flow, c->node, c->style, 0, c->e.w, NULL);
        c->height = flow_height(&c->flow, 0) + c->e.padding[TOP] + c->e.padding[BOTTOM] + c->e.border[TOP] + c->e.border[BOTTOM];
    }
}

/* What the rows of a span lack: a little goes to the last of them, much to all. */
static void span_measure(struct table *t, const struct cell *c)
{
    int32_t h = (c->rows - 1) * t->spacing;
    for (int32_t r = c->row; r < c->row + c->rows; r++)
        h += t->rows.v[r].h;
    int32_t lack = c->height - h;
    if (lack <= 0)
        return;
    bool much = lack > t->s->page_height / 4;
    for (int32_t r = c->row; much && r < c->row + c->rows - 1; r++) {
        t->rows.v[r].h += lack / c->rows;
        h += lack / c->rows;
    }
    t->rows.v[c->row + c->rows - 1].h += c->height - h;
}

static void rows_measure(struct table *t)
{
    for (size_t i = 0; i < t->cells.n; i++) {
        struct cell *c = &t->cells.v[i];
        if (c->rows == 1 && t->rows.v[c->row].h < c->height)
            t->rows.v[c->row].h = c->height;
    }
    for (size_t i = 0; i < t->cells.n; i++)
        if (t->cells.v[i].rows > 1)
            span_measure(t, &t->cells.v[i]);
    for (size_t r = 0, y = 0; r < t->rows.n; r++) {
        t->rows.v[r].y = (int32_t)y;
        y += (size_t)(t->rows.v[r].h + t->spacing);
    }
}

static void caption_add(struct table *t, struct flow *f, int32_t x, int32_t width, bool bottom)
{
    for (const struct node *n = t->node->child; n; n = n->next)
        if (n->kind == NODE_CAPTION && style_of(t->s->styles, n)->caption_bottom == bottom) {
            if (bottom)
                flow_cost(f, COST_HEADING);
            stack_block(f, n, x, width);
            if (bottom)
                f->cost = 0; /* it is kept with the rows above it, not with what follows */
            else
                flow_cost(f, COST_HEADING);
        }
}

void table_drop(struct table *t)
{
    for (size_t i = 0; i < t->cells.n; i++)
        flow_drop(&t->cells.v[i].flow);
    vec_drop(&t->cells);
    vec_drop(&t->rows);
}

/* Paragraphs of the cells, shaped in another size, are made anew. */
static void forget_paragraphs(struct layout_state *s, const struct node *table)
{
    for (const struct node *n = table->child; n; n = node_next(n, table))
        s->paras[n->index] = NULL;
}

struct table *table_new(struct layout_state *s, const struct node *n, const struct style *st)
{
    struct table *t = arena_alloc(s->pass, sizeof *t);
    *t = (struct table){.s = s, .node = n, .style = st, .spacing = st->border_collapse ? 0 : st->border_spacing};
    table_grid(t);
    table_columns_want(t);
    return t;
}

/* The grid and the columns: in a smaller size where the words do not fit otherwise, the same in every pass. */
static struct table *columns_find(struct layout_state *s, const struct node *n, const struct style *st, int32_t width)
{
    struct table_fate *fate = &s->fates[n->index];
    s->scale = fate->scale;
    struct table *t = table_new(s, n, st);
    if (!fate->scale) {
        fate->scale = (int16_t)table_scale(t, width);
        if (fate->scale < 1000) {
            s->scale = fate->scale;
            forget_paragraphs(s, n);
            table_drop(t);
            t = table_new(s, n, st);
        }
    }
    table_columns_set(t, width);
    return t;
}

/* Said once: in later passes the letters may be smaller already. */
bool table_turns(struct layout_state *s, const struct node *n, const struct style *st, int32_t width)
{
    struct table_fate *fate = &s->fates[n->index];
    const struct page_style *lying = style_page(s->styles, "landscape", PAGE_RIGHT);
    if (fate->scale)
        return fate->turned;
    if (lying->width != s->page->height || lying->height != s->page->width || lying->width - lying->margin[LEFT] - lying->margin[RIGHT] <= width)
        return false;
    struct table *t = table_new(s, n, st);
    fate->turned = table_too_wide(t, width);
    table_drop(t);
    return fate->turned;
}

bool table_spans(struct layout_state *s, const struct node *n, const struct style *st, int32_t width)
{
    struct table_fate *fate = &s->fates[n->index];
    if (!fate->scale) {
        struct table *t = table_new(s, n, st);
        fate->spans = table_too_wide(t, width);
        table_drop(t);
    }
    return fate->spans;
}

void stack_table(struct flow *f, const struct node *n, const struct style *st, int32_t x, int32_t width)
{
    int32_t outer = f->s->scale;
    struct table *t = columns_find(f->s, n, st, width);
    cells_stack(t);
    table_align_decimals(t);
    rows_measure(t);
    int32_t scale = f->s->scale;
    f->s->scale = outer;
    /* CSS 2.1, 17.4: the caption stands outside the table's own box and its rules */
    caption_add(t, f, x, width, false);
    bool framed = st->background.a || st->border[TOP].width || st->border[BOTTOM].width || st->border[LEFT].width || st->border[RIGHT].width;
    struct frame *fr = framed ? flow_open(f, n, st, x - st->border[LEFT].width, width + st->border[LEFT].width + st->border[RIGHT].width) : NULL;
    f->s->scale = scale;
    table_rows_add(t, f, x);
    f->s->scale = outer;
    if (fr)
        flow_close(f, fr);
    caption_add(t, f, x, width, true);
    table_drop(t);
}
