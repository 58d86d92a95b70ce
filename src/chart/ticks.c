/* Nice numbers for an axis: P. Heckbert, "Nice Numbers for Graph Labels", Graphics Gems, 1990. Steps are 1, 2 or 5 times a
 * power of ten. */
#include "chart/internal.h"

#include <math.h>

static double nice(double x, bool round_it)
{
    double power = pow(10, floor(log10(x)));
    double f = x / power;
    if (round_it)
        return power * (f < 1.5 ? 1 : f < 3 ? 2 : f < 7 ? 5 : 10);
    return power * (f <= 1 ? 1 : f <= 2 ? 2 : f <= 5 ? 5 : 10);
}

void ticks_make(struct ticks *t, double min, double max, bool zero, int want)
{
    if (zero) {
        min = min > 0 ? 0 : min;
        max = max < 0 ? 0 : max;
    }
    if (!(max - min > fabs(max) * 1e-9)) { /* one value only: room around it */
        double room = max == 0 ? 1 : fabs(max) / 2;
        min = zero && min == 0 ? 0 : min - room;
        max = zero && max == 0 && min < 0 ? 0 : max + room;
    }
    if (want < 2)
        want = 2;
    t->step = nice(nice(max - min, false) / (want - 1), true);
    /* a hair of tolerance: 0.3 / 0.1 must not open a fourth step */
    t->lo = floor(min / t->step + 1e-9) * t->step;
    t->hi = ceil(max / t->step - 1e-9) * t->step;
    t->n = (int)lround((t->hi - t->lo) / t->step) + 1;
    int d = (int)-floor(log10(t->step) + 1e-9);
    t->decimals = d < 0 ? 0 : d;
}

double tick_at(const struct ticks *t, int i)
{
    double v = t->lo + i * t->step;
    if (t->decimals <= 12) { /* 0.1 + 0.2 is to print as 0.3 */
        double p = pow(10, t->decimals);
        v = round(v * p) / p;
    }
    return v == 0 ? 0 : v; /* no -0 */
}
