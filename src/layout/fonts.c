/* Faces: a style's family list, size, weight and language become Pango's fonts and HarfBuzz's faces, each found once. */
#include "layout/line.h"

#include <fontconfig/fontconfig.h>
#include <hb-ot.h>
#include <pango/pangofc-font.h>
#include <pango/pangofc-fontmap.h>
#include <pango/pangoft2.h>
#include <stdlib.h>
#include <string.h>

/* Outlines as drawn, whatever the system's configuration says. */
static void plain_outlines(FcPattern *p, gpointer data)
{
    (void)data;
    FcPatternDel(p, FC_HINTING);
    FcPatternAddBool(p, FC_HINTING, FcFalse);
    FcPatternDel(p, FC_AUTOHINT);
    FcPatternAddBool(p, FC_AUTOHINT, FcFalse);
    FcPatternDel(p, FC_VARIABLE);
    FcPatternAddBool(p, FC_VARIABLE, FcFalse);
}

struct shaper *shaper_new(const char *fonts_conf, struct diag *diag)
{
    struct shaper *s = xcalloc(1, sizeof *s);
    s->diag = diag;
    s->map = pango_ft2_font_map_new();
    pango_ft2_font_map_set_resolution(PANGO_FT2_FONT_MAP(s->map), 72, 72);
    pango_fc_font_map_set_default_substitute(PANGO_FC_FONT_MAP(s->map), plain_outlines, NULL, NULL);
    if (fonts_conf) {
        FcConfig *c = FcConfigCreate();
        if (FcConfigParseAndLoad(c, (const FcChar8 *)fonts_conf, FcTrue) && FcConfigBuildFonts(c))
            pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(s->map), c);
        else
            diag_add(diag, D_FILE_READ, (struct src){.file = fonts_conf}, "this font configuration cannot be read");
        FcConfigDestroy(c);
    }
    s->families = map_new();
    s->hyphenators = map_new();
    s->reported = map_new();
    s->names = arena_new();
    s->scratch = arena_new();
    s->string = pango_glyph_string_new();
    return s;
}

void fonts_drop(struct shaper *s)
{
    for (size_t i = 0; i < s->fonts.n; i++) {
        struct line_font *f = s->fonts.v[i];
        g_object_unref(f->context);
        if (f->attrs)
            pango_attr_list_unref(f->attrs);
        if (f->font)
            g_object_unref(f->font);
        free(f);
    }
    vec_drop(&s->fonts);
    for (size_t i = 0; i < s->faces.n; i++) {
        hb_font_destroy(s->faces.v[i]->units);
        hb_face_destroy(s->faces.v[i]->pub.hb);
        free(s->faces.v[i]);
    }
    vec_drop(&s->faces);
    for (uint32_t i = 0; i < s->pango_cap; i++)
        if (s->pango[i].font)
            g_object_unref(s->pango[i].font);
    free(s->pango);
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(s->map), NULL); /* it would keep its reference */
    g_object_unref(s->map);
}

/* ---- faces ---- */

