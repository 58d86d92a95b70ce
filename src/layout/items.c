/* Shaped text becomes box, glue and penalty. All that the text has to say about breaks stands in the glyphs' flags. */
#include "layout/line.h"

#include <stdlib.h>

enum { HYPHEN_PENALTY = 210, HYPHEN_PENALTY_SCALED = 75, SOFT_PENALTY = 50, POOR_PENALTY = 250, GLUED_PENALTY = 1500, CUT_PENALTY = 4000 };

struct build {
    struct items *out;
    const struct shaped *sp;
    const struct items_options *opt;
    const char *text;
    struct item_pos at;   /* the glyph at hand */
    struct item_pos from; /* where the box being filled began */
    bool open;            /* a box is being filled */
    bool begun;           /* the line has a box already: what stands before is dropped */
    bool leader;          /* after a leader nothing breaks */
    int64_t width, give, scale; /* give: what letters may part or close; scale: 1024 times what they may widen or narrow */
    uint32_t first_byte, last_byte; /* of the box's first and last glyph */
    int32_t first_advance, last_advance;
    bool any_glyph, wide;
};

/* How far a character's edge may hang out of the measure, in thousandths of its width: what is mostly white there. After R. Schlicht's
 * tables for microtype. */
static int hang_of(uint32_t c, bool right)
{
    switch (c) {
    case '.': case ',': return right ? 600 : 0;
    case '-': case 0x2010: case 0xAD: return right ? 500 : 0;
    case ':': case ';': return right ? 300 : 0;
    case '!': case '?': case ')': return right ? 100 : 0;
    case '(': return right ? 0 : 80;
    case 0x2013: return right ? 250 : 150;
    case 0x2014: return right ? 150 : 100;
    case 0x2018: case 0x201C: return right ? 0 : 400;
    case 0x2019: case 0x201D: case 0x2026: return right ? 400 : c == 0x2026 ? 0 : 200;
    case '"': case '\'': return 350;
    case 0xAB: return right ? 0 : 300;
    case 0xBB: return right ? 300 : 0;
    case 0x3001: case 0x3002: case 0xFF0C: case 0xFF0E: return right ? 450 : 0;
    case 0x300C: case 0x300E: case 0x300A: case 0xFF08: return right ? 0 : 400;
    case 0x300D: case 0x300F: case 0x300B: case 0xFF09: return right ? 400 : 0;
    default: return 0;
    }
}

static int32_t hang(const struct build *b, uint32_t byte, int32_t advance, bool right)
{
    uint8_t c = (uint8_t)b->text[byte];
    if ((c | 32) >= 'a' && (c | 32) <= 'z')
        return 0;
    const char *p = b->text + byte;
    return (int32_t)((int64_t)advance * hang_of(utf8_next(&p, b->text + b->sp->para->len), right) / 1000);
}

static void push(struct build *b, struct kp_item item, struct item_pos pos)
{
    vec_push(&b->out->item, item);
    vec_push(&b->out->pos, pos);
}

static void flush(struct build *b)
{
    if (!b->open)
        return;
    struct kp_item it = {.type = ITEM_BOX, .width = (int32_t)(b->width > INT32_MAX / 2 ? INT32_MAX / 2 : b->width)};
    if (b->opt->justify && b->any_glyph) {
        it.stretch = it.shrink = (int32_t)(b->give + b->scale / 1024);
        it.protrude_left = hang(b, b->first_byte, b->first_advance, false);
        it.protrude_right = hang(b, b->last_byte, b->last_advance, true);
    }
    push(b, it, b->from);
    b->open = b->any_glyph = false;
    b->width = b->give = b->scale = 0;
}

static void box_open(struct build *b)
{
    if (!b->open)
        b->from = b->at;
    b->open = b->begun = true;
}

static void forbid(struct build *b)
{
    push(b, (struct kp_item){.type = ITEM_PENALTY, .penalty = KP_INF}, b->at);
}

static bool is_figure(char c)
{
    return c >= '0' && c <= '9';
}

/* The space at hand stands between groups of a number's figures. */
static bool groups_figures(const struct build *b)
{
    uint32_t next = b->at.byte + 1;
    while (((uint8_t)b->text[next] & 0xC0) == 0x80)
        next++;
    return b->any_glyph && is_figure(b->text[b->last_byte]) && is_figure(b->text[next]);
}

