/* Particles as people write them: before the family name ("van der Vlist", "d'Aubignac", "al-One") they stay with it in most uses and
 * are non-dropping; after the given name ("Alexander von") they are dropping. A suffix may follow the given name after a comma:
 * "John, III"; with an exclamation mark the comma is set: "John,! Jr.". */
#include "cite/internal.h"

/* Lower case, or an apostrophe and lower case: ’t. */
static bool starts_low(const char *s, const char *end)
{
    const char *p = s;
    uint32_t c = p < end ? utf8_next(&p, end) : 0;
    if (c == '\'' || c == 0x2019 || c == 0x02bc || c == 0x2bf)
        c = p < end ? utf8_next(&p, end) : 0;
    return u_is_lower(c);
}

/* Length of a particle glued to the name: d', l', dell', al-. */
static size_t glued(const char *s, const char *end)
{
    size_t letters = 0;
    for (const char *p = s; p < end;) {
        const char *at = p;
        uint32_t c = utf8_next(&p, end);
        bool apostrophe = c == '\'' || c == 0x2019;
        if (letters && p < end && (apostrophe || (c == '-' && letters <= 3)))
            return (size_t)(p - s);
        if (!u_is_lower(c) || at - s > 12)
            return 0;
        letters++;
    }
    return 0;
}

static void split_family(struct name *n, struct arena *a)
{
    const char *s = n->family, *end = s + strlen(s), *p = s;
    while (p < end) {
        size_t len = strcspn(p, " ");
        const char *word_end = p + len;
        if (!starts_low(p, end))
            break;
        if (word_end < end) {
            size_t g = glued(p, word_end);
            if (g && p + g < word_end && !starts_low(p + g, word_end)) {
                p += g;
                break;
            }
            p = word_end + strspn(word_end, " ");
            continue;
        }
        p += glued(p, end);
        break;
    }
    if (p == s || p >= end)
        return;
    size_t len = (size_t)(p - s);
    while (len && s[len - 1] == ' ')
        len--;
    bool space = s[len] == ' ';
    n->non_dropping = arena_strndup(a, s, len);
    n->glue = space ? 2 : 1;
    n->family = arena_strdup(a, p);
}

static void split_suffix(struct name *n, struct arena *a)
{
    const char *comma = strchr(n->given, ',');
    if (!comma || n->suffix)
        return;
    const char *tail = comma + 1;
    bool forced = *tail == '!';
    tail += forced;
    tail += strspn(tail, " ");
    if (!*tail)
        return;
    if (starts_low(tail, tail + strlen(tail))) /* "François Hédelin, abbé d'": a particle with its comma */
        return;
    n->suffix = arena_strdup(a, tail);
    n->comma_suffix = forced;
    n->given = arena_strndup(a, n->given, (size_t)(comma - n->given));
}

static void split_given(struct name *n, struct arena *a)
{
    const char *s = n->given, *end = s + strlen(s), *from = end;
    const char *comma = strrchr(s, ',');
    for (const char *p = end; p > s;) {
        const char *word = p;
        while (word > s && word[-1] != ' ')
            word--;
        if (word == s || !starts_low(word, end) || (comma && word <= comma))
            break;
        from = word;
        p = word;
        while (p > s && p[-1] == ' ')
            p--;
    }
    if (from == end)
        return;
    const char *given_end = from;
    while (given_end > s && given_end[-1] == ' ')
        given_end--;
    n->dropping = arena_strdup(a, from);
    n->given = arena_strndup(a, s, (size_t)(given_end - s));
}

void name_split_particles(struct name *n, struct arena *a)
{
    if (n->family && !n->non_dropping)
        split_family(n, a);
    if (n->given)
        split_suffix(n, a);
    if (n->given && !n->dropping && n->family)
        split_given(n, a);
}
