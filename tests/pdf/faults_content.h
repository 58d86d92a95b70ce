/* One fault a condition: content streams, fonts, pictures, and what PDF/A asks. */
#ifndef FAULTS_CONTENT_H
#define FAULTS_CONTENT_H

#include "spoil.h"

/* ---- 01, 30 ---- */
static inline void f_01_003(struct spoiler *s)
{
    sp_page(s, "/P<</MCID 0>>BDC\n", "/P<</MCID 0>>BDC\n/Artifact BMC EMC ");
}
static inline void f_marks(struct spoiler *s)
{
    sp_page(s, "/P<</MCID 0>>BDC\n", "/Artifact BMC ");
}
static inline void f_01_004(struct spoiler *s)
{
    sp_add(s, "\n/Artifact BMC /P<</MCID 0>>BDC EMC EMC\n");
}
static inline void f_01_005(struct spoiler *s)
{
    sp_add(s, "\n0 0 1 1 re f\n");
}
static inline bool sp_is_form(struct spoiler *s, qpdf_oh oh)
{
    return qpdf_oh_is_stream(s->q, oh) && !strcmp(mh_get_name(s->m, oh, "/Subtype"), "Form");
}
static inline void f_30_001(struct spoiler *s)
{
    sp_set(s, sp_object(s, sp_is_form), "/Ref", "<</F(other.pdf)/Page 0>>");
}
static inline void f_30_002(struct spoiler *s)
{
    char name[64] = "", twice[160];
    qpdf_oh form = sp_object(s, sp_is_form);
    struct buf b = {0};

    mh_data(s->m, form, &b);
    buf_adds(&b, "\n/P<</MCID 0>>BDC EMC\n");
    qpdf_oh_replace_stream_data(s->q, form, (const unsigned char *)b.data, b.len, qpdf_oh_new_null(s->q),
                                qpdf_oh_new_null(s->q));
    buf_drop(&b);
    snprintf(name, sizeof name, "/I%d Do", mh_id(s->m, form));
    snprintf(twice, sizeof twice, "%s %s", name, name);
    sp_page(s, name, twice);
}

/* ---- fonts ---- */
static inline bool sp_is_type0(struct spoiler *s, qpdf_oh oh)
{
    return !strcmp(mh_get_name(s->m, oh, "/Subtype"), "Type0");
}
static inline bool sp_is_cid(struct spoiler *s, qpdf_oh oh)
{
    return !strcmp(mh_get_name(s->m, oh, "/Subtype"), "CIDFontType2");
}
static inline bool sp_is_simple(struct spoiler *s, qpdf_oh oh)
{
    return !strcmp(mh_get_name(s->m, oh, "/Subtype"), "TrueType");
}
static inline qpdf_oh sp_font(struct spoiler *s)
{
    return sp_object(s, sp_is_type0);
}
static inline qpdf_oh sp_cid(struct spoiler *s)
{
    return sp_object(s, sp_is_cid);
}
static inline qpdf_oh sp_simple(struct spoiler *s)
{
    return sp_object(s, sp_is_simple);
}

static inline void sp_map(struct spoiler *s, const char *rows) /* another ToUnicode */
{
    qpdf_oh map = mh_get(s->m, sp_font(s), "/ToUnicode");

    qpdf_oh_replace_stream_data(s->q, map, (const unsigned char *)rows, strlen(rows), qpdf_oh_new_null(s->q),
                                qpdf_oh_new_null(s->q));
    s->done = true;
}
static inline void f_10_001(struct spoiler *s)
{
    sp_map(s, "1 beginbfchar <FFFF> <0041> endbfchar");
}
static inline void f_31_028(struct spoiler *s)
{
    sp_map(s, "1 beginbfrange <0000> <F000> <0000> endbfrange");
}
static inline void f_31_029(struct spoiler *s)
{
    sp_map(s, "2 beginbfrange <0000> <FFF0> <0041> <FFF1> <FFF1> [<FEFF>] endbfrange");
}
static inline void f_31_004(struct spoiler *s)
{
    sp_set(s, sp_cid(s), "/CIDToGIDMap", "/Other");
}
static inline void f_31_005(struct spoiler *s)
{
    sp_remove(s, sp_cid(s), "/CIDToGIDMap");
}
static inline void f_31_006(struct spoiler *s)
{
    sp_set(s, sp_font(s), "/Encoding", "/Other-H");
}
static inline void f_31_009(struct spoiler *s)
{
    sp_remove(s, mh_get(s->m, sp_cid(s), "/FontDescriptor"), "/FontFile2");
}
static inline void f_31_016(struct spoiler *s)
{
    sp_set(s, sp_cid(s), "/W", "[0 65535 333]");
}
static inline void f_31_027(struct spoiler *s)
{
    sp_remove(s, sp_font(s), "/ToUnicode");
}

