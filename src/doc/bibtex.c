/* BibTeX and biblatex files to CSL items. A small reader of our own: btparse, the C library there is, keeps its state in globals, writes to
 * standard error, knows no columns and ends the program where it loses its way. What is wrong is said, and the next @ read. */
#include "doc/records.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { NESTED_MAX = 200, FIELD_MAX = 1 << 20 };

struct bib {
    struct gather *g;
    const char *file, *text, *p, *end;
    struct map *macros; /* name -> value; values in the arena */
    VEC(struct entry *) entries;
    struct map *by_key; /* key in small letters -> struct entry */
    const char *counted;
    int32_t line;
};

struct field {
    const char *name, *value; /* lower case; TeX as written */
    const char *at, *text;    /* where the name stands; the value's first byte, if it is written whole, without macros */
};
struct entry {
    const char *type, *key, *at;
    VEC(struct field) field;
    const struct entry *parent; /* crossref */
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

static bool fields(struct bib *b, struct entry *e, char close)
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
        struct field f = {.at = b->p};
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

/* ---- to CSL ---- */

static const struct field *own_field(const struct entry *e, const char *name)
{
    for (size_t i = 0; e && i < e->field.n; i++)
        if (!strcmp(e->field.v[i].name, name))
            return &e->field.v[i];
    return NULL;
}

static const char *own(const struct entry *e, const char *name)
{
    const struct field *f = own_field(e, name);
    return f ? f->value : NULL;
}

/* What an entry lacks it has from the one its crossref names: of a book its title is what holds the chapter. */
static const char *get(const struct entry *e, const char *name)
{
    static const char *const never[] = {"title",    "subtitle", "pages",  "doi",      "url",
                                        "snapshot", "sha256",   "author", "crossref", "shorttitle"};
    const char *v = own(e, name);
    if (v || !e->parent)
        return v;
    for (size_t i = 0; i < sizeof never / sizeof *never; i++)
        if (!strcmp(never[i], name))
            return NULL;
    v = own(e->parent, name);
    return v || strcmp(name, "booktitle") != 0 ? v : own(e->parent, "title");
}

static const char *plain(struct bib *b, const char *tex)
{
    struct buf out = {0};
    if (!tex)
        return NULL;
    tex_plain(tex, strlen(tex), &out);
    const char *s = arena_strdup(b->g->doc->arena, out.data);
    buf_drop(&out);
    return s;
}

/* A title keeps what CSL can say: italics, raised figures, words whose case stands. */
static const char *title_of(struct bib *b, const char *tex)
{
    struct buf out = {0};
    if (!tex)
        return NULL;
    tex_marked(tex, strlen(tex), &out);
    const char *s = arena_strdup(b->g->doc->arena, out.data);
    buf_drop(&out);
    return s;
}

static const char *type_of(const char *type, const char *subtype)
{
    static const char *const types[][2] = {{"book", "book"},
                                           {"mvbook", "book"},
                                           {"collection", "book"},
                                           {"mvcollection", "book"},
                                           {"proceedings", "book"},
                                           {"reference", "book"},
                                           {"booklet", "pamphlet"},
                                           {"inbook", "chapter"},
                                           {"incollection", "chapter"},
                                           {"suppbook", "chapter"},
                                           {"inreference", "entry-encyclopedia"},
                                           {"inproceedings", "paper-conference"},
                                           {"conference", "paper-conference"},
                                           {"manual", "report"},
                                           {"report", "report"},
                                           {"techreport", "report"},
                                           {"thesis", "thesis"},
                                           {"phdthesis", "thesis"},
                                           {"mastersthesis", "thesis"},
                                           {"online", "webpage"},
                                           {"electronic", "webpage"},
                                           {"www", "webpage"},
                                           {"unpublished", "manuscript"},
                                           {"patent", "patent"},
                                           {"dataset", "dataset"},
                                           {"software", "software"},
                                           {"periodical", "periodical"},
                                           {"legislation", "legislation"},
                                           {"jurisdiction", "legal_case"},
                                           {"legal", "treaty"},
                                           {"standard", "standard"},
                                           {"audio", "song"},
                                           {"music", "song"},
                                           {"movie", "motion_picture"},
                                           {"video", "motion_picture"},
                                           {"image", "graphic"},
                                           {"artwork", "graphic"},
                                           {"letter", "personal_communication"},
                                           {"review", "review"},
                                           {"performance", "performance"},
                                           {"interview", "interview"}};
    bool article = !strcmp(type, "article") || !strcmp(type, "suppperiodical");
    if (article && subtype && !strcasecmp(subtype, "newspaper"))
        return "article-newspaper";
    if (article && subtype && !strcasecmp(subtype, "magazine"))
        return "article-magazine";
    if (article)
        return "article-journal";
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (!strcmp(types[i][0], type))
            return types[i][1];
    return "document";
}

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
            if (isalpha((unsigned char)*p) && p + 2 < end && p[1] == ' ' && isalpha((unsigned char)p[2]) && (n == 1 || strncasecmp(p + 1, sep, n) != 0))
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

static const char *part(struct bib *b, const char *start, const char *end)
{
    while (start < end && *start == ' ')
        start++;
    while (end > start && end[-1] == ' ')
        end--;
    return start < end ? plain(b, arena_strndup(b->g->doc->arena, start, (size_t)(end - start))) : NULL;
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
static void add_name(struct bib *b, json_t *item, const char *role, const char *p, const char *end)
{
    while (p < end && utf8_is_space((unsigned char)*p))
        p++;
    while (end > p && utf8_is_space((unsigned char)end[-1]))
        end--;
    if (p >= end || (end - p == 6 && !strncmp(p, "others", 6)))
        return;
    if (*p == '{' && outside(p, end, " ") == end && outside(p, end, ",") == end && memchr(p, ' ', (size_t)(end - p))) {
        record_name(item, role, part(b, p, end), NULL, NULL, NULL);
        return;
    }
    const char *whole = part(b, p, end);
    if (whole && record_east_asian(whole)) {
        record_name(item, role, whole, NULL, NULL, NULL);
        return;
    }
    const char *comma = outside(p, end, ","), *second = comma < end ? outside(comma + 1, end, ",") : end;
    const char *suffix = NULL;
    if (comma < end && second == end && is_suffix(comma + 1, end)) { /* "Martin King, Jr.": that is no given name */
        suffix = part(b, comma + 1, end);
        end = comma;
    } else if (comma < end) {
        const char *family = past_particle(p, comma), *given = second < end ? second + 1 : comma + 1;
        record_name(item, role, part(b, family, comma), part(b, given, end), part(b, p, family),
                    second < end ? part(b, comma + 1, second) : NULL);
        return;
    }
    const char *word = p, *family = p, *von = NULL;
    for (const char *q; (q = outside(word, end, " ")) < end;) { /* the last word, or all from the first small word on */
        if (!von && word > p && begins_small(word, end))
            von = word;
        const char *rest = q + 1;
        if (is_suffix(rest, end) && word > p) {
            suffix = part(b, rest, end);
            end = q;
            break;
        }
        word = rest;
        family = word;
    }
    if (von)
        family = past_particle(von, end);
    record_name(item, role, part(b, family, end), part(b, p, von ? von : family), von ? part(b, von, family) : NULL, suffix);
}

static void add_names(struct bib *b, json_t *item, const char *role, const char *list)
{
    char *flat = list ? arena_strdup(b->g->doc->arena, list) : NULL;
    for (char *c = flat; c && *c; c++)
        if (utf8_is_space((unsigned char)*c))
            *c = ' ';
    for (const char *p = flat, *end = flat ? flat + strlen(flat) : NULL; p && p < end;) {
        const char *stop = outside(p, end, " and ");
        add_name(b, item, role, p, stop);
        p = stop < end ? stop + 5 : end;
    }
}

/* year, month and day, of which the month may hold the day too ("12~" # jan), or be two. */
static void add_date(struct bib *b, json_t *item, const struct entry *e)
{
    const char *date = get(e, "date"), *raw = get(e, "year"), *year = plain(b, raw), *month = plain(b, get(e, "month")),
               *day = plain(b, get(e, "day"));
    if (raw && !strpbrk(raw, "\\{")) /* 1990~: there ~ is no space */
        year = raw;
    if (date && *date) {
        record_date(item, "issued", date);
        return;
    }
    if (!year || !*year)
        return;
    bool plain_year = strlen(year) == 4 && strspn(year, "0123456789") == 4;
    if (plain_year && month && *month) {
        bool number = strspn(month, "0123456789") == strlen(month);
        day = day ? day : "";
        const char *whole = !number ? arena_printf(b->g->doc->arena, "%s %s %s", day, month, year)
                            : *day  ? arena_printf(b->g->doc->arena, "%s-%s-%s", year, month, day)
                                    : arena_printf(b->g->doc->arena, "%s-%s", year, month);
        record_date(item, "issued", whole);
        if (!json_object_get(json_object_get(item, "issued"), "literal"))
            return;
        json_object_del(item, "issued"); /* what stands for the month is none */
    }
    record_date(item, "issued", year);
}

/* Addresses and DOIs as some programs write them, escaped for TeX. */
static const char *address(struct bib *b, const char *s)
{
    if (!s)
        return NULL;
    char *out = arena_strdup(b->g->doc->arena, s), *w = out;
    for (const char *r = s; *r; r++) {
        bool command = !strncmp(r, "\\url", 4) && r[4] == '{';
        if (command)
            r += 3;
        else if (!(*r == '\\' && r[1] && strchr("_%&#~{}$", r[1])) && !strchr("{} \n\t\r", *r))
            *w++ = *r;
    }
    *w = 0;
    return *out ? out : NULL;
}

/* eprint is an id in the archive that eprinttype names. */
static void add_eprint(struct bib *b, json_t *item, const struct entry *e)
{
    static const char *const archives[][3] = {{"arxiv", "arXiv", "https://arxiv.org/abs/%s"},
                                              {"jstor", "JSTOR", "https://www.jstor.org/stable/%s"},
                                              {"pubmed", "PubMed", "https://pubmed.ncbi.nlm.nih.gov/%s"},
                                              {"hal", "HAL", "https://hal.science/%s"},
                                              {"hdl", "HDL", "https://hdl.handle.net/%s"}};
    const char *id = address(b, get(e, "eprint")), *of = get(e, "eprinttype");
    if (!of)
        of = get(e, "archiveprefix");
    for (size_t i = 0; id && of && i < sizeof archives / sizeof *archives; i++)
        if (!strcasecmp(archives[i][0], of)) {
            struct buf url = {0};
            const char *to = archives[i][2], *hole = strstr(to, "%s");
            buf_add(&url, to, (size_t)(hole - to));
            buf_adds(&url, id);
            if (!json_object_get(item, "DOI"))
                record_set(item, "URL", url.data);
            buf_drop(&url);
            if (json_object_get(item, "container-title")) /* it has appeared: the archive is a copy */
                return;
            record_set(item, "archive", archives[i][1]);
            record_set(item, "number", arena_printf(b->g->doc->arena, "%s:%s", archives[i][1], id));
        }
}

/* An address in a sentence ends where it cannot go on. */
static const char *first_address(struct bib *b, const char *s)
{
    const char *at = strstr(s, "http");
    return at ? arena_strndup(b->g->doc->arena, at, strcspn(at, ",;)\"")) : s;
}

/* biblatex's own words, of which each style makes its own. */
static bool genre_key(const char *s)
{
    static const char *const keys[] = {"mathesis", "phdthesis", "candthesis", "techreport", "resreport", "software", "datacd", "audiocd"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (!strcasecmp(keys[i], s))
            return true;
    return false;
}

static json_t *convert(struct bib *b, const struct entry *e)
{
    static const char *const same[][2] = {{"journaltitle", "container-title"},
                                          {"journal", "container-title"},
                                          {"shortjournal", "container-title-short"},
                                          {"publisher", "publisher"},
                                          {"school", "publisher"},
                                          {"institution", "publisher"},
                                          {"organization", "publisher"},
                                          {"address", "publisher-place"},
                                          {"location", "publisher-place"},
                                          {"volume", "volume"},
                                          {"volumes", "number-of-volumes"},
                                          {"issue", "issue"},
                                          {"edition", "edition"},
                                          {"series", "collection-title"},
                                          {"chapter", "chapter-number"},
                                          {"isbn", "ISBN"},
                                          {"issn", "ISSN"},
                                          {"abstract", "abstract"},
                                          {"keywords", "keyword"},
                                          {"version", "version"},
                                          {"eventtitle", "event-title"},
                                          {"venue", "event-place"},
                                          {"pubstate", "status"},
                                          {"pagetotal", "number-of-pages"},
                                          {"shorttitle", "title-short"},
                                          {"library", "archive"}};
    static const char *const roles[][2] = {{"author", "author"},         {"editor", "editor"},
                                           {"translator", "translator"}, {"bookauthor", "container-author"},
                                           {"director", "director"},     {"editora", "editor"}};
    static const char *const ours[] = {"kind", "grade"};
    json_t *item = json_object(), *custom = json_object();
    const char *type = type_of(e->type, get(e, "entrysubtype")), *title = title_of(b, get(e, "title")),
               *subtitle = title_of(b, get(e, "subtitle")), *number = plain(b, get(e, "number")),
               *how = get(e, "howpublished"), *genre = plain(b, get(e, "type"));
    if (!strcmp(type, "document") && (get(e, "url") || (how && strstr(how, "\\url"))))
        type = "webpage"; /* @misc with an address */
    bool article = !strncmp(type, "article", 7), series = !strcmp(type, "book") || !strcmp(type, "chapter");
    record_set(item, "id", e->key);
    record_set(item, "type", type);
    record_set(item, "title", title && subtitle ? arena_printf(b->g->doc->arena, "%s: %s", title, subtitle) : title);
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        record_set(item, same[i][1], plain(b, get(e, same[i][0])));
    record_set(item, "container-title", title_of(b, get(e, "booktitle")));
    record_set(item, article ? "issue" : series ? "collection-number" : "number", number);
    record_set(item, "page", plain(b, get(e, "pages")));
    record_set(item, "page", plain(b, get(e, "eid")));
    record_set(item, "DOI", record_doi(address(b, get(e, "doi"))));
    record_set(item, "URL", address(b, get(e, "url")));
    if (how && (strstr(how, "\\url") || strstr(how, "://")) && strstr(address(b, how), "://"))
        record_set(item, "URL", first_address(b, address(b, how)));
    else
        record_set(item, "publisher", plain(b, how));
    add_eprint(b, item, e);
    record_set(item, "archive_location", address(b, get(e, "archived")));
    record_set(item, "language", record_language(get(e, "langid") ? get(e, "langid") : get(e, "language")));
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        add_names(b, item, roles[i][1], get(e, roles[i][0]));
    add_date(b, item, e);
    record_date(item, "accessed", get(e, "urldate"));
    record_date(item, "original-date", get(e, "origdate"));
    record_date(item, "event-date", get(e, "eventdate"));
    if (genre && !genre_key(genre))
        record_set(item, "genre", genre);
    for (size_t i = 0; i < sizeof ours / sizeof *ours; i++)
        record_set(custom, ours[i], get(e, ours[i]));
    if (get(e, "snapshot")) {
        json_t *snapshot = json_object();
        record_set(snapshot, "href", get(e, "snapshot"));
        record_set(snapshot, "sha256", get(e, "sha256"));
        json_object_set_new(custom, "snapshot", snapshot);
    }
    json_object_set_new(item, "custom", custom);
    return item;
}

/* ---- entries ---- */

/* The note keeps its lines: some may be ours. */
static void add_note(struct bib *b, json_t *item, const struct entry *e, struct record *r)
{
    static const char *const names[] = {"note", "annote", "annotation", "addendum"};
    const struct field *f = NULL;
    for (size_t i = 0; i < sizeof names / sizeof *names && !f; i++)
        f = own_field(e, names[i]);
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

static void take(struct bib *b, const struct entry *e)
{
    struct record r = {.file = b->file, .src = place(b, e->at)};
    const struct field *snapshot = own_field(e, "snapshot");
    r.snapshot = snapshot ? place(b, snapshot->at) : r.src;
    json_t *item = convert(b, e);
    add_note(b, item, e, &r);
    r.item = item;
    record_take(b->g, &r);
    json_decref(item);
}

static void keep(struct bib *b, const struct entry *e)
{
    struct entry *kept = arena_alloc(b->g->doc->arena, sizeof *kept);
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
        struct entry *e = b->entries.v[i];
        const char *cross = own(e, "crossref");
        const struct entry *parent = cross ? map_find(b->by_key, small(b, cross, strlen(cross))) : NULL;
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
    struct entry e = {0};
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
    static const char *const months[] = {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};
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
