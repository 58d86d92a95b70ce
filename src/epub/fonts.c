/* Fonts the book carries: each face cut down to the letters the book sets in it. When the sheet asks for its fonts, all; Chinese,
 * Japanese and Korean always, since many readers have no face for them. */
#include "epub/internal.h"

#include <fontconfig/fontconfig.h>
#include <hb-subset.h>
#include <hb.h>
#include <stdlib.h>
#include <string.h>

struct letters { /* the characters set in one style */
    const char *family, *lang; /* lang: of East Asian text, else NULL */
    int weight;
    bool italic;
    hb_set_t *set;
};
struct face {
    char *file, *family;
    int index, weight;
    bool italic;
    hb_set_t *set;
};
struct fonts {
    struct book *book;
    FcConfig *config;
    VEC(struct letters) letters;
    VEC(struct face) faces;
    const struct style *last; /* of the run before: most runs share it */
    const char *last_lang;
    hb_set_t *last_set;
};

static const char *eastern(const char *lang)
{
    return strncmp(lang, "zh", 2) == 0 || strncmp(lang, "ja", 2) == 0 || strncmp(lang, "ko", 2) == 0 ? lang : NULL;
}

static hb_set_t *letters_of(struct fonts *f, const struct style *s, const char *lang)
{
    lang = eastern(lang);
    if (f->last_set && s == f->last && lang == f->last_lang)
        return f->last_set;
    f->last = s;
    f->last_lang = lang;
    for (size_t i = 0; i < f->letters.n; i++) {
        const struct letters *l = &f->letters.v[i];
        if (l->weight == s->font_weight && l->italic == s->italic && strcmp(l->family, s->font_family) == 0 &&
            (l->lang == lang || (l->lang && lang && strcmp(l->lang, lang) == 0)))
            return f->last_set = l->set;
    }
    vec_push(&f->letters, (struct letters){s->font_family, lang, s->font_weight, s->italic, hb_set_create()});
    return f->last_set = f->letters.v[f->letters.n - 1].set;
}

/* Latin text is most of a book: what of ASCII occurs goes through a small table, the rest to the set. */
static void take_text(hb_set_t *set, const char *text, size_t len, bool all)
{
    bool seen[128] = {false};
    for (const char *p = text, *end = text + len; p < end;) {
        if ((unsigned char)*p < 0x80) {
            seen[(unsigned char)*p++] = true;
            continue;
        }
        uint32_t c = utf8_next(&p, end);
        if (all || utf8_is_cjk(c))
            hb_set_add(set, c);
    }
    for (unsigned c = 0x20; all && c < 128; c++)
        if (seen[c])
            hb_set_add(set, c);
}

static void take_letters(struct fonts *f, bool all)
{
    const struct node *tree = f->book->doc->tree;
    for (const struct node *n = tree; n; n = node_next(n, tree)) {
        if (n->kind == NODE_TEXT && n->parent)
            take_text(letters_of(f, style_of(f->book->styles, n->parent), n->lang), n->text, (size_t)n->len, all);
        if (n->kind != NODE_CHART)
            continue;
        hb_set_t *set = letters_of(f, style_of(f->book->styles, n), n->lang); /* its drawing is set in its own face */
        for (const struct node *t = n; t; t = node_next(t, n))
            if (t->kind == NODE_TEXT)
                take_text(set, t->text, (size_t)t->len, all);
    }
    for (size_t i = 0; all && i < f->letters.n; i++) { /* what the reader adds: numbers, quotes, markers */
        static const uint32_t signs[] = {0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2026, 0x202F, 0x2039, 0x203A};
        hb_set_add_range(f->letters.v[i].set, 0x20, 0x7E);
        hb_set_add_range(f->letters.v[i].set, 0xA0, 0xFF);
        for (size_t k = 0; k < sizeof signs / sizeof *signs; k++)
            hb_set_add(f->letters.v[i].set, signs[k]);
    }
}

