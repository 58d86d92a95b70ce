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

static void redact_below(struct node *root, const char *audience)
{
    for (struct node *n = root; n; n = (struct node *)(uintptr_t)node_next(n, root)) {
        if (n->kind != NODE_REDACT)
            continue;
        const char *who = node_attr(n, "for");
        if (who && audience && words_have(who, audience))
            continue;
        n->number = kept_width(n);
        n->child = n->last = NULL; /* in the arena still, but no longer of the tree */
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
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (parts[i])
            redact_below(parts[i], audience);
    doc->identifier = derived_identifier(doc);
}
