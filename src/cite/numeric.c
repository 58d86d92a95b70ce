/* Numbers: what counts as one, plurals, ordinals and Roman figures. */
#include "cite/internal.h"

#include <ctype.h>
#include <stdlib.h>

int parse_int(const char *s, int fallback)
{
    char *end;
    if (!s)
        return fallback;
    while (*s == ' ')
        s++;
    long n = strtol(s, &end, 10);
    if (end == s || n > 99999999 || n < -99999999)
        return fallback;
    return (int)n;
}

/* One number with letters glued on: 2, D2, 2b, L2d. Returns its end, NULL when there is none. */
static const char *one_number(const char *p)
{
    const char *s = p;
    while (isalpha((unsigned char)*s))
        s++;
    if (!isdigit((unsigned char)*s))
        return NULL;
    while (isalnum((unsigned char)*s))
        s++;
    return s;
}

static const char *separator(const char *p)
{
    const char *s = p + strspn(p, " ");
    if (*s == ',' || *s == '&' || *s == '-')
        s++;
    else if (strncmp(s, "\xe2\x80\x93", 3) == 0)
        s += 3;
    else
        return NULL;
    return s + strspn(s, " ");
}

/* "2", "2b", "2, 3", "2-4", "2 & 4". */
bool is_numeric(const char *s)
{
    s += strspn(s, " ");
    for (;;) {
        const char *end = one_number(s);
        if (!end)
            return false;
        s = end + strspn(end, " ");
        if (!*s)
            return true;
        if (!(s = separator(s)))
            return false;
    }
}

static bool number_like(const char *s, size_t n)
{
    while (n && *s == ' ')
        s++, n--;
    while (n && s[n - 1] == ' ')
        n--;
    size_t i = 0;
    if (n && strspn(s, "ivxlcdmIVXLCDM") >= n)
        return true;
    while (i < n && isalpha((unsigned char)s[i]))
        i++;
    if (i == n || !isdigit((unsigned char)s[i]))
        return false;
    while (i < n && isalnum((unsigned char)s[i]))
        i++;
    return i == n;
}

/* Length of what parts two numbers at p: a dash, a comma, an ampersand, the word for "and"; 0: nothing. */
static size_t parting(const char *s, const char *p, const char *and_)
{
    size_t n = and_ ? strlen(and_) : 0;
    if (strncmp(p, "\xe2\x80\x93", 3) == 0)
        return 3;
    if (n && p > s && p[-1] == ' ' && strncmp(p, and_, n) == 0 && p[n] == ' ')
        return n;
    if (*p == '-')
        return p > s && p[-1] == '\\' ? 0 : 1;
    return *p == ',' || *p == '&' || *p == ';' ? 1 : 0;
}

/* More than one number: a range, a list. An escaped hyphen joins no two numbers. */
bool is_plural_number(const char *s, const struct locale *l)
{
    const char *and_ = locale_term(l, "and", NULL, false), *from = s;
    bool before = false;
    for (const char *p = s;; p++) {
        size_t len = *p ? parting(s, p, and_) : 1;
        if (!len)
            continue;
        bool empty = strspn(from, " ") >= (size_t)(p - from);
        bool number = number_like(from, (size_t)(p - from));
        if (before && number)
            return true;
        before = empty ? before : number;
        if (!*p)
            return false;
        from = p + len;
        p += len - 1;
    }
}

char *number_roman(struct arena *a, int n)
{
    static const struct {
        int value;
        const char *text;
    } table[] = {{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"},
                 {40, "xl"},  {10, "x"},   {9, "ix"},  {5, "v"},    {4, "iv"},  {1, "i"}};
    if (n <= 0 || n >= 6000)
        return arena_printf(a, "%d", n);
    struct buf b = {0};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        for (; n >= table[i].value; n -= table[i].value)
            buf_adds(&b, table[i].text);
    char *s = arena_strdup(a, b.data);
    buf_drop(&b);
    return s;
}

static const struct term *ordinal_term(struct arena *a, const struct locale *l, int n, const char *gender)
{
    static const struct {
        int modulo;
        const char *whole;
    } steps[] = {{0, "whole-number"}, {100, "last-two-digits"}, {10, "last-digit"}};
    for (size_t i = 0; i < 3; i++) {
        int k = steps[i].modulo ? n % steps[i].modulo : n;
        if (i == 0 && n > 99)
            continue;
        const struct term *t = locale_find(l, arena_printf(a, "ordinal-%02d", k), "long", gender);
        if (!t && gender)
            t = locale_find(l, arena_printf(a, "ordinal-%02d", k), "long", NULL);
        if (!t)
            continue;
        const char *match = t->match ? t->match : k < 10 ? "last-digit" : "last-two-digits";
        bool fits = strcmp(match, "whole-number") == 0      ? k == n
                    : strcmp(match, "last-two-digits") == 0 ? k == n % 100
                                                            : k == n % 10 && k < 10;
        if (fits)
            return t;
    }
    const struct term *t = locale_find(l, "ordinal", "long", gender);
    return t || !gender ? t : locale_find(l, "ordinal", "long", NULL);
}

char *number_ordinal(struct arena *a, const struct locale *l, int n, const char *gender)
{
    const struct term *t = n >= 0 ? ordinal_term(a, l, n, gender) : NULL;
    return arena_printf(a, "%d%s", n, t && t->single ? t->single : "");
}

char *number_long_ordinal(struct arena *a, const struct locale *l, int n, const char *gender)
{
    if (n < 1 || n > 10)
        return number_ordinal(a, l, n, gender);
    const char *name = arena_printf(a, "long-ordinal-%02d", n);
    const struct term *t = locale_find(l, name, "long", gender);
    if (!t)
        t = locale_find(l, name, "long", NULL);
    return t && t->single ? arena_strdup(a, t->single) : number_ordinal(a, l, n, gender);
}
