/* Tables with more in their columns than the page has room for. No number is cut and none touches its neighbour: padding gives way first,
 * then the size, then words are hyphenated; a table of many columns turns the page. Where all this is not enough letters grow smaller than
 * one likes to read, and at last are cut; that is said. */
#include "layout/table.h"

#include <stdlib.h>
#include <string.h>

enum {
    GAP = 500,     /* thousandths of an em two columns keep between them: less reads as one number */
    READABLE = 760, /* thousandths of its size that a table keeps as long as the page can be turned instead */
    LAST_SIZE = 4 * PT, /* no number is cut above it */
    LONG = 16, SHORT = 8 /* halves of an em that words keep together */
};

/* By column: the most of its cells. */
static void paddings(const struct table *t, int32_t *padding)
{
    memset(padding, 0, (size_t)t->n_cols * sizeof *padding);
    for (size_t i = 0; i < t->cells.n; i++) {
        const struct cell *c = &t->cells.v[i];
        int32_t p = table_side_padding(c->style);
        if (c->cols == 1 && p > padding[c->col])
            padding[c->col] = p;
    }
}

static int32_t letter_size(const struct table *t)
{
    int32_t scale = t->s->scale ? t->s->scale : 1000;
    return (int32_t)((int64_t)t->style->font_size * scale / 1000);
}

/* ---- padding ---- */

static void cell_tighten(struct table *t, struct cell *c, int32_t padding, int32_t less)
{
    struct style *own = arena_alloc(t->s->pass, sizeof *own);
    *own = *c->style;
    own->padding[LEFT].v = (int32_t)((int64_t)own->padding[LEFT].v * (padding - less) / padding);
    own->padding[RIGHT].v = (int32_t)((int64_t)own->padding[RIGHT].v * (padding - less) / padding);
    int32_t won = table_side_padding(c->style) - table_side_padding(own);
    c->style = own;
    c->min -= won;
    c->max -= won;
}

/* Padding gives way, down to least, for what is needed. */
static void columns_tighten(struct table *t, int64_t need, int32_t least)
{
    int32_t padding[COLUMNS_MAX], lost[COLUMNS_MAX] = {0};
    int64_t spare = 0;
    paddings(t, padding);
    for (int32_t k = 0; k < t->n_cols; k++)
        spare += padding[k] > least ? padding[k] - least : 0;
    if (need <= 0 || !spare)
        return;
    int64_t give = need < spare ? need : spare;
    for (int32_t k = 0; k < t->n_cols; k++) {
        int32_t less = padding[k] > least ? (int32_t)((padding[k] - least) * give / spare + 1) : 0;
        less = less > padding[k] - least ? padding[k] - least : less;
        if (less <= 0)
            continue;
        t->min[k] -= less;
        t->tight[k] -= less;
        t->max[k] -= less;
        t->figures[k] -= t->figures[k] ? less : 0;
        lost[k] = less;
    }
    for (size_t i = 0; i < t->cells.n; i++) {
        struct cell *c = &t->cells.v[i];
        int32_t own = table_side_padding(c->style);
        if (c->cols == 1 && lost[c->col] > 0)
            cell_tighten(t, c, padding[c->col], lost[c->col]);
        else if (c->cols > 1 && own > least) /* as much as its columns, on the whole */
            cell_tighten(t, c, own, (int32_t)((own - least) * give / spare));
    }
}

/* ---- words that are cut ---- */

/* The longest of a text's words that hold a figure, which are not cut. */
static size_t longest_number(const char *text, const char **from)
{
    size_t best = 0, len;
    for (const char *t = text; *t; t += len) {
        bool figure = false;
        for (len = 0; t[len] && t[len] != ' ' && t[len] != '\n'; len++)
            figure |= t[len] >= '0' && t[len] <= '9';
        if (figure && len > best) {
            best = len;
            *from = t;
        }
        len += t[len] != 0;
    }
    return best;
}

static int32_t number_width(struct table *t, const struct cell *c)
{
    struct buf b = {0};
    const char *from = NULL;
    int32_t min, max = 0;
    node_plain_text(c->node, &b);
    size_t len = b.data ? longest_number(b.data, &from) : 0;
    if (len && len < 24) { /* longer ones are addresses */
        char *text = arena_strndup(t->s->pass, from, len);
        struct para_box *p = para_string(t->s, c->style, t->node, SLOT_ARTIFACT, text, c->node->lang);
        shaped_widths(p->shaped, &min, &max);
        max += table_side_room(c->style);
    }
    buf_drop(&b);
    return max;
}

/* The least a cell wants when words are hyphenated: so many letters stay together, in halves of an em; of heads fewer; numbers whole. */
static int32_t cell_hard(struct table *t, const struct cell *c, int32_t letters)
{
    if (t->number[c->col] && c->cols == 1 && c->node->kind != NODE_TH)
        return c->min;
    bool head = c->node->kind == NODE_TH && node_find_up(c->node, NODE_THEAD);
    int32_t size = letter_size(t), few = (head ? size * 16 / 5 : size * letters / 2) + table_side_padding(c->style);
    if (c->min <= few)
        return c->min;
    int32_t number = number_width(t, c), want = number > few ? number : few;
    return want < c->min ? want : c->min;
}

