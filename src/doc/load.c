/* From XML to the tree as written: parse, include, judge the root, validate, and turn libxml2's nodes into ours. */
#include "doc/xml.h"

#include <stdlib.h>
#include <string.h>

static void build_children(struct doc *doc, const xmlNode *from, struct node *to);

static char *attribute_value(struct doc *doc, const xmlAttr *a)
{
    xmlChar *v = xmlNodeListGetString(a->doc, a->children, 1);
    char *s = arena_strdup(doc->arena, v ? (const char *)v : "");
    xmlFree(v);
    return s;
}

static void build_attributes(struct doc *doc, const xmlNode *from, struct node *n)
{
    struct attr **at = &n->attrs;
    for (const xmlAttr *a = from->properties; a; a = a->next) {
        const char *name = (const char *)a->name;
        char *value = attribute_value(doc, a);
        if (a->ns && !strcmp((const char *)a->ns->href, (const char *)XML_XML_NAMESPACE)) {
            if (!strcmp(name, "id"))
                n->id = value;
            else if (!strcmp(name, "lang"))
                n->lang = *value ? value : "und";
            continue;
        }
        if (a->ns)
            continue;
        struct attr *made = arena_alloc(doc->arena, sizeof *made);
        made->name = arena_strdup(doc->arena, name);
        made->value = value;
        made->src = xml_place((const xmlNode *)a);
        *at = made;
        at = &made->next;
        if (!strcmp(name, "class"))
            n->class = value;
    }
}

static struct node *build_element(struct doc *doc, const xmlNode *from, enum node_kind kind, const struct node *parent)
{
    struct node *n = node_new(doc, kind, NULL);
    n->generated = false;
    n->lang = parent ? parent->lang : doc->lang;
    n->src = xml_place(from);
    build_attributes(doc, from, n);
    build_children(doc, from, n);
    return n;
}

static void build_children(struct doc *doc, const xmlNode *from, struct node *to)
{
    for (const xmlNode *c = from->children; c; c = c->next) {
        if (c->type == XML_TEXT_NODE && c->content) {
            struct node *t = node_text(doc, (const char *)c->content, to);
            t->generated = false;
            t->src = xml_place(c);
            node_append(to, t);
        } else if (c->type == XML_ELEMENT_NODE) {
            bool ours = c->ns && !strcmp((const char *)c->ns->href, XML_DOSSIER_NS);
            enum node_kind kind = ours ? node_kind_of((const char *)c->name) : NODE_KIND_COUNT;
            if (kind == NODE_TEXT ||
                kind >= NODE_COVERPAGE) /* not in the vocabulary: the schema said so; its content stays */
                build_children(doc, c, to);
            else
                node_append(to, build_element(doc, c, kind, to));
        }
    }
}

static void set_aside(struct doc *doc)
{
    for (struct node *n = doc->tree->child, *next; n; n = next) {
        next = n->next;
        struct node **place = n->kind == NODE_INFO ? &doc->info : n->kind == NODE_SOURCES ? &doc->sources_node : NULL;
        if (!place)
            continue;
        node_remove(n);
        if (!*place)
            *place = n;
    }
}

static bool root_is_ours(const xmlNode *root, struct diag *diag)
{
    const char *name = (const char *)root->name;
    if (xml_is(root, XML_DOSSIER_NS, "dossier"))
        return true;
    if (!root->ns)
        diag_add(diag, D_XML_NAMESPACE, xml_place(root), "the root `%s` has no namespace", name);
    else if (strcmp((const char *)root->ns->href, XML_DOSSIER_NS))
        diag_add(diag, D_XML_NAMESPACE, xml_place(root),
                 "the root `%s` is in the namespace “%s”, which is not a dossier's", name,
                 (const char *)root->ns->href);
    else
        diag_add(diag, D_XML_NAMESPACE, xml_place(root), "the root is `%s`, not `dossier`", name);
    return false;
}

bool load_tree(struct doc *doc, const struct doc_options *opt, struct diag *diag)
{
    struct xml_set set = {.doc = doc, .diag = diag, .dict = xmlDictCreate()};
    xmlDocPtr tree = xml_read(&set, doc->path, (struct src){0}, 0);
    xmlNodePtr root = tree ? xmlDocGetRootElement(tree) : NULL;
    if (root && root_is_ours(root, diag)) {
        xml_include(&set, tree);
        if (opt->schema)
            schema_check(tree, opt->schema, diag);
        doc->lang = "und";
        doc->tree = build_element(doc, root, NODE_DOSSIER, NULL);
        doc->lang = doc->tree->lang;
        set_aside(doc);
    }
    bool whole = doc->tree && !set.incomplete;
    xml_set_drop(&set);
    return whole;
}
