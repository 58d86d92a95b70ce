/* Shapes a stretch of text by Pango's itemizer and shaper, and remembers words. A word alone has the glyphs it has in its sentence
 * if no lookup of its face names the space (fonts.c asks the face), so most of a text is found here and copied. */
#include "layout/line.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_TABLE = 1 << 12, MOST_WORDS = 1 << 15, MOST_BYTES = 255 };

/* ---- text-transform ---- */

static uint32_t cased(const struct line_font *f, uint32_t c, bool upper)
{
    bool turkic = !strncmp(f->lang, "tr", 2) || !strncmp(f->lang, "az", 2);
    if (turkic && upper && c == 'i')
        return 0x130;
    if (turkic && !upper && c == 'I')
        return 0x131;
    return upper ? g_unichar_toupper(c) : g_unichar_tolower(c);
}

/* The text as it will be set in s->mapped; s->map_back gives each byte of it, and the end, its place in the source. */
static void map_text(struct shaper *s, const struct line_font *f, const char *text, size_t len)
{
    buf_clear(&s->mapped);
    s->map_back.n = 0;
    uint32_t before = ' ';
    for (const char *p = text, *end = text + len; p < end;) {
        uint32_t from = (uint32_t)(p - text);
        uint32_t c = utf8_next(&p, end), was = c;
        bool initial = g_unichar_isalpha(c) && !g_unichar_isalnum(before) && before != 0x2019 && before != '\'';
        size_t at = s->mapped.len;
        if (f->transform == TRANSFORM_UPPER && c == 0xDF) {
            buf_adds(&s->mapped, "SS");
        } else {
            if (f->transform == TRANSFORM_UPPER || (f->transform == TRANSFORM_CAPITALIZE && initial))
                c = cased(f, c, true);
            else if (f->transform == TRANSFORM_LOWER)
                c = cased(f, c, false);
            buf_addu(&s->mapped, c);
        }
        for (; at < s->mapped.len; at++) { /* what one character has become more than one belongs to the first */
            vec_push(&s->map_back, from);
            from = (uint32_t)(p - text);
        }
        before = was;
    }
    vec_push(&s->map_back, (uint32_t)len);
}

/* ---- glyphs ---- */

struct emit {
    struct shaper *s;
    const struct line_font *f;
    const struct line_face *face;
    const char *t;
    size_t len;
    const uint32_t *back; /* NULL: the text is as in the source */
    const uint8_t *marks;
    struct src src;
    struct diag *diag;
    struct glyphs *out;
    size_t first; /* glyph of this cut */
};

/* Bytes that show nothing: they go to the glyph before, or to an empty one. */
static void add_bytes(struct emit *e, uint32_t bytes)
{
    struct glyphs *out = e->out;
    for (size_t i = out->glyph.n; i-- > e->first && bytes;)
        if (out->glyph.v[i].bytes) {
            uint32_t more = MOST_BYTES - out->glyph.v[i].bytes;
            more = more < bytes ? more : bytes;
            out->glyph.v[i].bytes += (uint8_t)more;
            bytes -= more;
            break;
        }
    while (bytes) {
        uint32_t n = bytes < MOST_BYTES ? bytes : MOST_BYTES;
        vec_push(&out->glyph, (struct glyph){.id = e->face->space_glyph, .bytes = (uint8_t)n});
        bytes -= n;
    }
}

static void report_missing(struct emit *e, uint32_t c)
{
    char key[16], text[5] = {0};
    snprintf(key, sizeof key, "U+%04X", c);
    if (map_find(e->s->reported, key))
        return;
    map_put(e->s->reported, key, e->s);
    utf8_put(text, c);
    diag_add(e->diag ? e->diag : e->s->diag, D_GLYPH_MISSING, e->src, "no font has the character '%s' (%s)", text, key);
}

static int16_t em_offset(int32_t v, int32_t size)
{
    int64_t x = size ? (int64_t)v * 1024 / size : 0;
    return (int16_t)(x > INT16_MAX ? INT16_MAX : x < INT16_MIN ? INT16_MIN : x);
}

/* The glyph that out gets next. */
static struct glyph glyph_of(struct emit *e, const PangoGlyphInfo *info)
{
    struct glyph g = {.advance = info->geometry.width};
    if (info->glyph & PANGO_GLYPH_UNKNOWN_FLAG) {
        uint32_t c = info->glyph & ~PANGO_GLYPH_UNKNOWN_FLAG;
        report_missing(e, info->glyph == PANGO_GLYPH_INVALID_INPUT ? 0xFFFD : c);
        g.advance = (int32_t)((int64_t)hb_font_get_glyph_h_advance(e->face->units, 0) * e->f->size / e->face->pub.upem);
    } else {
        g.id = (uint16_t)info->glyph;
        struct shift sh = {(uint32_t)e->out->glyph.n, em_offset(info->geometry.x_offset, e->f->size), em_offset(-info->geometry.y_offset, e->f->size)};
        if (sh.x || sh.y)
            vec_push(&e->out->shift, sh);
    }
    return g;
}

