/* cite, within the room: the style as a tree of elements, the locale, items, the rich text that rendering makes, and who does what. */
#ifndef CITE_INTERNAL_H
#define CITE_INTERNAL_H

#include "cite/cite.h"

#include <string.h>

/* ---- the style: XML elements with their attributes by number (load.c) ---- */
#define CITE_ELEMENTS(X)                                                                                               \
    X(STYLE, "style") X(CITATION, "citation") X(BIBLIOGRAPHY, "bibliography") X(LAYOUT, "layout") X(SORT, "sort")      \
    X(KEY, "key") X(MACRO, "macro") X(TEXT, "text") X(DATE, "date") X(DATE_PART, "date-part") X(NUMBER, "number")      \
    X(NAMES, "names") X(NAME, "name") X(NAME_PART, "name-part") X(ET_AL, "et-al") X(LABEL, "label")                    \
    X(SUBSTITUTE, "substitute") X(GROUP, "group") X(CHOOSE, "choose") X(IF, "if") X(ELSE_IF, "else-if")                \
    X(ELSE, "else") X(INSTITUTION, "institution")
enum elem_kind {
    ELEM_OTHER,
#define X(name, text) ELEM_##name,
    CITE_ELEMENTS(X)
#undef X
};
#define CITE_ATTRIBUTES(X)                                                                                             \
    X(AFTER_COLLAPSE_DELIMITER, "after-collapse-delimiter") X(AND, "and") X(CITE_GROUP_DELIMITER, "cite-group-delimiter")\
    X(CLASS, "class") X(COLLAPSE, "collapse") X(DATE_PARTS, "date-parts") X(DEFAULT_LOCALE, "default-locale")          \
    X(DELIMITER, "delimiter") X(DELIMITER_PRECEDES_ET_AL, "delimiter-precedes-et-al")                                  \
    X(DELIMITER_PRECEDES_LAST, "delimiter-precedes-last") X(DEMOTE, "demote-non-dropping-particle")                    \
    X(DISAMBIGUATE, "disambiguate") X(ADD_GIVENNAME, "disambiguate-add-givenname")                                     \
    X(ADD_NAMES, "disambiguate-add-names") X(ADD_YEAR_SUFFIX, "disambiguate-add-year-suffix") X(DISPLAY, "display")    \
    X(ET_AL_MIN, "et-al-min") X(ET_AL_USE_FIRST, "et-al-use-first")                  \
    X(ET_AL_SUBSEQUENT_MIN, "et-al-subsequent-min") X(ET_AL_SUBSEQUENT_USE_FIRST, "et-al-subsequent-use-first")        \
    X(ET_AL_USE_LAST, "et-al-use-last") X(FONT_STYLE, "font-style") X(FONT_VARIANT, "font-variant")                    \
    X(FONT_WEIGHT, "font-weight") X(FORM, "form") X(GENDER, "gender") X(GENDER_FORM, "gender-form")                    \
    X(GIVENNAME_RULE, "givenname-disambiguation-rule") X(HAS_DAY, "has-day") X(HAS_YEAR_ONLY, "has-year-only") X(INITIALIZE, "initialize") \
    X(INITIALIZE_WITH, "initialize-with") X(INITIALIZE_WITH_HYPHEN, "initialize-with-hyphen")                          \
    X(IS_NUMERIC, "is-numeric") X(IS_UNCERTAIN_DATE, "is-uncertain-date")                                              \
    X(LIMIT_DAY_ORDINALS, "limit-day-ordinals-to-day-1") X(LOCATOR, "locator")         \
    X(MACRO, "macro") X(MATCH, "match") X(NAME, "name") X(NAME_AS_SORT_ORDER, "name-as-sort-order")                    \
    X(NAME_DELIMITER, "name-delimiter") X(NAME_FORM, "name-form") X(NAMES_DELIMITER, "names-delimiter")                \
    X(NAMES_MIN, "names-min") X(NAMES_USE_FIRST, "names-use-first") X(NAMES_USE_LAST, "names-use-last")                \
    X(NEAR_NOTE_DISTANCE, "near-note-distance") X(PAGE_RANGE_FORMAT, "page-range-format") X(PLURAL, "plural")          \
    X(POSITION, "position") X(PREFIX, "prefix") X(PUNCTUATION_IN_QUOTE, "punctuation-in-quote") X(QUOTES, "quotes")    \
    X(RANGE_DELIMITER, "range-delimiter") X(SECOND_FIELD_ALIGN, "second-field-align") X(SORT, "sort")                  \
    X(SORT_SEPARATOR, "sort-separator") X(STRIP_PERIODS, "strip-periods")                                              \
    X(SUBSEQUENT_AUTHOR_SUBSTITUTE, "subsequent-author-substitute")                                                    \
    X(SUBSEQUENT_AUTHOR_SUBSTITUTE_RULE, "subsequent-author-substitute-rule") X(SUFFIX, "suffix")                      \
    X(TERM, "term") X(TEXT_CASE, "text-case") X(TEXT_DECORATION, "text-decoration") X(TYPE, "type") X(VALUE, "value")  \
    X(VARIABLE, "variable") X(VERTICAL_ALIGN, "vertical-align") X(YEAR_SUFFIX_DELIMITER, "year-suffix-delimiter")