static FcPattern *pattern_of(const struct letters *l)
{
    FcPattern *p = FcPatternCreate();
    for (const char *s = l->family; *s;) {
        size_t k = strcspn(s, ",");
        char name[128];
        snprintf(name, sizeof name, "%.*s", (int)(k < 127 ? k : 127), s);
        FcPatternAddString(p, FC_FAMILY, (const FcChar8 *)name);
        s += k + (s[k] == ',');
        s += strspn(s, " ");
    }
    FcPatternAddInteger(p, FC_WEIGHT, FcWeightFromOpenType(l->weight));
    FcPatternAddInteger(p, FC_SLANT, l->italic ? FC_SLANT_ITALIC : FC_SLANT_ROMAN);
    if (l->lang)
        FcPatternAddString(p, FC_LANG, (const FcChar8 *)(strncmp(l->lang, "zh-Han", 6) == 0 ? (l->lang[6] == 't' ? "zh-tw" : "zh-cn") : l->lang));
    return p;
}

/* The name the sheet calls it by, else its own first. */
static const char *family_name(FcPattern *font, const char *wanted)
{
    FcChar8 *name;
    for (int i = 0; FcPatternGetString(font, FC_FAMILY, i, &name) == FcResultMatch; i++) {
        const char *at = strstr(wanted, (const char *)name);
        size_t k = strlen((const char *)name);
        if (at && (at == wanted || at[-1] == ',' || at[-1] == ' ') && (at[k] == 0 || at[k] == ','))
            return (const char *)name;
    }
    return FcPatternGetString(font, FC_FAMILY, 0, &name) == FcResultMatch ? (const char *)name : NULL;
}

static struct face *face_of(struct fonts *f, FcPattern *font, const char *wanted)
{
    FcChar8 *file;
    int index = 0, weight = FC_WEIGHT_REGULAR, slant = FC_SLANT_ROMAN;
    const char *family = family_name(font, wanted);
    if (!family || FcPatternGetString(font, FC_FILE, 0, &file) != FcResultMatch)
        return NULL;
    FcPatternGetInteger(font, FC_INDEX, 0, &index);
    FcPatternGetInteger(font, FC_WEIGHT, 0, &weight);
    FcPatternGetInteger(font, FC_SLANT, 0, &slant);
    for (size_t i = 0; i < f->faces.n; i++)
        if (f->faces.v[i].index == index && strcmp(f->faces.v[i].file, (const char *)file) == 0)
            return &f->faces.v[i];
    vec_push(&f->faces, (struct face){xstrdup((const char *)file), xstrdup(family), index, FcWeightToOpenType(weight),
                            slant != FC_SLANT_ROMAN, hb_set_create()});
    return &f->faces.v[f->faces.n - 1];
}

/* Every letter to the first face that has it. */
static void spread_letters(struct fonts *f, const struct letters *l)
{
    if (hb_set_is_empty(l->set))
        return;
    FcResult result;
    FcPattern *p = pattern_of(l);
    FcConfigSubstitute(f->config, p, FcMatchPattern);
    FcDefaultSubstitute(p);
    FcFontSet *sorted = FcFontSort(f->config, p, FcTrue, NULL, &result);
    for (int i = 0; sorted && i < sorted->nfont && !hb_set_is_empty(l->set); i++) {
        FcCharSet *has;
        struct face *face = NULL;
        if (FcPatternGetCharSet(sorted->fonts[i], FC_CHARSET, 0, &has) != FcResultMatch)
            continue;
        hb_set_t *left = hb_set_create();
        for (hb_codepoint_t c = HB_SET_VALUE_INVALID; hb_set_next(l->set, &c);) {
            if (!FcCharSetHasChar(has, c)) {
                hb_set_add(left, c);
                continue;
            }
            if (!face && !(face = face_of(f, sorted->fonts[i], l->family)))
                break;
            hb_set_add(face->set, c);
        }
        if (face) {
            hb_set_clear(l->set);
            hb_set_union(l->set, left);
        }
        hb_set_destroy(left);
    }
    if (sorted)
        FcFontSetDestroy(sorted);
    FcPatternDestroy(p);
}