static inline void sp_code(struct spoiler *s, const char *code) /* shown in an artifact, in a font of the first page */
{
    char line[128];
    struct mh_keys fonts = mh_keys(s->m, mh_get(s->m, mh_get(s->m, s->page, "/Resources"), "/Font"));

    snprintf(line, sizeof line, "\n/Artifact BMC BT %s 9 Tf <%s> Tj ET EMC\n", fonts.n ? fonts.v[0] : "/F0", code);
    vec_drop(&fonts);
    sp_add(s, line);
}
static inline void f_31_011(struct spoiler *s)
{
    sp_code(s, "FFF0");
}
static inline void f_31_030(struct spoiler *s)
{
    sp_code(s, "0000");
}

static inline void f_31_019(struct spoiler *s)
{
    sp_remove(s, sp_simple(s), "/Encoding");
}
static inline void f_31_020(struct spoiler *s)
{
    sp_set(s, sp_simple(s), "/Encoding", "<</Differences[65/A]>>");
}
static inline void f_31_021(struct spoiler *s)
{
    sp_set(s, sp_simple(s), "/Encoding", "/StandardEncoding");
}
static inline void f_31_024(struct spoiler *s)
{
    sp_set(s, mh_get(s->m, sp_simple(s), "/FontDescriptor"), "/Flags", "4");
}
static inline void sp_no_cmap(struct spoiler *s)
{
    sp_edit(s, mh_get(s->m, mh_get(s->m, sp_simple(s), "/FontDescriptor"), "/FontFile2"), "cmap", "cmaq");
}
static inline void f_31_017(struct spoiler *s)
{
    sp_no_cmap(s);
}
static inline void f_31_025(struct spoiler *s)
{
    sp_set(s, mh_get(s->m, sp_simple(s), "/FontDescriptor"), "/Flags", "4");
    sp_remove(s, sp_simple(s), "/Encoding");
    sp_no_cmap(s);
}

/* The cmap table says it has its one subtable twice. */
static inline void f_31_026(struct spoiler *s)
{
    qpdf_oh file = mh_get(s->m, mh_get(s->m, sp_simple(s), "/FontDescriptor"), "/FontFile2");
    struct buf b = {0};

    sp_set(s, mh_get(s->m, sp_simple(s), "/FontDescriptor"), "/Flags", "4");
    sp_remove(s, sp_simple(s), "/Encoding");
    mh_data(s->m, file, &b);
    uint8_t *d = (uint8_t *)b.data;
    uint8_t *dir = memmem(b.data, b.len, "cmap", 4);
    size_t at = dir ? (size_t)dir[8] << 24 | (size_t)dir[9] << 16 | (size_t)dir[10] << 8 | dir[11] : 0, end = b.len;
    if (dir && at + 12 < b.len && d[at + 3] == 1) {
        struct buf t = {0};
        size_t sub = (size_t)d[at + 10] << 8 | d[at + 11], len = (size_t)d[at + sub + 2] << 8 | d[at + sub + 3];
        const uint8_t head[20] = {0, 0,  0, 2, d[at + 4], d[at + 5], d[at + 6], d[at + 7], 0, 0,
                                  0, 20, 0, 3, 0,         1,         0,         0,         0, 20};
        buf_add(&t, head, sizeof head);
        buf_add(&t, d + at + sub, len);
        for (int i = 0; i < 4; i++) {
            dir[8 + i] = (uint8_t)(end >> (24 - 8 * i));
            dir[12 + i] = (uint8_t)(t.len >> (24 - 8 * i));
        }
        buf_add(&b, t.data, t.len);
        qpdf_oh_replace_stream_data(s->q, file, (const unsigned char *)b.data, b.len, qpdf_oh_new_null(s->q),
                                    qpdf_oh_new_null(s->q));
        buf_drop(&t);
    }
    buf_drop(&b);
}

