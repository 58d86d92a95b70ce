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
enum layout_fault {
    FAULT_WIDOW,     /* a paragraph's last line alone at the head of a page */
    FAULT_ORPHAN,    /* its first alone at the foot */
    FAULT_STRANDED,  /* a title or a caption parted from what it belongs to */
    FAULT_NOTE_AWAY, /* a note that does not begin on the page of its mark */
    FAULT_FAR,       /* a figure more than a page behind its place, or the first ref to it */
    FAULT_SHORT,     /* a last page of one or two lines */
    FAULT_THIN,      /* a last page of three or four */
    FAULT_SPARSE,    /* a page less than half full that text of its run follows */
    FAULT_CUT,       /* a word cut by the foot of a page; */
    FAULT_CUT_TURN,  /* of a recto */
    FAULT_UNEVEN,    /* a spread of full pages whose feet differ by more than a point */
    FAULT_OVERFULL,  /* a page that holds more than it can */
    FAULT_COUNT
};
struct layout_quality {
    int32_t full_pages; /* that another of their run follows */
    int64_t fill;       /* of these, ten thousandths, added */
    int32_t mentions;   /* figures that may move and are referred to */
    int32_t spreads;    /* of two full pages */
    int32_t faults[FAULT_COUNT];
    struct layout_fault_at {
        enum layout_fault fault;
        int32_t page;
    } *at; /* each of them */
    int32_t n_at;
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
void layout_dump_pages(const struct layout *l, FILE *out); /* --dump=pages; ends with the faults and a line "quality" */

#endif
