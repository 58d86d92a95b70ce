/* Pictures and charts: sizes, damage, what may not be read; numbers from points and CSV. */
#include "fixture.h"

#include "doc/media.h"

#include <glib.h>
#include <jpeglib.h>
#include <png.h>

#define FIG(name) "<figure><img src=\"" name "\" alt=\"a\"/></figure>"

/* ---- made pictures ---- */

static void put_png(struct fixture *f, int w, int h, uint32_t format, size_t cut)
{
    png_image image = {.version = PNG_IMAGE_VERSION, .width = (unsigned)w, .height = (unsigned)h, .format = format};
    uint8_t *pixels = xcalloc((size_t)w * (size_t)h, 4), out[20000];
    for (size_t i = 0; i < (size_t)w * (size_t)h * 4; i++)
        pixels[i] = (uint8_t)(i * 2654435761u >> 24);
    png_alloc_size_t n = sizeof out;
    ck_assert(png_image_write_to_memory(&image, out, &n, 0, pixels, 0, NULL));
    fixture_file(f, "i.png", out, cut ? n - cut : n);
    free(pixels);
}

static void put_jpeg(struct fixture *f, int w, int h, int channels, int dpi, size_t cut)
{
    struct jpeg_compress_struct c;
    struct jpeg_error_mgr err;
    unsigned char *out = NULL;
    unsigned long n = 0;
    c.err = jpeg_std_error(&err);
    jpeg_create_compress(&c);
    jpeg_mem_dest(&c, &out, &n);
    c.image_width = (unsigned)w;
    c.image_height = (unsigned)h;
    c.input_components = channels;
    c.in_color_space = channels == 1 ? JCS_GRAYSCALE : channels == 3 ? JCS_RGB : JCS_CMYK;
    jpeg_set_defaults(&c);
    c.density_unit = dpi ? 1 : 0;
    c.X_density = c.Y_density = (UINT16)(dpi ? dpi : 1);
    jpeg_start_compress(&c, TRUE);
    uint8_t *row = xcalloc((size_t)w, (size_t)channels);
    while (c.next_scanline < c.image_height)
        jpeg_write_scanlines(&c, &row, 1);
    jpeg_finish_compress(&c);
    jpeg_destroy_compress(&c);
    fixture_file(f, "i.jpg", out, n - cut);
    free(row);
    free(out);
}

START_TEST(jpeg)
{
    struct fixture f = {0}, g = {0};
    put_jpeg(&f, 300, 150, 3, 150, 0);
    fixture_body(&f, "", FIG("i.jpg") FIG("./i.jpg"));
    ck_assert_str_eq(f.said, "");
    ck_assert_int_eq(f.doc->n_images, 1);
    const struct image *i = f.doc->images[0];
    ck_assert_int_eq(i->kind, IMAGE_JPEG);
    ck_assert_int_eq(i->px_w, 300);
    ck_assert_int_eq(i->px_h, 150);
    ck_assert_int_eq(i->width, 144 * PT);
    ck_assert_int_eq(i->height, 72 * PT);
    ck_assert_int_eq(i->channels, 3);
    ck_assert_str_eq(i->href, "i.jpg");
    ck_assert_ptr_eq(fixture_find(&f, NODE_IMG, 1)->image, i);
    fixture_drop(&f);
    put_jpeg(&g, 96, 96, 4, 0, 0);
    fixture_body(&g, "", FIG("i.jpg"));
    ck_assert_int_eq(g.doc->images[0]->channels, 4);
    ck_assert_int_eq(g.doc->images[0]->width, 72 * PT);
    fixture_drop(&g);
}
END_TEST

START_TEST(png)
{
    static const struct {
        uint32_t format;
        int channels;
    } kinds[] = {{PNG_FORMAT_GRAY, 1}, {PNG_FORMAT_GA, 2}, {PNG_FORMAT_RGB, 3}, {PNG_FORMAT_RGBA, 4}};
    for (size_t k = 0; k < 4; k++) {
        struct fixture f = {0};
        put_png(&f, 48, 24, kinds[k].format, 0);
        fixture_body(&f, "", FIG("i.png"));
        ck_assert_str_eq(f.said, "");
        ck_assert_int_eq(f.doc->images[0]->channels, kinds[k].channels);
        ck_assert_int_eq(f.doc->images[0]->alpha, kinds[k].channels % 2 == 0);
        ck_assert_int_eq(f.doc->images[0]->width, 36 * PT);
        fixture_drop(&f);
    }
}
END_TEST

