/* Positions: whether a cite is the first of its item, an ibid, or near an earlier note. By CSL 1.0.2, "Position". */
#include "cite/internal.h"

static bool same_text(const char *a, const char *b)
{
    return strcmp(a ? a : "", b ? b : "") == 0;
}

static bool same_locator(const struct citation_item *a, const struct citation_item *b)
{
    return same_text(a->locator, b->locator) &&
           (!a->locator || same_text(a->label ? a->label : "page", b->label ? b->label : "page"));
}

/* The cite right before, which "ibid" may mean; NULL: none. A cluster of several cites leaves it open which is meant. */
static const struct citation_item *preceding(const struct cite *c, size_t cluster, size_t i)
{
    const struct cluster *cl = &c->clusters[cluster];
    if (i > 0)
        return &cl->v[i - 1];
    if (!cluster)
        return NULL;
    const struct cluster *before = cl - 1;
    if ((before->note > 0) != (cl->note > 0) || before->note + 1 < cl->note)
        return NULL;
    return before->n == 1 ? &before->v[0] : NULL;
}

static enum cite_position repeated(const struct citation_item *now, const struct citation_item *before)
{
    if (!before || before->item != now->item)
        return CITE_SUBSEQUENT;
    if (same_locator(now, before))
        return CITE_IBID;
    return now->locator ? CITE_IBID_WITH_LOCATOR : CITE_SUBSEQUENT;
}

struct seen {
    int note, first_note;
};

static void find_one(struct cite *c, size_t cluster, size_t i, struct map *seen)
{
    struct cluster *cl = &c->clusters[cluster];
    struct citation_item *r = &cl->v[i];
    if (!r->item)
        return;
    struct seen *s = map_find(seen, r->item->id);
    r->position = s ? repeated(r, preceding(c, cluster, i)) : CITE_FIRST;
    r->near = false;
    r->first_note = s ? s->first_note : 0;
    if (s && cl->note) {
        int distance = parse_int(c->style.citation->a[ATTR_NEAR_NOTE_DISTANCE], 5);
        r->near = s->note && cl->note - s->note <= distance;
    }
    if (!s) {
        s = arena_alloc(c->arena, sizeof *s);
        s->first_note = cl->note;
        map_put(seen, r->item->id, s);
    }
    s->note = cl->note;
    if (r->fixed_position)
        r->position = (enum cite_position)(r->fixed_position - 1);
    if (r->near_note)
        r->near = r->near_note > 0;
}

void positions_find(struct cite *c)
{
    struct map *seen = map_new();
    for (size_t k = 0; k < c->cluster_n; k++)
        for (size_t i = 0; i < c->clusters[k].n; i++)
            find_one(c, k, i, seen);
    map_drop(seen);
}
