/* Pictures of pixels: each file once, however often it is shown. jpeg.c and png.c write them; a colour profile that a file brings
 * goes with it. */
#include "pdf/internal.h"

/* A profile that fits: as many channels as the picture, and whole. */
int32_t pdf_icc(struct pdf *p, const struct buf *icc, int components)
{
    const char *space = components == 1 ? "GRAY" : components == 3 ? "RGB " : "CMYK";
    struct buf dict = {0};

    if (icc->len < 132 || memcmp(icc->data + 16, space, 4) || memcmp(icc->data + 36, "acsp", 4) ||
        (uint8_t)icc->data[8] > 4)
        return 0;
    const uint8_t *u = (const uint8_t *)icc->data;
    if (((size_t)u[0] << 24 | (size_t)u[1] << 16 | (size_t)u[2] << 8 | u[3]) != icc->len)
        return 0;
    int32_t id = pdfw_ids(p->w, 1);
    buf_addf(&dict, "/N %d", components);
    pdfw_stream(p->w, id, dict.data, icc->data, icc->len, true);
    buf_drop(&dict);
    return id;
}

struct pdf_image *pdf_image(struct pdf *p, const struct image *im, struct src where)
{
    for (size_t i = 0; i < p->images.n; i++)
        if (p->images.v[i]->image == im)
            return p->images.v[i];
    struct pdf_image *x = xcalloc(1, sizeof *x);
    x->image = im;
    x->page = -1;
    x->w = x->h = 1;
    x->turn = im->orientation;
    x->id = im->kind == IMAGE_JPEG ? pdf_jpeg(p, im) : im->kind == IMAGE_PNG ? pdf_png(p, im) : 0;
    vec_push(&p->images, x);
    if (!x->id)
        diag_add(p->diag, D_IMAGE_BROKEN, where, "“%s” can't be shown in a PDF: it is cut short, or of a rare kind",
                 im->href ? im->href : im->path);
    return x;
}
