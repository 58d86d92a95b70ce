/* Column widths as CSS 2.1's automatic layout makes them (17.5.2.2), and the least and greatest width any block wants. */
#include "layout/table.h"

#include <stdlib.h>
#include <string.h>

static void column_want(struct table *t, const struct cell *c)
{
    int32_t min, max, have_min = 0, have_max = 0;
    width_range(t->s, c->node, &min, &max);
    for (int32_t k = c->col; k < c->col + c->cols; k++) {
        have_min += t->min[k];
        have_max += t->max[k];
    }
    /* A span's want beyond its columns' is shared equally among them. */
    for (int32_t k = c->col; k < c->col + c->cols; k++) {
        if (min > have_min)
            t->min[k] += (min - have_min) / c->cols;
        if (max > have_max)
            t->max[k] += (max - have_max) / c->cols;
        if (t->max[k] < t->min[k])
            t->max[k] = t->min[k];
    }
}

void table_columns_want(struct table *t)
{
    for (int32_t cols = 1; cols <= t->n_cols; cols++)
        for (size_t i = 0; i < t->cells.n; i++)
            if (t->cells.v[i].cols == cols)
                column_want(t, &t->cells.v[i]);
}

void table_columns_set(struct table *t, int32_t width)
{
    int64_t min = 0, max = 0;
    int32_t room = width - t->spacing * (t->n_cols + 1);
    for (int32_t k = 0; k < t->n_cols; k++) {
        if (t->asked[k].unit == LEN_ABS || t->asked[k].unit == LEN_PCT) {
            int32_t w = len_of(t->asked[k], width, 0);
            t->min[k] = t->max[k] = w > t->min[k] ? w : t->min[k];
        }
        min += t->min[k];
        max += t->max[k];
    }
    bool fill = t->style->width.unit == LEN_PCT || t->style->width.unit == LEN_ABS;
    for (int32_t k = 0; k < t->n_cols; k++) {
        if (max <= room)
            t->width[k] = fill && max ? (int32_t)(t->max[k] * (int64_t)room / max) : t->max[k];
        else if (min >= room)
            t->width[k] = (int32_t)(t->min[k] * (int64_t)room / (min ? min : 1));
        else
            t->width[k] = t->min[k] + (int32_t)((t->max[k] - t->min[k]) * (room - min) / (max - min));
    }
    t->x[0] = t->spacing;
    for (int32_t k = 0; k < t->n_cols; k++)
        t->x[k + 1] = t->x[k] + t->width[k] + t->spacing;
}

/* ---- the widths a block wants ---- */

static void table_range(struct layout_state *s, const struct node *n, const struct style *st, int32_t *min, int32_t *max)
{
    struct table *t = arena_alloc(s->pass, sizeof *t);
    t->s = s;
    t->node = n;
    t->style = st;
    table_grid(t);
    table_columns_want(t);
    *min = *max = 0;
    for (int32_t k = 0; k < t->n_cols; k++) {
        *min += t->min[k];
        *max += t->max[k];
    }
    vec_drop(&t->cells);
    vec_drop(&t->rows);
}

static void content_range(struct layout_state *s, const struct node *n, const struct style *st, int32_t *min, int32_t *max)
{
    int32_t a, b;
    for (const struct node *k = n->child; k;) {
        if (k->kind != NODE_TEXT && node_is_block(s, k)) {
            width_range(s, k, &a, &b);
            k = k->next;
        } else {
            const struct node *first = k;
            while (k && !(k->kind != NODE_TEXT && node_is_block(s, k)))
                k = k->next;
            struct para_box *p = para_inlines(s, n, st, first, k, NULL);
            a = b = 0;
            if (p)
                shaped_widths(p->shaped, &a, &b);
        }
        *min = a > *min ? a : *min;
        *max = b > *max ? b : *max;
    }
}

void width_range(struct layout_state *s, const struct node *n, int32_t *min, int32_t *max)
{
    const struct style *st = style_of(s->styles, n);
    int32_t w, h, sides = 2 * 64; /* a sixteenth of a point a side for rounding */
    *min = *max = 0;
    if (st->display == DISPLAY_NONE)
        return;
    for (int k = 1; k < 4; k += 2)
        sides += len_of(st->margin[k], 0, 0) + len_of(st->padding[k], 0, 0) + st->border[k].width;
    if (n->kind == NODE_IMG && n->image) {
        replaced_size(s, n, st, s->page->width, &w, &h);
        *min = w / 4;
        *max = w;
    } else if (n->kind == NODE_CHART) {
        *min = 120 * PT;
        *max = 300 * PT;
    } else if (st->display == DISPLAY_TABLE) {
        table_range(s, n, st, min, max);
    } else {
        content_range(s, n, st, min, max);
    }
    if (st->width.unit == LEN_ABS)
        *min = *max = st->width.v;
    *min += sides;
    *max += sides;
}
