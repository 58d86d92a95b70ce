/* Pictures: the pixels in the file are those of the picture, a JPEG's bytes are untouched, a drawing stays vectors and text. */
#include "judge.h"

#include <jpeglib.h>
#include <png.h>

enum { W = 5, H = 3 };

/* A PNG of W x H in any libpng format, rows from px; interlaced if asked. */
static struct buf png_of(int type, int bits, bool interlaced, const uint8_t *px, size_t row)
{
    struct buf b = {0};
    FILE *f = tmpfile();
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    png_infop info = png_create_info_struct(png);
    png_color palette[3] = {{255, 0, 0}, {0, 255, 0}, {0, 0, 255}};
    const uint8_t *rows[H];
    char block[4096];
    size_t n;

    png_init_io(png, f);
    png_set_IHDR(png, info, W, H, bits, type, interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE, 0, 0);
    if (type == PNG_COLOR_TYPE_PALETTE)
        png_set_PLTE(png, info, palette, 3);
    for (int y = 0; y < H; y++)
        rows[y] = px + (size_t)y * row;
    png_set_rows(png, info, (png_bytepp)rows);
    png_write_png(png, info, PNG_TRANSFORM_IDENTITY, NULL);
    png_destroy_write_struct(&png, &info);
    rewind(f);
    while ((n = fread(block, 1, sizeof block, f)) > 0)
        buf_add(&b, block, n);
    fclose(f);
    return b;
}

static struct buf jpeg_of(int components, J_COLOR_SPACE space)
{
    struct jpeg_compress_struct c;
    struct jpeg_error_mgr err;
    unsigned char *mem = NULL;
    unsigned long n = 0;
    uint8_t row[W * 4] = {10, 200, 30, 40};
    JSAMPROW rows[1] = {row};
    struct buf b = {0};

    c.err = jpeg_std_error(&err);
    jpeg_create_compress(&c);
    jpeg_mem_dest(&c, &mem, &n);
    c.image_width = W;
    c.image_height = H;
    c.input_components = components;
    c.in_color_space = space;
    jpeg_set_defaults(&c);
    jpeg_start_compress(&c, TRUE);
    while (c.next_scanline < H)
        jpeg_write_scanlines(&c, rows, 1);
    jpeg_finish_compress(&c);
    jpeg_destroy_compress(&c);
    buf_add(&b, mem, n);
    free(mem);
    return b;
}

/* Shows the picture twice, on two pages; gives the open file, and the picture's object. */
static qpdf_data shown(struct made *m, enum image_kind kind, const struct buf *data, qpdf_oh *picture)
{
    static struct image im;
    const char *path = made_path(m, "image.pdf");
    struct buf tree = {0};

    im = (struct image){.kind = kind,
                        .path = "x",
                        .href = "x",
                        .data = (const uint8_t *)data->data,
                        .len = data->len,
                        .px_w = W,
                        .px_h = H};
    for (int i = 0; i < 2; i++) {
        struct node *n = made_node(m, NODE_IMG, m->doc.tree);
        n->image = &im;
        made_attr(m, n, "alt", "Carte « bleue »");
        struct draw *d = made_draw(m, i, DRAW_IMAGE, n, SLOT_IMAGE);
        d->x = d->y = PT_OF(100);
        d->w = PT_OF(50);
        d->h = PT_OF(30);
        d->u.image.image = &im;
    }
    made_finish(m, 2);
    ck_assert(made_write(m, path));
    ck_assert(judge_sound(path));
    qpdf_data q = judge_open(path);
    ck_assert(q != NULL);
    ck_assert_int_eq(judge_tags(q, &tree), 0);
    ck_assert_str_eq(tree.data, "Document( Figure( #) Figure( #))");
    buf_drop(&tree);
    qpdf_oh x[2];
    for (int i = 0; i < 2; i++) {
        qpdf_oh list = judge_at(q, qpdf_get_page_n(q, (size_t)i), "Resources/XObject");
        qpdf_oh_begin_dict_key_iter(q, list);
        x[i] = qpdf_oh_get_key(q, list, qpdf_oh_dict_next_key(q));
    }
    ck_assert_int_eq(qpdf_oh_get_object_id(q, x[0]), qpdf_oh_get_object_id(q, x[1])); /* one object */
    qpdf_oh figure = judge_at(q, qpdf_get_root(q), "StructTreeRoot/K/K/0");
    ck_assert_str_eq(qpdf_oh_get_utf8_value(q, judge_at(q, figure, "Alt")), "Carte « bleue »");
    ck_assert(qpdf_oh_get_numeric_value(q, judge_at(q, figure, "A/BBox/2")) == 150);
    *picture = x[0];
    unlink(path);
    return q;
}

