/* Files of records, by their extension: CSL-JSON, BibTeX, RIS; and what those that are turned into CSL items share. */
#include "doc/records.h"

#include "doc/dates.h"
#include "doc/media.h"

#include <ctype.h>
#include <glib.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

enum { RECORDS_BYTES = 64 * 1024 * 1024 };

void record_set(json_t *item, const char *name, const char *value)
{
    if (value && *value && !json_object_get(item, name))
        json_object_set_new(item, name, json_string(value));
}

const char *record_language(const char *s)
{
    static const char *const names[][2] = {
        {"french", "fr"},       {"francais", "fr"},     {"français", "fr"},     {"fre", "fr"},
        {"fra", "fr"},          {"acadian", "fr"},      {"canadien", "fr-CA"},  {"english", "en"},
        {"anglais", "en"},      {"eng", "en"},          {"american", "en-US"},  {"british", "en-GB"},
        {"ukenglish", "en-GB"}, {"usenglish", "en-US"}, {"german", "de"},       {"ngerman", "de"},
        {"deutsch", "de"},      {"ger", "de"},          {"deu", "de"},          {"austrian", "de-AT"},
        {"spanish", "es"},      {"spa", "es"},          {"italian", "it"},      {"ita", "it"},
        {"portuguese", "pt"},   {"por", "pt"},          {"brazilian", "pt-BR"}, {"dutch", "nl"},
        {"polish", "pl"},       {"russian", "ru"},      {"rus", "ru"},          {"chinese", "zh"},
        {"chinois", "zh"},      {"chi", "zh"},          {"zho", "zh"},          {"中文", "zh"},
        {"汉语", "zh"},         {"英文", "en"},         {"法文", "fr"},         {"pinyin", "zh-Latn"},
        {"japanese", "ja"},     {"jpn", "ja"},          {"korean", "ko"},       {"kor", "ko"},
        {"arabic", "ar"},       {"latin", "la"},        {"greek", "el"},        {"swedish", "sv"},
        {"norsk", "nb"},        {"danish", "da"}};
    size_t n = s ? strcspn(s, ";； ,") : 0;
    for (size_t i = 0; s && i < sizeof names / sizeof *names; i++)
        if ((strlen(names[i][0]) == n && !strncasecmp(names[i][0], s, n)) || !strcasecmp(names[i][0], s) ||
            ((unsigned char)*s >= 0x80 && !strncmp(names[i][0], s, strlen(names[i][0]))))
            return names[i][1];
    for (const char *p = s; p && *p; p++) /* a language tag */
        if (!isalnum((unsigned char)*p) && *p != '-')
            return NULL;
    return s && *s && strlen(s) <= 12 ? s : NULL;
}

const char *record_doi(const char *s)
{
    static const char *const before[] = {"https://doi.org/",   "http://doi.org/", "https://dx.doi.org/",
                                         "http://dx.doi.org/", "doi.org/",        "doi:"};
    for (size_t i = 0; s && i < sizeof before / sizeof *before; i++)
        if (!strncasecmp(s, before[i], strlen(before[i])))
            return s + strlen(before[i]) + strspn(s + strlen(before[i]), " ");
    return s;
}

/* Chinese, Japanese and Korean letters alone, and the space between family and given name. */
const char *record_east_asian(const char *s)
{
    const char *space = NULL, *end = s + strlen(s);
    while (s < end) {
        const char *at = s;
        uint32_t c = utf8_next(&s, end);
        if ((c == ' ' || c == 0x3000) && !space && at[0])
            space = at;
        else if (!utf8_is_cjk(c))
            return NULL;
    }
    return space;
}

void record_name(json_t *item, const char *role, const char *family, const char *given, const char *particle,
                 const char *suffix)
{
    if (!family || !*family)
        return;
    const char *space = given && *given ? NULL : record_east_asian(family);
    if (space) {
        const char *rest = space + (*space == ' ' ? 1 : 3);
        char first[64];
        snprintf(first, sizeof first, "%.*s", (int)(space - family), family);
        record_name(item, role, first, rest, NULL, suffix);
        return;
    }
    json_t *list = json_object_get(item, role), *name = json_object();
    if (!list) {
        list = json_array();
        json_object_set_new(item, role, list);
    }
    bool person = given && *given;
    record_set(name, person || particle ? "family" : "literal", family);
    record_set(name, "given", given);
    record_set(name, "non-dropping-particle", particle);
    record_set(name, "suffix", suffix);
    json_array_append_new(list, name);
}

/* The first word of s, small, in ASCII letters and digits. */
static void add_ascii(struct buf *out, const char *s)
{
    char *ascii = g_str_to_ascii(s ? s : "", "C");
    for (const char *p = ascii; *p && !(*p == ' ' && out->len) && out->len < 24; p++)
        if (isalnum((unsigned char)*p))
            buf_addc(out, (char)tolower((unsigned char)*p));
    g_free(ascii);
}

