/* The rules of typographic signs: which space stands before, after or between; apostrophes; ellipses. */
#include "doc/typo.h"

#include <string.h>

bool typo_space(uint32_t c)
{
    return c == ' ' || c == NBSP || c == NNBSP || c == 0x2009 || c == '\n' || c == '\t';
}

bool typo_letter(uint32_t c)
{
    if (c < 0x80)
        return (c | 32) >= 'a' && (c | 32) <= 'z';
    return (c >= 0xc0 && c <= 0x24f && c != 0xd7 && c != 0xf7) || (c >= 0x370 && c <= 0x52f) ||
           (c >= 0x1d00 && c <= 0x1fff) || utf8_is_han(c);
}

bool typo_upper(uint32_t c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 0xc0 && c <= 0xde && c != 0xd7) || (c >= 0x100 && c <= 0x17f && c % 2 == 0);
}

/* What was written ends in this word, and nothing of a word stands before it. */
static bool after_word(const struct typo *t, const char *word, bool fold)
{
    const char *end = word + strlen(word);
    size_t k = 1;
    for (; end > word; k++) {
        uint32_t w = utf8_before(word, end, &end), c = typo_back(t, k);
        if (fold && c >= 'A' && c <= 'Z')
            c += 32;
        if (w != c)
            return false;
    }
    uint32_t before = typo_back(t, k);
    return !typo_letter(before) && !typo_digit(before);
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
        if (typo_ahead(t, i++) != utf8_next(&word, end))
            return false;
    return !typo_letter(typo_ahead(t, i)) && !typo_digit(typo_ahead(t, i));
}

static bool any_at(const struct typo *t, size_t i, const char *const *words, size_t n)
{
    uint32_t first = typo_ahead(t, i);
    for (size_t k = 0; k < n; k++) {
        bool plain = (unsigned char)words[k][0] < 0x80;
        if ((!plain || (unsigned char)words[k][0] == first) && word_at(t, i, words[k]))
            return true;
    }
    return false;
}
#define COUNT(a) (sizeof(a) / sizeof *(a))

static bool closing(uint32_t c)
{
    return c == ')' || c == ']' || c == '}' || c == 0xbb || c == 0x201d || c == 0x2019 || c == '"';
}

static bool cite_at(const struct typo *t, size_t i)
{
    return i < t->in.n && (t->in.v[i].flags & TYPO_CITE);
}

static bool mark(uint32_t c)
{
    return c == ';' || c == '!' || c == '?';
}

/* ---- French: a space that was typed ---- */

enum { NO_SPACE = 1 };

/* 70 000: groups of three after one to three digits; not a telephone's 03 88 15 68 67, nor 2017 300. */
static bool between_groups(const struct typo *t, size_t j)
{
    if (!typo_digit(typo_ahead(t, j)) || !typo_digit(typo_ahead(t, j + 1)) || !typo_digit(typo_ahead(t, j + 2)) || typo_digit(typo_ahead(t, j + 3)))
        return false;
    size_t n = 0;
    while (n < 4 && typo_digit(typo_back(t, n + 1)))
        n++;
    uint32_t before = typo_back(t, n + 1);
    if (!n || n > 3)
        return false;
    if (before == NNBSP && typo_digit(typo_back(t, n + 2)))
        return n == 3;
    return typo_back(t, n) != '0' && !typo_letter(before) && before != ',' && before != '.' && before != '/' &&
           before != '-' && before != ':' && before != '+' && !(typo_inner(before) && typo_digit(typo_back(t, n + 2)));
}

static bool before_unit(const struct typo *t, size_t j)
{
    static const char *const units[] = {
        "km",       "m",         "cm",   "mm",    "kg",      "g",     "t",   "ha",  "h",       "min",
        "s",        "km²",       "m²",   "m³",    "kW",      "MW",    "GW",  "kWh", "MWh",     "TWh",
        "ko",       "Mo",        "Go",   "To",    "Hz",      "kHz",   "MHz", "GHz", "million", "millions",
        "M€",       "k€",        "Md€",  "°C",    "km2",     "m2",    "m3",  "milliard", "milliards", "euro", "euros", "dollars", "yuans", "ans", "pt",  "dpi"};
    uint32_t n = typo_ahead(t, j);
    if (n == '%' || n == 0x2030 || n == 0x20ac || n == '$' || n == 0xa3 || n == 0xa5 || n == 0xb0)
        return true;
    return any_at(t, j, units, COUNT(units)) || (n == 'F' && !typo_letter(typo_ahead(t, j + 1))) ||
           ((n == 'v' || n == 'r') && typo_ahead(t, j + 1) == 0xb0); /* fol. 3 v° */
}

