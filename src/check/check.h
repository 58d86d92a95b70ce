/* check: what is weak in a dossier that could be built: claims, sources, quotations, dates, names, abbreviations. */
#ifndef CHECK_CHECK_H
#define CHECK_CHECK_H

#include "doc/doc.h"

/* Reports through diag what is weak in the writing; errors are doc_load's. Reads the captured files of the sources. */
void check_document(const struct doc *doc, struct diag *diag);

#endif
