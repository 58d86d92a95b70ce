/* token.c: a style sheet's bytes to tokens, after CSS Syntax Level 3, sections 3 and 4: bad UTF-8 and NUL become U+FFFD, any
 * newline becomes LF, escapes are resolved; every token knows its line and column (in code points). */
#include "style/internal.h"

#include <stdlib.h>
#include <string.h>

struct reader {
    struct arena *a;
    const char *s, *end, *line_start; /* s: cleaned text, NUL-terminated */
    int32_t line;
    const char *file;
    struct diag *diag;
    VEC(struct css_token) out;
};

/* Section 3.3: the input as code points, written back as sound UTF-8. */
static char *clean(struct arena *a, const char *text, size_t len, size_t *out_len)
{
    struct buf b = {0};
    const char *p = text, *end = text + len;
    if (len >= 3 && !memcmp(p, "\xEF\xBB\xBF", 3))
        p += 3;
    while (p < end) {
        if (*p == '\r') {
            p += p + 1 < end && p[1] == '\n' ? 2 : 1;
            buf_addc(&b, '\n');
        } else if (*p == '\f') {
            p++;
            buf_addc(&b, '\n');
        } else if ((unsigned char)*p < 0x80 && *p) {
            buf_addc(&b, *p++);
        } else {
            uint32_t c = utf8_next(&p, end);
            buf_addu(&b, c ? c : 0xFFFD);
        }
    }
    *out_len = b.len;
    char *copy = arena_strndup(a, b.data ? b.data : "", b.len);
    buf_drop(&b);
    return copy;
}

static bool is_newline(char c)
{
    return c == '\n';
}
static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n';
}
static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}
static int hex(char c)
{
    if (is_digit(c))
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}
static bool name_start(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (unsigned char)c >= 0x80;
}
static bool name_char(char c)
{
    return name_start(c) || is_digit(c) || c == '-';
}
static bool valid_escape(const char *p)
{
    return p[0] == '\\' && p[1] && !is_newline(p[1]);
}
static bool starts_ident(const char *p)
{
    if (*p == '-')
        return name_start(p[1]) || p[1] == '-' || valid_escape(p + 1);
    return name_start(*p) || valid_escape(p);
}
static bool starts_number(const char *p)
{
    if (*p == '+' || *p == '-')
        p++;
    return is_digit(*p) || (*p == '.' && is_digit(p[1]));
}

static void count_lines(struct reader *r, const char *from, const char *to)
{
    for (; from < to; from++)
        if (*from == '\n') {
            r->line++;
            r->line_start = from + 1;
        }
}

static void tell(struct reader *r, const struct css_token *t, const char *what)
{
    if (r->diag)
        diag_add(r->diag, D_CSS_SYNTAX, (struct src){r->file, t->line, t->col}, "%s", what);
}

/* After the backslash: up to six hex digits and one white space, or the code point itself. */
static void escape(struct reader *r, struct buf *b)
{
    if (hex(*r->s) < 0) {
        if (r->s < r->end)
            buf_addu(b, utf8_next(&r->s, r->end));
        return;
    }
    uint32_t c = 0;
    for (int i = 0; i < 6 && hex(*r->s) >= 0; i++)
        c = c * 16 + (uint32_t)hex(*r->s++);
    if (is_space(*r->s))
        r->s++;
    buf_addu(b, c == 0 || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000) ? 0xFFFD : c);
}

static const char *name(struct reader *r)
{
    const char *start = r->s;
    while (name_char(*r->s))
        r->s++;
    if (!valid_escape(r->s))
        return arena_strndup(r->a, start, (size_t)(r->s - start));
    struct buf b = {0};
    buf_add(&b, start, (size_t)(r->s - start));
    for (;;) {
        if (name_char(*r->s)) {
            buf_addc(&b, *r->s++);
        } else if (valid_escape(r->s)) {
            r->s++;
            escape(r, &b);
        } else {
            break;
        }
    }
    const char *out = arena_strndup(r->a, b.data, b.len);
    buf_drop(&b);
    return out;
}

static void string(struct reader *r, struct css_token *t)
{
    char quote = *r->s++;
    struct buf b = {0};
    t->kind = TOK_STRING;
    while (r->s < r->end && *r->s != quote) {
        if (is_newline(*r->s)) {
            t->kind = TOK_BAD_STRING;
            break;
        }
        if (*r->s == '\\') {
            r->s++;
            if (is_newline(*r->s))
                r->s++;
            else if (r->s < r->end)
                escape(r, &b);
        } else {
            buf_addc(&b, *r->s++);
        }
    }
    if (t->kind == TOK_BAD_STRING)
        tell(r, t, "this string is not closed on its line");
    else if (r->s >= r->end)
        tell(r, t, "this string is never closed");
    else
        r->s++;
    t->text = arena_strndup(r->a, b.data ? b.data : "", b.len);
    buf_drop(&b);
}

