/* doc, inside check: captured files, their text, and what is held against it. evidence*.c */
#ifndef DOC_EVIDENCE_H
#define DOC_EVIDENCE_H

#include "doc/check.h"

struct captured { /* one source */
    const struct source *source;
    struct buf text;     /* of all its captured files that can be read */
    struct buf folded;   /* what of it counts in a comparison (evidence_fold) */
    uint32_t *from;      /* folded byte -> byte of text */
    struct map *numbers; /* made when first asked for */
    bool any;
};

/* The path of a captured file, relative to the file that names it; NULL after a diagnostic if it is not there or lies outside. */
const char *evidence_open(const struct doc *doc, const struct source_snapshot *s, struct diag *diag);
bool evidence_hash(const char *path, char hex[65]); /* of any size; false leaves errno */
void evidence_changed(struct diag *diag, const struct source_snapshot *s, const char *path, const char *hex);

/* The letters and signs of a text that must agree between a quotation and its source: spaces, double quotation marks, case and
 * hyphens within words do not count; dashes and apostrophes are one each; ligatures are their letters. from (may be NULL): from[i] is
 * the byte of text that out->data[i] came from, counting from the end out had before. */
void evidence_fold(const char *text, size_t n, struct buf *out, uint32_t **from);
/* The text of a captured file: HTML, plain text, PDF, WARC (gzipped or not), WACZ; false if it is none of these. Of an archive that
 * holds url the text of that page, else of all pages. url may be NULL. */
bool evidence_text(const char *path, const char *url, const char *bytes, size_t n, struct buf *out);
bool evidence_html(const char *bytes, size_t n, const char *charset, struct buf *out);
void evidence_plain(const char *bytes, size_t n, struct buf *out); /* UTF-8, or else Windows-1252 */
bool evidence_pdf(const char *bytes, size_t n, struct buf *out);
/* Archives gather the page asked for and all others apart. */
struct evidence_archive {
    const char *url;
    struct buf page, all;
};
bool evidence_warc(struct evidence_archive *a, const char *bytes, size_t n);
bool evidence_warc_gz(struct evidence_archive *a, const char *bytes, size_t n);
bool evidence_wacz(struct evidence_archive *a, const char *bytes, size_t n);

/* What a node says itself: not what was generated, nor notes and cites; what is blacked out is " […] ". */
void evidence_said(const struct node *n, struct buf *out);
void evidence_quotation(const struct node *n, struct captured *const *from, size_t n_from, struct check *c);
void evidence_numbers(const struct node *claim, struct captured *const *from, size_t n_from, struct check *c);

#endif
