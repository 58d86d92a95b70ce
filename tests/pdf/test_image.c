/* Pictures: the pixels in the file are those of the picture, a JPEG's bytes are untouched, a drawing stays vectors and text. */
#include "judge.h"

#include "doc/media.h"

#include <jpeglib.h>
#include <lcms2.h>
#include <png.h>

enum { W = 5, H = 3 };

/* A PNG of W x H in any libpng format, rows from px; interlaced if asked. */
static struct buf png_with(int type, int bits, bool interlaced, const uint8_t *px, size_t row,
                           const struct buf *profile)
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
    if (profile)
        png_set_iCCP(png, info, "p", 0, (png_const_bytep)profile->data, (png_uint_32)profile->len);
    png_write_png(png, info, PNG_TRANSFORM_IDENTITY, NULL);
    png_destroy_write_struct(&png, &info);
    rewind(f);
    while ((n = fread(block, 1, sizeof block, f)) > 0)
        buf_add(&b, block, n);
    fclose(f);
    return b;
}

static struct buf png_of(int type, int bits, bool interlaced, const uint8_t *px, size_t row)
{
    return png_with(type, bits, interlaced, px, row, NULL);
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

/* 16 bits a channel, and grey with alpha: to 8 bits, nothing made lighter. */
START_TEST(png_deep_and_grey)
{
    uint8_t deep[W * H * 6], rgb[W * H * 3], grey[W * H * 2], level[W * H], mask[W * H];

    for (int i = 0; i < W * H * 3; i++)
        rgb[i] = deep[2 * i] = deep[2 * i + 1] = (uint8_t)(i * 5);
    for (int i = 0; i < W * H; i++) {
        level[i] = grey[2 * i] = (uint8_t)(i * 11);
        mask[i] = grey[2 * i + 1] = (uint8_t)(255 - i);
    }
    png_case(PNG_COLOR_TYPE_RGB, 16, false, deep, W * 6, rgb, sizeof rgb, NULL);
    png_case(PNG_COLOR_TYPE_RGB, 16, true, deep, W * 6, rgb, sizeof rgb, NULL);
    png_case(PNG_COLOR_TYPE_GRAY_ALPHA, 8, false, grey, W * 2, level, sizeof level, mask);
}
END_TEST

/* A profile goes with the picture, whether its pixels go as they are or decoded. */
START_TEST(png_profile)
{
    uint8_t px[W * H * 4];
    struct buf icc = {0};
    cmsHPROFILE h = cmsCreate_sRGBProfile();
    cmsUInt32Number size = 0;

    cmsSaveProfileToMem(h, NULL, &size);
    char *data = malloc(size);
    cmsSaveProfileToMem(h, data, &size);
    cmsCloseProfile(h);
    buf_add(&icc, data, size);
    free(data);
    for (int i = 0; i < W * H * 4; i++)
        px[i] = (uint8_t)(i * 3 + 40);
    for (int i = 0; i < 2; i++) {
        struct made *m = made_new();
        struct buf png = png_with(i ? PNG_COLOR_TYPE_RGBA : PNG_COLOR_TYPE_RGB, 8, false, px, W * (i ? 4 : 3), &icc);
        qpdf_oh x;
        qpdf_data q = shown(m, IMAGE_PNG, &png, &x);
        qpdf_oh space = judge_at(q, qpdf_oh_get_dict(q, x), "ColorSpace");
        unsigned char *got = NULL;
        size_t n = 0;
        ck_assert(qpdf_oh_is_array(q, space));
        ck_assert_int_eq(qpdf_oh_get_stream_data(q, judge_at(q, space, "1"), qpdf_dl_all, NULL, &got, &n),
                         QPDF_SUCCESS);
        ck_assert(n == icc.len && !memcmp(got, icc.data, n));
        free(got);
        buf_drop(&png);
        qpdf_cleanup(&q);
        made_drop(m);
    }
    buf_drop(&icc);
}
END_TEST

START_TEST(jpeg_untouched)
{
    static const struct {
        int components;
        J_COLOR_SPACE space;
        const char *name;
    } kinds[] = {{1, JCS_GRAYSCALE, "/DeviceGray"}, {3, JCS_RGB, "/DeviceRGB"}};

    for (int i = 0; i < 2; i++) {
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
        qpdf_cleanup(&q);
        buf_drop(&jpeg);
        made_drop(m);
    }
}
END_TEST

/* Inks without a profile: PDF/A has no place for them. The first pixel, 10 200 30 40 as Adobe counts (light left), is RGB within a little. */
START_TEST(cmyk_becomes_rgb)
{
    struct made *m = made_new();
    struct buf jpeg = jpeg_of(4, JCS_CMYK);
    unsigned char *data = NULL;
    size_t n = 0;
    qpdf_oh x;
    qpdf_data q = shown(m, IMAGE_JPEG, &jpeg, &x);
    static const int want[3] = {2, 31, 5};

    ck_assert_str_eq(qpdf_oh_get_name(q, judge_at(q, qpdf_oh_get_dict(q, x), "ColorSpace")), "/DeviceRGB");
    ck_assert_int_eq(qpdf_oh_get_stream_data(q, x, qpdf_dl_all, NULL, &data, &n), QPDF_SUCCESS);
    ck_assert_uint_eq(n, W * H * 3);
    for (int i = 0; i < 3; i++)
        ck_assert_msg(abs(data[i] - want[i]) < 12, "%d is %d", i, data[i]);
    free(data);
    qpdf_cleanup(&q);
    buf_drop(&jpeg);
    made_drop(m);
}
END_TEST

/* Held on its side, the picture is H wide and W high; its rows are still W long, and the page turns it. */
START_TEST(exif_is_honoured)
{
    struct made *m = made_new();
    struct buf jpeg = jpeg_of(3, JCS_RGB), page = {0};
    struct image im = {
        .kind = IMAGE_JPEG, .path = "x", .href = "x", .data = (const uint8_t *)jpeg.data, .len = jpeg.len, .orientation = 6};
    const char *why = "", *path = made_path(m, "exif.pdf");

    ck_assert_int_eq(image_read_jpeg(m->a, &im, &why), IMAGE_SOUND);
    ck_assert_int_eq(im.px_w, H);
    ck_assert_int_eq(im.px_h, W);
    struct node *n = made_node(m, NODE_IMG, m->doc.tree);
    struct draw *d = made_draw(m, 0, DRAW_IMAGE, n, SLOT_IMAGE);
    d->w = PT_OF(30);
    d->h = PT_OF(50);
    d->u.image.image = &im;
    made_finish(m, 1);
    ck_assert(made_write(m, path));
    ck_assert(judge_sound(path));
    ck_assert(judge_run(&page, "qpdf --qdf --object-streams=disable %s -", path));
    ck_assert(memmem(page.data, page.len, "0 -1 1 0 0 1 cm", 15));
    ck_assert(memmem(page.data, page.len, "/Width 5", 8) && memmem(page.data, page.len, "/Height 3", 9));
    unlink(path);
    buf_drop(&page);
    buf_drop(&jpeg);
    made_drop(m);
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

TEST_MAIN("pdf pictures", png_plain, png_decoded, png_deep_and_grey, png_profile, jpeg_untouched, cmyk_becomes_rgb,
          exif_is_honoured, drawing_stays_vectors, broken)
