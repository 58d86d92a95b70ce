/* Pictures: each file is carried once, as it is, but for a photograph that lies on its side. */
#include "epub/internal.h"

#include <string.h>

/* A number: the name of the file may tell what the picture is not to ("witness-durand.jpg"). */
static const char *neutral_name(struct book *b, const struct image *im)
{
    static const char *const ends[] = {"jpg", "png", "svg"};
    return arena_printf(b->arena, "images/%02d.%s", (int)im->index + 1, ends[im->kind]);
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
        b->media[i] = neutral_name(b, im);
        struct epub_item *it = book_item(b, b->media[i], types[im->kind], arena_printf(b->arena, "image-%d", (int)i + 1));
        fill(b, it, im);
        if (im == cover) {
            it->properties = "cover-image";
            b->cover_image = it->id;
        }
    }
}
