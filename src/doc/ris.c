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
    const char *start_page, *end_page;
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
                                           {"SLIDE", "speech"}};
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

/* "Family, Given, Jr."; without a comma an institution. */
static void add_name(struct ris *r, const char *role, char *s)
{
    char *given = strchr(s, ','), *suffix = given ? strchr(given + 1, ',') : NULL;
    if (given)
        *given++ = 0;
    if (suffix)
        *suffix++ = 0;
    while (given && *given == ' ')
        given++;
    while (suffix && *suffix == ' ')
        suffix++;
    record_name(r->item, role, s, given, NULL, suffix);
}

/* "2019/03/12/", "2019///spring". */
static void add_date(struct ris *r, const char *name, const char *v)
{
    char iso[11] = "";
    size_t n = 0, digits = strspn(v, "0123456789");
    if (digits == 4 && (v[4] == '/' || !v[4] || v[4] == '-')) {
        for (const char *p = v; n < 10;) {
            size_t k = strspn(p, "0123456789");
            if (!k || k > (n ? 2 : 4))
                break;
            n += (size_t)snprintf(iso + n, sizeof iso - n, n ? "-%02d" : "%04d", atoi(p));
            p += k;
            if (*p != '/' && *p != '-')
                break;
            p++;
        }
        record_date(r->item, name, iso);
    } else {
        record_date(r->item, name, v);
    }
}

static void end_value(struct ris *r)
{
    static const char *const same[][2] = {{"ID", "id"},
                                          {"TI", "title"},
                                          {"T1", "title"},
                                          {"CT", "title"},
                                          {"BT", "title"},
                                          {"T2", "container-title"},
                                          {"JO", "container-title"},
                                          {"JF", "container-title"},
                                          {"JA", "container-title-short"},
                                          {"J2", "container-title-short"},
                                          {"T3", "collection-title"},
                                          {"PB", "publisher"},
                                          {"CY", "publisher-place"},
                                          {"PP", "publisher-place"},
                                          {"VL", "volume"},
                                          {"IS", "issue"},
                                          {"CP", "issue"},
                                          {"SN", "ISSN"},
                                          {"UR", "URL"},
                                          {"L2", "URL"},
                                          {"LK", "URL"},
                                          {"DO", "DOI"},
                                          {"M3", "genre"},
                                          {"AB", "abstract"},
                                          {"N2", "abstract"},
                                          {"LA", "language"},
                                          {"ET", "edition"},
                                          {"ST", "title-short"},
                                          {"CN", "call-number"},
                                          {"DB", "source"},
                                          {"M1", "number"},
                                          {"AN", "number"}};
    static const char *const roles[][2] = {
        {"AU", "author"},    {"A1", "author"}, {"A2", "editor"}, {"ED", "editor"}, {"A3", "collection-editor"},
        {"A4", "translator"}};
    if (!*r->tag || !r->item)
        return;
    const char *v = settled(r), *tag = r->tag;
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        if (!strcmp(tag, same[i][0]))
            record_set(r->item, same[i][1], v);
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        if (!strcmp(tag, roles[i][0]) && *v)
            add_name(r, roles[i][1], arena_strdup(r->g->doc->arena, v));
    if (!strcmp(tag, "PY") || !strcmp(tag, "Y1") || !strcmp(tag, "DA")) {
        if (!strcmp(tag, "DA")) /* more exact than the year */
            json_object_del(r->item, "issued");
        add_date(r, "issued", v);
    } else if (!strcmp(tag, "Y2")) {
        add_date(r, "accessed", v);
    } else if (!strcmp(tag, "SP")) {
        r->start_page = v;
    } else if (!strcmp(tag, "EP")) {
        r->end_page = v;
    }
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
    r->start_page = r->end_page = NULL;
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

static void line(struct ris *r, const char *p, size_t n, int32_t number)
{
    bool tagged = n >= 5 && p[0] >= 'A' && p[0] <= 'Z' &&
                  ((p[1] >= 'A' && p[1] <= 'Z') || (p[1] >= '0' && p[1] <= '9')) && !memcmp(p + 2, "  -", 3);
    if (!tagged && r->item && !strcmp(r->tag, "N1"))
        note_line(r, p, n, (struct src){r->file, number, 1});
    if (!tagged) {
        buf_addc(&r->value, '\n');
        buf_add(&r->value, p, n);
        return;
    }
    end_value(r);
    memcpy(r->tag, p, 2);
    buf_clear(&r->value);
    buf_add(&r->value, p + 5, n - 5);
    if (!memcmp(p, "TY", 2)) {
        end_record(r);
        r->item = json_object();
        r->src = (struct src){r->file, number, 1};
        record_set(r->item, "type", type_of(settled(r)));
        r->tag[0] = 0;
    } else if (!memcmp(p, "ER", 2)) {
        r->tag[0] = 0;
        end_record(r);
    } else if (!r->item) {
        diag_add(r->g->diag, D_SOURCES_READ, (struct src){r->file, number, 1}, "RIS: “%.2s” stands before TY", p);
    } else if (!memcmp(p, "N1", 2)) {
        note_line(r, p + 5, n - 5, (struct src){r->file, number, 6});
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
