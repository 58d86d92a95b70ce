/* selector.c: reads selectors (Selectors Level 4, the part that paper and books need). An unknown one makes its whole list invalid,
 * as the specification has it; a name that the vocabulary lacks only can never match. */
#include "style/internal.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_COMPOUNDS = 32, MAX_NESTING = 8, MAX_SIMPLE = 64 };

struct sel_parser {
    struct arena *a;
    const char *file;
    struct diag *diag;
    int depth;
};
struct simple_list {
    struct css_simple *v;
    size_t n, cap;
};
struct selector_list {
    struct css_selector *v;
    size_t n, cap;
};

static bool parse_list(struct sel_parser *p, struct css_span s, bool inner, struct selector_list *out);

static bool fail(struct sel_parser *p, const struct css_token *t, const char *what, const char *name)
{
    diag_add(p->diag, D_CSS_SELECTOR, (struct src){p->file, t->line, t->col}, what, name);
    return false;
}

static const char *raw(struct sel_parser *p, const struct css_token *t)
{
    return t->kind == TOK_EOF ? "the end" : arena_strndup(p->a, t->raw, (size_t)t->raw_len);
}

static enum node_kind kind_of(const char *name)
{
    for (int k = 1; k < NODE_KIND_COUNT; k++)
        if (css_same(node_name((enum node_kind)k), name))
            return (enum node_kind)k;
    return NODE_KIND_COUNT;
}

static struct css_simple type_selector(struct sel_parser *p, const struct css_token *t)
{
    enum node_kind k = kind_of(t->text);
    if (k != NODE_KIND_COUNT)
        return (struct css_simple){.kind = SEL_TYPE, .type = k};
    const char *names[NODE_KIND_COUNT];
    for (int i = 1; i < NODE_KIND_COUNT; i++)
        names[i - 1] = node_name((enum node_kind)i);
    const char *near = css_nearest(t->text, names, NODE_KIND_COUNT - 1);
    struct src src = {p->file, t->line, t->col};
    if (near)
        diag_add(p->diag, D_CSS_SELECTOR, src, "the vocabulary has no element '%s'; did you mean '%s'?", t->text, near);
    else
        diag_add(p->diag, D_CSS_SELECTOR, src, "the vocabulary has no element '%s'", t->text);
    return (struct css_simple){.kind = SEL_NEVER};
}

/* "[" name (op value flag?)? "]" */
static bool attribute(struct sel_parser *p, const struct css_token *open, const struct css_token *close,
                      struct css_simple *out)
{
    const struct css_token *t = css_skip_space(open + 1, close);
    *out = (struct css_simple){.kind = SEL_ATTR};
    if (t >= close || t->kind != TOK_IDENT)
        return fail(p, open, "an attribute selector needs a name", "");
    out->name = t->text;
    if (t + 2 < close && t[1].kind == TOK_DELIM && t[1].c == '|' && t[2].kind == TOK_IDENT) { /* xml|lang */
        out->name = t[2].text;
        t += 2;
    }
    t = css_skip_space(t + 1, close);
    if (t >= close)
        return true;
    out->op = '=';
    if (t->kind == TOK_DELIM && t->c != '=') {
        out->op = t->c < 128 ? (char)t->c : '?';
        t++;
    }
    if (!strchr("=~|^$*", out->op) || t >= close || t->kind != TOK_DELIM || t->c != '=')
        return fail(p, open, "an attribute selector compares with = ~= |= ^= $= or *=", "");
    t = css_skip_space(t + 1, close);
    if (t >= close || (t->kind != TOK_IDENT && t->kind != TOK_STRING))
        return fail(p, open, "the value of an attribute selector must be a name or stand in quotes", "");
    out->value = t->text;
    t = css_skip_space(t + 1, close);
    if (t < close && (css_is(t, "i") || css_is(t, "s"))) {
        out->icase = css_is(t, "i");
        t = css_skip_space(t + 1, close);
    }
    return t >= close || fail(p, t, "'%s' is too much in an attribute selector", raw(p, t));
}

static bool integer_text(const char *s, int32_t *out)
{
    char *end;
    long v = strtol(s, &end, 10);
    if (end == s || *end || v > 1000000 || v < -1000000)
        return false;
    *out = (int32_t)v;
    return true;
}