/* Section 4.3.14: the rest of a bad url, so that it takes no more with it than it must. */
static void bad_url(struct reader *r, struct css_token *t)
{
    t->kind = TOK_BAD_URL;
    tell(r, t, "this url() is malformed: put quotes around the address");
    while (r->s < r->end && *r->s != ')')
        r->s += valid_escape(r->s) ? 2 : 1;
    if (r->s > r->end)
        r->s = r->end;
    if (r->s < r->end)
        r->s++;
}

static void url(struct reader *r, struct css_token *t)
{
    struct buf b = {0};
    t->kind = TOK_URL;
    while (is_space(*r->s))
        r->s++;
    for (;;) {
        if (r->s >= r->end || *r->s == ')') {
            if (r->s < r->end)
                r->s++;
            else
                tell(r, t, "this url() is never closed");
            break;
        }
        if (is_space(*r->s)) {
            while (is_space(*r->s))
                r->s++;
            if (r->s >= r->end || *r->s == ')')
                continue;
            bad_url(r, t);
            break;
        }
        if (strchr("\"'(", *r->s) || (unsigned char)*r->s < 0x20 || (*r->s == '\\' && !valid_escape(r->s))) {
            bad_url(r, t);
            break;
        }
        if (*r->s == '\\') {
            r->s++;
            escape(r, &b);
        } else {
            buf_addc(&b, *r->s++);
        }
    }
    t->text = arena_strndup(r->a, b.data ? b.data : "", b.len);
    buf_drop(&b);
}

static void ident_like(struct reader *r, struct css_token *t)
{
    t->kind = TOK_IDENT;
    t->text = name(r);
    if (*r->s != '(')
        return;
    r->s++;
    t->kind = TOK_FUNCTION;
    if (!css_same(t->text, "url"))
        return;
    const char *p = r->s;
    while (is_space(*p))
        p++;
    if (*p != '"' && *p != '\'')
        url(r, t);
}

/* Section 4.3.13, without strtod: its decimal point follows the locale. */
static double number_value(const char *p, const char *end)
{
    double sign = 1, v = 0, scale = 1;
    if (*p == '+' || *p == '-')
        sign = *p++ == '-' ? -1 : 1;
    while (p < end && is_digit(*p))
        v = v * 10 + (*p++ - '0');
    if (p < end && *p == '.')
        for (p++; p < end && is_digit(*p); p++) {
            v = v * 10 + (*p - '0');
            scale *= 10;
        }
    int e = 0, esign = 1;
    if (p < end && (*p == 'e' || *p == 'E')) {
        p++;
        if (*p == '+' || *p == '-')
            esign = *p++ == '-' ? -1 : 1;
        while (p < end && is_digit(*p) && e < 400)
            e = e * 10 + (*p++ - '0');
    }
    v /= scale;
    for (; e > 0; e--)
        v = esign > 0 ? v * 10 : v / 10;
    v *= sign;
    return v > 1e30 ? 1e30 : v < -1e30 ? -1e30 : v == v ? v : 0;
}

static void numeric(struct reader *r, struct css_token *t)
{
    const char *start = r->s;
    t->kind = TOK_NUMBER;
    t->integer = true;
    if (*r->s == '+' || *r->s == '-')
        r->s++;
    while (is_digit(*r->s))
        r->s++;
    if (*r->s == '.' && is_digit(r->s[1])) {
        t->integer = false;
        for (r->s++; is_digit(*r->s);)
            r->s++;
    }
    const char *e = r->s;
    if (*e == 'e' || *e == 'E') {
        e++;
        if (*e == '+' || *e == '-')
            e++;
        if (is_digit(*e)) {
            t->integer = false;
            for (r->s = e; is_digit(*r->s);)
                r->s++;
        }
    }
    t->num = number_value(start, r->s);
    if (starts_ident(r->s)) {
        t->kind = TOK_DIMENSION;
        t->text = name(r);
    } else if (*r->s == '%') {
        t->kind = TOK_PERCENTAGE;
        r->s++;
    }
}

static enum tok punctuation(char c)
{
    switch (c) {
    case ':': return TOK_COLON;
    case ';': return TOK_SEMICOLON;
    case ',': return TOK_COMMA;
    case '[': return TOK_OPEN_SQUARE;
    case ']': return TOK_CLOSE_SQUARE;
    case '(': return TOK_OPEN_PAREN;
    case ')': return TOK_CLOSE_PAREN;
    case '{': return TOK_OPEN_CURLY;
    case '}': return TOK_CLOSE_CURLY;
    default: return TOK_DELIM;
    }
}

static void delim(struct reader *r, struct css_token *t)
{
    t->kind = punctuation(*r->s);
    t->c = utf8_next(&r->s, r->end);
    if (t->c == '\\')
        tell(r, t, "a backslash at the end of a line escapes nothing");
}

