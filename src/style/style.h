/* style: CSS (Syntax Level 3, the cascade, Paged Media, GCPM) to computed styles. Computed styles are interned: equal ones are
 * one pointer. Lengths 1/1024 pt. */
#ifndef STYLE_H
#define STYLE_H

#include "doc/doc.h"

enum len_unit { LEN_ABS, LEN_PCT, LEN_AUTO, LEN_NONE }; /* PCT: v is 1/1024 of the whole; AUTO, NONE: v is 0 */
struct len {
    int32_t v;
    enum len_unit unit;
};
struct colour {
    uint8_t r, g, b, a; /* a 0: nothing drawn */
};
enum side { TOP, RIGHT, BOTTOM, LEFT };
enum border_style { BORDER_NONE, BORDER_SOLID, BORDER_DASHED, BORDER_DOTTED, BORDER_DOUBLE };
struct border {
    int32_t width; /* 0 when none */
    enum border_style style;
    struct colour colour;
};
enum display { DISPLAY_NONE, DISPLAY_INLINE, DISPLAY_BLOCK, DISPLAY_LIST_ITEM, DISPLAY_FLEX, DISPLAY_TABLE, DISPLAY_TABLE_ROW_GROUP,
    DISPLAY_TABLE_HEADER_GROUP, DISPLAY_TABLE_FOOTER_GROUP, DISPLAY_TABLE_ROW, DISPLAY_TABLE_CELL, DISPLAY_TABLE_CAPTION,
    DISPLAY_TABLE_COLUMN, DISPLAY_TABLE_COLUMN_GROUP };
enum text_align { ALIGN_START, ALIGN_LEFT, ALIGN_RIGHT, ALIGN_CENTER, ALIGN_JUSTIFY };
enum break_value { BREAK_AUTO, BREAK_AVOID, BREAK_PAGE, BREAK_LEFT, BREAK_RIGHT, BREAK_COLUMN };
enum white_space { WS_NORMAL, WS_NOWRAP, WS_PRE, WS_PRE_WRAP };
enum float_value { FLOAT_NONE, FLOAT_LEFT, FLOAT_RIGHT, FLOAT_FOOTNOTE, FLOAT_TOP, FLOAT_BOTTOM };
enum text_wrap { WRAP_TOTAL, WRAP_FIRST_FIT, WRAP_BALANCE }; /* text-wrap: auto and pretty; stable; balance */
enum hyphens { HYPHENS_NONE, HYPHENS_MANUAL, HYPHENS_AUTO };
enum text_transform { TRANSFORM_NONE, TRANSFORM_UPPER, TRANSFORM_LOWER, TRANSFORM_CAPITALIZE };
enum valign { VALIGN_BASELINE, VALIGN_SUB, VALIGN_SUPER, VALIGN_TOP, VALIGN_MIDDLE, VALIGN_BOTTOM, VALIGN_LENGTH };
enum list_style { LIST_NONE, LIST_DISC, LIST_CIRCLE, LIST_SQUARE, LIST_DASH, LIST_DECIMAL, LIST_LOWER_ALPHA, LIST_UPPER_ALPHA,
    LIST_LOWER_ROMAN, LIST_UPPER_ROMAN, LIST_CJK_DECIMAL, LIST_STRING };
enum decoration { DECORATION_NONE = 0, DECORATION_UNDERLINE = 1, DECORATION_LINE_THROUGH = 2, DECORATION_OVERLINE = 4 };

enum content_kind { CONTENT_STRING, CONTENT_ATTR, CONTENT_COUNTER, CONTENT_COUNTERS, CONTENT_STRING_NAMED, /* string(x, first) */
    CONTENT_OPEN_QUOTE, CONTENT_CLOSE_QUOTE, CONTENT_URL, CONTENT_TEXT, /* content() in string-set */ CONTENT_LEADER };
struct content { /* a list; NULL is normal/none */
    enum content_kind kind;
    const char *text;     /* the string; attribute, counter or string name; separator follows in sep */
    const char *sep;      /* counters(name, sep); string(name, sep) is first|last|start|first-except */
    enum list_style list; /* of counters */
    const struct content *next;
};
struct counter_op {
    const char *name;
    int32_t value;
    const struct counter_op *next;
};
struct string_set {
    const char *name;
    const struct content *content;
    const struct string_set *next;
};

