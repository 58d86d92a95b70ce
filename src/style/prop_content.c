/* prop_content.c: the values that make text: content, counters, string-set. Their lists are interned, so that equal styles are equal
 * byte for byte. */
#include "style/internal.h"

#include <string.h>

static void key_string(struct buf *b, const char *s)
{
    if (s)
        buf_addf(b, "%zu:%s", strlen(s), s);
    buf_addc(b, '|');
}

static void key_content(struct buf *b, const struct content *c)
{
    for (; c; c = c->next) {
        buf_addf(b, "%d,%d,", (int)c->kind, (int)c->list);
        key_string(b, c->text);
        key_string(b, c->sep);
    }
    buf_addc(b, ';');
}

static const void *intern(struct css_eval *e, struct buf *key, const void *list)
{
    const void *known = map_find(e->lists, key->data);
    if (!known) {
        map_put(e->lists, key->data, (void *)list);
        known = list;
    }
    buf_drop(key);
    return known;
}

static const struct content *intern_content(struct css_eval *e, const struct content *c)
{
    struct buf b = {0};
    buf_adds(&b, "c");
    key_content(&b, c);
    return intern(e, &b, c);
}

static bool take_name(struct css_eval *e, struct css_cursor *c, const char **out)
{
    if (!css_more(c) || c->t->kind != TOK_IDENT)
        return false;
    *out = css_intern(e, c->t++->text);
    return true;
}

static bool counter(struct css_eval *e, struct css_cursor *in, bool all, struct content *out)
{
    const char *sep = NULL;
    *out = (struct content){.kind = all ? CONTENT_COUNTERS : CONTENT_COUNTER, .list = LIST_DECIMAL};
    if (!take_name(e, in, &out->text) || (all && (!css_take_comma(in) || !css_take_string(in, &sep))))
        return false;
    out->sep = sep ? css_intern(e, sep) : NULL;
    return !css_take_comma(in) || css_list_name(in, &out->list);
}

static bool function(struct css_eval *e, const struct css_token *f, const struct css_token *end, struct content *out)
{
    const struct css_token *close = f + f->match;
    struct css_cursor in = {f + 1, close < end ? close : end};
    static const struct css_keyword which[] = {{"first", 0}, {"start", 1}, {"last", 2}, {"first-except", 3}, {0}};
    static const char *const whiches[] = {"first", "start", "last", "first-except"};
    const char *s;
    int k = 0;
    bool good;
    if (css_same(f->text, "counter") || css_same(f->text, "counters")) {
        good = counter(e, &in, css_same(f->text, "counters"), out);
    } else if (css_same(f->text, "attr")) {
        *out = (struct content){.kind = CONTENT_ATTR};
        good = take_name(e, &in, &out->text);
    } else if (css_same(f->text, "string")) {
        *out = (struct content){.kind = CONTENT_STRING_NAMED};
        good = take_name(e, &in, &out->text) && (!css_take_comma(&in) || css_take_keyword(&in, which, &k));
        out->sep = css_intern(e, whiches[k]);
    } else if (css_same(f->text, "leader")) {
        static const struct css_keyword fill[] = {{"dotted", '.'}, {"solid", '_'}, {"space", ' '}, {0}};
        *out = (struct content){.kind = CONTENT_LEADER};
        char one[2] = {0, 0};
        s = one;
        good = css_take_string(&in, &s) || css_take_keyword(&in, fill, &k);
        one[0] = (char)k;
        out->text = good ? css_intern(e, s) : NULL;
    } else if (css_same(f->text, "content")) {
        *out = (struct content){.kind = CONTENT_TEXT};
        static const struct css_keyword parts[] = {{"text", 0},         {"before", 0}, {"after", 0},
                                                   {"first-letter", 0}, {"marker", 0}, {0}};
        good = !css_more(&in) || css_take_keyword(&in, parts, &k);
    } else if (css_same(f->text, "url")) {
        *out = (struct content){.kind = CONTENT_URL};
        good = css_take_string(&in, &s);
        out->text = good ? css_intern(e, s) : NULL;
    } else {
        return false;
    }
    return good && !css_more(&in);
}