/* an+b (CSS Syntax Level 3, section 6), read from its text: the tokens cut it at odd places. */
static bool nth(struct css_span s, int32_t *a, int32_t *b)
{
    char text[64];
    size_t n = 0;
    for (const struct css_token *t = s.t; t < s.end; t++) {
        if (t->kind == TOK_SPACE)
            continue;
        if (n + (size_t)t->raw_len >= sizeof text)
            return false;
        for (int i = 0; i < t->raw_len; i++)
            text[n++] = (char)(t->raw[i] >= 'A' && t->raw[i] <= 'Z' ? t->raw[i] + 32 : t->raw[i]);
    }
    text[n] = 0;
    *a = 2;
    *b = !strcmp(text, "odd");
    if (*b || !strcmp(text, "even"))
        return true;
    char *x = strchr(text, 'n');
    *a = 0;
    if (!x)
        return integer_text(text, b);
    *x = 0;
    *b = 0;
    if (!*text || !strcmp(text, "+") || !strcmp(text, "-"))
        *a = *text == '-' ? -1 : 1;
    else if (!integer_text(text, a))
        return false;
    return !x[1] || ((x[1] == '+' || x[1] == '-') && integer_text(x + 1, b));
}

static bool list_function(struct sel_parser *p, const struct css_token *t, struct css_span arg,
                          enum css_simple_kind kind, struct css_simple *out)
{
    if (++p->depth > MAX_NESTING)
        return fail(p, t, "':%s()' is nested too deeply", t->text);
    struct selector_list list = {0};
    bool good = parse_list(p, arg, true, &list);
    p->depth--;
    *out = (struct css_simple){.kind = kind, .n_list = list.n};
    if (good) {
        out->list = arena_array(p->a, list.n, sizeof *list.v);
        memcpy(out->list, list.v, list.n * sizeof *list.v);
    }
    vec_drop(&list);
    return good;
}

static bool function(struct sel_parser *p, const struct css_token *t, const struct css_token *end,
                     struct css_simple *out)
{
    static const struct {
        const char *name;
        enum css_simple_kind kind;
    } nths[] = {{"nth-child", SEL_NTH_CHILD},
                {"nth-last-child", SEL_NTH_LAST_CHILD},
                {"nth-of-type", SEL_NTH_OF_TYPE},
                {"nth-last-of-type", SEL_NTH_LAST_OF_TYPE}},
      lists[] = {{"not", SEL_NOT}, {"is", SEL_IS}, {"matches", SEL_IS}, {"where", SEL_WHERE}};
    const struct css_token *close = t + t->match;
    struct css_span arg = css_trim((struct css_span){t + 1, close < end ? close : end});
    for (size_t i = 0; i < sizeof nths / sizeof *nths; i++)
        if (css_same(t->text, nths[i].name)) {
            *out = (struct css_simple){.kind = nths[i].kind};
            return nth(arg, &out->a, &out->b) || fail(p, t, "':%s()' needs a number, odd, even or an+b", t->text);
        }
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        if (css_same(t->text, lists[i].name))
            return list_function(p, t, arg, lists[i].kind, out);
    if (css_same(t->text, "lang") && arg.end - arg.t == 1 && (arg.t->kind == TOK_IDENT || arg.t->kind == TOK_STRING)) {
        *out = (struct css_simple){.kind = SEL_LANG, .value = arg.t->text};
        return true;
    }
    return fail(p, t, "the selector ':%s()' is not known", t->text);
}

