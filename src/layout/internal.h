/* layout, the block half, inside: how a tree becomes a flow of items and the flow becomes pages.
 *
 * inline.c collects a block's inlines to a paragraph (ruby.c: with readings above them); flow.c, block.c, table.c and tablerows.c, group.c,
 * columns.c, replaced.c and note.c stack paragraphs, tables, rows of cells, pictures and notes to a `struct flow`: an array of items, each
 * an unbreakable piece with the space above it and the cost of a page break before it. pagebreak.c and pagefill.c (pure) choose the breaks;
 * assemble.c sets the pages; margin.c their margin boxes; quality.c counts what went wrong. */
#ifndef LAYOUT_INTERNAL_H
#define LAYOUT_INTERNAL_H

#include "layout/layout.h"
#include "layout/pagebreak.h"

/* ---- a paragraph: shaped once, broken once a width; lives in the layout arena between passes ---- */
struct para_box {
    struct para para;
    struct shaped *shaped;
    struct lines *lines;
    int32_t width;     /* lines are for this measure */
    bool shows_pages;  /* holds page numbers: made anew when the map moves */
    bool guessed;      /* made before there was a map: all but this box itself dies with the first pass */
    const struct node *node;  /* the block */
    const struct node *first; /* its first inline node: the key in the cache */
    struct para_box *next;    /* of the same block */
};

/* ---- pieces: what is drawn, placed from the top left of whatever holds it ---- */
enum piece_kind { PIECE_LINE, PIECE_GROUP, PIECE_RECT, PIECE_STROKE, PIECE_IMAGE, PIECE_SVG };
struct piece {
    enum piece_kind kind;
    bool centred; /* a picture that is not as wide as its block */
    const struct node *node;
    int32_t x, y, w, h;
    union {
        struct {
            const struct para_box *para;
            const struct line *line;
        } line;
        struct {
            struct piece **pieces;
            size_t n;
        } group;
        struct {
            struct colour fill;
            int32_t radius;
        } rect;
        struct {
            struct colour colour;
            int32_t width;
            enum border_style style;
        } stroke;
        struct {
            const struct image *image;
            bool cover; /* fill the box, cut what stands out */
        } image;
        struct {
            const char *data;
            size_t len;
            const void *key;
        } svg;
    } u;
};

/* A block's background and borders; drawn on every page where the block has items. */
struct frame {
    const struct frame *parent;
    const struct node *node;
    const struct style *style;
    int32_t x, w; /* border box */
    int32_t first, last; /* items of its flow */
    int32_t rise;        /* by which it begins above its first item: a negative margin at the head of a page; below, a positive one */
    int depth;
    const struct column_group *columns; /* it was opened in, NULL for none */
};

/* Items of the flow that are set side by side in columns, balanced on every page they come to stand on (columns.c). */
struct column_group {
    const struct node *node;
    const struct style *style;
    int count;
    uint16_t id; /* in pb.columns */
    int32_t x, w, all; /* of the first column, of each, of all with their gaps */
};

/* Head rows of a table, drawn again at the top of a page the table runs over to; "to be continued" at the foot of one it leaves. */
struct repeat {
    struct piece *piece;
    int32_t height;
};

struct note_box {
    const struct node *node;
    struct flow *flow;
    int32_t height;
};
struct note_list {
    struct note_box **v;
    int32_t n;
};

/* Set when the item is placed: named strings, the page counter, nodes without text of their own that links lead to. */
struct mark {
    enum mark_kind { MARK_STRING, MARK_PAGE_COUNTER } kind;
    const char *name, *value;
    int32_t number;
    const struct node *node;
    struct mark *next;
};

struct vitem {
    struct pb_item pb;
    struct piece *piece;     /* NULL: a strut */
    const struct node *node; /* whose it is */
    const struct frame *frame;
    const struct repeat *repeat, *tail;
    const struct column_group *columns;
    struct note_list notes;
    struct mark *marks;
    const char *page_name; /* with pb.force */
};

struct flow {
    struct layout_state *s;
    VEC(struct vitem) items;
    VEC(struct frame *) frames; /* in order of opening */
    const struct frame *frame;
    bool main; /* the flow of pages, not of a cell, float or note */
    /* waiting for the next item */
    int32_t margin_pos, margin_neg;
    int32_t cost;
    uint8_t force;
    const char *page_name;
    struct mark *marks, **marks_end;
    const struct repeat *repeat, *tail; /* of the rows being added */
    const struct column_group *columns;
};

/* What the first pass found for a table. */
struct table_fate {
    int16_t scale; /* thousandths its letters are set in; 0: not known yet */
    bool turned, spans; /* it has a page that lies; it spans the columns it stands in */
};

