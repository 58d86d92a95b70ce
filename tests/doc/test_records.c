/* BibTeX and RIS: what becomes of TeX, names, dates and types on the way to a source. */
#include "fixture.h"

#include "doc/records.h"

static const char *tex(const char *s)
{
    static char out[300];
    struct buf b = {0};
    tex_plain(s, strlen(s), &b);
    snprintf(out, sizeof out, "%s", b.data);
    buf_drop(&b);
    return out;
}

START_TEST(tex_as_text)
{
    ck_assert_str_eq(tex("{\\'E}t\\'{e} \\`a {\\^{\\i}}le, \\c{c}a, \\c ca na\\\"\\i ve {\\\"o} \\v{s}"),
                     "Été à île, ça, ça naïve ö š");
    ck_assert_str_eq(tex("\\oe uvre, \\ae{}on \\ss{} {\\aa}"), "œuvre, æon ß å");
    ck_assert_str_eq(tex("A--B---C ``x'' \\& 5\\,\\% \\$ p.~2 \\textit{it} $x$"), "A–B—C “x” & 5 % $ p.\xC2\xA0"
                                                                                  "2 it x");
    ck_assert_str_eq(tex("\\og mot\\fg"), "«\xC2\xA0mot\xC2\xA0»");
    ck_assert_str_eq(tex("\\"), "");
    ck_assert_str_eq(tex("\\'"), "");
    ck_assert_str_eq(tex("\\unknown{x} \\v"), "x");
    ck_assert_str_eq(tex("  a \n b "), "a b");
    ck_assert_str_eq(tex("é"), "é");
}
END_TEST

static const char *marked(const char *s)
{
    static char out[300];
    struct buf b = {0};
    tex_marked(s, strlen(s), &b);
    snprintf(out, sizeof out, "%s", b.data);
    buf_drop(&b);
    return out;
}

START_TEST(tex_with_marks)
{
#define NC "<span class=\"nocase\">"
    ck_assert_str_eq(marked("The {NATO} and {{Très Grand}} Port"), "The " NC "NATO</span> and " NC "Très Grand</span> Port");
    ck_assert_str_eq(marked("{\\'E}t{\\'e} \\emph{du {Havre}} : \\textbf{B}"),
                     "Été <i>du " NC "Havre</span></i> : <b>B</b>");
    ck_assert_str_eq(marked("  XIX\\textsuperscript{e} $H_2O^{2+}$ {} \\textit{} {\\emph{x}} "),
                     "XIX<sup>e</sup> H<sub>2</sub>O<sup>2+</sup> " NC "<i>x</i></span>");
    ck_assert_str_eq(marked("{open \\emph{a"), NC "open <i>a</i></span>");
    ck_assert_str_eq(marked(""), "");
    ck_assert_str_eq(marked("a_b \\{x\\} } {"), "a_b {x}");
    ck_assert_str_eq(marked("\\"), "");
}
END_TEST

static void ck_date(const char *value, const char *want)
{
    json_t *item = json_object();
    record_date(item, "issued", value);
    char *got = json_dumps(json_object_get(item, "issued"), JSON_COMPACT | JSON_SORT_KEYS);
    ck_assert_msg(!strcmp(got, want), "%s: %s is not %s", value, got, want);
    free(got);
    json_decref(item);
}