/* Section 4.3.1. */
static void token(struct reader *r, struct css_token *t)
{
    const char *p = r->s;
    if (is_space(*p)) {
        t->kind = TOK_SPACE;
        while (is_space(*r->s))
            r->s++;
    } else if (*p == '"' || *p == '\'') {
        string(r, t);
    } else if (*p == '#' && (name_char(p[1]) || valid_escape(p + 1))) {
        t->kind = TOK_HASH;
        t->id = starts_ident(p + 1);
        r->s++;
        t->text = name(r);
    } else if (starts_number(p)) {
        numeric(r, t);
    } else if (!strncmp(p, "-->", 3)) {
        t->kind = TOK_CDC;
        r->s += 3;
    } else if (!strncmp(p, "<!--", 4)) {
        t->kind = TOK_CDO;
        r->s += 4;
    } else if (*p == '@' && starts_ident(p + 1)) {
        t->kind = TOK_AT;
        r->s++;
        t->text = name(r);
    } else if (starts_ident(p)) {
        ident_like(r, t);
    } else {
        delim(r, t);
    }
}

static void comment(struct reader *r, const struct css_token *at)
{
    const char *start = r->s, *close = strstr(r->s + 2, "*/");
    if (!close)
        tell(r, at, "this comment is never closed");
    r->s = close ? close + 2 : r->end;
    count_lines(r, start, r->s);
}

struct css_span css_tokenize(struct arena *a, const char *text, size_t len, const char *file, struct diag *diag)
{
    size_t n;
    const char *s = clean(a, text, len, &n);
    struct reader r = {.a = a, .s = s, .end = s + n, .line_start = s, .line = 1, .file = file, .diag = diag};
    /* The column is counted on from the token before: a line of a megabyte must not cost its square. */
    const char *counted = s;
    int32_t col = 1;
    for (;;) {
        if (counted < r.line_start) {
            counted = r.line_start;
            col = 1;
        }
        for (; counted < r.s; counted++)
            if (((unsigned char)*counted & 0xC0) != 0x80)
                col++;
        struct css_token t = {.kind = TOK_EOF, .line = r.line, .col = col, .raw = r.s, .text = ""};
        if (r.s[0] == '/' && r.s[1] == '*') {
            comment(&r, &t);
            continue;
        }
        if (r.s < r.end)
            token(&r, &t);
        t.raw_len = (int32_t)(r.s - t.raw);
        count_lines(&r, t.raw, r.s);
        vec_push(&r.out, t);
        if (t.kind == TOK_EOF)
            break;
    }
    struct css_token *out = arena_array(a, r.out.n, sizeof *out);
    memcpy(out, r.out.v, r.out.n * sizeof *out);
    size_t count = r.out.n;
    vec_drop(&r.out);
    css_match(out, count);
    return (struct css_span){out, out + count};
}

static enum tok closer(enum tok k)
{
    switch (k) {
    case TOK_FUNCTION:
    case TOK_OPEN_PAREN: return TOK_CLOSE_PAREN;
    case TOK_OPEN_SQUARE: return TOK_CLOSE_SQUARE;
    case TOK_OPEN_CURLY: return TOK_CLOSE_CURLY;
    default: return TOK_EOF;
    }
}

/* A block ends at its own closing token alone (section 5.4.8): others inside it are plain tokens. No recursion: depth is free. */
void css_match(struct css_token *t, size_t n)
{
    VEC(size_t) open = {0};
    for (size_t i = 0; i < n; i++) {
        t[i].match = 0;
        if (open.n && t[i].kind == closer(t[open.v[open.n - 1]].kind)) {
            size_t o = open.v[--open.n];
            t[o].match = (int32_t)(i - o);
        } else if (closer(t[i].kind) != TOK_EOF) {
            vec_push(&open, i);
        }
    }
    size_t last = n && t[n - 1].kind == TOK_EOF ? n - 1 : n;
    for (size_t i = 0; i < open.n; i++)
        t[open.v[i]].match = (int32_t)(last - open.v[i]);
    vec_drop(&open);
}

void css_text(struct css_span s, struct buf *out)
{
    s = css_trim(s);
    for (const struct css_token *t = s.t; t < s.end; t++) {
        if (t->kind == TOK_SPACE)
            buf_addc(out, ' ');
        else
            buf_add(out, t->raw, (size_t)t->raw_len);
    }
}

const struct css_token *css_skip_space(const struct css_token *t, const struct css_token *end)
{
    while (t < end && t->kind == TOK_SPACE)
        t++;
    return t;
}

struct css_span css_trim(struct css_span s)
{
    s.t = css_skip_space(s.t, s.end);
    while (s.end > s.t && (s.end[-1].kind == TOK_SPACE || s.end[-1].kind == TOK_EOF))
        s.end--;
    return s;
}

const struct css_token *css_after(const struct css_token *t, const struct css_token *end)
{
    const struct css_token *next = t + t->match + 1;
    return next > end ? end : next;
}

bool css_same(const char *a, const char *b)
{
    for (; *a && *b; a++, b++) {
        char x = *a, y = *b;
        if (x >= 'A' && x <= 'Z')
            x += 32;
        if (y >= 'A' && y <= 'Z')
            y += 32;
        if (x != y)
            return false;
    }
    return *a == *b;
}

bool css_is(const struct css_token *t, const char *ident)
{
    return t->kind == TOK_IDENT && css_same(t->text, ident);
}

bool css_starts(const char *s, const char *prefix)
{
    return !strncmp(s, prefix, strlen(prefix));
}
