/* What the page map says of a node or of several. */
#include "layout/pagemap.h"

#include <stdlib.h>
#include <string.h>

const char *pagemap_label(const struct pagemap *m, const struct node *n)
{
    if (!n || n->index < 0 || n->index >= m->n_places || m->places[n->index].page < 0)
        return NULL;
    return m->pages[m->places[n->index].page].label;
}

struct target {
    const struct node *node;
    int32_t page;
};

static int by_page(const void *x, const void *y)
{
    const struct target *a = x, *b = y;
    if (a->page != b->page)
        return a->page < b->page ? -1 : 1;
    return a->node->index < b->node->index ? -1 : a->node->index > b->node->index;
}

int32_t pagemap_targets(const struct pagemap *m, const struct node *pageref, const struct node **out)
{
    struct target *t = xcalloc((size_t)pageref->n_targets + 1, sizeof *t);
    int32_t n = 0, kept = 0;
    for (int32_t i = 0; i < pageref->n_targets; i++) {
        const char *label = pagemap_label(m, pageref->targets[i]);
        if (label && *label)
            t[n++] = (struct target){pageref->targets[i], m->places[pageref->targets[i]->index].page};
    }
    qsort(t, (size_t)n, sizeof *t, by_page);
    for (int32_t i = 0; i < n; i++)
        if (i == 0 || t[i].page != t[i - 1].page)
            out[kept++] = t[i].node;
    free(t);
    return kept;
}

void pagemap_refs(const struct pagemap *m, const struct node *pageref, struct buf *out)
{
    const struct node **t = xcalloc((size_t)pageref->n_targets + 1, sizeof *t);
    int32_t n = pagemap_targets(m, pageref, t);
    for (int32_t i = 0; i < n; i++) {
        buf_adds(out, i ? ", " : "");
        buf_adds(out, pagemap_label(m, t[i]));
    }
    free(t);
}
