/* A source as inlines, after ISO 690: names, title, what holds it, publisher, date, number, pages; its address and the
 * day it was read; copies kept; remark. The words are those of the place the reference stands in. */
#include "doc/generate.h"

#include "doc/dates.h"
#include "doc/words.h"

#include <string.h>

struct ref {
    struct doc *doc;
    struct node *parent;
    const char *lang;
    uint32_t last; /* last character written: decides what may follow */
    bool any;      /* something stands in the present run of details */
};

static void put(struct ref *r, struct node *parent, const char *s)
{
    gen_text(r->doc, parent, s);
    const char *prev, *end = s + strlen(s);
    if (*s)
        r->last = utf8_before(s, end, &prev);
}

/* Ends a sentence unless it ended by itself. */
static void stop(struct ref *r)
{
    if (!r->last)
        return;
    bool ended = r->last == '.' || r->last == '?' || r->last == '!' || r->last == 0x2026 || r->last == 0x3002;
    const char *w = word(WORD_STOP, r->lang);
    put(r, r->parent, ended ? (*w == '.' ? w + 1 : "") : w);
    r->any = false;
}

static void next_detail(struct ref *r)
{
    if (r->any)
        put(r, r->parent, word(WORD_COMMA, r->lang));
    r->any = true;
}

static void detail(struct ref *r, const char *s)
{
    if (!s || !*s)
        return;
    next_detail(r);
    put(r, r->parent, s);
}

/* For a word that begins the sentence. */
static const char *capital(struct doc *doc, const char *w)
{
    char *s = arena_strdup(doc->arena, w);
    if (*s >= 'a' && *s <= 'z')
        *s = (char)(*s - 32);
    return s;
}

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

/* A span in the text's own language where that is not the reference's. */
static struct node *in_language(struct ref *r, struct node *parent, const char *text, const char *lang)
{
    bool han = has_han(text);
    if (!lang)
        lang = r->lang;
    if (han && !lang_is(lang, "zh") && !lang_is(lang, "ja"))
        lang = "zh-Hans";
    else if (!han && lang_is(lang, "zh"))
        lang = "zh-Latn"; /* Chinese without one Han character is a transcription */
    if (same_language(lang, r->lang) && strcmp(lang, "zh-Latn") != 0)
        return parent;
    struct node *span = gen_node(r->doc, parent, NODE_SPAN);
    span->lang = lang;
    return span;
}

/* Family name first; a Chinese name has no comma. plain: in the order of speech, for running text. */
static const char *name_text(struct doc *doc, const struct source_name *n, bool plain)
{
    if (n->literal)
        return n->literal;
    if (!n->given)
        return n->family;
    if (has_han(n->family))
        return arena_printf(doc->arena, "%s%s", n->family, n->given);
    if (lang_is(n->lang, "zh"))
        return arena_printf(doc->arena, "%s %s", n->family, n->given);
    if (plain)
        return arena_printf(doc->arena, "%s %s", n->given, n->family);
    return arena_printf(doc->arena, "%s, %s", n->family, n->given);
}

static void names(struct ref *r, const struct source *s, bool plain)
{
    for (int32_t i = 0; i < s->n_author; i++) {
        const char *text = name_text(r->doc, &s->author[i], plain);
        if (i)
            put(r, r->parent, plain ? word(WORD_COMMA, r->lang) : word(WORD_AND_NAMES, r->lang));
        /* A Latin name is not marked: it is read as the reader reads names. */
        put(r, has_han(text) ? in_language(r, r->parent, text, s->author[i].lang) : r->parent, text);
    }
}

/* A title in [ ] was given by the dossier's authors and stays bare; one within a paper stands in quotation marks; else italics. */
static void title(struct ref *r, const struct source *s)
{
    if (s->title[0] == '[') {
        put(r, in_language(r, r->parent, s->title, s->lang), s->title);
    } else if (s->container) {
        put(r, r->parent, word(WORD_QUOTE_OPEN, r->lang));
        put(r, in_language(r, r->parent, s->title, s->lang), s->title);
        put(r, r->parent, word(WORD_QUOTE_CLOSE, r->lang));
    } else {
        struct node *em = gen_node(r->doc, r->parent, NODE_EM);
        put(r, in_language(r, em, s->title, s->lang), s->title);
    }
}

static void date(struct ref *r, const char *iso, bool begins)
{
    struct buf b = {0};
    term_date(&b, iso, r->lang);
    if (b.len)
        put(r, r->parent, begins ? capital(r->doc, b.data) : b.data);
    buf_drop(&b);
}

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

static void address(struct ref *r, const char *url)
{
    static const char *const schemes[] = {"http://", "https://", "ftp://"};
    bool safe = false;
    for (size_t i = 0; i < 3; i++)
        safe = safe || !strncmp(url, schemes[i], strlen(schemes[i]));
    if (!safe) {
        put(r, r->parent, url);
        return;
    }
    struct node *a = gen_node(r->doc, r->parent, NODE_A);
    a->href = url;
    node_set_attr(r->doc, a, "href", url);
    a->class = "address";
    put(r, a, short_address(r->doc, url));
}

static void all_text(const struct node *n, struct buf *out)
{
    buf_adds(out, "");
    for (const struct node *c = n->child; c; c = c->next)
        if (c->kind == NODE_TEXT)
            buf_add(out, c->text, (size_t)c->len);
        else
            all_text(c, out);
}

static void accessed(struct ref *r, const char *iso)
{
    struct date d;
    bool day = date_parse(iso, &d) && d.day;
    const char *w = word(day ? WORD_ACCESSED_ON : WORD_ACCESSED_IN, r->lang);
    bool begins = !r->any;
    next_detail(r);
    put(r, r->parent, begins ? capital(r->doc, w) : w);
    date(r, iso, false);
}