/* 01 23 45 67 89, +33 1 23 45 67 89: the groups of a telephone number, of which the space at i parts two. */
static bool in_telephone(const struct typo *t, size_t i)
{
    size_t from = i, groups = 1, n = 0;
    while (from && i - from < 20 && (typo_digit(t->in.v[from - 1].c) || typo_inner(t->in.v[from - 1].c)))
        from--;
    while (typo_inner(t->in.v[from].c))
        from++;
    bool abroad = from && t->in.v[from - 1].c == '+';
    for (size_t k = from; k < t->in.n && k < from + 24; k++) {
        uint32_t c = t->in.v[k].c;
        if (typo_digit(c)) {
            n++;
        } else if (typo_inner(c) && typo_digit(typo_ahead(t, k + 1))) {
            if (n != 2 && !abroad)
                return false;
            groups++, n = 0;
        } else {
            break;
        }
    }
    return abroad ? groups > 3 : groups == 5 && n == 2 && typo_ahead(t, from) == '0';
}

static bool before_month(const struct typo *t, size_t j)
{
    static const char *const months[] = {"janvier", "février", "mars",      "avril",   "mai",      "juin",
                                         "juillet", "août",    "septembre", "octobre", "novembre", "décembre"};
    bool first = typo_back(t, 1) == 'r' && typo_back(t, 2) == 'e' && typo_back(t, 3) == '1' && !typo_digit(typo_back(t, 4));
    bool day = typo_digit(typo_back(t, 1)) && !(typo_digit(typo_back(t, 2)) && typo_digit(typo_back(t, 3)));
    return (first || day) && any_at(t, j, months, COUNT(months));
}

/* XXe siècle */
static bool before_century(const struct typo *t, size_t j)
{
    static const char *const century[] = {"siècle", "siècles", "s."};
    size_t k = typo_back(t, 1) == 'e' || typo_back(t, 1) == 0x1d49 ? 2 : typo_back(t, 1) == 'r' && typo_back(t, 2) == 'e' ? 3 : 0;
    uint32_t c = k ? typo_back(t, k) : 0;
    return (c == 'I' || c == 'V' || c == 'X') && any_at(t, j, century, COUNT(century));
}

/* A. Dupont, J.-B. Dupont */
static bool after_initial(const struct typo *t)
{
    uint32_t before = typo_back(t, 3);
    return typo_back(t, 1) == '.' && typo_upper(typo_back(t, 2)) && !typo_letter(before) && !typo_digit(before) && before != '\'' &&
           before != 0x2019;
}

static bool after_abbreviation(const struct typo *t)
{
    static const char *const abbreviations[] = {"p.", "pp.",  "n°", "nº",   "nos", "art.", "fig.", "chap.", "vol.",
                                                "t.", "tab.", "§",  "§§", "col.", "ch.", "éd.",  "av.",  "apr.", "no", "f.", "ff.", "fol.", "f°", "ms.", "l.", "pl.", "livr.",
        "page", "pages", "article", "articles", "chapitre", "chapitres", "tome", "volume", "figure", "figures", "tableau", "tableaux", "note",
        "notes", "ligne", "lignes", "livre", "acte", "annexe", "numéro", "feuillet", "folio", "isbn", "issn"};
    return after_any(t, abbreviations, COUNT(abbreviations), true);
}

static bool after_title(const struct typo *t)
{
    static const char *const titles[] = {"M.", "MM.", "Mme", "Mmes", "Mlle", "Dr", "Pr", "Me", "Mgr", "St", "Ste", "Sts"};
    return after_any(t, titles, COUNT(titles), false);
}

/* A number in Roman figures stands at j: a word of nothing else, or one with an ending (Ier). */
static bool roman_at(const struct typo *t, size_t j)
{
    size_t i = j;
    for (uint32_t c; (c = typo_ahead(t, i)) && c < 0x80 && strchr("IVXLC", (int)c);)
        i++;
    if (i > j && typo_ahead(t, i) == 'e')
        i += typo_ahead(t, i + 1) == 'r' ? 2 : 1;
    return i > j && !typo_letter(typo_ahead(t, i)) && !typo_digit(typo_ahead(t, i));
}

