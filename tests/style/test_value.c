/* Values: units, calc(), colours, shorthands, fonts, content; and what is no value. */
#include "mini.h"

static struct mini m;

static const struct style *with(const char *declarations)
{
    struct buf css = {0};
    buf_addf(&css, "#i { %s }", declarations);
    mini_new(&m, MINI_DOC, css.data);
    buf_drop(&css);
    return mini_style(&m, NODE_P, 2);
}

static void margin_is(const char *value, double pt)
{
    struct buf b = {0};
    buf_addf(&b, "font-size: 10pt; margin-top: %s", value);
    const struct style *s = with(b.data);
    ck_assert_msg(s->margin[TOP].v == PT_OF(pt) && s->margin[TOP].unit == LEN_ABS && !*m.told,
                  "%s is %g, wanted %g; %s", value, s->margin[TOP].v / 1024.0, pt, m.told);
    mini_drop(&m);
    buf_drop(&b);
}

START_TEST(units)
{
    margin_is("3pt", 3);
    margin_is("4px", 3);
    margin_is("1in", 72);
    margin_is("2.54cm", 72);
    margin_is("25.4mm", 72);
    margin_is("101.6q", 72);
    margin_is("1pc", 12);
    margin_is("2em", 20);
    margin_is("1ex", 5);
    margin_is("1ch", 5);
    margin_is("2rem", 21);
    margin_is("0", 0);
    margin_is("-1.5pt", -1.5);
    margin_is("1PT", 1);
}
END_TEST

START_TEST(calculations)
{
    margin_is("calc(1pt + 2pt)", 3);
    margin_is("calc( (1pt + 2pt) * 3 )", 9);
    margin_is("calc(12pt / 4 - 1em)", -7);
    margin_is("calc(2 * 3pt)", 6);
    margin_is("min(3pt, 1em, 1pt)", 1);
    margin_is("max(3pt, 1em)", 10);
    margin_is("clamp(1pt, 5pt, 3pt)", 3);
    margin_is("calc(1pt + calc(1pt + 1pt))", 3);
}
END_TEST

START_TEST(no_lengths)
{
    static const char *const bad[] = {"3",
                                      "3 pt",
                                      "calc(1pt + 1%)",
                                      "calc(1pt+2pt)",
                                      "calc(1pt * 1pt)",
                                      "calc(1pt / 0)",
                                      "calc(1pt",
                                      "3ptt",
                                      "red",
                                      "min()",
                                      "1pt 2pt",
                                      "calc(1pt + )",
                                      "clamp(1pt, 2pt)",
                                      "calc(9999999999e999pt * 1e30 * 1e30)"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct buf b = {0};
        buf_addf(&b, "margin-top: 5pt; margin-top: %s", bad[i]);
        const struct style *s = with(b.data);
        if (i != 6) /* a missing parenthesis is closed by the end */
            ck_assert_msg(s->margin[TOP].v == 5 * PT && strstr(m.told, "css-value"), "%s: %d %s", bad[i],
                          s->margin[TOP].v, m.told);
        mini_drop(&m);
        buf_drop(&b);
    }
}
END_TEST

static void colour_is(const char *value, unsigned rgba)
{
    struct buf b = {0};
    buf_addf(&b, "color: #010203; background-color: %s", value);
    struct colour c = with(b.data)->background;
    unsigned have = (unsigned)c.r << 24 | (unsigned)c.g << 16 | (unsigned)c.b << 8 | c.a;
    ck_assert_msg(have == rgba, "%s is %08x, wanted %08x", value, have, rgba);
    mini_drop(&m);
    buf_drop(&b);
}

START_TEST(colours)
{
    colour_is("red", 0xff0000ff);
    colour_is("RebeccaPurple", 0x663399ff);
    colour_is("yellowgreen", 0x9acd32ff);
    colour_is("transparent", 0);
    colour_is("#abc", 0xaabbccff);
    colour_is("#abcd", 0xaabbccdd);
    colour_is("#12345678", 0x12345678);
    colour_is("rgb(1, 2, 3)", 0x010203ff);
    colour_is("rgb(1 2 3 / 50%)", 0x01020380);
    colour_is("rgba(100%, 0%, 300, 0.5)", 0xff00ff80);
    colour_is("hsl(120, 100%, 50%)", 0x00ff00ff);
    colour_is("hsl(0.5turn 100% 25%)", 0x008080ff);
    colour_is("hsla(-120deg 50% 50% / 1)", 0x4040bfff);
    colour_is("currentColor", 0x010203ff);
    colour_is("#12", 0);
    colour_is("#12345", 0);
    colour_is("rgb(1, 2)", 0);
    colour_is("rouge", 0);
}
END_TEST

