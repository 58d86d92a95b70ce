/* counter.c: a counter's value as text, by its list style (CSS Counter Styles Level 3). */
#include "style/style.h"

#include <string.h>

/* Beyond 3999 Roman numerals need signs no face is sure to have: decimal then. */
static void style_roman(struct buf *out, int32_t n, bool upper)
{
    static const struct {
        int32_t value;
        const char *upper, *lower;
    } part[] = {{1000, "M", "m"}, {900, "CM", "cm"}, {500, "D", "d"},  {400, "CD", "cd"}, {100, "C", "c"},
                {90, "XC", "xc"}, {50, "L", "l"},    {40, "XL", "xl"}, {10, "X", "x"},    {9, "IX", "ix"},
                {5, "V", "v"},    {4, "IV", "iv"},   {1, "I", "i"}};
    if (n < 1 || n > 3999) {
        buf_addf(out, "%d", (int)n);
        return;
    }
    for (size_t i = 0; i < sizeof part / sizeof *part; i++)
        for (; n >= part[i].value; n -= part[i].value)
            buf_adds(out, upper ? part[i].upper : part[i].lower);
}

int32_t style_roman_value(const char *s, bool upper)
{
    const char *letters = upper ? "IVXLCDM" : "ivxlcdm";
    static const int value[] = {1, 5, 10, 50, 100, 500, 1000};
    int32_t sum = 0;
    struct buf back = {0};

    if (strlen(s) > 20)
        return 0;
    for (const char *p = s; *p; p++) {
        const char *a = strchr(letters, *p), *b = p[1] ? strchr(letters, p[1]) : NULL;
        if (!a)
            return 0;
        int v = value[a - letters], w = b ? value[b - letters] : 0;
        sum += v < w ? -v : v;
    }
    if (sum > 0)
        style_roman(&back, sum, upper); /* "iiii" is no number */
    bool same = back.data && !strcmp(back.data, s);
    buf_drop(&back);
    return same ? sum : 0;
}

/* a to z, then aa: bijective base 26. */
static void alphabetic(struct buf *out, int32_t n, char first)
{
    char text[16];
    size_t i = sizeof text;
    if (n < 1) {
        buf_addf(out, "%d", (int)n);
        return;
    }
    for (; n > 0; n = (n - 1) / 26)
        text[--i] = (char)(first + (n - 1) % 26);
    buf_add(out, text + i, sizeof text - i);
}

static void cjk(struct buf *out, int32_t n)
{
    static const char *const digit[] = {"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
    char text[16];
    if (n < 0) {
        buf_addf(out, "%d", (int)n);
        return;
    }
    snprintf(text, sizeof text, "%d", (int)n);
    for (const char *p = text; *p; p++)
        buf_adds(out, digit[*p - '0']);
}

void style_counter(struct buf *out, int32_t n, enum list_style list, const char *lang)
{
    (void)lang;
    switch (list) {
    case LIST_NONE:
    case LIST_STRING: break;
    case LIST_DISC: buf_adds(out, "•"); break;
    case LIST_CIRCLE: buf_adds(out, "◦"); break;
    case LIST_SQUARE: buf_adds(out, "▪"); break;
    case LIST_DASH: buf_adds(out, "–"); break;
    case LIST_DECIMAL: buf_addf(out, "%d", (int)n); break;
    case LIST_LOWER_ALPHA: alphabetic(out, n, 'a'); break;
    case LIST_UPPER_ALPHA: alphabetic(out, n, 'A'); break;
    case LIST_LOWER_ROMAN: style_roman(out, n, false); break;
    case LIST_UPPER_ROMAN: style_roman(out, n, true); break;
    case LIST_CJK_DECIMAL: cjk(out, n); break;
    }
}