enum attr {
#define X(name, text) ATTR_##name,
    CITE_ATTRIBUTES(X)
#undef X
    ATTR_COUNT
};
struct elem {
    enum elem_kind kind;
    const char *a[ATTR_COUNT]; /* NULL: not given */
    struct elem *parent, *next, *first, *last;
};
struct style {
    struct elem *root, *citation, *bibliography; /* layouts' parents; bibliography may be NULL */
    struct map *macros;                          /* name -> struct elem */
    bool uses_year_suffix;                       /* some element renders the variable year-suffix */
    bool uses_label;                             /* or citation-label, which takes the letter then */
    bool note;
    bool uses_locator;
};
struct elem *elem_child(const struct elem *e, enum elem_kind kind);
bool attr_is(const struct elem *e, enum attr a, const char *value);

/* ---- the locale (locale.c) ---- */
struct term {
    const char *single, *multiple, *gender, *match;
};
struct locale {
    char *lang;            /* "fr-FR" */
    struct map *terms;     /* "name|form|gender" -> struct term */
    struct elem *dates[2]; /* text, numeric */
    bool punctuation_in_quote, limit_day_ordinals;
};
enum date_form { DATE_TEXT, DATE_NUMERIC };
const struct term *locale_find(const struct locale *l, const char *name, const char *form, const char *gender);
/* The string, "" when defined empty, NULL when undefined: form falls back as the specification says. */
const char *locale_term(const struct locale *l, const char *name, const char *form, bool plural);

/* ---- items (item.c) ---- */
struct name {
    const char *family, *given, *dropping, *non_dropping, *suffix, *literal;
    bool comma_suffix, static_order, institution;
    uint8_t glue; /* the non-dropping particle: 0 as its last character says, 1 glued, 2 apart */
};
struct name_list {
    struct name *v;
    size_t n;
};
struct date_value {
    int y, m, d, season; /* 0: not known */
};
struct date {
    struct date_value v[2];
    int n; /* 0 literal only, 1 a date, 2 a range; an open range has v[1].y == 0 */
    bool circa, open;
    const char *literal;
};
struct item {
    const char *id, *type, *language;
    struct map *vars, *names, *dates; /* char *, struct name_list *, struct date * */
    size_t order;                     /* as added */
    /* found by cite_process */
    bool cited;
    int number, year_suffix; /* year_suffix counts from 1; 0 none */
    int first_note;          /* that cites it; 0: none */
    size_t rank;             /* place in the bibliography */
    int disambiguate;        /* how many conditions disambiguate="true" hold, the first ones first */
    struct disambig *disambig; /* NULL: none */
};
const char *item_var(const struct item *it, const char *name);
struct name_list *item_names(const struct item *it, const char *name);
struct date *item_date(const struct item *it, const char *name);
bool is_name_variable(const char *name);
bool is_date_variable(const char *name);
bool is_number_variable(const char *name);
/* Splits particles off family and given as people write them ("van der Vlist", "Alexander von"). (particle.c) */
void name_split_particles(struct name *n, struct arena *a);
void item_read_note(struct item *it, struct arena *a); /* notefield.c */
void date_parse_raw(struct date *d, const char *raw, struct arena *a); /* dateparse.c */

/* How far names of one item are opened to tell cites apart. Sets of names count in the order a cite renders them. */
#define DISAMBIG_SETS 4
#define DISAMBIG_NAMES 40
struct disambig {
    int shown[DISAMBIG_SETS];                        /* names shown at least; 0: as the style says */
    uint8_t given[DISAMBIG_SETS][DISAMBIG_NAMES];    /* 0 as the style says, 1 initials, 2 full given name */
};