START_TEST(dates_as_people_write_them)
{
    static const char *const pairs[][2] = {
        {"2019", "[[2019]]"},
        {"2019-3-4", "[[2019,3,4]]"},
        {"2019/03/12", "[[2019,3,12]]"},
        {"2019/03", "[[2019,3]]"},
        {"2019.03.12", "[[2019,3,12]]"},
        {"2019-03-04T10:11:12+02:00", "[[2019,3,4]]"},
        {"2019/2021", "[[2019],[2021]]"},
        {"2019-05-01/2019-05-07", "[[2019,5,1],[2019,5,7]]"},
        {"1990--1995", "[[1990],[1995]]"},
        {"1990–1995", "[[1990],[1995]]"},
        {"199X", "[[1990],[1999]]"},
        {"199u/2000", "[[1990],[2000]]"},
        {"2004-XX", "[[2004]]"},
        {"2004-02-XX", "[[2004,2]]"},
        {"1980/open", "[[1980],[0]]"},
        {"1980/", "[[1980],[0]]"},
        {"1980/..", "[[1980],[0]]"},
        {"-0044", "[[-44]]"},
        {"-0044-03-15", "[[-44,3,15]]"},
        {"12 mars 2019", "[[2019,3,12]]"},
        {"1er août 2019", "[[2019,8,1]]"},
        {"March 12, 2019", "[[2019,3,12]]"},
        {"12th of March 2019", "[[2019,3,12]]"},
        {"Mar. 2019", "[[2019,3]]"},
        {"Sept./Oct. 2001", "[[2001,9],[2001,10]]"},
        {"juillet-août 2001", "[[2001,7],[2001,8]]"},
        {"3.2.1999", "[[1999,2,3]]"},
        {"2010年", "[[2010]]"},
        {"2010年5月", "[[2010,5]]"},
        {"2010年5月3日", "[[2010,5,3]]"},
        {"[1990]", "[[1990]]"},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        char want[80];
        snprintf(want, sizeof want, "{\"date-parts\":%s}", pairs[i][1]);
        ck_date(pairs[i][0], want);
    }
    static const char *const about[] = {"1850~", "1850?", "c. 1850", "ca. 1850", "ca 1850", "circa 1850", "vers 1850", "[c. 1850]", "约1850"};
    for (size_t i = 0; i < sizeof about / sizeof *about; i++)
        ck_date(about[i], "{\"circa\":true,\"date-parts\":[[1850]]}");
    ck_date("1723?/1730~", "{\"circa\":true,\"date-parts\":[[1723],[1730]]}");
    ck_date("2001-21", "{\"date-parts\":[[2001]],\"season\":1}");
    ck_date("printemps 2004", "{\"date-parts\":[[2004]],\"season\":1}");
    ck_date("../2010", "{\"literal\":\"–2010\"}");
    static const char *const words[] = {"forthcoming", "2024-02-30", "2019-13", "03/04/2019", "2019-03-04x", "n.d.",
                                        "12 mars", "1990/95", "mardi 2019", "20190312", "99", "2019-", "/", "1 2 3", "vers"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        char want[80];
        snprintf(want, sizeof want, "{\"literal\":\"%s\"}", words[i]);
        ck_date(words[i], want);
    }
}
END_TEST

static void load(struct fixture *f, const char *name, const char *text)
{
    char sources[60];
    fixture_text(f, name, text);
    snprintf(sources, sizeof sources, "<sources href=\"%s\"/>", name);
    fixture_body(f, sources, "<p>T</p>");
}

static void drop(struct fixture *f, const char *name)
{
    char path[200];
    snprintf(path, sizeof path, "%s/%s", f->dir, name);
    unlink(path);
    fixture_drop(f);
}

#define NAME(s, i, fam, giv)                                                                                           \
    do {                                                                                                               \
        ck_assert_str_eq((s)->author[i].family ? (s)->author[i].family : (s)->author[i].literal, fam);                 \
        ck_assert_str_eq((s)->author[i].given ? (s)->author[i].given : "", giv);                                       \
    } while (0)

START_TEST(bibtex_names)
{
    struct fixture f = {0};
    load(&f, "s.bib",
         "@book{a, author = {Durand, \\'Elo{\\\"i}se and {Soci\\'et\\'e d'horticulture} AND de la Fontaine, Jean and "
         "Ludwig van Beethoven\n"
         "and Roy, Jr., Anne and Platon and {van Dyck}, Paul and others}, title=x}");
    const struct source *s = &f.doc->sources[0];
    ck_assert_int_eq(s->n_author, 7);
    NAME(s, 0, "Durand", "Éloïse");
    NAME(s, 1, "Société d'horticulture", "");
    NAME(s, 2, "de la Fontaine", "Jean");
    NAME(s, 3, "van Beethoven", "Ludwig");
    NAME(s, 4, "Roy", "Anne, Jr.");
    NAME(s, 5, "Platon", "");
    NAME(s, 6, "van Dyck", "Paul");
    drop(&f, "s.bib");
}
END_TEST