/* A number of digits alone gets its sign; "t. 2, n° 5" stays. */
static void number(struct ref *r, const char *s)
{
    next_detail(r);
    if (*s >= '0' && *s <= '9')
        put(r, r->parent, word(WORD_NUMBER, r->lang));
    put(r, r->parent, s);
}

static void pages(struct ref *r, const char *s)
{
    next_detail(r);
    bool bare = *s >= '0' && *s <= '9';
    if (bare)
        put(r, r->parent, word(WORD_PAGE_BEFORE, r->lang));
    /* "12-14": an en dash between the numbers of a range. */
    struct buf b = {0};
    for (const char *p = s; *p; p++) {
        bool range = *p == '-' && p > s && p[-1] >= '0' && p[-1] <= '9' && p[1] >= '0' && p[1] <= '9';
        if (range)
            buf_adds(&b, "–");
        else
            buf_addc(&b, *p);
    }
    if (b.len)
        put(r, r->parent, b.data);
    buf_drop(&b);
    if (bare)
        put(r, r->parent, word(WORD_PAGE_AFTER, r->lang));
}

static void snapshots(struct ref *r, const struct source *s)
{
    for (int32_t i = 0; i < s->n_snapshot; i++) {
        const struct source_snapshot *snap = &s->snapshot[i];
        if (!snap->href)
            continue;
        put(r, r->parent, word(WORD_SNAPSHOT, r->lang));
        gen_wrap(r->doc, r->parent, NODE_CODE, snap->href);
        if (snap->sha256 && *snap->sha256) {
            put(r, r->parent, word(WORD_PAREN_OPEN, r->lang));
            put(r, r->parent, "SHA-256 ");
            gen_wrap(r->doc, r->parent, NODE_CODE, arena_printf(r->doc->arena, "%.12s…", snap->sha256));
            put(r, r->parent, word(WORD_PAREN_CLOSE, r->lang));
        }
        r->last = 'x';
        stop(r);
    }
}

/* Citation styles leave out what they hold for needless: the address and the day it was read stand in every entry here. */
static void add_missing(struct ref *r, const struct source *s)
{
    struct buf said = {0}, day = {0};
    struct date d;
    all_text(r->parent, &said);
    bool has_address = !s->url;
    for (const struct node *n = r->parent->child; n && !has_address; n = n->next)
        has_address = n->href && (!strcmp(n->href, s->url) || strstr(n->href, "doi.org/"));
    if (s->accessed && date_parse(s->accessed, &d))
        buf_addf(&day, "%d", d.year);
    bool has_day = !s->accessed || !day.len || (strstr(said.data, day.data) && !(s->date && !strncmp(s->date, day.data, 4)));
    if (!has_address) {
        next_detail(r);
        address(r, s->url);
    }
    if (!has_day)
        accessed(r, s->accessed);
    if (!has_address || !has_day)
        stop(r);
    buf_drop(&said);
    buf_drop(&day);
}

/* Copies kept, and the remark. */
static void keepings(struct ref *r, const struct source *s)
{
    if (s->archived) {
        put(r, r->parent, word(WORD_ARCHIVED, r->lang));
        address(r, s->archived);
        r->last = 'x';
        stop(r);
    }
    snapshots(r, s);
    if (s->remark) {
        put(r, r->parent, s->remark);
        stop(r);
    }
}

void reference_append(struct doc *doc, const struct source *s, struct node *parent)
{
    struct ref r = {.doc = doc, .parent = parent, .lang = parent->lang};
    if ((r.last = references_entry(doc, s, parent))) { /* in the citation style asked for */
        stop(&r);
        add_missing(&r, s);
        keepings(&r, s);
        gen_trim(doc, parent);
        return;
    }
    if (s->n_author) {
        names(&r, s, false);
        stop(&r);
    }
    if (s->title) {
        title(&r, s);
        stop(&r);
    }
    if (s->container) {
        next_detail(&r);
        struct node *em = gen_node(doc, parent, NODE_EM);
        put(&r, em, s->container);
    }
    detail(&r, s->publisher);
    bool begins = !r.any;
    next_detail(&r);
    if (s->date)
        date(&r, s->date, begins);
    else
        put(&r, parent, begins ? capital(doc, word(WORD_UNDATED, r.lang)) : word(WORD_UNDATED, r.lang));
    if (s->number)
        number(&r, s->number);
    if (s->pages)
        pages(&r, s->pages);
    stop(&r);
    if (s->url) {
        next_detail(&r);
        address(&r, s->url);
    }
    if (s->accessed)
        accessed(&r, s->accessed);
    if (s->url || s->accessed)
        stop(&r);
    keepings(&r, s);
    gen_trim(doc, parent);
}

void reference_short(struct doc *doc, const struct source *s, struct node *parent)
{
    struct ref r = {.doc = doc, .parent = parent, .lang = parent->lang};
    if (s->n_author) {
        names(&r, s, true);
        r.any = true;
    }
    if (s->title) {
        next_detail(&r);
        title(&r, s);
    }
    if (s->container) {
        next_detail(&r);
        put(&r, gen_node(doc, parent, NODE_EM), s->container);
    }
    if (s->date) {
        next_detail(&r);
        date(&r, s->date, false);
    }
}

void reference_masthead(struct doc *doc, const struct source *s, struct node *parent)
{
    struct ref r = {.doc = doc, .parent = parent, .lang = parent->lang};
    const char *paper = s->container ? s->container : s->publisher;
    if (paper) {
        next_detail(&r);
        put(&r, gen_node(doc, parent, NODE_EM), paper);
    }
    if (s->date) {
        next_detail(&r);
        date(&r, s->date, false);
    }
}
