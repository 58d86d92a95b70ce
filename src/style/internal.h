/* style, inside: tokens, rules, selectors, properties and computed values as the files of this room share them. */
#ifndef STYLE_INTERNAL_H
#define STYLE_INTERNAL_H

#include "style/style.h"

/* ---- tokens (token.c), CSS Syntax Level 3, section 4 ---- */
enum tok {
    TOK_IDENT,
    TOK_FUNCTION,
    TOK_AT,
    TOK_HASH,
    TOK_STRING,
    TOK_BAD_STRING,
    TOK_URL,
    TOK_BAD_URL,
    TOK_DELIM,
    TOK_NUMBER,
    TOK_PERCENTAGE,
    TOK_DIMENSION,
    TOK_SPACE,
    TOK_CDO,
    TOK_CDC,
    TOK_COLON,
    TOK_SEMICOLON,
    TOK_COMMA,
    TOK_OPEN_SQUARE,
    TOK_CLOSE_SQUARE,
    TOK_OPEN_PAREN,
    TOK_CLOSE_PAREN,
    TOK_OPEN_CURLY,
    TOK_CLOSE_CURLY,
    TOK_EOF
};
struct css_token {
    enum tok kind;
    bool integer, id; /* number written as an integer; hash that is an identifier */
    uint32_t c;       /* DELIM: the code point */
    int32_t line, col;
    int32_t
        match; /* opening token: steps to its closing token, or to one past the last token when it is never closed */
    double num;
    const char *text; /* escapes resolved: name, string, unit */
    const char *raw;  /* as written, raw_len bytes */
    int32_t raw_len;
};
struct css_span { /* a stretch of tokens */
    const struct css_token *t, *end;
};
/* All tokens of text, the last TOK_EOF; memory in a. Never fails; what is odd is told to diag (may be NULL). */
struct css_span css_tokenize(struct arena *a, const char *text, size_t len, const char *file, struct diag *diag);
void css_match(struct css_token *t, size_t n); /* sets every match */
/* The text of a stretch as written, spaces and comments made one space. */
void css_text(struct css_span s, struct buf *out);
const struct css_token *css_skip_space(const struct css_token *t, const struct css_token *end);
struct css_span css_trim(struct css_span s);
/* The token after t, or after the block or function that t opens. */
const struct css_token *css_after(const struct css_token *t, const struct css_token *end);
bool css_is(const struct css_token *t, const char *ident); /* identifier, whatever its case */
bool css_same(const char *a, const char *b);               /* equal but for ASCII case */
bool css_starts(const char *s, const char *prefix);

/* ---- selectors (selector.c, match.c) ---- */
enum css_simple_kind {
    SEL_TYPE,
    SEL_UNIVERSAL,
    SEL_CLASS,
    SEL_ID,
    SEL_ATTR,
    SEL_NTH_CHILD,
    SEL_NTH_LAST_CHILD,
    SEL_NTH_OF_TYPE,
    SEL_NTH_LAST_OF_TYPE,
    SEL_ONLY_CHILD,
    SEL_ONLY_OF_TYPE,
    SEL_NOT,
    SEL_IS,
    SEL_WHERE,
    SEL_ROOT,
    SEL_EMPTY,
    SEL_LANG,
    SEL_NEVER
};
struct css_simple {
    enum css_simple_kind kind;
    enum node_kind type;
    const char *name, *value;
    char op; /* ATTR: 0 present, = ~ | ^ $ * */
    bool icase;
    int32_t a, b;              /* an+b */
    struct css_selector *list; /* NOT, IS, WHERE */
    size_t n_list;
};
struct css_compound {
    struct css_simple *simple;
    size_t n;
    char combinator; /* to the compound on its left: ' ' > + ~; 0 the leftmost */
};
struct css_selector {
    struct css_compound *compound; /* left to right */
    size_t n;
    int pseudo;           /* enum pseudo, or -1 */
    uint32_t specificity; /* a << 20 | b << 10 | c */
    struct css_span text;
    int32_t line, col;
};
/* false after a diagnostic: the whole list is invalid. */
bool css_parse_selectors(struct arena *a, struct css_span s, const char *file, struct diag *diag,
                         struct css_selector **out, size_t *n);