START_TEST(bibtex_fields)
{
    struct fixture f = {0};
    load(&f, "s.bib",
         "@string{p = \"Presses\"} @comment{@book{no, title=x}}\n"
         "@article(k1, title = {Un}, subtitle = \"Deux\", journal = {Revue}, number = 3, pages = {1--9}, year = 2019, "
         "month = mar, day = 4,\n"
         "  publisher = p # { \\& fils}, urldate = {2031-05-03}, kind = {press}, grade = {B2}, langid = {ngerman}, doi "
         "= {10.1/x},)\n"
         "@online{k2, title = {T}, url = {https://a.org/a_b%20c}, date = {1990~/2001}, archived = {https://b.org/x}}\n"
         "@misc{k3, title = {T}, year = {1850~}} @misc{k4, title = {T}, date = {2019-05/}} @misc{k5, title = {T}, year "
         "= {vers la fin}}"
         "@PhDThesis{k6, title = {T}, school = {Uni}, year = 2001}");
    const struct source *s = f.doc->sources;
    ck_assert_str_eq(f.said, "");
    ck_assert_int_eq(f.doc->n_sources, 6);
    ck_assert_str_eq(s[0].title, "Un: Deux");
    ck_assert_str_eq(s[0].container, "Revue");
    ck_assert_str_eq(s[0].number, "3");
    ck_assert_str_eq(s[0].pages, "1–9");
    ck_assert_str_eq(s[0].date, "2019-03-04");
    ck_assert_str_eq(s[0].publisher, "Presses & fils");
    ck_assert_str_eq(s[0].accessed, "2031-05-03");
    ck_assert_str_eq(s[0].kind, "press");
    ck_assert_str_eq(s[0].grade, "B2");
    ck_assert_str_eq(s[0].lang, "de");
    ck_assert_str_eq(s[0].type, "article-journal");
    ck_assert_str_eq(s[0].url, "https://doi.org/10.1/x");
    ck_assert_str_eq(s[1].url, "https://a.org/a_b%20c");
    ck_assert_str_eq(s[1].archived, "https://b.org/x");
    ck_assert_str_eq(s[1].date, "1990~/2001");
    ck_assert_str_eq(s[1].kind, "web");
    ck_assert_str_eq(s[2].date, "1850~");
    ck_assert_str_eq(s[3].date, "2019-05/");
    ck_assert_str_eq(s[4].date, "vers la fin");
    ck_assert_str_eq(s[5].kind, "academic");
    ck_assert_int_eq(s[1].src.line, 4);
    ck_assert_int_eq(s[1].src.col, 9);
    drop(&f, "s.bib");
}
END_TEST

START_TEST(bibtex_crossref)
{
    struct fixture f = {0};
    load(&f, "s.bib",
         "@incollection{a, title = {Chapitre}, crossref = {Livre}, pages = {3}} @incollection{b, title = {B}, crossref "
         "= {b}, year = 1990}"
         "@book{livre, title = {Le livre}, editor = {Roy, Anne}, publisher = {Presses}, year = 2001, pages = {300}}");
    const struct source *s = f.doc->sources;
    ck_assert_str_eq(f.said, "");
    ck_assert_str_eq(s[0].title, "Chapitre");
    ck_assert_str_eq(s[0].container, "Le livre");
    ck_assert_str_eq(s[0].publisher, "Presses");
    ck_assert_str_eq(s[0].date, "2001");
    ck_assert_str_eq(s[0].pages, "3");
    ck_assert_ptr_null(s[1].container);
    ck_assert_ptr_null(s[2].container);
    drop(&f, "s.bib");
}
END_TEST

