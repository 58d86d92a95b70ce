/* SVG: its size; and what the outputs get of it (svgsafe.c, svgstrip.c). */
#include "doc/svg.h"

#include <libxml/parser.h>
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

static const char *first_line(struct arena *a, const xmlError *e)
{
    if (!e || !e->message)
        return "no XML";
    if (strstr(e->message, "Excessive depth"))
        return "its elements stand more than 256 deep in each other";
    return arena_printf(a, "line %d: %s", e->line, arena_strndup(a, e->message, strcspn(e->message, "\n")));
}

static const char *strip(struct arena *a, xmlDoc *doc, struct image *image)
{
    bool changed;
    const char *fault = svg_strip(a, doc, &changed);
    xmlChar *bytes = NULL;
    int len = 0;
    if (fault || !changed)
        return fault;
    xmlDocDumpMemoryEnc(doc, &bytes, &len, "UTF-8");
    uint8_t *data = arena_alloc(a, (size_t)len + 1);
    memcpy(data, bytes, (size_t)len);
    image->data = data;
    image->len = (size_t)len;
    xmlFree(bytes);
    return NULL;
}

enum image_fault image_read_svg(struct arena *a, struct image *image, const char **why)
{
    image->channels = 3;
    image->alpha = true;
    *why = svg_crowd(image->data, image->len);
    if (*why)
        return IMAGE_FAULT_BROKEN;
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
    *why = !svg ? "its root is no svg element" : svg_fault(a, doc);
    if (!*why)
        *why = strip(a, doc, image);
    if (!*why && !set_size(root, image))
        *why = "it has neither viewBox nor width and height";
    xmlFreeDoc(doc);
    return *why ? IMAGE_FAULT_BROKEN : IMAGE_SOUND;
}