/* True if any kerning, substitution or positioning of the face names the space, so that a word's shape may depend on it. */
static bool space_in_lookups(hb_face_t *face, hb_codepoint_t space)
{
    static const hb_tag_t tables[] = {HB_OT_TAG_GSUB, HB_OT_TAG_GPOS};
    bool found = false;
    hb_set_t *lookups = hb_set_create(), *before = hb_set_create(), *input = hb_set_create(), *after = hb_set_create();
    for (size_t t = 0; t < 2 && !found; t++) {
        static const hb_tag_t features[] = {HB_TAG('c', 'c', 'm', 'p'), HB_TAG('l', 'o', 'c', 'l'), HB_TAG('r', 'l', 'i', 'g'),
            HB_TAG('l', 'i', 'g', 'a'), HB_TAG('c', 'l', 'i', 'g'), HB_TAG('c', 'a', 'l', 't'), HB_TAG('k', 'e', 'r', 'n'),
            HB_TAG('m', 'a', 'r', 'k'), HB_TAG('m', 'k', 'm', 'k'), HB_TAG('d', 'i', 's', 't'), HB_TAG_NONE};
        hb_set_clear(lookups);
        hb_ot_layout_collect_lookups(face, tables[t], NULL, NULL, features, lookups);
        hb_codepoint_t l = HB_SET_VALUE_INVALID;
        while (!found && hb_set_next(lookups, &l)) {
            hb_set_clear(before), hb_set_clear(input), hb_set_clear(after);
            hb_ot_layout_lookup_collect_glyphs(face, tables[t], l, before, input, after, NULL);
            found = hb_set_has(before, space) || hb_set_has(input, space) || hb_set_has(after, space);
        }
    }
    hb_set_destroy(lookups), hb_set_destroy(before), hb_set_destroy(input), hb_set_destroy(after);
    if (!found && !hb_ot_layout_has_positioning(face)) { /* an old kern table: not worth reading */
        hb_blob_t *kern = hb_face_reference_table(face, HB_TAG('k', 'e', 'r', 'n'));
        found = hb_blob_get_length(kern) > 0;
        hb_blob_destroy(kern);
    }
    return found;
}

static char *name_of(struct shaper *s, hb_face_t *face, hb_ot_name_id_t id)
{
    char text[128];
    unsigned n = sizeof text;
    hb_ot_name_get_utf8(face, id, HB_LANGUAGE_INVALID, &n, text);
    return n ? arena_strndup(s->names, text, n) : NULL;
}

static int32_t metric(hb_font_t *font, hb_ot_metrics_tag_t tag, int32_t otherwise)
{
    hb_position_t v;
    return hb_ot_metrics_get_position(font, tag, &v) && v ? v : otherwise;
}

static struct line_face *face_new(struct shaper *s, hb_face_t *hb, bool oblique)
{
    struct line_face *f = xcalloc(1, sizeof *f);
    f->pub.hb = hb_face_reference(hb);
    f->pub.index = (int32_t)s->faces.n;
    f->pub.upem = (int32_t)hb_face_get_upem(hb);
    f->pub.synthetic_oblique = oblique;
    f->pub.name = name_of(s, hb, HB_OT_NAME_ID_POSTSCRIPT_NAME);
    f->pub.family = name_of(s, hb, HB_OT_NAME_ID_TYPOGRAPHIC_FAMILY);
    if (!f->pub.family)
        f->pub.family = name_of(s, hb, HB_OT_NAME_ID_FONT_FAMILY);
    if (!f->pub.family)
        f->pub.family = "Unnamed";
    if (!f->pub.name)
        f->pub.name = arena_printf(s->names, "Face%d", f->pub.index);
    f->units = hb_font_create(hb);
    hb_font_extents_t e = {0};
    hb_font_get_h_extents(f->units, &e);
    f->pub.ascent = e.ascender ? e.ascender : f->pub.upem * 8 / 10;
    f->pub.descent = e.descender ? -e.descender : f->pub.upem * 2 / 10;
    f->pub.cap_height = metric(f->units, HB_OT_METRICS_TAG_CAP_HEIGHT, f->pub.upem * 7 / 10);
    f->pub.x_height = metric(f->units, HB_OT_METRICS_TAG_X_HEIGHT, f->pub.upem / 2);
    hb_codepoint_t g;
    if (hb_font_get_nominal_glyph(f->units, ' ', &g))
        f->space_glyph = (uint16_t)g;
    if (hb_font_get_nominal_glyph(f->units, 0x2010, &g) || hb_font_get_nominal_glyph(f->units, '-', &g)) {
        f->hyphen_glyph = (uint16_t)g;
        f->hyphen_advance = hb_font_get_glyph_h_advance(f->units, g);
    }
    f->spaces_kern = !f->space_glyph || space_in_lookups(hb, f->space_glyph);
    vec_push(&s->faces, f);
    return f;
}

static struct pango_face *pango_slot(struct shaper *s, PangoFont *font)
{
    uint32_t i = (uint32_t)(((uintptr_t)font >> 4) * 2654435761u) & (s->pango_cap - 1);
    while (s->pango[i].font && s->pango[i].font != font)
        i = (i + 1) & (s->pango_cap - 1);
    return &s->pango[i];
}

