/* layout: document + styles -> finished pages. The pages, all they point to, live until layout_drop. */
#ifndef LAYOUT_H
#define LAYOUT_H

#include "layout/pagemap.h"
#include "layout/text.h"

enum draw_kind { DRAW_GLYPHS, DRAW_RECT, DRAW_STROKE, DRAW_IMAGE, DRAW_SVG };
/* In reading order of the page: backgrounds first, then the flow, then notes, then margin boxes. */
struct draw {
    enum draw_kind kind;
    enum slot slot;          /* SLOT_ARTIFACT: not in the structure tree */
    const struct node *node; /* text node, note, li, img, chart...; NULL for artifacts */
    int32_t x, y, w, h;      /* box from the page's top left; glyphs: y is the baseline, w the width, h unused */
    union {
        const struct frag *frag; /* GLYPHS; frag->x is already in x */
        struct {
            struct colour fill;
            int32_t radius;
        } rect; /* RECT */
        struct {
            struct colour colour;
            int32_t width;
            enum border_style style;
        } stroke; /* STROKE: from x,y to x+w,y+h */
        struct {
            const struct image *image;
            int32_t clip_x, clip_y, clip_w, clip_h; /* clip_w 0: none */
        } image; /* IMAGE */
        struct {
            const char *data;
            size_t len;
            const void *key; /* equal keys: the same drawing */
        } svg; /* SVG: images of kind SVG, charts */
    } u;
    const char *text; /* GLYPHS: the text frag->start counts in (the paragraph's) */
};
struct page {
    int32_t width, height;
    const char *label; /* "" none */
    const struct draw *draws;
    uint32_t n_draws;
    bool blank;
};
/* What a designer would mark: quality.c. A run is what stands between two forced breaks. */
struct layout_quality {
    int32_t full_pages;   /* that another of their run follows */
    int64_t fill;         /* of these, ten thousandths, added */
    int32_t widows;       /* a paragraph's last line alone at the head of a page */
    int32_t orphans;      /* its first alone at the foot */
    int32_t stranded;     /* a title or a caption parted from what it belongs to */
    int32_t notes_away;   /* notes that do not begin on the page of their mark */
    int32_t mentions, far; /* figures and tables referred to; those (and floating ones) more than a page behind their mention */
    int32_t short_last;   /* last pages of one or two lines */
    int32_t cut_words, cut_words_turned; /* a word cut by the foot of a page; of a recto */
    int32_t spreads, uneven; /* of two full pages; those whose feet differ by more than a point */
    int32_t overfull;     /* pages that hold more than they can */
};
struct layout {
    const struct page *pages;
    int32_t n_pages;
    struct pagemap map;
    const struct shaper *shaper;
    int passes;
    struct layout_quality quality;
};
struct layout_options {
    const char *fonts_conf;
    void (*progress)(void *user, int percent); /* may be NULL */
    void *user;
};
struct layout *layout_new(const struct doc *doc, struct styles *styles, const struct layout_options *opt, struct diag *diag);
void layout_keep_map(struct layout *pub); /* the pages are written: all but the page map goes */
void layout_drop(struct layout *pub);
/* Warns of pictures with too few pixels for the size they print at. */
void layout_check_images(const struct layout *l, struct diag *diag);
void layout_dump_lines(const struct layout *l, FILE *out); /* --dump=lines */
void layout_dump_pages(const struct layout *l, FILE *out); /* --dump=pages; ends with a line "quality" */

#endif
