/* dump.c: --dump=style: a line an element, with what its style says that plain inheritance would not; then its pseudo-elements; then
 * the pages. For the goldens of tests and for those who wonder why. */
#include "style/internal.h"

#include <string.h>

static const char *const sides[] = {"top", "right", "bottom", "left"};

static void points(FILE *out, int32_t v)
{
    int64_t n = ((int64_t)(v < 0 ? -v : v) * 1000 + 512) / 1024;
    fprintf(out, "%s%d", v < 0 && n ? "-" : "", (int)(n / 1000));
    if (n % 1000) {
        char part[8];
        snprintf(part, sizeof part, ".%03d", (int)(n % 1000));
        for (size_t k = strlen(part); part[k - 1] == '0';)
            part[--k] = 0;
        fputs(part, out);
    }
}

static void length(FILE *out, struct len l)
{
    if (l.unit == LEN_AUTO || l.unit == LEN_NONE) {
        fputs(l.unit == LEN_AUTO ? "auto" : "none", out);
    } else {
        points(out, l.unit == LEN_PCT ? l.v * 100 : l.v);
        fputs(l.unit == LEN_PCT ? "%" : "pt", out);
    }
}

static void colour(FILE *out, struct colour c)
{
    fprintf(out, c.a == 255 ? "#%02x%02x%02x" : "#%02x%02x%02x%02x", c.r, c.g, c.b, c.a);
}

static void border(FILE *out, const struct border *b)
{
    static const char *const styles[] = {"none", "solid", "dashed", "dotted", "double"};
    points(out, b->width);
    fprintf(out, "pt %s ", styles[b->style]);
    colour(out, b->colour);
}

static void content(FILE *out, const struct content *c)
{
    static const char *const kinds[] = {"",           "attr",        "counter", "counters", "string",
                                        "open-quote", "close-quote", "url",     "content",  "leader"};
    for (; c; c = c->next) {
        if (c->kind == CONTENT_STRING)
            fprintf(out, " \"%s\"", c->text);
        else
            fprintf(out, " %s(%s%s%s)", kinds[c->kind], c->text ? c->text : "", c->sep ? ", " : "",
                    c->sep ? c->sep : "");
        if ((c->kind == CONTENT_COUNTER || c->kind == CONTENT_COUNTERS) && c->list != LIST_DECIMAL)
            fprintf(out, "/%d", (int)c->list);
    }
}

static void counters(FILE *out, const char *name, const struct counter_op *op)
{
    if (!op)
        return;
    fprintf(out, " %s:", name);
    for (; op; op = op->next)
        fprintf(out, " %s %d", op->name, (int)op->value);
    fputc(';', out);
}

#define DIFFERS(f) (memcmp(&a->f, &b->f, sizeof a->f) != 0)
#define WORD(f, name, ...)                                                                                             \
    if (DIFFERS(f)) {                                                                                                  \
        static const char *const w[] = {__VA_ARGS__};                                                                  \
        fprintf(out, " %s: %s;", name, w[a->f]);                                                                       \
    }
#define NUMBER(f, name)                                                                                                \
    if (DIFFERS(f))                                                                                                    \
        fprintf(out, " %s: %d;", name, (int)a->f);
#define POINTS(f, name)                                                                                                \
    if (DIFFERS(f)) {                                                                                                  \
        fprintf(out, " %s: ", name);                                                                                   \
        points(out, a->f);                                                                                             \
        fputs("pt;", out);                                                                                             \
    }
#define LENGTH(f, name)                                                                                                \
    if (DIFFERS(f)) {                                                                                                  \
        fprintf(out, " %s: ", name);                                                                                   \
        length(out, a->f);                                                                                             \
        fputc(';', out);                                                                                               \
    }

static void text_part(FILE *out, const struct style *a, const struct style *b)
{
    if (DIFFERS(font_family))
        fprintf(out, " font-family: %s;", a->font_family);
    POINTS(font_size, "font-size")
    POINTS(line_height, "line-height")
    NUMBER(font_weight, "font-weight")
    NUMBER(italic, "italic")
    NUMBER(small_caps, "small-caps")
    if (DIFFERS(palette))
        fprintf(out, " palette: %s;", a->palette ? a->palette : "auto");
    if (DIFFERS(font_features))
        fprintf(out, " features: %s;", a->font_features ? a->font_features : "none");
    if (DIFFERS(colour)) {
        fputs(" color: ", out);
        colour(out, a->colour);
        fputc(';', out);
    }
    POINTS(letter_spacing, "letter-spacing")
    POINTS(word_spacing, "word-spacing")
    POINTS(text_indent, "text-indent")
    WORD(text_align, "text-align", "start", "left", "right", "center", "justify")
    WORD(text_align_last, "text-align-last", "auto", "left", "right", "center", "justify")
    WORD(hyphens, "hyphens", "none", "manual", "auto")
    WORD(text_wrap, "text-wrap", "pretty", "stable", "balance")
    WORD(white_space, "white-space", "normal", "nowrap", "pre", "pre-wrap")
    WORD(text_transform, "text-transform", "none", "uppercase", "lowercase", "capitalize")
    NUMBER(orphans, "orphans")
    NUMBER(widows, "widows")
    NUMBER(list_style, "list-style")
    if (DIFFERS(list_string) && a->list_string)
        fprintf(out, " marker: \"%s\";", a->list_string);
    NUMBER(list_inside, "list-inside")
    NUMBER(caption_bottom, "caption-bottom")
    NUMBER(border_collapse, "border-collapse")
    POINTS(border_spacing, "border-spacing")
    NUMBER(hidden, "hidden")
    NUMBER(glyph_scaling, "glyph-scaling")
}

