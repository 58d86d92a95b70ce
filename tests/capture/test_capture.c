/* Texts made comparable, and captured files read. */
#include "capture/internal.h"
#include "test.h"

#include <cairo-pdf.h>
#include <stdlib.h>
#include <string.h>

static const char *folded(const char *text)
{
    static char out[500];
    struct buf b = {0};
    capture_fold(text, strlen(text), &b, NULL);
    snprintf(out, sizeof out, "%s", b.data);
    buf_drop(&b);
    return out;
}

static const char *text_of(const char *path, const char *bytes)
{
    static char out[500];
    struct buf b = {0};
    ck_assert(capture_text(path, NULL, bytes, strlen(bytes), &b));
    snprintf(out, sizeof out, "%s", b.data);
    buf_drop(&b);
    return out;
}

START_TEST(what_counts)
{
    /* what the program's own typography changes must not count */
    ck_assert_str_eq(folded("10 x 12, etc... Fin -- ou 3 -- 4"), "10x12,etc.finou3-4");
    ck_assert_str_eq(folded("10 × 12, etc. Fin – ou 3 – 4"), "10x12,etc.finou3-4");
    ck_assert_str_eq(folded("etc…"), "etc.");
    ck_assert_str_eq(folded("« Un\xC2\xA0mot\xE2\x80\xAF: l’ÉTÉ — “fin”…»"), "unmot:l'étéfin...");
    ck_assert_str_eq(folded("ŒUVRE Ÿ Ž Я Ω"), "œuvreÿžяω");
    ck_assert_str_eq(folded("une"), "une");
    ck_assert_str_eq(folded("porte-\nparole 1998–2005, −3 – x-"), "porteparole1998-2005,-3-x-");
    ck_assert_str_eq(folded("ﬁn e\xCC\x81te\xCC\x81 \xCC\x81 ﬃ"), "finété\xCC\x81" "ffi");
    ck_assert_str_eq(folded(""), "");
    ck_assert_str_eq(folded("l'« été », ‘mot’, 'mot' d’‹ x ›, les amis' 『浙江』，１２"), "l'été,mot,motd'x,lesamis浙江,12");
}
END_TEST

START_TEST(the_way_back)
{
    struct buf b = {0};
    uint32_t *from = NULL;
    capture_fold("« É a", strlen("« É a"), &b, &from);
    ck_assert_str_eq(b.data, "éa");
    ck_assert_uint_eq(from[0], 3);
    ck_assert_uint_eq(from[1], 3);
    ck_assert_uint_eq(from[2], 6);
    free(from);
    buf_drop(&b);
}
END_TEST

START_TEST(captured_files)
{
    struct buf b = {0};
    ck_assert_str_eq(text_of("a.txt", "un\n"), "un\n");
    ck_assert_str_eq(text_of("a.txt", "\x93t\xE9\x94 \x9C"), "“té” œ");
    ck_assert_ptr_nonnull(strstr(text_of("a/b.HTML", "<p>un<script>x</script> <b>d&eacute;"), "un dé"));
    ck_assert_ptr_null(strstr(text_of("a.html", "<head><title>t</title><style>x</style></head><p>un"), "x"));
    static const char cells[] = "<table><tr><td>12</td><td>34</td></table>un<br>deux, <b>N</b>ormandie<p>trois<sup class=x><a href='#n'>[1]</a></sup><template>x</template> 2<sup>e</sup>";
    buf_clear(&b);
    ck_assert(capture_text("a.html", NULL, cells, sizeof cells - 1, &b));
    ck_assert_str_eq(b.data, "12\n34\nun\ndeux, Normandie\ntrois 2e\n");
    buf_clear(&b);
    ck_assert(!capture_text("a.pdf", NULL, "%PDF", 4, &b));
    ck_assert(!capture_text("a.warc", NULL, "WARC", 4, &b));
    ck_assert(!capture_text("a.warc.gz", NULL, "\x1f\x8b", 2, &b));
    ck_assert(!capture_text("a.wacz", NULL, "PK\3\4", 4, &b));
    ck_assert(!capture_text("noext", NULL, "x", 1, &b));
    buf_drop(&b);
}
END_TEST

/* One page of a web archive, told from the others by its address. */
START_TEST(archives)
{
    static const char warc[] =
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: <http://a.org/x/>\r\nContent-Length: 58\r\n\r\n"
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>la page</p>\r\n\r\n"
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.org/y\r\nContent-Length: 54\r\n\r\n"
        "HTTP/1.1 404 No\r\nContent-Type: text/plain\r\n\r\npas là\r\n\r\n"
        "WARC/1.1\r\nWARC-Type: resource\r\nContent-Type: text/plain\r\nContent-Length: 99999\r\n\r\nreste";
    struct buf b = {0};
    ck_assert(capture_text("a.warc", "https://a.org/x#f", warc, sizeof warc - 1, &b));
    ck_assert_str_eq(b.data, "la page\n\n");
    buf_clear(&b);
    ck_assert(capture_text("a.warc", "https://a.org/z", warc, sizeof warc - 1, &b));
    ck_assert_str_eq(b.data, "la page\n\nreste\n");
    buf_drop(&b);
}
END_TEST

#ifdef WITH_POPPLER
static cairo_status_t keep(void *to, const unsigned char *bytes, unsigned n)
{
    buf_add(to, (const char *)bytes, n);
    return CAIRO_STATUS_SUCCESS;
}

static void write_line(cairo_t *c, double y, const char *text)
{
    cairo_move_to(c, 40, y);
    cairo_show_text(c, text);
}

/* A sentence goes on over the page, past the folio and the running head, and past what stands under the first of two columns. */
START_TEST(pages)
{
    static const char *const lines[6] = {"Le port de",  "la ville est", "au bord du", "fleuve et", "non de la", "mer. 1998"};
    struct buf pdf = {0}, text = {0}, folded_text = {0};
    cairo_surface_t *s = cairo_pdf_surface_create_for_stream(keep, &pdf, 300, 400);
    cairo_t *c = cairo_create(s);
    for (int i = 0; i < 3; i++) {
        char head[40];
        snprintf(head, sizeof head, "Rapport annuel  %d", i + 11);
        write_line(c, 30, head);
        write_line(c, 150, lines[2 * i]);
        write_line(c, 200, "Pied");
        write_line(c, 250, lines[2 * i + 1]);
        snprintf(head, sizeof head, "- %d -", i + 11);
        write_line(c, 380, head);
        cairo_show_page(c);
    }
    cairo_destroy(c);
    cairo_surface_finish(s);
    cairo_surface_destroy(s);
    ck_assert(capture_text("a.pdf", NULL, pdf.data, pdf.len, &text));
    capture_fold(text.data, text.len, &folded_text, NULL);
    ck_assert_str_eq(folded_text.data, "leportdelavilleestauborddufleuveetnondelamer.1998");
    buf_drop(&pdf);
    buf_drop(&text);
    buf_drop(&folded_text);
}
END_TEST
#else
START_TEST(pages)
{
}
END_TEST
#endif

TEST_MAIN("capture: captured files", what_counts, the_way_back, captured_files, pages, archives)
