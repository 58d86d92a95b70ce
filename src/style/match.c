/* match.c: does a selector match a node? Right to left, giving up at once where no other ancestor could help. */
#include "style/internal.h"

#include <stdlib.h>
#include <string.h>

enum result { MATCH, FAIL_HERE, FAIL_SIBLINGS, FAIL_ALL };

static void count_children(struct css_places *p, const struct node *parent, int32_t *by_kind)
{
    int32_t n = 0;
    for (struct node *c = parent->child; c; c = c->next)
        if (c->kind != NODE_TEXT) {
            p->child[c->index] = ++n;
            p->of_type[c->index] = ++by_kind[c->kind];
        }
    for (struct node *c = parent->child; c; c = c->next)
        if (c->kind != NODE_TEXT) {
            p->last_child[c->index] = n + 1 - p->child[c->index];
            p->last_of_type[c->index] = by_kind[c->kind] + 1 - p->of_type[c->index];
        }
    for (struct node *c = parent->child; c; c = c->next)
        by_kind[c->kind] = 0;
}

struct css_places *css_places_new(struct arena *a, const struct doc *doc)
{
    struct css_places *p = arena_alloc(a, sizeof *p);
    size_t n = (size_t)doc->n_nodes + 1;
    p->child = arena_array(a, n, sizeof *p->child);
    p->last_child = arena_array(a, n, sizeof *p->child);
    p->of_type = arena_array(a, n, sizeof *p->child);
    p->last_of_type = arena_array(a, n, sizeof *p->child);
    int32_t by_kind[NODE_KIND_COUNT] = {0};
    p->child[0] = p->last_child[0] = p->of_type[0] = p->last_of_type[0] = 1;
    for (int32_t i = 0; i < doc->n_nodes; i++)
        if (doc->nodes[i]->child)
            count_children(p, doc->nodes[i], by_kind);
    return p;
}

/* Language ranges by prefix: "zh" takes "zh-Hans". */
static bool lang_matches(const char *lang, const char *range)
{
    size_t n = strlen(range);
    if (!lang || !n || strlen(lang) < n)
        return false;
    char head[36];
    if (n >= sizeof head)
        return false;
    memcpy(head, lang, n);
    head[n] = 0;
    return css_same(head, range) && (!lang[n] || lang[n] == '-');
}

static const char *attribute_of(const struct node *n, const char *name)
{
    if (!strcmp(name, "class"))
        return n->class;
    if (!strcmp(name, "id"))
        return n->id;
    const char *v = node_attr(n, name);
    return v || strcmp(name, "lang") ? v : node_attr(n, "xml:lang");
}

static bool same(const char *a, const char *b, size_t n, bool icase)
{
    for (size_t i = 0; i < n; i++) {
        char x = a[i], y = b[i];
        if (icase && x >= 'A' && x <= 'Z')
            x += 32;
        if (icase && y >= 'A' && y <= 'Z')
            y += 32;
        if (x != y)
            return false;
    }
    return true;
}

static bool attribute_matches(const struct css_simple *s, const struct node *n)
{
    const char *v = attribute_of(n, s->name);
    if (!v || !s->op)
        return v != NULL;
    size_t have = strlen(v), want = strlen(s->value);
    switch (s->op) {
    case '=': return have == want && same(v, s->value, want, s->icase);
    case '~': return words_have(v, s->value);
    case '|': return have >= want && same(v, s->value, want, s->icase) && (have == want || v[want] == '-');
    case '^': return want && have >= want && same(v, s->value, want, s->icase);
    case '$': return want && have >= want && same(v + have - want, s->value, want, s->icase);
    default:
        for (size_t i = 0; want && i + want <= have; i++)
            if (same(v + i, s->value, want, s->icase))
                return true;
        return false;
    }
}

static bool nth_matches(const struct css_simple *s, int32_t place)
{
    int64_t d = (int64_t)place - s->b;
    return s->a == 0 ? d == 0 : d % s->a == 0 && d / s->a >= 0;
}

static bool any_matches(const struct css_simple *s, const struct node *n, const struct css_places *p)
{
    for (size_t i = 0; i < s->n_list; i++)
        if (css_matches(&s->list[i], n, p))
            return true;
    return false;
}

static bool simple_matches(const struct css_simple *s, const struct node *n, const struct css_places *p)
{
    int32_t i = n->index;
    switch (s->kind) {
    case SEL_TYPE: return n->kind == s->type;
    case SEL_UNIVERSAL: return true;
    case SEL_CLASS: return words_have(n->class, s->name);
    case SEL_ID: return n->id && !strcmp(n->id, s->name);
    case SEL_ATTR: return attribute_matches(s, n);
    case SEL_NTH_CHILD: return nth_matches(s, p->child[i]);
    case SEL_NTH_LAST_CHILD: return nth_matches(s, p->last_child[i]);
    case SEL_NTH_OF_TYPE: return nth_matches(s, p->of_type[i]);
    case SEL_NTH_LAST_OF_TYPE: return nth_matches(s, p->last_of_type[i]);
    case SEL_ONLY_CHILD: return p->child[i] == 1 && p->last_child[i] == 1;
    case SEL_ONLY_OF_TYPE: return p->of_type[i] == 1 && p->last_of_type[i] == 1;
    case SEL_NOT: return !any_matches(s, n, p);
    case SEL_IS:
    case SEL_WHERE: return any_matches(s, n, p);
    case SEL_ROOT: return !n->parent;
    case SEL_EMPTY: return !n->child;
    case SEL_LANG: return lang_matches(n->lang, s->value);
    case SEL_NEVER: return false;
    }
    return false;
}

static bool compound_matches(const struct css_compound *c, const struct node *n, const struct css_places *p)
{
    for (size_t i = 0; i < c->n; i++)
        if (!simple_matches(&c->simple[i], n, p))
            return false;
    return true;
}

static const struct node *element_before(const struct node *n)
{
    do
        n = n->prev;
    while (n && n->kind == NODE_TEXT);
    return n;
}

/* Does compound i, and all on its left, match n? A failure says how far it reaches: when no ancestor is left to try, trying a nearer
 * one again cannot help (as browsers do it), which keeps the cost to depth times length. */
static enum result match_from(const struct css_selector *s, size_t i, const struct node *n, const struct css_places *p)
{
    if (!compound_matches(&s->compound[i], n, p))
        return FAIL_HERE;
    if (i == 0)
        return MATCH;
    char comb = s->compound[i].combinator;
    bool up = comb == ' ' || comb == '>';
    for (const struct node *m = n;;) {
        m = up ? m->parent : element_before(m);
        if (!m)
            return up ? FAIL_ALL : FAIL_SIBLINGS;
        enum result r = match_from(s, i - 1, m, p);
        if (r == MATCH || r == FAIL_ALL || (r == FAIL_SIBLINGS && !up))
            return r;
        if (comb == '>')
            return FAIL_SIBLINGS; /* they have the same parent */
        if (comb == '+')
            return FAIL_HERE;
    }
}

bool css_matches(const struct css_selector *s, const struct node *n, const struct css_places *places)
{
    return match_from(s, s->n - 1, n, places) == MATCH;
}
