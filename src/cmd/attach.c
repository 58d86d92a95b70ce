/* What --attach puts into the PDF: the XML files of the dossier, the lists of sources and numbers they name, the captured files. What one
 * audience may not read must not travel in another's file: if any of the XML speaks of an audience or a redaction, no source
 * file goes in at all, only the captured files of the sources that are left; and of those none in which the withheld words
 * stand, or whose text can't be read. */
#include "cmd/attach.h"

#include "capture/capture.h"
#include "doc/media.h"

#include <libxml/uri.h>
#include <libxml/xmlreader.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MANIFEST "ro-crate-metadata.json"
enum { XML_BYTES = 64 << 20, CAPTURED_BYTES = 256 << 20, FILES_MAX = 10000 };

struct gather {
    const struct doc *doc;
    struct doc *owner; /* whose arena takes the paths */
    struct diag *diag;
    struct map *paths;     /* path -> anything: met already */
    VEC(const char *) xml; /* to be read, in order of meeting */
    VEC(struct pdf_attachment) found;
    VEC(struct buf) withheld; /* texts for some eyes only, folded as evidence is */
    struct src told;          /* where an audience is spoken of */
    bool held, blind;         /* blind: it could not be read what is withheld */
};

static const char *type_of(const char *path)
{
    static const char *const known[][2] = {{".xml", "application/xml"},
                                           {".json", "application/json"},
                                           {".csv", "text/csv"},
                                           {".txt", "text/plain"},
                                           {".html", "text/html"},
                                           {".htm", "text/html"},
                                           {".xhtml", "application/xhtml+xml"},
                                           {".pdf", "application/pdf"},
                                           {".png", "image/png"},
                                           {".jpg", "image/jpeg"},
                                           {".svg", "image/svg+xml"},
                                           {".warc", "application/warc"},
                                           {".gz", "application/gzip"},
                                           {".wacz", "application/wacz"},
                                           {".bib", "application/x-bibtex"},
                                           {".ris", "application/x-research-info-systems"},
                                           {".mht", "multipart/related"},
                                           {".md", "text/markdown"}};
    size_t n = strlen(path);

    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        size_t k = strlen(known[i][0]);
        if (n > k && !strcmp(path + n - k, known[i][0]))
            return known[i][1];
    }
    return "application/octet-stream";
}

/* The path below the dossier's folder, or its last part. */
static const char *shown(const struct gather *g, const char *path)
{
    size_t n = strlen(g->doc->dir);

    if (!strcmp(g->doc->dir, ".") && *path != '/')
        return path;
    return !strncmp(path, g->doc->dir, n) && path[n] == '/' ? path + n + 1 : path_base(path);
}

static void add(struct gather *g, const char *path, const char *relation, const char *says)
{
    if (g->found.n >= FILES_MAX || map_find(g->paths, path))
        return;
    map_put(g->paths, path, g);
    vec_push(&g->found,
             (struct pdf_attachment){
                 .path = path, .type = type_of(path), .relation = relation, .says = says ? says : shown(g, path)});
}

/* A file that an XML file names: near it, below the root, there. */
static const char *named(struct gather *g, const char *file, const char *ref)
{
    const char *path = media_path(g->owner, file, ref);

    return access(path, R_OK) == 0 && path_below(g->doc->root, path) ? path : NULL;
}

static void take_data(struct gather *g, const char *file, const char *refs)
{
    const char *ref;
    for (size_t n; words_next(&refs, &ref, &n);) {
        const char *path = named(g, file, arena_strndup(g->doc->arena, ref, n));
        if (path)
            add(g, path, "Data", NULL);
    }
}

static void take_include(struct gather *g, xmlTextReaderPtr r, const char *file, const char *href)
{
    xmlChar *parse = xmlTextReaderGetAttribute(r, BAD_CAST "parse");
    bool text = parse && !strcmp((const char *)parse, "text");
    char *plain = xmlURIUnescapeString(href, 0, NULL);
    const char *path = path_join(g->doc->arena, file, plain ? plain : href);

    xmlFree(plain);
    xmlFree(parse);
    if (access(path, R_OK) != 0 || !path_below(g->doc->root, path) || map_find(g->paths, path))
        return;
    add(g, path, "Source", NULL);
    if (!text)
        vec_push(&g->xml, path);
}

/* The text of an element that is for an audience, or redacted, whoever it is for. */
static void withhold(struct gather *g, xmlTextReaderPtr r)
{
    xmlNodePtr whole = xmlTextReaderExpand(r);
    xmlChar *text = whole ? xmlNodeGetContent(whole) : NULL;
    struct buf folded = {0};

    if (text)
        capture_fold((const char *)text, strlen((const char *)text), &folded, NULL);
    if (folded.len)
        vec_push(&g->withheld, folded);
    xmlFree(text);
}

static void take_element(struct gather *g, xmlTextReaderPtr r, const char *file)
{
    const char *name = (const char *)xmlTextReaderConstLocalName(r);
    const struct {
        const char *element, *attribute;
    } refs[] = {{"include", "href"}, {"sources", "href"}, {"chart", "data"}};
    xmlChar *who = xmlTextReaderGetAttribute(r, BAD_CAST "audience");

    if ((who || !strcmp(name, "redact")) && !g->held) {
        g->held = true;
        g->told = (struct src){file, (int32_t)xmlGetLineNo(xmlTextReaderCurrentNode(r)), 0};
    }
    if (who || !strcmp(name, "redact"))
        withhold(g, r);
    xmlFree(who);
    for (size_t i = 0; i < sizeof refs / sizeof *refs; i++) {
        xmlChar *v = strcmp(name, refs[i].element) ? NULL : xmlTextReaderGetAttribute(r, BAD_CAST refs[i].attribute);
        if (v && i == 0)
            take_include(g, r, file, (const char *)v);
        else if (v)
            take_data(g, file, (const char *)v);
        xmlFree(v);
    }
}

