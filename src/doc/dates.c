/* Dates and times of day: read as ISO 8601 writes them, said in words. */
#include "doc/dates.h"
#include "doc/words.h"

#include <stdlib.h>
#include <string.h>

#define NB   "\xc2\xa0"
#define DASH "\xe2\x80\x93"

static const char *const months[2][12] = {
    {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
     "December"},
    {"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
     "décembre"},
};

/* Exactly n digits, and no digit after them. */
static const char *digits(const char *s, int n, int *value)
{
    *value = 0;
    for (int i = 0; i < n; i++, s++) {
        if (*s < '0' || *s > '9')
            return NULL;
        *value = *value * 10 + (*s - '0');
    }
    return *s >= '0' && *s <= '9' ? NULL : s;
}

static int days_in(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 && leap);
}

static const char *parse(const char *s, struct date *d)
{
    bool before = s && *s == '-'; /* our era; the year 0000 is the one before 1 */
    if (!s || !(s = digits(s + before, 4, &d->year)))
        return NULL;
    if (before)
        d->year = -d->year;
    if (*s != '-')
        return s;
    if (!(s = digits(s + 1, 2, &d->month)) || d->month < 1 || d->month > 12)
        return NULL;
    if (*s != '-')
        return s;
    if (!(s = digits(s + 1, 2, &d->day)) || d->day < 1 || d->day > days_in(d->year, d->month))
        return NULL;
    return s;
}

/* EDTF marks what is about right (~), uncertain (?) or both (%). */
const char *date_parse(const char *s, struct date *d)
{
    *d = (struct date){0};
    const char *end = parse(s, d);
    d->circa = end && *end && strchr("~?%", *end);
    return d->circa ? end + 1 : end;
}

/* hh:mm, hh:mm:ss, a fraction, a zone; gives what follows. In words "14:30-16:00" is a span, not a zone. */
static const char *time_parse(const char *s, int *hour, int *minute, bool in_words)
{
    int second;
    if (!(s = digits(s, 2, hour)) || *hour > 24 || *s != ':' || !(s = digits(s + 1, 2, minute)) || *minute > 59)
        return NULL;
    if (*s == ':') {
        if (!(s = digits(s + 1, 2, &second)) || second > 60)
            return NULL;
        if (*s == '.')
            s += 1 + strspn(s + 1, "0123456789");
    }
    if (*s == 'Z')
        return s + 1;
    if (*s == '+' || (*s == '-' && !in_words)) {
        int h, m;
        const char *zone = digits(s + 1, 2, &h);
        if (zone && *zone == ':' && (zone = digits(zone + 1, 2, &m)))
            return zone;
    }
    return s;
}

bool time_valid(const char *s)
{
    int h, m;
    const char *end = s ? time_parse(s, &h, &m, false) : NULL;
    return end && !*end;
}

bool date_valid(const char *s)
{
    struct date d;
    if (!s || !*s)
        return false;
    if (*s == '/')
        return (s = date_parse(s + 1, &d)) && !*s;
    if (!(s = date_parse(s, &d)))
        return false;
    if (*s == 'T' && d.day)
        return time_valid(s + 1);
    if (*s != '/')
        return !*s;
    return !s[1] || !strcmp(s + 1, "..") || ((s = date_parse(s + 1, &d)) && !*s);
}

/* Years before our era have no year 0: ISO's -0043 is 44 BC. era: say which. */
static void say_year(struct buf *out, int year, enum tongue tongue, bool era)
{
    static const char *const names[TONGUE_COUNT] = {NB "BC", NB "av." NB "J.-C.", ""};
    if (tongue == TONGUE_ZH && year < 1)
        buf_adds(out, "公元前");
    buf_addf(out, "%d", year < 1 ? 1 - year : year);
    if (era && year < 1)
        buf_adds(out, names[tongue]);
}

