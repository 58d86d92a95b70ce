/* Pictures and charts: their size (CSS 2.1, 10.3.2, 10.6.2) and the piece that draws them. */
#include "layout/internal.h"

#include "chart/chart.h"

#include <string.h>

static void intrinsic_size(const struct node *n, int32_t *w, int32_t *h)
{
    *w = n->image ? n->image->width : 0;
    *h = n->image ? n->image->height : 0;
    if (*w <= 0 || *h <= 0)
        *w = *h = 12 * PT;
}

void replaced_size(struct layout_state *s, const struct node *n, const struct style *st, int32_t width, int32_t *w, int32_t *h)
{
    int32_t iw, ih;
    intrinsic_size(n, &iw, &ih);
    if (width <= 0) { /* inline: as high as it is, within an em and a bit unless sized */
        *h = len_of(st->height, 0, st->font_size);
        *w = (int32_t)((int64_t)iw * *h / ih);
        return;
    }
    int32_t asked = len_of(st->width, width, len_of(width_attr(n, st->font_size), width, 0));
    *w = asked > 0 ? asked : iw;
    int32_t max = len_of(st->max_width, width, width);
    if (*w > max)
        *w = max;
    if (*w > width)
        *w = width;
    *h = st->object_cover && st->height.unit != LEN_AUTO ? len_of(st->height, s->page_height, 0) : (int32_t)((int64_t)ih * *w / iw);
    int32_t max_h = len_of(st->max_height, s->page_height, s->page_height * 17 / 20);
    if (*h > max_h) {
        if (!st->object_cover)
            *w = (int32_t)((int64_t)*w * max_h / *h);
        *h = max_h;
    }
}

static struct piece *svg_piece(struct layout_state *s, const struct node *n, int32_t w, int32_t h, const char *data, size_t len,
                               const void *key)
{
    struct piece *p = piece_new(s, PIECE_SVG, n, 0, 0, w, h);
    p->u.svg.data = data;
    p->u.svg.len = len;
    p->u.svg.key = key;
    return p;
}

struct piece *replaced_piece(struct layout_state *s, const struct node *n, int32_t w, int32_t h)
{
    if (!n->image)
        return NULL;
    bool cover = style_of(s->styles, n)->object_cover;
    if (n->image->kind == IMAGE_SVG && !cover) /* a drawing that is cut goes the way of images, which have a clip */
        return svg_piece(s, n, w, h, (const char *)n->image->data, n->image->len, n->image);
    struct piece *p = piece_new(s, PIECE_IMAGE, n, 0, 0, w, h);
    p->u.image.image = n->image;
    p->u.image.cover = cover;
    return p;
}

/* A chart higher than most of a page is drawn on a wider paper, which then shrinks: its letters do, its width does not. */
static struct piece *chart_piece(struct layout_state *s, const struct node *n, const struct style *st, int32_t width)
{
    struct buf b = {0};
    struct chart_look look = {.width = (double)width / PT, .font_size = (double)st->font_size / PT, .font_family = st->font_family,
        .ink = st->colour, .lang = n->lang, .palette = st->palette, .title_id = n->id ? n->id : "chart"};
    const double whole = look.width, most = (double)s->page_height / PT * 17 / 20;
    double h = chart_svg(&b, n->chart, &look);
    for (int size = 95; h * whole / look.width > most && size >= 50; size -= 5) {
        look.width = whole * 100 / size;
        buf_clear(&b);
        h = chart_svg(&b, n->chart, &look);
    }
    char *data = arena_strndup(s->pass, b.data, b.len);
    size_t len = b.len;
    buf_drop(&b);
    return svg_piece(s, n, width, PT_OF(h * whole / look.width), data, len, n);
}

void stack_replaced(struct flow *f, const struct node *n, const struct style *st, int32_t x, int32_t width)
{
    struct piece *p = NULL;
    if (n->kind == NODE_CHART && n->chart) {
        p = chart_piece(f->s, n, st, width);
    } else if (n->image) {
        int32_t w, h;
        replaced_size(f->s, n, st, width, &w, &h);
        p = replaced_piece(f->s, n, w, h);
    }
    if (!p)
        return;
    p->x = x;
    enum text_align align = style_of(f->s->styles, n->parent)->text_align;
    p->centred = align == ALIGN_CENTER;
    if (align == ALIGN_CENTER)
        p->x += (width - p->w) / 2;
    else if (align == ALIGN_RIGHT)
        p->x += width - p->w;
    flow_add(f, n, p, p->h);
}

/* ---- pictures shrink ---- */

static bool is_picture(const struct piece *p)
{
    return p->kind == PIECE_IMAGE || p->kind == PIECE_SVG;
}

/* Pictures side by side. */
static bool is_row(const struct piece *p)
{
    size_t k = 0;
    while (p->kind == PIECE_GROUP && k < p->u.group.n && is_picture(p->u.group.pieces[k]))
        k++;
    return k && k == p->u.group.n;
}

int32_t piece_can_lose(const struct piece *p)
{
    return p && (is_picture(p) || is_row(p)) ? p->h / SQUEEZE_SHARE : 0;
}

static int32_t share(int32_t v, int32_t part, int32_t of)
{
    return (int32_t)((int64_t)v * part / of);
}

static void shrink_picture(struct piece *p, int32_t part, int32_t of, bool centred)
{
    bool cut = p->kind == PIECE_IMAGE && p->u.image.cover; /* keeps its width */
    int32_t less = cut ? 0 : share(p->w, part, of);
    p->x += centred ? less / 2 : 0;
    p->w -= less;
    p->h -= share(p->h, part, of);
}

static void shrink_row(struct piece *row, int32_t part, int32_t of)
{
    for (size_t k = 0; k < row->u.group.n; k++) {
        struct piece *p = row->u.group.pieces[k];
        shrink_picture(p, part, of, true);
        p->y -= share(p->y, part, of);
    }
    row->h -= share(row->h, part, of);
}

/* Pieces of a group that stand below y move up; backgrounds and borders round it shrink. */
static void close_up(struct piece *group, const struct piece *picture, int32_t bottom, int32_t less)
{
    for (size_t k = 0; k < group->u.group.n; k++) {
        struct piece *p = group->u.group.pieces[k];
        if (p == picture)
            continue;
        if (p->y >= bottom - PT / 8)
            p->y -= less;
        else if ((p->kind == PIECE_RECT || p->kind == PIECE_STROKE) && p->y <= picture->y && p->y + p->h >= bottom - PT / 8)
            p->h -= less;
    }
}

int32_t piece_squeeze(struct piece *p, int32_t part, int32_t of)
{
    int32_t before = p->h;
    if (is_picture(p)) {
        shrink_picture(p, part, of, p->centred);
    } else if (is_row(p)) {
        shrink_row(p, part, of);
    } else if (p->kind == PIECE_GROUP) {
        for (size_t k = p->u.group.n; k-- > 0;) {
            struct piece *in = p->u.group.pieces[k];
            if (!is_picture(in) && !is_row(in))
                continue;
            int32_t bottom = in->y + in->h, less = piece_squeeze(in, part, of);
            close_up(p, in, bottom, less);
            p->h -= less;
        }
    }
    return before - p->h;
}
