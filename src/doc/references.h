/* Inside doc/: references and cites, all set by styles of the Citation Style Language (room cite/). references.c, reference.c */
#ifndef DOC_REFERENCES_H
#define DOC_REFERENCES_H

#include "doc/generate.h"

#include "cite/cite.h"

/* ROLE_ENTRY: the style asked for, or the house's. ROLE_ATTRIBUTION: who is quoted, under a quotation. */
enum reference_role { ROLE_ENTRY, ROLE_ATTRIBUTION };
/* The processor that sets sources in that role and language, with all sources in it; NULL: its style cannot be read (an error was given). */
struct cite *references_processor(struct doc *doc, enum reference_role role, const char *lang);
/* The entry of a source in it. */
const struct cite_text *references_text(struct doc *doc, enum reference_role role, const struct source *s, const char *lang);

/* A reference to s at that place ("p. 12": its label and locator, where it can be read so). at may be NULL. */
struct cite_ref references_ref(struct doc *doc, const struct source *s, const char *at);

/* reference.c: a run as nodes at the end of parent; s: whose reference it is, NULL: none's in particular. */
void reference_run(struct doc *doc, struct node *parent, const struct cite_run *run, const struct source *s);

#endif
