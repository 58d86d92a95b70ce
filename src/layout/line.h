/* layout, the line half, inside: fonts.c finds faces, words.c and shape.c make glyphs of text, breaks.c says where text may be cut,
 * items.c makes box, glue and penalty of glyphs, setline.c sets the lines that linebreak.c chose. */
#ifndef LAYOUT_LINE_H
#define LAYOUT_LINE_H

#include "layout/text.h"

#include <pango/pango.h>

/* Further bits of glyph.flags. What breaking needs of a text stands here, so that shaped text is glyphs and nothing else. */
enum {
    GLYPH_BREAK = 2,   /* a line may begin here */
    GLYPH_HYPHEN = 4,  /* a line may begin here if a hyphen is drawn before it; only where the style's hyphens are auto */
    GLYPH_SOFT = 8,    /* the same by a soft hyphen in the text */
    GLYPH_POOR = 16,   /* with BREAK: better not (inside addresses, after a stroke) */
    GLYPH_GLUED = 32,  /* with SPACE: no break at this space */
    GLYPH_WIDE = 64,   /* ideograph and the like: may be spaced out */
    GLYPH_NAME = 128   /* as HYPHEN, in a word with a capital: only where it has no room otherwise */
};

/* A face, and what setting needs of it. */
struct line_face {
    struct face pub; /* first */
    hb_font_t *units; /* at font units */
    uint16_t space_glyph, hyphen_glyph; /* 0: none */
    int32_t hyphen_advance;             /* font units */
    bool spaces_kern; /* a lookup of the face names the space: words cannot be shaped one by one */
};

/* What shaping depends on in a style and a language. Owned by the shaper. */
struct line_font {
    const char *family, *features, *lang;
    int32_t size, letter_spacing, word_spacing;
    int16_t weight;
    bool italic, small_caps;
    enum text_transform transform;
    bool variant; /* made for another font's sake: not to be found by its key */

    PangoContext *context;
    PangoLanguage *language;
    PangoAttrList *attrs; /* font features or NULL */
    PangoFont *font;      /* the first of the list, at size */
    const struct line_face *face;
    struct glyph space; /* a word space */
    int32_t ascent, descent, x_height, cap_height;
    struct line_font *small; /* small capitals made of capitals, where the face has none */
    struct line_font *han;   /* the same with a Chinese, Japanese or Korean family first, for text in these languages */
    struct hyphenator *hyphenator;
    uint32_t index;
};

enum span_kind { SPAN_TEXT, SPAN_OBJECT, SPAN_BREAK };
/* Glyphs of one face, size and run. */
struct span {
    const struct run *run;
    const struct line_font *font;
    const struct line_face *face;
    const struct object *object;
    uint32_t glyph, n_glyphs, start, end;
    uint8_t kind;
    bool seam; /* Latin meets Han before it: a quarter em */
    bool rtl;
    bool wide;
};
struct shaped {
    struct shaper *shaper;
    const struct para *para;
    const struct span *spans;
    const struct glyph *glyphs;
    const struct glyph_shift *shifts; /* NULL: none */
    uint32_t n_spans, n_glyphs, n_shifts;
};

/* Where an item stands in the shaped text: the line that breaks at it ends there. */
struct item_pos {
    uint32_t span, glyph, byte;
};
struct items {
    VEC(struct kp_item) item;
    VEC(struct item_pos) pos; /* for each item, and one more */
};
struct items_options {
    int32_t indent;
    bool justify; /* spaces stretch; edges may hang out */
    bool hyphens; /* automatic ones */
    int32_t cut;  /* no piece may be wider (CSS Text 3, overflow-wrap: anywhere); 0: whatever it is */
    bool fill_last;
};
void items_build(struct items *out, const struct shaped *sp, const struct items_options *opt);
int32_t items_indent(const struct shaped *sp, int32_t width);

