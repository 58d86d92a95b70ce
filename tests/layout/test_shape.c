/* Shaping and setting with the real faces of fonts/fonts.conf. */
#include "layout/line.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>

static FILE *said; /* what diagnostics print */
static struct diag *diag;
static struct shaper *shaper;
static struct arena *arena;

static void begin(void)
{
    said = tmpfile();
    diag = diag_new(said, DIAG_TEXT, false, DIAG_HINT);
    shaper = shaper_new(DOSSIER_SOURCE_DIR "/fonts/fonts.conf", diag);
    arena = arena_new();
}
static void end(void)
{
    shaper_drop(shaper);
    arena_drop(arena);
    diag_drop(diag);
    fclose(said);
}

static struct style plain_style(void)
{
    return (struct style){.font_family = "Noto Serif,Noto Serif CJK SC", .font_size = 10 * PT, .font_weight = 400, .line_height = 14 * PT,
                          .text_align = ALIGN_JUSTIFY, .hyphens = HYPHENS_AUTO};
}

/* A paragraph of one run. Kept alive in the arena. */
static struct shaped *shape(const char *text, const struct style *st, const char *lang)
{
    struct run *r = arena_alloc(arena, sizeof *r);
    struct para *p = arena_alloc(arena, sizeof *p);
    *r = (struct run){.end = (uint32_t)strlen(text), .style = st, .slot = SLOT_ARTIFACT, .lang = lang};
    *p = (struct para){.text = text, .len = r->end, .runs = r, .n_runs = 1, .style = st};
    return shape_para(shaper, arena, p, diag);
}

static struct lines *lines_of(const char *text, const struct style *st, int32_t width)
{
    return shaped_break(shape(text, st, "fr"), arena, &(struct measure){.width = width});
}

/* What must hold whatever the text: bytes all accounted for, lines in a row, nothing wider than the measure unless said. */
static void check_shaped(const struct shaped *sp)
{
    uint32_t at = 0, glyph = 0;
    for (uint32_t i = 0; i < sp->n_spans; i++) {
        const struct span *s = &sp->spans[i];
        ck_assert_uint_ge(s->start, at);
        ck_assert_uint_eq(s->glyph, glyph);
        uint32_t bytes = 0;
        for (uint32_t g = 0; g < s->n_glyphs; g++)
            bytes += sp->glyphs[s->glyph + g].bytes;
        if (s->kind == SPAN_TEXT)
            ck_assert_uint_eq(bytes, s->end - s->start);
        ck_assert_uint_ge(s->start, s->run->start);
        at = s->end, glyph += s->n_glyphs;
    }
    ck_assert_uint_eq(glyph, sp->n_glyphs);
    ck_assert_uint_le(at, sp->para->len);
}
static void check_lines(const struct shaped *sp, const struct lines *l, int32_t width)
{
    for (uint32_t i = 0; i < l->n; i++) {
        const struct line *ln = &l->lines[i];
        ck_assert_uint_eq(ln->start, i ? l->lines[i - 1].end : 0);
        ck_assert_uint_ge(ln->end, ln->start);
        uint32_t at = ln->start;
        for (uint32_t k = 0; k < ln->n_frags; k++) {
            const struct frag *f = &ln->frags[k];
            ck_assert_uint_le(f->end, ln->end);
            ck_assert_uint_ge(f->start, ln->start);
            uint32_t bytes = 0;
            for (uint32_t g = 0; g < f->n_glyphs; g++)
                bytes += f->glyphs[g].bytes;
            if (f->face)
                ck_assert_uint_eq(bytes, f->end - f->start);
            at = f->end;
            ck_assert_int_le(f->x + f->width, width + l->overfull + 12 * PT);
        }
        (void)at;
    }
    if (l->n)
        ck_assert_uint_eq(l->lines[l->n - 1].end, sp->para->len);
}