START_TEST(damage)
{
    struct fixture f = {0}, g = {0}, h = {0};
    put_png(&f, 48, 24, PNG_FORMAT_RGB, 200);
    fixture_body(&f, "", FIG("i.png"));
    ck_has(f.said, "“i.png” is damaged: its end is missing [image-broken]");
    ck_assert_ptr_null(fixture_find(&f, NODE_IMG, 0)->image);
    ck_assert_int_eq(f.doc->n_images, 0);
    fixture_drop(&f);
    put_jpeg(&g, 50, 50, 3, 0, 40);
    fixture_body(&g, "", FIG("i.jpg"));
    ck_has(g.said, "its end is missing [image-broken]");
    fixture_drop(&g);
    fixture_text(&h, "i.png", "GIF89a and so on");
    fixture_body(&h, "", FIG("i.png") FIG("nowhere.png") FIG("../../../../etc/passwd"));
    ck_has(h.said, "“i.png” is a GIF and no PNG, JPEG or SVG [image-read]");
    ck_has(h.said, "“nowhere.png” cannot be read: No such file or directory [image-read]");
    ck_has(h.said, "lies outside the dossier's folder [file-outside]");
    fixture_drop(&h);
}
END_TEST

/* A segment, or chunk, that tells on its maker. */
static void add_segment(struct buf *b, uint8_t marker, const char *head, size_t n)
{
    static const char told[] = "48.85 N 2.35 E";
    size_t len = 2 + n + sizeof told;
    buf_addc(b, '\xFF'), buf_addc(b, (char)marker), buf_addc(b, (char)(len >> 8)), buf_addc(b, (char)len);
    buf_add(b, head, n);
    buf_add(b, told, sizeof told);
}

/* Turned by Exif, with a place, words, a small copy, a profile, and a second picture behind the end. */
static struct buf telling_jpeg(const struct buf *plain)
{
    static const char exif[] = "Exif\0\0MM\0*\0\0\0\10\0\1\1\22\0\3\0\0\0\1\0\6\0\0\0\0\0\0";
    struct buf b = {0};
    buf_add(&b, plain->data, 2);
    buf_add(&b, plain->data + 2, 18);
    b.data[b.len - 15] += 15; /* the small copy is 1 x 5 pixels, and is said to be */
    b.data[b.len - 2] = 1, b.data[b.len - 1] = 5;
    buf_add(&b, "48.85 N 2.35 E", 15);
    add_segment(&b, 0xE1, exif, sizeof exif - 1);
    add_segment(&b, 0xE0, "JFXX", 5);
    add_segment(&b, 0xED, "Photoshop 3.0", 14);
    add_segment(&b, 0xFE, "", 0);
    add_segment(&b, 0xE2, "MPF", 4);
    buf_add(&b, "\xFF\xE2\0\x12" "ICC_PROFILE\0\1\1pr", 20);
    buf_add(&b, plain->data + 20, plain->len - 20);
    buf_add(&b, plain->data, plain->len);
    buf_adds(&b, "48.85 N 2.35 E");
    return b;
}

