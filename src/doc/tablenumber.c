/* What the text of a cell is: a quantity, a year, a date, nothing said, or words; and where its decimal mark stands. Pure: no fonts. */
#include "doc/tablenumber.h"

#include <stdlib.h>
#include <string.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Length of the word of the list that begins t, 0 for none. */
static size_t one_of(const char *t, const char *const *words, size_t n)
{
    size_t best = 0;
    for (size_t k = 0; k < n; k++) {
        size_t len = strlen(words[k]);
        if (len > best && strncmp(t, words[k], len) == 0)
            best = len;
    }
    return best;
}
#define ONE_OF(t, list) one_of(t, list, sizeof list / sizeof *list)

static const char *const spaces[] = {" ", "\u00a0", "\u202f", "\u2009", "\u2007"};
static const char *const grouping[] = {" ", "\u00a0", "\u202f", "\u2009", "\u2007", "'", "\u2019"};
static const char *const before[] = {"+", "-", "\u2212", "\u2013", "\u00b1", "\u2248", "~", "<", ">", "\u2264", "\u2265", "(", "$", "\u00a3", "\u20ac", "\u00a5",
    "env.", "ca.", "c.", "v."};
static const char *const between[] = {"-", "\u2013", "\u2014", "/", "\u00e0", "to", "~", "\u00d7", "\u00b1"};
static const char *const after[] = {")", "%", "\u2030", "\u20ac", "$", "\u00a3", "\u00a5", "k\u20ac", "M\u20ac", "Md\u20ac", "F", "km", "m", "cm", "mm", "km\u00b2", "m\u00b2",
    "m\u00b3", "ha", "t", "kg", "g", "mg", "l", "L", "hl", "kWh", "MWh", "GWh", "TWh", "kW", "MW", "GW", "W", "V", "h", "min", "s", "ms", "j", "an", "ans", "mois",
    "pp", "pt", "pts", "\u00b0C", "\u00b0", "hab.", "Mo", "Go", "To", "ko", "MB", "GB", "px", "M", "Md", "k", "p.", "fois", "\u4e07", "\u842c", "\u4ebf", "\u5104", "\u5143",
    "\u4eba", "\u5e74", "\u516c\u91cc", "*", "**", "\u2020", "\u2021", "\u2191", "\u2193", "\u2197", "\u2198"};

static const char *skip_spaces(const char *t)
{
    for (size_t len; (len = ONE_OF(t, spaces)) > 0;)
        t += len;
    return t;
}

static size_t count_digits(const char *t)
{
    size_t n = 0;
    while (is_digit(t[n]))
        n++;
    return n;
}

/* One run of digits with its separators. */
struct scan {
    const char *start, *end;
    const char *sep;  /* last point or comma */
    int points, commas, digits, groups;
    size_t lead, tail; /* digits before the first separator, after the last */
};

static const char *scan_number(struct scan *s, const char *t)
{
    *s = (struct scan){.start = t};
    s->lead = s->tail = count_digits(t);
    s->digits = (int)s->tail;
    t += s->tail;
    for (size_t len; *t;) {
        if ((*t == '.' || *t == ',') && is_digit(t[1])) {
            s->sep = t;
            ++*(*t == '.' ? &s->points : &s->commas);
            t++;
        } else if ((len = ONE_OF(t, grouping)) > 0 && count_digits(t + len) == 3) {
            s->groups++;
            t += len;
        } else {
            break;
        }
        s->tail = count_digits(t);
        s->digits += (int)s->tail;
        t += s->tail;
    }
    return s->end = t;
}

static bool lang_in(const char *lang, const char *const *list, size_t n)
{
    for (size_t k = 0; lang && k < n; k++)
        if (strncmp(lang, list[k], 2) == 0 && (!lang[2] || lang[2] == '-'))
            return true;
    return false;
}

/* The decimal mark among the separators, NULL where they only part thousands. A lone one before three figures is judged by the language. */
static const char *decimal_mark(const struct scan *s, const char *lang)
{
    static const char *const point[] = {"en", "zh", "ja", "ko"}, *const grouped[] = {"de", "es", "it", "pt", "nl", "da", "el", "id", "tr"};
    if (!s->sep || (s->points > 1 && *s->sep == '.') || (s->commas > 1 && *s->sep == ','))
        return NULL;
    if ((s->points && s->commas) || s->groups || s->tail != 3 || s->lead > 3 || *s->start == '0')
        return s->sep;
    if (*s->sep == ',')
        return lang_in(lang, point, sizeof point / sizeof *point) ? NULL : s->sep;
    return lang_in(lang, grouped, sizeof grouped / sizeof *grouped) ? NULL : s->sep;
}

static bool is_year(const struct scan *s)
{
    return s->digits == 4 && !s->sep && !s->groups && (*s->start == '1' || *s->start == '2');
}

