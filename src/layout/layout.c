/* The pass loop: stack, break, set; again while page numbers move pages. */
#include "layout/internal.h"

#include <stdlib.h>
#include <string.h>

enum { PASSES_MAX = 5 };

struct layout_own {
    struct layout pub; /* first: what the caller sees */
    struct arena *arena, *pass, *work;
    struct shaper *shaper;
    struct assembly assembly;
};

static void state_init(struct layout_state *s, struct layout_own *l, const struct doc *doc, struct styles *styles, struct diag *diag)
{
    size_t n = (size_t)doc->n_nodes;
    *s = (struct layout_state){.doc = doc, .styles = styles, .shaper = l->shaper, .diag = diag, .arena = l->arena, .work = l->work};
    s->paras = arena_array(l->work, n, sizeof *s->paras);
    s->gen = arena_array(l->work, n, sizeof *s->gen);
    s->fates = arena_array(l->arena, n, sizeof *s->fates);
    s->strings = arena_array(l->work, n, sizeof *s->strings);
    content_prepare(s);
}

static void notes_drop(struct layout_state *s)
{
    for (int32_t i = 0; i < s->doc->n_nodes; i++)
        if (s->notes[i])
            flow_drop(s->notes[i]->flow);
}

static bool run_pass(struct layout_state *s, struct assembly *a)
{
    struct flow f;
    s->stack = arena_new();
    s->notes = arena_array(s->pass, (size_t)s->doc->n_nodes, sizeof *s->notes);
    s->page_name = s->used_page = NULL;
    s->page = style_page(s->styles, NULL, PAGE_RIGHT);
    s->page_height = s->page->height - s->page->margin[TOP] - s->page->margin[BOTTOM];
    flow_init(&f, s, true);
    stack_block(&f, s->doc->tree, 0, s->page->width - s->page->margin[LEFT] - s->page->margin[RIGHT]);
    assembly_init(a, s);
    bool ok = assemble(a, &f);
    page_labels(a);
    flow_drop(&f);
    notes_drop(s);
    arena_drop(s->stack);
    return ok;
}

/* Does a page number shown anywhere differ between two maps? Pages and labels of all nodes decide. */
static bool same_map(const struct pagemap *a, const struct pagemap *b)
{
    if (a->n_pages != b->n_pages)
        return false;
    for (int32_t i = 0; i < a->n_places; i++)
        if (a->places[i].page != b->places[i].page)
            return false;
    for (int32_t i = 0; i < a->n_pages; i++)
        if (strcmp(a->pages[i].label, b->pages[i].label) != 0)
            return false;
    return true;
}

static bool shows_pages(const struct doc *doc)
{
    for (int32_t i = 0; i < doc->n_nodes; i++)
        if (doc->nodes[i]->kind == NODE_PAGEREF)
            return true;
    return false;
}

/* Passes until the map stands still. The last assembly and its arena are the result. */
static bool run_passes(struct layout_state *s, struct layout_own *l, const struct layout_options *opt)
{
    bool settled = false, again = shows_pages(s->doc);
    while (!settled && l->pub.passes < PASSES_MAX) {
        struct assembly last = l->assembly;
        if (l->pass) { /* of the pass before only the map is asked */
            assembly_drop_pages(&last);
            arena_drop(l->pass);
        }
        l->pass = s->pass = arena_new();
        s->map = l->pub.passes ? &last.map : NULL;
        bool ok = run_pass(s, &l->assembly);
        l->pub.passes++;
        settled = !again || (l->pub.passes > 1 && same_map(&last.map, &l->assembly.map));
        assembly_drop(&last);
        s->map = &l->assembly.map;
        if (!ok) {
            diag_add(s->diag, D_LAYOUT_TOO_LONG, (struct src){s->doc->path, 0, 0}, "the dossier fills more than 50,000 pages");
            return false;
        }
        if (opt->progress)
            opt->progress(opt->user, 40 + 20 * l->pub.passes);
    }
    if (!settled)
        diag_add(s->diag, D_LAYOUT_UNSETTLED, (struct src){s->doc->path, 0, 0}, "page numbers still moved after %d passes", PASSES_MAX);
    return true;
}

static void publish(struct layout_own *l)
{
    struct assembly *a = &l->assembly;
    struct page *pages = arena_array(l->pass, a->sheets.n, sizeof *pages);
    for (size_t i = 0; i < a->sheets.n; i++) {
        pages[i] = a->sheets.v[i].page;
        pages[i].draws = a->sheets.v[i].draws.v;
        pages[i].n_draws = (uint32_t)a->sheets.v[i].draws.n;
    }
    l->pub.pages = pages;
    l->pub.n_pages = (int32_t)a->sheets.n;
    l->pub.map = a->map;
    l->pub.shaper = l->shaper;
    quality_figures(a);
    l->pub.quality = a->quality;
}

struct layout *layout_new(const struct doc *doc, struct styles *styles, const struct layout_options *opt, struct diag *diag)
{
    struct layout_own *l = xcalloc(1, sizeof *l);
    struct layout_state s;
    l->arena = arena_new();
    l->work = arena_new();
    l->shaper = shaper_new(opt->fonts_conf, diag);
    state_init(&s, l, doc, styles, diag);
    if (!run_passes(&s, l, opt)) {
        layout_drop(&l->pub);
        return NULL;
    }
    s.stack = arena_new();
    margin_boxes(&l->assembly);
    arena_drop(s.stack);
    publish(l);
    arena_drop(l->work);
    l->work = NULL;
    shaper_rest(l->shaper);
    return &l->pub;
}

void layout_keep_map(struct layout *pub)
{
    struct layout_own *l = (struct layout_own *)pub;
    assembly_drop_pages(&l->assembly);
    shaper_drop(l->shaper);
    arena_drop(l->pass);
    arena_drop(l->arena);
    l->pass = l->arena = NULL;
    l->shaper = NULL;
    l->pub.pages = NULL;
    l->pub.shaper = NULL;
}

void layout_drop(struct layout *pub)
{
    if (!pub)
        return;
    struct layout_own *l = (struct layout_own *)pub;
    assembly_drop(&l->assembly);
    shaper_drop(l->shaper);
    arena_drop(l->pass);
    arena_drop(l->work);
    arena_drop(l->arena);
    free(l);
}
