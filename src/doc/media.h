/* Inside doc/: pictures and the numbers of charts. media.c, strip.c, raster.c, svg*.c, chartdata.c, csv.c */
#ifndef DOC_MEDIA_H
#define DOC_MEDIA_H

#include "doc/internal.h"

enum { IMAGE_BYTES = 50 * 1024 * 1024, IMAGE_PIXELS = 100 * 1000 * 1000 };

enum image_fault { IMAGE_SOUND, IMAGE_FAULT_BROKEN, IMAGE_FAULT_BIG };
/* Told by the first bytes; false if it is none of them. */
bool image_kind_of(const uint8_t *d, size_t n, enum image_kind *kind);
/* Leaves only what the pixels need, in place, and returns how many bytes that is; orientation: as Exif had it, if it is 0. */
size_t image_strip(enum image_kind kind, uint8_t *data, size_t len, int *orientation);
/* Fill size, channels, alpha from image->data and orientation; why says what is wrong, in arena. */
enum image_fault image_read_jpeg(struct arena *a, struct image *image, const char **why);
enum image_fault image_read_png(struct arena *a, struct image *image, const char **why);
enum image_fault image_read_svg(struct arena *a, struct image *image, const char **why);

char *media_path(struct doc *doc, const char *file,
                 const char *ref); /* where ref leads that stands in file; in arena */

/* Reads a chart's points or CSV, sets node->chart, and puts its table of numbers into the node. */
void chart_load(struct doc *doc, struct node *n, struct diag *diag);

/* A table of cells; rows may differ in length. */
struct csv_cell {
    const char *text;
    int32_t line, col;
};
struct csv_row {
    struct csv_cell *cell;
    size_t n;
    int32_t line;
};
struct csv {
    struct csv_row *row;
    size_t n;
};
/* Comma or semicolon, whichever the first row has; RFC 4180 quotes. false after a diagnostic. */
bool csv_read(struct arena *a, const char *data, size_t len, const char *file, struct csv *out, struct diag *diag);
/* "1 234,5", "−3", "1.5": false if it is no number. */
bool number_read(const char *s, double *value);

#endif
