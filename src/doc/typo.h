/* Inside doc/: a run of text while its signs are set. typo.c gathers runs, typorule.c has the rules. */
#ifndef DOC_TYPO_H
#define DOC_TYPO_H

#include "doc/internal.h"
#include "doc/words.h"

enum typo_mode { TYPO_NONE, TYPO_FR, TYPO_EN };
enum { TYPO_CITE = 1 };        /* the mark of a cite begins here */
enum { TYPO_OBJECT = 0xfffc }; /* what stands for a page number or a picture */
enum { TYPO_QUOTES = 4 };
enum { NBSP = 0xa0, NNBSP = 0x202f };

struct typo_char {
    uint32_t c : 21, flags : 3, mode : 8;
    int32_t seg; /* which text node; -1 none */
};

struct typo {
    struct doc *doc;
    VEC(struct typo_char) in, out; /* out has room for all a run can become */
    VEC(struct node *) segs, notes;
    VEC(char) text;
    const char *lang; /* the last language met and its mode */
    enum typo_mode mode;
    bool changed, addresses; /* something in the run was; may be one */
    uint32_t quote[TYPO_QUOTES]; /* of straight quotation marks made opening ones: the sign that closes each */
    int quotes, guillemets;      /* how many of them, and of all « , are open */
    bool no_close;               /* no straight quotation mark that could close comes any more */
};

void typo_run(struct typo *t); /* in -> out */
bool typo_letter(uint32_t c);
bool typo_space(uint32_t c); /* a space a line of text may have, no-break ones too */

#endif
