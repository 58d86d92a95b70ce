/* Lines over time or order; and, unjoined, points of one number against another. Each line is named at its end, and differs
 * by colour, dash and marker. The value axis need not start at zero (no length is compared); its labels say where it does. */
#include "chart/internal.h"

#include <stdlib.h>
#include <string.h>

struct plot {
    struct canvas *cv;
    const struct chart_data *d;
    struct axis y, x;
    double left, right, top, bottom;
    bool joined;
};

struct end_name {
    double want, y, height;
    struct text_lines lines;
    size_t series;
};

/* Zero belongs on the axis when the data come near it. */
static bool near_zero(const struct chart_data *d)
{
    return (d->min >= 0 && d->min < d->max * 0.6) || (d->max <= 0 && d->max > d->min * 0.6) || (d->min < 0 && d->max > 0);
}

static double x_of(const struct plot *p, size_t c)
{
    return axis_at(&p->x, p->d->x[c]);
}

static size_t last_point(const struct chart_data *d, size_t s)
{
    for (size_t c = d->n_cat; c > 0; c--)
        if (d->has[s * d->n_cat + c - 1])
            return c - 1;
    return d->n_cat;
}

static int by_place(const void *a, const void *b)
{
    const struct end_name *p = a, *q = b;
    if (p->want != q->want)
        return p->want < q->want ? -1 : 1;
    return p->series < q->series ? -1 : 1;
}

/* Pushes names apart: down from the top, then back up if they left the plot at the bottom. */
static void spread(struct end_name *e, size_t n, double top, double bottom)
{
    qsort(e, n, sizeof *e, by_place);
    double y = top;
    for (size_t i = 0; i < n; i++) {
        e[i].y = e[i].want - e[i].height / 2 < y ? y : e[i].want - e[i].height / 2;
        y = e[i].y + e[i].height;
    }
    for (size_t i = n; i > 0; i--) {
        if (e[i - 1].y + e[i - 1].height > bottom)
            e[i - 1].y = bottom - e[i - 1].height;
        bottom = e[i - 1].y;
    }
}

static void end_names(const struct plot *p)
{
    const struct chart_data *d = p->d;
    struct canvas *cv = p->cv;
    struct end_name *e = xcalloc(d->n_series + 1, sizeof *e);
    size_t n = 0;
    for (size_t s = 0; s < d->n_series; s++) {
        size_t last = last_point(d, s);
        if (last == d->n_cat || !d->chart->series[s].label)
            continue;
        e[n].series = s;
        e[n].want = axis_at(&p->y, d->y[s * d->n_cat + last]);
        text_wrap(&e[n].lines, d->chart->series[s].label, cv->w - p->right - cv->em * 0.9, cv->em);
        e[n].height = e[n].lines.n * cv->em * 1.2;
        n++;
    }
    spread(e, n, p->top - cv->em * 0.6, p->bottom + cv->em * 0.6);
    for (size_t i = 0; i < n; i++) {
        const char *colour = palette(cv, e[i].series)->line;
        double mid = e[i].y + e[i].height / 2;
        if (mid - e[i].want > cv->em * 0.3 || e[i].want - mid > cv->em * 0.3) /* a hair from the line to a name moved away */
            canvas_line(cv, p->right + cv->em * 0.2, e[i].want, p->right + cv->em * 0.7, mid, colour, 0.5);
        canvas_lines(cv, p->right + cv->em * 0.9, e[i].y + cv->em * 0.96, ANCHOR_START, colour, cv->em, &e[i].lines);
    }
    free(e);
}

static void point(struct buf *b, double x, double y, bool move)
{
    buf_addc(b, move ? 'M' : 'L');
    svg_num(b, x);
    buf_addc(b, ' ');
    svg_num(b, y);
}

/* A point missing breaks the line: what was not measured is not drawn. */
static void series_line(const struct plot *p, size_t s)
{
    const struct chart_data *d = p->d;
    struct buf path = {0};
    bool pen = false;
    for (size_t c = 0; c < d->n_cat; c++) {
        if (d->has[s * d->n_cat + c])
            point(&path, x_of(p, c), axis_at(&p->y, d->y[s * d->n_cat + c]), !pen);
        pen = d->has[s * d->n_cat + c];
    }
    if (path.len) {
        const struct ink *ink = palette(p->cv, s);
        buf_addf(&p->cv->body, "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\" stroke-linejoin=\"round\"", path.data, ink->line);
        if (ink->dash)
            buf_addf(&p->cv->body, " stroke-dasharray=\"%s\"", ink->dash);
        buf_adds(&p->cv->body, "/>\n");
    }
    buf_drop(&path);
}

/* Values at the points of a line alone: when each has its own width of room. */
static bool values_fit(const struct plot *p)
{
    const struct chart_data *d = p->d;
    if (!p->joined || d->n_series != 1 || d->n_cat > 24)
        return false;
    for (size_t c = 0; c < d->n_cat; c++) {
        struct buf t = {0};
        value_text(&t, d, d->y[c], p->cv->look->lang);
        double w = text_width(t.data, t.len, p->cv->small) + p->cv->em * 0.4;
        buf_drop(&t);
        if (c > 0 && x_of(p, c) - x_of(p, c - 1) < w)
            return false;
    }
    return true;
}

