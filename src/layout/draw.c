/* Pieces become draws at their place on a page, and tell the page map where each node stands. */
#include "layout/internal.h"

#include <string.h>

static struct draw *draw_add(struct assembly *a, size_t page, struct draw d)
{
    struct sheet *sh = &a->sheets.v[page];
    vec_push(&sh->draws, d);
    return &sh->draws.v[sh->draws.n - 1];
}

static void place_node(struct assembly *a, const struct node *n, size_t page, int32_t x, int32_t y)
{
    for (; n && a->map.places[n->index].page < 0; n = n->parent)
        a->map.places[n->index] = (struct place){(int32_t)page, x, y};
}

static void start_page(struct assembly *a, size_t page, const struct node *n, uint32_t offset)
{
    struct page_start *st = &a->map.pages[page];
    if (!st->node) {
        st->node = n;
        st->offset = offset;
    }
}

static void draw_rect(struct assembly *a, size_t page, int32_t x, int32_t y, int32_t w, int32_t h, struct colour fill, int32_t radius)
{
    struct draw d = {.kind = DRAW_RECT, .slot = SLOT_ARTIFACT, .x = x, .y = y, .w = w, .h = h};
    d.u.rect.fill = fill;
    d.u.rect.radius = radius;
    draw_add(a, page, d);
}

static void draw_stroke(struct assembly *a, size_t page, int32_t x, int32_t y, int32_t w, int32_t h, struct colour c, int32_t width,
                        enum border_style style)
{
    struct draw d = {.kind = DRAW_STROKE, .slot = SLOT_ARTIFACT, .x = x, .y = y, .w = w, .h = h};
    d.u.stroke.colour = c;
    d.u.stroke.width = width;
    d.u.stroke.style = style;
    draw_add(a, page, d);
}

static int32_t units(const struct frag *f, int32_t v)
{
    return (int32_t)((int64_t)v * f->size / (f->face->upem ? f->face->upem : 1000));
}

/* Background behind a stretch of frags of one style, and a little round it. */
static void draw_backgrounds(struct assembly *a, size_t page, const struct line *l, int32_t x, int32_t base)
{
    for (uint32_t i = 0; i < l->n_frags; i++) {
        const struct frag *f = &l->frags[i];
        const struct style *st = f->run ? f->run->style : NULL;
        if (!st || !st->background.a || !f->face || st->display != DISPLAY_INLINE)
            continue;
        uint32_t k = i;
        while (k + 1 < l->n_frags && l->frags[k + 1].run && l->frags[k + 1].face && l->frags[k + 1].run->style == st)
            k++;
        int32_t pad = len_of(st->padding[LEFT], f->size, 0), up = units(f, f->face->ascent) * 9 / 10, down = units(f, f->face->descent);
        int32_t end = l->frags[k].x + l->frags[k].width;
        draw_rect(a, page, x + f->x - pad, base - f->rise - up, end - f->x + 2 * pad, up + down, st->background, st->border_radius);
        i = k;
    }
}

static void draw_decoration(struct assembly *a, size_t page, const struct frag *f, int32_t x, int32_t base)
{
    uint8_t d = f->run->style->decoration;
    int32_t y = base - f->rise, thick = f->size / 18;
    if (d & DECORATION_UNDERLINE)
        draw_stroke(a, page, x + f->x, y + f->size / 8, f->width, 0, f->run->style->colour, thick, BORDER_SOLID);
    if (d & DECORATION_LINE_THROUGH)
        draw_stroke(a, page, x + f->x, y - f->size / 4, f->width, 0, f->run->style->colour, thick, BORDER_SOLID);
    if (d & DECORATION_OVERLINE)
        draw_stroke(a, page, x + f->x, y - f->size * 7 / 8, f->width, 0, f->run->style->colour, thick, BORDER_SOLID);
}

/* Dots from the right edge leftward, so that they stand in columns from line to line. */
static void draw_leader(struct assembly *a, size_t page, const struct frag *f, int32_t x, int32_t base)
{
    struct layout_state *s = a->s;
    const struct style *st = f->run->style;
    int32_t step = st->font_size / 2, room = f->width - st->font_size / 2;
    if (room < 2 * step || st->hidden)
        return;
    if (!s->dot || s->dot->para.style != st) /* the leaders of a list have one style: shape their dot once */
        s->dot = para_string(s, st, NULL, SLOT_ARTIFACT, ".", s->doc->lang);
    struct para_box *dot = s->dot;
    const struct lines *l = para_lines(s, dot, st->font_size * 4);
    if (!l->n || !l->lines[0].n_frags || !l->lines[0].frags[0].n_glyphs)
        return;
    uint32_t n = (uint32_t)(room / step);
    struct glyph *glyphs = arena_array(s->pass, n, sizeof *glyphs);
    struct frag *dots = arena_alloc(s->pass, sizeof *dots);
    *dots = l->lines[0].frags[0];
    for (uint32_t i = 0; i < n; i++) {
        glyphs[i] = dots->glyphs[0];
        glyphs[i].advance = step;
        glyphs[i].bytes = i == 0;
    }
    dots->glyphs = glyphs;
    dots->shifts = NULL;
    dots->n_glyphs = n;
    dots->width = (int32_t)n * step;
    struct draw d = {.kind = DRAW_GLYPHS, .slot = SLOT_ARTIFACT, .y = base, .w = dots->width, .text = dot->para.text};
    int32_t right = (x + f->x + f->width - st->font_size / 4) / step * step;
    d.x = right - dots->width;
    d.u.frag = dots;
    draw_add(a, page, d);
}

