/* Inside capture/: one function a kind of file. */
#ifndef CAPTURE_INTERNAL_H
#define CAPTURE_INTERNAL_H

#include "capture/capture.h"

bool capture_html(const char *bytes, size_t n, const char *charset, struct buf *out); /* charset: where it is not UTF-8; may be NULL */
bool capture_pdf(const char *bytes, size_t n, struct buf *out);
/* Archives gather the page asked for and all others apart. */
struct capture_archive {
    const char *url;
    struct buf page, all;
};
bool capture_warc(struct capture_archive *a, const char *bytes, size_t n);
bool capture_warc_gz(struct capture_archive *a, const char *bytes, size_t n);
bool capture_wacz(struct capture_archive *a, const char *bytes, size_t n);

#endif
