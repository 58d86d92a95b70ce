/* Inside doc/: a run of text while its signs are set. typo.c gathers runs, typorule.c has the rules. */
#ifndef DOC_TYPO_H
#define DOC_TYPO_H

#include "doc/internal.h"
#include "doc/words.h"

enum typo_mode { TYPO_NONE, TYPO_FR, TYPO_EN };
enum { TYPO_CITE = 1, /* the mark of a cite begins here */
       TYPO_Q = 2, TYPO_Q_END = 4 /* an inline q, which draws its own quotation marks, begins here; has ended */ };
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
    uint32_t flags;              /* for the next character read */
    uint32_t single;             /* the sign that closes the straight ' made an opening one; 0 none is open */
    uint32_t dash;               /* of an aside that is open; 0 none */
    size_t hold;                 /* a space written right here must not break the line */
    bool no_close;               /* no straight quotation mark that could close comes any more */
};

void typo_run(struct typo *t); /* in -> out */
bool typo_letter(uint32_t c);
bool typo_upper(uint32_t c);
bool typo_space(uint32_t c); /* a space a line of text may have, no-break ones too */

static inline bool typo_inner(uint32_t c) /* a space that a rule may replace */
{
    return c == ' ' || c == NBSP || c == NNBSP || c == 0x2009;
}
static inline bool typo_digit(uint32_t c)
{
    return c >= '0' && c <= '9';
}
static inline bool typo_opening(uint32_t c)
{
    return c == '(' || c == '[' || c == '{' || c == 0xab || c == 0x201c || c == 0x2018;
}
static inline uint32_t typo_ahead(const struct typo *t, size_t i)
{
    return i < t->in.n ? t->in.v[i].c : 0;
}
static inline uint32_t typo_back(const struct typo *t, size_t k) /* k-th from the end of what was written, from 1 */
{
    return k <= t->out.n ? t->out.v[t->out.n - k].c : 0;
}
static inline void typo_put(struct typo *t, uint32_t c, int32_t seg, uint32_t mode)
{
    t->out.v[t->out.n++] = (struct typo_char){c, 0, mode, seg};
}
/* typosign.c: what the sign at i is to be, and typo_dash how many typed ones it stands for (0: it is none). */
uint32_t typo_quotation_mark(struct typo *t, size_t i);
uint32_t typo_apostrophe(struct typo *t, size_t i);
size_t typo_dash(struct typo *t, size_t i, uint32_t *dash);

#endif