/* ---- rich text: what rendering makes (rich.c) ---- */
enum font_style { FONT_UNSET, FONT_NORMAL, FONT_ITALIC, FONT_OBLIQUE };
enum font_variant { VARIANT_UNSET, VARIANT_NORMAL, VARIANT_SMALL_CAPS };
enum font_weight { WEIGHT_UNSET, WEIGHT_NORMAL, WEIGHT_BOLD, WEIGHT_LIGHT };
enum text_decoration { DECORATION_UNSET, DECORATION_NONE, DECORATION_UNDERLINE };
enum vertical_align { ALIGN_UNSET, ALIGN_BASELINE, ALIGN_SUP, ALIGN_SUB };
struct format {
    uint8_t style, variant, weight, decoration, align;
};
enum rich_kind { RICH_TEXT, RICH_SPAN, RICH_QUOTED };
enum rich_mark { MARK_NONE, MARK_NAMES, MARK_YEAR_SUFFIX, MARK_CITATION_NUMBER, MARK_YEAR, MARK_AFFIX, MARK_LOCATOR, MARK_NAME, MARK_TERM };
struct rich {
    enum rich_kind kind;
    char *text; /* RICH_TEXT */
    struct rich *parent, *next, *first, *last;
    struct format f;
    uint8_t display; /* enum cite_display */
    uint8_t mark;
    bool nocase;
    bool data;     /* text of a record, not of the style */
    bool field;    /* the whole of a record's field: its own punctuation stays */
    bool verbatim; /* no punctuation rules within or at its edges: addresses */
    int cite;      /* of a cluster's reference, from 1 */
    bool title;    /* the title of the record: in the language of the record */
    bool single;   /* RICH_QUOTED: set with the inner signs (in the finished tree) */
    const char *href;
};
struct rich *rich_text(struct arena *a, const char *s);
struct rich *rich_span(struct arena *a);
void rich_append(struct rich *parent, struct rich *child);
/* Parses <i>, <b>, <sup>, <sub>, <sc>, <span …> and quotes of a string. */
struct rich *rich_parse(struct arena *a, const char *s, bool data);
/* The same for what a writer puts around a cite: only straight quotes are turned, curly ones are meant. */
struct rich *rich_parse_straight(struct arena *a, const char *s);
bool rich_empty(const struct rich *r);
void rich_plain(const struct rich *r, struct buf *out); /* letters only: for comparing and sorting */
char *rich_plain_string(const struct rich *r, struct arena *a);
/* Leaves in reading order, for passes over the text (rich.c). Quoted spans also leave their two marks when marks is asked. */
struct leaf {
    struct rich *r;
    int quote; /* 0 text, 1 the opening mark of r, -1 its closing mark */
};
struct leaves {
    struct leaf *v;
    size_t n, cap;
};
void rich_leaves(struct rich *r, struct leaves *out);

/* ---- passes over rich text ---- */
void rich_text_case(struct rich *r, const char *how, const char *lang, struct arena *a); /* textcase.c */
void rich_strip_periods(struct rich *r);                                               /* rich.c */
void rich_punctuate(struct rich *r, const struct locale *l, struct arena *a);          /* punct.c */
void rich_html(const struct rich *r, const struct locale *l, struct buf *out, bool links); /* write.c */
void rich_runs(const struct rich *r, const struct locale *l, struct cite_text *t, struct arena *a); /* write.c */

/* ---- the processor (cite.c) ---- */
struct citation_item {
    struct item *item;
    const char *locator, *label, *prefix, *suffix;
    bool suppress_author, author_only;
    int near_note, fixed_position;
    int place; /* among the references as they were given, from 1 */
    enum cite_position position;
    bool near;
    int first_note;
};
struct cluster {
    struct citation_item *v;
    size_t n;
    int note;
    bool whole; /* all items, in the order of the bibliography */
};
struct cite {
    struct arena *arena;
    struct style style;
    struct locale locale;
    struct map *index; /* id -> struct item */
    struct item **items;
    size_t item_n, item_cap;
    struct cluster *clusters;
    size_t cluster_n, cluster_cap;
    struct item **bib; /* cited items, in the order of the bibliography */
    size_t bib_n;
    bool keep_order, all_cited, hide_numbers;
    struct map *seen; /* where each item was cited last: position.c */
    struct map *now; /* clusters rendered by cite_cluster_now, by what they cite; NULL: none yet */
    struct cite_text *cluster_text, *entries;
    size_t entry_n;
    struct collator *collator;
    struct given_index *givens;
};

