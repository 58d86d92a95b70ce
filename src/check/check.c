/* What is weak in the writing: nothing here keeps a dossier from being built, except evidence that does not hold. */
#include "check/internal.h"

#include <stdlib.h>
#include <string.h>

/* ---- saying it ---- */

/* "off: reason" of check covers everything, "off CODE CODE: reason" these alone. NULL: it is not waived here. */
static const char *waived_by(const char *check, enum diag_code code)
{
    const char *colon = check ? strchr(check, ':') : NULL;
    if (!colon || strncmp(check, "off", 3) != 0)
        return NULL;
    const char *name = diag_code_name(code), *p = check + 3;
    bool all = p == colon;
    for (size_t n = strlen(name); !all && p < colon;) {
        p += strspn(p, " ");
        size_t len = strcspn(p, " :");
        if (len == n && !strncmp(p, name, n))
            all = true;
        p += len;
    }
    return all ? colon + 1 + strspn(colon + 1, " ") : NULL;
}

static const char *reason_for(const struct node *n, enum diag_code code)
{
    const char *reason = NULL;
    for (; n && !reason; n = n->parent)
        reason = n->attrs ? waived_by(node_attr(n, "check"), code) : NULL;
    return reason;
}

void check_say(struct check *c, const struct node *n, struct src src, enum diag_code code, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    diag_vadd(c->diag, code, src, reason_for(n, code), fmt, ap);
    va_end(ap);
}

void check_say_source(struct check *c, const struct source *s, struct src src, enum diag_code code, const char *fmt,
                      ...)
{
    const struct node *n = s->label > 0 ? c->of_source[s->label - 1] : NULL;
    const char *reason = reason_for(n ? n : c->doc->sources_node, code);
    va_list ap;
    va_start(ap, fmt);
    diag_vadd(c->diag, code, src, reason ? reason : reason_for(c->doc->tree, code), fmt, ap);
    va_end(ap);
}

const struct source *check_source(const struct check *c, const char *id, size_t n)
{
    for (int32_t i = 0; i < c->doc->n_sources; i++)
        if (!strncmp(c->doc->sources[i].id, id, n) && !c->doc->sources[i].id[n])
            return &c->doc->sources[i];
    return NULL;
}

static void excerpt_text(const struct node *n, struct buf *out)
{
    for (const struct node *k = n->child; k; k = k->next)
        if (k->kind == NODE_TEXT && !k->generated)
            buf_add(out, k->text, (size_t)k->len);
        else if (k->kind != NODE_NOTE && k->kind != NODE_CITE && k->kind != NODE_STATUS && k->kind != NODE_CORR)
            excerpt_text(k, out);
}

void check_excerpt(const struct node *n, int most, struct buf *out)
{
    buf_adds(out, "");
    excerpt_text(n, out);
    const char *p = out->data, *end = p + out->len;
    for (int i = 0; p < end && i < most; i++)
        utf8_next(&p, end);
    if (p < end) {
        out->len = (size_t)(p - out->data);
        out->data[out->len] = 0;
        buf_adds(out, "…");
    }
}

/* ---- sources, tables, sections, languages ---- */

static void check_sources(struct check *c)
{
    for (int32_t i = 0; i < c->doc->n_sources; i++) {
        const struct source *s = &c->doc->sources[i];
        for (int32_t k = 0; k < s->n_author; k++)
            if (s->author[k].unsure)
                check_say_source(c, s, s->src, D_NAME_ORDER, "is “%s” a person? Then styles want the family name apart",
                                 s->author[k].literal);
        if (c->doc->sound && !s->n_cited)
            check_say_source(c, s, s->src, D_SOURCE_UNCITED, "the source “%s” is never cited", s->id);
        if (s->url && !s->accessed && !s->archived && !strstr(s->url, "://doi.org/")) /* a DOI stays */
            check_say_source(c, s, s->src, D_SOURCE_UNDATED,
                             "the source “%s” has a url, and neither accessed nor archived", s->id);
    }
}

static void check_table(struct check *c, const struct node *table)
{
    for (const struct node *n = table; n; n = node_next(n, table))
        if (n->kind == NODE_TH)
            return;
    check_say(c, table, table->src, D_TABLE_NO_HEAD, "this table has no header cell");
}

