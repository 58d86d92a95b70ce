/* doc: an XML dossier becomes a tree of nodes that both outputs read: validated, filtered for its audience, resolved
 * (ids, numbers, cites, sources), its generated matter written out as plain nodes (labels, contents, indexes, source
 * entries), its spaces and typographic signs set for its languages. After doc_load the tree never changes. */
#ifndef DOC_H
#define DOC_H

#include "base/base.h"

/* X(NAME, "element name", flow). flow: B block, I inline, M matter that is read but never set, T table part, G generated
 * block, g generated inline (see "What is generated" below); a CSS type selector may name any of them. */
#define DOC_NODES(X)                                                                                                   \
    X(TEXT, "#text", I)                                                                                                \
    X(DOSSIER, "dossier", B) X(INFO, "info", M) X(SOURCES, "sources", M) X(FRONT, "front", B) X(BODY, "body", B)       \
    X(BACK, "back", B) X(TITLE, "title", B) X(SUBTITLE, "subtitle", B) X(AUTHOR, "author", B)                          \
    X(PUBLISHER, "publisher", B) X(DATE, "date", B) X(EDITION, "edition", B) X(IDENTIFIER, "identifier", B)            \
    X(KEYWORD, "keyword", M) X(ABSTRACT, "abstract", B) X(RIGHTS, "rights", B) X(COVER, "cover", B)                    \
    X(SOURCE, "source", M) X(CONTAINER, "container", M) X(ACCESSED, "accessed", M) X(URL, "url", M)                    \
    X(ARCHIVED, "archived", M) X(PAGES, "pages", M) X(NUMBER, "number", M) X(SNAPSHOT, "snapshot", M)                  \
    X(REMARK, "remark", M)                                                                                             \
    X(SECTION, "section", B) X(TOC, "toc", B) X(FIGUREINDEX, "figureindex", B) X(TABLEINDEX, "tableindex", B)          \
    X(SOURCEINDEX, "sourceindex", B) X(CLAIMINDEX, "claimindex", B)                                                    \
    X(P, "p", B) X(UL, "ul", B) X(OL, "ol", B) X(LI, "li", B) X(DL, "dl", B) X(DT, "dt", B) X(DD, "dd", B)             \
    X(BLOCKQUOTE, "blockquote", B) X(ATTRIBUTION, "attribution", B) X(EPIGRAPH, "epigraph", B)                         \
    X(PULLQUOTE, "pullquote", B) X(CALLOUT, "callout", B) X(CLIPPING, "clipping", B) X(HEADLINE, "headline", B)        \
    X(BYLINE, "byline", B) X(KEYFIGURES, "keyfigures", B) X(KEYFIGURE, "keyfigure", B)                                 \
    X(TABLE, "table", B) X(CAPTION, "caption", T) X(COLGROUP, "colgroup", T) X(COL, "col", T) X(THEAD, "thead", T)     \
    X(TBODY, "tbody", T) X(TFOOT, "tfoot", T) X(TR, "tr", T) X(TH, "th", T) X(TD, "td", T)                             \
    X(FIGURE, "figure", B) X(IMG, "img", B) X(FIGCAPTION, "figcaption", B) X(CREDIT, "credit", B)                      \
    X(CHART, "chart", B) X(SERIES, "series", M) X(POINT, "point", M)                                                   \
    X(TIMELINE, "timeline", B) X(EVENT, "event", B) X(AGENDA, "agenda", B) X(ITEM, "item", B)                          \
    X(COLUMNS, "columns", B) X(PAGEBREAK, "pagebreak", B) X(PRE, "pre", B)                                             \
    X(EM, "em", I) X(STRONG, "strong", I) X(Q, "q", I) X(ABBR, "abbr", I) X(SUB, "sub", I) X(SUP, "sup", I)            \
    X(CODE, "code", I) X(BR, "br", I) X(SPAN, "span", I) X(TIME, "time", I) X(A, "a", I) X(REF, "ref", I)              \
    X(NOTE, "note", I) X(CITE, "cite", I) X(CLAIM, "claim", I) X(SIC, "sic", I) X(RUBY, "ruby", I) X(RT, "rt", I)       \
    X(REDACT, "redact", I)                                                                                             \
    X(COVERPAGE, "coverpage", G) X(IMPRINT, "imprint", G) X(TOCITEM, "tocitem", G) X(SOURCEGROUP, "sourcegroup", G)    \
    X(SOURCEENTRY, "sourceentry", G) X(CLAIMGROUP, "claimgroup", G) X(CLAIMENTRY, "claimentry", G)                     \
    X(MASTHEAD, "masthead", G) X(PROVENANCE, "provenance", G) X(WHEN, "when", G) X(VALUE, "value", G)                  \
    X(LEGEND, "legend", G)                                                                                             \
    X(LABEL, "label", g) X(LEADER, "leader", g) X(PAGEREF, "pageref", g) X(LINK, "link", g) X(UNIT, "unit", g)         \
    X(STATUS, "status", g) X(CORR, "corr", g) X(GRADE, "grade", g) X(RB, "rb", g)

