/* Whether a drawing stands by itself and can be drawn in finite time: no script, nothing fetched from elsewhere (by link, style sheet or
 * font), and not one element that calls ten that call ten. */
#include "doc/svg.h"

#include <ctype.h>
#include <libxml/entities.h>
#include <string.h>

enum {
    WORK_MAX = 2000000, /* a few seconds; each part counts as often as something shows it */
    WORK_ELEMENT = 10,
    WORK_FILTER = 500, /* a step of a filter: pixels */
    WORK_CHARS = 10,   /* a character of text */
    WORK_PATH = 4,     /* this many bytes of a path, about a point of it, count one */
    REFERENCES_DEEP = 1000
};

/* What an element costs to draw, with all that it shows. */
struct work {
    bool busy, known;
    double units;
};

struct judge {
    struct arena *arena;
    xmlDoc *doc;
    struct map *ids;
    double of_styles, classed; /* work that style rules call for, and the elements that may match them */
    bool too_much;
    const char *fault;
};

/* The value with its entities told; NULL where an entity is made of others, for that way lies a billion laughs. */
static const char *value_of(struct judge *j, xmlAttr *at)
{
    struct buf b = {0};
    bool plain = true;
    if (at->children && !at->children->next && at->children->type == XML_TEXT_NODE)
        return (const char *)at->children->content;
    for (xmlNode *n = at->children; n && plain; n = n->next) {
        const xmlEntity *e = n->type == XML_ENTITY_REF_NODE ? xmlGetDocEntity(j->doc, n->name) : NULL;
        const char *s = (const char *)(n->type == XML_ENTITY_REF_NODE ? e ? e->content : NULL : n->content);
        plain = n->type != XML_ENTITY_REF_NODE || (s && !strchr(s, '&') && b.len < 100000);
        buf_adds(&b, plain && s ? s : "");
    }
    const char *flat = plain ? arena_strndup(j->arena, b.len ? b.data : "", b.len) : NULL;
    buf_drop(&b);
    if (flat && at->children) {
        xmlFreeNodeList(at->children);
        at->children = at->last = xmlNewDocText(j->doc, (const xmlChar *)flat);
        at->children->parent = (xmlNode *)at;
    }
    return flat;
}

/* Not a part of this drawing, nor a picture or font within it; a drawing within would have to be judged too. */
static bool outside(const char *value)
{
    value += strspn(value, " \t\r\n\"'");
    bool within = !*value || *value == '#' || !strncasecmp(value, "data:", 5);
    return !within || !strncasecmp(value, "data:image/svg", 14);
}

static const char *refers(struct judge *j, const char *value)
{
    return arena_printf(j->arena, "it refers to another file, “%.60s”", value);
}

/* ---- style: CSS in text or attribute ---- */

/* Without comments; false if letters are written as escapes, which could hide anything. */
static bool uncommented(const char *css, struct buf *out)
{
    for (; *css; css++) {
        if (css[0] == '/' && css[1] == '*') {
            const char *end = strstr(css + 2, "*/");
            if (!end)
                break;
            css = end + 1;
            continue;
        }
        if (css[0] == '\\' && isxdigit((unsigned char)css[1]))
            return false;
        buf_addc(out, *css);
    }
    return true;
}

/* Every url() of it leads to a part of the drawing, and nothing else leads anywhere. */
static const char *css_fault(struct judge *j, const char *css, bool whole)
{
    struct buf b = {0};
    const char *fault = uncommented(css, &b) ? NULL : "its style is written in escapes";
    for (const char *p = b.len ? b.data : ""; *p && !fault; p++) {
        if (!strncasecmp(p, "url(", 4)) {
            const char *end = strchr(p, ')');
            if (outside(p + 4))
                fault = refers(j, p + 4);
            else if (end)
                p = end;
        } else if (whole && (!strncasecmp(p, "@import", 7) || !strncmp(p, "//", 2))) {
            fault = refers(j, p);
        }
    }
    buf_drop(&b);
    return fault;
}

/* ---- what may not stand in a picture ---- */

static const char *attribute_fault(struct judge *j, const xmlNode *n, xmlAttr *at)
{
    const char *name = (const char *)at->name, *value = value_of(j, at);
    bool link = !strcmp((const char *)n->name, "a");
    if (!value)
        return "it uses entities";
    if (!at->ns && !strncasecmp(name, "on", 2))
        return "it holds a script";
    if (link && !strcmp(name, "href") && strcasestr(value, "script:"))
        return "it holds a script";
    if (!strcmp(name, "base") && at->ns)
        return refers(j, value);
    if (!strcmp(name, "attributeName") && (strstr(value, "href") || !strncasecmp(value, "on", 2)))
        return "it changes its own links";
    if (!link && !strcmp(name, "href") && outside(value))
        return refers(j, value);
    return strcasestr(value, "url") || !strcmp(name, "style") ? css_fault(j, value, !strcmp(name, "style")) : NULL;
}

