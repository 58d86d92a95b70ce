/* Dates that cannot be: a source later than the dossier that cites it, days no calendar has, spans that end before they begin. */
#include "check/internal.h"

#include "doc/dates.h"

#include <string.h>

/* True if a is after b as far as both say. */
static bool after(const struct date *a, const struct date *b)
{
    if (a->year != b->year)
        return a->year > b->year;
    if (!a->month || !b->month || a->month != b->month)
        return a->month && b->month && a->month > b->month;
    return a->day && b->day && a->day > b->day;
}

static void later_than_dossier(struct check *c, const struct source *s, const char *iso, const char *what,
                               const struct date *dossier)
{
    struct date d;
    if (iso && date_parse(iso, &d) && !d.circa && after(&d, dossier))
        check_say_source(c, s, s->src, D_SOURCE_LATER,
                         "the source “%s” was %s in %s, after the date of the dossier, %s", s->id, what, iso,
                         c->doc->date);
}

/* from/to with to before from; to may be NULL: the range is in from. */
static bool backwards(const char *from, const char *to)
{
    struct date a, b;
    const char *rest = from ? date_parse(from, &a) : NULL;
    if (!to && rest && *rest == '/' && rest[1])
        to = rest + 1;
    return rest && to && date_parse(to, &b) && after(&a, &b);
}

static void check_span(struct check *c, const struct node *n, const char *from, const char *to)
{
    if (backwards(from, to))
        check_say(c, n, n->src, D_DATE_BACKWARDS, "%s%s%s ends before it begins", from, to ? " to " : "", to ? to : "");
}

void check_dates(struct check *c)
{
    struct date dossier;
    bool dated = c->doc->date && date_parse(c->doc->date, &dossier);
    for (int32_t i = 0; i < c->doc->n_sources; i++) {
        const struct source *s = &c->doc->sources[i];
        if (dated) {
            later_than_dossier(c, s, s->date, "published", &dossier);
            later_than_dossier(c, s, s->accessed, "consulted", &dossier);
        }
        if (backwards(s->date, NULL))
            check_say_source(c, s, s->src, D_DATE_BACKWARDS, "%s ends before it begins", s->date);
        struct date made, read;
        if (s->date && s->accessed && date_parse(s->date, &made) && date_parse(s->accessed, &read) && !made.circa &&
            after(&made, &read))
            check_say_source(c, s, s->src, D_DATE_BACKWARDS, "the source “%s” was consulted in %s, before its date, %s",
                             s->id, s->accessed, s->date);
    }
    for (int32_t i = 0; i < c->doc->n_nodes; i++) {
        const struct node *n = c->doc->nodes[i];
        if (n->kind == NODE_EVENT && !n->generated)
            check_span(c, n, node_attr(n, "date"), node_attr(n, "end"));
        else if (n->kind == NODE_TIME && !n->generated && node_attr(n, "datetime"))
            check_span(c, n, node_attr(n, "datetime"), NULL);
    }
}

/* ---- days written out ---- */

/* French small or large; English with their capital, since "40 may apply" is no day. Some cut short. */
static const char *const months[] = {"janvier janv. January Jan.",
                                     "février févr. fév. February Feb.",
                                     "mars March Mar.",
                                     "avril avr. April Apr.",
                                     "mai May",
                                     "juin June Jun.",
                                     "juillet juil. July Jul.",
                                     "août August Aug.",
                                     "septembre sept. September Sep. Sept.",
                                     "octobre oct. October Oct.",
                                     "novembre nov. November Nov.",
                                     "décembre déc. December Dec."};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(unsigned char c)
{
    return (c | 32) >= 'a' ? (c | 32) <= 'z' || c >= 0x80 : false;
}

/* A space, no-break or not, at p: past it; p where there is none. */
static const char *past_space(const char *p, const char *end)
{
    if (p < end && *p == ' ')
        return p + 1;
    if (end - p >= 2 && !memcmp(p, "\xC2\xA0", 2))
        return p + 2;
    return end - p >= 3 && !memcmp(p, "\xE2\x80\xAF", 3) ? p + 3 : p;
}

static bool begins(const char *p, const char *end, const char *word, size_t n)
{
    bool english = *word >= 'A' && *word <= 'Z';
    if ((size_t)(end - p) < n || (english ? strncmp(p, word, n) : strncasecmp(p, word, n)))
        return false;
    return word[n - 1] == '.' || p + n == end || !is_letter((unsigned char)p[n]);
}

static int month_at(const char *p, const char *end, bool english_only, const char **past)
{
    for (int m = 0; m < 12; m++) {
        const char *list = months[m], *word;
        for (size_t n; words_next(&list, &word, &n);)
            if ((!english_only || (*word >= 'A' && *word <= 'Z')) && begins(p, end, word, n)) {
                *past = p + n;
                return m + 1;
            }
    }
    return 0;
}

static bool never_was(int year, int month, int day)
{
    struct date d;
    char iso[40];
    snprintf(iso, sizeof iso, "%04d-%02d-%02d", year, month, day);
    return !date_parse(iso, &d);
}

