/* A chronology to scale: a line of years on which each event stands where it fell, spans as bars. What falls together is
 * stacked, so that crowded years show as heaps. It goes before the list that says what the events are. */
#include "chart/internal.h"

#include "doc/dates.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { LEAST_EVENTS = 4, LEAST_YEARS = 4, LEVELS = 12, OPEN_TAIL = 3 };

struct moment {
    double from, to; /* years; equal for one date */
    bool open_from, open_to; /* it began before, it goes on: no end is known */
    int level;
};

/* The middle of the year, the month or the day that is said; the end of a span is its last day. */
static bool year_of(const char *s, bool last, double *year)
{
    struct date d;
    if (!s || !date_parse(s, &d))
        return false;
    double wide = d.day ? 1.0 / 365 : d.month ? 1.0 / 12 : 1;
    *year = d.year + (d.month ? (d.month - 1) / 12.0 : 0) + (d.day ? (d.day - 1) / 365.0 : 0) + wide * (last ? 1 : 0.5);
    return true;
}

/* date="1990", "1990/1995", "1990/..", "/1995", or with an end of its own. */
static bool read_moment(const struct node *event, struct moment *m)
{
    const char *date = node_attr(event, "date"), *slash = date ? strchr(date, '/') : NULL, *end = slash ? slash + 1 : node_attr(event, "end");
    bool to = year_of(end, true, &m->to), from = slash != date && year_of(date, false, &m->from);
    if (!from && !to)
        return false;
    m->open_from = !from;
    m->open_to = from && slash && !to;
    if (!from)
        m->from = m->to;
    if (!to || m->to <= m->from)
        m->to = m->from;
    return true;
}

static size_t read_moments(const struct node *timeline, struct moment *m, double *lo, double *hi)
{
    size_t n = 0;
    for (const struct node *e = timeline->child; e; e = e->next) {
        struct moment one = {0};
        if (e->kind != NODE_EVENT || !read_moment(e, &one))
            continue;
        if (m)
            m[n] = one;
        *lo = !n || one.from < *lo ? one.from : *lo;
        *hi = !n || one.to > *hi ? one.to : *hi;
        n++;
    }
    return n;
}

static int by_start(const void *a, const void *b)
{
    const struct moment *p = a, *q = b;
    if (p->from != q->from)
        return p->from < q->from ? -1 : 1;
    return p->to == q->to ? 0 : p->to > q->to ? -1 : 1; /* long spans lie at the bottom */
}

/* Each moment on the lowest level that is free there. Gives the number of levels. */
static int stack_moments(const struct axis *a, struct moment *m, size_t n, double room, double tail)
{
    double free_from[LEVELS];
    int used = 0;
    for (int k = 0; k < LEVELS; k++)
        free_from[k] = -1e9;
    qsort(m, n, sizeof *m, by_start);
    for (size_t i = 0; i < n; i++) {
        double x = axis_at(a, m[i].from) - room / 2 - (m[i].open_from ? tail : 0), end = axis_at(a, m[i].to) + room / 2 + (m[i].open_to ? tail : 0);
        int k = 0;
        while (k < LEVELS - 1 && free_from[k] > x + 0.01)
            k++;
        m[i].level = k;
        free_from[k] = end;
        used = k + 1 > used ? k + 1 : used;
    }
    return used;
}

static void draw_bar(struct canvas *cv, double x, double end, double y, double r, const char *colour, const char *dash)
{
    buf_adds(&cv->body, "<path d=\"M");
    svg_num(&cv->body, x);
    buf_addc(&cv->body, ' ');
    svg_num(&cv->body, y);
    buf_adds(&cv->body, "H");
    svg_num(&cv->body, end);
    buf_addf(&cv->body, "\" fill=\"none\" stroke=\"%s\"%s stroke-width=\"", colour, dash);
    svg_num(&cv->body, r * 1.4);
    buf_adds(&cv->body, "\" stroke-opacity=\"0.55\"/>\n");
}

