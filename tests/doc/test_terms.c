/* Words, dates and numbers by language. */
#include "fixture.h"

#include "doc/dates.h"

#define NB  "\xc2\xa0"
#define NNB "\xe2\x80\xaf"

static void ck_date(const char *iso, const char *to, const char *lang, const char *expected)
{
    struct buf b = {0};
    buf_add(&b, "", 0);
    date_words(&b, iso, to, lang);
    ck_assert_str_eq(b.data, expected);
    buf_drop(&b);
}

static void ck_number(double v, const char *lang, const char *expected)
{
    struct buf b = {0};
    buf_add(&b, "", 0);
    term_number(&b, v, lang);
    ck_assert_str_eq(b.data, expected);
    buf_drop(&b);
}

START_TEST(every_term_in_every_language)
{
    static const char *const langs[] = {"fr", "en", "zh-Hans"};
    for (size_t l = 0; l < 3; l++) {
        for (int t = 0; t < TERM_COUNT; t++)
            ck_assert_msg(term(t, langs[l]) && *term(t, langs[l]), "term %d has no word in %s", t, langs[l]);
        for (int w = 0; w < WORD_COUNT; w++)
            ck_assert_msg(word(w, langs[l]) != NULL, "word %d is missing in %s", w, langs[l]);
    }
    ck_assert_str_eq(term(TERM_CONTENTS, "fr-CA"), "Table des matières");
    ck_assert_str_eq(term(TERM_CONTENTS, "de"), "Contents");
    ck_assert_str_eq(term(TERM_CONTENTS, "french"), "Contents");
    ck_assert_str_eq(term(TERM_CONTENTS, NULL), "Contents");
}
END_TEST

START_TEST(dates)
{
    ck_date("-0043-03-15", NULL, "fr", "15" NB "mars 44" NB "av." NB "J.-C."); /* ISO 8601 counts a year 0 */
    ck_date("-0043/0014", NULL, "en", "44" NB "BC" NB "\u2013 14");
    ck_date("-0099/-0043", NULL, "fr", "100\u201344" NB "av." NB "J.-C.");
    ck_date("-0220", NULL, "zh-Hans", "公元前221年");
    ck_date("2018-06-14", NULL, "fr", "14" NB "juin 2018");
    ck_date("2018-05-01", NULL, "fr", "1er" NB "mai 2018");
    ck_date("2018-08", NULL, "fr", "août 2018");
    ck_date("2018", NULL, "fr", "2018");
    ck_date("2018-06-14", NULL, "en", "14" NB "June 2018");
    ck_date("2018-06-14", NULL, "zh-Hans", "2018年6月14日");
    ck_date("2018-06", NULL, "zh", "2018年6月");
    ck_date("2018-06-14T09:05", NULL, "fr", "14" NB "juin 2018, 9" NB "h" NB "05");
    ck_date("vers 1900", NULL, "fr", "vers 1900");
    ck_date("1900~", NULL, "fr", "vers 1900");
    ck_date("1900-03-02?", NULL, "fr", "vers le 2" NB "mars 1900");
    ck_date("1900~", NULL, "en", "c." NB "1900");
    ck_date("1900~", NULL, "zh", "约1900年");
    ck_date("2019/..", NULL, "fr", "depuis 2019");
}
END_TEST

START_TEST(ranges_of_dates)
{
    ck_date("1980", "1989", "fr", "1980–1989");
    ck_date("2017-12-11/2017-12-15", NULL, "fr", "11–15" NB "décembre 2017");
    ck_date("2017-11-30/2017-12-02", NULL, "fr", "30" NB "novembre" NB "– 2" NB "décembre 2017");
    ck_date("2017-12-30", "2018-01-02", "fr", "30" NB "décembre 2017" NB "– 2" NB "janvier 2018");
    ck_date("2018/", NULL, "fr", "depuis 2018");
    ck_date("/2018-03", NULL, "en", "until March 2018");
    ck_date("2018", "2018", "fr", "2018");
    ck_date("1980/1989", NULL, "zh", "1980年—1989年");
}
END_TEST

