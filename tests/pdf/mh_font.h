/* Checkpoints 10 and 31: what a font says of each code that is shown, held against the program embedded in the file (FreeType). */
#ifndef MH_FONT_H
#define MH_FONT_H

#include "matterhorn.h"

#include FT_CID_H

enum {
    MH_CODES = 65536,
    MH_SAID = 1,
    MH_ZERO = 2,
    MH_MARK = 4
}; /* what ToUnicode gives: something, U+0000, U+FEFF or U+FFFE */
struct mh_font {
    int id;
    bool composite, cid_keyed, symbolic;
    qpdf_oh oh, inner, descriptor; /* inner: the descendant, or the font itself */
    FT_Face face;                  /* NULL: not embedded */
    struct buf program, cid_to_gid;
    bool used[MH_CODES];
    uint8_t unicode[MH_CODES];
    float width[MH_CODES]; /* -1: not said */
};

static inline void mh_font_drop(struct mh_font *f)
{
    if (f->face)
        FT_Done_Face(f->face);
    buf_drop(&f->program);
    buf_drop(&f->cid_to_gid);
    free(f);
}

/* ---- ToUnicode: beginbfchar <code> <text>, beginbfrange <from> <to> <text> or [<text>...] ---- */
static inline const char *mh_hex(const char *p, unsigned *first, unsigned *value)
{
    char *end;

    p = p ? strchr(p, '<') : NULL;
    if (!p)
        return NULL;
    *value = (unsigned)strtoul(p + 1, &end, 16);
    char four[5] = {0};
    for (int i = 0; i < 4 && p[1 + i] && p[1 + i] != '>'; i++)
        four[i] = p[1 + i];
    *first = (unsigned)strtoul(four, NULL, 16);
    p = strchr(p, '>');
    return p ? p + 1 : NULL;
}

static inline void mh_font_means(struct mh_font *f, unsigned code, unsigned first)
{
    if (code < MH_CODES)
        f->unicode[code] |= MH_SAID | (first == 0 ? MH_ZERO : first == 0xFEFF || first == 0xFFFE ? MH_MARK : 0);
}

static inline const char *mh_unicode_row(struct mh_font *f, const char *p, bool range)
{
    unsigned from, to, first = 0, ignored;

    p = mh_hex(p, &ignored, &from);
    to = from;
    if (range)
        p = mh_hex(p, &ignored, &to);
    if (p && range && p[strspn(p, " \r\n\t")] == '[') {
        for (; p && from <= to; from++) {
            p = mh_hex(p, &first, &ignored);
            mh_font_means(f, from, first);
        }
        return p;
    }
    p = mh_hex(p, &first, &ignored);
    for (unsigned c = from; p && c <= to && c < MH_CODES; c++)
        mh_font_means(f, c, first + (c - from));
    return p;
}

static inline void mh_font_unicode(struct mh *m, struct mh_font *f)
{
    struct buf map = {0};

    if (mh_data(m, mh_get(m, f->oh, "/ToUnicode"), &map) && map.data) {
        const char *end = map.data + map.len;
        for (const char *p = map.data; (p = memmem(p, (size_t)(end - p), "beginbf", 7));) {
            bool range = !strncmp(p + 7, "range", 5);
            const char *stop = memmem(p, (size_t)(end - p), "endbf", 5);
            p += 7;
            while (p && stop && strchr(p, '<') && strchr(p, '<') < stop)
                p = mh_unicode_row(f, p, range);
            if (!p)
                break;
        }
    }
    buf_drop(&map);
}

/* ---- widths ---- */
static inline void mh_font_widths(struct mh *m, struct mh_font *f)
{
    qpdf_oh w = mh_get(m, f->inner, f->composite ? "/W" : "/Widths");
    int n = mh_count(m, w), first = mh_get_int(m, f->inner, "/FirstChar", 0);
    qpdf_oh usual = mh_get(m, f->inner, "/DW");
    float otherwise = qpdf_oh_is_number(m->q, usual) ? (float)qpdf_oh_get_numeric_value(m->q, usual) : 1000;

    for (int i = 0; i < MH_CODES; i++)
        f->width[i] = f->composite ? otherwise : -1;
    if (!f->composite) {
        for (int i = 0; i < n && first + i < 256; i++)
            f->width[first + i] = (float)qpdf_oh_get_numeric_value(m->q, mh_item(m, w, i));
        return;
    }
    for (int i = 0; i + 1 < n;) {
        int from = qpdf_oh_get_int_value_as_int(m->q, mh_item(m, w, i));
        qpdf_oh next = mh_item(m, w, i + 1);
        if (qpdf_oh_is_array(m->q, next)) {
            for (int k = 0; k < mh_count(m, next) && from + k < MH_CODES; k++)
                f->width[from + k] = (float)qpdf_oh_get_numeric_value(m->q, mh_item(m, next, k));
            i += 2;
            continue;
        }
        int to = qpdf_oh_get_int_value_as_int(m->q, next);
        for (int c = from; c <= to && c < MH_CODES && i + 2 < n; c++)
            f->width[c] = (float)qpdf_oh_get_numeric_value(m->q, mh_item(m, w, i + 2));
        i += 3;
    }
}

