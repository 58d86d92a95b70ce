/* UTF-8 forward and back, good and bad. */
#include "base/base.h"
#include "test.h"

#include <string.h>

START_TEST(every_code_point_survives)
{
    for (uint32_t c = 1; c <= 0x10FFFF; c += c < 0x3000 ? 1 : 61) {
        if (c >= 0xD800 && c <= 0xDFFF)
            continue;
        char s[5] = {0};
        size_t n = utf8_put(s, c);
        const char *p = s, *q;
        ck_assert_uint_eq(utf8_next(&p, s + n), c);
        ck_assert_ptr_eq(p, s + n);
        ck_assert_uint_eq(utf8_before(s, s + n, &q), c);
        ck_assert_ptr_eq(q, s);
        ck_assert(utf8_valid(s, n));
    }
}
END_TEST

START_TEST(bad_bytes_are_one_replacement_each)
{
    static const char *const bad[] = {"\x80",         "\xC0\x80",         "\xC3",     "\xE0\x80\x80",
                                      "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xF8\x88", "\xFF"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        const char *p = bad[i], *end = p + strlen(p);
        ck_assert(!utf8_valid(p, strlen(p)));
        int n = 0;
        while (p < end) {
            const char *was = p;
            ck_assert_uint_eq(utf8_next(&p, end), 0xFFFD);
            ck_assert_ptr_eq(p, was + 1);
            n++;
        }
        ck_assert_int_eq(n, (int)strlen(bad[i]));
        ck_assert_uint_eq(utf8_before(bad[i], end, &p), 0xFFFD);
        ck_assert_ptr_eq(p, end - 1);
    }
}
END_TEST

START_TEST(the_ends)
{
    const char *s = "é", *p = s + 2;
    ck_assert_uint_eq(utf8_next(&p, s + 2), 0xFFFD);
    ck_assert_ptr_eq(p, s + 2);
    ck_assert_uint_eq(utf8_before(s, s, &p), 0);
    ck_assert(utf8_valid("", 0));
    char out[4];
    ck_assert_uint_eq(utf8_put(out, 0x110000), 3);
    ck_assert_int_eq(memcmp(out, "\xEF\xBF\xBD", 3), 0);
}
END_TEST

START_TEST(classes)
{
    ck_assert(utf8_is_han(0x6D59) && utf8_is_han(0x3007) && utf8_is_han(0x20000) && !utf8_is_han(0x3042) &&
              !utf8_is_han('a'));
    ck_assert(utf8_is_cjk(0x3042) && utf8_is_cjk(0xAC00) && utf8_is_cjk(0x3001) && utf8_is_cjk(0xFF0C) &&
              !utf8_is_cjk(0xE9));
    ck_assert(utf8_is_space(' ') && utf8_is_space('\n') && utf8_is_space('\t') && !utf8_is_space(0xA0) &&
              !utf8_is_space(0));
}
END_TEST

START_TEST(bytes_of_unknown_encoding)
{
    struct buf b = {0};
    utf8_from_bytes("\xC3\xA9", 2, &b);
    utf8_from_bytes("\xE9\x80", 2, &b);
    ck_assert_str_eq(b.data, "éé€");
    buf_clear(&b);
    utf8_from_bytes("\xD5\xE3\xBD\xAD, x", 7, &b);
    utf8_from_bytes("\xFF\xFE\x59\x6D\x41\x00", 6, &b);
    utf8_from_bytes("cr\xE9\xE9 \xE9", 6, &b);
    ck_assert_str_eq(b.data, "浙江, x浙Acréé é");
    buf_drop(&b);
}
END_TEST

TEST_MAIN("base: UTF-8", every_code_point_survives, bad_bytes_are_one_replacement_each, the_ends, classes,
          bytes_of_unknown_encoding)
