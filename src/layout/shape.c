/* A paragraph's text becomes glyphs, once. Runs that look alike are one stretch; a stretch is cut at spaces, objects and forced
 * breaks; a word goes through the cache of words if its characters are simple and its face lets it, else through Pango. */
#include "layout/line.h"

#include <stdlib.h>
#include <string.h>

enum { LONGEST_WORD = 120, TAB = 8 };

struct shaping {
    struct shaper *s;
    const struct para *p;
    struct diag *diag;
    const char *text;
    size_t run;        /* the run the next glyph falls into */
    size_t object;     /* the next object */
    uint32_t line_glyph; /* first glyph after the last forced break: tabs count from there */
    bool joint;        /* nothing separates the text to come from the text before */
};

/* ---- spans ---- */

static const struct run *run_at(struct shaping *h, uint32_t pos)
{
    while (h->run + 1 < h->p->n_runs && pos >= h->p->runs[h->run].end)
        h->run++;
    return &h->p->runs[h->run];
}

static struct src src_at(struct shaping *h, uint32_t pos)
{
    const struct run *r = run_at(h, pos);
    return r->node ? r->node->src : (struct src){0};
}

static struct span *span_push(struct shaping *h, uint8_t kind, uint32_t pos)
{
    struct span sp = {.run = run_at(h, pos), .kind = kind, .glyph = (uint32_t)h->s->glyphs.n, .start = pos, .end = pos};
    vec_push(&h->s->spans, sp);
    return &h->s->spans.v[h->s->spans.n - 1];
}

static struct span *span_for(struct shaping *h, const struct line_font *f, const struct line_face *face, uint32_t pos, bool rtl)
{
    const struct run *run = run_at(h, pos);
    if (h->s->spans.n) {
        struct span *sp = &h->s->spans.v[h->s->spans.n - 1];
        if (sp->kind == SPAN_TEXT && sp->run == run && sp->face == face && sp->font == f && sp->rtl == rtl && !rtl && sp->end == pos)
            return sp;
    }
    struct span *sp = span_push(h, SPAN_TEXT, pos);
    sp->font = f, sp->face = face, sp->rtl = rtl;
    return sp;
}

static void glyph_push(struct shaping *h, struct span *sp, struct glyph g)
{
    vec_push(&h->s->glyphs, g);
    sp->n_glyphs++;
    sp->end += g.bytes;
    sp->wide |= (g.flags & GLYPH_WIDE) != 0;
}

static bool holds_together(const struct run *r)
{
    return r->style->white_space == WS_NOWRAP || r->style->white_space == WS_PRE;
}

/* ---- where scripts and styles meet ---- */

static bool is_ideographic(uint32_t c)
{
    return utf8_is_han(c) || (c >= 0x3041 && c <= 0x30FF && c != 0x30FB);
}

static bool is_seam(uint32_t before, uint32_t c)
{
    return (is_ideographic(before) && c < 0x2000 && g_unichar_isalnum(c)) ||
           (is_ideographic(c) && before < 0x2000 && g_unichar_isalnum(before));
}

/* ---- the white of Chinese punctuation ---- */

/* 1: white before its sign, in the left half of its square; -1: behind it. */
static int white_side(uint32_t c)
{
    switch (c) {
    case 0x300C: case 0x300E: case 0x300A: case 0x3008: case 0x3010: case 0x3014: case 0xFF08: case 0xFF3B: case 0xFF5B: case 0x201C: case 0x2018:
        return 1;
    case 0x300D: case 0x300F: case 0x300B: case 0x3009: case 0x3011: case 0x3015: case 0xFF09: case 0xFF3D: case 0xFF5D: case 0x201D: case 0x2019:
    case 0x3001: case 0x3002: case 0xFF0C: case 0xFF0E: case 0xFF1A: case 0xFF1B:
        return -1;
    default: return 0;
    }
}

static bool is_space(uint32_t c)
{
    return c == ' ' || c == 0xA0 || c == 0x202F || c == 0x3000;
}

/* Half a square goes where two signs meet, or a sign and a space (CSS Text 4, text-spacing-trim; clreq 3.1.6): of an opening one what is before
 * it, of a closing one what is behind it if another closing one follows. Only where the face has nothing there: it may centre its signs. */
