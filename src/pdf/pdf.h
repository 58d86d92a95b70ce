/* pdf: finished pages -> a tagged PDF, written as it is made (pages, fonts, structure tree, outline, metadata). */
#ifndef PDF_H
#define PDF_H

#include "layout/layout.h"

struct pdf_attachment {
    const char *path;     /* read when it is written */
    const char *data;     /* its text, if not NULL: no path then */
    const char *name;     /* ASCII, each once */
    const char *type;     /* media type */
    const char *relation; /* of ISO 19005-3: Source, Data, Alternative, Supplement, Unspecified */
    const char *says;     /* what it is, or NULL */
};
struct pdf_options {
    const char *producer;  /* "dossier 0.1" */
    const char *icc_path;  /* sRGB profile; NULL: made by lcms2 */
    const char *fonts_conf; /* for the text in drawings, as the layout has it; NULL: the system's */
    const struct pdf_attachment *attached; /* in order of name; with any, the file is PDF/A-3a, else 2a */
    size_t n_attached;
    bool untagged; /* for the bench alone: a PDF that nobody should be given, to know what tags and claims cost */
};
/* Writes to o (the caller commits or abandons it). false after a diagnostic. */
bool pdf_write(const struct doc *doc, const struct layout *layout, const struct pdf_options *opt, struct outfile *o, struct diag *diag);
/* The structure tree, page by page in reading order, as text (--dump=tags). */
void pdf_dump_tags(const struct doc *doc, const struct layout *layout, FILE *out);

#endif