START_TEST(dates_that_never_were)
{
    static const char *const bad[] = {"",
                                      "2018-13",
                                      "2018-00-01",
                                      "2023-02-29",
                                      "2018-04-31",
                                      "18-01-01",
                                      "2018-1-1",
                                      "2018-06-14x",
                                      "20180614",
                                      "2018-06-14T25:00",
                                      "2018-06T10:00",
                                      "/",
                                      "2018/2019/2020",
                                      "2018-06-14 ",
                                      "14 juin 2018"};
    static const char *const good[] = {"2018",
                                       "2018-12",
                                       "2024-02-29",
                                       "2000-02-29",
                                       "2018/2019",
                                       "2018-01/",
                                       "-0043-03-15",
                                       "-0043/0014",
                                       "/2018",
                                       "2018-06-14T14:30",
                                       "2018-06-14T14:30:00+02:00",
                                       "2018-06-14T14:30:00.5Z"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        ck_assert_msg(!date_valid(bad[i]), "%s is taken for a date", bad[i]);
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        ck_assert_msg(date_valid(good[i]), "%s is refused", good[i]);
    ck_assert(!date_valid("1900-02-29"));
}
END_TEST

START_TEST(times)
{
    struct buf b = {0};
    time_words(&b, "14:30", "fr");
    buf_addc(&b, '|');
    time_words(&b, "09:00", "fr");
    buf_addc(&b, '|');
    time_words(&b, "14:30-16:00", "en");
    buf_addc(&b, '|');
    time_words(&b, "vers midi", "fr");
    ck_assert_str_eq(b.data, "14" NB "h" NB "30|9" NB "h|14:30-16:00|vers midi");
    buf_drop(&b);
}
END_TEST

START_TEST(numbers)
{
    ck_number(1234.5, "fr", "1" NNB "234,5");
    ck_number(1234567, "fr", "1" NNB "234" NNB "567");
    ck_number(999, "fr", "999");
    ck_number(0, "fr", "0");
    ck_number(-0.25, "fr", "−0,25");
    ck_number(-0.0, "en", "0");
    ck_number(3.43, "en", "3.43");
    ck_number(1e15, "en", "1,000,000,000,000,000");
    ck_number(0.0005, "fr", "0,0005");
    ck_number(0.1 + 0.2, "fr", "0,3");
}
END_TEST

START_TEST(grades)
{
    struct buf b = {0};
    word_grade(&b, "F6", "fr");
    ck_assert_str_eq(b.data, "fiabilité" NB "F : ne peut être évaluée ; crédibilité" NB "6 : ne peut être évaluée");
    buf_clear(&b);
    word_grade(&b, "3", "en");
    ck_assert_str_eq(b.data, "credibility" NB "3: possibly true");
    buf_drop(&b);
}
END_TEST

START_TEST(statuses)
{
    const char *status;
    int n = 0;
    while (word_status_group(n, "fr", &status))
        n++;
    ck_assert_int_eq(n, 6);
    ck_assert_ptr_null(word_status("official", "fr"));
    ck_assert_ptr_null(word_status("established", "fr"));
    ck_assert_str_eq(word_status("alleged", "fr"), "allégation");
}
END_TEST

START_TEST(traditional_chinese)
{
    struct buf b = {0};
    ck_assert_str_eq(term(TERM_CONTENTS, "zh-Hant"), "目錄");
    ck_assert_str_eq(term(TERM_CONTENTS, "zh-Hans"), "目录");
    ck_assert_str_eq(term(TERM_CONTENTS, "zh"), "目录");
    ck_assert_str_eq(term(TERM_COVER, "zh-TW"), "封面"); /* the same in both */
    ck_assert_str_eq(word(WORD_CLAIM, "zh-Hant-HK"), "論斷");
    ck_assert_str_eq(word(WORD_CLAIM, "zh-MO"), "論斷");
    ck_assert_str_eq(word_kind("press", "zh-TW"), "新聞報道");
    ck_assert_str_eq(word_status("disputed", "zh-Hant"), "有爭議");
    ck_assert_str_eq(word_callout("key", "zh-Hant"), "要點");
    word_grade(&b, "F6", "zh-Hant");
    ck_assert_str_eq(b.data, "可靠性F：無法判斷；可信度6：無法判斷");
    buf_drop(&b);
}
END_TEST

TEST_MAIN("terms", every_term_in_every_language, dates, ranges_of_dates, dates_that_never_were, times, numbers, grades,
          statuses, traditional_chinese)
