/* The cascade: specificity, order, origin, importance, inheritance, pseudo-elements, custom properties. */
#include "mini.h"

#include <unistd.h>

static int red(const struct mini *m, int n)
{
    return mini_style(m, NODE_P, n)->colour.r;
}

START_TEST(specificity_beats_order)
{
    struct mini m;
    mini_new(&m, MINI_DOC,
             "#i { color: rgb(1,0,0) } .k.l { color: rgb(2,0,0) } .k { color: rgb(3,0,0) } p { color: rgb(4,0,0) }"
             "callout p { color: rgb(5,0,0) } p { color: rgb(6,0,0) }");
    ck_assert_int_eq(red(&m, 1), 6);
    ck_assert_int_eq(red(&m, 2), 1);
    ck_assert_int_eq(red(&m, 3), 5);
    ck_assert_str_eq(m.told, "");
    mini_drop(&m);
}
END_TEST

START_TEST(important_beats_all)
{
    struct mini m;
    mini_new(&m, MINI_DOC, "p { color: rgb(1,0,0) ! important; color: rgb(2,0,0) } #i { color: rgb(3,0,0) }");
    ck_assert_int_eq(red(&m, 2), 1);
    mini_drop(&m);
}
END_TEST

START_TEST(inheritance_and_wide_keywords)
{
    struct mini m;
    mini_new(&m, MINI_DOC,
             "section { color: rgb(9,0,0); margin-left: 7pt; font-size: 20pt }"
             "p { margin-left: inherit; font-size: 0.5em; line-height: 2 } #i { color: initial; margin-left: unset; "
             "font-size: inherit }");
    ck_assert_int_eq(red(&m, 1), 9);
    ck_assert_int_eq(mini_style(&m, NODE_P, 1)->margin[LEFT].v, 7 * PT);
    ck_assert_int_eq(mini_style(&m, NODE_P, 1)->font_size, 10 * PT);
    ck_assert_int_eq(mini_style(&m, NODE_P, 1)->line_height, 20 * PT);
    ck_assert_int_eq(red(&m, 2), 0);
    ck_assert_int_eq(mini_style(&m, NODE_P, 2)->margin[LEFT].v, 0);
    ck_assert_int_eq(mini_style(&m, NODE_P, 2)->font_size, 20 * PT);
    mini_drop(&m);
}
END_TEST

START_TEST(equal_styles_are_one_pointer)
{
    struct mini m;
    mini_new(&m, MINI_DOC, "p { color: #123 } #i { color: #112233 }");
    ck_assert_ptr_eq(mini_style(&m, NODE_P, 1), mini_style(&m, NODE_P, 2));
    ck_assert_ptr_eq(mini_style(&m, NODE_P, 1), mini_style(&m, NODE_P, 4));
    ck_assert_ptr_eq(style_of(m.styles, mini_node(&m, NODE_TEXT, 2)),
                     style_anonymous(m.styles, mini_style(&m, NODE_P, 1)));
    ck_assert_int_eq(style_of(m.styles, mini_node(&m, NODE_TEXT, 2))->display, DISPLAY_INLINE);
    mini_drop(&m);
}
END_TEST

START_TEST(custom_properties)
{
    struct mini m;
    mini_new(&m, MINI_DOC,
             "dossier { --a: rgb(1,0,0); --b: var(--a); --c: var(--d); --d: var(--c); --s: 4pt }"
             "section { --a: rgb(2,0,0) }"
             "p { color: var(--b); margin: var(--s) var(--none, 2pt) } #i { color: var(--c) } callout p { color: "
             "var(--c, rgb(8,0,0)) }");
    ck_assert_int_eq(red(&m, 1), 1); /* resolved where --b was declared */
    ck_assert_int_eq(red(&m, 2), 0); /* a cycle: as if unset */
    ck_assert_int_eq(red(&m, 3), 8);
    ck_assert_int_eq(mini_style(&m, NODE_P, 1)->margin[TOP].v, 4 * PT);
    ck_assert_int_eq(mini_style(&m, NODE_P, 1)->margin[LEFT].v, 2 * PT);
    ck_assert_ptr_nonnull(strstr(m.told, "css-value"));
    mini_drop(&m);
}
END_TEST

