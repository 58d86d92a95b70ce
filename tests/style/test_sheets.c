/* The shipped sheets: read without a word, and each sets what a sheet of ours must set. */
#include "mini.h"

#include <math.h>

static const char *const sheets[] = {"briefing", "illustrated", "report", "large-print"};
static const char whole[] =
    "<dossier><coverpage><title>T</title><subtitle>s</subtitle><author>a</author></"
    "coverpage><imprint><abstract><title>r</title><p>a</p></abstract></imprint>"
    "<front><epigraph><p>e</p><attribution>x</attribution></epigraph><toc><title>c</title><tocitem "
    "depth='1'><link>l</link><leader/><pageref/></tocitem></toc></front>"
    "<body><section id='s1'><title><label>1</label>t</title><p>x<note>n</note><claim "
    "status='alleged'>c<status>(a)</status></claim><cite>[1]</cite></p>"
    "<section><title>u</title><ul><li>a</li></ul><ol><li>b</li></ol><callout "
    "kind='note'><title>n</title><p>z</p></callout>"
    "<callout kind='warning'><title>n</title><p>z</p></callout><callout kind='key'><title>n</title><p>z</p></callout>"
    "<callout kind='question'><title>n</title><p>z</p></callout><callout "
    "kind='method'><title>n</title><p>z</p></callout>"
    "<clipping><masthead>m</masthead><headline>h</headline><byline>b</byline><p>p</p><provenance>q</provenance></"
    "clipping>"
    "<keyfigures><title>k</title><keyfigure><value>1<unit>%</unit></value><legend>l</legend></keyfigure></keyfigures>"
    "<table><caption><label>T</label>c</caption><thead><tr><th>h</th></tr></thead><tbody><tr><td>d</td></tr></tbody></"
    "table>"
    "<figure><img/><figcaption><label>F</label>f</figcaption><credit>c</credit></figure><timeline><event><when>w</"
    "when><title>t</title><p>p</p></event></timeline>"
    "<agenda><item><when>w</when><p>p</p></item></agenda><columns><p>p</p></columns><pullquote><p>p</p><attribution>a</"
    "attribution></pullquote>"
    "<blockquote><p>b</p></blockquote><pre>p</pre><p><code>c</code><redact>r</redact><sic>s<corr>c</corr></sic><a>a</"
    "a></p></section></section></body>"
    "<back><section><title>x</title><p>x</p></section><sourceindex><title>s</title><sourceentry><label>1</"
    "label>r<grade>g</grade></sourceentry></sourceindex>"
    "<claimindex><title>c</title><claimgroup><title>g</title><claimentry><link>l</link><pageref/></claimentry></"
    "claimgroup></claimindex></back></dossier>";

static void load(struct mini *m, const char *name)
{
    memset(m, 0, sizeof *m);
    m->a = arena_new();
    m->out = open_memstream(&m->told, &m->told_len);
    m->diag = diag_new(m->out, DIAG_TEXT, false, DIAG_HINT);
    mini_parse(m, whole);
    m->doc.arena = m->a;
    m->doc.tree = m->doc.nodes[0];
    struct style_options opt = {.sheet = name, .styles_dir = DOSSIER_SOURCE_DIR "/styles"};
    m->styles = styles_new(&m->doc, &opt, m->diag);
    fflush(m->out);
}

START_TEST(no_word_is_said)
{
    for (size_t i = 0; i < 4; i++) {
        struct mini m;
        load(&m, sheets[i]);
        ck_assert_msg(!*m.told, "%s: %s", sheets[i], m.told);
        mini_drop(&m);
    }
}
END_TEST

