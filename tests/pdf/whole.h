/* A dossier built from its XML in this process, as the program builds it, to a file. */
#ifndef WHOLE_H
#define WHOLE_H

#include "pdf/pdf.h"
#include "style/style.h"

#include <unistd.h>

/* true if the PDF stands at path; what is wrong goes to standard error. */
static inline bool whole_build(const char *xml, const char *sheet, const char *path)
{
    struct diag *diag = diag_new(stderr, DIAG_TEXT, false, DIAG_ERROR);
    struct doc_options how = {.schema = DOSSIER_SOURCE_DIR "/src/doc/dossier.rng"};
    struct style_options look = {.sheet = sheet, .styles_dir = DOSSIER_SOURCE_DIR "/styles"};
    struct layout_options lay = {.fonts_conf = DOSSIER_SOURCE_DIR "/fonts/fonts.conf"};
    struct pdf_options opt = {.producer = "dossier test", .fonts_conf = lay.fonts_conf};
    struct doc *doc = doc_load(xml, &how, diag);
    struct styles *styles = doc ? styles_new(doc, &look, diag) : NULL;
    struct layout *layout = styles && !diag_failed(diag) ? layout_new(doc, styles, &lay, diag) : NULL;
    struct outfile *o = layout ? outfile_open(path) : NULL;
    bool ok = o && pdf_write(doc, layout, &opt, o, diag);

    ok = ok ? outfile_commit(o) : (outfile_abandon(o), false);
    layout_drop(layout);
    if (styles)
        styles_drop(styles);
    doc_drop(doc);
    ok = ok && !diag_failed(diag);
    diag_drop(diag);
    return ok;
}

/* A file of this process in the temporary folder; the buffer is the caller's. */
static inline const char *whole_path(char path[256], const char *name)
{
    const char *dir = getenv("TMPDIR");

    snprintf(path, 256, "%s/dossier-%d-%s", dir ? dir : "/tmp", (int)getpid(), name);
    return path;
}

#endif
