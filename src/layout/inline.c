/* A block's inlines become one paragraph: text, runs that say which node and style each byte has, and objects. Paragraphs are kept
 * from pass to pass; only those that show page numbers are looked at again. */
#include "layout/internal.h"

#include <stdlib.h>
#include <string.h>

struct gather {
    struct layout_state *s;
    struct buf text;
    VEC(struct run) runs;
    VEC(struct object) objects;
    bool shows_pages;
};

bool node_is_block(const struct layout_state *s, const struct node *n)
{
    if (n->kind == NODE_TEXT)
        return false;
    if (n->block && (n->kind == NODE_CLAIM || n->kind == NODE_Q || n->kind == NODE_REDACT || n->kind == NODE_IMG || n->kind == NODE_CHART))
        return true;
    if (n->kind == NODE_IMG || n->kind == NODE_CLAIM || n->kind == NODE_Q || n->kind == NODE_REDACT)
        return false;
    enum display d = style_of(s->styles, n)->display;
    return d != DISPLAY_INLINE && d != DISPLAY_NONE;
}

/* The style in the size of the table being stacked. */
static const struct style *scaled(struct layout_state *s, const struct style *st)
{
    if (!s->scale || s->scale == 1000)
        return st;
    struct style *own = arena_alloc(s->arena, sizeof *own);
    *own = *st;
    own->font_size = (int32_t)((int64_t)st->font_size * s->scale / 1000);
    own->line_height = (int32_t)((int64_t)st->line_height * s->scale / 1000);
    own->text_indent = (int32_t)((int64_t)st->text_indent * s->scale / 1000);
    own->letter_spacing = (int32_t)((int64_t)st->letter_spacing * s->scale / 1000);
    return own;
}

static void add_run(struct gather *g, const struct style *style, const struct node *node, enum slot slot, uint32_t offset, const char *lang,
                    const char *text, size_t len)
{
    if (!len)
        return;
    struct run r = {.start = (uint32_t)g->text.len, .style = scaled(g->s, style), .node = node, .offset = offset, .slot = slot, .lang = lang};
    buf_add(&g->text, text, len);
    r.end = (uint32_t)g->text.len;
    vec_push(&g->runs, r);
}

static void add_string(struct gather *g, const struct style *style, const struct node *node, enum slot slot, const char *text)
{
    if (text && style)
        add_run(g, style, node, slot, 0, node->lang, text, strlen(text));
}

static void add_object(struct gather *g, const struct style *style, const struct node *n, struct object o, enum slot slot)
{
    o.pos = (uint32_t)g->text.len;
    vec_push(&g->objects, o);
    add_run(g, style, n, slot, 0, n->lang, "\uFFFC", 3);
}

static void add_note_call(struct gather *g, const struct node *n, const struct style *parent)
{
    const struct style *st = style_pseudo(g->s->styles, n, PSEUDO_FOOTNOTE_CALL);
    const char *text = g->s->gen[n->index][PSEUDO_FOOTNOTE_CALL];
    char number[16];
    if (!text) {
        snprintf(number, sizeof number, "%d", (int)n->number);
        text = number;
    }
    add_string(g, st ? st : parent, n, SLOT_CALL, text);
}

static void add_pageref(struct gather *g, const struct node *n, const struct style *st)
{
    struct buf b = {0};
    if (g->s->map)
        pagemap_refs(g->s->map, n, &b);
    else
        buf_adds(&b, "00");
    g->shows_pages = true;
    if (b.len)
        add_run(g, st, n, SLOT_PAGEREF, 0, n->lang, b.data, b.len);
    buf_drop(&b);
}

static void add_image(struct gather *g, const struct node *n, const struct style *st)
{
    int32_t w, h;
    replaced_size(g->s, n, st, 0, &w, &h);
    add_object(g, st, n, (struct object){.kind = OBJECT_BOX, .width = w, .ascent = h, .user = (void *)n}, SLOT_IMAGE);
}

static void add_node(struct gather *g, const struct node *n)
{
    if (n->kind == NODE_TEXT) {
        const struct style *st = style_of(g->s->styles, n->parent);
        if (n->parent->kind == NODE_RB)
            st = ruby_style(g->s, n->parent, st);
        uint32_t skip = 0; /* spaces at the head of a paragraph are nothing */
        while (!g->text.len && skip < (uint32_t)n->len && n->text[skip] == ' ' && st->white_space < WS_PRE)
            skip++;
        add_run(g, st, n, SLOT_TEXT, skip, n->lang, n->text + skip, (size_t)n->len - skip);
        return;
    }
    const struct style *st = style_of(g->s->styles, n);
    if (st->display == DISPLAY_NONE)
        return;
    switch (n->kind) {
    case NODE_BR: add_run(g, st, n, SLOT_ARTIFACT, 0, n->lang, "\u2028", 3); return;
    case NODE_NOTE: add_note_call(g, n, style_of(g->s->styles, n->parent)); return;
    case NODE_PAGEREF: add_pageref(g, n, st); return;
    case NODE_LEADER: add_object(g, st, n, (struct object){.kind = OBJECT_LEADER}, SLOT_ARTIFACT); return;
    case NODE_IMG: add_image(g, n, st); return;
    case NODE_RT: return; /* ruby.c */
    default: break;
    }
    add_string(g, style_pseudo(g->s->styles, n, PSEUDO_BEFORE), n, SLOT_BEFORE, g->s->gen[n->index][PSEUDO_BEFORE]);
    for (const struct node *k = n->child; k; k = k->next)
        add_node(g, k);
    add_string(g, style_pseudo(g->s->styles, n, PSEUDO_AFTER), n, SLOT_AFTER, g->s->gen[n->index][PSEUDO_AFTER]);
}

