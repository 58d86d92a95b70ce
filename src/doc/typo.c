/* Typographic signs and spaces, by language, in every text of the tree: what a writer types on a plain keyboard becomes what
 * a printer sets.
 *
 * A run is all text between two block boundaries, through any inline elements; notes are runs of their own. Its characters
 * are read once from left to right and written to a second array: a rule looks back at what was written and ahead at what is
 * to come, a bounded way, so the work is linear; and each rule leaves its own result alone, so doing it twice changes nothing.
 * French: Lexique des règles typographiques en usage à l'Imprimerie nationale. Language counts by node: a rule is that of the
 * sign's own node, and never changes a character of another language, of code or of an address. */
#include "doc/typo.h"

#include <stdlib.h>
#include <string.h>

#define vec_room(vec, want)                                                                                            \
    do {                                                                                                               \
        if ((vec)->cap < (want)) {                                                                                     \
            (vec)->cap = 2 * (want);                                                                                   \
            (vec)->v = xrealloc((vec)->v, (vec)->cap * sizeof *(vec)->v);                                              \
        }                                                                                                              \
    } while (0)

static enum typo_mode mode_of(struct typo *t, const struct node *n)
{
    if (n->lang != t->lang) {
        t->lang = n->lang;
        t->mode = lang_is(n->lang, "fr") && !strstr(n->lang, "fr-CH") ? TYPO_FR
                  : lang_is(n->lang, "en")                            ? TYPO_EN
                                                                      : TYPO_NONE;
    }
    return t->mode;
}

static void push(struct typo *t, uint32_t c, int32_t seg, uint32_t flags, enum typo_mode mode)
{
    vec_push(&t->in, (struct typo_char){c, flags, mode, seg});
}

static void read_text(struct typo *t, struct node *n, bool verbatim, bool cite)
{
    enum typo_mode mode = verbatim ? TYPO_NONE : mode_of(t, n);
    const char *p = n->text, *end = p + n->len;
    int32_t seg = (int32_t)t->segs.n;
    vec_push(&t->segs, n);
    t->addresses =
        t->addresses || memchr(p, '@', (size_t)n->len) || memchr(p, '/', (size_t)n->len) || strstr(p, "www.");
    vec_room(&t->in, t->in.n + (size_t)n->len);
    struct typo_char *v = t->in.v + t->in.n;
    uint32_t flags = t->flags | (cite ? TYPO_CITE : 0);
    t->flags = end > p ? 0 : t->flags;
    while (v && p < end) {
        uint32_t c = (unsigned char)*p < 0x80 ? (unsigned char)*p++ : utf8_next(&p, end);
        *v++ = (struct typo_char){c, flags, mode, seg};
        flags = 0;
    }
    t->in.n = (size_t)(v - t->in.v);
}

static bool ends_address(const struct typo_char *c)
{
    return c->seg < 0 || typo_space(c->c) || c->c == 0xab || c->c == 0xbb;
}

/* The colon or semicolon of the sentence, behind an address. */
static bool goes_on_behind(const struct typo *t, size_t i)
{
    const struct typo_char *v = t->in.v;
    return (v[i].c == ':' || v[i].c == ';') && i && typo_letter(v[i - 1].c) && (i + 1 == t->in.n || ends_address(&v[i + 1]));
}

/* A word that holds "://", "www." or "@" is an address: nothing in it changes. */
static void mark_addresses(struct typo *t)
{
    struct typo_char *v = t->in.v;
    for (size_t i = 0; i < t->in.n; i++) {
        bool scheme = v[i].c == ':' && i + 2 < t->in.n && v[i + 1].c == '/' && v[i + 2].c == '/';
        bool mail = v[i].c == '@' && i && typo_letter(v[i - 1].c);
        bool www = v[i].c == 'w' && i + 3 < t->in.n && v[i + 1].c == 'w' && v[i + 2].c == 'w' && v[i + 3].c == '.';
        if (!scheme && !mail && !www)
            continue;
        for (size_t k = i; k > 0 && !ends_address(&v[k - 1]); k--)
            v[k - 1].mode = TYPO_NONE;
        for (; i < t->in.n && !ends_address(&v[i]) && !goes_on_behind(t, i); i++)
            v[i].mode = TYPO_NONE;
    }
}

