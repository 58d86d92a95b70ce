/* Entries of the bibliography: the first field apart when the style aligns the second, and names that repeat those of the entry before. */
#include "cite/internal.h"

#include <stdlib.h>

static struct rich *boxed(struct arena *a, struct rich *t, enum cite_display display)
{
    if (rich_empty(t))
        return NULL;
    struct rich *s = rich_span(a);
    s->display = (uint8_t)display;
    rich_append(s, t);
    return s;
}

static struct rich *render_body(struct cite *c, const struct elem *layout, struct render *r)
{
    if (!c->style.bibliography->a[ATTR_SECOND_FIELD_ALIGN] || !layout->first)
        return render_layout(r, layout);
    struct rich *first = render_element(r, layout->first);
    struct elem rest = *layout;
    rest.first = layout->first->next;
    struct rich *second = render_layout(r, &rest);
    if (rich_empty(first))
        return second;
    struct rich *out = rich_span(r->a);
    rich_append(out, boxed(r->a, first, CITE_LEFT_MARGIN));
    rich_append(out, boxed(r->a, second, CITE_RIGHT_INLINE));
    return out;
}

/* ---- subsequent-author-substitute ---- */

struct name_texts {
    struct rich **v;
    const char **plain; /* kept: the tree of an entry changes */
    size_t n, cap, plain_cap;
};

static void find_names(struct rich *r, struct arena *a, struct name_texts *out)
{
    if (r->mark == MARK_NAME) {
        vec_push(out, r);
        if (out->n > out->plain_cap) {
            out->plain_cap = out->cap;
            out->plain = xrealloc(out->plain, out->plain_cap * sizeof *out->plain);
        }
        out->plain[out->n - 1] = rich_plain_string(r, a);
        return;
    }
    for (struct rich *k = r->first; k; k = k->next)
        find_names(k, a, out);
}

static void texts_drop(struct name_texts *t)
{
    free(t->v);
    free(t->plain);
    *t = (struct name_texts){0};
}

static void set_text(struct rich *r, const char *s, struct arena *a)
{
    r->first = r->last = NULL;
    if (r->kind == RICH_TEXT)
        r->text = arena_strdup(a, s);
    else if (*s)
        rich_append(r, rich_text(a, s));
}

struct last {
    struct name_texts names;
    const char *all; /* NULL: nothing before */
};

static void substitute(struct cite *c, struct rich *names, struct last *last)
{
    const struct elem *e = c->style.bibliography;
    const char *with = e->a[ATTR_SUBSEQUENT_AUTHOR_SUBSTITUTE], *rule = e->a[ATTR_SUBSEQUENT_AUTHOR_SUBSTITUTE_RULE];
    struct name_texts now = {0};
    if (!with)
        return;
    const char *all = names ? rich_plain_string(names, c->arena) : "";
    if (names)
        find_names(names, c->arena, &now);
    rule = rule ? rule : "complete-all";
    bool same = *all && last->all && strcmp(all, last->all) == 0;
    size_t alike = 0;
    while (alike < now.n && alike < last->names.n && strcmp(now.plain[alike], last->names.plain[alike]) == 0)
        alike++;
    if (strcmp(rule, "complete-all") == 0 || !now.n) {
        if (same)
            set_text(names, with, c->arena);
    } else {
        size_t n = strcmp(rule, "complete-each") == 0   ? (same ? now.n : 0)
                   : strcmp(rule, "partial-first") == 0 ? alike > 0
                                                        : alike;
        for (size_t i = 0; i < n; i++)
            set_text(now.v[i], with, c->arena);
    }
    texts_drop(&last->names);
    last->names = now;
    last->all = all;
}

/* What the entry ends with, when that is a box. */
static struct rich *last_box(struct rich *t)
{
    while (t && !t->display)
        t = t->last;
    return t;
}

/* Without the spaces at its end, which nobody sees. */
static void add_suffix(struct arena *a, struct rich *box, const char *suffix)
{
    size_t n = strlen(suffix);
    while (n && suffix[n - 1] == ' ')
        n--;
    if (n)
        rich_append(box, rich_parse(a, arena_strndup(a, suffix, n), false));
}

static struct rich *render_entry(struct cite *c, struct item *it, struct last *last)
{
    const struct elem *e = c->style.bibliography, *layout = elem_child(e, ELEM_LAYOUT);
    struct render r = {.c = c,
                       .a = c->arena,
                       .area = AREA_BIBLIOGRAPHY,
                       .scope = e,
                       .item = it,
                       .disambig = it->disambig,
                       .disambiguate = it->disambiguate,
                       .year_suffix = it->year_suffix};
    if (!layout)
        return NULL;
    struct rich *t = render_body(c, layout, &r);
    if (rich_empty(t))
        return NULL;
    substitute(c, r.first_names, last);
    struct elem look = *layout;
    struct rich *box = last_box(t);
    if (box && box->display == CITE_RIGHT_INLINE && layout->a[ATTR_SUFFIX]) {
        look.a[ATTR_SUFFIX] = NULL;
        add_suffix(c->arena, box, layout->a[ATTR_SUFFIX]);
    }
    t = render_decorate(&r, &look, t);
    if (t)
        rich_punctuate(t, &c->locale, c->arena);
    return t;
}

void entries_render(struct cite *c)
{
    struct last last = {0};
    if (!c->style.bibliography)
        return;
    c->entries = arena_array(c->arena, c->bib_n ? c->bib_n : 1, sizeof *c->entries);
    for (size_t i = 0; i < c->bib_n; i++) {
        struct rich *t = render_entry(c, c->bib[i], &last);
        if (!t)
            continue;
        struct cite_text *out = &c->entries[c->entry_n++];
        out->id = c->bib[i]->id;
        rich_runs(t, &c->locale, out, c->arena);
    }
    texts_drop(&last.names);
}