static uint32_t source_at(const struct emit *e, size_t at)
{
    return e->back ? e->back[at] : (uint32_t)at;
}

/* One cluster: glyphs i..j of the string, bytes at..next of the text. */
static void emit_cluster(struct emit *e, int i, int j, size_t at, size_t next, bool wide)
{
    uint32_t bytes = source_at(e, next) - source_at(e, at);
    uint8_t flags = e->marks[at];
    const PangoGlyphInfo *info = e->s->string->glyphs;
    bool seen = false;
    if (e->t[at] == ' ')
        flags = GLYPH_SPACE | (flags & GLYPH_GLUED);
    else if (next - at >= 2 && !memcmp(e->t + at, "\xC2\xA0", 2))
        flags = GLYPH_SPACE | GLYPH_GLUED;
    else if (wide) {
        const char *p = e->t + at;
        if (utf8_is_cjk(utf8_next(&p, e->t + e->len)))
            flags |= GLYPH_WIDE;
    }
    for (; i < j; i++) {
        if (info[i].glyph == PANGO_GLYPH_EMPTY)
            continue;
        struct glyph g = glyph_of(e, &info[i]);
        if (!seen)
            g.flags = flags;
        if (!seen || bytes) {
            g.bytes = (uint8_t)(bytes < MOST_BYTES ? bytes : MOST_BYTES);
            bytes -= g.bytes;
        }
        seen = true;
        vec_push(&e->out->glyph, g);
    }
    if (seen) {
        struct glyph *last = &e->out->glyph.v[e->out->glyph.n - 1];
        last->advance += e->f->letter_spacing;
        if (flags & GLYPH_SPACE)
            last->advance += e->f->word_spacing;
    }
    add_bytes(e, bytes);
}

/* Right to left: glyphs stand as they are seen; the whole stretch is one cluster, since bytes cannot run backwards. */
static void emit_rtl(struct emit *e, const PangoItem *it)
{
    uint32_t bytes = source_at(e, (size_t)it->offset + (size_t)it->length) - source_at(e, (size_t)it->offset);
    const PangoGlyphString *gs = e->s->string;
    for (int i = 0; i < gs->num_glyphs; i++) {
        if (gs->glyphs[i].glyph == PANGO_GLYPH_EMPTY)
            continue;
        struct glyph g = glyph_of(e, &gs->glyphs[i]);
        g.bytes = (uint8_t)(bytes < MOST_BYTES ? bytes : MOST_BYTES);
        bytes -= g.bytes;
        vec_push(&e->out->glyph, g);
    }
    add_bytes(e, bytes);
}

static bool is_wide_script(int script)
{
    return script == G_UNICODE_SCRIPT_HAN || script == G_UNICODE_SCRIPT_HIRAGANA || script == G_UNICODE_SCRIPT_KATAKANA ||
           script == G_UNICODE_SCRIPT_BOPOMOFO;
}

static void emit_item(struct emit *e, PangoItem *it)
{
    PangoGlyphString *gs = e->s->string;
    bool wide = is_wide_script(it->analysis.script);
    bool upright = wide || it->analysis.script == G_UNICODE_SCRIPT_HANGUL; /* Han is never slanted */
    e->face = font_face(e->s, it->analysis.font, e->f->italic && !upright);
    e->first = e->out->glyph.n;
    pango_shape_full(e->t + it->offset, it->length, e->t, (int)e->len, &it->analysis, gs);
    bool rtl = it->analysis.level & 1;
    if (rtl) {
        emit_rtl(e, it);
    } else {
        for (int i = 0, j; i < gs->num_glyphs; i = j) {
            int start = gs->log_clusters[i];
            for (j = i + 1; j < gs->num_glyphs && gs->log_clusters[j] == start;)
                j++;
            int next = j < gs->num_glyphs ? gs->log_clusters[j] : it->length;
            emit_cluster(e, i, j, (size_t)it->offset + (size_t)start, (size_t)it->offset + (size_t)next, wide);
        }
        if (!gs->num_glyphs)
            add_bytes(e, source_at(e, (size_t)it->offset + (size_t)it->length) - source_at(e, (size_t)it->offset));
    }
    struct cut cut = {.font = e->f, .face = e->face, .n_glyphs = (uint32_t)(e->out->glyph.n - e->first), .rtl = rtl, .wide = wide};
    if (cut.n_glyphs)
        vec_push(&e->out->cut, cut);
}

