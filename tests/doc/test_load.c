/* Loading: places, includes, identity, limits. */
#include "scratch.h"
#include "test.h"

#define NS "xmlns=\"urn:dossier:1\" xmlns:xi=\"http://www.w3.org/2001/XInclude\""

static void at(const struct src *s, const char *file, int line, int col)
{
    ck_assert_str_eq(s->file, file);
    ck_assert_int_eq(s->line, line);
    ck_assert_int_eq(s->col, col);
}

START_TEST(every_place_is_true)
{
    struct scratch s;
    scratch_begin(&s);
    scratch_put(
        "main.xml",
        "\xEF\xBB\xBF<?xml version=\"1.0\"?>\r\n<?xml-stylesheet type=\"text/css\" href=\"a.css\"?>\n<!-- é > < -->\n"
        "<dossier " NS " xml:lang=\"fr\">\n  <info><title>浙江 <em\n  class=\"x\">un</em> été</title></info>\n"
        "  <body><xi:include href=\"in/part.xml\"/></body>\n</dossier>\n");
    ck_assert_int_eq(system("mkdir in"), 0);
    scratch_put("in/part.xml", "<section " NS " numbered=\"no\"\n>\n<title>A</title>\n<p>B <!-- c --> <span "
                               "xml:lang='zh'\n class = 'é' xml:id=\"s\">C</span></p>"
                               "</section>");
    ck_assert_ptr_nonnull(scratch_load(&s, NULL));
    ck_assert_str_eq(s.said, "");
    const struct node *title = s.doc->info->child, *em = title->child->next;
    at(&s.doc->tree->src, "main.xml", 4, 1);
    at(&title->src, "main.xml", 5, 9);
    at(&em->src, "main.xml", 5, 19);
    at(&em->attrs->src, "main.xml", 6, 3);
    at(&em->child->src, "main.xml", 6, 13);
    at(&em->next->src, "main.xml", 6, 20);
    at(&s.doc->stylesheet_src, "main.xml", 2, 1);
    ck_assert_str_eq(s.doc->stylesheet, "a.css");
    const struct node *section = scratch_find(&s, NODE_SECTION), *span = scratch_find(&s, NODE_SPAN);
    at(&section->src, "in/part.xml", 1, 1);
    at(&span->src, "in/part.xml", 4, 17);
    at(&span->attrs->src, "in/part.xml", 5, 2);
    ck_assert_str_eq(span->lang, "zh");
    ck_assert_str_eq(span->id, "s");
    ck_assert_str_eq(span->class, "é");
    ck_assert_str_eq(section->lang, "fr");
    scratch_end(&s);
}
END_TEST

START_TEST(lines_past_65535)
{
    struct scratch s;
    struct buf b = {0};
    scratch_begin(&s);
    buf_adds(&b, "<dossier " NS "><info><title>T</title></info><body><section numbered=\"no\"><title>U</title>");
    for (int i = 0; i < 70000; i++)
        buf_addc(&b, '\n');
    buf_adds(&b, "<p>x</p></section></body></dossier>");
    scratch_put("main.xml", b.data);
    scratch_load(&s, NULL);
    at(&scratch_find(&s, NODE_P)->src, "main.xml", 70001, 1);
    buf_drop(&b);
    scratch_end(&s);
}
END_TEST

static char *identifier_of(const char *title, const char *more)
{
    struct scratch s;
    struct buf b = {0};
    scratch_begin(&s);
    buf_addf(&b, "<dossier " NS "><info><title>%s</title>%s</info><body/></dossier>", title, more);
    scratch_put("main.xml", b.data);
    scratch_load(&s, NULL);
    char *id = xstrdup(s.doc->identifier);
    buf_drop(&b);
    scratch_end(&s);
    return id;
}

START_TEST(identifier)
{
    char *a = identifier_of("A", ""), *again = identifier_of("A", ""), *b = identifier_of("B", ""),
         *given = identifier_of("A", "<identifier>urn:isbn:1</identifier>");
    ck_assert_str_eq(a, again);
    ck_assert_str_ne(a, b);
    ck_assert_str_eq(given, "urn:isbn:1");
    ck_assert_uint_eq(strlen(a), 9 + 36);
    ck_assert_int_eq(a[9 + 14], '5');
    ck_assert_ptr_nonnull(strchr("89ab", a[9 + 19]));
    free(a), free(again), free(b), free(given);
}
END_TEST

START_TEST(metadata)
{
    struct scratch s;
    scratch_begin(&s);
    scratch_put(
        "main.xml",
        "<dossier " NS
        " xml:lang=\"fr\"><info><title>Un <em>titre</em><note>N</note></title><author>A</author><author>B</author>"
        "<publisher>P</publisher><date>2024-05</date><keyword>k</keyword><keyword>l</keyword><abstract><p>R</p><p>S</p>"
        "</abstract><rights>D</rights></info><body/></dossier>");
    scratch_load(&s, NULL);
    ck_assert_str_eq(s.doc->title, "Un titre");
    ck_assert_str_eq(s.doc->author, "A, B");
    ck_assert_str_eq(s.doc->publisher, "P");
    ck_assert_str_eq(s.doc->date, "2024-05");
    ck_assert_str_eq(s.doc->abstract, "R S");
    ck_assert_str_eq(s.doc->rights, "D");
    ck_assert_int_eq(s.doc->n_keywords, 2);
    ck_assert_str_eq(s.doc->keywords[1], "l");
    ck_assert_ptr_null(s.doc->subtitle);
    ck_assert_str_eq(s.doc->lang, "fr");
    for (int32_t i = 0; i < s.doc->n_nodes; i++) {
        ck_assert_int_eq(s.doc->nodes[i]->index, i);
        ck_assert(!i || s.doc->nodes[i]->parent->index < i);
    }
    scratch_end(&s);
}
END_TEST

