/* CSL-JSON as Zotero writes it, and as it should not be written. */
#include "fixture.h"

static void load(struct fixture *f, const char *json)
{
    fixture_text(f, "s.json", json);
    fixture_body(f, "<sources href=\"s.json\"/>", "<p>Un.</p>");
}

START_TEST(fields)
{
    struct fixture f = {0};
    load(&f, "[{\"id\": \"a\", \"type\": \"article-newspaper\", \"title\": \"Un <i>beau</i> titre 3 < 4\", "
             "\"container-title\": \"Le Monde\","
             "\"author\": [{\"family\": \"Roy\", \"given\": \"Jean\"}, {\"literal\": \"AFP\"},"
             "{\"family\": \"Berg\", \"given\": \"Anna\", \"non-dropping-particle\": \"van den\"}],"
             "\"issued\": {\"date-parts\": [[2021, 7, 8]]}, \"accessed\": {\"date-parts\": [[\"2024\", \"5\"]]},"
             "\"URL\": \"https://ex.org/\", \"page\": \"12-14\", \"issue\": 873, \"publisher\": \"SEM\", \"language\": "
             "\"fr\","
             "\"custom\": {\"kind\": \"press\", \"grade\": \"B2\"}, \"note\": \"Mis à jour.\"}]");
    ck_assert_str_eq(f.said, "");
    ck_assert_int_eq(f.doc->n_sources, 1);
    const struct source *s = &f.doc->sources[0];
    ck_assert_str_eq(s->id, "a");
    ck_assert_str_eq(s->title, "Un beau titre 3 < 4");
    ck_assert_str_eq(s->container, "Le Monde");
    ck_assert_str_eq(s->kind, "press");
    ck_assert_str_eq(s->grade, "B2");
    ck_assert_str_eq(s->date, "2021-07-08");
    ck_assert_str_eq(s->accessed, "2024-05");
    ck_assert_str_eq(s->number, "873");
    ck_assert_str_eq(s->remark, "Mis à jour.");
    ck_assert_int_eq(s->n_author, 3);
    ck_assert_str_eq(s->author[0].family, "Roy");
    ck_assert_str_eq(s->author[1].literal, "AFP");
    ck_assert_str_eq(s->author[2].family, "van den Berg");
    ck_assert_int_eq(s->label, 1);
    ck_assert_int_eq(s->src.line, 1);
    ck_assert_int_eq(s->src.col, 9);
    fixture_drop(&f);
}
END_TEST

START_TEST(kind_from_note_or_type)
{
    struct fixture f = {0};
    load(&f, "[{\"id\": \"a\", \"note\": \"kind: ngo\\n grade: C3\\r\\nReste.\\nEncore.\"},\n{\"id\": \"b\", \"type\": "
             "\"book\"},\n{\"id\": 7}]");
    ck_assert_str_eq(f.doc->sources[0].kind, "ngo");
    ck_assert_str_eq(f.doc->sources[0].grade, "C3");
    ck_assert_str_eq(f.doc->sources[0].remark, "Reste. Encore.");
    ck_assert_str_eq(f.doc->sources[1].kind, "book");
    ck_assert_int_eq(f.doc->sources[1].src.line, 2);
    ck_assert_str_eq(f.doc->sources[2].id, "7");
    ck_assert_str_eq(f.doc->sources[2].kind, "web");
    fixture_drop(&f);
}
END_TEST

START_TEST(dates)
{
    struct fixture f = {0};
    load(&f, "[{\"id\": \"a\", \"issued\": {\"date-parts\": [[2019, 1], [2020]]}}, {\"id\": \"b\", \"issued\": "
             "{\"raw\": \"2020-02-03\"}},"
             "{\"id\": \"c\", \"issued\": \"2020\"}, {\"id\": \"d\", \"issued\": {\"date-parts\": [[2021, 2, 30]]}},"
             "{\"id\": \"e\", \"issued\": {\"literal\": \"vers 1990\"}}, {\"id\": \"f\", \"issued\": {\"raw\": \"Spring 2020\"}}]");
    ck_assert_str_eq(f.doc->sources[0].date, "2019-01/2020");
    ck_assert_str_eq(f.doc->sources[1].date, "2020-02-03");
    ck_assert_str_eq(f.doc->sources[2].date, "2020");
    ck_assert_ptr_null(f.doc->sources[3].date);
    ck_assert_str_eq(f.doc->sources[4].date, "vers 1990");
    ck_assert_str_eq(f.doc->sources[5].date, "2020");
    ck_has(f.said, "s.json:1:");
    ck_has(f.said, "“2021-02-30” (issued) is no date [date-bad]");
    fixture_drop(&f);
}
END_TEST

static void ck_says(const char *json, const char *expected)
{
    struct fixture f = {0};
    load(&f, json);
    ck_has(f.said, expected);
    ck_assert(diag_failed(f.diag));
    fixture_drop(&f);
}

