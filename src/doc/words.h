/* Inside doc/: the words a dossier says by itself that only this room needs. words.c, tongue.c */
#ifndef DOC_WORDS_H
#define DOC_WORDS_H

#include "doc/doc.h"

/* Languages whose words we have; others fall back to English. */
enum tongue { TONGUE_EN, TONGUE_FR, TONGUE_ZH, TONGUE_COUNT };
/* Tables of words have one column more: Chinese in Traditional characters, where these differ. */
enum { COLUMN_HANT = TONGUE_COUNT, COLUMN_COUNT };
enum tongue tongue_of(const char *lang);
bool lang_is_traditional(const char *lang);
const char *said_in(const char *const row[COLUMN_COUNT], const char *lang);
bool lang_is(const char *lang, const char *primary); /* "fr-CA" is "fr" */

enum word {
    WORD_PAGE_BEFORE,
    WORD_PAGE_AFTER, /* "p. 12", "第12页" */
    WORD_ANNEX,
    WORD_PASSAGE,
    WORD_CLAIM,
    WORD_CAPTION_SEP, /* after "Figure 3" */
    WORD_QUOTE_OPEN,
    WORD_QUOTE_CLOSE,
    WORD_PAREN_OPEN,
    WORD_PAREN_CLOSE, /* with the space before */
    WORD_COMMA,
    WORD_SEMICOLON,
    WORD_COLON,
    WORD_STOP,      /* with the space after */
    WORD_ACCESSED_ON,
    WORD_ACCESSED_IN,
    WORD_ARCHIVED,
    WORD_SNAPSHOT,
    WORD_CITED,
    WORD_UNCITED,
    WORD_RELIABILITY,
    WORD_CREDIBILITY,
    WORD_REDACTED,
    WORD_SIC, /* where no correction is given */
    WORD_SIC_OPEN,
    WORD_SIC_CLOSE,
    WORD_KEYWORDS,
    WORD_COUNT
};
const char *word(enum word w, const char *lang);
/* Words for the values of attributes; NULL for a value unknown. */
const char *word_status(const char *status,
                        const char *lang); /* "estimation": beside the claim; NULL where none is shown */
const char *word_status_group(int i, const char *lang,
                              const char **status);        /* the i-th group of the claim index; NULL at the end */
const char *word_kind(const char *kind, const char *lang); /* of a source */
const char *word_kind_group(int i, const char *lang, const char **kind); /* NULL at the end */
const char *word_callout(const char *kind, const char *lang);
void word_grade(struct buf *out, const char *grade, const char *lang); /* "fiabilité B : ... ; crédibilité 2 : ..." */

#endif
