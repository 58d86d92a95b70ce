/* The tree of rich text: building, walking, and its plain letters. */
#include "cite/internal.h"

#include <stdlib.h>

struct rich *rich_text(struct arena *a, const char *s)
{
    struct rich *r = arena_alloc(a, sizeof *r);
    r->kind = RICH_TEXT;
    r->text = arena_strdup(a, s);
    return r;
}

struct rich *rich_span(struct arena *a)
{
    struct rich *r = arena_alloc(a, sizeof *r);
    r->kind = RICH_SPAN;
    return r;
}

void rich_append(struct rich *parent, struct rich *child)
{
    if (!child)
        return;
    child->parent = parent;
    child->next = NULL;
    if (parent->last)
        parent->last->next = child;
    else
        parent->first = child;
    parent->last = child;
}

bool rich_empty(const struct rich *r)
{
    if (!r)
        return true;
    if (r->kind == RICH_TEXT)
        return !*r->text;
    for (const struct rich *k = r->first; k; k = k->next)
        if (!rich_empty(k))
            return false;
    return true;
}

void rich_plain(const struct rich *r, struct buf *out)
{
    if (!r)
        return;
    if (r->kind == RICH_TEXT)
        buf_adds(out, r->text);
    for (const struct rich *k = r->first; k; k = k->next)
        rich_plain(k, out);
}

char *rich_plain_string(const struct rich *r, struct arena *a)
{
    struct buf b = {0};
    rich_plain(r, &b);
    char *s = arena_strdup(a, b.data ? b.data : "");
    buf_drop(&b);
    return s;
}

static void leaf_push(struct leaves *l, struct rich *r, int quote)
{
    vec_push(l, (struct leaf){r, quote});
}

void rich_leaves(struct rich *r, struct leaves *out)
{
    if (!r)
        return;
    if (r->kind == RICH_TEXT) {
        leaf_push(out, r, 0);
        return;
    }
    if (r->kind == RICH_QUOTED)
        leaf_push(out, r, 1);
    for (struct rich *k = r->first; k; k = k->next)
        rich_leaves(k, out);
    if (r->kind == RICH_QUOTED)
        leaf_push(out, r, -1);
}

void rich_strip_periods(struct rich *r)
{
    if (r->kind == RICH_TEXT) {
        char *to = r->text;
        for (const char *s = r->text; *s; s++)
            if (*s != '.')
                *to++ = *s;
        *to = 0;
    }
    for (struct rich *k = r->first; k; k = k->next)
        rich_strip_periods(k);
}
