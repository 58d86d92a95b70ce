/* Sources: their order, and how a reference reads. */
#include "fixture.h"

#define NB "\xc2\xa0"
#define NN "\xe2\x80\xaf"

/* The entry of the first source, in a dossier of that language. */
static void ck_reference(const char *json, const char *lang, const char *expected)
{
    struct fixture f = {0};
    struct buf b = {0};
    fixture_text(&f, "s.json", json);
    buf_addf(&b,
             "<dossier xmlns=\"urn:dossier:1\" xml:lang=\"%s\"><info><title>Essai</title></info><sources href=\"s.json\"/>"
             "<body><section><title>Un</title><p>Un.</p></section></body></dossier>",
             lang);
    fixture_load(&f, b.data);
    ck_assert_str_eq(f.said, "");
    buf_clear(&b);
    all_text(f.doc->sources[0].entry, &b);
    ck_has(b.data, expected);
    ck_assert_msg(strstr(b.data, expected) == b.data + 2, "more stands before “%s” in “%s”", expected, b.data);
    buf_drop(&b);
    fixture_drop(&f);
}

START_TEST(book)
{
    ck_reference("[{\"id\": \"a\", \"type\": \"book\", \"title\": \"La crise\", \"author\": [{\"family\": \"Valéry\", \"given\": "
                 "\"Paul\"}], \"publisher\": \"NRF\", \"publisher-place\": \"Paris\", \"edition\": \"2\","
                 "\"issued\": {\"date-parts\": [[1919]]}}]",
                 "fr", "Valéry, Paul. La crise. 2e" NB "éd. Paris" NB ": NRF, 1919. Livre. Non cité.");
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
                 "Roy, J. et AFP. Où va-t-on" NN "? Le Monde [en ligne]. 8" NB "juillet 2021, n°" NB "873, p." NB
                 "12–14 [consulté le 3" NB "mai 2024]. Disponible sur" NB ": ex.org/a. ");
    ck_reference(json, "en",
                 "Roy, J. and AFP. Où va-t-on ? Le Monde [online]. 8" NB "July 2021, no." NB "873, pp." NB
                 "12–14 [accessed 3" NB "May 2024]. Available at: ex.org/a. ");
}
END_TEST

/* What is known only in part, about, or is not over. */
START_TEST(dates)
{
#define DATED(date) "[{\"id\": \"a\", \"title\": \"Titre\", \"issued\": " date "}]"
    ck_reference(DATED("{\"date-parts\": [[2021, 3]]}"), "fr", "Titre. Mars 2021. ");
    ck_reference(DATED("{\"date-parts\": [[2021, 3, 1]]}"), "fr", "Titre. 1er" NB "mars 2021. ");
    ck_reference(DATED("{\"date-parts\": [[1990]], \"circa\": true}"), "fr", "Titre. Vers 1990. ");
    ck_reference(DATED("{\"date-parts\": [[2019], [2021]]}"), "fr", "Titre. 2019–2021. ");
    ck_reference(DATED("{\"date-parts\": [[2019], [0]]}"), "fr", "Titre. 2019–. ");
    ck_reference(DATED("{\"literal\": \"printemps 2020\"}"), "fr", "Titre. Printemps 2020. ");
    ck_reference("[{\"id\": \"a\", \"title\": \"Titre\", \"URL\": \"https://ex.org/a\", \"accessed\": {\"date-parts\": [[2024, 5]]}}]", "fr",
                 "Titre [en ligne]. S." NB "d. [consulté en mai 2024]. ");
#undef DATED
}
END_TEST

START_TEST(chinese)
{
    ck_reference("[{\"id\": \"a\", \"title\": \"浙江\", \"language\": \"zh-Hans\", \"author\": [{\"family\": \"王\", "
                 "\"given\": \"明\"},"
                 "{\"family\": \"Yuan\", \"given\": \"Jiajun\"}], \"issued\": {\"date-parts\": [[2020]]}}]",
                 "fr", "王明 et Yuan Jiajun. 浙江. 2020. ");
    ck_reference("[{\"id\": \"a\", \"title\": \"浙江\", \"language\": \"zh-Hans\", \"container-title\": \"日报\", "
                 "\"issued\": {\"date-parts\": [[2020, 3]]}}]",
                 "zh-Hans", "浙江. 日报 [EB]. 2020年3月。网页。");
}
END_TEST

START_TEST(descriptive_title_undated)
{
    ck_reference(
        "[{\"id\": \"a\", \"title\": \"[Page de la Région]\", \"container-title\": \"Site\", \"note\": \"À voir\"}]",
        "fr", "[Page de la Région]. Site. S." NB "d. À voir. ");
    ck_reference("[{\"id\": \"a\"}]", "fr", "S." NB "d. ");
}
END_TEST

