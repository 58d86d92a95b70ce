/* Reads one XML file through libxml2's SAX interface, its own tree builder behind, and notes where each element, attribute
 * and text begins. No network, no external subset, no entities of the file's own: plain text needs none, and bombs are made of them. */
#include "doc/xml.h"

#include <errno.h>
#include <libxml/SAX2.h>
#include <libxml/encoding.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <stdlib.h>
#include <string.h>

/* Walks forward through the bytes, counting lines and code points. */
struct cursor {
    size_t at;
    int32_t line, col;
};

struct reader {
    struct xml_set *set;
    const char *file;
    const struct buf *bytes;
    struct cursor cursor;
    size_t text_from; /* end of the last piece of markup */
    int depth;
    bool main, failed;
};

struct src xml_place(const xmlNode *n)
{
    while (n && !n->_private)
        n = n->parent;
    return n ? *(const struct src *)n->_private : (struct src){0};
}

bool xml_is(const xmlNode *n, const char *ns, const char *name)
{
    return n->type == XML_ELEMENT_NODE && n->ns && !strcmp((const char *)n->ns->href, ns) &&
           !strcmp((const char *)n->name, name);
}

const char *xml_attr(const xmlNode *n, const char *name)
{
    for (const xmlAttr *a = n->properties; a; a = a->next)
        if (!a->ns && !strcmp((const char *)a->name, name))
            return a->children && a->children->content ? (const char *)a->children->content : "";
    return NULL;
}

static struct src place_of(struct reader *r, size_t at)
{
    struct cursor *c = &r->cursor;
    if (at < c->at)
        *c = (struct cursor){0, 1, 1};
    const char *p = r->bytes->data;
    if (c->at == 0 && r->bytes->len >= 3 && !memcmp(p, "\xEF\xBB\xBF", 3) && at >= 3)
        c->at = 3;
    for (; c->at < at && c->at < r->bytes->len; c->at++) {
        if (p[c->at] == '\n') {
            c->line++;
            c->col = 1;
        } else if (((unsigned char)p[c->at + 1] & 0xC0) != 0x80) {
            c->col++;
        }
    }
    return (struct src){r->file, c->line, c->col};
}

static struct src *place_new(struct reader *r, size_t at)
{
    struct src *s = arena_alloc(r->set->doc->arena, sizeof *s);
    *s = place_of(r, at);
    return s;
}

/* The parser's place in the bytes: all is UTF-8 here, and the parser sees the bytes as they are. */
static size_t offset_of(const xmlParserCtxt *ctxt)
{
    return (size_t)ctxt->input->consumed + (size_t)(ctxt->input->cur - ctxt->input->base);
}

static void fail(xmlParserCtxtPtr ctxt)
{
    struct reader *r = ctxt->_private;
    r->failed = true;
    xmlStopParser(ctxt);
}

/* Attributes stand in the tag in the order of the tree; xmlns declarations between them are not in it. The tag is known to be sound. */
static void place_attributes(struct reader *r, xmlNodePtr n, size_t start, size_t end)
{
    const char *p = r->bytes->data;
    size_t at = start + 1;
    while (at < end && !utf8_is_space((unsigned char)p[at]))
        at++;
    for (xmlAttrPtr a = n->properties; a && at < end;) {
        while (at < end && utf8_is_space((unsigned char)p[at]))
            at++;
        size_t name = at;
        while (at < end && p[at] != '"' && p[at] != '\'')
            at++;
        if (at >= end)
            break;
        const char *close = memchr(p + at + 1, p[at], end - at - 1);
        bool declaration = !strncmp(p + name, "xmlns", 5) &&
                           (p[name + 5] == ':' || p[name + 5] == '=' || utf8_is_space((unsigned char)p[name + 5]));
        if (!declaration) {
            a->_private = place_new(r, name);
            a = a->next;
        }
        at = close ? (size_t)(close - p) + 1 : end;
    }
    for (xmlAttrPtr a = n->properties; a; a = a->next)
        if (!a->_private)
            a->_private = n->_private;
}