struct line_setting {
    int32_t width, shift; /* of the measure */
    bool justify, last;   /* last: of the paragraph, or before a forced break */
    enum text_align align; /* when not justified */
    int32_t indent;
    int32_t hang_left, hang_right;
    bool hyphen;
};
void setline(const struct shaped *sp, struct arena *a, struct item_pos from, struct item_pos to, const struct line_setting *set,
             struct line *line);

/* Spans and glyphs while they are made. */
struct cut { /* a stretch of glyphs of one face */
    const struct line_font *font;
    const struct line_face *face;
    uint32_t n_glyphs;
    bool rtl, wide;
};
struct shift {
    uint32_t glyph; /* its index */
    int16_t x, y;
};
struct glyphs {
    VEC(struct glyph) glyph;
    VEC(struct shift) shift; /* by glyph */
    VEC(struct cut) cut;
};
/* A word as it was shaped. */
struct word {
    uint32_t hash;
    uint16_t len, n_glyphs;
    const struct line_font *font;
    const char *text;
    const struct glyph *glyphs; /* NULL: not all of it in the font's first face, or something shifted: shape it anew */
};
struct words {
    struct word *table;
    uint32_t cap, n;
    struct arena *arena;
};

struct shaper {
    PangoFontMap *map;
    struct diag *diag;
    VEC(struct line_face *) faces;
    VEC(struct line_font *) fonts;
    struct font_key { /* style and language last asked for, hashed */
        const struct style *style;
        const char *lang;
        struct line_font *font;
    } keys[256];
    struct map *families;    /* names looked for: found or not */
    struct map *hyphenators; /* by language */
    struct map *reported;    /* "U+4E00": missing glyphs said */
    struct pango_face { /* PangoFont -> face, open addressing */
        PangoFont *font;
        struct line_face *face, *oblique;
    } *pango;
    uint32_t pango_cap, pango_n;
    struct words words;
    struct arena *names;
    /* scratch, used again by every paragraph */
    PangoGlyphString *string;
    VEC(PangoLogAttr) attrs;
    VEC(uint8_t) marks;
    VEC(uint32_t) map_back;
    struct buf mapped;
    struct glyphs out, word_out;
    VEC(struct span) spans;
    VEC(struct glyph) glyphs;
    VEC(struct shift) shifts; /* of glyphs */
    struct items items;
    struct arena *scratch;
};

enum {
    SPACE_STRETCH = 33, SPACE_SHRINK = 28, /* hundredths of a word space */
    LETTER = 8, /* thousandths of an em that letters give along with the spaces of a justified line */
    LETTER_MOST = 15, /* and at the most, when spaces alone would show */
    SCALE_FIRST = 75, /* hundredths of the scaling allowed: what glyphs give before spaces do */
    SEAM = 4, WIDE_STRETCH = 14 /* parts of an em: space where Latin meets Han; stretch between ideographs */
};

/* How far the glyphs of a span may be scaled, 1/1024: Chinese has its punctuation to give, and square characters. */
static inline int32_t span_scaling(const struct span *s)
{
    return s->wide ? 0 : s->run->style->glyph_scaling;
}

/* fonts.c */
struct line_font *font_for(struct shaper *s, const struct style *style, const char *lang);
const struct line_face *font_face(struct shaper *s, PangoFont *font, bool oblique);
void fonts_drop(struct shaper *s);

/* breaks.c: marks[i] gets the GLYPH_ bits for a line that would begin at byte i of t. */
void breaks_mark(struct shaper *s, const struct line_font *f, const char *t, size_t len, uint8_t *marks);
bool breaks_between(struct shaper *s, const struct line_font *f, uint32_t before, uint32_t after);

/* words.c */
/* Itemizes and shapes text by itself, appending to out. src for messages. */
void shape_text(struct shaper *s, const struct line_font *f, const char *text, size_t len, struct src src, struct diag *diag,
                struct glyphs *out);
const struct word *word_find(struct shaper *s, const struct line_font *f, const char *text, size_t len, struct src src,
                             struct diag *diag);
void words_drop(struct words *w);

#endif
