/* A BibTeX or biblatex entry as a CSL item: its type, fields, dates, addresses. */
#include "doc/bibtex.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

const struct bib_field *bib_own(const struct bib_entry *e, const char *name)
{
    for (size_t i = 0; e && i < e->field.n; i++)
        if (!strcmp(e->field.v[i].name, name))
            return &e->field.v[i];
    return NULL;
}

const char *bib_value(const struct bib_entry *e, const char *name)
{
    const struct bib_field *f = bib_own(e, name);
    return f ? f->value : NULL;
}

const char *bib_plain(struct arena *a, const char *tex)
{
    struct buf out = {0};
    if (!tex)
        return NULL;
    tex_plain(tex, strlen(tex), &out);
    const char *s = arena_strdup(a, out.data);
    buf_drop(&out);
    return s;
}

/* What an entry lacks it has from the one its crossref names: of a book its title is what holds the chapter. */
static const char *get(const struct bib_entry *e, const char *name)
{
    static const char *const never[] = {"title",    "subtitle", "pages",  "doi",      "url",
                                        "snapshot", "sha256",   "author", "crossref", "shorttitle"};
    const char *v = bib_value(e, name);
    if (v || !e->parent)
        return v;
    for (size_t i = 0; i < sizeof never / sizeof *never; i++)
        if (!strcmp(never[i], name))
            return NULL;
    v = bib_value(e->parent, name);
    return v || strcmp(name, "booktitle") != 0 ? v : bib_value(e->parent, "title");
}

/* A title keeps what CSL can say: italics, raised figures, words whose case stands. */
static const char *title_of(struct arena *a, const char *tex)
{
    struct buf out = {0};
    if (!tex)
        return NULL;
    tex_marked(tex, strlen(tex), &out);
    const char *s = arena_strdup(a, out.data);
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

/* year, month and day, of which the month may hold the day too ("12~" # jan), or be two. */
static void add_date(struct arena *a, json_t *item, const struct bib_entry *e)
{
    const char *date = get(e, "date"), *raw = get(e, "year"), *year = bib_plain(a, raw),
               *month = bib_plain(a, get(e, "month")), *day = bib_plain(a, get(e, "day"));
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
        const char *whole = !number ? arena_printf(a, "%s %s %s", day, month, year)
                            : *day  ? arena_printf(a, "%s-%s-%s", year, month, day)
                                    : arena_printf(a, "%s-%s", year, month);
        record_date(item, "issued", whole);
        if (!json_object_get(json_object_get(item, "issued"), "literal"))
            return;
        json_object_del(item, "issued"); /* what stands for the month is none */
    }
    record_date(item, "issued", year);
}

/* Addresses and DOIs as some programs write them, escaped for TeX. */
static const char *address(struct arena *a, const char *s)
{
    if (!s)
        return NULL;
    char *out = arena_strdup(a, s), *w = out;
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
static void add_eprint(struct arena *a, json_t *item, const struct bib_entry *e)
{
    static const char *const archives[][3] = {{"arxiv", "arXiv", "https://arxiv.org/abs/%s"},
                                              {"jstor", "JSTOR", "https://www.jstor.org/stable/%s"},
                                              {"pubmed", "PubMed", "https://pubmed.ncbi.nlm.nih.gov/%s"},
                                              {"hal", "HAL", "https://hal.science/%s"},
                                              {"hdl", "HDL", "https://hdl.handle.net/%s"}};
    const char *id = address(a, get(e, "eprint")), *of = get(e, "eprinttype");
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
            record_set(item, "number", arena_printf(a, "%s:%s", archives[i][1], id));
        }
}

/* An address in a sentence ends where it cannot go on. */
static const char *first_address(struct arena *a, const char *s)
{
    const char *at = strstr(s, "http");
    return at ? arena_strndup(a, at, strcspn(at, ",;)\"")) : s;
}

/* biblatex's own words, of which each style makes its own. */
static bool genre_key(const char *s)
{
    static const char *const keys[] = {"mathesis",  "phdthesis", "candthesis", "techreport",
                                       "resreport", "software",  "datacd",     "audiocd"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (!strcasecmp(keys[i], s))
            return true;
    return false;
}

json_t *bib_item(struct arena *a, const struct bib_entry *e)
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
    const char *type = type_of(e->type, get(e, "entrysubtype")), *title = title_of(a, get(e, "title")),
               *subtitle = title_of(a, get(e, "subtitle")), *number = bib_plain(a, get(e, "number")),
               *how = get(e, "howpublished"), *genre = bib_plain(a, get(e, "type"));
    if (!strcmp(type, "document") && (get(e, "url") || (how && strstr(how, "\\url"))))
        type = "webpage"; /* @misc with an address */
    bool article = !strncmp(type, "article", 7), series = !strcmp(type, "book") || !strcmp(type, "chapter");
    record_set(item, "id", e->key);
    record_set(item, "type", type);
    record_set(item, "title", title && subtitle ? arena_printf(a, "%s: %s", title, subtitle) : title);
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        record_set(item, same[i][1], bib_plain(a, get(e, same[i][0])));
    record_set(item, "container-title", title_of(a, get(e, "booktitle")));
    record_set(item, article ? "issue" : series ? "collection-number" : "number", number);
    record_set(item, "page", bib_plain(a, get(e, "pages")));
    record_set(item, "page", bib_plain(a, get(e, "eid")));
    record_set(item, "DOI", record_doi(address(a, get(e, "doi"))));
    record_set(item, "URL", address(a, get(e, "url")));
    const char *where = how && (strstr(how, "\\url") || strstr(how, "://")) ? address(a, how) : NULL;
    if (where && strstr(where, "://"))
        record_set(item, "URL", first_address(a, where));
    else
        record_set(item, "publisher", bib_plain(a, how));
    add_eprint(a, item, e);
    record_set(item, "archive_location", address(a, get(e, "archived")));
    record_set(item, "language", record_language(get(e, "langid") ? get(e, "langid") : get(e, "language")));
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        bib_names(a, item, roles[i][1], get(e, roles[i][0]));
    add_date(a, item, e);
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
