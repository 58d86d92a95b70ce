/* The value axis, lying or upright: fine lines at the ticks, a firm one at zero, labels in the language of the dossier. */
#include "chart/internal.h"

#include <string.h>

double axis_at(const struct axis *a, double v)
{
    return a->origin + (v - a->ticks.lo) * a->scale;
}

/* A short unit stands behind the last number alone: "0 20 40 60 %". */
static void tick_text(struct buf *b, const struct canvas *cv, const struct ticks *t, int i, const char *unit)
{
    buf_clear(b);
    term_number(b, tick_at(t, i), cv->look->lang);
    if (i == t->n - 1 && unit_is_short(unit))
        unit_after(b, unit, cv->look->lang);
}

double axis_label_width(const struct canvas *cv, const struct ticks *t, const char *unit)
{
    struct buf b = {0};
    double most = 0;
    for (int i = 0; i < t->n; i++) {
        tick_text(&b, cv, t, i, unit);
        double w = text_width(b.data, b.len, cv->small);
        most = w > most ? w : most;
    }
    buf_drop(&b);
    return most;
}

double axis_horizontal_height(const struct canvas *cv, const char *unit)
{
    return cv->small * 1.5 + (unit && *unit && !unit_is_short(unit) ? cv->small * 1.25 : 0);
}

void axis_horizontal(struct canvas *cv, const struct axis *a, double top, double bottom, const char *unit)
{
    struct buf b = {0};
    double right = axis_at(a, a->ticks.hi), y = bottom + cv->small * 1.2;
    for (int i = 0; i < a->ticks.n; i++) {
        double v = tick_at(&a->ticks, i), x = axis_at(a, v);
        canvas_line(cv, x, top, x, bottom, v == 0 ? cv->muted : cv->grid, v == 0 ? 0.8 : 0.6);
        tick_text(&b, cv, &a->ticks, i, unit);
        /* the last label may not leave the paper */
        double half = text_width(b.data, b.len, cv->small) / 2;
        if (x + half > cv->w)
            canvas_text(cv, cv->w, y, ANCHOR_END, cv->muted, cv->small, b.data, b.len);
        else
            canvas_text(cv, x, y, ANCHOR_MIDDLE, cv->muted, cv->small, b.data, b.len);
    }
    if (unit && *unit && !unit_is_short(unit)) {
        double end = right > cv->w ? cv->w : right;
        if (text_width(unit, strlen(unit), cv->small) > end) /* a long unit starts at the left and keeps on the paper */
            canvas_text(cv, 0, y + cv->small * 1.25, ANCHOR_START, cv->muted, cv->small, unit, strlen(unit));
        else
            canvas_text(cv, end, y + cv->small * 1.25, ANCHOR_END, cv->muted, cv->small, unit, strlen(unit));
    }
    buf_drop(&b);
}

void axis_vertical(struct canvas *cv, const struct axis *a, double left, double right, const char *unit)
{
    struct buf b = {0};
    for (int i = 0; i < a->ticks.n; i++) {
        double v = tick_at(&a->ticks, i), y = axis_at(a, v);
        canvas_line(cv, left, y, right, y, v == 0 ? cv->muted : cv->grid, v == 0 ? 0.8 : 0.6);
        tick_text(&b, cv, &a->ticks, i, unit);
        canvas_text(cv, left - cv->em * 0.4, y + cv->small * 0.36, ANCHOR_END, cv->muted, cv->small, b.data, b.len);
    }
    buf_drop(&b);
}

double label_column(const struct canvas *cv, const struct chart_data *d)
{
    enum { LINES_TALL = 24 };
    double most = 0;
    for (int share = 36; share <= 52; share += 8) { /* many long names get more room, lest the chart outgrow the page */
        int lines = 0;
        most = 0;
        for (size_t i = 0; i < d->n_cat; i++) {
            struct text_lines l;
            text_wrap(&l, d->cat[i], cv->w * share / 100, cv->em);
            most = l.width > most ? l.width : most;
            lines += l.n;
        }
        if (lines <= LINES_TALL || lines <= (int)d->n_cat * 3 / 2)
            break;
    }
    return most * 1.03 + cv->em * 0.6;
}
