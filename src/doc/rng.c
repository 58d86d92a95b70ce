/* Reads dossier.rng as data. The patterns met: ref, group, choice, optional, zeroOrMore, oneOrMore, text, empty, attribute,
 * value, data with pattern, minInclusive and maxInclusive. */
#include "doc/rng.h"

#include <libxml/xmlregexp.h>
#include <libxml/xmlschemastypes.h>
#include <stdlib.h>
#include <string.h>

#define RNG_NS "http://relaxng.org/ns/structure/1.0"

static bool is(const xmlNode *n, const char *name)
{
    return n->type == XML_ELEMENT_NODE && !strcmp((const char *)n->name, name) && n->ns &&
           !strcmp((const char *)n->ns->href, RNG_NS);
}

static const char *attr(const xmlNode *n, const char *name)
{
    for (const xmlAttr *a = n->properties; a; a = a->next)
        if (!strcmp((const char *)a->name, name))
            return a->children ? (const char *)a->children->content : "";
    return "";
}

static const char *content_of(const xmlNode *n)
{
    return n->children && n->children->content ? (const char *)n->children->content : "";
}

static void ignore_error(void *data, xmlErrorPtr e)
{
    (void)data, (void)e;
}

bool rng_open(struct rng *rng, const char *path)
{
    *rng = (struct rng){.defines = map_new()};
    xmlParserCtxtPtr ctxt = xmlNewParserCtxt();
    ctxt->sax->serror = ignore_error;
    rng->tree = xmlCtxtReadFile(ctxt, path, NULL, XML_PARSE_NONET | XML_PARSE_NOBLANKS);
    xmlFreeParserCtxt(ctxt);
    xmlNodePtr root = rng->tree ? xmlDocGetRootElement(rng->tree) : NULL;
    for (xmlNodePtr d = root ? root->children : NULL; d; d = d->next) {
        if (!is(d, "define"))
            continue;
        map_put(rng->defines, attr(d, "name"), d);
        for (xmlNodePtr e = d->children; e; e = e->next)
            if (is(e, "element"))
                vec_push(&rng->elements, e);
    }
    return rng->tree;
}

void rng_close(struct rng *rng)
{
    map_drop(rng->defines);
    vec_drop(&rng->elements);
    xmlFreeDoc(rng->tree);
}

void rng_names_drop(struct rng_names *names)
{
    vec_drop(&names->v);
}

static void add_name(struct rng_names *names, const char *name)
{
    for (size_t i = 0; i < names->v.n; i++)
        if (!strcmp(names->v.v[i], name))
            return;
    vec_push(&names->v, name);
}

const xmlNode *rng_named(const struct rng *rng, const char *name)
{
    for (size_t i = 0; i < rng->elements.n; i++)
        if (!strcmp(attr(rng->elements.v[i], "name"), name))
            return rng->elements.v[i];
    return NULL;
}

static const xmlNode *define_of(const struct rng *rng, const xmlNode *ref)
{
    return map_find(rng->defines, attr(ref, "name"));
}

/* Calls visit for each element, attribute and text pattern below n, through references but not into elements; required says
 * whether the way there is without choice. Stops when visit returns false. */
struct visitor {
    const struct rng *rng;
    bool (*visit)(struct visitor *v, const xmlNode *pattern, bool required);
    const char *name;
    const xmlNode *found;
    struct rng_names *names;
    bool only_required;
};

static bool each(struct visitor *v, const xmlNode *n, bool required)
{
    for (const xmlNode *c = n->children; c; c = c->next) {
        if (c->type != XML_ELEMENT_NODE)
            continue;
        bool on;
        if (is(c, "ref")) {
            const xmlNode *d = define_of(v->rng, c);
            on = !d || each(v, d, required);
        } else if (is(c, "element") || is(c, "attribute") || is(c, "text")) {
            on = v->visit(v, c, required);
        } else {
            on = each(v, c, required && is(c, "group"));
        }
        if (!on)
            return false;
    }
    return true;
}

static bool find_pattern(struct visitor *v, const xmlNode *p, bool required)
{
    (void)required;
    if (is(p, v->only_required ? "attribute" : "element") && !strcmp(attr(p, "name"), v->name))
        v->found = p;
    return !v->found;
}

