/* property.c: one row a property: its name, how its value is read, whether it is inherited, where its computed value lies. Then the
 * names known but not used on paper, which the EPUB's sheet keeps, and the way a declaration is applied. */
#include "style/internal.h"

#include <string.h>

/* clang-format off */
#define KEYS(id) static const struct css_keyword id[]
KEYS(k_font_kerning) = {{"auto", 0}, {"none", 1}, {"normal", 2}, {0}};
KEYS(k_caps) = {{"normal", CAPS_NORMAL}, {"small-caps", CAPS_SMALL}, {"all-small-caps", CAPS_ALL_SMALL}, {"petite-caps", CAPS_PETITE},
                {"all-petite-caps", CAPS_ALL_PETITE}, {"unicase", CAPS_UNICASE}, {"titling-caps", CAPS_TITLING}, {0}};
KEYS(k_position) = {{"normal", 0}, {"sub", 1}, {"super", 2}, {0}};
KEYS(k_align) = {{"start", ALIGN_START}, {"left", ALIGN_LEFT}, {"right", ALIGN_RIGHT}, {"end", ALIGN_RIGHT}, {"center", ALIGN_CENTER},
                 {"justify", ALIGN_JUSTIFY}, {"match-parent", ALIGN_START}, {0}};
KEYS(k_align_last) = {{"auto", ALIGN_START}, {"start", ALIGN_START}, {"left", ALIGN_LEFT}, {"right", ALIGN_RIGHT}, {"end", ALIGN_RIGHT},
                      {"center", ALIGN_CENTER}, {"justify", ALIGN_JUSTIFY}, {0}};
KEYS(k_hyphens) = {{"none", HYPHENS_NONE}, {"manual", HYPHENS_MANUAL}, {"auto", HYPHENS_AUTO}, {0}};
KEYS(k_wrap) = {{"auto", WRAP_TOTAL}, {"wrap", WRAP_TOTAL}, {"pretty", WRAP_TOTAL}, {"stable", WRAP_FIRST_FIT}, {"balance", WRAP_BALANCE}, {0}};
KEYS(k_white_space) = {{"normal", WS_NORMAL}, {"nowrap", WS_NOWRAP}, {"pre", WS_PRE}, {"pre-wrap", WS_PRE_WRAP},
                       {"pre-line", WS_PRE_WRAP}, {"break-spaces", WS_PRE_WRAP}, {0}};
KEYS(k_transform) = {{"none", TRANSFORM_NONE}, {"uppercase", TRANSFORM_UPPER}, {"lowercase", TRANSFORM_LOWER},
                     {"capitalize", TRANSFORM_CAPITALIZE}, {"full-width", TRANSFORM_NONE}, {0}};
KEYS(k_list_position) = {{"outside", 0}, {"inside", 1}, {0}};
KEYS(k_caption) = {{"top", 0}, {"bottom", 1}, {"block-start", 0}, {"block-end", 1}, {0}};
KEYS(k_collapse) = {{"separate", 0}, {"collapse", 1}, {0}};
KEYS(k_display) = {{"none", DISPLAY_NONE}, {"inline", DISPLAY_INLINE}, {"block", DISPLAY_BLOCK}, {"list-item", DISPLAY_LIST_ITEM},
                   {"flex", DISPLAY_FLEX}, {"table", DISPLAY_TABLE}, {"table-row-group", DISPLAY_TABLE_ROW_GROUP},
                   {"table-header-group", DISPLAY_TABLE_HEADER_GROUP}, {"table-footer-group", DISPLAY_TABLE_FOOTER_GROUP},
                   {"table-row", DISPLAY_TABLE_ROW}, {"table-cell", DISPLAY_TABLE_CELL}, {"table-caption", DISPLAY_TABLE_CAPTION},
                   {"table-column", DISPLAY_TABLE_COLUMN}, {"table-column-group", DISPLAY_TABLE_COLUMN_GROUP},
                   {"inline-block", DISPLAY_INLINE}, {"inline-flex", DISPLAY_FLEX}, {"inline-table", DISPLAY_TABLE},
                   {"grid", DISPLAY_FLEX}, {"inline-grid", DISPLAY_FLEX}, {"flow-root", DISPLAY_BLOCK}, {"contents", DISPLAY_INLINE},
                   {0}};