START_TEST(four_sides)
{
    const struct style *s = with("margin: 1pt 2pt 3pt; padding: 1pt 2pt; border: 2pt dashed red; border-top: none; "
                                 "border-width: 1pt 2pt 3pt 4pt; border-left-color: blue");
    ck_assert_int_eq(s->margin[TOP].v, PT);
    ck_assert_int_eq(s->margin[RIGHT].v, 2 * PT);
    ck_assert_int_eq(s->margin[BOTTOM].v, 3 * PT);
    ck_assert_int_eq(s->margin[LEFT].v, 2 * PT);
    ck_assert_int_eq(s->padding[LEFT].v, 2 * PT);
    ck_assert_int_eq(s->padding[BOTTOM].v, PT);
    ck_assert_int_eq(s->border[TOP].width, 0);
    ck_assert_int_eq(s->border[RIGHT].width, 2 * PT);
    ck_assert_int_eq(s->border[LEFT].width, 4 * PT);
    ck_assert_int_eq(s->border[LEFT].colour.b, 255);
    ck_assert_int_eq(s->border[BOTTOM].style, BORDER_DASHED);
    mini_drop(&m);
    s = with("margin: auto; width: 50%; max-width: none; padding: 1pt -2pt; margin-inline: 3pt 4pt");
    ck_assert_int_eq(s->margin[TOP].unit, LEN_AUTO);
    ck_assert_int_eq(s->margin[RIGHT].v, 4 * PT);
    ck_assert_int_eq(s->width.unit, LEN_PCT);
    ck_assert_int_eq(s->width.v, 512);
    ck_assert_int_eq(s->max_width.unit, LEN_NONE);
    ck_assert_int_eq(s->padding[LEFT].v, 0);
    mini_drop(&m);
}
END_TEST

START_TEST(fonts)
{
    const struct style *s =
        with("font: italic small-caps 600 12pt/150% Noto Serif, 'X, Y', monospace; font-variant-numeric: tabular-nums "
             "lining-nums; font-feature-settings: 'ss01', \"ss02\" off");
    ck_assert_str_eq(m.told, "");
    ck_assert_str_eq(s->font_family, "Noto Serif,X  Y,Noto Sans Mono");
    ck_assert(s->italic && s->small_caps);
    ck_assert_int_eq(s->font_weight, 600);
    ck_assert_int_eq(s->font_size, 12 * PT);
    ck_assert_int_eq(s->line_height, 18 * PT);
    ck_assert_str_eq(s->font_features, "lnum=1,tnum=1,smcp=1,ss01=1,ss02=0");
    const char *const *names;
    size_t n = styles_families(m.styles, &names);
    ck_assert_uint_ge(n, 3);
    mini_drop(&m);
    s = with("font-weight: bolder; font-size: larger; line-height: 12pt; font-style: oblique 10deg; letter-spacing: "
             ".1em; text-indent: 10%");
    ck_assert_str_eq(m.told, "");
    ck_assert_int_eq(s->font_weight, 700);
    ck_assert_int_eq(s->line_height, 12 * PT);
    ck_assert_int_eq(s->text_indent_pct.unit, LEN_PCT);
    ck_assert(!s->font_features);
    mini_drop(&m);
    s = with("font: 12pt; font-family: ; font-size: -1pt");
    ck_assert_int_eq(s->font_size, PT_OF(10.5));
    mini_drop(&m);
}
END_TEST

START_TEST(generated_text)
{
    mini_new(&m, MINI_DOC,
             "p::before { content: 'a' attr(id) counter(page, lower-roman) counters(x, '.') string(t, last) open-quote "
             "leader(dotted) }"
             "p { counter-reset: page 1 x; counter-increment: x; string-set: t content(), u 'v' attr(id); -dossier-palette: #123 rgb(255, 238, 0) teal; quotes: '«' "
             "'»' }");
    ck_assert_str_eq(m.told, "");
    const struct content *c = style_pseudo(m.styles, mini_node(&m, NODE_P, 0), PSEUDO_BEFORE)->content;
    static const enum content_kind kinds[] = {CONTENT_STRING,   CONTENT_ATTR,         CONTENT_COUNTER,
                                              CONTENT_COUNTERS, CONTENT_STRING_NAMED, CONTENT_OPEN_QUOTE,
                                              CONTENT_LEADER};
    for (size_t i = 0; i < 7; i++, c = c->next) {
        ck_assert_int_eq(c->kind, kinds[i]);
        if (i == 2)
            ck_assert_int_eq(c->list, LIST_LOWER_ROMAN);
        if (i == 4)
            ck_assert_str_eq(c->sep, "last");
        if (i == 6)
            ck_assert_str_eq(c->text, ".");
    }
    ck_assert_ptr_null(c);
    const struct style *s = mini_style(&m, NODE_P, 0);
    ck_assert_int_eq(s->counter_reset->value, 1);
    ck_assert_int_eq(s->counter_reset->next->value, 0);
    ck_assert_int_eq(s->counter_increment->value, 1);
    ck_assert_str_eq(s->string_set->name, "t");
    ck_assert_int_eq(s->string_set->content->kind, CONTENT_TEXT);
    ck_assert_int_eq(s->string_set->next->content->next->kind, CONTENT_ATTR);
    ck_assert_str_eq(s->palette, "#112233 #ffee00 #008080");
    ck_assert_str_eq(s->quotes, "«\x1f»\x1f«\x1f»");
    ck_assert_ptr_eq(s->string_set, mini_style(&m, NODE_P, 1)->string_set);
    mini_drop(&m);
}
END_TEST

