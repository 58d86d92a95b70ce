/* An EPUB: the package file's metadata and list, the page list of its navigation. The file may be anyone's: parts that are missing, of any
 * size, or no XML. */
#include "cmd/inspect.h"

#include <stdlib.h>
#include <string.h>
#include <zip.h>

struct book {
    zip_t *z;
    const char *path;
    struct diag *diag;
    json_t *out;
};

static bool part(const struct book *b, const char *name, struct buf *out)
{
    zip_stat_t st;
    zip_file_t *f = NULL;
    char block[8192];
    zip_int64_t n = -1;

    if (zip_stat(b->z, name, 0, &st) == 0 && (st.valid & ZIP_STAT_SIZE) && st.size <= INSPECT_PART)
        f = zip_fopen(b->z, name, 0);
    while (f && (n = zip_fread(f, block, sizeof block)) > 0 && out->len <= INSPECT_PART)
        buf_add(out, block, (size_t)n);
    if (f)
        zip_fclose(f);
    if (n == 0)
        return true;
    diag_add(b->diag, D_INSPECT_DAMAGED, (struct src){b->path, 0, 0}, "this EPUB has no “%s” that can be read", name);
    return false;
}

static xmlDocPtr part_xml(const struct book *b, const char *name)
{
    struct buf data = {0};
    xmlDocPtr doc = part(b, name, &data) ? inspect_xml(data.data, data.len) : NULL;

    if (!doc && data.len)
        diag_add(b->diag, D_INSPECT_DAMAGED, (struct src){b->path, 0, 0}, "“%s” in this EPUB is no XML", name);
    buf_drop(&data);
    return doc;
}

static bool is(xmlNodePtr n, const char *name)
{
    return n->type == XML_ELEMENT_NODE && xmlStrEqual(n->name, BAD_CAST name);
}

#define EACH_NODE(n, doc) for (xmlNodePtr n = (doc) ? xmlDocGetRootElement(doc) : NULL; n; n = inspect_after(n, true))

/* "OEBPS/package.opf" */
static char *package_of(const struct book *b)
{
    xmlDocPtr doc = part_xml(b, "META-INF/container.xml");
    char *path = NULL;

    EACH_NODE(n, doc)
    {
        json_t *v = is(n, "rootfile") && !path ? inspect_attr(n, "full-path") : NULL;
        if (v)
            path = xstrdup(json_string_value(v));
        json_decref(v);
    }
    if (doc)
        xmlFreeDoc(doc);
    return path;
}

/* meta property="schema:accessMode" and the like, in the words of the property after its colon. */
static json_t *metas(xmlDocPtr opf, const char *property)
{
    json_t *list = json_array();

    EACH_NODE(n, opf)
    {
        json_t *p = is(n, "meta") ? inspect_attr(n, "property") : NULL;
        if (p && !strcmp(json_string_value(p), property)) {
            xmlChar *text = xmlNodeGetContent(n);
            json_array_append_new(list, json_string((const char *)text));
            xmlFree(text);
        }
        json_decref(p);
    }
    EACH_NODE(n, opf) /* link rel="dcterms:conformsTo" */
    {
        json_t *p = is(n, "link") ? inspect_attr(n, "rel") : NULL;
        if (p && !strcmp(json_string_value(p), property))
            json_array_append_new(list, inspect_attr(n, "href"));
        json_decref(p);
    }
    return list;
}

static void say_metadata(struct book *b, xmlDocPtr opf)
{
    json_t *version = xmlDocGetRootElement(opf) ? inspect_attr(xmlDocGetRootElement(opf), "version") : NULL;

    json_object_set_new(b->out, "format",
                        json_sprintf("EPUB %s", version ? json_string_value(version) : "of no version"));
    json_decref(version);
    inspect_one(b->out, "title", inspect_texts(opf, INSPECT_DC, "title"));
    inspect_put(b->out, "authors", inspect_texts(opf, INSPECT_DC, "creator"));
    inspect_one(b->out, "language", inspect_texts(opf, INSPECT_DC, "language"));
    inspect_put(b->out, "publisher", inspect_texts(opf, INSPECT_DC, "publisher"));
    inspect_one(b->out, "date", inspect_texts(opf, INSPECT_DC, "date"));
    inspect_one(b->out, "identifier", inspect_texts(opf, INSPECT_DC, "identifier"));
    inspect_one(b->out, "rights", inspect_texts(opf, INSPECT_DC, "rights"));
    inspect_put(b->out, "keywords", inspect_texts(opf, INSPECT_DC, "subject"));
    inspect_put(b->out, "pages of", inspect_texts(opf, INSPECT_DC, "source"));
    inspect_put(b->out, "standards", metas(opf, "dcterms:conformsTo"));
    inspect_put(b->out, "access modes", metas(opf, "schema:accessMode"));
    inspect_put(b->out, "sufficient", metas(opf, "schema:accessModeSufficient"));
    inspect_put(b->out, "features", metas(opf, "schema:accessibilityFeature"));
    inspect_put(b->out, "hazards", metas(opf, "schema:accessibilityHazard"));
    inspect_one(b->out, "summary", metas(opf, "schema:accessibilitySummary"));
}