static bool item(struct css_eval *e, struct css_cursor *c, struct content *out)
{
    static const struct css_keyword quotes[] = {
        {"open-quote", CONTENT_OPEN_QUOTE}, {"close-quote", CONTENT_CLOSE_QUOTE}, {0}};
    const char *s;
    int k;
    *out = (struct content){.kind = CONTENT_STRING};
    if (css_take_string(c, &s)) {
        out->text = css_intern(e, s);
        return true;
    }
    if (css_take_keyword(c, quotes, &k)) {
        out->kind = (enum content_kind)k;
        return true;
    }
    if (!css_more(c) || (c->t->kind != TOK_FUNCTION && c->t->kind != TOK_URL))
        return false;
    const struct css_token *t = c->t;
    c->t = css_after(t, c->end);
    if (t->kind == TOK_FUNCTION)
        return function(e, t, c->end, out);
    *out = (struct content){.kind = CONTENT_URL, .text = css_intern(e, t->text)};
    return true;
}

static bool list(struct css_eval *e, struct css_cursor *c, const struct content **out)
{
    const struct content **tail = out;
    *out = NULL;
    while (css_more(c) && c->t->kind != TOK_COMMA && !(c->t->kind == TOK_DELIM && c->t->c == '/')) {
        struct content *n = arena_alloc(e->a, sizeof *n);
        if (!item(e, c, n))
            return false;
        *tail = n;
        tail = &n->next;
    }
    return *out != NULL;
}

bool prop_content(struct css_eval *e, struct css_cursor *c, const struct css_prop *p)
{
    const struct content *v = NULL;
    const char *alt;
    (void)p;
    bool none = css_take(c, "none");
    if (!none && !css_take(c, "normal")) {
        if (!list(e, c, &v))
            return false;
        if (css_take_delim(c, '/') && !css_take_string(c, &alt)) /* what a voice says: not for us */
            return false;
        v = intern_content(e, v);
    }
    e->out->style.content = v;
    e->out->style.content_none = none;
    return true;
}

/* arg: the number where none is given. */
bool prop_counter(struct css_eval *e, struct css_cursor *c, const struct css_prop *p)
{
    const struct counter_op *v = NULL, **tail = &v;
    struct buf b = {0};
    if (!css_take(c, "none")) {
        const char *name;
        buf_adds(&b, "n");
        while (take_name(e, c, &name)) {
            struct counter_op *op = arena_alloc(e->a, sizeof *op);
            op->name = name;
            op->value = p->arg;
            css_take_integer(e, c, &op->value);
            *tail = op;
            tail = &op->next;
            key_string(&b, name);
            buf_addf(&b, "%d", (int)op->value);
        }
        if (!v) {
            buf_drop(&b);
            return false;
        }
        v = intern(e, &b, v);
    }
    memcpy((char *)e->out + p->offset[0], &v, sizeof v);
    return true;
}

bool prop_string_set(struct css_eval *e, struct css_cursor *c, const struct css_prop *p)
{
    const struct string_set *v = NULL, **tail = &v;
    struct buf b = {0};
    (void)p;
    if (!css_take(c, "none")) {
        buf_adds(&b, "s");
        do {
            struct string_set *s = arena_alloc(e->a, sizeof *s);
            if (!take_name(e, c, &s->name) || !list(e, c, &s->content)) {
                buf_drop(&b);
                return false;
            }
            s->content = intern_content(e, s->content);
            *tail = s;
            tail = &s->next;
            key_string(&b, s->name);
            key_content(&b, s->content);
        } while (css_take_comma(c));
        v = intern(e, &b, v);
    }
    e->out->style.string_set = v;
    return true;
}
