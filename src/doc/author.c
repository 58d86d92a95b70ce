/* The author of a source element: a person, whose family and given names a citation style sets apart, or an institution, whose name stays
 * whole. "Dupont, Marie" is a person as BibTeX writes one; family="Wang" tells the family name of "Wang Yi"; kind says what else cannot
 * be told. */
#include "doc/sources.h"

#include "doc/words.h"

#include <glib.h>
#include <string.h>

static bool begins_upper(const char *s, size_t n)
{
    return n && g_unichar_isupper(utf8_next(&s, s + n));
}

/* Words of a name: no figures, no dots but of initials. */
static bool name_like(const char *s, size_t n)
{
    for (const char *p = s, *end = s + n; p < end;) {
        uint32_t c = utf8_next(&p, end);
        if (!g_unichar_isalpha(c) && !strchr(" -.'", c < 128 ? (int)c : 1) && c != 0x2019 && c != 0x2010)
            return false;
    }
    return n > 0;
}

/* "d’Arcy": a small letter and an apostrophe, then a capital. */
static bool glued(const char *s, size_t n)
{
    const char *end = s + n;
    for (const char *p = s; p < end;) {
        uint32_t c = utf8_next(&p, end);
        if (c == '\'' || c == 0x2019)
            return begins_upper(p, (size_t)(end - p));
    }
    return false;
}

/* "van der Berg", "Jeangène Vilmer": small words first, then capitals alone; "Ministère de l’Intérieur" is no such name. */
static bool is_family(const char *s, size_t n)
{
    bool capital = false;
    const char *list = s, *w;
    if (!name_like(s, n) || n > 60)
        return false;
    for (size_t len; words_next(&list, &w, &len) && w < s + n;) {
        bool upper = begins_upper(w, len) || (!capital && glued(w, len));
        if (!upper && capital)
            return false;
        capital = capital || upper;
    }
    return capital;
}

/* "Marie", "J.-P.", "Ludwig van": at most four words, the first with a capital. */
static bool is_given(const char *s)
{
    int words = 1;
    for (const char *p = s; *p; p++)
        words += *p == ' ';
    return name_like(s, strlen(s)) && words <= 4 && begins_upper(s, strlen(s));
}

static const char *cut(struct doc *doc, const char *s, const char *end)
{
    while (s < end && strchr(" ,", *s))
        s++;
    while (end > s && strchr(" ,", end[-1]))
        end--;
    return end > s ? arena_strndup(doc->arena, s, (size_t)(end - s)) : NULL;
}

/* Where the family name was named: what stands before or after it is given. */
static bool by_family(struct doc *doc, struct source_name *n, const char *text, const char *family)
{
    size_t len = strlen(family), all = strlen(text);
    bool first = !strncmp(text, family, len), last = len < all && !strcmp(text + all - len, family);
    if (!len || (!first && !last))
        return false;
    n->family = family;
    n->given = first ? cut(doc, text + len, text + all) : cut(doc, text, text + all - len);
    n->family_first = first && text[len] != ',' && n->given;
    return true;
}

static bool by_comma(struct doc *doc, struct source_name *n, const char *text, bool person)
{
    const char *comma = strchr(text, ','), *last = strrchr(text, ',');
    if (!comma)
        return false;
    const char *given = cut(doc, last + 1, text + strlen(text));
    if (!given || (!person && (comma != last || !is_family(text, (size_t)(comma - text)) || !is_given(given))))
        return false;
    n->family = cut(doc, text, comma);
    n->given = given;
    n->suffix = comma != last ? cut(doc, comma, last) : NULL; /* "King, Jr., Martin" */
    return n->family != NULL;
}

/* A person without more said: the family name begins at the first small word ("Paul de La Fontaine"), else it is the last word. */
static bool by_last_word(struct doc *doc, struct source_name *n, const char *text)
{
    const char *from = strrchr(text, ' '), *list = text, *w;
    for (size_t len; words_next(&list, &w, &len);)
        if (w > text && !begins_upper(w, len)) {
            from = w;
            break;
        }
    if (!from)
        return false;
    n->given = cut(doc, text, from);
    n->family = cut(doc, from, text + strlen(text));
    return n->given && n->family;
}

/* "Ethan Gutmann" may be a person, "Essex Court Chambers" is not: two or three words with capitals cannot be told apart. */
static bool looks_personal(const char *text)
{
    int words = 0;
    const char *list = text, *w;
    for (size_t len; words_next(&list, &w, &len); words++)
        if (!begins_upper(w, len) || (len > 2 && g_ascii_isupper(w[0]) && g_ascii_isupper(w[1])))
            return false;
    return words >= 2 && words <= 3 && name_like(text, strlen(text));
}

struct source_name author_read(struct doc *doc, const struct node *n, const char *text)
{
    const char *kind = node_attr(n, "kind"), *family = node_attr(n, "family"), *latin = node_attr(n, "latin");
    struct source_name a = {.lang = n->lang};
    bool person = kind && !strcmp(kind, "person"), institution = kind && !strcmp(kind, "institution");
    if (institution || !((family && by_family(doc, &a, text, family)) || by_comma(doc, &a, text, person) ||
                         (person && by_last_word(doc, &a, text)))) {
        a.literal = text;
        a.unsure = !kind && !family && !lang_is(n->lang, "zh") && looks_personal(text);
    }
    a.latin = latin && *latin ? latin : NULL;
    return a;
}