const xmlNode *rng_child(const struct rng *rng, const xmlNode *parent, const char *name)
{
    struct visitor v = {.rng = rng, .visit = find_pattern, .name = name};
    each(&v, parent, true);
    return v.found;
}

const xmlNode *rng_attribute(const struct rng *rng, const xmlNode *element, const char *name)
{
    struct visitor v = {.rng = rng, .visit = find_pattern, .name = name, .only_required = true};
    each(&v, element, true);
    return v.found;
}

static bool find_text(struct visitor *v, const xmlNode *p, bool required)
{
    (void)required;
    if (is(p, "text"))
        v->found = p;
    return !v->found;
}

bool rng_takes_text(const struct rng *rng, const xmlNode *parent)
{
    struct visitor v = {.rng = rng, .visit = find_text};
    each(&v, parent, true);
    return v.found;
}

static bool collect_elements(struct visitor *v, const xmlNode *p, bool required)
{
    (void)required;
    if (is(p, "element"))
        add_name(v->names, attr(p, "name"));
    return true;
}

void rng_children(const struct rng *rng, const xmlNode *parent, struct rng_names *out)
{
    struct visitor v = {.rng = rng, .visit = collect_elements, .names = out};
    each(&v, parent, true);
}

void rng_parents(const struct rng *rng, const char *child, struct rng_names *out)
{
    for (size_t i = 0; i < rng->elements.n; i++)
        if (rng_child(rng, rng->elements.v[i], child))
            add_name(out, attr(rng->elements.v[i], "name"));
}

static bool collect_attributes(struct visitor *v, const xmlNode *p, bool required)
{
    if (is(p, "attribute") && (required || !v->only_required))
        add_name(v->names, attr(p, "name"));
    return true;
}

void rng_attributes(const struct rng *rng, const xmlNode *element, bool required_only, struct rng_names *out)
{
    struct visitor v = {.rng = rng, .visit = collect_attributes, .names = out, .only_required = required_only};
    each(&v, element, true);
}

static bool data_fits(const xmlNode *data, const char *value, struct buf *words)
{
    const char *type = attr(data, "type");
    xmlSchemaTypePtr t = xmlSchemaGetPredefinedType(BAD_CAST type, BAD_CAST "http://www.w3.org/2001/XMLSchema");
    bool fits = !t || !xmlSchemaValidatePredefinedType(t, BAD_CAST value, NULL);
    long low = 0, high = 0;
    bool ranged = false;
    for (const xmlNode *p = data->children; p; p = p->next) {
        if (!is(p, "param"))
            continue;
        const char *name = attr(p, "name"), *limit = content_of(p);
        if (!strcmp(name, "pattern")) {
            xmlRegexpPtr r = xmlRegexpCompile(BAD_CAST limit);
            fits = fits && r && xmlRegexpExec(r, BAD_CAST value) == 1;
            xmlRegFreeRegexp(r);
            buf_adds(words, strstr(limit, "mm|cm")  ? "a length like 40%, 6cm or 120pt"
                            : strstr(limit, "{64}") ? "64 hexadecimal digits"
                            : strstr(limit, "A-F")  ? "a letter A-F and a digit 1-6"
                                                    : limit);
            return fits;
        }
        ranged = true;
        if (!strcmp(name, "minInclusive"))
            low = strtol(limit, NULL, 10);
        else
            high = strtol(limit, NULL, 10);
    }
    if (ranged) {
        long got = strtol(value, NULL, 10);
        buf_addf(words, "a number from %ld to %ld", low, high);
        return fits && got >= low && got <= high;
    }
    static const char *const said[][2] = {
        {"positiveInteger", "a whole number from 1"},
        {"integer", "a whole number"},
        {"language", "a language tag like fr or zh-Hans"},
        {"NMTOKEN", "one word without spaces"},
        {"NCName", "a name of letters, digits, `-`, `_` and `.`, beginning with a letter"}};
    for (size_t i = 0; i < sizeof said / sizeof *said; i++)
        if (!strcmp(type, said[i][0]))
            buf_adds(words, said[i][1]);
    return fits;
}

