/* The rules of typographic signs: which space stands before, after or between; apostrophes; ellipses. */
#include "doc/typo.h"

#include <string.h>

bool typo_space(uint32_t c)
{
    return c == ' ' || c == NBSP || c == NNBSP || c == 0x2009 || c == '\n' || c == '\t';
}

static bool inner_space(uint32_t c) /* one that a rule may replace */
{
    return c == ' ' || c == NBSP || c == NNBSP || c == 0x2009;
}

static bool digit(uint32_t c)
{
    return c >= '0' && c <= '9';
}

bool typo_letter(uint32_t c)
{
    if (c < 0x80)
        return (c | 32) >= 'a' && (c | 32) <= 'z';
    return (c >= 0xc0 && c <= 0x24f && c != 0xd7 && c != 0xf7) || (c >= 0x370 && c <= 0x52f) ||
           (c >= 0x1d00 && c <= 0x1fff) || utf8_is_han(c);
}

static bool upper(uint32_t c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 0xc0 && c <= 0xde && c != 0xd7) || (c >= 0x100 && c <= 0x17f && c % 2 == 0);
}

/* ---- looking about ---- */

static uint32_t ahead(const struct typo *t, size_t i)
{
    return i < t->in.n ? t->in.v[i].c : 0;
}

static uint32_t back(const struct typo *t, size_t k) /* k-th from the end of what was written, from 1 */
{
    return k <= t->out.n ? t->out.v[t->out.n - k].c : 0;
}

/* What was written ends in this word, and nothing of a word stands before it. */
static bool after_word(const struct typo *t, const char *word, bool fold)
{
    const char *end = word + strlen(word);
    size_t k = 1;
    for (; end > word; k++) {
        uint32_t w = utf8_before(word, end, &end), c = back(t, k);
        if (fold && c >= 'A' && c <= 'Z')
            c += 32;
        if (w != c)
            return false;
    }
    uint32_t before = back(t, k);
    return !typo_letter(before) && !digit(before);
}

static bool after_any(const struct typo *t, const char *const *words, size_t n, bool fold)
{
    for (size_t i = 0; i < n; i++)
        if (after_word(t, words[i], fold))
            return true;
    return false;
}

/* This word comes at i, whole. */
static bool word_at(const struct typo *t, size_t i, const char *word)
{
    const char *end = word + strlen(word);
    while (word < end)
        if (ahead(t, i++) != utf8_next(&word, end))
            return false;
    return !typo_letter(ahead(t, i)) && !digit(ahead(t, i));
}

static bool any_at(const struct typo *t, size_t i, const char *const *words, size_t n)
{
    uint32_t first = ahead(t, i);
    for (size_t k = 0; k < n; k++) {
        bool plain = (unsigned char)words[k][0] < 0x80;
        if ((!plain || (unsigned char)words[k][0] == first) && word_at(t, i, words[k]))
            return true;
    }
    return false;
}
#define COUNT(a) (sizeof(a) / sizeof *(a))

static bool opening(uint32_t c)
{
    return c == '(' || c == '[' || c == '{' || c == 0xab || c == 0x201c || c == 0x2018;
}

static bool closing(uint32_t c)
{
    return c == ')' || c == ']' || c == '}' || c == 0xbb || c == 0x201d || c == 0x2019 || c == '"';
}

static bool mark(uint32_t c)
{
    return c == ';' || c == '!' || c == '?';
}

/* ---- French: a space that was typed ---- */

/* 70 000: groups of three after one to three digits; not a telephone's 03 88 15 68 67, nor 2017 300. */
static bool between_groups(const struct typo *t, size_t j)
{
    if (!digit(ahead(t, j)) || !digit(ahead(t, j + 1)) || !digit(ahead(t, j + 2)) || digit(ahead(t, j + 3)))
        return false;
    size_t n = 0;
    while (n < 4 && digit(back(t, n + 1)))
        n++;
    uint32_t before = back(t, n + 1);
    if (!n || n > 3)
        return false;
    if (before == NNBSP && digit(back(t, n + 2)))
        return n == 3;
    return back(t, n) != '0' && !typo_letter(before) && before != ',' && before != '.' && before != '/' &&
           before != '-' && before != ':' && before != '+' && !(inner_space(before) && digit(back(t, n + 2)));
}