static struct pango_face *pango_entry(struct shaper *s, PangoFont *font)
{
    if (2 * (s->pango_n + 1) > s->pango_cap) {
        struct pango_face *old = s->pango;
        uint32_t n = s->pango_cap;
        s->pango_cap = n ? 2 * n : 64;
        s->pango = xcalloc(s->pango_cap, sizeof *s->pango);
        for (uint32_t i = 0; i < n; i++)
            if (old[i].font)
                *pango_slot(s, old[i].font) = old[i];
        free(old);
    }
    struct pango_face *p = pango_slot(s, font);
    if (!p->font) {
        p->font = g_object_ref(font);
        s->pango_n++;
    }
    return p;
}

/* The face of a font Pango chose. oblique: italic was asked for, and may be made by slanting if this face is upright. */
const struct line_face *font_face(struct shaper *s, PangoFont *font, bool oblique)
{
    struct pango_face *p = pango_entry(s, font);
    struct line_face **at = oblique ? &p->oblique : &p->face;
    if (*at)
        return *at;
    if (oblique && PANGO_IS_FC_FONT(font)) {
        int slant = FC_SLANT_ROMAN;
        FcPatternGetInteger(pango_fc_font_get_pattern(PANGO_FC_FONT(font)), FC_SLANT, 0, &slant);
        oblique = slant == FC_SLANT_ROMAN;
    }
    hb_face_t *hb = hb_font_get_face(pango_font_get_hb_font(font));
    for (size_t i = 0; i < s->faces.n && !*at; i++)
        if (s->faces.v[i]->pub.hb == hb && s->faces.v[i]->pub.synthetic_oblique == oblique)
            *at = s->faces.v[i];
    if (!*at)
        *at = face_new(s, hb, oblique);
    return *at;
}

/* ---- a style's fonts ---- */

static bool same(const char *a, const char *b)
{
    return a == b || (a && b && !strcmp(a, b));
}

static bool font_is(const struct line_font *f, const struct style *st, const char *lang)
{
    return !f->variant && f->size == st->font_size && f->weight == st->font_weight && f->italic == st->italic && f->small_caps == st->small_caps &&
           f->letter_spacing == st->letter_spacing && f->word_spacing == st->word_spacing && f->transform == st->text_transform &&
           same(f->family, st->font_family ? st->font_family : "serif") && same(f->features, st->font_features) && same(f->lang, lang);
}

