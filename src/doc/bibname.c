/* Names as BibTeX has them: "von Last, Jr, First", "von Last, First", "First von Last", {An Institution}, 李 四. */
#include "doc/bibtex.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Where sep stands outside braces, from p on; end if nowhere. */
static const char *outside(const char *p, const char *end, const char *sep)
{
    size_t n = strlen(sep);
    int depth = 0;
    for (; p < end; p++) {
        if (*p == '\\' && p + 1 < end) {
            p++;
            while (isalpha((unsigned char)*p) && p + 1 < end && isalpha((unsigned char)p[1]))
                p++;
            if (isalpha((unsigned char)*p) && p + 2 < end && p[1] == ' ' && isalpha((unsigned char)p[2]) &&
                (n == 1 || strncasecmp(p + 1, sep, n) != 0))
                p++; /* "\\O ystein": the space is the command's */
        } else if (*p == '{')
            depth++;
        else if (*p == '}')
            depth--;
        else if (depth <= 0 && (size_t)(end - p) >= n && !strncasecmp(p, sep, n))
            return p;
    }
    return end;
}

static const char *part(struct arena *a, const char *start, const char *end)
{
    while (start < end && *start == ' ')
        start++;
    while (end > start && end[-1] == ' ')
        end--;
    return start < end ? bib_plain(a, arena_strndup(a, start, (size_t)(end - start))) : NULL;
}

static bool begins_small(const char *p, const char *end)
{
    for (; p < end && *p != ' '; p++) {
        if (*p == '{')
            return false; /* braced: whatever it is, no particle */
        if (isalpha((unsigned char)*p))
            return islower((unsigned char)*p);
    }
    return false;
}

/* "von der " before the family name in [p, end): past the small words, at least one word left. */
static const char *past_particle(const char *p, const char *end)
{
    const char *last = p;
    while (begins_small(p, end)) {
        const char *space = outside(p, end, " ");
        if (space >= end)
            break;
        p = last = space + 1;
    }
    return last;
}

static bool is_suffix(const char *p, const char *end)
{
    static const char *const all[] = {"Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"};
    while (p < end && *p == ' ')
        p++;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if ((size_t)(end - p) == strlen(all[i]) && !strncmp(p, all[i], strlen(all[i])))
            return true;
    return false;
}

/* "von Last, Jr, First", "von Last, First" or "First von Last"; {An Institution} is one name. */
static void add_name(struct arena *a, json_t *item, const char *role, const char *p, const char *end)
{
    while (p < end && utf8_is_space((unsigned char)*p))
        p++;
    while (end > p && utf8_is_space((unsigned char)end[-1]))
        end--;
    if (p >= end || (end - p == 6 && !strncmp(p, "others", 6)))
        return;
    if (*p == '{' && outside(p, end, " ") == end && outside(p, end, ",") == end && memchr(p, ' ', (size_t)(end - p))) {
        record_name(item, role, part(a, p, end), NULL, NULL, NULL);
        return;
    }
    const char *whole = part(a, p, end);
    if (whole && record_east_asian(whole)) {
        record_name(item, role, whole, NULL, NULL, NULL);
        return;
    }
    const char *comma = outside(p, end, ","), *second = comma < end ? outside(comma + 1, end, ",") : end;
    const char *suffix = NULL;
    if (comma < end && second == end && is_suffix(comma + 1, end)) { /* "Martin King, Jr.": that is no given name */
        suffix = part(a, comma + 1, end);
        end = comma;
    } else if (comma < end) {
        const char *family = past_particle(p, comma), *given = second < end ? second + 1 : comma + 1;
        record_name(item, role, part(a, family, comma), part(a, given, end), part(a, p, family),
                    second < end ? part(a, comma + 1, second) : NULL);
        return;
    }
    const char *word = p, *family = p, *von = NULL;
    for (const char *q; (q = outside(word, end, " ")) < end;) { /* the last word, or all from the first small word on */
        if (!von && word > p && begins_small(word, end))
            von = word;
        const char *rest = q + 1;
        if (is_suffix(rest, end) && word > p) {
            suffix = part(a, rest, end);
            end = q;
            break;
        }
        word = rest;
        family = word;
    }
    if (von)
        family = past_particle(von, end);
    record_name(item, role, part(a, family, end), part(a, p, von ? von : family), von ? part(a, von, family) : NULL,
                suffix);
}

void bib_names(struct arena *a, json_t *item, const char *role, const char *list)
{
    char *flat = list ? arena_strdup(a, list) : NULL;
    for (char *c = flat; c && *c; c++)
        if (utf8_is_space((unsigned char)*c))
            *c = ' ';
    for (const char *p = flat, *end = flat ? flat + strlen(flat) : NULL; p && p < end;) {
        const char *stop = outside(p, end, " and ");
        add_name(a, item, role, p, stop);
        p = stop < end ? stop + 5 : end;
    }
}
