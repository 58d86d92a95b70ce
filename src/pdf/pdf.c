/* pdf_write: pages out one by one, then what can be known only then: fonts, structure, outline, catalogue. */
#include "pdf/internal.h"

#include <errno.h>
#include <string.h>

void pdf_init(struct pdf *p, const struct doc *doc, const struct layout *layout)
{
    p->doc = doc;
    p->layout = layout;
    pdf_marks_init(&p->marks, doc);
}

void pdf_drop(struct pdf *p)
{
    pdf_fonts_drop(p);
    for (size_t i = 0; i < p->images.n; i++)
        free(p->images.v[i]);
    vec_drop(&p->images);
    pdf_marks_drop(&p->marks);
    buf_drop(&p->content);
    buf_drop(&p->res);
    buf_drop(&p->tmp);
    pdfw_drop(p->w);
}

enum { PER_PAGE_NODE = 32 };

static void write_page(struct pdf *p, int32_t i, int32_t parent)
{
    const struct page *page = p->layout->pages + i;
    struct ids annots = {0};
    size_t marks = p->marks.mark.n;
    int32_t content = pdfw_ids(p->w, 1);

    pdf_content(p, i, &annots);
    pdfw_stream(p->w, content, "", p->content.data ? p->content.data : "", p->content.len, true);
    struct buf *b = pdfw_begin(p->w, p->page_id + i);
    buf_addf(b, "<</Type/Page/Parent %d 0 R/MediaBox[0 0 ", (int)parent);
    pdf_milli(b, pdf_milli_of(page->width));
    buf_addc(b, ' ');
    pdf_milli(b, pdf_milli_of(page->height));
    buf_addf(b, "]/Contents %d 0 R/Resources", (int)content);
    buf_add(b, p->res.data, p->res.len);
    buf_adds(b, "/Tabs/S");
    if (p->marks.mark.n > marks)
        buf_addf(b, "/StructParents %d", (int)i);
    if (annots.n) {
        buf_adds(b, "/Annots[");
        for (size_t k = 0; k < annots.n; k++)
            pdf_ref(b, annots.v[k]);
        buf_addc(b, ']');
    }
    buf_adds(b, ">>");
    pdfw_end(p->w);
    free(annots.v);
}

/* Nodes of up to 32 pages under one root, whose id comes back. */
static int32_t write_pages(struct pdf *p)
{
    int32_t n = p->layout->n_pages, nodes = (n + PER_PAGE_NODE - 1) / PER_PAGE_NODE;

    p->page_id = pdfw_ids(p->w, n);
    int32_t root = pdfw_ids(p->w, nodes + 1), node = root + 1;
    for (int32_t i = 0; i < n; i++)
        write_page(p, i, node + i / PER_PAGE_NODE);
    for (int32_t k = 0; k < nodes; k++) {
        int32_t from = k * PER_PAGE_NODE, to = from + PER_PAGE_NODE < n ? from + PER_PAGE_NODE : n;
        struct buf *b = pdfw_begin(p->w, node + k);
        buf_addf(b, "<</Type/Pages/Parent %d 0 R/Count %d/Kids[", (int)root, (int)(to - from));
        for (int32_t i = from; i < to; i++)
            pdf_ref(b, p->page_id + i);
        buf_adds(b, "]>>");
        pdfw_end(p->w);
    }
    struct buf *b = pdfw_begin(p->w, root);
    buf_addf(b, "<</Type/Pages/Count %d/Kids[", (int)n);
    for (int32_t k = 0; k < nodes; k++)
        pdf_ref(b, node + k);
    buf_adds(b, "]>>");
    pdfw_end(p->w);
    return root;
}

static void write_alphas(struct pdf *p)
{
    for (int a = 0; a < 256; a++) {
        if (!p->alpha_id[a])
            continue;
        struct buf *b = pdfw_begin(p->w, p->alpha_id[a]);
        buf_adds(b, "<</Type/ExtGState/ca ");
        pdf_milli(b, (a * 1000 + 127) / 255);
        buf_adds(b, "/CA ");
        pdf_milli(b, (a * 1000 + 127) / 255);
        buf_adds(b, ">>");
        pdfw_end(p->w);
    }
}

static int32_t write_catalog(struct pdf *p, int32_t pages)
{
    bool claims = !p->opt || !p->opt->untagged;
    int32_t outline = pdf_outline(p), dests = pdf_dests(p), labels = pdf_page_labels(p), xmp = claims ? pdf_xmp(p) : 0,
            intent = claims ? pdf_output_intent(p) : 0, id = pdfw_ids(p->w, 1);
    struct buf *b = pdfw_begin(p->w, id);

    buf_addf(b, "<</Type/Catalog/Pages %d 0 R/PageLabels %d 0 R/ViewerPreferences<</DisplayDocTitle true>>", (int)pages,
             (int)labels);
    if (claims)
        buf_addf(b, "/Metadata %d 0 R/OutputIntents[%d 0 R]/MarkInfo<</Marked true>>", (int)xmp, (int)intent);
    if (outline)
        buf_addf(b, "/Outlines %d 0 R/PageMode/UseOutlines", (int)outline);
    if (dests || p->attached_tree)
        buf_adds(b, "/Names<<");
    if (dests)
        buf_addf(b, "/Dests %d 0 R", (int)dests);
    if (p->attached_tree)
        buf_addf(b, "/EmbeddedFiles %d 0 R", (int)p->attached_tree);
    if (dests || p->attached_tree)
        buf_adds(b, ">>");
    for (size_t i = 0; p->attached_tree && i < p->opt->n_attached; i++)
        buf_addf(b, "%s %d 0 R%s", i ? "" : "/AF[", (int)(p->attached + (int32_t)i),
                 i + 1 < p->opt->n_attached ? "" : "]");
    if (p->struct_root)
        buf_addf(b, "/StructTreeRoot %d 0 R", (int)p->struct_root);
    buf_adds(b, "/Lang");
    pdf_text(b, p->doc->lang ? p->doc->lang : "fr");
    buf_adds(b, ">>");
    pdfw_end(p->w);
    return id;
}

bool pdf_write(const struct doc *doc, const struct layout *layout, const struct pdf_options *opt, struct outfile *o,
               struct diag *diag)
{
    struct pdf p = {.opt = opt, .diag = diag, .w = pdfw_new(o)};

    pdf_init(&p, doc, layout);
    int32_t pages = write_pages(&p);
    write_alphas(&p);
    bool ok = pdf_fonts_write(&p) && pdf_attach(&p);
    if (ok) {
        if (!opt || !opt->untagged)
            pdf_tags_write(&p);
        int32_t root = write_catalog(&p, pages);
        ok = pdfw_finish(p.w, root, pdf_info(&p));
        if (!ok && !outfile_write(o, NULL, 0)) /* which tells what went wrong first */
            diag_add(diag, D_FILE_WRITE, (struct src){0}, "the PDF can't be written: %s", strerror(errno));
    }
    pdf_drop(&p);
    return ok;
}
