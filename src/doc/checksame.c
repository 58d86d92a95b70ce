/* What is the same under two names: a source listed twice (one DOI, one address, one title and year). */
#include "doc/check.h"

#include <ctype.h>
#include <glib.h>
#include <string.h>

/* ---- sources ---- */

static void say_twice(const struct source *s, const struct source *first, const char *what, struct diag *diag)
{
    diag_add(diag, D_SOURCE_TWICE, s->src, "“%s” looks like “%s”: %s", s->id, first->id, what);
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

void check_same(const struct doc *doc, struct diag *diag)
{
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
            else if (key.len && !first && (first = map_find(seen, key.data)) != NULL)
                say_twice(s, first, ways[k].what, diag);
            buf_drop(&key);
        }
    }
    map_drop(seen);
}
