/* Clusters from JSON: a list (or the member citations of an object), each a list of cites or, as citeproc-js has them, an object with citationItems and properties.noteIndex. */
#include "cite/internal.h"

#include <jansson.h>
#include <stdlib.h>

static const char *string_of(struct cite *c, const json_t *o, const char *key)
{
    const json_t *v = json_object_get(o, key);
    if (json_is_integer(v))
        return arena_printf(c->arena, "%lld", (long long)json_integer_value(v));
    return json_is_string(v) ? json_string_value(v) : NULL;
}

static const char *trimmed(struct cite *c, const char *s)
{
    size_t n = s ? strlen(s += strspn(s, " ")) : 0;
    while (n && s[n - 1] == ' ')
        n--;
    return n ? arena_strndup(c->arena, s, n) : NULL;
}

static bool flag_of(const json_t *o, const char *key)
{
    const json_t *v = json_object_get(o, key);
    return json_is_true(v) || (json_is_integer(v) && json_integer_value(v) != 0);
}

static struct cite_ref read_ref(struct cite *c, const json_t *o)
{
    struct cite_ref r = {.id = string_of(c, o, "id"),
                         .locator = trimmed(c, string_of(c, o, "locator")),
                         .label = string_of(c, o, "label"),
                         .prefix = string_of(c, o, "prefix"),
                         .suffix = string_of(c, o, "suffix"),
                         .suppress_author = flag_of(o, "suppress-author"),
                         .author_only = flag_of(o, "author-only")};
    const json_t *position = json_object_get(o, "position"), *near = json_object_get(o, "near-note");
    if (json_is_integer(position) && json_integer_value(position) >= 0 &&
        json_integer_value(position) <= CITE_IBID_WITH_LOCATOR)
        r.position = (int)json_integer_value(position) + 1;
    if (near)
        r.near_note = flag_of(o, "near-note") ? 1 : -1;
    return r;
}

static bool complain(char **error, int cluster, const char *what)
{
    struct buf m = {0};
    buf_addf(&m, "cluster %d: %s", cluster + 1, what);
    *error = m.data;
    return false;
}

static bool add_cluster(struct cite *c, const json_t *o, int i, char **error)
{
    const json_t *first = json_is_array(o) ? json_array_get(o, 0) : NULL;
    if (json_object_get(first, "citationItems"))
        o = first;
    const json_t *list = json_is_object(o) ? json_object_get(o, "citationItems") : o;
    const json_t *note = json_object_get(json_object_get(o, "properties"), "noteIndex");
    if (!json_is_array(list))
        return complain(error, i, "not a list of cites");
    size_t n = json_array_size(list);
    struct cite_ref *refs = arena_array(c->arena, n ? n : 1, sizeof *refs);
    for (size_t k = 0; k < n; k++) {
        refs[k] = read_ref(c, json_array_get(list, k));
        if (!refs[k].id || !cite_known(c, refs[k].id)) {
            struct buf m = {0};
            buf_addf(&m, "cluster %d: no record has the id \"%s\"", i + 1, refs[k].id ? refs[k].id : "");
            *error = m.data;
            return false;
        }
    }
    int number = json_is_integer(note) && json_integer_value(note) >= 0 && json_integer_value(note) < 1000000
                     ? (int)json_integer_value(note)
                 : c->style.note ? i + 1
                                 : 0;
    cite_add_cluster(c, refs, n, number);
    return true;
}

bool cite_add_clusters(struct cite *c, const char *json, size_t n, char **error)
{
    json_error_t e;
    json_t *root = json_loadb(json, n, 0, &e);
    const json_t *list =
        json_is_object(root) && json_object_get(root, "citations") ? json_object_get(root, "citations") : root;
    bool good = json_is_array(list);
    if (!good) {
        struct buf m = {0};
        if (root)
            buf_adds(&m, "not a list of clusters");
        else
            buf_addf(&m, "line %d, column %d: %s", e.line, e.column, e.text);
        *error = m.data;
    }
    for (size_t i = 0; good && i < json_array_size(list); i++)
        good = add_cluster(c, json_array_get(list, i), (int)i, error);
    json_decref(root);
    return good;
}
