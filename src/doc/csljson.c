/* CSL-JSON, the form Zotero exports, to sources. jansson parses; what CSL has no field for (kind, grade, snapshot) stands in
 * "custom" or as lines "kind: press" of the note. */
#include "doc/records.h"

#include "doc/dates.h"
#include "doc/jsonplace.h"
#include "doc/words.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct csl {
    struct gather *g;
    struct arena *arena;
    const char *file, *text, *end;
    const char *item; /* where the item that is being read begins; NULL where that is not known */
    int32_t line, col;
    const char *counted; /* lines, and the characters of the last, are counted up to here: where the last place was */
    const struct record *record; /* one that is no JSON in its file: its places; else NULL */
};

/* A string, or a number as CSL allows for volumes and ids; NULL if absent or empty. */
static const char *text_of(struct csl *c, const json_t *v)
{
    if (json_is_string(v) && json_string_length(v))
        return arena_strdup(c->arena, json_string_value(v));
    if (json_is_integer(v))
        return arena_printf(c->arena, "%lld", (long long)json_integer_value(v));
    return NULL;
}

static const char *field(struct csl *c, const json_t *item, const char *name)
{
    return text_of(c, json_object_get(item, name));
}

/* Titles may carry simple HTML (<i>, <sup>, <span class="nocase">): the tags go, the text stays. */
static const char *untagged(struct csl *c, const char *s)
{
    if (!s || !strchr(s, '<'))
        return s;
    char *out = arena_strdup(c->arena, s), *w = out;
    for (const char *r = s; *r;) {
        const char *end = *r == '<' ? strchr(r, '>') : NULL;
        bool tag = end && (r[1] == '/' || (r[1] >= 'a' && r[1] <= 'z'));
        if (tag)
            r = end + 1;
        else
            *w++ = *r++;
    }
    *w = 0;
    return out;
}

static bool begins_character(const char *p)
{
    return ((unsigned char)*p & 0xc0) != 0x80;
}

/* Where at stands; places are asked for in the order of the text, more or less, which may be one line of many megabytes. */
static struct src place(struct csl *c, const char *at)
{
    struct src src = {c->file, 1, 1};
    if (!at)
        return c->record ? c->record->src : src;
    for (; c->counted < at; c->counted++)
        if (*c->counted == '\n') {
            c->line++;
            c->col = 0;
        } else {
            c->col += begins_character(c->counted);
        }
    while (c->counted > at)
        if (*--c->counted == '\n') {
            c->line--;
            for (const char *q = c->counted; q > c->text && q[-1] != '\n'; q--)
                c->col += begins_character(q - 1);
        } else {
            c->col -= begins_character(c->counted);
        }
    src.line = c->line;
    src.col = c->col + 1;
    return src;
}

static const char *member(const struct csl *c, const char *object, const char *name)
{
    return json_place_member(object, c->end, name);
}

static int part(const json_t *parts, size_t i)
{
    const json_t *v = json_array_get(parts, i);
    if (json_is_integer(v))
        return (int)json_integer_value(v);
    return json_is_string(v) ? atoi(json_string_value(v)) : 0;
}

static char *one_date(struct csl *c, const json_t *parts)
{
    int y = part(parts, 0), m = part(parts, 1), d = part(parts, 2);
    if ((m > 12 && m <= 16) || (m > 20 && m <= 24)) /* a season */
        m = 0;
    if (m && d)
        return arena_printf(c->arena, "%04d-%02d-%02d", y, m, d);
    return m ? arena_printf(c->arena, "%04d-%02d", y, m) : arena_printf(c->arena, "%04d", y);
}

/* ISO dates of ours begin with the year 0: before, there are words. */
static const char *before_the_era(struct csl *c, int year)
{
    const char *lang = c->g->doc->lang;
    return arena_printf(c->arena,
                        lang_is(lang, "fr")   ? "%d av. J.-C."
                        : lang_is(lang, "zh") ? "公元前%d年"
                                              : "%d BC",
                        -year);
}

/* "2024-02-30": written as a date, yet there is none such. */
static bool never_was(const char *s)
{
    static const char form[] = "0000-00-00";
    size_t n = strlen(s);
    for (size_t i = 0; i < n; i++)
        if (i >= 10 || (form[i] == '0' ? s[i] < '0' || s[i] > '9' : s[i] != form[i]))
            return false;
    return (n == 7 || n == 10) && !date_valid(s);
}

