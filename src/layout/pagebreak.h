/* Optimal page breaking over an array of items: pure, no fonts, no pages (pagebreak.c, pagefill.c). After Plass, "Optimal Pagination
 * Techniques for Automatic Typesetting Systems" (1981), and Knuth's page builder in TeX: a shortest path over the legal breaks, where a
 * state is a break, the number of figures still waiting, and the depth a recto owes to its verso. Lengths 1/1024 pt. */
#ifndef LAYOUT_PAGEBREAK_H
#define LAYOUT_PAGEBREAK_H

#include "base/base.h"

#define PB_NEVER INT32_MAX
#define PB_POOR 4000 /* a break of such a cost should not be made */
enum pb_float {
    PB_FLOW,
    PB_AUTO,   /* at its place if it fits, else at the head of the next page */
    PB_TOP,    /* at the head of the next page (or of this one, if nothing stands on it yet) */
    PB_BOTTOM, /* at the foot of this page, else the head of the next */
    PB_PAGE    /* alone on a page */
};
enum pb_force { PB_FREE, PB_FORCE, PB_FORCE_LEFT, PB_FORCE_RIGHT };
struct pb_item {
    int32_t glue;            /* above it; dropped at the head of a page */
    int32_t stretch, shrink; /* of the glue; it stretches to twice as much at the most */
    int32_t height;
    int32_t squeeze;    /* by which its pictures may shrink, as a resort */
    int32_t cost;       /* of a break before it, PB_NEVER for none */
    int32_t repeat;     /* height set again at the head of a page that begins with it */
    int32_t tail;       /* height set at the foot of a page that ends before it */
    int32_t notes;      /* height of the notes called in it */
    int32_t note_least; /* height that must stand on this page when its last note runs over to the next */
    uint16_t columns;   /* of the group it belongs to, 0 for none: items of a group are set in columns (params.columns) */
    uint8_t force;      /* enum pb_force: a break before it, whatever it costs */
    uint8_t float_;     /* enum pb_float */
    bool hyphen;        /* a word is cut before it */
    bool picture;       /* a figure at its place: it stands before none that waits, and above none at the foot */
};
enum pb_where { PB_HERE, PB_HEAD, PB_FOOT };
struct pb_page {
    uint32_t start, end;   /* flow items; floats set elsewhere are skipped in between */
    uint32_t *head, *foot; /* floats set at its head and foot */
    uint32_t n_head, n_foot;
    int32_t carried;       /* height of notes that came over from the page before */
    int32_t carry;         /* height of notes it leaves to the next */
    int32_t depth;         /* its height: a spread may be a line longer or shorter than the style's */
    int32_t tail;          /* height of what stands at its foot because of what follows */
    int32_t squeeze, squeeze_of; /* its pictures lose squeeze/squeeze_of of what they may */
    int32_t used;          /* height of flow, floats and notes, glue as it is, and of the tail it ends with */
    bool footed;           /* notes or figures stand on its foot */
    int32_t give, give_of; /* glue gets give/give_of of its stretch; of its shrink where give is negative */
};
struct pb_params {
    int32_t (*height)(const void *user, uint32_t page); /* content height of the n-th page of this run */
    int32_t (*columns)(const void *user, uint32_t from, uint32_t to); /* height of items from..to of one group, balanced; may be NULL */
    const void *user;
    int32_t note_gap;  /* above the first note of a page: space, rule, padding */
    int32_t float_gap; /* between a float and the flow */
    int32_t line;      /* a line's height: what a spread may gain or lose, and the measure of a short last page */
    bool equal;        /* facing pages are equally deep, glue stretched to the foot; else feet are ragged */
    bool longer;       /* a spread may be a line longer */
    bool right;        /* the first page is a recto */
};
/* Pages of items[0..n), which hold no forced break but maybe at 0. In arena a. Gives their number; at least 1 when n > 0. */
size_t pb_break(const struct pb_item *items, size_t n, const struct pb_params *params, struct arena *a, struct pb_page **pages);

#endif
