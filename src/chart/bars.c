/* Bars: lying or upright, side by side or stacked. Lengths start at zero, always; values stand at the ends of the bars, names at
 * the bars where there is room (barnames.c), in a legend else. */
#include "chart/bars.h"

#include <string.h>

double bar_value(const struct bars *b, size_t s, size_t c, bool *has)
{
    *has = b->d->has[s * b->d->n_cat + c];
    return b->d->y[s * b->d->n_cat + c];
}

/* A bar from value v0 to v1, from a across on the category axis. */
static void bar_rect(const struct bars *b, double v0, double v1, double a, const struct ink *ink)
{
    double p = axis_at(&b->axis, v0), q = axis_at(&b->axis, v1), lo = p < q ? p : q, len = p < q ? q - p : p - q;
    if (b->horizontal)
        canvas_rect(b->cv, lo, a, len, b->thick, ink);
    else
        canvas_rect(b->cv, a, lo, b->thick, len, ink);
}

double bar_label_width(const struct bars *b, double v)
{
    struct buf t = {0};
    value_text(&t, b->d, v, b->cv->look->lang);
    double w = text_width(t.data, t.len, b->cv->em);
    buf_drop(&t);
    return w * 1.03;
}

static double widest_value(const struct bars *b)
{
    double most = 0;
    for (size_t c = 0; c < b->d->n_cat; c++) {
        double sum = 0;
        for (size_t s = 0; s < b->d->n_series; s++) {
            bool has;
            double v = bar_value(b, s, c, &has), w = has && !b->stacked ? bar_label_width(b, v) : 0;
            sum += has ? v : 0;
            most = w > most ? w : most;
        }
        double w = b->stacked ? bar_label_width(b, sum) : 0;
        most = w > most ? w : most;
    }
    return most;
}

/* The value at a bar's free end. */
static void end_label(const struct bars *b, double v, double a)
{
    struct canvas *cv = b->cv;
    struct buf t = {0};
    value_text(&t, b->d, v, cv->look->lang);
    double end = axis_at(&b->axis, v), mid = a + b->thick / 2;
    if (b->horizontal) {
        double x = v < 0 ? end - cv->em * 0.35 : end + cv->em * 0.35;
        canvas_text(cv, x, mid + cv->em * 0.36, v < 0 ? ANCHOR_END : ANCHOR_START, cv->ink, cv->em, t.data, t.len);
    } else {
        canvas_text(cv, mid, v < 0 ? end + cv->em : end - cv->em * 0.35, ANCHOR_MIDDLE, cv->ink, cv->em, t.data, t.len);
    }
    buf_drop(&t);
}

static void group(const struct bars *b, size_t c, double start)
{
    for (size_t s = 0; s < b->d->n_series; s++) {
        bool has;
        double v = bar_value(b, s, c, &has), a = start + (double)s * b->thick;
        if (!has)
            continue;
        bar_rect(b, 0, v, a + (b->d->n_series > 1 ? 0.4 : 0), palette(b->cv, s));
        if (b->values)
            end_label(b, v, a);
        if (b->names && c == b->named)
            bar_name(b, s, v, a);
    }
}

/* A segment's value inside it, where it fits. */
static bool segment_label(const struct bars *b, double v0, double v1, double a, const struct ink *ink)
{
    struct canvas *cv = b->cv;
    struct buf t = {0};
    value_text(&t, b->d, v1 - v0, cv->look->lang);
    double w = text_width(t.data, t.len, cv->em), p = axis_at(&b->axis, v0), q = axis_at(&b->axis, v1);
    double len = p < q ? q - p : p - q, need = b->horizontal ? w + cv->em * 0.5 : cv->em * 1.25;
    bool fits = len >= need && (b->horizontal || w < b->thick);
    if (fits) {
        double mid = (p + q) / 2, across = a + b->thick / 2;
        canvas_text(cv, b->horizontal ? mid : across, (b->horizontal ? across : mid) + cv->em * 0.36, ANCHOR_MIDDLE, ink->on, cv->em,
                    t.data, t.len);
    }
    buf_drop(&t);
    return fits;
}

static void stack(const struct bars *b, size_t c, double a)
{
    double up = 0, down = 0;
    int parts = 0;
    bool said = false;
    for (size_t s = 0; s < b->d->n_series; s++) {
        bool has;
        double v = bar_value(b, s, c, &has), *sum = v < 0 ? &down : &up;
        if (!has || v == 0)
            continue;
        bar_rect(b, *sum, *sum + v, a, palette(b->cv, s));
        said = segment_label(b, *sum, *sum + v, a, palette(b->cv, s));
        if (*sum != 0) { /* a white line parts neighbours whose greys are close */
            double p = axis_at(&b->axis, *sum);
            if (b->horizontal)
                canvas_line(b->cv, p, a, p, a + b->thick, "#ffffff", 0.8);
            else
                canvas_line(b->cv, a, p, a + b->thick, p, "#ffffff", 0.8);
        }
        *sum += v;
        parts++;
    }
    if (b->values && parts && !(parts == 1 && said) && (up == 0 || down == 0)) /* one part alone may have said it */
        end_label(b, up + down, a);
}