/* Interned by their bytes, so no padding may stand between the fields: pointers first, then words, shorts, bytes, and what is left spare. */
struct style {
    /* inherited */
    const char *font_family;   /* "Noto Serif,Noto Serif CJK SC": names joined by commas, interned */
    const char *font_features; /* Pango/HarfBuzz syntax "onum=1,lnum=0"; interned; from font-feature-settings and font-variant-*; NULL none */
    const char *list_string;   /* list-style-type: "– " */
    const char *palette;       /* -dossier-palette: "#rrggbb #rrggbb", interned; NULL the house's own */
    const char *quotes;        /* four strings split by U+001F: open close open close; NULL by language */
    int32_t font_size, line_height; /* line_height computed to a length; normal is by size */
    int32_t letter_spacing, word_spacing, text_indent;
    int32_t border_spacing;
    struct len text_indent_pct; /* used when unit is LEN_PCT */
    struct colour colour;
    enum text_align text_align, text_align_last; /* text_align_last ALIGN_START: auto */
    enum hyphens hyphens;
    enum white_space white_space;
    enum text_transform text_transform;
    enum text_wrap text_wrap;
    enum list_style list_style;
    int16_t font_weight; /* 100..900 */
    int16_t orphans, widows;
    bool italic, small_caps;
    bool list_inside;
    bool caption_bottom; /* caption-side */
    bool border_collapse;
    bool hidden; /* visibility */
    uint8_t glyph_scaling; /* -dossier-glyph-scaling: by how much letters of a justified line may be widened or narrowed, 1/1024 */
    uint8_t spare_inherited[3];
    /* not inherited */
    const char *page;              /* named page; NULL auto */
    const struct content *content; /* pseudo-elements and margin boxes */
    const struct counter_op *counter_reset, *counter_increment, *counter_set;
    const struct string_set *string_set;
    enum display display;
    enum float_value float_;
    struct len margin[4], padding[4], width, height, min_width, max_width, min_height, max_height;
    struct len qr; /* -dossier-qr: the side of the code of the block's address; LEN_NONE */
    struct border border[4], column_rule;
    int32_t border_radius;
    struct colour background;
    enum break_value break_before, break_after, break_inside;
    enum valign vertical_align;
    int32_t vertical_shift; /* VALIGN_LENGTH, up is positive */
    int32_t column_gap;
    int32_t gap;          /* flex, row and column */
    int16_t column_count; /* 0 auto */
    uint8_t decoration;
    bool column_span_all;
    bool content_none;
    bool object_cover; /* object-fit: cover */
    uint8_t spare[2];
};

enum pseudo { PSEUDO_BEFORE, PSEUDO_AFTER, PSEUDO_MARKER, PSEUDO_FOOTNOTE_CALL, PSEUDO_FOOTNOTE_MARKER, PSEUDO_COUNT };
enum margin_box { BOX_TOP_LEFT_CORNER, BOX_TOP_LEFT, BOX_TOP_CENTER, BOX_TOP_RIGHT, BOX_TOP_RIGHT_CORNER, BOX_RIGHT_TOP, BOX_RIGHT_MIDDLE,
    BOX_RIGHT_BOTTOM, BOX_BOTTOM_RIGHT_CORNER, BOX_BOTTOM_RIGHT, BOX_BOTTOM_CENTER, BOX_BOTTOM_LEFT, BOX_BOTTOM_LEFT_CORNER, BOX_LEFT_BOTTOM,
    BOX_LEFT_MIDDLE, BOX_LEFT_TOP, MARGIN_BOX_COUNT };
struct page_style {
    int32_t width, height, margin[4]; /* resolved; margin boxes fill the margins */
    struct len padding[4];
    const struct style *self;                 /* background, borders, counters of the page itself */
    const struct style *box[MARGIN_BOX_COUNT]; /* NULL: no content */
    const struct style *footnote;             /* @footnote area: margins, borders, max-height; never NULL */
};
enum { PAGE_FIRST = 1, PAGE_LEFT = 2, PAGE_RIGHT = 4, PAGE_BLANK = 8 };

struct styles;
struct style_options {
    const char *sheet;      /* --style, or NULL: the dossier's own, or briefing.css */
    const char *styles_dir; /* the shipped styles/ */
    const char *paper;      /* --paper: a size by name, instead of the sheet's; NULL: the sheet's */
};
bool style_paper(const char *name, int32_t *w, int32_t *h); /* "A5", "letter" ...; false: no such size */
/* Reads user-agent sheet, the sheet and its imports, and computes every node's style. Never NULL; ask diag_failed. */
struct styles *styles_new(const struct doc *doc, const struct style_options *opt, struct diag *diag);
void styles_drop(struct styles *s);
/* A text node has its parent's inherited values, the rest initial (style_anonymous of the parent). */
const struct style *style_of(const struct styles *s, const struct node *n);
const struct style *style_pseudo(const struct styles *s, const struct node *n, enum pseudo p); /* NULL: generates nothing */
const struct page_style *style_page(const struct styles *s, const char *name, unsigned flags);
/* Inherited values of parent, the rest initial: for anonymous boxes. */
const struct style *style_anonymous(struct styles *s, const struct style *parent);
void styles_dump(const struct styles *s, const struct doc *doc, FILE *out); /* --dump=style */
const char *const *style_quotes(const char *lang); /* quotes: auto: open and close, then those within */
void style_quotes_css(struct buf *out); /* the same as rules for screens, no stronger than a class: a sheet after them decides */
int32_t style_roman_value(const char *s, bool upper); /* the other way; 0: it is no roman numeral */
void style_counter(struct buf *out, int32_t n, enum list_style list, const char *lang); /* "iv", "c", "3"; disc gives "•" */

/* The same sheet for screens: @page and what is paged left out, type selectors turned into the classes the EPUB writes
 * (title -> .d-title), absolute font sizes and measures to rem of the root's size. Family names that embed_family accepts stay. */
void styles_write_css(const struct styles *s, struct buf *out);
/* "Noto Serif": every family the sheet names, for embedding. */
size_t styles_families(const struct styles *s, const char *const **names);
/* true when the sheet asks the EPUB to carry its fonts: @font-face rule, or dossier { -dossier-embed-fonts: yes } */
bool styles_embed_fonts(const struct styles *s);
/* dossier { -dossier-facing-pages: equal }: the two pages of a spread end at the same height */
bool styles_facing_equal(const struct styles *s);

#endif
