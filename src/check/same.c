/* What is the same under two names: a source listed twice (one DOI, one address, one title and year); a person spelled in two ways. */
#include "check/internal.h"

#include "doc/dates.h"

#include <ctype.h>
#include <glib.h>
#include <stdlib.h>
#include <string.h>

/* ---- sources ---- */

static void say_twice(struct check *c, const struct source *s, const struct source *first, const char *what)
{
    check_say_source(c, s, s->src, D_SOURCE_TWICE, "“%s” looks like “%s”: %s", s->id, first->id, what);
}

/* Small letters and digits alone. */
static void add_letters(struct buf *key, const char *text)
{
    for (const char *p = text, *end = text + strlen(text); p < end;) {
        uint32_t c = utf8_next(&p, end);
        if (g_unichar_isalnum(c))
            buf_addu(key, g_unichar_tolower(c));
    }
}

static void doi_key(struct buf *key, const struct source *s)
{
    const char *at = s->doi ? s->doi : s->url ? strstr(s->url, "doi.org/") : NULL;
    const char *doi = at ? strstr(at, "10.") : NULL;
    buf_adds(key, doi ? "doi " : "");
    for (; doi && *doi; doi++)
        buf_addc(key, (char)tolower((unsigned char)*doi));
}

static void address_key(struct buf *key, const struct source *s)
{
    const char *p = s->url ? strstr(s->url, "://") : NULL;
    if (!p)
        return;
    p += 3;
    p += strncmp(p, "www.", 4) ? 0 : 4;
    size_t n = strcspn(p, "#");
    while (n && p[n - 1] == '/')
        n--;
    buf_adds(key, "url ");
    buf_add(key, p, n);
}

static void title_key(struct buf *key, const struct source *s)
{
    if (!s->title || !s->date || strlen(s->date) < 4)
        return;
    buf_adds(key, "title ");
    size_t was = key->len;
    add_letters(key, s->title);
    if (key->len < was + 8) { /* "Entretien": a title as many have it */
        buf_clear(key);
        return;
    }
    buf_addf(key, " %.4s ", s->date);
    if (s->n_author)
        add_letters(key, s->author[0].family ? s->author[0].family : s->author[0].literal);
}

/* Two talks with one person, a paper of every month: no author makes them one, and the dates differ within the year. */
static bool other_day(const struct source *a, const struct source *b)
{
    struct date x, y;
    if (a->n_author || !a->date || !b->date || !date_parse(a->date, &x) || !date_parse(b->date, &y) || !x.month ||
        !y.month)
        return false;
    return x.month != y.month || (x.day && y.day && x.day != y.day);
}

static void same_sources(struct check *c)
{
    const struct doc *doc = c->doc;
    static const struct {
        void (*key)(struct buf *, const struct source *);
        const char *what;
    } ways[] = {{doi_key, "they have one DOI"},
                {address_key, "they have one address"},
                {title_key, "they have one title, one year and one author"}};
    struct map *seen = map_new();
    for (int32_t i = 0; i < doc->n_sources; i++) {
        const struct source *s = &doc->sources[i];
        const struct source *first = NULL;
        for (size_t k = 0; k < sizeof ways / sizeof *ways; k++) {
            struct buf key = {0};
            ways[k].key(&key, s);
            if (key.len && !map_find(seen, key.data))
                map_put(seen, key.data, (void *)(uintptr_t)s);
            else if (key.len && !first && (first = map_find(seen, key.data)) != NULL && !other_day(s, first))
                say_twice(c, s, first, ways[k].what);
            buf_drop(&key);
        }
    }
    map_drop(seen);
}

/* ---- persons ----
 * A name is two to four words in a row that each begin with a capital, taken from running text, or the author of a source. Two names are
 * one person's where they have the same letters (accents, hyphens, case and order apart), or where one letter of a long last word
 * differs and the rest is the same. */

enum { WORDS_MAX = 4, LIKE_MAX = 200, LONG_WORD = 6 };

struct name {
    const char *written; /* as it stands, one space between words */
    const struct node *node;
    struct src src;
};

struct names {
    struct check *c;
    struct map *seen;     /* written -> struct name */
    struct map *by_key;   /* letters in order -> struct name, the first of that key */
    struct map *by_first; /* all but the last word -> struct group */
};

