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
            buf_adds(words, strstr(limit, "mm|cm")      ? "a length like 40%, 6cm or 120pt"
                            : strstr(limit, "{64}")     ? "64 hexadecimal digits"
                            : strstr(limit, "A-F")      ? "a letter A-F and a digit 1-6"
                            : !strncmp(limit, "off", 3) ? "off: and the reason, or off CODE: and the reason"
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

/* ---- matching a sequence of children: a pattern maps a set of positions (between children) to a set. Sets are sorted and small:
 * a repeated choice moves on from what it reached last, so that a sequence of n children costs n steps. ---- */

struct set {
    size_t *v, n, cap;
};

struct match {
    const struct rng *rng;
    const char *const *names;
    size_t n;
    size_t reached;           /* the last place where an element was looked for */
    struct rng_names *wishes; /* and which ones were */
};

static void match_pattern(struct match *m, const xmlNode *p, struct set *set);

static void set_add(struct set *s, size_t at)
{
    size_t i = s->n;
    while (i && s->v[i - 1] > at)
        i--;
    if (i && s->v[i - 1] == at)
        return;
    vec_push(s, at);
    for (size_t k = s->n - 1; k > i; k--)
        s->v[k] = s->v[k - 1];
    s->v[i] = at;
}

static bool set_has(const struct set *s, size_t at)
{
    for (size_t i = s->n; i && s->v[i - 1] >= at; i--)
        if (s->v[i - 1] == at)
            return true;
    return false;
}

static void set_copy(struct set *to, const struct set *from)
{
    to->n = 0;
    for (size_t i = 0; i < from->n; i++)
        vec_push(to, from->v[i]);
}

static void match_all(struct match *m, const xmlNode *parent, struct set *set)
{
    for (const xmlNode *c = parent->children; c; c = c->next)
        match_pattern(m, c, set);
}

static void match_element(struct match *m, const xmlNode *p, struct set *set)
{
    const char *name = attr(p, "name");
    size_t kept = 0;
    for (size_t i = 0; i < set->n; i++) {
        size_t at = set->v[i];
        if (at > m->reached) {
            m->reached = at;
            m->wishes->v.n = 0;
        }
        if (at == m->reached)
            add_name(m->wishes, name);
        if (at < m->n && !strcmp(m->names[at], name))
            set->v[kept++] = at + 1;
    }
    set->n = kept;
}

static void match_choice(struct match *m, const xmlNode *p, struct set *set)
{
    struct set sum = {0}, one = {0};
    for (const xmlNode *c = p->children; c; c = c->next) {
        if (c->type != XML_ELEMENT_NODE)
            continue;
        set_copy(&one, set);
        match_pattern(m, c, &one);
        for (size_t i = 0; i < one.n; i++)
            set_add(&sum, one.v[i]);
    }
    set_copy(set, &sum);
    vec_drop(&sum);
    vec_drop(&one);
}

static void match_repeat(struct match *m, const xmlNode *p, struct set *set)
{
    struct set sum = {0}, last = {0};
    bool again = !is(p, "optional");
    set_copy(&last, set);
    if (!is(p, "oneOrMore"))
        set_copy(&sum, set);
    do {
        size_t fresh = 0;
        match_all(m, p, &last);
        for (size_t i = 0; i < last.n; i++)
            if (!set_has(&sum, last.v[i])) {
                set_add(&sum, last.v[i]);
                last.v[fresh++] = last.v[i];
            }
        last.n = fresh;
    } while (again && last.n);
    set_copy(set, &sum);
    vec_drop(&sum);
    vec_drop(&last);
}

static void match_pattern(struct match *m, const xmlNode *p, struct set *set)
{
    if (is(p, "element")) {
        match_element(m, p, set);
    } else if (is(p, "ref")) {
        const xmlNode *d = define_of(m->rng, p);
        if (d)
            match_all(m, d, set);
    } else if (is(p, "group")) {
        match_all(m, p, set);
    } else if (is(p, "choice")) {
        match_choice(m, p, set);
    } else if (is(p, "optional") || is(p, "zeroOrMore") || is(p, "oneOrMore")) {
        match_repeat(m, p, set);
    }
}

size_t rng_match(const struct rng *rng, const xmlNode *parent, const char *const *names, size_t n,
                 struct rng_names *expected, bool *complete)
{
    struct match m = {.rng = rng, .names = names, .n = n, .wishes = expected};
    struct set set = {0};
    expected->v.n = 0;
    set_add(&set, 0);
    match_all(&m, parent, &set);
    *complete = set_has(&set, n);
    if (*complete && m.reached < n) { /* nothing can follow */
        m.reached = n;
        expected->v.n = 0;
    }
    vec_drop(&set);
    return m.reached;
}
