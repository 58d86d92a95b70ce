/* Texts made comparable: captured HTML without its tags; and what of a text counts when a quotation is held against it. */
#include "doc/check.h"

#include <libxml/HTMLparser.h>
#include <stdlib.h>
#include <string.h>

static bool
drops(uint32_t c) /* spaces of all kinds, invisible signs, double quotation marks: each house sets its own */
{
    return utf8_is_space(c) || c == 0xA0 || c == 0xAD || (c >= 0x2000 && c <= 0x200F) || c == 0x202F || c == 0x205F ||
           c == 0x2060 || c == 0x3000 || c == 0xFEFF || c == '"' || c == 0xAB || c == 0xBB ||
           (c >= 0x201C && c <= 0x201F) || c == 0x300C || c == 0x300D;
}

/* Headlines are often printed in capitals: case does not count (Latin, Greek, Cyrillic). */
static uint32_t lower(uint32_t c)
{
    if ((c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7) || (c >= 0x391 && c <= 0x3A9) ||
        (c >= 0x410 && c <= 0x42F))
        return c + 32;
    if ((c >= 0x100 && c <= 0x137) || (c >= 0x14A && c <= 0x177) || (c >= 0x1E00 && c <= 0x1EFF))
        return c | 1;
    if ((c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E))
        return c % 2 ? c + 1 : c;
    return c == 0x178 ? 0xFF : c >= 0x400 && c <= 0x40F ? c + 80 : c;
}

void evidence_fold(const char *text, size_t n, struct buf *out, uint32_t **from)
{
    const char *p = text, *end = text + n;
    size_t base = out->len, cap = 0;
    buf_add(out, "", 0);
    while (p < end) {
        const char *at = p;
        uint32_t c = utf8_next(&p, end);
        size_t was = out->len;
        if (drops(c))
            continue;
        if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212)
            buf_addc(out, '-');
        else if (c == 0x2018 || c == 0x2019 || c == 0x2BC || c == 0x2032)
            buf_addc(out, '\'');
        else if (c == 0x2026)
            buf_adds(out, "...");
        else
            buf_addu(out, lower(c));
        for (size_t i = was; from && i < out->len; i++) {
            if (i - base >= cap) {
                cap = cap ? 2 * cap : 256;
                *from = xrealloc(*from, cap * sizeof **from);
            }
            (*from)[i - base] = (uint32_t)(at - text);
        }
    }
}

static void html_text(const xmlNode *n, struct buf *out, int depth)
{
    for (; n && depth < 2000; n = n->next) {
        if (n->type == XML_TEXT_NODE && n->content)
            buf_adds(out, (const char *)n->content);
        if (n->type != XML_ELEMENT_NODE)
            continue;
        const char *name = (const char *)n->name;
        if (strcmp(name, "script") && strcmp(name, "style") && strcmp(name, "head"))
            html_text(n->children, out, depth + 1);
    }
}

/* Windows-1252 where it differs from Latin-1; bytes without a sign there stay controls. */
static void add_latin(struct buf *out, unsigned char c)
{
    static const uint16_t high[32] = {0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021,
                                      0x2C6,  0x2030, 0x160,  0x2039, 0x152,  0x8D,   0x17D,  0x8F,
                                      0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                      0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178};
    buf_addu(out, c >= 0x80 && c < 0xA0 ? high[c - 0x80] : c);
}

bool evidence_text(const char *path, const char *bytes, size_t n, struct buf *out)
{
    const char *dot = strrchr(path_base(path), '.');
    bool utf8 = utf8_valid(bytes, n);
    buf_add(out, "", 0);
    if (dot && (!strcasecmp(dot, ".html") || !strcasecmp(dot, ".htm") || !strcasecmp(dot, ".xhtml"))) {
        xmlDocPtr tree =
            htmlReadMemory(bytes, (int)n, NULL, utf8 ? "UTF-8" : NULL,
                           HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET);
        if (tree)
            html_text(xmlDocGetRootElement(tree), out, 0);
        xmlFreeDoc(tree);
        return tree;
    }
    if (!dot || (strcasecmp(dot, ".txt") && strcasecmp(dot, ".text") && strcasecmp(dot, ".md")))
        return false;
    if (utf8)
        buf_add(out, bytes, n);
    else
        for (size_t i = 0; i < n; i++)
            add_latin(out, (unsigned char)bytes[i]);
    return true;
}
