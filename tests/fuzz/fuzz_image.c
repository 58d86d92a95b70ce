/* Any bytes as a picture: told by their beginning, stripped, read; of a drawing also what is left of it is read again. */
#include "fuzz.h"

#include "doc/media.h"

static enum image_fault read_one(struct arena *a, struct image *image)
{
    const char *why = "";
    switch (image->kind) {
    case IMAGE_JPEG: return image_read_jpeg(a, image, &why);
    case IMAGE_PNG: return image_read_png(a, image, &why);
    default: return image_read_svg(a, image, &why);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct image image = {0};
    if (!image_kind_of(data, size, &image.kind))
        return 0;
    struct arena *a = arena_new();
    uint8_t *own = arena_alloc(a, size + 1);
    memcpy(own, data, size);
    image.data = own;
    image.len = image_strip(image.kind, own, size, &image.orientation);
    if (image.len > size)
        abort();
    if (read_one(a, &image) == IMAGE_SOUND && image.kind == IMAGE_SVG && read_one(a, &image) != IMAGE_SOUND)
        abort();
    arena_drop(a);
    return 0;
}