/* ---- the font as a whole ---- */
static inline void mh_font_program(struct mh *m, struct mh_font *f)
{
    static const char *const keys[] = {"/FontFile", "/FontFile2", "/FontFile3"};

    for (int i = 0; i < 3 && !f->face; i++)
        if (mh_data(m, mh_get(m, f->descriptor, keys[i]), &f->program) && f->program.data)
            FT_New_Memory_Face(m->ft, (const FT_Byte *)f->program.data, (FT_Long)f->program.len, 0, &f->face);
    FT_Bool cid = 0;
    if (f->face && !FT_Get_CID_Is_Internally_CID_Keyed(f->face, &cid))
        f->cid_keyed = cid;
}

static inline void mh_font_composite(struct mh *m, struct mh_font *f)
{
    const char *cmap = mh_get_name(m, f->oh, "/Encoding"), *kind = mh_get_name(m, f->inner, "/Subtype");
    qpdf_oh gids = mh_get(m, f->inner, "/CIDToGIDMap");

    if (!MH_ONE_OF(cmap, "Identity-H", "Identity-V"))
        mh_fail(m, "31-006", "a CMap of another name, not embedded", cmap, f->id);
    if (strcmp(kind, "CIDFontType2"))
        return;
    mh_data(m, gids, &f->cid_to_gid);
    if (qpdf_oh_is_null(m->q, gids))
        mh_fail(m, "31-005", "no CIDToGIDMap", mh_get_name(m, f->oh, "/BaseFont"), f->id);
    else if (!qpdf_oh_is_stream(m->q, gids) && strcmp(mh_name_of(m, gids), "Identity"))
        mh_fail(m, "31-004", "a CIDToGIDMap that is none", mh_get_name(m, f->oh, "/BaseFont"), f->id);
}

/* Simple TrueType fonts: drawings have them. */
static inline void mh_font_truetype(struct mh *m, struct mh_font *f)
{
    qpdf_oh e = mh_get(m, f->oh, "/Encoding");
    const char *name = qpdf_oh_is_dictionary(m->q, e) ? mh_get_name(m, e, "/BaseEncoding") : mh_name_of(m, e),
               *font = mh_get_name(m, f->oh, "/BaseFont");
    bool known = false, symbol = false;

    for (int i = 0; f->face && i < f->face->num_charmaps; i++) {
        FT_CharMap c = f->face->charmaps[i];
        known |= (c->platform_id == 3 && c->encoding_id == 1) || (c->platform_id == 1 && c->encoding_id == 0);
        symbol |= c->platform_id == 3 && c->encoding_id == 0;
    }
    if (f->symbolic) {
        if (!qpdf_oh_is_null(m->q, e))
            mh_fail(m, "31-024", "a symbolic font with an Encoding", font, f->id);
        if (f->face && !f->face->num_charmaps)
            mh_fail(m, "31-025", "a symbolic font without a cmap", font, f->id);
        if (f->face && f->face->num_charmaps > 1 && !symbol)
            mh_fail(m, "31-026", "a symbolic font with several cmaps, none of them (3,0)", font, f->id);
        return;
    }
    if (f->face && !known)
        mh_fail(m, "31-017", "a font that is not symbolic, without such a cmap", font, f->id);
    if (qpdf_oh_is_null(m->q, e))
        mh_fail(m, "31-019", "no Encoding", font, f->id);
    else if (!*name)
        mh_fail(m, "31-020", "an Encoding without a BaseEncoding", font, f->id);
    else if (!MH_ONE_OF(name, "WinAnsiEncoding", "MacRomanEncoding"))
        mh_fail(m, "31-021", "another Encoding", font, f->id);
}

