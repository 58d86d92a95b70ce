/* doc, inside check: what the parts of doc_check share. */
#ifndef DOC_CHECK_H
#define DOC_CHECK_H

#include "doc/doc.h"

/* evidence.c: captured files are there, unchanged, and say what is quoted from them. */
void check_evidence(const struct doc *doc, struct diag *diag);
/* evidence text: the letters and signs of a text that must agree between a quotation and its source; spaces, double
 * quotation marks and case do not count, dashes and apostrophes are one each. from[i]: the byte of text that out->data[i] came from (may be NULL). */
void evidence_fold(const char *text, size_t n, struct buf *out, uint32_t **from);
/* The text of a captured file: HTML without its tags, or plain text; false if it is neither. */
bool evidence_text(const char *path, const char *bytes, size_t n, struct buf *out);

#endif