/* Louis XIV: after a name of two letters or more. */
static bool after_name(const struct typo *t)
{
    size_t k = 1;
    while (k < 30 && typo_letter(typo_back(t, k)) && !typo_upper(typo_back(t, k)))
        k++;
    return k > 2 && typo_upper(typo_back(t, k));
}

/* p. ex., op. cit., s. d.: abbreviations of two words. */
static bool within_abbreviation(const struct typo *t, size_t j)
{
    static const char *const pairs[][2] = {{"p.", "ex."},   {"op.", "cit."}, {"loc.", "cit."}, {"s.", "d."}, {"s.", "l."},
                                           {"l.", "n."},    {"n.", "d."},    {"s.", "v."},     {"av.", "J."}, {"apr.", "J."}};
    for (size_t i = 0; i < COUNT(pairs); i++)
        if (word_at(t, j, pairs[i][1]) && after_word(t, pairs[i][0], false))
            return true;
    return false;
}

/* A space that was typed where none belongs: before a stop, inside brackets, after an elision. */
static bool superfluous(const struct typo *t, size_t j)
{
    uint32_t p = typo_back(t, 1), n = typo_ahead(t, j), after = typo_ahead(t, j + 1);
    bool word = typo_letter(p) || typo_digit(p) || closing(p) || p == '%';
    if ((n == '.' || n == ',') && (!after || typo_space(after) || closing(after) || mark(after) || after == ':' || cite_at(t, j + 1)))
        return word && p != 0x2019;
    if (n == ')' || n == ']')
        return (word && p != 0x2019) || p == '.';
    if (p == '(' || p == '[')
        return typo_letter(n) || typo_digit(n);
    return p == 0x2019 && typo_letter(n) && typo_back(t, 2) < 0x80 && typo_back(t, 2) && strchr("ldjnstmcLDJNSTMC", (int)typo_back(t, 2)) &&
           !typo_letter(typo_back(t, 3)) && typo_back(t, 3) != 0x2019 && !typo_digit(typo_back(t, 3));
}

/* The space that belongs where spaces were typed, from i to j; 0: leave them, NO_SPACE: none. */
static uint32_t french_space(const struct typo *t, size_t i, size_t j)
{
    uint32_t p = typo_back(t, 1), n = typo_ahead(t, j);
    bool next_french = j < t->in.n && t->in.v[j].mode == TYPO_FR;
    if (!p || p == '\n' || !n)
        return 0;
    if (t->hold == t->out.n)
        return NBSP;
    if (next_french && superfluous(t, j))
        return NO_SPACE;
    if (next_french && (mark(n) || n == 0xbb) && !typo_opening(p))
        return NNBSP;
    if (p == 0xab)
        return NNBSP;
    if (next_french && n == ':' && !typo_opening(p))
        return NBSP;
    if (typo_digit(p)) {
        if (between_groups(t, j))
            return NNBSP;
        if (before_unit(t, j) || before_month(t, j) || (typo_digit(n) && in_telephone(t, i)))
            return NBSP;
        if ((n == 'x' || n == 0xd7) && typo_inner(typo_ahead(t, j + 1)) && typo_digit(typo_ahead(t, j + 2)))
            return NBSP;
    }
    if (typo_digit(n) && (p == 0xb1 || (p == 0xd7 && typo_back(t, 2) == NBSP)))
        return NBSP;
    bool roman = roman_at(t, j);
    if ((typo_digit(n) || n == TYPO_OBJECT || roman) && after_abbreviation(t))
        return NBSP;
    if ((roman && after_name(t)) || after_word(t, "cf.", true) || within_abbreviation(t, j))
        return NBSP;
    if (typo_upper(n) && (after_title(t) || after_initial(t)))
        return NBSP;
    if (n == 's' && before_century(t, j))
        return NBSP;
    if (p == 'r' && before_month(t, j))
        return NBSP;
    if (p == 'h' && typo_digit(n) && typo_back(t, 2) == NBSP && typo_digit(typo_back(t, 3))) /* 16 h 30 */
        return NBSP;
    return 0;
}

static uint32_t english_space(const struct typo *t, size_t j)
{
    static const char *const abbreviations[] = {"p.", "pp.", "fig.", "no.", "vol.", "ch.", "sec.", "§", "art."};
    static const char *const titles[] = {"Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms.", "Dr", "Dr.", "Prof."};
    uint32_t n = typo_ahead(t, j);
    if ((typo_digit(n) || n == TYPO_OBJECT) && after_any(t, abbreviations, COUNT(abbreviations), true))
        return NBSP;
    if (typo_upper(n) && after_any(t, titles, COUNT(titles), false))
        return NBSP;
    return 0;
}

