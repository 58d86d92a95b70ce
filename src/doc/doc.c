/* The life of a document: its steps in their order, its indexes and metadata, its end. */
#include "doc/internal.h"

#include <stdlib.h>
#include <string.h>

struct doc *doc_begin(struct arena *arena, const char *path, const struct doc_options *opt)
{
    struct doc *doc = arena_alloc(arena, sizeof *doc);
    doc->arena = arena;
    doc->path = arena_strdup(arena, path);
    doc->dir = path_dir(arena, path);
    doc->root = opt->root ? arena_strdup(arena, opt->root) : doc->dir;
    doc->lang = "und";
    return doc;
}

struct doc *doc_load(const char *path, const struct doc_options *opt, struct diag *diag)
{
    struct doc *doc = doc_begin(arena_new(), path, opt);
    int before = diag_count(diag, DIAG_ERROR);
    bool whole = doc->whole = load_tree(doc, opt, diag);
    bool sound = doc->sound = whole && diag_count(diag, DIAG_ERROR) == before;
    if (!doc->tree) {
        doc_drop(doc);
        return NULL;
    }
    normalise_tree(doc, opt->audience, diag);
    redact_tree(doc, opt->audience);
    if (whole) { /* with a file missing, every reference into it would be called unknown */
        references_open(doc, opt, diag);
        sources_load(doc, diag);
        media_load(doc, diag);
        resolve_tree(doc, diag);
        tables_check(doc, diag);
    }
    if (sound) { /* nothing is made from a tree the schema refuses */
        tables_fill(doc);
        generate_tree(doc, diag);
        typo_tree(doc);
        ordinals_tree(doc);
    }
    references_drop(doc); /* all references are set */
    doc_finish(doc);
    return doc;
}

void doc_drop(struct doc *doc)
{
    if (!doc)
        return;
    arena_drop(doc->arena);
}

static void index_nodes(struct doc *doc)
{
    int32_t n = 0;
    for (const struct node *p = doc->tree; p; p = node_next(p, doc->tree))
        n++;
    doc->nodes = arena_array(doc->arena, (size_t)n, sizeof *doc->nodes);
    doc->n_nodes = 0;
    for (const struct node *p = doc->tree; p; p = node_next(p, doc->tree)) {
        struct node *m = (struct node *)(uintptr_t)p; /* the tree is still ours to write */
        m->index = doc->n_nodes;
        doc->nodes[doc->n_nodes++] = m;
    }
}

static const char *plain(struct doc *doc, const struct node *n)
{
    struct buf b = {0};
    node_plain_text(n, &b);
    const char *s = b.len ? arena_strdup(doc->arena, b.data) : NULL;
    buf_drop(&b);
    return s;
}

static void add_author(struct doc *doc, const char *name)
{
    if (name)
        doc->author = doc->author ? arena_printf(doc->arena, "%s, %s", doc->author, name) : name;
}

/* Metadata has room for one date: the first of a range, without the mark of an uncertain one. */
static const char *one_date(struct doc *doc, const char *s)
{
    s += *s == '/';
    size_t n = strcspn(s, "/~?%");
    return s[n] ? arena_strndup(doc->arena, s, n) : s;
}

static void read_info(struct doc *doc)
{
    size_t n_keywords = 0;
    for (const struct node *n = doc->info->child; n; n = n->next)
        n_keywords += n->kind == NODE_KEYWORD;
    doc->keywords = arena_array(doc->arena, n_keywords + 1, sizeof *doc->keywords);
    for (const struct node *n = doc->info->child; n; n = n->next) {
        const char *text = n->kind == NODE_COVER ? NULL : plain(doc, n);
        if (!text)
            continue;
        switch (n->kind) {
        case NODE_TITLE: doc->title = text; break;
        case NODE_SUBTITLE: doc->subtitle = text; break;
        case NODE_AUTHOR: add_author(doc, text); break;
        case NODE_PUBLISHER: doc->publisher = text; break;
        case NODE_DATE: doc->date = one_date(doc, text); break;
        case NODE_RIGHTS: doc->rights = text; break;
        case NODE_IDENTIFIER: doc->identifier = text; break;
        case NODE_ABSTRACT: doc->abstract = text; break;
        case NODE_KEYWORD: doc->keywords[doc->n_keywords++] = text; break;
        default: break;
        }
    }
}

void doc_finish(struct doc *doc)
{
    index_nodes(doc);
    if (doc->info)
        read_info(doc);
}
