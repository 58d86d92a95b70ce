/* The cases of cases/: a style, records and citations, and what comes of them (cases/README.md). */
#include "test.h"

#include "cite/cite.h"

#include <dirent.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#define FOLDER DOSSIER_SOURCE_DIR "/tests/cite/cases/"

static struct cite *open_case(const char *name, const json_t *root)
{
    char *error = NULL;
    struct buf path = {0};
    buf_addf(&path, FOLDER "%s.csl", name);
    struct cite_options o = {.style = path.data,
                             .locale = json_string_value(json_object_get(root, "locale")),
                             .locales_dir = DOSSIER_SOURCE_DIR "/tests/cite/locales"};
    struct cite *c = cite_open(&o, &error);
    ck_assert_msg(c != NULL, "%s: %s", name, error ? error : "");
    buf_drop(&path);
    return c;
}

static void add_member(struct cite *c, const json_t *root, const char *key,
                       bool add(struct cite *, const char *, size_t, char **))
{
    char *text = json_dumps(json_object_get(root, key), 0), *error = NULL;
    ck_assert_msg(add(c, text, strlen(text), &error), "%s: %s", key, error ? error : "");
    free(text);
}

static void write_all(struct cite *c, struct buf *out)
{
    for (size_t i = 0; i < cite_cluster_count(c); i++) {
        cite_write_html(out, c, cite_cluster(c, i), false);
        buf_addc(out, '\n');
    }
    if (cite_has_bibliography(c))
        buf_adds(out, "\n");
    for (size_t i = 0; i < cite_entry_count(c); i++) {
        cite_write_html(out, c, cite_entry(c, i), true);
        buf_addc(out, '\n');
        cite_write_text(out, cite_entry(c, i));
        buf_addc(out, '\n');
    }
}

static char *outcome(const char *name)
{
    struct buf path = {0}, out = {0};
    json_error_t e;
    buf_addf(&path, FOLDER "%s.json", name);
    json_t *root = json_load_file(path.data, 0, &e);
    ck_assert_msg(root != NULL, "%s:%d: %s", path.data, e.line, e.text);
    struct cite *c = open_case(name, root);
    add_member(c, root, "items", cite_add_items);
    add_member(c, root, "citations", cite_add_clusters);
    cite_process(c);
    write_all(c, &out);
    cite_drop(c);
    json_decref(root);
    buf_drop(&path);
    return out.data;
}

static void check_case(const char *name)
{
    struct buf path = {0}, want = {0};
    buf_addf(&path, FOLDER "%s.out", name);
    char *have = outcome(name);
    if (getenv("REGEN")) {
        FILE *f = fopen(path.data, "wb");
        fputs(have, f);
        fclose(f);
    }
    file_read(path.data, &want, 0);
    ck_assert_msg(want.data && strcmp(want.data, have) == 0, "%s: came\n%s\nwanted\n%s", name, have,
                  want.data ? want.data : "");
    free(have);
    buf_drop(&path);
    buf_drop(&want);
}

START_TEST(cases)
{
    DIR *d = opendir(FOLDER);
    int n = 0;
    ck_assert_ptr_nonnull(d);
    for (struct dirent *e; (e = readdir(d));) {
        char *dot = strrchr(e->d_name, '.');
        if (!dot || strcmp(dot, ".csl") != 0)
            continue;
        *dot = 0;
        check_case(e->d_name);
        n++;
    }
    closedir(d);
    ck_assert_int_ge(n, 11);
}
END_TEST

#define HOUSE DOSSIER_SOURCE_DIR "/tests/cite/house/"

/* Our own styles, each in its languages, where no locale is installed: first, again at another place, ibid., and the list. */
static void house_style(const char *style, const char *lang, const struct buf *records, struct buf *out)
{
    char *error = NULL;
    struct cite_options o = {
        .style = style, .house_dir = DOSSIER_SOURCE_DIR "/styles", .locale = lang, .locales_dir = "/nowhere"};
    struct cite *c = cite_open(&o, &error);
    ck_assert_msg(c != NULL, "%s: %s", style, error ? error : "");
    ck_assert(cite_add_items(c, records->data, records->len, &error));
    const struct cite_ref cites[][2] = {{{.id = "press"}, {.id = "book", .locator = "3", .label = "page"}},
                                        {{.id = "book", .locator = "7-9", .label = "page"}},
                                        {{.id = "book", .locator = "2", .label = "chapter"}},
                                        {{.id = "report"}, {.id = "chapter"}},
                                        {{.id = "journal"}, {.id = "page"}},
                                        {{.id = "press"}}};
    cite_cite_all(c);
    for (size_t i = 0; i < sizeof cites / sizeof *cites; i++)
        cite_add_cluster(c, cites[i], cites[i][1].id ? 2 : 1, (int)i + 1);
    cite_process(c);
    buf_addf(out, "%s, %s\n", style, lang);
    for (size_t i = 0; i < cite_cluster_count(c); i++) {
        cite_write_html(out, c, cite_cluster(c, i), false);
        buf_addc(out, '\n');
    }
    for (size_t i = 0; i < cite_entry_count(c); i++) {
        cite_write_html(out, c, cite_entry(c, i), false);
        buf_addc(out, '\n');
    }
    buf_addc(out, '\n');
    cite_drop(c);
}

START_TEST(house)
{
    static const char *const styles[] = {"iso690", "iso690-author-date", "iso690-note", "attribution"};
    static const char *const langs[] = {"fr", "en", "zh-CN", "zh-TW"};
    struct buf records = {0}, out = {0}, want = {0};
    ck_assert(file_read(HOUSE "records.json", &records, 0));
    for (size_t s = 0; s < sizeof styles / sizeof *styles; s++)
        for (size_t l = 0; l < sizeof langs / sizeof *langs; l++)
            house_style(styles[s], langs[l], &records, &out);
    if (getenv("REGEN")) {
        FILE *f = fopen(HOUSE "expected.html", "wb");
        fwrite(out.data, 1, out.len, f);
        fclose(f);
    }
    file_read(HOUSE "expected.html", &want, 0);
    ck_assert_msg(want.data && !strcmp(want.data, out.data), "came\n%s", out.data);
    buf_drop(&records);
    buf_drop(&out);
    buf_drop(&want);
}
END_TEST

TEST_MAIN("cite cases", cases, house)