START_TEST(a_photograph_tells_nothing)
{
    struct fixture f = {0}, g = {0};
    struct buf plain = {0};
    char path[128];
    put_jpeg(&f, 50, 30, 3, 72, 0);
    snprintf(path, sizeof path, "%s/i.jpg", f.dir);
    ck_assert(file_read(path, &plain, 0));
    ck_assert(plain.len > 40 && !memcmp(plain.data + 2, "\xFF\xE0\0\x10JFIF", 9));
    struct buf told = telling_jpeg(&plain);
    fixture_file(&f, "i.jpg", told.data, told.len);
    fixture_body(&f, "", FIG("i.jpg"));
    ck_assert_str_eq(f.said, "");
    const struct image *i = f.doc->images[0];
    ck_assert_int_eq(i->orientation, 6);
    ck_assert_int_eq(i->px_w, 30);
    ck_assert_ptr_null(memmem(i->data, i->len, "48.85", 5));
    ck_assert_uint_eq(i->len, plain.len + 20); /* as it was, and the profile */
    ck_assert(!memcmp(i->data, plain.data, 20) && !memcmp(i->data + 20, "\xFF\xE2\0\x12ICC_PROFILE", 16));
    ck_assert(!memcmp(i->data + 40, plain.data + 20, plain.len - 20));
    fixture_drop(&f);
    buf_drop(&told);
    buf_clear(&plain);

    put_png(&g, 48, 24, PNG_FORMAT_RGB, 0);
    snprintf(path, sizeof path, "%s/i.png", g.dir);
    ck_assert(file_read(path, &plain, 0));
    buf_add(&told, plain.data, 33); /* through IHDR */
    buf_add(&told, "\0\0\0\x0CtEXtGPS\0" "48.85 N\0\xAB\xCD\xEF\0", 24);
    buf_add(&told, plain.data + 33, plain.len - 33);
    buf_adds(&told, "48.85 N behind the end");
    fixture_file(&g, "i.png", told.data, told.len);
    fixture_body(&g, "", FIG("i.png"));
    ck_assert_str_eq(g.said, "");
    ck_assert_uint_eq(g.doc->images[0]->len, plain.len);
    ck_assert(!memcmp(g.doc->images[0]->data, plain.data, plain.len));
    fixture_drop(&g);
    buf_drop(&told);
    buf_drop(&plain);
}
END_TEST

/* Every way a picture can be cut or changed: never a crash. */
START_TEST(any_damage)
{
    struct fixture f = {0};
    put_png(&f, 10, 10, PNG_FORMAT_RGBA, 0);
    put_jpeg(&f, 10, 10, 3, 72, 0);
    struct arena *a = arena_new();
    static const char *const names[] = {"i.png", "i.jpg"};
    for (int k = 0; k < 2; k++) {
        struct buf b = {0};
        file_read(path_join(a, arena_printf(a, "%s/x", f.dir), names[k]), &b, 0);
        ck_assert_uint_gt(b.len, 100);
        for (size_t i = 0; i < b.len; i++) {
            struct image whole = {.data = (uint8_t *)b.data, .len = i},
                         bent = {.data = (uint8_t *)b.data, .len = b.len};
            const char *why;
            char was = b.data[i];
            enum image_fault fault = k ? image_read_jpeg(a, &whole, &why) : image_read_png(a, &whole, &why);
            ck_assert_int_ne(fault, IMAGE_SOUND);
            struct buf copy = {0};
            int held = 0;
            buf_add(&copy, b.data, b.len);
            ck_assert_uint_le(image_strip(k ? IMAGE_JPEG : IMAGE_PNG, (uint8_t *)copy.data, i < 8 ? 8 : i, &held), i < 8 ? 8 : i);
            buf_clear(&copy);
            b.data[i] = (char)(was ^ 0x55);
            buf_add(&copy, b.data, b.len);
            ck_assert_uint_le(image_strip(k ? IMAGE_JPEG : IMAGE_PNG, (uint8_t *)copy.data, copy.len, &held), copy.len);
            buf_drop(&copy);
            (void)(k ? image_read_jpeg(a, &bent, &why) : image_read_png(a, &bent, &why));
            b.data[i] = was;
        }
        buf_drop(&b);
    }
    arena_drop(a);
    fixture_body(&f, "", "<p>x</p>");
    fixture_drop(&f);
}
END_TEST

static void ck_svg(const char *svg, int width, int height, const char *why)
{
    struct arena *a = arena_new();
    struct image i = {.data = (const uint8_t *)svg, .len = strlen(svg)};
    const char *said = NULL;
    enum image_fault fault = image_read_svg(a, &i, &said);
    if (why) {
        ck_assert_int_eq(fault, IMAGE_FAULT_BROKEN);
        ck_has(said, why);
    } else {
        ck_assert_msg(fault == IMAGE_SOUND, "%s", said);
        ck_assert_int_eq(i.width, width);
        ck_assert_int_eq(i.height, height);
    }
    arena_drop(a);
}
#define SVG(attrs, in) "<svg xmlns=\"http://www.w3.org/2000/svg\" " attrs ">" in "</svg>"