static bool trims(const struct shaping *h, const struct cut *cut, const struct glyph *g, uint32_t pos, int32_t *shift)
{
    const char *end = h->text + h->p->len, *p = h->text + pos, *q = p;
    int side = white_side(utf8_next(&p, end));
    int32_t size = cut->font->size;
    if (!side || g->advance < size * 9 / 10 || g->advance > size * 11 / 10)
        return false;
    const char *next = h->text + pos + g->bytes;
    uint32_t before = pos ? utf8_before(h->text, q, &q) : 0, after = next < end ? utf8_next(&next, end) : 0;
    if (side > 0 ? !white_side(before) && !is_space(before) : white_side(after) >= 0 && !is_space(after))
        return false;
    hb_glyph_extents_t ink;
    if (!hb_font_get_glyph_extents(cut->face->units, g->id, &ink))
        return false;
    int32_t half = cut->face->pub.upem / 2, slack = half / 10;
    *shift = side > 0 ? -512 : 0;
    return side > 0 ? ink.x_bearing >= half - slack : ink.x_bearing + ink.width <= half + slack;
}

/* Glyphs of some text, cluster by cluster: runs may end in the midst of it, Latin may meet Han. */
static void push_careful(struct shaping *h, const struct glyphs *g, uint32_t pos)
{
    const char *end = h->text + h->p->len, *at = h->text + pos;
    uint32_t before = h->joint ? utf8_before(h->text, at, &at) : ' ';
    bool joint = h->joint;
    size_t k = 0;
    const struct shift *shift = g->shift.v, *last_shift = shift + g->shift.n;
    for (size_t c = 0; c < g->cut.n; c++) {
        const struct cut *cut = &g->cut.v[c];
        struct span *sp = NULL;
        for (uint32_t i = 0; i < cut->n_glyphs; i++, k++) {
            struct glyph glyph = g->glyph.v[k];
            if (glyph.bytes || !sp) { /* a cut begins with a cluster */
                const char *p = h->text + pos;
                uint32_t cp = utf8_next(&p, end);
                bool seam = is_seam(before, cp);
                if (!sp || seam || pos >= sp->run->end)
                    sp = seam ? NULL : span_for(h, cut->font, cut->face, pos, cut->rtl);
                if (seam) {
                    sp = span_push(h, SPAN_TEXT, pos);
                    sp->font = cut->font, sp->face = cut->face, sp->rtl = cut->rtl, sp->seam = true;
                }
                if (joint && breaks_between(h->s, cut->font, before, cp))
                    glyph.flags |= GLYPH_BREAK;
                if (holds_together(sp->run)) {
                    glyph.flags &= (uint8_t)~(GLYPH_BREAK | GLYPH_HYPHEN | GLYPH_SOFT | GLYPH_POOR | GLYPH_NAME);
                    glyph.flags |= glyph.flags & GLYPH_SPACE ? GLYPH_GLUED : 0;
                }
                pos += glyph.bytes;
                at = h->text + pos;
                before = utf8_before(h->text, at, &at);
                joint = false;
            }
            int32_t left = 0;
            if (glyph.bytes && trims(h, cut, &glyph, pos - glyph.bytes, &left)) {
                glyph.advance -= cut->font->size / 2;
                if (left && !(shift < last_shift && shift->glyph == k))
                    vec_push(&h->s->shifts, (struct shift){(uint32_t)h->s->glyphs.n, (int16_t)left, 0});
            }
            if (shift < last_shift && shift->glyph == k) {
                vec_push(&h->s->shifts, (struct shift){(uint32_t)h->s->glyphs.n, shift->x, shift->y});
                shift++;
            }
            glyph_push(h, sp, glyph);
        }
    }
    h->joint = true;
}

/* ---- words ---- */

/* Characters a word may hold that need no itemizing: Latin, figures, common punctuation. */
static size_t simple_run(const char *t, size_t i, size_t end)
{
    const uint8_t *b = (const uint8_t *)t;
    while (i < end) {
        if (b[i] > ' ' && b[i] < 0x7F)
            i++;
        else if (b[i] >= 0xC3 && b[i] <= 0xC9 && i + 1 < end)
            i += 2;
        else if (b[i] == 0xC2 && i + 1 < end && b[i + 1] > 0xA0)
            i += 2;
        else if (b[i] == 0xE2 && i + 2 < end && b[i + 1] == 0x80 && ((b[i + 2] >= 0x90 && b[i + 2] <= 0xA7) || b[i + 2] == 0xAF))
            i += 3;
        else
            break;
    }
    return i;
}

