/* A page of text: sound, its fonts embedded as subsets, its words read back by another program. */
#include "made.h"

static struct node *paragraph(struct made *m, int page, const struct face *face, const char *text, double y)
{
    struct node *p = made_node(m, NODE_P, m->doc.tree), *t = made_text(m, p, text);

    made_line(m, page, t, SLOT_TEXT, face, text, 72, y, 11);
    return p;
}

START_TEST(reads_back)
{
    struct made *m = made_new();
    const struct face *serif = made_face(m, SERIF, 0), *cjk = made_face(m, CJK, 2);
    const char *path = made_path(m, "text.pdf");
    struct buf out = {0};

    paragraph(m, 0, serif, "Où l’efficacité affine l’œuvre (difficile) \\ fin", 100);
    paragraph(m, 0, cjk, "浙江大学", 120);
    made_line(m, 0, NULL, SLOT_ARTIFACT, serif, "Titre courant", 72, 40, 9);
    made_finish(m, 1);
    ck_assert(made_write(m, path));
    ck_assert(judge_sound(path));
    ck_assert(judge_run(&out, "pdftotext -q %s -", path));
    ck_assert_msg(strstr(out.data, "Où l’efficacité affine l’œuvre (difficile) \\ fin"), "%s", out.data);
    ck_assert_msg(strstr(out.data, "浙江大学"), "%s", out.data);
    buf_clear(&out);
    ck_assert(judge_run(&out, "pdffonts %s", path));
    ck_assert_msg(strstr(out.data, "CID TrueType") && strstr(out.data, "CID Type 0C"), "%s", out.data);
    ck_assert_msg(!strstr(out.data, " no "), "not embedded, not a subset or no Unicode: %s", out.data);
    buf_drop(&out);
    unlink(path);
    made_drop(m);
}
END_TEST

/* A word's glyphs are where the layout put them: the spaces stretched, a letter shifted. */
START_TEST(stands_where_it_was_set)
{
    struct made *m = made_new();
    const struct face *serif = made_face(m, SERIF, 0);
    const char *path = made_path(m, "place.pdf"), *text = "un deux";
    struct node *p = made_node(m, NODE_P, m->doc.tree), *t = made_text(m, p, text);
    struct frag *f = made_line(m, 0, t, SLOT_TEXT, serif, text, 72, 100, 10);
    struct buf out = {0};
    double x = 72, seen = 0, at = 0;

    f->space = PT_OF(30);
    for (int i = 0; i < 3; i++)
        x += f->glyphs[i].advance / 1024.0;
    made_finish(m, 1);
    ck_assert(made_write(m, path));
    ck_assert(judge_run(&out, "pdftotext -q -bbox %s -", path));
    const char *w = strstr(out.data, ">deux<");
    ck_assert_msg(w != NULL, "%s", out.data);
    while (w > out.data && strncmp(w, "xMin", 4))
        w--;
    ck_assert_int_eq(sscanf(w, "xMin=\"%lf\"", &seen), 1);
    ck_assert_msg(seen > x + 30 - .02 && seen < x + 30 + .02, "deux at %f, not %f", seen, x + 30);
    w = strstr(out.data, "yMax=\"");
    ck_assert_int_eq(sscanf(w, "yMax=\"%lf\"", &at), 1);
    ck_assert_msg(at > 100 && at < 104, "its foot at %f", at);
    buf_drop(&out);
    unlink(path);
    made_drop(m);
}
END_TEST

/* A hyphen the text does not hold is a soft one to who reads the file. */
START_TEST(soft_hyphen)
{
    struct made *m = made_new();
    const struct face *serif = made_face(m, SERIF, 0);
    const char *path = made_path(m, "hyphen.pdf"), *a = "impri", *b = "merie";
    struct node *p = made_node(m, NODE_P, m->doc.tree), *t = made_text(m, p, "imprimerie");
    struct frag *f = made_line(m, 0, t, SLOT_TEXT, serif, a, 72, 100, 10);
    hb_codepoint_t hyphen;
    hb_font_t *font = hb_font_create(serif->hb);
    unsigned char *data;
    size_t n;

    ck_assert(hb_font_get_nominal_glyph(font, '-', &hyphen));
    hb_font_destroy(font);
    f->hyphen = (uint16_t)hyphen;
    f->hyphen_advance = PT_OF(3);
    made_line(m, 0, t, SLOT_TEXT, serif, b, 72, 114, 10);
    made_finish(m, 1);
    ck_assert(made_write(m, path));
    qpdf_data q = judge_open(path);
    ck_assert(q != NULL);
    ck_assert_int_eq(qpdf_oh_get_page_content_data(q, qpdf_get_page_n(q, 0), &data, &n), QPDF_SUCCESS);
    ck_assert(memmem(data, n, "/Span<</ActualText<FEFF00AD>>>BDC", 33) != NULL);
    const char *bdc = memmem(data, n, "MCID 0", 6);
    ck_assert(bdc && !memmem(bdc, n - (size_t)(bdc - (char *)data), "MCID 1", 6)); /* two lines, one sequence */
    free(data);
    qpdf_cleanup(&q);
    unlink(path);
    made_drop(m);
}
END_TEST

