/* Glyphs of a line as text operators. A code is two bytes; between codes stand the corrections where the next glyph is not where
 * the widths of the font put it (justified spaces, kerning). What a glyph stands for goes into the font's ToUnicode; where that
 * can't say it (one glyph for two texts, several glyphs for one letter, a hyphen that the text does not hold) the span gets an
 * ActualText. */
#include "pdf/internal.h"

void pdf_pen_text(struct pen *pen, bool on)
{
    if (pen->in_text == on)
        return;
    buf_adds(pen->b, on ? "BT\n" : "ET\n");
    pen->in_text = on;
    pen->line_x = pen->line_y = 0;
    pen->skewed = false;
}

void pdf_pen_fill(struct pen *pen, struct colour c)
{
    int32_t rgb = c.r << 16 | c.g << 8 | c.b;

    if (pen->fill == rgb)
        return;
    pen->fill = rgb;
    char *p = pdf_room(pen->b, 64);
    p = pdf_put_milli(p, (c.r * 1000 + 127) / 255);
    if (c.r == c.g && c.g == c.b) {
        memcpy(p, " g\n", 3);
        pdf_added(pen->b, p + 3);
        return;
    }
    *p++ = ' ';
    p = pdf_put_milli(p, (c.g * 1000 + 127) / 255);
    *p++ = ' ';
    p = pdf_put_milli(p, (c.b * 1000 + 127) / 255);
    memcpy(p, " rg\n", 4);
    pdf_added(pen->b, p + 4);
}

void pdf_pen_alpha(struct pen *pen, int alpha)
{
    if (pen->alpha == alpha)
        return;
    pen->alpha = alpha;
    pen->alphas[alpha] = true;
    buf_addf(pen->b, "/A%d gs\n", alpha);
}

void pdf_pen_xy(struct pen *pen, int32_t x, int32_t y)
{
    pdf_milli(pen->b, pdf_milli_of(x));
    buf_addc(pen->b, ' ');
    pdf_milli(pen->b, pdf_milli_of((int64_t)pen->height - y));
    buf_addc(pen->b, ' ');
}

static void name_font(struct pen *pen, struct pdf_font *f)
{
    if (f->page == pen->page)
        return;
    f->page = pen->page;
    vec_push(&pen->fonts, f);
}

static void set_font(struct pen *pen, struct pdf_font *f, int32_t size)
{
    if (pen->font == f && pen->size == size)
        return;
    name_font(pen, f);
    pen->font = f;
    pen->size = size;
    char *p = pdf_room(pen->b, 64);
    *p++ = '/';
    *p++ = 'F';
    p = pdf_put_int(p, f->face->index);
    *p++ = ' ';
    p = pdf_put_milli(p, pdf_milli_of(size));
    memcpy(p, " Tf\n", 4);
    pdf_added(pen->b, p + 4);
}

static void set_scale(struct pen *pen, int32_t scale)
{
    if (pen->scale == scale)
        return;
    pen->scale = scale;
    pdf_milli(pen->b, 100000 + ((int64_t)scale * 100000 + (scale < 0 ? -512 : 512)) / 1024);
    buf_adds(pen->b, " Tz\n");
}

static void set_origin(struct pen *pen, int64_t x, int64_t y, bool skew)
{
    char *p = pdf_room(pen->b, 128);

    if (skew || pen->skewed) {
        const char *m = skew ? "1 0 .213 1 " : "1 0 0 1 ";
        memcpy(p, m, strlen(m));
        p = pdf_put_milli(p + strlen(m), x);
        *p++ = ' ';
        p = pdf_put_milli(p, y);
        memcpy(p, " Tm\n", 4);
    } else {
        p = pdf_put_milli(p, x - pen->line_x);
        *p++ = ' ';
        p = pdf_put_milli(p, y - pen->line_y);
        memcpy(p, " Td\n", 4);
    }
    pdf_added(pen->b, p + 4);
    pen->line_x = x;
    pen->line_y = y;
    pen->skewed = skew;
}

/* One TJ array being written. */
struct show {
    struct pen *pen;
    bool open;     /* "[(" is written */
    int64_t at;    /* where the viewer's pen is, 1/100000 em from the origin */
    int64_t to_em; /* 1/1024 pt -> 1/100000 of the em as scaled, times 2^20 */
    int32_t lift;  /* Ts in force, 1/1024 pt */
};

static void show_close(struct show *s)
{
    if (s->open)
        buf_add(s->pen->b, ")]TJ\n", 5);
    s->open = false;
}

static void show_lift(struct show *s, int32_t lift)
{
    if (s->lift == lift)
        return;
    show_close(s);
    pdf_milli(s->pen->b, pdf_milli_of(lift));
    buf_adds(s->pen->b, " Ts\n");
    s->lift = lift;
}

static inline char *put_code_byte(char *p, uint8_t c)
{
    if (c == '(' || c == ')' || c == '\\') {
        *p++ = '\\';
    } else if (c == '\r') {
        *p++ = '\\';
        c = 'r';
    }
    *p++ = (char)c;
    return p;
}

