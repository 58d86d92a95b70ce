/* A source as inlines: its reference as the citation style has it, then what the style may have left out though every entry says it here
 * (the address, the day it was read), the copies kept, the remark. Titles and Chinese are marked with their language. */
#include "doc/references.h"

#include "doc/dates.h"
#include "doc/words.h"

#include <string.h>

/* ---- languages ---- */

static bool has_han(const char *s)
{
    const char *end = s + strlen(s);
    while (s < end)
        if (utf8_is_han(utf8_next(&s, end)))
            return true;
    return false;
}

static bool same_language(const char *a, const char *b)
{
    size_t n = strcspn(a, "-_");
    return n == strcspn(b, "-_") && !strncmp(a, b, n);
}

static bool writes_han(const char *lang)
{
    return lang && (lang_is(lang, "zh") || lang_is(lang, "ja"));
}

static struct node *span_in(struct doc *doc, struct node *parent, const char *lang)
{
    struct node *span = gen_node(doc, parent, NODE_SPAN);
    span->lang = lang;
    return span;
}

/* The language of Han characters in a reference: that of the author they name, else that of the title. */
static const char *language_of_han(const struct source *s, const char *text)
{
    for (int32_t i = 0; s && i < s->n_author; i++) {
        const struct source_name *n = &s->author[i];
        const char *name = n->literal ? n->literal : n->family;
        if (writes_han(n->lang) && name && (strstr(text, name) || strstr(name, text)))
            return n->lang;
    }
    return s && writes_han(s->lang) ? s->lang : "zh-Hans";
}

/* The end of the characters at s that are all of East Asia, or all not. */
static const char *stretch(const char *s, const char *end, bool *east)
{
    const char *next = s;
    *east = utf8_is_cjk(utf8_next(&next, end));
    while (next < end) {
        const char *at = next;
        if (utf8_is_cjk(utf8_next(&next, end)) != *east)
            return at;
    }
    return end;
}

static void put_marked(struct doc *doc, struct node *parent, const char *s, const struct source *source)
{
    const char *end = s + strlen(s);
    bool east;
    for (const char *next; s < end; s = next) {
        next = stretch(s, end, &east);
        char *part = arena_strndup(doc->arena, s, (size_t)(next - s));
        bool marked = east && !writes_han(parent->lang);
        gen_text(doc, marked ? span_in(doc, parent, language_of_han(source, part)) : parent, part);
    }
}

static void put_title(struct doc *doc, struct node *parent, const char *s, const struct source *source)
{
    const char *lang = source->lang;
    bool transcribed = lang && lang_is(lang, "zh") && !has_han(s);
    if (transcribed)
        parent = span_in(doc, parent, "zh-Latn");
    else if (lang && !same_language(lang, parent->lang))
        parent = span_in(doc, parent, lang);
    put_marked(doc, parent, s, source);
}

/* ---- runs to nodes ---- */

/* As it is read on paper: without the scheme, without its middle where it is long; the link has all of it. */
static const char *short_address(struct doc *doc, const char *url)
{
    enum { LONG = 88, HEAD = 52, TAIL = 30 };
    const char *p = strstr(url, "://");
    p = p && p - url < 8 ? p + 3 : url;
    size_t n = strlen(p);
    if (n > 1 && p[n - 1] == '/' && !memchr(p, '?', n))
        n--;
    if (n <= LONG)
        return arena_strndup(doc->arena, p, n);
    size_t head = HEAD, tail = TAIL;
    while (head > 1 && ((unsigned char)p[head] & 0xC0) == 0x80)
        head--;
    while (tail > 1 && ((unsigned char)p[n - tail] & 0xC0) == 0x80)
        tail--;
    return arena_printf(doc->arena, "%.*s…%.*s", (int)head, p, (int)tail, p + n - tail);
}

static void put_link(struct doc *doc, struct node *parent, const char *href, const char *text)
{
    struct node *a = gen_node(doc, parent, NODE_A);
    a->href = arena_strdup(doc->arena, href);
    a->class = "address";
    node_set_attr(doc, a, "href", a->href);
    gen_text(doc, a, short_address(doc, text));
}

