/* A chart's series as a grid: categories in the order they first appear, one row of values a series. */
#include "chart/internal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A label that is a whole number or a decimal with a point: "2018", "-3.5". No locale: strtod is not used. */
static bool number_label(const char *s, double *v)
{
    double sign = *s == '-' ? -1 : 1, n = 0, unit = 1;
    s += *s == '-';
    int digits = 0;
    for (; *s >= '0' && *s <= '9' && digits < 15; s++, digits++)
        n = n * 10 + (*s - '0');
    if (*s == '.')
        for (s++; *s >= '0' && *s <= '9' && digits < 15; s++, digits++)
            n += (*s - '0') * (unit /= 10);
    *v = sign * n;
    return digits > 0 && *s == 0;
}

static void take_categories(struct chart_data *d, const struct chart *c, struct map *places)
{
    size_t total = 0;
    for (size_t s = 0; s < c->n; s++)
        total += c->series[s].n;
    d->cat = xcalloc(total + 1, sizeof *d->cat);
    for (size_t s = 0; s < c->n; s++)
        for (size_t i = 0; i < c->series[s].n; i++) {
            const char *x = c->series[s].point[i].x ? c->series[s].point[i].x : "";
            if (map_find(places, x))
                continue;
            map_put(places, x, (void *)(uintptr_t)(d->n_cat + 1));
            d->cat[d->n_cat++] = x;
        }
}

static void measure(struct chart_data *d)
{
    bool any = false;
    for (size_t c = 0; c < d->n_cat; c++) {
        double up = 0, down = 0;
        for (size_t s = 0; s < d->n_series; s++) {
            if (!d->has[s * d->n_cat + c])
                continue;
            double y = d->y[s * d->n_cat + c];
            d->min = !any || y < d->min ? y : d->min;
            d->max = !any || y > d->max ? y : d->max;
            any = true;
            *(y < 0 ? &down : &up) += y;
        }
        d->low = down < d->low ? down : d->low;
        d->high = up > d->high ? up : d->high;
    }
}

void chart_data_init(struct chart_data *d, const struct chart *c)
{
    memset(d, 0, sizeof *d);
    d->chart = c;
    d->n_series = c->n;
    struct map *places = map_new();
    take_categories(d, c, places);
    d->y = xcalloc(d->n_cat * d->n_series + 1, sizeof *d->y);
    d->has = xcalloc(d->n_cat * d->n_series + 1, sizeof *d->has);
    d->x = xcalloc(d->n_cat + 1, sizeof *d->x);
    for (size_t s = 0; s < c->n; s++)
        for (size_t i = 0; i < c->series[s].n; i++) {
            const struct chart_point *p = &c->series[s].point[i];
            size_t at = s * d->n_cat + (size_t)(uintptr_t)map_find(places, p->x ? p->x : "") - 1;
            if (p->missing || !isfinite(p->y))
                continue;
            d->y[at] = p->y;
            d->has[at] = true;
        }
    map_drop(places);
    d->numeric = d->n_cat > 1;
    for (size_t i = 0; i < d->n_cat; i++)
        d->numeric = number_label(d->cat[i], &d->x[i]) && d->numeric;
    if (!d->numeric)
        for (size_t i = 0; i < d->n_cat; i++)
            d->x[i] = (double)i;
    measure(d);
}

void chart_data_drop(struct chart_data *d)
{
    free(d->cat);
    free(d->y);
    free(d->has);
    free(d->x);
}