static double draw_lying(struct bars *b)
{
    struct canvas *cv = b->cv;
    const struct chart_data *d = b->d;
    size_t side = b->stacked ? 1 : d->n_series;
    double left = label_column(cv, d), label = widest_value(b) + cv->em * 0.35, y = 0;
    double low = b->stacked ? d->low : d->min < 0 ? d->min : 0, high = b->stacked ? d->high : d->max > 0 ? d->max : 0;
    ticks_make(&b->axis.ticks, low, high, true, (int)((cv->w - left) / (cv->em * 6)) + 1);
    const struct ticks *t = &b->axis.ticks;
    double zero = left + (low < 0 ? label : 0); /* room for the values of negative bars */
    double by_axis = (cv->w - zero - cv->em) / (t->hi - t->lo), by_label = (cv->w - zero - label) / (high - t->lo);
    b->axis.origin = zero;
    b->axis.scale = high > t->lo && by_label < by_axis ? by_label : by_axis;
    b->thick = side == 1 ? cv->em * 1.5 : cv->em * 1.3;
    b->values = true;
    if (!b->stacked && d->n_series > 1)
        bar_names_find(b, cv->w);
    if (d->n_series > 1 && !b->names)
        y = canvas_legend(cv, d, 0);
    double top = y, gap = cv->em * 0.8, bottom = top;
    for (size_t c = 0; c < d->n_cat; c++) { /* first the grid: it lies under the bars */
        struct text_lines l;
        text_wrap(&l, d->cat[c], left - cv->em * 0.6, cv->em);
        double bars = (double)side * b->thick, text = l.n * cv->em * 1.2;
        bottom += (bars > text ? bars : text) + gap;
    }
    axis_horizontal(cv, &b->axis, top, bottom, d->chart->unit);
    y = top + gap / 2;
    for (size_t c = 0; c < d->n_cat; c++) {
        struct text_lines l;
        text_wrap(&l, d->cat[c], left - cv->em * 0.6, cv->em);
        double bars = (double)side * b->thick, text = l.n * cv->em * 1.2, row = bars > text ? bars : text;
        canvas_lines(cv, left - cv->em * 0.6, y + row / 2 - text / 2 + cv->em * 0.96, ANCHOR_END, cv->ink, cv->em, &l);
        b->stacked ? stack(b, c, y + (row - bars) / 2) : group(b, c, y + (row - bars) / 2);
        y += row + gap;
    }
    double at_zero = axis_at(&b->axis, 0);
    canvas_line(cv, at_zero, top, at_zero, bottom, cv->muted, 0.8);
    return bottom + axis_horizontal_height(cv, d->chart->unit);
}

/* How many categories lie between two labels: years may be thinned, names never. */
static size_t label_step(const struct canvas *cv, const struct chart_data *d, double slot)
{
    double most = 0;
    for (size_t c = 0; c < d->n_cat; c++) {
        double w = (d->brief ? text_longest_word(d->cat[c], cv->em) : text_width(d->cat[c], strlen(d->cat[c]), cv->em)) + cv->em * 0.5;
        most = w > most ? w : most;
    }
    size_t step = 1;
    while (d->numeric && slot * (double)step < most && step < d->n_cat)
        step++;
    return step;
}

static double upright_left(const struct canvas *cv, const struct chart_data *d, bool stacked, struct ticks *t)
{
    ticks_make(t, stacked ? d->low : d->min, stacked ? d->high : d->max, true, 6);
    return axis_label_width(cv, t, d->chart->unit) + cv->em * 0.6;
}

bool bars_fit(const struct canvas *cv, const struct chart_data *d)
{
    struct ticks t;
    double left = upright_left(cv, d, d->chart->kind == CHART_STACKED, &t);
    double slot = (cv->w - left) / (double)(d->n_cat ? d->n_cat : 1);
    if (d->numeric)
        return slot > cv->em * 0.5;
    if (slot < cv->em * 2)
        return false;
    for (size_t c = 0; c < d->n_cat; c++) {
        struct text_lines l;
        text_wrap(&l, d->cat[c], slot - cv->em * 0.6, cv->em);
        if (l.forced || l.n > 3)
            return false;
    }
    return true;
}