static bool before_unit(const struct typo *t, size_t j)
{
    static const char *const units[] = {
        "km",       "m",         "cm",   "mm",    "kg",      "g",     "t",   "ha",  "h",       "min",
        "s",        "km²",       "m²",   "m³",    "kW",      "MW",    "GW",  "kWh", "MWh",     "TWh",
        "ko",       "Mo",        "Go",   "To",    "Hz",      "kHz",   "MHz", "GHz", "million", "millions",
        "milliard", "milliards", "euro", "euros", "dollars", "yuans", "ans", "pt",  "dpi"};
    uint32_t n = ahead(t, j);
    if (n == '%' || n == 0x2030 || n == 0x20ac || n == '$' || n == 0xa3 || n == 0xa5 || n == 0xb0)
        return true;
    return any_at(t, j, units, COUNT(units));
}

static bool before_month(const struct typo *t, size_t j)
{
    static const char *const months[] = {"janvier", "février", "mars",      "avril",   "mai",      "juin",
                                         "juillet", "août",    "septembre", "octobre", "novembre", "décembre"};
    bool first = back(t, 1) == 'r' && back(t, 2) == 'e' && back(t, 3) == '1' && !digit(back(t, 4));
    bool day = digit(back(t, 1)) && !(digit(back(t, 2)) && digit(back(t, 3)));
    return (first || day) && any_at(t, j, months, COUNT(months));
}

/* XXe siècle */
static bool before_century(const struct typo *t, size_t j)
{
    static const char *const century[] = {"siècle", "siècles"};
    size_t k = back(t, 1) == 'e' || back(t, 1) == 0x1d49 ? 2 : back(t, 1) == 'r' && back(t, 2) == 'e' ? 3 : 0;
    uint32_t c = k ? back(t, k) : 0;
    return (c == 'I' || c == 'V' || c == 'X') && any_at(t, j, century, COUNT(century));
}

/* A. Dupont, J.-B. Dupont */
static bool after_initial(const struct typo *t)
{
    uint32_t before = back(t, 3);
    return back(t, 1) == '.' && upper(back(t, 2)) && !typo_letter(before) && !digit(before) && before != '\'' &&
           before != 0x2019;
}

static bool after_abbreviation(const struct typo *t)
{
    static const char *const abbreviations[] = {"p.", "pp.",  "n°", "nº",   "nos", "art.", "fig.", "chap.", "vol.",
                                                "t.", "tab.", "§",  "col.", "ch.", "éd.",  "av.",  "apr."};
    return after_any(t, abbreviations, COUNT(abbreviations), true);
}

static bool after_title(const struct typo *t)
{
    static const char *const titles[] = {"M.", "MM.", "Mme", "Mmes", "Mlle", "Dr", "Pr", "Me", "Mgr"};
    return after_any(t, titles, COUNT(titles), false);
}

static bool has_roman(uint32_t c)
{
    return c == 'I' || c == 'V' || c == 'X' || c == 'L';
}

/* The space that belongs where spaces were typed, before j; 0: leave them. */
static uint32_t french_space(const struct typo *t, size_t j)
{
    uint32_t p = back(t, 1), n = ahead(t, j);
    bool next_french = j < t->in.n && t->in.v[j].mode == TYPO_FR;
    if (!p || p == '\n' || !n)
        return 0;
    if (next_french && (mark(n) || n == 0xbb) && !opening(p))
        return NNBSP;
    if (p == 0xab)
        return NNBSP;
    if (next_french && n == ':' && !opening(p))
        return NBSP;
    if (digit(p)) {
        if (between_groups(t, j))
            return NNBSP;
        if (before_unit(t, j) || before_month(t, j))
            return NBSP;
    }
    if ((digit(n) || n == TYPO_OBJECT || has_roman(n)) && after_abbreviation(t))
        return NBSP;
    if (upper(n) && (after_title(t) || after_initial(t)))
        return NBSP;
    if (n == 's' && before_century(t, j))
        return NBSP;
    if (p == 'r' && before_month(t, j))
        return NBSP;
    if (p == 'h' && digit(n) && back(t, 2) == NBSP && digit(back(t, 3))) /* 16 h 30 */
        return NBSP;
    return 0;
}

