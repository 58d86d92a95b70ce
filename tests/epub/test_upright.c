/* A photograph held in each of the eight ways Exif knows is upright in the book: sized, with its corners where they belong. */
#include "book.h"

#include <jpeglib.h>

enum { W = 53, H = 37 }; /* no whole blocks */

static const uint8_t corners[2][2] = {{0, 80}, {160, 240}};

/* Upright, corners[0] is above; written as a camera held in this way would write it. */
static uint8_t pixel(int held, int x, int y)
{
    int w = held >= 5 ? H : W, h = held >= 5 ? W : H; /* of the file */
    int nx = held == 1 || held == 4   ? x
             : held == 2 || held == 3 ? w - 1 - x
             : held == 5 || held == 8 ? y
                                      : h - 1 - y;
    int ny = held == 1 || held == 2 ? y : held == 3 || held == 4 ? h - 1 - y : held == 5 || held == 6 ? x : w - 1 - x;
    return corners[ny >= H / 2][nx >= W / 2];
}

static struct image photograph(int held, int channels)
{
    struct jpeg_compress_struct c;
    struct jpeg_error_mgr err;
    unsigned char *out = NULL;
    unsigned long n = 0;
    uint8_t bytes[W * 4], *row = bytes;
    int w = held >= 5 ? H : W, h = held >= 5 ? W : H;
    c.err = jpeg_std_error(&err);
    jpeg_create_compress(&c);
    jpeg_mem_dest(&c, &out, &n);
    c.image_width = (unsigned)w;
    c.image_height = (unsigned)h;
    c.input_components = channels;
    c.in_color_space = channels == 1 ? JCS_GRAYSCALE : channels == 3 ? JCS_RGB : JCS_CMYK;
    jpeg_set_defaults(&c);
    if (channels == 3)
        jpeg_simple_progression(&c);
    c.density_unit = 1;
    c.X_density = 100;
    c.Y_density = 200;
    jpeg_start_compress(&c, TRUE);
    for (int y = 0; y < h; y++) {
        for (int x = 0; x < w * channels; x++)
            row[x] = pixel(held, x / channels, y);
        jpeg_write_scanlines(&c, &row, 1);
    }
    jpeg_finish_compress(&c);
    jpeg_destroy_compress(&c);
    return (struct image){.kind = IMAGE_JPEG, .path = "x", .data = out, .len = n, .orientation = held};
}

static void ck_upright(int held, int channels)
{
    struct image im = photograph(held, channels);
    struct buf out = {0};
    struct jpeg_decompress_struct in;
    struct jpeg_error_mgr err;
    uint8_t row[W * 4], *rows = row;
    ck_assert(jpeg_upright(&im, &out));
    in.err = jpeg_std_error(&err);
    jpeg_create_decompress(&in);
    jpeg_mem_src(&in, (const unsigned char *)out.data, out.len);
    jpeg_read_header(&in, TRUE);
    ck_assert_int_eq(in.num_components, channels);
    ck_assert_int_eq(in.image_width, W);
    ck_assert_int_eq(in.image_height, H);
    ck_assert(channels == 4 || (in.X_density == (held >= 5 ? 200 : 100) && in.Y_density == (held >= 5 ? 100 : 200)));
    jpeg_start_decompress(&in);
    for (int y = 0; y < H; y++) {
        jpeg_read_scanlines(&in, &rows, 1);
        for (int x = 0; x < W; x++) {
            int is = row[x * channels], want = corners[y >= H / 2][x >= W / 2];
            bool inner = (x < W / 2 - 8 || x > W / 2 + 8) && (y < H / 2 - 8 || y > H / 2 + 8);
            ck_assert_msg(!inner || abs(is - want) < 6, "held %d: %d at %d, %d instead of %d", held, is, x, y, want);
        }
    }
    jpeg_finish_decompress(&in);
    jpeg_destroy_decompress(&in);
    buf_drop(&out);
    free((void *)(uintptr_t)im.data);
}

START_TEST(each_way_it_can_be_held)
{
    for (int held = 1; held <= 8; held++)
        for (int channels = 1; channels <= 4; channels += channels == 1 ? 2 : 1)
            ck_upright(held, channels);
}
END_TEST

START_TEST(damage_is_said)
{
    struct image im = photograph(6, 3);
    struct buf out = {0};
    im.len = 30;
    ck_assert(!jpeg_upright(&im, &out));
    ck_assert_uint_eq(out.len, 0);
    free((void *)(uintptr_t)im.data);
}
END_TEST

TEST_MAIN("epub upright", each_way_it_can_be_held, damage_is_said)