static struct node *within(struct doc *doc, struct node *parent, bool asked, enum node_kind kind)
{
    return asked ? gen_node(doc, parent, kind) : parent;
}

/* A title in [ ] was given by the dossier's authors: it is no name of a book. */
void reference_run(struct doc *doc, struct node *parent, const struct cite_run *run, const struct source *s)
{
    bool title = run->title && s, supplied = title && *run->text == '[';
    parent = within(doc, parent, (run->flags & (CITE_ITALIC | CITE_OBLIQUE)) && !supplied, NODE_EM);
    parent = within(doc, parent, run->flags & CITE_BOLD, NODE_STRONG);
    parent = within(doc, parent, run->flags & CITE_SUP, NODE_SUP);
    parent = within(doc, parent, run->flags & CITE_SUB, NODE_SUB);
    if (run->flags & CITE_SMALL_CAPS) {
        parent = gen_node(doc, parent, NODE_SPAN);
        parent->class = "small-caps";
    }
    if (run->href)
        put_link(doc, parent, run->href, run->text);
    else if (title)
        put_title(doc, parent, run->text, s);
    else
        put_marked(doc, parent, run->text, s);
}

static void put_text(struct doc *doc, struct node *parent, const struct cite_text *t, const struct source *s)
{
    for (size_t i = 0; t && i < t->n; i++)
        if (t->runs[i].display != CITE_LEFT_MARGIN)
            reference_run(doc, parent, &t->runs[i], s);
    gen_trim(doc, parent);
}

/* ---- what every entry says ---- */

static void all_text(const struct node *n, struct buf *out)
{
    buf_adds(out, "");
    for (const struct node *c = n->child; c; c = c->next)
        if (c->kind == NODE_TEXT)
            buf_add(out, c->text, (size_t)c->len);
        else
            all_text(c, out);
}

/* Styles end in a Latin full stop; sentences in Chinese follow it. */
static void drop_latin_stop(struct doc *doc, const struct node *parent)
{
    struct node *last = parent->last;
    if (!last || last->kind != NODE_TEXT || !last->len || last->text[last->len - 1] != '.')
        return;
    last->text = arena_strndup(doc->arena, last->text, (size_t)last->len - 1);
    if (--last->len == 0)
        node_remove(last);
}

/* Ends a sentence unless it ended by itself. */
static void stop(struct doc *doc, struct node *parent)
{
    struct buf said = {0};
    const char *prev, *w = word(WORD_STOP, parent->lang);
    if (*w != '.')
        drop_latin_stop(doc, parent);
    all_text(parent, &said);
    uint32_t last = said.len ? utf8_before(said.data, said.data + said.len, &prev) : 0;
    bool ended = last == '.' || last == '?' || last == '!' || last == 0x2026 || last == 0x3002;
    if (last)
        gen_text(doc, parent, !ended ? w : *w == '.' ? w + 1 : "");
    buf_drop(&said);
}

static void put_address(struct doc *doc, struct node *parent, const char *url)
{
    static const char *const schemes[] = {"http://", "https://", "ftp://"};
    bool safe = false;
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
        safe = safe || !strncmp(url, schemes[i], strlen(schemes[i]));
    if (safe)
        put_link(doc, parent, url, url);
    else
        gen_text(doc, parent, url);
}

static bool leads_to(const struct node *n, const char *url)
{
    for (const struct node *c = n->child; c; c = c->next)
        if ((c->href && (!strcmp(c->href, url) || strstr(c->href, "doi.org/"))) || leads_to(c, url))
            return true;
    return false;
}

