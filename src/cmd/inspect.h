/* inspect: what a file claims and carries, as a JSON object that is printed as it is or as lines. Bad files are normal. */
#ifndef CMD_INSPECT_H
#define CMD_INSPECT_H

#include "base/base.h"

#include <jansson.h>
#include <libxml/tree.h>

enum { INSPECT_PART = 256 << 20 }; /* no part of a file is read that is larger */

/* NULL after a diagnostic. */
json_t *inspect_pdf(const char *path, struct diag *diag);
json_t *inspect_epub(const char *path, struct diag *diag);

/* ---- inspect_xml.c: metadata in XML ---- */
xmlDocPtr inspect_xml(const char *data, size_t n); /* no network, no entities from elsewhere; NULL if it is none */
/* Texts of all elements (and of attributes of rdf:Description) of that name in that namespace, in order; empty ones left out. */
json_t *inspect_texts(xmlDocPtr doc, const char *space, const char *name);
xmlNodePtr inspect_after(xmlNodePtr n, bool down); /* the next node of the tree, children first if down; NULL at the end */
json_t *inspect_attr(xmlNodePtr n, const char *name); /* NULL if it is not there */
#define INSPECT_DC "http://purl.org/dc/elements/1.1/"
void inspect_put(json_t *o, const char *key, json_t *v); /* takes v; nothing for NULL, "" and [] */
void inspect_one(json_t *o, const char *key, json_t *list); /* the first of a list; takes it */
void inspect_hash(const void *data, size_t n, char hex[65]);

void inspect_print(const json_t *o, FILE *out); /* inspect_print.c: as lines */

#endif