static void start_element(void *ctx, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int n_ns,
                          const xmlChar **ns, int n_attr, int n_def, const xmlChar **attr)
{
    xmlParserCtxtPtr ctxt = ctx;
    struct reader *r = ctxt->_private;
    size_t end = offset_of(ctxt), start = end;
    while (start > r->text_from && r->bytes->data[start] != '<')
        start--;
    if (++r->depth > XML_DEPTH_MAX) {
        diag_add(r->set->diag, D_XML_DEPTH, place_of(r, start), "`%s` stands more than %d elements deep",
                 (const char *)name, XML_DEPTH_MAX);
        fail(ctxt);
        return;
    }
    xmlNodePtr before = ctxt->node;
    xmlSAX2StartElementNs(ctx, name, prefix, uri, n_ns, ns, n_attr, n_def, attr);
    if (ctxt->node && ctxt->node != before) {
        ctxt->node->_private = place_new(r, start);
        place_attributes(r, ctxt->node, start, end);
    }
    r->text_from = end + (end < r->bytes->len && r->bytes->data[end] == '/' ? 2 : 1);
}

static void end_element(void *ctx, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    struct reader *r = ((xmlParserCtxtPtr)ctx)->_private;
    r->depth--;
    r->text_from = offset_of(ctx);
    xmlSAX2EndElementNs(ctx, name, prefix, uri);
}

static void characters(void *ctx, const xmlChar *text, int len)
{
    xmlParserCtxtPtr ctxt = ctx;
    struct reader *r = ctxt->_private;
    xmlSAX2Characters(ctx, text, len);
    if (ctxt->node && ctxt->node->last && ctxt->node->last->type == XML_TEXT_NODE && !ctxt->node->last->_private)
        ctxt->node->last->_private = place_new(r, r->text_from);
}

/* The value of name="…" in a processing instruction; NULL if absent. */
static char *pseudo_attribute(struct arena *a, const char *data, const char *name)
{
    size_t n = strlen(name);
    for (const char *p = data; (p = strstr(p, name)); p += n) {
        const char *q = p + n;
        if (p > data && !utf8_is_space((unsigned char)p[-1]))
            continue;
        while (utf8_is_space((unsigned char)*q))
            q++;
        if (*q++ != '=')
            continue;
        while (utf8_is_space((unsigned char)*q))
            q++;
        const char *end = *q == '"' || *q == '\'' ? strchr(q + 1, *q) : NULL;
        if (end)
            return arena_strndup(a, q + 1, (size_t)(end - q - 1));
    }
    return NULL;
}

static void instruction(void *ctx, const xmlChar *target, const xmlChar *data)
{
    xmlParserCtxtPtr ctxt = ctx;
    struct reader *r = ctxt->_private;
    struct doc *doc = r->set->doc;
    if (r->main && !r->depth && data && !doc->stylesheet && xmlStrEqual(target, BAD_CAST "xml-stylesheet")) {
        const char *type = pseudo_attribute(doc->arena, (const char *)data, "type");
        if (!type || !strcmp(type, "text/css"))
            doc->stylesheet = pseudo_attribute(doc->arena, (const char *)data, "href");
        size_t at = offset_of(ctxt);
        while (at > r->text_from && strncmp(r->bytes->data + at, "<?", 2))
            at--;
        doc->stylesheet_src = place_of(r, at);
    }
    r->text_from = offset_of(ctxt);
}

static void comment(void *ctx, const xmlChar *text)
{
    (void)text;
    ((struct reader *)((xmlParserCtxtPtr)ctx)->_private)->text_from = offset_of(ctx);
}

