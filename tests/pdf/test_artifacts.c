/* What is on a page and not in the structure is an artifact of its right type: running heads, folios, rules, backgrounds. */
#include "judge.h"

static void rect(struct made *m, double x, double y, double w, double h)
{
    struct draw *d = made_draw(m, 0, DRAW_RECT, NULL, SLOT_ARTIFACT);

    d->x = PT_OF(x);
    d->y = PT_OF(y);
    d->w = PT_OF(w);
    d->h = PT_OF(h);
    d->u.rect.fill = (struct colour){200, 220, 240, 255};
}

/* What stands between the words `artifact` and the operator that shows something, page 1. */
static void has(qpdf_data q, const char *begin, const char *shows)
{
    unsigned char *data = NULL;
    size_t n = 0;

    ck_assert_int_eq(qpdf_oh_get_page_content_data(q, qpdf_get_page_n(q, 0), &data, &n), QPDF_SUCCESS);
    char *at = memmem(data, n, begin, strlen(begin));
    ck_assert_msg(at != NULL, "%s is not there:\n%.*s", begin, (int)n, (char *)data);
    char *end = memmem(at, n - (size_t)(at - (char *)data), "EMC", 3),
         *op = end ? memmem(at, (size_t)(end - at), shows, strlen(shows)) : NULL;
    ck_assert_msg(op != NULL, "%s does not show %s", begin, shows);
    free(data);
}

START_TEST(types)
{
    struct made *m = made_new();
    const struct face *serif = made_face(m, SERIF, 0);
    const char *path = made_path(m, "artifacts.pdf");
    struct buf tree = {0};

    rect(m, 50, 300, 200, 100); /* a coloured area */
    rect(m, 50, 500, 200, .5);  /* a rule */
    struct node *p = made_node(m, NODE_P, m->doc.tree), *t = made_text(m, p, "Texte");
    made_line(m, 0, t, SLOT_TEXT, serif, "Texte", 72, 400, 10);
    made_line(m, 0, NULL, SLOT_ARTIFACT, serif, ". . . .", 120, 400, 10); /* a leader, on its line */
    made_line(m, 0, NULL, SLOT_ARTIFACT, serif, "Titre courant", 72, 40, 9);
    made_line(m, 0, NULL, SLOT_ARTIFACT, serif, "12", 72, 810, 9);
    made_finish(m, 1);
    ck_assert(made_write(m, path));
    qpdf_data q = judge_open(path);
    ck_assert(q != NULL);
    ck_assert_int_eq(judge_tags(q, &tree), 0);
    ck_assert_str_eq(tree.data, "Document( P( #))");
    has(q, "/Artifact<</Type/Background/BBox[50 441.89 250 541.89 ]>>BDC", "re");
    has(q, "/Artifact<</Type/Layout>>BDC", "re");
    has(q, "/Artifact<</Type/Layout>>BDC\n48 0 Td", "TJ");
    has(q, "/Artifact<</Type/Pagination/Subtype/Header/Attached[/Top]>>BDC", "TJ");
    has(q, "/Artifact<</Type/Pagination/Subtype/Footer/Attached[/Bottom]>>BDC", "TJ");
    buf_drop(&tree);
    qpdf_cleanup(&q);
    unlink(path);
    made_drop(m);
}
END_TEST

TEST_MAIN("pdf artifacts", types)
