/* Dates as people write them, where a record gives no parts: ISO 8601 and EDTF ("2004-06", "2004~", "2004/2006", "2004/.."), figures with
 * strokes ("4/23/2002"), names of months and seasons ("22 May 1999", "Fall 2003"), ranges of these, and words for about. What cannot be
 * read stays as it stands. */
#include "cite/internal.h"

#include <ctype.h>
#include <stdlib.h>

/* A number, a word or one other character. */
struct piece {
    char kind; /* 'n', 'w', or the character; 0 at the end */
    const char *s;
    size_t n;
    int value;
};
struct pieces {
    struct piece v[40];
    int n;
};

static void add_piece(struct pieces *out, char kind, const char *s, size_t n)
{
    if (out->n < 40)
        out->v[out->n++] = (struct piece){kind, s, n, kind == 'n' && n < 9 ? parse_int(s, 0) : 0};
}

static void split(const char *s, struct pieces *out)
{
    while (*s) {
        size_t n = strspn(s, "0123456789");
        if (n) {
            add_piece(out, 'n', s, n);
        } else if (strncmp(s, "\xe2\x80", 2) == 0 && s[2]) {
            n = 3;
            add_piece(out, '-', s, n);
        } else if (isalpha((unsigned char)*s) || (unsigned char)*s >= 0xc3) {
            while (isalpha((unsigned char)s[n]) || ((unsigned char)s[n] >= 0x80 && strncmp(s + n, "\xe2\x80", 2) != 0))
                n++;
            add_piece(out, 'w', s, n ? n : 1);
        } else if (*s != ' ' || (out->n && out->v[out->n - 1].kind != ' ')) {
            add_piece(out, *s, s, 1);
        }
        s += n ? n : 1;
    }
}

/* 1 to 12; seasons 21 to 24; 0: neither. */
static int month_of(const struct piece *p)
{
    static const char names[][4] = {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};
    static const char *const seasons[] = {"spring", "summer", "autumn", "winter"};
    if (p->n < 3)
        return 0;
    for (int i = 0; i < 4; i++)
        if (p->n == strlen(seasons[i]) && strncasecmp(p->s, seasons[i], p->n) == 0)
            return 21 + i;
    if (p->n == 4 && strncasecmp(p->s, "fall", 4) == 0)
        return 23;
    for (int i = 0; i < 12; i++)
        if (strncasecmp(p->s, names[i], 3) == 0)
            return i + 1;
    return 0;
}

static void set_month(struct date_value *v, int m)
{
    if (m > 12)
        v->season = m - 20;
    else
        v->m = m;
}

/* The pieces of one end of a date; false when they make no sense. */
static bool read_value(const struct piece *p, int n, struct date_value *v, bool *circa)
{
    int numbers[3], count = 0, sign = 1, word_month = 0;
    bool first_is_year = false;
    for (int i = 0; i < n; i++) {
        const struct piece *k = &p[i];
        if (k->kind == 'n') {
            if (count == 3)
                return false;
            first_is_year = first_is_year || (count == 0 && k->n >= 3);
            numbers[count++] = k->value;
        } else if (k->kind == 'w') {
            int m = month_of(k);
            if (m)
                word_month = m;
            else if (strncasecmp(k->s, "c", k->n) == 0 || strncasecmp(k->s, "ca", k->n) == 0 ||
                     strncasecmp(k->s, "circa", k->n) == 0)
                *circa = true;
            else if (strncasecmp(k->s, "bc", 2) == 0)
                sign = -1;
            else if (strncasecmp(k->s, "ad", k->n) != 0 && strncasecmp(k->s, "th", k->n) != 0 &&
                     strncasecmp(k->s, "st", k->n) != 0)
                return false;
        } else if (k->kind == '?' || k->kind == '~' || k->kind == '%') {
            *circa = true;
        } else if (k->kind == '-' && count == 0) {
            sign = -1;
        }
    }
    if (!count)
        return false;
    if (word_month) {
        set_month(v, word_month);
        v->y = numbers[first_is_year ? 0 : count - 1] * sign;
        if (count > 1)
            v->d = numbers[first_is_year ? 1 : 0];
    } else if (first_is_year || count == 1) {
        v->y = numbers[0] * sign;
        int m = count > 1 ? numbers[1] : 0;
        if (m > 24 || (m > 12 && m < 21))
            return false;
        set_month(v, m);
        v->d = count > 2 ? numbers[2] : 0;
    } else {
        v->y = numbers[count - 1] * sign;
        set_month(v, numbers[0]);
        v->d = count > 2 ? numbers[1] : 0;
        if (v->m > 12 || v->season) {
            v->season = 0;
            v->m = count > 2 ? numbers[1] : 0;
            v->d = numbers[0];
        }
    }
    if (v->m > 12 || v->m < 0)
        return false;
    if (v->d < 1 || v->d > 31 || !(v->m || v->season))
        v->d = 0;
    return v->y != 0;
}

