/* The order of work: open, records, clusters, then positions, sorting, numbers, disambiguation and rendering; and what callers ask for. */
#include "cite/internal.h"

#include <stdlib.h>

struct cite *cite_open(const struct cite_options *o, char **error)
{
    struct cite *c = xcalloc(1, sizeof *c);
    c->arena = arena_new();
    c->index = map_new();
    *error = NULL;
    if (!style_load(c, o, error)) {
        cite_drop(c);
        return NULL;
    }
    c->collator = collator_new(c->locale.lang);
    return c;
}

void cite_drop(struct cite *c)
{
    if (!c)
        return;
    items_drop(c);
    givens_drop(c);
    collator_drop(c->collator);
    if (c->now)
        map_drop(c->now);
    if (c->seen)
        map_drop(c->seen);
    if (c->style.macros)
        map_drop(c->style.macros);
    if (c->locale.terms)
        map_drop(c->locale.terms);
    free(c->clusters);
    arena_drop(c->arena);
    free(c);
}

void cite_cite_all(struct cite *c)
{
    c->all_cited = true;
}

void cite_keep_order(struct cite *c)
{
    c->keep_order = true;
}

void cite_hide_numbers(struct cite *c)
{
    c->hide_numbers = true;
}

bool cite_known(const struct cite *c, const char *id)
{
    return map_find(c->index, id) != NULL;
}

static const char *copy(struct cite *c, const char *s)
{
    return s && *s ? arena_strdup(c->arena, s) : NULL;
}

static struct cluster read_cluster(struct cite *c, const struct cite_ref *refs, size_t n, int note)
{
    struct cluster cl = {.n = n, .note = note, .v = arena_array(c->arena, n ? n : 1, sizeof *cl.v)};
    for (size_t i = 0; i < n; i++) {
        const struct cite_ref *r = &refs[i];
        cl.v[i] = (struct citation_item){.item = r->id ? map_find(c->index, r->id) : NULL,
                                         .locator = copy(c, r->locator),
                                         .label = copy(c, r->label),
                                         .prefix = copy(c, r->prefix),
                                         .suffix = copy(c, r->suffix),
                                         .suppress_author = r->suppress_author,
                                         .author_only = r->author_only,
                                         .near_note = r->near_note,
                                         .fixed_position = r->position,
                                         .place = (int)i + 1};
    }
    return cl;
}

int cite_add_cluster(struct cite *c, const struct cite_ref *refs, size_t n, int note)
{
    struct cluster cl = read_cluster(c, refs, n, note);
    if (c->cluster_n == c->cluster_cap) {
        c->cluster_cap = c->cluster_cap ? 2 * c->cluster_cap : 32;
        c->clusters = xrealloc(c->clusters, c->cluster_cap * sizeof *c->clusters);
    }
    c->clusters[c->cluster_n] = cl;
    return (int)c->cluster_n++;
}

void cite_add_whole_cluster(struct cite *c)
{
    struct cite_ref *refs = arena_array(c->arena, c->item_n ? c->item_n : 1, sizeof *refs);
    for (size_t i = 0; i < c->item_n; i++)
        refs[i].id = c->items[i]->id;
    cite_add_cluster(c, refs, c->item_n, c->style.note);
    c->clusters[c->cluster_n - 1].whole = true;
}

/* Cited items in the order of their first cite; with all_cited the rest after them, or all in the order added. */
static void find_cited(struct cite *c)
{
    c->bib = arena_array(c->arena, c->item_n ? c->item_n : 1, sizeof(struct item *));
    for (size_t k = 0; k < c->cluster_n && !c->all_cited; k++)
        for (size_t i = 0; i < c->clusters[k].n; i++) {
            struct item *it = c->clusters[k].v[i].item;
            if (it && !it->cited) {
                it->cited = true;
                c->bib[c->bib_n++] = it;
            }
        }
    for (size_t i = 0; i < c->item_n && c->all_cited; i++) {
        c->items[i]->cited = true;
        c->bib[c->bib_n++] = c->items[i];
    }
}

static void number_items(struct cite *c)
{
    for (size_t i = 0; i < c->bib_n; i++)
        c->bib[i]->number = (int)i + 1;
}