/* want: where the glyph belongs, 1/100000 em. */
static inline void show_glyph(struct show *s, uint16_t id, int64_t want, int32_t width)
{
    char *p = pdf_room(s->pen->b, 48);
    int64_t off = s->at - want;
    int64_t adjust = (off < 0 ? off - 50 : off + 50) / 100;

    if (!s->open) {
        *p++ = '[';
        if (adjust) {
            p = pdf_put_int(p, adjust);
            s->at -= adjust * 100;
        }
        *p++ = '(';
        s->open = true;
    } else if (adjust) {
        *p++ = ')';
        p = pdf_put_int(p, adjust);
        *p++ = '(';
        s->at -= adjust * 100;
    }
    p = put_code_byte(p, (uint8_t)(id >> 8));
    p = put_code_byte(p, (uint8_t)id);
    pdf_added(s->pen->b, p);
    s->at += width;
}

/* Text that leaves no trace: soft hyphens not used, joiners, zero-width spaces, marks of direction. */
static bool invisible(const char *t, size_t n)
{
    const unsigned char *s = (const unsigned char *)t;

    if (n == 2)
        return s[0] == 0xC2 && s[1] == 0xAD;
    if (n != 3)
        return false;
    uint32_t c = (uint32_t)(s[0] & 15) << 12 | (uint32_t)(s[1] & 63) << 6 | (s[2] & 63);
    return (c >= 0x200B && c <= 0x200F) || (c >= 0x2060 && c <= 0x2064) || c == 0xFEFF || c == 0x2028;
}

static void actual_text(struct show *s, const char *text, size_t n)
{
    show_close(s);
    buf_adds(s->pen->b, "/Span<</ActualText<FEFF");
    pdf_utf16_hex(s->pen->b, text, n);
    buf_adds(s->pen->b, ">>>BDC\n");
}

static void end_actual_text(struct show *s)
{
    show_close(s);
    buf_adds(s->pen->b, "EMC\n");
}

/* Dots lead from this text to another on its line. */
static bool leader_follows(const struct draw *d, const struct draw *next)
{
    const struct frag *f = d->u.frag;

    return next && next->kind == DRAW_GLYPHS && next->slot == SLOT_ARTIFACT && d->slot != SLOT_ARTIFACT &&
           next->y == d->y && f->end > f->start && d->text[f->end - 1] != ' ';
}

/* The space that the end of a line swallowed, or for which dots stand: who reads the file by its words needs it. */
bool pdf_lost_space(const struct draw *d, const struct draw *next)
{
    const struct frag *f = d->u.frag;
    bool same = next && next->kind == DRAW_GLYPHS && next->text == d->text && next->u.frag;

    if (d->text && leader_follows(d, next))
        return true;
    if (!d->text || f->hyphen || (same && next->u.frag->start <= f->end))
        return false;
    return (same || f->end < f->run->end) && d->text[f->end] == ' ';
}

static uint32_t cluster_glyphs(const struct frag *f, uint32_t i)
{
    uint32_t n = 1;
    while (i + n < f->n_glyphs && f->glyphs[i + n].bytes == 0)
        n++;
    return n;
}

/* The glyph at i stands in the box of the one before: a Chinese sign that lost half its square. Readers that go by boxes (poppler) take the
 * two for lines of their own, so they are said together. */
static bool overlaps(struct pdf_font *font, const struct frag *f, uint32_t i, const struct glyph_shift *shift)
{
    const struct glyph *before = &f->glyphs[i - 1], *g = &f->glyphs[i];
    while (shift && shift->glyph && shift->glyph < g)
        shift++;
    if (shift && shift->glyph == g && shift->x < -400)
        return true;
    return before->bytes == 3 && before->id && before->advance < f->size * 6 / 10 && pdf_font_glyph(font, before->id)->width > 90000;
}