static bool subset(const struct face *face, struct buf *out)
{
    hb_blob_t *blob = hb_blob_create_from_file_or_fail(face->file);
    if (!blob)
        return false;
    hb_face_t *whole = hb_face_create(blob, (unsigned)face->index & 0xFFFF), *part = NULL;
    hb_subset_input_t *in = hb_subset_input_create_or_fail();
    if (in) {
        hb_set_union(hb_subset_input_unicode_set(in), face->set);
        hb_subset_input_set_flags(in, HB_SUBSET_FLAGS_NO_HINTING);
        part = hb_subset_or_fail(whole, in);
        hb_subset_input_destroy(in);
    }
    if (part) {
        unsigned n;
        hb_blob_t *made = hb_face_reference_blob(part);
        const char *data = hb_blob_get_data(made, &n);
        buf_add(out, data, n);
        hb_blob_destroy(made);
        hb_face_destroy(part);
    }
    hb_face_destroy(whole);
    hb_blob_destroy(blob);
    return out->len > 12;
}

static int by_name(const void *a, const void *b)
{
    const struct face *x = a, *y = b;
    int c = strcmp(path_base(x->file), path_base(y->file));
    return c ? c : x->index - y->index;
}

static void face_item(struct fonts *f, const struct face *face, int number, struct buf *css)
{
    struct book *b = f->book;
    struct buf data = {0};
    if (!subset(face, &data)) {
        buf_drop(&data);
        return;
    }
    const char *base = path_base(face->file), *dot = strrchr(base, '.');
    bool cff = memcmp(data.data, "OTTO", 4) == 0;
    char *name = arena_printf(b->arena, "fonts/%.*s-%d.%s", (int)(dot ? dot - base : (long)strlen(base)), base, face->index, cff ? "otf" : "ttf");
    for (char *p = name; *p; p++)
        if (*p == ' ' || (unsigned char)*p >= 0x80)
            *p = '_';
    struct epub_item *it = book_item(b, name, cff ? "font/otf" : "font/ttf", arena_printf(b->arena, "font-%d", number));
    it->data = data;
    buf_addf(css, "@font-face{font-family:\"%s\";font-weight:%d;font-style:%s;src:url(%s)}\n", face->family, face->weight,
             face->italic ? "italic" : "normal", name);
}

static void eastern_fallback(const struct fonts *f, struct buf *css)
{
    const char *const *names;
    size_t n = styles_families(f->book->styles, &names);
    for (size_t i = 0; i < f->faces.n; i++) {
        const struct face *face = &f->faces.v[i];
        bool named = false, east = false;
        for (size_t k = 0; k < n; k++)
            named = named || strcmp(names[k], face->family) == 0;
        for (hb_codepoint_t c = HB_SET_VALUE_INVALID; !east && hb_set_next(face->set, &c);)
            east = utf8_is_han(c);
        if (!east || named)
            continue;
        buf_addf(css, "[lang|=\"zh\"],[lang|=\"ja\"],[lang|=\"ko\"]{font-family:\"%s\"}\n", face->family);
        return;
    }
}

void fonts_add(struct book *b, struct buf *css)
{
    struct fonts f = {.book = b};
    bool any = false;
    take_letters(&f, styles_embed_fonts(b->styles));
    for (size_t i = 0; i < f.letters.n; i++)
        any = any || !hb_set_is_empty(f.letters.v[i].set);
    if (any) { /* a book without East Asian letters opens no font at all */
        f.config = FcConfigCreate();
        if (b->opt->fonts_conf && FcConfigParseAndLoad(f.config, (const FcChar8 *)b->opt->fonts_conf, FcTrue)) {
            FcConfigBuildFonts(f.config);
        } else {
            FcConfigDestroy(f.config);
            f.config = FcInitLoadConfigAndFonts();
        }
        for (size_t i = 0; i < f.letters.n; i++)
            spread_letters(&f, &f.letters.v[i]);
        FcConfigDestroy(f.config);
        if (f.faces.n)
            qsort(f.faces.v, f.faces.n, sizeof *f.faces.v, by_name);
        for (size_t i = 0; i < f.faces.n; i++)
            face_item(&f, &f.faces.v[i], (int)i + 1, css);
        eastern_fallback(&f, css);
    }
    for (size_t i = 0; i < f.letters.n; i++)
        hb_set_destroy(f.letters.v[i].set);
    for (size_t i = 0; i < f.faces.n; i++) {
        hb_set_destroy(f.faces.v[i].set);
        free(f.faces.v[i].file);
        free(f.faces.v[i].family);
    }
    vec_drop(&f.letters);
    vec_drop(&f.faces);
}
