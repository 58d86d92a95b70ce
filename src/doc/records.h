/* Inside doc/: files of records, all turned into CSL items (jansson) and so into sources. csljson.c, bibtex.c, ris.c, tex.c */
#ifndef DOC_RECORDS_H
#define DOC_RECORDS_H

#include "doc/sources.h"

#include <jansson.h>

enum record_format { RECORD_JSON, RECORD_BIB, RECORD_RIS };
enum record_format record_format_of(const char *path); /* by its extension */

/* A record that is no CSL-JSON in its file, and where it stands. */
struct record {
    const char *file;
    json_t *item;
    struct src src;         /* where it begins */
    struct src snapshot;    /* of the field that names its captured file, if there is one */
    const struct src *note; /* of each line of the note, past its spaces; those unknown are at src */
    size_t n_note;
};
void record_take(struct gather *g, const struct record *r);
void csljson_parse(struct gather *g, const char *file, const char *text, size_t len);
void bibtex_parse(struct gather *g, const char *file, const char *text, size_t len);
void ris_parse(struct gather *g, const char *file, const char *text, size_t len);

/* What several need. value NULL or empty: nothing is set. The first value of a name stays. */
void record_set(json_t *item, const char *name, const char *value);
/* recorddate.c: a date, or a range of two, as a CSL date; as words where it cannot be read. */
void record_date(json_t *item, const char *name, const char *value);
const char *
record_language(const char *s);        /* babel's, MARC's and own names of languages as tags; NULL for other words */
const char *record_doi(const char *s); /* without the address before it */
const char *record_east_asian(const char *s); /* the space between 李 and 四; NULL in other names */
/* A person, or without given name an institution. "李 四" is family 李. */
void record_name(json_t *item, const char *role, const char *family, const char *given, const char *particle,
                 const char *suffix);
/* An id for a record without one: the first family name (or word of the title) and the year, in ASCII. */
void record_make_id(struct gather *g, json_t *item);

/* tex.c: TeX's accents, signs and commands as plain text. */
void tex_plain(const char *s, size_t n, struct buf *out);
/* texmarked.c: the same with CSL's marks for italics, bold, raised and lowered, and for words whose case stands in braces. */
void tex_marked(const char *s, size_t n, struct buf *out);

#endif
