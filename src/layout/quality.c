/* How well the pages came out, in numbers: what a designer would mark in red. Counted as the pages are set; --dump=pages ends with it. */
#include "layout/assemble.h"

#include <stdlib.h>
#include <string.h>

static void fault(struct assembly *a, enum layout_fault what, size_t page)
{
    struct layout_quality *q = &a->quality;
    size_t n = (size_t)q->n_at;
    q->faults[what]++;
    if ((n & (n + 1)) == 0) /* full at one less than a power of two */
        q->at = xrealloc(q->at, 2 * (n + 1) * sizeof *q->at);
    q->at[n] = (struct layout_fault_at){what, (int32_t)page};
    q->n_at++;
}

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

static void count_break(struct assembly *a, const struct vitem *before, const struct vitem *after, size_t page)
{
    uint32_t k, n;
    if (after->pb.cost >= COST_HEADING)
        fault(a, FAULT_STRANDED, page);
    if (!line_of(after, &k, &n) || k == 0 || before->node != after->node)
        return;
    if (k + 1 == n)
        fault(a, FAULT_WIDOW, page + 1);
    if (k == 1)
        fault(a, FAULT_ORPHAN, page);
    if (after->pb.hyphen)
        fault(a, FAULT_CUT, page);
    if (after->pb.hyphen && page % 2 == 0)
        fault(a, FAULT_CUT_TURN, page);
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
static void count_floats(struct assembly *a, const struct pb_page *pages, size_t k, size_t first)
{
    for (uint32_t i = 0; i < pages[k].n_head; i++) {
        size_t home = k;
        while (home > 0 && pages[k].head[i] < pages[home].start)
            home--;
        if (k > home + 1)
            fault(a, FAULT_FAR, first + k);
    }
}

/* The last page of a run that has others. */
static void count_last(struct assembly *a, int32_t used, int32_t line, size_t page)
{
    if (used < 3 * line)
        fault(a, FAULT_SHORT, page);
    else if (used < 5 * line)
        fault(a, FAULT_THIN, page);
}

/* How far down a page reaches: to its foot, where notes stand on it. */
static int32_t foot_of(const struct pb_page *p)
{
    return p->footed ? p->depth : p->used + p->give;
}

void quality_notes(struct setting *st)
{
    for (size_t i = 0; i < st->notes.n; i++)
        if (st->notes.v[i].from == 0 && !st->notes.v[i].late) {
            st->notes.v[i].late = true;
            fault(st->a, FAULT_NOTE_AWAY, st->page);
        }
}

void quality_run(struct setting *st, const struct pb_page *pages, size_t n, const bool *elsewhere, int32_t line)
{
    struct assembly *a = st->a;
    size_t first = a->sheets.n - n; /* the sheet of pages[0], when all are set */
    for (size_t k = 0; k < n; k++) {
        int32_t used = pages[k].used + pages[k].give;
        const struct vitem *last = last_item(st, &pages[k], elsewhere);
        count_floats(a, pages, k, first);
        if (used > pages[k].depth + PT)
            fault(a, FAULT_OVERFULL, first + k);
        if (k + 1 == n) {
            if (n > 1)
                count_last(a, pages[k].used, line, first + k);
            continue;
        }
        a->quality.full_pages++;
        a->quality.fill += used < pages[k].depth ? (int64_t)used * 10000 / pages[k].depth : 10000;
        if (used < pages[k].depth / 2 && pages[k].end < pages[n - 1].end)
            fault(a, FAULT_SPARSE, first + k);
        if (last && pages[k].end < st->f->items.n)
            count_break(a, last, &st->f->items.v[pages[k].end], first + k);
        if ((first + k) % 2 == 0 || k + 2 >= n) /* a verso, and its recto is full too */
            continue;
        a->quality.spreads++;
        if (abs(foot_of(&pages[k]) - foot_of(&pages[k + 1])) > PT)
            fault(a, FAULT_UNEVEN, first + k);
    }
}

/* The division of the body a node stands in. */
static const struct node *chapter_of(const struct node *n)
{
    while (n->parent && n->parent->parent && n->parent->parent->parent)
        n = n->parent;
    return n;
}

/* Tables stand at their place, and figures that were told to: nobody moved them. */
static bool floats(const struct node *n)
{
    const char *place = node_attr(n, "place");
    return n->kind == NODE_FIGURE && !(place && strcmp(place, "here") == 0);
}

/* A figure that may move stands on the page of the first ref to it in its chapter, or on the next. */
void quality_figures(struct assembly *a)
{
    const struct doc *doc = a->s->doc;
    bool *seen = xcalloc((size_t)doc->n_nodes + 1, sizeof *seen);
    for (int32_t i = 0; i < doc->n_nodes; i++) {
        const struct node *ref = doc->nodes[i], *n = ref->kind == NODE_LINK && node_find_up(ref, NODE_REF) ? ref->target : NULL;
        if (!n || !floats(n) || seen[n->index] || chapter_of(n) != chapter_of(ref))
            continue;
        seen[n->index] = true;
        int32_t here = a->map.places[i].page, there = a->map.places[n->index].page;
        if (here < 0 || there < 0)
            continue;
        a->quality.mentions++;
        if (there > here + 1)
            fault(a, FAULT_FAR, (size_t)there);
    }
    free(seen);
}
