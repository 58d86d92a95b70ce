/* The generated matter (doc.h lists it): one walk turns cites, refs, claims, quotations, callouts into plain nodes; then the
 * indexes, which need all of it, are filled. */
#include "doc/generate.h"

#include "doc/dates.h"
#include "doc/words.h"

#include <stdlib.h>
#include <string.h>

/* ---- building blocks ---- */

struct node *gen_node(struct doc *doc, struct node *parent, enum node_kind kind)
{
    struct node *n = node_new(doc, kind, parent);
    node_append(parent, n);
    return n;
}

struct node *gen_text(struct doc *doc, struct node *parent, const char *text)
{
    if (!text || !*text)
        return NULL;
    struct node *last = parent->last;
    bool joins = last && last->kind == NODE_TEXT && last->generated && last->lang == parent->lang &&
                 !(last->prev && last->prev->kind == NODE_LABEL);
    if (joins) { /* one node of text where one will do */
        last->text = arena_printf(doc->arena, "%s%s", last->text, text);
        last->len = (int32_t)strlen(last->text);
        return last;
    }
    struct node *n = node_text(doc, text, parent);
    node_append(parent, n);
    return n;
}

void gen_trim(struct doc *doc, struct node *parent)
{
    struct node *last = parent->last;
    if (!last || last->kind != NODE_TEXT || !last->generated)
        return;
    int32_t n = last->len;
    while (n && last->text[n - 1] == ' ')
        n--;
    if (!n)
        node_remove(last);
    last->text = arena_strndup(doc->arena, last->text, (size_t)n);
    last->len = n;
}

struct node *gen_wrap(struct doc *doc, struct node *parent, enum node_kind kind, const char *text)
{
    if (!text || !*text)
        return NULL;
    struct node *n = gen_node(doc, parent, kind);
    gen_text(doc, n, text);
    return n;
}

const char *gen_id(struct gen *g, struct node *n)
{
    static const char *const prefix[NODE_KIND_COUNT] = {
        [NODE_SECTION] = "section",   [NODE_FIGURE] = "figure",
        [NODE_TABLE] = "table",       [NODE_NOTE] = "note",
        [NODE_CLAIM] = "claim",       [NODE_CITE] = "cite",
        [NODE_SPAN] = "cite",         [NODE_PROVENANCE] = "clipping",
        [NODE_TOC] = "toc",           [NODE_FIGUREINDEX] = "figures",
        [NODE_TABLEINDEX] = "tables", [NODE_SOURCEINDEX] = "sources",
        [NODE_CLAIMINDEX] = "claims", [NODE_SOURCEENTRY] = "source",
    };
    while (!n->id) {
        const char *id =
            arena_printf(g->doc->arena, "%s-%d", prefix[n->kind] ? prefix[n->kind] : "node", (int)++g->made[n->kind]);
        if (map_find(g->ids, id))
            continue;
        n->id = id;
        map_put(g->ids, id, n);
    }
    return n->id;
}

struct node *gen_link(struct gen *g, struct node *parent, struct node *target)
{
    struct node *n = gen_node(g->doc, parent, NODE_LINK);
    gen_id(g, target);
    n->target = target;
    return n;
}

struct node *gen_pageref(struct gen *g, struct node *parent, struct node *const *targets, size_t n)
{
    struct node *p = gen_node(g->doc, parent, NODE_PAGEREF);
    p->targets = arena_array(g->doc->arena, n ? n : 1, sizeof *p->targets);
    for (size_t i = 0; i < n; i++) {
        gen_id(g, targets[i]);
        p->targets[p->n_targets++] = targets[i];
    }
    return p;
}

void gen_page(struct gen *g, struct node *parent, struct node *target)
{
    gen_text(g->doc, parent, word(WORD_PAGE_BEFORE, parent->lang));
    gen_pageref(g, parent, &target, 1);
    gen_text(g->doc, parent, word(WORD_PAGE_AFTER, parent->lang));
}

/* ---- copies ---- */