START_TEST(ris_records)
{
    struct fixture f = {0};
    load(&f, "s.ris",
         "TY  - JOUR\r\nAU  - Martin, Paul, Jr.\r\nAU  - Institut du fleuve\r\nTI  - Le\r\nport\r\nT2  - Revue\r\nPY  "
         "- 2020/03/12/\r\n"
         "IS  - 2\r\nSP  - 10\r\nEP  - 20\r\nUR  - https://a.org/p\r\nY2  - 2031/05/01/\r\nN1  - kind: press\r\ngrade: "
         "C3\r\nReste.\r\n"
         "ER  - \r\nTY  - RPRT\r\nID  - R7\r\nTI  - B\r\nPY  - 1999///\r\nDA  - 1999/11/02/\r\nER  -\r\n"
         "TY  - BOOK\nA1  - Martin, Zo\xE9\nTI  - C\nPY  - 2020\nTY  - BOOK\nTI  - \xC9t\xE9 2\n");
    const struct source *s = f.doc->sources;
    ck_assert_str_eq(f.said, "");
    ck_assert_int_eq(f.doc->n_sources, 4);
    ck_assert_str_eq(s[0].id, "martin2020");
    NAME(&s[0], 0, "Martin", "Paul, Jr.");
    NAME(&s[0], 1, "Institut du fleuve", "");
    ck_assert_str_eq(s[0].title, "Le port");
    ck_assert_str_eq(s[0].date, "2020-03-12");
    ck_assert_str_eq(s[0].accessed, "2031-05-01");
    ck_assert_str_eq(s[0].pages, "10-20");
    ck_assert_str_eq(s[0].kind, "press");
    ck_assert_str_eq(s[0].grade, "C3");
    ck_assert_str_eq(s[0].remark, "Reste.");
    ck_assert_str_eq(s[1].id, "R7");
    ck_assert_str_eq(s[1].date, "1999-11-02");
    ck_assert_str_eq(s[2].id, "martin2020b");
    NAME(&s[2], 0, "Martin", "Zoé"); /* Windows-1252 */
    ck_assert_str_eq(s[3].id, "ete");
    drop(&f, "s.ris");
}
END_TEST

START_TEST(ris_exports)
{
    struct fixture f = {0};
    load(&f, "s.ris",
         "TY  - JOUR\nAU  - 王小明;李 四；\nAU  - 欧阳，修\nTI  - 浙江\nJO  - 经济地理\nSP  - 1\nEP  - 9+20\n"
         "PY  - 2020年\nLA  - 中文;\nKW  - 合作\nKW  - 港口\nM3  - Journal Article\nUR  - <Go to ISI>://WOS:1\n"
         "DO  - https://doi.org/10.1/x\nER  - \n\n"
         "TY  - BOOK\nID  - an id\nTI  - B\nT2  - Series\nSN  - 978\nPY  - 1999\nDA  - Mar 12\nAN  - WOS:1\nER  -\n"
         "TY  - CHAP\nTI  - C\nBT  - Book\nPY  - 2001///printemps\nRN  - kind: ngo\nER  - \n"
         "TY  - THES\nTI  - D\nM3  - Doctorat\nPY  - 2019/03//\nDA  - not known\nAB  - a\nEU - b\nER  - \n");
    const struct source *s = f.doc->sources;
    ck_assert_str_eq(f.said, "");
    ck_assert_int_eq(s[0].n_author, 3);
    NAME(&s[0], 0, "王小明", "");
    NAME(&s[0], 1, "李", "四");
    NAME(&s[0], 2, "欧阳", "修");
    ck_assert_str_eq(s[0].date, "2020");
    ck_assert_str_eq(s[0].lang, "zh");
    ck_assert_str_eq(s[0].doi, "10.1/x");
    ck_assert_str_eq(s[0].url, "https://doi.org/10.1/x");
    ck_assert_ptr_nonnull(strstr(s[0].record, "\"合作, 港口\""));
    ck_assert_ptr_null(strstr(s[0].record, "genre"));
    ck_assert_str_eq(s[1].id, "an_id");
    ck_assert_str_eq(s[1].date, "1999-03-12");
    ck_assert_ptr_null(s[1].container);
    ck_assert_ptr_null(s[1].number);
    ck_assert_str_eq(s[2].container, "Book");
    ck_assert_str_eq(s[2].date, "2001");
    ck_assert_str_eq(s[2].kind, "ngo");
    ck_assert_str_eq(s[3].date, "2019-03");
    ck_assert_ptr_nonnull(strstr(s[3].record, "\"genre\":\"Doctorat\""));
    ck_assert_ptr_nonnull(strstr(s[3].record, "a EU - b"));
    drop(&f, "s.ris");
    f = (struct fixture){0};
    load(&f, "t.ris", "TY - JOUR\nAU - Roe, R.\nTI - One - two\nER -\nTY - BOOK\nTI - Two\nER -\n");
    ck_assert_int_eq(f.doc->n_sources, 2);
    ck_assert_str_eq(f.doc->sources[0].title, "One - two");
    drop(&f, "t.ris");
}
END_TEST

