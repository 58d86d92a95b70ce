/* Flex cells and the pictures of a figure side by side: each row is packed to one piece, which no page break cuts. */
#include "layout/internal.h"

#include <stdlib.h>
#include <string.h>

/* One cell of a row: its content stacked at width w; border box sizes in e. */
struct cell_box {
    const struct node *node;
    const struct style *style;
    struct edges e;
    struct piece *content;
    struct note_list notes;
};

static void cell_stack(struct layout_state *s, const struct node *n, const struct style *st, int32_t width, struct cell_box *c)
{
    c->node = n;
    c->style = st;
    struct style own = *st; /* the row gives the width */
    own.width = (struct len){0, LEN_AUTO};
    edges_of(&own, 0, width, &c->e);
    struct flow sub;
    flow_init(&sub, s, false);
    if (n->kind == NODE_IMG || n->kind == NODE_CHART)
        stack_replaced(&sub, n, st, 0, c->e.w);
    else
        stack_children(&sub, n, st, 0, c->e.w, NULL);
    c->content = flow_pack(&sub, c->e.w, &c->notes, NULL);
    flow_drop(&sub);
}

static int32_t cell_height(const struct cell_box *c)
{
    const struct edges *e = &c->e;
    return c->content->h + e->padding[TOP] + e->padding[BOTTOM] + e->border[TOP] + e->border[BOTTOM];
}

static void cell_place(struct layout_state *s, struct cell_box *c, int32_t x, int32_t height, struct piece_vec *v)
{
    frame_pieces(s, c->style, x + c->e.bx, 0, c->e.bw, height, true, true, v);
    c->content->x += x + c->e.x;
    c->content->y += c->e.border[TOP] + c->e.padding[TOP];
    c->content->node = c->node;
    vec_push(&v->p, c->content);
}

struct piece *piece_group(struct layout_state *s, const struct node *n, struct piece_vec *v, int32_t w, int32_t h)
{
    struct piece *g = piece_new(s, PIECE_GROUP, n, 0, 0, w, h);
    g->u.group.n = v->p.n;
    g->u.group.pieces = arena_array(s->stack, v->p.n + 1, sizeof(struct piece *));
    if (v->p.n)
        memcpy(g->u.group.pieces, v->p.v, v->p.n * sizeof(struct piece *));
    vec_drop(&v->p);
    return g;
}

/* ---- flex rows ---- */

enum { PER_ROW = 4 };
struct flex_cell {
    const struct node *node;
    int32_t least, width; /* border box and margins */
};

static void flex_row(struct flow *f, const struct node *n, const struct style *st, const struct flex_cell *cells, size_t count, int32_t x,
                     int32_t width)
{
    struct layout_state *s = f->s;
    struct cell_box *boxes = arena_array(s->pass, count, sizeof *boxes);
    int32_t h = 0, left = x;
    struct note_list notes = {0};
    for (size_t i = 0; i < count; i++) {
        cell_stack(s, cells[i].node, style_of(s->styles, cells[i].node), cells[i].width, &boxes[i]);
        int32_t ch = cell_height(&boxes[i]);
        h = ch > h ? ch : h;
        note_list_add(s, &notes, &boxes[i].notes);
    }
    struct piece_vec v = {{0}};
    for (size_t i = 0; i < count; i++) {
        cell_place(s, &boxes[i], left, h, &v);
        left += cells[i].width + st->gap;
    }
    struct vitem *it = flow_add(f, n, piece_group(s, n, &v, width, h), h);
    note_list_add(s, &it->notes, &notes);
}

