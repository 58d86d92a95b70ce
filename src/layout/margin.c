/* Page labels and the sixteen margin boxes (CSS Paged Media 3, 5; GCPM named strings), once the pages stand. */
#include "layout/internal.h"

#include <stdlib.h>
#include <string.h>

/* The list style in which a page style shows its number; false: it shows none. */
static bool number_style(const struct page_style *ps, enum list_style *list)
{
    for (int k = 0; k < MARGIN_BOX_COUNT; k++)
        if (ps->box[k] && content_shows_page(ps->box[k]->content, list))
            return true;
    return false;
}

/* A page without a folio of its own (a chapter's first) is still called by its number, as its neighbours show theirs. */
static bool label_style(const struct assembly *a, const struct sheet *sh, enum list_style *list)
{
    return number_style(sh->style, list) || number_style(style_page(a->s->styles, sh->name, PAGE_RIGHT), list) ||
        number_style(style_page(a->s->styles, sh->name, PAGE_LEFT), list);
}

void page_labels(struct assembly *a)
{
    for (size_t i = 0; i < a->sheets.n; i++) {
        struct sheet *sh = &a->sheets.v[i];
        struct buf b = {0};
        enum list_style list;
        /* a blank page ends what stands before it: its number goes on as the pages there do, not as the next page's */
        if (label_style(a, sh->page.blank && i ? sh - 1 : sh, &list))
            style_counter(&b, sh->number, list, a->s->doc->lang);
        a->map.pages[i].label = sh->page.label = arena_strdup(a->arena, b.data ? b.data : "");
        buf_drop(&b);
    }
}

/* ---- named strings ---- */

struct strings { /* values as the pages are gone through */
    struct map *now;
    const struct sheet *sheet;
    int32_t n_pages;
};

static const char *string_value(void *user, const char *name, const char *which)
{
    const struct strings *st = user;
    const char *first = NULL, *last = NULL;
    for (const struct mark *m = st->sheet->set; m; m = m->next)
        if (m->kind == MARK_STRING && strcmp(m->name, name) == 0) {
            first = first ? first : m->value;
            last = m->value;
        }
    const char *before = map_find(st->now, name);
    if (which && strcmp(which, "first-except") == 0)
        return first ? "" : before;
    if (which && strcmp(which, "last") == 0)
        return last ? last : before;
    if (which && strcmp(which, "start") == 0)
        return before ? before : first;
    return first ? first : before;
}

static void strings_pass(struct strings *st)
{
    for (const struct mark *m = st->sheet->set; m; m = m->next)
        if (m->kind == MARK_STRING)
            map_put(st->now, m->name, (void *)m->value);
}

static bool page_counter(void *user, const char *name, int32_t *value)
{
    const struct strings *st = user;
    *value = strcmp(name, "page") == 0 ? st->sheet->number : strcmp(name, "pages") == 0 ? st->n_pages : 0;
    return true;
}

/* ---- boxes ---- */

struct area {
    int32_t x, y, w, h;
};

/* Where a box lies. The three of an edge share its whole length: each aligns in it as its name says. */
static struct area box_area(const struct page_style *p, int k)
{
    int32_t t = p->margin[TOP], r = p->margin[RIGHT], b = p->margin[BOTTOM], l = p->margin[LEFT];
    int32_t w = p->width - l - r, h = p->height - t - b;
    if (k == BOX_TOP_LEFT_CORNER)
        return (struct area){0, 0, l, t};
    if (k <= BOX_TOP_RIGHT)
        return (struct area){l, 0, w, t};
    if (k == BOX_TOP_RIGHT_CORNER)
        return (struct area){l + w, 0, r, t};
    if (k <= BOX_RIGHT_BOTTOM)
        return (struct area){l + w, t, r, h};
    if (k == BOX_BOTTOM_RIGHT_CORNER)
        return (struct area){l + w, t + h, r, b};
    if (k <= BOX_BOTTOM_LEFT)
        return (struct area){l, t + h, w, b};
    if (k == BOX_BOTTOM_LEFT_CORNER)
        return (struct area){0, t + h, l, b};
    return (struct area){0, t, l, h};
}

