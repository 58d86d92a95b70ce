/* The schema read as data, and the names somebody may have meant. */
#include "doc/rng.h"
#include "test.h"

#include <string.h>

#define SCHEMA DOSSIER_SOURCE_DIR "/src/doc/dossier.rng"

static size_t match(const struct rng *rng, const char *parent, const char *children, bool *complete,
                    struct buf *expected)
{
    char copy[200];
    const char *names[20];
    size_t n = 0;
    snprintf(copy, sizeof copy, "%s", children);
    for (char *t = strtok(copy, " "); t; t = strtok(NULL, " "))
        names[n++] = t;
    struct rng_names next = {0};
    size_t fit = rng_match(rng, rng_named(rng, parent), names, n, &next, complete);
    buf_clear(expected);
    buf_adds(expected, "");
    for (size_t i = 0; i < next.v.n; i++)
        buf_addf(expected, "%s%s", i ? " " : "", next.v.v[i]);
    rng_names_drop(&next);
    return fit;
}

START_TEST(matching)
{
    struct rng rng;
    struct buf next = {0};
    bool complete;
    ck_assert(rng_open(&rng, SCHEMA));
    ck_assert_uint_eq(match(&rng, "dossier", "info body", &complete, &next), 2);
    ck_assert(complete);
    ck_assert_str_eq(next.data, "back");
    ck_assert_uint_eq(match(&rng, "dossier", "info", &complete, &next), 1);
    ck_assert(!complete);
    ck_assert_str_eq(next.data, "sources front body");
    ck_assert_uint_eq(match(&rng, "dossier", "body info", &complete, &next), 0);
    ck_assert(!complete);
    ck_assert_uint_eq(match(&rng, "table", "caption colgroup thead tr tbody tfoot", &complete, &next), 6);
    ck_assert(complete);
    ck_assert_uint_eq(match(&rng, "table", "tr thead", &complete, &next), 1);
    ck_assert(!complete);
    ck_assert_uint_eq(match(&rng, "figure", "img img credit figcaption", &complete, &next), 4);
    ck_assert(complete);
    ck_assert_uint_eq(match(&rng, "figure", "figcaption chart credit", &complete, &next), 3);
    ck_assert(complete);
    ck_assert_uint_eq(match(&rng, "figure", "img chart", &complete, &next), 1);
    ck_assert(!complete);
    ck_assert_uint_eq(match(&rng, "ul", "", &complete, &next), 0);
    ck_assert(!complete);
    ck_assert_str_eq(next.data, "li");
    buf_drop(&next);
    rng_close(&rng);
}
END_TEST

START_TEST(what_may_stand_where)
{
    struct rng rng;
    struct rng_names names = {0};
    ck_assert(rng_open(&rng, SCHEMA));
    ck_assert_ptr_nonnull(rng_child(&rng, rng_named(&rng, "section"), "p"));
    ck_assert_ptr_null(rng_child(&rng, rng_named(&rng, "section"), "li"));
    ck_assert_ptr_nonnull(rng_child(&rng, rng_named(&rng, "li"), "claim"));
    ck_assert(rng_takes_text(&rng, rng_named(&rng, "p")));
    ck_assert(!rng_takes_text(&rng, rng_named(&rng, "ul")));
    rng_parents(&rng, "li", &names);
    ck_assert_uint_eq(names.v.n, 2);
    rng_names_drop(&names);
    rng_attributes(&rng, rng_named(&rng, "cite"), true, &names);
    ck_assert_uint_eq(names.v.n, 1);
    ck_assert_str_eq(names.v.v[0], "source");
    rng_names_drop(&names);
    rng_close(&rng);
}
END_TEST

static bool fits(const struct rng *rng, const char *element, const char *attribute, const char *value,
                 const char *words)
{
    struct buf b = {0};
    const xmlNode *a = rng_attribute(rng, rng_named(rng, element), attribute);
    ck_assert_ptr_nonnull(a);
    bool ok = rng_value_fits(a, value, &b);
    if (!ok)
        ck_assert_str_eq(b.data, words);
    buf_drop(&b);
    return ok;
}

START_TEST(values)
{
    struct rng rng;
    ck_assert(rng_open(&rng, SCHEMA));
    ck_assert(fits(&rng, "p", "xml:lang", "zh-Hans", ""));
    ck_assert(fits(&rng, "p", "xml:lang", "", ""));
    ck_assert(!fits(&rng, "p", "xml:lang", "a b", "a language tag like fr or zh-Hans"));
    ck_assert(fits(&rng, "p", "xml:id", "été-1", ""));
    ck_assert(fits(&rng, "img", "width", "12.5%", ""));
    ck_assert(!fits(&rng, "img", "width", "auto", "a length like 40%, 6cm or 120pt"));
    ck_assert(fits(&rng, "toc", "depth", "6", ""));
    ck_assert(!fits(&rng, "toc", "depth", "7", "a number from 1 to 6"));
    ck_assert(!fits(&rng, "pagebreak", "to", "up", "one of any, left, right"));
    ck_assert(!fits(&rng, "td", "colspan", "-1", "a whole number from 1"));
    ck_assert(!fits(&rng, "source", "grade", "B7", "a letter A-F and a digit 1-6"));
    ck_assert(fits(&rng, "a", "href", "anything", ""));
    rng_close(&rng);
}
END_TEST

START_TEST(what_was_meant)
{
    static const char *const known[] = {"section", "strong", "span", "p", "pre"};
    ck_assert_str_eq(nearest_name("sectoin", known, 5), "section");
    ck_assert_str_eq(nearest_name("Section", known, 5), "section");
    ck_assert_str_eq(nearest_name("strng", known, 5), "strong");
    ck_assert_ptr_null(nearest_name("xyzzy", known, 5));
    ck_assert_ptr_null(nearest_name("a-name-that-is-much-too-long-to-be-anything", known, 5));
    ck_assert_str_eq(familiar_name("b"), "strong");
    ck_assert_str_eq(familiar_name("footnote"), "note");
    ck_assert_ptr_null(familiar_name("section"));
}
END_TEST

START_TEST(a_schema_that_is_not_there)
{
    struct rng rng;
    ck_assert(!rng_open(&rng, "/absent.rng"));
    rng_close(&rng);
}
END_TEST

TEST_MAIN("doc: schema", matching, what_may_stand_where, values, what_was_meant, a_schema_that_is_not_there)
