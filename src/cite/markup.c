/* The markup people write in fields: <i>, <b>, <sup>, <sub>, <sc>, <span …>, and quotation marks, straight or curly. Marks are told by
 * what stands beside them, paired with a stack that no tag crosses, and become spans; what pairs with nothing stays text, and a lone
 * straight single mark is an apostrophe. */
#include "cite/internal.h"

#include <stdlib.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>

enum token_kind { T_TEXT, T_TAG, T_QUOTE };
enum tag { TAG_I, TAG_B, TAG_SUP, TAG_SUB, TAG_SC, TAG_SPAN, TAG_SPAN_SC, TAG_SPAN_NOCASE, TAG_SPAN_NODECOR };
enum quote { Q_DOUBLE, Q_SINGLE, Q_CURLY_DOUBLE, Q_CURLY_SINGLE };
struct token {
    enum token_kind kind;
    int what;
    bool opens, closes;
    const char *s;
    size_t n;
    int match; /* index of the partner; -1: none */
};
struct tokens {
    struct token *v;
    size_t n, cap;
};

static bool tag_at(const char *s, struct token *t)
{
    static const struct {
        const char *text;
        enum tag tag;
        bool opens;
    } tags[] = {{"<i>", TAG_I, true},     {"</i>", TAG_I, false},      {"<b>", TAG_B, true},
                {"</b>", TAG_B, false},   {"<sup>", TAG_SUP, true},    {"</sup>", TAG_SUP, false},
                {"<sub>", TAG_SUB, true}, {"</sub>", TAG_SUB, false},  {"<sc>", TAG_SC, true},
                {"</sc>", TAG_SC, false}, {"</span>", TAG_SPAN, false}};
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
        size_t n = strlen(tags[i].text);
        if (strncmp(s, tags[i].text, n) == 0) {
            *t = (struct token){T_TAG, tags[i].tag, tags[i].opens, !tags[i].opens, s, n, -1};
            return true;
        }
    }
    if (strncmp(s, "<span ", 6) != 0)
        return false;
    const char *end = strchr(s, '>');
    if (!end || end - s > 200)
        return false;
    char *copy = xmalloc((size_t)(end - s) + 1);
    memcpy(copy, s, (size_t)(end - s));
    copy[end - s] = 0;
    int what = strstr(copy, "small-caps") ? TAG_SPAN_SC
               : strstr(copy, "nocase")   ? TAG_SPAN_NOCASE
               : strstr(copy, "nodecor")  ? TAG_SPAN_NODECOR
                                          : TAG_SPAN;
    free(copy);
    *t = (struct token){T_TAG, what, true, false, s, (size_t)(end - s) + 1, -1};
    return true;
}

static bool opens_after(uint32_t c)
{
    return !c || u_is_white(c) || strchr("([{<-/\"'", (int)(c < 128 ? c : 1)) || c == 0x2013 || c == 0x2014 ||
           c == 0x201c || c == 0x2018 || c == 0xab || c == 0xbf || c == 0xa1;
}

/* before, after: the characters beside, tags left out; 0: none. */
static bool quote_at(const char *s, const char *end, uint32_t before, uint32_t after, struct token *t)
{
    const char *p = s;
    uint32_t c = utf8_next(&p, end);
    bool left = opens_after(before) && after && !u_is_white(after);
    bool right = before && !u_is_white(before) && !u_is_alnum(after);
    *t = (struct token){T_QUOTE, 0, left, right, s, (size_t)(p - s), -1};
    switch (c) {
    case '"': t->what = Q_DOUBLE; return true;
    case '\'': t->what = Q_SINGLE; return true;
    case 0x201c: t->what = Q_CURLY_DOUBLE, t->opens = true, t->closes = false; return true;
    case 0x201d: t->what = Q_CURLY_DOUBLE, t->opens = false, t->closes = true; return true;
    case 0x2018: t->what = Q_CURLY_SINGLE, t->opens = left, t->closes = false; return true;
    case 0x2019: t->what = Q_CURLY_SINGLE, t->opens = false, t->closes = right; return true;
    default: return false;
    }
}

static uint32_t char_after(const char *p, const char *end)
{
    struct token tag;
    while (p < end && *p == '<' && tag_at(p, &tag))
        p += tag.n;
    return p < end ? utf8_next(&p, end) : 0;
}

enum quotes { QUOTES_NONE, QUOTES_STRAIGHT, QUOTES_ALL };

static void split(const char *s, struct tokens *out, enum quotes quotes)
{
    const char *p = s, *end = s + strlen(s), *from = s;
    uint32_t before = 0;
    while (p < end) {
        struct token t;
        const char *q = p;
        uint32_t c = utf8_next(&q, end);
        bool special = c == '<' ? tag_at(p, &t)
                                : (quotes == QUOTES_ALL || (quotes && c < 128)) &&
                                      quote_at(p, end, before, char_after(q, end), &t);
        if (special && from < p)
            vec_push(out, (struct token){T_TEXT, 0, false, false, from, (size_t)(p - from), -1});
        if (special) {
            vec_push(out, t);
            p = from = t.s + t.n;
            if (t.kind == T_QUOTE)
                before = c;
        } else {
            p = q;
            before = c;
        }
    }
    if (from < end)
        vec_push(out, (struct token){T_TEXT, 0, false, false, from, (size_t)(end - from), -1});
}

static bool same_tag(int open, int close)
{
    return open == close ||
           (close == TAG_SPAN && (open == TAG_SPAN_SC || open == TAG_SPAN_NOCASE || open == TAG_SPAN_NODECOR));
}

