/* The text of a captured PDF, by poppler. Built without poppler, a PDF is a file with a hash and no text. */
#include "capture/internal.h"

#ifdef WITH_POPPLER
#include <poppler.h>

enum { PAGES_MAX = 5000, TEXT_MAX = 64 << 20 };

bool capture_pdf(const char *bytes, size_t n, struct buf *out)
{
    GBytes *data = g_bytes_new_static(bytes, n);
    PopplerDocument *pdf = poppler_document_new_from_bytes(data, NULL, NULL);
    int pages = pdf ? poppler_document_get_n_pages(pdf) : 0;
    for (int i = 0; i < pages && i < PAGES_MAX && out->len < TEXT_MAX; i++) {
        PopplerPage *page = poppler_document_get_page(pdf, i);
        char *text = page ? poppler_page_get_text(page) : NULL;
        if (text)
            buf_adds(out, text);
        buf_addc(out, '\n');
        g_free(text);
        if (page)
            g_object_unref(page);
    }
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
