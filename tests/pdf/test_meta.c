/* What the file says of itself: metadata alike in Info and XMP, labels, outline, names in order; and the writer's own numbers. */
#include "judge.h"

static qpdf_data written(struct made *m, const char **path)
{
    *path = made_path(m, "meta.pdf");
    ck_assert(made_write(m, *path));
    ck_assert(judge_sound(*path));
    qpdf_data q = judge_open(*path);
    ck_assert(q != NULL);
    return q;
}

START_TEST(claims_and_dates)
{
    struct made *m = made_new();
    const char *path;
    unsigned char *xmp;
    size_t n;

    unsetenv("SOURCE_DATE_EPOCH");
    m->doc.title = "Ports & <fleuves>";
    made_finish(m, 1);
    qpdf_data q = written(m, &path);
    qpdf_oh root = qpdf_get_root(q), info = qpdf_oh_get_key(q, qpdf_get_trailer(q), "/Info");
    ck_assert_str_eq(qpdf_oh_get_utf8_value(q, judge_at(q, info, "Title")), "Ports & <fleuves>");
    ck_assert_str_eq(qpdf_oh_get_string_value(q, judge_at(q, info, "CreationDate")), "D:20180614000000Z");
    ck_assert(qpdf_oh_get_bool_value(q, judge_at(q, root, "MarkInfo/Marked")));
    ck_assert(qpdf_oh_get_bool_value(q, judge_at(q, root, "ViewerPreferences/DisplayDocTitle")));
    ck_assert_str_eq(qpdf_oh_get_string_value(q, judge_at(q, root, "Lang")), "fr");
    ck_assert_str_eq(qpdf_oh_get_name(q, judge_at(q, root, "OutputIntents/0/S")), "/GTS_PDFA1");
    ck_assert_int_eq(qpdf_oh_get_stream_data(q, judge_at(q, root, "Metadata"), qpdf_dl_none, NULL, &xmp, &n),
                     QPDF_SUCCESS);
    static const char *const said[] = {"<pdfaid:part>2<",
                                       "<pdfaid:conformance>A<",
                                       "<pdfuaid:part>1<",
                                       "Ports &amp; &lt;fleuves&gt;",
                                       "<xmp:CreateDate>2018-06-14T00:00:00Z<",
                                       "<pdf:Producer>dossier test<"};
    for (size_t i = 0; i < sizeof said / sizeof *said; i++)
        ck_assert_msg(memmem(xmp, n, said[i], strlen(said[i])), "XMP does not say %s", said[i]);
    free(xmp);
    unsigned char *icc;
    ck_assert_int_eq(
        qpdf_oh_get_stream_data(q, judge_at(q, root, "OutputIntents/0/DestOutputProfile"), qpdf_dl_all, NULL, &icc, &n),
        QPDF_SUCCESS);
    ck_assert(n > 128 && !memcmp(icc + 36, "acsp", 4) && !memcmp(icc + 16, "RGB ", 4));
    free(icc);
    qpdf_cleanup(&q);
    setenv("SOURCE_DATE_EPOCH", "1500000000", 1);
    q = written(m, &path);
    info = qpdf_oh_get_key(q, qpdf_get_trailer(q), "/Info");
    ck_assert_str_eq(qpdf_oh_get_string_value(q, judge_at(q, info, "ModDate")), "D:20170714024000Z");
    unsetenv("SOURCE_DATE_EPOCH");
    qpdf_cleanup(&q);
    unlink(path);
    made_drop(m);
}
END_TEST

START_TEST(labels)
{
    struct made *m = made_new();
    static const char *const label[] = {"", "i", "ii", "1", "2", "A-1", "A-2", ""};
    const char *path;
    struct buf out = {0};

    for (int i = 0; i < 8; i++)
        m->pages[i].label = label[i];
    made_finish(m, 8);
    qpdf_data q = written(m, &path);
    qpdf_oh nums = judge_at(q, qpdf_get_root(q), "PageLabels/Nums");
    buf_adds(&out, qpdf_oh_unparse(q, nums));
    ck_assert_str_eq(
        out.data,
        "[ 0 << /P () >> 1 << /S /r /St 1 >> 3 << /S /D /St 1 >> 5 << /P (A-) /S /D /St 1 >> 7 << /P () >> ]");
    buf_drop(&out);
    qpdf_cleanup(&q);
    unlink(path);
    made_drop(m);
}
END_TEST

/* More names than one leaf holds: sorted, within limits, all there. */
START_TEST(names_in_order)
{
    struct made *m = made_new();
    const char *path;
    char before[64] = "";
    int seen = 0;

    for (int i = 0; i < 200; i++) {
        struct node *n = made_node(m, NODE_SECTION, m->doc.tree);
        n->id = arena_printf(m->a, "s%d", i * 7919 % 1000);
        made_text(m, made_node(m, NODE_TITLE, n), "T");
        made_place(m, n, i % 2, 10, 10 + i);
    }
    made_finish(m, 2);
    qpdf_data q = written(m, &path);
    qpdf_oh kids = judge_at(q, qpdf_get_root(q), "Names/Dests/Kids");
    for (int k = 0; k < qpdf_oh_get_array_n_items(q, kids); k++) {
        qpdf_oh leaf = qpdf_oh_get_array_item(q, kids, k), names = qpdf_oh_get_key(q, leaf, "/Names");
        int n = qpdf_oh_get_array_n_items(q, names);
        const char *least = arena_strdup(m->a, qpdf_oh_get_string_value(q, judge_at(q, leaf, "Limits/0")));
        ck_assert_str_eq(least, qpdf_oh_get_string_value(q, qpdf_oh_get_array_item(q, names, 0)));
        for (int i = 0; i < n; i += 2, seen++) {
            const char *name = qpdf_oh_get_string_value(q, qpdf_oh_get_array_item(q, names, i));
            ck_assert_msg(strcmp(before, name) < 0, "%s after %s", name, before);
            snprintf(before, sizeof before, "%s", name);
        }
    }
    ck_assert_int_eq(seen, 200);
    ck_assert_int_eq(qpdf_oh_get_int_value_as_int(q, judge_at(q, qpdf_get_root(q), "Outlines/Count")), 200);
    qpdf_cleanup(&q);
    unlink(path);
    made_drop(m);
}
END_TEST

START_TEST(values)
{
    static const struct {
        int64_t v;
        const char *text;
    } milli[] = {{0, "0"},        {1, ".001"},         {-1, "-.001"}, {1000, "1"},
                 {-1500, "-1.5"}, {123456, "123.456"}, {10, ".01"},   {1020, "1.02"}};
    struct buf b = {0};

    for (size_t i = 0; i < sizeof milli / sizeof *milli; i++) {
        buf_clear(&b);
        pdf_milli(&b, milli[i].v);
        ck_assert_str_eq(b.data, milli[i].text);
    }
    buf_clear(&b);
    pdf_text(&b, "a(b)\\");
    ck_assert_str_eq(b.data, "(a\\(b\\)\\\\)");
    buf_clear(&b);
    pdf_text(&b, "é\xF0\xA0\x80\x80");
    ck_assert_str_eq(b.data, "<FEFF00E9D840DC00>");
    buf_clear(&b);
    pdf_name(&b, "a b#", 4);
    ck_assert_str_eq(b.data, "/a#20b#23");
    ck_assert_int_eq(pdf_milli_of(-1024), -1000);
    buf_drop(&b);
}
END_TEST

TEST_MAIN("pdf metadata", claims_and_dates, labels, names_in_order, values)