/* Shares the room of a row equally, but gives no cell less than its longest word wants. false: not all of them fit side by side. */
static bool flex_share(struct flex_cell *cells, size_t count, size_t per_row, int32_t gap, int32_t width)
{
    int32_t room = width - (int32_t)(per_row - 1) * gap;
    size_t sharing = per_row;
    bool wide[PER_ROW] = {false};
    for (bool again = true; again && sharing > 0;) {
        again = false;
        for (size_t i = 0; i < count && !again; i++)
            if (!wide[i] && (int64_t)cells[i].least * (int64_t)sharing > room) {
                wide[i] = again = true;
                room -= cells[i].width = cells[i].least;
                sharing--;
            }
    }
    for (size_t i = 0; i < count; i++)
        if (!wide[i])
            cells[i].width = room / (int32_t)sharing;
    return room >= 0;
}

/* How many cells stand side by side: as many as fit, four at most, in rows as even as can be. Cells of several rows are equally wide. */
static size_t flex_per_row(struct flex_cell *cells, size_t n, int32_t gap, int32_t width)
{
    int32_t least = 0;
    if (n <= PER_ROW && n > 0 && flex_share(cells, n, n, gap, width))
        return n;
    for (size_t i = 0; i < n; i++)
        least = cells[i].least > least ? cells[i].least : least;
    size_t most = n < PER_ROW ? n : PER_ROW;
    while (most > 1 && (width - (int32_t)(most - 1) * gap) / (int32_t)most < least)
        most--;
    size_t rows = most ? (n + most - 1) / most : 0, per_row = rows ? (n + rows - 1) / rows : 1;
    for (size_t i = 0; i < n; i++)
        cells[i].width = (width - (int32_t)(per_row - 1) * gap) / (int32_t)per_row;
    return per_row;
}

/* The border box of a cell that no word and no figure of it stands out of: a value stays in one line where half the row holds it. */
static int32_t flex_least(struct layout_state *s, const struct node *cell, int32_t half, int32_t width)
{
    const struct style *st = style_of(s->styles, cell);
    const struct node *value = node_child(cell, NODE_VALUE);
    int32_t least, min, max;
    width_range(s, cell, &least, &max);
    if (value) {
        width_range(s, value, &min, &max);
        for (int k = 1; k < 4; k += 2)
            max += len_of(st->margin[k], 0, 0) + len_of(st->padding[k], 0, 0) + st->border[k].width;
        least = max > least && max <= half ? max : least;
    }
    return least > width ? width : least;
}

/* Cells in rows; a title among them stands above. */
void stack_flex(struct flow *f, const struct node *n, const struct style *st, int32_t x, int32_t width)
{
    VEC(struct flex_cell) cells = {0};
    for (const struct node *k = n->child; k; k = k->next) {
        if (k->kind == NODE_TITLE || k->kind == NODE_FIGCAPTION || k->kind == NODE_CREDIT || k->kind == NODE_PROVENANCE)
            continue;
        if (k->kind != NODE_TEXT && style_of(f->s->styles, k)->display != DISPLAY_NONE) {
            struct flex_cell c = {.node = k, .least = flex_least(f->s, k, (width - st->gap) / 2, width)};
            vec_push(&cells, c);
        }
    }
    const struct node *k = n->child;
    for (; k && k->kind == NODE_TITLE; k = k->next) {
        stack_block(f, k, x, width);
        flow_cost(f, COST_HEADING);
    }
    size_t per_row = flex_per_row(cells.v, cells.n, st->gap, width);
    for (size_t i = 0; i < cells.n; i += per_row) {
        if (i) {
            flow_margin(f, st->gap);
            flow_cost(f, COST_AVOID);
        }
        size_t row = f->items.n;
        flex_row(f, n, st, cells.v + i, cells.n - i < per_row ? cells.n - i : per_row, x, width);
        if (i)
            f->items.v[row].pb.stretch = f->items.v[row].pb.shrink = 0;
    }
    vec_drop(&cells);
    for (; k; k = k->next)
        if (k->kind == NODE_FIGCAPTION || k->kind == NODE_CREDIT || k->kind == NODE_PROVENANCE) {
            flow_cost(f, COST_HEADING);
            stack_block(f, k, x, width);
        }
}

