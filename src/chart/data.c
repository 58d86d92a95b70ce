/* A chart's series as a grid: categories in the order they first appear, numbers and dates in their own; one row of values a series. */
#include "chart/internal.h"

#include "doc/dates.h"

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

/* ---- dates ---- */

static const char *month_name(int month, const char *lang)
{
    static const char *const names[2][12] = {
        {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"},
        {"janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."},
    };
    return names[strncmp(lang, "fr", 2) == 0][month - 1];
}

static void date_label(struct buf *b, const struct date *d, const char *lang, bool year)
{
    if (strncmp(lang, "zh", 2) == 0) {
        if (year || !d->month)
            buf_addf(b, "%d年", d->year);
        if (d->month)
            buf_addf(b, "%d月", d->month);
        if (d->day)
            buf_addf(b, "%d日", d->day);
        return;
    }
    if (d->day)
        buf_addf(b, "%d\u00a0", d->day);
    if (d->month)
        buf_addf(b, "%s", month_name(d->month, lang));
    if (year || !d->month)
        buf_addf(b, "%s%d", d->month ? " " : "", d->year);
}

/* All labels are dates, not years alone. */
static bool all_dates(struct chart_data *d)
{
    bool finer = false;
    for (size_t c = 0; c < d->n_cat; c++) {
        struct date when;
        const char *end = date_parse(d->cat[c], &when);
        if (!end || *end)
            return false;
        finer |= when.month > 0;
    }
    return finer && d->n_cat > 1;
}

/* In words: with its year, and without where the label before says it. */
static void name_dates(struct chart_data *d, const char *lang)
{
    d->brief = xcalloc(d->n_cat + 1, sizeof *d->brief);
    d->full = xcalloc(d->n_cat + 1, sizeof *d->full);
    d->year = xcalloc(d->n_cat + 1, sizeof *d->year);
    for (size_t c = 0; c < d->n_cat; c++) {
        struct date when;
        struct buf full = {0}, brief = {0};
        date_parse(d->cat[c], &when);
        date_label(&full, &when, lang, true);
        date_label(&brief, &when, lang, false);
        d->year[c] = when.year;
        d->cat[c] = d->full[c] = full.data;
        d->brief[c] = brief.data;
    }
}

const char *category_label(const struct chart_data *d, size_t c, size_t before)
{
    return d->brief && before < d->n_cat && d->year[before] == d->year[c] ? d->brief[c] : d->cat[c];
}

/* ---- the order of categories ---- */

static double date_place(const char *s)
{
    struct date d;
    date_parse(s, &d);
    return d.year + (d.month ? (d.month - 1) / 12.0 : 0) + (d.day ? (d.day - 1) / 372.0 : 0);
}

struct category {
    const char *label;
    double x;
    size_t place;
};

static int by_x(const void *a, const void *b)
{
    const struct category *p = a, *q = b;
    if (p->x != q->x)
        return p->x < q->x ? -1 : 1;
    return p->place < q->place ? -1 : 1;
}

/* Numbers and dates along their axis, whatever the order they are given in; places then knows where each stands. */
static void order_categories(struct chart_data *d, struct map *places)
{
    struct category *v = xcalloc(d->n_cat + 1, sizeof *v);
    bool dates = all_dates(d);
    d->numeric = d->n_cat > 1;
    for (size_t i = 0; i < d->n_cat; i++) {
        v[i] = (struct category){.label = d->cat[i], .x = (double)i, .place = i};
        d->numeric = (dates || number_label(d->cat[i], &v[i].x)) && d->numeric;
        if (dates)
            v[i].x = date_place(d->cat[i]);
    }
    for (size_t i = 0; i < d->n_cat && !d->numeric; i++)
        v[i].x = (double)i;
    if (d->numeric)
        qsort(v, d->n_cat, sizeof *v, by_x);
    for (size_t i = 0; i < d->n_cat; i++) {
        d->cat[i] = v[i].label;
        d->x[i] = v[i].x;
        map_put(places, v[i].label, (void *)(uintptr_t)(i + 1));
    }
    free(v);
}

void chart_data_init(struct chart_data *d, const struct chart *c, const char *lang)
{
    memset(d, 0, sizeof *d);
    d->chart = c;
    d->n_series = c->n;
    struct map *places = map_new();
    take_categories(d, c, places);
    d->y = xcalloc(d->n_cat * d->n_series + 1, sizeof *d->y);
    d->has = xcalloc(d->n_cat * d->n_series + 1, sizeof *d->has);
    d->x = xcalloc(d->n_cat + 1, sizeof *d->x);
    order_categories(d, places);
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
    if (all_dates(d))
        name_dates(d, lang);
    measure(d);
}

void chart_data_drop(struct chart_data *d)
{
    free(d->cat);
    free(d->y);
    free(d->has);
    free(d->x);
    for (size_t i = 0; i < d->n_cat && d->brief; i++) {
        free(d->brief[i]);
        free(d->full[i]);
    }
    free(d->brief);
    free(d->full);
    free(d->year);
}