/* parts: 1 the day, 2 the month, 4 the year; those the date has are said. */
static void say(struct buf *out, const struct date *d, enum tongue tongue, int parts)
{
    static const char *const about[TONGUE_COUNT] = {"c.\xc2\xa0", "vers ", "约"};
    if (d->circa)
        buf_adds(out, about[tongue]);
    if (d->circa && d->day && tongue == TONGUE_FR)
        buf_adds(out, "le ");
    bool day = d->day && (parts & 1), month = d->month && (parts & 2), year = parts & 4;
    if (tongue == TONGUE_ZH) {
        if (year) {
            say_year(out, d->year, tongue, true);
            buf_adds(out, "年");
        }
        if (month)
            buf_addf(out, "%d月", d->month);
        if (day)
            buf_addf(out, "%d日", d->day);
        return;
    }
    if (day)
        buf_addf(out, "%d%s", d->day, tongue == TONGUE_FR && d->day == 1 ? "er" : "");
    if (month)
        buf_addf(out, "%s%s", day ? NB : "", months[tongue == TONGUE_FR][d->month - 1]);
    if (year) {
        buf_adds(out, month ? " " : day ? NB : "");
        say_year(out, d->year, tongue, true);
    }
}

static void say_range(struct buf *out, const struct date *a, const struct date *b, enum tongue tongue)
{
    bool same_year = a->year == b->year, same_month = same_year && a->month == b->month;
    if (tongue == TONGUE_ZH) {
        say(out, a, tongue, 7);
        buf_adds(out, "—");
        say(out, b, tongue, same_month && b->day ? 1 : same_year && b->month ? 3 : 7);
    } else if (!a->month && !b->month) {
        bool one_era = (a->year < 1) == (b->year < 1);
        say_year(out, a->year, tongue, !one_era);
        buf_adds(out, one_era ? DASH : NB DASH " ");
        say_year(out, b->year, tongue, true);
    } else if (same_month && a->day && b->day) {
        say(out, a, tongue, 1);
        buf_adds(out, DASH);
        say(out, b, tongue, 7);
    } else {
        say(out, a, tongue, same_year && a->month && b->month ? 3 : 7);
        buf_adds(out, NB DASH " ");
        say(out, b, tongue, 7);
    }
}

static void say_open(struct buf *out, const struct date *d, enum tongue tongue, bool since)
{
    static const char *const before[2][TONGUE_COUNT] = {{"until ", "jusqu’à ", "至"}, {"since ", "depuis ", ""}};
    buf_adds(out, before[since][tongue]);
    if (tongue == TONGUE_FR && since && d->day)
        buf_adds(out, "le ");
    say(out, d, tongue, 7);
    if (tongue == TONGUE_ZH && since)
        buf_adds(out, "起");
}

void date_words(struct buf *out, const char *from, const char *to, const char *lang)
{
    enum tongue tongue = tongue_of(lang);
    struct date a, b;
    if (!from)
        return;
    if (*from == '/' && date_parse(from + 1, &b)) {
        say_open(out, &b, tongue, false);
        return;
    }
    const char *rest = date_parse(from, &a);
    if (!rest || !strchr("/T", *rest)) { /* not ours to read: as written */
        buf_adds(out, from);
        return;
    }
    if (!to && *rest == '/') {
        if (!rest[1] || rest[1] == '.') {
            say_open(out, &a, tongue, true);
            return;
        }
        to = rest + 1;
    }
    if (to && date_parse(to, &b) && (a.year != b.year || a.month != b.month || a.day != b.day))
        say_range(out, &a, &b, tongue);
    else
        say(out, &a, tongue, 7);
    if (*rest == 'T') {
        buf_adds(out, tongue == TONGUE_ZH ? "" : ", ");
        time_words(out, rest + 1, lang);
    }
}

void time_words(struct buf *out, const char *time, const char *lang)
{
    int hour, minute;
    while (*time) {
        const char *end = time_parse(time, &hour, &minute, true);
        if (!end) { /* what stands between or instead of times */
            buf_addc(out, *time++);
            continue;
        }
        if (tongue_of(lang) != TONGUE_FR)
            buf_addf(out, "%02d:%02d", hour, minute);
        else if (minute)
            buf_addf(out, "%d" NB "h" NB "%02d", hour, minute);
        else
            buf_addf(out, "%d" NB "h", hour);
        time = end;
    }
}
