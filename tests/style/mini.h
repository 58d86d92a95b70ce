/* mini: a document tree from a few words of markup, and a sheet computed over it, so that style's tests need no loader.
 * "<dossier><body><section id='s' class='a b' kind='note'>text</section></body></dossier>"; generated kinds may be named too. */
#ifndef MINI_H
#define MINI_H

#include "style/internal.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct mini {
    struct arena *a;
    struct doc doc;
    struct diag *diag;
    struct styles *styles;
    char *told; /* diagnostics as text */
    size_t told_len;
    FILE *out;
};

static enum node_kind mini_kind(const char *name)
{
    for (int k = 0; k < NODE_KIND_COUNT; k++)
        if (!strcmp(node_name((enum node_kind)k), name))
            return (enum node_kind)k;
    ck_abort_msg("no element %s", name);
    return NODE_TEXT;
}

static struct node *mini_add(struct mini *m, struct node *parent, enum node_kind kind)
{
    struct node *n = arena_alloc(m->a, sizeof *n);
    n->kind = kind;
    n->lang = parent ? parent->lang : "fr";
    n->parent = parent;
    n->index = m->doc.n_nodes++;
    if (parent) {
        n->prev = parent->last;
        *(parent->last ? &parent->last->next : &parent->child) = n;
        parent->last = n;
    }
    m->doc.nodes = xrealloc(m->doc.nodes, (size_t)m->doc.n_nodes * sizeof *m->doc.nodes);
    m->doc.nodes[n->index] = n;
    return n;
}

static const char *mini_attrs(struct mini *m, struct node *n, const char *p)
{
    while (*p == ' ') {
        const char *name = ++p;
        p += strcspn(p, "=");
        const char *key = arena_strndup(m->a, name, (size_t)(p - name));
        const char *start = p + 2;
        p = strchr(start, '\'');
        const char *value = arena_strndup(m->a, start, (size_t)(p - start));
        p++;
        if (!strcmp(key, "id"))
            n->id = value;
        else if (!strcmp(key, "class"))
            n->class = value;
        else if (!strcmp(key, "lang"))
            n->lang = value;
        struct attr *at = arena_alloc(m->a, sizeof *at);
        *at = (struct attr){key, value, {0}, n->attrs};
        n->attrs = at;
    }
    return p;
}

static inline void mini_parse(struct mini *m, const char *p)
{
    struct node *at = NULL;
    while (*p) {
        if (p[0] == '<' && p[1] == '/') {
            at = at->parent;
            p = strchr(p, '>') + 1;
        } else if (*p == '<') {
            size_t n = strcspn(++p, " />");
            at = mini_add(m, at, mini_kind(arena_strndup(m->a, p, n)));
            p = mini_attrs(m, at, p + n);
            if (*p == '/') {
                at = at->parent;
                p++;
            }
            p++;
        } else {
            size_t n = strcspn(p, "<");
            struct node *t = mini_add(m, at, NODE_TEXT);
            t->text = arena_strndup(m->a, p, n);
            t->len = (int32_t)n;
            p += n;
        }
    }
}

/* The sheet is a file, as diagnostics quote it; its name is fixed. */
static inline const char *mini_sheet(const char *css)
{
    static char path[64];
    const char *tmp = getenv("TMPDIR");
    snprintf(path, sizeof path, "%.30s/dossier-style-%d.css", tmp ? tmp : "/tmp", (int)getpid());
    FILE *f = fopen(path, "wb");
    ck_assert_ptr_nonnull(f);
    fputs(css, f);
    fclose(f);
    return path;
}

static inline void mini_new(struct mini *m, const char *markup, const char *css)
{
    memset(m, 0, sizeof *m);
    m->a = arena_new();
    m->out = open_memstream(&m->told, &m->told_len);
    m->diag = diag_new(m->out, DIAG_TEXT, false, DIAG_HINT);
    mini_parse(m, markup);
    m->doc.arena = m->a;
    m->doc.tree = m->doc.nodes[0];
    const char *path = mini_sheet(css);
    struct style_options opt = {.sheet = path};
    m->styles = styles_new(&m->doc, &opt, m->diag);
    remove(path);
    fflush(m->out);
}

static inline void mini_drop(struct mini *m)
{
    styles_drop(m->styles);
    diag_drop(m->diag);
    fclose(m->out);
    free(m->told);
    free(m->doc.nodes);
    arena_drop(m->a);
}

/* The n-th element of a kind, from 0. */
static inline const struct node *mini_node(const struct mini *m, enum node_kind kind, int n)
{
    for (int32_t i = 0; i < m->doc.n_nodes; i++)
        if (m->doc.nodes[i]->kind == kind && n-- == 0)
            return m->doc.nodes[i];
    ck_abort_msg("no such node");
    return NULL;
}

static inline const struct style *mini_style(const struct mini *m, enum node_kind kind, int n)
{
    return style_of(m->styles, mini_node(m, kind, n));
}

#define MINI_DOC                                                                                                       \
    "<dossier><front><p>a</p></front><body><section><title>t</title><p>x</p><p id='i' class='k l'>y</p>"               \
    "<callout kind='note'><p>z</p></callout><p>w</p></section></body></dossier>"

#endif
