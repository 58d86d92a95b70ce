/* Variables that a record's note holds, one a line: "original-date: 1848", "reviewed-author: Hall || W. C.". Reference managers without a
 * field for them keep them so. What the record has of its own wins. */
#include "cite/internal.h"

static const char text_variables[] =
    "archive archive_collection archive_location archive-place authority call-number collection-title "
    "collection-title-short "
    "container-title container-title-short dimensions division DOI event event-title event-place genre ISBN ISSN "
    "jurisdiction keyword "
    "language license medium original-publisher original-publisher-place original-title part-title PMCID PMID "
    "publisher publisher-place "
    "references reviewed-genre reviewed-title scale source status title title-short URL volume-title";

static void add_name(struct item *it, const char *key, const char *s, struct arena *a)
{
    struct name_list *old = item_names(it, key), *l = arena_alloc(a, sizeof *l);
    size_t n = old ? old->n : 0;
    l->v = arena_array(a, n + 1, sizeof *l->v);
    if (n)
        memcpy(l->v, old->v, n * sizeof *l->v);
    const char *bar = strstr(s, "||");
    struct name *name = &l->v[n];
    *name = (struct name){.literal = bar ? NULL : s, .institution = !bar};
    if (bar) {
        size_t len = (size_t)(bar - s);
        while (len && s[len - 1] == ' ')
            len--;
        name->family = arena_strndup(a, s, len);
        name->given = arena_strdup(a, bar + 2 + strspn(bar + 2, " "));
        name_split_particles(name, a);
    }
    l->n = n + 1;
    map_put(it->names, key, l);
}

struct own {
    struct map *keys; /* what the record had before its note was read */
};

static bool has(const struct item *it, const char *key)
{
    return item_var(it, key) || item_names(it, key) || item_date(it, key);
}

/* True: the line was a variable. */
static bool read_line(struct item *it, const char *line, size_t n, const struct own *own, struct arena *a)
{
    const char *colon = memchr(line, ':', n);
    if (!colon || colon == line || colon - line > 40)
        return false;
    const char *key = arena_strndup(a, line, (size_t)(colon - line)), *end = line + n;
    while (end > line && (end[-1] == ' ' || end[-1] == '\r'))
        end--;
    const char *from = colon + 1;
    while (from < end && *from == ' ')
        from++;
    if (from >= end)
        return false;
    const char *value = arena_strndup(a, from, (size_t)(end - from));
    bool names = is_name_variable(key), date = is_date_variable(key),
         other = is_number_variable(key) || words_have(text_variables, key);
    if (!names && !date && !other)
        return false;
    if (map_find(own->keys, key))
        return true;
    if (names) {
        add_name(it, key, value, a);
    } else if (date) {
        struct date *d = arena_alloc(a, sizeof *d);
        date_parse_raw(d, value, a);
        map_put(it->dates, key, d);
    } else {
        map_put(it->vars, key, (void *)(uintptr_t)value);
    }
    return true;
}

static void note_own(const struct item *it, const char *line, size_t n, struct own *own, struct arena *a)
{
    const char *colon = memchr(line, ':', n);
    const char *key = colon ? arena_strndup(a, line, (size_t)(colon - line)) : NULL;
    if (key && *key && has(it, key))
        map_put(own->keys, key, own);
}

void item_read_note(struct item *it, struct arena *a)
{
    const char *note = item_var(it, "note");
    if (!note)
        return;
    struct own own = {map_new()};
    struct buf rest = {0};
    for (const char *p = note; *p; p += strcspn(p, "\n"), p += *p == '\n')
        note_own(it, p, strcspn(p, "\n"), &own, a);
    for (const char *p = note; *p; p += strcspn(p, "\n"), p += *p == '\n') {
        size_t n = strcspn(p, "\n");
        if (read_line(it, p, n, &own, a))
            continue;
        if (rest.len)
            buf_addc(&rest, '\n');
        buf_add(&rest, p, n);
    }
    map_put(it->vars, "note", rest.len ? arena_strdup(a, rest.data) : NULL);
    map_drop(own.keys);
    buf_drop(&rest);
}
