/* One cluster: its cites rendered, grouped, collapsed (collapse.c) and joined. */
#include "cite/internal.h"
#include "cite/collapse.h"

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
        rich_append(out, rich_parse(a, ref->prefix, true));
    rich_append(out, body);
    if (suffix)
        rich_append(out, rich_parse(a, ref->suffix, true));
    return out;
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

static struct rich *join(struct cite *c, const struct elem *layout, struct piece *v, size_t n, struct arena *a)
{
    struct rich *out = rich_span(a);
    const char *standard = layout->a[ATTR_DELIMITER];
    (void)c;
    for (size_t i = 0; i < n; i++) {
        struct rich *t = v[i].dropped ? NULL : dress(a, v[i].ref, v[i].body);
        if (rich_empty(t))
            continue;
        const char *delimiter = v[i].delimiter ? v[i].delimiter : standard;
        if (out->first && delimiter && *delimiter)
            rich_append(out, affix(a, delimiter));
        rich_append(out, t);
    }
    return out;
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
        n++;
    }
    if (!n)
        return NULL;
    collapse(c, layout, v, n, a);
    struct render r = {.c = c, .a = a, .area = AREA_CITATION, .scope = c->style.citation};
    struct rich *t = join(c, layout, v, n, a);
    bool bare = v[0].ref->author_only;
    t = bare ? t : render_decorate(&r, layout, t);
    if (t)
        rich_punctuate(t, &c->locale, a);
    return t;
}