static enum text_align box_align(int k, const struct style *st)
{
    static const enum text_align natural[MARGIN_BOX_COUNT] = {ALIGN_RIGHT, ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT, ALIGN_LEFT, ALIGN_CENTER,
        ALIGN_CENTER, ALIGN_CENTER, ALIGN_LEFT, ALIGN_RIGHT, ALIGN_CENTER, ALIGN_LEFT, ALIGN_RIGHT, ALIGN_CENTER, ALIGN_CENTER, ALIGN_CENTER};
    return st->text_align == ALIGN_START || st->text_align == ALIGN_JUSTIFY ? natural[k] : st->text_align;
}

static int32_t box_y(int k, const struct style *st, const struct area *area, int32_t h)
{
    enum valign v = st->vertical_align;
    if (v == VALIGN_TOP || (v == VALIGN_BASELINE && (k == BOX_RIGHT_TOP || k == BOX_LEFT_TOP)))
        return area->y;
    if (v == VALIGN_BOTTOM || (v == VALIGN_BASELINE && (k == BOX_RIGHT_BOTTOM || k == BOX_LEFT_BOTTOM)))
        return area->y + area->h - h;
    return area->y + (area->h - h) / 2;
}

/* ---- the three of an edge ---- */

struct boxed { /* a margin box with its text */
    const struct style *style;
    struct para_box *para; /* NULL: it has none */
    int32_t min, max;      /* widths of the whole box */
};

static void measure_box(struct assembly *a, int k, const struct style *st, const char *text, int32_t edge, struct boxed *b)
{
    struct layout_state *s = a->s;
    struct style *own = arena_alloc(s->arena, sizeof *own);
    *own = *st;
    own->text_align = box_align(k, st);
    own->text_indent = 0;
    own->hyphens = HYPHENS_NONE;
    *b = (struct boxed){.style = st, .para = para_string(s, own, NULL, SLOT_ARTIFACT, text, s->doc->lang)};
    if (!b->para)
        return;
    shaped_widths(b->para->shaped, &b->min, &b->max);
    struct edges e;
    edges_of(st, 0, edge, &e);
    if (st->width.unit != LEN_AUTO)
        b->min = b->max = e.w;
    int32_t sides = e.margin[LEFT] + e.margin[RIGHT] + e.bw - e.w;
    b->min += sides;
    b->max += sides + PT / 4; /* no line breaks for a rounding */
}

/* What the first of two gets where both have not room enough: between its least and its most, as the second (CSS Paged Media 3, 5.3.2.2). */
static int32_t fit(int32_t room, int32_t min, int32_t max, int32_t other_min, int32_t other_max)
{
    int64_t need = (int64_t)min + other_min, want = (int64_t)max + other_max;
    if (need >= room || want <= need)
        return (int32_t)(need ? (int64_t)room * min / need : room / 2);
    return min + (int32_t)((room - need) * (max - min) / (want - need));
}

static void narrow(const struct boxed *b, struct area *area, int32_t x, int32_t w)
{
    area->x = x;
    if (b->para && b->style->width.unit == LEN_AUTO) /* else its width is one of the whole edge */
        area->w = w;
}

/* The areas of left, centre and right: each the whole edge, to align in as its name says, unless the texts would run into one another. */
static void share_edge(const struct boxed *left, const struct boxed *centre, const struct boxed *right, int32_t x, int32_t w, struct area area[3])
{
    area[0].x = area[1].x = area[2].x = x;
    area[0].w = area[1].w = area[2].w = w;
    int32_t side_max = left->max > right->max ? left->max : right->max, side_min = left->min > right->min ? left->min : right->min;
    if (right->para && right->style->width.unit != LEN_AUTO && right->max < w)
        area[2].x = x + w - right->max;
    if (centre->para && (int64_t)centre->max + 2 * (int64_t)side_max > w) {
        int32_t middle = fit(w, centre->min, centre->max, 2 * side_min, 2 * side_max), side = (w - middle) / 2;
        narrow(left, &area[0], x, side);
        narrow(centre, &area[1], x + side, middle);
        narrow(right, &area[2], x + w - side, side);
    } else if (!centre->para && left->para && right->para && (int64_t)left->max + right->max > w) {
        int32_t first = fit(w, left->min, left->max, right->min, right->max);
        narrow(left, &area[0], x, first);
        narrow(right, &area[2], x + first, w - first);
    }
}

