/* Any bytes as a citation style (when they begin with "<") or as records and clusters: open, process, write all there is. */
#include "fuzz.h"

#include "cite/cite.h"

static const char STYLE[] =
    "<style xmlns=\"http://purl.org/net/xbiblio/csl\" version=\"1.0\" class=\"in-text\" page-range-format=\"chicago\">"
    "<citation et-al-min=\"3\" et-al-use-first=\"1\" disambiguate-add-names=\"true\" "
    "disambiguate-add-givenname=\"true\" "
    "disambiguate-add-year-suffix=\"true\" collapse=\"year-suffix-ranged\"><sort><key variable=\"author\"/><key "
    "variable=\"issued\"/></sort>"
    "<layout delimiter=\"; \" prefix=\"(\" suffix=\")\"><group delimiter=\", \"><names variable=\"author "
    "editor\"><name form=\"short\" "
    "initialize-with=\". \"/><label form=\"short\"/><substitute><text variable=\"title\" quotes=\"true\" "
    "text-case=\"title\"/></substitute></names>"
    "<date variable=\"issued\" form=\"text\"/><label variable=\"locator\"/><text "
    "variable=\"locator\"/></group></layout></citation>"
    "<bibliography second-field-align=\"flush\" subsequent-author-substitute=\"-\" "
    "subsequent-author-substitute-rule=\"partial-each\">"
    "<layout suffix=\".\"><text variable=\"citation-number\"/><group delimiter=\". \"><names variable=\"author\"><name "
    "name-as-sort-order=\"all\" "
    "initialize-with=\".\" and=\"text\"/></names><text variable=\"title\" font-style=\"italic\" "
    "text-case=\"sentence\"/><number variable=\"edition\" "
    "form=\"ordinal\"/><text variable=\"page\"/><date variable=\"issued\"><date-part name=\"day\" "
    "form=\"ordinal\"/><date-part name=\"month\"/>"
    "<date-part name=\"year\"/></date><text variable=\"URL\"/></group></layout></bibliography></style>";
static const char RECORDS[] =
    "[{\"id\":\"a\",\"type\":\"book\",\"title\":\"A \\\"b\\\" <i>c</i>: the d\",\"author\":[{\"family\":\"van der "
    "E\",\"given\":\"F. G.-H.\"},"
    "{\"literal\":\"I\"},{\"family\":\"J\",\"given\":\"K\"}],\"issued\":{\"date-parts\":[[2001,2,3],[2002]]},\"page\":"
    "\"12-14\",\"edition\":\"2\","
    "\"volume\":\"IV\",\"URL\":\"https://"
    "example.org\"},{\"id\":\"b\",\"type\":\"chapter\",\"title\":\"T\",\"author\":[{\"family\":\"van der E\","
    "\"given\":\"G\"},{\"family\":\"J\",\"given\":\"K\"},{\"family\":\"L\",\"given\":\"M\"}],\"issued\":{\"raw\":\"May "
    "2001\"}},"
    "{\"id\":\"c\",\"editor\":[{\"family\":\"N\",\"given\":\"O, III\"}],\"note\":\"original-date: 1900\\nauthor: P || "
    "Q\"}]";

static struct cite *open_style(const uint8_t *data, size_t size)
{
    struct cite_options o = {.style = fuzz_file("style.csl", data, size),
                             .locales_dir = DOSSIER_SOURCE_DIR "/tests/cite/locales",
                             .styles_dir = "/nowhere"};
    char *error = NULL;
    struct cite *c = cite_open(&o, &error);
    free(error);
    return c;
}

static void write_all(struct cite *c)
{
    struct buf out = {0};
    cite_add_whole_cluster(c);
    cite_process(c);
    for (size_t i = 0; i < cite_cluster_count(c); i++) {
        cite_write_html(&out, c, cite_cluster(c, i), true);
        cite_write_text(&out, cite_cluster(c, i));
    }
    for (size_t i = 0; i < cite_entry_count(c); i++)
        cite_write_html(&out, c, cite_entry(c, i), true);
    buf_drop(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    bool style = size && *data == '<';
    struct cite *c = style ? open_style(data, size) : open_style((const uint8_t *)STYLE, sizeof STYLE - 1);
    char *error = NULL;
    if (!c)
        return 0;
    if (style)
        cite_add_items(c, RECORDS, sizeof RECORDS - 1, &error);
    else if (cite_add_items(c, (const char *)data, size, &error))
        cite_add_clusters(c, (const char *)data, size, &error);
    free(error);
    write_all(c);
    cite_drop(c);
    return 0;
}