/* What the manifest lists, by media type; the fonts by name. */
static char *say_manifest(struct book *b, xmlDocPtr opf)
{
    json_t *types = json_object(), *fonts = json_array();
    char *nav = NULL;

    EACH_NODE(n, opf)
    {
        if (!is(n, "item"))
            continue;
        json_t *type = inspect_attr(n, "media-type"), *href = inspect_attr(n, "href"),
               *role = inspect_attr(n, "properties");
        const char *t = type ? json_string_value(type) : "?";
        json_int_t before = json_integer_value(json_object_get(types, t));
        json_object_set_new(types, t, json_integer(before + 1));
        if (href && (strstr(t, "font") || strstr(t, "opentype")))
            json_array_append(fonts, href);
        if (href && role && strstr(json_string_value(role), "nav") && !nav)
            nav = xstrdup(json_string_value(href));
        json_decref(type);
        json_decref(href);
        json_decref(role);
    }
    inspect_put(b->out, "parts", types);
    inspect_put(b->out, "fonts", fonts);
    return nav;
}

static xmlNodePtr nav_of(xmlDocPtr doc, const char *kind)
{
    EACH_NODE(n, doc)
    {
        xmlChar *type = is(n, "nav") ? xmlGetNsProp(n, BAD_CAST "type", BAD_CAST "http://www.idpf.org/2007/ops") : NULL;
        bool found = type && xmlStrEqual(type, BAD_CAST kind);
        xmlFree(type);
        if (found)
            return n;
    }
    return NULL;
}

/* The texts of the links below a nav. */
static json_t *links(xmlNodePtr nav)
{
    json_t *list = json_array();
    xmlNodePtr end = nav ? inspect_after(nav, false) : NULL;

    for (xmlNodePtr n = nav; n && n != end; n = inspect_after(n, true)) {
        if (!is(n, "a"))
            continue;
        xmlChar *text = xmlNodeGetContent(n);
        json_t *label = json_string(text ? (const char *)text : "");
        json_array_append_new(list, label ? label : json_string("?"));
        xmlFree(text);
    }
    return list;
}

static void say_pages(struct book *b, const char *opf_path, const char *nav)
{
    struct arena *a = arena_new();
    xmlDocPtr doc = nav ? part_xml(b, path_join(a, opf_path, nav)) : NULL;
    json_t *labels = links(nav_of(doc, "page-list")), *toc = links(nav_of(doc, "toc"));

    json_object_set_new(b->out, "contents", json_integer((json_int_t)json_array_size(toc)));
    json_object_set_new(b->out, "pages", json_integer((json_int_t)json_array_size(labels)));
    inspect_put(b->out, "labels", labels);
    json_decref(toc);
    if (doc)
        xmlFreeDoc(doc);
    arena_drop(a);
}

static void say_package(struct book *b)
{
    char *path = package_of(b), *nav = NULL;
    xmlDocPtr opf = path ? part_xml(b, path) : NULL;

    if (!opf) {
        diag_add(b->diag, D_INSPECT_READ, (struct src){b->path, 0, 0},
                 "this is a ZIP file, but no EPUB: it has no package file");
        json_decref(b->out);
        b->out = NULL;
    } else {
        say_metadata(b, opf);
        nav = say_manifest(b, opf);
        say_pages(b, path, nav);
        xmlFreeDoc(opf);
    }
    free(nav);
    free(path);
}

json_t *inspect_epub(const char *path, struct diag *diag)
{
    struct buf bytes = {0};
    zip_error_t e;
    char hex[65];

    zip_error_init(&e);
    if (!file_read(path, &bytes, 0))
        return NULL;
    zip_source_t *source = zip_source_buffer_create(bytes.data, bytes.len, 0, &e);
    zip_t *z = source ? zip_open_from_source(source, ZIP_RDONLY, &e) : NULL;
    struct book b = {.z = z, .path = path, .diag = diag, .out = json_object()};
    if (!z) {
        diag_add(diag, D_INSPECT_READ, (struct src){path, 0, 0}, "this EPUB can't be read: %s", zip_error_strerror(&e));
        zip_source_free(source);
        json_decref(b.out);
        b.out = NULL;
    } else {
        inspect_hash(bytes.data, bytes.len, hex);
        json_object_set_new(b.out, "file", json_string(path_base(path)));
        json_object_set_new(b.out, "format", json_string("EPUB"));
        json_object_set_new(b.out, "bytes", json_integer((json_int_t)bytes.len));
        json_object_set_new(b.out, "sha256", json_string(hex));
        say_package(&b);
        zip_discard(z);
    }
    zip_error_fini(&e);
    buf_drop(&bytes);
    return b.out;
}