/* Where a word must end: space, no-break space, controls, U+2028, U+2029, U+FFFC. */
static bool is_special(const char *t, size_t i, size_t end)
{
    const uint8_t *b = (const uint8_t *)t + i;
    size_t n = end - i;
    return b[0] <= ' ' || b[0] == 0x7F || (n > 1 && b[0] == 0xC2 && b[1] == 0xA0) ||
           (n > 2 && b[0] == 0xE2 && b[1] == 0x80 && (b[2] == 0xA8 || b[2] == 0xA9)) ||
           (n > 2 && b[0] == 0xEF && b[1] == 0xBF && b[2] == 0xBC);
}

static size_t word_end(const char *t, size_t i, size_t end)
{
    while (i < end && !is_special(t, i, end))
        i++;
    return i;
}

static void push_text(struct shaping *h, const struct line_font *f, size_t start, size_t end)
{
    struct glyphs *out = &h->s->out;
    shape_text(h->s, f, h->text + start, end - start, src_at(h, (uint32_t)start), h->diag, out);
    push_careful(h, out, (uint32_t)start);
}

/* Small capitals that the face lacks: small letters become capitals of four fifths the size. */
static void push_small_caps(struct shaping *h, const struct line_font *f, size_t start, size_t end)
{
    const char *p = h->text + start, *stop = h->text + end;
    while (p < stop) {
        const char *from = p, *at;
        bool lower = false;
        for (bool first = true; p < stop; first = false) {
            at = p;
            bool now = g_unichar_islower(utf8_next(&p, stop));
            if (first)
                lower = now;
            else if (now != lower) {
                p = at;
                break;
            }
        }
        push_text(h, lower ? f->small : f, (size_t)(from - h->text), (size_t)(p - h->text));
    }
}

/* In Chinese, Japanese and Korean text all but Latin letters and figures comes from the Han face, quotes and dashes too. */
static void push_han(struct shaping *h, const struct line_font *f, size_t start, size_t end)
{
    const char *p = h->text + start, *stop = h->text + end;
    while (p < stop) {
        const char *from = p;
        bool latin = false;
        for (bool first = true; p < stop; first = false) {
            const char *at = p;
            uint32_t c = utf8_next(&p, stop);
            bool now = c < 0x2000 && c != 0xB7;
            if (first)
                latin = now;
            else if (now != latin) {
                p = at;
                break;
            }
        }
        push_text(h, latin ? f : f->han, (size_t)(from - h->text), (size_t)(p - h->text));
    }
}

static void push_word(struct shaping *h, const struct line_font *f, size_t start, size_t end)
{
    bool simple = simple_run(h->text, start, end) == end;
    if (f->small) {
        push_small_caps(h, f, start, end);
    } else if (f->han && !simple) {
        push_han(h, f, start, end);
    } else if (!simple || end - start > LONGEST_WORD || f->face->spaces_kern) {
        push_text(h, f, start, end);
    } else {
        const struct word *w = word_find(h->s, f, h->text + start, end - start, src_at(h, (uint32_t)start), h->diag);
        if (!w->glyphs) {
            push_text(h, f, start, end);
            return;
        }
        const struct run *run = run_at(h, (uint32_t)start);
        if (h->joint || end > run->end || holds_together(run)) {
            struct glyphs *out = &h->s->out;
            out->glyph.n = out->cut.n = out->shift.n = 0;
            for (uint32_t i = 0; i < w->n_glyphs; i++)
                vec_push(&out->glyph, w->glyphs[i]);
            vec_push(&out->cut, (struct cut){.font = f, .face = f->face, .n_glyphs = w->n_glyphs});
            push_careful(h, out, (uint32_t)start);
            return;
        }
        struct span *sp = span_for(h, f, f->face, (uint32_t)start, false);
        while (h->s->glyphs.n + w->n_glyphs > h->s->glyphs.cap) {
            h->s->glyphs.cap = h->s->glyphs.cap ? 2 * h->s->glyphs.cap : 1024;
            h->s->glyphs.v = xrealloc(h->s->glyphs.v, h->s->glyphs.cap * sizeof *h->s->glyphs.v);
        }
        memcpy(h->s->glyphs.v + h->s->glyphs.n, w->glyphs, w->n_glyphs * sizeof *w->glyphs);
        h->s->glyphs.n += w->n_glyphs;
        sp->n_glyphs += w->n_glyphs;
        sp->end = (uint32_t)end;
        h->joint = true;
    }
}

