/* Bad styles and records: a message that says what, no crash, nothing lost. */
#include "test.h"

#include "cite/cite.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LOCALES DOSSIER_SOURCE_DIR "/tests/cite/locales"
#define HEAD    "<style xmlns=\"http://purl.org/net/xbiblio/csl\" version=\"1.0\" class=\"in-text\">"

/* A style from its text; the file is gone when this returns. */
static struct cite *open_text(const char *text, char **error)
{
    char path[] = "/tmp/cite-test-XXXXXX";
    int fd = mkstemp(path);
    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq(write(fd, text, strlen(text)), (ssize_t)strlen(text));
    close(fd);
    struct cite_options o = {.style = path, .locales_dir = LOCALES, .styles_dir = "/nowhere"};
    struct cite *c = cite_open(&o, error);
    unlink(path);
    return c;
}

static void refuses(const char *text, const char *say)
{
    char *error = NULL;
    struct cite *c = open_text(text, &error);
    ck_assert_msg(c == NULL && error && strstr(error, say), "wanted \"%s\", said \"%s\"", say,
                  error ? error : "nothing");
    free(error);
}

/* The one cluster of all records. */
static char *cites(const char *style, const char *records)
{
    char *error = NULL;
    struct buf out = {0};
    struct cite *c = open_text(style, &error);
    ck_assert_msg(c != NULL, "%s", error ? error : "");
    ck_assert_msg(cite_add_items(c, records, strlen(records), &error), "%s", error ? error : "");
    cite_add_whole_cluster(c);
    cite_process(c);
    cite_write_text(&out, cite_cluster(c, 0));
    buf_adds(&out, "");
    cite_drop(c);
    return out.data;
}

START_TEST(styles_refused)
{
    refuses("", "not well-formed");
    refuses("<style", "not well-formed");
    refuses("<locale/>", "not a CSL style");
    refuses(HEAD "</style>", "no <citation>");
    refuses(
        HEAD
        "<info><link rel=\"independent-parent\" href=\"http://www.zotero.org/styles/no-such-style\"/></info></style>",
        "no-such-style");
    struct cite_options o = {.style = "/nowhere/at/all.csl", .locales_dir = LOCALES};
    char *error = NULL;
    ck_assert_ptr_null(cite_open(&o, &error));
    ck_assert_ptr_nonnull(strstr(error, "/nowhere/at/all"));
    free(error);
}
END_TEST

START_TEST(locales_missing)
{
    char *error = NULL;
    struct cite_options o = {.style = DOSSIER_SOURCE_DIR "/tests/cite/cases/case.csl", .locales_dir = "/nowhere"};
    ck_assert_ptr_null(cite_open(&o, &error));
    ck_assert_ptr_nonnull(strstr(error, "no locale files in /nowhere"));
    free(error);
}
END_TEST

/* A language without a file falls back to English; a path is no language. */
START_TEST(locales_odd)
{
    static const char *const odd[] = {"xx-YY", "../../etc/passwd", "fr-CA", "f", ""};
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        char *error = NULL;
        struct cite_options o = {
            .style = DOSSIER_SOURCE_DIR "/tests/cite/cases/case.csl", .locales_dir = LOCALES, .locale = odd[i]};
        struct cite *c = cite_open(&o, &error);
        ck_assert_msg(c != NULL, "%s: %s", odd[i], error ? error : "");
        cite_drop(c);
    }
}
END_TEST

START_TEST(macros_that_call_themselves)
{
    char *s = cites(HEAD "<macro name=\"a\"><text value=\"x\"/><text macro=\"b\"/></macro><macro name=\"b\"><text "
                         "macro=\"a\"/><text macro=\"a\"/></macro>"
                         "<citation><layout><text variable=\"title\"/><text macro=\"a\"/></layout></citation></style>",
                    "[{\"id\":\"1\",\"title\":\"T\"}]");
    ck_assert_msg(strncmp(s, "Tx", 2) == 0, "%s", s);
    free(s);
    s = cites(HEAD "<macro name=\"a\"><names variable=\"author\"><substitute><text macro=\"a\"/><text "
                   "variable=\"title\"/></substitute></names></macro>"
                   "<citation><sort><key macro=\"a\"/></sort><layout><text macro=\"a\"/></layout></citation></style>",
              "[{\"id\":\"1\",\"title\":\"T\"}]");
    ck_assert_str_eq(s, "T");
    free(s);
}
END_TEST

/* Ten macros, each of which calls the next ten times. */
START_TEST(macros_without_end)
{
    struct buf b = {0};
    buf_adds(&b, HEAD);
    for (char m = 'a'; m < 'k'; m++) {
        buf_addf(&b, "<macro name=\"%c\">", m);
        for (int i = 0; i < 10; i++)
            buf_addf(&b, "<text macro=\"%c\"/>", m + 1);
        buf_adds(&b, "</macro>");
    }
    buf_adds(&b, "<citation><layout><text variable=\"title\"/><text macro=\"a\"/></layout></citation></style>");
    char *s = cites(b.data, "[{\"id\":\"1\",\"title\":\"T\"}]");
    ck_assert_str_eq(s, "T");
    free(s);
    buf_drop(&b);
}
END_TEST

