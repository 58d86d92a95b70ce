/* The sources of a dossier: source elements and CSL-JSON files become one list, in the order in which the text first
 * cites them; those never cited follow in the order they were given. */
#include "doc/sources.h"

#include "doc/media.h"
#include "doc/dates.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const kinds[][3] = {
    /* kind, CSL type in a container, CSL type alone */
    {"official", "webpage", "report"},
    {"parliamentary", "hearing", "report"},
    {"legal", "legal_case", "legal_case"},
    {"academic", "article-journal", "report"},
    {"press", "article-newspaper", "article-newspaper"},
    {"ngo", "report", "report"},
    {"book", "chapter", "book"},
    {"web", "webpage", "webpage"},
    {"interview", "interview", "interview"},
    {"advocacy", "webpage", "report"},
};

static bool source_kind_known(const char *kind)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (!strcmp(kinds[i][0], kind))
            return true;
    return false;
}

const char *source_type_of_kind(const char *kind, bool has_container)
{
    for (size_t i = 0; kind && i < sizeof kinds / sizeof *kinds; i++)
        if (!strcmp(kinds[i][0], kind))
            return kinds[i][has_container ? 1 : 2];
    return "webpage";
}

const char *source_kind_of_type(const char *type)
{
    static const char *const of[][2] = {
        {"article-newspaper", "press"},
        {"article-magazine", "press"},
        {"broadcast", "press"},
        {"article-journal", "academic"},
        {"paper-conference", "academic"},
        {"thesis", "academic"},
        {"chapter", "book"},
        {"book", "book"},
        {"report", "official"},
        {"legislation", "legal"},
        {"legal_case", "legal"},
        {"bill", "parliamentary"},
        {"hearing", "parliamentary"},
        {"treaty", "legal"},
        {"regulation", "legal"},
        {"standard", "official"},
        {"interview", "interview"},
    };
    for (size_t i = 0; type && i < sizeof of / sizeof *of; i++)
        if (!strcmp(of[i][0], type))
            return of[i][1];
    return "web";
}

static bool source_grade_valid(const char *g)
{
    bool letter = *g >= 'A' && *g <= 'F';
    g += letter;
    bool digit = *g >= '1' && *g <= '6';
    g += digit;
    return (letter || digit) && !*g;
}

void ids_each(struct doc *doc, const char *list, void (*f)(void *ctx, const char *id), void *ctx)
{
    const char *word;
    for (size_t n; words_next(&list, &word, &n);)
        f(ctx, arena_strndup(doc->arena, word, n));
}

/* The text of n with its white space settled; NULL if there is none. */
static const char *settled(struct doc *doc, const struct node *n)
{
    struct buf b = {0};
    node_plain_text(n, &b);
    size_t w = 0;
    for (size_t r = 0; r < b.len; r++) {
        bool space = utf8_is_space((unsigned char)b.data[r]);
        if (space && (!w || b.data[w - 1] == ' '))
            continue;
        b.data[w++] = space ? ' ' : b.data[r];
    }
    while (w && b.data[w - 1] == ' ')
        w--;
    const char *s = w ? arena_strndup(doc->arena, b.data, w) : NULL;
    buf_drop(&b);
    return s;
}

static const char *dated(struct gather *g, const struct node *n)
{
    const char *s = settled(g->doc, n);
    if (s && !date_valid(s)) {
        diag_add(g->diag, D_DATE_BAD, n->src, "“%s” is no date", s);
        return NULL;
    }
    return s;
}

static void add_author(struct gather *g, struct source *s, const struct node *n)
{
    const char *text = settled(g->doc, n);
    if (!text)
        return;
    /* Sources have few authors: the array grows by one. */
    struct source_name *all = arena_array(g->doc->arena, (size_t)s->n_author + 1, sizeof *all);
    if (s->n_author)
        memcpy(all, s->author, (size_t)s->n_author * sizeof *all);
    struct source_name *name = &all[s->n_author++];
    *name = author_read(g->doc, n, text);
    const char *affiliation = node_attr(n, "affiliation"), *role = node_attr(n, "role");
    const char **end = name->literal ? &name->literal : name->given ? &name->given : &name->family;
    if (affiliation && *affiliation)
        *end = arena_printf(g->doc->arena, "%s, %s", *end, affiliation);
    if (role && *role)
        *end = arena_printf(g->doc->arena, "%s (%s)", *end, role);
    s->author = all;
}

void source_add_snapshot(struct gather *g, struct source *s, const struct source_snapshot *one)
{
    struct source_snapshot *all = arena_array(g->doc->arena, (size_t)s->n_snapshot + 1, sizeof *all);
    if (s->n_snapshot)
        memcpy(all, s->snapshot, (size_t)s->n_snapshot * sizeof *all);
    all[s->n_snapshot++] = *one;
    s->snapshot = all;
}

static void add_snapshot(struct gather *g, struct source *s, const struct node *n)
{
    source_add_snapshot(g, s, &(struct source_snapshot){node_attr(n, "href"), node_attr(n, "sha256"), n->src});
}

