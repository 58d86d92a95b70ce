/* Fonts: which glyphs of a face were shown and what text they stand for; at the end each face is subset by HarfBuzz and written
 * as a CID font (ISO 32000-1, 9.7). A code in a content stream is the glyph's id in the whole face, so that pages can be written
 * before the subset is known: TrueType subsets keep their glyph ids (the gaps compress away), CID-keyed CFF its CIDs. */
#include "pdf/internal.h"

#include <hb-ot.h>
#include <hb-subset.h>

static uint32_t table_length(hb_face_t *face, const char *tag)
{
    hb_blob_t *b = hb_face_reference_table(face, HB_TAG(tag[0], tag[1], tag[2], tag[3]));
    uint32_t n = hb_blob_get_length(b);

    hb_blob_destroy(b);
    return n;
}

/* NULL for a face without outlines (bitmaps, CFF2): no PDF reader could show it. */
struct pdf_font *pdf_font(struct pdf *p, const struct face *face)
{
    while (p->fonts.n <= (size_t)face->index)
        vec_push(&p->fonts, NULL);
    struct pdf_font *f = p->fonts.v[face->index];
    if (f)
        return f->outlines ? f : NULL;
    f = xcalloc(1, sizeof *f);
    f->face = face;
    f->page = -1;
    f->hb = hb_font_create(face->hb);
    hb_font_set_scale(f->hb, face->upem, face->upem);
    hb_codepoint_t space;
    f->outlines = table_length(face->hb, "glyf") || table_length(face->hb, "CFF ");
    f->space = hb_font_get_nominal_glyph(f->hb, ' ', &space) ? (uint16_t)space : 0;
    p->fonts.v[face->index] = f;
    if (!f->outlines) {
        if (p->diag)
            diag_add(p->diag, D_GLYPH_MISSING, (struct src){0},
                     "the font %s has no outlines a PDF can hold: its characters are left out", face->name);
        return NULL;
    }
    f->id = p->w ? pdfw_ids(p->w, 1) : 0;
    return f;
}

struct pdf_glyph *pdf_font_glyph(struct pdf_font *f, uint16_t id)
{
    struct pdf_glyph **chunk = &f->chunks[id >> 8];

    if (!*chunk) {
        *chunk = xcalloc(256, sizeof **chunk);
        for (int i = 0; i < 256; i++)
            (*chunk)[i].width = -1;
    }
    struct pdf_glyph *g = *chunk + (id & 255);
    if (g->width < 0) {
        int64_t upem = f->face->upem > 0 ? f->face->upem : 1000;
        int64_t w = hb_font_get_glyph_h_advance(f->hb, id);
        g->width = (int32_t)((w * 100000 + upem / 2) / upem);
        if (g->width < 0)
            g->width = 0;
        g->used = true;
    }
    return g;
}

static bool all_spaces(const char *s, size_t n)
{
    for (const char *p = s, *end = s + n; p < end;) {
        uint32_t c = utf8_next(&p, end);
        if (c != ' ' && c != 0xA0 && c != 0x3000 && c != 0x202F && (c < 0x2000 || c > 0x200A))
            return false;
    }
    return n > 0;
}

static void set_text(struct pdf_font *f, struct pdf_glyph *g, const char *text, size_t n)
{
    g->text = (uint32_t)f->pool.len + 1;
    buf_addc(&f->pool, (char)n);
    buf_add(&f->pool, text, n);
}

bool pdf_font_text(struct pdf_font *f, struct pdf_glyph *g, const char *text, size_t n)
{
    if (!g->text) {
        set_text(f, g, text, n);
        return true;
    }
    const unsigned char *known = (const unsigned char *)f->pool.data + g->text - 1;
    if (*known == n && !memcmp(known + 1, text, n))
        return true;
    if (!all_spaces(text, n) || !all_spaces((const char *)known + 1, *known))
        return false;
    if (n == 1) /* one glyph for several spaces: the plain one is what a reader wants to copy */
        set_text(f, g, text, n);
    return true;
}

static void make_reverse(struct pdf_font *f)
{
    hb_set_t *all = hb_set_create();
    hb_codepoint_t c = HB_SET_VALUE_INVALID, id;

    f->n_reverse = hb_face_get_glyph_count(f->face->hb);
    f->reverse = xcalloc(f->n_reverse + 1, sizeof *f->reverse);
    hb_face_collect_unicodes(f->face->hb, all);
    while (hb_set_next(all, &c))
        if (hb_font_get_nominal_glyph(f->hb, c, &id) && id < f->n_reverse && !f->reverse[id])
            f->reverse[id] = c;
    hb_set_destroy(all);
}

