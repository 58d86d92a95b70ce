/* Lists of words: every one once, however they are spaced. */
#include "base/base.h"
#include "test.h"

#include <string.h>

static void ck_words(const char *list, const char *expected)
{
    struct buf b = {0};
    const char *word;
    size_t n;
    buf_adds(&b, "");
    while (words_next(&list, &word, &n)) {
        buf_add(&b, word, n);
        buf_addc(&b, '|');
    }
    ck_assert_str_eq(b.data, expected);
    buf_drop(&b);
}

START_TEST(one_after_the_other)
{
    ck_words(NULL, "");
    ck_words("", "");
    ck_words(" \t\r\n", "");
    ck_words("one", "one|");
    ck_words("  one two\n\tthree ", "one|two|three|");
    ck_words("été 中文", "été|中文|"); /* no byte of a letter is a space */
}
END_TEST

START_TEST(membership_is_of_whole_words)
{
    ck_assert(words_have("press bureau", "press"));
    ck_assert(words_have("press bureau", "bureau"));
    ck_assert(!words_have("press bureau", "bur"));
    ck_assert(!words_have("press bureau", "press bureau"));
    ck_assert(!words_have("press bureau", ""));
    ck_assert(!words_have(" ", ""));
    ck_assert(!words_have(NULL, "press"));
}
END_TEST

TEST_MAIN("base: words", one_after_the_other, membership_is_of_whole_words)
