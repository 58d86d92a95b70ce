/* Records: CSL-JSON to items, with names and dates told from plain variables by what CSL says of each. */
#include "cite/internal.h"

#include <jansson.h>
#include <stdlib.h>

static const char name_variables[] =
    "author chair collection-editor compiler composer container-author contributor curator director editor "
    "editorial-director "
    "editor-translator editortranslator executive-producer guest host illustrator interviewer narrator organizer "
    "original-author "
    "performer producer recipient reviewed-author script-writer series-creator translator";
static const char date_variables[] = "accessed available-date container event-date issued original-date submitted";
static const char number_variables[] =
    "chapter-number citation-number collection-number edition first-reference-note-number issue locator number "
    "number-of-pages "
    "number-of-volumes page page-first part-number printing-number section supplement-number version volume";

bool is_name_variable(const char *name)
{
    return words_have(name_variables, name);
}

bool is_date_variable(const char *name)
{
    return words_have(date_variables, name);
}

bool is_number_variable(const char *name)
{
    return words_have(number_variables, name);
}

const char *item_var(const struct item *it, const char *name)
{
    return map_find(it->vars, name);
}

struct name_list *item_names(const struct item *it, const char *name)
{
    return map_find(it->names, name);
}

struct date *item_date(const struct item *it, const char *name)
{
    return map_find(it->dates, name);
}

/* Strings and numbers as text in the arena; NULL for the rest and for what is empty. */
static const char *text_of(const json_t *v, struct arena *a)
{
    if (json_is_string(v))
        return *json_string_value(v) ? arena_strdup(a, json_string_value(v)) : NULL;
    if (json_is_integer(v))
        return arena_printf(a, "%lld", (long long)json_integer_value(v));
    if (json_is_real(v))
        return arena_printf(a, "%.15g", json_real_value(v));
    return NULL;
}

static bool truth(const json_t *v)
{
    if (json_is_string(v)) {
        const char *s = json_string_value(v);
        return *s && strcmp(s, "false") != 0 && strcmp(s, "0") != 0;
    }
    return json_is_true(v) || (json_is_number(v) && json_number_value(v) != 0);
}

static const char *member(const json_t *o, const char *key, struct arena *a)
{
    return text_of(json_object_get(o, key), a);
}

/* A family name in straight double quotes is taken whole. */
static bool unquote(struct name *n, struct arena *a)
{
    size_t len = n->family ? strlen(n->family) : 0;
    if (len < 2 || n->family[0] != '"' || n->family[len - 1] != '"')
        return false;
    n->family = arena_strndup(a, n->family + 1, len - 2);
    return true;
}

static void read_name(const json_t *o, struct name *n, struct arena *a)
{
    *n = (struct name){.family = member(o, "family", a),
                       .given = member(o, "given", a),
                       .dropping = member(o, "dropping-particle", a),
                       .non_dropping = member(o, "non-dropping-particle", a),
                       .suffix = member(o, "suffix", a),
                       .literal = member(o, "literal", a),
                       .comma_suffix = truth(json_object_get(o, "comma-suffix")),
                       .static_order = truth(json_object_get(o, "static-ordering"))};
    if (json_is_string(o))
        n->literal = text_of(o, a);
    n->institution = n->literal || truth(json_object_get(o, "isInstitution"));
    if (n->institution && !n->literal) {
        n->literal = n->family;
        n->family = NULL;
    }
    if (!n->literal && !unquote(n, a))
        name_split_particles(n, a);
}

static void read_names(struct item *it, const char *key, const json_t *v, struct arena *a)
{
    size_t n = json_is_array(v) ? json_array_size(v) : 1;
    struct name_list *l = arena_alloc(a, sizeof *l);
    l->v = arena_array(a, n ? n : 1, sizeof *l->v);
    for (size_t i = 0; i < n; i++) {
        struct name name;
        read_name(json_is_array(v) ? json_array_get(v, i) : v, &name, a);
        if (name.family || name.given || name.literal)
            l->v[l->n++] = name;
    }
    if (l->n)
        map_put(it->names, key, l);
}

static int part_of(const json_t *v)
{
    if (json_is_string(v))
        return parse_int(json_string_value(v), 0);
    if (json_is_integer(v)) {
        json_int_t n = json_integer_value(v);
        return n > 99999 || n < -99999 ? 0 : (int)n;
    }
    return 0;
}

/* Months beyond 12 are seasons: 13 to 16 and 21 to 24. */
static void settle_month(struct date_value *v)
{
    if (v->m > 12) {
        int s = v->m % 4 == 0 ? 4 : v->m % 4;
        v->season = (v->m >= 13 && v->m <= 24) ? s : 0;
        v->m = 0;
    }
    if (v->m < 0)
        v->m = 0;
    if (v->m == 0 || v->d < 1 || v->d > 31)
        v->d = 0;
}

static void read_parts(struct date *d, const json_t *parts)
{
    size_t n = json_array_size(parts);
    for (size_t i = 0; i < n && i < 2; i++) {
        const json_t *p = json_array_get(parts, i);
        if (!json_is_array(p))
            break;
        struct date_value *v = &d->v[i];
        v->y = part_of(json_array_get(p, 0));
        v->m = part_of(json_array_get(p, 1));
        v->d = part_of(json_array_get(p, 2));
        settle_month(v);
        if (i == 0 ? v->y || v->m || v->season : true)
            d->n = (int)i + 1;
        if (i == 1 && !v->y)
            d->open = true;
    }
}