KEYS(k_float) = {{"none", FLOAT_NONE}, {"left", FLOAT_LEFT}, {"right", FLOAT_RIGHT}, {"inline-start", FLOAT_LEFT},
                 {"inline-end", FLOAT_RIGHT}, {"footnote", FLOAT_FOOTNOTE}, {"top", FLOAT_TOP}, {"bottom", FLOAT_BOTTOM}, {0}};
KEYS(k_break) = {{"auto", BREAK_AUTO}, {"avoid", BREAK_AVOID}, {"avoid-page", BREAK_AVOID}, {"avoid-column", BREAK_AVOID},
                 {"page", BREAK_PAGE}, {"always", BREAK_PAGE}, {"all", BREAK_PAGE}, {"left", BREAK_LEFT}, {"verso", BREAK_LEFT},
                 {"right", BREAK_RIGHT}, {"recto", BREAK_RIGHT}, {"column", BREAK_COLUMN}, {0}};
KEYS(k_break_inside) = {{"auto", BREAK_AUTO}, {"avoid", BREAK_AVOID}, {"avoid-page", BREAK_AVOID}, {"avoid-column", BREAK_AVOID}, {0}};
KEYS(k_span) = {{"none", 0}, {"all", 1}, {0}};
KEYS(k_visibility) = {{"visible", 0}, {"hidden", 1}, {"collapse", 1}, {0}};
KEYS(k_facing) = {{"auto", 0}, {"equal", 1}, {0}};
KEYS(k_fit) = {{"fill", 0}, {"contain", 0}, {"none", 0}, {"scale-down", 0}, {"cover", 1}, {0}};

#define ONE(f) .offset = {offsetof(struct computed, f)}, .size = {sizeof(((struct computed *)0)->f)}
#define TWO(f, g)                                                                                                                \
    .offset = {offsetof(struct computed, f), offsetof(struct computed, g)},                                                     \
    .size = {sizeof(((struct computed *)0)->f), sizeof(((struct computed *)0)->g)}
#define I PROP_INHERITED
#define KEYWORD(n, fl, f, k) {.name = n, .parse = prop_keyword, .flags = fl, ONE(style.f), .keywords = k}
#define LENGTH(n, f, a) {.name = n, .parse = prop_length, .arg = a, ONE(style.f)}
#define SHORT(n, fn, a, l) {.name = n, .parse = fn, .arg = a, .longhands = l}
#define MARGIN (LEN_NEGATIVE | LEN_PERCENT | LEN_AUTO_OK)
#define SIZE (LEN_PERCENT | LEN_AUTO_OK)
#define MINIMUM (LEN_PERCENT | LEN_AUTO_OK | LEN_MINIMUM)
#define MAXIMUM (LEN_PERCENT | LEN_NONE_OK)
#define B_WIDTH(n, i) {.name = n, .parse = prop_border_width, .arg = i, ONE(border_width[i])}
#define B_STYLE(n, i) {.name = n, .parse = prop_border_style, .arg = i, ONE(style.border[i].style)}
#define B_COLOUR(n, i) {.name = n, .parse = prop_border_colour, .arg = i, ONE(style.border[i].colour)}

