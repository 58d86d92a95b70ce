/* Any bytes as a style sheet: parse, cascade over a small dossier, write the screen sheet. */
#include "fuzz.h"

#include "doc/doc.h"
#include "style/style.h"

static const char DOSSIER[] =
    "<?xml version=\"1.0\"?><dossier xmlns=\"urn:dossier:1\" xml:lang=\"fr\"><info><title>T</title></info>"
    "<front><toc/></front><body><section xml:id=\"a\" class=\"x\"><title>S</title><p>Un <em>mot</em><note>N</note>.</p>"
    "<ul><li><p>L</p></li></ul><table><caption>C</caption><tr><th scope=\"col\">a</th><td>b</td></tr></table>"
    "<callout kind=\"note\"><p>c</p></callout></section></body></dossier>";

/* One document for the whole run: it never changes. Kept for the life of the process. */
static const struct doc *small_dossier(FILE *nowhere)
{
    static struct doc *doc;
    if (!doc) {
        struct diag *diag = diag_new(nowhere, DIAG_TEXT, false, DIAG_HINT);
        const struct doc_options how = {.schema = DOSSIER_SOURCE_DIR "/src/doc/dossier.rng"};
        doc = doc_load(fuzz_file("input.xml", (const uint8_t *)DOSSIER, sizeof DOSSIER - 1), &how, diag);
        if (!doc || diag_failed(diag))
            abort();
        diag_drop(diag);
    }
    return doc;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    FILE *nowhere = fopen("/dev/null", "w");
    if (!nowhere)
        abort();
    const struct doc *doc = small_dossier(nowhere);
    struct diag *diag = diag_new(nowhere, DIAG_TEXT, false, DIAG_HINT);
    const struct style_options opt = {.sheet = fuzz_file("input.css", data, size),
                                      .styles_dir = DOSSIER_SOURCE_DIR "/styles"};
    struct styles *styles = styles_new(doc, &opt, diag);
    struct buf css = {0};
    styles_write_css(styles, &css);
    for (unsigned flags = 0; flags < 16; flags++)
        style_page(styles, NULL, flags);
    buf_drop(&css);
    styles_drop(styles);
    diag_drop(diag);
    fclose(nowhere);
    return 0;
}
