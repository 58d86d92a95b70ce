/* Which sheet is read: the one asked for, the dossier's own, a shipped one; and imports that stay in their folder. */
#include "mini.h"

#include <sys/stat.h>

static char dir[64];

static void put(const char *name, const char *text)
{
    char path[160];
    snprintf(path, sizeof path, "%s/%s", dir, name);
    FILE *f = fopen(path, "wb");
    ck_assert_ptr_nonnull(f);
    fputs(text, f);
    fclose(f);
}

static void setup(void)
{
    snprintf(dir, sizeof dir, "/tmp/dossier-lookup-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(dir));
    char path[160];
    static const char *const folders[] = {"ship", "doc", "doc/sub", "doc/briefing"};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        snprintf(path, sizeof path, "%s/%s", dir, folders[i]);
        mkdir(path, 0700);
    }
    put("ship/briefing.css", "p { orphans: 11 }");
    put("ship/report.css", "p { orphans: 12 }");
    put("doc/own.css", "@import 'sub/part.css'; @import 'report.css' print; p { widows: 13 }");
    put("doc/sub/part.css", "p { orphans: 14 }");
    put("doc/evil.css", "@import '../outside.css'; p { widows: 15 }");
    put("outside.css", "p { orphans: 16 }");
}

static void cleanup(void)
{
    static const char *const names[] = {"ship/briefing.css",
                                        "ship/report.css",
                                        "doc/own.css",
                                        "doc/sub/part.css",
                                        "doc/evil.css",
                                        "outside.css",
                                        "doc/sub",
                                        "doc/briefing",
                                        "doc",
                                        "ship",
                                        ""};
    char path[160];
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        snprintf(path, sizeof path, "%s/%s", dir, names[i]);
        remove(path);
    }
}

static void load(struct mini *m, const char *asked, const char *own)
{
    memset(m, 0, sizeof *m);
    char ship[160];
    static char path[160], root[160];
    snprintf(ship, sizeof ship, "%s/ship", dir);
    snprintf(path, sizeof path, "%s/doc/d.xml", dir);
    snprintf(root, sizeof root, "%s/doc", dir);
    m->a = arena_new();
    m->out = open_memstream(&m->told, &m->told_len);
    m->diag = diag_new(m->out, DIAG_TEXT, false, DIAG_HINT);
    mini_parse(m, MINI_DOC);
    m->doc.tree = m->doc.nodes[0];
    m->doc.path = path;
    m->doc.dir = m->doc.root = root;
    m->doc.stylesheet = own;
    m->doc.stylesheet_src = (struct src){path, 2, 1};
    struct style_options opt = {.sheet = asked, .styles_dir = ship};
    m->styles = styles_new(&m->doc, &opt, m->diag);
    fflush(m->out);
}

static void orphans_are(const char *asked, const char *own, int want, const char *word)
{
    struct mini m;
    load(&m, asked, own);
    ck_assert_msg(mini_style(&m, NODE_P, 1)->orphans == want, "%s %s: %d %s", asked, own,
                  mini_style(&m, NODE_P, 1)->orphans, m.told);
    ck_assert_msg(word ? strstr(m.told, word) != NULL : !*m.told, "%s", m.told);
    mini_drop(&m);
}

START_TEST(where_sheets_are_found)
{
    setup();
    orphans_are(NULL, NULL, 11, NULL);
    orphans_are(NULL, "briefing.css", 11, NULL);
    orphans_are(NULL, "report.css", 12, NULL);
    orphans_are("report", NULL, 12, NULL);
    orphans_are("report.css", "own.css", 12, NULL);
    orphans_are(NULL, "sub/part.css", 14, NULL);
    orphans_are(NULL, "own.css", 12, NULL); /* its second import is the shipped one */
    orphans_are(NULL, "none.css", 2, "css-read");
    orphans_are("none.css", NULL, 2, "css-read");
    orphans_are(NULL, "../outside.css", 2, "file-outside");
    orphans_are(NULL, "evil.css", 2, "file-outside");
    orphans_are(NULL, "http://example.org/x.css", 2, "is not a file");
    orphans_are(NULL, "sub", 2, "css-read"); /* a folder */
    cleanup();
}
END_TEST

START_TEST(a_missing_sheet_is_told_at_its_instruction)
{
    setup();
    struct mini m;
    load(&m, NULL, "none.css");
    ck_assert_ptr_nonnull(strstr(m.told, "d.xml:2:1: error"));
    mini_drop(&m);
    cleanup();
}
END_TEST

TEST_MAIN("style/lookup", where_sheets_are_found, a_missing_sheet_is_told_at_its_instruction)
