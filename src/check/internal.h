/* Inside check/: what the parts of check_document share. */
#ifndef CHECK_INTERNAL_H
#define CHECK_INTERNAL_H

#include "check/check.h"

struct check {
    const struct doc *doc;
    struct diag *diag;
    const struct node **of_source; /* by label - 1: the source element; NULL: it comes from a file of records */
    struct map *bytes;             /* file -> struct buf: read again to show where in a text something stands */
    int shown;                     /* places looked up so far: each costs a walk through its file */
};
/* Says it, or, where n (may be NULL) or what it stands in has check="off: reason", lists it as waived. */
void check_say(struct check *c, const struct node *n, struct src src, enum diag_code code, const char *fmt, ...)
    PRINTF_LIKE(5, 6);
void check_say_source(struct check *c, const struct source *s, struct src src, enum diag_code code, const char *fmt,
                      ...) PRINTF_LIKE(5, 6);
/* The place of these bytes at or after src; src itself if the file does not have them as they are. */
struct src check_place(struct check *c, struct src src, const char *word, size_t n);
const struct source *check_source(const struct check *c, const char *id, size_t n);
/* One line of text without notes and cites, cut at most characters; into out. */
void check_excerpt(const struct node *n, int most, struct buf *out);

/* evidence.c, quote.c, number.c: captured files are there, unchanged, and say what is quoted from them. */
struct captured { /* one source */
    const struct source *source;
    struct buf text;     /* of all its captured files that can be read */
    struct buf folded;   /* what of it counts in a comparison (capture_fold) */
    uint32_t *from;      /* folded byte -> byte of text */
    struct map *numbers; /* made when first asked for */
    bool there, any;     /* a captured file could be opened; and has text that can be read */
};

void check_evidence(struct check *k);
/* What a node says itself: not what was generated, nor notes and cites; what is blacked out is " […] ". */
void evidence_said(const struct node *n, struct buf *out);
void evidence_quotation(const struct node *n, struct captured *const *from, size_t n_from, struct check *c);
void evidence_numbers(const struct node *claim, struct captured *const *from, size_t n_from, struct check *c);

/* same.c: sources that are there twice; persons named in two spellings. */
void check_same(struct check *c);
/* claim.c: what claims rest on, and which contradict each other. */
void check_claim(struct check *c, const struct node *claim);
void check_contradictions(struct check *c);
/* dates.c: sources later than the dossier, days that never were, spans that end before they begin. */
void check_dates(struct check *c);
void check_text_dates(struct check *c, const struct node *n);
/* text.c: addresses that are no links; abbreviations never spelled out. */
struct check_words;
struct check_words *check_words_new(void);
void check_words_drop(struct check_words *w);
void check_text(struct check *c, struct check_words *w, const struct node *text);
void check_abbr(struct check_words *w, const struct node *abbr);
void check_words_end(struct check *c, struct check_words *w);

#endif