START_TEST(styles_that_lack)
{
    static const char *const odd[] = {
        "<citation/>",
        "<citation><layout/></citation>",
        "<citation><layout><text/></layout></citation>",
        "<citation><layout><text macro=\"none\"/><names/><date/><number/><label/><group/><choose/></layout></citation>",
        "<citation><sort><key/><key macro=\"none\"/></sort><layout><date variable=\"issued\" "
        "form=\"text\"/></layout></citation>",
        "<citation et-al-min=\"-3\" et-al-use-first=\"99999999999\"><layout><names "
        "variable=\"author\"><name/></names></layout></citation>"};
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        struct buf b = {0};
        buf_addf(&b,
                 HEAD "%s<bibliography second-field-align=\"flush\" "
                      "subsequent-author-substitute=\"\"><layout/></bibliography></style>",
                 odd[i]);
        char *s = cites(b.data, "[{\"id\":\"1\",\"title\":\"T\",\"author\":[{\"family\":\"A\"}]},{\"id\":\"2\","
                                "\"issued\":{\"date-parts\":[[2000]]}}]");
        free(s);
        buf_drop(&b);
    }
}
END_TEST

START_TEST(records_refused)
{
    static const char *const bad[] = {"", "[", "{\"id\":", "[{\"id\":\"a\"},]", "\xff\xfe"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        char *error = NULL;
        struct cite *c =
            open_text(HEAD "<citation><layout><text variable=\"title\"/></layout></citation></style>", &error);
        ck_assert_ptr_nonnull(c);
        ck_assert(!cite_add_items(c, bad[i], strlen(bad[i]), &error));
        ck_assert_msg(error && strncmp(error, "line ", 5) == 0, "%s", error ? error : "");
        free(error);
        cite_drop(c);
    }
}
END_TEST

/* Values of a wrong kind are as if they were not there. */
START_TEST(records_odd)
{
    char *s =
        cites(HEAD "<citation><layout delimiter=\";\"><group delimiter=\",\"><text variable=\"title\"/><names "
                   "variable=\"author\"/>"
                   "<date variable=\"issued\" form=\"text\"/><number variable=\"volume\" form=\"ordinal\"/><text "
                   "variable=\"page\"/></group></layout></citation></style>",
              "[1, null, \"x\", {}, {\"title\": [], \"author\": {\"family\": 3}, \"issued\": [1], \"volume\": {}},"
              "{\"id\": 7, \"title\": 5, \"author\": [null, 1, [], \"B\"], \"issued\": {\"date-parts\": [[null]]}, "
              "\"page\": -3},"
              "{\"id\": 7, \"title\": \"again\", \"issued\": {\"date-parts\": [[2000, 99, -1], 3]}}]");
    ck_assert_str_eq(s, "3;again,2000");
    free(s);
}
END_TEST

START_TEST(clusters_refused)
{
    static const struct {
        const char *json, *say;
    } bad[] = {{"{}", "not a list of clusters"},
               {"[{}]", "cluster 1: not a list of cites"},
               {"[[{\"id\":\"1\"}],[{\"id\":\"x\"}]]", "cluster 2: no record has the id \"x\""},
               {"[[{}]]", "no record has the id"},
               {"[[", "line 1"}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        char *error = NULL;
        struct cite *c =
            open_text(HEAD "<citation><layout><text variable=\"title\"/></layout></citation></style>", &error);
        ck_assert(cite_add_items(c, "[{\"id\":\"1\"}]", 12, &error));
        ck_assert(!cite_add_clusters(c, bad[i].json, strlen(bad[i].json), &error));
        ck_assert_msg(error && strstr(error, bad[i].say), "wanted \"%s\", said \"%s\"", bad[i].say, error ? error : "");
        free(error);
        cite_drop(c);
    }
}
END_TEST

/* 200 names, 40 sets that read the same: time and depth are bounded. */
START_TEST(many_alike)
{
    struct buf b = {0};
    buf_adds(&b, "[");
    for (int i = 0; i < 40; i++) {
        buf_addf(&b, "%s{\"id\":\"%d\",\"issued\":{\"date-parts\":[[2000]]},\"author\":[", i ? "," : "", i);
        for (int k = 0; k < 200; k++)
            buf_addf(&b, "%s{\"family\":\"N%d\",\"given\":\"G\"}", k ? "," : "", k);
        buf_adds(&b, "]}");
    }
    buf_adds(&b, "]");
    char *s = cites(
        HEAD "<citation et-al-min=\"2\" et-al-use-first=\"1\" disambiguate-add-names=\"true\" "
             "disambiguate-add-givenname=\"true\" "
             "disambiguate-add-year-suffix=\"true\"><layout delimiter=\";\"><names variable=\"author\"><name "
             "form=\"short\" initialize-with=\".\"/></names>"
             "<date variable=\"issued\" prefix=\" \"><date-part name=\"year\"/></date></layout></citation></style>",
        b.data);
    ck_assert_msg(strncmp(s, "N0 et al. 2000a;N0 et al. 2000b;", 32) == 0, "%.80s", s);
    ck_assert_ptr_nonnull(strstr(s, "2000an"));
    free(s);
    buf_drop(&b);
}
END_TEST

TEST_MAIN("cite bad input", styles_refused, locales_missing, locales_odd, macros_that_call_themselves,
          macros_without_end, styles_that_lack, records_refused, records_odd, clusters_refused, many_alike)