/* ---- the pictures of a figure ---- */

struct picture {
    const struct node *node;
    int32_t w, h;
    bool sized;
};

static void picture_row(struct flow *f, const struct node *n, const struct picture *v, size_t count, int32_t x, int32_t width, int32_t gap)
{
    struct piece_vec row = {{0}};
    int32_t h = 0, sum = 0, left = x;
    for (size_t i = 0; i < count; i++) {
        sum += v[i].w;
        h = v[i].h > h ? v[i].h : h;
    }
    int32_t between = count > 1 ? (width - sum) / (int32_t)(count - 1) : 0, most = 3 * gap;
    between = between > most ? most : between;
    left += (width - sum - between * (int32_t)(count - 1)) / 2;
    for (size_t i = 0; i < count; i++) {
        struct piece *p = replaced_piece(f->s, v[i].node, v[i].w, v[i].h);
        if (p) {
            p->x = left;
            vec_push(&row.p, p);
        }
        left += v[i].w + between;
    }
    flow_add(f, n, piece_group(f->s, n, &row, width, h), h);
}

/* Pictures of which none says its width share a row: all as high as makes them fill it. */
static void share_row(struct picture *v, size_t count, int32_t width, int32_t gap, int32_t max_h)
{
    double ratio = 0;
    for (size_t i = 0; i < count; i++)
        ratio += (double)v[i].w / (v[i].h > 0 ? v[i].h : 1);
    double h = (width - (double)gap * (double)(count - 1)) / (ratio > 0 ? ratio : 1);
    h = h > max_h ? max_h : h;
    for (size_t i = 0; i < count; i++) {
        v[i].w = (int32_t)(h * v[i].w / (v[i].h > 0 ? v[i].h : 1));
        v[i].h = (int32_t)h;
    }
}

/* How many of the pictures v stand in one row: those whose widths have room, four at most. */
static size_t row_count(const struct picture *v, size_t n, int32_t width, int32_t gap)
{
    int32_t sum = v[0].w;
    size_t k = 1;
    if (!v[0].sized) {
        while (k < n && k < PER_ROW && !v[k].sized)
            k++;
        return k;
    }
    while (k < n && v[k].sized && sum + gap + v[k].w <= width + PT)
        sum += gap + v[k++].w;
    return k;
}

/* The pictures at the head of a figure, in rows; gives the child after them. A lone one is left to the block flow. */
const struct node *stack_pictures(struct flow *f, const struct node *n, const struct style *st, int32_t x, int32_t width)
{
    VEC(struct picture) v = {0};
    const struct node *k = n->child;
    for (; k && k->kind == NODE_IMG && k->image && node_is_block(f->s, k); k = k->next) {
        const struct style *ks = style_of(f->s->styles, k);
        struct picture p = {.node = k, .sized = ks->width.unit == LEN_ABS || ks->width.unit == LEN_PCT || width_attr(k, 0).unit != LEN_AUTO};
        replaced_size(f->s, k, ks, width, &p.w, &p.h);
        if (ks->display != DISPLAY_NONE)
            vec_push(&v, p);
    }
    int32_t gap = st->gap > 0 ? st->gap : st->font_size;
    size_t at = 0;
    for (size_t count; v.n > 1 && at < v.n; at += count) {
        count = row_count(v.v + at, v.n - at, width, gap * 2 / 3);
        if (count > 1 && !v.v[at].sized)
            share_row(v.v + at, count, width, gap, f->s->page_height * 3 / 5);
        if (at)
            flow_margin(f, gap);
        flow_cost(f, at ? COST_AVOID : 0);
        picture_row(f, n, v.v + at, count, x, width, gap);
    }
    if (v.n > 1)
        flow_margin(f, len_of(style_of(f->s->styles, v.v[v.n - 1].node)->margin[BOTTOM], width, 0));
    else
        k = n->child;
    vec_drop(&v);
    return k;
}
