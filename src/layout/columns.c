/* Columns. In the flow of pages their items stay items of it, one after the other: the page breaker asks how high they are when balanced
 * (columns_balance), and the page that gets them sets them side by side (columns_set); so columns go on from page to page, and balance on
 * each. Elsewhere they are packed to pieces. */
#include "layout/assemble.h"

#include <stdlib.h>
#include <string.h>

size_t flow_fit(const struct flow *f, size_t from, size_t end, int32_t h)
{
    int32_t used = 0;
    size_t best = end;
    for (size_t i = from; i < end; i++) {
        const struct pb_item *it = &f->items.v[i].pb;
        int32_t add = (i > from ? it->glue : 0) + it->height;
        if (i > from && it->cost < COST_WIDOW)
            best = i;
        if (used + add > h && i > from)
            return best == end ? i : best;
        used += add;
    }
    return end;
}

/* Bisection on the height. */
int32_t columns_balance(const struct flow *f, size_t from, size_t end, int count)
{
    int32_t total = 0;
    for (size_t i = from; i < end; i++)
        total += (i > from ? f->items.v[i].pb.glue : 0) + f->items.v[i].pb.height;
    int32_t lo = total / count, hi = total;
    while (hi - lo > PT / 2) {
        int32_t mid = lo + (hi - lo) / 2;
        size_t at = from;
        for (int k = 0; k < count && at < end; k++)
            at = flow_fit(f, at, end, mid);
        if (at >= end)
            hi = mid;
        else
            lo = mid;
    }
    return hi;
}

struct piece *flow_pack_part(struct flow *sub, size_t from, size_t to, int32_t w, struct note_list *notes)
{
    struct flow part;
    flow_init(&part, sub->s, false);
    for (size_t i = from; i < to; i++)
        vec_push(&part.items, sub->items.v[i]);
    for (size_t k = 0; k < sub->frames.n; k++) {
        struct frame *fr = sub->frames.v[k];
        if (fr->first >= (int32_t)from && fr->last < (int32_t)to) {
            struct frame *mine = arena_alloc(sub->s->pass, sizeof *mine);
            *mine = *fr;
            mine->first -= (int32_t)from;
            mine->last -= (int32_t)from;
            vec_push(&part.frames, mine);
        }
    }
    struct piece *p = flow_pack(&part, w, notes, NULL);
    flow_drop(&part);
    return p;
}

/* Sets items from..to in balanced columns as one piece. */
static void columns_part(struct flow *f, struct flow *sub, const struct node *n, const struct style *st, int count, size_t from, size_t to,
                         int32_t x, int32_t w)
{
    struct layout_state *s = f->s;
    int32_t h = columns_balance(sub, from, to, count), tallest = 0;
    struct piece_vec v = {{0}};
    struct note_list notes = {0};
    size_t at = from;
    for (int k = 0; k < count && at < to; k++) {
        size_t end = k == count - 1 ? to : flow_fit(sub, at, to, h);
        struct piece *p = flow_pack_part(sub, at, end, w, &notes);
        p->x = x + k * (w + st->column_gap);
        tallest = p->h > tallest ? p->h : tallest;
        vec_push(&v.p, p);
        at = end;
    }
    if (st->column_rule.width)
        for (int k = 1; k < count; k++) {
            struct piece *r = piece_new(s, PIECE_STROKE, NULL, x + k * (w + st->column_gap) - st->column_gap / 2, 0, 0, tallest);
            r->u.stroke.colour = st->column_rule.colour;
            r->u.stroke.width = st->column_rule.width;
            r->u.stroke.style = st->column_rule.style;
            vec_push(&v.p, r);
        }
    struct vitem *it = flow_add(f, n, piece_group(s, n, &v, count * (w + st->column_gap), tallest), tallest);
    note_list_add(s, &it->notes, &notes);
}

/* In a cell, a note, a figure: pieces of their own. */
static void columns_pack(struct flow *f, const struct node *n, const struct style *st, int count, int32_t x, int32_t width)
{
    struct layout_state *s = f->s;
    int32_t w = (width - (count - 1) * st->column_gap) / count;
    struct flow sub;
    flow_init(&sub, s, false);
    s->depth++;
    stack_children(&sub, n, st, 0, w, NULL);
    s->depth--;
    /* A piece may fill a third of a page at most: what is longer goes on in further pieces. */
    int32_t most = count * (s->page_height / 3);
    if (flow_height(&sub, 0) <= 2 * most)
        most = INT32_MAX / 2;
    for (size_t at = 0; at < sub.items.n;) {
        size_t end = flow_fit(&sub, at, sub.items.n, most);
        if (at)
            flow_margin(f, st->line_height / 2);
        columns_part(f, &sub, n, st, count, at, end, x, w);
        at = end;
    }
    flow_drop(&sub);
}