/* Who the author of a source element is: family|given|literal. */
static void ck_author(const char *element, const char *expected)
{
    struct fixture f = {0};
    struct buf b = {0};
    buf_addf(&b, "<sources><source xml:id=\"a\" kind=\"web\"><title>Alpha</title>%s</source></sources>", element);
    fixture_body(&f, b.data, "<p>Un.</p>");
    ck_assert_str_eq(f.said, "");
    const struct source_name *n = &f.doc->sources[0].author[0];
    buf_clear(&b);
    buf_addf(&b, "%s|%s|%s%s%s", n->family ? n->family : "", n->given ? n->given : "", n->literal ? n->literal : "",
             n->family_first ? "!" : "", n->unsure ? "?" : "");
    ck_assert_str_eq(b.data, expected);
    buf_drop(&b);
    fixture_drop(&f);
}

START_TEST(persons_and_institutions)
{
    ck_author("<author>Dupont, Marie</author>", "Dupont|Marie|");
    ck_author("<author>de La Fontaine, J.-P.</author>", "de La Fontaine|J.-P.|");
    ck_author("<author>d’Ormesson, Jean</author>", "d’Ormesson|Jean|");
    ck_author("<author>Marie Dupont</author>", "||Marie Dupont?");
    ck_author("<author kind=\"person\">Paul de La Fontaine</author>", "de La Fontaine|Paul|");
    ck_author("<author kind=\"person\">Colette</author>", "||Colette");
    ck_author("<author kind=\"person\">King, Jr., Martin Luther</author>", "King|Martin Luther|");
    ck_author("<author family=\"Wang\">Wang Yi</author>", "Wang|Yi|!");
    ck_author("<author family=\"Jeangène Vilmer\">Jean-Baptiste Jeangène Vilmer</author>", "Jeangène Vilmer|Jean-Baptiste|");
    ck_author("<author family=\"Roy\">Dupont</author>", "||Dupont");
    ck_author("<author>Ministère de l’Éducation, Paris</author>", "||Ministère de l’Éducation, Paris");
    ck_author("<author>Presse, radio, télévision</author>", "||Presse, radio, télévision");
    ck_author("<author kind=\"institution\">Rhône, Alpes</author>", "||Rhône, Alpes");
    ck_author("<author>Agence France-Presse (AFP)</author>", "||Agence France-Presse (AFP)");
    ck_author("<author>AFP</author>", "||AFP");
    ck_author("<author>initiative-citoyenne.fr</author>", "||initiative-citoyenne.fr");
}
END_TEST

/* As they stand in the index, in French. */
START_TEST(names_in_the_index)
{
    struct fixture f = {0};
    fixture_body(&f,
                 "<sources><source xml:id=\"a\" kind=\"book\"><title>Alpha</title><author>Dupont, Marie</author>"
                 "<author family=\"Wang\">Wang Yi</author><author xml:lang=\"zh-Hant\" latin=\"Lin Zexu\">林則徐</author>"
                 "<author role=\"dir.\">Roy, Jean</author><author kind=\"institution\">Cités Unies</author><date>2020</date></source></sources>",
                 "<p>Un.</p>");
    ck_assert_str_eq(f.said, "");
    ck_text(f.doc->sources[0].entry,
            "1 Dupont, Marie, Wang Yi, Lin Zexu 林則徐, Roy, Jean (dir.) et Cités Unies. Alpha. 2020. Livre. Non cité.");
    const struct node *caps = fixture_find(&f, NODE_SPAN, 0);
    ck_assert_str_eq(caps->class, "small-caps");
    ck_text(caps, "Dupont");
    for (int i = 0; caps && strcmp(caps->lang, "zh-Hant") != 0; i++)
        caps = fixture_find(&f, NODE_SPAN, i);
    ck_text(caps, "林則徐");
    fixture_drop(&f);
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
    ck_text(f.doc->sources[2].entry, "3 Alpha. S." NB "d. Page web. Non cité.");
    ck_text(f.doc->sources[1].entry, "2 Bêta. S." NB "d. Page web. Cité p." NB "#.");
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
            "1 A." NB "Gattolin (rapporteur). Un rapport [en ligne]. Sénat, 29" NB "septembre 2021, n°" NB
            "873 [consulté en 2024]. Disponible sur" NB ": senat.fr/x. Copie archivée" NB
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

TEST_MAIN("source", book, article, dates, chinese, descriptive_title_undated, persons_and_institutions, names_in_the_index, languages_are_marked, order_of_first_cite,
          whole_element, bad_dates)
