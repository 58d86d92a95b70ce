/* Settles the tree as written: parts for other readers go; white space follows the words, not the indentation of the file;
 * text that stands among blocks becomes a paragraph, so that later stages meet either blocks or inlines. */
#include "doc/internal.h"

#include <string.h>

static void drop_other_audiences(struct node *n, const char *audience)
{
    for (struct node *c = n->child, *next; c; c = next) {
        next = c->next;
        const char *list = node_attr(c, "audience");
        if (list && !(audience && words_have(list, audience)))
            node_remove(c);
        else
            drop_other_audiences(c, audience);
    }
}

static bool is_inline(const struct node *n)
{
    return n->kind == NODE_TEXT || (!n->block && n->kind >= NODE_EM && n->kind <= NODE_REDACT) ||
           (!n->block && n->kind == NODE_IMG);
}

static bool is_blank(const struct node *n)
{
    if (n->kind != NODE_TEXT)
        return false;
    for (const char *p = n->text; *p; p++)
        if (!utf8_is_space((unsigned char)*p))
            return false;
    return true;
}

static bool either(enum node_kind kind) /* inline or block by what stands in and around it */
{
    return kind == NODE_CLAIM || kind == NODE_Q || kind == NODE_REDACT;
}

/* Holds blocks only: bare text in it becomes a paragraph. */
static bool blocks_only(enum node_kind kind)
{
    switch (kind) {
    case NODE_ABSTRACT:
    case NODE_FRONT:
    case NODE_BODY:
    case NODE_BACK:
    case NODE_SECTION:
    case NODE_BLOCKQUOTE:
    case NODE_EPIGRAPH:
    case NODE_PULLQUOTE:
    case NODE_CALLOUT:
    case NODE_CLIPPING:
    case NODE_EVENT:
    case NODE_ITEM:
    case NODE_COLUMNS: return true;
    default: return false;
    }
}

/* Holds inlines or blocks. */
static bool may_mix(enum node_kind kind)
{
    return kind == NODE_LI || kind == NODE_DD || kind == NODE_TD || kind == NODE_TH || kind == NODE_NOTE ||
           either(kind);
}

static void decide_blocks(struct node *n)
{
    if (n->kind == NODE_IMG)
        n->block = n->parent &&
                   (n->parent->kind == NODE_FIGURE || n->parent->kind == NODE_COVER || blocks_only(n->parent->kind));
    for (struct node *c = n->child; c; c = c->next) {
        decide_blocks(c);
        if (either(n->kind) && c->block)
            n->block = true;
    }
}

/* Moves the inlines from first up to (not including) end into a paragraph; one claim, q or redact alone is a block itself. */
static void wrap_run(struct doc *doc, struct node *first, struct node *end)
{
    struct node *only = NULL;
    int inked = 0;
    for (struct node *n = first; n != end; n = n->next)
        if (!is_blank(n)) {
            inked++;
            only = n;
        }
    if (!inked)
        return;
    if (inked == 1 && either(only->kind)) {
        only->block = true;
        return;
    }
    struct node *p = node_new(doc, NODE_P, first);
    p->generated = false;
    p->src = (is_blank(first) && first->next != end ? first->next : first)->src;
    node_insert_before(first, p);
    for (struct node *n = first, *next; n != end; n = next) {
        next = n->next;
        node_remove(n);
        node_append(p, n);
    }
}

static void wrap_runs(struct doc *doc, struct node *n)
{
    bool wrap = blocks_only(n->kind);
    for (struct node *c = n->child; c; c = c->next) {
        wrap_runs(doc, c);
        if (c->block && may_mix(n->kind))
            wrap = true;
    }
    for (struct node *c = n->child; wrap && c;) {
        if (!is_inline(c)) {
            c = c->next;
            continue;
        }
        struct node *end = c;
        while (end && is_inline(end))
            end = end->next;
        wrap_run(doc, c, end);
        c = end;
    }
}

/* A run of inlines: whether anything was set in it, and the text that ends in a space nothing has followed yet. */
struct run {
    bool ink;
    struct node *tail;
};

static void close_run(struct run *run)
{
    struct node *t = run->tail;
    if (t) {
        ((char *)(uintptr_t)t->text)[--t->len] = 0; /* its own copy */
        if (!t->len)
            node_remove(t);
    }
    *run = (struct run){false, NULL};
}