START_TEST(faces)
{
    struct style st = plain_style();
    begin();
    struct shaped *sp = shape("Le \xE6\xB5\x99\xE6\xB1\x9F", &st, "fr");
    check_shaped(sp);
    ck_assert_uint_eq(sp->n_spans, 2);
    ck_assert_str_eq(sp->spans[0].face->pub.name, "NotoSerif-Regular");
    ck_assert_str_eq(sp->spans[1].face->pub.name, "NotoSerifCJKsc-Regular");
    ck_assert_uint_eq(shaper_faces(shaper), 2);
    ck_assert_int_eq(shaper_face(shaper, 1)->index, 1);
    ck_assert_int_eq(shaper_face(shaper, 0)->upem, 1000);
    ck_assert_int_gt(shaper_face(shaper, 0)->descent, 0);
    ck_assert_int_eq(diag_count(diag, DIAG_HINT), 0);
    end();
}
END_TEST

static const char *face_in(const char *text, const struct style *st, const char *lang)
{
    struct shaped *sp = shape(text, st, lang);
    return sp->spans[0].face->pub.name;
}

START_TEST(han_by_language)
{
    struct style st = plain_style(), it = plain_style();
    it.italic = true;
    begin();
    const char *han = "\xE7\x9B\xB4\xE9\xAA\xA8";
    ck_assert_str_eq(face_in(han, &st, "fr"), "NotoSerifCJKsc-Regular");
    ck_assert_str_eq(face_in(han, &st, "zh-Hans"), "NotoSerifCJKsc-Regular");
    ck_assert_str_eq(face_in(han, &st, "zh-Hant"), "NotoSerifCJKtc-Regular");
    ck_assert_str_eq(face_in(han, &st, "zh-TW"), "NotoSerifCJKtc-Regular");
    ck_assert_str_eq(face_in(han, &st, "ja"), "NotoSerifCJKjp-Regular");
    ck_assert_str_eq(face_in("Wenzhou", &st, "zh-Hans"), "NotoSerif-Regular");
    /* quotes belong to the language they stand in */
    ck_assert_str_eq(face_in("\xE2\x80\x9C\xE6\xB5\x99\xE2\x80\x9D", &st, "zh-Hans"), "NotoSerifCJKsc-Regular");
    /* and Han is never slanted */
    struct shaped *sp = shape("Le\xE6\xB5\x99", &it, "fr");
    ck_assert_str_eq(sp->spans[0].face->pub.name, "NotoSerif-Italic");
    ck_assert(!sp->spans[0].face->pub.synthetic_oblique && !sp->spans[1].face->pub.synthetic_oblique);
    it.font_family = "Noto Sans Mono";
    sp = shape("code", &it, "fr");
    ck_assert(sp->spans[0].face->pub.synthetic_oblique);
    end();
}
END_TEST

/* The cache of words must not change a glyph. */
START_TEST(words_are_as_in_the_sentence)
{
    static const char *const texts[] = {
        "L’Ave Maria, « Volta » ; Tokyo, Ypres et Y. V. To. — 1 234,5 T. AVANT fi ffl office affaire.",
        "l'administration de Saint-Étienne (Loire), voir https://exemple.org/a/b?c=1 ; f. 12 v. « P. »",
    };
    static const char *const families[] = {"Noto Serif", "Noto Sans", "Noto Sans Mono"};
    begin();
    for (size_t f = 0; f < 3; f++)
        for (size_t i = 0; i < 2; i++) {
            struct style st = plain_style();
            st.font_family = families[f];
            struct shaped *sp = shape(texts[i], &st, "fr");
            check_shaped(sp);
            struct glyphs whole = {0};
            shape_text(shaper, font_for(shaper, &st, "fr"), texts[i], strlen(texts[i]), (struct src){0}, diag, &whole);
            ck_assert_uint_eq(whole.glyph.n, sp->n_glyphs);
            for (uint32_t g = 0; g < sp->n_glyphs; g++) {
                ck_assert_uint_eq(sp->glyphs[g].id, whole.glyph.v[g].id);
                ck_assert_int_le(abs(sp->glyphs[g].advance - whole.glyph.v[g].advance), 1);
                ck_assert_uint_eq(sp->glyphs[g].bytes, whole.glyph.v[g].bytes);
            }
            vec_drop(&whole.glyph);
            vec_drop(&whole.cut);
            vec_drop(&whole.shift);
        }
    end();
}
END_TEST