static const struct css_prop table[] = {
    {.name = "color", .parse = prop_colour, .flags = I | PROP_EARLY, ONE(style.colour)},
    {.name = "font-size", .parse = prop_font_size, .flags = I | PROP_EARLY, ONE(style.font_size)},
    {.name = "font-family", .parse = prop_font_family, .flags = I, ONE(style.font_family)},
    {.name = "font-style", .parse = prop_font_style, .flags = I, ONE(style.italic)},
    {.name = "font-weight", .parse = prop_font_weight, .flags = I, ONE(style.font_weight)},
    {.name = "font-variant-caps", .parse = prop_keyword, .flags = I, ONE(caps), .keywords = k_caps},
    {.name = "font-variant-position", .parse = prop_keyword, .flags = I, ONE(position), .keywords = k_position},
    {.name = "font-variant-numeric", .parse = prop_font_variant, .arg = 1, .flags = I, ONE(numeric)},
    {.name = "font-variant-ligatures", .parse = prop_font_variant, .arg = 2, .flags = I, ONE(ligatures)},
    {.name = "font-kerning", .parse = prop_keyword, .flags = I, ONE(kerning), .keywords = k_font_kerning},
    {.name = "font-feature-settings", .parse = prop_font_settings, .flags = I, ONE(settings)},
    SHORT("font-variant", prop_font_variant, 0, "font-variant-caps font-variant-position font-variant-numeric font-variant-ligatures"),
    {.name = "font", .parse = prop_font, .flags = PROP_EARLY,
     .longhands = "font-size font-family font-style font-weight font-variant line-height"},
    {.name = "line-height", .parse = prop_line_height, .flags = I, TWO(style.line_height, line_factor)},
    {.name = "letter-spacing", .parse = prop_spacing, .flags = I, ONE(style.letter_spacing)},
    {.name = "word-spacing", .parse = prop_spacing, .flags = I, ONE(style.word_spacing)},
    {.name = "text-indent", .parse = prop_text_indent, .flags = I, TWO(style.text_indent, style.text_indent_pct)},
    KEYWORD("text-align", I, text_align, k_align),
    KEYWORD("text-align-last", I, text_align_last, k_align_last),
    KEYWORD("hyphens", I, hyphens, k_hyphens),
    KEYWORD("text-wrap", I, text_wrap, k_wrap),
    KEYWORD("text-wrap-style", I, text_wrap, k_wrap),
    KEYWORD("white-space", I, white_space, k_white_space),
    KEYWORD("text-transform", I, text_transform, k_transform),
    {.name = "orphans", .parse = prop_positive, .flags = I, ONE(style.orphans)},
    {.name = "widows", .parse = prop_positive, .flags = I, ONE(style.widows)},
    {.name = "list-style-type", .parse = prop_list_type, .flags = I, TWO(style.list_style, style.list_string)},
    KEYWORD("list-style-position", I, list_inside, k_list_position),
    {.name = "list-style-image", .parse = prop_list_image, .flags = I},
    SHORT("list-style", prop_list_style, 0, "list-style-type list-style-position"),
    KEYWORD("caption-side", I, caption_bottom, k_caption),
    KEYWORD("border-collapse", I, border_collapse, k_collapse),
    {.name = "border-spacing", .parse = prop_border_spacing, .flags = I, ONE(style.border_spacing)},
    {.name = "quotes", .parse = prop_quotes, .flags = I, ONE(style.quotes)},
    KEYWORD("visibility", I, hidden, k_visibility),

    KEYWORD("display", 0, display, k_display),
    KEYWORD("float", 0, float_, k_float),
    LENGTH("margin-top", margin[TOP], MARGIN), LENGTH("margin-right", margin[RIGHT], MARGIN),
    LENGTH("margin-bottom", margin[BOTTOM], MARGIN), LENGTH("margin-left", margin[LEFT], MARGIN),
    LENGTH("margin-block-start", margin[TOP], MARGIN), LENGTH("margin-inline-end", margin[RIGHT], MARGIN),
    LENGTH("margin-block-end", margin[BOTTOM], MARGIN), LENGTH("margin-inline-start", margin[LEFT], MARGIN),
    SHORT("margin", prop_sides, 0, "margin-top margin-right margin-bottom margin-left"),
    SHORT("margin-block", prop_sides, 0, "margin-top margin-bottom"),
    SHORT("margin-inline", prop_sides, 0, "margin-left margin-right"),
    LENGTH("padding-top", padding[TOP], LEN_PERCENT), LENGTH("padding-right", padding[RIGHT], LEN_PERCENT),
    LENGTH("padding-bottom", padding[BOTTOM], LEN_PERCENT), LENGTH("padding-left", padding[LEFT], LEN_PERCENT),
    LENGTH("padding-block-start", padding[TOP], LEN_PERCENT), LENGTH("padding-inline-end", padding[RIGHT], LEN_PERCENT),
    LENGTH("padding-block-end", padding[BOTTOM], LEN_PERCENT), LENGTH("padding-inline-start", padding[LEFT], LEN_PERCENT),
    SHORT("padding", prop_sides, 0, "padding-top padding-right padding-bottom padding-left"),
    SHORT("padding-block", prop_sides, 0, "padding-top padding-bottom"),
    SHORT("padding-inline", prop_sides, 0, "padding-left padding-right"),
    LENGTH("width", width, SIZE), LENGTH("height", height, SIZE), LENGTH("inline-size", width, SIZE), LENGTH("block-size", height, SIZE),
    LENGTH("min-width", min_width, MINIMUM), LENGTH("min-height", min_height, MINIMUM),
    LENGTH("min-inline-size", min_width, MINIMUM), LENGTH("min-block-size", min_height, MINIMUM),
    LENGTH("max-width", max_width, MAXIMUM), LENGTH("max-height", max_height, MAXIMUM),
    LENGTH("max-inline-size", max_width, MAXIMUM), LENGTH("max-block-size", max_height, MAXIMUM),

    B_WIDTH("border-top-width", TOP), B_WIDTH("border-right-width", RIGHT), B_WIDTH("border-bottom-width", BOTTOM),
    B_WIDTH("border-left-width", LEFT),
    B_STYLE("border-top-style", TOP), B_STYLE("border-right-style", RIGHT), B_STYLE("border-bottom-style", BOTTOM),
    B_STYLE("border-left-style", LEFT),
    B_COLOUR("border-top-color", TOP), B_COLOUR("border-right-color", RIGHT), B_COLOUR("border-bottom-color", BOTTOM),
    B_COLOUR("border-left-color", LEFT),
    SHORT("border-width", prop_sides, 0, "border-top-width border-right-width border-bottom-width border-left-width"),
    SHORT("border-style", prop_sides, 0, "border-top-style border-right-style border-bottom-style border-left-style"),
    SHORT("border-color", prop_sides, 0, "border-top-color border-right-color border-bottom-color border-left-color"),
    SHORT("border-top", prop_border, TOP, "border-top-width border-top-style border-top-color"),
    SHORT("border-right", prop_border, RIGHT, "border-right-width border-right-style border-right-color"),
    SHORT("border-bottom", prop_border, BOTTOM, "border-bottom-width border-bottom-style border-bottom-color"),
    SHORT("border-left", prop_border, LEFT, "border-left-width border-left-style border-left-color"),
    SHORT("border-block-start", prop_border, TOP, "border-top-width border-top-style border-top-color"),
    SHORT("border-block-end", prop_border, BOTTOM, "border-bottom-width border-bottom-style border-bottom-color"),
    SHORT("border-inline-start", prop_border, LEFT, "border-left-width border-left-style border-left-color"),
    SHORT("border-inline-end", prop_border, RIGHT, "border-right-width border-right-style border-right-color"),
    SHORT("border-block", prop_border_pair, TOP, "border-top border-bottom"),
    SHORT("border-inline", prop_border_pair, RIGHT, "border-right border-left"),
    SHORT("border", prop_border_all, 0, "border-width border-style border-color"),
    {.name = "border-radius", .parse = prop_border_radius, ONE(style.border_radius)},
    {.name = "background-color", .parse = prop_colour, ONE(style.background)},
    SHORT("background", prop_background, 0, "background-color"),

    KEYWORD("break-before", PROP_PAGED, break_before, k_break),
    KEYWORD("break-after", PROP_PAGED, break_after, k_break),
    KEYWORD("break-inside", 0, break_inside, k_break_inside),
    KEYWORD("page-break-before", PROP_PAGED, break_before, k_break),
    KEYWORD("page-break-after", PROP_PAGED, break_after, k_break),
    KEYWORD("page-break-inside", 0, break_inside, k_break_inside),
    {.name = "page", .parse = prop_page, .flags = PROP_PAGED, ONE(style.page)},
    {.name = "vertical-align", .parse = prop_vertical_align, TWO(style.vertical_align, style.vertical_shift)},
    {.name = "text-decoration-line", .parse = prop_decoration, ONE(style.decoration)},
    SHORT("text-decoration", prop_decoration, 1, "text-decoration-line"),
    {.name = "column-count", .parse = prop_column_count, ONE(style.column_count)},
    {.name = "column-gap", .parse = prop_gap, .arg = 3, TWO(style.column_gap, style.gap)},
    {.name = "row-gap", .parse = prop_gap, .arg = 1, ONE(style.gap)},
    {.name = "gap", .parse = prop_gap, .arg = 7, TWO(style.column_gap, style.gap)},
    SHORT("columns", prop_columns, 0, "column-count"),
    {.name = "column-rule-width", .parse = prop_border_width, .arg = 4, ONE(rule_width)},
    {.name = "column-rule-style", .parse = prop_border_style, .arg = 4, ONE(style.column_rule.style)},
    {.name = "column-rule-color", .parse = prop_border_colour, .arg = 4, ONE(style.column_rule.colour)},
    SHORT("column-rule", prop_border, 4, "column-rule-width column-rule-style column-rule-color"),
    KEYWORD("column-span", 0, column_span_all, k_span),
    KEYWORD("object-fit", 0, object_cover, k_fit),
    {.name = "content", .parse = prop_content, TWO(style.content, style.content_none)},
    {.name = "counter-reset", .parse = prop_counter, .arg = 0, ONE(style.counter_reset)},
    {.name = "counter-set", .parse = prop_counter, .arg = 0, ONE(style.counter_set)},
    {.name = "counter-increment", .parse = prop_counter, .arg = 1, ONE(style.counter_increment)},
    {.name = "string-set", .parse = prop_string_set, .flags = PROP_PAGED, ONE(style.string_set)},
    {.name = "-dossier-qr", .parse = prop_length, .arg = LEN_NONE_OK, .flags = PROP_OWN, ONE(style.qr)},
    {.name = "-dossier-palette", .parse = prop_palette, .flags = I | PROP_OWN, ONE(style.palette)},
    {.name = "-dossier-facing-pages", .parse = prop_keyword, .flags = PROP_OWN, ONE(facing_equal), .keywords = k_facing},
    {.name = "-dossier-glyph-scaling", .parse = prop_scaling, .flags = I | PROP_OWN, ONE(style.glyph_scaling)},
    {.name = "-dossier-embed-fonts", .parse = prop_embed, .flags = I | PROP_OWN, ONE(embed)},
};