/* ---- what is not a word ---- */

/* A space that begins no line though the writer typed a plain one: before » : ; ! ? and after «. */
static bool space_holds(const char *t, size_t i, size_t end)
{
    if (i + 1 < end && strchr(":;!?", t[i + 1]) && t[i + 1] && (i + 2 >= end || is_special(t, i + 2, end)))
        return true;
    if (i + 2 < end && !memcmp(t + i + 1, "\xC2\xBB", 2))
        return true;
    return i >= 2 && !memcmp(t + i - 2, "\xC2\xAB", 2);
}

static void push_space(struct shaping *h, const struct line_font *f, size_t start, uint32_t bytes, bool glued)
{
    struct span *sp = span_for(h, f, f->face, (uint32_t)start, false);
    struct glyph g = f->space;
    g.bytes = (uint8_t)bytes;
    if (sp->run->style->white_space == WS_PRE)
        g.flags = 0; /* kept as they are */
    else if (glued || holds_together(sp->run))
        g.flags |= GLYPH_GLUED;
    glyph_push(h, sp, g);
    h->joint = false;
}

static void push_break(struct shaping *h, size_t start, uint32_t bytes)
{
    struct span *sp = span_push(h, SPAN_BREAK, (uint32_t)start);
    sp->end += bytes;
    h->line_glyph = (uint32_t)h->s->glyphs.n;
    h->joint = false;
}

static void push_tab(struct shaping *h, const struct line_font *f, size_t start)
{
    struct span *sp = span_for(h, f, f->face, (uint32_t)start, false);
    uint32_t column = (uint32_t)h->s->glyphs.n - h->line_glyph;
    for (uint32_t i = 0, n = TAB - column % TAB; i < n; i++) {
        struct glyph g = f->space;
        g.flags = 0, g.bytes = i == 0;
        glyph_push(h, sp, g);
    }
    h->joint = false;
}

static void push_object(struct shaping *h, size_t start)
{
    while (h->object < h->p->n_objects && h->p->objects[h->object].pos < start)
        h->object++;
    h->joint = false;
    if (h->object == h->p->n_objects || h->p->objects[h->object].pos != start)
        return; /* a stray U+FFFC shows nothing */
    struct span *sp = span_push(h, SPAN_OBJECT, (uint32_t)start);
    sp->end += 3;
    sp->object = &h->p->objects[h->object++];
}

/* The special thing at i; its length in bytes. */
static size_t push_special(struct shaping *h, const struct line_font *f, size_t i, size_t end)
{
    const uint8_t *b = (const uint8_t *)h->text + i;
    enum white_space ws = run_at(h, (uint32_t)i)->style->white_space;
    bool pre = ws == WS_PRE || ws == WS_PRE_WRAP;
    if (b[0] == 0xC2) {
        push_space(h, f, i, 2, true);
        h->joint = true;
        return 2;
    }
    if (b[0] == 0xE2) {
        push_break(h, i, 3);
        return 3;
    }
    if (b[0] == 0xEF) {
        push_object(h, i);
        return 3;
    }
    if (pre && b[0] == '\n')
        push_break(h, i, 1);
    else if (pre && b[0] == '\t')
        push_tab(h, f, i);
    else
        push_space(h, f, i, 1, b[0] == ' ' && space_holds(h->text, i, end));
    return 1;
}

/* One stretch of text in one font. */
static void shape_stretch(struct shaping *h, const struct line_font *f, size_t start, size_t end)
{
    for (size_t i = start; i < end;) {
        if (is_special(h->text, i, end)) {
            i += push_special(h, f, i, end);
            continue;
        }
        size_t e = word_end(h->text, i, end);
        if (f->face && f->face->spaces_kern && run_at(h, (uint32_t)i)->style->white_space == WS_NORMAL && !f->small) {
            /* kerning reaches over spaces: on to the end of the stretch, as far as only plain spaces stand between */
            while (e + 1 < end && h->text[e] == ' ' && !is_special(h->text, e + 1, end))
                e = word_end(h->text, e + 1, end);
        }
        if (f->face)
            push_word(h, f, i, e);
        i = e;
    }
}

