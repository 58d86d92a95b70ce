/* Validation: libxml2's RELAX NG is the judge. Where it says no, the tree is walked beside the schema (rng.c) to say, at each
 * place that does not fit and in plain words, why: libxml2's own messages name neither the place nor the reason well. */
#include "doc/rng.h"
#include "doc/xml.h"

#include <libxml/relaxng.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST_ERRORS = 100, MOST_NAMES = 6 };

struct check {
    const struct rng *rng;
    struct diag *diag;
    int said;
};

#define SAY(c, place, ...)                                                                                             \
    do {                                                                                                               \
        if ((c)->said++ < MOST_ERRORS)                                                                                 \
            diag_add((c)->diag, D_XML_SCHEMA, place, __VA_ARGS__);                                                     \
    } while (0)

static const char *name_of(const xmlNode *n)
{
    return (const char *)n->name;
}

static bool is_ours(const xmlNode *n)
{
    return n->ns && !strcmp((const char *)n->ns->href, XML_DOSSIER_NS);
}

/* "`a`, `b` or `c`" */
static void list_names(struct buf *out, const struct rng_names *names)
{
    size_t n = names->v.n > MOST_NAMES ? MOST_NAMES : names->v.n;
    for (size_t i = 0; i < n; i++)
        buf_addf(out, "%s`%s`", !i ? "" : i + 1 < n || n < names->v.n ? ", " : " or ", names->v.v[i]);
    if (n < names->v.n)
        buf_adds(out, ", …");
}

/* ---- attributes ---- */

static void full_name(struct buf *out, const xmlAttr *a)
{
    if (a->ns)
        buf_addf(out, "%s:", a->ns->prefix ? (const char *)a->ns->prefix : "?");
    buf_adds(out, (const char *)a->name);
}

/* Says what is wrong with an attribute; true if it may stay: a value said to be wrong is not judged again by later steps. */
static bool check_attribute(struct check *c, const xmlNode *n, const xmlNode *element, const xmlAttr *a)
{
    bool stays = true;
    struct buf name = {0}, words = {0};
    full_name(&name, a);
    struct src place = xml_place((const xmlNode *)a);
    const xmlNode *pattern = rng_attribute(c->rng, element, name.data);
    if (!pattern) {
        struct rng_names known = {0};
        rng_attributes(c->rng, element, false, &known);
        const char *near = nearest_name(name.data, known.v.v, known.v.n);
        if (near)
            SAY(c, place, "`%s` has no attribute `%s`: is `%s` meant?", name_of(n), name.data, near);
        else
            SAY(c, place, "`%s` has no attribute `%s`", name_of(n), name.data);
        rng_names_drop(&known);
    } else {
        xmlChar *value = xmlNodeListGetString(a->doc, a->children, 1);
        if (!rng_value_fits(pattern, value ? (const char *)value : "", &words)) {
            stays = a->ns;
            SAY(c, place, "`%s` may not be “%s” in `%s`: write %s", name.data, value ? (const char *)value : "",
                name_of(n), words.data ? words.data : "something else");
        }
        xmlFree(value);
    }
    buf_drop(&name);
    buf_drop(&words);
    return stays;
}

static void check_attributes(struct check *c, const xmlNode *n, const xmlNode *element)
{
    struct rng_names required = {0};
    rng_attributes(c->rng, element, true, &required);
    for (size_t i = 0; i < required.v.n; i++) {
        const char *want = required.v.v[i];
        bool there = !strncmp(want, "xml:", 4)
                         ? xmlHasNsProp((xmlNodePtr)(uintptr_t)n, BAD_CAST(want + 4), XML_XML_NAMESPACE) != NULL
                         : xml_attr(n, want) != NULL;
        if (!there)
            SAY(c, xml_place(n), "`%s` needs the attribute `%s`", name_of(n), want);
    }
    rng_names_drop(&required);
    for (xmlAttrPtr a = n->properties, next; a; a = next) {
        next = a->next;
        if (!check_attribute(c, n, element, a))
            xmlRemoveProp(a);
    }
}

