/* Arena, buffers, arrays and maps. */
#include "base/base.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>

START_TEST(arena_is_zeroed_and_aligned)
{
    struct arena *a = arena_new();
    for (size_t i = 0; i < 5000; i++) {
        size_t n = i * 37 % 900;
        unsigned char *p = arena_alloc(a, n);
        ck_assert_uint_eq((uintptr_t)p % 8, 0);
        for (size_t k = 0; k < n; k++)
            ck_assert_uint_eq(p[k], 0);
        memset(p, 0xAA, n);
    }
    ck_assert_uint_ge(arena_bytes(a), 5000 * 400);
    arena_drop(a);
    arena_drop(NULL);
}
END_TEST

START_TEST(arena_large_pieces_do_not_waste_the_chunk)
{
    struct arena *a = arena_new();
    char *small = arena_alloc(a, 16);
    char *large = arena_alloc(a, 10 << 20);
    char *next = arena_alloc(a, 16);
    large[(10 << 20) - 1] = 1;
    ck_assert_ptr_eq(next, small + 16);
    arena_drop(a);
}
END_TEST

START_TEST(arena_strings)
{
    struct arena *a = arena_new();
    ck_assert_str_eq(arena_strdup(a, "été"), "été");
    ck_assert_str_eq(arena_strndup(a, "abcdef", 3), "abc");
    ck_assert_str_eq(arena_printf(a, "%s %d", "un", 2), "un 2");
    ck_assert_str_eq(arena_printf(a, "%s", ""), "");
    arena_drop(a);
}
END_TEST

START_TEST(buf_grows_and_ends_in_nul)
{
    struct buf b = {0};
    buf_add(&b, NULL, 0);
    ck_assert_str_eq(b.data, "");
    for (int i = 0; i < 1000; i++) {
        buf_addf(&b, "%d,", i);
        ck_assert_uint_eq(strlen(b.data), b.len);
    }
    buf_clear(&b);
    ck_assert_str_eq(b.data, "");
    buf_addu(&b, 0x6D59);
    buf_addc(&b, '!');
    buf_adds(&b, "?");
    ck_assert_str_eq(b.data, "浙!?");
    char long_one[500];
    memset(long_one, 'x', sizeof long_one - 1);
    long_one[sizeof long_one - 1] = 0;
    buf_clear(&b);
    buf_addf(&b, "<%s>", long_one);
    ck_assert_uint_eq(b.len, 501);
    ck_assert_int_eq(b.data[500], '>');
    buf_drop(&b);
    ck_assert_ptr_null(b.data);
}
END_TEST

START_TEST(vec_keeps_what_is_pushed)
{
    VEC(struct src) v = {0};
    for (int i = 0; i < 100; i++)
        vec_push(&v, (struct src){"f", i, 2 * i});
    ck_assert_uint_eq(v.n, 100);
    ck_assert_int_eq(v.v[99].col, 198);
    vec_drop(&v);
    ck_assert_uint_eq(v.n, 0);
}
END_TEST

START_TEST(map_finds_replaces_and_remembers_order)
{
    struct map *m = map_new();
    char key[16], *value;
    int at[3000];
    ck_assert_ptr_null(map_find(m, "nothing"));
    for (int i = 0; i < 3000; i++) {
        snprintf(key, sizeof key, "key%d", i * 7 % 3000);
        ck_assert_ptr_null(map_put(m, key, &at[i]));
    }
    ck_assert_uint_eq(map_count(m), 3000);
    ck_assert_ptr_eq(map_find(m, "key7"), &at[1]);
    ck_assert_ptr_eq(map_put(m, "key7", &at[2]), &at[1]);
    ck_assert_ptr_eq(map_find(m, "key7"), &at[2]);
    ck_assert_uint_eq(map_count(m), 3000);
    ck_assert_str_eq(map_at(m, 0, NULL), "key0");
    ck_assert_str_eq(map_at(m, 2, (void **)&value), "key14");
    ck_assert_ptr_eq(value, &at[2]);
    ck_assert_ptr_null(map_at(m, 3000, NULL));
    ck_assert_ptr_null(map_find(m, "key3000"));
    map_drop(m);
}
END_TEST

TEST_MAIN("base: memory", arena_is_zeroed_and_aligned, arena_large_pieces_do_not_waste_the_chunk, arena_strings,
          buf_grows_and_ends_in_nul, vec_keeps_what_is_pushed, map_finds_replaces_and_remembers_order)
