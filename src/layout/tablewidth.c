/* Column widths after CSS 2.1's automatic layout (17.5.2.2), and the least and greatest width any block wants. */
#include "layout/table.h"

#include <stdlib.h>
#include <string.h>

int32_t table_side_padding(const struct style *st)
{
    return len_of(st->padding[LEFT], 0, 0) + len_of(st->padding[RIGHT], 0, 0);
}

int32_t table_side_room(const struct style *st)
{
    return table_side_padding(st) + st->border[LEFT].width + st->border[RIGHT].width + 2 * 64;
}

int64_t table_sum(const int32_t *v, int32_t n)
{
    int64_t sum = 0;
    for (int32_t k = 0; k < n; k++)
        sum += v[k];
    return sum;
}

/* What the columns of a cell lack is shared among them by what they want already. */
void table_spread(int32_t *v, const int32_t *wants, const struct cell *c, int32_t want)
{
    int64_t lack = want - table_sum(v + c->col, c->cols), all = table_sum(wants + c->col, c->cols);
    for (int32_t k = c->col; lack > 0 && k < c->col + c->cols; k++) {
        int32_t give = (int32_t)(all > 0 ? lack * wants[k] / all : lack / c->cols);
        v[k] += give;
        all -= wants[k];
        lack -= give;
    }
}

static void column_want(struct table *t, struct cell *c)
{
    int32_t k = c->col;
    width_range(t->s, c->node, &c->min, &c->max);
    int32_t less = table_side_padding(style_of(t->s->styles, c->node)) - table_side_padding(c->style);
    c->min -= less;
    c->max -= less;
    bool number = t->number[k] && c->cols == 1, head = c->node->kind == NODE_TH;
    if (number && !head)
        c->min = c->max; /* no number is cut */
    int32_t tight = number && head ? c->min : c->max; /* the head of numbers is broken rather than the text beside them */
    table_spread(t->min, t->min, c, c->min);
    table_spread(t->tight, t->tight, c, tight);
    table_spread(t->max, t->max, c, c->max);
}

/* Marks in one line may want more than the widest number. */
static void column_decimal(struct table *t, const struct cell *c, bool *done)
{
    int32_t k = c->col;
    if (done[k] || !t->decimal[k] || c->cols != 1 || c->node->kind != NODE_TD)
        return;
    int32_t want = table_side_room(c->style) + table_decimal_width(t, k, c->style, c->node->lang);
    done[k] = true;
    t->tight[k] = want > t->tight[k] ? want : t->tight[k];
    t->figures[k] = want;
    t->min[k] = t->number[k] && want > t->min[k] ? want : t->min[k];
}

void table_columns_want(struct table *t)
{
    bool done[COLUMNS_MAX] = {false};
    int32_t widest = 0;
    for (size_t i = 0; i < t->cells.n; i++)
        widest = t->cells.v[i].cols > widest ? t->cells.v[i].cols : widest;
    for (int32_t cols = 1; cols <= widest; cols++)
        for (size_t i = 0; i < t->cells.n; i++)
            if (t->cells.v[i].cols == cols)
                column_want(t, &t->cells.v[i]);
    for (size_t i = 0; i < t->cells.n; i++)
        column_decimal(t, &t->cells.v[i], done);
    for (int32_t k = 0; k < t->n_cols; k++) {
        t->tight[k] = t->tight[k] > t->min[k] ? t->tight[k] : t->min[k];
        t->max[k] = t->max[k] > t->tight[k] ? t->max[k] : t->tight[k];
    }
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
        t->tight[k] = t->max[k] = t->min[k];
    }
}

/* ---- sharing the room ---- */

/* Widths between two sets, as far as the room goes. */
static void blend(struct table *t, const int32_t *low, const int32_t *high, int64_t room)
{
    int64_t from = table_sum(low, t->n_cols), to = table_sum(high, t->n_cols);
    for (int32_t k = 0; k < t->n_cols; k++)
        t->width[k] = low[k] + (to > from ? (int32_t)((high[k] - low[k]) * (room - from) / (to - from)) : 0);
}