bool rng_value_fits(const xmlNode *attribute, const char *value, struct buf *words)
{
    bool fits = true, any = false;
    const xmlNode *list = attribute->children;
    while (list && !is(list, "choice") && !is(list, "value") && !is(list, "data"))
        list = list->next;
    for (const xmlNode *c = list && is(list, "choice") ? list->children : list; c; c = c->next) {
        bool one;
        if (is(c, "value")) {
            one = !strcmp(content_of(c), value);
            if (*content_of(c))
                buf_addf(words, "%s%s", words->len ? ", " : "one of ", content_of(c));
        } else if (is(c, "data")) {
            one = data_fits(c, value, words);
        } else {
            continue;
        }
        fits = any ? fits || one : one;
        any = true;
    }
    return fits;
}

/* ---- matching a sequence of children: sets of positions, a pattern maps a set to a set ---- */

struct match {
    const struct rng *rng;
    const char *const *names;
    size_t n;
    VEC(struct wish {
        size_t at;
        const char *name;
    })
    wishes; /* which element was looked for, and where, in vain or not */
};

static void match_pattern(struct match *m, const xmlNode *p, bool *set);

static void match_all(struct match *m, const xmlNode *parent, bool *set)
{
    for (const xmlNode *c = parent->children; c; c = c->next)
        match_pattern(m, c, set);
}

static bool unite(bool *into, const bool *with, size_t n)
{
    bool more = false;
    for (size_t i = 0; i <= n; i++) {
        more |= with[i] && !into[i];
        into[i] |= with[i];
    }
    return more;
}

static void match_element(struct match *m, const xmlNode *p, bool *set)
{
    const char *name = attr(p, "name");
    for (size_t i = m->n + 1; i-- > 0;) {
        if (set[i])
            vec_push(&m->wishes, (struct wish){i, name});
        bool fits = i < m->n && set[i] && !strcmp(m->names[i], name);
        if (i < m->n)
            set[i + 1] = fits;
    }
    set[0] = false;
}

static void match_pattern(struct match *m, const xmlNode *p, bool *set)
{
    size_t bytes = m->n + 1;
    if (is(p, "element")) {
        match_element(m, p, set);
    } else if (is(p, "ref")) {
        const xmlNode *d = define_of(m->rng, p);
        if (d)
            match_all(m, d, set);
    } else if (is(p, "group")) {
        match_all(m, p, set);
    } else if (is(p, "choice") || is(p, "optional") || is(p, "zeroOrMore") || is(p, "oneOrMore")) {
        bool *sum = xcalloc(bytes, 1), *one = xcalloc(bytes, 1);
        if (is(p, "choice")) {
            for (const xmlNode *c = p->children; c; c = c->next) {
                if (c->type != XML_ELEMENT_NODE)
                    continue;
                memcpy(one, set, bytes);
                match_pattern(m, c, one);
                unite(sum, one, m->n);
            }
        } else {
            if (!is(p, "oneOrMore"))
                memcpy(sum, set, bytes);
            memcpy(one, set, bytes);
            do
                match_all(m, p, one);
            while (unite(sum, one, m->n) && !is(p, "optional"));
        }
        memcpy(set, sum, bytes);
        free(sum);
        free(one);
    }
}

size_t rng_match(const struct rng *rng, const xmlNode *parent, const char *const *names, size_t n,
                 struct rng_names *expected, bool *complete)
{
    struct match m = {.rng = rng, .names = names, .n = n};
    bool *set = xcalloc(n + 1, 1);
    set[0] = true;
    match_all(&m, parent, set);
    *complete = set[n];
    size_t reached = 0;
    for (size_t i = 0; i < m.wishes.n; i++)
        if (m.wishes.v[i].at > reached)
            reached = m.wishes.v[i].at;
    if (*complete)
        reached = n;
    for (size_t i = 0; i < m.wishes.n; i++)
        if (m.wishes.v[i].at == reached)
            add_name(expected, m.wishes.v[i].name);
    vec_drop(&m.wishes);
    free(set);
    return reached;
}
