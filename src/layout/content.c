/* Generated content (CSS Generated Content 3, CSS Lists 3, GCPM): content lists to text, counters counted once over the document
 * in its order before anything is laid out, so that a block may be stacked in any pass without counting again. */
#include "layout/internal.h"

#include <stdlib.h>
#include <string.h>

struct counter {
    const char *name;
    int32_t value; /* lives till the end of the element whose child made it */
};
struct counting {
    struct layout_state *s;
    VEC(struct counter) stack;
    const struct node *node;
    const char **none; /* the empty row of generated text */
};

static void add_quote(const struct content_env *env, bool open, struct buf *out)
{
    int level = 0;
    for (const struct node *n = env->node ? env->node->parent : NULL; n; n = n->parent)
        level += n->kind == NODE_Q;
    buf_adds(out, style_quotes(env->lang)[2 * (level & 1) + !open]);
}

static void add_counter(const struct content *c, const struct content_env *env, struct buf *out)
{
    int32_t v;
    if (env->counter && env->counter(env->user, c->text, &v))
        style_counter(out, v, c->list, env->lang);
}

void content_text(const struct content *c, const struct content_env *env, struct buf *out)
{
    for (; c; c = c->next) {
        const char *t = NULL;
        switch (c->kind) {
        case CONTENT_STRING: t = c->text; break;
        case CONTENT_ATTR: t = env->node ? node_attr(env->node, c->text) : NULL; break;
        case CONTENT_STRING_NAMED: t = env->string ? env->string(env->user, c->text, c->sep) : NULL; break;
        case CONTENT_COUNTER:
        case CONTENT_COUNTERS: add_counter(c, env, out); break;
        case CONTENT_OPEN_QUOTE: add_quote(env, true, out); break;
        case CONTENT_CLOSE_QUOTE: add_quote(env, false, out); break;
        case CONTENT_TEXT:
            if (env->node)
                node_plain_text(env->node, out);
            break;
        case CONTENT_URL:
        case CONTENT_LEADER: break; /* pictures and leaders come from elements */
        }
        if (t)
            buf_adds(out, t);
    }
}

bool content_shows_page(const struct content *c, enum list_style *list)
{
    for (; c; c = c->next)
        if (c->kind == CONTENT_COUNTER && strcmp(c->text, "page") == 0) {
            *list = c->list;
            return true;
        }
    return false;
}

static struct counter *counter_find(struct counting *c, const char *name)
{
    for (size_t i = c->stack.n; i-- > 0;)
        if (strcmp(c->stack.v[i].name, name) == 0)
            return &c->stack.v[i];
    return NULL;
}

static bool counter_value(void *user, const char *name, int32_t *value)
{
    struct counting *c = user;
    if (strcmp(name, "footnote") == 0 && c->node->kind == NODE_NOTE) {
        *value = c->node->number;
        return true;
    }
    struct counter *k = counter_find(c, name);
    *value = k ? k->value : 0;
    return true;
}

static void count_style(struct counting *c, const struct style *st)
{
    for (const struct counter_op *op = st->counter_reset; op; op = op->next)
        vec_push(&c->stack, (struct counter){op->name, op->value});
    for (const struct counter_op *op = st->counter_increment; op; op = op->next) {
        struct counter *k = counter_find(c, op->name);
        if (k)
            k->value += op->value;
        else
            vec_push(&c->stack, (struct counter){op->name, op->value});
    }
    for (const struct counter_op *op = st->counter_set; op; op = op->next) {
        struct counter *k = counter_find(c, op->name);
        if (k)
            k->value = op->value;
    }
}

static const char *evaluate(struct counting *c, const struct content *content, const struct node *n)
{
    struct buf b = {0};
    c->node = n;
    struct content_env env = {.counter = counter_value, .user = c, .node = n, .lang = n->lang};
    content_text(content, &env, &b);
    char *t = b.len ? arena_strndup(c->s->work, b.data, b.len) : NULL;
    buf_drop(&b);
    return t;
}

/* Few nodes have generated text: the others share one empty row. */
static const char **text_of(struct counting *c, const struct node *n)
{
    const char ***row = &c->s->gen[n->index];
    if (*row == c->none)
        *row = arena_array(c->s->work, PSEUDO_COUNT, sizeof **row);
    return *row;
}

static void count_pseudo(struct counting *c, const struct node *n, enum pseudo p)
{
    const struct style *st = style_pseudo(c->s->styles, n, p);
    if (!st || st->display == DISPLAY_NONE)
        return;
    count_style(c, st);
    if (st->content)
        text_of(c, n)[p] = evaluate(c, st->content, n);
}

static void count_strings(struct counting *c, const struct node *n, const struct style *st)
{
    struct mark **end = &c->s->strings[n->index];
    for (const struct string_set *set = st->string_set; set; set = set->next) {
        struct mark *m = arena_alloc(c->s->work, sizeof *m);
        const char *v = evaluate(c, set->content, n);
        *m = (struct mark){.kind = MARK_STRING, .name = set->name, .value = v ? v : "", .node = n};
        *end = m;
        end = &m->next;
    }
}

static void count_node(struct counting *c, const struct node *n)
{
    if (n->kind == NODE_TEXT)
        return;
    const struct style *st = style_of(c->s->styles, n);
    if (st->display == DISPLAY_NONE)
        return;
    count_style(c, st);

    size_t mine = c->stack.n;
    count_pseudo(c, n, PSEUDO_MARKER);
    count_pseudo(c, n, PSEUDO_BEFORE);
    count_strings(c, n, st);
    if (n->kind == NODE_NOTE) {
        count_pseudo(c, n, PSEUDO_FOOTNOTE_CALL);
        count_pseudo(c, n, PSEUDO_FOOTNOTE_MARKER);
    }
    for (const struct node *k = n->child; k; k = k->next)
        count_node(c, k);
    count_pseudo(c, n, PSEUDO_AFTER);
    c->stack.n = mine; /* counters its children made die here; its own live on for its siblings */
}

void content_prepare(struct layout_state *s)
{
    struct counting c = {.s = s, .none = arena_array(s->work, PSEUDO_COUNT, sizeof *c.none)};
    for (int32_t i = 0; i < s->doc->n_nodes; i++)
        s->gen[i] = c.none;
    count_node(&c, s->doc->tree);
    vec_drop(&c.stack);
}
