/* One fault a condition: the structure tree, the catalogue, annotations. */
#ifndef FAULTS_TREE_H
#define FAULTS_TREE_H

#include "spoil.h"

static inline void sp_become(struct spoiler *s, const char *type, int nth, const char *other)
{
    qpdf_oh e = sp_elem(s, type, nth);
    if (qpdf_oh_is_dictionary(s->q, e))
        sp_set(s, e, "/S", other);
}

/* ---- 02 ---- */
static inline void f_02_001(struct spoiler *s)
{
    sp_become(s, "P", 3, "/Paragraph");
}
static inline void f_02_003(struct spoiler *s)
{
    sp_set(s, s->tree, "/RoleMap", "<</Em/Strong/Strong/Em>>");
}
static inline void f_02_004(struct spoiler *s)
{
    sp_set(s, s->tree, "/RoleMap", "<</Em/Span/Strong/Span/P/Span>>");
}

/* ---- 06, 07, 01-007 ---- */
static inline void f_06_001(struct spoiler *s)
{
    sp_remove(s, s->root, "/Metadata");
}
static inline void f_06_002(struct spoiler *s)
{
    sp_edit(s, mh_get(s->m, s->root, "/Metadata"), "<pdfuaid:part>1", "<pdfuaid:part>9");
}
static inline void f_06_003(struct spoiler *s)
{
    sp_edit(s, mh_get(s->m, s->root, "/Metadata"), "Essai de tout", "");
}
static inline void f_07_001(struct spoiler *s)
{
    sp_remove(s, s->root, "/ViewerPreferences");
}
static inline void f_07_002(struct spoiler *s)
{
    sp_set(s, s->root, "/ViewerPreferences", "<</DisplayDocTitle false>>");
}
static inline void f_01_007(struct spoiler *s)
{
    sp_set(s, s->root, "/MarkInfo", "<</Marked true/Suspects true>>");
}

/* ---- 09 ---- */
static inline void f_09_004(struct spoiler *s)
{
    sp_become(s, "TR", 1, "/Div");
}
static inline void f_09_005(struct spoiler *s)
{
    sp_become(s, "LI", 1, "/P");
}
static inline void f_09_006(struct spoiler *s)
{
    sp_become(s, "TOCI", 1, "/P");
}
static inline void f_09_007(struct spoiler *s)
{
    sp_become(s, "Em", 0, "/Ruby");
}
static inline void f_grid(struct spoiler *s)
{
    sp_set(s, sp_elem(s, "TD", 0), "/A", "<</O/Table/ColSpan 2>>");
}

static inline void f_headers(struct spoiler *s)
{
    sp_set(s, sp_elem(s, "TD", 0), "/A", "<</O/Table/Headers[(no such)]>>");
}

/* ---- 11: the catalogue's language goes; where one stands nearer, only what is left is in no language ---- */
static inline void f_11_001(struct spoiler *s)
{
    sp_remove(s, s->root, "/Lang");
}
static inline void f_11_003(struct spoiler *s)
{
    sp_remove(s, s->root, "/Lang");
    sp_set(s, mh_get(s->m, s->tree, "/K"), "/Lang", "(fr)");
}

/* ---- 13, 14, 15, 17, 19 ---- */
static inline void f_13_004(struct spoiler *s)
{
    sp_remove(s, sp_elem(s, "Figure", 0), "/Alt");
}
static inline void f_14_002(struct spoiler *s)
{
    sp_become(s, "H1", 0, "/H2");
}
static inline void f_14_003(struct spoiler *s)
{
    sp_become(s, "H2", 0, "/H3");
}
static inline void f_14_006(struct spoiler *s)
{
    sp_become(s, "P", 0, "/H");
    sp_become(s, "P", 0, "/H"); /* the next one now */
}
static inline void f_14_007(struct spoiler *s)
{
    sp_become(s, "H1", 1, "/H");
}
static inline void f_15_003(struct spoiler *s)
{
    sp_remove(s, sp_elem(s, "TH", 0), "/A");
}
static inline void f_17_002(struct spoiler *s)
{
    sp_become(s, "Figure", 0, "/Formula");
    sp_remove(s, sp_elem(s, "Formula", 0), "/Alt");
}
static inline void f_19_003(struct spoiler *s)
{
    sp_remove(s, sp_elem(s, "Note", 0), "/ID");
}
static inline void f_19_004(struct spoiler *s)
{
    qpdf_oh_replace_key(s->q, sp_elem(s, "Note", 1), "/ID", mh_get(s->m, sp_elem(s, "Note", 0), "/ID"));
    s->done = true;
}
static inline void f_unexpected(struct spoiler *s)
{
    sp_become(s, "Quote", 0, "/Form");
    sp_become(s, "Em", 0, "/Form");
}

