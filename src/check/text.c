/* Running text: addresses that are no links, and abbreviations that are spelled out nowhere. */
#include "check/internal.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>

struct abbreviation {
    const struct node *node; /* where it stands first */
    struct src src;
    bool marked, explained; /* an abbr; with its words */
};

struct check_words {
    struct map *abbreviations; /* "ONU" -> struct abbreviation */
    struct map *explained;     /* found in or before brackets */
};

struct check_words *check_words_new(void)
{
    struct check_words *w = xcalloc(1, sizeof *w);
    w->abbreviations = map_new();
    w->explained = map_new();
    return w;
}

void check_words_drop(struct check_words *w)
{
    for (size_t i = 0; i < map_count(w->abbreviations); i++) {
        void *a;
        map_at(w->abbreviations, i, &a);
        free(a);
    }
    map_drop(w->abbreviations);
    map_drop(w->explained);
    free(w);
}

/* ---- addresses ---- */

static bool is_verbatim(const struct node *n)
{
    for (; n && !n->block; n = n->parent)
        if (n->kind == NODE_A || n->kind == NODE_CODE || n->kind == NODE_LINK)
            return true;
    return n && n->kind == NODE_PRE;
}

static const char *address_at(const char *p, const char *end)
{
    static const char *const begins[] = {"http://", "https://", "www."};
    for (size_t i = 0; i < sizeof begins / sizeof *begins; i++) {
        size_t n = strlen(begins[i]);
        if ((size_t)(end - p) > n && !memcmp(p, begins[i], n))
            return begins[i];
    }
    return NULL;
}

static void check_addresses(struct check *c, const struct node *n)
{
    for (const char *p = n->text, *end = p + n->len; p < end; p++) {
        if ((*p != 'h' && *p != 'w') || !address_at(p, end) || (p > n->text && g_ascii_isalnum(p[-1])))
            continue;
        const char *stop = p;
        while (stop < end && (unsigned char)*stop > ' ' && (unsigned char)*stop < 0x80 && !strchr("<>\"", *stop))
            stop++;
        while (stop > p && strchr(".,;:!?)]'", stop[-1]))
            stop--;
        check_say(c, n, check_place(c, n->src, p, (size_t)(stop - p)), D_LINK_PLAIN, "“%.*s” is no link",
                  (int)(stop - p), p);
        p = stop;
    }
}

/* ---- abbreviations ---- */

static bool is_roman(const char *s, size_t n)
{
    return strspn(s, "IVXLCDM") >= n;
}

static struct abbreviation *abbreviation(struct check_words *w, const char *s, size_t n, const struct node *node,
                                         struct src src)
{
    struct buf key = {0};
    buf_add(&key, s, n);
    struct abbreviation *a = map_find(w->abbreviations, key.data);
    if (!a) {
        a = xcalloc(1, sizeof *a);
        a->node = node;
        a->src = src;
        map_put(w->abbreviations, key.data, a);
    }
    buf_drop(&key);
    return a;
}

static void explain(struct check_words *w, const char *s, size_t n)
{
    struct buf key = {0};
    buf_add(&key, s, n);
    map_put(w->explained, key.data, w);
    buf_drop(&key);
}

void check_abbr(struct check_words *w, const struct node *abbr)
{
    struct buf text = {0};
    const char *title = node_attr(abbr, "title");
    node_plain_text(abbr, &text);
    if (text.len) {
        struct abbreviation *a = abbreviation(w, text.data, text.len, abbr, abbr->src);
        a->marked = true;
        a->explained = a->explained || (title && *title);
    }
    buf_drop(&text);
}

static bool stands_at(const char *p, const char *end, const char *sign)
{
    return (size_t)(end - p) >= strlen(sign) && !memcmp(p, sign, strlen(sign));
}

/* "(ONU)" after its words, or "ONU (Organisation …)"; in Chinese with wide brackets. */
static bool in_brackets(const struct node *n, const char *p, const char *stop)
{
    const char *start = n->text, *end = start + n->len;
    bool opened = (p > start && p[-1] == '(') || (p - start >= 3 && stands_at(p - 3, end, "（"));
    bool closed = stop < end && (strchr("), ", *stop) || stands_at(stop, end, "）") || stands_at(stop, end, "，"));
    const char *after = stop;
    while (after < end && (*after == ' ' || stands_at(after, end, "\xC2\xA0")))
        after += *after == ' ' ? 1 : 2;
    return (opened && closed) || (after > stop && after < end && *after == '(') || stands_at(after, end, "（");
}

/* A word of capitals before start or after stop, one space between: all of it is set in capitals. */
static bool among_capitals(const struct node *n, const char *start, const char *stop)
{
    const char *end = n->text + n->len;
    return (start - n->text > 2 && start[-1] == ' ' && g_ascii_isupper(start[-2]) && g_ascii_isupper(start[-3])) ||
           (end - stop > 2 && *stop == ' ' && g_ascii_isupper(stop[1]) && g_ascii_isupper(stop[2]));
}

/* Signs of technique, better known than the words they stand for. */
static bool is_technical(const char *s, size_t n)
{
    static const char list[] =
        "PDF HTML XML CSV JSON EPUB SVG PNG JPEG ISBN ISSN DOI URL HTTP HTTPS USB DVD ROM GPS SMS FAQ SARL SAS";
    const char *words = list, *word;
    for (size_t k; words_next(&words, &word, &k);)
        if (k == n && !memcmp(word, s, n))
            return true;
    return false;
}

/* Three to six capitals with no letter beside them. Two are often initials, more a word set in capitals. */
static void check_capitals(struct check_words *w, const struct node *n)
{
    for (const char *p = n->text, *end = p + n->len; p < end;) {
        const char *start = p;
        while (p < end && *p >= 'A' && *p <= 'Z')
            p++;
        size_t len = (size_t)(p - start);
        bool apart = (start == n->text || !(g_ascii_isalnum(start[-1]) || (unsigned char)start[-1] >= 0xC3 ||
                                            start[-1] == '.' || start[-1] == '-' || start[-1] == '/')) &&
                     (p == end || !(g_ascii_isalnum(*p) || ((unsigned char)*p >= 0xC3 && (unsigned char)*p < 0xE2) ||
                                    *p == '-' || *p == '/'));
        if (len >= 3 && len <= 6 && apart && !is_roman(start, len) && !is_technical(start, len) &&
            !among_capitals(n, start, p)) {
            if (in_brackets(n, start, p))
                explain(w, start, len);
            abbreviation(w, start, len, n, n->src);
        }
        if (p == start)
            p++;
    }
}

void check_text(struct check *c, struct check_words *w, const struct node *text)
{
    if (is_verbatim(text->parent))
        return;
    check_addresses(c, text);
    if (text->parent->kind != NODE_ABBR)
        check_capitals(w, text);
}

void check_words_end(struct check *c, struct check_words *w)
{
    for (size_t i = 0; i < map_count(w->abbreviations); i++) {
        void *v;
        const char *name = map_at(w->abbreviations, i, &v);
        const struct abbreviation *a = v;
        if (a->explained || map_find(w->explained, name))
            continue;
        struct src src = a->node->kind == NODE_TEXT ? check_place(c, a->src, name, strlen(name)) : a->src;
        check_say(c, a->node, src, D_ABBR_UNEXPLAINED, "“%s” is spelled out nowhere", name);
    }
}