static void read_season(struct date *d, const json_t *season, struct arena *a)
{
    static const char *const names[] = {"spring", "summer", "autumn", "winter"};
    const char *s = text_of(season, a);
    if (!s || d->v[0].m)
        return;
    int n = strlen(s) == 1 ? parse_int(s, 0) : 0;
    for (int i = 0; i < 4; i++)
        if (strcasecmp(s, names[i]) == 0 || (i == 2 && strcasecmp(s, "fall") == 0))
            n = i + 1;
    if (n >= 1 && n <= 4)
        d->v[0].season = n;
}

static void read_date(struct item *it, const char *key, const json_t *v, struct arena *a)
{
    struct date *d = arena_alloc(a, sizeof *d);
    if (json_is_string(v) || json_is_integer(v)) {
        const char *s = text_of(v, a);
        if (s)
            date_parse_raw(d, s, a);
    } else if (json_is_object(v)) {
        read_parts(d, json_object_get(v, "date-parts"));
        read_season(d, json_object_get(v, "season"), a);
        const char *raw = member(v, "raw", a);
        d->literal = member(v, "literal", a);
        if (!d->n && !d->literal && raw)
            date_parse_raw(d, raw, a);
        d->circa = d->circa || truth(json_object_get(v, "circa"));
    }
    if (d->n || d->literal)
        map_put(it->dates, key, d);
}

static void put_first_page(struct item *it, struct arena *a)
{
    const char *page = item_var(it, "page");
    if (!page || item_var(it, "page-first"))
        return;
    const char *p = page + strcspn(page, "-,& ");
    for (const char *q = page; q < p; q++)
        if ((unsigned char)*q == 0xe2 && (unsigned char)q[1] == 0x80)
            p = q;
    if (p > page)
        map_put(it->vars, "page-first", arena_strndup(a, page, (size_t)(p - page)));
}

static void read_member(struct item *it, const char *key, const json_t *v, struct arena *a)
{
    if (is_name_variable(key)) {
        read_names(it, key, v, a);
    } else if (is_date_variable(key) && !json_is_null(v)) {
        read_date(it, key, v, a);
    } else {
        const char *s = text_of(v, a);
        if (s)
            map_put(it->vars, key, (void *)s);
    }
}

static void alias(struct item *it, const char *from, const char *to)
{
    const char *s = item_var(it, from);
    if (s && !item_var(it, to))
        map_put(it->vars, to, (void *)s);
}

/* Editors who also translate are one set for styles that ask for both (editortranslator is what locales call the label). */
static void read_item(struct item *it, const json_t *o, struct arena *a)
{
    const char *key;
    json_t *v;
    it->vars = map_new();
    it->names = map_new();
    it->dates = map_new();
    json_object_foreach((json_t *)(uintptr_t)o, key, v) read_member(it, key, v, a);
    it->type = member(o, "type", a);
    it->type = it->type ? it->type : "document";
    it->language = item_var(it, "language");
    item_read_note(it, a);
    alias(it, "shortTitle", "title-short");
    alias(it, "journalAbbreviation", "container-title-short");
    alias(it, "event", "event-title");
    alias(it, "event-title", "event");
    put_first_page(it, a);
}

static void drop_maps(struct item *it)
{
    if (it->vars) {
        map_drop(it->vars);
        map_drop(it->names);
        map_drop(it->dates);
    }
    it->vars = it->names = it->dates = NULL;
}

static void add_item(struct cite *c, const json_t *o)
{
    const char *id = member(o, "id", c->arena);
    if (!json_is_object(o))
        return;
    if (!id)
        id = arena_printf(c->arena, "item-%zu", c->item_n + 1);
    struct item *it = map_find(c->index, id);
    if (it) {
        size_t order = it->order;
        drop_maps(it);
        *it = (struct item){.id = it->id, .order = order};
    } else {
        it = arena_alloc(c->arena, sizeof *it);
        it->id = id;
        it->order = c->item_n;
        map_put(c->index, id, it);
        if (c->item_n == c->item_cap) {
            c->item_cap = c->item_cap ? 2 * c->item_cap : 64;
            c->items = xrealloc(c->items, c->item_cap * sizeof *c->items);
        }
        c->items[c->item_n++] = it;
    }
    read_item(it, o, c->arena);
}

bool cite_add_items(struct cite *c, const char *json, size_t n, char **error)
{
    json_error_t e;
    json_t *root = json_loadb(json, n, 0, &e);
    if (!root) {
        struct buf m = {0};
        buf_addf(&m, "line %d, column %d: %s", e.line, e.column, e.text);
        *error = m.data;
        return false;
    }
    const json_t *list = json_is_object(root) && json_object_get(root, "items") ? json_object_get(root, "items") : root;
    if (json_is_array(list))
        for (size_t i = 0; i < json_array_size(list); i++)
            add_item(c, json_array_get(list, i));
    else
        add_item(c, list);
    json_decref(root);
    return true;
}

void items_drop(struct cite *c)
{
    for (size_t i = 0; i < c->item_n; i++)
        drop_maps(c->items[i]);
    free(c->items);
    if (c->index)
        map_drop(c->index);
}