/* ---- French: a space that was not typed ---- */

static bool may_follow_mark(const struct typo *t, size_t i)
{
    uint32_t n = typo_ahead(t, i);
    bool cite = cite_at(t, i);
    return !n || typo_space(n) || closing(n) || mark(n) || n == ',' || n == '.' || n == 0x2026 || cite;
}

/* "oui;non", "Ah!Comment": a word goes on right behind a mark. */
static bool word_follows(const struct typo *t, size_t i, uint32_t c)
{
    uint32_t n = typo_ahead(t, i + 1), n2 = typo_ahead(t, i + 2);
    return i + 1 < t->in.n && t->in.v[i + 1].mode == TYPO_FR &&
           (c == ';' ? typo_letter(n) && typo_letter(n2) : mark(c) && typo_upper(n) && typo_letter(n2) && !typo_upper(n2));
}

/* 'dit:"oui"' */
static bool quote_follows(const struct typo *t, size_t i)
{
    uint32_t n = typo_ahead(t, i + 1), n2 = typo_ahead(t, i + 2);
    return i + 1 < t->in.n && t->in.v[i + 1].mode == TYPO_FR && (n == 0xab || (n == '"' && typo_letter(n2)));
}

/* 14h, 12h30: the h of a time. */
static bool hour_at(const struct typo *t, size_t i)
{
    size_t k = 1, n = 0;
    while (k < 4 && typo_digit(typo_back(t, k)))
        k++;
    uint32_t before = typo_back(t, k);
    if (k < 2 || k > 3 || !(!before || typo_space(before) || typo_opening(before) || before == 0x2019))
        return false;
    while (n < 3 && typo_digit(typo_ahead(t, i + 1 + n)))
        n++;
    uint32_t after = typo_ahead(t, i + 1 + n);
    return (n == 0 || n == 2) && !typo_letter(after) && !typo_digit(after) && after != '/' && after != '_' && after != '-';
}

static uint32_t missing_before(const struct typo *t, size_t i, uint32_t c)
{
    uint32_t p = typo_back(t, 1);
    if (!p || typo_space(p) || typo_opening(p))
        return 0;
    if (mark(c) && typo_letter(p) && word_follows(t, i, c))
        return NNBSP;
    if (c == ':' && typo_letter(p) && quote_follows(t, i))
        return NBSP;
    if (c == 0xb0) /* 20°C */
        return typo_digit(p) && (typo_ahead(t, i + 1) == 'C' || typo_ahead(t, i + 1) == 'F') && !typo_letter(typo_ahead(t, i + 2)) ? NBSP : 0;
    if (c == 'h')
        return typo_digit(p) && hour_at(t, i) ? NBSP : 0;
    if (mark(c))
        return (mark(p) && c != ';') || !may_follow_mark(t, i + 1) ? 0 : NNBSP;
    if (c == 0xbb)
        return NNBSP;
    if (c == ':') {
        uint32_t n = typo_ahead(t, i + 1);
        return (!n || typo_space(n) || mark(n) || n == 0xbb || (n == '"' && !typo_letter(typo_ahead(t, i + 2))) || cite_at(t, i + 1)) &&
                       (typo_letter(p) || typo_digit(p) || closing(p) || p == '%' || p == '.' || p == 0x2026)
                   ? NBSP
                   : 0;
    }
    if ((c == '%' || c == 0x20ac || c == 0x2030) && typo_digit(p) && !typo_letter(typo_ahead(t, i + 1)) &&
        !typo_digit(typo_ahead(t, i + 1)))
        return NBSP;
    return 0;
}

/* A number follows: figures, and no part of a name (p.12.png). */
static bool number_at(const struct typo *t, size_t i)
{
    size_t from = i;
    while (i < from + 9 && typo_digit(typo_ahead(t, i)))
        i++;
    uint32_t n = typo_ahead(t, i), n2 = typo_ahead(t, i + 1);
    return i > from && !typo_letter(n) && n != '_' && n != '/' && !(n == '.' && (typo_letter(n2) || typo_digit(n2)));
}