/* ---- rendering: one cite, one entry, one sort key ---- */
enum area { AREA_CITATION, AREA_BIBLIOGRAPHY };
struct render {
    struct cite *c;
    struct arena *a;
    enum area area;
    const struct elem *scope;  /* citation or bibliography: names' options are inherited from it */
    const struct elem *key;    /* sorting by this key: NULL otherwise */
    struct item *item;
    const struct citation_item *ref; /* NULL in the bibliography */
    /* what has happened */
    bool called, filled;       /* a variable was asked for; one was there */
    const char *suppressed[32]; /* variables that stood in for missing names */
    int suppressed_n;
    int depth, work;            /* elements within elements; elements in all */
    const struct elem *macros[48]; /* being rendered: none calls itself */
    int macro_n;
    int names_sets;            /* sets of names rendered so far */
    int name_counts[DISAMBIG_SETS], name_totals[DISAMBIG_SETS];
    bool year_suffix_done;
    bool in_substitute;
    const struct disambig *disambig; /* overrides the item's */
    int disambiguate, conditions; /* conditions that may hold; met so far */
    int year_suffix;
    bool comparing; /* for disambiguation: when a record was looked up tells nothing */
    bool learning;  /* names are told to givens_add */
    const struct elem *sub_names; /* the names element whose children a substitute's names inherit */
    struct rich *first_names;     /* the first names rendered, for subsequent-author-substitute */
    bool hide_names;              /* leave the first names out: collapsed cites, suppressed authors */
    bool names_hidden;
};
/* Children of e in their order, joined by delimiter. NULL when nothing came. (render.c) */
struct rich *render_children(struct render *r, const struct elem *e, const char *delimiter);
struct rich *render_element(struct render *r, const struct elem *e);
struct rich *render_layout(struct render *r, const struct elem *layout);
struct rich *render_names(struct render *r, const struct elem *e); /* names.c */
struct rich *render_date(struct render *r, const struct elem *e);  /* date.c */
struct rich *render_number(struct render *r, const struct elem *e); /* number.c */
struct rich *render_label(struct render *r, const struct elem *e);  /* number.c */
/* Puts text-case, periods, format, quotes, affixes and display of e around what it rendered. */
struct rich *render_decorate(struct render *r, const struct elem *e, struct rich *content);
void format_of(const struct elem *e, struct format *f);
const char *render_var(struct render *r, const char *name); /* knows locators, numbers and suppression */
bool render_is_suppressed(const struct render *r, const char *name);
void render_suppress(struct render *r, const char *name);
bool condition_holds(struct render *r, const struct elem *e); /* condition.c */

/* numbers (numeric.c) */
bool is_numeric(const char *s);
bool is_plural_number(const char *s, const struct locale *l);
char *number_roman(struct arena *a, int n);
char *number_ordinal(struct arena *a, const struct locale *l, int n, const char *gender);
char *number_long_ordinal(struct arena *a, const struct locale *l, int n, const char *gender);
char *page_range(struct arena *a, const struct locale *l, const char *s, const char *format); /* pagerange.c */
int parse_int(const char *s, int fallback);

/* names (namefmt.c) */
struct name_options {
    bool sorting;
    const char *and_, *delimiter, *precedes_et_al, *precedes_last, *form, *initialize_with, *sort_order, *sort_separator, *demote;
    bool initialize, hyphen, use_last;
    int min, use_first;
    const struct elem *name, *given_part, *family_part;
};
struct rich *name_render(struct render *r, const struct name *n, const struct name_options *o, bool inverted, bool short_form,
                         int given_level);
char *name_initials(struct arena *a, const char *given, const struct name_options *o);
void name_options_read(const struct render *r, const struct elem *names, const struct elem *name, struct name_options *o);
bool name_is_cjk(const struct name *n);

/* dates as keys */
char *date_sort_key(struct arena *a, const struct date *d);

/* sorting (sort.c, collate.c) */
struct collator *collator_new(const char *lang);
void collator_drop(struct collator *c);
int collate(struct collator *c, const char *a, const char *b);
void sort_bibliography(struct cite *c);
void sort_cluster(struct cite *c, struct cluster *cl);

/* disambiguation (disambig.c, givens.c) */
void disambiguate(struct cite *c);
int given_level(const struct cite *c, const struct name *n, const struct name_options *o, bool primary); /* by the rule of the style */
void givens_index(struct cite *c);
void givens_add(struct cite *c, const struct name_list *l);
void givens_drop(struct cite *c);

/* positions (position.c); clusters and their collapsing (cluster.c, collapse.c); entries (bib.c) */
void positions_find(struct cite *c);
void position_find(struct cite *c, size_t cluster); /* of one more, the last */
struct rich *cluster_render(struct cite *c, struct cluster *cl, struct arena *a);
/* One cite without its affixes. r: what is not zero is kept (hide_names, learning); what happened is left in it. */
struct rich *cite_render_one(struct cite *c, const struct citation_item *ref, struct arena *a, struct render *r);
void entries_render(struct cite *c);

void items_drop(struct cite *c);
bool style_load(struct cite *c, const struct cite_options *o, char **error);
struct elem *elem_read(struct arena *a, void *xml_node, struct elem *parent);
bool locale_load(struct cite *c, const struct cite_options *o, void *style_root, char **error);

uint32_t u_upper(uint32_t c);
uint32_t u_lower(uint32_t c);
bool u_is_upper(uint32_t c);
bool u_is_lower(uint32_t c);
bool u_is_letter(uint32_t c);
bool u_is_alnum(uint32_t c);
bool u_is_white(uint32_t c);

#endif