/* Real CSS that a screen uses and paper does not: taken in silence, kept for the EPUB. PAGED: of paper, but no use to us. */
#define SCREEN(n) {.name = n}
#define PAGED(n) {.name = n, .flags = PROP_PAGED}
static const struct css_prop unused[] = {
    SCREEN("accent-color"), SCREEN("align-content"), SCREEN("align-items"), SCREEN("align-self"), SCREEN("all"), SCREEN("animation"),
    SCREEN("animation-delay"), SCREEN("animation-direction"), SCREEN("animation-duration"), SCREEN("animation-name"),
    SCREEN("appearance"), SCREEN("aspect-ratio"), SCREEN("backdrop-filter"), SCREEN("background-attachment"),
    SCREEN("background-blend-mode"), SCREEN("background-clip"), SCREEN("background-image"), SCREEN("background-origin"),
    SCREEN("background-position"), SCREEN("background-repeat"), SCREEN("background-size"),
    SCREEN("border-bottom-left-radius"), SCREEN("border-bottom-right-radius"), SCREEN("border-image"),
    SCREEN("border-top-left-radius"), SCREEN("border-top-right-radius"), SCREEN("bottom"), SCREEN("box-decoration-break"),
    SCREEN("box-shadow"), SCREEN("box-sizing"), SCREEN("clear"), SCREEN("clip"), SCREEN("clip-path"), SCREEN("color-scheme"),
    SCREEN("column-fill"), SCREEN("column-width"), SCREEN("contain"), SCREEN("cursor"), SCREEN("direction"), SCREEN("empty-cells"),
    SCREEN("filter"), SCREEN("flex"), SCREEN("flex-basis"), SCREEN("flex-direction"), SCREEN("flex-flow"), SCREEN("flex-grow"),
    SCREEN("flex-shrink"), SCREEN("flex-wrap"), SCREEN("font-display"), SCREEN("font-language-override"),
    SCREEN("font-optical-sizing"), SCREEN("font-palette"), SCREEN("font-size-adjust"), SCREEN("font-stretch"),
    SCREEN("font-synthesis"), SCREEN("font-variant-alternates"), SCREEN("font-variant-east-asian"), SCREEN("font-variation-settings"),
    SCREEN("grid"), SCREEN("grid-area"), SCREEN("grid-auto-columns"), SCREEN("grid-auto-flow"), SCREEN("grid-auto-rows"),
    SCREEN("grid-column"), SCREEN("grid-gap"), SCREEN("grid-row"), SCREEN("grid-template"), SCREEN("grid-template-areas"),
    SCREEN("grid-template-columns"), SCREEN("grid-template-rows"), SCREEN("hanging-punctuation"), SCREEN("hyphenate-character"),
    SCREEN("hyphenate-limit-chars"), SCREEN("image-rendering"), SCREEN("inset"), SCREEN("isolation"), SCREEN("justify-content"),
    SCREEN("justify-items"), SCREEN("justify-self"), SCREEN("left"), SCREEN("line-break"), SCREEN("mix-blend-mode"),
    SCREEN("object-position"), SCREEN("opacity"), SCREEN("order"), SCREEN("outline"), SCREEN("outline-color"),
    SCREEN("outline-offset"), SCREEN("outline-style"), SCREEN("outline-width"), SCREEN("overflow"), SCREEN("overflow-wrap"),
    SCREEN("overflow-x"), SCREEN("overflow-y"), SCREEN("place-content"), SCREEN("place-items"), SCREEN("pointer-events"),
    SCREEN("position"), SCREEN("print-color-adjust"), SCREEN("resize"), SCREEN("right"), SCREEN("ruby-align"),
    SCREEN("ruby-position"), SCREEN("scroll-behavior"), SCREEN("scroll-margin"), SCREEN("shape-outside"), SCREEN("tab-size"),
    SCREEN("table-layout"), SCREEN("text-align-all"), SCREEN("text-combine-upright"), SCREEN("text-decoration-color"),
    SCREEN("text-decoration-skip-ink"), SCREEN("text-decoration-style"), SCREEN("text-decoration-thickness"),
    SCREEN("text-emphasis"), SCREEN("text-justify"), SCREEN("text-orientation"), SCREEN("text-overflow"), SCREEN("text-rendering"),
    SCREEN("text-shadow"), SCREEN("text-underline-offset"), SCREEN("text-underline-position"), SCREEN("top"),
    SCREEN("transform"), SCREEN("transform-origin"), SCREEN("transition"), SCREEN("transition-duration"), SCREEN("unicode-bidi"),
    SCREEN("user-select"), SCREEN("will-change"), SCREEN("word-break"), SCREEN("word-wrap"), SCREEN("writing-mode"),
    SCREEN("z-index"), SCREEN("zoom"),
    PAGED("size"), PAGED("marks"), PAGED("bleed"), PAGED("bookmark-label"), PAGED("bookmark-level"), PAGED("bookmark-state"),
    PAGED("footnote-display"), PAGED("footnote-policy"), PAGED("float-placement"), PAGED("float-reference"), PAGED("margin-break"),
    PAGED("page-orientation"), PAGED("running"),
};
/* clang-format on */
enum { N_TABLE = sizeof table / sizeof *table, N_UNUSED = sizeof unused / sizeof *unused };