START_TEST(svg)
{
    ck_svg(SVG("viewBox=\"0 0 40 30\"", ""), 30 * PT, 45 * PT / 2, NULL);
    ck_svg(SVG("width=\"10mm\" height=\"1in\"", ""), PT_OF(720 / 25.4), 72 * PT, NULL);
    ck_svg(SVG("width=\"100pt\" viewBox=\"0,0,200,50\"", ""), 100 * PT, 25 * PT, NULL);
    ck_svg(SVG("width=\"100%\" height=\"100%\" viewBox=\"0 0 4 4\"", ""), 3 * PT, 3 * PT, NULL);
    ck_svg(SVG("width=\"4\" height=\"4\"",
               "<use href=\"#a\"/><image href=\"data:image/png;base64,AA\"/><a href=\"https://ex.org\"/>"),
           3 * PT, 3 * PT, NULL);
    ck_svg(SVG("", ""), 0, 0, "neither viewBox nor width and height");
    ck_svg(SVG("viewBox=\"0 0 0 4\"", ""), 0, 0, "neither viewBox");
    ck_svg("<svg viewBox=\"0 0 4 4\"/>", 0, 0, "its root is no svg element");
    ck_svg(SVG("width=\"4\" height=\"4\"", "<g>"), 0, 0, "line 1:");
    ck_svg(SVG("width=\"4\" height=\"4\"", "<script/>"), 0, 0, "script");
    ck_svg(SVG("width=\"4\" height=\"4\" onload=\"x()\"", ""), 0, 0, "script");
    ck_svg(SVG("width=\"4\" height=\"4\"", "<image href=\"https://ex.org/x.png\"/>"), 0, 0, "refers to another file");
    ck_svg(SVG("width=\"4\" height=\"4\" xmlns:x=\"http://www.w3.org/1999/xlink\"", "<use x:href=\"other.svg#a\"/>"), 0,
           0, "refers to another file");
}
END_TEST

#define BOX "width=\"4\" height=\"4\" xmlns:x=\"http://www.w3.org/1999/xlink\" "

START_TEST(a_drawing_fetches_nothing)
{
    static const char *const open[] = {
        "<style>@import \"https://ex.org/x.css\";</style>", "<style>@IMPORT URL(x.css)</style>",
        "<style>rect{fill:url( 'https://ex.org/x#a')}</style>", "<style>rect{fill:image-set('//ex.org/x' 1x)}</style>",
        "<rect style=\"fill:url(https://ex.org/x#a)\"/>", "<rect fill=\"url(x.svg#a)\"/>", "<g xml:base=\"https://ex.org/\"/>",
        "<image x:href=\"data:image/svg+xml;base64,AA\"/>"};
    for (size_t i = 0; i < sizeof open / sizeof *open; i++) {
        struct arena *a = arena_new();
        ck_svg(arena_printf(a, SVG(BOX, "%s"), open[i]), 0, 0, "refers to another file");
        arena_drop(a);
    }
    ck_svg(SVG(BOX, "<style>/* https://ex.org */ .a{fill:url(#a);src:url(data:font/woff;base64,//AA)}</style>"
                    "<rect fill=\"url('#a')\" style=\"fill:url(#a)\"/>"),
           3 * PT, 3 * PT, NULL);
    ck_svg(SVG(BOX, "<style>rect{fill:\\75rl(https)}</style>"), 0, 0, "escapes");
    ck_svg(SVG(BOX, "<a href=\" javascript:x()\"/>"), 0, 0, "script");
    ck_svg(SVG(BOX, "<use href=\"#a\"><set attributeName=\"href\" to=\"https://ex.org\"/></use>"), 0, 0, "links");
    ck_svg(SVG(BOX, "<foreignObject/>"), 0, 0, "HTML");
    ck_svg(SVG(BOX, "<switch><foreignObject/><text>a</text></switch>"), 3 * PT, 3 * PT, NULL);
    ck_svg("<!DOCTYPE svg [<!ENTITY u \"url(https://ex.org/#a)\">]>" SVG(BOX, "<rect fill=\"&u;\"/>"), 0, 0, "refers");
    ck_svg("<!DOCTYPE svg [<!ENTITY u \"red\"><!ENTITY v \"&u;&u;\">]>" SVG(BOX, "<rect fill=\"&v;\"/>"), 0, 0, "entities");
    ck_svg("<!DOCTYPE svg [<!ENTITY u \"red\">]>" SVG(BOX, "<rect fill=\"&u;\"/>"), 3 * PT, 3 * PT, NULL);
}
END_TEST