static void entity_declared(void *ctx, const xmlChar *name, int type, const xmlChar *public_id,
                            const xmlChar *system_id, xmlChar *content)
{
    (void)type, (void)public_id, (void)system_id, (void)content;
    xmlParserCtxtPtr ctxt = ctx;
    struct reader *r = ctxt->_private;
    size_t at = offset_of(ctxt);
    while (at > 0 && (at >= r->bytes->len || r->bytes->data[at] != '<'))
        at--;
    if (!r->failed)
        diag_add(r->set->diag, D_XML_LIMIT, place_of(r, at), "the entity `%s` is declared: entities are not read",
                 (const char *)name);
    fail(ctxt);
}

static void ignore_subset(void *ctx, const xmlChar *name, const xmlChar *public_id, const xmlChar *system_id)
{
    (void)ctx, (void)name, (void)public_id, (void)system_id;
}

static void ignore_reference(void *ctx, const xmlChar *name)
{
    (void)ctx, (void)name;
}

static void parser_error(void *ctx, xmlErrorPtr e)
{
    xmlParserCtxtPtr ctxt = ctx;
    struct reader *r = ctxt->_private;
    bool entity = e->code == XML_WAR_UNDECLARED_ENTITY;
    bool prefix = e->code == XML_NS_ERR_UNDEFINED_NAMESPACE || e->code == XML_NS_ERR_ATTRIBUTE_REDEFINED;
    if (r->failed || e->code == XML_ERR_USER_STOP || (e->level != XML_ERR_FATAL && !entity && !prefix))
        return;
    size_t at = ctxt->input ? offset_of(ctxt) : 0;
    const char *p = r->bytes->data;
    if (at >= r->bytes->len) /* the end of the file: the end of its last line is easier to find */
        for (at = r->bytes->len; at > 0 && utf8_is_space((unsigned char)p[at - 1]);)
            at--;
    char begins = e->code == XML_ERR_TAG_NAME_MISMATCH || prefix   ? '<'
                  : entity || e->code == XML_ERR_UNDECLARED_ENTITY ? '&'
                                                                   : 0;
    for (size_t back = at; begins && back > r->text_from;)
        if (p[--back] == begins) {
            at = back;
            break;
        }
    struct buf words = {0};
    xml_error_words(&words, e->code, e->message, e->str1, e->str2, e->int1);
    diag_add(r->set->diag, D_XML_SYNTAX, place_of(r, at), "%s", words.data);
    buf_drop(&words);
    fail(ctxt); /* one such error a file: what follows it is noise */
}

static void set_handlers(xmlParserCtxtPtr ctxt)
{
    xmlSAXHandlerPtr sax = ctxt->sax;
    sax->startElementNs = start_element;
    sax->endElementNs = end_element;
    sax->characters = sax->ignorableWhitespace = sax->cdataBlock = characters;
    sax->processingInstruction = instruction;
    sax->comment = comment;
    sax->entityDecl = entity_declared;
    sax->internalSubset = sax->externalSubset = ignore_subset;
    sax->reference = ignore_reference;
    sax->attributeDecl = NULL;
    sax->elementDecl = NULL;
    sax->notationDecl = NULL;
    sax->unparsedEntityDecl = NULL;
    sax->serror = parser_error;
}

bool xml_read_bytes(struct xml_set *set, const char *path, struct src from, struct buf *out)
{
    enum diag_code code = from.file ? D_XML_INCLUDE : D_FILE_READ;
    struct src at = from.file ? from : (struct src){path, 0, 0};
    if (from.file && !path_below(set->doc->root, path)) {
        struct buf probe = {0};
        bool there = file_read(path, &probe, 1) || errno == EFBIG;
        buf_drop(&probe);
        if (there) {
            diag_add(set->diag, D_FILE_OUTSIDE, at, "“%s” lies outside the folder “%s”", path, set->doc->root);
            return false;
        }
    }
    if (from.file && (++set->n_files > XML_FILES_MAX || set->bytes > XML_ALL_BYTES)) {
        diag_add(set->diag, D_FILE_TOO_BIG, at, "the dossier includes more than %d files or %d MB", XML_FILES_MAX,
                 XML_ALL_BYTES >> 20);
        return false;
    }
    if (!file_read(path, out, XML_FILE_BYTES)) {
        if (errno == EFBIG)
            diag_add(set->diag, D_FILE_TOO_BIG, at, "“%s” is larger than %d MB", path, XML_FILE_BYTES >> 20);
        else
            diag_add(set->diag, code, at, "“%s” cannot be read: %s", path,
                     errno == EINVAL ? "it is a pipe or a device, no file" : strerror(errno));
        return false;
    }
    set->bytes += out->len;
    return true;
}

