/* capture: the text of captured files (HTML, plain text, PDF, WARC, WACZ), and what of a text counts when it is compared. Knows no
 * document. A buf that is written to is the caller's. */
#ifndef CAPTURE_CAPTURE_H
#define CAPTURE_CAPTURE_H

#include "base/base.h"

/* The text of the file path with these bytes; false if it is none of these kinds. Of an archive that holds url the text of that page, else of
 * all pages. url may be NULL. */
bool capture_text(const char *path, const char *url, const char *bytes, size_t n, struct buf *out);
/* The letters and signs of a text that must agree between a quotation and its source: spaces, double quotation marks, case and
 * hyphens within words do not count; dashes and apostrophes are one each; ligatures are their letters. from (may be NULL): from[i] is
 * the byte of text that out->data[i] came from, counting from the end out had before; free it. */
void capture_fold(const char *text, size_t n, struct buf *out, uint32_t **from);

#endif
