/* How well the pages came out, in numbers: what a designer would mark in red. Counted as the pages are set; --dump=pages ends with it. */
#include "layout/assemble.h"

#include <stdlib.h>
#include <string.h>

/* Which line of its paragraph an item is; false: it is none. */
static bool line_of(const struct vitem *it, uint32_t *k, uint32_t *n)
{
    if (!it->piece || it->piece->kind != PIECE_LINE || !it->piece->u.line.para->lines)
        return false;
    const struct lines *l = it->piece->u.line.para->lines;
    if (it->piece->u.line.line < l->lines || it->piece->u.line.line >= l->lines + l->n)
        return false;
    *k = (uint32_t)(it->piece->u.line.line - l->lines);
    *n = l->n;
    return true;
}

static void count_break(struct layout_quality *q, const struct vitem *before, const struct vitem *after, bool recto)
{
    uint32_t k, n;
    q->stranded += after->pb.cost >= COST_HEADING;
    if (!line_of(after, &k, &n) || k == 0 || before->node != after->node)
        return;
    q->widows += k + 1 == n;
    q->orphans += k == 1;
    q->cut_words += after->pb.hyphen;
    q->cut_words_turned += after->pb.hyphen && recto;
}

/* Last item of the flow on a page, figures that stand elsewhere left out. */
static const struct vitem *last_item(const struct setting *st, const struct pb_page *p, const bool *elsewhere)
{
    for (uint32_t i = p->end; i-- > p->start;)
        if (!elsewhere[i])
            return &st->f->items.v[i];
    return NULL;
}

/* Figures that waited longer than for the page after their place in the text. */
static void count_floats(struct layout_quality *q, const struct pb_page *pages, size_t k)
{
    for (uint32_t i = 0; i < pages[k].n_head; i++) {
        size_t home = k;
        while (home > 0 && pages[k].head[i] < pages[home].start)
            home--;
        q->far += k > home + 1;
    }
}

/* How far down a page reaches: to its foot, where notes stand on it. */
static int32_t foot_of(const struct pb_page *p)
{
    return p->footed ? p->depth : p->used + p->give;
}

void quality_run(struct setting *st, const struct pb_page *pages, size_t n, const bool *elsewhere, int32_t line)
{
    struct layout_quality *q = &st->a->quality;
    size_t first = st->a->sheets.n - n; /* the sheet of pages[0], when all are set */
    for (size_t k = 0; k < n; k++) {
        bool recto = (first + k) % 2 == 0;
        const struct vitem *last = last_item(st, &pages[k], elsewhere);
        count_floats(q, pages, k);
        q->overfull += pages[k].used + pages[k].give > pages[k].depth + PT;
        if (k + 1 == n) {
            q->short_last += n > 1 && pages[k].used < 3 * line;
            continue;
        }
        q->full_pages++;
        int32_t used = pages[k].used + pages[k].give;
        q->fill += used < pages[k].depth ? (int64_t)used * 10000 / pages[k].depth : 10000;
        if (last && pages[k].end < st->f->items.n)
            count_break(q, last, &st->f->items.v[pages[k].end], recto);
        if (!recto && k + 2 < n)
            q->uneven += abs(foot_of(&pages[k]) - foot_of(&pages[k + 1])) > PT;
        q->spreads += !recto && k + 2 < n;
    }
}

/* The division of the body a node stands in. */
static const struct node *chapter_of(const struct node *n)
{
    while (n->parent && n->parent->parent && n->parent->parent->parent)
        n = n->parent;
    return n;
}

/* A figure or table is at its place when it stands on the page of the first ref to it in its chapter, or on the next. */
void quality_figures(struct assembly *a)
{
    const struct doc *doc = a->s->doc;
    bool *seen = xcalloc((size_t)doc->n_nodes + 1, sizeof *seen);
    for (int32_t i = 0; i < doc->n_nodes; i++) {
        const struct node *ref = doc->nodes[i], *n = ref->kind == NODE_LINK && node_find_up(ref, NODE_REF) ? ref->target : NULL;
        if (!n || (n->kind != NODE_FIGURE && n->kind != NODE_TABLE) || seen[n->index] || chapter_of(n) != chapter_of(ref))
            continue;
        seen[n->index] = true;
        int32_t here = a->map.places[i].page, there = a->map.places[n->index].page;
        if (here < 0 || there < 0)
            continue;
        a->quality.mentions++;
        a->quality.far += there > here + 1;
    }
    free(seen);
}
