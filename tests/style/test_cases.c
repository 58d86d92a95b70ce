/* The pairs of cases/: NAME.css and, in NAME.txt, all that is said of it. REGEN=1 in the environment writes the texts anew: read the
 * difference before you commit it. */
#include "mini.h"

#include <dirent.h>

static const char folder[] = DOSSIER_SOURCE_DIR "/tests/style/cases/";

static char *told_of(const char *name)
{
    struct mini m = {0};
    struct buf path = {0}, out = {0};
    buf_addf(&path, "%s%s", folder, name);
    m.a = arena_new();
    m.out = open_memstream(&m.told, &m.told_len);
    m.diag = diag_new(m.out, DIAG_TEXT, false, DIAG_HINT);
    mini_parse(&m, MINI_DOC);
    m.doc.tree = m.doc.nodes[0];
    struct style_options opt = {.sheet = path.data};
    m.styles = styles_new(&m.doc, &opt, m.diag);
    struct buf css = {0};
    styles_write_css(m.styles, &css); /* must live through anything too */
    buf_drop(&css);
    fflush(m.out);
    for (const char *p = m.told; *p;) { /* paths as the user would see them from here */
        const char *at = strstr(p, folder);
        buf_add(&out, p, at ? (size_t)(at - p) : strlen(p));
        p = at ? at + strlen(folder) : p + strlen(p);
    }
    buf_adds(&out, "");
    mini_drop(&m);
    buf_drop(&path);
    return out.data;
}

START_TEST(what_is_said)
{
    DIR *d = opendir(folder);
    int cases = 0;
    ck_assert_ptr_nonnull(d);
    for (struct dirent *e; (e = readdir(d));) {
        size_t n = strlen(e->d_name);
        if (n < 5 || strcmp(e->d_name + n - 4, ".css") != 0)
            continue;
        struct buf path = {0}, want = {0};
        buf_addf(&path, "%s%.*s.txt", folder, (int)n - 4, e->d_name);
        char *have = told_of(e->d_name);
        if (getenv("REGEN")) {
            FILE *f = fopen(path.data, "wb");
            fputs(have, f);
            fclose(f);
        }
        file_read(path.data, &want, 0);
        ck_assert_msg(want.data && !strcmp(want.data, have), "%s: said\n%s\nwanted\n%s", e->d_name, have, want.data);
        cases++;
        free(have);
        buf_drop(&path);
        buf_drop(&want);
    }
    closedir(d);
    ck_assert_int_ge(cases, 10);
}
END_TEST

/* Whatever the bytes: an answer, no crash, and the same answer twice. */
START_TEST(any_bytes)
{
    static const char odd[] = "\"'\\/*{}()[]@#:;,.<!->-+0e% \n\0\xC3\xA9\xFF";
    static const char *const words[] = {
        "p",     "section", "color", "margin",     "calc(",      "var(--a)", "@media print",
        "@page", "font",    ":not(", "::before",   "content",    "url(",     "inherit",
        "--a",   "1pt",     "red",   "!important", "background", "border",   "{",
        "}",     ":",       ";",     "@top-left",  "string-set", "#fff",     "columns"};
    uint32_t seed = 99;
    for (int round = 0; round < 300; round++) {
        struct buf css = {0};
        for (int i = 0; i < 120; i++) {
            seed = seed * 1664525 + 1013904223;
            if (seed >> 30)
                buf_adds(&css, words[(seed >> 16) % (sizeof words / sizeof *words)]);
            else
                buf_addc(&css, odd[(seed >> 16) % (sizeof odd - 1)]);
            if (seed & 1024)
                buf_addc(&css, ' ');
        }
        struct mini a, b;
        struct buf one = {0}, two = {0};
        mini_new(&a, MINI_DOC, css.data);
        mini_new(&b, MINI_DOC, css.data);
        styles_write_css(a.styles, &one);
        styles_write_css(b.styles, &two);
        ck_assert_str_eq(a.told, b.told);
        ck_assert_str_eq(one.data, two.data);
        mini_drop(&a);
        mini_drop(&b);
        buf_drop(&one);
        buf_drop(&two);
        buf_drop(&css);
    }
}
END_TEST

START_TEST(depth_is_bounded)
{
    struct buf b = {0};
    struct mini m;
    for (int i = 0; i < 5000; i++)
        buf_adds(&b, "@media print { ");
    buf_adds(&b, "p { margin: ");
    for (int i = 0; i < 5000; i++)
        buf_adds(&b, "calc(");
    buf_adds(&b, "1pt } ");
    for (int i = 0; i < 5000; i++)
        buf_adds(&b, ":not(");
    mini_new(&m, MINI_DOC, b.data);
    mini_drop(&m);
    buf_clear(&b);
    buf_adds(&b, "p { margin: ");
    for (int i = 0; i < 5000; i++)
        buf_adds(&b, "calc((");
    buf_adds(&b, "}");
    for (int i = 0; i < 5000; i++)
        buf_adds(&b, "p:is(");
    buf_adds(&b, "{}");
    mini_new(&m, MINI_DOC, b.data);
    mini_drop(&m);
    buf_drop(&b);
}
END_TEST

START_TEST(no_sheet_at_all)
{
    struct mini m = {0};
    m.a = arena_new();
    m.out = open_memstream(&m.told, &m.told_len);
    m.diag = diag_new(m.out, DIAG_TEXT, false, DIAG_HINT);
    mini_parse(&m, MINI_DOC);
    m.doc.tree = m.doc.nodes[0];
    struct style_options opt = {.sheet = "nowhere.css"};
    m.styles = styles_new(&m.doc, &opt, m.diag);
    ck_assert(diag_failed(m.diag));
    ck_assert_int_eq(mini_style(&m, NODE_P, 0)->display, DISPLAY_BLOCK); /* the built-in style still stands */
    mini_drop(&m);
}
END_TEST

TEST_MAIN("style/cases", what_is_said, any_bytes, depth_is_bounded, no_sheet_at_all)
