/* The package document: what the book is, what it holds, in which order it reads. */
#include "epub/internal.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

void opf_dc(struct buf *out, const char *name, const char *id, const char *value)
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

void opf_meta(struct buf *out, const char *property, const char *value)
{
    buf_addf(out, "\n<meta property=\"%s\">", property);
    xhtml_escape(out, value, strlen(value));
    buf_adds(out, "</meta>");
}

void opf_refines(struct buf *out, const char *id, const char *property, const char *scheme, const char *value)
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
            opf_dc(out, "creator", id, name.data);
            opf_refines(out, id, "role", "marc:relators", relator(node_attr(c, "role")));
        }
        buf_drop(&name);
    }
    if (!n)
        opf_dc(out, "creator", NULL, b->doc->author);
}

static void metadata(const struct book *b, struct buf *out)
{
    const struct doc *d = b->doc;
    int t[6];
    buf_adds(out, "\n<metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">");
    opf_dc(out, "identifier", "uid", d->identifier);
    opf_dc(out, "title", "title", d->title && *d->title ? d->title : path_base(d->path));
    opf_refines(out, "title", "title-type", NULL, "main");
    if (d->subtitle && *d->subtitle) {
        opf_dc(out, "title", "subtitle", d->subtitle);
        opf_refines(out, "subtitle", "title-type", NULL, "subtitle");
    }
    opf_dc(out, "language", NULL, d->lang);
    creators(b, out);
    opf_dc(out, "publisher", NULL, d->publisher);
    opf_dc(out, "date", NULL, d->date);
    opf_dc(out, "rights", NULL, d->rights);
    opf_dc(out, "description", NULL, d->abstract);
    for (int32_t i = 0; i < d->n_keywords; i++)
        opf_dc(out, "subject", NULL, d->keywords[i]);
    utc_date(b->opt->time, t);
    buf_addf(out, "\n<meta property=\"dcterms:modified\">%04d-%02d-%02dT%02d:%02d:%02dZ</meta>", t[0], t[1], t[2], t[3], t[4], t[5]);
    access_write(b, out);
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
    buf_adds(out, "\n</manifest>\n<spine toc=\"ncx\"");
    if (lang_rtl(b->doc->lang))
        xhtml_attr(out, "page-progression-direction", "rtl");
    buf_addc(out, '>');
    for (size_t i = 0; i < b->items.n; i++)
        if (b->items.v[i].spine)
            buf_addf(out, "\n<itemref idref=\"%s\"%s/>", b->items.v[i].id, b->items.v[i].spine == 2 ? " linear=\"no\"" : "");
    buf_adds(out, "\n</spine>\n</package>\n");
}
