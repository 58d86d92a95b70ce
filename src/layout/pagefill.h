/* One page being filled, item by item: shared by pagebreak.c, which looks for the best breaks, and pagefill.c, which knows what fits. */
#ifndef LAYOUT_PAGEFILL_H
#define LAYOUT_PAGEFILL_H

#include "layout/pagebreak.h"

struct pb_source {
    const struct pb_item *items;
    uint32_t n;
    const struct pb_params *params;
    uint32_t *floats; /* indexes of the float items */
    uint32_t *before; /* before[i]: floats among items[0..i) */
};
struct pb_fill {
    int32_t height, flow, notes, heads, feet;
    int32_t stretch, shrink; /* of the glue on it */
    int32_t squeeze;         /* of its pictures */
    uint32_t n_head, n_foot;
    uint32_t wait; /* figures waiting now */
    uint32_t column_from;
    int32_t column_base, column_height; /* of the group of columns being filled */
    uint16_t columns;
    bool any; /* flow stands on it */
    bool overfull, carried_over;
    bool closed; /* a note called on it fills it and runs over */
    bool low;    /* figures for the head of the next page stand at its foot instead, where they fit: */
    uint32_t n_low; /* so many; */
    uint32_t n_top; /* of so many met */
    int32_t carry; /* height of notes left to the next page */
};

/* A page of that height that begins at item start, with figures waiting and notes carried over. */
struct pb_fill pb_fill_begin(const struct pb_source *b, uint32_t start, uint32_t wait, int32_t carry, int32_t height);
/* Adds item i. false: it does not fit, and the page ends before it. */
bool pb_fill_item(const struct pb_source *b, uint32_t i, struct pb_fill *f);
/* Adds it though it does not fit. */
void pb_fill_over(const struct pb_source *b, uint32_t i, struct pb_fill *f);
/* A figure met in the flow: here, at the foot, or (PB_HEAD) later. */
enum pb_where pb_fill_float(const struct pb_source *b, uint32_t i, struct pb_fill *f);
int32_t pb_fill_used(const struct pb_source *b, const struct pb_fill *f);

#endif