enum node_kind {
#define X(name, element, flow) NODE_##name,
    DOC_NODES(X)
#undef X
        NODE_KIND_COUNT
};

/* What is generated, so that layout and EPUB need no knowledge of their own (all text in the language of its place):
 *  dossier     first children: coverpage [figure of the cover, title, subtitle, author.., publisher, date, edition] and imprint
 *              [abstract, p.., identifier, rights]; then front, body, back. info and sources are not children: doc->info, ->sources.
 *  section     a numbered one: title > label "1.2" first. Sections get an id always. (front/back sections are numbered only if annex: "A")
 *  figure/table with caption: figcaption/caption > label "Figure 3" first, its own separator text after it.
 *  toc, figureindex, tableindex: title, then tocitem (attribute depth "1".."6") > link(target) [label?, copies of the title's inlines
 *              without notes], leader, pageref.
 *  sourceindex: title, then sourcegroup? > title, sourceentry (id; number; is the target of cites) > label "3", formatted reference
 *              (text, em, a), grade, link "pageref" of every place that cites it. A dossier that places none gets one at its end (in back).
 *  claimindex: title, claimgroup > title (status in words), claimentry > link(target = claim) [text, cut], cite copies, pageref.
 *  cite        children: text "[", link(target = sourceentry) "3, p. 12", text "]", as the citation style has it. With a style made for notes
 *              cites in the running text are notes: note > span, one for each cite, > link.
 *  claim       at its end: status (in words; only reported estimated alleged disputed), then the cite of its source attribute.
 *  blockquote, epigraph, pullquote with source: attribution is made if none; a cite is put at the end of the attribution.
 *  q, keyfigure (in legend) with source: cite at the end.
 *  ref         if empty: link(target) "Figure 3" / "section 1.2" / the title; then text ", p. " and pageref. With content: content
 *              moves into the link, then " (p. " pageref ")".
 *  note        number set; children as written. What shows the number is the style's (::footnote-call, ::footnote-marker).
 *  callout     title is made from the kind if none. keyfigure: value > text, unit; then legend > content.
 *  clipping    masthead (paper, date) first; provenance (reference, link, cite) last.
 *  event, item when first (date in words; time, place).
 *  sic         content, then corr " [sic : …]", or " [sic]" where none is given. redact (audience not met): text replaced by a word ("caviardé").
 *  ruby        rb > what was written, then rt, the reading that stands above it (in Latin letters, if it does not say otherwise).
 *  chart       a child table (class "chart-data") with its numbers, as well as ->chart.
 *  pageref     no children: its text is the page labels of ->targets, joined by ", ", equal ones once; layout and EPUB ask the page map. */

struct attr {
    const char *name, *value;
    struct src src;
    struct attr *next;
};

