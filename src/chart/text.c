/* How wide a text is, near enough to place labels without a font: the advances of Noto Sans, accents on their base letter. Real
 * faces differ by a few per cent; the forms leave that much room. */
#include "chart/internal.h"

#include <string.h>

static int advance(uint32_t c)
{
    static const short ascii[95] = {
        260, 269, 408, 646, 572, 831, 732, 225, 300, 300, 551, 572, 268, 322, 268, 372, 572, 572, 572, 572, 572, 572, 572, 572,
        572, 572, 268, 268, 572, 572, 572, 434, 899, 639, 650, 632, 730, 556, 519, 728, 741, 339, 273, 619, 524, 907, 760, 781,
        605, 781, 622, 549, 556, 731, 600, 930, 586, 566, 572, 329, 372, 329, 572, 444, 281, 561, 615, 480, 615, 564, 344, 615,
        618, 258, 258, 534, 258, 935, 618, 605, 615, 615, 413, 479, 361, 618, 508, 786, 529, 510, 470, 380, 551, 380, 572};
    static const char latin1[] = "AAAAAAECEEEEIIIIDNOOOOOxOUUUUYPsaaaaaaaceeeeiiiidnooooo+ouuuuypy"; /* U+00C0 on */
    if (c >= 0x20 && c < 0x7F)
        return ascii[c - 0x20];
    if (c >= 0xC0 && c <= 0xFF)
        return c == 0xC6 || c == 0xE6 ? 870 : ascii[latin1[c - 0xC0] - 0x20];
    if (c == 0xA0)
        return 260;
    if (c == 0x202F || c == 0x2009)
        return 170;
    if (c == 0x2019 || c == 0x2018)
        return 225;
    if (c == 0x300 || (c > 0x300 && c < 0x370) || c == 0x200B)
        return 0;
    return utf8_is_cjk(c) ? 1000 : 600;
}

double text_width(const char *s, size_t len, double size)
{
    int64_t sum = 0;
    for (const char *p = s, *end = s + len; p < end;)
        sum += advance(utf8_next(&p, end));
    return (double)sum * size / 1000;
}

double text_longest_word(const char *s, double size)
{
    double most = 0;
    for (size_t len; *s; s += len + (s[len] == ' ')) {
        len = strcspn(s, " ");
        double w = text_width(s, len, size);
        most = w > most ? w : most;
    }
    return most;
}

/* The end of the longest piece from s that is at most max wide: at a space, between ideographs, else inside a word. */
static const char *fit(const char *s, const char *end, double max, double size, bool *forced)
{
    const char *good = NULL, *p = s;
    double w = 0;
    while (p < end) {
        const char *at = p;
        uint32_t c = utf8_next(&p, end);
        if ((c == ' ' || utf8_is_han(c)) && at > s)
            good = at;
        w += advance(c) * size / 1000;
        if (w > max && at > s && c != ' ') {
            *forced = *forced || !good;
            return good ? good : at;
        }
        if (c == '-' || c == 0x2010)
            good = p;
    }
    return end;
}

void text_wrap(struct text_lines *l, const char *s, double max, double size)
{
    memset(l, 0, sizeof *l);
    const char *end = s + strlen(s);
    while (s < end && l->n < TEXT_LINES) {
        const char *stop = fit(s, end, max, size, &l->forced);
        l->at[l->n] = s;
        l->len[l->n] = (size_t)(stop - s);
        double w = text_width(s, l->len[l->n], size);
        l->width = w > l->width ? w : l->width;
        l->n++;
        for (s = stop; s < end && *s == ' '; s++)
            ;
    }
    if (s < end)
        l->forced = true;
}
