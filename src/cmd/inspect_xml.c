/* What the XMP of a PDF and the package file of an EPUB say: texts by the names of their elements. */
#include "cmd/inspect.h"

#include <libxml/parser.h>
#include <string.h>

xmlDocPtr inspect_xml(const char *data, size_t n)
{
    if (!n || n > INSPECT_PART)
        return NULL;
    return xmlReadMemory(data, (int)n, "part", NULL, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
}

static void add_text(json_t *list, xmlChar *text)
{
    const char *from = (const char *)text;

    if (from) {
        from += strspn(from, " \t\r\n");
        size_t n = strlen(from);
        while (n && strchr(" \t\r\n", from[n - 1]))
            n--;
        if (n)
            json_array_append_new(list, json_stringn(from, n)); /* NULL for what is no UTF-8: nothing is added */
    }
    xmlFree(text);
}

/* rdf:Alt, Seq and Bag hold their texts one by one. */
static void take(json_t *list, xmlNodePtr n)
{
    bool items = false;

    for (xmlNodePtr set = n->children; set; set = set->next)
        for (xmlNodePtr li = set->type == XML_ELEMENT_NODE ? set->children : NULL; li; li = li->next)
            if (li->type == XML_ELEMENT_NODE && xmlStrEqual(li->name, BAD_CAST "li")) {
                add_text(list, xmlNodeGetContent(li));
                items = true;
            }
    if (!items)
        add_text(list, xmlNodeGetContent(n));
}

xmlNodePtr inspect_after(xmlNodePtr n, bool down)
{
    if (down && n->children && n->type == XML_ELEMENT_NODE)
        return n->children;
    while (n && !n->next)
        n = n->parent && n->parent->type == XML_ELEMENT_NODE ? n->parent : NULL;
    return n ? n->next : NULL;
}

static bool named(const xmlChar *local, const xmlNs *ns, const char *space, const char *name)
{
    return xmlStrEqual(local, BAD_CAST name) && ns && xmlStrEqual(ns->href, BAD_CAST space);
}

json_t *inspect_attr(xmlNodePtr n, const char *name)
{
    xmlChar *v = xmlGetProp(n, BAD_CAST name);
    json_t *text = v ? json_string((const char *)v) : NULL;

    xmlFree(v);
    return text;
}

json_t *inspect_texts(xmlDocPtr doc, const char *space, const char *name)
{
    json_t *list = json_array();

    for (xmlNodePtr n = doc ? xmlDocGetRootElement(doc) : NULL; n;) {
        bool it = n->type == XML_ELEMENT_NODE && named(n->name, n->ns, space, name);
        if (it)
            take(list, n);
        else if (n->type == XML_ELEMENT_NODE && xmlStrEqual(n->name, BAD_CAST "Description"))
            for (xmlAttrPtr a = n->properties; a; a = a->next)
                if (named(a->name, a->ns, space, name))
                    add_text(list, xmlNodeListGetString(doc, a->children, 1));
        n = inspect_after(n, !it);
    }
    return list;
}

void inspect_put(json_t *o, const char *key, json_t *v)
{
    bool nothing = !v || (json_is_string(v) && !json_string_length(v)) || (json_is_array(v) && !json_array_size(v)) ||
                   (json_is_object(v) && !json_object_size(v));

    if (nothing)
        json_decref(v);
    else
        json_object_set_new(o, key, v);
}

void inspect_one(json_t *o, const char *key, json_t *list)
{
    json_t *first = json_array_get(list, 0);

    inspect_put(o, key, first ? json_incref(first) : NULL);
    json_decref(list);
}

void inspect_hash(const void *data, size_t n, char hex[65])
{
    uint8_t sum[32];

    sha256(data, n, sum);
    sha256_hex(sum, hex);
}