static int numbers_in(const struct pieces *p, int from, int to)
{
    int n = 0;
    for (int i = from; i < to; i++)
        n += p->v[i].kind == 'n';
    return n;
}

static bool words_in(const struct pieces *p)
{
    for (int i = 0; i < p->n; i++)
        if (p->v[i].kind == 'w' && month_of(&p->v[i]))
            return true;
    return false;
}

static int count_of(const struct pieces *p, char kind)
{
    int n = 0;
    for (int i = 0; i < p->n; i++)
        n += p->v[i].kind == kind;
    return n;
}

static int find(const struct pieces *p, char kind)
{
    int i = 0;
    while (i < p->n && p->v[i].kind != kind)
        i++;
    return i;
}

/* Where a range is parted; p->n: it is none. */
static int parting(const struct pieces *p)
{
    int strokes = count_of(p, '/'), dashes = count_of(p, '-');
    if (strokes == 1 && (dashes || (find(p, '/') > 0 && p->v[find(p, '/') - 1].n >= 3)))
        return find(p, '/');
    if (strokes == 1 && count_of(p, 'n') == 1)
        return find(p, '/');
    if (dashes == 1 && (strokes || words_in(p)))
        return find(p, '-');
    /* 1999-2003 is a range, 1999-03 a month */
    int at = find(p, '-');
    if (dashes == 1 && at > 0 && at + 1 < p->n && p->v[at - 1].kind == 'n' && p->v[at + 1].kind == 'n' &&
        p->v[at - 1].n == 4 && p->v[at + 1].n == 4)
        return at;
    return p->n;
}

/* "May-June 2000": what the first end lacks it takes from the second, and the other way round. */
static void complete(struct date_value *a, struct date_value *b)
{
    if (!a->y)
        a->y = b->y;
    if (!b->y)
        b->y = a->y;
}

static bool read_end(const struct pieces *p, int from, int to, struct date_value *v, bool *circa)
{
    if (read_value(p->v + from, to - from, v, circa))
        return true;
    int numbers = numbers_in(p, from, to);
    for (int i = from; i < to; i++)
        if (p->v[i].kind == 'w' && month_of(&p->v[i])) {
            set_month(v, month_of(&p->v[i]));
            return numbers <= 1;
        }
    return false;
}

void date_parse_raw(struct date *d, const char *raw, struct arena *a)
{
    struct pieces p = {0};
    struct date try = {0};
    const char *s = raw;
    while (*s == ' ' || *s == '[')
        s++;
    split(s, &p);
    int at = parting(&p);
    bool good;
    if (at >= p.n) {
        good = read_value(p.v, p.n, &try.v[0], &try.circa);
        try.n = 1;
    } else {
        good = read_end(&p, 0, at, &try.v[0], &try.circa);
        try.n = 2;
        if (at + 1 >= p.n || p.v[at + 1].kind == '.')
            try.open = true;
        else
            good = read_end(&p, at + 1, p.n, &try.v[1], &try.circa) && good;
        if (!try.open)
            complete(&try.v[0], &try.v[1]);
        good = good && try.v[0].y;
    }
    if (good && *raw) {
        try.literal = d->literal;
        *d = try;
    } else {
        d->literal = arena_strdup(a, raw);
    }
}