/* "2021-03-12", "12.03.2021", "12/3/2021", "12:30", "2021-03", "1914-1918": whole, but in no order of size. */
static bool is_date(const char *t, bool *years)
{
    size_t part[3] = {0}, n = 0;
    const char *from = t;
    char sign = 0;
    bool dash = false;
    *years = false;
    while (is_digit(*t) && n < 3) {
        size_t len = strncmp(t + (part[n] = count_digits(t)), "\u2013", 3) == 0 ? 3 : 1;
        t += part[n++];
        if (!*t)
            break;
        dash |= len == 3;
        char here = len == 3 ? '-' : *t;
        if (!strchr("-./:", here) || (sign && sign != here) || !is_digit(t[len]))
            return false;
        sign = here;
        t += len;
    }
    *years = n == 2 && part[0] == 4 && part[1] == 4 && sign == '-' && *from <= '2' && *from > '0';
    if (*t || n < 2)
        return false;
    if (n == 3)
        return sign != '.' || (part[1] <= 2 && part[2] != 3);
    return *years || sign == ':' || (sign == '-' && !dash && part[0] == 4 && part[1] == 2);
}

static bool is_blank(const char *t)
{
    static const char *const said[] = {"", "\u2014", "\u2013", "-", "\u2212", "\u2026", "..", "...", "\u00b7", "x", "?", "\u03b5", "/", "na", "nd", "nc", "ns", "nr", "so"};
    char word[8];
    size_t n = 0;
    for (const char *p = t; *p; p++) { /* "n. d.", "N/A": letters alone */
        size_t space = ONE_OF(p, spaces);
        if (space) {
            p += space - 1;
            continue;
        }
        bool letters = (n && word[n - 1] >= 'a' && word[n - 1] <= 'z');
        if (letters && (*p == '.' || *p == '/'))
            continue;
        if (n + 1 >= sizeof word)
            return false;
        word[n++] = *p >= 'A' && *p <= 'Z' ? (char)(*p + 32) : *p;
    }
    word[n] = 0;
    for (size_t k = 0; k < sizeof said / sizeof *said; k++)
        if (strcmp(word, said[k]) == 0)
            return true;
    return false;
}

static const char *skip_before(const char *t)
{
    for (size_t len; (len = ONE_OF(t, before)) > 0 || (len = ONE_OF(t, spaces)) > 0;)
        t += len;
    return t;
}

void table_number_read(const char *text, const char *lang, struct table_number *out)
{
    struct scan s = {0}, first = {0};
    bool years, bare;
    *out = (struct table_number){.kind = is_blank(text) ? CELL_BLANK : CELL_WORDS};
    const char *t = skip_before(text);
    if (out->kind == CELL_BLANK || !is_digit(*t))
        return;
    if (is_date(text, &years)) {
        out->kind = CELL_DATE;
        return;
    }
    bare = t == text;
    for (bool more = true; more;) {
        t = skip_spaces(scan_number(&s, t));
        first = first.start ? first : s;
        size_t len = ONE_OF(t, between);
        const char *next = skip_spaces(t + len);
        more = len > 0 && is_digit(*next);
        t = more ? next : t;
    }
    const char *mark = decimal_mark(&s, lang), *end = s.end;
    for (size_t len; (len = ONE_OF(t, after)) > 0 || (len = ONE_OF(t, spaces)) > 0;)
        t += len;
    if (*t)
        return;
    out->kind = bare && is_year(&s) && !*s.end && first.start == s.start ? CELL_YEAR : CELL_NUMBER;
    out->mark = (size_t)((mark ? mark : end) - text);
    out->digits = s.digits;
    out->fraction = mark != NULL;
    out->code = s.digits > 1 && *s.start == '0' && !mark; /* "01": a name made of figures */
}

/* ---- cells and columns ---- */

bool cell_mark(const struct node *n, const struct node *cell)
{
    for (; n && n != cell; n = n->parent)
        if (n->kind == NODE_NOTE || n->kind == NODE_CITE || n->kind == NODE_SUP)
            return true;
    return false;
}

void cell_text(const struct node *cell, struct buf *out)
{
    buf_adds(out, "");
    for (const struct node *n = cell->child; n; n = node_next(n, cell))
        if (n->kind == NODE_TEXT && !cell_mark(n, cell))
            buf_add(out, n->text, (size_t)n->len);
    while (out->len && out->data[out->len - 1] == ' ')
        out->data[--out->len] = 0;
}

void column_numbers_add(struct column_numbers *c, const struct table_number *n)
{
    c->kinds[n->kind]++;
    if (n->kind != CELL_NUMBER && n->kind != CELL_YEAR)
        return;
    c->shortest = !c->longest || n->digits < c->shortest ? n->digits : c->shortest;
    c->longest = n->digits > c->longest ? n->digits : c->longest;
    c->code |= n->code;
}

bool column_numbers_alone(const struct column_numbers *c)
{
    return !c->kinds[CELL_WORDS] && c->kinds[CELL_NUMBER] + c->kinds[CELL_YEAR] + c->kinds[CELL_DATE] > 0;
}

bool column_numbers_quantities(const struct column_numbers *c)
{
    int numbers = c->kinds[CELL_NUMBER] + c->kinds[CELL_YEAR];
    return !c->kinds[CELL_WORDS] && !c->kinds[CELL_DATE] && numbers > 1 && c->kinds[CELL_NUMBER] > 0 && !(c->code && c->longest == c->shortest);
}
