/* CSL-JSON, the form Zotero exports, to sources. jansson parses; what CSL has no field for (kind and grade) stands in
 * "custom" or as lines "kind: press" of the note. */
#include "doc/sources.h"

#include "doc/media.h"
#include "doc/words.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { CSL_LIMIT = 64 * 1024 * 1024 };

struct csl {
    struct gather *g;
    struct arena *arena;
    const char *file, *text, *at; /* at: where the search for the next item's place goes on */
    int32_t line;
    const char *counted; /* lines are counted up to here */
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

/* jansson keeps no places: the item is looked for by its quoted id, from where the last one stood. */
static struct src place(struct csl *c, const char *id)
{
    struct src src = {c->file, 1, 1};
    char *quoted = arena_printf(c->arena, "\"%s\"", id);
    const char *p = strstr(c->at, quoted);
    if (!p)
        return src;
    for (; c->counted < p; c->counted++)
        c->line += *c->counted == '\n';
    c->at = p + strlen(quoted);
    const char *start = p;
    while (start > c->text && start[-1] != '\n')
        start--;
    src.line = c->line;
    for (const char *q = start; q < p; q++)
        src.col += ((unsigned char)*q & 0xc0) != 0x80;
    return src;
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
    if (m && d)
        return arena_printf(c->arena, "%04d-%02d-%02d", y, m, d);
    return m ? arena_printf(c->arena, "%04d-%02d", y, m) : arena_printf(c->arena, "%04d", y);
}

static const char *date_of(struct csl *c, const json_t *item, const char *name, struct src src)
{
    const json_t *v = json_object_get(item, name), *parts = json_object_get(v, "date-parts");
    if (!v)
        return NULL;
    const char *s = NULL;
    if (json_array_size(parts)) {
        s = one_date(c, json_array_get(parts, 0));
        if (json_array_size(parts) > 1)
            s = arena_printf(c->arena, "%s/%s", s, one_date(c, json_array_get(parts, 1)));
    } else if (!(s = field(c, v, "raw")) && !(s = field(c, v, "literal"))) {
        s = text_of(c, v);
    }
    if (s && !date_valid(s)) {
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

/* Takes "kind: x" and "grade: x" lines out of the note; what is left is the remark. */
static void read_note(struct csl *c, struct source *s, const char *note)
{
    struct buf rest = {0};
    while (note && *note) {
        size_t n = strcspn(note, "\n");
        size_t skip = strspn(note, " ");
        const char *line = note + (skip < n ? skip : n);
        size_t len = (size_t)(note + n - line);
        if (len && line[len - 1] == '\r')
            len--;
        bool kind = len > 5 && !strncmp(line, "kind:", 5), grade = len > 6 && !strncmp(line, "grade:", 6);
        if (kind || grade) {
            size_t at = kind ? 5 : 6;
            while (at < len && line[at] == ' ')
                at++;
            const char *value = arena_strndup(c->arena, line + at, len - at);
            if (kind && !s->kind)
                s->kind = value;
            if (grade && !s->grade)
                s->grade = value;
        } else if (len) {
            buf_adds(&rest, rest.len ? " " : "");
            buf_add(&rest, line, len);
        }
        note += n + (note[n] == '\n');
    }
    if (rest.len)
        s->remark = arena_strdup(c->arena, rest.data);
    buf_drop(&rest);
}

static void read_item(struct csl *c, const json_t *item)
{
    const char *id = field(c, item, "id");
    struct source *s = arena_alloc(c->arena, sizeof *s);
    s->src = id ? place(c, id) : (struct src){c->file, c->line, 1};
    s->id = id;
    const json_t *custom = json_object_get(item, "custom");
    s->kind = field(c, custom, "kind");
    s->grade = field(c, custom, "grade");
    read_note(c, s, field(c, item, "note"));
    s->lang = field(c, item, "language");
    if (!s->lang)
        s->lang = c->g->doc->lang;
    s->title = untagged(c, field(c, item, "title"));
    s->container = untagged(c, field(c, item, "container-title"));
    s->publisher = field(c, item, "publisher");
    s->url = field(c, item, "URL");
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
    gather_add(c->g, s);
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
    json_t *list = json_is_object(root) ? json_object_get(root, "items") : root;
    if (!json_is_array(list)) {
        diag_add(c->g->diag, D_SOURCES_READ, (struct src){c->file, 1, 1}, "no list of items");
    } else {
        for (size_t i = 0; i < json_array_size(list); i++) {
            const json_t *item = json_array_get(list, i);
            if (json_is_object(item))
                read_item(c, item);
            else
                diag_add(c->g->diag, D_SOURCES_READ, (struct src){c->file, c->line, 1}, "item %zu is no object", i + 1);
        }
    }
    json_decref(root);
}

void csljson_read(struct gather *g, const char *href, struct src where)
{
    char *path = media_path(g->doc, where.file, href);
    struct buf data = {0};
    if (!path_below(g->doc->root, path) && access(path, F_OK) == 0) {
        diag_add(g->diag, D_FILE_OUTSIDE, where, "“%s” lies outside the dossier's folder", href);
        return;
    }
    if (!file_read(path, &data, CSL_LIMIT)) {
        diag_add(g->diag, D_SOURCES_READ, where, "“%s” cannot be read", href);
        buf_drop(&data);
        return;
    }
    struct csl c = {.g = g, .arena = g->doc->arena, .file = path, .line = 1};
    c.text = c.at = c.counted = data.data ? data.data : "";
    read_items(&c, c.text, data.len);
    buf_drop(&data);
}