START_TEST(a_drawing_ends)
{
    static const char *const shows[] = {"<g id=\"%c\">%s</g>", "<mask id=\"%c\">%s</mask>"};
    static const char *const shown[] = {"<use href=\"#%c\"/>", "<g mask=\"url(#%c)\"/>"};
    for (int k = 0; k < 2; k++) {
        struct buf b = {0}, ten = {0};
        buf_adds(&b, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"4\"><g id=\"a\"><rect/></g>");
        for (char c = 'b'; c < 'k'; c++) {
            buf_clear(&ten);
            for (int i = 0; i < 10; i++)
                buf_addf(&ten, shown[k], c - 1);
            buf_addf(&b, shows[k], c, ten.data);
        }
        buf_adds(&b, "</svg>");
        ck_svg(b.data, 0, 0, "too long to draw");
        buf_drop(&b), buf_drop(&ten);
    }
    ck_svg(SVG(BOX, "<g id=\"a\"><use href=\"#a\"/></g><use href=\"#a\"/>"), 3 * PT, 3 * PT, NULL);
}
END_TEST

START_TEST(a_drawing_tells_nothing)
{
    struct fixture f = {0};
    struct buf plain = {0}, told = {0};
    char path[128];
    put_jpeg(&f, 20, 20, 3, 72, 0);
    snprintf(path, sizeof path, "%s/i.jpg", f.dir);
    ck_assert(file_read(path, &plain, 0));
    struct buf jpeg = telling_jpeg(&plain);
    gchar *code = g_base64_encode((const guchar *)jpeg.data, jpeg.len);
    buf_addf(&told,
             "<?xml version=\"1.0\"?><!-- secret --><svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:k=\"urn:secret\" "
             "k:file=\"/home/secret\" width=\"4\" height=\"4\"><metadata>secret</metadata><k:view name=\"secret\"/>"
             "<title>secret</title><desc>secret</desc><text>Kept</text><image href=\"data:image/jpeg;base64,%s\"/></svg>",
             code);
    g_free(code);
    fixture_file(&f, "i.svg", told.data, told.len);
    fixture_body(&f, "", FIG("i.svg"));
    ck_assert_str_eq(f.said, "");
    struct buf left = {0};
    buf_add(&left, f.doc->images[0]->data, f.doc->images[0]->len);
    ck_assert_ptr_nonnull(strstr(left.data, "<text>Kept</text>"));
    char *at = strstr(strstr(left.data, "urn:secret") + 10, "secret"); /* a name space that nothing uses may stay */
    ck_assert_ptr_null(at);
    at = strstr(left.data, "base64,") + 7;
    gsize len;
    guchar *is = g_base64_decode(arena_strndup(f.doc->arena, at, strcspn(at, "\"")), &len);
    ck_assert_uint_eq(len, plain.len + 20);
    ck_assert_ptr_null(memmem(is, len, "48.85", 5));
    g_free(is);
    fixture_drop(&f);
    buf_drop(&plain), buf_drop(&told), buf_drop(&jpeg), buf_drop(&left);
}
END_TEST

START_TEST(names_for_the_book)
{
    struct fixture f = {0};
    fixture_text(&f, "i.svg", SVG("viewBox=\"0 0 4 4\"", ""));
    put_png(&f, 4, 4, PNG_FORMAT_RGB, 0);
    fixture_body(&f, "", FIG("i.svg") FIG("i.png"));
    ck_assert_str_eq(f.doc->images[0]->href, "i.svg");
    ck_assert_str_eq(f.doc->images[1]->href, "i.png");
    ck_assert_int_eq(f.doc->images[1]->index, 1);
    fixture_drop(&f);
}
END_TEST

