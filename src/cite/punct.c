/* Punctuation where texts meet: marks that say the same twice are set once, periods and commas go into or out of closing quotes as the
 * locale has it, and two spaces are one. */
#include "cite/internal.h"

#include <stdlib.h>

enum meeting { KEEP_BOTH, KEEP_FIRST, KEEP_SECOND };

/* What the last character of one text and the first of the next make. */
static enum meeting meet(char a, char b)
{
    static const char *const drops[][2] = {{":", ":."},  {".", "."},   {";", ":.;"},
                                           {"!", ":.!"}, {"?", ":.?"}, {",", ","}};
    if (!a || !b)
        return KEEP_BOTH;
    for (size_t i = 0; i < sizeof drops / sizeof *drops; i++)
        if (a == drops[i][0][0] && strchr(drops[i][1], b))
            return KEEP_FIRST;
    if ((a == ':' || a == ';') && (b == '!' || b == '?'))
        return KEEP_SECOND;
    return KEEP_BOTH;
}

static bool is_mark(char c)
{
    return c && strchr(".,:;!?", c);
}

static void drop_first(struct rich *r)
{
    memmove(r->text, r->text + 1, strlen(r->text));
}

static void drop_last(struct rich *r)
{
    r->text[strlen(r->text) - 1] = 0;
}

static char last_of(const struct rich *r)
{
    size_t n = strlen(r->text);
    return n ? r->text[n - 1] : 0;
}

/* After a raised letter the mark stands on the line. */
static void add_last(struct rich *r, char c, struct arena *a)
{
    for (struct rich *k = r; k->parent && k->kind != RICH_QUOTED; k = k->parent)
        if (k->f.align) {
            rich_append(k->parent, rich_text(a, (char[]){c, 0}));
            return;
        }
    r->text = arena_printf(a, "%s%c", r->text, c);
}

static void add_first(struct rich *r, char c, struct arena *a)
{
    r->text = arena_printf(a, "%c%s", c, r->text);
}

static const struct rich *field_of(const struct rich *r)
{
    while (r && !r->field)
        r = r->parent;
    return r;
}

/* No space stands before a period or comma of the style, nor between two marks. before: the text before p, when p is but space. */
static struct rich *close_up(struct rich *p, struct rich *before, const struct rich *c)
{
    size_t n = strlen(p->text), end = n;
    while (end && p->text[end - 1] == ' ')
        end--;
    if (end == n || !is_mark(*c->text))
        return p;
    bool style = c->mark == MARK_AFFIX && strchr(".,", *c->text);
    char last = end ? p->text[end - 1] : before ? last_of(before) : 0;
    if ((style && last) || (is_mark(last) && meet(last, *c->text) == KEEP_FIRST))
        p->text[end] = 0;
    return end || p->text[0] || !before ? p : before;
}

static void settle(struct rich *p, struct rich *c)
{
    for (;;) {
        switch (meet(last_of(p), *c->text)) {
        case KEEP_FIRST: drop_first(c); break;
        case KEEP_SECOND: drop_last(p); return;
        default: return;
        }
    }
}

/* p stands before a closing quote, c after it. */
static void settle_quote(struct rich *p, struct rich *c, bool inside, struct arena *a)
{
    char last = last_of(p), first = *c->text;
    if (!is_mark(first))
        return;
    bool own = field_of(p) && (last == '?' || last == '!'); /* the quoted text asks itself */
    bool moves_out = inside ? last == ':' || last == ';' : is_mark(last) && !own;
    if (moves_out) {
        enum meeting m = meet(last, first);
        drop_last(p);
        if (m == KEEP_FIRST)
            *c->text = last;
        else if (m == KEEP_BOTH)
            add_first(c, last, a);
        first = *c->text;
    }
    if (!inside)
        return;
    if (meet(last_of(p), first) == KEEP_FIRST) {
        drop_first(c);
        return;
    }
    if (strchr(".,!?", first)) {
        drop_first(c);
        add_last(p, first, a);
    }
}

static void punctuate(struct rich *r, const struct locale *l, struct arena *a)
{
    struct leaves v = {0};
    rich_leaves(r, &v);
    struct rich *p = NULL, *before = NULL;
    bool closed = false, opened = false;
    for (size_t i = 0; i < v.n; i++) {
        struct rich *c = v.v[i].r;
        if (v.v[i].quote) {
            closed = closed || v.v[i].quote < 0;
            opened = opened || v.v[i].quote > 0;
            continue;
        }
        if (!*c->text)
            continue;
        bool same_field = p && field_of(p) && field_of(p) == field_of(c);
        if (p && !opened && !same_field) {
            if (closed)
                settle_quote(p, c, l->punctuation_in_quote, a);
            else
                settle(close_up(p, before, c), c);
        }
        if (p && !closed && !opened && last_of(p) == ' ')
            while (*c->text == ' ')
                drop_first(c);
        if (!*c->text)
            continue;
        bool blank = strspn(c->text, " ") == strlen(c->text);
        before = blank && !closed && !opened ? p : NULL;
        p = c;
        closed = opened = false;
    }
    vec_drop(&v);
}

/* Twice: a mark that went away may bring others together. */
void rich_punctuate(struct rich *r, const struct locale *l, struct arena *a)
{
    punctuate(r, l, a);
    punctuate(r, l, a);
}
