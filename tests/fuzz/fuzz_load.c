/* Any bytes as a dossier: parse, validate, resolve, generate, check. */
#include "fuzz.h"

#include "check/check.h"
#include "doc/doc.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    FILE *nowhere = fopen("/dev/null", "w");
    if (!nowhere)
        abort();
    struct diag *diag = diag_new(nowhere, DIAG_TEXT, false, DIAG_HINT);
    const struct doc_options how = {.schema = DOSSIER_SOURCE_DIR "/src/doc/dossier.rng"};
    struct doc *doc = doc_load(fuzz_file("input.xml", data, size), &how, diag);
    if (doc) {
        check_document(doc, diag);
        doc_dump(doc, nowhere);
        doc_drop(doc);
    }
    diag_drop(diag);
    fclose(nowhere);
    return 0;
}
