/* Ids, numbers, references, addresses, dates. */
#include "fixture.h"

static void ck_says(const char *body, const char *expected)
{
    struct fixture f = {0};
    fixture_body(&f, "<sources><source xml:id=\"lemonde\" kind=\"press\"><title>A</title></source></sources>", body);
    ck_has(f.said, expected);
    fixture_drop(&f);
}

static void ck_quiet(const char *body)
{
    struct fixture f = {0};
    fixture_body(&f, "<sources><source xml:id=\"lemonde\" kind=\"press\"><title>A</title></source></sources>", body);
    ck_assert_str_eq(f.said, "");
    fixture_drop(&f);
}

START_TEST(ids)
{
    ck_says("<p xml:id=\"a\">x</p>\n<p xml:id=\"a\">y</p>", "the id “a” was given before, at");
    ck_says("<p xml:id=\"lemonde\">x</p>", "[id-twice]");
    ck_says("<p xml:id=\"sec\">x</p>", "t.xml:5:");
}
END_TEST

START_TEST(references)
{
    ck_says("<p><ref to=\"sac\"/></p>", "no element has the id “sac”; did you mean “sec”? [ref-unknown]");
    ck_says("<p><ref to=\"quelque-chose\"/></p>", "no element has the id “quelque-chose” [ref-unknown]");
    ck_says("<p><ref to=\"lemonde\"/></p>", "“lemonde” is a source: write <cite source=\"lemonde\"/>");
    ck_says("<p><cite source=\"lemond\"/></p>",
            "no source has the id “lemond”; did you mean “lemonde”? [source-unknown]");
    ck_says("<p><claim status=\"official\" source=\"lemonde zz\">x</claim></p>",
            "no source has the id “zz” [source-unknown]");
    ck_says("<p><q source=\"zz\">x</q></p>", "[source-unknown]");
    ck_quiet("<p><ref to=\"sec\"/> <cite source=\" lemonde\n\"/></p>");
}
END_TEST

START_TEST(addresses)
{
    static const char *const bad[] = {"javascript:alert(1)", "file:///etc/passwd", "page.html",
                                      "data:text/html,x",    "//ex.org",           ""};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        char body[200];
        snprintf(body, sizeof body, "<p><a href=\"%s\">x</a></p>", bad[i]);
        ck_says(body, "[value-bad]");
    }
    ck_says("<p><a href=\"#sec\">x</a></p>", "within the dossier write <ref to=\"sec\">");
    ck_quiet("<p><a href=\"https://a.b\">x</a><a href=\"HTTP://a.b\">x</a><a href=\"mailto:a@b.fr\">x</a><a "
             "href=\"tel:+33\">x</a></p>");
}
END_TEST

START_TEST(dates)
{
    ck_says("<p><time datetime=\"2021-02-29\">x</time></p>", "“2021-02-29” is no date [date-bad]");
    ck_says("<timeline><event date=\"2021-13\"><p>x</p></event></timeline>", "[date-bad]");
    ck_says("<timeline><event date=\"2021\" end=\"hier\"><p>x</p></event></timeline>", "[date-bad]");
    ck_quiet("<p><time datetime=\"14:30\">x</time> <time datetime=\"2020-02-29\">x</time></p>");
}
END_TEST

static int number_of(const struct fixture *f, const char *id)
{
    for (int32_t i = 0; i < f->doc->n_nodes; i++)
        if (f->doc->nodes[i]->id && !strcmp(f->doc->nodes[i]->id, id))
            return f->doc->nodes[i]->number;
    ck_abort_msg("no node has the id %s", id);
    return -1;
}

START_TEST(numbers)
{
    struct fixture f = {0};
    fixture_load(
        &f, "<dossier xmlns=\"urn:dossier:1\" xml:lang=\"fr\"><info><title>E</title></info>"
            "<front><section xml:id=\"pre\"><title>P</title><p>x<note xml:id=\"n1\">n</note></p></section></front>"
            "<body><section xml:id=\"a\"><title>A</title><section xml:id=\"a1\"><title>A1</title><p>x</p></section>"
            "<section xml:id=\"a0\" numbered=\"no\"><title>A0</title><section "
            "xml:id=\"a01\"><title>x</title><p>x</p></section></section>"
            "<section xml:id=\"a2\"><title>A2</title><figure xml:id=\"bare\"><chart kind=\"bar\" alt=\"\"><series "
            "label=\"s\"><point x=\"1\" y=\"1\"/></series></chart></figure>"
            "<table xml:id=\"t0\"><tbody><tr><td>x</td></tr></tbody></table>"
            "<table xml:id=\"t1\"><caption>c</caption><tbody><tr><td>x<note "
            "xml:id=\"n2\">n</note></td></tr></tbody></table></section></section>"
            "<section xml:id=\"b\"><title>B</title><figure xml:id=\"f1\"><chart kind=\"bar\" alt=\"\"><series "
            "label=\"s\"><point x=\"1\" y=\"1\"/></series></chart><figcaption>c</figcaption></figure></section></body>"
            "<back><section xml:id=\"x\" role=\"annex\"><title>X</title><section "
            "xml:id=\"x1\"><title>X1</title><p><ref to=\"x1\"/> <ref to=\"a2\"/></p></section></section>"
            "<section xml:id=\"y\"><title>Y</title><p>x</p></section></back></dossier>");
    ck_assert_str_eq(f.said, "");
    static const struct {
        const char *id;
        int number;
    } expected[] = {{"pre", 0}, {"a", 1}, {"a1", 1},   {"a0", 0}, {"a01", 0}, {"a2", 2}, {"b", 2},  {"x", 1},
                    {"x1", 1},  {"y", 0}, {"bare", 0}, {"f1", 1}, {"t0", 0},  {"t1", 1}, {"n1", 1}, {"n2", 2}};
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++)
        ck_assert_msg(number_of(&f, expected[i].id) == expected[i].number, "%s has the number %d", expected[i].id,
                      number_of(&f, expected[i].id));
    ck_text(fixture_find(&f, NODE_REF, 0), "Annexe\xc2\xa0"
                                           "A.1, p.\xc2\xa0#");
    ck_text(fixture_find(&f, NODE_REF, 1), "section\xc2\xa0"
                                           "1.2, p.\xc2\xa0#");
    fixture_drop(&f);
}
END_TEST

START_TEST(info_date)
{
    struct fixture f = {0};
    fixture_load(&f, "<dossier xmlns=\"urn:dossier:1\" "
                     "xml:lang=\"fr\"><info><title>E</title><date>2023-02-29</date></info><body><section><title>A</"
                     "title><p>x</p></section></body></dossier>");
    ck_has(f.said, "“2023-02-29” is no date [date-bad]");
    fixture_drop(&f);
}
END_TEST

TEST_MAIN("resolve", ids, references, addresses, dates, numbers, info_date)