static void settle_text(struct node *n, struct run *run)
{
    char *out = (char *)(uintptr_t)n->text, *q = out; /* its own copy, and it can but shrink */
    const char *p = n->text;
    if (!run->ink || run->tail) /* the space before is there already: the text begins with its first word */
        for (; utf8_is_space((unsigned char)*p); p++) {
            n->src.col = *p == '\n' ? 1 : n->src.col + 1;
            n->src.line += *p == '\n';
        }
    while (*p) {
        bool space = false;
        for (; utf8_is_space((unsigned char)*p); p++)
            space = true;
        if (space)
            *q++ = ' ';
        while (*p && !utf8_is_space((unsigned char)*p))
            *q++ = *p++;
    }
    *q = 0;
    n->len = (int32_t)(q - out);
    if (!n->len) {
        node_remove(n);
        return;
    }
    if (n->len > 1 || out[0] != ' ')
        run->ink = true;
    run->tail = q[-1] == ' ' ? n : NULL;
}

/* The line ends next to the tags of pre belong to the markup. */
static void settle_pre(struct node *pre)
{
    struct node *first = pre->child, *last = pre->last;
    if (first && first->kind == NODE_TEXT && *first->text == '\n') {
        first->text++;
        first->len--;
        first->src.line++;
        first->src.col = 1;
    }
    if (last && last->kind == NODE_TEXT) {
        int32_t n = last->len;
        while (n && (last->text[n - 1] == ' ' || last->text[n - 1] == '\t'))
            n--;
        if (n && last->text[n - 1] == '\n') {
            last->len = n - 1;
            ((char *)(uintptr_t)last->text)[n - 1] = 0;
        }
    }
    for (struct node *c = pre->child, *next; c; c = next) {
        next = c->next;
        if (c->kind == NODE_TEXT && !c->len)
            node_remove(c);
    }
}

static void settle(struct node *n, struct run *run)
{
    if (n->kind == NODE_PRE) {
        settle_pre(n);
        return;
    }
    for (struct node *c = n->child, *next; c; c = next) {
        next = c->next;
        if (c->kind == NODE_TEXT) {
            settle_text(c, run);
        } else if (c->kind == NODE_BR) {
            close_run(run);
        } else if (!is_inline(c)) {
            struct run inner = {0};
            close_run(run);
            settle(c, &inner);
            close_run(&inner);
        } else if (c->kind == NODE_NOTE) { /* a run of its own; outside it is one sign */
            struct run inner = {0};
            settle(c, &inner);
            close_run(&inner);
            *run = (struct run){true, NULL};
        } else {
            if (!c->child)
                *run = (struct run){true, NULL};
            settle(c, run);
        }
    }
}

/* A cover given by attributes alone is a figure like any other afterwards. */
static void cover_figure(struct doc *doc)
{
    for (struct node *n = doc->info ? doc->info->child : NULL; n; n = n->next) {
        if (n->kind != NODE_COVER || n->child || !node_attr(n, "src"))
            continue;
        struct node *figure = node_new(doc, NODE_FIGURE, n), *img = node_new(doc, NODE_IMG, n);
        figure->generated = img->generated = false;
        img->attrs = n->attrs;
        node_append(n, figure);
        node_append(figure, img);
    }
}

/* Rows that stand in a table without a tbody get one, as HTML's do. */
static void wrap_rows(struct doc *doc, struct node *table)
{
    struct node *body = NULL;
    for (struct node *c = table->child, *next; c; c = next) {
        next = c->next;
        if (c->kind != NODE_TR) {
            if (c->kind != NODE_TEXT) /* white space between rows */
                body = NULL;
            continue;
        }
        if (!body) {
            body = node_new(doc, NODE_TBODY, c);
            body->generated = false;
            node_insert_before(c, body);
        }
        node_remove(c);
        node_append(body, c);
    }
}

static void wrap_all_rows(struct doc *doc, struct node *n)
{
    if (n->kind == NODE_TABLE)
        wrap_rows(doc, n);
    for (struct node *c = n->child; c; c = c->next)
        wrap_all_rows(doc, c);
}

static void normalise(struct doc *doc, struct node *top, const char *audience)
{
    if (!top)
        return;
    drop_other_audiences(top, audience);
    wrap_all_rows(doc, top);
    decide_blocks(top);
    wrap_runs(doc, top);
    struct run run = {0};
    settle(top, &run);
    close_run(&run);
}

void normalise_tree(struct doc *doc, const char *audience, struct diag *diag)
{
    (void)diag;
    cover_figure(doc);
    normalise(doc, doc->info, audience);
    normalise(doc, doc->sources_node, audience);
    normalise(doc, doc->tree, audience);
}