START_TEST(justified_lines_fill_the_measure)
{
    struct style st = plain_style();
    begin();
    struct lines *l = lines_of("La commune de Wenzhou, dans la province du Zhejiang, est jumelée depuis longtemps avec plusieurs communes "
                               "françaises de la région parisienne, sans que l’administration en soit prévenue autrement que par la presse.",
                               &st, 200 * PT);
    ck_assert_uint_gt(l->n, 3);
    ck_assert_int_eq(l->overfull, 0);
    for (uint32_t i = 0; i < l->n; i++) {
        const struct line *ln = &l->lines[i];
        ck_assert(ln->last == (i + 1 == l->n));
        ck_assert_int_eq(ln->ascent + ln->descent, 14 * PT);
        if (ln->last)
            continue;
        ck_assert_int_gt(ln->frags[0].x + ln->width, 199 * PT);      /* a comma or hyphen may hang out */
        ck_assert_int_lt(ln->frags[0].x + ln->width, 202 * PT + PT / 2);
    }
    end();
}
END_TEST

/* Letters of justified lines widen and narrow by two in a hundred at most, where the style lets them; the last line is as it is. */
START_TEST(glyphs_scale)
{
    struct style st = plain_style(), code = st;
    st.glyph_scaling = 20;
    begin();
    const char *t = "La commune de Wenzhou, dans la province du \xE6\xB5\x99\xE6\xB1\x9F, est jumel\xC3\xA9" "e depuis longtemps avec plusieurs communes fran\xC3\xA7" "aises de la "
                    "r\xC3\xA9gion parisienne, sans que l\xE2\x80\x99" "administration en soit pr\xC3\xA9venue autrement que par la presse.";
    uint32_t len = (uint32_t)strlen(t), from = (uint32_t)(strstr(t, "plusieurs") - t), to = (uint32_t)(strstr(t, " communes f") - t);
    struct run runs[] = {{.end = from, .style = &st, .lang = "fr", .slot = SLOT_ARTIFACT},
                         {.start = from, .end = to, .style = &code, .lang = "fr", .slot = SLOT_ARTIFACT},
                         {.start = to, .end = len, .style = &st, .lang = "fr", .slot = SLOT_ARTIFACT}};
    struct para p = {.text = t, .len = len, .runs = runs, .n_runs = 3, .style = &st};
    struct shaped *sp = shape_para(shaper, arena, &p, diag);
    int wider = 0, narrower = 0;
    for (int32_t width = 150; width < 260; width++) {
        struct lines *l = shaped_break(sp, arena, &(struct measure){.width = width * PT});
        for (uint32_t i = 0; i < l->n; i++) {
            const struct line *ln = &l->lines[i];
            for (uint32_t k = 0; k < ln->n_frags; k++) {
                const struct frag *f = &ln->frags[k];
                int32_t sum = 0;
                for (uint32_t g = 0; g < f->n_glyphs; g++)
                    sum += frag_advance(f, &f->glyphs[g]);
                ck_assert_int_eq(sum - (k + 1 == ln->n_frags ? f->tracking : 0), f->width); /* the last letter parts from nothing */
                ck_assert_int_le(f->scale, 20);
                ck_assert_int_ge(f->scale, -20);
                if (f->run == &runs[1] || !strncmp(f->face->name, "NotoSerifCJK", 12))
                    ck_assert_int_eq(f->scale, 0);
                ck_assert(!ln->last || f->scale <= 0); /* a last line is narrowed if it must */
                wider += f->scale > 0;
                narrower += f->scale < 0;
            }
            if (!ln->last) /* and the line is full all the same */
                ck_assert_int_gt(ln->frags[0].x + ln->width, width * PT - PT / 4);
        }
    }
    ck_assert_int_gt(wider, 20);
    ck_assert_int_gt(narrower, 20);
    end();
}
END_TEST

