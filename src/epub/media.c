/* Pictures: each file is carried once, as it is, but for a photograph that lies on its side. */
#include "epub/internal.h"

#include <string.h>

static const char *clean_name(struct book *b, const struct image *im)
{
    static const char *const ends[] = {"jpg", "png", "svg"};
    char base[40];
    size_t n = 0;
    const char *from = path_base(im->href ? im->href : im->path), *dot = strrchr(from, '.');
    for (const char *p = from; *p && p != dot && n < sizeof base - 1; p++)
        base[n++] = (*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z') || (*p >= '0' && *p <= '9') || *p == '-' ? *p : '_';
    base[n] = 0;
    return arena_printf(b->arena, "images/%02d-%s.%s", (int)im->index + 1, n ? base : "image", ends[im->kind]);
}

/* Only what a page shows is carried: a picture of another audience's stays out. */
static bool *used_images(struct book *b, const struct image **cover)
{
    bool *used = arena_array(b->arena, (size_t)b->doc->n_images + 1, sizeof *used);
    for (const struct node *n = b->doc->tree; n; n = node_next(n, b->doc->tree))
        if (n->kind == NODE_IMG && n->image && book_file(b, n) >= 0) {
            used[n->image->index] = true;
            if (!*cover && node_find_up(n, NODE_COVERPAGE))
                *cover = n->image;
        }
    return used;
}

/* The bytes of a picture: lent, or made. */
static void fill(struct book *b, struct epub_item *it, const struct image *im)
{
    it->lent = im->data;
    it->len = im->len;
    if (im->kind != IMAGE_JPEG || im->orientation < 2)
        return;
    if (jpeg_upright(im, &it->data))
        it->lent = NULL;
    else
        diag_add(b->diag, D_IMAGE_BROKEN, (struct src){im->path, 0, 0}, "“%s” can't be turned upright: it is damaged", im->href);
}

void media_add(struct book *b)
{
    static const char *const types[] = {"image/jpeg", "image/png", "image/svg+xml"};
    const struct image *cover = NULL;
    const bool *used = used_images(b, &cover);
    b->media = arena_array(b->arena, (size_t)b->doc->n_images + 1, sizeof *b->media);
    for (int32_t i = 0; i < b->doc->n_images; i++) {
        const struct image *im = b->doc->images[i];
        if (!im || !im->data || !used[i])
            continue;
        b->media[i] = clean_name(b, im);
        struct epub_item *it = book_item(b, b->media[i], types[im->kind], arena_printf(b->arena, "image-%d", (int)i + 1));
        fill(b, it, im);
        if (im == cover) {
            it->properties = "cover-image";
            b->cover_image = it->id;
        }
    }
}
