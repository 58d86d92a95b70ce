/* A dot plot (W. S. Cleveland, "The Elements of Graphing Data", 1985): a row a category, a marker a series; a fine line spans the
 * values of a row. Position is compared, not length, so the axis may start away from zero. */
#include "chart/internal.h"

#include <string.h>

static double dot_legend(struct canvas *cv, const struct chart_data *d)
{
    double x = 0, y = 0;
    for (size_t s = 0; s < d->n_series; s++) {
        const char *label = d->chart->series[s].label ? d->chart->series[s].label : "";
        double need = cv->em * 1.2 + text_width(label, strlen(label), cv->em) * 1.03;
        if (x > 0 && x + need > cv->w) {
            x = 0;
            y += cv->line;
        }
        canvas_marker(cv, x + cv->em * 0.4, y + cv->line / 2, cv->em * 0.36, s);
        canvas_text(cv, x + cv->em * 1.1, y + cv->line / 2 + cv->em * 0.36, ANCHOR_START, cv->ink, cv->em, label, strlen(label));
        x += need + cv->em;
    }
    return y + cv->line + cv->em * 0.4;
}

static void dot_row(struct canvas *cv, const struct chart_data *d, const struct axis *a, size_t c, double y)
{
    double lo = 0, hi = 0;
    bool any = false;
    for (size_t s = 0; s < d->n_series; s++) {
        if (!d->has[s * d->n_cat + c])
            continue;
        double x = axis_at(a, d->y[s * d->n_cat + c]);
        lo = !any || x < lo ? x : lo;
        hi = !any || x > hi ? x : hi;
        any = true;
    }
    if (any && hi > lo)
        canvas_line(cv, lo, y, hi, y, cv->muted, 0.8);
    for (size_t s = 0; s < d->n_series; s++)
        if (d->has[s * d->n_cat + c])
            canvas_marker(cv, axis_at(a, d->y[s * d->n_cat + c]), y, cv->em * 0.4, s);
    if (any && d->n_series == 1) {
        struct buf t = {0};
        value_text(&t, d, d->y[c], cv->look->lang);
        canvas_text(cv, hi + cv->em * 0.8, y + cv->em * 0.36, ANCHOR_START, cv->ink, cv->em, t.data, t.len);
        buf_drop(&t);
    }
}

/* Names over the markers of the first row: each clear of its neighbours and on the paper. draw: else only asks. */
static bool dot_names(struct canvas *cv, const struct chart_data *d, const struct axis *a, double y, bool draw)
{
    enum { MOST = 6 };
    double x[MOST], from[MOST], to[MOST];
    if (d->n_series > MOST)
        return false;
    for (size_t s = 0; s < d->n_series; s++) {
        const char *name = d->chart->series[s].label;
        if (!name || !*name || !d->has[s * d->n_cat])
            return false;
        x[s] = axis_at(a, d->y[s * d->n_cat]);
    }
    for (size_t s = 0; s < d->n_series; s++) { /* the outer names lean outwards */
        bool first = true, last = true;
        for (size_t k = 0; k < d->n_series; k++) {
            first &= k == s || x[k] > x[s];
            last &= k == s || x[k] < x[s];
        }
        double w = text_width(d->chart->series[s].label, strlen(d->chart->series[s].label), cv->em) * 1.03, lean = d->n_series > 1 ? cv->em * 0.5 : 0;
        from[s] = first ? x[s] + lean - w : last ? x[s] - lean : x[s] - w / 2;
        if (w < 2 * lean)
            from[s] = x[s] - w / 2;
        to[s] = from[s] + w;
        if (from[s] < 0 || to[s] > cv->w)
            return false;
        for (size_t k = 0; k < s; k++)
            if (from[k] < to[s] + cv->em * 0.5 && from[s] < to[k] + cv->em * 0.5)
                return false;
    }
    for (size_t s = 0; s < d->n_series && draw; s++)
        canvas_text(cv, from[s], y, ANCHOR_START, palette(cv, s)->line, cv->em, d->chart->series[s].label, strlen(d->chart->series[s].label));
    return true;
}

double dots_draw(struct canvas *cv, const struct chart_data *d)
{
    struct axis a;
    double left = label_column(cv, d), value = 0;
    for (size_t c = 0; c < d->n_cat && d->n_series == 1; c++) {
        struct buf t = {0};
        value_text(&t, d, d->y[c], cv->look->lang);
        double w = text_width(t.data, t.len, cv->em);
        value = w > value ? w : value;
        buf_drop(&t);
    }
    bool zero = (d->min >= 0 && d->min < d->max * 0.6) || (d->min < 0 && d->max > 0);
    ticks_make(&a.ticks, d->min, d->max, zero, (int)((cv->w - left) / (cv->em * 6)) + 1);
    a.origin = left + cv->em * 0.5;
    a.scale = (cv->w - a.origin - cv->em * 0.9 - value) / (a.ticks.hi - a.ticks.lo);
    bool direct = d->n_series > 1 && dot_names(cv, d, &a, 0, false);
    double y = direct ? cv->em * 1.2 : d->n_series > 1 ? dot_legend(cv, d) : 0, top = y;
    for (size_t c = 0; c < d->n_cat; c++) {
        struct text_lines l;
        text_wrap(&l, d->cat[c], left - cv->em * 0.6, cv->em);
        y += l.n * cv->em * 1.2 + cv->em * 0.7;
    }
    axis_horizontal(cv, &a, top, y, d->chart->unit);
    double bottom = y;
    if (direct)
        dot_names(cv, d, &a, top - cv->em * 0.1, true);
    y = top;
    for (size_t c = 0; c < d->n_cat; c++) {
        struct text_lines l;
        text_wrap(&l, d->cat[c], left - cv->em * 0.6, cv->em);
        double row = l.n * cv->em * 1.2 + cv->em * 0.7;
        canvas_line(cv, left, y + row / 2, cv->w - value, y + row / 2, cv->grid, 0.6);
        canvas_lines(cv, left - cv->em * 0.6, y + cv->em * 1.31, ANCHOR_END, cv->ink, cv->em, &l);
        dot_row(cv, d, &a, c, y + row / 2);
        y += row;
    }
    return bottom + axis_horizontal_height(cv, d->chart->unit);
}
