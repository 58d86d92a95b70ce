/* value.c: the small parts of values: keywords, numbers and lengths, strings. Each function takes what it knows at the cursor and
 * leaves the cursor where it stood otherwise. CSS pixels are 0.75 pt (Values and Units Level 4). */
#include "style/internal.h"

#include <string.h>

bool css_more(struct css_cursor *c)
{
    c->t = css_skip_space(c->t, c->end);
    return c->t < c->end;
}

bool css_take(struct css_cursor *c, const char *ident)
{
    if (!css_more(c) || !css_is(c->t, ident))
        return false;
    c->t++;
    return true;
}

bool css_take_comma(struct css_cursor *c)
{
    if (!css_more(c) || c->t->kind != TOK_COMMA)
        return false;
    c->t++;
    return true;
}

bool css_take_delim(struct css_cursor *c, uint32_t d)
{
    if (!css_more(c) || c->t->kind != TOK_DELIM || c->t->c != d)
        return false;
    c->t++;
    return true;
}

bool css_take_keyword(struct css_cursor *c, const struct css_keyword *k, int *out)
{
    if (!css_more(c) || c->t->kind != TOK_IDENT)
        return false;
    for (; k->name; k++)
        if (css_same(c->t->text, k->name)) {
            *out = k->value;
            c->t++;
            return true;
        }
    return false;
}

bool css_take_string(struct css_cursor *c, const char **out)
{
    if (!css_more(c) || c->t->kind != TOK_STRING)
        return false;
    *out = c->t++->text;
    return true;
}

/* em of the font-size property is the parent's. */
static int32_t em_of(const struct css_eval *e)
{
    return e->phase == PHASE_EARLY ? e->parent->style.font_size : e->out->style.font_size;
}

bool css_unit(const struct css_eval *e, double v, const char *unit, struct css_number *out)
{
    static const struct {
        const char *name;
        double pt;
    } absolute[] = {{"pt", 1},  {"px", 0.75}, {"mm", 72 / 25.4}, {"cm", 72 / 2.54},
                    {"in", 72}, {"pc", 12},   {"q", 72 / 101.6}};
    double em = em_of(e), one = -1;
    for (size_t i = 0; i < sizeof absolute / sizeof *absolute; i++)
        if (css_same(unit, absolute[i].name))
            one = absolute[i].pt * PT;
    if (css_same(unit, "em") || css_same(unit, "ic"))
        one = em;
    else if (css_same(unit, "rem"))
        one = e->root_size;
    else if (css_same(unit, "ex") || css_same(unit, "ch"))
        one = em / 2;
    else if (css_same(unit, "cap"))
        one = em * 0.7;
    else if (css_same(unit, "vw") || css_same(unit, "vi"))
        one = e->page_w / 100.0;
    else if (css_same(unit, "vh") || css_same(unit, "vb"))
        one = e->page_h / 100.0;
    else if (css_same(unit, "vmin"))
        one = (e->page_w < e->page_h ? e->page_w : e->page_h) / 100.0;
    else if (css_same(unit, "vmax"))
        one = (e->page_w > e->page_h ? e->page_w : e->page_h) / 100.0;
    else if (css_same(unit, "lh"))
        one = em * 1.4;
    *out = (struct css_number){v * one, NUM_LENGTH, false};
    return one >= 0;
}

bool css_take_number(struct css_eval *e, struct css_cursor *c, struct css_number *out)
{
    if (!css_more(c))
        return false;
    const struct css_token *t = c->t;
    switch (t->kind) {
    case TOK_NUMBER: *out = (struct css_number){t->num, NUM_NUMBER, t->integer}; break;
    case TOK_PERCENTAGE: *out = (struct css_number){t->num, NUM_PERCENT, false}; break;
    case TOK_DIMENSION:
        if (!css_unit(e, t->num, t->text, out))
            return false;
        break;
    case TOK_FUNCTION:
        if (!css_calc(e, t, c->end, out))
            return false;
        break;
    default: return false;
    }
    c->t = css_after(t, c->end);
    return true;
}

/* Lengths are held to 20 m: no sum of a page's worth of them can overflow. */
static int32_t clamp(double v)
{
    const double most = 58000000;
    v = v > most ? most : v < -most ? -most : v;
    return (int32_t)(v + (v < 0 ? -0.5 : 0.5));
}

bool css_take_length(struct css_eval *e, struct css_cursor *c, int flags, struct len *out)
{
    struct css_cursor was = *c;
    struct css_number n;
    if (!css_take_number(e, c, &n))
        return false;
    bool good =
        n.kind == NUM_LENGTH || (n.kind == NUM_PERCENT && (flags & LEN_PERCENT)) || (n.kind == NUM_NUMBER && n.v == 0);
    if (!good || (n.v < 0 && !(flags & LEN_NEGATIVE))) {
        *c = was;
        return false;
    }
    *out = n.kind == NUM_PERCENT ? (struct len){clamp(n.v * 1024 / 100), LEN_PCT} : (struct len){clamp(n.v), LEN_ABS};
    return true;
}

bool css_take_integer(struct css_eval *e, struct css_cursor *c, int32_t *out)
{
    struct css_cursor was = *c;
    struct css_number n;
    if (css_take_number(e, c, &n) && n.kind == NUM_NUMBER && n.integer && n.v < 1e9 && n.v > -1e9) {
        *out = (int32_t)n.v;
        return true;
    }
    *c = was;
    return false;
}

const char *css_intern(struct css_eval *e, const char *s)
{
    const char *known = map_find(e->strings, s);
    if (known)
        return known;
    char *copy = arena_strdup(e->a, s);
    map_put(e->strings, s, copy);
    return copy;
}
