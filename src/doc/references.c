/* The processors that set references and cites: one for each style and language that the dossier needs, made when it is first needed, with
 * every source in it; the order of the index; the cites in the text. Numeric styles keep the index in the order of first citation;
 * others put it in their own, without numbers. */
#include "doc/references.h"

#include "doc/dates.h"
#include "doc/words.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

struct processor {
    enum reference_role role;
    const char *lang;
    struct cite *cite;   /* NULL: its style cannot be read */
    struct map *entries; /* id -> struct cite_text */
};
struct references {
    const char *style[2], *house; /* by role; the folder of our own */
    VEC(struct processor) list;
};

/* ---- which style ---- */

/* A file below the dossier's root, or the name of a style of the house or an installed one. NULL: none is asked for, or an error. */
static const char *style_asked(struct doc *doc, const struct doc_options *opt, struct diag *diag)
{
    const struct node *n = doc->sources_node;
    const char *name = opt->csl ? opt->csl : n ? node_attr(n, "csl") : NULL;
    size_t len = name ? strlen(name) : 0;
    if (!len)
        return NULL;
    if (!strchr(name, '/') && (len < 4 || strcmp(name + len - 4, ".csl") != 0))
        return name;
    if (opt->csl)
        return name;
    const char *path = path_join(doc->arena, n->src.file, name);
    if (path_below(doc->root, path))
        return path;
    diag_add(diag, D_FILE_OUTSIDE, n->src, "the style “%s” lies outside the folder of the dossier", name);
    return NULL;
}

/* ---- processors ---- */

/* Locales of citation styles go by countries. */
static const char *locale_of(const char *lang)
{
    if (lang_is(lang, "zh"))
        return lang_is_traditional(lang) ? "zh-TW" : "zh-CN";
    return strcmp(lang, "und") != 0 ? lang : NULL;
}

static struct processor *open_one(struct doc *doc, enum reference_role role, const char *lang, char **error)
{
    struct references *r = doc->references;
    struct cite_options o = {
        .style = r->style[role], .house_dir = r->house, .locale = locale_of(lang)};
    struct processor p = {.role = role, .lang = lang, .cite = cite_open(&o, error)};
    vec_push(&r->list, p);
    return &r->list.v[r->list.n - 1];
}

void references_open(struct doc *doc, const struct doc_options *opt, struct diag *diag)
{
    struct references *r = doc->references = xcalloc(1, sizeof *r);
    const char *asked = style_asked(doc, opt, diag);
    char *error = NULL;
    r->house = opt->styles ? opt->styles : DOSSIER_SOURCE_DIR "/styles";
    r->style[ROLE_ENTRY] = asked ? asked : "iso690";
    r->style[ROLE_ATTRIBUTION] = "attribution";
    if (open_one(doc, ROLE_ENTRY, doc->lang, &error)->cite)
        return;
    struct src where = opt->csl || !asked ? (struct src){r->style[ROLE_ENTRY], 0, 0} : doc->sources_node->src;
    diag_add(diag, D_CITE_STYLE, where, "%s", error ? error : r->style[ROLE_ENTRY]);
    free(error);
}

void references_drop(struct doc *doc)
{
    struct references *r = doc->references;
    for (size_t i = 0; r && i < r->list.n; i++) {
        cite_drop(r->list.v[i].cite);
        if (r->list.v[i].entries)
            map_drop(r->list.v[i].entries);
    }
    if (r)
        vec_drop(&r->list);
    free(r);
    doc->references = NULL;
}

static bool in_chinese(const char *lang)
{
    return lang && lang_is(lang, "zh");
}

