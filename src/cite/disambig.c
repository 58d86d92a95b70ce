/* Disambiguation by CSL 1.0.2: cites of different items that read the same are told apart by more given names, more names, text that
 * stands only for that (disambiguate="true"), and letters after the year, in this order.
 *
 * Names are opened one at a time, for all cites that still read the same. A step that parts them is kept and each part goes on alone; a
 * step that does not is taken back, so that a cite shows no more than what helps. */
#include "cite/internal.h"

#include <stdlib.h>

struct job {
    struct cite *c;
    bool later;      /* compare what repeated cites say */
    struct arena *a; /* scratch */
    bool add_names, add_givens, condition, year_suffix;
};
struct group {
    struct item **v;
    size_t n;
};
struct keyed {
    const char *key;
    size_t order;
    struct item *item;
};

static const char *reading(struct job *j, struct item *it, struct render *r)
{
    bool later = j->later || j->c->style.citation->a[ATTR_ET_AL_SUBSEQUENT_MIN] ||
                 j->c->style.root->a[ATTR_ET_AL_SUBSEQUENT_MIN];
    struct citation_item ref = {
        .item = it, .position = later ? CITE_SUBSEQUENT : CITE_FIRST, .first_note = j->later ? it->first_note : 0};
    *r = (struct render){.comparing = true};
    struct rich *t = cite_render_one(j->c, &ref, j->a, r);
    return rich_plain_string(t, j->a);
}

static int by_key(const void *x, const void *y)
{
    const struct keyed *a = x, *b = y;
    int n = strcmp(a->key, b->key);
    return n ? n : a->order < b->order ? -1 : a->order > b->order;
}

/* Cites that read the same, next to each other in *g; returns how many groups. Groups lie in ends[]. */
static size_t part(struct job *j, struct group g, size_t *ends)
{
    struct keyed *v = arena_array(j->a, g.n, sizeof *v);
    struct render r;
    for (size_t i = 0; i < g.n; i++)
        v[i] = (struct keyed){reading(j, g.v[i], &r), i, g.v[i]};
    qsort(v, g.n, sizeof *v, by_key);
    size_t n = 0;
    for (size_t i = 0; i < g.n; i++) {
        g.v[i] = v[i].item;
        if (i + 1 == g.n || strcmp(v[i].key, v[i + 1].key) != 0)
            ends[n++] = i + 1;
    }
    return n;
}

struct place {
    int set, name, level;
};

/* Opens the name at p for every member that has it. False: nobody has. */
static bool open_name(struct job *j, struct group g, struct place p)
{
    bool any = false;
    for (size_t i = 0; i < g.n; i++) {
        struct render r;
        struct disambig *d = g.v[i]->disambig;
        reading(j, g.v[i], &r);
        if (p.set >= r.names_sets || p.name >= r.name_totals[p.set])
            continue;
        if (r.name_counts[p.set] <= p.name) {
            if (!j->add_names)
                continue;
            d->shown[p.set] = p.name + 1;
        }
        if (p.level)
            d->given[p.set][p.name] = (uint8_t)p.level;
        any = true;
    }
    return any;
}

static void close_given(struct group g, struct place p)
{
    for (size_t i = 0; i < g.n; i++)
        g.v[i]->disambig->given[p.set][p.name] = 0;
}

static bool step(const struct job *j, struct place *p, bool had)
{
    if (!had) { /* nobody has a name here: the next set */
        p->set++;
        p->name = p->level = 0;
    } else if (j->add_givens && p->level < 2) {
        p->level++;
    } else {
        p->name++;
        p->level = 0;
    }
    if (p->name >= DISAMBIG_NAMES)
        p->set++, p->name = 0;
    return p->set < DISAMBIG_SETS;
}

typedef void each_fn(struct job *j, struct group g, struct place p);

static void each_part(struct job *j, struct group g, const size_t *ends, size_t n, struct place p, each_fn *fn)
{
    for (size_t k = 0, from = 0; k < n; from = ends[k++])
        if (ends[k] - from > 1)
            fn(j, (struct group){g.v + from, ends[k] - from}, p);
}

static void settle_rest(struct job *j, struct group g, struct place p);

