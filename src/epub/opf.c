/* The package document: what the book is, what it holds, in which order it reads, and for whom it is accessible. */
#include "epub/internal.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static void dc(struct buf *out, const char *name, const char *id, const char *value)
{
    if (!value || !*value)
        return;
    buf_addf(out, "\n<dc:%s", name);
    if (id)
        xhtml_attr(out, "id", id);
    buf_addc(out, '>');
    xhtml_escape(out, value, strlen(value));
    buf_addf(out, "</dc:%s>", name);
}

static void meta(struct buf *out, const char *property, const char *value)
{
    buf_addf(out, "\n<meta property=\"%s\">", property);
    xhtml_escape(out, value, strlen(value));
    buf_adds(out, "</meta>");
}

static void refines(struct buf *out, const char *id, const char *property, const char *scheme, const char *value)
{
    buf_addf(out, "\n<meta refines=\"#%s\" property=\"%s\"", id, property);
    if (scheme)
        xhtml_attr(out, "scheme", scheme);
    buf_addc(out, '>');
    xhtml_escape(out, value, strlen(value));
    buf_adds(out, "</meta>");
}

/* The MARC relator of a role said in words; an author is the default. */
static const char *relator(const char *role)
{
    static const struct {
        const char *word, *code;
    } known[] = {
        {"tradu", "trl"}, {"transl", "trl"}, {"illus", "ill"}, {"photo", "pht"}, {"direct", "pbd"}, {"édit", "edt"}, {"edit", "edt"},
        {"rédac", "aut"}, {"cartogra", "ctg"}, {"contrib", "ctb"}, {"préf", "aui"}, {"relec", "pfr"}, {"compil", "com"},
    };
    for (size_t i = 0; role && i < sizeof known / sizeof *known; i++)
        if (strstr(role, known[i].word))
            return known[i].code;
    return "aut";
}

static void creators(const struct book *b, struct buf *out)
{
    int n = 0;
    for (const struct node *c = b->doc->info ? b->doc->info->child : NULL; c; c = c->next) {
        if (c->kind != NODE_AUTHOR)
            continue;
        struct buf name = {0};
        char id[32];
        node_plain_text(c, &name);
        snprintf(id, sizeof id, "creator-%d", ++n);
        if (name.len) {
            dc(out, "creator", id, name.data);
            refines(out, id, "role", "marc:relators", relator(node_attr(c, "role")));
        }
        buf_drop(&name);
    }
    if (!n)
        dc(out, "creator", NULL, b->doc->author);
}

struct access {
    bool pictures, charts, without_alt, pages, notes;
};

static struct access look(const struct book *b)
{
    struct access a = {0};
    for (const struct node *n = b->doc->tree; n; n = node_next(n, b->doc->tree)) {
        if (n->kind == NODE_IMG && n->image) {
            a.pictures = true;
            a.without_alt = a.without_alt || !node_attr(n, "alt");
        }
        a.charts = a.charts || n->kind == NODE_CHART;
    }
    for (int32_t i = 0; b->map && i < b->map->n_pages; i++)
        a.pages = a.pages || b->page_seen[i];
    return a;
}

