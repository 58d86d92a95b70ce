/* XInclude 1.0, done here rather than by libxml2, whose copies forget where their nodes come from: href, parse="xml" and
 * "text", a bare id as xpointer, xi:fallback. A loop is an error where it closes. */
#include "doc/xml.h"

#include <libxml/uri.h>
#include <stdlib.h>
#include <string.h>

/* The files being read, innermost first. */
struct chain {
    const char *file;
    const struct chain *outer;
};

static void include_below(struct xml_set *set, xmlNodePtr parent, const struct chain *chain, int depth);

static int depth_of(const xmlNode *n)
{
    int d = 0;
    for (n = n->parent; n && n->type == XML_ELEMENT_NODE; n = n->parent)
        d++;
    return d;
}

static xmlNodePtr find_id(xmlNodePtr n, const char *id)
{
    if (n->type != XML_ELEMENT_NODE)
        return NULL;
    xmlAttrPtr a = xmlHasNsProp(n, BAD_CAST "id", XML_XML_NAMESPACE);
    if (a && a->children && !strcmp((const char *)a->children->content, id))
        return n;
    xmlNodePtr found = NULL;
    for (n = n->children; n && !found; n = n->next)
        found = find_id(n, id);
    return found;
}

static bool in_chain(const struct chain *chain, const char *file)
{
    for (; chain; chain = chain->outer)
        if (!strcmp(chain->file, file))
            return true;
    return false;
}

static xmlNodePtr include_text(struct xml_set *set, xmlNodePtr at, const char *path)
{
    struct buf bytes = {0};
    xmlNodePtr text = NULL;
    if (xml_read_bytes(set, path, xml_place(at), &bytes)) {
        if (!utf8_valid(bytes.data, bytes.len) || memchr(bytes.data, 0, bytes.len))
            diag_add(set->diag, D_XML_INCLUDE, xml_place(at), "“%s” is not UTF-8 text", path);
        else
            text = xmlNewDocTextLen(at->doc, BAD_CAST bytes.data, (int)bytes.len);
    }
    if (text)
        text->_private = at->_private;
    buf_drop(&bytes);
    return text;
}

static xmlNodePtr include_xml(struct xml_set *set, xmlNodePtr at, const char *path, const struct chain *chain,
                              int depth)
{
    const char *pointer = xml_attr(at, "xpointer");
    struct src src = xml_place(at);
    if (in_chain(chain, path)) {
        diag_add(set->diag, D_XML_INCLUDE, src, "“%s” includes itself%s", path,
                 chain->outer ? ", by way of other files" : "");
        return NULL;
    }
    xmlDocPtr tree = xml_read(set, path, src, depth);
    xmlNodePtr root = tree ? xmlDocGetRootElement(tree) : NULL;
    if (root && pointer) {
        root = find_id(root, pointer);
        if (!root)
            diag_add(set->diag, D_XML_INCLUDE, src, "no element of “%s” has the xml:id “%s”", path, pointer);
    }
    if (!root)
        return NULL;
    if (!root->ns ||
        (strcmp((const char *)root->ns->href, XML_DOSSIER_NS) && !xml_is(root, XML_XINCLUDE_NS, "include"))) {
        diag_add(set->diag, D_XML_NAMESPACE, xml_place(root),
                 "the root `%s` of this included file is not in the namespace “%s”", (const char *)root->name,
                 XML_DOSSIER_NS);
        return NULL;
    }
    struct chain inner = {path, chain};
    if (xml_is(root, XML_XINCLUDE_NS, "include")) { /* a file that is nothing but an include: judged where it is */
        diag_add(set->diag, D_XML_INCLUDE, xml_place(root),
                 "the root of an included file may not be an include itself");
        return NULL;
    }
    include_below(set, root, &inner, depth + 1);
    return root;
}

/* xi:fallback stands in only for a file that is not there. */
static bool use_fallback(struct xml_set *set, xmlNodePtr at, const char *path, const struct chain *chain, int depth)
{
    struct buf probe = {0};
    bool there = file_read(path, &probe, 0);
    buf_drop(&probe);
    if (there)
        return false;
    for (xmlNodePtr f = at->children; f; f = f->next) {
        if (!xml_is(f, XML_XINCLUDE_NS, "fallback"))
            continue;
        include_below(set, f, chain, depth);
        while (f->children) {
            xmlNodePtr c = f->children;
            xmlUnlinkNode(c);
            xmlAddPrevSibling(at, c);
        }
        return true;
    }
    return false;
}

/* What stands in the place of an include; NULL after a diagnostic, or when the fallback was put there. */
static xmlNodePtr included(struct xml_set *set, xmlNodePtr at, const struct chain *chain, int depth)
{
    const char *href = xml_attr(at, "href"), *mode = xml_attr(at, "parse");
    struct src src = xml_place(at);
    xmlNodePtr result = NULL;
    if (!href || !*href || strchr(href, '#')) {
        diag_add(set->diag, D_XML_INCLUDE, src,
                 href && *href ? "“%s” names a part of a file: use xpointer" : "this xi:include has no href", href);
    } else if (strstr(href, "://") || !strncmp(href, "//", 2)) {
        diag_add(set->diag, D_XML_INCLUDE, src, "“%s” is not a file: nothing is read from the network", href);
    } else if (mode && strcmp(mode, "xml") && strcmp(mode, "text")) {
        diag_add(set->diag, D_XML_INCLUDE, src, "`parse` may not be “%s”: write xml or text", mode);
    } else {
        char *plain = xmlURIUnescapeString(href, 0, NULL);
        const char *path = path_join(set->doc->arena, src.file, plain ? plain : href);
        xmlFree(plain);
        if (use_fallback(set, at, path, chain, depth))
            return NULL;
        result = mode && !strcmp(mode, "text") ? include_text(set, at, path) : include_xml(set, at, path, chain, depth);
    }
    if (!result)
        set->incomplete = true;
    return result;
}

static void include_below(struct xml_set *set, xmlNodePtr parent, const struct chain *chain, int depth)
{
    for (xmlNodePtr n = parent->children, next; n; n = next) {
        next = n->next;
        if (n->type != XML_ELEMENT_NODE)
            continue;
        if (!xml_is(n, XML_XINCLUDE_NS, "include")) {
            include_below(set, n, chain, depth + 1);
            continue;
        }
        xmlNodePtr with = included(set, n, chain, depth);
        if (with) {
            xmlUnlinkNode(with);
            xmlAddPrevSibling(n, with); /* a text may melt into its neighbour */
        }
        xmlUnlinkNode(n);
        xmlFreeNode(n);
    }
}

void xml_include(struct xml_set *set, xmlDocPtr tree)
{
    xmlNodePtr root = xmlDocGetRootElement(tree);
    struct chain chain = {set->doc->path, NULL};
    include_below(set, root, &chain, depth_of(root) + 1);
}