const struct css_prop *css_prop_find(const char *name)
{
    for (size_t i = 0; i < N_TABLE; i++)
        if (css_same(table[i].name, name))
            return &table[i];
    for (size_t i = 0; i < N_UNUSED; i++)
        if (css_same(unused[i].name, name))
            return &unused[i];
    return NULL;
}

const char *css_prop_nearest(const char *name)
{
    const char *names[N_TABLE + N_UNUSED];
    for (size_t i = 0; i < N_TABLE; i++)
        names[i] = table[i].name;
    for (size_t i = 0; i < N_UNUSED; i++)
        names[N_TABLE + i] = unused[i].name;
    return css_nearest(name, names, N_TABLE + N_UNUSED);
}

/* Edits from a to b where swapping two neighbours is one (Damerau 1964, restricted), given up beyond 40 characters. */
static int distance(const char *a, const char *b)
{
    enum { MOST = 40 };
    int d[MOST + 1][MOST + 1];
    int n = (int)strlen(a), m = (int)strlen(b);
    if (n > MOST || m > MOST)
        return MOST;
    for (int i = 0; i <= n; i++)
        d[i][0] = i;
    for (int j = 0; j <= m; j++)
        d[0][j] = j;
    for (int i = 1; i <= n; i++)
        for (int j = 1; j <= m; j++) {
            char x = a[i - 1] >= 'A' && a[i - 1] <= 'Z' ? (char)(a[i - 1] + 32) : a[i - 1];
            int best = d[i - 1][j - 1] + (x != b[j - 1]);
            best = d[i - 1][j] + 1 < best ? d[i - 1][j] + 1 : best;
            best = d[i][j - 1] + 1 < best ? d[i][j - 1] + 1 : best;
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && d[i - 2][j - 2] + 1 < best)
                best = d[i - 2][j - 2] + 1;
            d[i][j] = best;
        }
    return d[n][m];
}

