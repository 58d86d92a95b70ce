/* What the text of a cell is read as: kind, and where its decimal mark stands. */
#include "doc/tablenumber.h"
#include "test.h"

#include <string.h>

static void is(const char *text, const char *lang, enum cell_kind kind, const char *whole)
{
    struct table_number n;
    table_number_read(text, lang, &n);
    ck_assert_msg(n.kind == kind, "%s: kind %d, not %d", text, n.kind, kind);
    if (whole)
        ck_assert_msg(n.mark == strlen(whole) && strncmp(text, whole, n.mark) == 0, "%s: mark at %zu", text, n.mark);
}

START_TEST(quantities)
{
    is("12", "fr", CELL_NUMBER, "12");
    is("3,5", "fr", CELL_NUMBER, "3");
    is("1\u202f234,25", "fr", CELL_NUMBER, "1\u202f234");
    is("\u2212 0,5\u202f%", "fr", CELL_NUMBER, "\u2212 0");
    is("(12,5)", "fr", CELL_NUMBER, "(12");
    is("12 km", "fr", CELL_NUMBER, "12");
    is("\u2248 3 \u20ac", "fr", CELL_NUMBER, "\u2248 3");
    is("12\u201315", "fr", CELL_NUMBER, "12\u201315");
    is("3,5 \u00e0 4,5", "fr", CELL_NUMBER, "3,5 \u00e0 4");
    is("1.2\u4ebf", "zh-Hans", CELL_NUMBER, "1");
    is("75*", "fr", CELL_NUMBER, "75");
}
END_TEST

START_TEST(thousands)
{
    is("1,234", "en", CELL_NUMBER, "1,234");
    is("1,234", "fr", CELL_NUMBER, "1");
    is("1.234", "de", CELL_NUMBER, "1.234");
    is("1,234,567", "fr", CELL_NUMBER, "1,234,567");
    is("1,234.5", "fr", CELL_NUMBER, "1,234");
    is("1.234.567,8", "de", CELL_NUMBER, "1.234.567");
    is("0,125", "en", CELL_NUMBER, "0");
    is("12\u2019345.50", "fr-CH", CELL_NUMBER, "12\u2019345");
}
END_TEST

START_TEST(years_and_dates)
{
    is("1789", "fr", CELL_YEAR, NULL);
    is("1\u202f789", "fr", CELL_NUMBER, NULL);
    is("1914\u20131918", "fr", CELL_DATE, NULL);
    is("2021-03-12", "fr", CELL_DATE, NULL);
    is("12.03.2021", "de", CELL_DATE, NULL);
    is("12/3/2021", "fr", CELL_DATE, NULL);
    is("12:30", "fr", CELL_DATE, NULL);
    is("3/4", "fr", CELL_NUMBER, "3/4");
}
END_TEST

START_TEST(nothing_and_words)
{
    static const char *const blank[] = {"", "\u2014", "\u2013", "n. d.", "n.\u00a0d.", "N/A", "nd", "s. o.", "\u2026"};
    static const char *const words[] = {"deux", "12 rue", "CO2", "+", "A1", "12 maisons", "1,2,x", "\u4e09\u5343"};
    for (size_t k = 0; k < sizeof blank / sizeof *blank; k++)
        is(blank[k], "fr", CELL_BLANK, NULL);
    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        is(words[k], "fr", CELL_WORDS, NULL);
}
END_TEST

TEST_MAIN("tablenumber", quantities, thousands, years_and_dates, nothing_and_words)
