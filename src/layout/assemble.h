/* The page being set, shared by assemble.c and columns.c. */
#ifndef LAYOUT_ASSEMBLE_H
#define LAYOUT_ASSEMBLE_H

#include "layout/internal.h"

/* A note, or what is left of it, waiting for room at the foot of a page. */
struct waiting {
    struct note_box *note;
    size_t from; /* its items set so far */
    bool late;   /* it did not begin on the page of its mark: counted once */
};
struct setting {
    struct assembly *a;
    struct flow *f;
    struct pb_item *pb;
    VEC(struct waiting) notes;
    size_t next_frame; /* first of f->frames not yet met */
    size_t page_frame; /* the same when this page was begun */
    const char *name;
    int32_t number;
    size_t page;   /* the one being set */
    int32_t extra; /* by which it is longer than its style says */
};

/* assemble.c: draws an item of the flow, and takes its marks and notes. */
void set_item(struct setting *st, const struct vitem *it, int32_t x, int32_t y);
/* columns.c: items from..to of one group, from y downward; x of the page's content. */
void columns_set(struct setting *st, size_t from, size_t to, int32_t x, int32_t y);
/* quality.c: counts the notes that a page just set leaves to the next, and the pages of a run. */
void quality_notes(struct setting *st);
void quality_run(struct setting *st, const struct pb_page *pages, size_t n, const bool *elsewhere, int32_t line);

#endif
