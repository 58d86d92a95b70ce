/* SVG: its size, and whether it stands by itself: no script, nothing fetched from elsewhere. */
#include "doc/media.h"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <stdlib.h>
#include <string.h>

static const char svg_namespace[] = "http://www.w3.org/2000/svg";

/* A length of SVG in points; 0 if it is none, or relative. */
static double length(const char *s)
{
    static const struct {
        const char *unit;
        double pt;
    } units[] = {{"", 0.75},        {"px", 0.75},      {"pt", 1},  {"pc", 12},
                 {"mm", 72 / 25.4}, {"cm", 72 / 2.54}, {"in", 72}, {"em", 12}};
    char *end;
    double v = s ? strtod(s, &end) : 0;
    if (!(v > 0 && v < 1e6))
        return 0;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        size_t n = strlen(units[i].unit);
        if (!strncmp(end, units[i].unit, n) && end[n + strspn(end + n, " \t\r\n")] == 0 &&
            (n || !end[strspn(end, " \t\r\n")]))
            return v * units[i].pt;
    }
    return 0;
}

static double length_attr(xmlNode *root, const char *name)
{
    xmlChar *s = xmlGetNoNsProp(root, (const xmlChar *)name);
    double v = length((const char *)s);
    xmlFree(s);
    return v;
}

static bool view_box(xmlNode *root, double *w, double *h)
{
    xmlChar *s = xmlGetNoNsProp(root, (const xmlChar *)"viewBox");
    double v[4] = {0};
    char *p = (char *)s;
    int n = 0;
    while (p && *p && n < 4) {
        char *end;
        p += strspn(p, " ,\t\r\n");
        v[n] = strtod(p, &end);
        if (end == p)
            break;
        n++;
        p = end;
    }
    xmlFree(s);
    *w = v[2];
    *h = v[3];
    return n == 4 && v[2] > 0 && v[3] > 0 && v[2] < 1e6 && v[3] < 1e6;
}

static bool set_size(xmlNode *root, struct image *image)
{
    double w = length_attr(root, "width"), h = length_attr(root, "height"), vw, vh;
    bool box = view_box(root, &vw, &vh);
    if (!(w > 0 && h > 0) && !box)
        return false;
    if (w <= 0 && h <= 0) {
        w = vw * 0.75;
        h = vh * 0.75;
    } else if (w <= 0) {
        w = h * vw / vh;
    } else if (h <= 0) {
        h = w * vh / vw;
    }
    image->width = PT_OF(w < 1e6 ? w : 1e6);
    image->height = PT_OF(h < 1e6 ? h : 1e6);
    return image->width > 0 && image->height > 0;
}

static bool outside(const char *value)
{
    value += strspn(value, " \t\r\n");
    return *value && *value != '#' && strncmp(value, "data:", 5) != 0;
}

/* What may not stand in a picture; NULL if all is well. Walks without recursion: the nesting is the file's. */
static const char *fault_in(struct arena *a, xmlNode *root)
{
    for (xmlNode *n = root; n;) {
        if (n->type == XML_ENTITY_REF_NODE)
            return "it uses entities";
        if (n->type == XML_ELEMENT_NODE) {
            bool link = !strcmp((const char *)n->name, "a");
            if (!strcmp((const char *)n->name, "script"))
                return "it holds a script";
            for (xmlAttr *p = n->properties; p; p = p->next) {
                const char *value = p->children && p->children->content ? (const char *)p->children->content : "";
                if (!link && !strcmp((const char *)p->name, "href") && outside(value))
                    return arena_printf(a, "it refers to another file, “%.60s”", value);
                if (!p->ns && !strncmp((const char *)p->name, "on", 2))
                    return "it holds a script";
            }
        }
        if (n->children && n->type == XML_ELEMENT_NODE) {
            n = n->children;
            continue;
        }
        while (n && n != root && !n->next)
            n = n->parent;
        n = !n || n == root ? NULL : n->next;
    }
    return NULL;
}

static const char *first_line(struct arena *a, const xmlError *e)
{
    if (!e || !e->message)
        return "no XML";
    return arena_printf(a, "line %d: %s", e->line, arena_strndup(a, e->message, strcspn(e->message, "\n")));
}

enum image_fault image_read_svg(struct arena *a, struct image *image, const char **why)
{
    image->channels = 3;
    image->alpha = true;
    xmlResetLastError();
    xmlDoc *doc = xmlReadMemory((const char *)image->data, (int)image->len, "svg", NULL,
                                XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    if (!doc) {
        *why = first_line(a, xmlGetLastError());
        return IMAGE_FAULT_BROKEN;
    }
    xmlNode *root = xmlDocGetRootElement(doc);
    bool svg = root && !strcmp((const char *)root->name, "svg") && root->ns &&
               !strcmp((const char *)root->ns->href, svg_namespace);
    *why = !svg ? "its root is no svg element" : fault_in(a, root);
    if (!*why && !set_size(root, image))
        *why = "it has neither viewBox nor width and height";
    xmlFreeDoc(doc);
    return *why ? IMAGE_FAULT_BROKEN : IMAGE_SOUND;
}