static inline struct mh_font *mh_font_of(struct mh *m, qpdf_oh oh)
{
    int id = mh_id(m, oh);

    for (size_t i = 0; i < m->font.n; i++)
        if (m->font.v[i]->id == id)
            return m->font.v[i];
    struct mh_font *f = calloc(1, sizeof *f);
    const char *kind = mh_get_name(m, oh, "/Subtype");
    f->id = id;
    f->oh = oh;
    f->composite = !strcmp(kind, "Type0");
    f->inner = f->composite ? mh_item(m, mh_get(m, oh, "/DescendantFonts"), 0) : oh;
    f->descriptor = mh_get(m, f->inner, "/FontDescriptor");
    f->symbolic = mh_get_int(m, f->descriptor, "/Flags", 0) & 4;
    vec_push(&m->font, f);
    mh_font_program(m, f);
    mh_font_unicode(m, f);
    mh_font_widths(m, f);
    if (!f->face)
        mh_fail(m, "31-009", "a font that is not embedded", mh_get_name(m, oh, "/BaseFont"), id);
    if (f->composite)
        mh_font_composite(m, f);
    else if (!strcmp(kind, "TrueType"))
        mh_font_truetype(m, f);
    else if (strcmp(kind, "Type1"))
        mh_fail(m, "unexpected", "a font of another kind", kind, id);
    return f;
}

/* ---- the codes that were shown ---- */
static inline unsigned mh_win_ansi(unsigned code)
{
    static const uint16_t high[32] = {0x20AC, 0x2022, 0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021,
                                      0x2C6,  0x2030, 0x160,  0x2039, 0x152,  0x2022, 0x17D,  0x2022,
                                      0x2022, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                      0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x2022, 0x17E,  0x178};

    return code >= 0x80 && code < 0xA0 ? high[code - 0x80] : code;
}

/* The glyph a code leads to, or -1. */
static inline long mh_glyph(struct mh_font *f, unsigned code)
{
    if (f->cid_to_gid.len)
        return 2 * code + 1 < f->cid_to_gid.len
                   ? (uint8_t)f->cid_to_gid.data[2 * code] << 8 | (uint8_t)f->cid_to_gid.data[2 * code + 1]
                   : -1;
    if (f->composite && f->cid_keyed) /* FreeType takes CIDs for glyphs in a font that is CFF alone */
        return code;
    if (f->composite)
        return code < (unsigned long)f->face->num_glyphs ? (long)code : -1;
    FT_UInt g = 0;
    for (int i = 0; i < f->face->num_charmaps && !g; i++) {
        FT_CharMap c = f->face->charmaps[i];
        FT_Set_Charmap(f->face, c);
        bool unicode = c->encoding == FT_ENCODING_UNICODE;
        g = FT_Get_Char_Index(f->face, unicode ? mh_win_ansi(code) : code);
        if (!g && c->platform_id == 3 && c->encoding_id == 0)
            g = FT_Get_Char_Index(f->face, 0xF000 + code);
    }
    return g ? (long)g : -1;
}

static inline void mh_font_code(struct mh *m, struct mh_font *f, unsigned code)
{
    const char *name = mh_get_name(m, f->oh, "/BaseFont");
    long g = mh_glyph(f, code);

    if (g == 0)
        mh_fail(m, "31-030", "the .notdef glyph is shown", name, (int)code);
    else if (g < 0 || FT_Load_Glyph(f->face, (FT_UInt)g, FT_LOAD_NO_SCALE))
        mh_fail(m, "31-011", "a glyph is not in the font", name, (int)code);
    else {
        float wide = (float)f->face->glyph->metrics.horiAdvance * 1000.F / (float)f->face->units_per_EM;
        float off = wide - f->width[code];
        if (off > 1 || off < -1)
            mh_fail(m, "31-016", "a width that is not the font's", name, (int)code);
    }
}

static inline void mh_fonts(struct mh *m)
{
    for (size_t i = 0; i < m->font.n; i++) {
        struct mh_font *f = m->font.v[i];
        const char *name = mh_get_name(m, f->oh, "/BaseFont");
        bool mapped = mh_there(m, f->oh, "/ToUnicode");
        bool latin = MH_ONE_OF(mh_get_name(m, f->oh, "/Encoding"), "WinAnsiEncoding", "MacRomanEncoding");
        if (!mapped && (f->composite || !latin))
            mh_fail(m, "31-027", "no ToUnicode", name, f->id);
        for (unsigned c = 0; c < MH_CODES; c++) {
            if (f->unicode[c] & MH_ZERO)
                mh_fail(m, "31-028", "ToUnicode says U+0000", name, (int)c);
            if (f->unicode[c] & MH_MARK)
                mh_fail(m, "31-029", "ToUnicode says U+FEFF or U+FFFE", name, (int)c);
            if (!f->used[c])
                continue;
            if (!f->unicode[c] && (f->composite || !latin))
                mh_fail(m, "10-001", "a code that stands for no character", name, (int)c);
            if (f->face)
                mh_font_code(m, f, c);
        }
    }
}

#endif
