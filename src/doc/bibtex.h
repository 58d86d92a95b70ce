/* doc, inside the reading of BibTeX: bibtex.c reads entries, bibitem.c makes CSL items of them, bibname.c their names. */
#ifndef DOC_BIBTEX_H
#define DOC_BIBTEX_H

#include "doc/records.h"

struct bib_field {
    const char *name, *value; /* lower case; TeX as written */
    const char *at, *text; /* where the name stands; the value's first byte, if it is written whole, without macros */
};
struct bib_entry {
    const char *type, *key, *at;
    VEC(struct bib_field) field;
    const struct bib_entry *parent; /* crossref */
};

/* Of the entry itself. */
const struct bib_field *bib_own(const struct bib_entry *e, const char *name);
const char *bib_value(const struct bib_entry *e, const char *name);
const char *bib_plain(struct arena *a, const char *tex);      /* tex may be NULL */
json_t *bib_item(struct arena *a, const struct bib_entry *e); /* all but the note */
/* "A and B and others" */
void bib_names(struct arena *a, json_t *item, const char *role, const char *list);

#endif
