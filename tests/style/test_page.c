/* @page: size, margins, selectors and their weight, margin boxes, the area of notes. */
#include "mini.h"

static struct mini m;

static const struct page_style *page(const char *css, const char *name, unsigned flags)
{
    mini_new(&m, MINI_DOC, css);
    return style_page(m.styles, name, flags);
}

static void size_is(const char *value, double w, double h)
{
    struct buf b = {0};
    buf_addf(&b, "@page { size: %s; margin: 0 }", value);
    const struct page_style *p = page(b.data, NULL, PAGE_RIGHT);
    ck_assert_msg(p->width == PT_OF(w * 72 / 25.4) && p->height == PT_OF(h * 72 / 25.4), "%s: %g %g", value,
                  p->width / 1024.0, p->height / 1024.0);
    mini_drop(&m);
    buf_drop(&b);
}

START_TEST(sizes)
{
    size_is("A4", 210, 297);
    size_is("a5 landscape", 210, 148);
    size_is("landscape", 297, 210);
    size_is("portrait A3", 297, 420);
    size_is("letter", 215.9, 279.4);
    size_is("10cm", 100, 100);
    size_is("100mm 200mm", 100, 200);
    size_is("auto", 210, 297);
    size_is("A9", 210, 297);
}
END_TEST

START_TEST(bad_size_is_told)
{
    page("@page { size: A9 }", NULL, PAGE_LEFT);
    ck_assert_ptr_nonnull(strstr(m.told, "css-value"));
    mini_drop(&m);
}
END_TEST

START_TEST(margins)
{
    const struct page_style *p =
        page("@page { size: 100mm 200mm; margin: 10mm 20% 1em; padding: 2pt }", NULL, PAGE_RIGHT);
    ck_assert_int_eq(p->margin[TOP], PT_OF(10 * 72 / 25.4));
    ck_assert_int_le(abs(p->margin[RIGHT] - PT_OF(20 * 72 / 25.4)), 64); /* percentages are whole 1024ths */
    ck_assert_int_eq(p->margin[BOTTOM], PT_OF(10.5));
    ck_assert_int_eq(p->padding[LEFT].v, 2 * PT);
    mini_drop(&m);
    p = page("@page { margin: 400mm }", NULL, PAGE_RIGHT);
    ck_assert_int_gt(p->width - p->margin[LEFT] - p->margin[RIGHT], 0);
    mini_drop(&m);
}
END_TEST

START_TEST(selectors_and_weight)
{
    static const char css[] = "@page :first { margin-top: 3pt } @page wide { margin-top: 4pt } @page wide:left { "
                              "margin-top: 5pt } @page :left, :blank { margin-top: 2pt }"
                              "@page { margin-top: 1pt; margin-left: 9pt }";
    ck_assert_int_eq(page(css, NULL, PAGE_RIGHT)->margin[TOP], PT);
    ck_assert_int_eq(style_page(m.styles, NULL, PAGE_LEFT)->margin[TOP], 2 * PT);
    ck_assert_int_eq(style_page(m.styles, NULL, PAGE_RIGHT | PAGE_BLANK)->margin[TOP], 2 * PT);
    ck_assert_int_eq(style_page(m.styles, NULL, PAGE_LEFT | PAGE_FIRST)->margin[TOP], 3 * PT);
    ck_assert_int_eq(style_page(m.styles, "wide", PAGE_RIGHT)->margin[TOP], 4 * PT);
    ck_assert_int_eq(style_page(m.styles, "wide", PAGE_LEFT)->margin[TOP], 5 * PT);
    ck_assert_int_eq(style_page(m.styles, "wide", PAGE_RIGHT)->margin[LEFT], 9 * PT);
    ck_assert_ptr_eq(style_page(m.styles, "unheard", PAGE_LEFT), style_page(m.styles, NULL, PAGE_LEFT));
    mini_drop(&m);
}
END_TEST

START_TEST(boxes)
{
    const struct page_style *p = page("dossier { color: rgb(1,2,3); text-align: justify } @page { @top-left { content: "
                                      "'x' counter(page, upper-roman) }"
                                      "@bottom-center { color: red; content: string(t) ; margin: 1pt } @left-top { "
                                      "color: red } @top-right { content: none } }"
                                      "@page :left { @top-left { content: none } } @media print { @page :right { "
                                      "@bottom-center { font-size: 5pt } } }",
                                      NULL, PAGE_RIGHT);
    ck_assert_str_eq(m.told, "");
    ck_assert_ptr_nonnull(p->box[BOX_TOP_LEFT]);
    ck_assert_int_eq(p->box[BOX_TOP_LEFT]->colour.r, 1);
    ck_assert_int_eq(p->box[BOX_TOP_LEFT]->text_align, ALIGN_LEFT);
    ck_assert_int_eq(p->box[BOX_TOP_LEFT]->content->next->list, LIST_UPPER_ROMAN);
    ck_assert_int_eq(p->box[BOX_BOTTOM_CENTER]->text_align, ALIGN_CENTER);
    ck_assert_int_eq(p->box[BOX_BOTTOM_CENTER]->font_size, 5 * PT);
    ck_assert_ptr_null(p->box[BOX_LEFT_TOP]);
    ck_assert_ptr_null(p->box[BOX_TOP_RIGHT]);
    ck_assert_ptr_null(style_page(m.styles, NULL, PAGE_LEFT)->box[BOX_TOP_LEFT]);
    mini_drop(&m);
}
END_TEST

START_TEST(notes)
{
    const struct page_style *p =
        page("@page { @footnote { border-top: 3pt double red; max-height: 50% } }", NULL, PAGE_LEFT);
    ck_assert_int_eq(p->footnote->border[TOP].width, 3 * PT);
    ck_assert_int_eq(p->footnote->max_height.unit, LEN_PCT);
    ck_assert_int_gt(p->footnote->padding[TOP].v, 0); /* of the built-in style */
    mini_drop(&m);
}
END_TEST

START_TEST(all_sixteen)
{
    struct buf b = {0};
    buf_adds(&b, "@page {");
    for (int i = 0; i < MARGIN_BOX_COUNT; i++)
        buf_addf(&b, "@%s { content: '%d' }", css_margin_box_name(i), i);
    buf_adds(&b, "}");
    const struct page_style *p = page(b.data, NULL, PAGE_LEFT);
    for (int i = 0; i < MARGIN_BOX_COUNT; i++) {
        ck_assert_ptr_nonnull(p->box[i]);
        ck_assert_int_eq(atoi(p->box[i]->content->text), i);
    }
    mini_drop(&m);
    buf_drop(&b);
}
END_TEST

TEST_MAIN("style/page", sizes, bad_size_is_told, margins, selectors_and_weight, boxes, notes, all_sixteen)
