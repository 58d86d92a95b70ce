/* Texts made comparable: what of a text counts when a quotation is held against it. */
#include "capture/capture.h"

#include <glib.h>
#include <stdint.h>
#include <string.h>

/* Spaces of all kinds, invisible signs, double quotation marks: each house sets its own. */
static bool drops(uint32_t c)
{
    return utf8_is_space(c) || c == 0xA0 || c == 0xAD || (c >= 0x2000 && c <= 0x200F) || c == 0x202F || c == 0x205F ||
           c == 0x2060 || c == 0x3000 || c == 0xFEFF || c == '"' || c == 0xAB || c == 0xBB ||
           (c >= 0x201A && c <= 0x201F) || c == 0x2039 || c == 0x203A || (c >= 0x300C && c <= 0x300F) ||
           (c >= 0x301D && c <= 0x301F);
}

/* As compatibility letters spell them: a PDF often has the ligature of its font. */
static const char *ligature(uint32_t c)
{
    static const char *const letters[] = {"ff", "fi", "fl", "ffi", "ffl", "st", "st"};
    return c >= 0xFB00 && c <= 0xFB06 ? letters[c - 0xFB00] : NULL;
}

static bool is_dash(uint32_t c)
{
    return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212;
}

/* The folded bytes and where they came from. */
struct folding {
    struct buf *out;
    uint32_t **from;
    size_t base, cap;
    uint32_t last; /* the letter or sign written last */
    size_t last_at;
};

static void fold_add(struct folding *f, const char *bytes, size_t n, size_t at)
{
    for (size_t i = f->out->len - f->base; f->from && i < f->out->len - f->base + n; i++) {
        if (i >= f->cap) {
            f->cap = f->cap ? 2 * f->cap : 256;
            *f->from = xrealloc(*f->from, f->cap * sizeof **f->from);
        }
        (*f->from)[i] = (uint32_t)at;
    }
    buf_add(f->out, bytes, n);
}

static void fold_sign(struct folding *f, uint32_t c, size_t at)
{
    char u[4];
    f->last = c;
    f->last_at = f->out->len;
    fold_add(f, u, utf8_put(u, c), at);
}

/* é written as e and a combining accent is one letter. */
static bool compose(struct folding *f, uint32_t c, size_t at)
{
    gunichar whole;
    if (c < 0x300 || c > 0x36F || f->last_at >= f->out->len || !g_unichar_compose(f->last, c, &whole))
        return false;
    f->out->data[f->out->len = f->last_at] = 0;
    fold_sign(f, whole, at);
    return true;
}

static bool letter_follows(const char *p, const char *end)
{
    while (p < end) {
        uint32_t c = utf8_next(&p, end);
        if (!drops(c) && !is_dash(c))
            return g_unichar_isalpha(c);
    }
    return false;
}

static bool is_apostrophe(uint32_t c)
{
    return c == '\'' || c == 0x2018 || c == 0x2019 || c == 0x2BC || c == 0x2032;
}

/* Between letters, where it may stand before a quotation mark; else it is a quotation mark itself. */
static bool joins_words(uint32_t before, const char *p, const char *end)
{
    uint32_t c = p < end ? utf8_next(&p, end) : 0;
    bool apart = utf8_is_space(c) || c == 0xA0;
    while (!apart && p < end && drops(c))
        c = utf8_next(&p, end);
    return g_unichar_isalnum(before) && g_unichar_isalnum(c);
}

/* "etc." has no ellipsis, however many dots were typed. */
static bool is_etc(const struct folding *f, const char *etc)
{
    size_t n = strlen(etc), len = f->out->len;
    return len >= f->base + n && !memcmp(f->out->data + len - n, etc, n);
}

void capture_fold(const char *text, size_t n, struct buf *out, uint32_t **from)
{
    const char *p = text, *end = text + n;
    buf_add(out, "", 0);
    struct folding f = {.out = out, .from = from, .base = out->len, .last_at = SIZE_MAX};
    for (uint32_t c = 0; p < end;) {
        size_t at = (size_t)(p - text);
        uint32_t before = c, letter = utf8_next(&p, end);
        const char *letters;
        c = letter >= 0xFF01 && letter <= 0xFF5E ? letter - 0xFEE0 : letter; /* wide signs */
        if (drops(c) || compose(&f, c, at))
            continue;
        if (is_dash(c)) { /* within a word it may be the printer's, at the end of a line */
            if (f.last != '-' && (!g_unichar_isalpha(f.last) || !letter_follows(p, end)))
                fold_sign(&f, '-', at);
        } else if (is_apostrophe(c)) {
            if (joins_words(before, p, end))
                fold_sign(&f, '\'', at);
        } else if ((c == '.' || c == 0x2026) && is_etc(&f, "etc.")) {
            continue;
        } else if (c == 0x2026) {
            fold_add(&f, "...", is_etc(&f, "etc") ? 1 : 3, at);
            f.last = '.';
        } else if (c == 0xD7) { /* 10 x 12 is set 10 × 12 */
            fold_sign(&f, 'x', at);
        } else if ((letters = ligature(c))) {
            fold_add(&f, letters, strlen(letters), at);
            f.last = 'f';
        } else {
            fold_sign(&f, g_unichar_tolower(c), at);
        }
    }
}