void stack_columns(struct flow *f, const struct node *n, const struct style *st, int count, int32_t x, int32_t width)
{
    if (!f->main || f->columns) {
        columns_pack(f, n, st, count, x, width);
        return;
    }
    struct column_group *g = arena_alloc(f->s->pass, sizeof *g);
    f->s->groups = f->s->groups == UINT16_MAX ? 1 : f->s->groups + 1;
    *g = (struct column_group){.node = n, .style = st, .count = count, .id = f->s->groups, .x = x, .all = width};
    g->w = (width - (count - 1) * st->column_gap) / count;
    f->columns = g;
    f->s->depth++;
    stack_children(f, n, st, 0, g->w, NULL);
    f->s->depth--;
    f->columns = NULL;
}

void stack_spanning(struct flow *f, const struct node *n)
{
    const struct column_group *g = f->columns;
    struct column_group *next = arena_alloc(f->s->pass, sizeof *next);
    f->columns = NULL;
    stack_block(f, n, g->x, g->all);
    *next = *g;
    next->id = f->s->groups = f->s->groups == UINT16_MAX ? 1 : f->s->groups + 1;
    f->columns = next;
}

/* ---- on the page ---- */

/* The frames round items at..end, those opened in these columns: outer ones first, cut where the column is. */
static void column_frame(struct setting *st, const struct frame *fr, size_t at, size_t end, const int32_t *top, int32_t x)
{
    size_t a = fr->first > (int32_t)at ? (size_t)fr->first : at, b = fr->last < (int32_t)end ? (size_t)fr->last : end - 1;
    if (fr->last < fr->first || b < a)
        return;
    struct piece_vec v = {{0}};
    int32_t bottom = top[b - at] + st->pb[b].height;
    frame_pieces(st->a->s, fr->style, fr->x, top[a - at], fr->w, bottom - top[a - at], fr->first >= (int32_t)at, fr->last < (int32_t)end, &v);
    for (size_t i = 0; i < v.p.n; i++)
        draw_piece(st->a, st->page, v.p.v[i], x, 0, WHERE_ARTIFACT);
    vec_drop(&v.p);
}

static void column_open_frames(struct setting *st, const struct frame *fr, size_t at, size_t end, const int32_t *top, int32_t x)
{
    if (!fr || !fr->columns)
        return;
    column_open_frames(st, fr->parent, at, end, top, x);
    if (fr->first < (int32_t)at)
        column_frame(st, fr, at, end, top, x);
}

static void column_set(struct setting *st, size_t at, size_t end, int32_t x, int32_t y)
{
    int32_t *top = xcalloc(end - at + 1, sizeof *top);
    for (size_t i = at; i < end; i++) {
        y += i > at ? st->pb[i].glue : 0;
        top[i - at] = y;
        y += st->pb[i].height;
    }
    column_open_frames(st, st->f->items.v[at].frame, at, end, top, x);
    for (size_t k = st->page_frame; k < st->f->frames.n && st->f->frames.v[k]->first < (int32_t)end; k++)
        if (st->f->frames.v[k]->columns && st->f->frames.v[k]->first >= (int32_t)at)
            column_frame(st, st->f->frames.v[k], at, end, top, x);
    for (size_t i = at; i < end; i++)
        set_item(st, &st->f->items.v[i], x, top[i - at]);
    free(top);
}

void columns_set(struct setting *st, size_t from, size_t to, int32_t x, int32_t y)
{
    const struct column_group *g = st->f->items.v[from].columns;
    int32_t h = columns_balance(st->f, from, to, g->count), step = g->w + g->style->column_gap;
    const struct border *rule = &g->style->column_rule;
    size_t at = from;
    for (int k = 0; k < g->count && at < to; k++) {
        size_t end = k == g->count - 1 ? to : flow_fit(st->f, at, to, h);
        column_set(st, at, end, x + g->x + k * step, y);
        at = end;
    }
    for (int k = 1; rule->width && k < g->count; k++) {
        struct piece *r = piece_new(st->a->s, PIECE_STROKE, NULL, g->x + k * step - g->style->column_gap / 2, 0, 0, h);
        r->u.stroke.colour = rule->colour;
        r->u.stroke.width = rule->width;
        r->u.stroke.style = rule->style;
        draw_piece(st->a, st->page, r, x, y, WHERE_ARTIFACT);
    }
}