/* Places among siblings, counted once for the whole document. */
struct css_places {
    int32_t *child, *last_child, *of_type, *last_of_type; /* by node->index, from 1 */
};
struct css_places *css_places_new(struct arena *a, const struct doc *doc);
bool css_matches(const struct css_selector *s, const struct node *n, const struct css_places *places);

/* ---- rules (parse.c, sheet.c) ---- */
struct css_decl {
    const struct css_prop *prop; /* NULL: a custom property */
    const char *name;            /* lower case; custom properties as written */
    struct css_span value;       /* trimmed, without !important */
    struct src src;              /* of the name */
    bool important, has_var, told;
    bool won; /* it decided something somewhere in this document */
};
struct css_decls {
    struct css_decl *v;
    size_t n;
    bool normal, important; /* has such */
};
enum css_rule_kind { RULE_STYLE, RULE_MEDIA, RULE_PAGE, RULE_MARGIN, RULE_FONT_FACE };
struct css_rule {
    enum css_rule_kind kind;
    struct css_rule *next, *child; /* MEDIA, PAGE: child rules */
    struct css_selector *selector; /* STYLE */
    size_t n_selectors;
    struct css_span prelude; /* MEDIA: the queries; MARGIN: name in at */
    const struct css_page_sel *page;
    size_t n_page;
    int box; /* MARGIN: enum margin_box, or MARGIN_BOX_COUNT for @footnote */
    struct css_decls decls;
    struct src src;
    bool author;
};
struct css_page_sel {
    const char *name; /* NULL any */
    unsigned flags;   /* all of them must hold */
};
struct css_parser {
    struct arena *a;
    struct diag *diag;
    const char *file, *dir, *root; /* file: of the sheet; imports must lie below dir or root */
    const char *styles_dir;
    struct css_eval *eval; /* to try values */
    bool author;
    int depth;                  /* of imports */
    struct css_import *imports; /* files being read, innermost first */
    struct css_rule **tail;
    size_t n_rules;
};
struct css_import {
    const char *path;
    struct css_import *up;
};
void css_parse_sheet(struct css_parser *p, struct css_span tokens);
void css_import(struct css_parser *p, const char *ref, struct css_span media, struct src src); /* sheet.c */
struct css_rule *css_read_ua(struct css_eval *eval, struct arena *a, struct diag *diag);
struct css_rule *css_read_author(struct css_eval *eval, struct arena *a, const struct doc *doc,
                                 const struct style_options *opt, struct diag *diag);
extern const char css_ua_sheet[];

/* ---- media (media.c) ---- */
bool css_media_matches(struct css_span queries, const char *medium); /* features: unknown ones are false */
/* For screens: 0 never, 1 always on a screen, 2 keep the text as it stands */
int css_media_for_screen(struct css_span queries);

/* ---- computed values ---- */
struct css_var {
    const char *name;
    struct css_span value; /* var() resolved; t NULL: invalid */
};
struct css_vars {
    const struct css_vars *up;
    const struct css_var *v;
    size_t n;
};
struct computed {
    struct style style;
    /* inherited, no room for them in struct style */
    double line_factor; /* unitless line-height; 0: style.line_height is a length */
    uint16_t numeric, ligatures;
    uint8_t caps, position, kerning;
    const char *settings; /* font-feature-settings */
    bool embed;           /* -dossier-embed-fonts */
    /* not inherited */
    bool facing_equal; /* -dossier-facing-pages */
    int32_t border_width[4], rule_width; /* before the style is asked */
    int32_t valign_pct;
    /* what it is */
    const struct css_vars *vars;
    const struct style *interned, *anonymous;
};

/* All that a value needs to be read: evaluated against a parent, into out. */
struct css_eval {
    struct arena *a;
    struct diag *diag;
    struct map *strings;  /* interned */
    struct map *lists;    /* interned content, counter and string-set lists */
    struct map *families; /* named so far, in order */
    const struct computed *parent, *initial;
    struct computed *out;
    int32_t root_size, page_w, page_h;
    enum { PHASE_ALL, PHASE_EARLY, PHASE_LATE } phase; /* EARLY: font size and colour alone; LATE: all others */
    const char *complaint; /* a better message than the usual one, from the last parser that failed */
    const char *warning;   /* the value is taken, but with this to say */
};
const char *css_intern(struct css_eval *e, const char *s);