/* "Wang Yi" for 王毅: the first word is the family name; outside Chinese the characters follow, as part of what is given. */
static json_t *romanised(struct doc *doc, const struct source_name *n)
{
    const char *space = strchr(n->latin, ' '),
               *han = n->literal ? n->literal : arena_printf(doc->arena, "%s%s", n->family, n->given ? n->given : "");
    const char *family = space ? arena_strndup(doc->arena, n->latin, (size_t)(space - n->latin)) : n->latin,
               *given = space ? arena_printf(doc->arena, "%s %s", space + 1, han) : han;
    return json_pack("{s:s, s:s, s:b}", "family", family, "given", given, "static-ordering", 1);
}

/* A Chinese name in Latin letters is read in its own order: "Yuan Jiajun". */
static void settle_names(struct doc *doc, json_t *item, const struct source *s, const char *lang)
{
    json_t *list = json_object_get(item, "author");
    for (int32_t i = 0; i < s->n_author && (size_t)i < json_array_size(list); i++) {
        const struct source_name *n = &s->author[i];
        if (n->latin && !in_chinese(lang))
            json_array_set_new(list, (size_t)i, romanised(doc, n));
        else if (in_chinese(n->lang) && n->given)
            json_object_set_new(json_array_get(list, (size_t)i), "static-ordering", json_true());
    }
}

/* "until 2020" has no form in CSL. */
static void say_open_date(json_t *item, const char *date, const char *lang)
{
    struct buf b = {0};
    if (!date || *date != '/')
        return;
    date_words(&b, date, NULL, lang);
    json_object_set_new(item, "issued", json_pack("{s:s}", "literal", b.data ? b.data : date));
    buf_drop(&b);
}

static void add_record(struct doc *doc, struct cite *c, const struct source *s, const char *lang)
{
    json_t *item = (json_t *)source_record(s);
    char *error = NULL;
    if (s->archived) /* the copy and the remark have their own place in an entry */
        json_object_del(item, "archive_location");
    if (s->remark)
        json_object_del(item, "note");
    if (s->title && *s->title == '[')
        json_object_set_new(item, "supplied-title", json_string("yes"));
    settle_names(doc, item, s, lang);
    say_open_date(item, s->date, lang);
    char *text = json_dumps(item, 0);
    if (text)
        cite_add_items(c, text, strlen(text), &error);
    free(error);
    free(text);
    json_decref(item);
}

static void map_entries(struct processor *p)
{
    p->entries = map_new();
    for (size_t i = 0; i < cite_entry_count(p->cite); i++)
        map_put(p->entries, cite_entry(p->cite, i)->id, (void *)(uintptr_t)cite_entry(p->cite, i));
}

static void fill(struct doc *doc, struct processor *p, const struct source *const *v, size_t n)
{
    for (size_t i = 0; i < n; i++)
        add_record(doc, p->cite, v[i], p->lang);
    cite_cite_all(p->cite);
    cite_hide_numbers(p->cite);
    if (cite_is_numeric(p->cite))
        cite_keep_order(p->cite);
    cite_process(p->cite);
    map_entries(p);
}

/* The style's order for the index: each source's place in its bibliography. What it does not list comes last. */
static void put_in_order(struct doc *doc, const struct cite *c, struct source **v, size_t n)
{
    struct map *by_id = map_new();
    struct source **sorted = arena_array(doc->arena, n + 1, sizeof *sorted);
    size_t done = 0;
    for (size_t i = 0; i < n; i++) {
        v[i]->label = 0;
        map_put(by_id, v[i]->id, v[i]);
    }
    for (size_t e = 0; e < cite_entry_count(c) && done < n; e++) {
        struct source *s = map_find(by_id, cite_entry(c, e)->id);
        if (s && !s->label)
            s->label = (int32_t)(done + 1), sorted[done++] = s;
    }
    for (size_t i = 0; i < n; i++)
        if (!v[i]->label)
            v[i]->label = (int32_t)(done + 1), sorted[done++] = v[i];
    memcpy(v, sorted, n * sizeof *v);
    map_drop(by_id);
}