static void columns_hard(struct table *t, int32_t letters)
{
    memset(t->hard, 0, (size_t)t->n_cols * sizeof *t->hard);
    for (int pass = 0; pass < 2; pass++) /* what spans columns comes last */
        for (size_t i = 0; i < t->cells.n; i++) {
            const struct cell *c = &t->cells.v[i];
            if ((c->cols > 1) == (pass > 0))
                table_spread(t->hard, pass ? t->min : t->hard, c, cell_hard(t, c, letters));
        }
    for (int32_t k = 0; k < t->n_cols; k++) {
        t->hard[k] = t->number[k] && t->figures[k] > t->hard[k] ? t->figures[k] : t->hard[k];
        t->hard[k] = t->hard[k] > t->min[k] ? t->min[k] : t->hard[k];
    }
}

/* ---- size ---- */

/* Thousandths of its size at which a table of these widths fits, when its padding gives way. */
static int64_t fitting(const struct table *t, const int32_t *widths, int32_t width)
{
    int32_t padding[COLUMNS_MAX], gap = (int32_t)((int64_t)t->style->font_size * GAP / 1000);
    int64_t want = 0, room = width - t->spacing * (t->n_cols + 1);
    paddings(t, padding);
    for (int32_t k = 0; k < t->n_cols; k++)
        want += widths[k] - padding[k] + (padding[k] < gap ? padding[k] : gap);
    return room > 0 && want > 0 ? room * 995 / want : 1000;
}

/* Nothing under 6.5 pt, nor under five eighths. */
static int64_t least_scale(const struct table *t)
{
    int32_t size = t->style->font_size;
    int64_t floor = (int64_t)(6.5 * PT * 1000) / (size > 0 ? size : 1);
    return floor < 625 ? 625 : floor > 1000 ? 1000 : floor;
}

static int64_t readable_scale(const struct table *t)
{
    int64_t least = least_scale(t);
    return least > READABLE ? least : READABLE;
}

int32_t table_scale(struct table *t, int32_t width)
{
    /* words are hyphenated before letters grow very small; later where the style wants no hyphens */
    int64_t comfort = t->style->hyphens == HYPHENS_AUTO ? 820 : 720, whole = fitting(t, t->min, width);
    if (whole >= 1000)
        return 1000;
    comfort = comfort > least_scale(t) ? comfort : least_scale(t);
    if (whole >= comfort)
        return (int32_t)whole;
    columns_hard(t, LONG);
    int64_t cut = fitting(t, t->hard, width), least = least_scale(t), last = (int64_t)LAST_SIZE * 1000 / t->style->font_size;
    if (cut < least) {
        columns_hard(t, SHORT);
        cut = fitting(t, t->hard, width);
    }
    if (cut >= least)
        return (int32_t)(cut >= comfort ? comfort : cut);
    last = last < least ? last : least;
    cut = cut > last ? cut : last;
    diag_add(t->s->diag, D_LAYOUT_OVERFULL, t->node->src, "this table has too many columns for the page: its letters are %.1f pt high; split it",
        (double)t->style->font_size * (double)cut / 1000 / PT);
    return (int32_t)cut;
}

bool table_too_wide(struct table *t, int32_t width)
{
    enum { MANY = 5 };
    if (fitting(t, t->min, width) >= readable_scale(t))
        return false;
    columns_hard(t, LONG);
    return t->n_cols > MANY || fitting(t, t->hard, width) < readable_scale(t);
}

void table_columns_crowd(struct table *t, int32_t room)
{
    int32_t size = letter_size(t), gap = (int32_t)((int64_t)size * GAP / 1000), n = t->n_cols;
    if (table_sum(t->min, n) > (int64_t)room * 3 / 4) /* half its padding, to the columns that break their text */
        columns_tighten(t, table_sum(t->tight, n) - room, size * 3 / 4);
    columns_tighten(t, table_sum(t->min, n) - room, gap);
    int64_t min = table_sum(t->min, n);
    if (min <= room)
        return;
    columns_hard(t, LONG);
    int64_t hard = table_sum(t->hard, n);
    if (hard > room) {
        columns_hard(t, SHORT);
        hard = table_sum(t->hard, n);
    }
    if (hard > room + PT)
        diag_add(t->s->diag, D_LAYOUT_OVERFULL, t->node->src, "the columns of this table want %.0f mm more than the page has, even lying: split it",
            (double)(hard - room) / PT * 25.4 / 72);
    for (int32_t k = 0; k < n; k++) {
        t->min[k] = hard > room ? (int32_t)(t->hard[k] * (int64_t)room / hard) :
                                  t->hard[k] + (int32_t)((t->min[k] - t->hard[k]) * (room - hard) / (min - hard));
        t->tight[k] = t->tight[k] > t->min[k] ? t->tight[k] : t->min[k];
        t->max[k] = t->max[k] > t->tight[k] ? t->max[k] : t->tight[k];
    }
}
