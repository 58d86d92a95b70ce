/* PNG: as it is where a PDF reader knows its form (its rows are PDF's own predictor 15), else decoded by libpng to 8 bits a channel, its
 * transparency as a soft mask. */
#include "pdf/internal.h"

#include <libdeflate.h>
#include <png.h>
#include <setjmp.h>

/* ---- PNG as it is ---- */
static uint32_t be32(const uint8_t *d)
{
    return (uint32_t)d[0] << 24 | (uint32_t)d[1] << 16 | (uint32_t)d[2] << 8 | d[3];
}

struct png_parts {
    uint32_t w, h;
    int bits, type;
    const uint8_t *palette;
    uint32_t n_palette;
    struct buf idat;
};

/* iCCP: "name\0", method, then the profile, deflated. */
static void inflate_profile(const uint8_t *d, size_t n, struct buf *out)
{
    const uint8_t *zero = memchr(d, 0, n < 80 ? n : 80);
    struct libdeflate_decompressor *z = zero && zero + 2 < d + n ? libdeflate_alloc_decompressor() : NULL;
    enum libdeflate_result r = LIBDEFLATE_INSUFFICIENT_SPACE;

    for (size_t room = 1 << 14, got; z && r == LIBDEFLATE_INSUFFICIENT_SPACE && room <= 1 << 24; room *= 4) {
        char *data = xmalloc(room);
        r = libdeflate_zlib_decompress(z, zero + 2, (size_t)(d + n - zero - 2), data, room, &got);
        if (r == LIBDEFLATE_SUCCESS)
            buf_add(out, data, got);
        free(data);
    }
    if (z)
        libdeflate_free_decompressor(z);
}

/* The profile of the file as an object; 0: it has none, or one that does not fit. */
static int32_t write_profile(struct pdf *p, const struct image *im, int components)
{
    struct buf icc = {0};

    for (size_t at = 8; at + 12 <= im->len;) {
        uint32_t n = be32(im->data + at);
        if (n > im->len - at - 12 || !memcmp(im->data + at + 4, "IDAT", 4))
            break;
        if (!memcmp(im->data + at + 4, "iCCP", 4))
            inflate_profile(im->data + at + 8, n, &icc);
        at += 12 + (size_t)n;
    }
    int32_t id = pdf_icc(p, &icc, components);
    buf_drop(&icc);
    return id;
}

static void put_space(struct buf *b, int components, int32_t icc)
{
    if (icc)
        buf_addf(b, "[/ICCBased %d 0 R]", (int)icc);
    else
        buf_adds(b, components == 3 ? "/DeviceRGB" : "/DeviceGray");
}

/* false: not of the plain kind (interlaced, 16 bits, transparency, broken). */
static bool png_plain(const struct image *im, struct png_parts *x)
{
    const uint8_t *d = im->data;
    size_t at = 8;

    if (im->len < 45 || memcmp(d + 12, "IHDR", 4))
        return false;
    x->w = be32(d + 16);
    x->h = be32(d + 20);
    x->bits = d[24];
    x->type = d[25];
    if (d[28] || x->bits > 8 || (x->type != 0 && x->type != 2 && x->type != 3) || !x->w || !x->h)
        return false;
    while (at + 12 <= im->len) {
        uint32_t n = be32(d + at);
        if (n > im->len - at - 12)
            return false;
        if (!memcmp(d + at + 4, "tRNS", 4))
            return false;
        if (!memcmp(d + at + 4, "PLTE", 4)) {
            x->palette = d + at + 8;
            x->n_palette = n / 3;
        } else if (!memcmp(d + at + 4, "IDAT", 4)) {
            buf_add(&x->idat, d + at + 8, n);
        } else if (!memcmp(d + at + 4, "IEND", 4)) {
            break;
        }
        at += 12 + (size_t)n;
    }
    return x->idat.len && (x->type != 3 || (x->n_palette && x->n_palette <= 256));
}

