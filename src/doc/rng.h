/* doc, inside schema: the schema read as data, to say in plain words why something does not fit it. */
#ifndef DOC_RNG_H
#define DOC_RNG_H

#include "base/base.h"

#include <libxml/parser.h>

struct rng { /* knows the part of RELAX NG that dossier.rng uses: no interleave, no name classes */
    xmlDocPtr tree;
    struct map *defines;           /* name -> xmlNode of <define> */
    VEC(const xmlNode *) elements; /* every <element>, in the schema's order */
};
bool rng_open(struct rng *rng, const char *path);
void rng_close(struct rng *rng);

const xmlNode *rng_named(const struct rng *rng, const char *name); /* any element of that name; NULL if unknown */
const xmlNode *rng_child(const struct rng *rng, const xmlNode *parent,
                         const char *name); /* NULL if it may not stand there */
bool rng_takes_text(const struct rng *rng, const xmlNode *parent);

struct rng_names {
    VEC(const char *) v; /* lent by the schema; no name twice */
};
void rng_children(const struct rng *rng, const xmlNode *parent, struct rng_names *out);
void rng_parents(const struct rng *rng, const char *child, struct rng_names *out);
void rng_attributes(const struct rng *rng, const xmlNode *element, bool required_only, struct rng_names *out);
void rng_names_drop(struct rng_names *names);
/* The <attribute> of that name ("xml:id" with its prefix); NULL if the element has none. */
const xmlNode *rng_attribute(const struct rng *rng, const xmlNode *element, const char *name);
/* Judges a value; says in words what would do when it does not. */
bool rng_value_fits(const xmlNode *attribute, const char *value, struct buf *words);
/* Matches the names of an element's children with its content. The number that fit; what could come next goes into expected.
 * *complete: nothing is lacking after them. */
size_t rng_match(const struct rng *rng, const xmlNode *parent, const char *const *names, size_t n,
                 struct rng_names *expected, bool *complete);

/* names.c: the nearest of the candidates, or NULL if none is near. */
const char *nearest_name(const char *wrong, const char *const *names, size_t n);
/* names.c: what HTML, DocBook and hands call an element of ours; NULL if nothing is known. */
const char *familiar_name(const char *wrong);

#endif
