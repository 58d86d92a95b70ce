/* layout, the line: a paragraph's text is shaped once (shape.c), becomes box, glue and penalty (items.c), and is broken for any
 * measure by total fit (linebreak.c; Knuth and Plass, "Breaking Paragraphs into Lines", 1981). Lengths 1/1024 pt. */
#ifndef LAYOUT_TEXT_H
#define LAYOUT_TEXT_H

#include "style/style.h"

#include <hb.h>

/* What part of its node a thing on the page is; the structure tree needs to know. */
enum slot {
    SLOT_TEXT,        /* bytes of node->text */
    SLOT_LABEL,       /* list marker or ::before content standing as a label */
    SLOT_BEFORE, SLOT_AFTER,
    SLOT_CALL,        /* ::footnote-call of a note */
    SLOT_NOTE_LABEL,  /* ::footnote-marker of a note */
    SLOT_PAGEREF,     /* text of a pageref */
    SLOT_IMAGE,
    SLOT_ARTIFACT     /* leaders, repeated heads, running heads, rules, backgrounds */
};

/* A face at no size. Owned by the shaper; lives as long. */
struct face {
    hb_face_t *hb;     /* for subsetting; units per em from it */
    const char *name;  /* PostScript name */
    const char *family;
    int32_t index;     /* dense, order of first use */
    int32_t upem;
    int32_t ascent, descent, cap_height, x_height; /* font units; descent positive downward */
    bool synthetic_oblique;
};

struct run {
    uint32_t start, end;      /* bytes of the paragraph's text */
    const struct style *style;
    const struct node *node;  /* NULL only for SLOT_ARTIFACT */
    uint32_t offset;          /* of start in node->text, SLOT_TEXT only */
    enum slot slot;
    const char *lang;
};
/* Stands for U+FFFC at byte pos. */
enum object_kind { OBJECT_BOX, OBJECT_LEADER };
struct object {
    uint32_t pos;
    enum object_kind kind;
    int32_t width, ascent, descent; /* BOX */
    void *user;                     /* BOX: handed back in the fragment */
};
struct para {
    const char *text; /* U+2028: forced line break; U+FFFC: an object */
    uint32_t len;
    const struct run *runs;
    size_t n_runs;
    const struct object *objects; /* by pos */
    size_t n_objects;
    const struct style *style; /* of the block: alignment, indent, hyphens, line-height */
};

struct glyph { /* most of what a long dossier keeps: eight bytes */
    uint16_t id;
    uint8_t bytes;   /* of text this glyph's cluster begins (0: a further glyph of the cluster before) */
    uint8_t flags;   /* GLYPH_SPACE: a stretchable word space */
    int32_t advance; /* natural, 1/1024 pt, letter-spacing included */
};
enum { GLYPH_SPACE = 1 };
/* The few glyphs that do not stand on their pen: accents set apart and the like. A list by place, ended by glyph NULL. */
struct glyph_shift {
    const struct glyph *glyph;
    int16_t x, y; /* 1/1024 em: of font size, so that they fit; y up positive */
};

/* A stretch of a line in one face, size, run. glyphs point into the shaped paragraph (not copied). */
struct frag {
    const struct run *run;
    const struct face *face;      /* NULL: an object or leader */
    const struct object *object;
    const struct glyph *glyphs;
    const struct glyph_shift *shifts; /* NULL: none here; else what stands before glyphs may come first */
    uint32_t n_glyphs;
    uint32_t start, end;          /* bytes of the paragraph's text */
    int32_t size;
    int32_t x;                    /* from the start edge of the measure: indent, alignment and first_shift are in it */
    int32_t width;                /* as set, spaces stretched */
    int32_t rise;                 /* baseline shift, up positive */
    int32_t space;                /* added to every GLYPH_SPACE glyph */
    int32_t tracking;             /* added after every glyph (glue of last resort) */
    int32_t scale;                /* glyphs, not spaces, are so many 1/1024 wider, or narrower (the other one) */
    uint16_t hyphen;              /* glyph id of a hyphen drawn at the end that the text does not hold; 0 none */
    int32_t hyphen_advance;
};
/* How far a glyph of it moves the pen, as set. */
static inline int32_t frag_advance(const struct frag *f, const struct glyph *g)
{
    int32_t advance = g->advance + f->tracking;
    if (g->flags & GLYPH_SPACE)
        return advance + f->space;
    return f->scale ? advance + (int32_t)(((int64_t)g->advance * f->scale + (f->scale < 0 ? -512 : 512)) / 1024) : advance;
}
struct line {
    struct frag *frags;
    uint32_t n_frags;
    uint32_t start, end; /* bytes */
    int32_t width;       /* of what is set */
    int32_t ascent, descent; /* of the line box: line-height honoured (half-leading), objects included */
    bool hyphenated, last;
    int16_t ratio; /* adjustment ratio x 100, for dumps and measures */
};
struct lines {
    struct line *lines;
    uint32_t n;
    int32_t overfull; /* worst excess, 0 if none */
};