START_TEST(file_too_big)
{
    struct scratch s;
    scratch_begin(&s);
    scratch_put("main.xml", "<dossier/>");
    ck_assert_int_eq(truncate("main.xml", (64 << 20) + 1), 0);
    ck_assert_ptr_null(scratch_load(&s, NULL));
    ck_assert_ptr_nonnull(strstr(s.said, "main.xml: error: “main.xml” is larger than 64 MB [file-too-big]"));
    scratch_end(&s);
}
END_TEST

/* libxml2 compares each with all before it. */
START_TEST(attributes_without_end)
{
    struct scratch s;
    struct buf b = {0};
    scratch_begin(&s);
    buf_adds(&b, "<dossier " NS "><info><title>T</title></info>\n<!-- <a b='1' -->\n<?a b='<' ?><body><section class='>'><title><![CDATA[<a b='1' ]]></title>\n <p");
    for (int i = 0; i < 50000; i++)
        buf_addf(&b, " a%d='x'", i);
    buf_adds(&b, "/></section></body></dossier>");
    scratch_put("main.xml", b.data);
    scratch_load(&s, NULL);
    ck_assert_ptr_nonnull(strstr(s.said, "main.xml:4:2: error: this tag has more than 1000 attributes [xml-syntax]"));
    scratch_end(&s);
    scratch_begin(&s);
    buf_clear(&b);
    buf_adds(&b, "<dossier " NS "><info><title class='>T</title></info><body><section><title>S</title>");
    for (int i = 0; i < 5000; i++)
        buf_adds(&b, "<p class='x'>p</p>");
    buf_adds(&b, "</section></body></dossier>");
    scratch_put("main.xml", b.data);
    scratch_load(&s, NULL);
    ck_assert_ptr_null(strstr(s.said, "attributes"));
    ck_assert_ptr_nonnull(strstr(s.said, "[xml-syntax]"));
    buf_drop(&b);
    scratch_end(&s);
}
END_TEST

START_TEST(includes_that_double_end)
{
    struct scratch s;
    struct buf b = {0};
    scratch_begin(&s);
    for (int i = 0; i < 20; i++) { /* 2^20 sections, were it let */
        char name[16];
        snprintf(name, sizeof name, "p%d.xml", i);
        buf_clear(&b);
        buf_addf(&b,
                 "<section " NS
                 "><title>T</title><xi:include href=\"p%d.xml\"/><xi:include href=\"p%d.xml\"/></section>",
                 i + 1, i + 1);
        scratch_put(name, b.data);
    }
    scratch_put("p20.xml", "<section " NS "><title>T</title></section>");
    scratch_put("main.xml",
                "<dossier " NS "><info><title>T</title></info><body><xi:include href=\"p0.xml\"/></body></dossier>");
    scratch_load(&s, NULL);
    ck_assert_ptr_nonnull(strstr(s.said, "the dossier includes more than 2000 files"));
    ck_assert_int_le(diag_count(s.diag, DIAG_ERROR), 30);
    buf_drop(&b);
    scratch_end(&s);
}
END_TEST

START_TEST(stderr_stays_clean)
{
    static const char *const bad[] = {"",
                                      "<",
                                      "<a",
                                      "<a>",
                                      "<a b>",
                                      "<?xml version='1.0' encoding='UTF-16'?><a/>",
                                      "\xFF\xFE<",
                                      "&x;",
                                      "<!DOCTYPE a [",
                                      "<a>]]></a>",
                                      "<!DOCTYPE a [<!ENTITY % p SYSTEM 'x'> %p;]><a/>",
                                      "<a xmlns='urn:dossier:1'/>",
                                      "<dossier xmlns='urn:dossier:1'/>",
                                      "<dossier xmlns='urn:dossier:1'><info/></dossier>",
                                      "<x:dossier xmlns:x='urn:dossier:1'><x:body/></x:dossier>",
                                      "<dossier xmlns='urn:dossier:1' xmlns='x'/>",
                                      "<dossier xmlns='urn:dossier:1' xml:id='1' xml:lang='&#1;'/>"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct scratch s;
        scratch_begin(&s);
        scratch_put("main.xml", bad[i]);
        int keep = dup(2);
        ck_assert_ptr_nonnull(freopen("stderr", "w+", stderr));
        scratch_load(&s, NULL);
        fflush(stderr);
        ck_assert_int_eq(ftell(stderr), 0);
        ck_assert(diag_failed(s.diag));
        dup2(keep, 2);
        close(keep);
        scratch_end(&s);
    }
}
END_TEST

/* Metadata takes one plain date, whatever the cover says. */
START_TEST(one_date_for_the_metadata)
{
    static const char *const dates[][2] = {
        {"2031~", "2031"}, {"2031-05/2032", "2031-05"}, {"/2031", "2031"}, {"2031-05-06", "2031-05-06"}};
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
        struct scratch s;
        struct buf b = {0};
        scratch_begin(&s);
        buf_addf(&b,
                 "<dossier xmlns=\"urn:dossier:1\" "
                 "xml:lang=\"fr\"><info><title>Essai</title><date>%s</date></info><body/></dossier>",
                 dates[i][0]);
        scratch_put("main.xml", b.data);
        scratch_load(&s, NULL);
        ck_assert_str_eq(s.doc->date, dates[i][1]);
        buf_drop(&b);
        scratch_end(&s);
    }
}
END_TEST

TEST_MAIN("doc: load", every_place_is_true, lines_past_65535, identifier, metadata, file_too_big,
          attributes_without_end, includes_that_double_end, stderr_stays_clean, one_date_for_the_metadata)