static uint32_t english_space(const struct typo *t, size_t j)
{
    static const char *const abbreviations[] = {"p.", "pp.", "fig.", "no.", "vol.", "ch.", "sec.", "§", "art."};
    static const char *const titles[] = {"Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms.", "Dr", "Dr.", "Prof."};
    uint32_t n = ahead(t, j);
    if ((digit(n) || n == TYPO_OBJECT) && after_any(t, abbreviations, COUNT(abbreviations), true))
        return NBSP;
    if (upper(n) && after_any(t, titles, COUNT(titles), false))
        return NBSP;
    return 0;
}

/* ---- French: a space that was not typed ---- */

static bool cite_at(const struct typo *t, size_t i)
{
    return i < t->in.n && (t->in.v[i].flags & TYPO_CITE);
}

static bool may_follow_mark(const struct typo *t, size_t i)
{
    uint32_t n = ahead(t, i);
    bool cite = cite_at(t, i);
    return !n || typo_space(n) || closing(n) || mark(n) || n == ',' || n == '.' || n == 0x2026 || cite;
}

static uint32_t missing_before(const struct typo *t, size_t i, uint32_t c)
{
    uint32_t p = back(t, 1);
    if (!p || typo_space(p) || opening(p))
        return 0;
    if (mark(c))
        return (mark(p) && c != ';') || !may_follow_mark(t, i + 1) ? 0 : NNBSP;
    if (c == 0xbb)
        return NNBSP;
    if (c == ':') {
        uint32_t n = ahead(t, i + 1);
        return (!n || typo_space(n) || mark(n) || n == 0xbb || cite_at(t, i + 1)) &&
                       (typo_letter(p) || digit(p) || closing(p) || p == '%' || p == '.' || p == 0x2026)
                   ? NBSP
                   : 0;
    }
    if ((c == '%' || c == 0x20ac || c == 0x2030) && digit(p) && !typo_letter(ahead(t, i + 1)) &&
        !digit(ahead(t, i + 1)))
        return NBSP;
    return 0;
}

/* ---- the run ---- */

static inline void put(struct typo *t, uint32_t c, int32_t seg, uint32_t mode)
{
    t->out.v[t->out.n++] = (struct typo_char){c, 0, mode, seg};
}

/* The spaces from i on: one right space in their place where a rule says which. Gives the index after them. */
static size_t spaces(struct typo *t, size_t i)
{
    struct typo_char *v = t->in.v;
    size_t j = i, owner = SIZE_MAX;
    bool foreign = false;
    for (; j < t->in.n && v[j].seg >= 0 && inner_space(v[j].c); j++) {
        foreign = foreign || v[j].mode != v[i].mode;
        if (owner == SIZE_MAX && v[j].mode != TYPO_NONE)
            owner = j;
    }
    uint32_t right = 0;
    if (!foreign && owner != SIZE_MAX)
        right = v[owner].mode == TYPO_FR ? french_space(t, j) : english_space(t, j);
    if (!right) {
        for (; i < j; i++)
            put(t, v[i].c, v[i].seg, v[i].mode);
        return j;
    }
    t->changed = t->changed || j - i > 1 || v[owner].c != right;
    put(t, right, v[owner].seg, v[owner].mode);
    return j;
}

/* Before the mark of a cite stands no space a line may break at, and never none. */
static void before_cite(struct typo *t, const struct typo_char *c)
{
    struct typo_char *last = t->out.n ? &t->out.v[t->out.n - 1] : NULL;
    if (!last || last->c == '\n' || opening(last->c) || inner_space(c->c))
        return;
    if (last->c == ' ' && last->mode != TYPO_NONE) {
        last->c = NBSP;
        t->changed = true;
    } else if (!inner_space(last->c)) {
        put(t, NNBSP, c->seg, c->mode);
        t->changed = true;
    }
}

static bool ellipsis(const struct typo *t, size_t i)
{
    const struct typo_char *v = t->in.v;
    return ahead(t, i + 1) == '.' && ahead(t, i + 2) == '.' && ahead(t, i + 3) != '.' && ahead(t, i + 3) != '/' &&
           back(t, 1) != '.' && back(t, 1) != '/' && v[i + 1].seg == v[i].seg && v[i + 2].seg == v[i].seg;
}

static bool apostrophe(const struct typo *t, size_t i, enum typo_mode mode)
{
    uint32_t n = ahead(t, i + 1), p = back(t, 1);
    return typo_letter(p) &&
           (typo_letter(n) || (mode == TYPO_FR && (n == 0xab || n == 0x201c || n == '"' || digit(n))));
}

