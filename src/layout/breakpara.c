/* A shaped paragraph is broken for a measure: first without hyphens and strictly, then with them, then as it can be. */
#include "layout/line.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_NARROW = 1000 /* lines beside a float */, STRICT = 40, LENIENT = 400, RAGGED = 270 };

static bool is_justified(const struct style *st)
{
    return st->text_align == ALIGN_JUSTIFY;
}

/* How the last line and those before a forced break stand. */
static enum text_align last_align(const struct style *st)
{
    if (st->text_align_last != ALIGN_START)
        return st->text_align_last;
    return st->text_align == ALIGN_JUSTIFY || st->text_align == ALIGN_START ? ALIGN_LEFT : st->text_align;
}

static bool has_leader(const struct para *p)
{
    for (size_t i = 0; i < p->n_objects; i++)
        if (p->objects[i].kind == OBJECT_LEADER)
            return true;
    return false;
}

static size_t measure_widths(const struct measure *m, int32_t **widths, struct arena *a)
{
    size_t narrow = m->n_first < MOST_NARROW ? m->n_first : MOST_NARROW;
    *widths = arena_array(a, narrow + 1, sizeof **widths);
    for (size_t i = 0; i < narrow; i++)
        (*widths)[i] = m->first_width;
    (*widths)[narrow] = m->width;
    return narrow + 1;
}

/* What a good line is. Justified: stretch and hyphens weigh as measured over long French texts: word spaces vary by an
 * eighth, and one line in six is hyphenated, at 160 mm. Ragged: the edge gives, spaces do not. */
static struct kp_params params_for(const struct style *st, const struct measure *m, bool justify)
{
    struct kp_params par = {.tolerance = STRICT, .line_penalty = 10, .hyphen_demerits = 20000, .fitness_demerits = 10000,
        .final_hyphen_demerits = 10000, .stack_demerits = 300000000, .looseness = m->looseness, .short_last = 3 * st->font_size,
        .short_demerits = 20000};
    if (!justify) {
        par.line_stretch = m->width / 8 > 2 * st->font_size ? m->width / 8 : 2 * st->font_size;
        par.tolerance = st->text_align == ALIGN_CENTER ? KP_ANY : RAGGED;
    }
    return par;
}

/* The widest piece between two places for a break: a narrower line cannot hold it. */
static int64_t widest(const struct items *items)
{
    int64_t piece = 0, most = 0;
    for (size_t i = 0; i < items->item.n; i++) {
        const struct kp_item *it = &items->item.v[i];
        if (it->type == ITEM_PENALTY ? it->penalty < KP_INF : it->type == ITEM_GLUE && i && items->item.v[i - 1].type == ITEM_BOX)
            piece = 0;
        else if (it->type == ITEM_BOX || it->stretch < KP_FIL)
            piece += it->width;
        most = piece > most ? piece : most;
    }
    return most;
}

/* A word of three letters or fewer ends at this byte: an article, a preposition, which should not end a line of a title. */
static bool after_short_word(const struct para *p, uint32_t byte)
{
    const char *s = p->text + byte;
    int letters = 0;
    while (s > p->text) {
        uint32_t c = utf8_before(p->text, s, &s);
        if (c == ' ' || c == 0xA0 || c == 0x2019)
            return letters > 0;
        if (!((c | 32) >= 'a' && (c | 32) <= 'z') && !(c >= 0xC0 && c <= 0x17F))
            return false;
        if (++letters > 3)
            return false;
    }
    return false;
}

/* Neither the spaces after short words nor the hyphens of a name give a break any more. */
static void bind_words(struct items *items, const struct para *p)
{
    for (size_t i = 1; i < items->item.n; i++) {
        struct kp_item *it = &items->item.v[i];
        uint32_t byte = items->pos.v[i].byte;
        if (it->type == ITEM_GLUE && it[-1].type == ITEM_BOX && it->stretch < KP_FIL && after_short_word(p, byte))
            *it = (struct kp_item){.type = ITEM_BOX, .width = it->width};
        else if (it->type == ITEM_PENALTY && it->penalty > -KP_INF && byte > 0 && p->text[byte - 1] == '-')
            it->penalty = KP_INF;
    }
}