/* Said only where it is true of this book. */
static void accessibility(const struct book *b, struct buf *out)
{
    struct access a = look(b);
    meta(out, "schema:accessMode", "textual");
    if (a.pictures || a.charts)
        meta(out, "schema:accessMode", "visual");
    if (!a.without_alt)
        meta(out, "schema:accessModeSufficient", "textual");
    if (a.pictures || a.charts)
        meta(out, "schema:accessModeSufficient", "textual,visual");
    meta(out, "schema:accessibilityFeature", "tableOfContents");
    meta(out, "schema:accessibilityFeature", "readingOrder");
    meta(out, "schema:accessibilityFeature", "structuralNavigation");
    meta(out, "schema:accessibilityFeature", "displayTransformability");
    meta(out, "schema:accessibilityFeature", "ARIA");
    if ((a.pictures || a.charts) && !a.without_alt)
        meta(out, "schema:accessibilityFeature", "alternativeText");
    if (a.charts)
        meta(out, "schema:accessibilityFeature", "longDescription");
    if (a.pages) {
        meta(out, "schema:accessibilityFeature", "pageBreakMarkers");
        meta(out, "schema:accessibilityFeature", "pageNavigation");
        meta(out, "pageBreakSource", b->doc->identifier);
        dc(out, "source", "print", b->doc->identifier);
        refines(out, "print", "source-of", NULL, "pagination");
    }
    meta(out, "schema:accessibilityHazard", "none");
    meta(out, "schema:accessibilitySummary", term(TERM_ACCESS_SUMMARY, b->doc->lang));
    if (a.without_alt)
        return;
    buf_adds(out, "\n<meta property=\"dcterms:conformsTo\" id=\"conforms\">EPUB Accessibility 1.1 - WCAG 2.2 Level AA</meta>");
    const char *by = b->doc->publisher ? b->doc->publisher : b->doc->author ? b->doc->author : b->opt->generator;
    refines(out, "conforms", "a11y:certifiedBy", NULL, by);
}

static void metadata(const struct book *b, struct buf *out)
{
    const struct doc *d = b->doc;
    int t[6];
    buf_adds(out, "\n<metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">");
    dc(out, "identifier", "uid", d->identifier);
    dc(out, "title", "title", d->title && *d->title ? d->title : path_base(d->path));
    refines(out, "title", "title-type", NULL, "main");
    if (d->subtitle && *d->subtitle) {
        dc(out, "title", "subtitle", d->subtitle);
        refines(out, "subtitle", "title-type", NULL, "subtitle");
    }
    dc(out, "language", NULL, d->lang);
    creators(b, out);
    dc(out, "publisher", NULL, d->publisher);
    dc(out, "date", NULL, d->date);
    dc(out, "rights", NULL, d->rights);
    dc(out, "description", NULL, d->abstract);
    for (int32_t i = 0; i < d->n_keywords; i++)
        dc(out, "subject", NULL, d->keywords[i]);
    utc_date(b->opt->time, t);
    buf_addf(out, "\n<meta property=\"dcterms:modified\">%04d-%02d-%02dT%02d:%02d:%02dZ</meta>", t[0], t[1], t[2], t[3], t[4], t[5]);
    accessibility(b, out);
    if (b->cover_image)
        buf_addf(out, "\n<meta name=\"cover\" content=\"%s\"/>", b->cover_image);
    if (b->opt->generator)
        buf_adds(out, "\n<meta name=\"generator\""), xhtml_attr(out, "content", b->opt->generator), buf_adds(out, "/>");
    buf_adds(out, "\n</metadata>");
}

void opf_write(struct book *b, struct buf *out)
{
    buf_adds(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\" unique-identifier=\"uid\"");
    xhtml_attr(out, "xml:lang", b->doc->lang);
    buf_addc(out, '>');
    metadata(b, out);
    buf_adds(out, "\n<manifest>");
    for (size_t i = 0; i < b->items.n; i++) {
        const struct epub_item *it = &b->items.v[i];
        buf_addf(out, "\n<item id=\"%s\" href=\"%s\" media-type=\"%s\"", it->id, it->name, it->type);
        if (it->properties)
            xhtml_attr(out, "properties", it->properties);
        buf_adds(out, "/>");
    }
    buf_adds(out, "\n</manifest>\n<spine toc=\"ncx\">");
    for (size_t i = 0; i < b->items.n; i++)
        if (b->items.v[i].spine)
            buf_addf(out, "\n<itemref idref=\"%s\"%s/>", b->items.v[i].id, b->items.v[i].spine == 2 ? " linear=\"no\"" : "");
    buf_adds(out, "\n</spine>\n</package>\n");
}
