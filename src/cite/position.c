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

/* Notes and text are two streams: what stands before a cite is sought in its own. */
static const struct cluster *cluster_before(const struct cite *c, size_t cluster)
{
    const struct cluster *cl = &c->clusters[cluster];
    while (cluster-- > 0)
        if ((c->clusters[cluster].note > 0) == (cl->note > 0))
            return &c->clusters[cluster];
    return NULL;
}

/* Every cite of that note is of one item. */
static bool lone_item(const struct cite *c, int note, const struct item *it)
{
    for (size_t k = c->cluster_n; k-- > 0;) { /* from the end: it is near, when clusters come one by one */
        if (c->clusters[k].note && c->clusters[k].note < note)
            break;
        for (size_t i = 0; c->clusters[k].note == note && i < c->clusters[k].n; i++)
            if (c->clusters[k].v[i].item != it)
                return false;
    }
    return true;
}

/* The cite right before, which "ibid" may mean; NULL: none. A cluster or note of several items leaves it open which is meant. */
static const struct citation_item *preceding(const struct cite *c, size_t cluster, size_t i)
{
    const struct cluster *cl = &c->clusters[cluster];
    if (i > 0)
        return &cl->v[i - 1];
    const struct cluster *before = cluster_before(c, cluster);
    if (!before || before->n == 0 || before->note + 1 < cl->note)
        return NULL;
    const struct citation_item *last = &before->v[before->n - 1];
    if (before->note == cl->note)
        return before->n == 1 ? last : NULL;
    return lone_item(c, before->note, last->item) && before->n == 1 ? last : NULL;
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
        s->first_note = r->item->first_note = cl->note;
        map_put(seen, r->item->id, s);
    }
    s->note = cl->note;
    if (r->fixed_position)
        r->position = (enum cite_position)(r->fixed_position - 1);
    if (r->near_note)
        r->near = r->near_note > 0;
}

void position_find(struct cite *c, size_t cluster)
{
    c->seen = c->seen ? c->seen : map_new();
    for (size_t i = 0; i < c->clusters[cluster].n; i++)
        find_one(c, cluster, i, c->seen);
}

void positions_find(struct cite *c)
{
    for (size_t k = 0; k < c->cluster_n; k++)
        position_find(c, k);
}