const char *css_nearest(const char *name, const char *const *names, size_t n)
{
    const char *best = NULL;
    int least = 4 < (int)strlen(name) / 2 ? 4 : (int)strlen(name) / 2;
    for (size_t i = 0; i < n; i++) {
        int d = distance(name, names[i]);
        if (d < least || (d == least && !best)) {
            least = d;
            best = names[i];
        }
    }
    return best;
}

static void copy_from(struct css_eval *e, const struct css_prop *p, const struct computed *from)
{
    for (int i = 0; i < 2; i++)
        if (p->size[i])
            memcpy((char *)e->out + p->offset[i], (const char *)from + p->offset[i], p->size[i]);
    if (p->parse == prop_border_colour && from == e->initial) /* initially currentColor */
        memcpy((char *)e->out + p->offset[0], &e->out->style.colour, sizeof(struct colour));
    if (p->parse == prop_vertical_align)
        e->out->valign_pct = from->valign_pct;
}

static bool wrong_phase(const struct css_eval *e, const struct css_prop *p)
{
    if (e->phase == PHASE_EARLY)
        return !(p->flags & PROP_EARLY);
    return e->phase == PHASE_LATE && (p->flags & PROP_EARLY) && !p->longhands;
}

static const struct css_prop *next_longhand(const char **list)
{
    char name[64];
    size_t n = strcspn(*list, " ");
    if (!n || n >= sizeof name)
        return NULL;
    memcpy(name, *list, n);
    name[n] = 0;
    *list += n + ((*list)[n] == ' ');
    return css_prop_find(name);
}

