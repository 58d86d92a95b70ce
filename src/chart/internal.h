/* chart, inside: the numbers as a grid (data.c), the scale (ticks.c), the paper (canvas.c, text.c, palette.c), the forms
 * (bars.c, lines.c, dots.c, timeline.c). */
#ifndef CHART_INTERNAL_H
#define CHART_INTERNAL_H

#include "chart/chart.h"

/* ---- data.c: series by category; a missing point is a hole in the grid ---- */
struct chart_data {
    const struct chart *chart;
    size_t n_cat, n_series;
    const char **cat;  /* labels: numbers and dates in their order, names in that in which they first appear */
    char **full, **brief; /* dates in words, with their year and without; NULL where they are no dates */
    int *year;
    double *y;         /* [series * n_cat + category] */
    bool *has;         /* same index */
    bool numeric;      /* every label is a number or a date: a true axis is possible */
    double *x;         /* by category; the label's number, or its place */
    double min, max;   /* of single values */
    double low, high;  /* of stacks */
};
void chart_data_init(struct chart_data *d, const struct chart *c, const char *lang);
const char *category_label(const struct chart_data *d, size_t c, size_t before); /* as it stands behind that of before, SIZE_MAX none */
void chart_data_drop(struct chart_data *d);

/* ---- ticks.c ---- */
struct ticks {
    double lo, hi, step;
    int n;        /* ticks: lo, lo + step .. hi */
    int decimals; /* enough to tell them apart */
};
/* Loose labelling (Heckbert 1990): lo and hi hold the data, at most about `want` ticks. zero: the axis holds zero. */
void ticks_make(struct ticks *t, double min, double max, bool zero, int want);
double tick_at(const struct ticks *t, int i);

/* ---- palette.c: blind-safe hues (Okabe and Ito) whose greys differ too ---- */
struct ink {
    const char *fill, *line; /* "#rrggbb": areas; strokes (3:1 on white) */
    const char *on;          /* text upon the fill */
    const char *dash;        /* stroke-dasharray or NULL */
    bool pale;               /* needs an outline on white */
};
enum { PALETTE_INKS = 8 };
struct canvas;
void palette_init(struct canvas *cv, const char *fills); /* fills: chart_look.palette */
const struct ink *palette(const struct canvas *cv, size_t i);

/* ---- text.c: how wide a text is, near enough, and where it may break ---- */
double text_width(const char *s, size_t len, double size);
enum { TEXT_LINES = 8 };
struct text_lines {
    const char *at[TEXT_LINES];
    size_t len[TEXT_LINES];
    int n;
    double width;
    bool forced; /* a word was cut, or lines were left out */
};
double text_longest_word(const char *s, double size);
void text_wrap(struct text_lines *l, const char *s, double max, double size);

/* ---- canvas.c ---- */
enum anchor { ANCHOR_START, ANCHOR_MIDDLE, ANCHOR_END };
struct canvas {
    struct buf body;
    const struct chart_look *look;
    double w, em, line, small; /* width; text size, its line height; size of tick labels */
    char ink[8], muted[8], grid[8];
    struct ink inks[PALETTE_INKS];
    char hex[PALETTE_INKS][2][8]; /* fills and strokes of the sheet's */
};
void canvas_init(struct canvas *cv, const struct chart_look *look);
void canvas_drop(struct canvas *cv);
void canvas_text(struct canvas *cv, double x, double y, enum anchor a, const char *fill, double size, const char *s, size_t len);
void canvas_turned(struct canvas *cv, double x, double y, const char *fill, const char *s); /* upwards from x, y */
void canvas_lines(struct canvas *cv, double x, double y, enum anchor a, const char *fill, double size,
                  const struct text_lines *l); /* y: first baseline */
void canvas_line(struct canvas *cv, double x1, double y1, double x2, double y2, const char *stroke, double width);
void canvas_rect(struct canvas *cv, double x, double y, double w, double h, const struct ink *ink);
void canvas_marker(struct canvas *cv, double x, double y, double r, size_t shape);
/* The root element, as far as its size and type: the caller may add attributes, and closes the tag. */
void svg_begin(struct buf *out, const struct chart_look *look, double height);
void svg_num(struct buf *b, double v); /* two decimals at most, no locale */
void svg_text(struct buf *b, const char *s, size_t len); /* escaped */
bool unit_is_short(const char *unit); /* "%", "€": it stands behind a number; others get a line of their own */
void unit_after(struct buf *b, const char *unit, const char *lang);
/* A value as it is said: in its language, a short unit behind it. */
void value_text(struct buf *b, const struct chart_data *d, double v, const char *lang);
/* A legend of all series from y on; gives the y below it. */
double canvas_legend(struct canvas *cv, const struct chart_data *d, double y);

/* ---- forms: draw from y = 0 down, give the height ---- */
double bars_draw(struct canvas *cv, const struct chart_data *d, bool horizontal, bool stacked);
bool bars_fit(const struct canvas *cv, const struct chart_data *d); /* labels fit below upright columns */
double lines_draw(struct canvas *cv, const struct chart_data *d, bool joined);
double dots_draw(struct canvas *cv, const struct chart_data *d);

/* Shared by the forms (axis.c). */
struct axis { /* a value axis: value v is at origin + (v - lo) * scale */
    struct ticks ticks;
    double origin, scale;
};
double axis_at(const struct axis *a, double v);
double axis_label_width(const struct canvas *cv, const struct ticks *t, const char *unit);
void axis_horizontal(struct canvas *cv, const struct axis *a, double top, double bottom, const char *unit); /* labels below */
double axis_horizontal_height(const struct canvas *cv, const char *unit);
void axis_vertical(struct canvas *cv, const struct axis *a, double left, double right, const char *unit);
/* Category labels in the left margin: the width they take. */
double label_column(const struct canvas *cv, const struct chart_data *d);

#endif