/* true, 1, "1", "yes": CSL is not strict here. */
static bool circa(const json_t *v)
{
    return json_is_true(v) || json_integer_value(v) ||
           (json_string_length(v) && strcmp(json_string_value(v), "0") != 0);
}

static const char *date_of(struct csl *c, const json_t *item, const char *name, struct src src)
{
    const json_t *v = json_object_get(item, name), *parts = json_object_get(v, "date-parts");
    if (!v)
        return NULL;
    const char *s = NULL;
    int year = part(json_array_get(parts, 0), 0);
    if (year < 0)
        return before_the_era(c, year);
    if (year) {
        s = one_date(c, json_array_get(parts, 0));
        if (circa(json_object_get(v, "circa")))
            s = arena_printf(c->arena, "%s~", s);
        const json_t *to = json_array_get(parts, 1);
        if (to) /* [0]: it is not over */
            s = arena_printf(c->arena, "%s/%s", s, part(to, 0) ? one_date(c, to) : "");
    } else {
        bool words = (s = field(c, v, "literal")) || (s = field(c, v, "raw"));
        s = words ? s : text_of(c, v); /* "vers 1990", "Spring 2020": what is no ISO date is said as it stands */
        if (!s || !never_was(s))
            return s;
    }
    if (!date_valid(s)) {
        diag_add(c->g->diag, D_DATE_BAD, src, "“%s” (%s) is no date", s, name);
        return NULL;
    }
    return s;
}

/* "van der" before the family name when it belongs to it; after the given name when it does not. */
static struct source_name name_of(struct csl *c, const json_t *v, const char *lang)
{
    struct source_name n = {.literal = field(c, v, "literal"), .lang = lang};
    if (n.literal)
        return n;
    n.family = field(c, v, "family");
    n.given = field(c, v, "given");
    const char *bound = field(c, v, "non-dropping-particle"), *loose = field(c, v, "dropping-particle"),
               *suffix = field(c, v, "suffix");
    if (bound && n.family)
        n.family = arena_printf(c->arena, "%s%s%s", bound, strcmp(bound + strlen(bound) - 1, "’") ? " " : "", n.family);
    if (loose)
        n.given = n.given ? arena_printf(c->arena, "%s %s", n.given, loose) : loose;
    if (suffix)
        n.given = n.given ? arena_printf(c->arena, "%s, %s", n.given, suffix) : suffix;
    if (!n.family && n.given) {
        n.literal = n.given;
        n.given = NULL;
    }
    return n;
}

static const char *const name_fields[] = {"author", "editor", "translator", "container-author", "collection-editor"};

/* As people write it by hand: "author": "Jane Roe", one name without its list, names that are strings. */
static void settle_names(json_t *item, const char *field)
{
    json_t *v = json_object_get(item, field);
    if (json_is_string(v) || json_is_object(v))
        json_object_set_new(item, field, v = json_pack("[O]", v));
    for (size_t i = 0; i < json_array_size(v); i++) {
        json_t *name = json_array_get(v, i);
        if (json_is_string(name))
            json_array_set_new(v, i, json_pack("{s:O}", "literal", name));
        else if (json_is_string(json_object_get(name, "name")) && !json_object_get(name, "literal"))
            json_object_set(name, "literal", json_object_get(name, "name"));
    }
}

/* "issued": "2019-05-01", {"raw": "May 2019"}, {"date-parts": [2019, 5]}, [["2019-05-01"]]: all become what CSL says. Empty parts go. */
static void settle_date(json_t *item, const char *field)
{
    json_t *v = json_object_get(item, field), *parts = json_object_get(v, "date-parts");
    if (json_array_size(parts) && !json_is_array(json_array_get(parts, 0)))
        json_object_set_new(v, "date-parts", parts = json_pack("[O]", parts));
    json_t *first = json_array_get(json_array_get(parts, 0), 0);
    const char *whole = json_is_string(v)                                               ? json_string_value(v)
                        : json_is_string(first) && strlen(json_string_value(first)) > 5 ? json_string_value(first)
                        : !parts ? json_string_value(json_object_get(v, "raw"))
                                 : NULL;
    if (whole) {
        char *kept = xstrdup(whole);
        json_object_del(item, field);
        record_date(item, field, kept);
        free(kept);
    } else if (parts && (!first || json_is_null(first))) {
        json_object_del(v, "date-parts");
        if (!json_object_size(v))
            json_object_del(item, field);
    }
}