START_TEST(alignments)
{
    struct style st = plain_style();
    st.text_align = ALIGN_RIGHT;
    begin();
    struct lines *l = lines_of("court", &st, 200 * PT);
    ck_assert_int_eq(l->lines[0].frags[0].x + l->lines[0].width, 200 * PT);
    st.text_align = ALIGN_CENTER;
    l = lines_of("court", &st, 200 * PT);
    ck_assert_int_le(abs(2 * l->lines[0].frags[0].x + l->lines[0].width - 200 * PT), 1);
    st.text_align = ALIGN_START, st.text_indent = 20 * PT;
    l = lines_of("court", &st, 200 * PT);
    ck_assert_int_eq(l->lines[0].frags[0].x, 20 * PT);
    st.text_align = ALIGN_JUSTIFY, st.text_align_last = ALIGN_JUSTIFY, st.text_indent = 0;
    l = lines_of("deux mots", &st, 100 * PT);
    ck_assert_int_le(abs(l->lines[0].width - 100 * PT), 64);
    end();
}
END_TEST

START_TEST(held_spaces_and_forced_breaks)
{
    struct style st = plain_style();
    begin();
    int32_t min, max, one;
    shaped_widths(shape("aaaa\xC2\xA0:", &st, "fr"), &one, &max);
    ck_assert_int_eq(one, max);
    shaped_widths(shape("aaaa :", &st, "fr"), &min, &max); /* a plain space before a colon holds too */
    ck_assert_int_eq(min, max);
    shaped_widths(shape("aaaa bbbb", &st, "fr"), &min, &max);
    ck_assert_int_lt(min, max);
    shaped_widths(shape("12\xE2\x80\xAF%", &st, "fr"), &min, &max);
    ck_assert_int_eq(min, max);
    struct lines *l = lines_of("un\xE2\x80\xA8" "deux\xE2\x80\xA8\xE2\x80\xA8trois", &st, 300 * PT);
    ck_assert_uint_eq(l->n, 4);
    ck_assert(l->lines[0].last);
    ck_assert_uint_eq(l->lines[1].start, 5);
    ck_assert_uint_eq(l->lines[2].n_frags, 0);
    ck_assert_int_eq(l->lines[2].ascent + l->lines[2].descent, 14 * PT);
    end();
}
END_TEST

START_TEST(soft_hyphens)
{
    struct style st = plain_style();
    st.hyphens = HYPHENS_MANUAL, st.text_align = ALIGN_LEFT;
    begin();
    const char *t = "extra\xC2\xADordinaire";
    struct lines *l = lines_of(t, &st, 300 * PT);
    ck_assert_uint_eq(l->n, 1);
    ck_assert_uint_eq(l->lines[0].frags[0].n_glyphs, strlen(t) - 2); /* nothing drawn for it */
    l = lines_of(t, &st, 60 * PT);
    ck_assert_uint_eq(l->n, 2);
    ck_assert(l->lines[0].hyphenated);
    ck_assert_uint_ne(l->lines[0].frags[0].hyphen, 0);
    ck_assert_int_gt(l->lines[0].frags[0].hyphen_advance, PT);
    ck_assert_uint_eq(l->lines[1].start, 7);
    st.hyphens = HYPHENS_NONE;
    l = lines_of(t, &st, 60 * PT);
    ck_assert(!l->lines[0].hyphenated); /* cut where the measure ends, for want of a better place */
    ck_assert_int_eq(l->overfull, 0);
    end();
}
END_TEST

START_TEST(hyphens_of_words)
{
    struct style st = plain_style();
    begin();
    ck_assert_uint_gt(lines_of("administrativement", &st, 60 * PT)->n, 1);
    ck_assert(lines_of("administrativement", &st, 60 * PT)->lines[0].hyphenated);
    struct lines *l = lines_of("un Administrativement deux", &st, 110 * PT); /* maybe a name */
    for (uint32_t i = 0; i < l->n; i++)
        ck_assert(!l->lines[i].hyphenated);
    ck_assert(lines_of("Administrativement", &st, 60 * PT)->lines[0].hyphenated); /* that has no room */
    ck_assert(!lines_of("administratif2021", &st, 60 * PT)->lines[0].hyphenated);
    st.hyphens = HYPHENS_MANUAL;
    ck_assert(!lines_of("administrativement", &st, 60 * PT)->lines[0].hyphenated);
    end();
}
END_TEST