/* What was written ends in an abbreviation that stands clear: no part of an address or a name. */
static bool after_clear(const struct typo *t, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        size_t k = 1;
        for (const char *w = words[i]; *w; w++)
            k += ((unsigned char)*w & 0xc0) != 0x80;
        if (after_word(t, words[i], false) && (!typo_back(t, k) || typo_space(typo_back(t, k)) || typo_opening(typo_back(t, k))))
            return true;
    }
    return false;
}

/* The space that belongs behind what was just written, before i, where none was typed. */
static uint32_t missing_after(const struct typo *t, size_t i, uint32_t c)
{
    static const char *const counted[] = {"p.", "pp.", "art.", "fig.", "chap.", "vol.", "fol.", "n°", "N°", "nº", "§"};
    static const char *const mister[] = {"M.", "MM."};
    uint32_t n = typo_ahead(t, i), n2 = typo_ahead(t, i + 1);
    if (c == 0xab)
        return n && !typo_space(n) && n != 0xbb ? NNBSP : 0;
    if (!n || t->in.v[i].mode != TYPO_FR)
        return 0;
    if (c == 0xbb)
        return typo_letter(n) ? ' ' : 0;
    if ((c == '.' || c == 0xb0 || c == 0xba || c == 0xa7) && typo_digit(n) && number_at(t, i) && after_clear(t, counted, COUNT(counted)))
        return NBSP;
    if (c == '.' && typo_upper(n) && typo_letter(n2) && !typo_upper(n2) && after_clear(t, mister, COUNT(mister)))
        return NBSP;
    if (c == 'h' && typo_digit(n) && typo_back(t, 2) == NBSP && typo_digit(typo_back(t, 3)))
        return NBSP;
    return 0;
}

/* ---- the run ---- */

/* The spaces from i on: one right space in their place where a rule says which. Gives the index after them. */
static size_t spaces(struct typo *t, size_t i)
{
    struct typo_char *v = t->in.v;
    size_t j = i, owner = SIZE_MAX;
    bool foreign = false;
    for (; j < t->in.n && v[j].seg >= 0 && typo_inner(v[j].c) && (j == i || !v[j].flags); j++) {
        foreign = foreign || v[j].mode != v[i].mode;
        if (owner == SIZE_MAX && v[j].mode != TYPO_NONE)
            owner = j;
    }
    uint32_t right = 0;
    if (!foreign && owner != SIZE_MAX)
        right = v[owner].mode == TYPO_FR ? french_space(t, i, j) : english_space(t, j);
    if (!right) {
        for (; i < j; i++)
            typo_put(t, v[i].c, v[i].seg, v[i].mode);
        return j;
    }
    t->changed = t->changed || j - i > 1 || v[owner].c != right;
    if (right == NO_SPACE)
        return j;
    typo_put(t, right, v[owner].seg, v[owner].mode);
    return j;
}

/* Before the mark of a cite stands no space a line may break at, and never none. */
static void before_cite(struct typo *t, const struct typo_char *c)
{
    struct typo_char *last = t->out.n ? &t->out.v[t->out.n - 1] : NULL;
    if (!last || last->c == '\n' || typo_opening(last->c) || typo_inner(c->c))
        return;
    if (last->c == ' ' && last->mode != TYPO_NONE) {
        last->c = NBSP;
        t->changed = true;
    } else if (!typo_inner(last->c)) {
        typo_put(t, NNBSP, c->seg, c->mode);
        t->changed = true;
    }
}

static bool ellipsis(const struct typo *t, size_t i)
{
    const struct typo_char *v = t->in.v;
    return typo_ahead(t, i + 1) == '.' && typo_ahead(t, i + 2) == '.' && typo_ahead(t, i + 3) != '.' && typo_ahead(t, i + 3) != '/' &&
           typo_back(t, 1) != '.' && typo_back(t, 1) != '/' && v[i + 1].seg == v[i].seg && v[i + 2].seg == v[i].seg;
}

/* -5 °C; not 12 -15, nor -5-6. */
static bool minus(const struct typo *t, size_t i)
{
    uint32_t p = typo_back(t, 1), before = typo_inner(p) ? typo_back(t, 2) : 0;
    size_t j = i + 1;
    while (j < i + 9 && typo_digit(typo_ahead(t, j)))
        j++;
    uint32_t n = typo_ahead(t, j);
    return (!p || typo_space(p) || p == '(') && !typo_digit(before) && before != TYPO_OBJECT && j > i + 1 && n != '-' && !typo_letter(n) && n != '/';
}

