/* Selectors: what they match, how much they weigh, which are refused. */
#include "mini.h"

static const char tree[] = "<dossier><body><section id='a'><title>t</title><p>1</p><p class='x y'>2</p><p "
                           "lang='zh-Hans'>3</p><ul><li>a</li><li>b</li><li>c</li></ul>"
                           "<section id='b' role='annex'><title>u</title><p kind='Note big'>4</p><callout "
                           "kind='note'><p>5</p></callout><p/></section></section></body></dossier>";

/* Texts of the p and li that match, in order: "1" .. "5", a, b, c; the empty p is "_". */
static void matches(const char *selector, const char *want)
{
    struct mini m;
    struct buf css = {0}, have = {0};
    buf_addf(&css, "%s { letter-spacing: 1pt !important } * { letter-spacing: 0 }", selector);
    mini_new(&m, tree, css.data);
    for (int32_t i = 0; i < m.doc.n_nodes; i++) {
        const struct node *n = m.doc.nodes[i];
        if ((n->kind == NODE_P || n->kind == NODE_LI) && style_of(m.styles, n)->letter_spacing == PT)
            buf_adds(&have, n->child ? n->child->text : "_");
    }
    ck_assert_msg(!strcmp(have.data ? have.data : "", want), "%s: %s, wanted %s; %s", selector, have.data, want,
                  m.told);
    mini_drop(&m);
    buf_drop(&css);
    buf_drop(&have);
}

START_TEST(simple_selectors)
{
    matches("p", "12345_");
    matches("P", "12345_");
    matches("li, p", "123abc45_");
    matches(".x", "2");
    matches(".y.x", "2");
    matches("p.z", "");
    matches("#b p", "45_");
    matches("*", "123abc45_");
    matches("p:empty", "_");
    matches(":root p:not(.x)", "1345_");
}
END_TEST

START_TEST(attributes)
{
    matches("[kind] ", "4");
    matches("[kind='Note big']", "4");
    matches("[kind~=big]", "4");
    matches("[kind^=No]", "4");
    matches("[kind$=ig]", "4");
    matches("[kind*='e b']", "4");
    matches("[kind*='']", "");
    matches("[kind='note big' i]", "4");
    matches("section[role=annex] > p", "4_");
    matches("p[lang|=zh]", "3");
    matches("p[class~=y]", "2");
    matches("callout[kind=note] p", "5");
}
END_TEST

START_TEST(combinators)
{
    matches("section p", "12345_");
    matches("section > p", "1234_");
    matches("section section > p", "4_");
    matches("title + p", "14");
    matches("p + p", "23");
    matches("p ~ p", "23_");
    matches("callout ~ p", "_");
    matches("body>section>p", "123");
    matches("section > section p", "45_");
    matches("ul p", "");
    matches("dossier body section callout p", "5");
}
END_TEST

START_TEST(places)
{
    matches("li:first-child", "a");
    matches("li:last-child", "c");
    matches("li:nth-child(2)", "b");
    matches("li:nth-child(odd)", "ac");
    matches("li:nth-child( 2n + 1 )", "ac");
    matches("li:nth-child(even)", "b");
    matches("li:nth-child(-n+2)", "ab");
    matches("li:nth-child(n+2)", "bc");
    matches("li:nth-last-child(1)", "c");
    matches("p:first-of-type", "145");
    matches("p:last-of-type", "35_");
    matches("p:nth-of-type(2)", "2_");
    matches("p:only-child", "5");
    matches("p:lang(zh)", "3");
    matches("p:is(.x, :only-child)", "25");
    matches(":where(p):not(section section p)", "123");
    matches("p:not(:first-of-type, .x)", "3_");
    matches("p:hover", "");
}
END_TEST

static uint32_t weight(const char *selector)
{
    struct arena *a = arena_new();
    struct css_selector *s;
    size_t n;
    struct diag *d = diag_new(stderr, DIAG_TEXT, false, DIAG_FATAL);
    struct css_span t = css_tokenize(a, selector, strlen(selector), "x", NULL);
    ck_assert(css_parse_selectors(a, css_trim(t), "x", d, &s, &n));
    uint32_t w = s[0].specificity;
    diag_drop(d);
    arena_drop(a);
    return w;
}

START_TEST(specificity)
{
    ck_assert_uint_eq(weight("*"), 0);
    ck_assert_uint_eq(weight("p"), 1);
    ck_assert_uint_eq(weight("section > p::before"), 3);
    ck_assert_uint_eq(weight("p.x[kind]:first-child"), 3 << 10 | 1);
    ck_assert_uint_eq(weight("#a p"), 1 << 20 | 1);
    ck_assert_uint_eq(weight("p:not(.x, #a)"), 1 << 20 | 1);
    ck_assert_uint_eq(weight("p:where(#a)"), 1);
    ck_assert_uint_eq(weight(":is(p, .x)"), 1 << 10);
}
END_TEST

static void refused(const char *selector, const char *word)
{
    struct mini m;
    struct buf css = {0};
    buf_addf(&css, "%s { letter-spacing: 1pt } li { letter-spacing: 2pt }", selector);
    mini_new(&m, tree, css.data);
    ck_assert_msg(strstr(m.told, word) && strstr(m.told, "css-selector"), "%s: %s", selector, m.told);
    ck_assert_int_eq(mini_style(&m, NODE_P, 0)->letter_spacing, 0);
    ck_assert_int_eq(mini_style(&m, NODE_LI, 0)->letter_spacing, 2 * PT); /* the next rule stands */
    mini_drop(&m);
    buf_drop(&css);
}

START_TEST(refusals)
{
    refused("p, p:frist-child", "':frist-child' is not known");
    refused("p, p::befor", "'::befor' is not known");
    refused("p, p > ", "missing after '>'");
    refused("p,, section", "beside a comma");
    refused("p, > p", "cannot begin with '>'");
    refused("p, p[kind=1]", "must be a name or stand in quotes");
    refused("p, p:nth-child(x)", "needs a number");
    refused("p, p::before p", "cannot stand here");
    refused("p, p:not(p::before)", "inside parentheses");
    refused("p, .1x", "cannot begin");
    refused("p, &", "cannot begin");
    refused("parr", "has no element 'parr'");
}
END_TEST

START_TEST(deep_trees_are_cheap)
{
    struct buf b = {0};
    struct mini m;
    buf_adds(&b, "<dossier><body>");
    for (int i = 0; i < 400; i++)
        buf_adds(&b, "<section>");
    buf_adds(&b, "<p>x</p>");
    for (int i = 0; i < 400; i++)
        buf_adds(&b, "</section>");
    buf_adds(&b, "</body></dossier>");
    mini_new(&m, b.data,
             "callout section section section section section section section section section section section section "
             "section p { color: red }");
    ck_assert_int_eq(mini_style(&m, NODE_P, 0)->colour.r, 0);
    mini_drop(&m);
    buf_drop(&b);
}
END_TEST

TEST_MAIN("style/selector", simple_selectors, attributes, combinators, places, specificity, refusals,
          deep_trees_are_cheap)