START_TEST(bibtex_as_users_have_it)
{
    struct fixture f = {0};
    load(&f, "s.bib",
         "% @article{old, title={no}}\n"
         "@article{a, title = {On {NATO} and \\emph{Esox}}, author = {Martin King, Jr. and Ludwig Wittgenstein III and \\O ystein "
         "\\AA s and 李 四}, month = \"12~\" # jan, year = 2019, doi = {https://doi.org/10.1/x\\_1}, url = "
         "{https://a.org/a\\_b?x=1\\&y=2}, urldate = {2020-01-05}}\n"
         "@misc{b, title={T}, howpublished={\\url{https://a.org/how}}, date={-0044}, urldate={2020}}\n"
         "@misc{c, title={T}, eprint={1905.01234}, archiveprefix={arXiv}, date={199X}, urldate={2020}}\n"
         "@misc{d, title={T}, date={2024-02-30}}\n");
    const struct source *s = f.doc->sources;
    ck_assert_int_eq(f.doc->n_sources, 4);
    ck_assert_str_eq(s[0].title, "On NATO and Esox");
    ck_assert_ptr_nonnull(strstr(s[0].record, "nocase"));
    NAME(&s[0], 0, "King", "Martin, Jr.");
    NAME(&s[0], 1, "Wittgenstein", "Ludwig, III");
    NAME(&s[0], 2, "Ås", "Øystein");
    NAME(&s[0], 3, "李", "四");
    ck_assert_str_eq(s[0].date, "2019-01-12");
    ck_assert_str_eq(s[0].doi, "10.1/x_1");
    ck_assert_str_eq(s[0].url, "https://a.org/a_b?x=1&y=2");
    ck_assert_str_eq(s[1].url, "https://a.org/how");
    ck_assert_str_eq(s[1].type, "webpage");
    ck_assert_str_eq(s[1].date, "44 av. J.-C.");
    ck_assert_str_eq(s[2].url, "https://arxiv.org/abs/1905.01234");
    ck_assert_str_eq(s[2].date, "1990/1999");
    ck_assert_ptr_nonnull(strstr(f.said, "“2024-02-30” (issued) is no date"));
    drop(&f, "s.bib");
}
END_TEST

START_TEST(bibtex_empty_address)
{
    struct fixture f = {0};
    load(&f, "s.bib", "@misc{a, title={T}, howpublished={\\url{}}}\n");
    ck_assert_int_eq(f.doc->n_sources, 1);
    ck_assert_ptr_null(f.doc->sources[0].url);
    drop(&f, "s.bib");
}
END_TEST

TEST_MAIN("doc: records", tex_as_text, tex_with_marks, dates_as_people_write_them, bibtex_names, bibtex_fields, bibtex_crossref, bibtex_as_users_have_it, bibtex_empty_address, ris_records, ris_exports)
