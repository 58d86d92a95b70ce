/* Files: reading, names, the fence round a root, output that is whole or not there. */
#include "base/base.h"
#include "test.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[64];

static void enter(void)
{
    strcpy(folder, "/tmp/dossier-test-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    ck_assert_int_eq(chdir(folder), 0);
}

static void leave(void)
{
    char command[100];
    ck_assert_int_eq(chdir("/"), 0);
    snprintf(command, sizeof command, "rm -rf %s", folder);
    ck_assert_int_eq(system(command), 0);
}

static void put(const char *path, const char *text)
{
    FILE *f = fopen(path, "wb");
    ck_assert_ptr_nonnull(f);
    fputs(text, f);
    fclose(f);
}

static int files_in(const char *path)
{
    int n = 0;
    DIR *d = opendir(path);
    for (struct dirent *e; (e = readdir(d));)
        n += strcmp(e->d_name, ".") && strcmp(e->d_name, "..");
    closedir(d);
    return n;
}

START_TEST(reading)
{
    struct buf b = {0};
    enter();
    put("a", "abc");
    ck_assert(file_read("a", &b, 0));
    ck_assert_str_eq(b.data, "abc");
    buf_clear(&b);
    ck_assert(file_read("a", &b, 3));
    buf_clear(&b);
    ck_assert(!file_read("a", &b, 2));
    ck_assert_int_eq(errno, EFBIG);
    ck_assert(!file_read("b", &b, 0));
    ck_assert_int_eq(errno, ENOENT);
    ck_assert(!file_read(".", &b, 0));
    ck_assert_int_eq(errno, EISDIR);
    ck_assert_int_eq(mkfifo("pipe", 0600), 0);
    ck_assert(!file_read("pipe", &b, 0));
    buf_drop(&b);
    leave();
}
END_TEST

START_TEST(joining)
{
    static const char *const is[][3] = {
        {"a/b.xml", "c.png", "a/c.png"},  {"b.xml", "c.png", "c.png"}, {"a/b.xml", "../c", "c"},
        {"a/b.xml", "../../c", "../c"},   {"b.xml", "../..", "../.."}, {"/a/b.xml", "../../../c", "/c"},
        {"a/b.xml", "/x/y", "/x/y"},      {"b.xml", ".", "."},         {"./b.xml", "./c//d/./e", "c/d/e"},
        {"../x/b", "../../q", "../../q"}, {"a/b", "..", "."},          {"a/b", "c/", "a/c"},
    };
    struct arena *a = arena_new();
    for (size_t i = 0; i < sizeof is / sizeof *is; i++)
        ck_assert_str_eq(path_join(a, is[i][0], is[i][1]), is[i][2]);
    ck_assert_str_eq(path_dir(a, "a/b"), "a");
    ck_assert_str_eq(path_dir(a, "b"), ".");
    ck_assert_str_eq(path_dir(a, "/b"), "/");
    ck_assert_str_eq(path_base("a/b"), "b");
    arena_drop(a);
}
END_TEST

START_TEST(the_fence)
{
    enter();
    ck_assert(path_mkdirs("root/in/deep"));
    ck_assert(path_mkdirs("rootless"));
    put("root/in/a", "");
    put("rootless/b", "");
    put("c", "");
    ck_assert_int_eq(symlink("../c", "root/link"), 0);
    ck_assert(path_below("root", "root/in/a"));
    ck_assert(path_below("root", "root/in/../in/a"));
    ck_assert(path_below("/", "c"));
    ck_assert(!path_below("root", "c"));
    ck_assert(!path_below("root", "rootless/b"));
    ck_assert(!path_below("root", "root/../c"));
    ck_assert(!path_below("root", "root/link"));
    ck_assert(!path_below("root", "root/absent"));
    leave();
}
END_TEST

START_TEST(folders)
{
    enter();
    ck_assert(path_mkdirs("a/b/c"));
    ck_assert(path_mkdirs("a/b/c"));
    ck_assert(path_mkdirs("a/b/d/"));
    put("file", "");
    ck_assert(!path_mkdirs("file"));
    ck_assert(!path_mkdirs("file/x"));
    leave();
}
END_TEST

START_TEST(output_is_whole_or_not_there)
{
    struct buf b = {0};
    enter();
    put("out", "old");
    struct outfile *o = outfile_open("out");
    ck_assert_ptr_nonnull(o);
    ck_assert(outfile_write(o, "new one", 7));
    ck_assert_uint_eq(outfile_tell(o), 7);
    ck_assert(file_read("out", &b, 0));
    ck_assert_str_eq(b.data, "old");
    ck_assert(outfile_commit(o));
    buf_clear(&b);
    ck_assert(file_read("out", &b, 0));
    ck_assert_str_eq(b.data, "new one");
    ck_assert_int_eq(files_in("."), 1);
    o = outfile_open("out");
    ck_assert(outfile_write(o, "bad", 3));
    outfile_abandon(o);
    outfile_abandon(NULL);
    ck_assert_int_eq(files_in("."), 1);
    buf_clear(&b);
    ck_assert(file_read("out", &b, 0));
    ck_assert_str_eq(b.data, "new one");
    ck_assert_ptr_null(outfile_open("absent/out"));
    ck_assert_int_eq(errno, ENOENT);
    ck_assert_ptr_null(outfile_open("."));
    buf_drop(&b);
    leave();
}
END_TEST

TEST_MAIN("base: files", reading, joining, the_fence, folders, output_is_whole_or_not_there)