/* A straight quotation mark further on that can close the one at i. */
static bool closes_later(struct typo *t, size_t i)
{
    const struct typo_char *v = t->in.v;
    for (size_t j = i + 2; j < t->in.n && !t->no_close; j++) {
        uint32_t n = ahead(t, j + 1);
        if (v[j].c == '"' && v[j].mode == v[i].mode && !typo_space(v[j - 1].c) && !opening(v[j - 1].c) &&
            !typo_letter(n) && !digit(n))
            return true;
    }
    t->no_close = true;
    return false;
}

/* What the typed " at i is to be: the outer marks of the language, “ ” within French ones; " where it stands alone (12"). */
static uint32_t quotation_mark(struct typo *t, size_t i)
{
    uint32_t p = back(t, 1), n = ahead(t, i + 1);
    bool begins = !p || typo_space(p) || opening(p) || p == '-' || p == '/' || p == 0x2013 || p == 0x2014 ||
                  p == 0x2019 || p == TYPO_OBJECT;
    if (t->quotes && !(begins && p != TYPO_OBJECT && p != 0x2019 && p != 0x2014 && p != '-'))
        return t->quote[--t->quotes];
    if (!begins || !n || typo_space(n) || t->quotes == TYPO_QUOTES || !closes_later(t, i))
        return '"';
    bool outer = t->in.v[i].mode == TYPO_FR && !t->guillemets;
    t->quote[t->quotes++] = outer ? 0xbb : 0x201d;
    return outer ? 0xab : 0x201c;
}

/* One character that is no space; gives the index after what was used up. */
static size_t sign(struct typo *t, size_t i)
{
    struct typo_char c = t->in.v[i];
    if (c.c == '\'' && apostrophe(t, i, c.mode)) {
        put(t, 0x2019, c.seg, c.mode);
        t->changed = true;
        return i + 1;
    }
    if (c.c == '"') {
        c.c = quotation_mark(t, i);
        t->changed = t->changed || c.c != '"';
    }
    if (c.c == 0xab)
        t->guillemets++;
    else if (c.c == 0xbb && t->guillemets)
        t->guillemets--;
    if (c.mode != TYPO_FR) {
        put(t, c.c, c.seg, c.mode);
        return i + 1;
    }
    if (c.c == '.' && ellipsis(t, i)) {
        put(t, 0x2026, c.seg, c.mode);
        t->changed = true;
        return i + 3;
    }
    uint32_t before = mark(c.c) || c.c == ':' || c.c == 0xbb || c.c == '%' || c.c == 0x20ac || c.c == 0x2030
                          ? missing_before(t, i, c.c)
                          : 0;
    if (before) {
        put(t, before, c.seg, c.mode);
        t->changed = true;
    }
    put(t, c.c, c.seg, c.mode);
    uint32_t n = ahead(t, i + 1);
    if (c.c == 0xab && n && !typo_space(n) && n != 0xbb) {
        put(t, NNBSP, c.seg, c.mode);
        t->changed = true;
    }
    return i + 1;
}

/* Most characters are letters, and most spaces stand between plain words. */
static bool plain(const struct typo *t, size_t i)
{
    uint32_t c = t->in.v[i].c;
    if (t->in.v[i].flags)
        return false;
    if (c == ' ') {
        uint32_t n = ahead(t, i + 1), p = back(t, 1);
        return n >= 'a' && n <= 'z' && n != 's' && p >= 'a' && p <= 'z' && p != 'e' && p != 'r';
    }
    return (c >= 'a' && c <= 'z') || c == ',' || (c >= 0xc0 && c <= 0x24f);
}

void typo_run(struct typo *t)
{
    t->changed = t->no_close = false;
    t->quotes = t->guillemets = 0;
    t->out.n = 0;
    for (size_t i = 0; i < t->in.n;) {
        const struct typo_char c = t->in.v[i];
        if (plain(t, i)) {
            t->out.v[t->out.n++] = c;
            i++;
            continue;
        }
        if ((c.flags & TYPO_CITE) && c.mode != TYPO_NONE)
            before_cite(t, &c);
        if (c.seg >= 0 && inner_space(c.c)) {
            i = spaces(t, i);
        } else if (c.mode == TYPO_NONE) {
            put(t, c.c, c.seg, c.mode);
            i++;
        } else {
            i = sign(t, i);
        }
    }
}