/* The encoding the XML declaration names, or an empty string. */
static void declared_encoding(const struct buf *b, char out[40])
{
    out[0] = 0;
    size_t n = b->len < 200 ? b->len : 200;
    const char *end = memmem(b->data, n, "?>", 2), *p = memmem(b->data, n, "encoding", 8);
    if (n < 5 || memcmp(b->data, "<?xml", 5) || !end || !p || p > end)
        return;
    p += 8;
    while (utf8_is_space((unsigned char)*p) || *p == '=')
        p++;
    char quote = *p++;
    for (size_t i = 0; i < 39 && p < end && *p != quote; i++, p++) {
        out[i] = *p;
        out[i + 1] = 0;
    }
}

/* Makes the bytes UTF-8; a diagnostic where that fails. */
static bool to_utf8(struct reader *r, struct buf *b)
{
    struct diag *diag = r->set->diag;
    char name[40];
    declared_encoding(b, name);
    const unsigned char *p = (const unsigned char *)b->data;
    if (b->len >= 2 && ((p[0] == 0xFE && p[1] == 0xFF) || (p[0] == 0xFF && p[1] == 0xFE)))
        strcpy(name, "UTF-16");
    else if (memchr(p, 0, b->len)) {
        diag_add(diag, D_XML_SYNTAX, (struct src){r->file, 0, 0}, "this is not XML: the file holds binary data");
        return false;
    }
    if (!*name || !strcasecmp(name, "UTF-8") || !strcasecmp(name, "UTF8")) {
        if (utf8_valid(b->data, b->len))
            return true;
        const char *at = b->data, *end = b->data + b->len;
        while (at < end) {
            const char *was = at;
            if (utf8_next(&at, end) == 0xFFFD && !utf8_valid(was, (size_t)(at - was))) {
                at = was;
                break;
            }
        }
        diag_add(diag, D_XML_SYNTAX, place_of(r, (size_t)(at - b->data)),
                 "the byte 0x%02X is not UTF-8: save the file as UTF-8, or declare its encoding", (unsigned char)*at);
        return false;
    }
    xmlCharEncodingHandlerPtr handler = xmlFindCharEncodingHandler(name);
    xmlBufferPtr in = xmlBufferCreateStatic(b->data, b->len), out = xmlBufferCreate();
    bool ok = handler && xmlCharEncInFunc(handler, out, in) >= 0 && xmlBufferLength(in) == 0;
    int32_t line = 1;
    for (int i = 0; i < xmlBufferLength(out); i++)
        line += xmlBufferContent(out)[i] == '\n';
    if (!ok)
        diag_add(diag, D_XML_SYNTAX, (struct src){r->file, line, handler ? 0 : 1},
                 handler ? "the file is not in its declared encoding “%s”"
                         : "the encoding “%s” is not known: save the file as UTF-8",
                 name);
    if (ok) {
        struct buf fresh = {0};
        buf_add(&fresh, xmlBufferContent(out), (size_t)xmlBufferLength(out));
        buf_drop(b);
        *b = fresh;
    }
    if (handler)
        xmlCharEncCloseFunc(handler);
    xmlBufferFree(in);
    xmlBufferFree(out);
    return ok;
}