/* A word wider than the measure alone is cut; one that has room on a line of its own never is. */
START_TEST(too_long_a_word)
{
    struct style st = plain_style();
    begin();
    struct lines *l = lines_of("XXXXXXXXXXXXXXXXXXXXXXXXXXXXXX", &st, 60 * PT);
    ck_assert_uint_gt(l->n, 2);
    ck_assert_int_eq(l->overfull, 0);
    l = lines_of("un XXXXXX deux XXXXXX trois XXXXXX", &st, 60 * PT);
    for (uint32_t i = 0; i + 1 < l->n; i++)
        ck_assert_int_eq("un XXXXXX deux XXXXXX trois XXXXXX"[l->lines[i].end - 1], ' ');
    end();
}
END_TEST

START_TEST(addresses)
{
    struct style st = plain_style();
    begin();
    const char *t = "https://www.exemple.org/archives/annees/recherche.html";
    struct lines *l = lines_of(t, &st, 120 * PT);
    ck_assert_uint_gt(l->n, 1);
    for (uint32_t i = 0; i + 1 < l->n; i++) {
        ck_assert(strchr("/.", t[l->lines[i].end - 1]));
        ck_assert(!l->lines[i].hyphenated);
    }
    end();
}
END_TEST

START_TEST(latin_meets_han)
{
    struct style st = plain_style();
    begin();
    const char *t = "de\xE6\xB5\x99\xE6\xB1\x9F" "2018";
    struct lines *l = lines_of(t, &st, 300 * PT);
    ck_assert_uint_eq(l->lines[0].n_frags, 3);
    const struct frag *f = l->lines[0].frags;
    ck_assert_int_eq(f[1].x - f[0].x - f[0].width, 10 * PT / 4);
    ck_assert_int_eq(f[2].x - f[1].x - f[1].width, 10 * PT / 4);
    l = lines_of("de \xE6\xB5\x99\xE3\x80\x82", &st, 300 * PT); /* a space stands there; no seam at punctuation */
    f = l->lines[0].frags;
    ck_assert_int_eq(f[1].x, f[0].width);
    /* kinsoku: no line begins with an ideographic full stop */
    int32_t min, max;
    shaped_widths(shape("\xE6\xB5\x99\xE6\xB1\x9F\xE3\x80\x82", &st, "zh-Hans"), &min, &max);
    ck_assert_int_eq(min, 20 * PT);
    ck_assert_int_eq(max, 30 * PT);
    end();
}
END_TEST

/* Where two Chinese signs meet, half a square goes; and where one meets a space. Not in a face that centres its stops. */
START_TEST(punctuation_trims)
{
    static const struct {
        const char *text, *lang;
        int32_t halves;
    } cases[] = {
        {"\xE7\x94\xB2\xE3\x80\x8D\xE3\x80\x8C\xE4\xB9\x99", "zh-Hans", 7},             /* 甲」「乙 */
        {"\xE7\x94\xB2\xE3\x80\x82\xE3\x80\x8D\xE4\xB9\x99", "zh-Hans", 7},             /* 甲。」乙 */
        {"\xE7\x94\xB2\xEF\xBC\x88\xE3\x80\x8A\xE4\xB9\x99", "zh-Hans", 7},             /* 甲（《乙 */
        {"\xE7\x94\xB2\xEF\xBC\x8C\xE4\xB9\x99", "zh-Hans", 6},                            /* 甲，乙 */
        {"\xE7\x94\xB2\xE3\x80\x8C\xE4\xB9\x99\xE3\x80\x8D", "zh-Hans", 8},             /* 甲「乙」 */
        {"\xE7\x94\xB2\xE3\x80\x82\xE3\x80\x8D\xE4\xB9\x99", "zh-Hant", 8},             /* centred 。 */
        {"\xE7\x94\xB2\xE3\x80\x8D\xE3\x80\x8C\xE4\xB9\x99", "zh-Hant", 7},
    };
    struct style st = plain_style();
    begin();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct shaped *sp = shape(cases[i].text, &st, cases[i].lang);
        int32_t w = 0;
        for (uint32_t g = 0; g < sp->n_glyphs; g++)
            w += sp->glyphs[g].advance;
        ck_assert_msg(w == cases[i].halves * 5 * PT, "%s (%s): %d", cases[i].text, cases[i].lang, (int)w);
    }
    struct shaped *sp = shape(cases[0].text, &st, "zh-Hans"); /* the sign stays in what is left of its square */
    ck_assert_uint_eq(sp->n_shifts, 1);
    ck_assert_int_eq(sp->shifts[0].x, -512);
    ck_assert_ptr_eq(sp->shifts[0].glyph, &sp->glyphs[2]);
    end();
}
END_TEST