static void show_frag(struct show *s, struct pdf_font *font, const struct draw *d, const struct draw *next)
{
    const struct frag *f = d->u.frag;
    const char *text = d->text ? d->text + f->start : "";
    size_t left = d->text ? f->end - f->start : 0;
    int64_t pos = 0;
    const struct glyph_shift *shift = f->shifts;

    for (uint32_t i = 0; i < f->n_glyphs;) {
        const struct glyph *g = f->glyphs + i;
        uint32_t n = cluster_glyphs(f, i);
        size_t bytes = g->bytes;
        while (i + n < f->n_glyphs && overlaps(font, f, i + n, shift)) {
            bytes += f->glyphs[i + n].bytes;
            n += cluster_glyphs(f, i + n);
        }
        bytes = bytes < left ? bytes : left;
        bool skip = bytes && n == 1 && g->advance == 0 && invisible(text, bytes);
        bool span = false;
        if (!skip) {
            struct pdf_glyph *info = g->id ? pdf_font_glyph(font, g->id) : NULL;
            span = bytes && (g->id == 0 || n > 1 || !pdf_font_text(font, info, text, bytes));
            if (span && !s->pen->artifact)
                actual_text(s, text, bytes);
        }
        for (uint32_t k = 0; k < n; k++, g++) {
            if (!skip) {
                uint16_t id = g->id ? g->id : pdf_font_substitute(font);
                struct pdf_glyph *info = pdf_font_glyph(font, id);
                if (span || !bytes)
                    pdf_font_any_text(font, info, id);
                while (shift && shift->glyph && shift->glyph < g)
                    shift++;
                bool moved = shift && shift->glyph == g;
                show_lift(s, moved ? (int32_t)((int64_t)shift->y * f->size / 1024) : 0);
                int64_t want = (pos * s->to_em >> 20) + (moved ? (int64_t)shift->x * 100000 / 1024 : 0);
                show_glyph(s, id, want, info->width);
            }
            pos += frag_advance(f, g);
        }
        if (span && !s->pen->artifact)
            end_actual_text(s);
        text += bytes;
        left -= bytes;
        i += n;
    }
    if (f->hyphen) {
        struct pdf_glyph *info = pdf_font_glyph(font, f->hyphen);
        pdf_font_any_text(font, info, f->hyphen);
        if (!s->pen->artifact)
            actual_text(s, "\xC2\xAD", 2);
        show_glyph(s, f->hyphen, pos * s->to_em >> 20, info->width);
        if (!s->pen->artifact)
            end_actual_text(s);
    }
    if (!s->pen->artifact && font->space && pdf_lost_space(d, next)) {
        struct pdf_glyph *info = pdf_font_glyph(font, font->space);
        pdf_font_text(font, info, " ", 1);
        show_glyph(s, font->space, pos * s->to_em >> 20, info->width);
    }
}

void pdf_pen_glyphs(struct pen *pen, const struct draw *d, const struct draw *next)
{
    const struct frag *f = d->u.frag;

    if (!f->face || f->size <= 0 || (!f->n_glyphs && !f->hyphen))
        return;
    struct pdf_font *font = pdf_font(pen->p, f->face);
    if (!font)
        return;
    struct show s = {.pen = pen, .to_em = ((int64_t)100000 << 30) / ((int64_t)f->size * (1024 + f->scale))};
    set_font(pen, font, f->size);
    set_scale(pen, f->scale);
    pdf_pen_fill(pen, f->run->style->colour);
    pdf_pen_alpha(pen, f->run->style->colour.a);
    set_origin(pen, pdf_milli_of(d->x), pdf_milli_of((int64_t)pen->height - d->y), f->face->synthetic_oblique);
    show_frag(&s, font, d, next);
    show_lift(&s, 0);
    show_close(&s);
}

/* ---- text that is not painted ---- */

static struct pdf_font *font_with(struct pen *pen, const char *text, size_t n)
{
    struct pdf *p = pen->p;

    for (size_t i = 0; i < p->fonts.n; i++) {
        struct pdf_font *f = p->fonts.v[i];
        if (!f || !f->outlines || !f->space)
            continue;
        hb_codepoint_t id = 1;
        for (const char *c = text, *end = text + n; c < end && id;)
            if (!hb_font_get_nominal_glyph(f->hb, utf8_next(&c, end), &id))
                id = 0;
        if (id)
            return f;
    }
    return NULL;
}

bool pdf_pen_can_hide(const struct pen *pen)
{
    return font_with((struct pen *)pen, " ", 1) != NULL;
}

void pdf_pen_hidden(struct pen *pen, const char *text, size_t n, const struct hidden_text *at)
{
    struct pdf_font *f = font_with(pen, text, n);
    const char *from = f ? text : " ", *end = from + (f ? n : 1);
    struct buf codes = {0};
    int64_t wide = 0;

    if (!f) { /* no one font has all of it: the text is said, not spelled */
        f = font_with(pen, " ", 1);
        buf_adds(pen->b, "/Span<</ActualText<FEFF");
        pdf_utf16_hex(pen->b, text, n);
        buf_adds(pen->b, ">>>BDC\n");
    }
    name_font(pen, f);
    for (const char *c = from; c < end;) {
        const char *start = c;
        hb_codepoint_t id = 0;
        hb_font_get_nominal_glyph(f->hb, utf8_next(&c, end), &id);
        struct pdf_glyph *g = pdf_font_glyph(f, (uint16_t)id);
        pdf_font_text(f, g, start, (size_t)(c - start));
        wide += g->width;
        buf_addf(&codes, "%04X", (unsigned)id & 0xFFFF);
    }
    int64_t width = wide * at->size / 100000,
            squeeze = width > 0 && width > at->w ? (int64_t)at->w * 100000 / width : 100000;
    buf_addf(pen->b, "BT /F%d ", (int)f->face->index);
    pdf_milli(pen->b, pdf_milli_of(at->size));
    buf_adds(pen->b, " Tf ");
    pdf_milli(pen->b, squeeze);
    buf_adds(pen->b, " Tz ");
    pdf_pen_xy(pen, at->x, at->y);
    buf_addf(pen->b, "Td <%s> Tj ET\n", codes.data);
    if (from != text)
        buf_adds(pen->b, "EMC\n");
    buf_drop(&codes);
}