void references_take(struct doc *doc, struct source **v, size_t n)
{
    struct processor *p = &doc->references->list.v[0];
    if (!p->cite || !n)
        return;
    fill(doc, p, (const struct source *const *)v, n);
    if (!cite_is_numeric(p->cite))
        put_in_order(doc, p->cite, v, n);
}

static struct processor *processor(struct doc *doc, enum reference_role role, const char *lang)
{
    struct references *r = doc->references;
    char *error = NULL;
    for (size_t i = 0; i < r->list.n; i++)
        if (r->list.v[i].role == role && !strcmp(r->list.v[i].lang, lang))
            return &r->list.v[i];
    struct processor *p = open_one(doc, role, lang, &error);
    free(error); /* the style was read before, or is the house's own */
    if (!p->cite)
        return p;
    const struct source **v = arena_array(doc->arena, (size_t)doc->n_sources + 1, sizeof *v);
    for (int32_t i = 0; i < doc->n_sources; i++)
        v[i] = &doc->sources[i];
    fill(doc, p, v, (size_t)doc->n_sources);
    return p;
}

struct cite *references_processor(struct doc *doc, enum reference_role role, const char *lang)
{
    return processor(doc, role, lang)->cite;
}

const struct cite_text *references_text(struct doc *doc, enum reference_role role, const struct source *s, const char *lang)
{
    struct processor *p = processor(doc, role, lang);
    const struct cite_text *entry = p->entries ? map_find(p->entries, s->id) : NULL;
    if (entry || !p->cite)
        return entry;
    struct cite_ref ref = {.id = s->id}; /* a style without a list: as the first cite would have it */
    return cite_cluster_now(p->cite, &ref, 1);
}

bool references_numbered(struct doc *doc)
{
    struct cite *c = references_processor(doc, ROLE_ENTRY, doc->lang);
    return !c || cite_is_numeric(c);
}

bool references_in_notes(struct doc *doc)
{
    struct cite *c = references_processor(doc, ROLE_ENTRY, doc->lang);
    return c && cite_is_note_style(c);
}

/* ---- cites in the text ---- */

/* "p. 12", "§ 3", "art. 5-7": what CSL calls a locator is one label, then figures. */
static const char *label_of(const char *at, const char **figures)
{
    static const char *const labels[][2] = {
        {"pp.", "page"},     {"p.", "page"},       {"pages", "page"},      {"page", "page"},    {"fol.", "folio"},
        {"f.", "folio"},     {"chap.", "chapter"}, {"ch.", "chapter"},     {"§§", "paragraph"}, {"§", "paragraph"},
        {"art.", "article-locator"}, {"vol.", "volume"}, {"n°", "issue"},  {"no.", "issue"},    {"fig.", "figure"},
        {"col.", "column"},  {"notes", "note"},    {"note", "note"},
    };
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        size_t n = strlen(labels[i][0]);
        if (strncmp(at, labels[i][0], n) != 0)
            continue;
        const char *p = at + n;
        while (*p == ' ' || !strncmp(p, "\xc2\xa0", 2) || !strncmp(p, "\xe2\x80\xaf", 3))
            p += *p == ' ' ? 1 : (unsigned char)*p == 0xc2 ? 2 : 3;
        *figures = p;
        return labels[i][1];
    }
    return NULL;
}

static bool all_figures(const char *s)
{
    bool any = false;
    for (; *s; s++) {
        bool dash = (unsigned char)s[0] == 0xe2 && (unsigned char)s[1] == 0x80 && (unsigned char)s[2] == 0x93;
        if (!dash && !strchr("0123456789ivxlcIVXLC-, ", *s))
            return false;
        any = any || !strchr("-, ", *s);
        s += dash ? 2 : 0;
    }
    return any;
}

struct cite_ref references_ref(struct doc *doc, const struct source *s, const char *at)
{
    struct cite_ref r = {.id = s->id};
    const char *figures, *label = at ? label_of(at, &figures) : NULL;
    struct cite *c = references_processor(doc, ROLE_ENTRY, doc->lang);
    if (label && all_figures(figures) && c && cite_shows_locators(c)) {
        r.label = label;
        r.locator = figures;
    } else if (at && *at) {
        r.suffix = arena_printf(doc->arena, ", %s", at);
    }
    return r;
}