/* ---- content ---- */

static void say_stranger(struct check *c, const xmlNode *n, const xmlNode *parent, const xmlNode *element)
{
    const char *name = name_of(n);
    struct src place = xml_place(n);
    if (!is_ours(n)) {
        SAY(c, place, n->ns ? "`%s` is in the namespace “%s”, which is not a dossier's" : "`%s` is in no namespace%s",
            name, n->ns ? (const char *)n->ns->href : "");
        return;
    }
    struct rng_names names = {0};
    struct buf where = {0};
    if (!rng_named(c->rng, name)) {
        const char *near = familiar_name(name);
        rng_children(c->rng, element, &names);
        if (!near)
            near = nearest_name(name, names.v.v, names.v.n);
        if (near)
            SAY(c, place, "there is no element `%s`: is `%s` meant?", name, near);
        else
            SAY(c, place, "there is no element `%s`", name);
    } else {
        const xmlNode *p = rng_child(c->rng, element, "p");
        if (p && rng_child(c->rng, p, name))
            SAY(c, place, "`%s` may not stand in `%s` itself: put it in a `p`", name, name_of(parent));
        else
            rng_parents(c->rng, name, &names);
        list_names(&where, &names);
        if (names.v.n)
            SAY(c, place, "`%s` may not stand in `%s`: it stands in %s", name, name_of(parent), where.data);
    }
    rng_names_drop(&names);
    buf_drop(&where);
}

static void say_order(struct check *c, const xmlNode *parent, const xmlNode *bad, const xmlNode *before,
                      const struct rng_names *expected)
{
    struct buf b = {0};
    list_names(&b, expected);
    const char *name = name_of(parent);
    if (!bad)
        SAY(c, xml_place(parent), "`%s` is not complete: it needs %s", name, b.data);
    else if (!before)
        SAY(c, xml_place(bad), "`%s` may not come first in `%s`: first comes %s", name_of(bad), name, b.data);
    else if (expected->v.n)
        SAY(c, xml_place(bad), "`%s` may not follow `%s` in `%s`: here stands %s", name_of(bad), name_of(before), name,
            b.data);
    else
        SAY(c, xml_place(bad), "`%s` may not follow `%s` in `%s`", name_of(bad), name_of(before), name);
    buf_drop(&b);
}

/* Of all that could come next, what would make the content whole, if anything alone does. */
static void keep_what_completes(struct check *c, const xmlNode *element, const char *const *names, size_t n,
                                struct rng_names *expected)
{
    const char **longer = xcalloc(n + 1, sizeof *longer);
    for (size_t i = 0; i < n; i++)
        longer[i] = names[i];
    struct rng_names good = {0}, rest = {0};
    for (size_t i = 0; i < expected->v.n; i++) {
        bool complete;
        longer[n] = expected->v.v[i];
        rng_match(c->rng, element, longer, n + 1, &rest, &complete);
        if (complete)
            vec_push(&good.v, expected->v.v[i]);
    }
    free(longer);
    rng_names_drop(&rest);
    rng_names_drop(good.v.n ? expected : &good);
    if (good.v.n)
        *expected = good;
}

static void check_order(struct check *c, const xmlNode *n, const xmlNode *element, bool strangers)
{
    VEC(const xmlNode *) known = {0};
    VEC(const char *) names = {0};
    for (const xmlNode *k = n->children; k; k = k->next)
        if (k->type == XML_ELEMENT_NODE && is_ours(k) && rng_child(c->rng, element, name_of(k))) {
            vec_push(&known, k);
            vec_push(&names, name_of(k));
        }
    struct rng_names expected = {0};
    bool complete;
    size_t fit = rng_match(c->rng, element, names.v, names.n, &expected, &complete);
    if (!complete && fit == names.n)
        keep_what_completes(c, element, names.v, names.n, &expected);
    if (!complete && !(strangers && fit == names.n)) /* a stranger may well be meant for what is lacking */
        say_order(c, n, known.v && fit < known.n ? known.v[fit] : NULL, known.v && fit ? known.v[fit - 1] : NULL,
                  &expected);
    rng_names_drop(&expected);
    vec_drop(&known);
    vec_drop(&names);
}