static void box_part(FILE *out, const struct style *a, const struct style *b)
{
    WORD(display, "display", "none", "inline", "block", "list-item", "flex", "table", "table-row-group",
         "table-header-group", "table-footer-group", "table-row", "table-cell", "table-caption", "table-column",
         "table-column-group")
    WORD(float_, "float", "none", "left", "right", "footnote", "top", "bottom")
    for (int i = 0; i < 4; i++) {
        char name[24];
        snprintf(name, sizeof name, "margin-%s", sides[i]);
        LENGTH(margin[i], name)
        snprintf(name, sizeof name, "padding-%s", sides[i]);
        LENGTH(padding[i], name)
        if (DIFFERS(border[i]) && a->border[i].style) {
            fprintf(out, " border-%s: ", sides[i]);
            border(out, &a->border[i]);
            fputc(';', out);
        }
    }
    LENGTH(width, "width")
    LENGTH(height, "height")
    LENGTH(min_width, "min-width")
    LENGTH(max_width, "max-width")
    LENGTH(min_height, "min-height")
    LENGTH(max_height, "max-height")
    LENGTH(qr, "-dossier-qr")
    POINTS(border_radius, "border-radius")
    if (DIFFERS(background)) {
        fputs(" background: ", out);
        colour(out, a->background);
        fputc(';', out);
    }
    WORD(break_before, "break-before", "auto", "avoid", "page", "left", "right", "column")
    WORD(break_after, "break-after", "auto", "avoid", "page", "left", "right", "column")
    WORD(break_inside, "break-inside", "auto", "avoid", "page", "left", "right", "column")
    WORD(vertical_align, "vertical-align", "baseline", "sub", "super", "top", "middle", "bottom", "length")
    POINTS(vertical_shift, "vertical-shift")
    NUMBER(decoration, "decoration")
    NUMBER(column_count, "column-count")
    POINTS(column_gap, "column-gap")
    POINTS(gap, "gap")
    NUMBER(column_span_all, "column-span")
    NUMBER(object_cover, "object-cover")
    if (a->page)
        fprintf(out, " page: %s;", a->page);
    if (a->content || a->content_none) {
        fputs(" content:", out);
        content(out, a->content);
        fputs(a->content ? ";" : " none;", out);
    }
    counters(out, "counter-reset", a->counter_reset);
    counters(out, "counter-increment", a->counter_increment);
    counters(out, "counter-set", a->counter_set);
    for (const struct string_set *s = a->string_set; s; s = s->next) {
        fprintf(out, " string-set: %s", s->name);
        content(out, s->content);
        fputc(';', out);
    }
}

static void difference(FILE *out, const struct style *a, const struct style *b)
{
    text_part(out, a, b);
    box_part(out, a, b);
    fputc('\n', out);
}

static void dump_pages(const struct styles *s, FILE *out)
{
    static const char *const flags[] = {"", ":first", ":left", ":first:left", ":right", ":first:right"};
    for (const struct page_entry *e = s->pages; e; e = e->next)
        for (unsigned f = PAGE_LEFT; f <= PAGE_RIGHT + PAGE_FIRST; f++) {
            const struct page_style *p = e->style[f];
            fprintf(out, "@page %s%s size: ", e->name ? e->name : "", flags[f]);
            points(out, p->width);
            fputs("pt ", out);
            points(out, p->height);
            fputs("pt; margin:", out);
            for (int i = 0; i < 4; i++) {
                fputc(' ', out);
                points(out, p->margin[i]);
                fputs("pt", out);
            }
            fputs(";\n", out);
            for (int i = 0; i < MARGIN_BOX_COUNT; i++)
                if (p->box[i]) {
                    fprintf(out, "  @%s:", css_margin_box_name(i));
                    difference(out, p->box[i], style_anonymous((struct styles *)s, p->self));
                }
        }
}

void styles_dump(const struct styles *s, const struct doc *doc, FILE *out)
{
    static const char *const pseudo[PSEUDO_COUNT] = {"before", "after", "marker", "footnote-call", "footnote-marker"};
    for (int32_t i = 0; i < doc->n_nodes; i++) {
        const struct node *n = doc->nodes[i];
        if (n->kind == NODE_TEXT)
            continue;
        const struct style *st = style_of(s, n);
        for (const struct node *p = n->parent; p; p = p->parent)
            fputs("  ", out);
        fputs(node_name(n->kind), out);
        if (n->class)
            fprintf(out, ".%s", n->class);
        fputc(':', out);
        difference(out, st, n->parent ? s->of[n->parent->index]->anonymous : &s->initial.style);
        for (int p = 0; p < PSEUDO_COUNT; p++)
            if (style_pseudo(s, n, (enum pseudo)p)) {
                for (const struct node *q = n; q; q = q->parent)
                    fputs("  ", out);
                fprintf(out, "::%s:", pseudo[p]);
                difference(out, style_pseudo(s, n, (enum pseudo)p), s->of[n->index]->anonymous);
            }
    }
    dump_pages(s, out);
}