/* What doc_load has read without complaint is read once more as it stands, before any audience was chosen. What cannot be judged is held
 * back. */
static void read_xml(struct gather *g, const char *path)
{
    struct buf b = {0};
    int more = -1;

    if (file_read(path, &b, XML_BYTES)) {
        const int how = XML_PARSE_NONET | XML_PARSE_NOENT | XML_PARSE_NOERROR | XML_PARSE_NOWARNING;
        xmlTextReaderPtr r = xmlReaderForMemory(b.data ? b.data : "", (int)b.len, path, NULL, how);
        while (r && (more = xmlTextReaderRead(r)) == 1)
            if (xmlTextReaderNodeType(r) == XML_READER_TYPE_ELEMENT)
                take_element(g, r, path);
        xmlFreeTextReader(r);
    }
    g->blind |= more != 0;
    if (more != 0 && !g->held) {
        g->held = true;
        g->told = (struct src){path, 0, 0};
    }
    buf_drop(&b);
}

static void take_sources(struct gather *g)
{
    const char *top = g->doc->path;

    add(g, top, "Source", NULL);
    vec_push(&g->xml, top);
    for (size_t i = 0; i < g->xml.n && i < FILES_MAX; i++)
        read_xml(g, g->xml.v[i]);
    if (!g->held)
        return;
    g->found.n = 0;
    diag_add(g->diag, D_ATTACH_HELD, g->told,
             "the dossier's source is not attached: it may hold text that readers of this PDF are not to see");
}

static bool holds(const struct gather *g, const char *text, size_t n)
{
    struct buf folded = {0};
    bool found = false;

    capture_fold(text, n, &folded, NULL);
    for (size_t i = 0; i < g->withheld.n && !found; i++)
        found = folded.len && memmem(folded.data, folded.len, g->withheld.v[i].data, g->withheld.v[i].len);
    buf_drop(&folded);
    return found;
}

/* Neither in the text that is shown of a captured file nor in what stands beside it does any withheld text stand. */
static bool may_be_seen(const struct gather *g, const char *path)
{
    struct buf bytes = {0}, text = {0};
    bool good = !g->held;

    if (!good && !g->blind && file_read(path, &bytes, CAPTURED_BYTES) && bytes.len &&
        capture_text(path, NULL, bytes.data, bytes.len, &text) && text.len)
        good =
            !holds(g, text.data, text.len) && !(utf8_valid(bytes.data, bytes.len) && holds(g, bytes.data, bytes.len));
    buf_drop(&bytes);
    buf_drop(&text);
    return good;
}

static bool take_evidence(struct gather *g)
{
    bool all = true;

    for (int32_t i = 0; i < g->doc->n_sources; i++) {
        const struct source *s = g->doc->sources + i;
        for (int32_t k = 0; k < s->n_snapshot; k++) {
            const char *path = snapshot_open(g->doc, s->snapshot + k, g->diag);
            if (path && may_be_seen(g, path))
                add(g, path, "Data", s->title);
            else if (path)
                diag_add(g->diag, D_ATTACH_HELD, s->snapshot[k].src,
                         "“%s” is not attached: it may hold words that are withheld from readers of this PDF",
                         s->snapshot[k].href);
            all &= path != NULL;
        }
    }
    return all;
}

/* ---- names: ASCII, each once, in order ---- */

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct pdf_attachment *)a)->name, ((const struct pdf_attachment *)b)->name);
}

static void give_names(struct gather *g)
{
    struct map *given = map_new();

    map_put(given, MANIFEST, g);
    for (size_t i = 0; i < g->found.n; i++) {
        char *base = arena_strdup(g->doc->arena, path_base(g->found.v[i].path));
        for (char *c = base; *c; c++)
            if (!((*c >= '0' && *c <= '9') || ((*c | 32) >= 'a' && (*c | 32) <= 'z') || strchr("-_.", *c)))
                *c = '-';
        const char *name = base, *dot = strrchr(base, '.');
        size_t stem = dot && dot > base ? (size_t)(dot - base) : strlen(base);
        for (int n = 2; map_find(given, name); n++)
            name = arena_printf(g->doc->arena, "%.*s-%d%s", (int)stem, base, n, base + stem);
        map_put(given, name, g);
        g->found.v[i].name = name;
    }
    map_drop(given);
    if (g->found.n)
        qsort(g->found.v, g->found.n, sizeof *g->found.v, by_name);
}

static void add_manifest(struct gather *g)
{
    char *text = attach_manifest(g->doc, g->found.v, g->found.n);

    if (!text)
        return;
    vec_push(&g->found, (struct pdf_attachment){.name = MANIFEST,
                                                .type = "application/ld+json",
                                                .relation = "Supplement",
                                                .says = "RO-Crate",
                                                .data = arena_strdup(g->doc->arena, text)});
    free(text);
    qsort(g->found.v, g->found.n, sizeof *g->found.v, by_name);
}

bool attach_gather(struct attached *out, const struct doc *doc, struct diag *diag)
{
    struct gather g = {.doc = doc, .owner = (struct doc *)(uintptr_t)doc, .diag = diag, .paths = map_new()};

    take_sources(&g);
    bool ok = take_evidence(&g);
    give_names(&g);
    add_manifest(&g);
    *out = (struct attached){g.found.v, g.found.n};
    vec_drop(&g.xml);
    for (size_t i = 0; i < g.withheld.n; i++)
        buf_drop(&g.withheld.v[i]);
    vec_drop(&g.withheld);
    map_drop(g.paths);
    return ok;
}
