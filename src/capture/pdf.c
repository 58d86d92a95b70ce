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

/* A line without its digits: "12 | Annual report" and "14 | Annual report" are one. */
static void mask(struct line l, struct buf *out)
{
    buf_clear(out);
    for (size_t i = 0; i < l.n && l.n < HEAD_MAX; i++)
        if (!utf8_is_space((unsigned char)l.p[i]) && !(l.p[i] >= '0' && l.p[i] <= '9'))
            buf_addc(out, l.p[i]);
    buf_adds(out, " ");
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

static void count_edges(struct map *often, const char *page)
{
    struct line l[2 * EDGE];
    struct buf key = {0};
    size_t n = edges(page, l);
    for (size_t i = 0; i < n; i++) {
        mask(l[i], &key);
        if (key.len > 1)
            map_put(often, key.data, (void *)((uintptr_t)map_find(often, key.data) + 1));
    }
    buf_drop(&key);
}

static bool is_head(const struct map *often, struct line l)
{
    struct buf key = {0};
    mask(l, &key);
    bool head = is_folio(l) || (uintptr_t)map_find(often, key.data) >= OFTEN;
    buf_drop(&key);
    return head;
}

static void add_page(const struct map *often, const char *page, struct buf *out)
{
    struct line l[2 * EDGE];
    size_t n = edges(page, l);
    const char *p = page;
    for (size_t i = 0; i < n; i++)
        if (is_head(often, l[i])) {
            buf_add(out, p, (size_t)(l[i].p - p));
            p = l[i].p + l[i].n;
        }
    buf_adds(out, p);
    buf_addc(out, '\n');
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
        count_edges(often, s);
        total += strlen(s);
    }
    for (size_t i = 0; i < text.n; i++) {
        if (text.n > 1)
            add_page(often, text.v[i], out);
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
