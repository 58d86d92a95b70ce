/* UTF-8: reading forward and back, writing, and the few character classes other rooms ask for. */
#include "base/base.h"

/* Length of the well-formed sequence at p (Unicode 15, table 3-7), 0 if there is none; *c is its code point. */
static size_t sequence(const unsigned char *p, size_t left, uint32_t *c)
{
    if (!left)
        return 0;
    unsigned char b = p[0];
    if (b < 0x80) {
        *c = b;
        return 1;
    }
    size_t n = b >= 0xC2 && b <= 0xDF ? 2 : (b & 0xF0) == 0xE0 ? 3 : b >= 0xF0 && b <= 0xF4 ? 4 : 0;
    if (!n || left < n)
        return 0;
    uint32_t v = b & (0xFFu >> (n + 1));
    for (size_t i = 1; i < n; i++) {
        if ((p[i] & 0xC0) != 0x80)
            return 0;
        v = v << 6 | (p[i] & 0x3F);
    }
    if ((n == 3 && (v < 0x800 || (v >= 0xD800 && v <= 0xDFFF))) || (n == 4 && (v < 0x10000 || v > 0x10FFFF)))
        return 0;
    *c = v;
    return n;
}

uint32_t utf8_next(const char **p, const char *end)
{
    uint32_t c = 0xFFFD;
    size_t n = sequence((const unsigned char *)*p, (size_t)(end - *p), &c);
    if (*p < end)
        *p += n ? n : 1;
    return c;
}

uint32_t utf8_before(const char *start, const char *p, const char **prev)
{
    if (p <= start) {
        if (prev)
            *prev = start;
        return 0;
    }
    uint32_t c = 0xFFFD;
    for (size_t n = 1; n <= 4 && n <= (size_t)(p - start); n++) {
        if (((unsigned char)p[-(ptrdiff_t)n] & 0xC0) == 0x80)
            continue;
        if (sequence((const unsigned char *)p - n, n, &c) == n) {
            if (prev)
                *prev = p - n;
            return c;
        }
        break;
    }
    if (prev)
        *prev = p - 1;
    return 0xFFFD;
}

size_t utf8_put(char out[4], uint32_t c)
{
    if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
        c = 0xFFFD;
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (char)(0xC0 | c >> 6);
        out[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        out[0] = (char)(0xE0 | c >> 12);
        out[1] = (char)(0x80 | (c >> 6 & 0x3F));
        out[2] = (char)(0x80 | (c & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | c >> 18);
    out[1] = (char)(0x80 | (c >> 12 & 0x3F));
    out[2] = (char)(0x80 | (c >> 6 & 0x3F));
    out[3] = (char)(0x80 | (c & 0x3F));
    return 4;
}

bool utf8_valid(const char *s, size_t n)
{
    const unsigned char *p = (const unsigned char *)s;
    while (n) {
        uint32_t c;
        size_t k = sequence(p, n, &c);
        if (!k)
            return false;
        p += k;
        n -= k;
    }
    return true;
}

bool utf8_is_han(uint32_t c)
{
    return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0xF900 && c <= 0xFAFF) ||
           (c >= 0x20000 && c <= 0x3FFFD) || c == 0x3005 || c == 0x3007 || (c >= 0x3021 && c <= 0x3029) ||
           (c >= 0x3038 && c <= 0x303B) || (c >= 0x2E80 && c <= 0x2FDF);
}

bool utf8_is_cjk(uint32_t c)
{
    if (c < 0x1100)
        return false;
    return utf8_is_han(c) || (c >= 0x2FF0 && c <= 0x30FF) || /* description characters, punctuation, kana */
           (c >= 0x3100 && c <= 0x33FF) ||                   /* bopomofo, enclosed and squared signs */
           (c >= 0x1100 && c <= 0x11FF) || (c >= 0xA960 && c <= 0xA97F) || (c >= 0xAC00 && c <= 0xD7FF) || /* hangul */
           (c >= 0xFE30 && c <= 0xFE4F) || (c >= 0xFF00 && c <= 0xFFEF) || (c >= 0x1AFF0 && c <= 0x1B16F);
}

bool utf8_is_space(uint32_t c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}
