/* cascade.c: which rules apply to which node, in which order. Rules wait in buckets by the last compound of their selector (id, class,
 * type, or any), so that a node looks at few. */
#include "style/internal.h"

#include <stdlib.h>
#include <string.h>

struct entry {
    const struct css_selector *sel;
    const struct css_rule *rule;
    uint32_t order;
    struct entry *next;
};
struct bucket {
    struct entry *first, **tail;
};
struct index {
    struct styles *s;
    struct map *ids, *classes; /* name -> bucket */
    struct bucket type[NODE_KIND_COUNT], any;
    struct css_places *places;
    uint32_t order;
    struct css_matches main, pseudo[PSEUDO_COUNT];
};

static int by_rank(const void *x, const void *y)
{
    const struct css_match *a = x, *b = y;
    if (a->layer != b->layer)
        return a->layer < b->layer ? -1 : 1;
    if (a->specificity != b->specificity)
        return a->specificity < b->specificity ? -1 : 1;
    return a->order < b->order ? -1 : a->order > b->order;
}

/* A rule of several selectors that match is there several times: the most specific comes last, and counts. */
void css_match_add(struct css_matches *m, const struct css_decls *d, bool author, uint32_t specificity, uint32_t order)
{
    if (d->normal)
        vec_push(m, (struct css_match){d, author, specificity, order, false});
    if (d->important)
        vec_push(m, (struct css_match){d, author ? 2 : 3, specificity, order, true});
}

void css_match_sort(struct css_matches *m)
{
    if (m->n > 1)
        qsort(m->v, m->n, sizeof *m->v, by_rank);
}

static struct bucket *named(struct index *x, struct map *map, const char *name)
{
    struct bucket *b = map_find(map, name);
    if (!b) {
        b = arena_alloc(x->s->a, sizeof *b);
        map_put(map, name, b);
    }
    return b;
}

static struct bucket *bucket_for(struct index *x, const struct css_selector *sel)
{
    const struct css_compound *last = &sel->compound[sel->n - 1];
    struct bucket *b = &x->any;
    int best = 0;
    for (size_t i = 0; i < last->n; i++) {
        const struct css_simple *s = &last->simple[i];
        if (s->kind == SEL_NEVER)
            return NULL;
        if (s->kind == SEL_ID && best < 3)
            best = 3, b = named(x, x->ids, s->name);
        else if (s->kind == SEL_CLASS && best < 2)
            best = 2, b = named(x, x->classes, s->name);
        else if (s->kind == SEL_TYPE && best < 1)
            best = 1, b = &x->type[s->type];
    }
    return b;
}

static void index_rules(struct index *x, const struct css_rule *r)
{
    for (; r; r = r->next) {
        if (r->kind == RULE_MEDIA && css_media_matches(r->prelude, "print"))
            index_rules(x, r->child);
        if (r->kind != RULE_STYLE)
            continue;
        x->order++;
        for (size_t i = 0; i < r->n_selectors; i++) {
            struct bucket *b = bucket_for(x, &r->selector[i]);
            if (!b)
                continue;
            struct entry *e = arena_alloc(x->s->a, sizeof *e);
            *e = (struct entry){&r->selector[i], r, x->order, NULL};
            if (!b->tail)
                b->tail = &b->first;
            *b->tail = e;
            b->tail = &e->next;
        }
    }
}

static void try_bucket(struct index *x, const struct bucket *b, const struct node *n)
{
    for (const struct entry *e = b ? b->first : NULL; e; e = e->next)
        if (css_matches(e->sel, n, x->places)) {
            struct css_matches *m = e->sel->pseudo < 0 ? &x->main : &x->pseudo[e->sel->pseudo];
            css_match_add(m, &e->rule->decls, e->rule->author, e->sel->specificity, e->order);
        }
}

static void try_classes(struct index *x, const struct node *n)
{
    char word[256];
    const char *list = n->class, *p;
    for (size_t len; words_next(&list, &p, &len);)
        if (len < sizeof word) {
            memcpy(word, p, len);
            word[len] = 0;
            try_bucket(x, map_find(x->classes, word), n);
        }
}

/* ::before and ::after need content, markers a list item, the two of footnotes rules that do not take it away. */
static const struct style *pseudo_style(struct index *x, const struct computed *of, enum pseudo p)
{
    struct css_matches *m = &x->pseudo[p];
    bool marker = p == PSEUDO_MARKER && of->style.display == DISPLAY_LIST_ITEM;
    if (!m->n && !marker)
        return NULL;
    css_match_sort(m);
    const struct computed *c = css_compute(x->s, of, -1, m);
    bool none = c->style.content_none || c->style.display == DISPLAY_NONE;
    if (p == PSEUDO_BEFORE || p == PSEUDO_AFTER)
        none = none || !c->style.content;
    else if (p == PSEUDO_MARKER)
        none = none || !marker;
    else
        none = none || of->style.float_ != FLOAT_FOOTNOTE;
    return none ? NULL : c->interned;
}

static void pseudos(struct index *x, const struct node *n, const struct computed *of, const struct pseudo_set **last)
{
    struct pseudo_set set = {{NULL}};
    bool any = false;
    for (int p = 0; p < PSEUDO_COUNT; p++) {
        set.p[p] = pseudo_style(x, of, (enum pseudo)p);
        any = any || set.p[p];
    }
    if (!any)
        return;
    if (!last[n->kind] || memcmp(last[n->kind], &set, sizeof set)) {
        struct pseudo_set *copy = arena_alloc(x->s->a, sizeof *copy);
        *copy = set;
        last[n->kind] = copy;
    }
    x->s->pseudo[n->index] = last[n->kind];
}

static void element(struct index *x, const struct node *n, const struct pseudo_set **last)
{
    struct styles *s = x->s;
    x->main.n = 0;
    for (int p = 0; p < PSEUDO_COUNT; p++)
        x->pseudo[p].n = 0;
    try_bucket(x, &x->any, n);
    try_bucket(x, &x->type[n->kind], n);
    if (n->class)
        try_classes(x, n);
    if (n->id)
        try_bucket(x, map_find(x->ids, n->id), n);
    css_match_sort(&x->main);
    const struct computed *parent = n->parent ? s->of[n->parent->index] : &s->initial;
    s->of[n->index] = css_compute(s, parent, -1, &x->main);
    if (!n->parent) {
        s->eval.root_size = s->of[n->index]->style.font_size;
        s->embed = s->embed || s->of[n->index]->embed;
    }
    pseudos(x, n, s->of[n->index], last);
}

void css_cascade(struct styles *s)
{
    struct index *x = xcalloc(1, sizeof *x);
    const struct pseudo_set *last[NODE_KIND_COUNT] = {NULL};
    x->s = s;
    x->ids = map_new();
    x->classes = map_new();
    index_rules(x, s->ua);
    index_rules(x, s->author);
    struct arena *work = arena_new();
    x->places = css_places_new(work, s->doc);
    for (int32_t i = 0; i < s->doc->n_nodes; i++) {
        const struct node *n = s->doc->nodes[i];
        if (n->kind == NODE_TEXT)
            s->of[i] = n->parent ? s->of[n->parent->index] : NULL;
        else
            element(x, n, last);
    }
    for (int p = 0; p < PSEUDO_COUNT; p++)
        vec_drop(&x->pseudo[p]);
    vec_drop(&x->main);
    map_drop(x->ids);
    map_drop(x->classes);
    arena_drop(work);
    free(x);
}
