/* JPEG and PNG: size, density, channels; and whether the file is whole. libjpeg reads the header of a JPEG (its pixels go to
 * the outputs as they are); libpng decodes a PNG to the end, row by row. Both libraries report errors by longjmp only. */
#include "doc/media.h"

#include <jpeglib.h>
#include <png.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

/* Intrinsic size from pixels and density; a density out of reason is none. */
static void set_size(struct image *image, double dpi_x, double dpi_y)
{
    if (!(dpi_x >= 10 && dpi_x <= 10000 && dpi_y >= 10 && dpi_y <= 10000))
        dpi_x = dpi_y = 96;
    image->width = PT_OF(image->px_w * 72.0 / dpi_x < 1e6 ? image->px_w * 72.0 / dpi_x : 1e6);
    image->height = PT_OF(image->px_h * 72.0 / dpi_y < 1e6 ? image->px_h * 72.0 / dpi_y : 1e6);
}

/* ---- JPEG ---- */

struct jpeg_trap {
    struct jpeg_error_mgr mgr; /* first: libjpeg knows no more */
    jmp_buf env;
    char message[JMSG_LENGTH_MAX];
};

static void jpeg_trapped(j_common_ptr info)
{
    struct jpeg_trap *trap = (struct jpeg_trap *)info->err;
    trap->mgr.format_message(info, trap->message);
    longjmp(trap->env, 1);
}

static void jpeg_quiet(j_common_ptr info)
{
    (void)info;
}

/* The end marker stands in the last bytes, or before padding. */
static bool has_end(const uint8_t *d, size_t n)
{
    for (size_t i = n; i >= 2; i--)
        if (d[i - 2] == 0xff && d[i - 1] == 0xd9)
            return true;
    return false;
}

/* Height and width change places in a picture that lies on its side. */
static void hold(struct image *image)
{
    if (image->orientation < 5)
        return;
    int32_t px = image->px_w, size = image->width;
    image->px_w = image->px_h;
    image->px_h = px;
    image->width = image->height;
    image->height = size;
}

enum image_fault image_read_jpeg(struct arena *a, struct image *image, const char **why)
{
    struct jpeg_decompress_struct info;
    struct jpeg_trap trap;
    info.err = jpeg_std_error(&trap.mgr);
    trap.mgr.error_exit = jpeg_trapped;
    trap.mgr.output_message = jpeg_quiet;
    if (setjmp(trap.env)) {
        *why = arena_strdup(a, trap.message);
        jpeg_destroy_decompress(&info);
        return IMAGE_FAULT_BROKEN;
    }
    jpeg_create_decompress(&info);
    jpeg_mem_src(&info, image->data, (unsigned long)image->len);
    jpeg_read_header(&info, TRUE);
    image->px_w = (int32_t)info.image_width;
    image->px_h = (int32_t)info.image_height;
    image->channels = info.num_components;
    double unit = info.saw_JFIF_marker && info.density_unit == 1   ? 1
                  : info.saw_JFIF_marker && info.density_unit == 2 ? 2.54
                                                                   : 0;
    set_size(image, info.X_density * unit, info.Y_density * unit);
    hold(image);
    bool deep = info.data_precision != 8,
         odd = info.num_components != 1 && info.num_components != 3 && info.num_components != 4;
    jpeg_destroy_decompress(&info);
    if ((int64_t)image->px_w * image->px_h > IMAGE_PIXELS)
        return IMAGE_FAULT_BIG;
    *why = deep  ? "only 8 bits a channel can be used"
           : odd ? "its number of channels is unknown"
                 : "its end is missing";
    return deep || odd || !has_end(image->data, image->len) ? IMAGE_FAULT_BROKEN : IMAGE_SOUND;
}

/* ---- PNG ---- */

struct png_from {
    const uint8_t *data;
    size_t len, at;
    char message[128];
};

static void png_bytes(png_structp png, png_bytep out, size_t n)
{
    struct png_from *from = png_get_io_ptr(png);
    if (from->len - from->at < n)
        png_error(png, "its end is missing");
    memcpy(out, from->data + from->at, n);
    from->at += n;
}

static void png_trapped(png_structp png, png_const_charp message)
{
    struct png_from *from = png_get_error_ptr(png);
    snprintf(from->message, sizeof from->message, "%s", message);
    longjmp(png_jmpbuf(png), 1);
}

static void png_quiet(png_structp png, png_const_charp message)
{
    (void)png;
    (void)message;
}

static void png_header(png_structp png, png_infop info, struct image *image)
{
    int colour = png_get_color_type(png, info);
    image->px_w = (int32_t)png_get_image_width(png, info);
    image->px_h = (int32_t)png_get_image_height(png, info);
    image->alpha = (colour & PNG_COLOR_MASK_ALPHA) || png_get_valid(png, info, PNG_INFO_tRNS);
    image->channels = ((colour & PNG_COLOR_MASK_COLOR) ? 3 : 1) + image->alpha;
    set_size(image, png_get_x_pixels_per_meter(png, info) * 0.0254, png_get_y_pixels_per_meter(png, info) * 0.0254);
}

enum image_fault image_read_png(struct arena *a, struct image *image, const char **why)
{
    struct png_from from = {.data = image->data, .len = image->len};
    uint8_t *volatile row = NULL; /* set after setjmp, freed after longjmp */
    png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &from, png_trapped, png_quiet);
    png_infop info = png ? png_create_info_struct(png) : NULL;
    if (!info || setjmp(png_jmpbuf(png))) {
        free(row);
        png_destroy_read_struct(&png, &info, NULL);
        *why = arena_strdup(a, from.message);
        return IMAGE_FAULT_BROKEN;
    }
    png_set_read_fn(png, &from, png_bytes);
    png_read_info(png, info);
    png_header(png, info, image);
    bool big = (int64_t)image->px_w * image->px_h > IMAGE_PIXELS;
    if (!big) {
        int passes = png_set_interlace_handling(png);
        png_read_update_info(png, info);
        row = xmalloc(png_get_rowbytes(png, info));
        for (int pass = 0; pass < passes; pass++)
            for (int32_t y = 0; y < image->px_h; y++)
                png_read_row(png, row, NULL);
        png_read_end(png, NULL);
    }
    free(row);
    png_destroy_read_struct(&png, &info, NULL);
    return big ? IMAGE_FAULT_BIG : IMAGE_SOUND;
}