/* Is the day of reading in it? Its year is, and that is not the year of the source. */
static bool says_accessed(const struct node *n, const struct source *s)
{
    struct date d;
    struct buf said = {0}, year = {0};
    if (!s->accessed || !date_parse(s->accessed, &d))
        return true;
    buf_addf(&year, "%d", d.year);
    all_text(n, &said);
    const char *first = strstr(said.data, year.data);
    bool shared = s->date && !strncmp(s->date, year.data, 4);
    bool says = first && (!shared || strstr(first + 1, year.data));
    buf_drop(&said);
    buf_drop(&year);
    return says;
}

/* For a word that begins the sentence. */
static const char *capital(struct doc *doc, const char *w)
{
    char *s = arena_strdup(doc->arena, w);
    if (*s >= 'a' && *s <= 'z')
        *s = (char)(*s - 32);
    return s;
}

static void put_accessed(struct doc *doc, struct node *parent, const char *iso, bool begins)
{
    struct date d;
    struct buf b = {0};
    bool day = date_parse(iso, &d) && d.day;
    const char *w = word(day ? WORD_ACCESSED_ON : WORD_ACCESSED_IN, parent->lang);
    gen_text(doc, parent, begins ? capital(doc, w) : w);
    term_date(&b, iso, parent->lang);
    gen_text(doc, parent, b.data);
    buf_drop(&b);
}

/* Citation styles leave out what they hold for needless. */
static void put_missing(struct doc *doc, struct node *parent, const struct source *s)
{
    bool address = s->url && !leads_to(parent, s->url), day = !says_accessed(parent, s);
    if (address)
        put_address(doc, parent, s->url);
    if (address && day)
        gen_text(doc, parent, word(WORD_COMMA, parent->lang));
    if (day)
        put_accessed(doc, parent, s->accessed, !address);
    if (address || day)
        stop(doc, parent);
}

static void put_snapshots(struct doc *doc, struct node *parent, const struct source *s)
{
    for (int32_t i = 0; i < s->n_snapshot; i++) {
        const struct source_snapshot *snap = &s->snapshot[i];
        if (!snap->href)
            continue;
        gen_text(doc, parent, word(WORD_SNAPSHOT, parent->lang));
        gen_wrap(doc, parent, NODE_CODE, snap->href);
        if (snap->sha256 && *snap->sha256) {
            gen_text(doc, parent, word(WORD_PAREN_OPEN, parent->lang));
            gen_text(doc, parent, "SHA-256 ");
            gen_wrap(doc, parent, NODE_CODE, arena_printf(doc->arena, "%.12s…", snap->sha256));
            gen_text(doc, parent, word(WORD_PAREN_CLOSE, parent->lang));
        }
        gen_text(doc, parent, word(WORD_STOP, parent->lang));
    }
}

void reference_append(struct doc *doc, const struct source *s, struct node *parent)
{
    const struct cite_text *t = references_text(doc, ROLE_ENTRY, s, parent->lang);
    if (t && t->n)
        put_text(doc, parent, t, s);
    else
        gen_text(doc, parent, s->title ? s->title : s->id);
    stop(doc, parent);
    put_missing(doc, parent, s);
    if (s->archived) {
        gen_text(doc, parent, word(WORD_ARCHIVED, parent->lang));
        put_address(doc, parent, s->archived);
        gen_text(doc, parent, word(WORD_STOP, parent->lang));
    }
    put_snapshots(doc, parent, s);
    if (s->remark) {
        gen_text(doc, parent, s->remark);
        stop(doc, parent);
    }
    gen_trim(doc, parent);
}

void reference_short(struct doc *doc, const struct source *s, struct node *parent)
{
    put_text(doc, parent, references_text(doc, ROLE_ATTRIBUTION, s, parent->lang), s);
}

void reference_masthead(struct doc *doc, const struct source *s, struct node *parent)
{
    const char *paper = s->container ? s->container : s->publisher;
    struct buf b = {0};
    if (paper)
        gen_text(doc, gen_node(doc, parent, NODE_EM), paper);
    if (s->date) {
        gen_text(doc, parent, paper ? word(WORD_COMMA, parent->lang) : "");
        term_date(&b, s->date, parent->lang);
        gen_text(doc, parent, b.data);
    }
    buf_drop(&b);
}