void pdf_font_any_text(struct pdf_font *f, struct pdf_glyph *g, uint16_t id)
{
    char utf8[4];

    if (g->text)
        return;
    if (!f->reverse)
        make_reverse(f);
    uint32_t c = id < f->n_reverse ? f->reverse[id] : 0;
    set_text(f, g, utf8, utf8_put(utf8, c ? c : 0xFFFD));
}

/* Glyph 0, the box for what a font lacks, must not be shown in an archive's file (ISO 19005-2, 6.2.11.8): another sign stands in. */
uint16_t pdf_font_substitute(struct pdf_font *f)
{
    static const hb_codepoint_t signs[] = {0xFFFD, 0x25A1, '?', '-', ' '};
    hb_codepoint_t id;

    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (hb_font_get_nominal_glyph(f->hb, signs[i], &id) && id)
            return (uint16_t)id;
    return 0;
}

/* ---- at the end ---- */

/* Calls back for each used glyph in order of id. */
#define EACH_GLYPH(f, id, g)                                                                                           \
    for (uint32_t id = 0; id < 65536; id = (f)->chunks[id >> 8] ? id + 1 : (id | 255) + 1)                             \
        for (struct pdf_glyph *g = (f)->chunks[id >> 8] ? (f)->chunks[id >> 8] + (id & 255) : NULL; g && g->used;      \
             g = NULL)

/* True if the CFF table's top DICT begins with ROS (12 30): CID-keyed. */
static bool cff_is_cid(hb_face_t *face)
{
    hb_blob_t *b = hb_face_reference_table(face, HB_TAG('C', 'F', 'F', ' '));
    unsigned n;
    const uint8_t *d = (const uint8_t *)hb_blob_get_data(b, &n);
    bool found = false;
    size_t at = n > 4 ? d[2] : n;

    for (int index = 0; index < 2 && at + 3 < n; index++) { /* name INDEX, then top DICT INDEX */
        size_t count = (size_t)d[at] << 8 | d[at + 1], size = d[at + 2], end = 0;
        if (!count || size < 1 || size > 4 || at + 3 + (count + 1) * size > n)
            break;
        for (size_t i = 0; i < size; i++)
            end = end << 8 | d[at + 3 + count * size + i];
        size_t data = at + 2 + (count + 1) * size;
        if (data + end > n)
            break;
        if (index == 1)
            for (size_t i = data + 1; i + 1 < data + 1 + 40 && i + 1 < data + end; i++)
                found |= d[i] == 12 && d[i + 1] == 30;
        at = data + end;
    }
    hb_blob_destroy(b);
    return found;
}

static hb_face_t *subset(const struct pdf_font *f, bool keep_ids)
{
    static const char drop[][5] = {"GSUB", "GPOS", "GDEF", "BASE", "JSTF", "MATH", "kern", "cmap", "name", "OS/2",
                                   "post", "gasp", "STAT", "VORG", "vhea", "vmtx", "DSIG", "hdmx", "VDMX", "LTSH",
                                   "PCLT", "meta", "SVG ", "COLR", "CPAL", "CBDT", "CBLC", "EBDT", "EBLC", "EBSC",
                                   "sbix", "fvar", "gvar", "avar", "cvar", "HVAR", "VVAR", "MVAR"};
    hb_subset_input_t *in = hb_subset_input_create_or_fail();

    if (!in)
        return NULL;
    hb_set_t *tables = hb_subset_input_set(in, HB_SUBSET_SETS_DROP_TABLE_TAG);
    for (size_t i = 0; i < sizeof drop / sizeof *drop; i++)
        hb_set_add(tables, HB_TAG(drop[i][0], drop[i][1], drop[i][2], drop[i][3]));
    hb_set_t *glyphs = hb_subset_input_glyph_set(in);
    hb_set_add(glyphs, 0);
    EACH_GLYPH(f, id, g)
    hb_set_add(glyphs, id);
    hb_subset_input_set_flags(in, HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_NOTDEF_OUTLINE |
                                      (keep_ids ? HB_SUBSET_FLAGS_RETAIN_GIDS : 0));
    hb_face_t *out = hb_subset_or_fail(f->face->hb, in);
    hb_subset_input_destroy(in);
    return out;
}

