/* The small book the tests share, made in a temporary folder, read back with libzip. */
#ifndef BOOK_H
#define BOOK_H

#include "epub/internal.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

struct sample {
    struct diag *diag;
    struct doc *doc;
    struct styles *styles;
    struct pagemap map;
    struct page_start pages[7];
    FILE *messages;
};

static const struct node *text_with(const struct doc *doc, const char *what)
{
    for (int32_t i = 0; i < doc->n_nodes; i++)
        if (doc->nodes[i]->kind == NODE_TEXT && strstr(doc->nodes[i]->text, what))
            return doc->nodes[i];
    return NULL;
}

/* Page i begins at `what`, which stands inside a text. */
static inline void page_at(struct sample *s, int i, const char *label, const char *what)
{
    const struct node *n = what ? text_with(s->doc, what) : NULL;
    s->pages[i] = (struct page_start){label, n, n ? (uint32_t)(strstr(n->text, what) - n->text) : 0};
    ck_assert_msg(!what || n, "no text with %s", what);
}

static inline void sample_load(struct sample *s, const char *file)
{
    char path[512];
    snprintf(path, sizeof path, "%s/tests/epub/cases/%s", DOSSIER_SOURCE_DIR, file);
    memset(s, 0, sizeof *s);
    s->messages = tmpfile();
    s->diag = diag_new(s->messages, DIAG_TEXT, false, DIAG_ERROR);
    struct doc_options how = {.schema = DOSSIER_SOURCE_DIR "/src/doc/dossier.rng"};
    s->doc = doc_load(path, &how, s->diag);
    ck_assert_ptr_nonnull(s->doc);
    struct style_options look = {.styles_dir = DOSSIER_SOURCE_DIR "/styles"};
    s->styles = styles_new(s->doc, &look, s->diag);
}

/* The common book, with seven pages. */
static inline void sample_open(struct sample *s)
{
    sample_load(s, "book.xml");
    page_at(s, 0, "", NULL);
    page_at(s, 1, "i", "phrase en tête");
    page_at(s, 2, "ii", NULL); /* blank */
    page_at(s, 3, "iii", "reste de la page");
    page_at(s, 4, "1", "avec une note");
    page_at(s, 5, "2", "Fin, voir");
    page_at(s, 6, "3", "dont la page ne parle plus");
    s->map = (struct pagemap){.n_pages = 7, .pages = s->pages, .n_places = s->doc->n_nodes};
    s->map.places = calloc((size_t)s->doc->n_nodes, sizeof *s->map.places);
    for (int32_t i = 0, page = 0; i < s->doc->n_nodes; i++) {
        for (int k = 1; k < 7; k++)
            page = s->pages[k].node == s->doc->nodes[i] ? k : page;
        s->map.places[i].page = page;
    }
}

static inline void sample_close(struct sample *s)
{
    free(s->map.places);
    styles_drop(s->styles);
    doc_drop(s->doc);
    diag_drop(s->diag);
    fclose(s->messages);
}

static inline void sample_write(struct sample *s, bool with_pages, int64_t time, char path[64])
{
    strcpy(path, "/tmp/dossier-epub-XXXXXX");
    int fd = mkstemp(path);
    ck_assert(fd >= 0);
    close(fd);
    struct outfile *o = outfile_open(path);
    struct epub_options opt = {.generator = "dossier test", .fonts_conf = DOSSIER_SOURCE_DIR "/fonts/fonts.conf", .time = time};
    ck_assert(epub_write(s->doc, s->styles, with_pages ? &s->map : NULL, &opt, o, s->diag));
    ck_assert(outfile_commit(o));
}

/* One entry as a string; NULL if there is none. The caller frees it. */
static inline char *entry(const char *path, const char *name)
{
    int err;
    zip_t *z = zip_open(path, ZIP_RDONLY, &err);
    ck_assert_ptr_nonnull(z);
    struct zip_stat st;
    char *text = NULL;
    if (zip_stat(z, name, 0, &st) == 0) {
        zip_file_t *f = zip_fopen(z, name, 0);
        text = calloc(st.size + 1, 1);
        ck_assert_int_eq((int)zip_fread(f, text, st.size), (int)st.size);
        zip_fclose(f);
    }
    zip_discard(z);
    return text;
}

#define HAS(text, what) ck_assert_msg(strstr(text, what) != NULL, "not there: %s", what)
#define HAS_NOT(text, what) ck_assert_msg(strstr(text, what) == NULL, "there: %s", what)

#endif
