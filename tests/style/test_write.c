/* The sheet for screens, and the dump. */
#include "mini.h"

#include <math.h>

static char *written(const char *markup, const char *css)
{
    struct mini m;
    struct buf b = {0};
    mini_new(&m, markup, css);
    styles_write_css(m.styles, &b);
    mini_drop(&m);
    return b.data;
}

static void has(const char *css, const char *want)
{
    char *out = written(MINI_DOC, css);
    ck_assert_msg(strstr(out, want), "%s: no\n%s\nin\n%s", css, want, out);
    free(out);
}

static void lacks(const char *css, const char *unwanted)
{
    char *out = written(MINI_DOC, css);
    ck_assert_msg(!strstr(out, unwanted), "%s: %s in\n%s", css, unwanted, out);
    free(out);
}

START_TEST(selectors)
{
    has("dossier > body section.k { color: red }", ".d-dossier > .d-body .d-section.k.k.k {\n  color: red;\n}\n");
    has(":root { color: red }", ".d-dossier {\n  color: red;\n}\n");
    has("callout[kind='note']::before { content: 'x' }", ".d-callout[data-kind=\"note\"]::before {");
    has("p[lang|=zh]:nth-child(2n+1):lang(fr) { color: red }", ".d-p[lang|=\"zh\"]:nth-child(2n+1):lang(fr) {");
    has("#i:not(.k, ul) + p { color: red }", "#i:not(.k.k.k, .d-ul) + .d-p {");
    has("note::footnote-call { color: red }", ".d-note-call {\n  color: red;\n}\n");
    has("toc > tocitem { color: red }", ".d-toc .d-tocitem {");
    has("nothing, p { color: #abc }", "\n.d-p {\n  color: #abc;\n}\n");
    lacks("nothing { color: #abcdef }", "#abcdef");
}
END_TEST

START_TEST(lengths_follow_the_reader)
{
    has("dossier { font-size: 10pt } p { margin: 5pt 0 20mm -1em }", "margin: 0.5rem 0 5.669rem -1em;");
    has("dossier { font: 12pt/1.5 Noto Serif }", "font: 1rem/1.5 Noto Serif;");
    has("dossier { font-size: 10pt } p { width: calc(10pt + 1em) }", "width: calc(1rem + 1em);");
    has("p { border: 0.5pt solid red }", "border: 0.5pt solid red;");
    has("dossier { --a: 21pt; font-size: 10.5pt } p { margin: var(--a) }", "margin: 2rem;");
    lacks("dossier { --a: 21pt } p { margin: var(--a) }", "--a");
    has("dossier { --a: 21pt } section { --a: 1pt } p { margin: var(--a) }", "margin: var(--a);");
}
END_TEST

START_TEST(paper_stays_on_paper)
{
    lacks("@page { margin: 77pt }", "@page");
    lacks("p { break-before: page }", "break-before: page");
    has("p { break-before: avoid; color: red }", "break-before: avoid;");
    lacks("note { float: footnote }", "footnote");
    lacks("p { string-set: t content(); page: x; -dossier-embed-fonts: yes }", "string-set");
    lacks("p { -dossier-embed-fonts: yes }", "-dossier-embed");
    lacks("p::before { content: counter(page) }", "counter(page)");
    lacks("@media print { p { color: #abcdef } }", "#abcdef");
    lacks("p { background: url(x.png) }", "x.png");
    lacks("p { position: fixed; direction: rtl; unicode-bidi: embed }", "position");
    has("@media screen { p { color: red } }", "@media screen {\n.d-p {\n  color: red;\n}\n}\n");
    has("@media (min-width: 20em) { p { color: red } }", "@media (min-width: 20em) {");
    has("@media not print { p { color: red } }", "\n.d-p {\n  color: red;\n}\n");
    has("p { hyphens: none }", "-webkit-hyphens: none;");
    has("p { display: grid; transition: all 1s !important }", "transition: all 1s !important;");
}
END_TEST

START_TEST(the_built_in_style_gives_way)
{
    char *out = written("<dossier><toc><tocitem depth='1'><link>l</link></tocitem></toc></dossier>",
                        "tocitem { font-weight: normal }");
    /* its own rule is stronger by specificity, which would decide in one sheet */
    ck_assert_ptr_null(strstr(out, "data-depth=\"1\"] {\n  font-weight: bold"));
    ck_assert_ptr_nonnull(strstr(out, "data-depth=\"1\"] {\n  margin-top"));
    free(out);
}
END_TEST

START_TEST(braces_balance)
{
    char *out = written(MINI_DOC, "p { color: red } @media screen { @media (width) { li { color: red } } }");
    int depth = 0;
    for (const char *p = out; *p; p++) {
        depth += (*p == '{') - (*p == '}');
        ck_assert_int_ge(depth, 0);
    }
    ck_assert_int_eq(depth, 0);
    free(out);
}
END_TEST

