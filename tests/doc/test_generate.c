/* Generated matter: each gen/NAME.xml must give the tree of gen/NAME.doc (REGEN=1 writes those), and every tree made so
 * keeps the promises of doc.h. */
#include "fixture.h"

#include <dirent.h>

#define GEN DOSSIER_SOURCE_DIR "/tests/doc/gen/"

static int xml_only(const struct dirent *e)
{
    size_t n = strlen(e->d_name);
    return n > 4 && !strcmp(e->d_name + n - 4, ".xml");
}

static struct doc *load(const char *path, struct diag *diag)
{
    struct doc_options opt = {.schema = DOSSIER_SOURCE_DIR "/src/doc/dossier.rng"};
    return doc_load(path, &opt, diag);
}

static void compare(const char *name, const char *dump, size_t len)
{
    char path[512];
    struct buf expected = {0};
    snprintf(path, sizeof path, GEN "%.*s.doc", (int)(strlen(name) - 4), name);
    if (getenv("REGEN")) {
        FILE *f = fopen(path, "wb");
        fwrite(dump, 1, len, f);
        fclose(f);
    }
    ck_assert_msg(file_read(path, &expected, 0), "%s cannot be read", path);
    ck_assert_msg(expected.len == len && !memcmp(expected.data, dump, len), "%s gives another tree than %s:\n%s", name,
                  path, dump);
    buf_drop(&expected);
}

/* What layout and EPUB rely on. */
static void ck_promises(const struct doc *doc)
{
    struct map *ids = map_new();
    for (int32_t i = 0; i < doc->n_nodes; i++) {
        const struct node *n = doc->nodes[i];
        ck_assert_int_eq(n->index, i);
        if (n->id)
            ck_assert_msg(!map_put(ids, n->id, (void *)n), "the id %s stands twice", n->id);
        ck_assert(n->kind == NODE_TEXT ? n->text && n->len > 0 && (size_t)n->len == strlen(n->text) : !n->text);
        ck_assert_ptr_nonnull(n->lang);
        for (const struct node *c = n->child; c; c = c->next) {
            ck_assert_ptr_eq(c->parent, n);
            ck_assert(c->next ? c->next->prev == c : n->last == c);
        }
        if (n->kind == NODE_LINK)
            ck_assert_msg(n->target && n->target->id && n->child, "a link leads nowhere");
        else if (n->kind != NODE_TOCITEM)
            ck_assert_ptr_null(n->target);
        if (n->kind != NODE_PAGEREF)
            ck_assert_int_eq(n->n_targets, 0);
        for (int32_t k = 0; k < n->n_targets; k++)
            ck_assert_ptr_nonnull(n->targets[k]->id);
        if (n->kind == NODE_SECTION)
            ck_assert_ptr_nonnull(n->id);
        if (n->kind == NODE_LINK || n->kind == NODE_A)
            for (const struct node *up = n->parent; up; up = up->parent)
                ck_assert_msg(up->kind != NODE_LINK && up->kind != NODE_A, "a link stands in a link");
    }
    for (int32_t i = 0; i < doc->n_nodes; i++) { /* targets stand in the tree */
        const struct node *n = doc->nodes[i];
        if (n->target)
            ck_assert_ptr_eq(map_find(ids, n->target->id), n->target);
        for (int32_t k = 0; k < n->n_targets; k++)
            ck_assert_ptr_eq(map_find(ids, n->targets[k]->id), n->targets[k]);
    }
    map_drop(ids);
}

START_TEST(pairs)
{
    struct dirent **list;
    int n = scandir(GEN, &list, xml_only, alphasort);
    ck_assert_int_gt(n, 0);
    for (int i = 0; i < n; i++) {
        char path[512], *said, *dump;
        size_t said_len, dump_len;
        snprintf(path, sizeof path, GEN "%s", list[i]->d_name);
        FILE *out = open_memstream(&said, &said_len), *to = open_memstream(&dump, &dump_len);
        struct diag *diag = diag_new(out, DIAG_TEXT, false, DIAG_ERROR);
        struct doc *doc = load(path, diag);
        ck_assert_ptr_nonnull(doc);
        fflush(out);
        ck_assert_str_eq(said, "");
        doc_dump(doc, to);
        fclose(to);
        compare(list[i]->d_name, dump, dump_len);
        ck_promises(doc);
        doc_drop(doc);
        diag_drop(diag);
        fclose(out);
        free(said);
        free(dump);
        free(list[i]);
    }
    free(list);
}
END_TEST