/* Registries give lists where CSL has one: the first is taken. */
static void settle_text(json_t *item, const char *field)
{
    json_t *first = json_array_get(json_object_get(item, field), 0);
    if (json_is_string(first))
        json_object_set(item, field, first);
}

/* cite separates ids by spaces. */
static void settle_id(json_t *item)
{
    const json_t *id = json_object_get(item, "id");
    if (!json_is_string(id) || !strpbrk(json_string_value(id), " \t\n"))
        return;
    char *s = xstrdup(json_string_value(id));
    for (char *p = s; (p = strpbrk(p, " \t\n"));)
        *p = '_';
    json_object_set_new(item, "id", json_string(s));
    free(s);
}

static void read_names(struct csl *c, const json_t *item, struct source *s)
{
    const json_t *list = json_object_get(item, "author");
    if (!json_array_size(list))
        list = json_object_get(item, "editor");
    size_t n = json_array_size(list);
    s->author = arena_array(c->arena, n ? n : 1, sizeof *s->author);
    for (size_t i = 0; i < n; i++) {
        struct source_name name = name_of(c, json_array_get(list, i), s->lang);
        if (name.family || name.literal)
            s->author[s->n_author++] = name;
    }
}

/* The value of a line "name: value" of the note; NULL if it is another line. */
static const char *named_line(struct csl *c, const char *line, size_t len, const char *name)
{
    size_t n = strlen(name);
    if (len <= n || strncasecmp(line, name, n) != 0 || line[n] != ':')
        return NULL;
    for (n++; n < len && line[n] == ' ';)
        n++;
    return arena_strndup(c->arena, line + n, len - n);
}

static bool read_line(struct csl *c, struct source *s, const char *line, size_t len, struct src src)
{
    const char *v;
    if ((v = named_line(c, line, len, "kind")))
        s->kind = s->kind ? s->kind : v;
    else if ((v = named_line(c, line, len, "grade")))
        s->grade = s->grade ? s->grade : v;
    else if ((v = named_line(c, line, len, "snapshot")))
        source_add_snapshot(c->g, s, &(struct source_snapshot){v, NULL, src});
    else if ((v = named_line(c, line, len, "sha256"))) {
        if (s->n_snapshot)
            s->snapshot[s->n_snapshot - 1].sha256 = v;
    } else
        return false;
    return true;
}

/* Where line k of the note stands in the file. */
static struct src note_place(struct csl *c, const struct source *s, size_t k)
{
    if (c->record)
        return k < c->record->n_note ? c->record->note[k] : s->src;
    const char *at = json_place_line(member(c, c->item, "note"), c->end, k);
    return at ? place(c, at) : s->src;
}

/* Takes the lines that are ours ("kind: press", "grade: B2", "snapshot: page.html", "sha256: …") out of the note; what is left is
 * the remark. */
static void read_note(struct csl *c, struct source *s, const char *note)
{
    struct buf rest = {0};
    for (size_t k = 0; note && *note; k++) {
        size_t n = strcspn(note, "\n");
        size_t skip = strspn(note, " \t");
        const char *line = note + (skip < n ? skip : n);
        size_t len = (size_t)(note + n - line);
        while (len && (line[len - 1] == '\r' || line[len - 1] == ' '))
            len--;
        if (len && !read_line(c, s, line, len, note_place(c, s, k))) {
            buf_adds(&rest, rest.len ? " " : "");
            buf_add(&rest, line, len);
        }
        note += n + (note[n] == '\n');
    }
    if (rest.len)
        s->remark = arena_strdup(c->arena, rest.data);
    buf_drop(&rest);
}

static void add_snapshot(struct csl *c, struct source *s, const char *href, const char *sha256, const char *at)
{
    struct source_snapshot snapshot = {href, sha256, c->record ? c->record->snapshot : place(c, at)};
    if (href)
        source_add_snapshot(c->g, s, &snapshot);
}

/* "custom": {"snapshot": {"href": "page.html", "sha256": "…"}}, or a list of such. */
static void read_snapshots(struct csl *c, struct source *s, const json_t *custom)
{
    const json_t *v = json_object_get(custom, "snapshot");
    const char *at = member(c, member(c, c->item, "custom"), "snapshot");
    if (json_is_object(v))
        add_snapshot(c, s, field(c, v, "href"), field(c, v, "sha256"), at);
    at = at ? json_place_first(at, c->end) : NULL;
    for (size_t i = 0; i < json_array_size(v); i++) {
        const json_t *one = json_array_get(v, i);
        add_snapshot(c, s, field(c, one, "href"), field(c, one, "sha256"), at);
        at = at ? json_place_next(at, c->end) : NULL;
    }
}