/* Two lines part at a colon, where the sense does, unless one would be under a third of the other. */
static void part_at_colon(const struct items *items, const struct para *p, int32_t width, uint32_t *breaks)
{
    const struct kp_item *it = items->item.v;
    int64_t all = 0, left = 0;
    for (size_t i = 0; i < breaks[1]; i++)
        all += it[i].type == ITEM_PENALTY ? 0 : it[i].width;
    for (size_t i = 0; i < breaks[1]; i++) {
        int64_t right = all - left - it[i].width;
        uint32_t byte = items->pos.v[i].byte;
        if (it[i].type == ITEM_GLUE && byte > 0 && p->text[byte - 1] == ':' && left <= width && right <= width && 3 * left >= right && 3 * right >= left)
            breaks[0] = (uint32_t)i;
        left += it[i].type == ITEM_PENALTY ? 0 : it[i].width;
    }
}

/* Even lines, no more of them than need be (CSS Text 4, text-wrap: balance): set line by line in the narrowest measure that gives no
 * more lines than the whole one does. 0: one line, or too many for the eye to compare. */
static size_t balance(const struct shaped *sp, const struct items_options *opt, int32_t width, uint32_t **breaks)
{
    enum { MOST_LINES = 8 };
    struct items *items = &sp->shaper->items;
    struct arena *a = sp->shaper->scratch;
    size_t n = kp_first_fit(items->item.v, items->item.n, &width, 1, a, breaks);
    if (n < 2 || n > MOST_LINES)
        return 0;
    bind_words(items, sp->para);
    if (kp_first_fit(items->item.v, items->item.n, &width, 1, a, breaks) > n || widest(items) > width)
        items_build(items, sp, opt); /* not at the price of a line, or of the measure */
    int64_t word = widest(items);
    int32_t lo = word < width / 4 ? width / 4 : word < width ? (int32_t)word - 1 : width, hi = width;
    while (hi - lo > PT) {
        int32_t mid = lo + (hi - lo) / 2;
        if (kp_first_fit(items->item.v, items->item.n, &mid, 1, a, breaks) > n)
            lo = mid;
        else
            hi = mid;
    }
    n = kp_first_fit(items->item.v, items->item.n, &hi, 1, a, breaks);
    if (n == 2)
        part_at_colon(items, sp->para, width, *breaks);
    return n;
}

/* The passes; the items are those of the last one tried. */
static size_t choose(const struct shaped *sp, const struct measure *m, struct items_options *opt, uint32_t **breaks)
{
    struct shaper *s = sp->shaper;
    struct items *items = &s->items;
    const struct style *st = sp->para->style;
    int32_t *widths;
    size_t n_widths = measure_widths(m, &widths, s->scratch), n;
    struct kp_params par = params_for(st, m, opt->justify);
    if (m->greedy || st->text_wrap == WRAP_FIRST_FIT) { /* plain setting, to be compared with: no line looks at another */
        opt->hyphens = st->hyphens == HYPHENS_AUTO && !m->greedy;
        opt->justify = false; /* edges straight, spaces at their natural width */
        items_build(items, sp, opt);
        return kp_first_fit(items->item.v, items->item.n, widths, n_widths, s->scratch, breaks);
    }
    items_build(items, sp, opt);
    if (st->text_wrap == WRAP_BALANCE && !opt->justify && n_widths == 1 && !m->looseness) {
        n = balance(sp, opt, widths[0], breaks);
        if (n)
            return n;
    }
    n = kp_break(items->item.v, items->item.n, widths, n_widths, &par, s->scratch, breaks);
    if (n)
        return n;
    if (st->hyphens == HYPHENS_AUTO && !has_leader(sp->para)) {
        opt->hyphens = true;
        items_build(items, sp, opt);
        par.tolerance = LENIENT;
        n = kp_break(items->item.v, items->item.n, widths, n_widths, &par, s->scratch, breaks);
        if (n)
            return n;
    }
    par.tolerance = KP_ANY;
    par.force = true;
    if (opt->justify)
        par.line_stretch = st->font_size;
    if (m->width > st->font_size && !has_leader(sp->para) && widest(items) > m->width + st->font_size / 3) { /* a hair too much is borne */
        opt->cut = m->width - opt->indent;
        items_build(items, sp, opt);
    }
    return kp_break(items->item.v, items->item.n, widths, n_widths, &par, s->scratch, breaks);
}

/* First box of the line that follows the break at b. */
static size_t line_start(const struct items *items, size_t b)
{
    size_t i = b + 1;
    while (i < items->item.n && items->item.v[i].type != ITEM_BOX && items->item.v[i].penalty > -KP_INF)
        i++;
    return i;
}

static void set_hangs(const struct items *items, size_t start, size_t b, struct line_setting *set)
{
    const struct kp_item *it = items->item.v;
    set->hang_left = start < items->item.n && it[start].type == ITEM_BOX ? it[start].protrude_left : 0;
    set->hyphen = it[b].type == ITEM_PENALTY && it[b].flagged && it[b].width;
    set->hang_right = set->hyphen ? it[b].protrude_right : 0;
    for (size_t i = b; !set->hyphen && i-- > start;)
        if (it[i].type == ITEM_BOX) {
            set->hang_right = it[i].protrude_right;
            break;
        }
}

