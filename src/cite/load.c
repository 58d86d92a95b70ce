/* Reads a style: the file, the parent that a dependent style names, and the XML as a tree of elements. */
#include "cite/internal.h"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <stdlib.h>

static const char *const element_names[] = {"",
#define X(name, text) text,
                                            CITE_ELEMENTS(X)
#undef X
};
static const char *const attribute_names[] = {
#define X(name, text) text,
    CITE_ATTRIBUTES(X)
#undef X
};

struct elem *elem_child(const struct elem *e, enum elem_kind kind)
{
    for (struct elem *k = e ? e->first : NULL; k; k = k->next)
        if (k->kind == kind)
            return k;
    return NULL;
}

bool attr_is(const struct elem *e, enum attr a, const char *value)
{
    return e && e->a[a] && strcmp(e->a[a], value) == 0;
}

static enum elem_kind element_kind(const char *name)
{
    for (size_t i = 1; i < sizeof element_names / sizeof *element_names; i++)
        if (strcmp(name, element_names[i]) == 0)
            return (enum elem_kind)i;
    return ELEM_OTHER;
}

static void read_attributes(struct arena *a, xmlNode *node, struct elem *e)
{
    for (xmlAttr *x = node->properties; x; x = x->next)
        for (size_t i = 0; i < ATTR_COUNT; i++)
            if (strcmp((const char *)x->name, attribute_names[i]) == 0) {
                xmlChar *v = xmlNodeListGetString(node->doc, x->children, 1);
                e->a[i] = arena_strdup(a, v ? (const char *)v : "");
                xmlFree(v);
            }
}

/* libxml2 refuses deeper than 256 levels. */
struct elem *elem_read(struct arena *a, void *xml_node, struct elem *parent)
{
    xmlNode *node = xml_node;
    struct elem *e = arena_alloc(a, sizeof *e);
    e->kind = element_kind((const char *)node->name);
    e->parent = parent;
    read_attributes(a, node, e);
    for (xmlNode *k = node->children; k; k = k->next) {
        if (k->type != XML_ELEMENT_NODE)
            continue;
        struct elem *child = elem_read(a, k, e);
        if (e->last)
            e->last->next = child;
        else
            e->first = child;
        e->last = child;
    }
    return e;
}

static bool renders(const struct elem *e, const char *variable)
{
    if (attr_is(e, ATTR_VARIABLE, variable) && (e->kind == ELEM_TEXT || e->kind == ELEM_NUMBER))
        return true;
    for (const struct elem *k = e->first; k; k = k->next)
        if (renders(k, variable))
            return true;
    return false;
}

static bool take_style(struct cite *c, xmlNode *root, char **error)
{
    struct style *s = &c->style;
    s->root = elem_read(c->arena, root, NULL);
    s->macros = map_new();
    for (struct elem *k = s->root->first; k; k = k->next) {
        if (k->kind == ELEM_MACRO && k->a[ATTR_NAME])
            map_put(s->macros, k->a[ATTR_NAME], k);
        else if (k->kind == ELEM_CITATION)
            s->citation = k;
        else if (k->kind == ELEM_BIBLIOGRAPHY)
            s->bibliography = k;
    }
    s->note = attr_is(s->root, ATTR_CLASS, "note");
    s->uses_year_suffix = renders(s->root, "year-suffix");
    s->uses_locator = renders(s->root, "locator");
    s->uses_label = renders(s->root, "citation-label");
    if (!s->citation) {
        *error = xstrdup("the style has no <citation>: it is not an independent CSL style");
        return false;
    }
    return true;
}