START_TEST(keywords)
{
    const struct style *s = with("display: table-cell; float: footnote; break-before: recto; break-inside: avoid-page; "
                                 "text-align: end; white-space: pre-wrap;"
                                 "vertical-align: 2pt; text-decoration: underline line-through red; columns: 3 10em; "
                                 "column-rule: 1pt solid; gap: 4pt; orphans: 3;"
                                 "page: wide; visibility: hidden; list-style: inside lower-alpha; border-radius: 3pt; "
                                 "object-fit: cover; column-span: all; hyphens: auto");
    ck_assert_str_eq(m.told, "");
    ck_assert_int_eq(s->display, DISPLAY_TABLE_CELL);
    ck_assert_int_eq(s->float_, FLOAT_FOOTNOTE);
    ck_assert_int_eq(s->break_before, BREAK_RIGHT);
    ck_assert_int_eq(s->break_inside, BREAK_AVOID);
    ck_assert_int_eq(s->text_align, ALIGN_RIGHT);
    ck_assert_int_eq(s->white_space, WS_PRE_WRAP);
    ck_assert_int_eq(s->vertical_shift, 2 * PT);
    ck_assert_int_eq(s->decoration, DECORATION_UNDERLINE | DECORATION_LINE_THROUGH);
    ck_assert_int_eq(s->column_count, 3);
    ck_assert_int_eq(s->column_rule.width, PT);
    ck_assert_int_eq(s->gap, 4 * PT);
    ck_assert_int_eq(s->column_gap, 4 * PT);
    ck_assert_int_eq(s->orphans, 3);
    ck_assert_str_eq(s->page, "wide");
    ck_assert(s->hidden && s->list_inside && s->object_cover && s->column_span_all);
    ck_assert_int_eq(s->list_style, LIST_LOWER_ALPHA);
    ck_assert_int_eq(s->border_radius, 3 * PT);
    mini_drop(&m);
}
END_TEST

START_TEST(screens_are_left_in_peace)
{
    with("transition: all 1s; cursor: pointer; -webkit-hyphens: auto; -epub-hyphens: none; position: fixed; display: "
         "grid; z-index: 3; max-inline-size: 60ch");
    ck_assert_str_eq(m.told, "");
    mini_drop(&m);
}
END_TEST

START_TEST(counters_in_words)
{
    static const struct {
        int n;
        enum list_style list;
        const char *want;
    } c[] = {{4, LIST_LOWER_ROMAN, "iv"},
             {1994, LIST_UPPER_ROMAN, "MCMXCIV"},
             {0, LIST_LOWER_ROMAN, "0"},
             {4000, LIST_LOWER_ROMAN, "4000"},
             {1, LIST_LOWER_ALPHA, "a"},
             {26, LIST_UPPER_ALPHA, "Z"},
             {27, LIST_LOWER_ALPHA, "aa"},
             {703, LIST_LOWER_ALPHA, "aaa"},
             {-3, LIST_DECIMAL, "-3"},
             {9, LIST_DISC, "•"},
             {2024, LIST_CJK_DECIMAL, "二〇二四"},
             {5, LIST_NONE, ""}};
    for (size_t i = 0; i < sizeof c / sizeof *c; i++) {
        struct buf b = {0};
        style_counter(&b, c[i].n, c[i].list, "fr");
        ck_assert_str_eq(b.data ? b.data : "", c[i].want);
        buf_drop(&b);
    }
}
END_TEST

TEST_MAIN("style/value", units, calculations, no_lengths, colours, four_sides, fonts, generated_text, keywords,
          screens_are_left_in_peace, counters_in_words)