/* ---- the run ---- */
struct layout_state {
    const struct doc *doc;
    struct styles *styles;
    struct shaper *shaper;
    struct diag *diag;
    struct arena *arena; /* the layout's */
    struct arena *work;  /* dies with the last pass */
    struct arena *pass;  /* dies with each pass */
    struct arena *stack; /* pieces: dies when the pass has drawn them on its pages */
    struct para_box **paras;              /* by node index: paragraphs of that block */
    const char ***gen;                    /* by node index: generated text by pseudo-element, NULL none */
    struct mark **strings;                /* by node index: string-set */
    const struct page_style *page;        /* of the named page being stacked */
    const char *page_name;                /* of the page being stacked */
    const char *used_page;                /* inherited by the block being stacked (CSS Paged Media 3, 7) */
    int32_t page_height;                  /* of its content box */
    const struct pagemap *map;            /* of the pass before; NULL in the first */
    struct note_box **notes;              /* by node index, this pass */
    struct para_box *dot;                 /* of the last leader */
    int depth;
    uint16_t groups;                      /* of columns, counted */
    struct table_fate *fates;             /* by node index */
    int32_t scale;                        /* of the table being stacked */
};

/* Costs of a page break. A page left empty costs 10,000 (pagebreak.c): widows and stranded titles are worse. */
#define COST_AVOID 4000
#define COST_WIDOW 12000
#define COST_HEADING 40000
#define SQUEEZE_SHARE 10 /* a tenth of its height is what a picture may lose for a page's sake */

/* content.c */
struct content_env {
    bool (*counter)(void *user, const char *name, int32_t *value);
    const char *(*string)(void *user, const char *name, const char *which); /* may be NULL */
    void *user;
    const struct node *node; /* of attr(), content(), quotes; may be NULL */
    const char *lang;
};
void content_text(const struct content *c, const struct content_env *env, struct buf *out);
/* Evaluates what ::before, ::after, string-set and notes generate, counters counted in document order: s->gen, s->strings. */
void content_prepare(struct layout_state *s);
/* The list style of the first counter(page) in c. */
bool content_shows_page(const struct content *c, enum list_style *list);

/* inline.c */
struct inline_prefix { /* set before the first inline of a block: a note's number */
    const char *text;
    const struct style *style;
    const struct node *node;
    enum slot slot;
};
/* Paragraph of the inlines from first up to (not with) end, all children of block. Cached. NULL if nothing would show. */
struct para_box *para_inlines(struct layout_state *s, const struct node *block, const struct style *style, const struct node *first,
                              const struct node *end, const struct inline_prefix *prefix);
/* A paragraph of one string. Not cached. */
struct para_box *para_string(struct layout_state *s, const struct style *style, const struct node *node, enum slot slot, const char *text,
                             const char *lang);
const struct lines *para_lines(struct layout_state *s, struct para_box *p, int32_t width);
bool node_is_block(const struct layout_state *s, const struct node *n);
/* Does ::before or ::after of a block make a block of its own: it is one, or stands beside one? */
bool pseudo_stands_apart(const struct layout_state *s, const struct node *n, enum pseudo which);

/* ruby.c */
const struct style *ruby_style(struct layout_state *s, const struct node *rb, const struct style *st); /* of the text below a reading */
int32_t ruby_shift(const struct frag *f); /* by which the text below stands to the right of its place */
int32_t ruby_room(struct layout_state *s, const struct line *l); /* what a line's readings need above it */

/* flow.c */
void flow_init(struct flow *f, struct layout_state *s, bool is_main);
void flow_drop(struct flow *f);
void flow_trim(struct flow *f); /* nothing more comes: gives back what was taken in advance */
void flow_margin(struct flow *f, int32_t margin);
void flow_break(struct flow *f, enum break_value b);
void flow_enter_page(struct flow *f, const char *name); /* a page of that name begins; titles go along with what follows them */
void flow_cost(struct flow *f, int32_t cost);
void flow_mark(struct flow *f, struct mark *m);
struct vitem *flow_add(struct flow *f, const struct node *node, struct piece *piece, int32_t height);
void flow_keep(struct flow *f, size_t from); /* breaks before items from.. are to be avoided; a bad one stays worse than the others */
struct frame *flow_open(struct flow *f, const struct node *node, const struct style *style, int32_t x, int32_t w);
void flow_close(struct flow *f, struct frame *fr);
int32_t flow_height(const struct flow *f, size_t from); /* natural, of items from.. (space above the first left out) */
/* All items to one group; its notes are appended to notes (may be NULL). */
struct piece *flow_pack(struct flow *f, int32_t width, struct note_list *notes, struct mark **marks);
struct piece *piece_new(struct layout_state *s, enum piece_kind kind, const struct node *node, int32_t x, int32_t y, int32_t w, int32_t h);
void note_list_add(struct layout_state *s, struct note_list *l, const struct note_list *more);
/* Background and borders of a border box, as pieces. */
struct piece_vec {
    VEC(struct piece *) p;
};
void frame_pieces(struct layout_state *s, const struct style *style, int32_t x, int32_t y, int32_t w, int32_t h, bool top, bool bottom,
                  struct piece_vec *out);

