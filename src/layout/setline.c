/* Sets a line that was chosen: fragments, justification, hanging edges, the line box. */
#include "layout/line.h"

#include <stdlib.h>
#include <string.h>

enum { SUPER = 33, SUB = 20 /* hundredths */ };

/* ---- fragments ---- */

static int32_t rise_of(const struct shaped *sp, const struct run *run)
{
    int32_t size = sp->para->style->font_size;
    switch (run->style->vertical_align) {
    case VALIGN_SUPER: return size * SUPER / 100;
    case VALIGN_SUB: return -(size * SUB / 100);
    case VALIGN_LENGTH: return run->style->vertical_shift;
    default: return 0;
    }
}

/* What of a fragment may give. */
struct give {
    const struct span *span;
    uint32_t spaces, letters; /* letters: places for tracking */
    int32_t space, wide;      /* stretch of a space; of an ideograph */
    int32_t seam;             /* space before it, where Latin meets Han */
    int64_t scale;            /* what its glyphs may widen or narrow, 1024 times */
};

static struct give give_of(const struct span *s, const struct frag *f, bool first)
{
    struct give g = {.span = s};
    if (!f->face)
        return g;
    int64_t ink = 0;
    for (uint32_t i = 0; i < f->n_glyphs; i++)
        if (f->glyphs[i].flags & GLYPH_SPACE)
            g.spaces++;
        else
            ink += f->glyphs[i].advance;
    g.scale = ink * span_scaling(s);
    g.letters = f->n_glyphs;
    g.space = s->font->space.advance * SPACE_STRETCH / 100;
    g.wide = s->wide ? f->size / WIDE_STRETCH : 0;
    g.seam = s->seam && !first && f->start == s->start ? f->size / SEAM : 0;
    return g;
}

/* The first shift at or after a glyph; NULL if none comes before end. */
static const struct glyph_shift *shifts_of(const struct shaped *sp, const struct glyph *from, const struct glyph *end)
{
    uint32_t lo = 0, hi = sp->n_shifts;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (sp->shifts[mid].glyph < from)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo < sp->n_shifts && sp->shifts[lo].glyph < end ? sp->shifts + lo : NULL;
}

/* Fragments from..to at natural width; returns their number. */
static uint32_t collect(const struct shaped *sp, struct item_pos from, struct item_pos to, struct frag *out, struct give *give)
{
    uint32_t n = 0;
    for (uint32_t i = from.span; i < sp->n_spans && i <= to.span; i++) {
        const struct span *s = &sp->spans[i];
        struct frag f = {.run = s->run, .start = s->start, .end = s->end};
        if (s->kind == SPAN_OBJECT && i < to.span) {
            f.object = s->object, f.width = s->object->width, f.size = s->run->style->font_size;
        } else if (s->kind == SPAN_TEXT) {
            uint32_t g0 = i == from.span ? from.glyph : s->glyph, g1 = s->glyph + s->n_glyphs;
            bool whole = i < to.span || to.glyph >= g1;
            g1 = whole ? g1 : to.glyph;
            if (g0 >= g1)
                continue;
            f.face = &s->face->pub, f.glyphs = sp->glyphs + g0, f.n_glyphs = g1 - g0;
            f.shifts = shifts_of(sp, f.glyphs, f.glyphs + f.n_glyphs);
            f.size = s->font->size, f.rise = rise_of(sp, s->run);
            f.end = f.start = i == from.span ? from.byte : s->start;
            for (uint32_t g = 0; g < f.n_glyphs; g++) {
                f.width += f.glyphs[g].advance;
                f.end += f.glyphs[g].bytes;
            }
        } else {
            continue;
        }
        give[n] = give_of(s, &f, n == 0);
        out[n++] = f;
    }
    if (n && give[n - 1].letters)
        give[n - 1].letters--; /* nothing is spaced out from the line's end */
    return n;
}

/* Right-to-left fragments in a row, spaces between them included, are seen from the other end. */
static void reorder(struct frag *f, struct give *g, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        if (!g[i].span->rtl)
            continue;
        uint32_t last = i;
        for (uint32_t j = i + 1; j < n && (g[j].span->rtl || (f[j].face && g[j].spaces == f[j].n_glyphs)); j++)
            if (g[j].span->rtl)
                last = j;
        for (uint32_t a = i, b = last; a < b; a++, b--) {
            struct frag tf = f[a];
            struct give tg = g[a];
            f[a] = f[b], f[b] = tf;
            g[a] = g[b], g[b] = tg;
        }
        i = last;
    }
}

