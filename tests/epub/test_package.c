/* The archive: order, compression, dates, and the same bytes each time; the package document's truths. */
#include "book.h"

#include <libxml/parser.h>

START_TEST(mimetype_first_and_stored)
{
    struct sample s;
    char path[64];
    struct buf b = {0};
    sample_open(&s);
    sample_write(&s, true, 1714953600, path);
    ck_assert(file_read(path, &b, 0));
    /* 30 bytes of local head, no extra field, method 0 */
    ck_assert(memcmp(b.data, "PK\3\4", 4) == 0);
    ck_assert(memcmp(b.data + 8, "\0\0", 2) == 0);
    ck_assert(memcmp(b.data + 26, "\x08\0\0\0", 4) == 0);
    ck_assert(memcmp(b.data + 30, "mimetypeapplication/epub+zip", 28) == 0);
    int err;
    zip_t *z = zip_open(path, ZIP_RDONLY, &err);
    ck_assert_str_eq(zip_get_name(z, 0, 0), "mimetype");
    ck_assert_str_eq(zip_get_name(z, 1, 0), "META-INF/container.xml");
    for (zip_int64_t i = 0; i < zip_get_num_entries(z, 0); i++) {
        struct zip_stat st;
        zip_stat_index(z, (zip_uint64_t)i, 0, &st);
        ck_assert_int_eq(st.comp_method, i == 0 ? ZIP_CM_STORE : ZIP_CM_DEFLATE);
    }
    zip_discard(z);
    buf_drop(&b);
    unlink(path);
    sample_close(&s);
}
END_TEST

START_TEST(same_bytes_and_another_time)
{
    struct sample s;
    char a[64], b[64], c[64];
    struct buf x = {0}, y = {0}, w = {0};
    sample_open(&s);
    sample_write(&s, true, 1714953600, a);
    setenv("TZ", "Asia/Shanghai", 1);
    sample_write(&s, true, 1714953600, b);
    unsetenv("TZ");
    sample_write(&s, true, 1714953600 + 86400, c);
    ck_assert(file_read(a, &x, 0) && file_read(b, &y, 0) && file_read(c, &w, 0));
    ck_assert_uint_eq(x.len, y.len);
    ck_assert(memcmp(x.data, y.data, x.len) == 0);
    ck_assert(x.len != w.len || memcmp(x.data, w.data, x.len) != 0);
    buf_drop(&x), buf_drop(&y), buf_drop(&w);
    unlink(a), unlink(b), unlink(c);
    sample_close(&s);
}
END_TEST

START_TEST(metadata_is_true)
{
    struct sample s;
    char path[64];
    sample_open(&s);
    sample_write(&s, true, 1714953600, path);
    char *opf = entry(path, "EPUB/package.opf");
    HAS(opf, ">Un livre &amp; ses notes</dc:title>");
    HAS(opf, "scheme=\"marc:relators\">trl</meta>");
    HAS(opf, "<meta property=\"dcterms:modified\">2024-05-06T00:00:00Z</meta>");
    HAS(opf, "<dc:identifier id=\"uid\">urn:uuid:00000000-0000-4000-8000-000000000001</dc:identifier>");
    HAS(opf, "pageBreakMarkers");
    HAS(opf, "properties=\"svg\"");
    HAS(opf, "media-type=\"font/otf\""); /* the Chinese of one span */
    HAS(opf, "<meta property=\"pageBreakSource\">urn:uuid:00000000-0000-4000-8000-000000000001</meta>");
    HAS(opf, "<dc:source id=\"print\">urn:uuid:00000000-0000-4000-8000-000000000001</dc:source>");
    HAS(opf, "id=\"conforms\">EPUB Accessibility 1.1 - WCAG 2.2 Level AA</meta>");
    HAS(opf, "property=\"a11y:certifiedBy\">Éditions d’essai</meta>");
    HAS(opf, "schema:accessMode\">visual");
    HAS(opf, "accessibilityFeature\">longDescription");
    HAS(opf, "Les tableaux désignent les en-têtes");
    HAS(opf, "Les pages de l’édition PDF sont repérées.");
    free(opf);
    unlink(path);
    sample_write(&s, false, 1714953600, path);
    opf = entry(path, "EPUB/package.opf");
    HAS_NOT(opf, "pageBreak");
    HAS_NOT(opf, "<dc:source");
    free(opf);
    unlink(path);
    sample_close(&s);
}
END_TEST

START_TEST(nothing_is_claimed_that_is_not_there)
{
    struct sample s;
    char path[64];
    sample_load(&s, "plain.xml");
    sample_write(&s, false, 0, path);
    char *opf = entry(path, "EPUB/package.opf");
    HAS(opf, "schema:accessMode\">textual<");
    HAS(opf, "schema:accessModeSufficient\">textual<");
    HAS(opf, "accessibilityHazard\">none<");
    HAS(opf, "accessibilitySummary\">正文可放大、变色和朗读；标题、列表和语言切换均有标记。没有闪烁、动画或声音。<");
    HAS(opf, "WCAG 2.2 Level AA");
    HAS_NOT(opf, "visual");
    HAS_NOT(opf, "alternativeText");
    HAS_NOT(opf, "longDescription");
    HAS_NOT(opf, "certifiedBy"); /* no publisher who could */
    free(opf);
    unlink(path);
    sample_close(&s);
}
END_TEST

START_TEST(every_page_is_xml_and_listed_once)
{
    struct sample s;
    char path[64];
    int err;
    sample_open(&s);
    sample_write(&s, true, 0, path);
    char *opf = entry(path, "EPUB/package.opf");
    zip_t *z = zip_open(path, ZIP_RDONLY, &err);
    int n = 0;
    for (zip_int64_t i = 3; i < zip_get_num_entries(z, 0); i++) {
        const char *name = zip_get_name(z, (zip_uint64_t)i, 0);
        char href[200];
        snprintf(href, sizeof href, " href=\"%s\"", name + 5);
        char *at = strstr(opf, href);
        ck_assert_msg(at && !strstr(at + 1, href), "%s is not in the manifest once", name);
        if (!strstr(name, ".xhtml") && !strstr(name, ".ncx"))
            continue;
        char *text = entry(path, name);
        xmlDocPtr d = xmlReadMemory(text, (int)strlen(text), name, NULL, XML_PARSE_NONET);
        ck_assert_msg(d != NULL, "%s is not XML", name);
        xmlFreeDoc(d);
        free(text);
        n++;
    }
    ck_assert_int_ge(n, 7);
    zip_discard(z);
    free(opf);
    unlink(path);
    sample_close(&s);
}
END_TEST

START_TEST(dates_by_hand)
{
    int d[6];
    utc_date(951827696, d); /* 2000-02-29 12:34:56 */
    ck_assert(d[0] == 2000 && d[1] == 2 && d[2] == 29 && d[3] == 12 && d[4] == 34 && d[5] == 56);
    utc_date(-1, d);
    ck_assert(d[0] == 1969 && d[1] == 12 && d[2] == 31 && d[3] == 23 && d[5] == 59);
    utc_date(0, d);
    ck_assert(d[0] == 1970 && d[1] == 1 && d[2] == 1 && d[3] == 0);
}
END_TEST

TEST_MAIN("epub package", mimetype_first_and_stored, same_bytes_and_another_time, metadata_is_true, nothing_is_claimed_that_is_not_there, every_page_is_xml_and_listed_once, dates_by_hand)
