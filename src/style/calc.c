/* calc.c: calc(), min(), max(), clamp(): sums of products of numbers, lengths and percentages (Values and Units Level 4, section 10).
 * Lengths are already known when this runs; a length and a percentage do not add. */
#include "style/internal.h"

enum { MAX_DEPTH = 32 };

struct calc {
    struct css_eval *e;
    struct css_cursor c;
    int depth;
};

static bool sum(struct calc *k, struct css_number *out);

static bool function(struct calc *k, const struct css_token *f, const struct css_token *end, struct css_number *out)
{
    const struct css_token *close = f + f->match;
    struct calc in = {k->e, {f + 1, close < end ? close : end}, k->depth + 1};
    bool lo = css_same(f->text, "min"), hi = css_same(f->text, "max"), both = css_same(f->text, "clamp");
    if (in.depth > MAX_DEPTH || (!css_same(f->text, "calc") && !lo && !hi && !both))
        return false;
    struct css_number v[3];
    int n = 0;
    do {
        if (!sum(&in, &v[n]) || (n && v[n].kind != v[0].kind))
            return false;
        if (n && (lo || hi)) {
            if (lo ? v[1].v < v[0].v : v[1].v > v[0].v)
                v[0] = v[1];
        } else {
            n++;
        }
        if (n == 3)
            break;
    } while ((lo || hi || both) && css_take_comma(&in.c));
    if (css_more(&in.c) || (both && n != 3))
        return false;
    if (both) {
        double x = v[1].v > v[2].v ? v[2].v : v[1].v;
        v[0].v = x < v[0].v ? v[0].v : x;
    }
    *out = v[0];
    return true;
}

static bool value(struct calc *k, struct css_number *out)
{
    if (!css_more(&k->c))
        return false;
    const struct css_token *t = k->c.t;
    if (t->kind == TOK_OPEN_PAREN) {
        const struct css_token *close = t + t->match;
        struct calc in = {k->e, {t + 1, close < k->c.end ? close : k->c.end}, k->depth + 1};
        k->c.t = css_after(t, k->c.end);
        return in.depth <= MAX_DEPTH && sum(&in, out) && !css_more(&in.c);
    }
    if (t->kind == TOK_FUNCTION) {
        k->c.t = css_after(t, k->c.end);
        return function(k, t, k->c.end, out);
    }
    return css_take_number(k->e, &k->c, out);
}

static bool product(struct calc *k, struct css_number *out)
{
    if (!value(k, out))
        return false;
    for (;;) {
        struct css_number by;
        struct css_cursor before = k->c; /* the space before a + must be left to sum() */
        bool times = css_take_delim(&k->c, '*');
        if (!times && !css_take_delim(&k->c, '/')) {
            k->c = before;
            return true;
        }
        if (!value(k, &by))
            return false;
        if (times && out->kind == NUM_NUMBER) {
            by.integer = by.integer && out->integer;
            by.v *= out->v;
            *out = by;
        } else if (by.kind == NUM_NUMBER && (times || by.v != 0)) {
            out->v = times ? out->v * by.v : out->v / by.v;
            out->integer = times && out->integer && by.integer;
        } else {
            return false;
        }
    }
}

/* The signs of a sum stand between spaces: "1em -2px" is two values. */
static bool sum(struct calc *k, struct css_number *out)
{
    if (!product(k, out))
        return false;
    for (;;) {
        const struct css_token *t = k->c.t;
        if (t >= k->c.end || t->kind != TOK_SPACE || t + 2 >= k->c.end || t[1].kind != TOK_DELIM ||
            (t[1].c != '+' && t[1].c != '-') || t[2].kind != TOK_SPACE)
            return true;
        struct css_number add;
        k->c.t = t + 2;
        if (!product(k, &add) || add.kind != out->kind)
            return false;
        out->v += t[1].c == '+' ? add.v : -add.v;
        out->integer = out->integer && add.integer;
    }
}

bool css_calc(struct css_eval *e, const struct css_token *f, const struct css_token *end, struct css_number *out)
{
    struct calc k = {e, {f, end}, 0};
    return function(&k, f, end, out) && out->v > -1e12 && out->v < 1e12; /* no infinity, no NaN */
}