START_TEST(made_ids_yield_to_written_ones)
{
    struct fixture f = {0};
    fixture_body(
        &f, "",
        "<section><title>a</title><p>x</p></section><section xml:id=\"section-1\"><title>b</title><p>x</p></section>");
    ck_assert_str_eq(f.said, "");
    ck_promises(f.doc);
    fixture_drop(&f);
}
END_TEST

START_TEST(errors_still_give_a_tree)
{
    struct fixture f = {0};
    fixture_body(
        &f, "",
        "<p><ref to=\"x\"/><cite source=\"y\"/><claim status=\"alleged\" source=\"z\">c</claim><a href=\"x:y\"/></p>"
        "<blockquote source=\"q\"><p>x</p></blockquote><clipping "
        "source=\"q\"><headline>h</headline><p>x</p></clipping>");
    ck_assert(diag_failed(f.diag));
    ck_promises(f.doc);
    fixture_drop(&f);
}
END_TEST

START_TEST(no_link_in_a_link)
{
    struct fixture f = {0};
    fixture_body(&f, "<sources><source xml:id=\"a\" kind=\"web\"><title>Alpha</title></source></sources>",
                 "<p><ref to=\"sec\">un <em>mot<cite source=\"a\"/></em> <a "
                 "href=\"https://a.b\">lien<note>N</note></a>, <ref to=\"sec\"/></ref> "
                 "<a href=\"https://a.b\">x <claim status=\"alleged\" source=\"a\">y</claim></a></p>");
    ck_assert_str_eq(f.said, "");
    ck_promises(f.doc);
    ck_text(fixture_find(&f, NODE_REF, 0)->child, "un mot lien, section\xc2\xa0"
                                                  "1, p.\xc2\xa0#");
    ck_text(fixture_find(&f, NODE_A, 0), "x y\xc2\xa0(allégation)");
    fixture_drop(&f);
}
END_TEST

/* Not a letter of it is in the tree, the metadata or the index. */
START_TEST(redacted_text_is_gone)
{
    static const char body[] =
        "<p>Le <redact for=\"cour juges\">SECRET<note>SECRET</note><cite source=\"a\"/></redact> et "
        "<redact>SECRET</redact>.</p>"
        "<redact for=\"juges\"><p xml:id=\"x\">SECRET</p><ul><li><p>SECRET</p></li></ul></redact>";
    static const char sources[] = "<sources><source xml:id=\"a\" kind=\"web\"><title>Alpha</title></source></sources>";
    static const char *const audiences[] = {NULL, "cou", "juges"};
    for (int i = 0; i < 3; i++) {
        struct fixture f = {.audience = audiences[i]};
        fixture_body(&f, sources, body);
        ck_promises(f.doc);
        ck_assert_int_eq(f.doc->sources[0].n_cited, i == 2);
        ck_text(fixture_find(&f, NODE_REDACT, 1), "caviardé");
        if (i < 2) {
            ck_hasnt(f.dump, "SECRET");
            ck_text(fixture_find(&f, NODE_P, 0), "Le caviardé et caviardé.");
            ck_assert_int_eq(fixture_find(&f, NODE_REDACT, 2)->child->kind, NODE_P);
        } else {
            ck_has(f.dump, "SECRET");
            ck_text(fixture_find(&f, NODE_REDACT, 2), "SECRETSECRET");
        }
        fixture_drop(&f);
    }
}
END_TEST

START_TEST(index_of_nothing_goes)
{
    struct fixture f = {0};
    fixture_body(&f, "", "<figureindex/><tableindex/><claimindex/><sourceindex/><p>x</p>");
    ck_assert_ptr_null(fixture_find(&f, NODE_FIGUREINDEX, 0));
    ck_assert_ptr_null(fixture_find(&f, NODE_SOURCEINDEX, 0));
    ck_assert_ptr_null(fixture_find(&f, NODE_CLAIMINDEX, 0));
    fixture_drop(&f);
}
END_TEST

START_TEST(second_sourceindex_goes)
{
    struct fixture f = {0};
    fixture_body(&f, "<sources><source xml:id=\"a\" kind=\"web\"><title>Alpha</title></source></sources>",
                 "<sourceindex/><p>x<cite source=\"a\"/></p><sourceindex/>");
    ck_assert_ptr_nonnull(fixture_find(&f, NODE_SOURCEINDEX, 0));
    ck_assert_ptr_null(fixture_find(&f, NODE_SOURCEINDEX, 1));
    ck_promises(f.doc);
    fixture_drop(&f);
}
END_TEST

TEST_MAIN("generate", pairs, made_ids_yield_to_written_ones, errors_still_give_a_tree, no_link_in_a_link,
          redacted_text_is_gone, index_of_nothing_goes, second_sourceindex_goes)