void record_make_id(struct gather *g, json_t *item)
{
    if (json_object_get(item, "id"))
        return;
    const json_t *name = json_array_get(json_object_get(item, "author"), 0);
    const char *family = json_string_value(json_object_get(name, "family")),
               *whole = json_string_value(json_object_get(name, "literal"));
    json_t *parts = json_object_get(json_object_get(item, "issued"), "date-parts");
    json_int_t year = json_integer_value(json_array_get(json_array_get(parts, 0), 0));
    struct buf id = {0};
    add_ascii(&id, family ? family : whole ? whole : json_string_value(json_object_get(item, "title")));
    if (!id.len || isdigit((unsigned char)*id.data) || strchr(id.data, '?')) {
        buf_clear(&id);
        buf_adds(&id, "ref");
    }
    if (year)
        buf_addf(&id, "%lld", (long long)year);
    size_t n = id.len;
    for (char c = 'b'; map_find(g->by_id, id.data) && c <= 'z'; c++) {
        id.data[id.len = n] = 0;
        buf_addc(&id, c);
    }
    record_set(item, "id", id.data);
    buf_drop(&id);
}

/* ---- and back ---- */

static void add_authors(json_t *item, const struct source *s)
{
    for (int32_t i = 0; i < s->n_author; i++) {
        const struct source_name *n = &s->author[i];
        record_name(item, "author", n->literal ? n->literal : n->family, n->given, NULL, n->suffix);
        json_t *list = json_object_get(item, "author");
        if (n->family_first)
            json_object_set_new(json_array_get(list, json_array_size(list) - 1), "static-ordering", json_true());
    }
}

static json_t *snapshots(const struct source *s)
{
    json_t *list = json_array();
    for (int32_t i = 0; i < s->n_snapshot; i++) {
        json_t *one = json_object();
        record_set(one, "href", s->snapshot[i].href);
        record_set(one, "sha256", s->snapshot[i].sha256);
        json_array_append_new(list, one);
    }
    return list;
}

json_t *source_record(const struct source *s)
{
    json_t *item = s->record ? json_loads(s->record, 0, NULL) : NULL;
    item = item ? item : json_object();
    const char *const fields[][2] = {{"id", s->id},
                                     {"type", s->type},
                                     {"title", s->title},
                                     {"container-title", s->container},
                                     {"publisher", s->publisher},
                                     {"URL", s->url},
                                     {"archive_location", s->archived},
                                     {"page", s->pages},
                                     {"number", s->number},
                                     {"language", s->lang},
                                     {"note", s->remark},
                                     {"DOI", s->doi}};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (strcmp(fields[i][0], "number") != 0 || !json_object_get(item, "issue")) /* number may be that very issue */
            record_set(item, fields[i][0], fields[i][1]);
    if (!json_object_get(item, "author") && !json_object_get(item, "editor"))
        add_authors(item, s);
    record_date(item, "issued", s->date);
    record_date(item, "accessed", s->accessed);
    json_t *custom = json_object_get(item, "custom");
    if (!json_is_object(custom)) {
        custom = json_object();
        json_object_set_new(item, "custom", custom);
    }
    record_set(custom, "kind", s->kind);
    record_set(custom, "grade", s->grade);
    if (s->n_snapshot)
        json_object_set_new(custom, "snapshot", snapshots(s));
    return item;
}

static bool ends_in(const char *path, const char *end)
{
    size_t n = strlen(path), m = strlen(end);
    return n > m && !strcasecmp(path + n - m, end);
}

enum record_format record_format_of(const char *path)
{
    if (ends_in(path, ".bib") || ends_in(path, ".bibtex"))
        return RECORD_BIB;
    return ends_in(path, ".ris") ? RECORD_RIS : RECORD_JSON;
}

void records_read(struct gather *g, const char *href, struct src where)
{
    char *path = media_path(g->doc, where.file, href);
    struct buf data = {0}, text = {0};
    if (!path_below(g->doc->root, path) && access(path, F_OK) == 0) {
        diag_add(g->diag, D_FILE_OUTSIDE, where, "“%s” lies outside the dossier's folder", href);
        return;
    }
    if (!file_read(path, &data, RECORDS_BYTES)) {
        diag_add(g->diag, D_SOURCES_READ, where, "“%s” cannot be read", href);
        buf_drop(&data);
        return;
    }
    enum record_format format = record_format_of(path);
    buf_adds(&text, "");
    utf8_from_bytes(data.data ? data.data : "", data.len, &text);
    size_t bom = text.len >= 3 && !memcmp(text.data, "\xEF\xBB\xBF", 3) ? 3 : 0, n = text.len - bom;
    char *p = text.data + bom;
    if (!memchr(p, '\n', n)) /* lines as the first Macintosh ended them */
        for (size_t i = 0; i < n; i++)
            p[i] = p[i] == '\r' ? '\n' : p[i];
    if (memchr(p, 0, n))
        diag_add(g->diag, D_SOURCES_READ, (struct src){path, 1, 1}, "this is no text");
    else if (format == RECORD_BIB)
        bibtex_parse(g, path, p, n);
    else if (format == RECORD_RIS)
        ris_parse(g, path, p, n);
    else
        csljson_parse(g, path, p, n);
    buf_drop(&data);
    buf_drop(&text);
}