static void series_points(const struct plot *p, size_t s)
{
    const struct chart_data *d = p->d;
    bool values = values_fit(p);
    bool crowded = p->joined && d->n_cat > 40;
    for (size_t c = 0; c < d->n_cat; c++) {
        size_t i = s * d->n_cat + c;
        bool alone = (c == 0 || !d->has[i - 1]) && (c + 1 == d->n_cat || !d->has[i + 1]); /* no line shows it */
        if (!d->has[i] || (crowded && !alone))
            continue;
        double x = x_of(p, c), y = axis_at(&p->y, d->y[i]);
        canvas_marker(p->cv, x, y, p->cv->em * 0.28, s);
        if (!values)
            continue;
        struct buf t = {0};
        value_text(&t, d, d->y[i], p->cv->look->lang);
        /* below the point in a valley, above it else: the line does not run through it */
        bool valley = (c == 0 || (d->has[i - 1] && d->y[i - 1] > d->y[i])) && c + 1 < d->n_cat && d->has[i + 1] && d->y[i + 1] > d->y[i];
        double least = p->left - p->cv->em * 0.4 + text_width(t.data, t.len, p->cv->small) / 2; /* clear of the axis' own labels */
        canvas_text(p->cv, x < least ? least : x, valley ? y + p->cv->em * 1.3 : y - p->cv->em * 0.6, ANCHOR_MIDDLE, p->cv->ink, p->cv->small, t.data, t.len);
        buf_drop(&t);
    }
}

/* Labels below the points, as many as there is room for; the first and the ones after it at even steps. Gives their lines. */
static int x_labels(const struct plot *p)
{
    const struct chart_data *d = p->d;
    double room = d->n_cat > 1 ? (p->right - p->left) / (double)(d->n_cat - 1) : p->right - p->left, most = 0;
    size_t step = 1;
    bool wrap = (!d->numeric || d->brief) && room > p->cv->em * 3.5; /* names may take several lines */
    for (size_t c = 0; c < d->n_cat && !wrap; c++) {
        const char *label = category_label(d, c, c ? c - 1 : SIZE_MAX);
        double w = text_width(label, strlen(label), p->cv->small) + p->cv->em * 0.6;
        most = w > most ? w : most;
    }
    while (room * (double)step < most && step < d->n_cat)
        step++;
    double free_from = -1e9;
    int lines = 1;
    size_t before = SIZE_MAX;
    for (size_t c = 0; c < d->n_cat; c += step) {
        struct text_lines l;
        text_wrap(&l, category_label(d, c, before), wrap ? room - p->cv->em * 0.5 : p->cv->w, p->cv->small);
        double x = x_of(p, c), half = l.width / 2;
        x = x + half > p->cv->w ? p->cv->w - half : x - half < 0 ? half : x;
        if (x - half < free_from) /* uneven years may come close: the earlier label stays */
            continue;
        before = c;
        free_from = x + half + p->cv->em * 0.3;
        canvas_line(p->cv, x_of(p, c), p->bottom, x_of(p, c), p->bottom + p->cv->em * 0.3, p->cv->muted, 0.6);
        canvas_lines(p->cv, x, p->bottom + p->cv->small * 1.6, ANCHOR_MIDDLE, p->cv->muted, p->cv->small, &l);
        lines = l.n > lines ? l.n : lines;
    }
    return lines;
}

static void span(const struct chart_data *d, double *lo, double *hi)
{
    *lo = *hi = d->x[0];
    for (size_t c = 1; c < d->n_cat; c++) {
        *lo = d->x[c] < *lo ? d->x[c] : *lo;
        *hi = d->x[c] > *hi ? d->x[c] : *hi;
    }
}

double lines_draw(struct canvas *cv, const struct chart_data *d, bool joined)
{
    struct plot p = {.cv = cv, .d = d, .joined = joined};
    double names = 0, height = cv->w * 0.45, lo, hi, y = 0;
    height = height < cv->em * 10 ? cv->em * 10 : height > cv->em * 20 ? cv->em * 20 : height;
    for (size_t s = 0; s < d->n_series; s++) {
        struct text_lines l;
        text_wrap(&l, d->chart->series[s].label ? d->chart->series[s].label : "", cv->w * 0.28, cv->em);
        names = l.width * 1.03 > names ? l.width * 1.03 : names;
    }
    if (d->chart->unit && *d->chart->unit && !unit_is_short(d->chart->unit)) {
        canvas_text(cv, 0, cv->small, ANCHOR_START, cv->muted, cv->small, d->chart->unit, strlen(d->chart->unit));
        y = cv->small * 1.6;
    }
    ticks_make(&p.y.ticks, d->min, d->max, near_zero(d), 6);
    p.left = axis_label_width(cv, &p.y.ticks, d->chart->unit) + cv->em * 1.2;
    p.right = cv->w - names - cv->em * (names > 0 ? 1 : 0.6);
    p.top = y + cv->em;
    p.bottom = p.top + height;
    p.y.origin = p.bottom;
    p.y.scale = -height / (p.y.ticks.hi - p.y.ticks.lo);
    span(d, &lo, &hi);
    p.x.ticks.lo = lo;
    p.x.origin = hi > lo ? p.left : (p.left + p.right) / 2;
    p.x.scale = hi > lo ? (p.right - p.left) / (hi - lo) : 0;
    axis_vertical(cv, &p.y, p.left - cv->em * 0.6, p.right, d->chart->unit);
    int lines = x_labels(&p);
    for (size_t s = 0; s < d->n_series && joined; s++)
        series_line(&p, s);
    for (size_t s = 0; s < d->n_series; s++)
        series_points(&p, s);
    end_names(&p);
    return p.bottom + cv->small * (0.9 + 1.2 * lines);
}
