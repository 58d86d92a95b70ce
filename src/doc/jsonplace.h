/* Inside doc/: where the values of a JSON text stand, which jansson does not say. The text must be sound JSON. jsonplace.c */
#ifndef DOC_JSONPLACE_H
#define DOC_JSONPLACE_H

#include <stddef.h>

/* All give a pointer to the first byte of a value, or NULL. */
const char *json_place_value(const char *p, const char *end); /* past white space */
const char *json_place_end(const char *value, const char *end); /* past the value */
const char *json_place_member(const char *object, const char *end, const char *key); /* the last of that name, as jansson reads it */
/* Line k of a string, past its spaces: not the value but a place in it. */
const char *json_place_line(const char *string, const char *end, size_t k);
const char *json_place_first(const char *array, const char *end);
const char *json_place_next(const char *value, const char *end); /* the value after this one of an array */

#endif
