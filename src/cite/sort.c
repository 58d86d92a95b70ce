/* Sorting cites and entries by the keys of the style. Keys are rendered once, as plain text; what has no key comes last, whichever way the
 * key runs, and equal keys keep their order. */
#include "cite/internal.h"

#include <stdlib.h>

enum { MOST_KEYS = 12 };
struct sorted {
    const char *keys[MOST_KEYS];
    size_t order;
    struct item *item;
    struct citation_item ref;
};
struct sort_job {
    struct cite *c;
    const struct elem *keys[MOST_KEYS];
    int n;
};

/* A name variable as a key: all names, family first. */
static struct rich *names_key(struct render *r, const char *variable)
{
    struct elem *names = arena_alloc(r->a, sizeof *names), *name = arena_alloc(r->a, sizeof *name);
    names->kind = ELEM_NAMES;
    names->a[ATTR_VARIABLE] = variable;
    names->first = names->last = name;
    name->kind = ELEM_NAME;
    name->parent = names;
    name->a[ATTR_FORM] = "long";
    name->a[ATTR_NAME_AS_SORT_ORDER] = "all";
    return render_names(r, names);
}

static const char *variable_key(struct render *r, const char *variable)
{
    if (is_name_variable(variable))
        return rich_plain_string(names_key(r, variable), r->a);
    if (is_date_variable(variable)) {
        const struct date *d = item_date(r->item, variable);
        return d ? d->n ? date_sort_key(r->a, d) : d->literal : "";
    }
    const char *s = render_var(r, variable);
    if (!s)
        return "";
    if (is_number_variable(variable) && is_numeric(s))
        return arena_printf(r->a, "%010d", parse_int(s, 0));
    return rich_plain_string(rich_parse(r->a, s, true), r->a);
}

/* Quotes and commas do not count. */
static const char *bare(struct arena *a, const char *s)
{
    static const char *const marks[] = {"\"", ",", "\xe2\x80\x9c", "\xe2\x80\x9d", "\xc2\xab", "\xc2\xbb"};
    char *out = arena_alloc(a, strlen(s) + 1), *to = out;
    while (*s) {
        size_t n = 0;
        for (size_t i = 0; !n && i < sizeof marks / sizeof *marks; i++)
            if (strncmp(s, marks[i], strlen(marks[i])) == 0)
                n = strlen(marks[i]);
        if (!n)
            *to++ = *s;
        s += n ? n : 1;
    }
    return out;
}

static const char *key_of(struct cite *c, enum area area, const struct elem *scope, const struct elem *key,
                          struct item *it, const struct citation_item *ref)
{
    struct render r = {.c = c,
                       .a = c->arena,
                       .area = area,
                       .scope = scope,
                       .key = key,
                       .item = it,
                       .ref = ref,
                       .year_suffix = it->year_suffix,
                       .disambiguate = it->disambiguate};
    if (key->a[ATTR_VARIABLE])
        return variable_key(&r, key->a[ATTR_VARIABLE]);
    const struct elem *macro = key->a[ATTR_MACRO] ? map_find(c->style.macros, key->a[ATTR_MACRO]) : NULL;
    return macro ? rich_plain_string(render_children(&r, macro, NULL), c->arena) : "";
}

static int compare(const void *x, const void *y, void *data)
{
    const struct sorted *a = x, *b = y;
    const struct sort_job *j = data;
    for (int i = 0; i < j->n; i++) {
        const char *s = a->keys[i], *t = b->keys[i];
        if (!*s != !*t)
            return *s ? -1 : 1;
        int n = collate(j->c->collator, s, t);
        if (n)
            return attr_is(j->keys[i], ATTR_SORT, "descending") ? -n : n;
    }
    return a->order < b->order ? -1 : a->order > b->order;
}

static bool read_keys(struct cite *c, const struct elem *scope, struct sort_job *j)
{
    const struct elem *sort = elem_child(scope, ELEM_SORT);
    *j = (struct sort_job){.c = c};
    for (const struct elem *k = sort ? sort->first : NULL; k; k = k->next)
        if (k->kind == ELEM_KEY && j->n < MOST_KEYS)
            j->keys[j->n++] = k;
    return j->n > 0;
}

static void sort_all(struct sort_job *j, struct sorted *v, size_t n, enum area area, const struct elem *scope)
{
    for (size_t i = 0; i < n; i++)
        for (int k = 0; k < j->n; k++)
            v[i].keys[k] = v[i].item ? bare(j->c->arena, key_of(j->c, area, scope, j->keys[k], v[i].item,
                                                                area == AREA_CITATION ? &v[i].ref : NULL))
                                     : "";
    qsort_r(v, n, sizeof *v, compare, j);
}

void sort_bibliography(struct cite *c)
{
    struct sort_job j;
    if (c->keep_order || !c->style.bibliography || !read_keys(c, c->style.bibliography, &j))
        return;
    struct sorted *v = arena_array(c->arena, c->bib_n ? c->bib_n : 1, sizeof *v);
    for (size_t i = 0; i < c->bib_n; i++)
        v[i] = (struct sorted){.order = i, .item = c->bib[i]};
    sort_all(&j, v, c->bib_n, AREA_BIBLIOGRAPHY, c->style.bibliography);
    for (size_t i = 0; i < c->bib_n; i++)
        c->bib[i] = v[i].item;
}

void sort_cluster(struct cite *c, struct cluster *cl)
{
    struct sort_job j;
    if (cl->n < 2 || !read_keys(c, c->style.citation, &j))
        return;
    struct sorted *v = arena_array(c->arena, cl->n, sizeof *v);
    for (size_t i = 0; i < cl->n; i++)
        v[i] = (struct sorted){.order = i, .item = cl->v[i].item, .ref = cl->v[i]};
    sort_all(&j, v, cl->n, AREA_CITATION, c->style.citation);
    for (size_t i = 0; i < cl->n; i++)
        cl->v[i] = v[i].ref;
}
