/* Sources: their order, and how a reference reads. */
#include "fixture.h"

#define NB "\xc2\xa0"
#define NN "\xe2\x80\xaf"

/* The reference of the first source, in the language, as reference_append makes it. */
static void ck_reference(const char *json, const char *lang, const char *expected)
{
    struct fixture f = {0};
    fixture_text(&f, "s.json", json);
    fixture_body(&f, "<sources href=\"s.json\"/>", "<p>Un.</p>");
    ck_assert_str_eq(f.said, "");
    struct node *p = node_new(f.doc, NODE_P, NULL);
    p->lang = lang;
    reference_append(f.doc, &f.doc->sources[0], p);
    ck_text(p, expected);
    fixture_drop(&f);
}

START_TEST(book)
{
    ck_reference("[{\"id\": \"a\", \"title\": \"La crise\", \"author\": [{\"family\": \"Valéry\", \"given\": "
                 "\"Paul\"}], \"publisher\": \"NRF\","
                 "\"issued\": {\"date-parts\": [[1919]]}}]",
                 "fr", "Valéry, Paul. La crise. NRF, 1919.");
}
END_TEST

START_TEST(article)
{
    const char *json = "[{\"id\": \"a\", \"title\": \"Où va-t-on ?\", \"container-title\": \"Le Monde\", \"author\": "
                       "[{\"family\": \"Roy\", \"given\": \"J.\"},"
                       "{\"literal\": \"AFP\"}], \"issued\": {\"date-parts\": [[2021, 7, 8]]}, \"number\": \"873\", "
                       "\"page\": \"12-14\","
                       "\"URL\": \"https://ex.org/a\", \"accessed\": {\"date-parts\": [[2024, 5, 3]]}}]";
    ck_reference(json, "fr",
                 "Roy, J. ; AFP. « Où va-t-on ? ». Le Monde, 8" NB "juillet 2021, n°" NB "873, p." NB
                 "12–14. ex.org/a, consulté le 3" NB "mai 2024.");
    ck_reference(json, "en",
                 "Roy, J.; AFP. “Où va-t-on ?”. Le Monde, 8" NB "July 2021, no." NB "873, p." NB
                 "12–14. ex.org/a, accessed 3" NB "May 2024.");
}
END_TEST

START_TEST(chinese)
{
    ck_reference("[{\"id\": \"a\", \"title\": \"浙江\", \"language\": \"zh-Hans\", \"author\": [{\"family\": \"王\", "
                 "\"given\": \"明\"},"
                 "{\"family\": \"Yuan\", \"given\": \"Jiajun\"}], \"issued\": {\"date-parts\": [[2020]]}}]",
                 "fr", "王明 ; Yuan Jiajun. 浙江. 2020.");
    ck_reference("[{\"id\": \"a\", \"title\": \"浙江\", \"language\": \"zh-Hans\", \"container-title\": \"日报\", "
                 "\"issued\": {\"date-parts\": [[2020, 3]]}}]",
                 "zh-Hans", "《浙江》。日报，2020年3月。");
}
END_TEST

START_TEST(descriptive_title_undated)
{
    ck_reference(
        "[{\"id\": \"a\", \"title\": \"[Page de la Région]\", \"container-title\": \"Site\", \"note\": \"À voir\"}]",
        "fr", "[Page de la Région]. Site, s." NB "d. À voir.");
    ck_reference("[{\"id\": \"a\"}]", "fr", "S." NB "d.");
}
END_TEST

START_TEST(languages_are_marked)
{
    struct fixture f = {0};
    fixture_text(
        &f, "s.json",
        "[{\"id\": \"a\", \"title\": \"The aid\", \"language\": \"en\"}, {\"id\": \"b\", \"title\": \"L’aide\"}]");
    fixture_body(&f, "<sources href=\"s.json\"/>", "<p>Un <cite source=\"a b\"/>.</p>");
    const struct node *em = fixture_find(&f, NODE_EM, 0);
    ck_assert_int_eq(em->child->kind, NODE_SPAN);
    ck_assert_str_eq(em->child->lang, "en");
    ck_assert_int_eq(fixture_find(&f, NODE_EM, 1)->child->kind, NODE_TEXT);
    fixture_drop(&f);
}
END_TEST

START_TEST(order_of_first_cite)
{
    struct fixture f = {0};
    fixture_body(&f,
                 "<sources><source xml:id=\"a\" kind=\"web\"><title>Alpha</title></source><source xml:id=\"b\" "
                 "kind=\"web\"><title>Bêta</title></source>"
                 "<source xml:id=\"c\" kind=\"web\"><title>Gamma</title></source></sources>",
                 "<p><claim status=\"official\" source=\"c\">Un</claim> <cite source=\"b c\" at=\"p. 4\"/>.</p>");
    ck_assert_str_eq(f.doc->sources[0].id, "c");
    ck_assert_str_eq(f.doc->sources[1].id, "b");
    ck_assert_str_eq(f.doc->sources[2].id, "a");
    ck_assert_int_eq(f.doc->sources[0].n_cited, 2);
    ck_assert_int_eq(f.doc->sources[2].n_cited, 0);
    ck_text(f.doc->sources[2].entry, "3" NB "Alpha. S." NB "d. Page web. Non cité.");
    ck_text(f.doc->sources[1].entry, "2" NB "Bêta. S." NB "d. Page web. Cité p." NB "#.");
    fixture_drop(&f);
}
END_TEST

START_TEST(whole_element)
{
    struct fixture f = {0};
    fixture_body(
        &f,
        "<sources><source xml:id=\"a\" kind=\"parliamentary\" grade=\"A1\"><title>Un\n  rapport</title><author "
        "role=\"rapporteur\">A. Gattolin</author>"
        "<publisher>Sénat</publisher><date>2021-09-29</date><accessed>2024</accessed><url>https://senat.fr/x</url>"
        "<archived>https://web.archive.org/y</archived><number>873</number><snapshot href=\"x.pdf\" "
        "sha256=\"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\"/><remark>Fin</remark></source></"
        "sources>",
        "<p>Un <cite source=\"a\"/>.</p>");
    ck_assert_str_eq(f.said, "");
    ck_text(f.doc->sources[0].entry,
            "1" NB "A." NB "Gattolin (rapporteur). Un rapport. Sénat, 29" NB "septembre 2021, n°" NB
            "873. senat.fr/x, consulté en 2024. Copie archivée" NB
            ": web.archive.org/y. Copie conservée" NB
            ": x.pdf (SHA-256 0123456789ab…). Fin. Document "
            "parlementaire" NN "; fiabilité" NB "A" NB ": totalement fiable" NN "; crédibilité" NB "1" NB
            ": confirmée par d’autres sources. Cité p." NB "#.");
    ck_assert_str_eq(fixture_find(&f, NODE_A, 0)->href, "https://senat.fr/x");
    fixture_drop(&f);
}
END_TEST

START_TEST(bad_dates)
{
    struct fixture f = {0};
    fixture_body(
        &f, "<sources><source xml:id=\"a\" kind=\"web\"><title>A</title><date>2021-02-30</date></source></sources>",
        "<p>Un.</p>");
    ck_has(f.said, "t.xml:3:");
    ck_has(f.said, "“2021-02-30” is no date [date-bad]");
    fixture_drop(&f);
}
END_TEST

TEST_MAIN("source", book, article, chinese, descriptive_title_undated, languages_are_marked, order_of_first_cite,
          whole_element, bad_dates)
