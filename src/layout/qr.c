/* QR codes (ISO/IEC 18004, by libqrencode) for readers of paper: -dossier-qr sets the code of a block's address at its right. The address
 * itself stands in the text, so the code is decoration to assistive technology. */
#include "layout/internal.h"

#include <qrencode.h>
#include <string.h>

enum { QUIET = 4 }; /* modules left white all round, as the standard asks */

/* Of a source entry its source's; of any other block the first link's in it. */
static const char *address_of(const struct node *n)
{
    if (n->kind == NODE_SOURCEENTRY)
        return n->source ? n->source->url : NULL;
    for (const struct node *k = n; k; k = node_next(k, n))
        if (k->kind == NODE_A && k->href)
            return k->href;
    return NULL;
}

/* One path of horizontal runs. */
static void add_modules(struct buf *svg, const QRcode *code)
{
    for (int y = 0; y < code->width; y++)
        for (int x = 0; x < code->width; x++) {
            int from = x;
            while (x < code->width && (code->data[y * code->width + x] & 1))
                x++;
            if (x > from)
                buf_addf(svg, "M%d %dh%dv1h-%dz", from + QUIET, y + QUIET, x - from, x - from);
        }
}

static struct piece *code_piece(struct layout_state *s, const struct node *n, const char *address, int32_t size)
{
    QRcode *code = QRcode_encodeString8bit(address, 0, QR_ECLEVEL_M);
    if (!code) /* too long for any */
        return NULL;
    struct buf svg = {0};
    int side = code->width + 2 * QUIET;
    buf_addf(&svg, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\"><path d=\"", side, side, side,
             side);
    add_modules(&svg, code);
    buf_adds(&svg, "\"/></svg>");
    struct piece *p = piece_new(s, PIECE_SVG, NULL, 0, 0, size, size);
    p->u.svg.data = arena_strndup(s->pass, svg.data, svg.len);
    p->u.svg.len = svg.len;
    p->u.svg.key = n;
    buf_drop(&svg);
    QRcode_free(code);
    return p;
}

int32_t stack_qr(struct flow *f, const struct node *n, const struct style *st, struct edges *e)
{
    int32_t size = st->qr.unit == LEN_ABS ? st->qr.v : 0;
    if (size <= 0 || e->w < 3 * size)
        return 0;
    const char *address = address_of(n);
    struct piece *p = address && *address ? code_piece(f->s, n, address, size) : NULL;
    if (!p)
        return 0;
    p->x = e->x + e->w - size;
    e->w -= size + st->font_size / 2;
    flow_add(f, n, p, 0);
    f->cost = PB_NEVER;
    return size;
}
