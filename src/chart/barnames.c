/* Names of series at the bars themselves: direct labels spare the eye the way to a legend and back (Tufte, "The Visual Display of
 * Quantitative Information", 1983). One group of bars bears them: the first that has room for all. */
#include "chart/bars.h"

#include <string.h>

static double name_width(const struct bars *b, size_t s)
{
    const char *name = b->d->chart->series[s].label;
    return text_width(name, strlen(name), b->cv->em) * 1.03;
}

/* In or at the bar of series s in category c. */
static bool fits(const struct bars *b, size_t s, size_t c, enum bar_names how, double right)
{
    const double em = b->cv->em;
    bool has;
    double v = bar_value(b, s, c, &has), w = name_width(b, s), length = axis_at(&b->axis, v) - axis_at(&b->axis, 0);
    length = length < 0 ? -length : length;
    if (!has || v < 0)
        return false;
    if (how == NAMES_INSIDE)
        return length >= w + em * 0.9 && b->thick >= em * 1.15;
    if (b->horizontal)
        return axis_at(&b->axis, v) + em * 0.95 + bar_label_width(b, v) + w <= right;
    return w <= b->thick;
}

void bar_names_find(struct bars *b, double right)
{
    const struct chart_data *d = b->d;
    for (size_t s = 0; s < d->n_series; s++)
        if (!d->chart->series[s].label || !*d->chart->series[s].label)
            return;
    for (size_t c = 0; c < d->n_cat; c++)
        for (int how = NAMES_BEHIND; how <= NAMES_INSIDE; how++) {
            size_t s = 0;
            while (s < d->n_series && fits(b, s, c, (enum bar_names)how, right))
                s++;
            if (s == d->n_series) {
                b->names = (enum bar_names)how;
                b->named = c;
                return;
            }
        }
}

void bar_name(const struct bars *b, size_t s, double v, double a)
{
    struct canvas *cv = b->cv;
    const double em = cv->em, mid = a + b->thick / 2, zero = axis_at(&b->axis, 0), end = axis_at(&b->axis, v);
    const char *name = b->d->chart->series[s].label, *on = palette(cv, s)->on;
    size_t len = strlen(name);
    if (b->names == NAMES_INSIDE && b->horizontal)
        canvas_text(cv, zero + em * 0.45, mid + em * 0.36, ANCHOR_START, on, em, name, len);
    else if (b->names == NAMES_INSIDE)
        canvas_turned(cv, mid + em * 0.36, zero - em * 0.45, on, name);
    else if (b->horizontal)
        canvas_text(cv, end + em * 0.95 + bar_label_width(b, v), mid + em * 0.36, ANCHOR_START, cv->muted, em, name, len);
    else
        canvas_text(cv, mid, end - em * (b->values ? 1.55 : 0.35), ANCHOR_MIDDLE, cv->ink, em, name, len);
}
