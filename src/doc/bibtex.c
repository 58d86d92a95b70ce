/* BibTeX and biblatex files to CSL items. A small reader of our own: btparse, the C library there is, keeps its state in globals, writes to
 * standard error, knows no columns and ends the program where it loses its way. What is wrong is said, and the next @ read. */
#include "doc/bibtex.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { NESTED_MAX = 200, FIELD_MAX = 1 << 20 };

struct bib {
    struct gather *g;
    const char *file, *text, *p, *end;
    struct map *macros; /* name -> value; values in the arena */
    VEC(struct bib_entry *) entries;
    struct map *by_key; /* key in small letters -> struct bib_entry */
    const char *counted;
    int32_t line;
};

static struct src place(struct bib *b, const char *at)
{
    if (at < b->counted) {
        b->counted = b->text;
        b->line = 1;
    }
    for (; b->counted < at; b->counted++)
        b->line += *b->counted == '\n';
    struct src src = {b->file, b->line, 1};
    const char *start = at;
    while (start > b->text && start[-1] != '\n')
        start--;
    for (; start < at; start++)
        src.col += ((unsigned char)*start & 0xC0) != 0x80;
    return src;
}

static bool wrong(struct bib *b, const char *at, const char *what)
{
    diag_add(b->g->diag, D_SOURCES_READ, place(b, at), "BibTeX: %s", what);
    return false;
}

static void skip_space(struct bib *b)
{
    while (b->p < b->end) {
        if (*b->p == '%') { /* not BibTeX's own, yet common between fields */
            while (b->p < b->end && *b->p != '\n')
                b->p++;
        } else if (!utf8_is_space((unsigned char)*b->p)) {
            return;
        } else {
            b->p++;
        }
    }
}

static bool name_byte(char c)
{
    return (unsigned char)c > ' ' && !strchr("\"#%'(),={}", c);
}

static char *small(struct bib *b, const char *s, size_t n)
{
    char *out = arena_strndup(b->g->doc->arena, s, n);
    for (char *c = out; *c; c++)
        *c = (char)tolower((unsigned char)*c);
    return out;
}

static char *name(struct bib *b)
{
    const char *start = b->p;
    while (b->p < b->end && name_byte(*b->p))
        b->p++;
    return small(b, start, (size_t)(b->p - start));
}

/* "@word{" at the start of a line: a new record, so the value before it was never closed. */
static bool begins_record(const struct bib *b)
{
    const char *p = b->p + 1;
    if (*b->p != '@' || b->p == b->text || b->p[-1] != '\n')
        return false;
    while (p < b->end && isalpha((unsigned char)*p))
        p++;
    return p > b->p + 1 && p < b->end && (*p == '{' || *p == '(');
}

/* {…} with braces in it, or "…"; what stands between is added to out. */
static bool delimited(struct bib *b, struct buf *out)
{
    const char *open = b->p++, *start = b->p;
    char close = *open == '{' ? '}' : '"';
    for (int depth = 0; b->p < b->end && depth < NESTED_MAX && !begins_record(b); b->p++) {
        if (*b->p == '\\' && b->p + 1 < b->end) {
            b->p++;
        } else if (!depth && *b->p == close) {
            buf_add(out, start, (size_t)(b->p++ - start));
            return true;
        } else if (*b->p == '{') {
            depth++;
        } else if (*b->p == '}') {
            if (--depth < 0)
                return wrong(b, b->p, "a } too many");
        }
    }
    b->p = open + 1; /* an @ in what follows may be the next record */
    return wrong(b, open, close == '}' ? "this { is never closed" : "this \" is never closed");
}

/* value # value # … */
static bool value(struct bib *b, struct buf *out)
{
    for (;;) {
        skip_space(b);
        if (b->p < b->end && (*b->p == '{' || *b->p == '"')) {
            if (!delimited(b, out))
                return false;
        } else {
            const char *at = b->p, *word = name(b);
            const char *known = map_find(b->macros, word);
            if (!*word)
                return wrong(b, at, "a value is missing here");
            buf_adds(out, known ? known : word);
        }
        skip_space(b);
        if (b->p >= b->end || *b->p != '#')
            return true;
        b->p++;
    }
}

static bool fields(struct bib *b, struct bib_entry *e, char close)
{
    for (;;) {
        skip_space(b);
        if (b->p < b->end && *b->p == ',') {
            b->p++;
            continue;
        }
        if (b->p < b->end && *b->p == close) {
            b->p++;
            return true;
        }
        struct bib_field f = {.at = b->p};
        f.name = name(b);
        skip_space(b);
        if (!*f.name || b->p >= b->end || *b->p != '=')
            return wrong(b, b->p < b->end ? b->p : e->at, "a field is written name = {value}, with a comma after it");
        b->p++;
        struct buf text = {0};
        buf_adds(&text, "");
        skip_space(b);
        const char *open = b->p;
        bool ok = value(b, &text);
        f.text = open < b->end && !strncmp(open + 1, text.data, text.len) ? open + 1 : NULL;
        f.value = arena_strndup(b->g->doc->arena, text.data, text.len < FIELD_MAX ? text.len : FIELD_MAX);
        buf_drop(&text);
        vec_push(&e->field, f);
        if (!ok)
            return false;
    }
}

/* ---- entries ---- */