/* Names to the right of the last stack, each at its segment: only if the segments are as high as a line. */
static double stack_names(struct bars *b, bool draw, double x)
{
    const struct chart_data *d = b->d;
    double widest = 0, up = 0, down = 0, least = b->cv->em * 1.2;
    for (size_t s = 0; s < d->n_series; s++) {
        bool has;
        double v = bar_value(b, s, d->n_cat - 1, &has), *at = v < 0 ? &down : &up, length = -b->axis.scale * (v < 0 ? -v : v);
        const char *name = d->chart->series[s].label;
        if (!has || v == 0 || !name || length < least)
            return 0;
        double w = text_width(name, strlen(name), b->cv->em) * 1.03;
        widest = w > widest ? w : widest;
        if (draw)
            canvas_text(b->cv, x, axis_at(&b->axis, *at + v / 2) + b->cv->em * 0.36, ANCHOR_START, b->cv->ink, b->cv->em, name, strlen(name));
        *at += v;
    }
    return widest <= b->cv->w * 0.3 ? widest + b->cv->em * 0.6 : 0;
}

/* How thick they are, and whether their values have room. */
static void upright_bars(struct bars *b, double left, double names)
{
    size_t side = b->stacked ? 1 : b->d->n_series;
    double most = b->cv->em * (side == 1 ? 6 : 4);
    b->slot = (b->cv->w - left - names) / (double)b->d->n_cat;
    b->thick = b->slot * (side == 1 ? 0.62 : 0.8) / (double)side;
    b->thick = b->thick > most ? most : b->thick;
    b->values = widest_value(b) < (side == 1 ? b->slot : b->thick);
}

static double draw_upright(struct bars *b)
{
    struct canvas *cv = b->cv;
    const struct chart_data *d = b->d;
    size_t side = b->stacked ? 1 : d->n_series;
    double left = upright_left(cv, d, b->stacked, &b->axis.ticks), height = cv->w * 0.45, y = 0;
    const struct ticks *t = &b->axis.ticks;
    height = height < cv->em * 10 ? cv->em * 10 : height > cv->em * 20 ? cv->em * 20 : height;
    b->axis.scale = -height / (t->hi - t->lo);
    double names = b->stacked && d->n_series > 1 ? stack_names(b, false, 0) : 0;
    upright_bars(b, left, names);
    if (!b->stacked && d->n_series > 1)
        bar_names_find(b, 0);
    if (d->n_series > 1 && names == 0 && !b->names)
        y = canvas_legend(cv, d, y);
    if (d->chart->unit && *d->chart->unit && !unit_is_short(d->chart->unit)) {
        canvas_text(cv, 0, y + cv->small, ANCHOR_START, cv->muted, cv->small, d->chart->unit, strlen(d->chart->unit));
        y += cv->small * 1.6;
    }
    double slot = b->slot, top = y + (b->values || b->stacked ? cv->em * 1.3 : cv->em * 0.4) + (b->names == NAMES_BEHIND ? cv->em * 1.2 : 0);
    b->axis.origin = top + height;
    axis_vertical(cv, &b->axis, left, cv->w - names, d->chart->unit);
    size_t step = label_step(cv, d, slot);
    int lines = 1;
    for (size_t c = 0; c < d->n_cat; c++) {
        double mid = left + slot * ((double)c + 0.5);
        struct text_lines l;
        text_wrap(&l, category_label(d, c, c ? c - step : SIZE_MAX), d->brief ? slot * (double)step - cv->em * 0.3 : d->numeric ? cv->w : slot - cv->em * 0.4,
                  cv->em);
        if (c % step == 0) {
            canvas_lines(cv, mid, b->axis.origin + cv->em * 1.35, ANCHOR_MIDDLE, cv->ink, cv->em, &l);
            lines = l.n > lines ? l.n : lines;
        }
        b->stacked ? stack(b, c, mid - b->thick / 2) : group(b, c, mid - (double)side * b->thick / 2);
    }
    canvas_line(cv, left, axis_at(&b->axis, 0), cv->w - names, axis_at(&b->axis, 0), cv->muted, 0.8);
    if (names > 0)
        stack_names(b, true, left + slot * (double)d->n_cat - (slot - b->thick) / 2 + cv->em * 0.4);
    return b->axis.origin + cv->em * 0.6 + lines * cv->em * 1.2;
}

double bars_draw(struct canvas *cv, const struct chart_data *d, bool horizontal, bool stacked)
{
    struct bars b = {.cv = cv, .d = d, .horizontal = horizontal, .stacked = stacked};
    return horizontal ? draw_lying(&b) : draw_upright(&b);
}
