/* Names that look alike: the rules of given names that hold for the whole text (all-names, primary-name and their shorter forms), told
 * from the names that cites show. The rule by-cite, which looks at cites only, is with disambig.c. */
#include "cite/internal.h"

#include <stdlib.h>

struct bearer {
    const char *initials, *given; /* "" when there is none */
    struct bearer *next;
};
struct family {
    struct bearer *first;
};
struct given_index {
    struct map *families;
    bool primary_only, initials_only;
};

static const char *family_key(struct arena *a, const struct name *n)
{
    return arena_printf(a, "%s %s", n->non_dropping ? n->non_dropping : "", n->family ? n->family : "");
}

static const char *initials_of(struct arena *a, const struct name *n)
{
    struct name_options o = {.initialize_with = ".", .initialize = true, .hyphen = true};
    return n->given ? name_initials(a, n->given, &o) : "";
}

/* "J. R." and "J.R." are one name. */
static bool same_given(const char *a, const char *b)
{
    for (;; a++, b++) {
        while (*a == ' ' || *a == '.')
            a++;
        while (*b == ' ' || *b == '.')
            b++;
        if (*a != *b)
            return false;
        if (!*a)
            return true;
    }
}

void givens_add(struct cite *c, const struct name_list *l)
{
    struct given_index *g = c->givens;
    for (size_t i = 0; i < l->n && (i == 0 || !g->primary_only); i++) {
        const struct name *n = &l->v[i];
        if (!n->family)
            continue;
        const char *key = family_key(c->arena, n), *given = n->given ? n->given : "";
        struct family *f = map_find(g->families, key);
        if (!f) {
            f = arena_alloc(c->arena, sizeof *f);
            map_put(g->families, key, f);
        }
        struct bearer *b = f->first;
        while (b && !same_given(b->given, given))
            b = b->next;
        if (b)
            continue;
        b = arena_alloc(c->arena, sizeof *b);
        *b = (struct bearer){initials_of(c->arena, n), given, f->first};
        f->first = b;
    }
}

/* Renders each cite once to learn which names it may show. */
void givens_index(struct cite *c)
{
    const struct elem *e = c->style.citation;
    const char *rule = e->a[ATTR_GIVENNAME_RULE];
    if (!attr_is(e, ATTR_ADD_GIVENNAME, "true") || !rule || strcmp(rule, "by-cite") == 0)
        return;
    c->givens = xcalloc(1, sizeof *c->givens);
    c->givens->families = map_new();
    c->givens->primary_only = strncmp(rule, "primary-name", 12) == 0;
    c->givens->initials_only = strstr(rule, "-with-initials") != NULL;
    struct arena *a = arena_new();
    for (size_t i = 0; i < c->bib_n; i++) {
        struct citation_item ref = {.item = c->bib[i]};
        struct render r = {.learning = true};
        cite_render_one(c, &ref, a, &r);
    }
    arena_drop(a);
}

void givens_drop(struct cite *c)
{
    if (c->givens)
        map_drop(c->givens->families);
    free(c->givens);
    c->givens = NULL;
}

int given_level(const struct cite *c, const struct name *n, const struct name_options *o, bool primary)
{
    const struct given_index *g = c->givens;
    if (!g || !n->family || (g->primary_only && !primary))
        return 0;
    struct arena *a = c->arena;
    const struct family *f = map_find(g->families, family_key(a, n));
    const char *given = n->given ? n->given : "", *initials = initials_of(a, n);
    bool others = false, same_initials = false;
    for (const struct bearer *b = f ? f->first : NULL; b; b = b->next)
        if (!same_given(b->given, given)) {
            others = true;
            same_initials = same_initials || same_given(b->initials, initials);
        }
    if (!others)
        return 0;
    if (g->initials_only)
        return o->initialize_with && !same_initials ? 1 : 0;
    return o->initialize_with && !same_initials ? 1 : 2;
}
