/* What the page map says of a node or of several. */
#include "layout/pagemap.h"

#include <string.h>

const char *pagemap_label(const struct pagemap *m, const struct node *n)
{
    if (!n || n->index < 0 || n->index >= m->n_places || m->places[n->index].page < 0)
        return NULL;
    return m->pages[m->places[n->index].page].label;
}

void pagemap_refs(const struct pagemap *m, const struct node *pageref, struct buf *out)
{
    const char *before = NULL;
    for (int32_t i = 0; i < pageref->n_targets; i++) {
        const char *label = pagemap_label(m, pageref->targets[i]);
        if (!label || !*label || (before && strcmp(label, before) == 0))
            continue;
        if (before)
            buf_adds(out, ", ");
        buf_adds(out, label);
        before = label;
    }
}