static bool after_space(const struct node *cite)
{
    const struct node *before = cite->prev;
    size_t n = before && before->kind == NODE_TEXT && before->text ? strlen(before->text) : 0;
    return !before || (n && strchr(" \n\t", before->text[n - 1]));
}

/* What is no number stands a word's space after the text; before a bracket the language's signs are set later. */
static const char *spaced(struct doc *doc, const struct node *cite, const struct cite_run *r)
{
    if (*r->text == '[' || (r->flags & CITE_SUP) || after_space(cite))
        return r->text;
    return arena_printf(doc->arena, "\xc2\xa0%s", r->text);
}

/* Runs of one source are one link to its entry. */
static void put_runs(struct gen *g, struct node *cite, struct node *const *entries, int32_t n, const struct cite_text *t)
{
    struct node *link = NULL;
    for (size_t i = 0; i < t->n; i++) {
        struct cite_run r = t->runs[i];
        struct node *entry = r.cite >= 1 && r.cite <= n ? entries[r.cite - 1] : NULL;
        r.href = NULL;
        if (i == 0)
            r.text = spaced(g->doc, cite, &r);
        if (entry && (!link || link->target != entry))
            link = gen_link(g, cite, entry);
        reference_run(g->doc, entry ? link : cite, &r, entry ? entry->source : NULL);
        link = entry ? link : NULL;
    }
}

/* The text of a note within a text: in brackets and without its stop, if it is not all that a note says. */
static const struct cite_text *bracketed(struct doc *doc, const struct cite_text *t, const struct node *cite)
{
    struct cite_text *b = arena_alloc(doc->arena, sizeof *b);
    struct cite_run *v = arena_array(doc->arena, t->n + 2, sizeof *v);
    bool whole = cite->parent && cite->parent->kind == NODE_NOTE && !cite->prev;
    size_t n = t->n;
    if (n && !t->runs[n - 1].cite && !strcmp(t->runs[n - 1].text, ".") && (!whole || cite->next))
        n--;
    memcpy(v + 1, t->runs, n * sizeof *v);
    v[0] = (struct cite_run){.text = "("};
    v[n + 1] = (struct cite_run){.text = ")"};
    *b = (struct cite_text){.runs = whole ? v + 1 : v, .n = whole ? n : n + 2};
    return b;
}

/* In a style made for notes: in a note of the writer's the cite has its place among the notes; elsewhere it is short. */
static const struct cite_text *note_text(struct gen *g, struct cite *c, const struct node *cite, struct cite_ref *refs, int32_t n,
                                         bool counted)
{
    const struct node *note = counted ? node_find_up(cite, NODE_NOTE) : NULL;
    for (int32_t i = 0; i < n && !note; i++)
        refs[i].position = CITE_SUBSEQUENT + 1;
    const struct cite_text *t =
        note ? cite_cluster_next(c, refs, (size_t)n, note->number) : cite_cluster_now(c, refs, (size_t)n);
    return bracketed(g->doc, t, cite);
}

void references_cite(struct gen *g, struct node *cite, struct node *const *entries, int32_t n, const char *at, bool counted)
{
    struct cite *c = references_processor(g->doc, ROLE_ENTRY, g->doc->lang);
    if (!c)
        return;
    struct cite_ref *refs = arena_array(g->doc->arena, (size_t)n, sizeof *refs);
    for (int32_t i = 0; i < n; i++)
        refs[i] = references_ref(g->doc, entries[i]->source, i == n - 1 ? at : NULL);
    put_runs(g, cite, entries, n,
             cite_is_note_style(c) ? note_text(g, c, cite, refs, n, counted) : cite_cluster_now(c, refs, (size_t)n));
}