/* The rows must inflate to just what the size asks for, or some readers fail on the page. */
static bool rows_whole(const struct png_parts *x)
{
    size_t channels = x->type == 2 ? 3 : 1, row = ((size_t)x->w * channels * (size_t)x->bits + 7) / 8 + 1, got = 0;
    struct libdeflate_decompressor *z = libdeflate_alloc_decompressor();
    char *out = malloc(row * x->h);
    bool whole =
        z && out &&
        libdeflate_zlib_decompress(z, x->idat.data, x->idat.len, out, row * x->h, &got) == LIBDEFLATE_SUCCESS &&
        got == row * x->h;

    free(out);
    if (z)
        libdeflate_free_decompressor(z);
    return whole;
}

static int32_t write_png_plain(struct pdf *p, const struct image *im)
{
    struct png_parts x = {0};
    struct buf dict = {0};
    int32_t id = 0;

    if (png_plain(im, &x) && rows_whole(&x)) {
        int32_t icc = write_profile(p, im, x.type == 0 ? 1 : 3);
        id = pdfw_ids(p->w, 1);
        buf_addf(&dict,
                 "/Type/XObject/Subtype/Image/Width %u/Height %u/BitsPerComponent "
                 "%d/Filter/FlateDecode/DecodeParms<</Predictor 15"
                 "/Colors %d/BitsPerComponent %d/Columns %u>>/ColorSpace",
                 (unsigned)x.w, (unsigned)x.h, x.bits, x.type == 2 ? 3 : 1, x.bits, (unsigned)x.w);
        if (x.type == 3) {
            buf_adds(&dict, "[/Indexed");
            put_space(&dict, 3, icc);
            buf_addf(&dict, " %u<", (unsigned)x.n_palette - 1);
            for (uint32_t i = 0; i < 3 * x.n_palette; i++)
                buf_addf(&dict, "%02X", x.palette[i]);
            buf_adds(&dict, ">]");
        } else {
            put_space(&dict, x.type == 2 ? 3 : 1, icc);
        }
        pdfw_stream(p->w, id, dict.data, x.idat.data, x.idat.len, false);
    }
    buf_drop(&dict);
    buf_drop(&x.idat);
    return id;
}

/* ---- PNG decoded ---- */
struct pixels {
    uint32_t w, h;
    uint8_t *rgba; /* w * h * 4 */
};

struct png_from {
    const uint8_t *data;
    size_t left;
};

static void take_bytes(png_structp png, png_bytep out, size_t n)
{
    struct png_from *from = png_get_io_ptr(png);

    if (from->left < n)
        png_error(png, "its end is missing");
    memcpy(out, from->data, n);
    from->data += n;
    from->left -= n;
}

static void trapped(png_structp png, png_const_charp message)
{
    (void)message;
    longjmp(png_jmpbuf(png), 1);
}

static void quiet(png_structp png, png_const_charp message)
{
    (void)png;
    (void)message;
}

/* 8 bits, RGBA. A gamma of its own counts where no profile says more. */
static void ask_rgba(png_structp png, png_infop info)
{
    double gamma;

    png_set_expand(png);
    png_set_scale_16(png);
    png_set_gray_to_rgb(png);
    png_set_add_alpha(png, 0xFF, PNG_FILLER_AFTER);
    if (png_get_gAMA(png, info, &gamma) && !png_get_valid(png, info, PNG_INFO_sRGB) &&
        !png_get_valid(png, info, PNG_INFO_iCCP) && (gamma < .43 || gamma > .48))
        png_set_gamma(png, 2.2, gamma);
    png_set_interlace_handling(png);
    png_read_update_info(png, info);
}

/* The other way libpng has, png_image_finish_read, puts rows of 16 bits that are interlaced in wrong places (1.6.39). */
static bool decode_png(const struct image *im, struct pixels *px)
{
    struct png_from from = {im->data, im->len};
    png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, NULL, trapped, quiet);
    png_infop info = png ? png_create_info_struct(png) : NULL;
    uint8_t **volatile rows = NULL; /* set after setjmp, freed after longjmp */

    if (!info || setjmp(png_jmpbuf(png))) {
        free(rows);
        free(px->rgba);
        px->rgba = NULL;
        png_destroy_read_struct(&png, &info, NULL);
        return false;
    }
    png_set_read_fn(png, &from, take_bytes);
    png_read_info(png, info);
    px->w = png_get_image_width(png, info);
    px->h = png_get_image_height(png, info);
    if ((uint64_t)px->w * px->h > 100000000)
        png_error(png, "too big");
    ask_rgba(png, info);
    if (png_get_rowbytes(png, info) != (size_t)px->w * 4)
        png_error(png, "an unknown form");
    px->rgba = xmalloc((size_t)px->w * px->h * 4);
    rows = xcalloc(px->h, sizeof *rows);
    for (uint32_t y = 0; y < px->h; y++)
        rows[y] = px->rgba + (size_t)y * px->w * 4;
    png_read_image(png, rows);
    png_read_end(png, NULL);
    free(rows);
    png_destroy_read_struct(&png, &info, NULL);
    return true;
}