static struct node *copy_one(struct doc *doc, const struct node *n, struct node *to)
{
    struct node *copy = arena_alloc(doc->arena, sizeof *copy);
    *copy = *n;
    copy->id = NULL;
    copy->index = -1;
    copy->parent = copy->child = copy->last = copy->prev = copy->next = NULL;
    copy->generated = true;
    node_append(to, copy);
    return copy;
}

struct node *gen_copy_deep(struct doc *doc, const struct node *from, struct node *to, bool keep_ids)
{
    struct node *copy = copy_one(doc, from, to);
    copy->generated = false; /* it was written; only its place was not */
    copy->id = keep_ids ? from->id : NULL;
    for (const struct node *c = from->child; c; c = c->next)
        gen_copy_deep(doc, c, copy, keep_ids);
    return copy;
}

struct cut {
    size_t left; /* code points that may still be copied; SIZE_MAX: all */
    bool done;
};

/* As much of the text as fits, ended at a word (or between ideographs). */
static void copy_text(struct doc *doc, const struct node *n, struct node *to, struct cut *cut)
{
    const char *p = n->text, *end = n->text + n->len, *fits = n->text;
    size_t count = 0;
    while (p < end && count < cut->left) {
        const char *at = p;
        uint32_t c = utf8_next(&p, end);
        count++;
        if (utf8_is_space(c) || c == 0xa0 || c == 0x202f)
            fits = at;
        else if (utf8_is_han(c))
            fits = p;
    }
    if (p == end) {
        if (cut->left != SIZE_MAX)
            cut->left -= count;
        struct node *copy = copy_one(doc, n, to);
        copy->text = n->text;
        return;
    }
    cut->done = true;
    char *part = arena_strndup(doc->arena, n->text, (size_t)(fits - n->text));
    struct node *copy = node_text(doc, arena_printf(doc->arena, "%s…", part), n);
    node_append(to, copy);
}

static bool wraps(enum node_kind kind)
{
    switch (kind) {
    case NODE_EM:
    case NODE_STRONG:
    case NODE_Q:
    case NODE_ABBR:
    case NODE_SUB:
    case NODE_SUP:
    case NODE_CODE:
    case NODE_SPAN:
    case NODE_TIME:
    case NODE_SIC:
    case NODE_CORR:
    case NODE_LABEL:
    case NODE_REDACT: return true;
    default: return false;
    }
}

static void copy_into(struct doc *doc, const struct node *from, struct node *to, struct cut *cut)
{
    for (const struct node *n = from->child; n && !cut->done; n = n->next) {
        switch (n->kind) {
        case NODE_NOTE:
        case NODE_CITE:
        case NODE_STATUS:
        case NODE_PAGEREF:
        case NODE_LEADER:
        case NODE_RT:
        case NODE_IMG: break;
        case NODE_RUBY: /* without its reading */
            copy_one(doc, n, to)->kind = NODE_SPAN;
            copy_into(doc, n, to->last, cut);
            break;
        case NODE_TEXT:
            if (!(n->generated && n->next && n->next->kind == NODE_STATUS)) /* the space before it */
                copy_text(doc, n, to, cut);
            break;
        case NODE_BR: gen_text(doc, to, " "); break;
        default:
            if (wraps(n->kind) && !n->block) {
                copy_into(doc, n, copy_one(doc, n, to), cut);
                break;
            }
            if (n->block && to->last)
                gen_text(doc, to, " ");
            copy_into(doc, n, to, cut);
        }
    }
}

void gen_copy(struct doc *doc, const struct node *from, struct node *to, size_t limit)
{
    struct cut cut = {limit ? limit : SIZE_MAX, false};
    copy_into(doc, from, to, &cut);
}

/* ---- cites ---- */

void gen_cite_fill(struct gen *g, struct node *cite, struct node *const *entries, int32_t n, const char *at,
                   bool counted)
{
    if (counted)
        gen_cite_count(g, cite, entries, n);
    references_cite(g, cite, entries, n, at, counted);
}

void gen_cite_count(struct gen *g, struct node *cite, struct node *const *entries, int32_t n)
{
    for (int32_t i = 0; i < n; i++)
        vec_push(&g->cited[entries[i]->number - 1].list, cite);
}