/* Lines the rows have, about, and the cells that are broken. */
static int64_t lines_of(const struct table *t, int64_t *broken)
{
    int64_t lines = 0;
    int32_t row = -1, most = 0;
    *broken = 0;
    for (size_t i = 0; i < t->cells.n; i++) {
        const struct cell *c = &t->cells.v[i];
        int64_t w = table_sum(t->width + c->col, c->cols), n = w >= c->max ? 1 : 1 + c->max * 27 / 25 / (w > PT ? w : PT);
        lines += c->row != row ? most : 0;
        most = c->row != row || n > most ? (int32_t)n : most;
        row = c->row;
        *broken += n > 1;
    }
    return lines + most;
}

/* Columns that want less than an equal share of the room get what they want. */
static void fair_shares(const struct table *t, int64_t room, int32_t *low)
{
    bool given[COLUMNS_MAX] = {false};
    int32_t left = t->n_cols;
    memcpy(low, t->min, (size_t)t->n_cols * sizeof *low);
    for (bool again = true; again && left > 0;) {
        again = false;
        for (int32_t k = 0; k < t->n_cols && left > 0; k++)
            if (!given[k] && t->tight[k] <= room / left) {
                given[k] = again = true;
                low[k] = t->tight[k];
                room -= low[k];
                left--;
            }
    }
}

/* CSS 2.1 leaves a short text beside a long one hardly more than its longest word. Between its shares and fair ones, those are taken that
 * give the fewest lines and broken cells. */
static void share(struct table *t, int64_t room)
{
    enum { STEPS = 8 };
    int32_t fair[COLUMNS_MAX], low[COLUMNS_MAX], best[COLUMNS_MAX];
    int64_t least = -1;
    fair_shares(t, room, fair);
    for (int step = 0; step <= STEPS; step++) {
        for (int32_t k = 0; k < t->n_cols; k++)
            low[k] = t->min[k] + (int32_t)((int64_t)(fair[k] - t->min[k]) * step / STEPS);
        if (table_sum(low, t->n_cols) > room)
            break;
        blend(t, low, t->tight, room);
        int64_t broken, lines = lines_of(t, &broken), cost = lines + broken;
        if (least < 0 || cost <= least) {
            least = cost;
            memcpy(best, t->width, (size_t)t->n_cols * sizeof *best);
        }
    }
    memcpy(t->width, best, (size_t)t->n_cols * sizeof *best);
}

void table_columns_set(struct table *t, int32_t width)
{
    int32_t room = width - t->spacing * (t->n_cols + 1), n = t->n_cols;
    table_columns_crowd(t, room);
    columns_asked(t, width, room);
    int64_t max = table_sum(t->max, n);
    if (max <= room) {
        bool fill = t->style->width.unit == LEN_PCT || t->style->width.unit == LEN_ABS;
        for (int32_t k = 0; k < n; k++)
            t->width[k] = fill && max ? (int32_t)(t->max[k] * (int64_t)room / max) : t->max[k];
    } else if (table_sum(t->tight, n) <= room) {
        blend(t, t->tight, t->max, room);
    } else if (table_sum(t->min, n) < room) {
        share(t, room);
    } else {
        for (int32_t k = 0; k < n; k++)
            t->width[k] = t->min[k];
    }
    t->x[0] = t->spacing;
    for (int32_t k = 0; k < n; k++)
        t->x[k + 1] = t->x[k] + t->width[k] + t->spacing;
}

/* ---- the widths a block wants ---- */

static void table_range(struct layout_state *s, const struct node *n, const struct style *st, int32_t *min, int32_t *max)
{
    struct table *t = table_new(s, n, st);
    *min = (int32_t)table_sum(t->min, t->n_cols);
    *max = (int32_t)table_sum(t->max, t->n_cols);
    table_drop(t);
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