/* ---- justification ---- */

/* What a line must make up for, shared out. */
struct shares {
    int64_t spaces, letters, scale;
};

/* Glyphs come first, up to three quarters of what they may: nobody sees it in them, and everybody in the spaces (Hàn Thế Thành,
 * Micro-typographic extensions to the TeX typesetting system, 2000). Then all three in proportion; and where that is not enough, letters
 * a little more, and spaces whatever is left. */
static struct shares share(int64_t need, const struct shares *most)
{
    struct shares s = {.scale = most->scale * SCALE_FIRST / 100};
    if (need <= s.scale)
        return (struct shares){.scale = need};
    int64_t scale = most->scale - s.scale, all = most->spaces + most->letters + scale, rest = need - s.scale;
    if (rest <= all) {
        s.letters = rest * most->letters / all;
        s.scale += rest * scale / all;
    } else {
        int64_t letters = most->letters * LETTER_MOST / LETTER, beyond = need - most->scale - most->spaces;
        s.letters = beyond < letters ? beyond : letters;
        s.scale = most->scale;
    }
    s.spaces = need - s.scale - s.letters;
    return s;
}

/* Widens or narrows its glyphs; gives by how much. */
static int64_t scale_glyphs(struct frag *f)
{
    int64_t more = 0;
    for (uint32_t i = 0; i < f->n_glyphs && f->scale; i++)
        if (!(f->glyphs[i].flags & GLYPH_SPACE))
            more += frag_advance(f, &f->glyphs[i]) - f->glyphs[i].advance - f->tracking;
    int32_t hyphen = (int32_t)((int64_t)f->hyphen_advance * f->scale / 1024);
    f->width += (int32_t)more;
    f->hyphen_advance += hyphen;
    return more + hyphen;
}

static struct shares most_of(const struct frag *f, const struct give *g, uint32_t n)
{
    struct shares most = {0};
    for (uint32_t i = 0; i < n; i++) {
        most.spaces += (int64_t)g[i].spaces * g[i].space + (int64_t)g[i].letters * g[i].wide + g[i].seam / 2;
        most.letters += (int64_t)g[i].letters * (f[i].size * LETTER / 1000);
        most.scale += g[i].scale;
    }
    most.scale /= 1024;
    return most;
}

/* One fragment takes its part; gives what its letters, seam and glyphs took. */
static int64_t take(struct frag *f, struct give *g, int sign, const struct shares *part, const struct shares *most)
{
    int64_t seam = 0, scaled = 0;
    if (most->spaces) {
        f->space = (int32_t)(sign * part->spaces * g->space / most->spaces);
        f->tracking = (int32_t)(sign * part->spaces * g->wide / most->spaces);
        seam = sign * part->spaces * (g->seam / 2) / most->spaces;
        g->seam += (int32_t)seam;
    }
    if (most->letters && f->face)
        f->tracking += (int32_t)(sign * part->letters * (f->size * LETTER / 1000) / most->letters);
    if (most->scale && g->scale) {
        f->scale = (int32_t)(sign * part->scale * span_scaling(g->span) / most->scale);
        scaled = scale_glyphs(f);
    }
    return seam + scaled + (int64_t)f->space * g->spaces + (int64_t)f->tracking * g->letters;
}

/* Takes up diff in spaces, letters and glyphs; spaces stretch without limit in the end, and shrink no more than by theirs. */
static int32_t justify(struct frag *f, struct give *g, uint32_t n, int64_t diff)
{
    const struct shares natural = most_of(f, g, n);
    struct shares most = natural;
    int sign = diff < 0 ? -1 : 1;
    if (diff < 0)
        most.spaces = most.spaces * SPACE_SHRINK / SPACE_STRETCH;
    struct shares part = share(sign * diff, &most);
    if (diff < 0 && part.spaces > most.spaces)
        part.spaces = most.spaces;
    int64_t done = 0, places = 0;
    for (uint32_t i = 0; i < n; i++) {
        done += take(&f[i], &g[i], sign, &part, &natural);
        places += g[i].space ? g[i].spaces : 0;
    }
    /* what rounding lost goes to the spaces */
    int64_t lost = places && (diff > 0 || part.spaces < most.spaces) ? (diff - done) / places : 0;
    for (uint32_t i = 0; i < n; i++) {
        f[i].space += g[i].spaces ? (int32_t)lost : 0;
        f[i].width += f[i].space * (int32_t)g[i].spaces + f[i].tracking * (int32_t)g[i].letters;
    }
    int64_t all = most.spaces + most.letters + most.scale, ratio = all ? diff * 100 / all : 10000;
    return (int32_t)(ratio > 10000 ? 10000 : ratio < -10000 ? -10000 : ratio);
}

