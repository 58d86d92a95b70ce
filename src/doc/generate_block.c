/* What is added to blocks and claims: attributions, statuses, titles of callouts, figures in words, papers of clippings, dates of events. */
#include "doc/generate.h"

#include "doc/dates.h"
#include "doc/words.h"

#include <string.h>

/* Where an inline goes that is to stand at the end of n: its last paragraph, however deep; else a paragraph of its own. */
static struct node *tail_of(struct gen *g, struct node *n)
{
    while (node_holds_blocks(n)) {
        struct node *last = n->last;
        switch (last->kind) {
        case NODE_P:
        case NODE_UL:
        case NODE_OL:
        case NODE_LI:
        case NODE_DL:
        case NODE_DD:
        case NODE_CALLOUT:
        case NODE_COLUMNS:
        case NODE_CLAIM:
        case NODE_Q:
        case NODE_REDACT: n = last; break;
        default: return gen_node(g->doc, n, NODE_P);
        }
    }
    return n;
}

/* "… (estimation) [3]" */
static void claim(struct gen *g, struct node *n)
{
    const char *status = word_status(node_attr(n, "status"), n->lang);
    if (!status && !n->n_targets)
        return;
    struct node *in = tail_of(g, n);
    if (status) {
        bool zh = tongue_of(n->lang) == TONGUE_ZH;
        gen_text(g->doc, in, zh || !in->child ? "" : "\xc2\xa0");
        struct node *s = gen_node(g->doc, in, NODE_STATUS);
        gen_text(g->doc, s, zh ? "（" : "(");
        gen_text(g->doc, s, status);
        gen_text(g->doc, s, zh ? "）" : ")");
    }
    gen_cite(g, in, n, true);
}

static void quotation(struct gen *g, struct node *n)
{
    struct node *by = node_child(n, NODE_ATTRIBUTION);
    if (!n->n_targets)
        return;
    if (!by) {
        by = gen_node(g->doc, n, NODE_ATTRIBUTION);
        reference_short(g->doc, n->targets[0]->source, by);
    }
    gen_cite(g, by, n, true);
}

static void callout(struct gen *g, struct node *n)
{
    if (node_child(n, NODE_TITLE))
        return;
    struct node *title = node_new(g->doc, NODE_TITLE, n);
    gen_text(g->doc, title, word_callout(node_attr(n, "kind"), n->lang));
    node_prepend(n, title);
}

/* A unit of several words, or of one long one, has no room beside a large figure: sheets may set it below. */
static bool is_long(const char *unit)
{
    enum { BESIDE = 10 };
    int letters = 0;
    for (const char *s = unit; *s; s++)
        letters += ((unsigned char)*s & 0xC0) != 0x80;
    return letters > BESIDE || strchr(unit, ' ');
}

/* The figure and its unit, then what was written, as its legend. */
static void keyfigure(struct gen *g, struct node *n)
{
    struct doc *doc = g->doc;
    const char *number = node_attr(n, "value"), *unit = node_attr(n, "unit");
    struct node *value = node_new(doc, NODE_VALUE, n), *legend = node_new(doc, NODE_LEGEND, n);
    gen_text(doc, value, number ? number : "");
    if (unit && *unit) {
        gen_text(doc, value, is_long(unit) ? " " : tongue_of(n->lang) == TONGUE_FR || unit[1] ? "\xc2\xa0" : "");
        struct node *u = gen_wrap(doc, value, NODE_UNIT, unit);
        if (is_long(unit))
            u->class = "long";
    }
    while (n->child) {
        struct node *c = n->child;
        node_remove(c);
        node_append(legend, c);
    }
    node_append(n, value);
    node_append(n, legend);
    gen_cite(g, legend, n, true);
}

static void clipping(struct gen *g, struct node *n)
{
    if (!n->n_targets)
        return;
    const struct source *s = n->targets[0]->source;
    struct node *head = node_new(g->doc, NODE_MASTHEAD, n);
    reference_masthead(g->doc, s, head);
    if (head->child)
        node_prepend(n, head);
    struct node *tail = gen_node(g->doc, n, NODE_PROVENANCE);
    reference_append(g->doc, s, tail);
    if (references_numbered(g->doc))
        gen_cite(g, tail, n, true);
    else /* the reference itself was just given */
        gen_cite_count(g, tail, n->targets, n->n_targets);
}

/* "14 septembre 2017, 14 h 30" before, "Paris" after. */
static void when(struct gen *g, struct node *n)
{
    struct buf b = {0};
    const char *date = node_attr(n, "date"), *end = node_attr(n, "end"), *time = node_attr(n, "time"),
               *place = node_attr(n, "place");
    date_words(&b, date, end, n->lang);
    if (time && *time) {
        buf_adds(&b, b.len ? word(WORD_COMMA, n->lang) : "");
        time_words(&b, time, n->lang);
    }
    if (place && *place)
        gen_wrap(g->doc, n, NODE_P, place)->class = "place";
    if (b.len) {
        struct node *w = node_new(g->doc, NODE_WHEN, n);
        gen_text(g->doc, w, b.data);
        node_prepend(n, w);
    }
    buf_drop(&b);
}

void gen_block(struct gen *g, struct node *n)
{
    switch (n->kind) {
    case NODE_CLAIM: claim(g, n); break;
    case NODE_BLOCKQUOTE:
    case NODE_EPIGRAPH:
    case NODE_PULLQUOTE: quotation(g, n); break;
    case NODE_CALLOUT: callout(g, n); break;
    case NODE_KEYFIGURE: keyfigure(g, n); break;
    case NODE_CLIPPING: clipping(g, n); break;
    case NODE_EVENT:
    case NODE_ITEM: when(g, n); break;
    default: break;
    }
}
