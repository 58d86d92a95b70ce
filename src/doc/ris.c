/* RIS files ("TY  - JOUR" … "ER  - ") to CSL items. Lines without a tag go on with the value before. */
#include "doc/records.h"

#include <stdlib.h>
#include <string.h>

struct ris {
    struct gather *g;
    const char *file;
    json_t *item; /* between TY and ER */
    struct src src;
    struct buf value;
    char tag[3];
    struct buf note; /* all notes, with their lines: some may be ours */
    VEC(struct src) note_at;
    const char *start_page, *end_page, *year, *day;
    bool narrow; /* "TY - JOUR": one space, as some write */
};

static const char *type_of(const char *type)
{
    static const char *const types[][2] = {{"JOUR", "article-journal"},
                                           {"EJOUR", "article-journal"},
                                           {"JFULL", "periodical"},
                                           {"MGZN", "article-magazine"},
                                           {"NEWS", "article-newspaper"},
                                           {"BOOK", "book"},
                                           {"EBOOK", "book"},
                                           {"EDBOOK", "book"},
                                           {"CHAP", "chapter"},
                                           {"ECHAP", "chapter"},
                                           {"CONF", "paper-conference"},
                                           {"CPAPER", "paper-conference"},
                                           {"RPRT", "report"},
                                           {"GOVDOC", "report"},
                                           {"THES", "thesis"},
                                           {"ELEC", "webpage"},
                                           {"WEB", "webpage"},
                                           {"BLOG", "post-weblog"},
                                           {"UNPB", "manuscript"},
                                           {"MANSCPT", "manuscript"},
                                           {"PAMP", "pamphlet"},
                                           {"PAT", "patent"},
                                           {"DATA", "dataset"},
                                           {"COMP", "software"},
                                           {"STAND", "standard"},
                                           {"STAT", "legislation"},
                                           {"LEGAL", "legislation"},
                                           {"BILL", "bill"},
                                           {"CASE", "legal_case"},
                                           {"HEAR", "hearing"},
                                           {"MAP", "map"},
                                           {"MPCT", "motion_picture"},
                                           {"VIDEO", "motion_picture"},
                                           {"SOUND", "song"},
                                           {"MUSIC", "song"},
                                           {"ART", "graphic"},
                                           {"ICOMM", "personal_communication"},
                                           {"PCOMM", "personal_communication"},
                                           {"ENCYC", "entry-encyclopedia"},
                                           {"DICT", "entry-dictionary"},
                                           {"SLIDE", "speech"},
                                           {"ABST", "article-journal"},
                                           {"INPR", "article-journal"},
                                           {"MULTI", "webpage"},
                                           {"CLSWK", "classic"},
                                           {"ANCIENT", "classic"},
                                           {"SER", "book"},
                                           {"CTLG", "book"},
                                           {"AGGR", "dataset"},
                                           {"DBASE", "dataset"},
                                           {"CHART", "figure"},
                                           {"FIGURE", "figure"},
                                           {"EQUA", "figure"},
                                           {"UNBILL", "bill"},
                                           {"ADVS", "motion_picture"},
                                           {"PODCST", "broadcast"},
                                           {"POD", "broadcast"},
                                           {"INTV", "interview"}};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (!strcmp(types[i][0], type))
            return types[i][1];
    return "document";
}

static const char *settled(struct ris *r)
{
    char *s = arena_strndup(r->g->doc->arena, r->value.data ? r->value.data : "", r->value.len);
    size_t n = strlen(s);
    while (n && utf8_is_space((unsigned char)s[n - 1]))
        s[--n] = 0;
    while (utf8_is_space((unsigned char)*s))
        s++;
    for (char *c = s; *c; c++)
        if (*c == '\n')
            *c = ' ';
    return s;
}

/* Past the comma, Western or Chinese, after which the next part of a name stands; the part before it is cut off. */
static char *cut_at_comma(char *s)
{
    char *comma = s ? strchr(s, ',') : NULL, *wide = s ? strstr(s, "，") : NULL;
    if (wide && (!comma || wide < comma)) {
        *wide = 0;
        s = wide + strlen("，");
    } else if (comma) {
        *comma = 0;
        s = comma + 1;
    } else {
        return NULL;
    }
    while (*s == ' ')
        s++;
    return s;
}

/* "Family, Given, Jr."; without a comma an institution. Chinese exports put several on a line: "王小明;李四；". */
static void add_names(struct ris *r, const char *role, char *s)
{
    while (s && *s) {
        size_t n = strcspn(s, ";");
        char *wide = strstr(s, "；"), *next = s[n] ? s + n + 1 : NULL;
        if (wide && wide < s + n) {
            n = (size_t)(wide - s);
            next = wide + strlen("；");
        }
        s[n] = 0;
        while (*s == ' ')
            s++;
        char *given = cut_at_comma(s), *suffix = cut_at_comma(given);
        for (size_t k = strlen(s); k && s[k - 1] == ' ';)
            s[--k] = 0;
        record_name(r->item, role, s, given, NULL, suffix);
        s = next;
    }
}