START_TEST(leaders)
{
    struct style st = plain_style();
    st.text_align = ALIGN_START;
    begin();
    const char *t = "Chapitre premier de l’histoire\xEF\xBF\xBC" "12, 13";
    struct object ob = {.pos = (uint32_t)(strchr(t, '\xEF') - t), .kind = OBJECT_LEADER, .width = 10 * PT};
    ob.pos = (uint32_t)(strstr(t, "\xEF\xBF\xBC") - t);
    struct run r = {.end = (uint32_t)strlen(t), .style = &st, .lang = "fr", .slot = SLOT_ARTIFACT};
    struct para p = {.text = t, .len = r.end, .runs = &r, .n_runs = 1, .objects = &ob, .n_objects = 1, .style = &st};
    struct shaped *sp = shape_para(shaper, arena, &p, diag);
    for (int32_t w = 80; w < 300; w += 20) {
        struct lines *l = shaped_break(sp, arena, &(struct measure){.width = w * PT});
        check_lines(sp, l, w * PT);
        const struct line *last = &l->lines[l->n - 1];
        ck_assert_uint_ge(last->n_frags, 3); /* text, leader, number */
        ck_assert_ptr_eq(last->frags[1].object, &ob);
        ck_assert_int_eq(last->frags[2].x + last->frags[2].width, w * PT);
        ck_assert_int_ge(last->frags[1].width, 10 * PT);
    }
    end();
}
END_TEST

START_TEST(transform_keeps_the_source)
{
    struct style st = plain_style();
    st.text_transform = TRANSFORM_UPPER;
    begin();
    const char *t = "stra\xC3\x9F" "e \xC5\x93uvre \xC3\xA9t\xC3\xA9";
    struct shaped *sp = shape(t, &st, "fr"), *up;
    check_shaped(sp);
    struct style none = plain_style();
    up = shape("STRASSE \xC5\x92UVRE \xC3\x89T\xC3\x89", &none, "fr");
    ck_assert_uint_eq(sp->n_glyphs, up->n_glyphs);
    for (uint32_t i = 0; i < up->n_glyphs; i++)
        ck_assert_uint_eq(sp->glyphs[i].id, up->glyphs[i].id);
    st.text_transform = TRANSFORM_NONE, st.small_caps = true, st.font_family = "Noto Serif CJK SC"; /* has none */
    sp = shape("Abc", &st, "fr");
    check_shaped(sp);
    ck_assert_uint_eq(sp->n_spans, 2);
    ck_assert_int_eq(sp->spans[1].font->size, 8 * PT);
    end();
}
END_TEST

START_TEST(pre_keeps_all)
{
    struct style st = plain_style();
    st.white_space = WS_PRE, st.font_family = "Noto Sans Mono";
    begin();
    struct lines *l = lines_of("a\tb\n  c  d\n", &st, 10 * PT);
    ck_assert_uint_eq(l->n, 2);
    ck_assert_uint_eq(l->lines[0].frags[0].n_glyphs, 9); /* a, seven spaces to the next stop, b */
    ck_assert_uint_eq(l->lines[1].frags[0].n_glyphs, 6);
    ck_assert_int_gt(l->overfull, 0);
    end();
}
END_TEST

