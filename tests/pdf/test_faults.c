/* The checker of the Matterhorn protocol can fail: for each condition it knows, a good file is broken in one place, and it must name that
 * condition. A condition in its files without a fault here is itself a failure. */
#include "test.h"

#include "faults_tree.h"

#include "faults_content.h"

#include "whole.h"

#include <glob.h>

/* also: what else the same fault breaks, words of codes. in_place: not written and read again, since qpdf would put it right. */
static const struct fault {
    const char *code;
    void (*spoil)(struct spoiler *s);
    const char *also;
    bool in_place;
} faults[] = {
    {"01-003", f_01_003, "", false},
    {"01-004", f_01_004, "tree-marks", false},
    {"01-005", f_01_005, "", false},
    {"01-007", f_01_007, "", false},
    {"02-001", f_02_001, "", false},
    {"02-003", f_02_003, "", false},
    {"02-004", f_02_004, "", false},
    {"06-001", f_06_001, "06-003 A 6.6.3 A 6.6.4", false},
    {"06-002", f_06_002, "", false},
    {"06-003", f_06_003, "A 6.6.3", false},
    {"07-001", f_07_001, "", false},
    {"07-002", f_07_002, "", false},
    {"09-004", f_09_004, "", false},
    {"09-005", f_09_005, "", false},
    {"09-006", f_09_006, "", false},
    {"09-007", f_09_007, "", false},
    {"10-001", f_10_001, "", false},
    {"11-001", f_11_001, "11-002 11-003 11-004 11-006", false},
    {"11-002", f_11_001, "11-001 11-003 11-004 11-006", false},
    {"11-003", f_11_003, "11-006", false},
    {"11-004", f_11_001, "11-001 11-002 11-003 11-006", false},
    {"11-006", f_11_003, "11-003", false},
    {"13-004", f_13_004, "", false},
    {"14-002", f_14_002, "", false},
    {"14-003", f_14_003, "", false},
    {"14-006", f_14_006, "14-007", false},
    {"14-007", f_14_007, "", false},
    {"15-003", f_15_003, "", false},
    {"17-002", f_17_002, "unexpected", false},
    {"19-003", f_19_003, "", false},
    {"19-004", f_19_004, "", false},
    {"21-001", f_21_001, "A 6.8", false},
    {"25-001", f_25_001, "unexpected", false},
    {"26-001", f_26_001, "A 6.1.3", true},
    {"26-002", f_26_002, "A 6.1.3", true},
    {"28-002", f_28_002, "", false},
    {"28-004", f_28_004, "28-002", false},
    {"28-006", f_28_006, "", false},
    {"28-007", f_28_007, "", false},
    {"28-008", f_28_008, "", false},
    {"28-009", f_28_009, "", false},
    {"28-010", f_28_010, "", false},
    {"28-011", f_28_011, "", false},
    {"28-012", f_28_012, "", false},
    {"28-017", f_28_017, "", false},
    {"30-001", f_30_001, "", false},
    {"30-002", f_30_002, "", false},
    {"31-004", f_31_004, "", false},
    {"31-005", f_31_005, "", false},
    {"31-006", f_31_006, "", false},
    {"31-009", f_31_009, "", false},
    {"31-011", f_31_011, "10-001", false},
    {"31-016", f_31_016, "", false},
    {"31-017", f_31_017, "31-011", false},
    {"31-019", f_31_019, "", false},
    {"31-020", f_31_020, "", false},
    {"31-021", f_31_021, "", false},
    {"31-024", f_31_024, "", false},
    {"31-025", f_31_025, "31-011", false},
    {"31-026", f_31_026, "", false},
    {"31-027", f_31_027, "10-001", false},
    {"31-028", f_31_028, "", false},
    {"31-029", f_31_029, "", false},
    {"31-030", f_31_030, "10-001", false},
    {"table-grid", f_grid, "", false},
    {"tree-marks", f_marks, "", false},
    {"table-headers", f_headers, "", false},
    {"unexpected", f_unexpected, "", false},
    {"A 6.1.3", f_a_id, "", true},
    {"A 6.1.7", f_a_lzw, "", false},
    {"A 6.1.13", f_a_deep, "", false},
    {"A 6.2.3", f_a_intent, "", false},
    {"A 6.2.4.3", f_a_cmyk, "", false},
    {"A 6.2.5", f_a_transfer, "", false},
    {"A 6.2.8", f_a_image, "", false},
    {"A 6.2.9", f_a_ps, "", false},
    {"A 6.2.10", f_a_blend, "", false},
    {"A 6.3.2", f_a_hidden, "", false},
    {"A 6.5.1", f_a_script, "", false},
    {"A 6.6.3", f_a_info, "", false},
    {"A 6.6.4", f_a_claim, "", false},
    {"A 6.7.2.2", f_a_marked, "", false},
    {"A 6.7.3.3", f_a_tree, "01-005 28-011", false},
    {"A 6.8", f_21_001, "21-001", false},
};
enum { N_FAULTS = sizeof faults / sizeof *faults };

