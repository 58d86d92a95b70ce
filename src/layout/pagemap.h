/* layout's page map: where every node landed and how each page is called: all the EPUB takes from layout. */
#ifndef LAYOUT_PAGEMAP_H
#define LAYOUT_PAGEMAP_H

#include "doc/doc.h"

struct place {
    int32_t page; /* 0-based; -1: set nowhere */
    int32_t x, y; /* top left, 1/1024 pt from the page's top left */
};
struct page_start { /* the first text of the flow on a page (notes and running heads apart) */
    const char *label;       /* "iv", "12"; "" on a page without one (cover) */
    const struct node *node; /* text node or img/chart; NULL if nothing of the flow starts here */
    uint32_t offset;         /* byte of node->text */
};
struct pagemap {
    int32_t n_pages;
    struct page_start *pages;
    struct place *places; /* by node->index: the node's own first appearance, containers included */
    int32_t n_places;
};
/* The first target of a pageref on each page it leads to, in the order of pages; out holds n_targets. -> how many */
int32_t pagemap_targets(const struct pagemap *m, const struct node *pageref, const struct node **out);
/* Text of a pageref: labels of its targets' pages, equal ones once, joined by ", ". "" if none is placed. */
void pagemap_refs(const struct pagemap *m, const struct node *pageref, struct buf *out);
const char *pagemap_label(const struct pagemap *m, const struct node *n); /* NULL: set nowhere */

#endif