/* "2019/03/12/", "2019///spring", "2019/03//": the parts that are there. */
static void add_date(struct ris *r, const char *name, const char *v)
{
    char iso[11] = "";
    size_t n = 0;
    if (strspn(v, "0123456789") == 4 && v[4] == '/') {
        for (const char *p = v; n < 10;) {
            size_t k = strspn(p, "0123456789");
            if (!k || k > (n ? 2 : 4))
                break;
            n += (size_t)snprintf(iso + n, sizeof iso - n, n ? "-%02d" : "%04d", atoi(p));
            p += k;
            if (*p++ != '/')
                break;
        }
        const char *words = strrchr(v, '/') + 1;
        bool season = n == 4 && *words && !(*words >= '0' && *words <= '9');
        record_date(r->item, name, season ? arena_printf(r->g->doc->arena, "%s %.4s", words, v) : iso);
    } else {
        record_date(r->item, name, v);
    }
}

static bool has_year(const char *v)
{
    for (; *v; v++) {
        size_t n = strspn(v, "0123456789");
        if (n == 4)
            return true;
        v += n ? n - 1 : 0;
    }
    return false;
}

/* PY has the year, DA maybe all: "2019/03/12/", or as EndNote has it "Mar 12". */
static void settle_date(struct ris *r)
{
    const char *year = r->year, *day = r->day, *both = NULL;
    if (day && year && !has_year(day))
        both = arena_printf(r->g->doc->arena, "%s %.4s", day, year);
    if (day && has_year(day))
        add_date(r, "issued", day);
    else if (both)
        add_date(r, "issued", both);
    if (json_object_get(json_object_get(r->item, "issued"), "literal") && year)
        json_object_del(r->item, "issued"); /* the year is sure */
    if (year)
        add_date(r, "issued", year);
    if (day)
        add_date(r, "issued", day);
}

static void add_keyword(struct ris *r, const char *v)
{
    const char *old = json_string_value(json_object_get(r->item, "keyword"));
    json_object_set_new(r->item, "keyword", json_string(old ? arena_printf(r->g->doc->arena, "%s, %s", old, v) : v));
}

/* What a tag means may depend on the type of the record. */
static const char *field_of(const char *tag, const char *type)
{
    static const char *const same[][2] = {{"ID", "id"},
                                          {"TI", "title"},
                                          {"T1", "title"},
                                          {"CT", "title"},
                                          {"JO", "container-title"},
                                          {"JF", "container-title"},
                                          {"T2", "container-title"},
                                          {"BT", "container-title"},
                                          {"JA", "container-title-short"},
                                          {"J1", "container-title-short"},
                                          {"J2", "container-title-short"},
                                          {"T3", "collection-title"},
                                          {"PB", "publisher"},
                                          {"CY", "publisher-place"},
                                          {"PP", "publisher-place"},
                                          {"VL", "volume"},
                                          {"VO", "volume"},
                                          {"NV", "number-of-volumes"},
                                          {"IS", "issue"},
                                          {"CP", "issue"},
                                          {"SN", "ISSN"},
                                          {"AB", "abstract"},
                                          {"N2", "abstract"},
                                          {"ET", "edition"},
                                          {"ST", "title-short"},
                                          {"CN", "call-number"},
                                          {"DB", "source"},
                                          {"SE", "section"},
                                          {"M1", "number"},
                                          {"M3", "genre"},
                                          {"RI", "reviewed-title"}};
    static const char *const whole[] = {"book", "report", "classic", "thesis"};
    bool article = !strncmp(type, "article", 7), single = false;
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
        single = single || !strcmp(type, whole[i]);
    if (!strcmp(tag, "BT") && single)
        return "title";
    if (!strcmp(tag, "T2") && single) /* a book stands in a series, not in another book */
        return "collection-title";
    if (!strcmp(tag, "SN") && (single || !strcmp(type, "chapter")))
        return "ISBN";
    if (!strcmp(tag, "M3") && (article || !strcmp(type, "book") || !strcmp(type, "chapter"))) /* "Journal Article" */
        return NULL;
    if (!strcmp(tag, "SE") && article)
        return NULL;
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        if (!strcmp(tag, same[i][0]))
            return same[i][1];
    return NULL;
}

static bool is_address(const char *v)
{
    return !strncmp(v, "http://", 7) || !strncmp(v, "https://", 8) || !strncmp(v, "ftp://", 6);
}