START_TEST(bad_input)
{
    ck_says("[\n{\"id\": \"a\",}\n]", "s.json:2:");
    ck_says("", "[sources-read]");
    ck_says("{\"x\": 1}", "s.json:1:1: error: no list of items [sources-read]");
    ck_says("[1]", "item 1 is no object [sources-read]");
    ck_says("[{\"title\": \"x\"}]", "a source without an id [sources-read]");
    ck_says("[{\"id\": \"a\"},\n {\"id\": \"a\"}]", "s.json:2:9: error: the id “a” was given before");
    ck_says("[{\"id\": \"a\", \"custom\": {\"kind\": \"gossip\"}}]", "kind “gossip” is none of official");
    ck_says("[{\"id\": \"a\", \"custom\": {\"grade\": \"G9\"}}]", "[value-bad]");
    ck_says("[{\"id\": \"a\", \"title\": 3, \"author\": \"x\", \"issued\": [1], \"custom\": []}, 2]", "item 2");
}
END_TEST

START_TEST(missing_and_outside)
{
    struct fixture f = {0}, g = {0};
    fixture_body(&f, "<sources href=\"nowhere.json\"/>", "<p>Un.</p>");
    ck_has(f.said, "t.xml:3:");
    ck_has(f.said, "“nowhere.json” cannot be read [sources-read]");
    fixture_drop(&f);
    fixture_body(&g, "<sources href=\"../../etc/passwd\"/>", "<p>Un.</p>");
    ck_has(g.said, "[file-outside]");
    fixture_drop(&g);
}
END_TEST

START_TEST(clash_with_an_element)
{
    struct fixture f = {0};
    fixture_text(&f, "s.json", "[{\"id\": \"a\"}]");
    fixture_body(&f, "<sources href=\"s.json\"><source xml:id=\"a\" kind=\"web\"><title>x</title></source></sources>",
                 "<p>Un.</p>");
    ck_has(f.said, "[id-twice]");
    ck_has(f.said, "s.json:1");
    ck_assert_int_eq(f.doc->n_sources, 1);
    fixture_drop(&f);
}
END_TEST

START_TEST(odd_shapes)
{
    struct fixture f = {0};
    load(&f, "{\"references\": [{\"id\": \"a b\", \"title\": [\"One\"], \"author\": \"Jane Roe\", \"issued\": \"2019-05-01\"},"
             "{\"id\": \"b\", \"title\": \"x\", \"author\": [{\"name\": \"Org\"}, \"Doe\"], \"issued\": {\"date-parts\": [[]], "
             "\"literal\": \"s.d.\"}},"
             "{\"id\": \"c\", \"title\": \"x\", \"author\": {\"family\": \"Q\"}, \"issued\": {\"raw\": \"12 mars 2019\"}},"
             "{\"id\": \"d\", \"title\": \"x\", \"issued\": {\"date-parts\": [2019, 3]}},"
             "{\"id\": \"e\", \"title\": \"x\", \"issued\": {\"date-parts\": [[\"2019-03-12\"]]}},"
             "{\"id\": \"f\", \"title\": \"x\", \"issued\": {\"date-parts\": [[null]]}},"
             "{\"id\": \"g\", \"title\": \"x\", \"issued\": {\"date-parts\": [[2019, 21]]}}]}");
    const struct source *s = f.doc->sources;
    ck_assert_str_eq(f.said, "");
    ck_assert_int_eq(f.doc->n_sources, 7);
    ck_assert_str_eq(s[0].id, "a_b");
    ck_assert_str_eq(s[0].title, "One");
    ck_assert_str_eq(s[0].author[0].literal, "Jane Roe");
    ck_assert_str_eq(s[0].date, "2019-05-01");
    ck_assert_str_eq(s[1].author[0].literal, "Org");
    ck_assert_str_eq(s[1].author[1].literal, "Doe");
    ck_assert_str_eq(s[1].date, "s.d.");
    ck_assert_str_eq(s[2].author[0].family, "Q");
    ck_assert_str_eq(s[2].date, "2019-03-12");
    ck_assert_str_eq(s[3].date, "2019-03");
    ck_assert_str_eq(s[4].date, "2019-03-12");
    ck_assert_ptr_null(s[5].date);
    ck_assert_str_eq(s[6].date, "2019");
    fixture_drop(&f);
    struct fixture g = {0};
    load(&g, "[{\"id\": \"a\", \"issued\": {\"date-parts\": [[2019, 18]]}}, {\"id\": \"b\", \"issued\": {\"raw\": \"2019-02-30\"}}]");
    ck_has(g.said, "“2019-18” (issued) is no date");
    ck_has(g.said, "“2019-02-30” (issued) is no date");
    fixture_drop(&g);
}
END_TEST

TEST_MAIN("csljson", fields, kind_from_note_or_type, dates, odd_shapes, bad_input, missing_and_outside, clash_with_an_element)
