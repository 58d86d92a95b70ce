/* Pictures of pixels. JPEG goes in untouched; PNG too where a PDF reader knows its form (its rows are PDF's own predictor 15), else
 * decoded by libpng, its transparency as a soft mask. Each file once, however often it is shown. */
#include "pdf/internal.h"

#include <libdeflate.h>
#include <png.h>
#include <setjmp.h>

/* ---- JPEG ---- */
struct jpeg {
    int components;
    bool adobe;
    struct buf icc;
};

static void read_jpeg(const uint8_t *d, size_t n, struct jpeg *j)
{
    size_t at = 2;

    while (at + 4 <= n) {
        if (d[at] != 0xFF) {
            at++;
            continue;
        }
        uint8_t m = d[at + 1];
        if (m == 0xFF || m == 0 || m == 1 || (m >= 0xD0 && m <= 0xD8)) {
            at += m == 0xFF ? 1 : 2;
            continue;
        }
        size_t len = (size_t)d[at + 2] << 8 | d[at + 3];
        if (m == 0xD9 || m == 0xDA || len < 2 || at + 2 + len > n)
            return;
        const uint8_t *s = d + at + 4;
        if (m >= 0xC0 && m <= 0xCF && m != 0xC4 && m != 0xC8 && m != 0xCC && len >= 8) {
            bool known = m <= 0xC2 && s[0] == 8; /* baseline, extended, progressive: what a PDF reader decodes */
            j->components = known ? s[5] : 0;
        } else if (m == 0xEE && len >= 14 && !memcmp(s, "Adobe", 5)) {
            j->adobe = true;
        } else if (m == 0xE2 && len > 16 && !memcmp(s, "ICC_PROFILE", 12)) {
            buf_add(&j->icc, s + 14, len - 16);
        }
        at += 2 + len;
    }
}

/* A profile that fits: as many channels as the picture, and whole. */
static int32_t write_icc(struct pdf *p, const struct buf *icc, int components)
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

static int32_t write_jpeg(struct pdf *p, const struct image *im)
{
    struct jpeg j = {0};
    struct buf dict = {0};

    read_jpeg(im->data, im->len, &j);
    if (j.components != 1 && j.components != 3 && j.components != 4) {
        buf_drop(&j.icc);
        return 0;
    }
    int32_t icc = write_icc(p, &j.icc, j.components), id = pdfw_ids(p->w, 1);
    buf_addf(&dict, "/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8/Filter/DCTDecode/ColorSpace",
             (int)im->px_w, (int)im->px_h);
    if (icc)
        buf_addf(&dict, "[/ICCBased %d 0 R]", (int)icc);
    else
        buf_adds(&dict, j.components == 1 ? "/DeviceGray" : j.components == 3 ? "/DeviceRGB" : "/DeviceCMYK");
    if (j.components == 4 && j.adobe) /* Adobe writes CMYK inverted */
        buf_adds(&dict, "/Decode[1 0 1 0 1 0 1 0]");
    pdfw_stream(p->w, id, dict.data, im->data, im->len, false);
    buf_drop(&dict);
    buf_drop(&j.icc);
    return id;
}

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
        id = pdfw_ids(p->w, 1);
        buf_addf(&dict,
                 "/Type/XObject/Subtype/Image/Width %u/Height %u/BitsPerComponent "
                 "%d/Filter/FlateDecode/DecodeParms<</Predictor 15"
                 "/Colors %d/BitsPerComponent %d/Columns %u>>/ColorSpace",
                 (unsigned)x.w, (unsigned)x.h, x.bits, x.type == 2 ? 3 : 1, x.bits, (unsigned)x.w);
        if (x.type == 3) {
            buf_addf(&dict, "[/Indexed/DeviceRGB %u<", (unsigned)x.n_palette - 1);
            for (uint32_t i = 0; i < 3 * x.n_palette; i++)
                buf_addf(&dict, "%02X", x.palette[i]);
            buf_adds(&dict, ">]");
        } else {
            buf_adds(&dict, x.type == 2 ? "/DeviceRGB" : "/DeviceGray");
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

static bool decode_png(const struct image *im, struct pixels *px)
{
    png_image png = {.version = PNG_IMAGE_VERSION};

    if (!png_image_begin_read_from_memory(&png, im->data, im->len))
        return false;
    png.format = PNG_FORMAT_RGBA;
    px->w = png.width;
    px->h = png.height;
    if (!px->w || !px->h || (uint64_t)px->w * px->h > 100000000) {
        png_image_free(&png);
        return false;
    }
    px->rgba = xmalloc(PNG_IMAGE_SIZE(png));
    if (png_image_finish_read(&png, NULL, px->rgba, 0, NULL) && !(png.warning_or_error & 2))
        return true;
    png_image_free(&png);
    free(px->rgba);
    px->rgba = NULL;
    return false;
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

/* One plane or three, out of RGBA. */
static int32_t write_plane(struct pdf *p, const struct pixels *px, int first, int count, int32_t mask)
{
    size_t n = (size_t)px->w * px->h;
    uint8_t *plane = xmalloc(n * (size_t)count);
    struct buf rows = {0}, dict = {0};
    int32_t id = pdfw_ids(p->w, 1);

    for (size_t i = 0; i < n; i++)
        for (int k = 0; k < count; k++)
            plane[i * (size_t)count + (size_t)k] = px->rgba[4 * i + (size_t)(first + k)];
    filter_rows(&rows, plane, px->w, px->h, (size_t)count);
    free(plane);
    buf_addf(&dict,
             "/Type/XObject/Subtype/Image/Width %u/Height %u/BitsPerComponent 8/ColorSpace/%s/DecodeParms<</Predictor "
             "15/Colors %d"
             "/Columns %u>>",
             (unsigned)px->w, (unsigned)px->h, count == 3 ? "DeviceRGB" : "DeviceGray", count, (unsigned)px->w);
    if (mask)
        buf_addf(&dict, "/SMask %d 0 R", (int)mask);
    pdfw_stream(p->w, id, dict.data, rows.data, rows.len, true);
    buf_drop(&rows);
    buf_drop(&dict);
    return id;
}

static int32_t write_png(struct pdf *p, const struct image *im)
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
    int32_t mask = clear ? write_plane(p, &px, 3, 1, 0) : 0;
    id = write_plane(p, &px, 0, grey ? 1 : 3, mask);
    free(px.rgba);
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
    x->id = im->kind == IMAGE_JPEG ? write_jpeg(p, im) : im->kind == IMAGE_PNG ? write_png(p, im) : 0;
    vec_push(&p->images, x);
    if (!x->id)
        diag_add(p->diag, D_IMAGE_BROKEN, where, "“%s” can't be shown in a PDF: it is cut short, or of a rare kind",
                 im->href ? im->href : im->path);
    return x;
}