/* ---- the line box ---- */

static void grow(struct line *l, int32_t ascent, int32_t descent)
{
    if (ascent > l->ascent)
        l->ascent = ascent;
    if (descent > l->descent)
        l->descent = descent;
}

/* CSS 2.2, 10.8: the first font's ascent and descent, and half of what line-height adds above and below. */
static void grow_text(struct line *l, const struct style *st, const struct line_font *f, int32_t rise)
{
    if (st->vertical_align == VALIGN_SUB || st->vertical_align == VALIGN_SUPER) { /* no wider lines for their sake unless they touch */
        grow(l, rise + f->cap_height * 21 / 20, f->descent / 2 - rise);
        return;
    }
    int32_t half = (st->line_height - f->ascent - f->descent) / 2;
    grow(l, f->ascent + half + rise, st->line_height - f->ascent - half - rise);
}

static void line_box(const struct shaped *sp, struct line *l)
{
    struct shaper *s = sp->shaper;
    const struct para *p = sp->para;
    const struct line_font *strut = font_for(s, p->style, p->n_runs ? p->runs[0].lang : "");
    int32_t half = (p->style->line_height - strut->ascent - strut->descent) / 2;
    l->ascent = strut->ascent + half;
    l->descent = p->style->line_height - l->ascent;
    for (uint32_t i = 0; i < l->n_frags; i++) {
        const struct frag *f = &l->frags[i];
        if (f->object && f->object->kind == OBJECT_BOX)
            grow(l, f->object->ascent, f->object->descent);
        else if (f->face && f->run->style != p->style)
            grow_text(l, f->run->style, font_for(s, f->run->style, f->run->lang), f->rise);
    }
}

/* ---- a line ---- */

static void add_hyphen(const struct span *s, struct frag *f)
{
    if (!f->face)
        return;
    f->hyphen = s->face->hyphen_glyph;
    f->hyphen_advance = (int32_t)((int64_t)s->face->hyphen_advance * f->size / s->face->pub.upem);
}

void setline(const struct shaped *sp, struct arena *a, struct item_pos from, struct item_pos to, const struct line_setting *set,
             struct line *line)
{
    uint32_t most = (to.span < sp->n_spans ? to.span + 1 : sp->n_spans) - (from.span < sp->n_spans ? from.span : sp->n_spans);
    struct frag *f = arena_array(a, most ? most : 1, sizeof *f);
    struct give few[16], *g = most <= 16 ? few : xcalloc(most, sizeof *g);
    uint32_t n = collect(sp, from, to, f, g);
    if (n && set->hyphen)
        add_hyphen(g[n - 1].span, &f[n - 1]);
    int64_t natural = 0;
    int leader = -1;
    for (uint32_t i = 0; i < n; i++) {
        natural += f[i].width + f[i].hyphen_advance + g[i].seam;
        if (f[i].object && f[i].object->kind == OBJECT_LEADER)
            leader = (int)i;
    }
    reorder(f, g, n);
    int64_t diff = (int64_t)set->width - set->indent + set->hang_left + set->hang_right - natural;
    int32_t x = set->shift + set->indent - set->hang_left;
    if (leader >= 0) {
        f[leader].width += (int32_t)(diff > -f[leader].width ? diff : -f[leader].width);
    } else if (set->justify && (diff < 0 || !set->last)) {
        line->ratio = (int16_t)justify(f, g, n, diff);
    } else if (diff > 0 && set->align == ALIGN_RIGHT) {
        x += (int32_t)diff;
    } else if (diff > 0 && set->align == ALIGN_CENTER) {
        x += (int32_t)(diff / 2);
    }
    int32_t start = x;
    for (uint32_t i = 0; i < n; i++) {
        x += g[i].seam;
        f[i].x = x;
        x += f[i].width + f[i].hyphen_advance;
    }
    line->frags = f, line->n_frags = n;
    line->width = x - start;
    line->hyphenated = set->hyphen;
    line->last = set->last;
    line_box(sp, line);
    if (g != few)
        free(g);
}
