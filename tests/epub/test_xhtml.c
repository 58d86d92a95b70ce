/* What stands in the pages: page marks at their very letter, notes with both links, tables, charts, navigation. */
#include "book.h"

static char *page(struct sample *s, bool pages, const char *name)
{
    char path[64];
    sample_write(s, pages, 1714953600, path);
    char *text = entry(path, name);
    ck_assert_msg(text != NULL, "no %s", name);
    unlink(path);
    return text;
}

START_TEST(marks_stand_at_their_letter)
{
    struct sample s;
    sample_open(&s);
    /* a section is called page-3 by the writer: made ids step aside */
    char *front = page(&s, true, "EPUB/front-03.xhtml");
    HAS(front, "le <span epub:type=\"pagebreak\" role=\"doc-pagebreak\" id=\"page-_3\" aria-label=\"ii\"></span>"
               "<span epub:type=\"pagebreak\" role=\"doc-pagebreak\" id=\"page-_4\" aria-label=\"iii\"></span>reste de la page");
    HAS(front, "id=\"page-3\"");
    free(front);
    char *body = page(&s, true, "EPUB/body-01.xhtml");
    HAS(body, "Du texte <span epub:type=\"pagebreak\" role=\"doc-pagebreak\" id=\"page-_5\" aria-label=\"1\"></span>avec une note<a ");
    free(body);
    body = page(&s, false, "EPUB/body-02.xhtml");
    HAS_NOT(body, "pagebreak");
    HAS_NOT(body, "p.\u00a0");
    free(body);
    sample_close(&s);
}
END_TEST

START_TEST(a_page_begins_outside_what_is_hidden)
{
    struct sample s;
    sample_open(&s);
    for (int32_t i = 0; i < s.doc->n_nodes; i++) /* page 3 begins with the words of a quotation that repeats those of the page */
        if (s.doc->nodes[i]->kind == NODE_PULLQUOTE)
            s.pages[6].node = s.doc->nodes[i]->child->child;
    s.pages[6].offset = 0;
    char *body = page(&s, true, "EPUB/body-02.xhtml");
    HAS(body, "aria-label=\"3\"></span>\n<aside class=\"d-pullquote\" epub:type=\"pullquote\" role=\"doc-pullquote\" aria-hidden=\"true\">\n<p class=\"d-p\">Une phrase");
    free(body);
    sample_close(&s);
}
END_TEST

START_TEST(notes_lead_there_and_back)
{
    struct sample s;
    sample_open(&s);
    char *t = page(&s, true, "EPUB/body-01.xhtml");
    const char *call = strstr(t, "epub:type=\"noteref\"");
    ck_assert_ptr_nonnull(call);
    char id[40], want[80];
    ck_assert_int_eq(sscanf(call, "epub:type=\"noteref\" role=\"doc-noteref\" id=\"%39[^\"]\"", id), 1);
    snprintf(want, sizeof want, "role=\"doc-backlink\" href=\"#%s\"", id);
    HAS(t, want);
    HAS(t, "<aside class=\"d-note\" epub:type=\"footnote\" role=\"doc-footnote\" id=\"");
    HAS(t, ">2</a> Deux paragraphes"); /* the number opens the note's own paragraph */
    HAS(t, "vers ailleurs</a><a class=\"d-note-call\""); /* a link holds no other */
    HAS(t, "href=\"https://example.org/a%20b?x=1&amp;y=%C3%A9\"");
    HAS(t, "href=\"body-02.xhtml#deux\"");
    ck_assert(strstr(t, "doc-footnote") > strstr(t, "Sous-titre")); /* at the end of the file */
    free(t);
    sample_close(&s);
}
END_TEST

START_TEST(elements_say_what_they_are)
{
    struct sample s;
    sample_open(&s);
    char *t = page(&s, true, "EPUB/body-01.xhtml");
    HAS(t, "<h1 class=\"d-title\"");
    HAS(t, "<h2 class=\"d-title\">");
    HAS(t, "epub:type=\"chapter\" role=\"doc-chapter\"");
    HAS(t, "<caption class=\"d-caption\">");
    HAS(t, "data-status=\"reported\"");
    HAS(t, "role=\"doc-biblioref\"");
    HAS(t, "xml:lang=\"zh-Hans\" lang=\"zh-Hans\">浙江<");
    HAS(t, "role=\"doc-pullquote\" aria-hidden=\"true\">\n<p class=\"d-p\">Du texte");
    HAS(t, "role=\"doc-pullquote\">\n<p class=\"d-p\">Ce que");
    HAS(t, "<svg xmlns=");
    HAS(t, "<details class=\"d-data\">");
    HAS(t, "Deux barres\n<div class=\"d-credit\">Dessin du livre</div></figcaption></figure>");
    free(t);
    sample_close(&s);
}
END_TEST