/* Round dots for dates; bars with round ends, lighter, for spans; what has no end known goes on in dashes. */
static void draw_moment(struct canvas *cv, const struct axis *a, const struct moment *m, double y, double r, const char *colour)
{
    double x = axis_at(a, m->from), end = axis_at(a, m->to), tail = cv->em * OPEN_TAIL;
    char dash[64];
    snprintf(dash, sizeof dash, " stroke-dasharray=\"%.2f %.2f\"", r * 1.1, r * 0.8);
    if (m->open_from)
        draw_bar(cv, x - tail < 0 ? 0 : x - tail, x - r * 1.3, y, r, colour, dash);
    if (m->open_to)
        draw_bar(cv, end + r * 1.3, end + tail > cv->w ? cv->w : end + tail, y, r, colour, dash);
    if (end - x >= r) {
        draw_bar(cv, x + r * 0.7, end - r * 0.7, y, r, colour, " stroke-linecap=\"round\"");
        return;
    }
    buf_adds(&cv->body, "<circle cx=\"");
    svg_num(&cv->body, x);
    buf_adds(&cv->body, "\" cy=\"");
    svg_num(&cv->body, y);
    buf_adds(&cv->body, "\" r=\"");
    svg_num(&cv->body, r);
    buf_addf(&cv->body, "\" fill=\"%s\"/>\n", colour);
}

static void draw_years(struct canvas *cv, const struct axis *a, double base)
{
    double free_from = -1e9;
    canvas_line(cv, a->origin, base, axis_at(a, a->ticks.hi), base, cv->ink, 0.8);
    for (int i = 0; i < a->ticks.n; i++) {
        double v = tick_at(&a->ticks, i), x = axis_at(a, v);
        char year[16];
        int len = snprintf(year, sizeof year, v < 0 ? "\u2212%d" : "%d", abs((int)v));
        double half = text_width(year, (size_t)len, cv->small) / 2;
        canvas_line(cv, x, base, x, base + cv->em * 0.35, cv->ink, 0.8);
        if (x - half < free_from)
            continue;
        canvas_text(cv, x, base + cv->em * 0.5 + cv->small, ANCHOR_MIDDLE, cv->muted, cv->small, year, (size_t)len);
        free_from = x + half + cv->em * 0.5;
    }
}

/* Whole years. */
static void years_make(struct ticks *t, double lo, double hi, int want)
{
    ticks_make(t, lo, hi, false, want);
    if (t->step < 1)
        *t = (struct ticks){.lo = lo, .hi = hi, .step = 1, .n = (int)(hi - lo) + 1};
}

double timeline_svg(struct buf *out, const struct node *timeline, const struct chart_look *look, struct colour accent)
{
    double lo = 0, hi = 0;
    size_t n = read_moments(timeline, NULL, &lo, &hi);
    if (n < LEAST_EVENTS || hi - lo < LEAST_YEARS || look->font_size <= 0 || look->width < look->font_size * 10)
        return 0;
    struct moment *m = xcalloc(n, sizeof *m);
    read_moments(timeline, m, &lo, &hi);
    struct canvas cv;
    struct axis a;
    canvas_init(&cv, look);
    years_make(&a.ticks, floor(lo), ceil(hi), (int)(cv.w / (cv.em * 5)) + 1);
    /* room for the first year and the last, in faces wider than we reckon with */
    double side = text_width(lo < 0 ? "\u221200000" : "00000", lo < 0 ? 8 : 5, cv.small) / 2, r = cv.em * 0.26, step = cv.em * 0.68;
    a.origin = side;
    a.scale = (cv.w - 2 * side) / (a.ticks.hi - a.ticks.lo);
    double base = stack_moments(&a, m, n, 2 * r + cv.em * 0.12, cv.em * OPEN_TAIL) * step + cv.em * 0.15;
    double height = ceil((base + cv.em * 0.5 + cv.small * 1.3) * 100) / 100;
    for (size_t i = 0; i < n; i++) {
        char colour[8];
        snprintf(colour, sizeof colour, "#%02x%02x%02x", accent.r, accent.g, accent.b);
        draw_moment(&cv, &a, &m[i], base - step * (m[i].level + 0.5), r, colour);
    }
    draw_years(&cv, &a, base);
    svg_begin(out, look, height);
    buf_adds(out, ">\n");
    buf_add(out, cv.body.data ? cv.body.data : "", cv.body.len);
    buf_adds(out, "</svg>\n");
    canvas_drop(&cv);
    free(m);
    return height;
}
