/* A photograph taken with the camera on its side, saved upright: readers of books do not all heed what Exif says, and Exif does not go
 * into the book. Pixels are decoded into their new places and coded again with the same colours, sampling and (turned) quantisation, so
 * that little is lost; the outermost blocks alone, where they are not whole, change by more than rounding. */
#include "epub/internal.h"

#include <jpeglib.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

enum { SCANS_MAX = 500 }; /* a progressive file of thousands of scans keeps a decoder busy for hours */

struct upright {
    struct jpeg_decompress_struct in;
    struct jpeg_compress_struct out;
    struct jpeg_error_mgr mgr;
    struct jpeg_progress_mgr progress;
    jmp_buf env;
    uint8_t *pixels, *row;
    unsigned char *mem;
    unsigned long n;
    int orientation;
};

static void trapped(j_common_ptr info)
{
    longjmp(((struct upright *)info->client_data)->env, 1);
}

static void quiet(j_common_ptr info)
{
    (void)info;
}

static void watch(j_common_ptr info)
{
    if (info->is_decompressor && ((j_decompress_ptr)info)->input_scan_number > SCANS_MAX)
        trapped(info);
}

/* Where the pixel x, y of a w × h picture stands once it is turned or mirrored (Exif 2.3, 4.6.2), counted in the new rows. */
static size_t place(int orientation, size_t x, size_t y, size_t w, size_t h)
{
    bool side = orientation >= 5;
    size_t nx = side ? y : x, ny = side ? x : y, nw = side ? h : w, nh = side ? w : h;
    if (orientation == 2 || orientation == 3 || orientation == 6 || orientation == 7)
        nx = nw - 1 - nx;
    if (orientation == 3 || orientation == 4 || orientation == 7 || orientation == 8)
        ny = nh - 1 - ny;
    return ny * nw + nx;
}

static void decode(struct upright *u)
{
    struct jpeg_decompress_struct *in = &u->in;
    in->out_color_space = in->jpeg_color_space; /* nothing is converted there and back */
    in->do_fancy_upsampling = FALSE;
    jpeg_start_decompress(in);
    size_t w = in->output_width, h = in->output_height, depth = (size_t)in->output_components;
    u->row = xmalloc(w * depth);
    u->pixels = xmalloc(w * h * depth);
    while (in->output_scanline < h) {
        size_t y = in->output_scanline;
        jpeg_read_scanlines(in, &u->row, 1);
        for (size_t x = 0; x < w; x++)
            memcpy(u->pixels + place(u->orientation, x, y, w, h) * depth, u->row + x * depth, depth);
    }
}

static void copy_tables(struct upright *u, bool side)
{
    for (int t = 0; t < NUM_QUANT_TBLS; t++) {
        const JQUANT_TBL *from = u->in.quant_tbl_ptrs[t];
        unsigned table[DCTSIZE2];
        for (int i = 0; from && i < DCTSIZE2; i++)
            table[i] = from->quantval[side ? i % DCTSIZE * DCTSIZE + i / DCTSIZE : i];
        if (from)
            jpeg_add_quant_table(&u->out, t, table, 100, FALSE);
    }
}

static void set_coding(struct upright *u)
{
    bool side = u->orientation >= 5;
    struct jpeg_compress_struct *out = &u->out;
    out->image_width = side ? u->in.output_height : u->in.output_width;
    out->image_height = side ? u->in.output_width : u->in.output_height;
    out->input_components = u->in.output_components;
    out->in_color_space = u->in.jpeg_color_space;
    jpeg_set_defaults(out);
    jpeg_set_colorspace(out, u->in.jpeg_color_space);
    out->optimize_coding = TRUE;
    copy_tables(u, side);
    for (int i = 0; i < u->in.num_components; i++) {
        const jpeg_component_info *c = &u->in.comp_info[i];
        out->comp_info[i].h_samp_factor = side ? c->v_samp_factor : c->h_samp_factor;
        out->comp_info[i].v_samp_factor = side ? c->h_samp_factor : c->v_samp_factor;
        out->comp_info[i].quant_tbl_no = c->quant_tbl_no;
    }
    out->density_unit = u->in.density_unit;
    out->X_density = side ? u->in.Y_density : u->in.X_density;
    out->Y_density = side ? u->in.X_density : u->in.Y_density;
}

static void encode(struct upright *u)
{
    struct jpeg_compress_struct *out = &u->out;
    jpeg_mem_dest(out, &u->mem, &u->n);
    set_coding(u);
    jpeg_start_compress(out, TRUE);
    for (jpeg_saved_marker_ptr m = u->in.marker_list; m; m = m->next) /* the colour profile */
        jpeg_write_marker(out, m->marker, m->data, m->data_length);
    size_t stride = (size_t)out->image_width * (size_t)out->input_components;
    while (out->next_scanline < out->image_height) {
        JSAMPROW row = u->pixels + out->next_scanline * stride;
        jpeg_write_scanlines(out, &row, 1);
    }
    jpeg_finish_compress(out);
}

static bool turn(struct upright *u, const struct image *im)
{
    if (setjmp(u->env))
        return false;
    jpeg_create_decompress(&u->in);
    jpeg_create_compress(&u->out);
    u->in.progress = &u->progress;
    jpeg_mem_src(&u->in, im->data, (unsigned long)im->len);
    jpeg_save_markers(&u->in, JPEG_APP0 + 2, 0xffff);
    jpeg_read_header(&u->in, TRUE);
    decode(u);
    encode(u);
    return true;
}

bool jpeg_upright(const struct image *im, struct buf *out)
{
    struct upright *u = xcalloc(1, sizeof *u);
    u->in.err = u->out.err = jpeg_std_error(&u->mgr);
    u->in.client_data = u->out.client_data = u;
    u->mgr.error_exit = trapped;
    u->mgr.output_message = quiet;
    u->progress.progress_monitor = watch;
    u->orientation = im->orientation;
    bool ok = turn(u, im);
    if (ok)
        buf_add(out, u->mem, u->n);
    jpeg_destroy_decompress(&u->in);
    jpeg_destroy_compress(&u->out);
    free(u->pixels);
    free(u->row);
    free(u->mem);
    free(u);
    return ok;
}