/* ---- PDF/A ---- */
static inline void f_a_id(struct spoiler *s)
{
    sp_remove(s, qpdf_get_trailer(s->q), "/ID");
}
static inline void f_a_lzw(struct spoiler *s)
{
    qpdf_oh x = qpdf_oh_new_stream(s->q);
    qpdf_oh_replace_stream_data(s->q, x, (const unsigned char *)"\x80\x0B\x60\x50\x22\x0C\x0C\x85\x01", 9,
                                sp_parse(s, "/LZWDecode"), qpdf_oh_new_null(s->q));
    qpdf_oh_replace_key(s->q, mh_get(s->m, s->page, "/Resources"), "/Extra", qpdf_make_indirect_object(s->q, x));
    s->done = true;
}
static inline void f_a_deep(struct spoiler *s)
{
    sp_add(s, "\nq q q q q q q q q q q q q q q q q q q q q q q q q q q q q\n");
}
static inline void f_a_intent(struct spoiler *s)
{
    sp_remove(s, s->root, "/OutputIntents");
}
static inline void f_a_cmyk(struct spoiler *s)
{
    sp_add(s, "\n/Artifact BMC 0 0 0 1 k EMC\n");
}
static inline void sp_gs(struct spoiler *s, const char *state)
{
    qpdf_oh all = qpdf_oh_new_dictionary(s->q);
    qpdf_oh_replace_key(s->q, all, "/GX", qpdf_make_indirect_object(s->q, sp_parse(s, state)));
    qpdf_oh_replace_key(s->q, mh_get(s->m, s->page, "/Resources"), "/ExtGState", all);
    s->done = true;
}
static inline void f_a_transfer(struct spoiler *s)
{
    sp_gs(s, "<</Type/ExtGState/TR/Identity>>");
}
static inline void f_a_blend(struct spoiler *s)
{
    sp_gs(s, "<</Type/ExtGState/BM/Glow>>");
}
static inline void sp_x(struct spoiler *s, const char *dict)
{
    qpdf_oh_replace_key(s->q, mh_get(s->m, s->page, "/Resources"), "/Extra",
                        qpdf_make_indirect_object(s->q, sp_stream(s, dict, "xxx", 3)));
    s->done = true;
}
static inline void f_a_image(struct spoiler *s)
{
    sp_x(s,
         "<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceRGB/BitsPerComponent 8/Interpolate true>>");
}
static inline void f_a_ps(struct spoiler *s)
{
    sp_x(s, "<</Type/XObject/Subtype/PS>>");
}
static inline void f_a_hidden(struct spoiler *s)
{
    sp_set(s, sp_annot(s), "/F", "0");
}
static inline void f_a_script(struct spoiler *s)
{
    sp_set(s, sp_annot(s), "/A", "<</S/JavaScript/JS(1)>>");
}
static inline void f_a_info(struct spoiler *s)
{
    sp_set(s, mh_get(s->m, qpdf_get_trailer(s->q), "/Info"), "/Title", "(Autre)");
}
static inline void f_a_claim(struct spoiler *s)
{
    sp_edit(s, mh_get(s->m, s->root, "/Metadata"), "<pdfaid:conformance>A", "<pdfaid:conformance>B");
}
static inline void f_a_marked(struct spoiler *s)
{
    sp_remove(s, s->root, "/MarkInfo");
}
static inline void f_a_tree(struct spoiler *s)
{
    sp_remove(s, s->root, "/StructTreeRoot");
}

#endif