struct chart_point {
    const char *x; /* label or number as written */
    double y;
    bool missing; /* no number given: a gap, not a zero */
};
struct chart_series {
    const char *label;
    size_t n;
    struct chart_point *point;
};
enum chart_kind { CHART_BAR, CHART_COLUMN, CHART_LINE, CHART_STACKED, CHART_DOT };
struct chart {
    enum chart_kind kind;
    const char *unit, *alt;
    size_t n;
    struct chart_series *series;
};

enum image_kind { IMAGE_JPEG, IMAGE_PNG, IMAGE_SVG };
struct image { /* one a file, however often it is used */
    enum image_kind kind;
    const char *path;  /* to open */
    const char *href;  /* relative to the dossier's folder, a clean name for the EPUB */
    const uint8_t *data;
    size_t len;
    int32_t px_w, px_h;     /* raster: pixels */
    int32_t width, height;  /* intrinsic size, 1/1024 pt (raster: by its dpi, 96 where none is said) */
    int channels;           /* raster: 1 grey, 3 RGB, 4 CMYK (JPEG), 2/4 with alpha (PNG) */
    bool alpha;
    int orientation; /* JPEG: as Exif says it is held, 1 to 8, 0 unsaid; px_ and sizes above are of the picture held so */
    int32_t index;
};

struct node {
    enum node_kind kind;
    int32_t index; /* dense, document order, 0 is the dossier; parents before children */
    struct node *parent, *child, *last, *prev, *next;
    struct src src;
    const char *id;    /* xml:id; made where something links here; else NULL. Unique. */
    const char *class; /* class attribute or NULL */
    const char *lang;  /* effective language tag, never NULL */
    struct attr *attrs;
    const char *text; /* NODE_TEXT: UTF-8, white space settled, typography set; else NULL */
    int32_t len;
    int32_t number; /* section (last part), figure, table, note, sourceentry; else 0 */
    int32_t n_targets; /* of pageref */
    bool block;     /* set as a block (decides for claim, q, redact, img by what stands in and around them) */
    bool generated;
    struct node *target;   /* link, tocitem: where it leads */
    struct node **targets; /* pageref */
    const char *href;      /* a: the address, checked for its scheme; else NULL */
    const struct chart *chart;
    const struct image *image; /* img; NULL when it could not be read (an error was given) */
    const struct source *source; /* sourceentry, source */
};

struct source_name {
    const char *family, *given, *suffix, *literal; /* literal alone for institutions */
    const char *latin; /* the whole in Latin letters, family first, where it is written in Han characters; or NULL */
    const char *lang;
    bool family_first; /* in every place, and without a comma: "Wang Yi" */
    bool unsure;       /* a literal that may be a person's */
};
struct source {
    const char *id, *kind, *grade, *type; /* type: CSL's, or derived from kind */
    const char *title, *container, *publisher, *url, *archived, *pages, *number, *remark, *lang;
    const char *doi;
    const char *date, *accessed; /* ISO 8601, maybe partial, open (2019/) or circa (1990~) */
    const char *record; /* the CSL-JSON item it was read from (BibTeX and RIS too); NULL: a source element */
    struct source_name *author;
    int32_t n_author;
    struct source_snapshot {
        const char *href, *sha256;
        struct src src;
    } *snapshot;
    int32_t n_snapshot;
    int32_t label;      /* number in the source index, from 1 */
    struct node *entry; /* its sourceentry */
    struct node **cited; /* the nodes that cite it, document order */
    int32_t n_cited;
    struct src src;
};

struct doc {
    struct arena *arena;
    const char *path, *dir, *root; /* as given; its folder; files are read below root only */
    struct node *tree;             /* dossier */
    struct node *info, *sources_node; /* outside the tree; may be NULL */
    int32_t n_nodes;               /* indexes of the tree are 0..n_nodes-1 */
    struct node **nodes;           /* by index */
    const char *lang;
    const char *title, *subtitle, *author, *publisher, *date, *rights, *identifier, *abstract; /* plain text; NULL where absent; identifier never */
    const char **keywords;
    int32_t n_keywords;
    const char *stylesheet; /* href of the xml-stylesheet instruction or NULL */
    struct src stylesheet_src;
    bool whole; /* no part is missing for an error in a file */
    bool sound; /* and the schema accepts it: the generated matter was made */
    struct source *sources; /* index order */
    int32_t n_sources;
    struct references *references; /* while it is made: what sets references and cites */
    struct image **images;
    int32_t n_images;
};