START_TEST(rise_and_line_box)
{
    struct style st = plain_style(), sup = plain_style();
    sup.font_size = 7 * PT, sup.vertical_align = VALIGN_SUPER, sup.line_height = 7 * PT * 14 / 10;
    begin();
    const char *t = "le 1er mai";
    struct run r[] = {{.end = 4, .style = &st, .lang = "fr", .slot = SLOT_ARTIFACT}, {.start = 4, .end = 6, .style = &sup, .lang = "fr", .slot = SLOT_ARTIFACT},
                      {.start = 6, .end = 10, .style = &st, .lang = "fr", .slot = SLOT_ARTIFACT}};
    struct para p = {.text = t, .len = 10, .runs = r, .n_runs = 3, .style = &st};
    struct shaped *sp = shape_para(shaper, arena, &p, diag);
    check_shaped(sp);
    struct lines *l = shaped_break(sp, arena, &(struct measure){.width = 200 * PT});
    ck_assert_uint_eq(l->lines[0].n_frags, 3);
    ck_assert_int_eq(l->lines[0].frags[1].rise, 10 * PT * 33 / 100);
    ck_assert_int_eq(l->lines[0].ascent + l->lines[0].descent, 14 * PT);
    end();
}
END_TEST

START_TEST(narrow_first_lines)
{
    struct style st = plain_style();
    begin();
    struct shaped *sp = shape("un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize", &st, "fr");
    struct lines *l = shaped_break(sp, arena, &(struct measure){.width = 200 * PT, .first_width = 100 * PT, .first_shift = 100 * PT, .n_first = 2});
    ck_assert_uint_gt(l->n, 2);
    ck_assert_int_ge(l->lines[0].frags[0].x, 99 * PT);
    ck_assert_int_ge(l->lines[1].frags[0].x, 99 * PT);
    ck_assert_int_le(l->lines[2].frags[0].x, 0);
    ck_assert_int_lt(l->lines[0].width, 103 * PT);
    end();
}
END_TEST

START_TEST(what_is_missing_is_said_once)
{
    struct style st = plain_style();
    begin();
    struct shaped *sp = shape("\xEE\x80\x80 \xEE\x80\x80 a\xEE\x80\x80", &st, "fr"); /* U+E000: private use */
    check_shaped(sp);
    ck_assert_int_eq(diag_count(diag, DIAG_WARNING), 1);
    ck_assert_uint_eq(sp->glyphs[0].id, 0);
    st.font_family = "No Such Family,Noto Serif";
    shape("a", &st, "fr");
    shape("b", &st, "en");
    ck_assert_int_eq(diag_count(diag, DIAG_WARNING), 2);
    end();
}
END_TEST

START_TEST(bad_bytes_and_nothing)
{
    struct style st = plain_style();
    begin();
    struct shaped *sp = shape("a\xFF\xC3 b\xE2\x80", &st, "fr");
    check_shaped(sp);
    check_lines(sp, shaped_break(sp, arena, &(struct measure){.width = 50 * PT}), 50 * PT);
    ck_assert_uint_eq(lines_of("", &st, 100 * PT)->n, 0);
    sp = shape("a", &st, "fr");
    ck_assert_uint_eq(shaped_break(sp, arena, &(struct measure){.width = 0})->n, 1);
    end();
}
END_TEST

/* A generator of our own, so that a failure comes back. */
static uint32_t roll(uint64_t *seed, uint32_t n)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*seed >> 33) % n;
}

static uint32_t any_char(uint64_t *seed)
{
    static const uint32_t odd[] = {0xA0, 0xAD, 0x2028, 0x2029, 0xFFFC, 0x200B, 0x200D, 0x202F, 0x2060, 0x300, 0x301, 0xFEFF, '\t', '\n', '-',
                                   '/', 0x2019, 0xAB, 0xBB, 0x3002, 0x300C, 0x5D0, 0x5E9, 0x627, 0x644, 0x628, 0x915, 0x94D, 0x937, 0xE01, 0x1F600,
                                   0x1F468, 0xFE0F, 0xAC00, 0x1100, 0x3042, 0x30FC, 0x130, 0xDF, 0xFB01, 0x1D11E, 0x10FFFF, 0x7F, 1, 0xE000};
    switch (roll(seed, 8)) {
    case 0: return odd[roll(seed, sizeof odd / sizeof *odd)];
    case 1: return ' ';
    case 2: return 0x4E00 + roll(seed, 2000);
    case 3: return 0xC0 + roll(seed, 0x180);
    case 4: {
        uint32_t c = roll(seed, 0x20000);
        return c < 32 || (c >= 0xD800 && c < 0xE000) ? 'x' : c;
    }
    default: return 'a' + roll(seed, 26);
    }
}