static void pixels_are(qpdf_data q, qpdf_oh picture, const uint8_t *px, size_t n)
{
    unsigned char *data = NULL;
    size_t len = 0;

    ck_assert_int_eq(qpdf_oh_get_stream_data(q, picture, qpdf_dl_all, NULL, &data, &len), QPDF_SUCCESS);
    ck_assert_uint_eq(len, n);
    ck_assert(!memcmp(data, px, n));
    free(data);
}

static void png_case(int type, int bits, bool interlaced, const uint8_t *px, size_t row, const uint8_t *want, size_t n,
                     const uint8_t *mask)
{
    struct made *m = made_new();
    struct buf png = png_of(type, bits, interlaced, px, row);
    qpdf_oh x;
    qpdf_data q = shown(m, IMAGE_PNG, &png, &x);

    pixels_are(q, x, want, n);
    qpdf_oh sm = judge_at(q, qpdf_oh_get_dict(q, x), "SMask");
    ck_assert(qpdf_oh_is_stream(q, sm) == (mask != NULL));
    if (mask)
        pixels_are(q, sm, mask, W * H);
    qpdf_cleanup(&q);
    buf_drop(&png);
    made_drop(m);
}

START_TEST(png_plain)
{
    uint8_t rgb[W * H * 3], index[W * H];

    for (int i = 0; i < W * H * 3; i++)
        rgb[i] = (uint8_t)(i * 37);
    for (int i = 0; i < W * H; i++)
        index[i] = (uint8_t)(i % 3);
    png_case(PNG_COLOR_TYPE_RGB, 8, false, rgb, W * 3, rgb, sizeof rgb, NULL);
    png_case(PNG_COLOR_TYPE_GRAY, 8, false, rgb, W, rgb, W * H, NULL);
    png_case(PNG_COLOR_TYPE_PALETTE, 8, false, index, W, index, sizeof index, NULL);
}
END_TEST

START_TEST(png_decoded)
{
    uint8_t rgba[W * H * 4], rgb[W * H * 3], mask[W * H];

    for (int i = 0; i < W * H; i++) {
        for (int k = 0; k < 3; k++)
            rgb[3 * i + k] = rgba[4 * i + k] = (uint8_t)(i * 16 + k * 5);
        mask[i] = rgba[4 * i + 3] = (uint8_t)(i % 2 ? 255 : 40);
    }
    png_case(PNG_COLOR_TYPE_RGB, 8, true, rgb, W * 3, rgb, sizeof rgb, NULL);
    png_case(PNG_COLOR_TYPE_RGBA, 8, false, rgba, W * 4, rgb, sizeof rgb, mask);
    for (int i = 0; i < W * H; i++)
        rgba[4 * i + 3] = 255; /* an alpha that hides nothing makes no mask */
    png_case(PNG_COLOR_TYPE_RGBA, 8, false, rgba, W * 4, rgb, sizeof rgb, NULL);
}
END_TEST