static bool pseudo_class(struct sel_parser *p, const struct css_token *t, struct css_simple *out)
{
    static const struct {
        const char *name;
        struct css_simple s;
    } known[] = {
        {"first-child", {.kind = SEL_NTH_CHILD, .b = 1}},
        {"last-child", {.kind = SEL_NTH_LAST_CHILD, .b = 1}},
        {"first-of-type", {.kind = SEL_NTH_OF_TYPE, .b = 1}},
        {"last-of-type", {.kind = SEL_NTH_LAST_OF_TYPE, .b = 1}},
        {"only-child", {.kind = SEL_ONLY_CHILD}},
        {"only-of-type", {.kind = SEL_ONLY_OF_TYPE}},
        {"root", {.kind = SEL_ROOT}},
        {"empty", {.kind = SEL_EMPTY}},
        {"hover", {.kind = SEL_NEVER, .name = "hover"}},
        {"focus", {.kind = SEL_NEVER, .name = "focus"}},
        {"active", {.kind = SEL_NEVER, .name = "active"}},
        {"visited", {.kind = SEL_NEVER, .name = "visited"}},
        {"target", {.kind = SEL_NEVER, .name = "target"}},
        {"link", {.kind = SEL_NEVER, .name = "link"}},
        {"focus-visible", {.kind = SEL_NEVER, .name = "focus"}},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (css_same(t->text, known[i].name)) {
            *out = known[i].s;
            return true;
        }
    return fail(p, t, "the selector ':%s' is not known", t->text);
}

static int pseudo_element(const char *name)
{
    static const char *const names[PSEUDO_COUNT] = {"before", "after", "marker", "footnote-call", "footnote-marker"};
    for (int i = 0; i < PSEUDO_COUNT; i++)
        if (css_same(name, names[i]))
            return i;
    return -1;
}

/* ":" or "::" at t. Returns the token after, NULL on failure. */
static const struct css_token *colon(struct sel_parser *p, const struct css_token *t, const struct css_token *end,
                                     struct simple_list *list, int *pseudo)
{
    struct css_simple s;
    bool element = t + 1 < end && t[1].kind == TOK_COLON;
    const struct css_token *name = t + (element ? 2 : 1);
    if (name >= end || (name->kind != TOK_IDENT && name->kind != TOK_FUNCTION)) {
        fail(p, t, "a name must follow the colon of a selector", "");
        return NULL;
    }
    if (element || css_is(name, "before") || css_is(name, "after")) {
        *pseudo = name->kind == TOK_IDENT ? pseudo_element(name->text) : -1;
        if (*pseudo < 0) {
            fail(p, name, "the pseudo-element '::%s' is not known", name->text);
            return NULL;
        }
        return name + 1;
    }
    bool good = name->kind == TOK_FUNCTION ? function(p, name, end, &s) : pseudo_class(p, name, &s);
    if (!good)
        return NULL;
    vec_push(list, s);
    return css_after(name, end);
}

/* One compound selector; returns the token after it, NULL on failure. */
static const struct css_token *compound(struct sel_parser *p, const struct css_token *t, const struct css_token *end,
                                        struct simple_list *list, int *pseudo)
{
    const struct css_token *start = t;
    for (; t < end && *pseudo < 0;) {
        if (list->n > MAX_SIMPLE) {
            fail(p, t, "this selector is too long", "");
            return NULL;
        }
        if (t->kind == TOK_IDENT && t == start) {
            vec_push(list, type_selector(p, t));
            t++;
        } else if (t->kind == TOK_DELIM && t->c == '*' && t == start) {
            vec_push(list, (struct css_simple){.kind = SEL_UNIVERSAL});
            t++;
        } else if (t->kind == TOK_HASH && t->id) {
            vec_push(list, (struct css_simple){.kind = SEL_ID, .name = t->text});
            t++;
        } else if (t->kind == TOK_DELIM && t->c == '.' && t + 1 < end && t[1].kind == TOK_IDENT) {
            vec_push(list, (struct css_simple){.kind = SEL_CLASS, .name = t[1].text});
            t += 2;
        } else if (t->kind == TOK_OPEN_SQUARE) {
            struct css_simple s;
            const struct css_token *close = t + t->match;
            if (!attribute(p, t, close < end ? close : end, &s))
                return NULL;
            vec_push(list, s);
            t = css_after(t, end);
        } else if (t->kind == TOK_COLON) {
            t = colon(p, t, end, list, pseudo);
            if (!t)
                return NULL;
        } else {
            break;
        }
    }
    if (t == start) {
        fail(p, t < end ? t : end - 1, t < end ? "a selector cannot begin with '%s'" : "a selector is missing",
             t < end ? raw(p, t) : "");
        return NULL;
    }
    return t;
}

static uint32_t specificity(const struct css_selector *s);

static uint32_t simple_specificity(const struct css_simple *s)
{
    uint32_t most = 0;
    switch (s->kind) {
    case SEL_UNIVERSAL:
    case SEL_WHERE: return 0;
    case SEL_TYPE: return 1;
    case SEL_ID: return 1u << 20;
    case SEL_NOT:
    case SEL_IS:
        for (size_t i = 0; i < s->n_list; i++)
            if (s->list[i].specificity > most)
                most = s->list[i].specificity;
        return most;
    case SEL_NEVER: return s->name ? 1u << 10 : 1;
    default: return 1u << 10;
    }
}

static uint32_t specificity(const struct css_selector *s)
{
    uint32_t a = 0, b = 0, c = s->pseudo >= 0;
    for (size_t i = 0; i < s->n; i++)
        for (size_t k = 0; k < s->compound[i].n; k++) {
            uint32_t v = simple_specificity(&s->compound[i].simple[k]);
            a += v >> 20;
            b += v >> 10 & 1023;
            c += v & 1023;
        }
    return (a < 1023 ? a : 1023) << 20 | (b < 1023 ? b : 1023) << 10 | (c < 1023 ? c : 1023);
}

/* Reads a combinator at *t, if one stands there; false: something else does. */
static bool combinator(const struct css_token **t, const struct css_token *end, char *out)
{
    const struct css_token *s = css_skip_space(*t, end);
    *out = s > *t ? ' ' : 0;
    if (s < end && s->kind == TOK_DELIM && (s->c == '>' || s->c == '+' || s->c == '~')) {
        *out = (char)s->c;
        s = css_skip_space(s + 1, end);
    }
    *t = s;
    return *out != 0;
}

static bool complex(struct sel_parser *p, struct css_span s, bool inner, struct css_selector *out)
{
    struct css_compound parts[MAX_COMPOUNDS];
    size_t n = 0;
    s = css_trim(s);
    *out = (struct css_selector){.pseudo = -1, .text = s, .line = s.t->line, .col = s.t->col};
    const struct css_token *t = s.t;
    char comb = 0;
    while (t < s.end || n == 0) {
        struct simple_list list = {0};
        if (n == MAX_COMPOUNDS)
            return fail(p, t, "this selector is too long", "");
        const struct css_token *next = compound(p, t, s.end, &list, &out->pseudo);
        parts[n] = (struct css_compound){arena_array(p->a, list.n ? list.n : 1, sizeof *list.v), list.n, comb};
        if (list.n)
            memcpy(parts[n].simple, list.v, list.n * sizeof *list.v);
        n++;
        vec_drop(&list);
        if (!next)
            return false;
        t = next;
        if (t < s.end && (out->pseudo >= 0 || !combinator(&t, s.end, &comb)))
            return fail(p, t, "'%s' cannot stand here in a selector", raw(p, t));
        if (t >= s.end && next < s.end)
            return fail(p, s.end - 1, "a selector is missing after '%s'", raw(p, s.end - 1));
    }
    if (inner && out->pseudo >= 0)
        return fail(p, s.t, "a pseudo-element cannot stand inside parentheses", "");
    out->compound = arena_array(p->a, n, sizeof *parts);
    memcpy(out->compound, parts, n * sizeof *parts);
    out->n = n;
    out->specificity = specificity(out);
    return true;
}

static bool parse_list(struct sel_parser *p, struct css_span s, bool inner, struct selector_list *out)
{
    bool good = true;
    s = css_trim(s);
    if (s.t >= s.end)
        return fail(p, s.t > s.end ? s.end : s.t, "a selector is missing", "");
    for (const struct css_token *t = s.t; good;) {
        const struct css_token *end = t;
        while (end < s.end && end->kind != TOK_COMMA)
            end = css_after(end, s.end);
        struct css_span one = css_trim((struct css_span){t, end});
        struct css_selector sel;
        if (one.t >= one.end)
            good = fail(p, end < s.end ? end : s.end - 1, "a selector is missing beside a comma", "");
        else if ((good = complex(p, one, inner, &sel)))
            vec_push(out, sel);
        if (end >= s.end)
            break;
        t = end + 1;
    }
    return good;
}

bool css_parse_selectors(struct arena *a, struct css_span s, const char *file, struct diag *diag,
                         struct css_selector **out, size_t *n)
{
    struct sel_parser p = {a, file, diag, 0};
    struct selector_list list = {0};
    bool good = parse_list(&p, s, false, &list);
    *n = good ? list.n : 0;
    *out = NULL;
    if (*n) {
        *out = arena_array(a, list.n, sizeof *list.v);
        memcpy(*out, list.v, list.n * sizeof *list.v);
    }
    vec_drop(&list);
    return good;
}
