/* One cluster: its cites rendered, grouped, collapsed (collapse.c) and joined. */
#include "cite/collapse.h"
#include "cite/internal.h"

#include <stdlib.h>

struct rich *cite_render_one(struct cite *c, const struct citation_item *ref, struct arena *a, struct render *r)
{
    struct item *it = ref->item;
    r->c = c;
    r->a = a;
    r->area = AREA_CITATION;
    r->scope = c->style.citation;
    r->item = it;
    r->ref = ref;
    r->disambig = it->disambig;
    r->disambiguate = it->disambiguate;
    r->year_suffix = r->learning ? 0 : it->year_suffix;
    const struct elem *layout = elem_child(c->style.citation, ELEM_LAYOUT);
    return layout ? render_layout(r, layout) : NULL;
}

/* What the writer puts around a cite. */
static struct rich *dress(struct arena *a, const struct citation_item *ref, struct rich *body)
{
    bool prefix = ref->prefix && *ref->prefix, suffix = ref->suffix && *ref->suffix;
    if (!prefix && !suffix)
        return body;
    struct rich *out = rich_span(a);
    if (prefix)
        rich_append(out, rich_parse_straight(a, ref->prefix));
    rich_append(out, body);
    if (suffix)
        rich_append(out, rich_parse_straight(a, ref->suffix));
    return out;
}

/* "See ibid." but "Ibid." and "So he said. Ibid.": a note is a sentence, and so is what follows one of more than one word. */
static bool opens_sentence(const struct citation_item *ref, bool first)
{
    const char *s = ref->prefix ? ref->prefix : "";
    size_t n = strlen(s);
    while (n && (strchr(" \"'", s[n - 1]) || (n > 2 && strncmp(s + n - 3, "\xe2\x80\x9d", 3) == 0)))
        n -= strchr(" \"'", s[n - 1]) ? 1 : 3;
    if (!n)
        return first;
    return strchr(".?!", s[n - 1]) && memchr(s, ' ', n);
}

static struct rich *first_leaf(struct rich *r)
{
    if (!r || r->kind == RICH_TEXT)
        return r && *r->text ? r : NULL;
    for (struct rich *k = r->first; k; k = k->next) {
        struct rich *found = first_leaf(k);
        if (found)
            return found;
    }
    return NULL;
}

static void capitalize_term(struct rich *body, struct arena *a)
{
    struct rich *leaf = first_leaf(body), *r = leaf;
    while (r && r->mark != MARK_TERM)
        r = r == body ? NULL : r->parent;
    if (r)
        rich_text_case(leaf, "capitalize-first", "en", a);
}

static void render_piece(struct cite *c, struct piece *p, struct arena *a)
{
    p->r = (struct render){.hide_names = p->ref->suppress_author};
    struct rich *t = cite_render_one(c, p->ref, a, &p->r);
    if (p->ref->author_only)
        t = p->r.first_names;
    p->names = p->r.first_names ? rich_plain_string(p->r.first_names, a) : "";
    p->body = t;
}

static struct rich *affix(struct arena *a, const char *s)
{
    struct rich *t = rich_parse(a, s, false);
    t->mark = MARK_AFFIX;
    return t;
}

/* A writer's comma at the seam makes the delimiter needless. */
static const char *delimiter_between(const struct citation_item *a, const struct citation_item *b,
                                     const char *delimiter)
{
    size_t n = a->suffix ? strlen(a->suffix) : 0;
    if (b->prefix && *b->prefix && strchr(",.;:", *b->prefix))
        return "";
    if (n && strchr(",;:", a->suffix[n - 1]))
        return " ";
    return delimiter;
}

static struct rich *join(const struct elem *layout, struct piece *v, size_t n, struct arena *a)
{
    struct rich *out = rich_span(a);
    const char *standard = layout->a[ATTR_DELIMITER];
    const struct citation_item *before = NULL;
    for (size_t i = 0; i < n; i++) {
        struct rich *t = v[i].dropped ? NULL : dress(a, v[i].ref, v[i].body);
        if (rich_empty(t))
            continue;
        const char *delimiter = v[i].delimiter ? v[i].delimiter : standard;
        if (before)
            delimiter = delimiter_between(before, v[i].ref, delimiter);
        before = v[i].ref;
        if (out->first && delimiter && *delimiter)
            rich_append(out, affix(a, delimiter));
        struct rich *whole = rich_span(a);
        whole->cite = v[i].ref->place;
        rich_append(whole, t);
        rich_append(out, whole);
    }
    return out;
}

/* The format of the layout holds for its affixes too. */
static struct rich *dress_layout(struct render *r, const struct elem *layout, struct rich *t)
{
    struct elem affixes = {.kind = ELEM_LAYOUT}, look = *layout;
    affixes.a[ATTR_PREFIX] = layout->a[ATTR_PREFIX];
    affixes.a[ATTR_SUFFIX] = layout->a[ATTR_SUFFIX];
    look.a[ATTR_PREFIX] = look.a[ATTR_SUFFIX] = NULL;
    t = render_decorate(r, &affixes, t);
    return t ? render_decorate(r, &look, t) : NULL;
}

struct rich *cluster_render(struct cite *c, struct cluster *cl, struct arena *a)
{
    const struct elem *layout = elem_child(c->style.citation, ELEM_LAYOUT);
    struct piece *v = arena_array(a, cl->n ? cl->n : 1, sizeof *v);
    size_t n = 0;
    for (size_t i = 0; layout && i < cl->n; i++) {
        if (!cl->v[i].item)
            continue;
        v[n] = (struct piece){.ref = &cl->v[i]};
        render_piece(c, &v[n], a);
        if (c->style.note && opens_sentence(v[n].ref, n == 0))
            capitalize_term(v[n].body, a);
        n++;
    }
    if (!n)
        return NULL;
    collapse(c, layout, v, n, a);
    struct render r = {.c = c, .a = a, .area = AREA_CITATION, .scope = c->style.citation};
    struct rich *t = join(layout, v, n, a);
    bool bare = v[0].ref->author_only;
    t = bare ? t : dress_layout(&r, layout, t);
    if (t)
        rich_punctuate(t, &c->locale, a);
    return t;
}
