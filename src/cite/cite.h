/* cite: citations and bibliographies in any style of the Citation Style Language (CSL 1.0.2). It knows records (CSL-JSON), styles and
 * locales (CSL XML), and no document: what comes out is runs of text for others to set.
 *
 * The order of work: cite_open, cite_add_items, cite_add_cluster for each place in the text that cites (in reading order),
 * cite_process once, then cite_cluster and cite_entry as often as wanted. */
#ifndef CITE_H
#define CITE_H

#include "base/base.h"

struct cite;

struct cite_options {
    const char *style;       /* a file, or the name of a style in styles_dir; dependent styles lead to their parents */
    const char *locale;      /* "fr-FR"; NULL: what the style says, else en-US */
    const char *house_dir;   /* styles of the program's own, found first; or NULL */
    const char *styles_dir;  /* NULL: where Debian's citation-style-language-styles puts them */
    const char *locales_dir; /* NULL: where Debian's citation-style-language-locales puts them */
};

/* NULL leaves a message in *error (free it). */
struct cite *cite_open(const struct cite_options *o, char **error);
void cite_drop(struct cite *c);

/* A CSL-JSON array (or one object), and what else the caller knows about it. Items given twice replace the first. */
bool cite_add_items(struct cite *c, const char *json, size_t n, char **error);
/* Every item added stands in the bibliography, in the order added, cited or not. */
void cite_cite_all(struct cite *c);

/* One reference of a cluster. Strings may be NULL and are copied; prefix and suffix may hold <i>, <b> and so on. */
struct cite_ref {
    const char *id, *locator, *label, *prefix, *suffix;
    bool suppress_author, author_only;
    int near_note; /* 1 near, -1 not near, 0: found out from the notes */
    int position;  /* 0: found out; else enum cite_position + 1 */
};
enum cite_position { CITE_FIRST, CITE_SUBSEQUENT, CITE_IBID, CITE_IBID_WITH_LOCATOR };
/* note: number of the note the cluster stands in, 0 in the text. Returns the cluster's number. References to unknown ids are kept as
 * nothing: cite_known() tells. */
int cite_add_cluster(struct cite *c, const struct cite_ref *refs, size_t n, int note);
bool cite_known(const struct cite *c, const char *id);
/* One cluster of all items, in the order of the bibliography. */
void cite_add_whole_cluster(struct cite *c);
/* A JSON list of clusters (clusters.c says how they look). */
bool cite_add_clusters(struct cite *c, const char *json, size_t n, char **error);
/* Keep to the order in which items were added rather than the style's: for lists sorted otherwise. */
void cite_keep_order(struct cite *c);

/* The bibliography without the numbers of its entries: for who sets them himself. */
void cite_hide_numbers(struct cite *c);

/* Positions, sorting, numbers, disambiguation. */
void cite_process(struct cite *c);

enum cite_flag {
    CITE_ITALIC = 1 << 0,
    CITE_OBLIQUE = 1 << 1,
    CITE_SMALL_CAPS = 1 << 2,
    CITE_BOLD = 1 << 3,
    CITE_LIGHT = 1 << 4,
    CITE_UNDERLINE = 1 << 5,
    CITE_SUP = 1 << 6,
    CITE_SUB = 1 << 7,
};
enum cite_display { CITE_INLINE, CITE_BLOCK, CITE_LEFT_MARGIN, CITE_RIGHT_INLINE, CITE_INDENT };
struct cite_run {
    const char *text;
    uint32_t flags;
    enum cite_display display;
    const char *href; /* NULL: no link */
    int cite;         /* in a cluster: which of its references, from 1; 0: what stands between and around them */
    bool title;       /* the title of a record, which is in that record's language */
};
struct cite_text {
    const struct cite_run *runs;
    size_t n;
    const char *id; /* a bibliography entry's item; NULL for a cluster */
    const struct rich *tree;
};
/* Stay valid until cite_drop. */
size_t cite_cluster_count(const struct cite *c);
const struct cite_text *cite_cluster(const struct cite *c, size_t i);
/* After cite_process: a cluster as if it were the first of the text. Its runs only: not for cite_write_html. */
const struct cite_text *cite_cluster_now(struct cite *c, const struct cite_ref *refs, size_t n);
/* After cite_process: the next cluster in reading order, with its position found out: what comes before is what was asked for before. */
const struct cite_text *cite_cluster_next(struct cite *c, const struct cite_ref *refs, size_t n, int note);
/* Entries of the bibliography; none when the style has no bibliography (cite_has_bibliography). */
bool cite_has_bibliography(const struct cite *c);
size_t cite_entry_count(const struct cite *c);
const struct cite_text *cite_entry(const struct cite *c, size_t i);
bool cite_is_note_style(const struct cite *c);
bool cite_shows_locators(const struct cite *c);
bool cite_is_numeric(const struct cite *c); /* its cites show the numbers of the list */

/* Writers. Links only when asked. */
void cite_write_html(struct buf *out, const struct cite *c, const struct cite_text *t, bool links);
void cite_write_text(struct buf *out, const struct cite_text *t);

#endif