/* Families by these names are the machine's choice, not a face. */
static bool is_generic(const char *name)
{
    static const char *const names[] = {"serif", "sans-serif", "sans", "monospace", "mono", "cursive", "fantasy", "system-ui",
                                        "ui-serif", "ui-sans-serif", "ui-monospace", "emoji", "math"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (!g_ascii_strcasecmp(name, names[i]))
            return true;
    return false;
}

static bool family_exists(struct shaper *s, const char *name)
{
    static char yes, no;
    void *known = map_find(s->families, name);
    if (!known) {
        FcConfig *c = pango_fc_font_map_get_config(PANGO_FC_FONT_MAP(s->map));
        FcPattern *p = FcPatternCreate();
        FcPatternAddString(p, FC_FAMILY, (const FcChar8 *)name);
        FcObjectSet *os = FcObjectSetBuild(FC_FAMILY, (char *)NULL);
        FcFontSet *set = FcFontList(c, p, os);
        known = set && set->nfont > 0 ? &yes : &no;
        if (set)
            FcFontSetDestroy(set);
        FcObjectSetDestroy(os);
        FcPatternDestroy(p);
        map_put(s->families, name, known);
        if (known == &no && !is_generic(name))
            diag_add(s->diag, D_CSS_FONT, (struct src){0}, "no font of the family '%s' is on this machine", name);
    }
    return known == &yes;
}

/* The ending of a pan-CJK family for a language: the same design has other strokes in Taipei and Tokyo. */
static const char *region_of(const char *lang)
{
    if (!g_ascii_strncasecmp(lang, "ja", 2))
        return "JP";
    if (!g_ascii_strncasecmp(lang, "ko", 2))
        return "KR";
    if (g_ascii_strncasecmp(lang, "zh", 2))
        return NULL;
    if (strstr(lang, "HK") || strstr(lang, "MO"))
        return "HK";
    return strstr(lang, "Hant") || strstr(lang, "TW") || strstr(lang, "hant") ? "TC" : "SC";
}

/* The family list in out, each name looked up once; CJK families turned to the language's region, and moved first if han. */
static void family_list(struct shaper *s, const char *list, const char *region, bool han, struct buf *out)
{
    for (int round = han ? 0 : 1; round < 2; round++)
        for (const char *p = list; p && *p;) {
            size_t n = strcspn(p, ",");
            char *name = g_strstrip(g_strndup(p, n));
            char *cjk = strstr(name, " CJK ");
            if (*name && cjk && region && strlen(cjk) >= 7) {
                char *other = g_strdup_printf("%.*s CJK %s", (int)(cjk - name), name, region);
                if (!same(other, name) && family_exists(s, other)) {
                    g_free(name);
                    name = other;
                } else {
                    g_free(other);
                }
            }
            if (*name && (!han || (round == 0) == (strstr(name, " CJK ") != NULL))) {
                family_exists(s, name);
                buf_addf(out, "%s%s", out->len ? "," : "", name);
            }
            g_free(name);
            p += n + (p[n] == ',');
        }
    if (!out->len)
        buf_adds(out, "serif");
}

static struct hyphenator *hyphenator_for(struct shaper *s, const char *lang)
{
    static char none;
    void *h = map_find(s->hyphenators, lang);
    if (!h) {
        h = hyphenator_new(lang);
        map_put(s->hyphenators, lang, h ? h : &none);
        return h;
    }
    return h == &none ? NULL : h;
}

static bool has_feature(hb_face_t *face, hb_tag_t wanted)
{
    hb_tag_t tags[32];
    for (unsigned at = 0;; at += 32) {
        unsigned n = 32;
        hb_ot_layout_table_get_feature_tags(face, HB_OT_TAG_GSUB, at, &n, tags);
        for (unsigned i = 0; i < n; i++)
            if (tags[i] == wanted)
                return true;
        if (n < 32)
            return false;
    }
}

static void font_features(struct line_font *f)
{
    bool smcp = f->small_caps && !f->small;
    if (!f->features && !smcp && !f->letter_spacing)
        return;
    struct buf b = {0};
    if (f->letter_spacing) /* CSS Text 3: no optional ligatures in spaced text */
        buf_adds(&b, "liga=0,clig=0,");
    if (smcp)
        buf_adds(&b, "smcp=1,");
    buf_adds(&b, f->features ? f->features : "");
    f->attrs = pango_attr_list_new();
    pango_attr_list_insert(f->attrs, pango_attr_font_features_new(b.data));
    buf_drop(&b);
}

static int32_t scaled(int32_t units, int32_t size, int32_t upem)
{
    return (int32_t)((int64_t)units * size / (upem ? upem : 1000));
}

static void font_measures(struct shaper *s, struct line_font *f)
{
    f->font = pango_context_load_font(f->context, pango_context_get_font_description(f->context));
    f->face = f->font ? font_face(s, f->font, f->italic) : NULL;
    if (!f->face) { /* a machine without any font: nothing can be drawn, and measures are made up */
        f->ascent = f->size * 8 / 10, f->descent = f->size / 5, f->x_height = f->size / 2, f->cap_height = f->size * 7 / 10;
        return;
    }
    const struct face *p = &f->face->pub;
    f->ascent = scaled(p->ascent, f->size, p->upem);
    f->descent = scaled(p->descent, f->size, p->upem);
    f->x_height = scaled(p->x_height, f->size, p->upem);
    f->cap_height = scaled(p->cap_height, f->size, p->upem);
    int32_t w = f->face->space_glyph ? hb_font_get_glyph_h_advance(f->face->units, f->face->space_glyph) : p->upem / 4;
    f->space = (struct glyph){.id = f->face->space_glyph, .bytes = 1, .flags = GLYPH_SPACE,
                              .advance = scaled(w, f->size, p->upem) + f->word_spacing + f->letter_spacing};
}

static void font_context(struct shaper *s, struct line_font *f, bool han)
{
    const char *region = region_of(f->lang);
    struct buf families = {0};
    family_list(s, f->family, region, han, &families);
    PangoFontDescription *d = pango_font_description_new();
    pango_font_description_set_family(d, families.data);
    pango_font_description_set_absolute_size(d, f->size > 0 ? f->size : 1);
    pango_font_description_set_weight(d, (PangoWeight)(f->weight ? f->weight : 400));
    pango_font_description_set_style(d, f->italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
    f->context = pango_font_map_create_context(s->map);
    f->language = pango_language_from_string(*f->lang ? f->lang : "und");
    pango_context_set_language(f->context, f->language);
    pango_context_set_base_dir(f->context, PANGO_DIRECTION_LTR);
    pango_context_set_font_description(f->context, d);
    pango_context_set_round_glyph_positions(f->context, FALSE);
    pango_font_description_free(d);
    buf_drop(&families);
    font_measures(s, f);
}

static struct line_font *font_push(struct shaper *s, const struct line_font *like)
{
    struct line_font *f = xcalloc(1, sizeof *f);
    f->family = arena_strdup(s->names, like->family ? like->family : "serif");
    f->features = like->features ? arena_strdup(s->names, like->features) : NULL;
    f->lang = arena_strdup(s->names, like->lang);
    f->size = like->size, f->letter_spacing = like->letter_spacing, f->word_spacing = like->word_spacing;
    f->weight = like->weight, f->italic = like->italic, f->small_caps = like->small_caps, f->transform = like->transform;
    f->index = (uint32_t)s->fonts.n;
    vec_push(&s->fonts, f);
    f->hyphenator = hyphenator_for(s, f->lang);
    return f;
}

static struct line_font *font_new(struct shaper *s, const struct line_font *like)
{
    struct line_font *f = font_push(s, like);
    font_context(s, f, false);
    if (f->small_caps && f->face && !has_feature(f->face->pub.hb, HB_TAG('s', 'm', 'c', 'p'))) {
        struct line_font small = *like;
        small.size = f->size * 4 / 5, small.transform = TRANSFORM_UPPER, small.small_caps = false;
        f->small = font_new(s, &small);
    }
    font_features(f);
    if (region_of(f->lang) && f->family && strstr(f->family, " CJK ")) {
        f->han = font_push(s, like);
        font_context(s, f->han, true);
        f->han->small_caps = false;
        f->han->variant = true;
        font_features(f->han);
    }
    return f;
}

struct line_font *font_for(struct shaper *s, const struct style *st, const char *lang)
{
    lang = lang ? lang : "";
    size_t h = (((uintptr_t)st >> 4) * 31 + ((uintptr_t)lang >> 3)) * 2654435761u >> 8 & 255;
    struct font_key *k = &s->keys[h];
    /* the styles may be dropped and their memory used again: trust no address alone */
    if (k->font && k->style == st && k->lang == lang && font_is(k->font, st, lang))
        return k->font;
    struct line_font *f = NULL;
    for (size_t i = 0; i < s->fonts.n && !f; i++)
        if (font_is(s->fonts.v[i], st, lang))
            f = s->fonts.v[i];
    if (!f) {
        struct line_font like = {.family = st->font_family, .features = st->font_features, .lang = lang, .size = st->font_size,
            .letter_spacing = st->letter_spacing, .word_spacing = st->word_spacing, .weight = st->font_weight, .italic = st->italic,
            .small_caps = st->small_caps, .transform = st->text_transform};
        f = font_new(s, &like);
    }
    *k = (struct font_key){st, lang, f};
    return f;
}

size_t shaper_faces(const struct shaper *s)
{
    return s->faces.n;
}

const struct face *shaper_face(const struct shaper *s, size_t i)
{
    return &s->faces.v[i]->pub;
}