static int paeth(int a, int b, int c)
{
    int p = a + b - c, pa = abs(p - a), pb = abs(p - b), pc = abs(p - c);
    return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
}

/* Rows with the PNG filter whose bytes are least in sum (PNG specification, 12.8), for predictor 15. */
static void filter_rows(struct buf *out, const uint8_t *src, uint32_t w, uint32_t h, size_t bpp)
{
    size_t row = (size_t)w * bpp;
    uint8_t *tried = xmalloc(row), *best = xmalloc(row);
    const uint8_t *zero = xcalloc(row, 1), *up = zero;

    for (uint32_t y = 0; y < h; y++, up = src, src += row) {
        uint64_t least = UINT64_MAX;
        int kind = 0;
        for (int f = 0; f <= 4; f += f == 2 ? 2 : 1) { /* none, sub, up, Paeth */
            uint64_t sum = 0;
            for (size_t i = 0; i < row; i++) {
                int a = i >= bpp ? src[i - bpp] : 0, b = up[i], c = i >= bpp ? up[i - bpp] : 0;
                int guess = f == 0 ? 0 : f == 1 ? a : f == 2 ? b : paeth(a, b, c);
                tried[i] = (uint8_t)(src[i] - guess);
                sum += (uint64_t)abs((int8_t)tried[i]);
            }
            if (sum < least) {
                uint8_t *swap = best;
                best = tried;
                tried = swap;
                least = sum;
                kind = f;
            }
        }
        buf_addc(out, (char)kind);
        buf_add(out, best, row);
    }
    free(tried);
    free(best);
    free((void *)zero);
}

struct plane {
    int first, count;  /* of RGBA */
    int32_t icc, mask; /* 0: none */
};

static int32_t write_plane(struct pdf *p, const struct pixels *px, const struct plane *of)
{
    size_t n = (size_t)px->w * px->h, count = (size_t)of->count;
    uint8_t *plane = xmalloc(n * count);
    struct buf rows = {0}, dict = {0};
    int32_t id = pdfw_ids(p->w, 1);

    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < count; k++)
            plane[i * count + k] = px->rgba[4 * i + (size_t)of->first + k];
    filter_rows(&rows, plane, px->w, px->h, count);
    free(plane);
    buf_addf(&dict,
             "/Type/XObject/Subtype/Image/Width %u/Height %u/BitsPerComponent 8/DecodeParms<</Predictor 15/Colors %d"
             "/Columns %u>>/ColorSpace",
             (unsigned)px->w, (unsigned)px->h, of->count, (unsigned)px->w);
    put_space(&dict, of->count, of->icc);
    if (of->mask)
        buf_addf(&dict, "/SMask %d 0 R", (int)of->mask);
    pdfw_stream(p->w, id, dict.data, rows.data, rows.len, true);
    buf_drop(&rows);
    buf_drop(&dict);
    return id;
}

int32_t pdf_png(struct pdf *p, const struct image *im)
{
    struct pixels px = {0};
    bool clear = false, grey = true;
    int32_t id = write_png_plain(p, im);

    if (id || !decode_png(im, &px))
        return id;
    for (size_t i = 0; i < (size_t)px.w * px.h; i++) {
        const uint8_t *c = px.rgba + 4 * i;
        clear |= c[3] != 255;
        grey &= c[0] == c[1] && c[1] == c[2];
    }
    struct plane of = {.count = 3, .icc = write_profile(p, im, 3)};
    if (clear)
        of.mask = write_plane(p, &px, &(struct plane){.first = 3, .count = 1});
    if (grey && !of.icc) {
        of.count = 1;
        of.icc = write_profile(p, im, 1);
    }
    id = write_plane(p, &px, &of);
    free(px.rgba);
    return id;
}