START_TEST(jpeg_untouched)
{
    static const struct {
        int components;
        J_COLOR_SPACE space;
        const char *name;
    } kinds[] = {{1, JCS_GRAYSCALE, "/DeviceGray"}, {3, JCS_RGB, "/DeviceRGB"}, {4, JCS_CMYK, "/DeviceCMYK"}};

    for (int i = 0; i < 3; i++) {
        struct made *m = made_new();
        struct buf jpeg = jpeg_of(kinds[i].components, kinds[i].space);
        qpdf_oh x;
        unsigned char *data;
        size_t n;
        qpdf_data q = shown(m, IMAGE_JPEG, &jpeg, &x);
        ck_assert_int_eq(qpdf_oh_get_stream_data(q, x, qpdf_dl_none, NULL, &data, &n), QPDF_SUCCESS);
        ck_assert(n == jpeg.len && !memcmp(data, jpeg.data, n));
        free(data);
        ck_assert_str_eq(qpdf_oh_get_name(q, judge_at(q, qpdf_oh_get_dict(q, x), "ColorSpace")), kinds[i].name);
        ck_assert(qpdf_oh_is_array(q, judge_at(q, qpdf_oh_get_dict(q, x), "Decode")) == (kinds[i].components == 4));
        qpdf_cleanup(&q);
        buf_drop(&jpeg);
        made_drop(m);
    }
}
END_TEST

START_TEST(drawing_stays_vectors)
{
    struct made *m = made_new();
    struct buf out = {0}, svg = {0};
    qpdf_oh x;

    buf_adds(&svg, "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 100 60'><rect width='50' height='60' "
                   "fill='#c00' fill-opacity='.5'/>"
                   "<text x='10' y='30' font-family='Noto Sans' font-size='12'>Fleuve</text></svg>");
    qpdf_data q = shown(m, IMAGE_SVG, &svg, &x);
    ck_assert_str_eq(qpdf_oh_get_name(q, judge_at(q, qpdf_oh_get_dict(q, x), "Subtype")), "/Form");
    qpdf_oh inside = judge_at(q, qpdf_oh_get_dict(q, x), "Resources/XObject");
    ck_assert(!qpdf_oh_is_dictionary(q, inside)); /* no bitmap in it */
    qpdf_cleanup(&q);
    const char *path = made_path(m, "drawing.pdf");
    ck_assert(made_write(m, path));
    ck_assert(judge_run(&out, "pdftotext -q %s -", path));
    ck_assert_msg(strstr(out.data, "Fleuve"), "%s", out.data);
    unlink(path);
    buf_drop(&out);
    buf_drop(&svg);
    made_drop(m);
}
END_TEST

/* A picture cut short is said to be broken, and the file is sound all the same. */
START_TEST(broken)
{
    struct made *m = made_new();
    uint8_t rgb[W * H * 3] = {0};
    struct buf png = png_of(PNG_COLOR_TYPE_RGB, 8, false, rgb, W * 3);
    struct image im = {
        .kind = IMAGE_PNG, .path = "x", .data = (const uint8_t *)png.data, .len = png.len - 30, .px_w = W, .px_h = H};
    struct node *n = made_node(m, NODE_IMG, m->doc.tree);
    struct draw *d = made_draw(m, 0, DRAW_IMAGE, n, SLOT_IMAGE);
    const char *path = made_path(m, "broken.pdf");
    FILE *null = fopen("/dev/null", "w");
    struct diag *diag = diag_new(null, DIAG_TEXT, false, DIAG_HINT);

    d->w = d->h = PT_OF(10);
    d->u.image.image = &im;
    made_finish(m, 1);
    struct outfile *o = outfile_open(path);
    ck_assert(o && pdf_write(&m->doc, &m->layout, NULL, o, diag) && outfile_commit(o));
    ck_assert_int_eq(diag_count(diag, DIAG_ERROR), 1);
    ck_assert(judge_sound(path));
    unlink(path);
    diag_drop(diag);
    fclose(null);
    buf_drop(&png);
    made_drop(m);
}
END_TEST

TEST_MAIN("pdf pictures", png_plain, png_decoded, jpeg_untouched, drawing_stays_vectors, broken)