static void end_value(struct ris *r)
{
    static const char *const roles[][2] = {
        {"AU", "author"},    {"A1", "author"}, {"A2", "editor"}, {"ED", "editor"}, {"A3", "collection-editor"},
        {"A4", "translator"}};
    if (!*r->tag || !r->item)
        return;
    const char *v = settled(r), *tag = r->tag,
               *field = field_of(tag, json_string_value(json_object_get(r->item, "type")));
    if (field)
        record_set(r->item, field, v);
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        if (!strcmp(tag, roles[i][0]) && *v)
            add_names(r, roles[i][1], arena_strdup(r->g->doc->arena, v));
    if (*v && (!strcmp(tag, "PY") || !strcmp(tag, "Y1")))
        r->year = v;
    else if (*v && !strcmp(tag, "DA"))
        r->day = v;
    else if (!strcmp(tag, "Y2") && *v)
        add_date(r, "accessed", v);
    else if (!strcmp(tag, "SP"))
        r->start_page = v;
    else if (!strcmp(tag, "EP"))
        r->end_page = v;
    else if (!strcmp(tag, "DO"))
        record_set(r->item, "DOI", record_doi(v));
    else if (!strcmp(tag, "LA"))
        record_set(r->item, "language", record_language(v));
    else if (!strcmp(tag, "KW") && *v)
        add_keyword(r, v);
    else if ((!strcmp(tag, "UR") || !strcmp(tag, "L2") || !strcmp(tag, "LK")) && is_address(v))
        record_set(r->item, "URL", arena_strndup(r->g->doc->arena, v, strcspn(v, " ;")));
    r->tag[0] = 0;
}

static void end_record(struct ris *r)
{
    if (!r->item)
        return;
    if (r->start_page)
        record_set(r->item, "page",
                   r->end_page && *r->end_page ? arena_printf(r->g->doc->arena, "%s-%s", r->start_page, r->end_page)
                                               : r->start_page);
    settle_date(r);
    record_set(r->item, "note", r->note.data);
    record_make_id(r->g, r->item);
    struct record record = {.file = r->file, .item = r->item, .src = r->src, .snapshot = r->src};
    record.note = r->note_at.v;
    record.n_note = r->note_at.n;
    record_take(r->g, &record);
    buf_clear(&r->note);
    r->note_at.n = 0;
    json_decref(r->item);
    r->item = NULL;
    r->start_page = r->end_page = r->year = r->day = NULL;
}

static void note_line(struct ris *r, const char *p, size_t n, struct src src)
{
    size_t skip = 0;
    while (skip < n && utf8_is_space((unsigned char)p[skip]))
        skip++;
    buf_adds(&r->note, r->note_at.n ? "\n" : "");
    buf_add(&r->note, p + skip, n - skip);
    src.col += (int32_t)skip;
    vec_push(&r->note_at, src);
}

/* Where the value begins after "AU  - "; 0: no tag stands here. */
static size_t tag_end(const struct ris *r, const char *p, size_t n)
{
    size_t at = r->narrow ? 4 : 5;
    if (n < at || p[0] < 'A' || p[0] > 'Z' || !((p[1] >= 'A' && p[1] <= 'Z') || (p[1] >= '0' && p[1] <= '9')))
        return 0;
    return memcmp(p + 2, r->narrow ? " -" : "  -", at - 2) ? 0 : at;
}

static bool is_note(const char *tag)
{
    return !strncmp(tag, "N1", 2) || !strncmp(tag, "RN", 2);
}

static void line(struct ris *r, const char *p, size_t n, int32_t number)
{
    struct src src = {r->file, number, 1};
    if (!r->item && n >= 4 && !memcmp(p, "TY -", 4))
        r->narrow = true;
    size_t at = tag_end(r, p, n);
    if (!at && r->item && is_note(r->tag))
        note_line(r, p, n, src);
    if (!at) {
        buf_addc(&r->value, '\n');
        buf_add(&r->value, p, n);
        return;
    }
    end_value(r);
    memcpy(r->tag, p, 2);
    buf_clear(&r->value);
    buf_add(&r->value, p + at, n - at);
    if (!memcmp(p, "TY", 2)) {
        end_record(r);
        r->item = json_object();
        r->src = src;
        record_set(r->item, "type", type_of(settled(r)));
        r->tag[0] = 0;
    } else if (!memcmp(p, "ER", 2)) {
        r->tag[0] = 0;
        end_record(r);
    } else if (!r->item) {
        diag_add(r->g->diag, D_SOURCES_READ, src, "RIS: “%.2s” stands before TY", p);
    } else if (is_note(p)) {
        src.col += (int32_t)at;
        note_line(r, p + at, n - at, src);
    }
}

void ris_parse(struct gather *g, const char *file, const char *text, size_t len)
{
    struct ris r = {.g = g, .file = file};
    int32_t number = 1;
    for (const char *p = text, *end = text + len; p < end; number++) {
        const char *nl = memchr(p, '\n', (size_t)(end - p)), *stop = nl ? nl : end;
        size_t n = (size_t)(stop - p);
        line(&r, p, n && p[n - 1] == '\r' ? n - 1 : n, number);
        p = nl ? nl + 1 : end;
    }
    end_value(&r);
    end_record(&r);
    buf_drop(&r.value);
    buf_drop(&r.note);
    vec_drop(&r.note_at);
}