START_TEST(embedding)
{
    struct mini m;
    mini_new(&m, MINI_DOC, "@font-face { font-family: X; src: url(x.otf) }");
    ck_assert(styles_embed_fonts(m.styles));
    mini_drop(&m);
    mini_new(&m, MINI_DOC, "dossier { -dossier-embed-fonts: yes }");
    ck_assert(styles_embed_fonts(m.styles));
    mini_drop(&m);
    mini_new(&m, MINI_DOC, "p { color: red }");
    ck_assert(!styles_embed_fonts(m.styles));
    mini_drop(&m);
}
END_TEST

static double luminance(struct colour c)
{
    double v[3] = {c.r / 255.0, c.g / 255.0, c.b / 255.0};
    for (int i = 0; i < 3; i++)
        v[i] = v[i] <= 0.03928 ? v[i] / 12.92 : pow((v[i] + 0.055) / 1.055, 2.4);
    return 0.2126 * v[0] + 0.7152 * v[1] + 0.0722 * v[2] + 0.05;
}

/* Any ink that can be read on any ground of paper can be read on that ground's counterpart (WCAG 2.2, 1.4.3: 4.5 to 1). */
START_TEST(dark_screens_can_be_read)
{
    for (int ink = 0; ink < 4096; ink += 7)
        for (int ground = 0; ground < 4096; ground += 13) {
            struct colour i = {(uint8_t)((ink >> 8) * 17), (uint8_t)((ink >> 4 & 15) * 17), (uint8_t)((ink & 15) * 17), 255};
            struct colour g = {(uint8_t)((ground >> 8) * 17), (uint8_t)((ground >> 4 & 15) * 17), (uint8_t)((ground & 15) * 17), 255};
            double x = luminance(i), y = luminance(g);
            if (x > y ? x / y < 4.5 : y / x < 4.5)
                continue;
            struct colour di = css_dark_colour(i, DARK_INK), dg = css_dark_colour(g, DARK_GROUND);
            ck_assert_msg(luminance(di) / luminance(dg) >= 4.5, "ink %03x on %03x: %02x%02x%02x on %02x%02x%02x", ink, ground, di.r,
                          di.g, di.b, dg.r, dg.g, dg.b);
        }
}
END_TEST

START_TEST(dark_screens_have_their_colours)
{
    has("p { color: #1b3a6b }", "@media (prefers-color-scheme: dark) {");
    has("dossier { --a: #1b3a6b } p { color: var(--a) }", "\n.d-p {\n  color: #96bcf6;\n}");
    has("p { border: none; margin: 1pt }", ".d-p {\n  border: none;\n}"); /* else the built-in style's would come back */
    has("p { border: 1pt solid currentColor; background: transparent }", ".d-p {\n  border: 1pt solid currentColor;\n  background: transparent;\n}");
    has("@media screen { p { color: red } }", "}\n@media screen and (prefers-color-scheme: dark) {\n.d-p {\n  color: #f");
    lacks("@media (prefers-color-scheme: dark) { p { color: #abcdef } }", "#161719"); /* the author knows better */
}
END_TEST

START_TEST(dump)
{
    struct mini m;
    char *text;
    size_t n;
    mini_new(&m, MINI_DOC,
             "#i { margin: 1pt; color: #010203 } #i::before { content: 'x' } @page { size: 100pt 200pt; margin: 10pt; "
             "@top-left { content: 'y' } }");
    FILE *f = open_memstream(&text, &n);
    styles_dump(m.styles, &m.doc, f);
    fclose(f);
    ck_assert_ptr_nonnull(strstr(text, "p.k l: color: #010203; display: block; margin-top: 1pt;"));
    ck_assert_ptr_nonnull(strstr(text, "::before: content: \"x\";"));
    ck_assert_ptr_nonnull(strstr(text, "@page :left size: 100pt 200pt; margin: 10pt 10pt 10pt 10pt;"));
    ck_assert_ptr_nonnull(strstr(text, "@top-left:"));
    free(text);
    mini_drop(&m);
}
END_TEST

START_TEST(quotation_marks_are_those_of_paper)
{
    struct buf css = {0};
    style_quotes_css(&css);
    ck_assert_str_eq(style_quotes("fr-CA")[1], "\u202f»");
    ck_assert_str_eq(style_quotes("sv")[2], "‘");
    ck_assert_ptr_nonnull(strstr(css.data, "\n:lang(fr){quotes:\"«\u202f\" \"\u202f»\" \"“\" \"”\"}\n"));
    ck_assert_int_eq(strncmp(css.data, "*{", 2), 0);
    buf_drop(&css);
}
END_TEST

TEST_MAIN("style/write", selectors, lengths_follow_the_reader, paper_stays_on_paper, the_built_in_style_gives_way,
          braces_balance, embedding, dark_screens_can_be_read, dark_screens_have_their_colours, dump,
          quotation_marks_are_those_of_paper)