/* Vertical padding and borders belong to the box and are drawn across it; margins move it. */
static void margin_box(struct assembly *a, size_t page, int k, const struct boxed *b, struct area area)
{
    struct layout_state *s = a->s;
    const struct style *st = b->style;
    struct para_box *p = b->para;
    struct edges e;
    edges_of(st, area.x, area.w, &e);
    const struct lines *l = para_lines(s, p, e.w);
    int32_t h = 0;
    for (uint32_t i = 0; i < l->n; i++)
        h += l->lines[i].ascent + l->lines[i].descent;
    int32_t sides_top = e.border[TOP] + e.padding[TOP], sides = sides_top + e.border[BOTTOM] + e.padding[BOTTOM];
    area.y += e.margin[TOP];
    area.h -= e.margin[TOP] + e.margin[BOTTOM];
    int32_t y = box_y(k, st, &area, h + sides);
    struct piece_vec v = {{0}};
    frame_pieces(s, st, e.bx, y, e.bw, h + sides, true, true, &v);
    for (uint32_t i = 0, at = 0; i < l->n; i++) {
        struct piece *line = piece_new(s, PIECE_LINE, NULL, e.x, y + sides_top + (int32_t)at, e.w, 0);
        line->u.line.para = p;
        line->u.line.line = &l->lines[i];
        vec_push(&v.p, line);
        at += (uint32_t)(l->lines[i].ascent + l->lines[i].descent);
    }
    for (size_t i = 0; i < v.p.n; i++)
        draw_piece(a, page, v.p.v[i], 0, 0, WHERE_ARTIFACT);
    vec_drop(&v.p);
}

/* Sets the boxes of a page that have a text. */
static void set_boxes(struct assembly *a, size_t page, const struct boxed *b)
{
    const struct page_style *ps = a->sheets.v[page].style;
    struct area area[MARGIN_BOX_COUNT];
    for (int k = 0; k < MARGIN_BOX_COUNT; k++)
        area[k] = box_area(ps, k);
    for (int foot = 0; foot < 2; foot++) {
        int l = foot ? BOX_BOTTOM_LEFT : BOX_TOP_LEFT, c = foot ? BOX_BOTTOM_CENTER : BOX_TOP_CENTER, r = foot ? BOX_BOTTOM_RIGHT : BOX_TOP_RIGHT;
        struct area three[3] = {area[l], area[c], area[r]};
        share_edge(&b[l], &b[c], &b[r], area[l].x, area[l].w, three);
        area[l] = three[0];
        area[c] = three[1];
        area[r] = three[2];
    }
    for (int k = 0; k < MARGIN_BOX_COUNT; k++)
        if (b[k].para)
            margin_box(a, page, k, &b[k], area[k]);
}

void margin_boxes(struct assembly *a)
{
    struct strings st = {.now = map_new(), .n_pages = (int32_t)a->sheets.n};
    struct content_env env = {.counter = page_counter, .string = string_value, .user = &st, .lang = a->s->doc->lang};
    struct buf b = {0};
    for (size_t i = 0; i < a->sheets.n; i++) {
        st.sheet = &a->sheets.v[i];
        struct boxed boxes[MARGIN_BOX_COUNT] = {{0}};
        for (int k = 0; k < MARGIN_BOX_COUNT && !st.sheet->page.blank; k++) {
            const struct style *box = st.sheet->style->box[k];
            if (!box || box->display == DISPLAY_NONE)
                continue;
            buf_clear(&b);
            content_text(box->content, &env, &b);
            if (b.len)
                measure_box(a, k, box, b.data, box_area(st.sheet->style, k).w, &boxes[k]);
        }
        set_boxes(a, i, boxes);
        strings_pass(&st);
    }
    buf_drop(&b);
    map_drop(st.now);
}
