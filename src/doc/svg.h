/* Inside doc/: drawings. svg.c, svgsafe.c, svgstrip.c */
#ifndef DOC_SVG_H
#define DOC_SVG_H

#include "doc/media.h"

#include <libxml/tree.h>

/* Too many parts to be read at all, or NULL. */
const char *svg_crowd(const uint8_t *data, size_t len);
/* What may not stand in it, or NULL. Afterwards no attribute holds an entity. */
const char *svg_fault(struct arena *a, xmlDoc *doc);
/* Takes out what is not shown; a fault of a picture in it, or NULL. */
const char *svg_strip(struct arena *a, xmlDoc *doc, bool *changed);

#endif