struct node *gen_cite(struct gen *g, struct node *parent, struct node *by, bool counted)
{
    if (!by->n_targets)
        return NULL;
    if (counted && by->number)
        return gen_note(g, parent, by);
    struct node *cite = gen_node(g->doc, parent, NODE_CITE);
    cite->src = by->src;
    gen_cite_fill(g, cite, by->targets, by->n_targets, node_attr(by, "at"), counted);
    return cite;
}

/* ---- links in links ---- */

/* Takes out of link what leads elsewhere: cites and notes go after it, in their order; of another link its text stays. Gives the
 * node after which the next one goes. */
static struct node *unnest(struct node *in, struct node *after)
{
    for (struct node *c = in->child, *next; c; c = next) {
        next = c->next;
        if (c->kind == NODE_TEXT)
            continue;
        if (c->kind == NODE_CITE || c->kind == NODE_NOTE) {
            node_remove(c);
            node_insert_after(after, c);
            after = c;
            continue;
        }
        after = unnest(c, after);
        if (c->kind != NODE_LINK && c->kind != NODE_A)
            continue;
        while (c->child) {
            struct node *inner = c->child;
            node_remove(inner);
            node_insert_before(c, inner);
        }
        node_remove(c);
    }
    return after;
}

void gen_unnest(struct node *link)
{
    unnest(link, link);
}

/* ---- the walk ---- */

static void written_cite(struct gen *g, struct node *n)
{
    if (!n->n_targets) /* an error was given */
        return;
    gen_cite_fill(g, n, n->targets, n->n_targets, node_attr(n, "at"), true);
}

static void sic(struct gen *g, struct node *n)
{
    const char *corr = node_attr(n, "corr");
    struct node *c = gen_node(g->doc, n, NODE_CORR);
    if (!corr || !*corr) {
        gen_text(g->doc, c, word(WORD_SIC, n->lang));
        return;
    }
    gen_text(g->doc, c, word(WORD_SIC_OPEN, n->lang));
    gen_text(g->doc, c, corr);
    gen_text(g->doc, c, word(WORD_SIC_CLOSE, n->lang));
}

/* The text a reading stands above is one element, so that both outputs have a pair. */
static void ruby(struct gen *g, struct node *n)
{
    struct node *rt = node_child(n, NODE_RT);
    if (!rt || rt != n->last || rt == n->child)
        return;
    struct node *rb = node_new(g->doc, NODE_RB, n);
    while (n->child != rt) {
        struct node *c = n->child;
        node_remove(c);
        node_append(rb, c);
    }
    node_remove(rt);
    node_append(n, rb);
    node_append(n, rt);
    if (rt->lang == n->lang || !strcmp(rt->lang, n->lang)) {
        rt->lang = arena_printf(g->doc->arena, "%.2s-Latn", n->lang);
        for (struct node *c = rt->child; c; c = c->next)
            c->lang = rt->lang;
    }
}

/* What was taken out for this audience is said to be so. */
static void redact(struct gen *g, struct node *n)
{
    if (n->child)
        return;
    struct node *in = n->block ? gen_node(g->doc, n, NODE_P) : n;
    const char *said = word(WORD_REDACTED, n->lang), *p = said;
    gen_text(g->doc, in, said);
    int32_t left = n->number; /* characters to be made up for, where that was asked */
    for (const char *end = said + strlen(said); p < end && left > 0; left--)
        utf8_next(&p, end);
    struct buf spaces = {0};
    for (; left > 0; left--)
        buf_adds(&spaces, "\xC2\xA0");
    gen_text(g->doc, in, spaces.data);
    buf_drop(&spaces);
    n->number = 0;
}

static void time_element(struct gen *g, struct node *n)
{
    if (n->child)
        return;
    struct buf b = {0};
    const char *iso = node_attr(n, "datetime");
    if (iso && date_valid(iso))
        date_words(&b, iso, NULL, n->lang);
    else if (iso)
        time_words(&b, iso, n->lang);
    gen_text(g->doc, n, b.data);
    buf_drop(&b);
}