static void read_child(struct gather *g, struct source *s, const struct node *n)
{
    struct doc *doc = g->doc;
    switch (n->kind) {
    case NODE_TITLE:
        s->title = settled(doc, n);
        s->lang = n->lang;
        break;
    case NODE_AUTHOR: add_author(g, s, n); break;
    case NODE_CONTAINER: s->container = settled(doc, n); break;
    case NODE_PUBLISHER: s->publisher = settled(doc, n); break;
    case NODE_DATE: s->date = dated(g, n); break;
    case NODE_ACCESSED: s->accessed = dated(g, n); break;
    case NODE_URL: s->url = settled(doc, n); break;
    case NODE_ARCHIVED: s->archived = settled(doc, n); break;
    case NODE_PAGES: s->pages = settled(doc, n); break;
    case NODE_NUMBER: s->number = settled(doc, n); break;
    case NODE_SNAPSHOT: add_snapshot(g, s, n); break;
    case NODE_REMARK: s->remark = settled(doc, n); break;
    default: break;
    }
}

static void read_element(struct gather *g, struct node *n)
{
    struct source *s = arena_alloc(g->doc->arena, sizeof *s);
    s->id = n->id;
    s->src = n->src;
    s->lang = n->lang;
    s->kind = node_attr(n, "kind");
    s->grade = node_attr(n, "grade");
    for (const struct node *c = n->child; c; c = c->next)
        read_child(g, s, c);
    s->type = source_type_of_kind(s->kind, s->container);
    n->source = s;
    gather_add(g, s);
}

void gather_add(struct gather *g, struct source *s)
{
    if (!s->id || !*s->id) {
        diag_add(g->diag, D_SOURCES_READ, s->src, "a source without an id");
        return;
    }
    struct source *first = map_find(g->by_id, s->id);
    if (first) {
        diag_add(g->diag, D_ID_TWICE, s->src, "the id “%s” was given before, at %s:%d", s->id, first->src.file,
                 (int)first->src.line);
        return;
    }
    if (s->kind && !source_kind_known(s->kind)) {
        diag_add(
            g->diag, D_VALUE_BAD, s->src,
            "kind “%s” is none of official, parliamentary, legal, academic, press, ngo, book, web, interview, advocacy",
            s->kind);
        s->kind = NULL;
    }
    if (s->grade && !source_grade_valid(s->grade)) {
        diag_add(g->diag, D_VALUE_BAD, s->src, "grade “%s” is no Admiralty code: A-F, then 1-6", s->grade);
        s->grade = NULL;
    }
    map_put(g->by_id, s->id, s);
}

/* ---- the order of the index ---- */

struct order {
    struct gather *g;
    VEC(struct source *) list;
};

static void order_id(void *ctx, const char *id)
{
    struct order *o = ctx;
    struct source *s = map_find(o->g->by_id, id);
    if (s && !s->label) {
        vec_push(&o->list, s);
        s->label = (int32_t)o->list.n;
    }
}

static void order_tree(struct order *o, const struct node *root)
{
    for (const struct node *n = root; n; n = node_next(n, root))
        if (n->kind != NODE_TEXT && n->attrs)
            ids_each(o->g->doc, node_attr(n, "source"), order_id, o);
}

/* Copies the sources to one array in index order and gives each its entry, the target of its cites. */
static void settle(struct gather *g)
{
    struct doc *doc = g->doc;
    struct order o = {.g = g};
    if (doc->info)
        order_tree(&o, doc->info);
    if (doc->tree)
        order_tree(&o, doc->tree);
    for (size_t i = 0; i < map_count(g->by_id); i++) {
        void *s;
        order_id(&o, map_at(g->by_id, i, &s));
    }
    references_take(doc, o.list.v, o.list.n);
    doc->n_sources = (int32_t)o.list.n;
    doc->sources = arena_array(doc->arena, o.list.n ? o.list.n : 1, sizeof *doc->sources);
    for (size_t i = 0; i < o.list.n; i++) {
        struct source *s = &doc->sources[i];
        *s = *o.list.v[i];
        s->entry = node_new(doc, NODE_SOURCEENTRY, doc->tree);
        s->entry->src = s->src;
        s->entry->source = s;
        s->entry->number = s->label;
        o.list.v[i]->entry = s->entry; /* for the elements, below */
    }
    vec_drop(&o.list);
    for (struct node *n = doc->sources_node ? doc->sources_node->child : NULL; n; n = n->next)
        if (n->source)
            n->source = n->source->entry ? n->source->entry->source : NULL;
}

static void read_file(void *ctx, const char *href)
{
    struct gather *g = ctx;
    records_read(g, href, g->doc->sources_node->src);
}

/* One file, whose name may hold spaces, or several with spaces between. */
void sources_files(struct gather *g)
{
    const struct node *n = g->doc->sources_node;
    const char *href = n ? node_attr(n, "href") : NULL;
    if (!href || !*href)
        return;
    if (access(media_path(g->doc, n->src.file, href), F_OK) == 0) {
        read_file(g, href);
        return;
    }
    ids_each(g->doc, href, read_file, g);
}

void sources_load(struct doc *doc, struct diag *diag)
{
    struct gather g = {doc, diag, map_new()};
    sources_files(&g);
    if (doc->sources_node) {
        for (struct node *n = doc->sources_node->child; n; n = n->next)
            if (n->kind == NODE_SOURCE)
                read_element(&g, n);
    }
    settle(&g);
    map_drop(g.by_id);
}