static void read_item(struct csl *c, json_t *item)
{
    for (size_t i = 0; i < sizeof name_fields / sizeof *name_fields; i++)
        settle_names(item, name_fields[i]);
    static const char *const dates[] = {"issued", "accessed", "original-date", "event-date"}, *const texts[] = {
                                                                                                  "title",
                                                                                                  "container-title",
                                                                                                  "ISSN", "ISBN",
                                                                                                  "publisher"};
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++)
        settle_date(item, dates[i]);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        settle_text(item, texts[i]);
    settle_id(item);
    const char *id = field(c, item, "id"), *at = member(c, c->item, "id");
    struct source *s = arena_alloc(c->arena, sizeof *s);
    s->src = place(c, at ? at : c->item);
    s->id = id;
    const json_t *custom = json_object_get(item, "custom");
    s->kind = field(c, custom, "kind");
    s->grade = field(c, custom, "grade");
    read_snapshots(c, s, custom);
    read_note(c, s, field(c, item, "note"));
    s->lang = field(c, item, "language");
    if (!s->lang)
        s->lang = c->g->doc->lang;
    s->title = untagged(c, field(c, item, "title"));
    s->container = untagged(c, field(c, item, "container-title"));
    s->publisher = field(c, item, "publisher");
    s->url = field(c, item, "URL");
    s->doi = field(c, item, "DOI");
    if (!s->url && s->doi)
        s->url = strstr(s->doi, "://") ? s->doi : arena_printf(c->arena, "https://doi.org/%s", s->doi);
    s->archived = field(c, item, "archive_location");
    if (s->archived && strncmp(s->archived, "http", 4)) /* a shelf mark, no address */
        s->archived = NULL;
    s->pages = field(c, item, "page");
    s->number = field(c, item, "number");
    if (!s->number)
        s->number = field(c, item, "issue");
    s->date = date_of(c, item, "issued", s->src);
    s->accessed = date_of(c, item, "accessed", s->src);
    read_names(c, item, s);
    s->type = field(c, item, "type");
    if (!s->kind)
        s->kind = source_kind_of_type(s->type);
    if (!s->type)
        s->type = source_type_of_kind(s->kind, s->container);
    char *record = json_dumps(item, JSON_COMPACT);
    s->record = record ? arena_strdup(c->arena, record) : NULL;
    free(record);
    gather_add(c->g, s);
}

void record_take(struct gather *g, const struct record *r)
{
    struct csl c = {.g = g, .arena = g->doc->arena, .file = r->file, .text = "", .line = 1, .record = r};
    c.end = c.counted = c.text;
    read_item(&c, r->item);
}

static void read_items(struct csl *c, const char *data, size_t len)
{
    json_error_t error;
    json_t *root = json_loadb(data, len, 0, &error);
    if (!root) {
        diag_add(c->g->diag, D_SOURCES_READ,
                 (struct src){c->file, error.line > 0 ? error.line : 1, error.column > 0 ? error.column : 1},
                 "not JSON: %s", error.text);
        return;
    }
    const char *key = json_object_get(root, "items") ? "items" : "references"; /* Better BibTeX's and pandoc's */
    json_t *list = json_is_object(root) ? json_object_get(root, key) : root;
    const char *top = json_place_value(data, c->end), *at = json_is_object(root) ? member(c, top, key) : top;
    c->item = json_place_first(at, c->end);
    if (!json_is_array(list)) {
        diag_add(c->g->diag, D_SOURCES_READ, (struct src){c->file, 1, 1}, "no list of items");
    } else {
        for (size_t i = 0; i < json_array_size(list); i++) {
            json_t *item = json_array_get(list, i);
            if (json_is_object(item))
                read_item(c, item);
            else
                diag_add(c->g->diag, D_SOURCES_READ, place(c, c->item), "item %zu is no object", i + 1);
            c->item = c->item ? json_place_next(c->item, c->end) : NULL;
        }
    }
    json_decref(root);
}

void csljson_parse(struct gather *g, const char *file, const char *text, size_t len)
{
    struct csl c = {
        .g = g, .arena = g->doc->arena, .file = file, .line = 1, .text = text, .end = text + len, .counted = text};
    read_items(&c, text, len);
}