/* Gives every node of the run its part of what was written. */
static void write_back(struct typo *t)
{
    const struct typo_char *c = t->out.v, *end = c + t->out.n;
    vec_room(&t->text, t->out.n * 4);
    for (size_t s = 0; s < t->segs.n; s++) {
        struct node *n = t->segs.v[s];
        char *w = t->text.v;
        for (; c < end && (c->seg < 0 || (size_t)c->seg == s); c++)
            if (c->seg >= 0) {
                if (c->c < 0x80)
                    *w++ = (char)c->c;
                else
                    w += utf8_put(w, c->c);
            }
        size_t len = (size_t)(w - t->text.v);
        if (len == (size_t)n->len && !memcmp(t->text.v, n->text, len))
            continue;
        n->text = arena_strndup(t->doc->arena, t->text.v, len);
        n->len = (int32_t)len;
        if (!n->len) /* its only space went to a neighbour */
            node_remove(n);
    }
}

static void flush(struct typo *t)
{
    if (t->segs.n) {
        if (t->addresses)
            mark_addresses(t);
        vec_room(&t->out, t->in.n * 4 + 4); /* at most three signs are added to one */
        typo_run(t);
        if (t->changed)
            write_back(t);
    }
    t->in.n = t->out.n = t->segs.n = 0;
    t->flags = 0;
    t->addresses = false;
}

static void gather(struct typo *t, struct node *n, bool verbatim)
{
    verbatim = verbatim || n->kind == NODE_CODE || n->kind == NODE_PRE ||
               (n->kind == NODE_A && n->class && !strcmp(n->class, "address"));
    for (struct node *c = n->child; c; c = c->next) {
        if (c->kind == NODE_TEXT) {
            read_text(t, c, verbatim, n->kind == NODE_CITE && c == n->child);
        } else if (c->kind == NODE_NOTE) {
            vec_push(&t->notes, c);
        } else if (c->block) {
            flush(t);
            gather(t, c, verbatim);
            flush(t);
        } else if (c->kind == NODE_BR || c->kind == NODE_LEADER) {
            push(t, '\n', -1, 0, TYPO_NONE);
        } else if (c->kind == NODE_PAGEREF || c->kind == NODE_IMG) {
            push(t, TYPO_OBJECT, -1, 0, TYPO_NONE);
        } else {
            bool quote = c->kind == NODE_Q && c->child;
            t->flags |= quote ? TYPO_Q : 0;
            gather(t, c, verbatim);
            t->flags |= quote ? TYPO_Q_END : 0;
        }
    }
}

/* A text that is no node: the value of an attribute. */
static const char *set_string(struct typo *t, const char *s, const struct node *of)
{
    struct node n = {.kind = NODE_TEXT, .text = s, .len = (int32_t)strlen(s), .lang = of->lang};
    if (n.len)
        read_text(t, &n, false, false);
    flush(t);
    return n.text;
}

/* Attributes that a reader gets to see or hear, and the texts of a chart. */
static void attributes(struct typo *t, struct node *n)
{
    static const char *const shown[] = {"alt", "title", "label", "unit", "place"};
    for (struct attr *a = n->attrs; a; a = a->next)
        for (size_t i = 0; i < sizeof shown / sizeof *shown; i++)
            if (!strcmp(a->name, shown[i]))
                a->value = set_string(t, a->value, n);
    struct chart *c = (struct chart *)(uintptr_t)n->chart; /* ours until doc_load is done */
    if (!c)
        return;
    c->unit = c->unit ? set_string(t, c->unit, n) : NULL;
    c->alt = c->alt ? set_string(t, c->alt, n) : NULL;
    for (size_t s = 0; s < c->n; s++)
        c->series[s].label = c->series[s].label ? set_string(t, c->series[s].label, n) : NULL;
}

static void tree_of(struct typo *t, struct node *top)
{
    for (struct node *n = top; n; n = (struct node *)(uintptr_t)node_next(n, top))
        if (n->kind != NODE_TEXT && (n->attrs || n->chart))
            attributes(t, n);
}

/* Of info: what is read again as metadata. */
static void info(struct typo *t, struct node *info)
{
    for (struct node *n = info->child; n; n = n->next) {
        if (n->kind == NODE_DATE || n->kind == NODE_IDENTIFIER || n->kind == NODE_KEYWORD || n->kind == NODE_COVER ||
            n->kind == NODE_AUTHOR) /* names are looked up as they are */
            continue;
        gather(t, n, false);
        flush(t);
    }
}

void typo_tree(struct doc *doc)
{
    struct typo t = {.doc = doc};
    if (!doc->tree)
        return;
    tree_of(&t, doc->tree);
    if (doc->info)
        info(&t, doc->info);
    gather(&t, doc->tree, false);
    flush(&t);
    for (size_t i = 0; i < t.notes.n; i++) { /* grows: a note may hold a note */
        gather(&t, t.notes.v[i], false);
        flush(&t);
    }
    vec_drop(&t.in);
    vec_drop(&t.out);
    vec_drop(&t.segs);
    vec_drop(&t.notes);
    vec_drop(&t.text);
}