static struct style any_style(uint64_t *seed)
{
    static const char *const families[] = {"Noto Serif,Noto Serif CJK SC", "Noto Sans Mono", "Noto Sans,Noto Sans CJK SC"};
    struct style st = plain_style();
    st.font_family = families[roll(seed, 3)];
    st.font_size = (1 + (int32_t)roll(seed, 30)) * PT;
    st.text_align = (enum text_align)roll(seed, 5);
    st.white_space = (enum white_space)(roll(seed, 3) ? 0 : roll(seed, 4));
    st.hyphens = (enum hyphens)roll(seed, 3);
    st.text_transform = (enum text_transform)(roll(seed, 3) ? 0 : roll(seed, 4));
    st.small_caps = !roll(seed, 6);
    st.italic = !roll(seed, 4);
    st.letter_spacing = roll(seed, 5) ? 0 : (int32_t)roll(seed, PT);
    st.text_indent = (int32_t)roll(seed, 30 * PT) - 10 * PT;
    return st;
}

START_TEST(random_text)
{
    static const char *const langs[] = {"fr", "zh-Hans", "en", "ja", "", "he"};
    uint64_t seed = 20260101;
    begin();
    for (int round = 0; round < 400; round++) {
        struct buf b = {0};
        uint32_t n = roll(&seed, 120);
        struct object objects[120];
        size_t n_objects = 0;
        for (uint32_t i = 0; i < n; i++) {
            uint32_t c = any_char(&seed);
            if (c == 0xFFFC && roll(&seed, 4))
                objects[n_objects++] = (struct object){.pos = (uint32_t)b.len, .width = (int32_t)roll(&seed, 50 * PT), .ascent = PT,
                                                       .kind = (enum object_kind)(roll(&seed, 5) == 0)};
            buf_addu(&b, c);
        }
        struct style st[3] = {any_style(&seed), any_style(&seed), any_style(&seed)};
        struct run runs[8];
        size_t n_runs = 0;
        uint32_t at = 0, len = (uint32_t)b.len;
        while (n_runs < 8 && at < len) {
            uint32_t to = n_runs == 7 ? len : at + 1 + roll(&seed, len - at);
            while (to < len && ((uint8_t)b.data[to] & 0xC0) == 0x80)
                to++;
            runs[n_runs++] = (struct run){.start = at, .end = to, .style = &st[roll(&seed, 3)], .lang = langs[roll(&seed, 6)],
                                          .slot = SLOT_ARTIFACT};
            at = to;
        }
        struct para p = {.text = b.data ? b.data : "", .len = len, .runs = runs, .n_runs = n_runs, .objects = objects,
                         .n_objects = n_objects, .style = &st[0]};
        struct shaped *sp = shape_para(shaper, arena, &p, diag);
        check_shaped(sp);
        struct measure m = {.width = (int32_t)roll(&seed, 300 * PT), .greedy = !roll(&seed, 6), .looseness = (int)roll(&seed, 9) - 1};
        m.looseness = m.looseness > 1 ? 0 : m.looseness;
        if (!roll(&seed, 4))
            m.n_first = roll(&seed, 5), m.first_width = m.width / 2, m.first_shift = m.width / 3;
        struct lines *l = shaped_break(sp, arena, &m);
        check_lines(sp, l, m.width + 300 * PT);
        int32_t min, max;
        shaped_widths(sp, &min, &max);
        buf_drop(&b);
    }
    end();
}
END_TEST

TEST_MAIN("shape", faces, han_by_language, words_are_as_in_the_sentence, justified_lines_fill_the_measure, glyphs_scale, alignments,
          held_spaces_and_forced_breaks, soft_hyphens, hyphens_of_words, too_long_a_word, addresses, latin_meets_han, punctuation_trims, leaders, transform_keeps_the_source,
          pre_keeps_all, rise_and_line_box, narrow_first_lines, what_is_missing_is_said_once, bad_bytes_and_nothing, random_text)