/* Moves what was gathered to the arena; NULL when there is nothing. */
static struct para_box *gather_end(struct gather *g, const struct node *block, const struct node *first, const struct style *style)
{
    struct para_box *p = NULL;
    if (g->text.len) {
        p = arena_alloc(g->s->arena, sizeof *p);
        p->guessed = g->shows_pages && !g->s->map;
        struct arena *a = p->guessed ? g->s->pass : g->s->arena;
        p->node = block;
        p->first = first;
        p->shows_pages = g->shows_pages;
        p->width = -1;
        struct run *runs = arena_array(a, g->runs.n, sizeof *runs);
        memcpy(runs, g->runs.v, g->runs.n * sizeof *runs);
        struct object *objects = arena_array(a, g->objects.n + 1, sizeof *objects);
        if (g->objects.n)
            memcpy(objects, g->objects.v, g->objects.n * sizeof *objects);
        p->para = (struct para){.text = arena_strndup(a, g->text.data, g->text.len), .len = (uint32_t)g->text.len, .runs = runs,
            .n_runs = g->runs.n, .objects = objects, .n_objects = g->objects.n, .style = style};
        p->shaped = shape_para(g->s->shaper, a, &p->para, g->s->diag);
    }
    buf_drop(&g->text);
    vec_drop(&g->runs);
    vec_drop(&g->objects);
    return p;
}

bool pseudo_stands_apart(const struct layout_state *s, const struct node *n, enum pseudo which)
{
    const struct style *st = style_pseudo(s->styles, n, which);
    if (!st || st->display == DISPLAY_NONE || st->content_none || !st->content)
        return false;
    const struct node *beside = which == PSEUDO_BEFORE ? n->child : n->last;
    return st->display == DISPLAY_BLOCK || (beside && beside->kind != NODE_TEXT && n->kind != NODE_Q && node_is_block(s, beside));
}

static void gather_inlines(struct gather *g, const struct node *block, const struct node *first, const struct node *end,
                           const struct inline_prefix *prefix)
{
    if (prefix)
        add_string(g, prefix->style, prefix->node, prefix->slot, prefix->text);
    if (first == block->child && !pseudo_stands_apart(g->s, block, PSEUDO_BEFORE))
        add_string(g, style_pseudo(g->s->styles, block, PSEUDO_BEFORE), block, SLOT_BEFORE, g->s->gen[block->index][PSEUDO_BEFORE]);
    for (const struct node *n = first; n && n != end; n = n->next)
        add_node(g, n);
    if (!end && !pseudo_stands_apart(g->s, block, PSEUDO_AFTER))
        add_string(g, style_pseudo(g->s->styles, block, PSEUDO_AFTER), block, SLOT_AFTER, g->s->gen[block->index][PSEUDO_AFTER]);
}

static bool same_text(const struct para_box *p, const struct buf *text)
{
    return p->para.len == text->len && (!text->len || !memcmp(p->para.text, text->data, text->len));
}

/* A cell may be aligned otherwise than its element's style says, once its column is known. */
static struct para_box *with_style(struct layout_state *s, struct para_box *p, const struct style *style)
{
    if (p->para.style != style) {
        p->para.style = scaled(s, style);
        p->width = -1;
    }
    return p;
}

struct para_box *para_inlines(struct layout_state *s, const struct node *block, const struct style *style, const struct node *first,
                              const struct node *end, const struct inline_prefix *prefix)
{
    struct para_box **at = &s->paras[block->index];
    while (*at && (*at)->first != first)
        at = &(*at)->next;
    if (*at && (!(*at)->shows_pages || !s->map))
        return with_style(s, *at, style);
    struct gather g = {.s = s};
    gather_inlines(&g, block, first, end, prefix);
    if (*at && !(*at)->guessed && same_text(*at, &g.text)) {
        buf_drop(&g.text);
        vec_drop(&g.runs);
        vec_drop(&g.objects);
        return with_style(s, *at, style);
    }
    struct para_box *p = gather_end(&g, block, first, scaled(s, style));
    if (p) {
        p->next = *at ? (*at)->next : NULL;
        *at = p;
    }
    return p;
}

struct para_box *para_string(struct layout_state *s, const struct style *style, const struct node *node, enum slot slot, const char *text,
                             const char *lang)
{
    struct gather g = {.s = s};
    add_run(&g, style, node, slot, 0, lang, text, strlen(text));
    return gather_end(&g, node, node, style);
}

const struct lines *para_lines(struct layout_state *s, struct para_box *p, int32_t width)
{
    if (p->width != width) {
        struct measure m = {.width = width};
        p->lines = shaped_break(p->shaped, p->guessed ? s->pass : s->arena, &m);
        p->width = width;
        if (p->lines->overfull > PT && p->node)
            diag_add(s->diag, D_LAYOUT_OVERFULL, (p->first ? p->first : p->node)->src, "a line stands %.1f pt out of its measure",
                (double)p->lines->overfull / PT);
    }
    return p->lines;
}