/* Two marks side by side quote nothing, and 'n' is a word with two apostrophes. */
static bool holds_nothing(const struct tokens *t, int from, int to)
{
    const struct token *k = &t->v[from + 1];
    return to == from + 1 || (to == from + 2 && t->v[from].what == Q_SINGLE && k->kind == T_TEXT && k->n == 1);
}

static void pair(struct tokens *t)
{
    enum { DEEPEST = 64 };
    int stack[DEEPEST], n = 0;
    for (int i = 0; i < (int)t->n; i++) {
        struct token *k = &t->v[i];
        if (k->kind == T_TEXT)
            continue;
        if (k->closes) {
            int j = n - 1;
            for (; j >= 0; j--) {
                const struct token *o = &t->v[stack[j]];
                if (k->kind == T_QUOTE && o->kind == T_TAG) {
                    j = -1;
                    break;
                }
                if (o->kind == k->kind && (k->kind == T_TAG ? same_tag(o->what, k->what) : o->what == k->what))
                    break;
            }
            if (j >= 0 && k->kind == T_QUOTE && holds_nothing(t, stack[j], i))
                j = -1;
            if (j >= 0) {
                t->v[stack[j]].match = i;
                k->match = stack[j];
                n = j;
                continue;
            }
        }
        if (k->opens && n < DEEPEST)
            stack[n++] = i;
    }
}

static struct rich *open_token(struct arena *a, const struct token *t)
{
    struct rich *r = rich_span(a);
    r->data = true;
    if (t->kind == T_QUOTE) {
        r->kind = RICH_QUOTED;
        return r;
    }
    switch (t->what) {
    case TAG_I: r->f.style = FONT_ITALIC; break;
    case TAG_B: r->f.weight = WEIGHT_BOLD; break;
    case TAG_SUP: r->f.align = ALIGN_SUP, r->nocase = true; break;
    case TAG_SUB: r->f.align = ALIGN_SUB, r->nocase = true; break;
    case TAG_SC:
    case TAG_SPAN_SC: r->f.variant = VARIANT_SMALL_CAPS, r->nocase = true; break;
    case TAG_SPAN_NODECOR:
        r->f = (struct format){FONT_NORMAL, VARIANT_NORMAL, WEIGHT_NORMAL, DECORATION_NONE, 0};
        r->nocase = true;
        break;
    case TAG_SPAN_NOCASE: r->nocase = true; break;
    default: break;
    }
    return r;
}

/* Superscript letters and figures of Unicode are set as raised ones: fonts seldom have them all. */
static bool raised(uint32_t c, struct buf *out)
{
    if (c < 0xaa || u_getIntPropertyValue((UChar32)c, UCHAR_DECOMPOSITION_TYPE) != U_DT_SUPER)
        return false;
    UErrorCode err = U_ZERO_ERROR;
    UChar d[8];
    int32_t n = unorm2_getDecomposition(unorm2_getNFKCInstance(&err), (UChar32)c, d, 8, &err);
    if (U_FAILURE(err) || n <= 0)
        return false;
    for (int32_t i = 0; i < n; i++) {
        UChar32 k = d[i];
        if (U16_IS_LEAD(k) && i + 1 < n)
            k = U16_GET_SUPPLEMENTARY(k, d[i + 1]), i++;
        buf_addu(out, (uint32_t)k);
    }
    return true;
}

static void add_piece(struct arena *a, struct rich *parent, struct buf *b, bool up, bool data)
{
    if (!b->len)
        return;
    struct rich *t = rich_text(a, b->data);
    t->data = data;
    if (up) {
        struct rich *s = rich_span(a);
        s->f.align = ALIGN_SUP;
        s->nocase = true;
        rich_append(s, t);
        t = s;
    }
    rich_append(parent, t);
    buf_clear(b);
}

static void add_text(struct arena *a, struct rich *parent, const char *s, size_t n, bool data)
{
    struct buf b = {0}, up = {0};
    for (const char *p = s, *end = s + n; p < end;) {
        uint32_t c = utf8_next(&p, end);
        if (!raised(c, &up)) {
            buf_addu(&b, c);
            continue;
        }
        add_piece(a, parent, &b, false, data);
        add_piece(a, parent, &up, true, data);
    }
    add_piece(a, parent, &b, false, data);
    buf_drop(&b);
    buf_drop(&up);
}

static struct rich *parse(struct arena *a, const char *s, bool data, enum quotes quotes)
{
    struct tokens t = {0};
    split(s, &t, quotes);
    pair(&t);
    struct rich *top = rich_span(a), *at = top;
    top->data = top->field = data;
    for (size_t i = 0; i < t.n; i++) {
        const struct token *k = &t.v[i];
        if (k->kind != T_TEXT && k->match > (int)i) {
            struct rich *r = open_token(a, k);
            rich_append(at, r);
            at = r;
        } else if (k->kind != T_TEXT && k->match >= 0) {
            at = at->parent;
        } else if (k->kind == T_QUOTE && k->what == Q_SINGLE) {
            add_text(a, at, "\xe2\x80\x99", 3, data);
        } else {
            add_text(a, at, k->s, k->n, data);
        }
    }
    vec_drop(&t);
    return top;
}

struct rich *rich_parse(struct arena *a, const char *s, bool data)
{
    return parse(a, s, data, data ? QUOTES_ALL : QUOTES_NONE);
}

struct rich *rich_parse_straight(struct arena *a, const char *s)
{
    return parse(a, s, true, QUOTES_STRAIGHT);
}