/* Where the markup that begins at p ends; the attributes of a tag counted. */
static const char *markup_end(const char *p, const char *end, int *attributes)
{
    static const char *const whole[][2] = {{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}};
    *attributes = 0;
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
        if ((size_t)(end - p) >= strlen(whole[i][0]) && !memcmp(p, whole[i][0], strlen(whole[i][0]))) {
            const char *close = memmem(p, (size_t)(end - p), whole[i][1], strlen(whole[i][1]));
            return close ? close : end;
        }
    for (; p && p < end && *p != '>'; p++)
        if (*p == '"' || *p == '\'') {
            ++*attributes;
            const char *close = memchr(p + 1, *p, (size_t)(end - p - 1));
            if (!close || memchr(p + 1, '<', (size_t)(close - p - 1)))
                return p; /* a quote that is never closed: for the parser to say */
            p = close;
        }
    return p;
}

/* libxml2 compares each attribute of a tag with all before it: a hundred thousand would keep it for a minute. */
static bool crowded(struct reader *r)
{
    const char *p = r->bytes->data, *end = p + r->bytes->len;
    for (int n; (p = memchr(p, '<', (size_t)(end - p))) != NULL; p += p < end) {
        size_t at = (size_t)(p - r->bytes->data);
        p = markup_end(p, end, &n);
        if (n > XML_ATTRIBUTES_MAX) {
            diag_add(r->set->diag, D_XML_SYNTAX, place_of(r, at), "this tag has more than %d attributes", XML_ATTRIBUTES_MAX);
            return true;
        }
    }
    return false;
}

static xmlDocPtr parse(struct reader *r)
{
    xmlParserCtxtPtr ctxt = xmlNewParserCtxt();
    xmlDictFree(ctxt->dict);
    ctxt->dict = r->set->dict;
    xmlDictReference(ctxt->dict);
    ctxt->str_xml = xmlDictLookup(ctxt->dict, BAD_CAST "xml", 3);
    ctxt->str_xmlns = xmlDictLookup(ctxt->dict, BAD_CAST "xmlns", 5);
    ctxt->str_xml_ns = xmlDictLookup(ctxt->dict, XML_XML_NAMESPACE, 36);
    ctxt->_private = r;
    set_handlers(ctxt);
    ctxt->loadsubset |= XML_SKIP_IDS; /* ids are ours to judge (resolve.c) */
    xmlCtxtUseOptions(ctxt, XML_PARSE_NONET | XML_PARSE_COMPACT);
    xmlDocPtr tree = xmlCtxtReadMemory(ctxt, r->bytes->data, (int)r->bytes->len, NULL, NULL,
                                       XML_PARSE_NONET | XML_PARSE_COMPACT | XML_PARSE_IGNORE_ENC);
    if (r->failed && tree) {
        xmlFreeDoc(tree);
        tree = NULL;
    }
    xmlFreeParserCtxt(ctxt);
    return tree;
}

xmlDocPtr xml_read(struct xml_set *set, const char *path, struct src from, int depth)
{
    struct buf bytes = {0};
    struct reader r = {.set = set, .file = arena_strdup(set->doc->arena, path), .bytes = &bytes, .cursor = {0, 1, 1}};
    r.depth = depth;
    r.main = !from.file;
    xmlDocPtr tree = NULL;
    if (xml_read_bytes(set, path, from, &bytes)) {
        if (!bytes.len)
            diag_add(set->diag, D_XML_SYNTAX, (struct src){r.file, 0, 0}, "the file is empty");
        else if (to_utf8(&r, &bytes) && !crowded(&r))
            tree = parse(&r);
    }
    buf_drop(&bytes);
    if (tree && !xmlDocGetRootElement(tree)) {
        xmlFreeDoc(tree);
        tree = NULL;
    }
    if (tree)
        vec_push(&set->trees, tree);
    else
        set->incomplete = true;
    return tree;
}

void xml_set_drop(struct xml_set *set)
{
    for (size_t i = 0; i < set->trees.n; i++) /* the dossier first: its nodes borrow namespaces from the others */
        xmlFreeDoc(set->trees.v[i]);
    vec_drop(&set->trees);
    xmlDictFree(set->dict);
}
