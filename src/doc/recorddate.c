/* Dates of records as people and programs write them: ISO 8601 and EDTF (ISO 8601-2: open ranges, seasons, digits unknown, about right), and
 * "12 mars 2019", "Sept./Oct. 2001", "vers 1850", "2010年5月", "3.2.1999". What is none of these stays words. */
#include "doc/records.h"

#include "doc/dates.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>

struct when {
    int year, last_year; /* 199X is 1990 to 1999; else the same */
    int month, last_month, day, season;
    bool circa;
};

/* p moves past word if it stands there. */
static bool past(const char **p, const char *word)
{
    size_t n = strlen(word);
    if (g_ascii_strncasecmp(*p, word, n) != 0)
        return false;
    *p += n;
    return true;
}

static void past_spaces(const char **p)
{
    while (**p == ' ' || past(p, "\xC2\xA0"))
        *p += **p == ' ';
}

static int digits(const char **p, int most)
{
    int n = 0;
    for (int i = 0; i < most && **p >= '0' && **p <= '9'; i++)
        n = n * 10 + *(*p)++ - '0';
    return n;
}

static bool days_fit(const struct when *w)
{
    struct date d;
    char iso[40];
    snprintf(iso, sizeof iso, "%04d-%02d-%02d", w->year > 0 ? w->year : 2000, w->month ? w->month : 1,
             w->day ? w->day : 1);
    const char *end = date_parse(iso, &d);
    return end && !*end && (w->month || !w->day);
}

/* "2019", "-0044", "199X", "19uu" */
static bool read_year(const char **p, struct when *w)
{
    int sign = past(p, "-") ? -1 : 1;
    for (int i = 0; i < 4; i++, (*p)++) {
        bool unknown = i >= 2 && strchr("Xxu", **p) && **p;
        if (!unknown && (**p < '0' || **p > '9'))
            return false;
        w->year = w->year * 10 + (unknown ? 0 : **p - '0');
        w->last_year = w->last_year * 10 + (unknown ? 9 : **p - '0');
    }
    w->year *= sign;
    w->last_year *= sign;
    return **p < '0' || **p > '9';
}

/* One or two digits; XX is a part not known (0). */
static bool read_part(const char **p, int *value)
{
    const char *start = *p;
    if (past(p, "XX"))
        return true;
    *value = digits(p, 2);
    return *p > start && *value && (**p < '0' || **p > '9');
}

static bool separator(const char **p, const char *sign, char *was)
{
    bool any = (*sign && past(p, sign)) ||
               ((!*was || **p == *was) && **p && strchr("-/.", **p) && (*p)[1] && (*was = *(*p)++));
    past_spaces(p);
    return any;
}

/* Year first. */
static bool read_iso(const char *p, struct when *w)
{
    char was = 0;
    if (!read_year(&p, w))
        return false;
    if (separator(&p, "年", &was) && *p && *p != 'T') {
        if (was == '-' && p[0] >= '2' && p[0] <= '4' && p[1] >= '0' && p[1] <= '9') {
            int season = digits(&p, 2); /* 21-24, of either half of the world 25-32 */
            w->season = season >= 21 && season <= 32 ? (season - 21) % 4 + 1 : 0;
            if (!w->season)
                return false;
        } else if (!read_part(&p, &w->month)) {
            return false;
        } else if (separator(&p, "月", &was) && *p && *p != 'T') {
            if (!read_part(&p, &w->day))
                return false;
            (void)past(&p, "日");
        }
    }
    if (*p && strchr("~?%", *p)) {
        w->circa = true;
        p++;
    }
    past_spaces(&p);
    return (!*p || (*p == 'T' && w->day)) && w->month <= 12 && days_fit(w);
}

/* "3.2.1999": so where it is written with stops; with strokes it might be either. */
static bool read_day_first(const char *p, struct when *w)
{
    char was = '.';
    bool read =
        read_part(&p, &w->day) && separator(&p, "", &was) && read_part(&p, &w->month) && separator(&p, "", &was);
    return read && read_year(&p, w) && !*p && w->month <= 12 && days_fit(w);
}

/* What a word of a date means: 1-12 a month, 21-24 a season, 0 nothing. */
static int meaning(const char *word)
{
    static const char *const names[] = {"january janvier januar jänner enero",
                                        "february février fevrier februar febrero",
                                        "march mars märz marzo",
                                        "april avril abril",
                                        "may mai mayo",
                                        "june juin juni junio",
                                        "july juillet juli julio",
                                        "august août aout agosto",
                                        "september septembre septiembre",
                                        "october octobre oktober octubre",
                                        "november novembre noviembre",
                                        "december décembre decembre dezember diciembre",
                                        "spring printemps frühling",
                                        "summer été sommer",
                                        "autumn fall automne herbst",
                                        "winter hiver"};
    char *low = g_utf8_strdown(word, -1);
    int is = 0;
    for (int i = 0; i < 16 && !is; i++) {
        const char *list = names[i], *full;
        for (size_t n; !is && words_next(&list, &full, &n);) /* whole, or cut short: "sept" */
            is = strlen(low) >= 3 && strlen(low) <= n && !strncmp(low, full, strlen(low)) ? i + 1 : 0;
    }
    g_free(low);
    return is > 12 ? is + 8 : is;
}