static void say_never(struct check *c, const struct node *n, const char *from, const char *to)
{
    check_say(c, n, check_place(c, n->src, from, (size_t)(to - from)), D_DATE_NEVER, "“%.*s” is a day that never was",
              (int)(to - from), from);
}

static int two_digits(const char **p, const char *end)
{
    int n = 0;
    for (int i = 0; i < 2 && *p < end && is_digit(**p); i++)
        n = n * 10 + *(*p)++ - '0';
    return n;
}

/* "31/04/2030", of which either may be the day; "2030年2月30日". Gives past what was read, or p. */
static const char *figures_at(struct check *c, const struct node *n, const char *p, const char *end)
{
    const char *q = p;
    int year = 0, a, b;
    for (int i = 0; i < 4 && q < end && is_digit(*q); i++)
        year = year * 10 + *q++ - '0';
    if (q - p == 4 && end - q > 3 && !memcmp(q, "年", 3)) {
        q += 3;
        a = two_digits(&q, end);
        if (!a || end - q < 3 || memcmp(q, "月", 3))
            return p;
        q += 3;
        b = two_digits(&q, end);
        if (!b || end - q < 3 || memcmp(q, "日", 3))
            return p;
        if (never_was(year, a, b))
            say_never(c, n, p, q + 3);
        return q + 3;
    }
    q = p;
    a = two_digits(&q, end);
    if (q >= end || *q++ != '/')
        return p;
    b = two_digits(&q, end);
    if (!a || !b || a > 31 || b > 31 || q >= end || *q++ != '/' || end - q < 4)
        return p;
    year = two_digits(&q, end) * 100 + two_digits(&q, end);
    if (year < 1000 || (q < end && (is_digit(*q) || *q == '/')))
        return p;
    if (never_was(year, a, b) && never_was(year, b, a))
        say_never(c, n, p, q);
    return q;
}

/* "April 31", "June 31, 2030" */
static const char *month_first(struct check *c, const struct node *n, const char *p, const char *end)
{
    const char *past;
    int month = month_at(p, end, true, &past);
    const char *q = month ? past_space(past, end) : p;
    if (!month || q == past)
        return p + 1;
    const char *stop = q;
    int day = two_digits(&stop, end);
    bool whole = stop > q && (stop == end || (!is_digit(*stop) && !is_letter((unsigned char)*stop)));
    if (whole && day && day <= 31 && never_was(2000, month, day))
        say_never(c, n, p, stop);
    return whole ? stop : past;
}

/* "31 avril", "30 février 2019"; "29 février" alone is left: some years have it. Digits begin at p. */
static const char *day_at(struct check *c, const struct node *n, const char *p, const char *end)
{
    const char *start = p, *past = figures_at(c, n, p, end);
    int day = 0, year = 2000, digits = 0;
    if (past > p)
        return past;
    for (; p < end && is_digit(*p); p++, digits++)
        day = day < 10000 ? day * 10 + (*p - '0') : day;
    if (digits == 4 && end - p >= 6 && p[0] == '-' && is_digit(p[1]) && is_digit(p[2]) && p[3] == '-' &&
        is_digit(p[4]) && is_digit(p[5]) && (end - p == 6 || (!is_digit(p[6]) && p[6] != '-'))) { /* 2019-02-30 */
        int m = (p[1] - '0') * 10 + (p[2] - '0'), d = (p[4] - '0') * 10 + (p[5] - '0');
        if (m <= 12 && m > 0 && d > 0 && d <= 31 && never_was(day, m, d))
            say_never(c, n, start, p + 6);
        return p + 6;
    }
    if (digits > 2)
        return p;
    const char *at = past_space(p, end);
    int month = at > p ? month_at(at, end, false, &past) : 0;
    if (!month)
        return p;
    const char *y = past_space(past, end), *stop = past;
    if (y > past && end - y >= 4 && is_digit(y[0]) && is_digit(y[1]) && is_digit(y[2]) && is_digit(y[3]) &&
        (end - y == 4 || !is_digit(y[4]))) {
        year = (y[0] - '0') * 1000 + (y[1] - '0') * 100 + (y[2] - '0') * 10 + (y[3] - '0');
        stop = y + 4;
    }
    if (never_was(year, month, day))
        say_never(c, n, start, stop);
    return past;
}

void check_text_dates(struct check *c, const struct node *n)
{
    if (n->parent && (n->parent->kind == NODE_CODE || n->parent->kind == NODE_PRE || n->parent->kind == NODE_SIC))
        return;
    for (const char *p = n->text, *end = p + n->len; p < end;) {
        bool begun = p > n->text && is_letter((unsigned char)p[-1]);
        if (is_digit(*p) && !begun && (p == n->text || !strchr(".,-/", p[-1])))
            p = day_at(c, n, p, end);
        else if (*p >= 'A' && *p <= 'Z' && !begun)
            p = month_first(c, n, p, end);
        else
            p++;
    }
}
