/* References and cites in a style of the Citation Style Language, where the dossier or the call asks for one (room cite/): the entries of the
 * source index, and the marks in the text. Numeric styles keep the index in the order of first citation, as the house does; author-date
 * styles put it in their own. Styles made for footnotes keep the house's numbers in the text, since a dossier's notes are its writer's. */
#include "doc/generate.h"

#include "cite/cite.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

/* A file below the dossier's root, or the name of an installed style. NULL after an error. */
static const char *style_of(struct doc *doc, const char *asked, struct diag *diag)
{
    const struct node *n = doc->sources_node;
    const char *name = asked ? asked : n ? node_attr(n, "csl") : NULL;
    size_t len = name ? strlen(name) : 0;
    if (asked || len == 0)
        return len ? name : NULL;
    if (!strchr(name, '/') && (len < 4 || strcmp(name + len - 4, ".csl") != 0))
        return name;
    const char *path = path_join(doc->arena, n->src.file, name);
    if (path_below(doc->root, path))
        return path;
    diag_add(diag, D_FILE_OUTSIDE, n->src, "the style “%s” lies outside the folder of the dossier", name);
    return NULL;
}

void references_open(struct doc *doc, const char *asked, struct diag *diag)
{
    const char *style = style_of(doc, asked, diag);
    if (!style)
        return;
    const char *lang = doc->lang && strcmp(doc->lang, "und") != 0 ? doc->lang : NULL;
    struct cite_options o = {.style = style, .locale = lang};
    char *error = NULL;
    doc->references = cite_open(&o, &error);
    struct src where = asked || !doc->sources_node ? (struct src){style, 0, 0} : doc->sources_node->src;
    if (!doc->references)
        diag_add(diag, D_CITE_STYLE, where, "%s", error ? error : style);
    free(error);
}

void references_drop(struct doc *doc)
{
    cite_drop(doc->references);
    doc->references = NULL;
}

static void add_record(struct cite *c, const struct source *s)
{
    json_t *item = (json_t *)source_record(s);
    char *error = NULL;
    json_object_del(item, "archive_location"); /* the copy and the remark have their own place in an entry */
    if (s->remark)
        json_object_del(item, "note");
    char *text = json_dumps(item, 0);
    if (text)
        cite_add_items(c, text, strlen(text), &error);
    free(error);
    free(text);
    json_decref(item);
}

static bool by_number(const struct cite *c)
{
    return cite_is_numeric(c) || cite_is_note_style(c);
}

/* The style's order for the index: each source's place in its bibliography. What it does not list comes last. */
static void put_in_order(const struct cite *c, struct source **v, size_t n)
{
    size_t done = 0;
    for (size_t e = 0; e < cite_entry_count(c) && done < n; e++)
        for (size_t i = done; i < n; i++)
            if (strcmp(v[i]->id, cite_entry(c, e)->id) == 0) {
                struct source *s = v[i];
                memmove(v + done + 1, v + done, (i - done) * sizeof *v);
                v[done++] = s;
                break;
            }
    for (size_t i = 0; i < n; i++)
        v[i]->label = (int32_t)i + 1;
}

void references_take(struct doc *doc, struct source **v, size_t n)
{
    struct cite *c = doc->references;
    if (!c)
        return;
    for (size_t i = 0; i < n; i++)
        add_record(c, v[i]);
    cite_cite_all(c);
    cite_hide_numbers(c);
    if (by_number(c))
        cite_keep_order(c);
    cite_process(c);
    if (!by_number(c))
        put_in_order(c, v, n);
}

/* ---- runs to nodes ---- */

static struct node *within(struct doc *doc, struct node *parent, uint32_t flags, uint32_t flag, enum node_kind kind)
{
    return flags & flag ? gen_node(doc, parent, kind) : parent;
}

