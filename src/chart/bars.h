/* Bars, shared by bars.c and barnames.c. */
#ifndef CHART_BARS_H
#define CHART_BARS_H

#include "chart/internal.h"

enum bar_names { NAMES_NONE, NAMES_BEHIND, NAMES_INSIDE }; /* behind the bar's value, or above it; in the bar, from its foot */
struct bars {
    struct canvas *cv;
    const struct chart_data *d;
    bool horizontal, stacked, values;
    enum bar_names names; /* of the series, at the bars of the category named */
    size_t named;
    struct axis axis;
    double thick, slot;  /* of one bar, of a category */
};
double bar_value(const struct bars *b, size_t s, size_t c, bool *has);
double bar_label_width(const struct bars *b, double v);
/* barnames.c: sets names and named, where some group of bars has room for the names of all series. right: how far lying ones may reach. */
void bar_names_find(struct bars *b, double right);
void bar_name(const struct bars *b, size_t s, double v, double a); /* of the bar of series s that lies at a */

#endif