static void set_line(const struct shaped *sp, struct arena *a, const struct measure *m, const struct items_options *opt, size_t start,
                     size_t b, struct lines *out)
{
    const struct items *items = &sp->shaper->items;
    const struct kp_item *end = &items->item.v[b];
    const struct style *st = sp->para->style;
    uint32_t i = out->n++;
    struct line *line = &out->lines[i];
    struct line_setting set = {.width = i < m->n_first ? m->first_width : m->width, .shift = i < m->n_first ? m->first_shift : 0,
                               .indent = i ? 0 : opt->indent, .justify = opt->justify};
    set.last = end->type == ITEM_PENALTY && end->penalty <= -KP_INF;
    set.align = set.last ? last_align(st) : st->text_align;
    if (set.last && st->padding[RIGHT].unit == LEN_ABS && has_leader(sp->para)) /* the number that a leader leads to stands at the very edge, */
        set.width += st->padding[RIGHT].v;                                      /* with no text of other lines above it */
    if (set.last && set.align == ALIGN_JUSTIFY)
        set.last = false; /* filled like the others */
    set_hangs(items, start, b, &set);
    setline(sp, a, items->pos.v[start], items->pos.v[b], &set, line);
    line->last = end->type == ITEM_PENALTY && end->penalty <= -KP_INF;
    line->start = i ? out->lines[i - 1].end : 0;
    line->end = b + 1 == items->item.n ? sp->para->len : items->pos.v[line_start(items, b)].byte;
    int32_t excess = line->width - (set.width - set.indent + set.hang_left + set.hang_right);
    if (excess > out->overfull && excess > 96) /* a tenth of a point: rounding */
        out->overfull = excess;
}

struct lines *shaped_break(const struct shaped *sp, struct arena *a, const struct measure *m)
{
    struct shaper *s = sp->shaper;
    struct lines *out = arena_alloc(a, sizeof *out);
    struct items_options opt = {.justify = is_justified(sp->para->style) && !m->greedy, .indent = items_indent(sp, m->width)};
    /* centred lines are balanced: the last is no shorter than need be */
    const struct style *st = sp->para->style;
    opt.fill_last = st->text_align_last != ALIGN_JUSTIFY && st->text_align != ALIGN_CENTER;
    if (arena_bytes(s->scratch) > 1 << 20) {
        arena_drop(s->scratch);
        s->scratch = arena_new();
    }
    uint32_t *breaks = NULL;
    size_t n = choose(sp, m, &opt, &breaks);
    if (!n)
        return out;
    opt.justify = is_justified(sp->para->style);
    out->lines = arena_array(a, n, sizeof *out->lines);
    size_t start = 0;
    for (size_t i = 0; i < n; i++) {
        set_line(sp, a, m, &opt, start, breaks[i], out);
        start = line_start(&s->items, breaks[i]);
    }
    return out;
}

void shaped_widths(const struct shaped *sp, int32_t *min, int32_t *max)
{
    struct items *items = &sp->shaper->items;
    struct items_options opt = {.indent = sp->para->style->text_indent, .fill_last = true};
    items_build(items, sp, &opt);
    int64_t line = 0, piece = 0, widest = 0, narrowest = 0, gap = 0;
    bool after_box = false;
    for (size_t i = 0; i < items->item.n; i++) {
        const struct kp_item *it = &items->item.v[i];
        bool breaks = it->type == ITEM_GLUE ? after_box : it->type == ITEM_PENALTY && it->penalty < KP_INF;
        if (breaks) {
            int64_t here = piece + (it->type == ITEM_PENALTY ? it->width : 0);
            narrowest = here > narrowest ? here : narrowest;
            piece = gap = 0;
        }
        if (it->type == ITEM_PENALTY && it->penalty <= -KP_INF) {
            widest = line > widest ? line : widest;
            line = 0;
        }
        if (it->type == ITEM_BOX)
            piece += gap + it->width, gap = 0;
        else if (it->type == ITEM_GLUE && !breaks)
            gap += it->width;
        line += it->type == ITEM_PENALTY ? 0 : it->width;
        after_box = it->type == ITEM_BOX;
    }
    *min = (int32_t)(narrowest < INT32_MAX / 2 ? narrowest : INT32_MAX / 2);
    *max = (int32_t)(widest < INT32_MAX / 2 ? widest : INT32_MAX / 2);
}