/* Where the first sign of a text stands that may not be there; false if it is blank. */
static bool first_ink(const xmlNode *text, struct src *place)
{
    *place = xml_place(text);
    for (const char *p = (const char *)text->content; p && *p; p++) {
        if (!utf8_is_space((unsigned char)*p))
            return true;
        place->col = *p == '\n' ? 1 : place->col + 1;
        place->line += *p == '\n';
    }
    return false;
}

static void check_element(struct check *c, const xmlNode *n, const xmlNode *element)
{
    check_attributes(c, n, element);
    bool text = rng_takes_text(c->rng, element), strangers = false;
    for (const xmlNode *k = n->children; k; k = k->next) {
        struct src place;
        if (k->type == XML_TEXT_NODE && !text && first_ink(k, &place)) {
            bool p = rng_child(c->rng, element, "p");
            SAY(c, place,
                p ? "text may not stand in `%s` itself: put it in a `p`" : "text may not stand in `%s` itself",
                name_of(n));
        }
        if (k->type != XML_ELEMENT_NODE)
            continue;
        const xmlNode *of = is_ours(k) ? rng_child(c->rng, element, name_of(k)) : NULL;
        if (!of)
            say_stranger(c, k, n, element);
        strangers |= !of;
        if (!of && is_ours(k))
            of = rng_named(c->rng, name_of(k));
        if (of)
            check_element(c, k, of);
    }
    check_order(c, n, element, strangers);
}

/* ---- the judge ---- */

struct verdict { /* libxml2's first complaint, in case the walk finds nothing */
    struct src place;
    char message[200];
    bool any;
};

static void first_complaint(void *data, xmlErrorPtr e)
{
    struct verdict *v = data;
    if (v->any)
        return;
    v->any = true;
    if (e->node)
        v->place = xml_place(e->node);
    snprintf(v->message, sizeof v->message, "%s", e->message ? e->message : "");
    v->message[strcspn(v->message, "\n")] = 0;
}

static bool valid(xmlDocPtr tree, const char *schema, struct verdict *verdict, struct diag *diag)
{
    xmlRelaxNGParserCtxtPtr parser = access(schema, R_OK) ? NULL : xmlRelaxNGNewParserCtxt(schema);
    if (parser)
        xmlRelaxNGSetParserStructuredErrors(parser, first_complaint, verdict);
    xmlRelaxNGPtr grammar = parser ? xmlRelaxNGParse(parser) : NULL;
    bool ok = true;
    if (grammar) {
        xmlRelaxNGValidCtxtPtr run = xmlRelaxNGNewValidCtxt(grammar);
        xmlRelaxNGSetValidStructuredErrors(run, first_complaint, verdict);
        ok = !xmlRelaxNGValidateDoc(run, tree);
        xmlRelaxNGFreeValidCtxt(run);
    } else {
        diag_add(diag, D_FILE_READ, (struct src){schema, 0, 0}, "the schema cannot be read");
    }
    xmlRelaxNGFree(grammar);
    xmlRelaxNGFreeParserCtxt(parser);
    return ok;
}

void schema_check(xmlDocPtr tree, const char *schema, struct diag *diag)
{
    struct verdict verdict = {0};
    struct rng rng;
    if (valid(tree, schema, &verdict, diag))
        return;
    const xmlNode *root = xmlDocGetRootElement(tree);
    struct check c = {.rng = &rng, .diag = diag};
    if (rng_open(&rng, schema) && rng_named(&rng, "dossier"))
        check_element(&c, root, rng_named(&rng, "dossier"));
    if (!c.said)
        diag_add(diag, D_XML_SCHEMA, verdict.place.file ? verdict.place : xml_place(root),
                 "the schema refuses this: %s", verdict.message);
    rng_close(&rng);
}