static void glue(struct build *b, int32_t width, int32_t stretch, int32_t shrink, bool breaks)
{
    bool number = b->opt->cut && groups_figures(b);
    flush(b);
    if (!breaks && b->opt->cut && !b->leader && !number) /* what belongs together is parted rather than set out of the measure */
        push(b, (struct kp_item){.type = ITEM_PENALTY, .penalty = GLUED_PENALTY}, b->at);
    else if (!breaks || b->leader)
        forbid(b);
    if (!b->opt->justify)
        stretch = shrink = 0;
    push(b, (struct kp_item){.type = ITEM_GLUE, .width = width, .stretch = stretch, .shrink = shrink}, b->at);
}

/* Spaces at the end of a line vanish; returns where they began. */
static struct item_pos strip(struct build *b)
{
    struct item_pos end = b->at;
    struct items *out = b->out;
    while (out->item.n) {
        const struct kp_item *it = &out->item.v[out->item.n - 1];
        bool space = it->type == ITEM_GLUE && it->stretch < KP_FIL, held = it->type == ITEM_PENALTY && it->penalty >= KP_INF;
        if (!space && !held)
            break;
        end = out->pos.v[out->item.n - 1];
        out->item.n--, out->pos.n--;
    }
    return end;
}

static void end_line(struct build *b, bool fill)
{
    if (!b->begun)
        box_open(b); /* an empty line */
    flush(b);
    struct item_pos end = strip(b);
    if (fill && !b->leader) {
        forbid(b);
        push(b, (struct kp_item){.type = ITEM_GLUE, .stretch = KP_FIL}, end);
    }
    push(b, (struct kp_item){.type = ITEM_PENALTY, .penalty = -KP_INF}, end);
    b->begun = b->leader = false;
}

static void add_object(struct build *b, const struct span *sp)
{
    if (sp->object->kind == OBJECT_BOX) {
        box_open(b);
        b->width += sp->object->width;
        return;
    }
    if (!b->begun)
        box_open(b); /* a leader at the line's start needs something to hold on to */
    flush(b);
    struct item_pos at = b->at;
    b->at = strip(b); /* no break between the text and its leader */
    if (b->at.glyph != at.glyph) {
        forbid(b);
        push(b, (struct kp_item){.type = ITEM_GLUE}, b->at);
    }
    b->at = at;
    forbid(b);
    int32_t least = sp->run->style->font_size * 3 / 2; /* shorter ones look like an accident */
    least = sp->object->width > least ? sp->object->width : least;
    push(b, (struct kp_item){.type = ITEM_GLUE, .width = least, .stretch = KP_FIL}, b->at);
    b->leader = true;
}

/* A word in a language, not an address or a piece of code, may have a hyphen. */
static bool is_word(const struct run *r)
{
    return r->node && !node_find_up(r->node, NODE_CODE) && !node_find_up(r->node, NODE_PRE) && !node_find_up(r->node, NODE_A) &&
        !node_find_up(r->node, NODE_SOURCEENTRY);
}

/* A name of a few ideographs in a text of letters, 浙江, is a word there: it does not part. */
static bool han_word(const struct build *b, const struct span *sp)
{
    enum { WORD = 4 };
    const char *lang = b->sp->para->n_runs ? b->sp->para->runs[0].lang : NULL;
    bool letters = lang && strncmp(lang, "zh", 2) != 0 && strncmp(lang, "ja", 2) != 0 && strncmp(lang, "ko", 2) != 0;
    return letters && sp->n_glyphs <= WORD && !b->opt->cut;
}

/* Where glyphs give too, a hyphen costs less: each one saved shows in the spaces, and few are needed. */
static int16_t hyphen_penalty(const struct build *b, const struct span *sp)
{
    return b->opt->justify && span_scaling(sp) ? HYPHEN_PENALTY_SCALED : HYPHEN_PENALTY;
}

/* A place where the line may be cut, or ideographs may part, before the glyph at hand. */
static void add_cut(struct build *b, const struct span *sp, const struct glyph *g)
{
    bool between = b->wide && (g->flags & GLYPH_WIDE), word = between && han_word(b, sp);
    if (between && b->opt->justify) {
        glue(b, 0, sp->font->size / WIDE_STRETCH, 0, (g->flags & GLYPH_BREAK) && !word);
        return;
    }
    if (b->leader || word)
        return;
    struct kp_item it = {.type = ITEM_PENALTY};
    if (g->flags & GLYPH_BREAK) {
        uint8_t last = b->any_glyph ? (uint8_t)b->text[b->last_byte] : 0;
        it.flagged = last == '-' || (last == 0xE2 && (uint8_t)b->text[b->last_byte + 2] == 0x90);
        it.penalty = g->flags & GLYPH_POOR ? POOR_PENALTY : it.flagged ? hyphen_penalty(b, sp) : 0;
    } else if (g->flags & (GLYPH_HYPHEN | GLYPH_SOFT | GLYPH_NAME)) {
        bool soft = g->flags & GLYPH_SOFT;
        if ((g->flags & GLYPH_NAME) && !soft && !b->opt->cut)
            return;
        enum hyphens h = sp->run->style->hyphens;
        if ((soft ? h == HYPHENS_NONE : h != HYPHENS_AUTO || !b->opt->hyphens) && !(b->opt->cut && is_word(sp->run)))
            return;
        const struct line_face *f = sp->face;
        it.flagged = true;
        it.penalty = soft ? SOFT_PENALTY : hyphen_penalty(b, sp);
        it.width = (int32_t)((int64_t)f->hyphen_advance * sp->font->size / f->pub.upem);
        it.protrude_right = b->opt->justify ? it.width / 2 : 0;
    } else {
        return;
    }
    flush(b);
    push(b, it, b->at);
}