static void draw_frag(struct assembly *a, size_t page, const struct para_box *p, const struct frag *f, int32_t x, int32_t base, int32_t top,
                      enum draw_where where)
{
    const struct run *r = f->run;
    enum slot slot = where == WHERE_ARTIFACT ? SLOT_ARTIFACT : r->slot;
    const struct node *node = slot == SLOT_ARTIFACT ? NULL : r->node;
    if (f->object) {
        if (f->object->kind == OBJECT_LEADER)
            draw_leader(a, page, f, x, base);
        else {
            struct piece *img = replaced_piece(a->s, f->object->user, f->object->width, f->object->ascent);
            if (img)
                draw_piece(a, page, img, x + f->x, base - f->object->ascent, where);
        }
        return;
    }
    if (!f->face)
        return;
    if (node && where != WHERE_ARTIFACT)
        place_node(a, node, page, x + f->x, top);
    if (where == WHERE_FLOW && slot == SLOT_TEXT)
        start_page(a, page, node, r->offset + (f->start - r->start));
    if (r->style->hidden)
        return;
    struct draw d = {.kind = DRAW_GLYPHS, .slot = slot, .node = node, .x = x + f->x, .y = base - f->rise, .w = f->width, .text = p->para.text};
    d.u.frag = f;
    draw_add(a, page, d);
    if (r->style->decoration)
        draw_decoration(a, page, f, x, base);
}

static void draw_line(struct assembly *a, size_t page, const struct piece *p, int32_t x, int32_t y, enum draw_where where)
{
    const struct line *l = p->u.line.line;
    int32_t base = y + l->ascent;
    draw_backgrounds(a, page, l, x, base);
    for (uint32_t i = 0; i < l->n_frags; i++)
        if (l->frags[i].run) {
            draw_frag(a, page, p->u.line.para, &l->frags[i], x + ruby_shift(&l->frags[i]), base, y, where);
            ruby_draw(a, page, l, i, x, base, where);
        }
}

static void draw_picture(struct assembly *a, size_t page, const struct piece *p, int32_t x, int32_t y, enum draw_where where)
{
    bool art = where == WHERE_ARTIFACT || !p->node; /* or a drawing that says nothing new */
    struct draw d = {.kind = p->kind == PIECE_SVG ? DRAW_SVG : DRAW_IMAGE, .slot = art ? SLOT_ARTIFACT : SLOT_IMAGE,
        .node = art ? NULL : p->node, .x = x, .y = y, .w = p->w, .h = p->h};
    if (p->kind == PIECE_SVG) {
        d.u.svg.data = p->u.svg.data;
        d.u.svg.len = p->u.svg.len;
        d.u.svg.key = p->u.svg.key;
    } else {
        const struct image *im = p->u.image.image;
        d.u.image.image = im;
        if (p->u.image.cover && im->width > 0 && im->height > 0) { /* as large as fills the box; the rest is clipped */
            d.u.image.clip_x = x;
            d.u.image.clip_y = y;
            d.u.image.clip_w = p->w;
            d.u.image.clip_h = p->h;
            int64_t h = (int64_t)p->w * im->height / im->width, w = (int64_t)p->h * im->width / im->height;
            d.h = h >= p->h ? (int32_t)h : p->h;
            d.w = h >= p->h ? p->w : (int32_t)w;
            d.x -= (d.w - p->w) / 2;
            d.y -= (d.h - p->h) / 2;
        }
    }
    if (!art)
        place_node(a, p->node, page, x, y);
    if (where == WHERE_FLOW && p->node)
        start_page(a, page, p->node, 0);
    draw_add(a, page, d);
}

void draw_piece(struct assembly *a, size_t page, const struct piece *p, int32_t x, int32_t y, enum draw_where where)
{
    x += p->x;
    y += p->y;
    switch (p->kind) {
    case PIECE_LINE: draw_line(a, page, p, x, y, where); break;
    case PIECE_GROUP:
        for (size_t i = 0; i < p->u.group.n; i++)
            draw_piece(a, page, p->u.group.pieces[i], x, y, where);
        break;
    case PIECE_RECT: draw_rect(a, page, x, y, p->w, p->h, p->u.rect.fill, p->u.rect.radius); break;
    case PIECE_STROKE: draw_stroke(a, page, x, y, p->w, p->h, p->u.stroke.colour, p->u.stroke.width, p->u.stroke.style); break;
    case PIECE_IMAGE:
    case PIECE_SVG: draw_picture(a, page, p, x, y, where); break;
    }
}
