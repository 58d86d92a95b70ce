/* Where a line may begin inside a text: Pango's reading of UAX #14, tailored: addresses, strokes and short hyphenated parts, and
 * the dictionary's cuts. Spaces are not its business but for those that hold. */
#include "layout/line.h"

#include <stdlib.h>
#include <string.h>

enum { SHORTEST_WORD = 5, URL_EDGE = 3 };

static bool is_hyphen(uint32_t c)
{
    return c == '-' || c == 0x2010;
}

/* Letters in a row before p, or from p on; not more than 3 are counted. */
static int letters_before(const char *start, const char *p)
{
    int n = 0;
    for (uint32_t c; n < 3 && p > start && (c = utf8_before(start, p, &p)) && g_unichar_isalnum(c);)
        n++;
    return n;
}
static int letters_after(const char *p, const char *end)
{
    int n = 0;
    while (n < 3 && p < end && g_unichar_isalnum(utf8_next(&p, end)))
        n++;
    return n;
}

static uint8_t mark_at(const char *t, const char *p, const char *end, uint32_t before)
{
    if (before == 0xAD)
        return GLYPH_SOFT;
    if (before == ' ' || before == '\t')
        return 0;
    const char *q = p;
    utf8_before(t, p, &q);
    if (is_hyphen(before)) { /* "a-t-il", "e-mail": no stump before or after; "1914-1918": better whole */
        bool figures = q > t && g_ascii_isdigit(q[-1]) && p < end && g_ascii_isdigit(*p);
        return letters_before(t, q) < 2 || letters_after(p, end) < 2 ? 0 : figures ? GLYPH_BREAK | GLYPH_POOR : GLYPH_BREAK;
    }
    if (before == '/')
        return letters_before(t, q) >= 3 && letters_after(p, end) >= 3 ? GLYPH_BREAK | GLYPH_POOR : 0;
    if (before == 0x2013)
        return GLYPH_BREAK | GLYPH_POOR;
    return GLYPH_BREAK;
}

/* In an address: after / . ? & = and the like, before none of them, never near its ends. */
static void mark_url(const char *t, size_t start, size_t end, uint8_t *marks)
{
    for (size_t i = start + 1; i < end; i++) {
        marks[i] &= (uint8_t) ~(GLYPH_BREAK | GLYPH_POOR | GLYPH_HYPHEN | GLYPH_NAME);
        bool after = strchr("/.?&=#:_%-@", t[i - 1]) != NULL && t[i - 1];
        bool before = strchr("/.?&=#:_%-@,;)", t[i]) != NULL;
        if (after && !before && i - start > URL_EDGE && end - i >= URL_EDGE)
            marks[i] |= GLYPH_BREAK | GLYPH_POOR;
    }
}

static bool is_url_char(char c)
{
    return c > ' ' && c < 0x7F && c != '<' && c != '>' && c != '"';
}

/* example.org/a: a point in what stands before the first slash, and no short word like "M./Mme". */
static bool is_bare_address(const char *p, size_t n)
{
    const char *slash = n >= 12 ? memchr(p, '/', n) : NULL;
    const char *dot = slash ? memchr(p, '.', (size_t)(slash - p)) : NULL;
    return dot && dot > p && slash - dot > 2;
}

/* Addresses: with a scheme, beginning with "www.", bare, or of mail; of ASCII characters in a row. */
static void mark_urls(const char *t, size_t len, uint8_t *marks)
{
    for (size_t i = 0; i < len;) {
        size_t e = i;
        while (e < len && is_url_char(t[e]))
            e++;
        const char *scheme = e - i >= 8 ? memmem(t + i, e - i, "://", 3) : NULL;
        size_t start = i;
        if (scheme) {
            for (start = (size_t)(scheme - t); start > i && g_ascii_isalpha(t[start - 1]);)
                start--;
        }
        if (scheme || (e - i >= 8 && (!strncmp(t + i, "www.", 4) || is_bare_address(t + i, e - i) ||
                                      (memchr(t + i, '@', e - i) && memchr(t + i, '.', e - i)))))
            mark_url(t, start, e, marks);
        i = e + 1;
    }
}

static void mark_word(const struct line_font *f, const char *t, size_t start, size_t end, uint8_t mark, uint8_t *marks)
{
    uint8_t ok[128];
    if (end - start > sizeof ok)
        return;
    hyphenate_word(f->hyphenator, t + start, end - start, ok);
    for (size_t i = 1; i < end - start; i++)
        if (ok[i])
            marks[start + i] |= mark;
}

/* Words of small letters alone are cut: no names, but as a last resort; no codes; nor what holds a hyphen already. */
static void mark_hyphens(const struct line_font *f, const char *t, size_t len, uint8_t *marks)
{
    const char *p = t, *end = t + len;
    uint32_t before = ' ';
    while (p < end) {
        const char *start = p;
        int letters = 0;
        bool small = true, name = false;
        uint32_t c = 0;
        const char *at = p;
        for (; p < end; at = p) {
            c = utf8_next(&p, end);
            if (!g_unichar_isalnum(c))
                break;
            name |= !letters && g_unichar_isupper(c);
            small &= g_unichar_islower(c) || (!letters && name);
            letters++;
            if (p == end)
                c = ' ';
        }
        bool held = is_hyphen(before) || is_hyphen(c) || before == 0xAD || c == 0xAD || c == 0x2011 || before == 0x2011;
        if (small && letters >= SHORTEST_WORD && !held)
            mark_word(f, t, (size_t)(start - t), (size_t)(at - t), name ? GLYPH_NAME : GLYPH_HYPHEN, marks);
        before = c;
    }
}

void breaks_mark(struct shaper *s, const struct line_font *f, const char *t, size_t len, uint8_t *marks)
{
    memset(marks, 0, len);
    size_t chars = 0;
    for (size_t i = 0; i < len; i++)
        chars += ((uint8_t)t[i] & 0xC0) != 0x80;
    while (s->attrs.cap < chars + 1) {
        s->attrs.cap = s->attrs.cap ? 2 * s->attrs.cap : 256;
        s->attrs.v = xrealloc(s->attrs.v, s->attrs.cap * sizeof *s->attrs.v);
    }
    pango_get_log_attrs(t, (int)len, -1, f->language, s->attrs.v, (int)chars + 1);
    const char *p = t, *end = t + len;
    uint32_t before = 0;
    for (size_t i = 0; p < end; i++) {
        const char *at = p;
        uint32_t c = utf8_next(&p, end);
        if (i && s->attrs.v[i].is_line_break)
            marks[at - t] |= mark_at(t, at, end, before);
        if (c == ' ' && i + 1 < chars && !s->attrs.v[i + 1].is_line_break && *p != ' ')
            marks[at - t] |= GLYPH_GLUED;
        before = c;
    }
    if (f->hyphenator)
        mark_hyphens(f, t, len, marks);
    mark_urls(t, len, marks);
}

/* May a line begin between two characters that different styles keep apart? */
bool breaks_between(struct shaper *s, const struct line_font *f, uint32_t before, uint32_t after)
{
    char t[8];
    size_t n = utf8_put(t, before);
    n += utf8_put(t + n, after);
    PangoLogAttr attrs[3];
    (void)s;
    pango_get_log_attrs(t, (int)n, -1, f->language, attrs, 3);
    return attrs[1].is_line_break;
}