static const char *element_fault(struct judge *j, xmlNode *n)
{
    const char *name = (const char *)n->name, *fault = NULL;
    if (!strcmp(name, "script"))
        return "it holds a script";
    if (!strcmp(name, "foreignObject") && strcmp((const char *)n->parent->name, "switch") != 0)
        return "it holds HTML (foreignObject), which paper can't show: save its words as text";
    if (!strcmp(name, "style")) {
        xmlChar *css = xmlNodeGetContent(n);
        fault = css ? css_fault(j, (const char *)css, true) : NULL;
        xmlFree(css);
    }
    for (xmlAttr *at = n->properties; at && !fault; at = at->next) {
        fault = attribute_fault(j, n, at);
        if (!fault && !strcmp((const char *)at->name, "id") && !at->ns && at->children)
            map_put(j->ids, (const char *)at->children->content, n);
    }
    return fault;
}

static xmlNode *after(xmlNode *root, xmlNode *n)
{
    if (n->children && n->type == XML_ELEMENT_NODE)
        return n->children;
    while (n && n != root && !n->next)
        n = n->parent;
    return !n || n == root ? NULL : n->next;
}

static const char *fault_in(struct judge *j, xmlNode *root)
{
    const char *fault = NULL;
    for (xmlNode *n = root; n && !fault; n = after(root, n))
        fault = n->type == XML_ENTITY_REF_NODE ? "it uses entities"
                : n->type == XML_ELEMENT_NODE  ? element_fault(j, n)
                                               : NULL;
    return fault;
}

/* ---- how much there is to draw ---- */

static double work_of(struct judge *j, xmlNode *n, int deep);

/* What the url(#id) of a value, or a href of "#id", show. */
static double work_shown(struct judge *j, const char *value, bool href, int deep)
{
    double units = 0;
    for (const char *p = href ? value : strcasestr(value, "url("); p; p = href ? NULL : strcasestr(p, "url(")) {
        p += href ? 0 : 4;
        p += strspn(p, " \t\r\n\"'");
        if (*p != '#')
            continue;
        size_t len = href ? strlen(p + 1) : strcspn(p + 1, "\"') \t\r\n");
        char *id = arena_strndup(j->arena, p + 1, len);
        xmlNode *n = map_find(j->ids, id);
        units += n ? work_of(j, n, deep) : 0;
    }
    return units;
}

static double work_own(struct judge *j, xmlNode *n, int deep)
{
    double units = n->ns && !strncmp((const char *)n->name, "fe", 2) ? WORK_FILTER : WORK_ELEMENT;
    for (xmlAttr *at = n->properties; at; at = at->next) {
        const char *value = at->children && at->children->content ? (const char *)at->children->content : "";
        const char *name = (const char *)at->name;
        bool href = !strcmp(name, "href");
        if (!strcmp(name, "class"))
            j->classed++;
        else if (!strcmp(name, "d") || !strcmp(name, "points"))
            units += (double)strlen(value) / WORK_PATH;
        else if (href || strcasestr(value, "url("))
            units += work_shown(j, value, href && strcmp((const char *)n->name, "a") != 0, deep);
    }
    return units;
}

static double work_of(struct judge *j, xmlNode *n, int deep)
{
    if (!n->_private)
        n->_private = arena_alloc(j->arena, sizeof(struct work));
    struct work *w = n->_private;
    if (w->known || w->busy || j->too_much)
        return w->busy ? 0 : w->units; /* what shows itself is not drawn */
    if (deep > REFERENCES_DEEP) {
        j->too_much = true;
        return 0;
    }
    w->busy = true;
    w->units = work_own(j, n, deep + 1);
    bool style = !strcmp((const char *)n->name, "style");
    for (xmlNode *c = n->children; c; c = c->next) {
        if (c->type == XML_ELEMENT_NODE)
            w->units += work_of(j, c, deep + 1);
        else if (style && c->content)
            j->of_styles += work_shown(j, (const char *)c->content, false, deep + 1);
        else if (c->type == XML_TEXT_NODE && c->content && n->parent && !xmlIsBlankNode(c))
            w->units += (double)strlen((const char *)c->content) * WORK_CHARS;
    }
    w->busy = false;
    w->known = true;
    j->too_much |= w->units > WORK_MAX;
    return w->units;
}

static const char too_much[] = "it would take too long to draw: it has, or shows again and again, more than 200 thousand parts";

/* Each has one tag or two: told before a tree of them takes a gigabyte. */
const char *svg_crowd(const uint8_t *data, size_t len)
{
    size_t tags = 0;
    for (const uint8_t *p = data, *end = data + len; (p = memchr(p, '<', (size_t)(end - p))) != NULL; p++)
        tags++;
    return tags > 2 * (size_t)WORK_MAX / WORK_ELEMENT ? too_much : NULL;
}

const char *svg_fault(struct arena *a, xmlDoc *doc)
{
    struct judge j = {.arena = a, .doc = doc, .ids = map_new()};
    xmlNode *root = xmlDocGetRootElement(doc);
    const char *fault = fault_in(&j, root);
    if (!fault) {
        double units = work_of(&j, root, 0) + j.of_styles * (1 + j.classed);
        if (j.too_much || units > WORK_MAX)
            fault = too_much;
    }
    map_drop(j.ids);
    return fault;
}