static void check_section(struct check *c, const struct node *section)
{
    for (const struct node *n = section->child; n; n = n->next)
        if (n->kind != NODE_TITLE)
            return;
    struct buf title = {0};
    buf_adds(&title, "");
    for (const struct node *n = section->child ? section->child->child : NULL; n; n = n->next)
        if (!n->generated)
            node_plain_text(n, &title);
    check_say(c, section, section->src, D_SECTION_EMPTY, "the section “%s” has a title and nothing in it", title.data);
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

enum { SHOWN_MAX = 300 };

static const struct buf *text_of(struct check *c, const char *file)
{
    struct buf *b = map_find(c->bytes, file);
    if (!b) {
        b = xcalloc(1, sizeof *b);
        if (!file_read(file, b, 64 << 20))
            buf_clear(b);
        map_put(c->bytes, file, b);
    }
    return b;
}

/* Of a text its white space was settled, its lines are gone: its file is read again. */
/* As a plain keyboard has it: what typo.c has set in the tree is not in the file. */
static void plain_signs(struct buf *out, const char *word, size_t n)
{
    for (const char *p = word, *end = word + n; p < end;) {
        uint32_t c = utf8_next(&p, end);
        buf_addu(out, c == 0xA0 || c == 0x202F ? ' ' : c == 0x2019 ? '\'' : c);
    }
}

static const char *find_word(const char *p, const char *end, const char *word, size_t n)
{
    const char *found = memmem(p, (size_t)(end - p), word, n);
    struct buf plain = {0};
    if (!found && n) {
        plain_signs(&plain, word, n);
        found = memmem(p, (size_t)(end - p), plain.data, plain.len);
    }
    buf_drop(&plain);
    return found;
}

struct src check_place(struct check *c, struct src src, const char *word, size_t n)
{
    const struct buf *b = src.file && c->shown++ < SHOWN_MAX ? text_of(c, src.file) : NULL;
    if (!b || !b->len)
        return src;
    const char *p = b->data, *end = p + b->len;
    for (int32_t line = 1; p && line < src.line; line++) {
        p = memchr(p, '\n', (size_t)(end - p));
        p = p ? p + 1 : NULL;
    }
    for (int32_t col = 1; p && p < end && col < src.col; col++)
        utf8_next(&p, end);
    const char *found = p && p < end ? find_word(p, end, word, n) : NULL;
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

static void check_lang(struct check *c, const struct node *n)
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
    check_say(c, n, check_place(c, n->src, start, (size_t)(stop - start)), D_LANG_MISSING,
              "“%.*s” stands in text whose language is `%s`", shown, start, n->lang);
}

static void check_alt(struct check *c, const struct node *n)
{
    const char *src = node_attr(n, "src");
    if (node_attr(n, "alt"))
        return;
    if (n->kind == NODE_CHART)
        check_say(c, n, n->src, D_ALT_MISSING, "this chart has no alt");
    else
        check_say(c, n, n->src, D_ALT_MISSING, "the picture “%s” has no alt", src ? src : "");
}

/* In the place of reading; info and sources too. */
static void check_nodes(struct check *c, const struct node *top, struct check_words *words)
{
    for (const struct node *n = top; n; n = node_next(n, top)) {
        if (n->generated)
            continue;
        switch (n->kind) {
        case NODE_TEXT:
            check_lang(c, n);
            if (top == c->doc->tree) {
                check_text(c, words, n);
                check_text_dates(c, n);
            }
            break;
        case NODE_ABBR: check_abbr(words, n); break;
        case NODE_CLAIM: check_claim(c, n); break;
        case NODE_IMG:
        case NODE_CHART: check_alt(c, n); break;
        case NODE_TABLE: check_table(c, n); break;
        case NODE_SECTION:
            if (c->doc->whole) /* else what it held may be the part that is missing */
                check_section(c, n);
            break;
        default: break;
        }
    }
}

static void find_source_elements(struct check *c)
{
    c->of_source = xcalloc((size_t)c->doc->n_sources + 1, sizeof *c->of_source);
    for (const struct node *n = c->doc->sources_node ? c->doc->sources_node->child : NULL; n; n = n->next)
        if (n->source && n->source->label > 0)
            c->of_source[n->source->label - 1] = n;
}

void check_document(const struct doc *doc, struct diag *diag)
{
    struct check c = {.doc = doc, .diag = diag, .bytes = map_new()};
    struct check_words *words = check_words_new();
    find_source_elements(&c);
    check_sources(&c);
    check_same(&c);
    check_dates(&c);
    if (doc->info)
        check_nodes(&c, doc->info, words);
    if (doc->sources_node)
        check_nodes(&c, doc->sources_node, words);
    check_nodes(&c, doc->tree, words);
    check_words_end(&c, words);
    check_contradictions(&c);
    check_evidence(&c);
    for (size_t i = 0; i < map_count(c.bytes); i++) {
        void *b;
        map_at(c.bytes, i, &b);
        buf_drop(b);
        free(b);
    }
    map_drop(c.bytes);
    check_words_drop(words);
    free(c.of_source);
}
