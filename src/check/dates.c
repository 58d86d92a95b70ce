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

static const char *const months[2][12] = {{"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août",
                                           "septembre", "octobre", "novembre", "décembre"},
                                          {"january", "february", "march", "april", "may", "june", "july", "august",
                                           "september", "october", "november", "december"}};

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

static int month_at(const char *p, const char *end, const char **past)
{
    for (int lang = 0; lang < 2; lang++)
        for (int m = 0; m < 12; m++) {
            size_t n = strlen(months[lang][m]);
            if ((size_t)(end - p) >= n && !strncasecmp(p, months[lang][m], n) &&
                (p + n == end || !is_letter((unsigned char)p[n]))) {
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

/* "31 avril", "30 février 2019", "April 31"; "29 février" alone is left: some years have it. Digits begin at p. */
static const char *day_at(struct check *c, const struct node *n, const char *p, const char *end)
{
    const char *start = p, *past;
    int day = 0, year = 2000, digits = 0;
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
    int month = at > p ? month_at(at, end, &past) : 0;
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
    for (const char *p = n->text, *end = p + n->len; p < end;)
        if (is_digit(*p) && (p == n->text || (p[-1] != '.' && p[-1] != ',' && p[-1] != '-' && p[-1] != '/' &&
                                              !is_letter((unsigned char)p[-1]))))
            p = day_at(c, n, p, end);
        else
            p++;
}
