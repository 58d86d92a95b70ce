/* Ranges of pages and other numbers: the dash of the locale, and the four ways of shortening the second number. A range joins two numbers
 * with the same letters before them, or two Roman numerals; all else keeps its hyphen. */
#include "cite/internal.h"

#include <ctype.h>
#include <stdlib.h>

struct number {
    const char *s;
    size_t prefix, n; /* bytes before the last digits; bytes in all */
};

static struct number number_of(const char *s, size_t n)
{
    while (n && *s == ' ')
        s++, n--;
    while (n && s[n - 1] == ' ')
        n--;
    struct number x = {s, n, n};
    while (x.prefix && isdigit((unsigned char)s[x.prefix - 1]))
        x.prefix--;
    return x;
}

static bool roman(const struct number *x)
{
    return x->n && x->prefix == x->n && strspn(x->s, "ivxlcdmIVXLCDM") >= x->n;
}

static bool plain_number(const struct number *x)
{
    if (x->prefix == x->n)
        return false;
    for (size_t i = 0; i < x->prefix; i++)
        if (!isalnum((unsigned char)x->s[i]))
            return false;
    return true;
}

/* The digits of the second number in full: 110-5 means 110-115. */
static void expand(const struct number *a, const struct number *b, char out[32])
{
    size_t na = a->n - a->prefix, nb = b->n - b->prefix;
    const char *da = a->s + a->prefix, *db = b->s + b->prefix;
    if (nb < na && na < 30)
        snprintf(out, 32, "%.*s%.*s", (int)(na - nb), da, (int)nb, db);
    else
        snprintf(out, 32, "%.*s", (int)(nb < 31 ? nb : 31), db);
}

/* Digits that the second number keeps, at least `least` of them. */
static size_t kept(const char *a, const char *b, size_t least)
{
    size_t n = strlen(b), same = 0;
    if (strlen(a) != n)
        return n;
    while (same < n && a[same] == b[same])
        same++;
    size_t keep = n - same;
    return keep < least ? (least < n ? least : n) : keep;
}

static size_t kept_chicago(const char *a, const char *b, bool sixteenth)
{
    size_t n = strlen(a);
    int x = n > 8 ? 0 : atoi(a);
    if (strlen(b) != n || x < 100 || x % 100 == 0)
        return strlen(b);
    if (x % 100 < 10)
        return kept(a, b, 1);
    size_t keep = kept(a, b, 2);
    return !sixteenth && n == 4 && keep == 3 ? 4 : keep;
}

static void put_range(struct buf *out, const struct number *a, const struct number *b, const char *dash,
                      const char *format)
{
    char first[32], second[32];
    size_t na = a->n - a->prefix;
    bool given_prefix = b->prefix > 0 || a->prefix > 0, expanded = false;
    if (!format || na > 30 || b->n - b->prefix > 30) {
        buf_addf(out, "%.*s%s%.*s", (int)a->n, a->s, dash, (int)b->n, b->s);
        return;
    }
    snprintf(first, sizeof first, "%.*s", (int)na, a->s + a->prefix);
    expand(a, b, second);
    size_t n = strlen(second), keep = n;
    if (strcmp(format, "minimal") == 0)
        keep = kept(first, second, 1);
    else if (strcmp(format, "minimal-two") == 0)
        keep = kept(first, second, 2);
    else if (strcmp(format, "chicago") == 0 || strcmp(format, "chicago-15") == 0)
        keep = kept_chicago(first, second, false);
    else if (strcmp(format, "chicago-16") == 0)
        keep = kept_chicago(first, second, true);
    else
        expanded = true;
    buf_addf(out, "%.*s%s", (int)a->n, a->s, dash);
    if (expanded && given_prefix)
        buf_add(out, a->s, a->prefix);
    buf_adds(out, second + (n - keep));
}

/* One piece between commas. */
static void put_piece(struct buf *out, const char *s, size_t n, const char *dash, const char *format)
{
    for (size_t i = 0; i < n; i++) {
        size_t len = s[i] == '-' ? 1 : i + 2 < n && memcmp(s + i, "\xe2\x80\x93", 3) == 0 ? 3 : 0;
        if (!len || (i && s[i - 1] == '\\'))
            continue;
        struct number a = number_of(s, i), b = number_of(s + i + len, n - i - len);
        bool same =
            b.prefix == 0 ? a.prefix == 0 || b.prefix == b.n : a.prefix == b.prefix && memcmp(a.s, b.s, a.prefix) == 0;
        size_t lead = strspn(s, " ");
        buf_add(out, s, lead < n ? lead : 0);
        if (roman(&a) && roman(&b))
            buf_addf(out, "%.*s%s%.*s", (int)a.n, a.s, dash, (int)b.n, b.s);
        else if (plain_number(&a) && plain_number(&b) && same)
            put_range(out, &a, &b, dash, format);
        else
            buf_addf(out, "%.*s%s%.*s", (int)a.n, a.s, len == 3 ? "\xe2\x80\x93" : "-", (int)b.n, b.s);
        for (const char *t = b.s + b.n; t < s + n; t++)
            buf_addc(out, *t);
        return;
    }
    for (size_t i = 0; i < n; i++)
        if (s[i] != '\\' || i + 1 == n || s[i + 1] != '-')
            buf_addc(out, s[i]);
}

char *page_range(struct arena *a, const struct locale *l, const char *s, const char *format)
{
    const char *dash = locale_term(l, "page-range-delimiter", NULL, false);
    if (!dash || !*dash)
        dash = "\xe2\x80\x93";
    const struct term *symbol = locale_find(l, "and", "symbol", NULL);
    const char *and_ = symbol && symbol->single && *symbol->single ? symbol->single : "&";
    struct buf b = {0};
    for (const char *p = s;;) {
        size_t n = strcspn(p, ",&;");
        put_piece(&b, p, n, dash, format);
        if (!p[n])
            break;
        if (p[n] == '&')
            buf_adds(&b, and_);
        else
            buf_addc(&b, p[n]);
        p += n + 1;
        if (p[-1] == ',' && *p >= '0' && *p <= '9' &&
            (p - 1 == s || p[-2] < '0' || p[-2] > '9' || strspn(p, "0123456789") != 3))
            buf_addc(&b, ' ');
    }
    char *r = arena_strdup(a, b.data ? b.data : "");
    buf_drop(&b);
    return r;
}
