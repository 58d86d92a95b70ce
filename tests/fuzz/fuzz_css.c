/* Any bytes as a style sheet: parse, cascade over a small dossier, write the screen sheet. */
#include "fuzz.h"

#include "doc/doc.h"
#include "style/style.h"

static const char DOSSIER[] =
    "<?xml version=\"1.0\"?><dossier xmlns=\"urn:dossier:1\" xml:lang=\"fr\"><info><title>T</title></info>"
    "<front><toc/></front><body><section xml:id=\"a\" class=\"x\"><title>S</title><p>Un <em>mot</em><note>N</note>.</p>"
    "<ul><li><p>L</p></li></ul><table><caption>C</caption><tr><th scope=\"col\">a</th><td>b</td></tr></table>"
    "<callout kind=\"note\"><p>c</p></callout></section></body></dossier>";

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    FILE *nowhere = fopen("/dev/null", "w");
    if (!nowhere)
        abort();
    struct diag *diag = diag_new(nowhere, DIAG_TEXT, false, DIAG_HINT);
    char path[256];
    snprintf(path, sizeof path, "%s", fuzz_file("input.xml", (const uint8_t *)DOSSIER, sizeof DOSSIER - 1));
    const struct doc_options how = {.schema = DOSSIER_SOURCE_DIR "/src/doc/dossier.rng"};
    struct doc *doc = doc_load(path, &how, diag);
    if (!doc)
        abort();
    const struct style_options opt = {.sheet = fuzz_file("input.css", data, size),
                                      .styles_dir = DOSSIER_SOURCE_DIR "/styles"};
    struct styles *styles = styles_new(doc, &opt, diag);
    struct buf css = {0};
    styles_write_css(styles, &css);
    for (unsigned flags = 0; flags < 16; flags++)
        style_page(styles, NULL, flags);
    styles_dump(styles, doc, nowhere);
    buf_drop(&css);
    styles_drop(styles);
    doc_drop(doc);
    diag_drop(diag);
    fclose(nowhere);
    return 0;
}