/* ---- 25, 26 ---- */
static inline void f_25_001(struct spoiler *s)
{
    static const char xfa[] = "<dynamicRender>required</dynamicRender>";
    qpdf_oh form = qpdf_oh_new_dictionary(s->q);

    qpdf_oh_replace_key(s->q, form, "/XFA", qpdf_make_indirect_object(s->q, sp_stream(s, "<<>>", xfa, sizeof xfa - 1)));
    qpdf_oh_replace_key(s->q, s->root, "/AcroForm", form);
    s->done = true;
}
static inline void f_26_001(struct spoiler *s)
{
    sp_set(s, qpdf_get_trailer(s->q), "/Encrypt", "<</Filter/Standard/V 4/R 4>>");
}
static inline void f_26_002(struct spoiler *s)
{
    sp_set(s, qpdf_get_trailer(s->q), "/Encrypt", "<</Filter/Standard/V 4/R 4/P -3904>>");
}

/* ---- 28 ---- */
static inline qpdf_oh sp_annot(struct spoiler *s)
{
    for (int i = 0; i < qpdf_get_num_pages(s->q); i++) {
        qpdf_oh list = mh_get(s->m, qpdf_get_page_n(s->q, (size_t)i), "/Annots");
        if (mh_count(s->m, list)) {
            s->page = qpdf_get_page_n(s->q, (size_t)i);
            return mh_item(s->m, list, 0);
        }
    }
    return qpdf_oh_new_null(s->q);
}
static inline void f_28_002(struct spoiler *s)
{
    sp_set(s, sp_annot(s), "/Subtype", "/Text");
}
static inline void f_28_004(struct spoiler *s)
{
    sp_set(s, sp_annot(s), "/Subtype", "/Text");
    sp_remove(s, sp_annot(s), "/Contents");
}
static inline void f_28_006(struct spoiler *s)
{
    sp_set(s, sp_annot(s), "/Subtype", "/Balloon");
}
static inline void f_28_007(struct spoiler *s)
{
    sp_set(s, sp_annot(s), "/Subtype", "/TrapNet");
}
static inline void f_28_008(struct spoiler *s)
{
    sp_annot(s);
    sp_remove(s, s->page, "/Tabs");
}
static inline void f_28_009(struct spoiler *s)
{
    sp_annot(s);
    sp_set(s, s->page, "/Tabs", "/R");
}
static inline void f_28_010(struct spoiler *s)
{
    sp_set(s, sp_annot(s), "/Subtype", "/Widget");
}
static inline void f_28_011(struct spoiler *s)
{
    sp_become(s, "Link", 0, "/Span");
}
static inline void f_28_012(struct spoiler *s)
{
    sp_remove(s, sp_annot(s), "/Contents");
}
static inline void f_28_017(struct spoiler *s)
{
    sp_set(s, sp_annot(s), "/Subtype", "/PrinterMark");
}

/* ---- 21 ---- */
static inline void f_21_001(struct spoiler *s)
{
    qpdf_oh file = qpdf_make_indirect_object(s->q, sp_stream(s, "<</Type/EmbeddedFile/Subtype/text#2Fplain>>", "x", 1));
    qpdf_oh spec = sp_parse(s, "<</Type/Filespec/F(x)/EF<<>>/AFRelationship/Data>>"), ef = mh_get(s->m, spec, "/EF");

    qpdf_oh_replace_key(s->q, ef, "/F", file);
    qpdf_oh list = sp_parse(s, "[]");
    qpdf_oh_append_item(s->q, list, qpdf_make_indirect_object(s->q, spec));
    qpdf_oh_replace_key(s->q, s->root, "/AF", list);
    s->done = true;
}

#endif