/* ---- charts ---- */

static const struct chart *load_csv(struct fixture *f, const char *csv)
{
    fixture_text(f, "d.csv", csv);
    fixture_body(f, "", "<figure><chart kind=\"line\" unit=\"%\" alt=\"a\" data=\"d.csv\"/></figure>");
    return fixture_find(f, NODE_CHART, 0)->chart;
}

START_TEST(csv)
{
    static const char *const same[] = {"an,A,B\n2017,1.5,\n2018,\"2 000,25\",−3\n",
                                       "\xef\xbb\xbf"
                                       "an;A;B\r\n2017;1,5;\r\n2018;2000.25;-3\r\n",
                                       "an, A , B\n\"2017\",1.5,\n\n2018,\"2\xe2\x80\xaf"
                                       "000.25\",-3"};
    for (size_t i = 0; i < 3; i++) {
        struct fixture f = {0};
        const struct chart *c = load_csv(&f, same[i]);
        ck_assert_str_eq(f.said, "");
        ck_assert_uint_eq(c->n, 2);
        ck_assert_int_eq(c->kind, CHART_LINE);
        ck_assert_str_eq(c->series[0].label, "A");
        ck_assert_str_eq(c->series[1].label, "B");
        ck_assert_uint_eq(c->series[0].n, 2);
        ck_assert_str_eq(c->series[0].point[1].x, "2018");
        ck_assert_double_eq(c->series[0].point[0].y, 1.5);
        ck_assert_double_eq(c->series[0].point[1].y, 2000.25);
        ck_assert(c->series[1].point[0].missing);
        ck_assert_double_eq(c->series[1].point[1].y, -3);
        const struct node *table = fixture_find(&f, NODE_TABLE, 0);
        ck_assert_str_eq(table->class, "chart-data");
        ck_text(table, "anA (%)B (%)20171,5–20182\xe2\x80\xaf"
                       "000,25−3");
        fixture_drop(&f);
    }
}
END_TEST

static void ck_csv_says(const char *csv, const char *expected)
{
    struct fixture f = {0};
    load_csv(&f, csv);
    ck_has(f.said, expected);
    ck_has(f.said, "[csv-bad]");
    fixture_drop(&f);
}

START_TEST(bad_csv)
{
    ck_csv_says("", "d.csv:1:1: error: no row of names");
    ck_csv_says("a,b\n", "no row of names");
    ck_csv_says("a\n1\n", "no row of names");
    ck_csv_says("a,b\nx,1\ny,1,2\n", "d.csv:3:1: error: 3 cells where the first row has 2");
    ck_csv_says("a,b\nx,beaucoup\n", "d.csv:2:3: error: “beaucoup” is no number");
    ck_csv_says("a,b\nx,1.2.3\n", "is no number");
    ck_csv_says("a,b\nx,\"1\n", "d.csv:2:3: error: a quote is never closed");
    ck_csv_says("a,b\nx,\xff\n", "not UTF-8");
}
END_TEST

START_TEST(points)
{
    struct fixture f = {0}, g = {0};
    fixture_body(&f, "",
                 "<figure><chart kind=\"dot\" alt=\"a\"><series label=\"S\"><point x=\"a\" y=\"1,5\"/></series><series "
                 "label=\"T\"><point x=\"b\" y=\"2\"/></series></chart></figure>");
    ck_assert_str_eq(f.said, "");
    ck_text(fixture_find(&f, NODE_TABLE, 0), "RubriqueSTa1,5–b–2");
    fixture_drop(&f);
    fixture_body(&g, "",
                 "<figure><chart kind=\"bar\" alt=\"a\"><series label=\"S\"><point x=\"a\" "
                 "y=\"un\"/></series></chart></figure>");
    ck_has(g.said, "y=“un” is no number");
    ck_assert(fixture_find(&g, NODE_CHART, 0)->chart->series[0].point[0].missing);
    fixture_drop(&g);
}
END_TEST

TEST_MAIN("media", jpeg, png, damage, a_photograph_tells_nothing, any_damage, svg, a_drawing_fetches_nothing, a_drawing_ends, a_drawing_tells_nothing,
           names_for_the_book, csv, bad_csv, points)
