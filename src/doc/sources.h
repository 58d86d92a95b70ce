/* Inside doc/: sources while they are gathered. source.c, csljson.c */
#ifndef DOC_SOURCES_H
#define DOC_SOURCES_H

#include "doc/internal.h"

struct gather {
    struct doc *doc;
    struct diag *diag;
    struct map *by_id; /* id -> struct source, in file order */
};
/* author.c: the name an author element writes; text: its text, settled. */
struct source_name author_read(struct doc *doc, const struct node *n, const char *text);
/* Takes s up; an id given twice, or none, is an error, and s is left out. */
void gather_add(struct gather *g, struct source *s);
void source_add_snapshot(struct gather *g, struct source *s, const struct source_snapshot *one);
/* Takes up the sources of the files that sources names. */
void sources_files(struct gather *g);
/* records.c: reads a CSL-JSON, BibTeX or RIS file; where is the place of its href. */
void records_read(struct gather *g, const char *href, struct src where);

/* The values of kind, for messages; and whether s is one. */
const char *source_type_of_kind(const char *kind, bool has_container);
const char *source_kind_of_type(const char *type);

/* Calls for every id in a space-separated list; the id is valid during the call. */
void ids_each(struct doc *doc, const char *list, void (*f)(void *ctx, const char *id), void *ctx);

#endif