/* Bad UTF-8 cannot come from XML; should it come, it shows as question marks and keeps its length. */
static const char *valid_text(struct arena *a, const struct para *p)
{
    if (utf8_valid(p->text, p->len))
        return p->text;
    char *t = arena_strndup(a, p->text, p->len);
    for (char *q = t, *end = t + p->len; q < end;) {
        const char *bad;
        if (g_utf8_validate(q, end - q, &bad) && utf8_valid(q, (size_t)(end - q)))
            break;
        q = bad < end ? (char *)bad : q;
        *q++ = '?';
    }
    return t;
}

static const struct glyph_shift *shifts_kept(const struct shaper *s, struct arena *a, const struct glyph *glyphs)
{
    if (!s->shifts.n)
        return NULL;
    struct glyph_shift *kept = arena_array(a, s->shifts.n + 1, sizeof *kept);
    for (size_t i = 0; i < s->shifts.n; i++)
        kept[i] = (struct glyph_shift){glyphs + s->shifts.v[i].glyph, s->shifts.v[i].x, s->shifts.v[i].y};
    return kept;
}

struct shaped *shape_para(struct shaper *s, struct arena *a, const struct para *p, struct diag *diag)
{
    struct shaping h = {.s = s, .p = p, .diag = diag, .text = valid_text(a, p)};
    s->spans.n = s->glyphs.n = s->shifts.n = 0;
    for (size_t i = 0, j; i < p->n_runs; i = j) {
        const struct run *r = &p->runs[i];
        const struct line_font *f = font_for(s, r->style, r->lang);
        for (j = i + 1; j < p->n_runs && p->runs[j].start == p->runs[j - 1].end &&
                        font_for(s, p->runs[j].style, p->runs[j].lang) == f &&
                        p->runs[j].style->white_space == r->style->white_space;)
            j++;
        uint32_t end = p->runs[j - 1].end < p->len ? p->runs[j - 1].end : p->len;
        h.run = i;
        if (r->start < end)
            shape_stretch(&h, f, r->start, end);
    }
    struct shaped *sp = arena_alloc(a, sizeof *sp);
    struct span *spans = arena_array(a, s->spans.n, sizeof *spans);
    struct glyph *glyphs = arena_array(a, s->glyphs.n, sizeof *glyphs);
    if (s->spans.n)
        memcpy(spans, s->spans.v, s->spans.n * sizeof *spans);
    if (s->glyphs.n)
        memcpy(glyphs, s->glyphs.v, s->glyphs.n * sizeof *glyphs);
    *sp = (struct shaped){.shaper = s, .para = p, .spans = spans, .glyphs = glyphs, .shifts = shifts_kept(s, a, glyphs),
                          .n_spans = (uint32_t)s->spans.n, .n_glyphs = (uint32_t)s->glyphs.n, .n_shifts = (uint32_t)s->shifts.n};
    return sp;
}

void shaper_rest(struct shaper *s)
{
    words_drop(&s->words);
    arena_drop(s->scratch);
    s->scratch = arena_new();
    vec_drop(&s->spans);
    vec_drop(&s->glyphs);
}

void shaper_drop(struct shaper *s)
{
    if (!s)
        return;
    words_drop(&s->words);
    map_drop(s->families);
    for (size_t i = 0; i < map_count(s->hyphenators); i++) {
        void *h;
        const char *lang = map_at(s->hyphenators, i, &h);
        bool used = false; /* languages without a dictionary hold a mark, not a hyphenator */
        for (size_t k = 0; k < s->fonts.n; k++)
            used |= s->fonts.v[k]->hyphenator == h;
        if (used && lang)
            hyphenator_drop(h);
    }
    map_drop(s->hyphenators);
    fonts_drop(s);
    map_drop(s->reported);
    arena_drop(s->names);
    arena_drop(s->scratch);
    pango_glyph_string_free(s->string);
    vec_drop(&s->attrs);
    vec_drop(&s->marks);
    vec_drop(&s->map_back);
    buf_drop(&s->mapped);
    vec_drop(&s->out.glyph);
    vec_drop(&s->out.cut);
    vec_drop(&s->out.shift);
    vec_drop(&s->word_out.glyph);
    vec_drop(&s->word_out.cut);
    vec_drop(&s->word_out.shift);
    vec_drop(&s->spans);
    vec_drop(&s->glyphs);
    vec_drop(&s->shifts);
    vec_drop(&s->items.item);
    vec_drop(&s->items.pos);
    free(s);
}
