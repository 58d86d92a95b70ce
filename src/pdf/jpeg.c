/* JPEG: as it is, with its profile; but inks without a profile become RGB, since PDF/A knows no others here. Exif's turning is
 * the page's business (content.c). */
#include "pdf/internal.h"

#include <jpeglib.h>
#include <setjmp.h>

struct jpeg {
    int components, w, h; /* as the file has them, not as they are turned */
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
            j->h = s[1] << 8 | s[2];
            j->w = s[3] << 8 | s[4];
        } else if (m == 0xEE && len >= 14 && !memcmp(s, "Adobe", 5)) {
            j->adobe = true;
        } else if (m == 0xE2 && len > 16 && !memcmp(s, "ICC_PROFILE", 12)) {
            buf_add(&j->icc, s + 14, len - 16);
        }
        at += 2 + len;
    }
}

/* ---- CMYK to RGB, for files that do not say what their inks are ---- */
struct trap {
    struct jpeg_error_mgr mgr; /* first: libjpeg knows no more */
    jmp_buf env;
};

static void trapped(j_common_ptr info)
{
    longjmp(((struct trap *)info->err)->env, 1);
}

static void quiet(j_common_ptr info)
{
    (void)info;
}

/* Each ink takes its share of the light: what readers do with DeviceCMYK. Adobe's files hold the light that is left. */
static void row_to_rgb(const uint8_t *cmyk, uint8_t *rgb, size_t n, bool inverted)
{
    for (size_t i = 0; i < n; i++, cmyk += 4, rgb += 3)
        for (int k = 0; k < 3; k++) {
            int c = inverted ? cmyk[k] : 255 - cmyk[k], black = inverted ? cmyk[3] : 255 - cmyk[3];
            rgb[k] = (uint8_t)((c * black + 127) / 255);
        }
}

struct recode {
    struct jpeg_decompress_struct in;
    struct jpeg_compress_struct out;
    struct trap trap;
    uint8_t *row, *rgb;
    unsigned char *mem;
    unsigned long n;
};

static bool recode(struct recode *r, const struct image *im)
{
    if (setjmp(r->trap.env))
        return false;
    jpeg_create_decompress(&r->in);
    jpeg_create_compress(&r->out);
    jpeg_mem_src(&r->in, im->data, (unsigned long)im->len);
    jpeg_read_header(&r->in, TRUE);
    r->in.out_color_space = JCS_CMYK;
    jpeg_start_decompress(&r->in);
    jpeg_mem_dest(&r->out, &r->mem, &r->n);
    r->out.image_width = r->in.output_width;
    r->out.image_height = r->in.output_height;
    r->out.input_components = 3;
    r->out.in_color_space = JCS_RGB;
    jpeg_set_defaults(&r->out);
    jpeg_set_quality(&r->out, 95, TRUE);
    for (int i = 0; i < 3; i++) /* no colour is halved in size once more */
        r->out.comp_info[i].h_samp_factor = r->out.comp_info[i].v_samp_factor = 1;
    jpeg_start_compress(&r->out, TRUE);
    r->row = xmalloc((size_t)r->in.output_width * 4);
    r->rgb = xmalloc((size_t)r->in.output_width * 3);
    while (r->in.output_scanline < r->in.output_height) {
        jpeg_read_scanlines(&r->in, &r->row, 1);
        row_to_rgb(r->row, r->rgb, r->in.output_width, r->in.saw_Adobe_marker);
        jpeg_write_scanlines(&r->out, &r->rgb, 1);
    }
    jpeg_finish_compress(&r->out);
    jpeg_finish_decompress(&r->in);
    return true;
}

static bool to_rgb(const struct image *im, struct buf *out)
{
    struct recode *r = xcalloc(1, sizeof *r);

    r->in.err = r->out.err = jpeg_std_error(&r->trap.mgr);
    r->trap.mgr.error_exit = trapped;
    r->trap.mgr.output_message = quiet;
    bool ok = recode(r, im);
    if (ok)
        buf_add(out, r->mem, r->n);
    jpeg_destroy_decompress(&r->in);
    jpeg_destroy_compress(&r->out);
    free(r->row);
    free(r->rgb);
    free(r->mem);
    free(r);
    return ok;
}

int32_t pdf_jpeg(struct pdf *p, const struct image *im)
{
    struct jpeg j = {0};
    struct buf dict = {0};

    read_jpeg(im->data, im->len, &j);
    if (j.components != 1 && j.components != 3 && j.components != 4) {
        buf_drop(&j.icc);
        return 0;
    }
    int32_t icc = pdf_icc(p, &j.icc, j.components);
    struct buf rgb = {0};
    if (j.components == 4 && !icc) { /* the file's output intent is sRGB: ink without a profile has no meaning in it */
        if (!to_rgb(im, &rgb)) {
            buf_drop(&j.icc);
            buf_drop(&rgb);
            return 0;
        }
        j.components = 3;
    }
    int32_t id = pdfw_ids(p->w, 1);
    buf_addf(&dict, "/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8/Filter/DCTDecode/ColorSpace",
             j.w, j.h);
    if (icc)
        buf_addf(&dict, "[/ICCBased %d 0 R]", (int)icc);
    else
        buf_adds(&dict, j.components == 1 ? "/DeviceGray" : "/DeviceRGB");
    if (j.components == 4 && j.adobe) /* Adobe writes CMYK inverted */
        buf_adds(&dict, "/Decode[1 0 1 0 1 0 1 0]");
    pdfw_stream(p->w, id, dict.data, rgb.len ? (const void *)rgb.data : im->data, rgb.len ? rgb.len : im->len, false);
    buf_drop(&rgb);
    buf_drop(&dict);
    buf_drop(&j.icc);
    return id;
}
