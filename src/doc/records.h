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
    const json_t *item;
    struct src src;             /* where it begins */
    struct src snapshot;        /* of the field that names its captured file, if there is one */
    const struct src *note;     /* of each line of the note, past its spaces; those unknown are at src */
    size_t n_note;
};
void record_take(struct gather *g, const struct record *r);
void csljson_parse(struct gather *g, const char *file, const char *text, size_t len);
void bibtex_parse(struct gather *g, const char *file, const char *text, size_t len);
void ris_parse(struct gather *g, const char *file, const char *text, size_t len);

/* What several need. value NULL or empty: nothing is set. The first value of a name stays. */
void record_set(json_t *item, const char *name, const char *value);
/* "2019", "2019-03-12", "2019/03/12", a range with "/", with "~" or "?" for circa, as a CSL date; else as words. */
void record_date(json_t *item, const char *name, const char *value);
/* "Family, Given" or an institution. */
void record_name(json_t *item, const char *role, const char *family, const char *given, const char *particle,
                 const char *suffix);
/* An id for a record without one: the first family name (or word of the title) and the year, in ASCII. */
void record_make_id(struct gather *g, json_t *item);

/* tex.c: TeX's accents, signs and commands as plain text. */
void tex_plain(const char *s, size_t n, struct buf *out);

#endif