START_TEST(indexes_say_what_they_are_and_lead_back)
{
    struct sample s;
    sample_open(&s);
    char *t = page(&s, true, "EPUB/back-01.xhtml");
    HAS(t, " epub:type=\"loi\" aria-labelledby=\"");
    free(t);
    t = page(&s, true, "EPUB/back-02.xhtml");
    HAS(t, " role=\"doc-index\" aria-labelledby=\"");
    HAS(t, "epub:type=\"backlink\" role=\"doc-backlink\">1</a>");
    free(t);
    t = page(&s, true, "EPUB/back-03.xhtml");
    HAS(t, "role=\"doc-bibliography\"");
    HAS(t, "<li class=\"d-sourceentry\" id=\"src-a\" epub:type=\"biblioentry\"");
    HAS(t, "epub:type=\"backlink\" role=\"doc-backlink\">1</a>");
    free(t);
    t = page(&s, true, "EPUB/cover.xhtml");
    HAS(t, "epub:type=\"subtitle\" role=\"doc-subtitle\"");
    free(t);
    sample_close(&s);
}
END_TEST

START_TEST(cells_name_their_headers)
{
    struct sample s;
    sample_open(&s);
    char *t = page(&s, true, "EPUB/body-01.xhtml"), id[40], want[200];
    const char *at = strstr(t, "rowspan=\"2\" scope=\"row\" id=\"");
    ck_assert_ptr_nonnull(at);
    ck_assert_int_eq(sscanf(at, "rowspan=\"2\" scope=\"row\" id=\"%39[^\"]\"", id), 1);
    snprintf(want, sizeof want, " %s\" style=\"text-align:right\">1</td>", id);
    HAS(t, want);
    snprintf(want, sizeof want, " %s\" style=\"text-align:right\">2</td>", id); /* its column is the second, its header spans from above */
    HAS(t, want);
    HAS(t, "<div class=\"d-scroll\" role=\"group\" aria-labelledby=\"etages\" tabindex=\"0\">\n<table");
    HAS(t, "<td class=\"d-td\" headers=\"h-a h-1 r-1\" style=\"text-align:right\">5</td>"
           "<td class=\"d-td\" headers=\"h-a h-2 r-1\" style=\"text-align:right\">6</td>"); /* numbers stand right, as on paper */
    HAS(t, "<td class=\"d-td\" headers=\"h-a h-1 r-2\" style=\"text-align:right\">7</td>");
    HAS(t, "colspan=\"2\" scope=\"col\"");
    free(t);
    sample_close(&s);
}
END_TEST

START_TEST(navigation_lists_all)
{
    struct sample s;
    sample_open(&s);
    char *nav = page(&s, true, "EPUB/nav.xhtml");
    HAS(nav, "<nav epub:type=\"toc\" role=\"doc-toc\"");
    HAS(nav, "<li><a href=\"front-03.xhtml#page-3\">Préface</a></li>");
    HAS(nav, "Sous-titre</a></li>\n</ol></li>");
    HAS_NOT(nav, "Note du titre");
    HAS(nav, "<li><a href=\"front-01.xhtml#page-_2\">i</a></li>\n<li><a href=\"front-03.xhtml#page-_3\">ii</a></li>\n"
             "<li><a href=\"front-03.xhtml#page-_4\">iii</a></li>\n"
             "<li><a href=\"body-01.xhtml#page-_5\">1</a></li>\n<li><a href=\"body-02.xhtml#page-_6\">2</a></li>\n<li><a href=\"body-02.xhtml#page-_7\">3</a></li>\n</ol>");
    HAS(nav, "<li><a epub:type=\"bodymatter\" href=\"body-01.xhtml\">");
    HAS(nav, "<li><a epub:type=\"toc\" href=\"front-02.xhtml\">");
    free(nav);
    nav = page(&s, false, "EPUB/nav.xhtml");
    HAS_NOT(nav, "page-list");
    free(nav);
    char *ncx = page(&s, true, "EPUB/toc.ncx");
    HAS(ncx, "type=\"front\" playOrder");
    HAS(ncx, "value=\"2\" playOrder");
    free(ncx);
    sample_close(&s);
}
END_TEST

START_TEST(written_from_the_right)
{
    static const struct {
        const char *lang, *outer, *is;
    } cases[] = {
        {"fr", "fr", ""},
        {"fr", NULL, " xml:lang=\"fr\" lang=\"fr\""},
        {"ar", NULL, " xml:lang=\"ar\" lang=\"ar\" dir=\"rtl\""},
        {"he-IL", "fr", " xml:lang=\"he-IL\" lang=\"he-IL\" dir=\"rtl\""},
        {"fr", "ar", " xml:lang=\"fr\" lang=\"fr\" dir=\"ltr\""},
        {"fa", "ar", " xml:lang=\"fa\" lang=\"fa\""},
        {"ku-Arab", "fr", " xml:lang=\"ku-Arab\" lang=\"ku-Arab\" dir=\"rtl\""},
        {"ar-Latn", "fr", " xml:lang=\"ar-Latn\" lang=\"ar-Latn\""},
        {"arn", "fr", " xml:lang=\"arn\" lang=\"arn\""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf b = {0};
        buf_adds(&b, "");
        lang_attributes(&b, cases[i].lang, cases[i].outer);
        ck_assert_str_eq(b.data, cases[i].is);
        buf_drop(&b);
    }
}
END_TEST

TEST_MAIN("epub xhtml", marks_stand_at_their_letter, a_page_begins_outside_what_is_hidden, notes_lead_there_and_back, elements_say_what_they_are, indexes_say_what_they_are_and_lead_back, cells_name_their_headers, navigation_lists_all, written_from_the_right)
