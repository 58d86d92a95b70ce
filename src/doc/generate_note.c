/* Cites in a citation style made for notes: one that stands in the running text becomes a note, numbered with the writer's own; several
 * that touch share one. In tables, captions, titles and the like it stays in the text, in brackets; in a note it is part of the note. */
#include "doc/references.h"

#include "doc/words.h"

#include <string.h>

/* Where a note would be in the way: there the cite is written out. */
static bool keeps_cites(enum node_kind kind)
{
    switch (kind) {
    case NODE_NOTE:
    case NODE_TABLE:
    case NODE_FIGURE:
    case NODE_TITLE:
    case NODE_COVERPAGE:
    case NODE_IMPRINT:
    case NODE_KEYFIGURES:
    case NODE_KEYFIGURE:
    case NODE_CLIPPING:
    case NODE_EPIGRAPH:
    case NODE_PULLQUOTE:
    case NODE_TIMELINE:
    case NODE_AGENDA:
    case NODE_A:
    case NODE_REF:
    case NODE_RUBY:
    case NODE_PRE: return true;
    default: return false;
    }
}

static bool in_running_text(const struct node *n)
{
    for (; n; n = n->parent)
        if (keeps_cites(n->kind))
            return false;
    return true;
}

/* ". " and ", " stand before the call of a note in English. */
static void let_stop_pass(struct doc *doc, struct node *note)
{
    struct node *after = note->next;
    if (!lang_is(note->lang, "en") || !after || after->kind != NODE_TEXT || !after->len || !strchr(".,", after->text[0]))
        return;
    char mark[2] = {after->text[0], 0};
    after->text = arena_strdup(doc->arena, after->text + 1);
    after->len--;
    node_insert_before(note, node_text(doc, mark, note->parent));
    if (!after->len)
        node_remove(after);
}

/* The call of a note touches the word before it. */
static void close_up(struct doc *doc, const struct node *note)
{
    struct node *before = note->prev;
    if (!before || before->kind != NODE_TEXT)
        return;
    int32_t n = before->len;
    while (n && before->text[n - 1] == ' ')
        n--;
    if (n && n < before->len) {
        before->text = arena_strndup(doc->arena, before->text, (size_t)n);
        before->len = n;
    }
}

/* The note around a written cite and those that follow it at once. In a note they are no cites to be set small, but its text. */
static struct node *wrap(struct doc *doc, struct node *cite)
{
    struct node *note = node_new(doc, NODE_NOTE, cite);
    node_insert_before(cite, note);
    for (struct node *next; cite && cite->kind == NODE_CITE; cite = next) {
        next = cite->next;
        node_remove(cite);
        node_append(note, cite);
        cite->kind = NODE_SPAN;
    }
    close_up(doc, note);
    let_stop_pass(doc, note);
    return note;
}

/* In the order in which the walk will make them: a node's own cite comes after those within it. */
static void number(struct gen *g, struct node *n, int32_t *count)
{
    bool cites = n->n_targets > 0 && n->kind != NODE_REF;
    if (n->kind == NODE_NOTE)
        n->number = ++*count;
    if (n->kind == NODE_CITE && cites && in_running_text(n)) {
        wrap(g->doc, n)->number = ++*count;
        return;
    }
    for (struct node *c = n->child, *next; c; c = next) {
        next = c->next;
        struct node *parent = c->parent;
        if (c->kind != NODE_TEXT)
            number(g, c, count);
        if (c->parent != parent) /* it went into a note: what follows the note is next */
            next = c->parent->next;
    }
    bool gives = n->kind == NODE_CLAIM || n->kind == NODE_Q || n->kind == NODE_BLOCKQUOTE;
    if (gives && cites && in_running_text(n))
        n->number = ++*count;
}

void gen_notes_number(struct gen *g)
{
    int32_t count = 0;
    number(g, g->doc->tree, &count);
}

/* ---- the text of a note ---- */

struct refs {
    struct cite_ref *v;
    struct node **entry, **cite;
    size_t n;
};

static void take_refs(struct gen *g, const struct node *note, struct refs *r)
{
    size_t most = 0;
    for (const struct node *c = note->child; c; c = c->next)
        most += (size_t)c->n_targets;
    r->v = arena_array(g->doc->arena, most + 1, sizeof *r->v);
    r->entry = arena_array(g->doc->arena, most + 1, sizeof *r->entry);
    r->cite = arena_array(g->doc->arena, most + 1, sizeof *r->cite);
    for (struct node *c = note->child; c; c = c->next)
        for (int32_t i = 0; i < c->n_targets; i++) {
            r->entry[r->n] = c->targets[i];
            r->cite[r->n] = c;
            r->v[r->n] = references_ref(g->doc, c->targets[i]->source, i == c->n_targets - 1 ? node_attr(c, "at") : NULL);
            r->n++;
        }
}

/* Each cite of the note takes its part of the text, which leads to its entry, and what stands after it. */
void gen_note_fill(struct gen *g, struct node *note)
{
    struct refs r = {0};
    struct cite *c = references_processor(g->doc, ROLE_ENTRY, g->doc->lang);
    take_refs(g, note, &r);
    for (struct node *k = note->child; k; k = k->next) {
        gen_cite_count(g, k, k->targets, k->n_targets);
        k->targets = NULL;
        k->n_targets = 0;
    }
    if (!c || !r.n)
        return;
    while (note->child)
        node_remove(note->child);
    const struct cite_text *t = cite_cluster_next(c, r.v, r.n, note->number);
    struct node *in = note, *link = NULL;
    for (size_t i = 0; i < t->n; i++) {
        struct cite_run run = t->runs[i];
        bool own = run.cite >= 1 && (size_t)run.cite <= r.n;
        struct node *cite = own ? r.cite[run.cite - 1] : NULL, *entry = own ? r.entry[run.cite - 1] : NULL;
        if (own && !cite->parent) {
            node_append(note, cite);
            in = cite;
        }
        if (!own || run.href)
            link = NULL;
        else if (!link || link->target != entry || link->parent != in)
            link = gen_link(g, in, entry);
        reference_run(g->doc, link ? link : in, &run, own ? entry->source : NULL);
    }
    for (size_t i = 0; i < r.n; i++)
        if (!r.cite[i]->parent)
            node_append(note, r.cite[i]);
    gen_trim(g->doc, note);
}

struct node *gen_note(struct gen *g, struct node *parent, struct node *by)
{
    struct node *note = gen_node(g->doc, parent, NODE_NOTE), *cite = gen_node(g->doc, note, NODE_SPAN);
    const char *at = node_attr(by, "at");
    note->number = by->number;
    by->number = 0;
    note->src = cite->src = by->src;
    cite->targets = by->targets;
    cite->n_targets = by->n_targets;
    if (at)
        node_set_attr(g->doc, cite, "at", at);
    gen_note_fill(g, note);
    return note;
}