/* [ first [w w w] first last w ]: runs of equal widths as ranges, the rest as lists. */
static void write_widths(struct buf *b, struct pdf_font *f)
{
    VEC(struct {
        uint32_t id;
        int32_t w;
    })
    all = {0};

    EACH_GLYPH(f, id, g)
    {
        vec_push(&all, (__typeof__(*all.v)){id, g->width});
    }
    buf_addc(b, '[');
    for (size_t i = 0, j; i < all.n; i = j) {
        for (j = i + 1; j < all.n && all.v[j].id == all.v[j - 1].id + 1 && all.v[j].w == all.v[i].w; j++)
            ;
        if (j - i >= 3) {
            buf_addf(b, "%u %u ", (unsigned)all.v[i].id, (unsigned)all.v[j - 1].id);
            pdf_milli(b, all.v[i].w * 10);
            buf_addc(b, ' ');
            continue;
        }
        buf_addf(b, "%u[", (unsigned)all.v[i].id);
        for (j = i; j < all.n && (j == i || all.v[j].id == all.v[j - 1].id + 1); j++) {
            if (j > i && j + 2 < all.n && all.v[j].w == all.v[j + 1].w && all.v[j].w == all.v[j + 2].w &&
                all.v[j + 2].id == all.v[j].id + 2)
                break;
            if (j > i)
                buf_addc(b, ' ');
            pdf_milli(b, all.v[j].w * 10);
        }
        buf_addc(b, ']');
    }
    buf_addc(b, ']');
    vec_drop(&all);
}

