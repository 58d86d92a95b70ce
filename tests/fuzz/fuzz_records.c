/* Any bytes as a file of records (BibTeX, RIS, CSL-JSON) and as a captured file (WARC, gzipped or not, WACZ, HTML). */
#include "fuzz.h"

#include "capture/capture.h"
#include "doc/records.h"
#include "doc/seal.h"

/* A hash has its place within the file, or none. */
static void sealed(const struct buf *text, const struct source *s)
{
    for (int32_t i = 0; i < s->n_snapshot; i++) {
        struct seal_edit e;
        if (seal_place(text, s->snapshot[i].src, &e) && (e.at > text->len || e.cut > text->len - e.at || !e.before || !e.after))
            abort();
    }
}

static void records(const struct buf *text, struct diag *diag)
{
    struct doc_options how = {0};
    struct arena *arena = arena_new();
    struct doc *doc = doc_begin(arena, "input.xml", &how);
    struct gather g = {doc, diag, map_new()};
    struct buf plain = {0};
    buf_adds(&plain, "");
    utf8_from_bytes(text->data, text->len, &plain);
    if (!memchr(text->data, 0, text->len)) {
        bibtex_parse(&g, "a.bib", plain.data, plain.len);
        ris_parse(&g, "a.ris", plain.data, plain.len);
        csljson_parse(&g, "a.json", text->data, text->len);
    }
    for (size_t i = 0; i < map_count(g.by_id); i++) {
        void *s;
        map_at(g.by_id, i, &s);
        sealed(text, s);
        json_decref((json_t *)source_record(s));
    }
    buf_drop(&plain);
    map_drop(g.by_id);
    arena_drop(arena);
}

static void captured(const struct buf *bytes)
{
    static const char *const names[] = {"a.warc", "a.warc.gz", "a.wacz", "a.html"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct buf text = {0}, folded = {0};
        uint32_t *from = NULL;
        if (capture_text(names[i], "https://example.org/a", bytes->data, bytes->len, &text))
            capture_fold(text.data, text.len, &folded, &from);
        free(from);
        buf_drop(&text);
        buf_drop(&folded);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    FILE *nowhere = fopen("/dev/null", "w");
    struct buf bytes = {0};
    if (!nowhere)
        abort();
    struct diag *diag = diag_new(nowhere, DIAG_TEXT, false, DIAG_HINT);
    buf_add(&bytes, "", 0);
    buf_add(&bytes, data, size);
    records(&bytes, diag);
    captured(&bytes);
    buf_drop(&bytes);
    diag_drop(diag);
    fclose(nowhere);
    return 0;
}
