/* SHA-256 against the examples of FIPS 180-4 and its odd lengths. */
#include "base/base.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>

static const char *hex(const uint8_t h[32], char out[65])
{
    for (int i = 0; i < 32; i++)
        snprintf(out + 2 * i, 3, "%02x", h[i]);
    return out;
}

START_TEST(known_answers)
{
    uint8_t h[32];
    char s[65];
    sha256("", 0, h);
    ck_assert_str_eq(hex(h, s), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    sha256("abc", 3, h);
    ck_assert_str_eq(hex(h, s), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    const char *two = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
    sha256(two, strlen(two), h);
    ck_assert_str_eq(hex(h, s), "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    char *million = malloc(1000000);
    memset(million, 'a', 1000000);
    sha256(million, 1000000, h);
    free(million);
    ck_assert_str_eq(hex(h, s), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}
END_TEST

START_TEST(pieces_are_the_whole)
{
    uint8_t data[300], whole[32], pieces[32];
    for (size_t i = 0; i < sizeof data; i++)
        data[i] = (uint8_t)(i * 31);
    for (size_t n = 0; n <= sizeof data; n++) {
        struct sha256_state s;
        sha256(data, n, whole);
        sha256_begin(&s);
        for (size_t at = 0; at < n;) {
            size_t take = at % 70 + 1 < n - at ? at % 70 + 1 : n - at;
            sha256_add(&s, data + at, take);
            at += take;
        }
        sha256_end(&s, pieces);
        ck_assert_mem_eq(whole, pieces, 32);
    }
}
END_TEST

TEST_MAIN("base: SHA-256", known_answers, pieces_are_the_whole)
