/* Inside doc/: what the files of the generated matter share. generate*.c, reference.c */
#ifndef DOC_GENERATE_H
#define DOC_GENERATE_H

#include "doc/internal.h"

struct node_list {
    VEC(struct node *) list;
};

struct gen {
    struct doc *doc;
    struct diag *diag;
    struct map *ids;                                   /* every id in use */
    int32_t made[NODE_KIND_COUNT];                     /* ids made, by kind */
    struct node_list *cited;                           /* by label - 1: the cites that stand in the text */
    struct node_list claims, figures, tables, indexes; /* document order; indexes: toc and its like, filled last */
};

/* A child of parent at its end, in parent's language, at parent's place. Text may be NULL or empty: nothing is made. */
struct node *gen_node(struct doc *doc, struct node *parent, enum node_kind kind);
struct node *gen_text(struct doc *doc, struct node *parent, const char *text);
void gen_trim(struct doc *doc, struct node *parent); /* takes the space off the end of generated text */
struct node *gen_wrap(struct doc *doc, struct node *parent, enum node_kind kind,
                      const char *text); /* a node with text in it */
struct node *gen_link(struct gen *g, struct node *parent, struct node *target);
struct node *gen_pageref(struct gen *g, struct node *parent, struct node *const *targets, size_t n);
void gen_unnest(struct node *link); /* no link may stand in a link */
/* "p. " and the pages of one place. */
void gen_page(struct gen *g, struct node *parent, struct node *target);
const char *gen_id(struct gen *g, struct node *n); /* makes one where there is none */
/* Text and inlines of from at the end of to, fit for an index: no notes, cites, links, claims' marks. limit: at most so many code points
 * (cut at a word, then "…"); 0: all. */
void gen_copy(struct doc *doc, const struct node *from, struct node *to, size_t limit);
/* A whole copy; ids too when keep_ids. */
struct node *gen_copy_deep(struct doc *doc, const struct node *from, struct node *to, bool keep_ids);

/* generate.c: a cite of these entries (nodes of kind sourceentry); counted: it stands in the text, so the index names its page. */
void gen_cite_fill(struct gen *g, struct node *cite, struct node *const *entries, int32_t n, const char *at,
                   bool counted);
struct node *gen_cite(struct gen *g, struct node *parent, struct node *by, bool counted);
void gen_cite_count(struct gen *g, struct node *cite, struct node *const *entries, int32_t n);
/* generate_note.c, for styles made for notes: cites in the running text become notes, and all notes are numbered anew; the text of such a
 * note; one made at the end of parent, of the sources of by. */
void gen_notes_number(struct gen *g);
void gen_note_fill(struct gen *g, struct node *note);
struct node *gen_note(struct gen *g, struct node *parent, struct node *by);
/* generate_label.c: "1.2", "A.1" of a section; NULL where it has no number. */
const char *gen_section_number(struct doc *doc, const struct node *section);
const char *gen_name(struct doc *doc, const struct node *n, const char *lang,
                     bool capital);            /* "Figure 3"; NULL if it has none */
void gen_label(struct gen *g, struct node *n); /* puts its label before the title or caption */
void gen_ref(struct gen *g, struct node *ref);
/* generate_block.c */
void gen_block(struct gen *g, struct node *n); /* quotations, callouts, key figures, clippings, events, items, claims */
/* generate_index.c */
void gen_indexes(struct gen *g);
/* generate_front.c: cover and imprint before the front matter. Before resolve. */
void gen_front(struct doc *doc);

/* reference.c: "Paul Valéry" and the like, for attributions. */
void reference_short(struct doc *doc, const struct source *s, struct node *parent);
/* reference.c: the paper and the date of a clipping. */
void reference_masthead(struct doc *doc, const struct source *s, struct node *parent);

/* references.c: the cite as the style has it; counted: it stands in the text, and what was cited before counts for it. */
void references_cite(struct gen *g, struct node *cite, struct node *const *entries, int32_t n, const char *at, bool counted);
bool references_numbered(struct doc *doc); /* entries of the index have numbers: cites show them */
bool references_in_notes(struct doc *doc); /* the style is made for notes */

#endif
