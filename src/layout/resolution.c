/* Pictures too coarse for the size they print at: a printer wants 300 pixels to the inch of a photograph. Screens make no such
 * demand, so this is known only once pages are laid out. */
#include "layout/layout.h"

enum { ENOUGH_DPI = 285 }; /* a twentieth less than 300 is not seen */

static int dots_per_inch(const struct draw *d)
{
    const struct image *image = d->u.image.image;
    double x = image->px_w * 72.0 * PT / d->w, y = image->px_h * 72.0 * PT / d->h;
    return (int)(x < y ? x : y);
}

void layout_check_images(const struct layout *l, struct diag *diag)
{
    for (int32_t p = 0; p < l->n_pages; p++)
        for (uint32_t i = 0; i < l->pages[p].n_draws; i++) {
            const struct draw *d = &l->pages[p].draws[i];
            if (d->kind != DRAW_IMAGE || d->u.image.image->kind == IMAGE_SVG || !d->node || d->w <= 0 || d->h <= 0 ||
                dots_per_inch(d) >= ENOUGH_DPI)
                continue;
            const struct image *image = d->u.image.image;
            diag_add(diag, D_IMAGE_COARSE, d->node->src,
                     "“%s” prints at %d dots an inch: %d × %d pixels on %.0f × %.0f mm", image->href, dots_per_inch(d),
                     image->px_w, image->px_h, d->w * 25.4 / (72.0 * PT), d->h * 25.4 / (72.0 * PT));
        }
}