static bool take_number(const char **p, struct when *w)
{
    const char *start = *p;
    int n = digits(p, 4);
    size_t long_ = (size_t)(*p - start);
    if (long_ == 4 && !w->year)
        w->year = w->last_year = n;
    else if (long_ <= 2 && !w->day && n)
        w->day = n;
    else
        return false;
    static const char *const endings[] = {"st", "nd", "rd", "th", "er", "e"};
    for (size_t i = 0; long_ <= 2 && i < sizeof endings / sizeof *endings; i++)
        if (past(p, endings[i]))
            break;
    return true;
}

static bool take_word(const char **p, struct when *w)
{
    char word[40];
    size_t n = 0;
    while (((**p >= 'A' && **p <= 'Z') || (**p >= 'a' && **p <= 'z') || (unsigned char)**p >= 0x80) &&
           n + 1 < sizeof word)
        word[n++] = *(*p)++;
    word[n] = 0;
    int is = n && n < 16 && utf8_valid(word, n) ? meaning(word) : 0;
    if (is > 20 && !w->season)
        w->season = is - 20;
    else if (is && is <= 12 && !w->month)
        w->month = is;
    else if (is && is <= 12 && !w->last_month)
        w->last_month = is;
    else
        return false;
    return true;
}

/* "12 mars 2019", "March 12, 2019", "Sept./Oct. 2001", "printemps 2004" */
static bool read_words(const char *p, struct when *w)
{
    while (*p) {
        if (strchr(" .,/-", *p))
            p++;
        else if (past(&p, "\xC2\xA0") || past(&p, "–") || past(&p, "de ") || past(&p, "of "))
            ;
        else if (!(*p >= '0' && *p <= '9' ? take_number(&p, w) : take_word(&p, w)))
            return false;
    }
    return w->year && (w->month || w->season) && days_fit(w);
}

static bool read_one(const char *text, size_t n, struct when *w)
{
    static const char *const about[] = {"circa", "ca.", "ca ", "c.", "vers ", "environ", "env.", "um ", "约", "~"};
    char s[80];
    if (!n || n >= sizeof s)
        return false;
    memcpy(s, text, n);
    s[n] = 0;
    const char *p = s;
    bool circa = false, bracket = *p == '[' && s[n - 1] == ']';
    if (bracket) { /* found elsewhere than in the work */
        s[n - 1] = 0;
        p++;
    }
    past_spaces(&p);
    for (size_t i = 0; i < sizeof about / sizeof *about && !circa; i++)
        circa = past(&p, about[i]);
    past_spaces(&p);
    *w = (struct when){0};
    static bool (*const ways[])(const char *, struct when *) = {read_iso, read_day_first, read_words};
    bool found = false;
    for (size_t i = 0; i < sizeof ways / sizeof *ways && !found; i++) {
        *w = (struct when){0};
        found = ways[i](p, w);
    }
    w->circa = w->circa || circa;
    return found;
}

/* ---- ranges ---- */

static json_t *parts_of(int year, int month, int day)
{
    json_t *parts = json_pack("[i]", year);
    if (month)
        json_array_append_new(parts, json_integer(month));
    if (month && day)
        json_array_append_new(parts, json_integer(day));
    return parts;
}

/* The sign between two dates, and its length. */
static const char *between(const char *s, size_t *n)
{
    static const char *const signs[] = {"/", "--", "–", "—"};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        const char *at = strstr(s, signs[i]);
        *n = strlen(signs[i]);
        if (at)
            return at;
    }
    return NULL;
}

static bool is_open(const char *s)
{
    return !*s || !strcmp(s, "..") || !strcmp(s, "open") || !strcmp(s, "unknown") || !strcmp(s, "*");
}

static bool read_range(const char *value, json_t *parts, bool *circa)
{
    struct when from, to;
    size_t n;
    const char *sign = between(value, &n);
    if (!sign || !read_one(value, (size_t)(sign - value), &from))
        return false;
    const char *second = sign + n;
    bool open = is_open(second);
    if (!open && !read_one(second, strlen(second), &to))
        return false;
    json_array_append_new(parts, parts_of(from.year, from.month, from.day));
    json_array_append_new(parts, open ? json_pack("[i]", 0) : parts_of(to.last_year, to.month, to.day));
    *circa = from.circa || (!open && to.circa);
    return true;
}

/* "../2010": CSL has no date without a beginning. */
static const char *until(const char *value)
{
    static const char *const starts[] = {"../", "unknown/", "/", "*/"};
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (!strncmp(value, starts[i], strlen(starts[i])) && value[strlen(starts[i])])
            return value + strlen(starts[i]);
    return NULL;
}

void record_date(json_t *item, const char *name, const char *value)
{
    if (!value || !*value || json_object_get(item, name))
        return;
    json_t *v = json_object(), *parts = json_array();
    struct when w;
    bool circa = false, one = read_one(value, strlen(value), &w);
    if (one) {
        json_array_append_new(parts, parts_of(w.year, w.month, w.day));
        if (w.last_year != w.year || w.last_month)
            json_array_append_new(parts, parts_of(w.last_year, w.last_month, 0));
        if (w.season)
            json_object_set_new(v, "season", json_integer(w.season));
        circa = w.circa;
    }
    if (one || read_range(value, parts, &circa)) {
        json_object_set(v, "date-parts", parts);
        if (circa)
            json_object_set_new(v, "circa", json_true());
    } else {
        char literal[80];
        const char *end = until(value);
        snprintf(literal, sizeof literal, "–%.70s", end ? end : "");
        json_object_set_new(v, "literal", json_string(end && utf8_valid(literal, strlen(literal)) ? literal : value));
    }
    json_decref(parts);
    json_object_set_new(item, name, v);
}
