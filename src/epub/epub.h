/* epub: document + styles + page map -> EPUB 3.3. */
#ifndef EPUB_H
#define EPUB_H

#include "chart/chart.h"
#include "layout/pagemap.h"

struct epub_options {
    const char *generator; /* "dossier 0.1" */
    const char *fonts_conf;
    int64_t time;          /* SOURCE_DATE_EPOCH or the dossier's date, seconds; for dcterms:modified and the entries */
};
/* map may be NULL (no PDF was laid out): then there is no page list. Writes path through o. false after a diagnostic. */
bool epub_write(const struct doc *doc, const struct styles *styles, const struct pagemap *map, const struct epub_options *opt,
                struct outfile *o, struct diag *diag);

#endif