/* Chinese within another language is marked as such. */
static void put_text(struct doc *doc, struct node *parent, const char *s)
{
    bool zh = !strncmp(parent->lang, "zh", 2) || !strncmp(parent->lang, "ja", 2);
    const char *end = s + strlen(s);
    while (s < end) {
        const char *p = s, *next = s;
        bool han = utf8_is_cjk(utf8_next(&next, end));
        while (next < end) {
            p = next;
            if (utf8_is_cjk(utf8_next(&next, end)) != han)
                break;
            p = next;
        }
        p = p == s ? next : p;
        struct node *in = parent;
        if (han && !zh) {
            in = gen_node(doc, parent, NODE_SPAN);
            in->lang = "zh-Hans";
        }
        gen_text(doc, in, arena_strndup(doc->arena, s, (size_t)(p - s)));
        s = p;
    }
}

static void put_run(struct doc *doc, struct node *parent, const struct cite_run *r)
{
    if (r->href) {
        parent = gen_node(doc, parent, NODE_A);
        parent->href = arena_strdup(doc->arena, r->href);
        parent->class = "address";
        node_set_attr(doc, parent, "href", parent->href);
    }
    parent = within(doc, parent, r->flags, CITE_ITALIC | CITE_OBLIQUE, NODE_EM);
    parent = within(doc, parent, r->flags, CITE_BOLD, NODE_STRONG);
    parent = within(doc, parent, r->flags, CITE_SUP, NODE_SUP);
    parent = within(doc, parent, r->flags, CITE_SUB, NODE_SUB);
    if (r->flags & CITE_SMALL_CAPS) {
        parent = gen_node(doc, parent, NODE_SPAN);
        parent->class = "small-caps";
    }
    put_text(doc, parent, r->text);
}

static const struct cite_text *entry_of(struct cite *c, const char *id)
{
    for (size_t i = 0; i < cite_entry_count(c); i++)
        if (strcmp(cite_entry(c, i)->id, id) == 0)
            return cite_entry(c, i);
    struct cite_ref ref = {.id = id};
    return cite_cluster_now(c, &ref, 1); /* a style without a list: as the first note would have it */
}

uint32_t references_entry(struct doc *doc, const struct source *s, struct node *parent)
{
    if (!doc->references)
        return 0;
    const struct cite_text *t = entry_of(doc->references, s->id);
    for (size_t i = 0; i < t->n; i++)
        if (t->runs[i].display != CITE_LEFT_MARGIN)
            put_run(doc, parent, &t->runs[i]);
    gen_trim(doc, parent);
    struct buf b = {0};
    cite_write_text(&b, t);
    const char *prev;
    uint32_t last = b.len ? utf8_before(b.data, b.data + b.len, &prev) : 0;
    buf_drop(&b);
    return last ? last : '.';
}

static bool after_space(const struct node *cite)
{
    const struct node *before = NULL;
    for (const struct node *k = cite->parent ? cite->parent->child : NULL; k && k != cite; k = k->next)
        before = k;
    size_t n = before && before->kind == NODE_TEXT && before->text ? strlen(before->text) : 0;
    return !before || (n && strchr(" \n\t", before->text[n - 1]));
}

/* Runs of one source are one link to its entry. */
bool references_cite(struct gen *g, struct node *cite, struct node *const *entries, int32_t n, const char *at)
{
    struct cite *c = g->doc->references;
    if (!c || cite_is_note_style(c) || n < 1)
        return false;
    struct cite_ref *refs = arena_array(g->doc->arena, (size_t)n, sizeof *refs);
    for (int32_t i = 0; i < n; i++)
        refs[i].id = entries[i]->source->id;
    if (at && *at)
        refs[n - 1].suffix = arena_printf(g->doc->arena, ", %s", at);
    const struct cite_text *t = cite_cluster_now(c, refs, (size_t)n);
    struct node *link = NULL;
    for (size_t i = 0; i < t->n; i++) {
        const struct cite_run *r = &t->runs[i];
        if (r->cite < 1 || r->cite > n)
            link = NULL;
        else if (!link || link->target != entries[r->cite - 1])
            link = gen_link(g, cite, entries[r->cite - 1]);
        struct cite_run plain = *r;
        plain.href = NULL;
        if (i == 0 && !(r->flags & CITE_SUP) && !after_space(cite)) /* a word's space, not the thin one before a mark */
            plain.text = arena_printf(g->doc->arena, "\xc2\xa0%s", r->text);
        put_run(g->doc, link ? link : cite, &plain);
    }
    return t->n > 0;
}
