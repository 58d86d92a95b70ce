/* The tree's building blocks: making, linking, walking and reading nodes. */
#include "doc/internal.h"

#include <string.h>

static const char *const names[] = {
#define X(name, element, flow) element,
    DOC_NODES(X)
#undef X
};

const char *node_name(enum node_kind kind)
{
    return kind < NODE_KIND_COUNT ? names[kind] : "?";
}

enum node_kind node_kind_of(const char *element)
{
    for (int k = 0; k < NODE_KIND_COUNT; k++)
        if (names[k][0] == element[0] && !strcmp(names[k], element))
            return k;
    return NODE_KIND_COUNT;
}

struct node *node_new(struct doc *doc, enum node_kind kind, const struct node *like)
{
    struct node *n = arena_alloc(doc->arena, sizeof *n);
    n->kind = kind;
    n->index = -1;
    n->generated = true;
    n->lang = like ? like->lang : doc->lang;
    if (!n->lang)
        n->lang = "und";
    if (like)
        n->src = like->src;
    switch (kind) {
#define FLOW_B true
#define FLOW_G true
#define FLOW_T true
#define FLOW_M false
#define FLOW_I false
#define FLOW_g false
#define X(name, element, flow)                                                                                         \
    case NODE_##name: n->block = FLOW_##flow; break;
        DOC_NODES(X)
#undef X
    default: break;
    }
    return n;
}

struct node *node_text(struct doc *doc, const char *text, const struct node *like)
{
    struct node *n = node_new(doc, NODE_TEXT, like);
    n->text = arena_strdup(doc->arena, text);
    n->len = (int32_t)strlen(text);
    return n;
}

/* Puts a loose node between two neighbours, either of which may be missing. */
static void link_between(struct node *parent, struct node *before, struct node *after, struct node *n)
{
    n->parent = parent;
    n->prev = before;
    n->next = after;
    if (before)
        before->next = n;
    else
        parent->child = n;
    if (after)
        after->prev = n;
    else
        parent->last = n;
}

void node_append(struct node *parent, struct node *child)
{
    link_between(parent, parent->last, NULL, child);
}

void node_prepend(struct node *parent, struct node *child)
{
    link_between(parent, NULL, parent->child, child);
}

void node_insert_before(struct node *place, struct node *child)
{
    link_between(place->parent, place->prev, place, child);
}

void node_insert_after(struct node *place, struct node *child)
{
    link_between(place->parent, place, place->next, child);
}

void node_remove(struct node *n)
{
    if (n->prev)
        n->prev->next = n->next;
    else if (n->parent)
        n->parent->child = n->next;
    if (n->next)
        n->next->prev = n->prev;
    else if (n->parent)
        n->parent->last = n->prev;
    n->parent = n->prev = n->next = NULL;
}

bool node_set_attr(struct doc *doc, struct node *n, const char *name, const char *value)
{
    struct attr *a = arena_alloc(doc->arena, sizeof *a), **at = &n->attrs;
    a->name = arena_strdup(doc->arena, name);
    a->value = arena_strdup(doc->arena, value);
    a->src = n->src;
    while (*at && strcmp((*at)->name, name))
        at = &(*at)->next;
    bool was = *at;
    a->next = was ? (*at)->next : NULL;
    *at = a;
    return was;
}

const char *node_attr(const struct node *n, const char *name)
{
    for (const struct attr *a = n->attrs; a; a = a->next)
        if (!strcmp(a->name, name))
            return a->value;
    return NULL;
}

const struct node *node_find_up(const struct node *n, enum node_kind kind)
{
    while (n && n->kind != kind)
        n = n->parent;
    return n;
}

struct node *node_child(const struct node *n, enum node_kind kind)
{
    for (struct node *c = n->child; c; c = c->next)
        if (c->kind == kind)
            return c;
    return NULL;
}

bool node_holds_blocks(const struct node *n)
{
    for (const struct node *c = n->child; c; c = c->next)
        if (c->block)
            return true;
    return false;
}

const struct node *node_next(const struct node *n, const struct node *within)
{
    if (n->child)
        return n->child;
    while (n && n != within && !n->next)
        n = n->parent;
    return !n || n == within ? NULL : n->next;
}

/* Blocks are kept apart by one space. */
static void keep_apart(struct buf *out, size_t from)
{
    if (out->len > from && out->data[out->len - 1] != ' ')
        buf_addc(out, ' ');
}

static void plain_text(const struct node *n, struct buf *out, size_t from)
{
    if (n->kind == NODE_TEXT) {
        buf_add(out, n->text, (size_t)n->len);
        return;
    }
    if (n->kind == NODE_NOTE || n->kind == NODE_PAGEREF || n->kind == NODE_LEADER || n->kind == NODE_CITE ||
        n->kind == NODE_RT)
        return;
    if (n->block || n->kind == NODE_BR)
        keep_apart(out, from);
    for (const struct node *c = n->child; c; c = c->next)
        plain_text(c, out, from);
    if (n->block && n->next)
        keep_apart(out, from);
}

void node_plain_text(const struct node *n, struct buf *out)
{
    buf_add(out, "", 0);
    size_t from = out->len;
    /* A note asked for by itself is read. */
    for (const struct node *c = n->kind == NODE_TEXT ? n : n->child; c; c = n->kind == NODE_TEXT ? NULL : c->next)
        plain_text(c, out, from);
    while (out->len > from && out->data[out->len - 1] == ' ')
        out->data[--out->len] = 0;
}
