/* The files we write, judged by our own checker of the Matterhorn protocol and PDF/A: the real dossier in every style, the examples. */
#include "judge.h"
#include "matterhorn.h"
#include "whole.h"

#include <glob.h>

static void judged(const char *xml, const char *sheet)
{
    char path[256];
    struct mh m;
    struct buf tree = {0};

    whole_path(path, "whole.pdf");
    ck_assert_msg(whole_build(xml, sheet, path), "%s is not built", xml);
    ck_assert_msg(mh_check(&m, path), "%s can't be read", xml);
    ck_assert_msg(!m.failed.n, "%s in %s:\n%s", xml, sheet ? sheet : "its own style", m.said.data);
    ck_assert_int_eq(judge_tags(m.q, &tree), 0);
    ck_assert_int_gt((int)m.elem.n, 20);
    buf_drop(&tree);
    mh_drop(&m);
    unlink(path);
}

START_TEST(examples)
{
    glob_t files;

    ck_assert_int_eq(glob(DOSSIER_SOURCE_DIR "/content/examples/*.xml", 0, NULL, &files), 0);
    for (size_t i = 0; i < files.gl_pathc; i++)
        judged(files.gl_pathv[i], NULL);
    globfree(&files);
}
END_TEST

START_TEST(real_dossier_in_every_style)
{
    glob_t sheets;

    ck_assert_int_eq(glob(DOSSIER_SOURCE_DIR "/styles/*.css", 0, NULL, &sheets), 0);
    ck_assert_uint_gt(sheets.gl_pathc, 2);
    for (size_t i = 0; i < sheets.gl_pathc; i++)
        judged(DOSSIER_SOURCE_DIR "/content/partenariats.xml", path_base(sheets.gl_pathv[i]));
    globfree(&sheets);
}
END_TEST

TEST_MAIN("pdf matterhorn", examples, real_dossier_in_every_style)
