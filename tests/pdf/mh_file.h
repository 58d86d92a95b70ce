/* Checkpoints 06, 07, 11, 20, 21, 25, 26 and 28: metadata, catalogue, outline, attachments, encryption, annotations. */
#ifndef MH_FILE_H
#define MH_FILE_H

#include "matterhorn.h"

#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

/* ---- XMP ---- */
struct mh_xmp {
    xmlDocPtr doc;
    xmlXPathContextPtr at;
};

static inline struct mh_xmp mh_xmp(struct mh *m)
{
    static const char *const spaces[][2] = {{"rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"},
                                            {"dc", "http://purl.org/dc/elements/1.1/"},
                                            {"pdf", "http://ns.adobe.com/pdf/1.3/"},
                                            {"xmp", "http://ns.adobe.com/xap/1.0/"},
                                            {"pdfaid", "http://www.aiim.org/pdfa/ns/id/"},
                                            {"pdfuaid", "http://www.aiim.org/pdfua/ns/id/"},
                                            {"schema", "http://www.aiim.org/pdfa/ns/schema#"}};
    struct mh_xmp x = {0};
    struct buf b = {0};

    if (mh_data(m, mh_get(m, qpdf_get_root(m->q), "/Metadata"), &b))
        x.doc =
            xmlReadMemory(b.data, (int)b.len, "xmp", NULL, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    buf_drop(&b);
    x.at = x.doc ? xmlXPathNewContext(x.doc) : NULL;
    for (size_t i = 0; x.at && i < sizeof spaces / sizeof *spaces; i++)
        xmlXPathRegisterNs(x.at, BAD_CAST spaces[i][0], BAD_CAST spaces[i][1]);
    return x;
}

static inline void mh_xmp_drop(struct mh_xmp *x)
{
    if (x->at)
        xmlXPathFreeContext(x->at);
    if (x->doc)
        xmlFreeDoc(x->doc);
}

/* The text of a property, as element or attribute, in the arena; "" if it is not there. */
static inline const char *mh_property(struct mh *m, struct mh_xmp *x, const char *name)
{
    char path[256];
    const char *text = "";

    snprintf(path, sizeof path,
             "string((//rdf:Description/%s//rdf:li|//rdf:Description/%s[not(*)]|//rdf:Description/@%s)[1])", name, name,
             name);
    xmlXPathObjectPtr o = x->at ? xmlXPathEvalExpression(BAD_CAST path, x->at) : NULL;
    if (o && o->stringval)
        text = arena_strdup(m->a, (const char *)o->stringval);
    if (o)
        xmlXPathFreeObject(o);
    return text;
}

static inline void mh_metadata(struct mh *m, struct mh_xmp *x)
{
    if (!mh_there(m, qpdf_get_root(m->q), "/Metadata"))
        mh_fail(m, "06-001", "no XMP", "catalogue", 0);
    else if (strcmp(mh_property(m, x, "pdfuaid:part"), "1"))
        mh_fail(m, "06-002", "the XMP does not claim PDF/UA-1", mh_property(m, x, "pdfuaid:part"), 0);
    if (!*mh_property(m, x, "dc:title"))
        mh_fail(m, "06-003", "the XMP has no title", "", 0);
    xmlXPathObjectPtr o =
        x->at ? xmlXPathEvalExpression(
                    BAD_CAST "boolean(//dc:title//rdf:li[not(@xml:lang) or @xml:lang='' or @xml:lang='x-default'])",
                    x->at)
              : NULL;
    if (o && o->boolval && !m->doc_lang)
        mh_fail(m, "11-006", "metadata in no known language", "", 0);
    if (o)
        xmlXPathFreeObject(o);
}

/* ---- catalogue ---- */
static inline void mh_catalogue(struct mh *m)
{
    qpdf_oh root = qpdf_get_root(m->q), title = mh_get(m, mh_get(m, root, "/ViewerPreferences"), "/DisplayDocTitle");
    qpdf_oh suspects = mh_get(m, mh_get(m, root, "/MarkInfo"), "/Suspects");

    if (!qpdf_oh_is_bool(m->q, title))
        mh_fail(m, "07-001", "no DisplayDocTitle", "catalogue", 0);
    else if (!qpdf_oh_get_bool_value(m->q, title))
        mh_fail(m, "07-002", "DisplayDocTitle is false", "catalogue", 0);
    if (qpdf_oh_is_bool(m->q, suspects) && qpdf_oh_get_bool_value(m->q, suspects))
        mh_fail(m, "01-007", "Suspects is true", "catalogue", 0);
    if (mh_there(m, root, "/Outlines") && !m->doc_lang)
        mh_fail(m, "11-003", "an outline in no known language", "catalogue", 0);
    qpdf_oh xfa = mh_get(m, mh_get(m, root, "/AcroForm"), "/XFA");
    struct buf b = {0};
    if (mh_data(m, xfa, &b) && b.data && strstr(b.data, "dynamicRender") && strstr(b.data, "required"))
        mh_fail(m, "25-001", "XFA that must be rendered", "catalogue", 0);
    buf_drop(&b);
    if (mh_there(m, root, "/AcroForm"))
        mh_fail(m, "unexpected", "a form", "catalogue", 0);
    if (mh_there(m, root, "/OCProperties"))
        mh_fail(m, "unexpected", "optional content", "catalogue", 0);
}

static inline void mh_encryption(struct mh *m)
{
    qpdf_oh e = mh_get(m, qpdf_get_trailer(m->q), "/Encrypt");

    if (qpdf_oh_is_null(m->q, e))
        return;
    if (!mh_there(m, e, "/P"))
        mh_fail(m, "26-001", "encrypted, without permissions", "trailer", 0);
    else if (!(mh_get_int(m, e, "/P", 0) & 512))
        mh_fail(m, "26-002", "encrypted against assistive technology", "trailer", 0);
}

/* ---- every file specification with an embedded file ---- */
static inline void mh_filespec(struct mh *m, qpdf_oh oh)
{
    if (qpdf_oh_is_dictionary(m->q, oh) && mh_there(m, oh, "/EF") &&
        (!mh_get_text(m, oh, "/F") || !mh_get_text(m, oh, "/UF")))
        mh_fail(m, "21-001", "an attachment without F and UF", "", mh_id(m, oh));
}

/* ---- annotations ---- */
static const char *const mh_annot_types[] = {
    "Text",        "Link",      "FreeText",       "Line",     "Square",    "Circle", "Polygon",
    "PolyLine",    "Highlight", "Underline",      "Squiggly", "StrikeOut", "Stamp",  "Caret",
    "Ink",         "Popup",     "FileAttachment", "Sound",    "Movie",     "Widget", "Screen",
    "PrinterMark", "TrapNet",   "Watermark",      "3D",       "Redact",    NULL};

static inline int mh_annot_elem(struct mh *m, int id)
{
    for (size_t i = 0; i < m->objr.n; i++)
        if (m->objr.v[i].object == id)
            return m->objr.v[i].elem;
    return -1;
}

static inline void mh_annot(struct mh *m, qpdf_oh a)
{
    const char *type = mh_get_name(m, a, "/Subtype"), *says = mh_get_text(m, a, "/Contents");
    int id = mh_id(m, a), elem = mh_annot_elem(m, id);
    const char *in = elem >= 0 ? m->elem.v[elem].std : "";
    bool lang = m->doc_lang || mh_get_text(m, a, "/Lang") || (elem >= 0 && m->elem.v[elem].lang);

    if (says && *says && !lang)
        mh_fail(m, "11-004", "Contents in no known language", type, id);
    if (mh_get_int(m, a, "/F", 0) & 2)
        return; /* hidden */
    if (!mh_one_of(type, mh_annot_types))
        mh_fail(m, "28-006", "an annotation of no known kind", type, id);
    else if (!strcmp(type, "TrapNet"))
        mh_fail(m, "28-007", "a TrapNet annotation", type, id);
    else if (!strcmp(type, "PrinterMark")) {
        if (elem >= 0)
            mh_fail(m, "28-017", "a printer's mark in the structure", type, id);
    } else if (!strcmp(type, "Widget")) {
        if (strcmp(in, "Form"))
            mh_fail(m, "28-010", "a widget outside Form", in, id);
    } else if (!strcmp(type, "Link")) {
        if (strcmp(in, "Link"))
            mh_fail(m, "28-011", "a link annotation outside Link", in, id);
        if (!says || !*says)
            mh_fail(m, "28-012", "a link annotation without Contents", in, id);
    } else if (strcmp(type, "Popup")) {
        if (strcmp(in, "Annot"))
            mh_fail(m, "28-002", "an annotation outside Annot", type, id);
        if ((!says || !*says) && !(elem >= 0 && m->elem.v[elem].alt))
            mh_fail(m, "28-004", "an annotation that says nothing", type, id);
    }
}

static inline void mh_annots(struct mh *m)
{
    for (int i = 0; i < qpdf_get_num_pages(m->q); i++) {
        qpdf_oh page = qpdf_get_page_n(m->q, (size_t)i), list = mh_get(m, page, "/Annots");
        int n = mh_count(m, list);
        if (n && !mh_there(m, page, "/Tabs"))
            mh_fail(m, "28-008", "a page with annotations without Tabs", "page", i + 1);
        else if (n && strcmp(mh_get_name(m, page, "/Tabs"), "S"))
            mh_fail(m, "28-009", "Tabs is not S", "page", i + 1);
        for (int k = 0; k < n; k++)
            mh_annot(m, mh_item(m, list, k));
    }
}

#include "mh_pdfa.h"

static inline void mh_whole_file(struct mh *m)
{
    struct mh_xmp x = mh_xmp(m);
    int objects = mh_get_int(m, qpdf_get_trailer(m->q), "/Size", 0);

    mh_metadata(m, &x);
    mh_catalogue(m);
    mh_encryption(m);
    mh_annots(m);
    mh_pdfa(m, &x);
    for (int i = 1; i < objects; i++) {
        qpdf_oh oh = qpdf_get_object_by_id(m->q, i, 0);
        mh_filespec(m, oh);
        mh_pdfa_object(m, oh);
        qpdf_oh_release(m->q, oh);
    }
    mh_xmp_drop(&x);
}

#endif
