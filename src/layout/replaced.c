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

static struct piece *chart_piece(struct layout_state *s, const struct node *n, const struct style *st, int32_t width)
{
    struct buf b = {0};
    struct chart_look look = {.width = (double)width / PT, .font_size = (double)st->font_size / PT, .font_family = st->font_family,
        .ink = st->colour, .lang = n->lang, .palette = st->palette, .title_id = n->id ? n->id : "chart"};
    double h = chart_svg(&b, n->chart, &look);
    char *data = arena_strndup(s->pass, b.data, b.len);
    size_t len = b.len;
    buf_drop(&b);
    return svg_piece(s, n, width, PT_OF(h), data, len, n);
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
    if (align == ALIGN_CENTER)
        p->x += (width - p->w) / 2;
    else if (align == ALIGN_RIGHT)
        p->x += width - p->w;
    flow_add(f, n, p, p->h);
}
