/* French ordinals: what is raised is shown between "^" and ";". */
#include "fixture.h"

static void marked(const struct node *n, struct buf *b)
{
    if (n->kind == NODE_TEXT)
        buf_add(b, n->text, (size_t)n->len);
    if (n->kind == NODE_SUP)
        buf_adds(b, "^");
    for (const struct node *c = n->child; c; c = c->next)
        marked(c, b);
    if (n->kind == NODE_SUP)
        buf_adds(b, ";");
}

static void ck(const char *lang, enum node_kind inside, const char *in, const char *expected)
{
    struct arena *a = arena_new();
    struct doc *doc = arena_alloc(a, sizeof *doc);
    doc->arena = a;
    doc->lang = lang;
    doc->tree = node_new(doc, NODE_P, NULL);
    struct node *n = doc->tree;
    if (inside != NODE_P)
        node_append(doc->tree, n = node_new(doc, inside, doc->tree));
    node_append(n, node_text(doc, in, n));
    for (int i = 0; i < 2; i++) { /* twice changes nothing */
        struct buf b = {0};
        ordinals_tree(doc);
        marked(doc->tree, &b);
        ck_assert_str_eq(b.data ? b.data : "", expected);
        buf_drop(&b);
    }
    doc_drop(doc);
}

START_TEST(raised)
{
    ck("fr", NODE_P, "le 1er mai, la 2e fois", "le 1^er; mai, la 2^e; fois");
    ck("fr", NODE_P, "du XVIIIe au XXIe\xc2\xa0siècle", "du XVIII^e; au XXI^e;\xc2\xa0siècle");
    ck("fr", NODE_P, "1re", "1^re;");
    ck("fr", NODE_P, "Ier et Ve (Xe)", "I^er; et V^e; (X^e;)");
    ck("fr", NODE_P, "les XIXes, 2nde, 17es", "les XIX^es;, 2^nde;, 17^es;");
    ck("fr-CA", NODE_EM, "3ème", "3^ème;");
}
END_TEST

START_TEST(left_alone)
{
    ck("fr", NODE_P, "Ce Vers Le Me De Ces Les Vie Ie", "Ce Vers Le Me De Ces Les Vie Ie");
    ck("fr", NODE_P, "3eau A3e 0.2e 7e4 v-2e XXeme 4de 1ee", "3eau A3e 0.2e 7e4 v-2e XXeme 4de 1ee");
    ck("en", NODE_P, "le 1er", "le 1er");
    ck("fr", NODE_CODE, "1er", "1er");
    ck("fr", NODE_SUP, "1er", "^1er;");
    ck("fr", NODE_P, "", "");
}
END_TEST

TEST_MAIN("doc: ordinals", raised, left_alone)
