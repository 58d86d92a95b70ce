/* Signs that stand for others: straight quotation marks, apostrophes, hyphens typed for dashes. A sign looks back at what was written and
 * ahead at what is to come. */
#include "doc/typo.h"

#include <string.h>

enum { ASIDE = 600 /* characters: no aside between dashes is longer */ };

/* A straight mark further on that can close the one at i. */
static bool closes_later(struct typo *t, size_t i)
{
    const struct typo_char *v = t->in.v;
    for (size_t j = i + 2; j < t->in.n && !t->no_close; j++) {
        uint32_t n = typo_ahead(t, j + 1);
        if (v[j].c == '"' && v[j].mode == v[i].mode && !typo_space(v[j - 1].c) && !typo_opening(v[j - 1].c) && !typo_digit(n))
            return true;
    }
    t->no_close = true;
    return false;
}

static bool begins_word(uint32_t p)
{
    return !p || typo_space(p) || typo_opening(p) || p == '-' || p == '/' || p == 0x2013 || p == 0x2014;
}

/* What the typed " at i is to be: the outer marks of the language, “ ” within French ones; " where it stands alone (12"). */
uint32_t typo_quotation_mark(struct typo *t, size_t i)
{
    uint32_t p = typo_back(t, 1), n = typo_ahead(t, i + 1);
    bool begins = begins_word(p) || p == 0x2019 || p == TYPO_OBJECT;
    if (t->quotes && !(begins && p != TYPO_OBJECT && p != 0x2019 && p != 0x2014 && p != '-'))
        return t->quote[--t->quotes];
    if (!begins || !n || typo_space(n) || t->quotes == TYPO_QUOTES || !closes_later(t, i))
        return '"';
    bool outer = t->in.v[i].mode == TYPO_FR && !t->guillemets;
    t->quote[t->quotes++] = outer ? 0xbb : 0x201d;
    return outer ? 0xab : 0x201c;
}

/* An elision: one letter (or qu) and no word before it. */
static bool elides(const struct typo *t)
{
    uint32_t p = typo_back(t, 1);
    return p && p < 0x80 && strchr("ldjnstmcLDJNSTMC", (int)p) && !typo_letter(typo_back(t, 2)) && typo_back(t, 2) != 0x2019 &&
           !typo_digit(typo_back(t, 2));
}

/* A straight ' that closes the one at i: after a word, before none; and what comes first is no apostrophe of a plural. */
static bool single_closes_later(const struct typo *t, size_t i)
{
    const struct typo_char *v = t->in.v;
    for (size_t j = i + 2; j < t->in.n && j < i + ASIDE && v[j].c != '\n'; j++)
        if (v[j].c == '\'' && v[j].mode == v[i].mode && !typo_space(v[j - 1].c) && !typo_letter(typo_ahead(t, j + 1)))
            return true;
    return false;
}

/* What the ' at i is to be. English: ‘ ’ round words, ’ in what lacks letters ('n', '90s) and after plurals. French: an elision. */
uint32_t typo_apostrophe(struct typo *t, size_t i)
{
    uint32_t n = typo_ahead(t, i + 1), n2 = typo_ahead(t, i + 2), p = typo_back(t, 1);
    bool french = t->in.v[i].mode == TYPO_FR;
    if (typo_letter(p) && (typo_letter(n) || (french && (n == 0xab || n == 0x201c || n == '"' || typo_digit(n)))))
        return 0x2019;
    if (french && elides(t) && typo_inner(n) && typo_letter(n2))
        return 0x2019;
    if (begins_word(p) && typo_digit(n) && typo_digit(n2) && !typo_digit(typo_ahead(t, i + 3)))
        return 0x2019; /* '80 */
    if (french)
        return '\'';
    if (n == 'n' && n2 == '\'')
        return 0x2019;
    if (p == 'n' && typo_back(t, 2) == 0x2019)
        return 0x2019;
    if (begins_word(p) && typo_letter(n) && !t->single && single_closes_later(t, i)) {
        t->single = 0x2019;
        return 0x2018;
    }
    if (!begins_word(p) && !typo_digit(p)) { /* 5' 30" */
        t->single = 0;
        return 0x2019;
    }
    return '\'';
}

static bool is_dash(uint32_t c)
{
    return c == 0x2013 || c == 0x2014;
}

/* Hyphens from i on. */
static size_t hyphens(const struct typo *t, size_t i)
{
    size_t k = 0;
    while (k < 4 && typo_ahead(t, i + k) == '-')
        k++;
    return k;
}

static bool ends_clause(uint32_t c)
{
    return c == ',' || c == ';' || c == '.' || c == ')' || c == '?' || c == '!' || c == ':' || c == 0xbb;
}

/* What follows a dash: a space, or the mark that is set off by one. */
static uint32_t behind(const struct typo *t, size_t i)
{
    size_t j = i;
    while (j < i + 8 && typo_inner(typo_ahead(t, j)))
        j++;
    return ends_clause(typo_ahead(t, j)) ? typo_ahead(t, j) : typo_ahead(t, i);
}

/* The dash that closes an aside opened at i comes before the sentence is over. */
static bool aside_closes(const struct typo *t, size_t i, uint32_t dash)
{
    for (size_t j = i + 1; j < t->in.n && j < i + ASIDE; j++) {
        uint32_t c = t->in.v[j].c, before = t->in.v[j - 1].c, n = typo_ahead(t, j + 1);
        if (c == '\n' || ((c == '.' || c == '!' || c == '?') && typo_inner(n) && typo_upper(typo_ahead(t, j + 2))))
            return false;
        size_t k = hyphens(t, j);
        uint32_t as = k == 1 || k == 2 ? 0x2013 : k == 3 ? 0x2014 : is_dash(c) ? c : 0;
        n = behind(t, j + (k ? k : 1));
        if (as == dash && typo_inner(before) && (typo_inner(n) || ends_clause(n)))
            return true;
        j += k ? k - 1 : 0;
    }
    return false;
}

/* A dash between spaces, or what was typed for one: gives how many signs it takes up, and the dash. In French it holds to the aside it
 * opens or closes, and to the speech it announces. */
size_t typo_dash(struct typo *t, size_t i, uint32_t *dash)
{
    uint32_t c = t->in.v[i].c, p = typo_back(t, 1);
    size_t k = c == '-' ? hyphens(t, i) : 1;
    uint32_t n = behind(t, i + k);
    bool start = !p || p == '\n', french = t->in.v[i].mode == TYPO_FR;
    *dash = c != '-' ? c : k == 3 || (k == 2 && start && french) ? 0x2014 : 0x2013;
    if (k > 3)
        return 0;
    if (!french && k > 1 && typo_letter(p) && typo_letter(n)) { /* word--word */
        *dash = 0x2014;
        return k;
    }
    bool closes = t->dash == *dash && ends_clause(n);
    if (!(start || typo_inner(p)) || !(typo_inner(n) || closes))
        return 0;
    if (k == 1 && typo_digit(typo_ahead(t, i + 2)) && (start || typo_digit(typo_back(t, 2)))) /* 5 - 3 */
        return 0;
    if (!french)
        return start && c == '-' && k == 1 ? 0 : k;
    if (start) {
        t->hold = t->out.n + 1;
    } else if (t->dash == *dash) {
        t->dash = 0;
        struct typo_char *space = &t->out.v[t->out.n - 1];
        t->changed |= space->c != NBSP;
        space->c = NBSP;
    } else if (aside_closes(t, i + k - 1, *dash)) {
        t->dash = *dash;
        t->hold = t->out.n + 1;
    }
    return k;
}
