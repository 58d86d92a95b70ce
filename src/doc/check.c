/* What is weak in the writing: nothing here keeps a dossier from being built, except evidence that does not hold. */
#include "doc/check.h"

#include <stdlib.h>
#include <string.h>

static const char *id_or_none(const struct source *s)
{
    return s->id ? s->id : "?";
}

static void check_sources(const struct doc *doc, struct diag *diag)
{
    for (int32_t i = 0; i < doc->n_sources; i++) {
        const struct source *s = &doc->sources[i];
        if (doc->sound && !s->n_cited)
            diag_add(diag, D_SOURCE_UNCITED, s->src, "the source “%s” is never cited", id_or_none(s));
        if (s->url && !s->accessed && !s->archived && !strstr(s->url, "://doi.org/")) /* a DOI stays */
            diag_add(diag, D_SOURCE_UNDATED, s->src, "the source “%s” has a url, and neither accessed nor archived",
                     id_or_none(s));
    }
}

/* Adds the ids of a space-separated list that are not yet there. */
static void add_ids(struct map *ids, const char *list)
{
    while (list && *list) {
        while (utf8_is_space((unsigned char)*list))
            list++;
        size_t n = strcspn(list, " \t\r\n");
        if (n) {
            struct buf id = {0};
            buf_add(&id, list, n);
            map_put(ids, id.data, ids);
            buf_drop(&id);
        }
        list += n;
    }
}

static void check_claim(const struct node *claim, struct diag *diag)
{
    struct map *ids = map_new();
    const char *status = node_attr(claim, "status");
    add_ids(ids, node_attr(claim, "source"));
    for (const struct node *n = node_next(claim, claim); n; n = node_next(n, claim))
        if (n->kind == NODE_CITE)
            add_ids(ids, node_attr(n, "source"));
    if (!map_count(ids))
        diag_add(diag, D_CLAIM_BARE, claim->src, "this claim names no source");
    else if (map_count(ids) == 1 && status && !strcmp(status, "established"))
        diag_add(diag, D_CLAIM_ALONE, claim->src, "this claim is called established on one source alone, “%s”",
                 map_at(ids, 0, NULL));
    map_drop(ids);
}

static void check_table(const struct node *table, struct diag *diag)
{
    for (const struct node *n = table; n; n = node_next(n, table))
        if (n->kind == NODE_TH)
            return;
    diag_add(diag, D_TABLE_NO_HEAD, table->src, "this table has no header cell");
}

static void check_section(const struct node *section, struct diag *diag)
{
    for (const struct node *n = section->child; n; n = n->next)
        if (n->kind != NODE_TITLE)
            return;
    struct buf title = {0};
    buf_adds(&title, "");
    for (const struct node *n = section->child ? section->child->child : NULL; n; n = n->next)
        if (!n->generated)
            node_plain_text(n, &title);
    diag_add(diag, D_SECTION_EMPTY, section->src, "the section “%s” has a title and nothing in it", title.data);
    buf_drop(&title);
}

static bool lang_is_cjk(const char *lang)
{
    static const char *const langs[] = {"zh", "ja", "ko", "yue", "cmn", "lzh", "nan", "hak", "wuu", "gan", "hsn"};
    size_t n = strcspn(lang, "-_");
    for (size_t i = 0; i < sizeof langs / sizeof *langs; i++)
        if (strlen(langs[i]) == n && !strncasecmp(lang, langs[i], n))
            return true;
    return false;
}

/* Files are read again to show where in a text something stands: its white space was settled, its lines are gone. */
struct texts {
    struct map *bytes; /* file -> struct buf */
    int shown;         /* places looked up so far: each costs a walk through its file */
};
enum { SHOWN_MAX = 300 };

static const struct buf *text_of(struct texts *t, const char *file)
{
    struct buf *b = map_find(t->bytes, file);
    if (!b) {
        b = xcalloc(1, sizeof *b);
        if (!file_read(file, b, 64 << 20))
            buf_clear(b);
        map_put(t->bytes, file, b);
    }
    return b;
}

/* The place of the first occurrence of word at or after src; src itself if the file does not have it as it is. */
static struct src place_of_word(struct texts *t, struct src src, const char *word, size_t n)
{
    const struct buf *b = src.file && t->shown++ < SHOWN_MAX ? text_of(t, src.file) : NULL;
    if (!b || !b->len)
        return src;
    const char *p = b->data, *end = p + b->len;
    for (int32_t line = 1; p && line < src.line; line++) {
        p = memchr(p, '\n', (size_t)(end - p));
        p = p ? p + 1 : NULL;
    }
    for (int32_t col = 1; p && p < end && col < src.col; col++)
        utf8_next(&p, end);
    const char *found = p && p < end ? memmem(p, (size_t)(end - p), word, n) : NULL;
    if (!found)
        return src;
    while (p < found) {
        bool line = *p == '\n';
        utf8_next(&p, end);
        src.line += line;
        src.col = line ? 1 : src.col + 1;
    }
    return src;
}

static void check_lang(const struct node *n, struct texts *texts, struct diag *diag)
{
    const char *p = n->text, *end = p + n->len, *start = NULL, *stop = NULL;
    while (p < end) {
        const char *at = p;
        if (!utf8_is_han(utf8_next(&p, end))) {
            if (start)
                break;
            continue;
        }
        if (!start)
            start = at;
        stop = p;
    }
    if (!start || lang_is_cjk(n->lang))
        return;
    int shown = stop - start > 60 ? 60 : (int)(stop - start); /* of three-byte signs: 20 of them */
    while (shown > 0 && start + shown < stop && ((unsigned char)start[shown] & 0xC0) == 0x80)
        shown--;
    diag_add(diag, D_LANG_MISSING, place_of_word(texts, n->src, start, (size_t)(stop - start)),
             "“%.*s” stands in text whose language is `%s`", shown, start, n->lang);
}

static void check_nodes(const struct node *top, bool whole, struct texts *texts, struct diag *diag)
{
    for (const struct node *n = top; n; n = node_next(n, top)) {
        if (n->generated)
            continue;
        switch (n->kind) {
        case NODE_TEXT: check_lang(n, texts, diag); break;
        case NODE_CLAIM: check_claim(n, diag); break;
        case NODE_IMG:
            if (!node_attr(n, "alt"))
                diag_add(diag, D_ALT_MISSING, n->src, "the picture “%s” has no alt",
                         node_attr(n, "src") ? node_attr(n, "src") : "");
            break;
        case NODE_CHART:
            if (!node_attr(n, "alt"))
                diag_add(diag, D_ALT_MISSING, n->src, "this chart has no alt");
            break;
        case NODE_TABLE: check_table(n, diag); break;
        case NODE_SECTION:
            if (whole) /* else what it held may be the part that is missing */
                check_section(n, diag);
            break;
        default: break;
        }
    }
}

void doc_check(const struct doc *doc, struct diag *diag)
{
    struct texts texts = {map_new(), 0};
    check_sources(doc, diag);
    check_same(doc, diag);
    if (doc->info)
        check_nodes(doc->info, doc->whole, &texts, diag);
    if (doc->sources_node)
        check_nodes(doc->sources_node, doc->whole, &texts, diag);
    check_nodes(doc->tree, doc->whole, &texts, diag);
    check_evidence(doc, diag);
    for (size_t i = 0; i < map_count(texts.bytes); i++) {
        void *b;
        map_at(texts.bytes, i, &b);
        buf_drop(b);
        free(b);
    }
    map_drop(texts.bytes);
}