/* ---- values (value.c, colour.c, calc.c): each reads at *t and steps past what it took ---- */
struct css_cursor {
    const struct css_token *t, *end;
};
bool css_more(struct css_cursor *c); /* skips space; is anything left? */
bool css_take(struct css_cursor *c, const char *ident);
bool css_take_comma(struct css_cursor *c);
bool css_take_delim(struct css_cursor *c, uint32_t d);
struct css_keyword {
    const char *name;
    int value;
};
bool css_take_keyword(struct css_cursor *c, const struct css_keyword *k, int *out);
enum {
    LEN_NEGATIVE = 1,
    LEN_PERCENT = 2,
    LEN_NUMBER = 4
};                  /* LEN_NUMBER: a bare number too (flag, quirk-free: only where CSS says) */
struct css_number { /* a resolved quantity */
    double v;       /* length: 1/1024 pt; percent: of 100 */
    enum { NUM_NUMBER, NUM_LENGTH, NUM_PERCENT, NUM_OTHER } kind;
    bool integer;
};
bool css_take_number(struct css_eval *e, struct css_cursor *c, struct css_number *out); /* any, calc() too */
bool css_take_length(struct css_eval *e, struct css_cursor *c, int flags, struct len *out);
bool css_take_integer(struct css_eval *e, struct css_cursor *c, int32_t *out);
bool css_take_colour(struct css_eval *e, struct css_cursor *c, struct colour *out);
bool css_take_string(struct css_cursor *c, const char **out);
bool css_unit(const struct css_eval *e, double v, const char *unit, struct css_number *out);
bool css_colour_name(const char *name, struct colour *out);
/* dark.c: what a property's colour is on a dark screen */
enum css_dark { DARK_NONE, DARK_INK, DARK_GROUND, DARK_RULE };
enum css_dark css_dark_of(const char *property);
struct colour css_dark_colour(struct colour c, enum css_dark as);
bool css_calc(struct css_eval *e, const struct css_token *function, const struct css_token *end,
              struct css_number *out);

/* ---- properties (property.c and prop_*.c) ---- */
struct css_prop {
    const char *name;
    bool (*parse)(struct css_eval *e, struct css_cursor *c,
                  const struct css_prop *p); /* NULL: known, not used on paper */
    int arg;
    uint8_t flags;
    uint16_t offset[2], size[2];        /* of struct computed; for inherit and initial */
    const char *longhands;              /* shorthand: names, spaced */
    const struct css_keyword *keywords; /* of prop_keyword */
};
enum {
    PROP_INHERITED = 1,
    PROP_EARLY = 2, /* others depend on it */
    PROP_PAGED = 4, /* means nothing on a screen */
    PROP_OWN = 8    /* -dossier-*: never written */
};
const struct css_prop *css_prop_find(const char *name);
const char *css_prop_nearest(const char *name);
/* Marks in seen (sizeof(struct computed) bytes) what the property sets; true if some of it was not marked before. */
bool css_prop_cover(const struct css_prop *p, uint8_t *seen);
const char *css_nearest(const char *name, const char *const *names, size_t n); /* NULL when nothing is near */
/* Reads value into e->out; false leaves it unspecified. */
bool css_apply(struct css_eval *e, const struct css_prop *p, struct css_span value);
bool css_apply_to(struct css_eval *e, const char *name, struct css_span value); /* the same, by name */
void css_reset(struct css_eval *e, const char *names);                          /* to initial values; names spaced */
void css_unset(struct css_eval *e, const struct css_prop *p);

