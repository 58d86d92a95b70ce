/* The tokenizer, against CSS Syntax Level 3: kinds, values, escapes, places, and what it does with nonsense. */
#include "mini.h"

struct read {
    struct arena *a;
    struct css_span t;
};

static struct read tokens(const char *text, size_t len)
{
    struct read r = {arena_new(), {NULL, NULL}};
    r.t = css_tokenize(r.a, text, len, "x.css", NULL);
    return r;
}

/* The kinds as letters. */
static void kinds(const char *text, const char *want)
{
    static const char letter[] = "ifa#sSuUdn%DwOC:;,[](){}.";
    struct read r = tokens(text, strlen(text));
    char have[256];
    size_t n = 0;
    for (const struct css_token *t = r.t.t; t < r.t.end && n < sizeof have - 1; t++)
        have[n++] = letter[t->kind];
    have[n] = 0;
    ck_assert_msg(!strcmp(have, want), "%s: %s, wanted %s", text, have, want);
    arena_drop(r.a);
}

START_TEST(kinds_of_tokens)
{
    kinds("a { b: c }", "iw{wi:wiw}.");
    kinds("url(x) url( \"x\" ) url(a b) f(", "uwfwsw)wUwf.");
    kinds("@media #id #1 \"s\" 'u'", "aw#w#wsws.");
    kinds("1 +1 -1 .5 1.5e3 1% 1px -.5em 1e 1e+", "nwnwnwnwnw%wDwDwDwDd.");
    kinds("<!-- -->", "OwC.");
    kinds("a/* b */c/**/", "ii.");
    kinds("-a --a - -1a \\61 b", "iwiwdwDwi.");
    kinds("+ .a ~= |", "dwdiwddwd.");
    kinds("[](){};,", "[](){};,.");
    kinds("", ".");
    kinds("\"a\nb\"", "Swis.");
    kinds("\\\n", "dw.");
    kinds("/* never", ".");
    kinds("\"never", "s.");
    kinds("url(never", "u.");
}
END_TEST

static void number(const char *text, double want, bool integer)
{
    struct read r = tokens(text, strlen(text));
    ck_assert_msg(r.t.t->num > want - 1e-9 && r.t.t->num < want + 1e-9, "%s", text);
    ck_assert_int_eq(r.t.t->integer, integer);
    arena_drop(r.a);
}

START_TEST(numbers)
{
    number("12", 12, true);
    number("-0.25", -0.25, false);
    number("+.5", 0.5, false);
    number("1e3", 1000, false);
    number("25e-2px", 0.25, false);
    number("12pt", 12, true);
    struct read r = tokens("1e999999999 9e-999999999", 24);
    ck_assert(r.t.t[0].num <= 1e30);
    ck_assert(r.t.t[2].num >= 0 && r.t.t[2].num < 1e-9);
    arena_drop(r.a);
}
END_TEST

static void text_of(const char *css, const char *want)
{
    struct read r = tokens(css, strlen(css));
    ck_assert_str_eq(r.t.t->text, want);
    arena_drop(r.a);
}

START_TEST(escapes)
{
    text_of("\\41 b", "Ab");
    text_of("\\000041b", "Ab");
    text_of("a\\.b", "a.b");
    text_of("'\\2013\\20 x'", "–\x20x");
    text_of("'a\\\nb'", "ab");
    text_of("\\0 x", "\xEF\xBF\xBDx");
    text_of("\\110000 x", "\xEF\xBF\xBDx");
    text_of("\\d800 x", "\xEF\xBF\xBDx");
    text_of("url( a\\)b )", "a)b");
}
END_TEST

START_TEST(places)
{
    const char css[] = "\xEF\xBB\xBF"
                       "é\r\n  b /*\n\n*/ c\f d";
    struct read r = tokens(css, sizeof css - 1);
    const struct css_token *t = r.t.t;
    ck_assert_int_eq(t[0].line, 1);
    ck_assert_int_eq(t[0].col, 1);
    ck_assert_int_eq(t[2].line, 2);
    ck_assert_int_eq(t[2].col, 3);
    const struct css_token *c = t;
    while (c->kind != TOK_EOF && strcmp(c->text ? c->text : "", "c"))
        c++;
    ck_assert_int_eq(c->line, 4);
    ck_assert_int_eq(c->col, 4);
    while (c->kind != TOK_EOF && strcmp(c->text ? c->text : "", "d"))
        c++;
    ck_assert_int_eq(c->line, 5);
    arena_drop(r.a);
}
END_TEST

START_TEST(columns_count_characters)
{
    const char css[] = "'éé' x";
    struct read r = tokens(css, sizeof css - 1);
    ck_assert_int_eq(r.t.t[2].col, 6);
    arena_drop(r.a);
}
END_TEST

START_TEST(blocks_are_paired)
{
    struct read r = tokens("a{b(c]d)}e{", 11);
    ck_assert_int_eq(r.t.t[1].match, 6); /* { to } */
    ck_assert_int_eq(r.t.t[2].match, 4); /* b( to ), past ] */
    arena_drop(r.a);
}
END_TEST

/* Any bytes at all: no crash, no endless loop, and an end. */
START_TEST(any_bytes)
{
    uint32_t seed = 12345;
    for (int round = 0; round < 400; round++) {
        char text[300];
        size_t n = 0;
        static const char odd[] = "\"'\\/*{}()[]@#:;,.<!->-+0e%uUrRlL\n\r\f\t \0\xC3\xA9\xFF\xE2";
        for (n = 0; n < sizeof text; n++) {
            seed = seed * 1664525 + 1013904223;
            text[n] = round % 2 ? odd[(seed >> 16) % (sizeof odd - 1)] : (char)(seed >> 24);
        }
        struct read r = tokens(text, n);
        ck_assert_int_eq(r.t.end[-1].kind, TOK_EOF);
        arena_drop(r.a);
    }
}
END_TEST

TEST_MAIN("style/token", kinds_of_tokens, numbers, escapes, places, columns_count_characters, blocks_are_paired,
          any_bytes)
