/* White space, audiences, blocks. Only the step itself is run: what is generated later would stand between. */
#include "doc/xml.h"
#include "scratch.h"
#include "test.h"

static void shape(const struct node *n, struct buf *b)
{
    for (const struct node *c = n->child; c; c = c->next) {
        if (c->kind == NODE_TEXT) {
            buf_addf(b, "'%s'", c->text);
            ck_assert_uint_eq(strlen(c->text), (size_t)c->len);
        } else {
            buf_addf(b, "%s%s(", node_name(c->kind),
                     c->block && (c->kind == NODE_CLAIM || c->kind == NODE_Q) ? "!" : "");
            shape(c, b);
            buf_addc(b, ')');
        }
        if (c->next)
            buf_addc(b, ' ');
    }
}

static const char *settled(const char *content, const char *audience)
{
    static char out[2000];
    struct scratch s;
    struct buf b = {0}, file = {0};
    scratch_begin(&s);
    buf_addf(&file,
             "<dossier "
             "xmlns=\"urn:dossier:1\"><info><title>T</title></info><body><section><title>S</title>%s</section></body></"
             "dossier>",
             content);
    scratch_put("main.xml", file.data);
    struct arena *a = arena_new();
    struct doc *doc = arena_alloc(a, sizeof *doc);
    *doc = (struct doc){.arena = a, .path = "main.xml", .dir = ".", .root = "."};
    struct doc_options how = {.schema = DOSSIER_SOURCE_DIR "/src/doc/dossier.rng"};
    struct diag *diag = diag_new(stderr, DIAG_TEXT, false, DIAG_HINT);
    ck_assert(load_tree(doc, &how, diag));
    ck_assert(!diag_failed(diag));
    normalise_tree(doc, audience, diag);
    struct node *section = doc->tree->child->child;
    node_remove(section->child);
    buf_adds(&b, "");
    shape(section, &b);
    snprintf(out, sizeof out, "%s", b.data);
    diag_drop(diag);
    arena_drop(a);
    buf_drop(&b);
    buf_drop(&file);
    scratch_end(&s);
    return out;
}

START_TEST(loose_rows)
{
    ck_assert_str_eq(settled("<table>\n<tr><td>a</td></tr>\n<tr><td>b</td></tr>\n<tfoot><tr><td>c</td></tr></tfoot></table>", NULL),
                     "table(tbody(tr(td('a')) tr(td('b'))) tfoot(tr(td('c'))))");
    ck_assert_str_eq(settled("<table><tr><td>a</td></tr><tbody><tr><td>b</td></tr></tbody><tr><td>c</td></tr></table>", NULL),
                     "table(tbody(tr(td('a'))) tbody(tr(td('b'))) tbody(tr(td('c'))))");
}
END_TEST

START_TEST(white_space)
{
    ck_assert_str_eq(settled("\n <p>\n  Un  <em> mot </em> <strong>\n</strong>  et\t\nfin\n</p>\n ", NULL),
                     "p('Un ' em('mot ') strong() 'et fin')");
    ck_assert_str_eq(settled("<p>a<em> </em>b</p>", NULL), "p('a' em(' ') 'b')");
    ck_assert_str_eq(settled("<p> <em> a</em> </p>", NULL), "p(em('a'))");
    ck_assert_str_eq(settled("<p>a <br/> b</p>", NULL), "p('a' br() 'b')");
    ck_assert_str_eq(settled("<p>a <note> n </note> b</p>", NULL), "p('a ' note('n') ' b')");
    ck_assert_str_eq(settled("<p>a <cite source='x'/> b <cite source='x'/></p>", NULL), "p('a ' cite() ' b ' cite())");
    ck_assert_str_eq(settled("<p>a\xC2\xA0 b</p>", NULL), "p('a\xC2\xA0 b')");
    ck_assert_str_eq(settled("<ul>\n <li> a </li>\n </ul>", NULL), "ul(li('a'))");
    ck_assert_str_eq(settled("<p> </p>", NULL), "p()");
}
END_TEST

START_TEST(pre_is_kept)
{
    ck_assert_str_eq(settled("<pre>\n  a\n\n  b\t\n  </pre>", NULL), "pre('  a\n\n  b\t')");
    ck_assert_str_eq(settled("<pre>  a <em> b </em>\r\n c</pre>", NULL), "pre('  a ' em(' b ') '\n c')");
    ck_assert_str_eq(settled("<pre>\n</pre>", NULL), "pre()");
}
END_TEST

START_TEST(text_among_blocks)
{
    ck_assert_str_eq(settled("<ul><li>a <em>b</em> <ul><li>c</li></ul> d </li></ul>", NULL),
                     "ul(li(p('a ' em('b')) ul(li('c')) p('d')))");
    ck_assert_str_eq(settled("<blockquote> a <attribution>b</attribution></blockquote>", NULL),
                     "blockquote(p('a') attribution('b'))");
    ck_assert_str_eq(settled("<callout>a</callout>", NULL), "callout(p('a'))");
    ck_assert_str_eq(settled("<table><tr><td>a</td><td><p>b</p></td></tr></table>", NULL),
                     "table(tbody(tr(td('a') td(p('b')))))");
}
END_TEST

START_TEST(claims_and_quotes)
{
    ck_assert_str_eq(settled("<p><claim status='reported'>a</claim> <q>b</q></p>", NULL), "p(claim('a') ' ' q('b'))");
    ck_assert_str_eq(settled("<claim status='reported'>a</claim>", NULL), "claim!('a')");
    ck_assert_str_eq(settled("<claim status='reported'><p>a</p></claim>", NULL), "claim!(p('a'))");
    ck_assert_str_eq(settled("<callout><q>a</q><p>b</p></callout>", NULL), "callout(q!('a') p('b'))");
    ck_assert_str_eq(settled("<ul><li><q>a</q> b</li></ul>", NULL), "ul(li(q('a') ' b'))");
}
END_TEST

START_TEST(audiences)
{
    const char *text = "<p audience='in board'>a</p><p audience='press'>b</p><p>c <em audience='inner'>d</em></p>";
    ck_assert_str_eq(settled(text, NULL), "p('c')");
    ck_assert_str_eq(settled(text, "board"), "p('a') p('c')");
    ck_assert_str_eq(settled(text, "press"), "p('b') p('c')");
    ck_assert_str_eq(settled(text, "inner"), "p('c ' em('d'))");
    ck_assert_str_eq(settled(text, "i"), "p('c')");
}
END_TEST

TEST_MAIN("doc: normalise", loose_rows, white_space, pre_is_kept, text_among_blocks, claims_and_quotes, audiences)