/* the parsers of property.c's table, by family */
#define PARSER(name) bool name(struct css_eval *e, struct css_cursor *c, const struct css_prop *p)
PARSER(prop_colour);
PARSER(prop_keyword);
PARSER(prop_length);
PARSER(prop_border_width);
PARSER(prop_border_style);
PARSER(prop_border_colour);
PARSER(prop_border_side);
PARSER(prop_border);
PARSER(prop_border_all);
PARSER(prop_border_pair);
PARSER(prop_border_radius);
PARSER(prop_border_spacing);
PARSER(prop_sides);
PARSER(prop_background);
PARSER(prop_columns);
PARSER(prop_column_count);
PARSER(prop_gap);
PARSER(prop_vertical_align);
PARSER(prop_page);
PARSER(prop_positive);
PARSER(prop_scaling);
PARSER(prop_font);
PARSER(prop_font_family);
PARSER(prop_font_size);
PARSER(prop_font_weight);
PARSER(prop_font_style);
PARSER(prop_font_variant);
PARSER(prop_font_settings);
PARSER(prop_line_height);
PARSER(prop_spacing);
PARSER(prop_text_indent);
PARSER(prop_decoration);
PARSER(prop_list_style);
PARSER(prop_list_type);
PARSER(prop_list_image);
PARSER(prop_quotes);
PARSER(prop_palette);
PARSER(prop_content);
PARSER(prop_counter);
PARSER(prop_string_set);
PARSER(prop_embed);
enum { LEN_AUTO_OK = 8, LEN_NONE_OK = 16, LEN_MINIMUM = 32 }; /* more flags of prop_length: auto, none, "auto is 0" */
enum {
    NUMERIC_LNUM = 1,
    NUMERIC_ONUM = 2,
    NUMERIC_PNUM = 4,
    NUMERIC_TNUM = 8,
    NUMERIC_FRAC = 16,
    NUMERIC_AFRC = 32,
    NUMERIC_ORDN = 64,
    NUMERIC_ZERO = 128
};
enum {
    LIGA_ON = 1,
    LIGA_OFF = 2,
    DLIG_ON = 4,
    DLIG_OFF = 8,
    HLIG_ON = 16,
    HLIG_OFF = 32,
    CALT_ON = 64,
    CALT_OFF = 128
};
enum { CAPS_NORMAL, CAPS_SMALL, CAPS_ALL_SMALL, CAPS_PETITE, CAPS_ALL_PETITE, CAPS_UNICASE, CAPS_TITLING };
void css_features(struct css_eval *e,
                  struct computed *c); /* font_features and small_caps from all that says something of them */
bool css_list_name(struct css_cursor *c, enum list_style *out); /* a counter style's name */

/* ---- var() (vars.c) ---- */
bool css_has_var(struct css_span s);
/* The tokens with every var() replaced; false: a name is unknown without fallback, or it grew beyond bounds. */
bool css_substitute(struct arena *a, const struct css_vars *vars, struct css_span in, struct css_span *out);
const struct css_vars *css_vars_new(struct arena *a, const struct css_vars *up, struct css_decl *const *decls,
                                    size_t n);

/* ---- cascade and computing (cascade.c, compute.c) ---- */
struct css_match { /* a rule that applies, with its rank */
    const struct css_decls *decls;
    uint32_t layer, specificity, order;
    bool important;
};
struct css_matches {
    struct css_match *v;
    size_t n, cap;
};
/* Ranks by origin and importance, then specificity, then order (CSS Cascade Level 4, section 6). */
void css_match_add(struct css_matches *m, const struct css_decls *d, bool author, uint32_t specificity, uint32_t order);
void css_match_sort(struct css_matches *m);
/* The computed value for sorted matches; cached by parent and matches. box: a margin box, whose own defaults go before; else -1. */
const struct computed *css_compute(struct styles *s, const struct computed *parent, int box,
                                   const struct css_matches *m);
const struct style *css_intern_style(struct styles *s, const struct style *st);
void css_initial(struct computed *c);
struct css_cache *css_cache_new(void);
void css_cache_drop(struct css_cache *c);

struct pseudo_set {
    const struct style *p[PSEUDO_COUNT];
};
struct page_entry {
    const char *name; /* NULL: no rule names the page */
    const struct page_style *style[16];
    struct page_entry *next;
};
struct styles {
    struct arena *a;
    struct diag *diag;
    const struct doc *doc;
    struct css_rule *ua, *author; /* rules in order */
    struct css_eval eval;
    struct computed initial;
    const struct computed **of;       /* by node->index; a text has its parent's */
    const struct pseudo_set **pseudo; /* by node->index; NULL none */
    const struct style *nowhere;      /* display: none, for nodes outside the tree */
    struct page_entry *pages;
    struct css_cache *cache;
    const char **family;
    size_t n_family;
    bool embed;
    int32_t paper_w, paper_h; /* wanted instead of the sheet's; 0: none */
};
void css_cascade(struct styles *s);   /* fills of and pseudo */
void css_pages(struct styles *s);     /* page.c: every page style there can be */
void css_page_size(struct styles *s); /* page.c: before all else: vw and vh need it */
bool css_parse_page_selectors(struct css_parser *p, struct css_span prelude, struct css_rule *r);
int css_margin_box(const char *name); /* -1: no such box */
const char *css_margin_box_name(int box);

#endif