/* Between the figures of a number, which is not cut. */
static bool in_number(const struct build *b)
{
    return is_figure(b->text[b->last_byte]) || is_figure(b->text[b->at.byte]);
}

/* What of a glyph may hang out: a Chinese sign that lost its white has none to give, nor has a dash of two squares. */
static int32_t edge_of(const struct span *sp, const struct glyph *g)
{
    int32_t size = sp->font->size;
    return sp->wide && (g->advance < size * 3 / 4 || g->advance > size * 3 / 2) ? 0 : g->advance;
}

static void add_glyph(struct build *b, const struct span *sp, const struct glyph *g)
{
    if (g->flags & GLYPH_SPACE) {
        int32_t space = sp->font->space.advance;
        if (b->begun || (g->flags & GLYPH_GLUED))
            glue(b, g->advance, space * SPACE_STRETCH / 100, space * SPACE_SHRINK / 100,
                 !(g->flags & GLYPH_GLUED));
        b->begun |= (g->flags & GLYPH_GLUED) != 0;
        b->wide = false;
        return;
    }
    if (g->flags && b->open)
        add_cut(b, sp, g);
    if (b->opt->cut && b->open && b->any_glyph && g->bytes && b->width + g->advance > b->opt->cut && !in_number(b)) {
        flush(b);
        push(b, (struct kp_item){.type = ITEM_PENALTY, .penalty = CUT_PENALTY}, b->at);
    }
    box_open(b);
    b->width += g->advance;
    if (g->bytes) {
        if (!b->any_glyph)
            b->first_byte = b->at.byte, b->first_advance = edge_of(sp, g);
        b->last_byte = b->at.byte, b->last_advance = edge_of(sp, g);
        b->any_glyph = true;
        b->give += sp->font->size * LETTER / 1000;
        b->scale += (int64_t)g->advance * span_scaling(sp);
        b->wide = g->flags & GLYPH_WIDE;
    }
}

static void add_text(struct build *b, const struct span *sp)
{
    const struct glyph *g = b->sp->glyphs + sp->glyph;
    if (sp->seam && b->open && sp->n_glyphs) {
        int32_t em = sp->font->size;
        glue(b, em / SEAM, em / 8, em / 16, g->flags & GLYPH_BREAK);
        b->wide = false;
    }
    for (uint32_t i = 0; i < sp->n_glyphs; i++) {
        add_glyph(b, sp, &g[i]);
        b->at.glyph++;
        b->at.byte += g[i].bytes;
    }
}

int32_t items_indent(const struct shaped *sp, int32_t width)
{
    const struct style *st = sp->para->style;
    if (st->text_indent_pct.unit == LEN_PCT)
        return (int32_t)((int64_t)st->text_indent_pct.v * width / 1024);
    return st->text_indent;
}

void items_build(struct items *out, const struct shaped *sp, const struct items_options *opt)
{
    struct build b = {.out = out, .sp = sp, .opt = opt, .text = sp->para->text};
    out->item.n = out->pos.n = 0;
    if (opt->indent && sp->n_spans)
        push(&b, (struct kp_item){.type = ITEM_BOX, .width = opt->indent}, b.at);
    bool any = false;
    for (uint32_t i = 0; i < sp->n_spans; i++) {
        const struct span *s = &sp->spans[i];
        b.at = (struct item_pos){i, s->glyph, s->start};
        if (s->kind == SPAN_TEXT) {
            add_text(&b, s);
        } else if (s->kind == SPAN_OBJECT) {
            add_object(&b, s);
            b.wide = false;
        } else {
            end_line(&b, opt->fill_last);
            any = true;
        }
    }
    b.at = (struct item_pos){sp->n_spans, sp->n_glyphs, sp->para->len};
    if (b.begun || (!any && sp->n_spans))
        end_line(&b, opt->fill_last);
    vec_push(&out->pos, b.at);
}
