/* doc, inside check: what the parts of doc_check share. */
#ifndef DOC_CHECK_H
#define DOC_CHECK_H

#include "doc/doc.h"

/* evidence.c: captured files are there, unchanged, and say what is quoted from them. */
void check_evidence(const struct doc *doc, struct diag *diag);

/* checksame.c: sources that are there twice; persons named in two spellings. */
void check_same(const struct doc *doc, struct diag *diag);

#endif