/* The list is sorted twice: numbers come from the order of the first sorting, and letters after the year may move entries then. */
void cite_process(struct cite *c)
{
    find_cited(c);
    number_items(c);
    sort_bibliography(c);
    number_items(c);
    for (size_t k = 0; k < c->cluster_n; k++) {
        for (size_t i = 0; c->clusters[k].whole && i < c->bib_n; i++)
            c->clusters[k].v[i].item = c->bib[i];
        sort_cluster(c, &c->clusters[k]);
    }
    positions_find(c);
    givens_index(c);
    disambiguate(c);
    for (size_t k = 0; k < c->cluster_n; k++)
        sort_cluster(c, &c->clusters[k]);
    c->cluster_text = arena_array(c->arena, c->cluster_n ? c->cluster_n : 1, sizeof *c->cluster_text);
    for (size_t k = 0; k < c->cluster_n; k++)
        rich_runs(cluster_render(c, &c->clusters[k], c->arena), &c->locale, &c->cluster_text[k], c->arena);
    entries_render(c);
}

static const char *cluster_key(const struct cite_ref *refs, size_t n, struct buf *b)
{
    for (size_t i = 0; i < n; i++)
        buf_addf(b, "%s\x1f%s\x1f%s\x1f%s\x1f%s\x1f%d%d%d\x1e", refs[i].id ? refs[i].id : "",
                 refs[i].locator ? refs[i].locator : "", refs[i].label ? refs[i].label : "",
                 refs[i].prefix ? refs[i].prefix : "", refs[i].suffix ? refs[i].suffix : "", refs[i].suppress_author,
                 refs[i].author_only, refs[i].position);
    return b->data ? b->data : "";
}

/* The runs alone are kept, not the tree they came from. */
static struct cite_text *render_apart(struct cite *c, struct cluster *cl)
{
    struct arena *scratch = arena_new();
    struct cite_text *t = arena_alloc(c->arena, sizeof *t);
    rich_runs(cluster_render(c, cl, scratch), &c->locale, t, scratch);
    struct cite_run *runs = arena_array(c->arena, t->n ? t->n : 1, sizeof *runs);
    for (size_t i = 0; i < t->n; i++) {
        runs[i] = t->runs[i];
        runs[i].text = arena_strdup(c->arena, runs[i].text);
        runs[i].href = runs[i].href ? arena_strdup(c->arena, runs[i].href) : NULL;
    }
    t->runs = runs;
    t->tree = NULL;
    arena_drop(scratch);
    return t;
}

/* What a long text cites again and again is rendered once. */
const struct cite_text *cite_cluster_now(struct cite *c, const struct cite_ref *refs, size_t n)
{
    struct buf key = {0};
    c->now = c->now ? c->now : map_new();
    struct cite_text *t = map_find(c->now, cluster_key(refs, n, &key));
    if (!t) {
        struct cluster cl = read_cluster(c, refs, n, 0);
        for (size_t i = 0; i < n; i++)
            cl.v[i].position = refs[i].position ? (enum cite_position)(refs[i].position - 1) : CITE_FIRST;
        sort_cluster(c, &cl);
        t = render_apart(c, &cl);
        map_put(c->now, key.data ? key.data : "", t);
    }
    buf_drop(&key);
    return t;
}

const struct cite_text *cite_cluster_next(struct cite *c, const struct cite_ref *refs, size_t n, int note)
{
    int k = cite_add_cluster(c, refs, n, note);
    sort_cluster(c, &c->clusters[k]);
    position_find(c, (size_t)k);
    return render_apart(c, &c->clusters[k]);
}

size_t cite_cluster_count(const struct cite *c)
{
    return c->cluster_n;
}

const struct cite_text *cite_cluster(const struct cite *c, size_t i)
{
    return &c->cluster_text[i];
}

bool cite_has_bibliography(const struct cite *c)
{
    return c->style.bibliography != NULL;
}

size_t cite_entry_count(const struct cite *c)
{
    return c->entry_n;
}

const struct cite_text *cite_entry(const struct cite *c, size_t i)
{
    return &c->entries[i];
}

bool cite_is_note_style(const struct cite *c)
{
    return c->style.note;
}

bool cite_shows_locators(const struct cite *c)
{
    return c->style.uses_locator;
}

static bool shows_number(const struct cite *c, const struct elem *e, int depth)
{
    if (attr_is(e, ATTR_VARIABLE, "citation-number") && (e->kind == ELEM_TEXT || e->kind == ELEM_NUMBER))
        return true;
    const struct elem *macro =
        e->kind == ELEM_TEXT && e->a[ATTR_MACRO] ? map_find(c->style.macros, e->a[ATTR_MACRO]) : NULL;
    if (macro && depth < 8 && shows_number(c, macro, depth + 1))
        return true;
    for (const struct elem *k = e->first; k; k = k->next)
        if (shows_number(c, k, depth))
            return true;
    return false;
}

bool cite_is_numeric(const struct cite *c)
{
    const struct elem *layout = elem_child(c->style.citation, ELEM_LAYOUT);
    return !c->style.note && layout && shows_number(c, layout, 0);
}