/* block.c */
struct edges {
    int32_t margin[4], border[4], padding[4];
    int32_t x, w; /* content box */
    int32_t bx, bw; /* border box */
};
int32_t len_of(struct len l, int32_t base, int32_t or_else);
/* The width attribute of img and col: "90mm", "60%"; LEN_AUTO where there is none. em: of the font. */
struct len width_attr(const struct node *n, int32_t em);
void edges_of(const struct style *st, int32_t x, int32_t width, struct edges *e);
void stack_block(struct flow *f, const struct node *n, int32_t x, int32_t width);
void stack_children(struct flow *f, const struct node *n, const struct style *st, int32_t x, int32_t width, const struct inline_prefix *prefix);
/* Least and greatest width a node's border box wants, margins included. */
void width_range(struct layout_state *s, const struct node *n, int32_t *min, int32_t *max);

/* table.c, group.c, columns.c, replaced.c, note.c */
void stack_table(struct flow *f, const struct node *n, const struct style *st, int32_t x, int32_t width);
/* A table of many columns that no smaller size makes fit, where the page "landscape" is this paper turned. */
bool table_turns(struct layout_state *s, const struct node *n, const struct style *st, int32_t width);
/* One that is too wide for the column it stands in: it spans all columns. */
bool table_spans(struct layout_state *s, const struct node *n, const struct style *st, int32_t width);
void stack_flex(struct flow *f, const struct node *n, const struct style *st, int32_t x, int32_t width);
/* The pictures that begin a figure of several, side by side; gives the child after them. */
const struct node *stack_pictures(struct flow *f, const struct node *n, const struct style *st, int32_t x, int32_t width);
void stack_columns(struct flow *f, const struct node *n, const struct style *st, int count, int32_t x, int32_t width);
/* A child of columns that spans them: the group ends before it and another begins after. */
void stack_spanning(struct flow *f, const struct node *n);
/* The least height at which items from..end fit in count columns. */
int32_t columns_balance(const struct flow *f, size_t from, size_t end, int count);
/* End of the items from.. that fit in height h, cut where it may be; at least one fits. */
size_t flow_fit(const struct flow *f, size_t from, size_t end, int32_t h);
struct piece *flow_pack_part(struct flow *sub, size_t from, size_t to, int32_t width, struct note_list *notes);
/* The pieces of v (dropped) as one. */
struct piece *piece_group(struct layout_state *s, const struct node *n, struct piece_vec *v, int32_t w, int32_t h);
void stack_timeline(struct flow *f, const struct node *n, const struct style *st, int32_t x, int32_t width); /* timeline.c */
void stack_replaced(struct flow *f, const struct node *n, const struct style *st, int32_t x, int32_t width);
/* qr.c: the code of the block's address at the right of e, which it narrows; the height it needs, 0 where there is none. */
int32_t stack_qr(struct flow *f, const struct node *n, const struct style *st, struct edges *e);
void replaced_size(struct layout_state *s, const struct node *n, const struct style *st, int32_t width, int32_t *w, int32_t *h);
/* What the pictures among p may lose in height for a page's sake. */
int32_t piece_can_lose(const struct piece *p);
/* They lose part/of of their height, and what stands below moves up. Gives what p lost. */
int32_t piece_squeeze(struct piece *p, int32_t part, int32_t of);
struct piece *replaced_piece(struct layout_state *s, const struct node *n, int32_t w, int32_t h);
void notes_of_line(struct layout_state *s, const struct line *line, struct note_list *out);

/* ---- the pages of one pass ---- */
struct sheet {
    const char *name;
    unsigned flags; /* PAGE_FIRST.. */
    const struct page_style *style;
    int32_t number;    /* the page counter */
    struct mark *set;  /* strings set on this page, in order */
    struct page page;
    VEC(struct draw) draws;
};
struct assembly {
    struct layout_state *s;
    struct arena *arena; /* of the map: it outlives its pass */
    VEC(struct sheet) sheets;
    struct pagemap map;
    struct layout_quality quality;
};
/* assemble.c */
void assembly_init(struct assembly *a, struct layout_state *s);
void assembly_drop_pages(struct assembly *a); /* leaves the map */
void assembly_drop(struct assembly *a);
bool assemble(struct assembly *a, struct flow *f); /* false: too many pages */
/* quality.c, when all pages are set */
void quality_figures(struct assembly *a);
/* draw.c */
enum draw_where { WHERE_FLOW, WHERE_ASIDE, WHERE_ARTIFACT }; /* only the flow begins pages; artifacts have no node */
void draw_piece(struct assembly *a, size_t page, const struct piece *p, int32_t x, int32_t y, enum draw_where where);
/* ruby.c: the reading over the fragment i of a line, if one begins there */
void ruby_draw(struct assembly *a, size_t page, const struct line *l, uint32_t i, int32_t x, int32_t base, enum draw_where where);
/* margin.c */
void page_labels(struct assembly *a);
void margin_boxes(struct assembly *a);

#endif
