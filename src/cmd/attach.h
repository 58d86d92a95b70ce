/* --attach: which files go into the PDF. */
#ifndef CMD_ATTACH_H
#define CMD_ATTACH_H

#include "doc/doc.h"
#include "pdf/pdf.h"

struct attached {
    struct pdf_attachment *v; /* to be freed; what it points to lives as long as doc */
    size_t n;
};
/* RO-Crate as JSON, to be freed; NULL if a file can't be read. manifest.c */
char *attach_manifest(const struct doc *doc, const struct pdf_attachment *files, size_t n);
/* false after an error (a captured file is missing). */
bool attach_gather(struct attached *out, const struct doc *doc, struct diag *diag);

#endif