struct group {
    VEC(struct name *) list;
};

/* The base letter of c, small; 0: no letter. */
static uint32_t bare(uint32_t c)
{
    gunichar parts[4];
    if (c < 0x80)
        return g_ascii_isalpha((gchar)c) ? (uint32_t)g_ascii_tolower((gchar)c) : 0;
    if (!g_unichar_isalpha(c))
        return 0;
    g_unichar_fully_decompose(c, FALSE, parts, 4);
    return g_unichar_tolower(parts[0]);
}

static int by_word(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Words without accents, small; sorted: the order of family and given name does not count. Hyphens part words, or join them. */
static void name_key(const char *written, bool parted, struct buf *key)
{
    char *words[2 * WORDS_MAX] = {0}, *flat = xmalloc(strlen(written) + 1), *w = flat;
    size_t n = 0;
    bool in_word = false;
    for (const char *p = written, *end = p + strlen(p); p < end;) {
        uint32_t c = utf8_next(&p, end), b = bare(c);
        char u[4];
        if (!b && c != ' ' && !(parted && c == '-'))
            continue;
        if (!b || n >= 2 * WORDS_MAX) {
            in_word = false;
            continue;
        }
        if (!in_word) {
            if (n)
                *w++ = 0;
            words[n++] = w;
            in_word = true;
        }
        size_t k = utf8_put(u, b);
        memcpy(w, u, k);
        w += k;
    }
    *w = 0;
    if (n)
        qsort(words, n, sizeof *words, by_word);
    buf_adds(key, "");
    for (size_t i = 0; i < n; i++)
        buf_addf(key, "%s%s", i ? " " : "", words[i]);
    free(flat);
}

/* All its letters in a row: Wang Xiao Ming is Wang Xiaoming. */
static void run_key(const char *written, struct buf *key)
{
    buf_adds(key, "=");
    for (const char *p = written, *end = p + strlen(p); p < end;) {
        uint32_t b = bare(utf8_next(&p, end));
        if (b)
            buf_addu(key, b);
    }
}

/* One letter put in, left out or changed, or two changed round; the first letter stays. */
static bool one_slip(const char *a, const char *b)
{
    size_t n = strlen(a), m = strlen(b), i = 0, k = 0;
    while (i < n && i < m && a[i] == b[i])
        i++;
    while (k < n - i && k < m - i && a[n - 1 - k] == b[m - 1 - k])
        k++;
    size_t x = n - i - k, y = m - i - k;
    if (!i || (x == 0 && y == 0))
        return false;
    return (x <= 1 && y <= 1) || (x == 2 && y == 2 && a[i] == b[i + 1] && a[i + 1] == b[i]) ||
           (x == 2 && y == 2 && (a[i] & 0x80) && (b[i] & 0x80)); /* one accented letter */
}

static void say_name(struct names *s, const struct name *n, const struct name *first)
{
    check_say(s->c, n->node, check_place(s->c, n->src, n->written, strlen(n->written)), D_NAME_SPELLED,
              "“%s” is spelled “%s” at %s:%d", n->written, first->written, first->src.file, (int)first->src.line);
}

static void compare_last_words(struct names *s, const struct name *n)
{
    const char *last = strrchr(n->written, ' ');
    char *first = g_strndup(n->written, (gsize)(last - n->written));
    struct group *g = map_find(s->by_first, first);
    if (!g) {
        g = xcalloc(1, sizeof *g);
        map_put(s->by_first, first, g);
    }
    for (size_t i = 0; i < g->list.n; i++) {
        const char *other = strrchr(g->list.v[i]->written, ' ');
        if (strlen(last) > LONG_WORD && strlen(other) > LONG_WORD && one_slip(last + 1, other + 1)) {
            size_t a = strlen(last), b = strlen(other);
            bool plural = (a == b + 1 && last[a - 1] == 's') || (b == a + 1 && other[b - 1] == 's');
            if (!plural)
                say_name(s, n, g->list.v[i]);
            break;
        }
    }
    if (g->list.n < LIKE_MAX)
        vec_push(&g->list, (struct name *)(uintptr_t)n);
    g_free(first);
}

static void take_name(struct names *s, const char *written, const struct node *node, struct src src)
{
    struct buf key = {0};
    if (!strchr(written, ' ') || map_find(s->seen, written))
        return;
    struct name *n = xcalloc(1, sizeof *n);
    n->node = node;
    n->src = src;
    map_put(s->seen, written, n);
    n->written = map_at(s->seen, map_count(s->seen) - 1, NULL);
    struct name *first = NULL;
    for (int way = 0; way < 3; way++) { /* Jean-Pierre is Jean Pierre, and Jin-ping Jinping */
        buf_clear(&key);
        if (way < 2)
            name_key(written, way == 1, &key);
        else
            run_key(written, &key);
        struct name *same = map_find(s->by_key, key.data);
        if (!same)
            map_put(s->by_key, key.data, n);
        else if (!first && same != n)
            first = same;
    }
    if (first)
        say_name(s, n, first);
    else
        compare_last_words(s, n);
    buf_drop(&key);
}

static bool joins(uint32_t c)
{
    return c == '-' || c == 0x2010 || c == 0x2011 || c == '\'' || c == 0x2019;
}

/* The word at p: letters, with hyphens and apostrophes between them. */
static const char *word_end(const char *p, const char *end)
{
    while (p < end) {
        const char *q = p;
        uint32_t c = utf8_next(&q, end);
        bool joined = joins(c) && q < end && g_unichar_isalpha(g_utf8_get_char(q));
        if (!g_unichar_isalpha(c) && !(c >= 0x300 && c <= 0x36F) && !joined)
            break;
        p = q;
    }
    return p;
}

/* Capitalised, and not all capitals: the second letter is small. */
static bool is_name_word(const char *p, const char *end)
{
    const char *second = p;
    if (!g_unichar_isupper(utf8_next(&second, end)) || second >= end)
        return false;
    return g_unichar_islower(g_utf8_get_char(second));
}

/* Runs of two to four capitalised words, one space between. */
static void text_names(struct names *s, const struct node *n)
{
    struct buf run = {0};
    int count = 0;
    for (const char *p = n->text, *end = p + n->len; p < end;) {
        const char *stop = word_end(p, end);
        if (stop == p) {
            utf8_next(&p, end);
            continue;
        }
        bool named = is_name_word(p, stop);
        if (named) {
            buf_adds(&run, count++ ? " " : "");
            buf_add(&run, p, (size_t)(stop - p));
        }
        p = stop;
        bool goes_on = named && end - p > 1 && *p == ' ' && is_name_word(p + 1, end);
        p += goes_on;
        if (!goes_on) {
            if (count >= 2 && count <= WORDS_MAX)
                take_name(s, run.data, n, n->src);
            count = 0;
            buf_clear(&run);
        }
    }
    buf_drop(&run);
}

static void drop_values(struct map *m, bool groups)
{
    for (size_t i = 0; i < map_count(m); i++) {
        void *v;
        map_at(m, i, &v);
        if (groups)
            vec_drop(&((struct group *)v)->list);
        free(v);
    }
    map_drop(m);
}

static void same_names(struct check *c)
{
    struct names s = {c, map_new(), map_new(), map_new()};
    for (int32_t i = 0; i < c->doc->n_sources; i++) {
        const struct source *source = &c->doc->sources[i];
        for (int32_t k = 0; k < source->n_author; k++) {
            const struct source_name *n = &source->author[k];
            struct buf b = {0};
            if (n->family && n->given && !utf8_is_han(g_utf8_get_char(n->family)))
                buf_addf(&b, "%s %s", n->given, n->family);
            else if (n->literal)
                buf_adds(&b, n->literal);
            if (b.len && b.len < 60 && !strpbrk(b.data, "(),;"))
                take_name(&s, b.data, c->of_source[source->label - 1], source->src);
            buf_drop(&b);
        }
    }
    for (const struct node *n = c->doc->tree; n; n = node_next(n, c->doc->tree))
        if (n->kind == NODE_TEXT && !n->generated && n->parent && n->parent->kind != NODE_CODE &&
            n->parent->kind != NODE_PRE)
            text_names(&s, n);
    map_drop(s.by_key);
    drop_values(s.by_first, true);
    drop_values(s.seen, false);
}

void check_same(struct check *c)
{
    same_sources(c);
    same_names(c);
}