struct shaper; /* faces, caches, hyphenation dictionaries */
struct shaper *shaper_new(const char *fonts_conf, struct diag *diag); /* fonts_conf NULL: the system's */
void shaper_rest(struct shaper *s); /* all is shaped: forgets the words it knows, keeps the faces */
void shaper_drop(struct shaper *s);
size_t shaper_faces(const struct shaper *s);
const struct face *shaper_face(const struct shaper *s, size_t i);
/* Bytes of a face's font file's subset, and so on, are pdf's and epub's business, through hb. For epub: the files of a family. */

/* Shapes; the result (and its glyphs) live in arena a; p->text, runs, objects must outlive it. Missing glyphs are reported once a character. */
struct shaped;
struct shaped *shape_para(struct shaper *s, struct arena *a, const struct para *p, struct diag *diag);
/* Narrowest measure (longest unbreakable piece, no hyphens) and widest (no break but forced ones), indent included. */
void shaped_widths(const struct shaped *sp, int32_t *min, int32_t *max);

struct measure {
    int32_t width;       /* of all lines */
    int32_t first_width; /* of the first n_first lines (beside a float); ignored if n_first is 0 */
    int32_t first_shift; /* their start edge */
    uint32_t n_first;
    bool greedy;         /* first fit, for comparison */
    int looseness;       /* lines more (1) or fewer (-1) if possible */
};
/* Breaks into lines in arena a. Never fails: an overfull line is the last resort, and said so. */
struct lines *shaped_break(const struct shaped *sp, struct arena *a, const struct measure *m);

/* ---- linebreak.c: pure, no fonts ---- */
enum item_type { ITEM_BOX, ITEM_GLUE, ITEM_PENALTY };
struct kp_item {
    uint8_t type;
    bool flagged;            /* penalty: a hyphen */
    int16_t penalty;         /* KP_INF forbids, -KP_INF forces */
    int32_t width, stretch, shrink;
    int32_t protrude_left, protrude_right; /* box (and penalty's hyphen): how far its edge may hang out of the measure */
};
#define KP_INF 10000
struct kp_params {
    int tolerance;        /* ratio x 100 */
    int64_t line_penalty, hyphen_demerits, fitness_demerits, final_hyphen_demerits;
    int64_t stack_demerits; /* of a third flagged line in a row, and each further one */
    int looseness;
    int32_t line_stretch;   /* added to every line's stretch: ragged edges, emergencies */
    bool force;             /* an overfull line rather than none */
    int32_t short_last;     /* a last line (of several) that is shorter costs: */
    int64_t short_demerits;
};
#define KP_FIL (1 << 28) /* a stretch that takes whatever is left */
#define KP_ANY 1000000   /* a tolerance that takes every loose line */
/* Writes the indexes of the items broken at (the last is the end) to breaks[]; gives their number, 0 if no way was found under the
 * tolerance. widths[i] for line i, the last one repeats. */
size_t kp_break(const struct kp_item *items, size_t n, const int32_t *widths, size_t n_widths, const struct kp_params *params,
                struct arena *a, uint32_t **breaks);
/* The same by first fit. */
size_t kp_first_fit(const struct kp_item *items, size_t n, const int32_t *widths, size_t n_widths, struct arena *a, uint32_t **breaks);

/* ---- hyphenate.c ---- */
struct hyphenator;
struct hyphenator *hyphenator_new(const char *lang); /* NULL: no dictionary for it */
void hyphenator_drop(struct hyphenator *h);
/* ok[i] = 1 where the word may break before byte i (libhyphen, left/right minima of the language: fr 2/3, en 2/3). */
void hyphenate_word(struct hyphenator *h, const char *word, size_t len, uint8_t *ok);

#endif