bool css_prop_cover(const struct css_prop *p, uint8_t *seen)
{
    bool any = false;
    if (!p->parse)
        return true;
    if (p->longhands) {
        const char *list = p->longhands;
        for (const struct css_prop *l; (l = next_longhand(&list)) != NULL;)
            any |= css_prop_cover(l, seen);
        return any;
    }
    for (int i = 0; i < 2; i++)
        if (p->size[i]) {
            any |= !seen[p->offset[i]];
            seen[p->offset[i]] = 1;
        }
    return any;
}

/* what: 'i' inherit, 'n' initial, 'u' unset */
static void wide(struct css_eval *e, const struct css_prop *p, char what)
{
    if (p->longhands) {
        const char *list = p->longhands;
        for (const struct css_prop *l; (l = next_longhand(&list)) != NULL;)
            if (!wrong_phase(e, l) || l->longhands)
                wide(e, l, what);
        return;
    }
    bool inherit = what == 'i' || (what == 'u' && (p->flags & PROP_INHERITED));
    copy_from(e, p, inherit ? e->parent : e->initial);
}

static char wide_keyword(struct css_span value)
{
    value = css_trim(value);
    if (value.end - value.t != 1)
        return 0;
    if (css_is(value.t, "inherit"))
        return 'i';
    if (css_is(value.t, "initial"))
        return 'n';
    return css_is(value.t, "unset") || css_is(value.t, "revert") || css_is(value.t, "revert-layer") ? 'u' : 0;
}

