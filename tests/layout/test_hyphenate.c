/* The hyphenator, by known words. */
#include "layout/text.h"
#include "test.h"

#include <string.h>

static const char *cut(struct hyphenator *h, const char *word)
{
    static char out[256];
    uint8_t ok[128];
    size_t n = 0, len = strlen(word);
    hyphenate_word(h, word, len, ok);
    for (size_t i = 0; i < len; i++) {
        if (ok[i])
            out[n++] = '-';
        out[n++] = word[i];
    }
    out[n] = 0;
    return out;
}

START_TEST(french)
{
    struct hyphenator *h = hyphenator_new("fr");
    ck_assert_ptr_nonnull(h);
    ck_assert_str_eq(cut(h, "administration"), "ad-mi-nis-tra-tion");
    ck_assert_str_eq(cut(h, "légèreté"), "lé-gè-reté"); /* three letters at the least after the last cut */
    ck_assert_str_eq(cut(h, "île"), "île");
    ck_assert_str_eq(cut(h, ""), "");
    hyphenator_drop(h);
}
END_TEST

START_TEST(regions_fall_back)
{
    struct hyphenator *h = hyphenator_new("fr-TD");
    ck_assert_ptr_nonnull(h);
    ck_assert_str_eq(cut(h, "province"), "pro-vince");
    hyphenator_drop(h);
    h = hyphenator_new("en");
    ck_assert_ptr_nonnull(h);
    ck_assert_str_eq(cut(h, "hyphenation"), "hy-phen-ation");
    hyphenator_drop(h);
}
END_TEST

START_TEST(unknown_languages)
{
    ck_assert_ptr_null(hyphenator_new("tlh"));
    ck_assert_ptr_null(hyphenator_new(""));
    ck_assert_ptr_null(hyphenator_new(NULL));
    ck_assert_ptr_null(hyphenator_new("../../fr"));
    ck_assert_ptr_null(hyphenator_new("fr/../fr"));
}
END_TEST

START_TEST(odd_words)
{
    struct hyphenator *h = hyphenator_new("fr");
    char word[400];
    uint8_t ok[400];
    memset(word, 'a', sizeof word);
    for (size_t n = 0; n < sizeof word; n++) { /* too long ones are left whole */
        hyphenate_word(h, word, n, ok);
        ck_assert(n < 2 || (!ok[0] && !ok[1]));
    }
    hyphenate_word(h, "\xC3\xA9\xFF\xFE", 4, ok);
    ck_assert(!ok[0] && !ok[1] && !ok[2] && !ok[3]);
    hyphenator_drop(h);
}
END_TEST

TEST_MAIN("hyphenate", french, regions_fall_back, unknown_languages, odd_words)