START_TEST(same_bytes)
{
    struct made *m = made_new();
    const struct face *serif = made_face(m, SERIF, 0);
    const char *one = made_path(m, "one.pdf"), *two = made_path(m, "two.pdf");
    struct buf a = {0}, b = {0};

    paragraph(m, 0, serif, "Deux fois la même chose", 100);
    made_finish(m, 1);
    ck_assert(made_write(m, one) && made_write(m, two));
    ck_assert(file_read(one, &a, 0) && file_read(two, &b, 0));
    ck_assert(a.len == b.len && !memcmp(a.data, b.data, a.len));
    m->doc.title = "Autre";
    buf_clear(&b);
    ck_assert(made_write(m, two) && file_read(two, &b, 0));
    const char *id_a = memmem(a.data, a.len, "/ID[<", 5), *id_b = memmem(b.data, b.len, "/ID[<", 5);
    ck_assert(id_a && id_b && memcmp(id_a, id_b, 36));
    buf_drop(&a);
    buf_drop(&b);
    unlink(one);
    unlink(two);
    made_drop(m);
}
END_TEST

static unsigned char *content(const char *path, size_t *n)
{
    qpdf_data q = judge_open(path);
    unsigned char *data = NULL;

    ck_assert(q != NULL);
    ck_assert_int_eq(qpdf_oh_get_page_content_data(q, qpdf_get_page_n(q, 0), &data, n), QPDF_SUCCESS);
    qpdf_cleanup(&q);
    return data;
}

/* A line's end swallows the space between two words; a reader of the structure still needs it. */
START_TEST(space_at_the_end_of_a_line)
{
    struct made *m = made_new();
    const struct face *serif = made_face(m, SERIF, 0);
    const char *path = made_path(m, "end.pdf"), *text = "premier second";
    struct node *p = made_node(m, NODE_P, m->doc.tree), *t = made_text(m, p, text);
    struct buf out = {0};

    for (int i = 0; i < 2; i++) {
        struct frag *f = made_line(m, 0, t, SLOT_TEXT, serif, i ? "second" : "premier", 72, 100 + 14 * i, 10);
        struct run *run = arena_alloc(m->a, sizeof *run);
        *run = *f->run;
        run->end = 14;
        f->run = run;
        f->start = i ? 8 : 0;
        f->end = i ? 14 : 7;
        m->draws[0].v[i].text = text;
    }
    made_finish(m, 1);
    ck_assert(made_write(m, path));
    ck_assert(judge_run(&out, "pdfinfo -struct-text %s", path));
    ck_assert_msg(strstr(out.data, "\"premier second\""), "%s", out.data);
    buf_drop(&out);
    unlink(path);
    made_drop(m);
}
END_TEST

/* What the font has no glyph for: a sign stands in, the text stays. One letter made of two glyphs is one letter. */
START_TEST(actual_text_where_glyphs_fail)
{
    struct made *m = made_new();
    const struct face *serif = made_face(m, SERIF, 0);
    const char *path = made_path(m, "actual.pdf");
    size_t n;

    paragraph(m, 0, serif, "a浙b", 100);
    struct frag *f = made_line(m, 0, m->nodes.v[2], SLOT_TEXT, serif, "xy", 72, 120, 10);
    ((struct glyph *)f->glyphs)[0].bytes = 2;
    ((struct glyph *)f->glyphs)[1].bytes = 0;
    made_finish(m, 1);
    ck_assert(made_write(m, path));
    unsigned char *data = content(path, &n);
    ck_assert(memmem(data, n, "/ActualText<FEFF6D59>", 21) != NULL);
    ck_assert(memmem(data, n, "/ActualText<FEFF00780079>", 25) != NULL);
    ck_assert(memmem(data, n, "(\0\0", 3) == NULL); /* glyph 0 is not shown */
    free(data);
    unlink(path);
    made_drop(m);
}
END_TEST

TEST_MAIN("pdf text", space_at_the_end_of_a_line, actual_text_where_glyphs_fail, reads_back, stands_where_it_was_set,
          soft_hyphen, same_bytes)