void css_unset(struct css_eval *e, const struct css_prop *p)
{
    if (p->parse && !wrong_phase(e, p))
        wide(e, p, 'u');
}

void css_reset(struct css_eval *e, const char *names)
{
    for (const struct css_prop *l; (l = next_longhand(&names)) != NULL;)
        if (!wrong_phase(e, l) || l->longhands)
            wide(e, l, 'n');
}

static bool css_apply_plain(struct css_eval *e, const struct css_prop *p, struct css_span value)
{
    struct css_cursor c = {value.t, value.end};
    return !p->parse || (p->parse(e, &c, p) && !css_more(&c));
}

bool css_apply_to(struct css_eval *e, const char *name, struct css_span value)
{
    const struct css_prop *p = css_prop_find(name);
    return p && css_apply_plain(e, p, value);
}

bool css_apply(struct css_eval *e, const struct css_prop *p, struct css_span value)
{
    if (!p->parse || wrong_phase(e, p))
        return true;
    char what = wide_keyword(value);
    if (!what)
        return css_apply_plain(e, p, value);
    wide(e, p, what);
    return true;
}

bool prop_keyword(struct css_eval *e, struct css_cursor *c, const struct css_prop *p)
{
    int v;
    if (!css_take_keyword(c, p->keywords, &v)) {
        struct buf b = {0};
        struct css_span s = {css_skip_space(c->t, c->end), c->end};
        buf_adds(&b, "'");
        css_text(s, &b);
        buf_addf(&b, "' is not a value of %s (", p->name);
        for (const struct css_keyword *k = p->keywords; k->name; k++)
            buf_addf(&b, "%s%s", k == p->keywords ? "" : ", ", k->name);
        buf_adds(&b, ")");
        e->complaint = b.len < 240 ? arena_strdup(e->a, b.data) : NULL;
        buf_drop(&b);
        return false;
    }
    char *at = (char *)e->out + p->offset[0];
    switch (p->size[0]) {
    case sizeof(bool): *(uint8_t *)at = (uint8_t)v; break;
    case sizeof(int): memcpy(at, &v, sizeof v); break;
    default: return false;
    }
    return true;
}
