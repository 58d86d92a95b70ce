/* The text of a captured file, by the ending of its name; HTML without its tags. */
#include "capture/internal.h"

#include <libxml/HTMLparser.h>
#include <limits.h>
#include <string.h>
#include <strings.h>

/* What these hold is no part of the word before or after it. */
static bool parts_words(const char *name)
{
    static const char list[] =
        "address article aside blockquote br caption dd details div dl dt fieldset figcaption figure footer form h1 "
        "h2 h3 h4 h5 h6 header hr li main nav ol option p pre section summary table tbody td tfoot th thead tr ul";
    return words_have(list, name);
}

static void end_word(struct buf *out, bool apart)
{
    if (apart && out->len && !utf8_is_space((unsigned char)out->data[out->len - 1]))
        buf_addc(out, '\n');
}

/* The number of a note, which a quotation does not repeat: <sup><a href="#note-1">[1]</a></sup>. */
static bool is_note_mark(const xmlNode *n)
{
    const xmlNode *child = n->children;
    while (child && child->type != XML_ELEMENT_NODE)
        child = child->next;
    return !strcmp((const char *)n->name, "sup") && child && !strcmp((const char *)child->name, "a");
}

static void html_text(const xmlNode *n, struct buf *out, int depth)
{
    for (; n && depth < 2000; n = n->next) {
        if (n->type == XML_TEXT_NODE && n->content)
            buf_adds(out, (const char *)n->content);
        if (n->type != XML_ELEMENT_NODE)
            continue;
        const char *name = (const char *)n->name;
        if (!strcmp(name, "script") || !strcmp(name, "style") || !strcmp(name, "head") || !strcmp(name, "template") ||
            is_note_mark(n))
            continue;
        bool apart = parts_words(name);
        end_word(out, apart);
        html_text(n->children, out, depth + 1);
        end_word(out, apart);
    }
}

bool capture_html(const char *bytes, size_t n, const char *charset, struct buf *out)
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

static bool ends_in(const char *path, const char *const *ends)
{
    size_t n = strlen(path);
    for (; *ends; ends++)
        if (n > strlen(*ends) && !strcasecmp(path + n - strlen(*ends), *ends))
            return true;
    return false;
}

static bool archive_text(const char *url, const char *bytes, size_t n, struct buf *out,
                         bool (*read)(struct capture_archive *, const char *, size_t))
{
    struct capture_archive a = {.url = url};
    bool ok = read(&a, bytes, n);
    const struct buf *text = a.page.len ? &a.page : &a.all;
    if (text->len)
        buf_add(out, text->data, text->len);
    buf_drop(&a.page);
    buf_drop(&a.all);
    return ok;
}

bool capture_text(const char *path, const char *url, const char *bytes, size_t n, struct buf *out)
{
    static const char *const html[] = {".html", ".htm", ".xhtml", NULL}, *const pdf[] = {".pdf", NULL},
                             *const plain[] = {".txt", ".text", ".md", NULL}, *const warc[] = {".warc", NULL},
                             *const gz[] = {".warc.gz", NULL}, *const wacz[] = {".wacz", NULL};
    buf_add(out, "", 0);
    path = path_base(path);
    if (ends_in(path, html))
        return capture_html(bytes, n, NULL, out);
    if (ends_in(path, pdf))
        return capture_pdf(bytes, n, out);
    if (ends_in(path, warc))
        return archive_text(url, bytes, n, out, capture_warc);
    if (ends_in(path, gz))
        return archive_text(url, bytes, n, out, capture_warc_gz);
    if (ends_in(path, wacz))
        return archive_text(url, bytes, n, out, capture_wacz);
    if (!ends_in(path, plain))
        return false;
    utf8_from_bytes(bytes, n, out);
    return true;
}