void shape_text(struct shaper *s, const struct line_font *f, const char *text, size_t len, struct src src, struct diag *diag,
                struct glyphs *out)
{
    struct emit e = {.s = s, .f = f, .t = text, .len = len, .src = src, .diag = diag, .out = out};
    out->glyph.n = out->cut.n = out->shift.n = 0;
    if (f->transform != TRANSFORM_NONE) {
        map_text(s, f, text, len);
        e.t = s->mapped.data, e.len = s->mapped.len, e.back = s->map_back.v;
    }
    if (!e.len)
        return;
    while (s->marks.cap < e.len) {
        s->marks.cap = s->marks.cap ? 2 * s->marks.cap : 256;
        s->marks.v = xrealloc(s->marks.v, s->marks.cap);
    }
    breaks_mark(s, f, e.t, e.len, s->marks.v);
    e.marks = s->marks.v;
    GList *items = pango_itemize_with_base_dir(f->context, PANGO_DIRECTION_LTR, e.t, 0, (int)e.len, f->attrs, NULL);
    for (GList *l = items; l; l = l->next) {
        emit_item(&e, l->data);
        pango_item_free(l->data);
    }
    g_list_free(items);
}

/* ---- the words ---- */

static uint32_t hash_of(const struct line_font *f, const char *t, size_t len)
{
    uint64_t h = (f->index + 1) * 0x9E3779B97F4A7C15u;
    for (; len >= 8; t += 8, len -= 8) {
        uint64_t w;
        memcpy(&w, t, 8);
        h = (h ^ w) * 0xFF51AFD7ED558CCDu;
        h ^= h >> 32;
    }
    uint64_t w = 0;
    memcpy(&w, t, len);
    h = (h ^ w ^ (uint64_t)len << 56) * 0xFF51AFD7ED558CCDu;
    return (uint32_t)(h ^ h >> 29);
}

/* Open addressing: at most three quarters of the table are taken. */
static struct word *word_place(const struct words *ws, uint32_t hash)
{
    return &ws->table[hash & (ws->cap - 1)];
}

static struct word *word_after(const struct words *ws, struct word *w)
{
    return w + 1 == ws->table + ws->cap ? ws->table : w + 1;
}

static void words_grow(struct words *ws)
{
    struct words old = *ws;
    ws->cap = old.cap ? 2 * old.cap : FIRST_TABLE;
    ws->table = xcalloc(ws->cap, sizeof *ws->table);
    for (uint32_t i = 0; i < old.cap; i++) {
        if (!old.table[i].font)
            continue;
        struct word *w = word_place(ws, old.table[i].hash);
        while (w->font)
            w = word_after(ws, w);
        *w = old.table[i];
    }
    free(old.table);
}

/* Room for one word more. A long text of ever new words begins anew: those of the last pages are soon there again. */
static void words_room(struct words *ws)
{
    if (ws->n >= MOST_WORDS) {
        memset(ws->table, 0, ws->cap * sizeof *ws->table);
        arena_drop(ws->arena);
        ws->arena = NULL;
        ws->n = 0;
    }
    if (!ws->arena)
        ws->arena = arena_new();
    if (4 * ws->n >= 3 * ws->cap)
        words_grow(ws);
}

void words_drop(struct words *w)
{
    free(w->table);
    arena_drop(w->arena);
    *w = (struct words){0};
}

/* The result holds until the next call. */
const struct word *word_find(struct shaper *s, const struct line_font *f, const char *text, size_t len, struct src src,
                             struct diag *diag)
{
    struct words *ws = &s->words;
    words_room(ws);
    uint32_t hash = hash_of(f, text, len);
    struct word *w = word_place(ws, hash);
    for (; w->font; w = word_after(ws, w))
        if (w->hash == hash && w->font == f && w->len == len && !memcmp(w->text, text, len))
            return w;
    struct glyphs *out = &s->word_out;
    shape_text(s, f, text, len, src, diag, out);
    *w = (struct word){.hash = hash, .font = f, .text = arena_strndup(ws->arena, text, len), .len = (uint16_t)len};
    bool plain = out->cut.n == 1 && out->cut.v[0].face == f->face && !out->cut.v[0].rtl && !out->shift.n && out->glyph.n <= UINT16_MAX;
    if (plain) {
        struct glyph *copy = arena_array(ws->arena, out->glyph.n, sizeof *copy);
        memcpy(copy, out->glyph.v, out->glyph.n * sizeof *copy);
        w->glyphs = copy;
        w->n_glyphs = (uint16_t)out->glyph.n;
    }
    ws->n++;
    return w;
}