static double channel(uint8_t v)
{
    double c = v / 255.0;
    return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static double luminance(struct colour c)
{
    return 0.2126 * channel(c.r) + 0.7152 * channel(c.g) + 0.0722 * channel(c.b);
}

/* WCAG 2: 4.5 to 1 between every text and what lies behind it. */
START_TEST(text_stands_out)
{
    for (size_t i = 0; i < 4; i++) {
        struct mini m;
        load(&m, sheets[i]);
        for (int32_t k = 0; k < m.doc.n_nodes; k++) {
            const struct node *n = m.doc.nodes[k];
            if (n->kind != NODE_TEXT)
                continue;
            struct colour back = {255, 255, 255, 255}, ink = style_of(m.styles, n)->colour;
            const char *page = NULL;
            bool found = false;
            for (const struct node *p = n->parent; p; p = p->parent) {
                const struct style *st = style_of(m.styles, p);
                if (!found && st->background.a) {
                    back = st->background;
                    found = true;
                }
                page = page ? page : st->page;
            }
            struct colour sheet = style_page(m.styles, page, PAGE_RIGHT)->self->background;
            if (!found && sheet.a)
                back = sheet;
            double a = luminance(ink), b = luminance(back),
                   ratio = (a > b ? a + 0.05 : b + 0.05) / (a > b ? b + 0.05 : a + 0.05);
            ck_assert_msg(ratio >= 4.5, "%s: %s in %s has a contrast of %.2f", sheets[i], n->text,
                          node_name(n->parent->kind), ratio);
        }
        mini_drop(&m);
    }
}
END_TEST

static bool counts_pages(const struct page_style *p, enum list_style *list)
{
    for (int i = 0; i < MARGIN_BOX_COUNT; i++)
        for (const struct content *c = p->box[i] ? p->box[i]->content : NULL; c; c = c->next)
            if (c->kind == CONTENT_COUNTER && !strcmp(c->text, "page")) {
                *list = c->list;
                return true;
            }
    return false;
}

START_TEST(pages_have_folios)
{
    for (size_t i = 0; i < 4; i++) {
        struct mini m;
        enum list_style list = LIST_NONE;
        load(&m, sheets[i]);
        for (unsigned side = PAGE_LEFT; side <= PAGE_RIGHT; side *= 2) {
            ck_assert(counts_pages(style_page(m.styles, NULL, side), &list) && list == LIST_DECIMAL);
            ck_assert(counts_pages(style_page(m.styles, "front", side), &list) && list == LIST_LOWER_ROMAN);
            ck_assert(!counts_pages(style_page(m.styles, "cover", side), &list));
            ck_assert(!counts_pages(style_page(m.styles, NULL, side | PAGE_BLANK), &list));
            const struct page_style *p = style_page(m.styles, NULL, side);
            ck_assert_int_gt(p->width - p->margin[LEFT] - p->margin[RIGHT], 110 * PT_OF(72 / 25.4));
            ck_assert_int_gt(p->footnote->border[TOP].width, 0);
        }
        ck_assert_str_eq(mini_style(&m, NODE_FRONT, 0)->page, "front");
        ck_assert_str_eq(mini_style(&m, NODE_COVERPAGE, 0)->page, "cover");
        ck_assert_ptr_nonnull(mini_style(&m, NODE_BODY, 0)->counter_reset);
        ck_assert_int_eq(mini_style(&m, NODE_NOTE, 0)->float_, FLOAT_FOOTNOTE);
        ck_assert_int_eq(mini_style(&m, NODE_KEYFIGURES, 0)->display, DISPLAY_FLEX);
        ck_assert_int_eq(mini_style(&m, NODE_WHEN, 0)->float_, FLOAT_LEFT);
        ck_assert_int_lt(mini_style(&m, NODE_WHEN, 0)->margin[LEFT].v, 0);
        mini_drop(&m);
    }
}
END_TEST

START_TEST(each_is_its_own)
{
    const char *family[4];
    int32_t size[4];
    struct mini m[4];
    for (size_t i = 0; i < 4; i++) {
        load(&m[i], sheets[i]);
        family[i] = mini_style(&m[i], NODE_P, 1)->font_family;
        size[i] = mini_style(&m[i], NODE_P, 1)->font_size;
    }
    ck_assert_int_ge(size[3], 16 * PT);
    ck_assert_int_eq(mini_style(&m[3], NODE_P, 2)->text_align, ALIGN_LEFT);
    ck_assert_int_eq(mini_style(&m[3], NODE_P, 2)->hyphens, HYPHENS_NONE);
    ck_assert_ptr_nonnull(strstr(family[3], "Noto Sans"));
    ck_assert(css_starts(family[0], "Noto Serif"));
    ck_assert_int_eq(mini_style(&m[2], NODE_BODY, 0)->break_before, BREAK_RIGHT);
    for (size_t i = 0; i < 4; i++)
        mini_drop(&m[i]);
}
END_TEST

TEST_MAIN("style/sheets", no_word_is_said, text_stands_out, pages_have_folios, each_is_its_own)
