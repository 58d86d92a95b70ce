/* A cite of a cluster while the cluster is put together (cluster.c, collapse.c). */
#ifndef CITE_COLLAPSE_H
#define CITE_COLLAPSE_H

#include "cite/internal.h"

struct piece {
    const struct citation_item *ref;
    struct rich *body;
    struct render r;       /* what happened while it was rendered */
    const char *names;     /* plain text of its first names; "" none */
    const char *delimiter; /* before it; NULL: the layout's */
    bool dropped;          /* inside a range */
};

/* Groups and collapses as the citation element asks: moves, shortens and drops pieces, sets delimiters. */
void collapse(struct cite *c, const struct elem *layout, struct piece *v, size_t n, struct arena *a);

#endif
