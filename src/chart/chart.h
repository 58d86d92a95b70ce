/* chart: a chart's numbers become an SVG drawing, the same for both outputs. */
#ifndef CHART_H
#define CHART_H

#include "style/style.h"

struct chart_look {
    double width;            /* pt; height follows from the data */
    double font_size;        /* pt */
    const char *font_family; /* "Noto Sans" */
    struct colour ink;       /* text and axes */
    const char *lang;        /* decimals, spaces */
    const char *palette;     /* fills of the series, "#1b3a6b #d98a1f"; NULL: the house's own */
    const char *title_id;    /* made ids start with this */
};
/* Appends a whole SVG 1.1 document (with viewBox, title and desc). Gives the height in pt. Honest: bars start at zero. */
double chart_svg(struct buf *out, const struct chart *c, const struct chart_look *look);
/* The events of a timeline to scale, as a drawing beside their list: it says nothing that the list does not. 0, and nothing appended,
 * where there is no scale worth showing: under four dates, or under four years. */
double timeline_svg(struct buf *out, const struct node *timeline, const struct chart_look *look, struct colour accent);
/* The numbers in a sentence, for alternative text. */
void chart_summary(struct buf *out, const struct chart *c, const char *lang);

#endif