static xmlDoc *read_xml(const char *path, char **error)
{
    struct buf b = {0}, m = {0};
    if (!file_read(path, &b, 16u << 20)) {
        buf_addf(&m, "cannot read the style %s", path);
        *error = m.data;
        buf_drop(&b);
        return NULL;
    }
    xmlParserCtxt *ctx = xmlNewParserCtxt();
    xmlDoc *doc = xmlCtxtReadMemory(ctx, b.data ? b.data : "", (int)b.len, path, NULL,
                                    XML_PARSE_NONET | XML_PARSE_NOBLANKS | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    if (!doc || !xmlDocGetRootElement(doc)) {
        buf_addf(&m, "%s:%d: not well-formed XML: %s", path, ctx->lastError.line,
                 ctx->lastError.message ? ctx->lastError.message : "");
        while (m.len && m.data[m.len - 1] == '\n')
            m.data[--m.len] = 0;
        *error = m.data;
        xmlFreeDoc(doc);
        doc = NULL;
    }
    xmlFreeParserCtxt(ctx);
    buf_drop(&b);
    return doc;
}

static bool exists(const char *path)
{
    FILE *f = fopen(path, "rb");
    if (f)
        fclose(f);
    return f != NULL;
}

static bool is_name(const char *s)
{
    size_t n = strlen(s);
    return !strchr(s, '/') && (n < 4 || strcmp(s + n - 4, ".csl") != 0);
}

/* A name, the house's first, a file, or a style's URL ("http://www.zotero.org/styles/apa"), to a file. */
static char *style_path(struct arena *a, const struct cite_options *o, const char *name)
{
    const char *dir = o->styles_dir ? o->styles_dir : "/usr/share/citation-style-language/styles";
    char *path = o->house_dir && is_name(name) ? arena_printf(a, "%s/%s.csl", o->house_dir, name) : NULL;
    if (path && exists(path))
        return path;
    if (strncmp(name, "http", 4) != 0 && exists(name))
        return arena_strdup(a, name);
    const char *slash = strrchr(name, '/');
    const char *base = slash ? slash + 1 : name;
    size_t n = strlen(base);
    if (n > 4 && strcmp(base + n - 4, ".csl") == 0)
        n -= 4;
    path = arena_printf(a, "%s/%.*s.csl", dir, (int)n, base);
    if (exists(path))
        return path;
    path = arena_printf(a, "%s/dependent/%.*s.csl", dir, (int)n, base);
    return exists(path) ? path : arena_strdup(a, name);
}

/* The address in <link rel="independent-parent" href="…"> of a dependent style. */
static char *parent_of(struct arena *a, xmlNode *root)
{
    for (xmlNode *k = root->children; k; k = k->next) {
        if (k->type != XML_ELEMENT_NODE || strcmp((const char *)k->name, "info") != 0)
            continue;
        for (xmlNode *l = k->children; l; l = l->next) {
            xmlChar *rel = l->type == XML_ELEMENT_NODE ? xmlGetProp(l, BAD_CAST "rel") : NULL;
            xmlChar *href = rel ? xmlGetProp(l, BAD_CAST "href") : NULL;
            char *found = rel && href && strcmp((const char *)rel, "independent-parent") == 0
                              ? arena_strdup(a, (const char *)href)
                              : NULL;
            xmlFree(rel);
            xmlFree(href);
            if (found)
                return found;
        }
    }
    return NULL;
}

bool style_load(struct cite *c, const struct cite_options *o, char **error)
{
    const char *name = o->style;
    struct cite_options locale = *o;
    for (int hops = 0; hops < 4; hops++) {
        xmlDoc *doc = read_xml(style_path(c->arena, o, name), error);
        if (!doc)
            return false;
        xmlNode *root = xmlDocGetRootElement(doc);
        if (strcmp((const char *)root->name, "style") != 0) {
            *error = xstrdup("not a CSL style: the root element is not <style>");
            xmlFreeDoc(doc);
            return false;
        }
        xmlChar *def = xmlGetProp(root, BAD_CAST "default-locale");
        if (def && *def && (!locale.locale || !*locale.locale))
            locale.locale = arena_strdup(c->arena, (const char *)def);
        xmlFree(def);
        char *parent = parent_of(c->arena, root);
        if (!parent) {
            bool good = take_style(c, root, error) && locale_load(c, &locale, root, error);
            xmlFreeDoc(doc);
            return good;
        }
        xmlFreeDoc(doc);
        name = parent;
    }
    *error = xstrdup("dependent styles that lead nowhere");
    return false;
}