struct doc_options {
    const char *root;     /* NULL: the dossier's folder */
    const char *audience; /* NULL: none */
    const char *schema;   /* path of dossier.rng */
    const char *csl;      /* a citation style, before the one that the dossier names; NULL: none */
    const char *styles;   /* the folder of our own citation styles; NULL: that of the source tree */
};
/* NULL only when nothing could be read; else the tree as far as it goes: ask diag_failed. Drop with doc_drop. */
struct doc *doc_load(const char *path, const struct doc_options *opt, struct diag *diag);
void doc_drop(struct doc *doc);
/* The worst state among a source's captured files: read and hashed now. */
enum snapshot_state { SNAPSHOT_NONE, SNAPSHOT_SEALED, SNAPSHOT_UNSEALED, SNAPSHOT_CHANGED, SNAPSHOT_MISSING };
enum snapshot_state doc_snapshot_state(const struct doc *doc, const struct source *s);
/* The path of a captured file; NULL after a diagnostic if it is not there or lies outside the dossier's folder. In the document's arena. */
const char *snapshot_open(const struct doc *doc, const struct source_snapshot *s, struct diag *diag);
bool snapshot_hash(const char *path, char hex[65]); /* of any size; false leaves errno */
void snapshot_changed(struct diag *diag, const struct source_snapshot *s, const char *path, const char *hex); /* says that it differs */
struct json_t;
struct json_t *source_record(const struct source *s); /* a CSL item (jansson), with kind, grade and snapshots in its custom */
struct seal_options {
    bool again;  /* a hash that differs from the one recorded is recorded anew; else it is an error */
    FILE *said;  /* NULL, or where each file and its hash are listed */
};
/* Writes the SHA-256 of every captured file beside its name, all else untouched; nothing if there is an error. */
void doc_seal(const char *path, const struct doc_options *opt, const struct seal_options *how, struct diag *diag);
void doc_dump(const struct doc *doc, FILE *out);          /* --dump=doc */

const char *node_name(enum node_kind kind); /* element name */
const char *node_attr(const struct node *n, const char *name); /* NULL if absent */
const struct node *node_find_up(const struct node *n, enum node_kind kind); /* n or an ancestor */
struct node *node_child(const struct node *n, enum node_kind kind); /* the first child of that kind, or NULL */
bool node_holds_blocks(const struct node *n); /* a child is set as a block */
const struct node *node_next(const struct node *n, const struct node *within); /* pre-order; NULL at the end */
void node_plain_text(const struct node *n, struct buf *out); /* without notes, pagerefs and leaders */
void doc_repeated(const struct doc *doc, uint8_t *by_index); /* sets 1 for each pull quote that repeats its chapter. repeat.c */

/* Words a dossier says by itself, by language (fr, en, zh; others fall back to en). terms.c */
enum term {
    TERM_CONTENTS, TERM_FIGURES, TERM_TABLES, TERM_SOURCES, TERM_CLAIMS, TERM_FIGURE, TERM_TABLE, TERM_SECTION,
    TERM_PAGE, /* "p. " */ TERM_PAGE_LONG, /* "page" */ TERM_NOTE, TERM_NOTES, TERM_CONTINUED, /* "(suite)" */ TERM_MORE, /* "à suivre" */
    TERM_COVER, TERM_IMPRINT, TERM_BACK_TO_TEXT, TERM_ABSTRACT, TERM_DATA, TERM_PAGE_LIST, TERM_LANDMARKS,
    TERM_BEGINNING, TERM_COUNT
};
const char *term(enum term t, const char *lang);
void term_date(struct buf *out, const char *iso, const char *lang); /* "14 juin 2018", "juin 2018", "2018" */
void term_number(struct buf *out, double v, const char *lang);      /* "1 234,5" with the right spaces */

#endif