static void generate(struct gen *g, struct node *n)
{
    switch (n->kind) {
    case NODE_CITE: written_cite(g, n); break;
    case NODE_REF: gen_ref(g, n); break;
    case NODE_SIC: sic(g, n); break;
    case NODE_RUBY: ruby(g, n); break;
    case NODE_REDACT: redact(g, n); break;
    case NODE_TIME: time_element(g, n); break;
    case NODE_Q: gen_cite(g, n, n, true); break;
    case NODE_A:
        gen_unnest(n);
        if (!n->child)
            gen_text(g->doc, n, n->href);
        break;
    case NODE_SECTION:
        gen_id(g, n);
        gen_label(g, n);
        break;
    case NODE_FIGURE:
    case NODE_TABLE:
        gen_label(g, n);
        if (n->number)
            vec_push(n->kind == NODE_FIGURE ? &g->figures.list : &g->tables.list, n);
        break;
    case NODE_TOC:
    case NODE_FIGUREINDEX:
    case NODE_TABLEINDEX:
    case NODE_SOURCEINDEX:
    case NODE_CLAIMINDEX: vec_push(&g->indexes.list, n); break;
    case NODE_CLAIM:
        vec_push(&g->claims.list, n);
        gen_block(g, n);
        break;
    default: gen_block(g, n);
    }
}

/* Children first, so that cites are met in the order of the text; what is made on the way is not walked. The section's own id comes before. */
static void walk(struct gen *g, struct node *n)
{
    if (n->kind == NODE_SECTION)
        gen_id(g, n);
    if (n->kind == NODE_NOTE && n->generated) { /* of cites */
        gen_note_fill(g, n);
        return;
    }
    for (struct node *c = n->child, *next; c; c = next) {
        next = c->next;
        if (c->kind != NODE_TEXT)
            walk(g, c);
    }
    generate(g, n);
    if (n->kind != NODE_CLAIM) { /* what was resolved was for us alone; the claim index still asks for it */
        n->targets = NULL;
        n->n_targets = 0;
        n->target = NULL;
    }
}

static void forget_claims(struct gen *g)
{
    for (size_t i = 0; i < g->claims.list.n; i++) {
        g->claims.list.v[i]->targets = NULL;
        g->claims.list.v[i]->n_targets = 0;
    }
}

static void collect_ids(struct gen *g)
{
    struct doc *doc = g->doc;
    g->ids = map_new();
    for (const struct node *n = doc->tree; n; n = node_next(n, doc->tree))
        if (n->id)
            map_put(g->ids, n->id, (void *)n);
    for (int32_t i = 0; i < doc->n_sources; i++) {
        struct node *entry = doc->sources[i].entry;
        if (!entry->id && !map_find(g->ids, doc->sources[i].id) && !strpbrk(doc->sources[i].id, " \t\r\n/:?#&<>\"'")) {
            entry->id = doc->sources[i].id; /* links from outside then hold whatever is cited first */
            map_put(g->ids, entry->id, entry);
        }
    }
}

/* The sources learn where they are cited. */
static void settle(struct gen *g)
{
    struct doc *doc = g->doc;
    for (int32_t i = 0; i < doc->n_sources; i++) {
        struct node_list *l = &g->cited[i];
        doc->sources[i].cited = arena_array(doc->arena, l->list.n ? l->list.n : 1, sizeof(struct node *));
        if (l->list.n)
            memcpy(doc->sources[i].cited, l->list.v, l->list.n * sizeof *l->list.v);
        doc->sources[i].n_cited = (int32_t)l->list.n;
        vec_drop(&l->list);
    }
}

void generate_tree(struct doc *doc, struct diag *diag)
{
    if (!doc->tree)
        return;
    struct gen g = {.doc = doc, .diag = diag};
    g.cited = xcalloc((size_t)doc->n_sources + 1, sizeof *g.cited);
    collect_ids(&g);
    if (references_in_notes(doc))
        gen_notes_number(&g);
    walk(&g, doc->tree);
    settle(&g);
    gen_indexes(&g);
    forget_claims(&g);
    vec_drop(&g.claims.list);
    vec_drop(&g.figures.list);
    vec_drop(&g.tables.list);
    vec_drop(&g.indexes.list);
    free(g.cited);
    map_drop(g.ids);
}
