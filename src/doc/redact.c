/* What may not be read by this audience goes, text and all below it, before anything copies or counts it. generate.c says that
 * something stood there. The identifier of a dossier without one is made here, from what is left. */
#include "doc/internal.h"

#include <string.h>

/* How many characters go, where width="kept" asks that the box is about as long as they were. */
static int32_t kept_width(const struct node *n)
{
    const char *width = node_attr(n, "width");
    struct buf text = {0};
    int32_t count = 0;
    if (!width || strcmp(width, "kept") != 0)
        return 0;
    node_plain_text(n, &text);
    for (const char *p = text.data, *end = p + text.len; p < end; count++)
        utf8_next(&p, end);
    buf_drop(&text);
    return count;
}

/* ---- what a box must not tell ---- */

static bool holds_words(const struct node *n)
{
    for (const struct node *c = n->child; c; c = node_next(c, n))
        if (c->kind == NODE_TEXT)
            return true;
    return false;
}

/* The language of what went: the box speaks that of its surroundings, and so does all that holds nothing else. */
static void forget_language(struct node *n)
{
    struct node *top = n;
    while (top->parent && top->parent->parent && !holds_words(top->parent))
        top = top->parent;
    const char *lang = top->parent ? top->parent->lang : top->lang;
    for (struct node *k = n; k != top->parent; k = k->parent)
        k->lang = lang;
}

struct renamed {
    struct doc *doc;
    struct map *ids; /* all there are */
    struct map *now; /* id of a box -> its new one */
    int32_t count;
};

/* An id may be a name: it becomes a number. */
static void forget_id(struct renamed *r, struct node *n)
{
    const char *id;
    if (!n->id)
        return;
    do
        id = arena_printf(r->doc->arena, "redact-%d", (int)++r->count);
    while (map_find(r->ids, id));
    map_put(r->now, n->id, (void *)(uintptr_t)id);
    n->id = id;
}

/* What refers to a box refers to its new id. */
static void follow(struct renamed *r, struct node *root)
{
    for (struct node *n = root; n; n = (struct node *)(uintptr_t)node_next(n, root)) {
        const char *to = node_attr(n, "to"), *id = to ? map_find(r->now, to) : NULL;
        if (id)
            node_set_attr(r->doc, n, "to", id);
    }
}

static void redact_below(struct renamed *r, struct node *root, const char *audience)
{
    for (struct node *n = root; n; n = (struct node *)(uintptr_t)node_next(n, root)) {
        if (n->kind != NODE_REDACT)
            continue;
        const char *who = node_attr(n, "for");
        if (who && audience && words_have(who, audience))
            continue;
        n->number = kept_width(n);
        n->child = n->last = NULL; /* in the arena still, but no longer of the tree */
        forget_language(n);
        forget_id(r, n);
    }
}

/* ---- the identifier ---- */

static void add_string(struct sha256_state *s, const char *text)
{
    sha256_add(s, text ? text : "", text ? strlen(text) + 1 : 1);
}

/* Who may read something, what check passes over, and which claims, maybe hidden ones, speak against this one, is no content. */
static bool is_content(const struct attr *a)
{
    return !words_have("audience for check contradicts", a->name);
}

static void add_tree(struct sha256_state *s, const struct node *root)
{
    for (const struct node *n = root; n; n = node_next(n, root)) {
        int depth = 0;
        for (const struct node *p = n; p != root; p = p->parent)
            depth++;
        sha256_add(s, &(uint8_t){(uint8_t)depth}, 1);
        add_string(s, node_name(n->kind));
        add_string(s, n->id);
        add_string(s, n->lang);
        add_string(s, n->text);
        for (const struct attr *a = n->attrs; a; a = a->next)
            if (is_content(a)) {
                add_string(s, a->name);
                add_string(s, a->value);
            }
    }
}

/* A name after RFC 4122, version 5 in form, from what this audience may read and nothing else: a hash of more would let a guess at what
 * was taken out be proved. */
static const char *derived_identifier(struct doc *doc)
{
    const struct node *const parts[] = {doc->info, doc->sources_node, doc->tree};
    struct sha256_state s;
    uint8_t h[32];
    sha256_begin(&s);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (parts[i])
            add_tree(&s, parts[i]);
    sha256_end(&s, h);
    h[6] = (uint8_t)((h[6] & 0x0F) | 0x50);
    h[8] = (uint8_t)((h[8] & 0x3F) | 0x80);
    struct buf b = {0};
    buf_adds(&b, "urn:uuid:");
    for (int i = 0; i < 16; i++)
        buf_addf(&b, i == 4 || i == 6 || i == 8 || i == 10 ? "-%02x" : "%02x", h[i]);
    const char *id = arena_strdup(doc->arena, b.data);
    buf_drop(&b);
    return id;
}

void redact_tree(struct doc *doc, const char *audience)
{
    struct node *const parts[] = {doc->info, doc->sources_node, doc->tree};
    const size_t n = sizeof parts / sizeof *parts;
    struct renamed r = {doc, map_new(), map_new(), 0};
    for (size_t i = 0; i < n; i++)
        for (struct node *k = parts[i]; k; k = (struct node *)(uintptr_t)node_next(k, parts[i]))
            if (k->id)
                map_put(r.ids, k->id, doc);
    for (size_t i = 0; i < n; i++)
        if (parts[i])
            redact_below(&r, parts[i], audience);
    for (size_t i = 0; i < n && map_count(r.now); i++)
        if (parts[i])
            follow(&r, parts[i]);
    map_drop(r.ids);
    map_drop(r.now);
    doc->identifier = derived_identifier(doc);
}
