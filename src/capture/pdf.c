/* The text of a captured PDF, by poppler: page after page, without running heads and folios, so that a sentence may go on over the page.
 * Built without poppler, a PDF is a file with a hash and no text. */
#include "capture/internal.h"

#ifdef WITH_POPPLER
#include <poppler.h>
#include <stdlib.h>
#include <string.h>

enum { PAGES_MAX = 5000, TEXT_MAX = 64 << 20, EDGE = 2, OFTEN = 3, HEAD_MAX = 120 };

struct line {
    const char *p;
    size_t n;
};

/* The first and last lines with something in them. */
static size_t edges(const char *text, struct line out[2 * EDGE])
{
    struct line all[2 * EDGE] = {0};
    size_t n = 0;
    for (const char *p = text; *p;) {
        size_t len = strcspn(p, "\n\f");
        size_t skip = strspn(p, " \t\r");
        if (skip < len) {
            if (n == 2 * EDGE) { /* the last ones move up */
                memmove(all + EDGE, all + EDGE + 1, (EDGE - 1) * sizeof *all);
                n--;
            }
            all[n++] = (struct line){p, len};
        }
        p += len + (p[len] != 0);
    }
    memcpy(out, all, sizeof all);
    return n;
}

static bool is_folio(struct line l)
{
    size_t digits = 0;
    for (size_t i = 0; i < l.n; i++) {
        bool digit = l.p[i] >= '0' && l.p[i] <= '9';
        digits += digit;
        if (!digit && !strchr(" \t\r-/|.[]()", l.p[i]))
            return false;
    }
    return digits && digits < 6;
}

/* What lines of one kind have in common: "12 | Annual report" and "14 | Annual report" their words, folios how far they are ahead of the
 * page (its place in the file). */
static void key_of(struct line l, int page, struct buf *out)
{
    int number = 0;
    buf_clear(out);
    for (size_t i = 0; i < l.n && l.n < HEAD_MAX; i++)
        if (l.p[i] >= '0' && l.p[i] <= '9')
            number = number < 100000 ? number * 10 + l.p[i] - '0' : number;
        else if (!utf8_is_space((unsigned char)l.p[i]))
            buf_addc(out, l.p[i]);
    if (is_folio(l)) {
        buf_clear(out);
        buf_addf(out, "#%d", number - page);
    }
    buf_adds(out, "");
}

static const char *next_line(const char *p, struct line *l)
{
    l->p = p;
    l->n = strcspn(p, "\n\f");
    return p + l->n + (p[l->n] != 0);
}

/* On how many pages each kind of line stands. */
static void count_lines(struct map *often, const char *text, int page)
{
    struct map *here = map_new();
    struct buf key = {0};
    struct line l;
    for (const char *p = text; *p;) {
        p = next_line(p, &l);
        key_of(l, page, &key);
        if (key.len && !map_put(here, key.data, here))
            map_put(often, key.data, (void *)((uintptr_t)map_find(often, key.data) + 1));
    }
    buf_drop(&key);
    map_drop(here);
}

/* At an edge a line of three pages is a head, and a number a folio; elsewhere (under the first of two columns) it stands on a quarter of
 * all pages. */
static void add_page(const struct map *often, const char *text, int page, size_t pages, struct buf *out)
{
    struct line edge[2 * EDGE], l;
    struct buf key = {0};
    size_t n = edges(text, edge), quarter = pages / 4 > OFTEN ? pages / 4 : OFTEN;
    for (const char *p = text; *p;) {
        bool at_edge = false;
        p = next_line(p, &l);
        for (size_t i = 0; i < n; i++)
            at_edge = at_edge || edge[i].p == l.p;
        key_of(l, page, &key);
        size_t times = key.len ? (uintptr_t)map_find(often, key.data) : 0;
        if (times < (at_edge ? OFTEN : quarter) && !(at_edge && is_folio(l)))
            buf_add(out, l.p, l.n);
        buf_addc(out, '\n');
    }
    buf_drop(&key);
}

bool capture_pdf(const char *bytes, size_t n, struct buf *out)
{
    GBytes *data = g_bytes_new_static(bytes, n);
    PopplerDocument *pdf = poppler_document_new_from_bytes(data, NULL, NULL);
    int pages = pdf ? poppler_document_get_n_pages(pdf) : 0;
    VEC(char *) text = {0};
    struct map *often = map_new();
    size_t total = 0;
    for (int i = 0; i < pages && i < PAGES_MAX && total < TEXT_MAX; i++) {
        PopplerPage *page = poppler_document_get_page(pdf, i);
        char *s = page ? poppler_page_get_text(page) : NULL;
        if (page)
            g_object_unref(page);
        if (!s)
            continue;
        vec_push(&text, s);
        count_lines(often, s, (int)text.n);
        total += strlen(s);
    }
    for (size_t i = 0; i < text.n; i++) {
        if (text.n > 1)
            add_page(often, text.v[i], (int)i + 1, text.n, out);
        else
            buf_addf(out, "%s\n", text.v[i]);
        g_free(text.v[i]);
    }
    vec_drop(&text);
    map_drop(often);
    if (pdf)
        g_object_unref(pdf);
    g_bytes_unref(data);
    return pdf;
}
#else
bool capture_pdf(const char *bytes, size_t n, struct buf *out)
{
    (void)bytes, (void)n, (void)out;
    return false;
}
#endif
