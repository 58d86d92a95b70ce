/* What a drawing says besides what it shows: the drawing program's notes, with the folders and names of whoever drew it; comments;
 * titles and descriptions, which nobody sees who checks it (readers are told its alt); HTML for browsers alone; and the photographs in it, which go through strip.c. */
#include "doc/svg.h"

#include <glib.h>
#include <string.h>

static const char svg_ns[] = "http://www.w3.org/2000/svg", xlink_ns[] = "http://www.w3.org/1999/xlink";

static bool is_ns(const xmlNs *ns, const char *name)
{
    return ns && ns->href && !strcmp((const char *)ns->href, name);
}

static bool strip_attributes(xmlNode *n)
{
    bool changed = false;
    for (xmlAttr *at = n->properties, *next; at; at = next) {
        next = at->next;
        if (!at->ns || is_ns(at->ns, xlink_ns) || is_ns(at->ns, (const char *)XML_XML_NAMESPACE))
            continue;
        xmlRemoveProp(at);
        changed = true;
    }
    return changed;
}

static bool needless(const xmlNode *n)
{
    switch (n->type) {
    case XML_COMMENT_NODE:
    case XML_PI_NODE: return true;
    case XML_ELEMENT_NODE:
        return !is_ns(n->ns, svg_ns) || words_have("metadata title desc foreignObject", (const char *)n->name);
    default: return false;
    }
}

/* "data:image/jpeg;base64,…": the picture decoded, stripped, coded again. */
static enum image_fault strip_picture(struct arena *a, xmlAttr *at, int64_t *pixels, bool *changed)
{
    const char *value = at->children && at->children->content ? (const char *)at->children->content : "", *why;
    const char *comma = strchr(value, ',');
    value += strspn(value, " \t\r\n");
    if (strncasecmp(value, "data:image/", 11) != 0 || !comma || comma - value < 7 || strncasecmp(comma - 7, ";base64", 7) != 0)
        return IMAGE_SOUND;
    struct image im = {0};
    gsize len = 0;
    guchar *bytes = g_base64_decode(comma + 1, &len);
    enum image_fault fault = IMAGE_SOUND;
    if (image_kind_of(bytes, len, &im.kind) && im.kind != IMAGE_SVG) {
        im.len = image_strip(im.kind, bytes, len, &im.orientation);
        im.orientation = 0; /* a drawing does not heed it */
        im.data = bytes;
        fault = im.kind == IMAGE_JPEG ? image_read_jpeg(a, &im, &why) : image_read_png(a, &im, &why);
        *pixels += (int64_t)im.px_w * im.px_h;
        if (im.len != len) {
            gchar *text = g_base64_encode(bytes, im.len);
            struct buf b = {0};
            buf_add(&b, value, (size_t)(comma + 1 - value));
            buf_adds(&b, text);
            xmlNodeSetContent(at->children, (const xmlChar *)b.data);
            buf_drop(&b);
            g_free(text);
            *changed = true;
        }
    }
    g_free(bytes);
    return fault;
}

static const char *strip_below(struct arena *a, xmlNode *n, int64_t *pixels, bool *changed)
{
    const char *fault = NULL;
    *changed |= strip_attributes(n);
    for (xmlAttr *at = n->properties; at && !strcmp((const char *)n->name, "image"); at = at->next)
        if (!strcmp((const char *)at->name, "href") && strip_picture(a, at, pixels, changed) == IMAGE_FAULT_BROKEN)
            return "a picture in it is damaged";
    if (*pixels > IMAGE_PIXELS / 4)
        return "the pictures in it have more than 25 million pixels";
    for (xmlNode *c = n->children, *next; c && !fault; c = next) {
        next = c->next;
        if (needless(c)) {
            xmlUnlinkNode(c);
            xmlFreeNode(c);
            *changed = true;
        } else if (c->type == XML_ELEMENT_NODE) {
            fault = strip_below(a, c, pixels, changed); /* libxml2 lets no more than 256 stand in each other */
        }
    }
    return fault;
}

const char *svg_strip(struct arena *a, xmlDoc *doc, bool *changed)
{
    xmlNode *root = xmlDocGetRootElement(doc);
    int64_t pixels = 0;
    *changed = false;
    for (xmlNode *c = doc->children, *next; c; c = next) {
        next = c->next;
        if (c == root || c->type == XML_TEXT_NODE)
            continue;
        xmlUnlinkNode(c);
        if (c->type == XML_DTD_NODE)
            xmlFreeDtd((xmlDtd *)c), doc->intSubset = NULL;
        else
            xmlFreeNode(c);
        *changed = true;
    }
    return strip_below(a, root, &pixels, changed);
}