/* The note keeps its lines: some may be ours. */
static void add_note(struct bib *b, json_t *item, const struct bib_entry *e, struct record *r)
{
    static const char *const names[] = {"note", "annote", "annotation", "addendum"};
    const struct bib_field *f = NULL;
    for (size_t i = 0; i < sizeof names / sizeof *names && !f; i++)
        f = bib_own(e, names[i]);
    if (!f)
        return;
    struct buf note = {0};
    VEC(struct src) places = {0};
    buf_adds(&note, "");
    for (const char *p = f->value; *p;) {
        size_t n = strcspn(p, "\n"), skip = strspn(p, " \t");
        buf_adds(&note, p > f->value ? "\n" : "");
        tex_plain(p, n, &note);
        vec_push(&places, f->text ? place(b, f->text + (p - f->value) + skip) : r->src);
        p += n + (p[n] == '\n');
    }
    record_set(item, "note", note.data);
    struct src *kept = arena_array(b->g->doc->arena, places.n ? places.n : 1, sizeof *kept);
    if (places.n)
        memcpy(kept, places.v, places.n * sizeof *kept);
    r->note = kept;
    r->n_note = places.n;
    vec_drop(&places);
    buf_drop(&note);
}

static void take(struct bib *b, const struct bib_entry *e)
{
    struct record r = {.file = b->file, .src = place(b, e->at)};
    const struct bib_field *snapshot = bib_own(e, "snapshot");
    r.snapshot = snapshot ? place(b, snapshot->at) : r.src;
    json_t *item = bib_item(b->g->doc->arena, e);
    add_note(b, item, e, &r);
    r.item = item;
    record_take(b->g, &r);
    json_decref(item);
}

static void keep(struct bib *b, const struct bib_entry *e)
{
    struct bib_entry *kept = arena_alloc(b->g->doc->arena, sizeof *kept);
    *kept = *e;
    vec_push(&b->entries, kept);
    const char *key = small(b, e->key, strlen(e->key));
    if (!map_find(b->by_key, key))
        map_put(b->by_key, key, kept);
}

/* In a second step, since a crossref may name an entry further on. */
static void take_all(struct bib *b)
{
    for (size_t i = 0; i < b->entries.n; i++) {
        struct bib_entry *e = b->entries.v[i];
        const char *cross = bib_value(e, "crossref");
        const struct bib_entry *parent = cross ? map_find(b->by_key, small(b, cross, strlen(cross))) : NULL;
        if (parent && parent != e) /* none is its own */
            e->parent = parent;
        take(b, e);
    }
    for (size_t i = 0; i < b->entries.n; i++)
        vec_drop(&b->entries.v[i]->field);
    vec_drop(&b->entries);
}

/* After the @. */
static void read_entry(struct bib *b)
{
    struct bib_entry e = {0};
    skip_space(b);
    e.type = name(b);
    skip_space(b);
    if (!*e.type || b->p >= b->end || (*b->p != '{' && *b->p != '(')) /* an @ in the text between entries */
        return;
    char close = *b->p++ == '{' ? '}' : ')';
    struct buf skipped = {0};
    if (!strcmp(e.type, "comment")) { /* whole, if it closes; else the line is enough */
        int depth = 1;
        for (const char *p = b->p; p < b->end && depth; p++) {
            depth += *p == '{' ? 1 : *p == '}' ? -1 : 0;
            b->p = depth ? b->p : p + 1;
        }
        return;
    }
    if (!strcmp(e.type, "preamble")) {
        value(b, &skipped);
    } else if (!strcmp(e.type, "string")) {
        fields(b, &e, close);
        for (size_t i = 0; i < e.field.n; i++)
            map_put(b->macros, e.field.v[i].name, (void *)(uintptr_t)e.field.v[i].value);
    } else {
        skip_space(b);
        e.at = b->p;
        while (b->p < b->end && *b->p != ',' && *b->p != close && !utf8_is_space((unsigned char)*b->p))
            b->p++;
        e.key = arena_strndup(b->g->doc->arena, e.at, (size_t)(b->p - e.at));
        skip_space(b);
        if (!*e.key || strpbrk(e.key, "={}\""))
            wrong(b, e.at, "this entry has no key");
        else if (fields(b, &e, close) || e.field.n) {
            keep(b, &e);
            return;
        }
    }
    buf_drop(&skipped);
    vec_drop(&e.field);
}

/* Past the next @ that no % makes a comment. */
static bool next_entry(struct bib *b)
{
    for (bool comment = false; b->p < b->end; b->p++) {
        if (*b->p == '\n')
            comment = false;
        else if (*b->p == '%')
            comment = true;
        else if (*b->p == '@' && !comment)
            return b->p++, true;
    }
    return false;
}

void bibtex_parse(struct gather *g, const char *file, const char *text, size_t len)
{
    static const char *const months[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                         "jul", "aug", "sep", "oct", "nov", "dec"};
    struct bib b = {.g = g, .file = file, .text = text, .p = text, .end = text + len, .counted = text, .line = 1};
    b.macros = map_new();
    b.by_key = map_new();
    for (size_t i = 0; i < 12; i++)
        map_put(b.macros, months[i], (void *)(uintptr_t)months[i]);
    while (next_entry(&b))
        read_entry(&b);
    take_all(&b);
    map_drop(b.by_key);
    map_drop(b.macros);
}
