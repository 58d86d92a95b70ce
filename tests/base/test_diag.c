/* Diagnostics: what is printed, to the letter. */
#include "base/base.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char file[64];

static void put(const char *text)
{
    strcpy(file, "/tmp/dossier-diag-XXXXXX");
    int fd = mkstemp(file);
    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq(write(fd, text, strlen(text)), (ssize_t)strlen(text));
    close(fd);
}

/* Runs f with a fresh diag; what it printed, the file's name cut to F. */
static char *printed(void (*f)(struct diag *d), enum diag_format format, enum diag_level least)
{
    static char out[8192];
    char *raw = NULL;
    size_t n = 0;
    FILE *to = open_memstream(&raw, &n);
    struct diag *d = diag_new(to, format, false, least);
    f(d);
    diag_finish(d);
    diag_drop(d);
    fclose(to);
    char *o = out;
    for (const char *p = raw; *p;) {
        if (*file && !strncmp(p, file, strlen(file))) {
            *o++ = 'F';
            p += strlen(file);
        } else {
            *o++ = *p++;
        }
    }
    *o = 0;
    free(raw);
    unlink(file);
    return out;
}

static void places(struct diag *d)
{
    diag_add(d, D_XML_SCHEMA, (struct src){file, 2, 4}, "here %d", 1);
    diag_add(d, D_XML_SCHEMA, (struct src){file, 1, 1}, "there");
    diag_add(d, D_CLAIM_BARE, (struct src){file, 0, 0}, "no line");
    diag_add(d, D_USAGE, (struct src){0}, "no file");
    diag_add(d, D_XML_SCHEMA, (struct src){file, 99, 1}, "no such line");
    diag_add(d, D_XML_SCHEMA, (struct src){"/absent/file", 3, 0}, "no column");
}

START_TEST(text_shows_the_place)
{
    put("un\n\t浙é<b>\r\nfin");
    ck_assert_str_eq(
        printed(places, DIAG_TEXT, DIAG_HINT),
        "F:2:4: error: here 1 [xml-schema]\n    \t浙é<b>\n    \t   ^\n  = help: see the vocabulary for what may stand "
        "here\n"
        "F:1:1: error: there [xml-schema]\n    un\n    ^\n  = help: see the vocabulary for what may stand here\n"
        "F: warning: no line [claim-bare]\n  = help: give the claim a source\n"
        "dossier: fatal: no file [usage]\n  = help: see dossier --help\n"
        "F:99:1: error: no such line [xml-schema]\n  = help: see the vocabulary for what may stand here\n"
        "/absent/file:3: error: no column [xml-schema]\n  = help: see the vocabulary for what may stand here\n");
}
END_TEST

static void far_right(struct diag *d)
{
    diag_add(d, D_XML_SCHEMA, (struct src){file, 1, 400}, "far");
}

START_TEST(long_lines_are_cut)
{
    char text[1001];
    memset(text, 'a', 1000);
    text[1000] = 0;
    text[399] = 'X';
    put(text);
    char *out = printed(far_right, DIAG_TEXT, DIAG_HINT), *line = strchr(out, '\n') + 1,
         *caret = strchr(line, '\n') + 1;
    ck_assert_int_lt(caret - line, 120);
    ck_assert_int_eq(strchr(line, 'X') - line - 2,
                     strchr(caret, '^') - caret); /* the ellipsis is three bytes, one column */
}
END_TEST

static void same_twice(struct diag *d)
{
    for (int i = 0; i < 3; i++)
        diag_add(d, D_CLAIM_BARE, (struct src){0}, "same");
    diag_add(d, D_CLAIM_BARE, (struct src){0}, "other");
    diag_add(d, D_LANG_MISSING, (struct src){0}, "hint");
    ck_assert_int_eq(diag_count(d, DIAG_HINT), 3);
    ck_assert_int_eq(diag_count(d, DIAG_WARNING), 2);
    ck_assert(!diag_failed(d));
    diag_add(d, D_USAGE, (struct src){0}, "bad");
    ck_assert(diag_failed(d));
}

