/* doc, inside: the steps of doc_load in their order. Each takes the doc as the step before left it, reports through diag and goes on. */
#ifndef DOC_INTERNAL_H
#define DOC_INTERNAL_H

#include "doc/doc.h"

/* doc.c: a document with nothing in it yet. */
struct doc *doc_begin(struct arena *arena, const char *path, const struct doc_options *opt);
/* load.c (helped by include.c, schema.c): parse with XInclude, place every node truly (file, line, col), check namespace,
 * depth and schema; makes doc->tree/info/sources_node as written, raw text, attributes, lang inherited, class, id. */
bool load_tree(struct doc *doc, const struct doc_options *opt, struct diag *diag);
/* normalise.c: drop what is for another audience, settle white space (see text below), decide node->block.
 * Text: no white-space-only node between blocks, none at the start or end of a run of inlines, runs of white space one space
 * even across inline elements, pre untouched (its line ends are LF). */
void normalise_tree(struct doc *doc, const char *audience, struct diag *diag);
/* redact.c: empties redact elements that are for another audience. */
void redact_tree(struct doc *doc, const char *audience);
/* source.c, csljson.c: doc->sources from source elements and CSL-JSON, in index order. */
void sources_load(struct doc *doc, struct diag *diag);
/* media.c: node->image, node->chart (CSV, points). */
void media_load(struct doc *doc, struct diag *diag);
/* resolve.c: ids once, numbers, ref/cite/source attributes to nodes and sources. */
void resolve_tree(struct doc *doc, struct diag *diag);
/* tablecheck.c: spans that do not fit their table. */
void tables_check(struct doc *doc, struct diag *diag);
void tables_fill(struct doc *doc); /* empty cells where rows are short */
/* generate*.c: the generated matter of doc.h. */
void generate_tree(struct doc *doc, struct diag *diag);
/* typo.c: spaces and signs by language in every text node (not in code, pre, addresses). */
void typo_tree(struct doc *doc);
/* ordinal.c: raises the endings of French ordinals. */
void ordinals_tree(struct doc *doc);
/* index nodes, fill doc->nodes, metadata strings (doc.c). */
void doc_finish(struct doc *doc);

/* Building blocks (tree.c). */
struct node *node_new(struct doc *doc, enum node_kind kind, const struct node *like); /* src and lang of like; generated */
struct node *node_text(struct doc *doc, const char *text, const struct node *like);
void node_append(struct node *parent, struct node *child);
void node_insert_before(struct node *place, struct node *child);
void node_insert_after(struct node *place, struct node *child);
void node_prepend(struct node *parent, struct node *child);
void node_remove(struct node *n);
bool node_set_attr(struct doc *doc, struct node *n, const char *name, const char *value);
enum node_kind node_kind_of(const char *element); /* NODE_KIND_COUNT if unknown */

/* reference.c: a source as inlines in the citation style, appended to parent. */
void reference_append(struct doc *doc, const struct source *s, struct node *parent);
/* references.c: the citation style; the records in the order of the index (which an author-date style changes). */
void references_open(struct doc *doc, const struct doc_options *opt, struct diag *diag);
void references_take(struct doc *doc, struct source **v, size_t n);
void references_drop(struct doc *doc);

#endif