START_TEST(variables_do_not_explode)
{
    struct mini m;
    struct buf b = {0};
    buf_adds(&b, "dossier { --v0: 1pt 1pt;");
    for (int i = 1; i < 40; i++)
        buf_addf(&b, "--v%d: var(--v%d) var(--v%d);", i, i - 1, i - 1);
    buf_adds(&b, "} p { margin: var(--v39) }");
    mini_new(&m, MINI_DOC, b.data);
    ck_assert_int_eq(mini_style(&m, NODE_P, 1)->margin[TOP].v, 0);
    mini_drop(&m);
    buf_drop(&b);
}
END_TEST

START_TEST(pseudo_elements)
{
    struct mini m;
    mini_new(&m, "<dossier><body><section><ul><li>a</li></ul><p>b<note>c</note></p></section></body></dossier>",
             "p::before { content: '§ ' } p::after { color: red } li::marker { color: rgb(7,0,0) }");
    const struct style *b = style_pseudo(m.styles, mini_node(&m, NODE_P, 0), PSEUDO_BEFORE);
    ck_assert_ptr_nonnull(b);
    ck_assert_str_eq(b->content->text, "§ ");
    ck_assert_ptr_null(style_pseudo(m.styles, mini_node(&m, NODE_P, 0), PSEUDO_AFTER));
    ck_assert_int_eq(style_pseudo(m.styles, mini_node(&m, NODE_LI, 0), PSEUDO_MARKER)->colour.r, 7);
    const struct style *call = style_pseudo(m.styles, mini_node(&m, NODE_NOTE, 0), PSEUDO_FOOTNOTE_CALL);
    ck_assert_ptr_nonnull(call);
    ck_assert_int_eq(call->content->kind, CONTENT_COUNTER);
    ck_assert_int_eq(call->vertical_align, VALIGN_SUPER);
    ck_assert_int_eq(mini_style(&m, NODE_NOTE, 0)->float_, FLOAT_FOOTNOTE);
    mini_drop(&m);
}
END_TEST

START_TEST(media_for_paper)
{
    struct mini m;
    mini_new(&m, MINI_DOC,
             "@media print { p { color: rgb(1,0,0) } } @media screen { p { color: rgb(2,0,0) } }"
             "@media screen and (min-width: 10px), print { #i { color: rgb(3,0,0) } }"
             "@media print and (min-width: 1px) { p { color: rgb(4,0,0) !important } } @media not print { p { color: "
             "rgb(5,0,0) !important } }");
    ck_assert_int_eq(red(&m, 1), 1);
    ck_assert_int_eq(red(&m, 2), 3);
    ck_assert_str_eq(m.told, "");
    mini_drop(&m);
}
END_TEST

START_TEST(early_values_meet_late_ones)
{
    struct mini m;
    mini_new(
        &m, MINI_DOC,
        "p { border-left: 1em solid; padding: 1rem; color: rgb(6,0,0); font: bold 8pt/2 'A B', serif; font-size: 6pt }"
        "dossier { font-size: 20px }");
    const struct style *s = mini_style(&m, NODE_P, 1);
    ck_assert_int_eq(s->font_size, 6 * PT);
    ck_assert_int_eq(s->border[LEFT].width, 6 * PT);
    ck_assert_int_eq(s->border[LEFT].colour.r, 6);
    ck_assert_int_eq(s->border[TOP].width, 0);
    ck_assert_int_eq(s->line_height, 12 * PT);
    ck_assert_int_eq(s->font_weight, 700);
    ck_assert_str_eq(s->font_family, "A B,Noto Serif");
    ck_assert_int_eq(s->padding[TOP].v, 15 * PT);
    mini_drop(&m);
}
END_TEST

TEST_MAIN("style/cascade", specificity_beats_order, important_beats_all, inheritance_and_wide_keywords,
          equal_styles_are_one_pointer, custom_properties, variables_do_not_explode, pseudo_elements, media_for_paper,
          early_values_meet_late_ones)