START_TEST(once_and_by_level)
{
    *file = 0;
    ck_assert_str_eq(printed(same_twice, DIAG_TEXT, DIAG_WARNING),
                     "dossier: warning: same [claim-bare]\n  = help: give the claim a source\n"
                     "dossier: warning: other [claim-bare]\n  = help: give the claim a source\n"
                     "dossier: fatal: bad [usage]\n  = help: see dossier --help\n");
}
END_TEST

static void many(struct diag *d)
{
    diag_most(d, 2);
    for (int i = 0; i < 5; i++) {
        diag_add(d, D_LANG_MISSING, (struct src){0}, "hint %d", i);
        diag_add(d, D_CLAIM_BARE, (struct src){0}, "%d", i / 2);
    }
    diag_add(d, D_ALT_MISSING, (struct src){0}, "two");
    diag_add(d, D_ALT_MISSING, (struct src){0}, "of it");
    for (int i = 0; i < 3; i++)
        diag_add(d, D_USAGE, (struct src){0}, "fatal %d", i);
    ck_assert_int_eq(diag_count(d, DIAG_WARNING), 8);
}

static int times(const char *s, const char *of)
{
    int n = 0;
    for (; (s = strstr(s, of)); s++)
        n++;
    return n;
}

START_TEST(many_of_one_code)
{
    *file = 0;
    const char *s = printed(many, DIAG_TEXT, DIAG_HINT);
    ck_assert_int_eq(times(s, "[lang-missing]\n"), 2);
    ck_assert_int_eq(times(s, "[claim-bare]\n"), 2);
    ck_assert_int_eq(times(s, "[alt-missing]\n"), 2);
    ck_assert_int_eq(times(s, "[usage]\n"), 3);
    const char *end = strstr(s, "warning: …");
    ck_assert_ptr_nonnull(end);
    ck_assert_str_eq(end, "warning: … and 1 more of [claim-bare] (-v says all)\n"
                          "hint: … and 3 more of [lang-missing] (-v says all)\n");
    ck_assert_int_eq(times(printed(many, DIAG_TEXT, DIAG_WARNING), "hint"), 0);
    ck_assert_int_eq(times(printed(many, DIAG_JSON, DIAG_HINT), "\"code\""), 13);
    ck_assert_int_eq(times(printed(many, DIAG_SARIF, DIAG_HINT), "\"ruleIndex\""), 13);
}
END_TEST

static void nothing(struct diag *d)
{
    (void)d;
}

static void odd_text(struct diag *d)
{
    diag_add(d, D_USAGE, (struct src){"a\"b", 1, 2}, "tab\t quote\" back\\ line\n bell\a é \xFF");
    diag_add(d, D_USAGE, (struct src){0}, "second");
}

START_TEST(json)
{
    *file = 0;
    ck_assert_str_eq(printed(nothing, DIAG_JSON, DIAG_HINT), "[]\n");
    ck_assert_str_eq(
        printed(odd_text, DIAG_JSON, DIAG_HINT),
        "[\n {\"file\":\"a\\\"b\",\"line\":1,\"column\":2,\"level\":\"fatal\",\"code\":\"usage\",\"message\":\"tab\\t "
        "quote\\\" back\\\\ "
        "line\\n bell\\u0007 é \xEF\xBF\xBD\",\"advice\":\"see dossier --help\"},\n"
        " {\"file\":null,\"line\":0,\"column\":0,\"level\":\"fatal\",\"code\":\"usage\",\"message\":\"second\","
        "\"advice\":\"see dossier "
        "--help\"}\n]\n");
}
END_TEST

START_TEST(codes_are_unique)
{
    for (int a = 0; a < D_COUNT; a++)
        for (int b = 0; b < a; b++)
            ck_assert_str_ne(diag_code_name((enum diag_code)a), diag_code_name((enum diag_code)b));
}
END_TEST

TEST_MAIN("base: diagnostics", text_shows_the_place, long_lines_are_cut, once_and_by_level, many_of_one_code, json, codes_are_unique)
