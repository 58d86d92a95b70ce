/* Texts made comparable: captured HTML without its tags; and what of a text counts when a quotation is held against it. */
#include "doc/evidence.h"

#include <glib.h>
#include <libxml/HTMLparser.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static bool
drops(uint32_t c) /* spaces of all kinds, invisible signs, double quotation marks: each house sets its own */
{
    return utf8_is_space(c) || c == 0xA0 || c == 0xAD || (c >= 0x2000 && c <= 0x200F) || c == 0x202F || c == 0x205F ||
           c == 0x2060 || c == 0x3000 || c == 0xFEFF || c == '"' || c == 0xAB || c == 0xBB ||
           (c >= 0x201C && c <= 0x201F) || c == 0x300C || c == 0x300D;
}

/* As compatibility letters spell them: a PDF often has the ligature of its font. */
static const char *ligature(uint32_t c)
{
    static const char *const letters[] = {"ff", "fi", "fl", "ffi", "ffl", "st", "st"};
    return c >= 0xFB00 && c <= 0xFB06 ? letters[c - 0xFB00] : NULL;
}

static bool is_dash(uint32_t c)
{
    return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212;
}

/* The folded bytes and where they came from. */
struct folding {
    struct buf *out;
    uint32_t **from;
    size_t base, cap;
    uint32_t last; /* the letter or sign written last */
    size_t last_at;
};

static void fold_add(struct folding *f, const char *bytes, size_t n, size_t at)
{
    for (size_t i = f->out->len - f->base; f->from && i < f->out->len - f->base + n; i++) {
        if (i >= f->cap) {
            f->cap = f->cap ? 2 * f->cap : 256;
            *f->from = xrealloc(*f->from, f->cap * sizeof **f->from);
        }
        (*f->from)[i] = (uint32_t)at;
    }
    buf_add(f->out, bytes, n);
}

static void fold_sign(struct folding *f, uint32_t c, size_t at)
{
    char u[4];
    f->last = c;
    f->last_at = f->out->len;
    fold_add(f, u, utf8_put(u, c), at);
}

/* é written as e and a combining accent is one letter. */
static bool compose(struct folding *f, uint32_t c, size_t at)
{
    gunichar whole;
    if (c < 0x300 || c > 0x36F || f->last_at >= f->out->len || !g_unichar_compose(f->last, c, &whole))
        return false;
    f->out->data[f->out->len = f->last_at] = 0;
    fold_sign(f, whole, at);
    return true;
}

static bool letter_follows(const char *p, const char *end)
{
    while (p < end) {
        uint32_t c = utf8_next(&p, end);
        if (!drops(c))
            return g_unichar_isalpha(c);
    }
    return false;
}

void evidence_fold(const char *text, size_t n, struct buf *out, uint32_t **from)
{
    const char *p = text, *end = text + n;
    buf_add(out, "", 0);
    struct folding f = {.out = out, .from = from, .base = out->len, .last_at = SIZE_MAX};
    while (p < end) {
        size_t at = (size_t)(p - text);
        uint32_t c = utf8_next(&p, end);
        const char *letters;
        if (drops(c) || compose(&f, c, at))
            continue;
        if (is_dash(c)) { /* within a word it may be the printer's, at the end of a line */
            if (!g_unichar_isalpha(f.last) || !letter_follows(p, end))
                fold_sign(&f, '-', at);
        } else if (c == 0x2018 || c == 0x2019 || c == 0x2BC || c == 0x2032) {
            fold_sign(&f, '\'', at);
        } else if (c == 0x2026) {
            fold_add(&f, "...", 3, at);
            f.last = '.';
        } else if ((letters = ligature(c))) {
            fold_add(&f, letters, strlen(letters), at);
            f.last = 'f';
        } else {
            fold_sign(&f, g_unichar_tolower(c), at);
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

bool evidence_html(const char *bytes, size_t n, const char *charset, struct buf *out)
{
    xmlDocPtr tree =
        n > INT_MAX ? NULL
                    : htmlReadMemory(bytes, (int)n, NULL, utf8_valid(bytes, n) ? "UTF-8" : charset,
                                     HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET);
    if (tree)
        html_text(xmlDocGetRootElement(tree), out, 0);
    xmlFreeDoc(tree);
    return tree;
}

void evidence_plain(const char *bytes, size_t n, struct buf *out)
{
    if (utf8_valid(bytes, n))
        buf_add(out, bytes, n);
    else
        for (size_t i = 0; i < n; i++)
            add_latin(out, (unsigned char)bytes[i]);
}

static bool ends_in(const char *path, const char *const *ends)
{
    size_t n = strlen(path);
    for (; *ends; ends++)
        if (n > strlen(*ends) && !strcasecmp(path + n - strlen(*ends), *ends))
            return true;
    return false;
}

static bool archive_text(const char *url, const char *bytes, size_t n, struct buf *out,
                         bool (*read)(struct evidence_archive *, const char *, size_t))
{
    struct evidence_archive a = {.url = url};
    bool ok = read(&a, bytes, n);
    const struct buf *text = a.page.len ? &a.page : &a.all;
    if (text->len)
        buf_add(out, text->data, text->len);
    buf_drop(&a.page);
    buf_drop(&a.all);
    return ok;
}

bool evidence_text(const char *path, const char *url, const char *bytes, size_t n, struct buf *out)
{
    static const char *const html[] = {".html", ".htm", ".xhtml", NULL}, *const pdf[] = {".pdf", NULL},
                             *const plain[] = {".txt", ".text", ".md", NULL}, *const warc[] = {".warc", NULL},
                             *const gz[] = {".warc.gz", NULL}, *const wacz[] = {".wacz", NULL};
    buf_add(out, "", 0);
    path = path_base(path);
    if (ends_in(path, html))
        return evidence_html(bytes, n, NULL, out);
    if (ends_in(path, pdf))
        return evidence_pdf(bytes, n, out);
    if (ends_in(path, warc))
        return archive_text(url, bytes, n, out, evidence_warc);
    if (ends_in(path, gz))
        return archive_text(url, bytes, n, out, evidence_warc_gz);
    if (ends_in(path, wacz))
        return archive_text(url, bytes, n, out, evidence_wacz);
    if (!ends_in(path, plain))
        return false;
    evidence_plain(bytes, n, out);
    return true;
}