static void write_to_unicode(struct pdf *p, struct pdf_font *f, int32_t id_of_stream)
{
    struct buf b = {0}, rows = {0};
    int n = 0;

    buf_adds(&b, "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo <</Registry (Adobe) "
                 "/Ordering (UCS) "
                 "/Supplement 0>> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 "
                 "begincodespacerange\n<0000> <FFFF>\n"
                 "endcodespacerange\n");
    EACH_GLYPH(f, id, g)
    {
        if (!g->text)
            pdf_font_any_text(f, g, (uint16_t)id);
        const char *t = f->pool.data + g->text - 1;
        buf_addf(&rows, "<%04X> <", (unsigned)id);
        pdf_utf16_hex(&rows, t + 1, (unsigned char)*t);
        buf_adds(&rows, ">\n");
        if (++n == 100) {
            buf_addf(&b, "100 beginbfchar\n%sendbfchar\n", rows.data);
            buf_clear(&rows);
            n = 0;
        }
    }
    if (n)
        buf_addf(&b, "%d beginbfchar\n%sendbfchar\n", n, rows.data);
    buf_adds(&b, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    pdfw_stream(p->w, id_of_stream, "", b.data, b.len, true);
    buf_drop(&b);
    buf_drop(&rows);
}

/* "ABCDEF+Name": six letters from the glyphs in it. */
static void subset_name(struct buf *out, struct pdf_font *f)
{
    uint8_t sum[32];
    struct sha256_state s;

    sha256_begin(&s);
    EACH_GLYPH(f, id, g)
    sha256_add(&s, &(uint8_t[2]){(uint8_t)(id >> 8), (uint8_t)id}, 2);
    sha256_end(&s, sum);
    for (int i = 0; i < 6; i++)
        buf_addc(out, (char)('A' + sum[i] % 26));
    buf_addc(out, '+');
    const char *name = f->face->name && *f->face->name ? f->face->name : "Font";
    for (; *name; name++)
        if (*name > ' ' && *name < 127 && !strchr("#/()<>[]{}%", *name))
            buf_addc(out, *name);
}

static int64_t em(const struct pdf_font *f, int64_t units)
{
    return units * 1000 / (f->face->upem > 0 ? f->face->upem : 1000);
}

static void write_descriptor(struct pdf *p, struct pdf_font *f, int32_t id, const char *name, const char *file_key,
                             int32_t file)
{
    int bbox[4] = {0, 0, 0, 0};
    hb_blob_t *head = hb_face_reference_table(f->face->hb, HB_TAG('h', 'e', 'a', 'd'));
    unsigned n;
    const uint8_t *h = (const uint8_t *)hb_blob_get_data(head, &n);
    bool bold = n >= 46 && (h[45] & 1), italic = f->face->synthetic_oblique || (n >= 46 && (h[45] & 2));

    for (int i = 0; i < 4 && n >= 44; i++)
        bbox[i] = (int16_t)(h[36 + 2 * i] << 8 | h[37 + 2 * i]);
    hb_blob_destroy(head);
    bool mono = f->face->family && strstr(f->face->family, "Mono"),
         serif = f->face->family && strstr(f->face->family, "Serif");
    struct buf *b = pdfw_begin(p->w, id);
    buf_addf(b, "<</Type/FontDescriptor/FontName/%s/Flags %d/FontBBox[%d %d %d %d]", name,
             4 | (mono ? 1 : 0) | (serif ? 2 : 0) | (italic ? 64 : 0), (int)em(f, bbox[0]), (int)em(f, bbox[1]),
             (int)em(f, bbox[2]), (int)em(f, bbox[3]));
    int32_t cap = f->face->cap_height > 0 ? f->face->cap_height : f->face->ascent;
    buf_addf(b, "/ItalicAngle %d/Ascent %d/Descent %d/CapHeight %d/StemV %d/%s %d 0 R>>", italic ? -12 : 0,
             (int)em(f, f->face->ascent), (int)-em(f, abs(f->face->descent)), (int)em(f, cap), bold ? 140 : 80,
             file_key, (int)file);
    pdfw_end(p->w);
}

static void write_file(struct pdf *p, hb_face_t *sub, bool cff, int32_t id)
{
    hb_blob_t *blob = cff ? hb_face_reference_table(sub, HB_TAG('C', 'F', 'F', ' ')) : hb_face_reference_blob(sub);
    unsigned n;
    const char *data = hb_blob_get_data(blob, &n);
    struct buf dict = {0};

    if (cff)
        buf_adds(&dict, "/Subtype/CIDFontType0C");
    else
        buf_addf(&dict, "/Length1 %u", n);
    pdfw_stream(p->w, id, dict.data, data, n, true);
    buf_drop(&dict);
    hb_blob_destroy(blob);
}

static bool write_font(struct pdf *p, struct pdf_font *f)
{
    bool cff = table_length(f->face->hb, "CFF ") > 0;
    bool cid = cff && cff_is_cid(f->face->hb);
    hb_face_t *sub = subset(f, !cid);
    struct buf name = {0};

    if (!sub || !table_length(sub, cff ? "CFF " : "glyf")) {
        diag_add(p->diag, D_PDF_FAILED, (struct src){0}, "the font %s can't be embedded", f->face->name);
        hb_face_destroy(sub);
        return false;
    }
    int32_t ids = pdfw_ids(p->w, 4), file = ids, unicode = ids + 1, descriptor = ids + 2, descendant = ids + 3;
    write_file(p, sub, cff, file);
    hb_face_destroy(sub);
    write_to_unicode(p, f, unicode);
    subset_name(&name, f);
    write_descriptor(p, f, descriptor, name.data, cff ? "FontFile3" : "FontFile2", file);
    struct buf *b = pdfw_begin(p->w, descendant);
    buf_addf(b,
             "<</Type/Font/Subtype/%s/BaseFont/%s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>%s",
             cff ? "CIDFontType0" : "CIDFontType2", name.data, cff ? "" : "/CIDToGIDMap/Identity");
    buf_addf(b, "/FontDescriptor %d 0 R/DW 1000/W", (int)descriptor);
    write_widths(b, f);
    buf_adds(b, ">>");
    pdfw_end(p->w);
    b = pdfw_begin(p->w, f->id);
    buf_addf(b,
             "<</Type/Font/Subtype/Type0/BaseFont/%s%s/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>",
             name.data, cff ? "-Identity-H" : "", (int)descendant, (int)unicode);
    pdfw_end(p->w);
    buf_drop(&name);
    return true;
}

bool pdf_fonts_write(struct pdf *p)
{
    for (size_t i = 0; i < p->fonts.n; i++)
        if (p->fonts.v[i] && p->fonts.v[i]->outlines && !write_font(p, p->fonts.v[i]))
            return false;
    return true;
}

void pdf_fonts_drop(struct pdf *p)
{
    for (size_t i = 0; i < p->fonts.n; i++) {
        struct pdf_font *f = p->fonts.v[i];
        if (!f)
            continue;
        for (int k = 0; k < 256; k++)
            free(f->chunks[k]);
        buf_drop(&f->pool);
        free(f->reverse);
        hb_font_destroy(f->hb);
        free(f);
    }
    vec_drop(&p->fonts);
}