static char path[256];

static void setup(void)
{
    whole_path(path, "faults.pdf");
    ck_assert(whole_build(DOSSIER_SOURCE_DIR "/tests/pdf/cases/whole.xml", NULL, path));
}
static void teardown(void)
{
    unlink(path);
}

/* Writes what is open in q and reads it into *m. */
static void again(qpdf_data q, struct mh *m)
{
    ck_assert(!(qpdf_init_write_memory(q) & QPDF_ERRORS));
    qpdf_set_preserve_unreferenced_objects(q, QPDF_TRUE);
    qpdf_set_stream_data_mode(q, qpdf_s_preserve);
    ck_assert(!(qpdf_write(q) & QPDF_ERRORS));
    mh_open(m);
    ck_assert(!(qpdf_read_memory(m->q, "broken", (const char *)qpdf_get_buffer(q), qpdf_get_buffer_length(q), NULL) &
                QPDF_ERRORS));
}

static void one(const struct fault *f)
{
    struct mh first, second, *m = &first;

    mh_open(&first);
    ck_assert(!(qpdf_read(first.q, path, NULL) & QPDF_ERRORS));
    struct spoiler s = {.m = &first, .q = first.q, .root = qpdf_get_root(first.q), .page = qpdf_get_page_n(first.q, 0)};
    s.tree = mh_get(&first, s.root, "/StructTreeRoot");
    f->spoil(&s);
    ck_assert_msg(s.done, "%s: the fault found no place", f->code);
    if (!f->in_place) {
        again(first.q, &second);
        m = &second;
    }
    mh_judge(m);
    ck_assert_msg(mh_has(m, f->code), "%s is not seen; but:\n%s", f->code, m->said.data ? m->said.data : "nothing");
    for (size_t i = 0; i < m->failed.n; i++)
        ck_assert_msg(!strcmp(m->failed.v[i], f->code) || strstr(f->also, m->failed.v[i]), "%s: not only that:\n%s",
                      f->code, m->said.data);
    if (m == &second)
        mh_drop(&second);
    mh_drop(&first);
}

START_TEST(good)
{
    struct mh m;

    setup();
    ck_assert(mh_check(&m, path));
    ck_assert_msg(!m.failed.n, "%s", m.said.data);
    mh_drop(&m);
    teardown();
}
END_TEST

START_TEST(each_fault_is_named)
{
    setup();
    for (int i = 0; i < N_FAULTS; i++)
        one(faults + i);
    teardown();
}
END_TEST

/* Codes the checker can say, read from its own source: "NN-NNN", "A n.n", "table-...", "tree-...", "unexpected" in quotes. */
START_TEST(every_condition_has_a_fault)
{
    glob_t files;
    int known = 0;

    ck_assert_int_eq(glob(DOSSIER_SOURCE_DIR "/tests/pdf/mh_*.h", 0, NULL, &files), 0);
    for (size_t i = 0; i < files.gl_pathc; i++) {
        struct buf b = {0};
        ck_assert(file_read(files.gl_pathv[i], &b, 0));
        for (char *p = strtok(b.data, "\""); p; p = strtok(NULL, "\"")) {
            bool code = (strlen(p) == 6 && p[2] == '-' && strspn(p, "0123456789-") == 6) ||
                        (!strncmp(p, "A ", 2) && p[2] == '6') || !strncmp(p, "table-", 6) || !strncmp(p, "tree-", 5) ||
                        !strcmp(p, "unexpected");
            bool found = !code;
            for (int k = 0; k < N_FAULTS && !found; k++)
                found = !strcmp(faults[k].code, p);
            ck_assert_msg(found, "%s: no file is broken for %s", files.gl_pathv[i], p);
            known += code;
        }
        buf_drop(&b);
    }
    globfree(&files);
    ck_assert_int_gt(known, 60);
}
END_TEST

TEST_MAIN("pdf faults", good, each_fault_is_named, every_condition_has_a_fault)