static void open_names(struct job *j, struct group g, struct place p)
{
    size_t *ends = arena_array(j->a, g.n, sizeof *ends);
    struct disambig *kept = arena_array(j->a, g.n, sizeof *kept);
    struct item **order = arena_array(j->a, g.n, sizeof *order);
    for (size_t i = 0; i < g.n; i++) {
        order[i] = g.v[i];
        kept[i] = *g.v[i]->disambig;
    }
    bool had;
    do {
        had = open_name(j, g, p);
        size_t n = had ? part(j, g, ends) : 1;
        if (n > 1) {
            if (step(j, &p, true))
                each_part(j, g, ends, n, p, open_names);
            else
                each_part(j, g, ends, n, p, settle_rest);
            return;
        }
        if (had && p.level)
            close_given(g, p);
    } while (step(j, &p, had));
    for (size_t i = 0; i < g.n; i++)
        *order[i]->disambig = kept[i];
    settle_rest(j, g, p);
}

static int bib_order(const void *x, const void *y)
{
    const struct item *const *a = x, *const *b = y;
    return (*a)->rank < (*b)->rank ? -1 : (*a)->rank > (*b)->rank;
}

static void add_letters(struct job *j, struct group g)
{
    if (!j->year_suffix)
        return;
    qsort(g.v, g.n, sizeof *g.v, bib_order);
    for (size_t i = 0; i < g.n; i++)
        g.v[i]->year_suffix = (int)i + 1;
}

/* Text for this alone; what it does not part gets letters. */
static void settle_rest(struct job *j, struct group g, struct place p)
{
    size_t *ends = arena_array(j->a, g.n, sizeof *ends);
    (void)p;
    int was = g.v[0]->disambiguate;
    for (int level = was + 1; j->condition && level <= was + 4; level++) {
        for (size_t i = 0; i < g.n; i++)
            g.v[i]->disambiguate = level;
        size_t n = part(j, g, ends);
        if (n > 1) {
            each_part(j, g, ends, n, p, settle_rest);
            return;
        }
    }
    for (size_t i = 0; i < g.n; i++)
        g.v[i]->disambiguate = was;
    add_letters(j, g);
}

static bool has_condition(const struct elem *e)
{
    if (e->a[ATTR_DISAMBIGUATE])
        return true;
    for (const struct elem *k = e->first; k; k = k->next)
        if (has_condition(k))
            return true;
    return false;
}

static void start(struct job *j, struct group g, struct place p)
{
    for (size_t i = 0; i < g.n; i++)
        if (!g.v[i]->disambig)
            g.v[i]->disambig = arena_alloc(j->c->arena, sizeof *g.v[i]->disambig);
    if (j->add_names || j->add_givens)
        open_names(j, g, p);
    else
        settle_rest(j, g, p);
}

static bool any_repeated(const struct cite *c)
{
    for (size_t k = 0; k < c->cluster_n; k++)
        for (size_t i = 0; i < c->clusters[k].n; i++)
            if (c->clusters[k].v[i].item && c->clusters[k].v[i].position == CITE_SUBSEQUENT)
                return true;
    return false;
}

static void run(struct job *j, each_fn *fn)
{
    struct cite *c = j->c;
    j->a = arena_new();
    struct group g = {arena_array(j->a, c->bib_n, sizeof *g.v), c->bib_n};
    size_t *ends = arena_array(j->a, g.n, sizeof *ends);
    for (size_t i = 0; i < c->bib_n; i++) {
        g.v[i] = c->bib[i];
        g.v[i]->rank = i;
    }
    size_t n = part(j, g, ends);
    struct place first = {0, 0, j->add_givens ? 1 : 0};
    each_part(j, g, ends, n, first, fn);
    arena_drop(j->a);
}

void disambiguate(struct cite *c)
{
    const struct elem *e = c->style.citation;
    const char *rule = e->a[ATTR_GIVENNAME_RULE];
    struct job j = {.c = c,
                    .add_names = attr_is(e, ATTR_ADD_NAMES, "true"),
                    .condition = has_condition(c->style.root),
                    .add_givens = attr_is(e, ATTR_ADD_GIVENNAME, "true") && (!rule || strcmp(rule, "by-cite") == 0),
                    .year_suffix = attr_is(e, ATTR_ADD_YEAR_SUFFIX, "true")};
    if (c->bib_n < 2 || !(j.add_names || j.add_givens || j.condition || j.year_suffix))
        return;
    run(&j, start);
    if (j.condition && any_repeated(c)) { /* short forms of notes have their own likes */
        j.later = true;
        j.year_suffix = false;
        run(&j, settle_rest);
    }
}
