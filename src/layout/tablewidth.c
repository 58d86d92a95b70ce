/* Column widths as CSS 2.1's automatic layout makes them (17.5.2.2), and the least and greatest width any block wants. */
#include "layout/table.h"

#include <stdlib.h>
#include <string.h>

static void column_want(struct table *t, const struct cell *c)
{
    int32_t min, max, have_min = 0, have_max = 0;
    width_range(t->s, c->node, &min, &max);
    if (t->decimal[c->col] && c->cols == 1 && c->node->kind == NODE_TH)
        max = min; /* the head of numbers is broken rather than the text beside them */
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

/* Widths asked for raise a column's least, as long as there is room for all. */
static void columns_asked(struct table *t, int32_t width, int32_t room)
{
    int64_t least = 0, asked = 0;
    for (int32_t k = 0; k < t->n_cols; k++) {
        int32_t w = len_of(t->asked[k], width, 0);
        least += t->min[k];
        asked += w > t->min[k] ? w - t->min[k] : 0;
    }
    int64_t give = room - least;
    give = give < 0 ? 0 : give > asked ? asked : give;
    for (int32_t k = 0; k < t->n_cols; k++) {
        if (t->asked[k].unit != LEN_ABS && t->asked[k].unit != LEN_PCT)
            continue;
        int32_t w = len_of(t->asked[k], width, 0), more = w > t->min[k] ? w - t->min[k] : 0;
        t->min[k] += asked ? (int32_t)(more * give / asked) : 0;
        t->max[k] = t->min[k];
    }
}

static int32_t side_padding(const struct style *st)
{
    return len_of(st->padding[LEFT], 0, 0) + len_of(st->padding[RIGHT], 0, 0);
}

/* Too many columns: their cells' padding gives way, down to least. Gives what is still needed. */
static int64_t columns_tighten(struct table *t, int64_t need, int32_t least)
{
    int32_t padding[COLUMNS_MAX] = {0};
    int64_t spare = 0;
    for (size_t i = 0; i < t->cells.n; i++) {
        const struct cell *c = &t->cells.v[i];
        int32_t p = side_padding(c->style);
        if (c->cols == 1 && p > padding[c->col])
            padding[c->col] = p;
    }
    for (int32_t k = 0; k < t->n_cols; k++)
        spare += padding[k] > least ? padding[k] - least : 0;
    if (need <= 0 || !spare)
        return need;
    int64_t give = need < spare ? need : spare;
    for (int32_t k = 0; k < t->n_cols; k++) {
        int32_t less = padding[k] > 0 && padding[k] > least ? (int32_t)((padding[k] - least) * give / spare) : 0;
        t->min[k] -= less;
        t->max[k] -= less;
        for (size_t i = 0; less && i < t->cells.n; i++) {
            struct cell *c = &t->cells.v[i];
            if (c->col != k || c->cols != 1)
                continue;
            struct style *own = arena_alloc(t->s->pass, sizeof *own);
            *own = *c->style;
            own->padding[LEFT].v = (int32_t)((int64_t)own->padding[LEFT].v * (padding[k] - less) / padding[k]);
            own->padding[RIGHT].v = (int32_t)((int64_t)own->padding[RIGHT].v * (padding[k] - less) / padding[k]);
            c->style = own;
        }
    }
    return need - give;
}

static int64_t sum_of(const int32_t *v, int32_t n)
{
    int64_t sum = 0;
    for (int32_t k = 0; k < n; k++)
        sum += v[k];
    return sum;
}

/* A crowded table first gives half its padding to the columns that break their text, then all but a millimetre to those that cannot. */
static void columns_crowd(struct table *t, int32_t room)
{
    const int32_t mm = PT_OF(72 / 25.4);
    int64_t most = sum_of(t->max, t->n_cols) - room;
    if (most > 0 && sum_of(t->min, t->n_cols) > (int64_t)room * 3 / 4)
        columns_tighten(t, most, 2 * mm);
    int64_t lack = columns_tighten(t, sum_of(t->min, t->n_cols) - room, mm);
    if (lack > PT)
        diag_add(t->s->diag, D_LAYOUT_OVERFULL, t->node->src, "the columns of this table want %.0f mm more than the page has, even lying: split it",
            (double)lack / PT * 25.4 / 72);
}

/* What the letters of all columns want, and the room for them when padding is down to a millimetre. */
static int64_t letters_want(const struct table *t, int32_t width, int64_t *room)
{
    const int32_t mm = PT_OF(72 / 25.4);
    int32_t padding[COLUMNS_MAX] = {0};
    int64_t letters = 0;
    *room = width - t->spacing * (t->n_cols + 1);
    for (size_t i = 0; i < t->cells.n; i++) {
        const struct cell *c = &t->cells.v[i];
        int32_t p = side_padding(c->style);
        if (c->cols == 1 && p > padding[c->col])
            padding[c->col] = p;
    }
    for (int32_t k = 0; k < t->n_cols; k++) {
        letters += t->min[k] - padding[k];
        *room -= padding[k] < mm ? padding[k] : mm;
    }
    return letters;
}

/* Nothing under 6.5 pt, nor under three quarters. */
static int64_t least_scale(const struct table *t)
{
    int32_t size = t->style->font_size;
    int64_t floor = (int64_t)(6.5 * PT * 1000) / (size > 0 ? size : 1);
    return floor < 760 ? 760 : floor > 1000 ? 1000 : floor;
}

int32_t table_scale(const struct table *t, int32_t width)
{
    int64_t room, letters = letters_want(t, width, &room), floor = least_scale(t), scale = room > 0 ? room * 995 / (letters ? letters : 1) : 0;
    if (letters <= room)
        return 1000;
    return (int32_t)(scale > floor ? scale : floor);
}

bool table_too_wide(const struct table *t, int32_t width)
{
    int64_t room, letters = letters_want(t, width, &room);
    return letters * least_scale(t) / 1000 > room;
}

/* When all columns want more than there is, numbers keep what they want as long as text is left a fifth: words can be cut. */
static void columns_short(struct table *t, int64_t room)
{
    int64_t numbers = 0, text = 0;
    for (int32_t k = 0; k < t->n_cols; k++)
        *(t->number[k] || t->decimal[k] ? &numbers : &text) += t->min[k];
    bool keep = text > 0 && numbers < room * 4 / 5;
    for (int32_t k = 0; k < t->n_cols; k++) {
        bool number = t->number[k] || t->decimal[k];
        if (!keep)
            t->width[k] = (int32_t)(t->min[k] * room / (numbers + text ? numbers + text : 1));
        else
            t->width[k] = number ? t->min[k] : (int32_t)(t->min[k] * (room - numbers) / text);
    }
}

void table_columns_set(struct table *t, int32_t width)
{
    int32_t room = width - t->spacing * (t->n_cols + 1);
    columns_crowd(t, room);
    columns_asked(t, width, room);
    int64_t min = sum_of(t->min, t->n_cols), max = sum_of(t->max, t->n_cols);
    bool fill = t->style->width.unit == LEN_PCT || t->style->width.unit == LEN_ABS;
    if (max > room && min >= room)
        columns_short(t, room);
    for (int32_t k = 0; k < t->n_cols; k++) {
        if (max <= room)
            t->width[k] = fill && max ? (int32_t)(t->max[k] * (int64_t)room / max) : t->max[k];
        else if (min < room)
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