/* The signs that stand for others; gives how many were used up. */
static size_t exchange(struct typo *t, size_t i, struct typo_char *c)
{
    uint32_t dash;
    size_t n;
    if (c->c == '\'')
        c->c = typo_apostrophe(t, i);
    else if (c->c == '"')
        c->c = typo_quotation_mark(t, i);
    else if (c->c == '-' && c->mode == TYPO_FR && minus(t, i))
        c->c = 0x2212;
    else if ((c->c == '-' || c->c == 0x2013 || c->c == 0x2014) && (n = typo_dash(t, i, &dash)))
        return c->c = dash, n;
    else if (c->mode != TYPO_FR)
        return 1;
    else if (c->c == 0x2018 && typo_letter(typo_back(t, 1)) && typo_letter(typo_ahead(t, i + 1)))
        c->c = 0x2019;
    else if (c->c == 'x' && typo_back(t, 1) == NBSP && typo_digit(typo_back(t, 2)) && typo_inner(typo_ahead(t, i + 1)) && typo_digit(typo_ahead(t, i + 2)))
        c->c = 0xd7;
    else if (c->c == '.' && ellipsis(t, i))
        return c->c = after_word(t, "etc", true) ? '.' : 0x2026, 3;
    else if (c->c == 0x2026 && after_word(t, "etc", true))
        c->c = '.';
    return 1;
}

/* One character that is no space; gives the index after what was used up. */
static size_t sign(struct typo *t, size_t i)
{
    struct typo_char c = t->in.v[i];
    size_t used = exchange(t, i, &c), next = i + used;
    t->changed = t->changed || c.c != t->in.v[i].c || used > 1;
    if (c.c == 0xab)
        t->guillemets++;
    else if (c.c == 0xbb && t->guillemets)
        t->guillemets--;
    if (c.mode != TYPO_FR) {
        typo_put(t, c.c, c.seg, c.mode);
        return next;
    }
    bool goes_on = mark(c.c) && typo_letter(typo_back(t, 1)) && word_follows(t, i, c.c);
    goes_on = goes_on || (c.c == ':' && typo_letter(typo_back(t, 1)) && quote_follows(t, i));
    uint32_t before = mark(c.c) || strchr(":%h", c.c < 0x80 ? (int)c.c : ' ') || c.c == 0xbb || c.c == 0x20ac || c.c == 0x2030 || c.c == 0xb0
                          ? missing_before(t, i, c.c)
                          : 0;
    if (before)
        typo_put(t, before, c.seg, c.mode);
    typo_put(t, c.c, c.seg, c.mode);
    uint32_t after = goes_on ? ' ' : missing_after(t, next, c.c);
    if (after)
        typo_put(t, after, c.seg, c.mode);
    t->changed = t->changed || before || after;
    return next;
}

/* Most characters are letters, and most spaces stand between plain words. */
static bool plain(const struct typo *t, size_t i)
{
    uint32_t c = t->in.v[i].c;
    if (t->in.v[i].flags)
        return false;
    if (c == ' ') {
        uint32_t n = typo_ahead(t, i + 1), p = typo_back(t, 1);
        return n >= 'a' && n <= 'z' && n != 's' && p >= 'a' && p <= 'z' && p != 'e' && p != 'r';
    }
    if (c == 'h' || c == 'x')
        return typo_letter(typo_back(t, 1));
    return (c >= 'a' && c <= 'z') || c == ',' || (c >= 0xc0 && c <= 0x24f);
}

void typo_run(struct typo *t)
{
    t->changed = t->no_close = false;
    t->quotes = t->guillemets = 0;
    t->single = t->dash = 0;
    t->hold = SIZE_MAX;
    t->out.n = 0;
    for (size_t i = 0; i < t->in.n;) {
        const struct typo_char c = t->in.v[i];
        if (plain(t, i)) {
            t->out.v[t->out.n++] = c;
            i++;
            continue;
        }
        if (c.flags & TYPO_Q_END && t->guillemets)
            t->guillemets--;
        if (c.flags & TYPO_Q)
            t->guillemets++;
        if ((c.flags & TYPO_CITE) && c.mode != TYPO_NONE)
            before_cite(t, &c);
        if (c.seg >= 0 && typo_inner(c.c)) {
            i = spaces(t, i);
        } else if (c.mode == TYPO_NONE) {
            typo_put(t, c.c, c.seg, c.mode);
            i++;
        } else {
            i = sign(t, i);
        }
    }
}
