/* A page's content stream. Everything drawn lies in one marked-content sequence: of a node and slot (its MCID is recorded for the
 * structure tree) or an artifact. Text objects stay open as long as glyphs follow glyphs. */
#include "pdf/internal.h"

/* What the open sequence is for. */
enum section {
    NOTHING,
    CONTENT,
    LAYOUT_ARTIFACT,
    BACKGROUND_ARTIFACT,
    PAGE_ARTIFACT,
    HEADER_ARTIFACT,
    FOOTER_ARTIFACT
};
static const char *const artifact[] = {
    [LAYOUT_ARTIFACT] = "/Artifact<</Type/Layout>>BDC\n",
    [PAGE_ARTIFACT] = "/Artifact<</Type/Pagination>>BDC\n",
    [HEADER_ARTIFACT] = "/Artifact<</Type/Pagination/Subtype/Header/Attached[/Top]>>BDC\n",
    [FOOTER_ARTIFACT] = "/Artifact<</Type/Pagination/Subtype/Footer/Attached[/Bottom]>>BDC\n",
};
static const char *const artifact_name[] = {
    [LAYOUT_ARTIFACT] = "Layout", [BACKGROUND_ARTIFACT] = "Background", [PAGE_ARTIFACT] = "Pagination",
    [HEADER_ARTIFACT] = "Header", [FOOTER_ARTIFACT] = "Footer",
};
struct open {
    enum section section;
    const struct node *node;
    enum slot slot;
    int32_t mcid; /* next */
    int32_t mark; /* the open one */
    int32_t base; /* baseline of the text of the flow drawn last, -1 */
};

static bool untagged(const struct pdf *p)
{
    return p->opt && p->opt->untagged;
}

static void close_section(struct pen *pen, struct open *o)
{
    if (o->section != NOTHING && !untagged(pen->p))
        buf_adds(pen->b, "EMC\n");
    o->section = NOTHING;
}

/* A coloured area; a thin one is a rule. */
static bool is_background(const struct draw *d)
{
    return d->kind == DRAW_RECT && d->w > 6 * PT && d->h > 6 * PT;
}

/* A leader stands on a line of the flow; a repeated head has nodes in its runs; what is left are margin boxes. */
static enum section artifact_of(const struct pen *pen, const struct open *o, const struct draw *d)
{
    if (is_background(d))
        return BACKGROUND_ARTIFACT;
    if (d->kind != DRAW_GLYPHS || d->y == o->base)
        return LAYOUT_ARTIFACT;
    if (d->u.frag->run->node)
        return PAGE_ARTIFACT;
    return d->y < pen->height / 6 ? HEADER_ARTIFACT : d->y > pen->height / 6 * 5 ? FOOTER_ARTIFACT : PAGE_ARTIFACT;
}

/* A background says where it lies (ISO 32000-1, table 330). */
static void begin_background(struct pen *pen, const struct draw *d)
{
    buf_adds(pen->b, "/Artifact<</Type/Background/BBox[");
    pdf_pen_xy(pen, d->x, d->y + d->h);
    pdf_pen_xy(pen, d->x + d->w, d->y);
    buf_adds(pen->b, "]>>BDC\n");
}

/* Text that follows text of the same element needs no sequence of its own. */
static bool goes_on(const struct pdf *p, const struct open *o, const struct draw *d)
{
    if (o->slot != d->slot)
        return false;
    return o->node == d->node ||
           (d->slot == SLOT_TEXT && p->marks.owner[o->node->index] == p->marks.owner[d->node->index]);
}

static void begin_section(struct pen *pen, struct open *o, const struct draw *d)
{
    struct pdf *p = pen->p;
    bool text = d->kind == DRAW_GLYPHS;
    enum section want = pdf_marks_is_artifact(&p->marks, d) ? artifact_of(pen, o, d) : CONTENT;

    if (want == CONTENT && text)
        o->base = d->y;
    if (pen->in_text == text && o->section == want && want != BACKGROUND_ARTIFACT &&
        (want != CONTENT || goes_on(p, o, d)))
        return;
    close_section(pen, o);
    pdf_pen_text(pen, text);
    o->section = want;
    o->node = d->node;
    o->slot = d->slot;
    if (untagged(p))
        return;
    if (want == CONTENT) {
        o->mark = pdf_marks_add(&p->marks, d->node, d->slot, pen->page, o->mcid);
        pdf_marks_see(&p->marks, pen->page, o->mark, NULL);
        buf_adds(pen->b, text ? "/P<</MCID " : "/Figure<</MCID ");
        pdf_int(pen->b, o->mcid++);
        buf_adds(pen->b, ">>BDC\n");
        return;
    }
    pdf_marks_see(&p->marks, pen->page, -1, artifact_name[want]);
    if (want == BACKGROUND_ARTIFACT)
        begin_background(pen, d);
    else
        buf_adds(pen->b, artifact[want]);
}

static void rounded(struct pen *pen, const struct draw *d)
{
    int32_t r = d->u.rect.radius, x0 = d->x, y0 = d->y, x1 = d->x + d->w, y1 = d->y + d->h;

    if (r > d->w / 2)
        r = d->w / 2;
    if (r > d->h / 2)
        r = d->h / 2;
    int32_t k = (int32_t)((int64_t)r * 4477 / 10000); /* 1 - 0.5523: a quarter circle as a Bézier curve */
    const int32_t pts[][2] = {{x0 + r, y0}, {x1 - r, y0}, {x1 - k, y0}, {x1, y0 + k}, {x1, y0 + r}, {x1, y1 - r},
                              {x1, y1 - k}, {x1 - k, y1}, {x1 - r, y1}, {x0 + r, y1}, {x0 + k, y1}, {x0, y1 - k},
                              {x0, y1 - r}, {x0, y0 + r}, {x0, y0 + k}, {x0 + k, y0}, {x0 + r, y0}};
    static const char ops[] = "ml..cl..cl..cl..c";
    for (int i = 0; i < 17; i++) {
        pdf_pen_xy(pen, pts[i][0], pts[i][1]);
        if (ops[i] != '.')
            buf_addf(pen->b, "%c\n", ops[i]);
    }
}

static void draw_rect(struct pen *pen, const struct draw *d)
{
    pdf_pen_fill(pen, d->u.rect.fill);
    pdf_pen_alpha(pen, d->u.rect.fill.a);
    if (d->u.rect.radius > 0) {
        rounded(pen, d);
    } else {
        pdf_pen_xy(pen, d->x, d->y + d->h);
        pdf_milli(pen->b, pdf_milli_of(d->w));
        buf_addc(pen->b, ' ');
        pdf_milli(pen->b, pdf_milli_of(d->h));
        buf_adds(pen->b, " re\n");
    }
    buf_adds(pen->b, "f\n");
}

static void line(struct pen *pen, const struct draw *d, int32_t dx, int32_t dy)
{
    pdf_pen_xy(pen, d->x + dx, d->y + dy);
    buf_adds(pen->b, "m ");
    pdf_pen_xy(pen, d->x + d->w + dx, d->y + d->h + dy);
    buf_adds(pen->b, "l S\n");
}

static void draw_stroke(struct pen *pen, const struct draw *d)
{
    struct colour c = d->u.stroke.colour;
    int64_t w = pdf_milli_of(d->u.stroke.width);
    bool two = d->u.stroke.style == BORDER_DOUBLE;

    pdf_pen_alpha(pen, c.a);
    buf_adds(pen->b, "q\n");
    pdf_milli(pen->b, (c.r * 1000 + 127) / 255);
    buf_addc(pen->b, ' ');
    pdf_milli(pen->b, (c.g * 1000 + 127) / 255);
    buf_addc(pen->b, ' ');
    pdf_milli(pen->b, (c.b * 1000 + 127) / 255);
    buf_adds(pen->b, " RG ");
    pdf_milli(pen->b, two ? w / 3 : w);
    buf_adds(pen->b, " w\n");
    if (d->u.stroke.style == BORDER_DASHED || d->u.stroke.style == BORDER_DOTTED) {
        bool dots = d->u.stroke.style == BORDER_DOTTED;
        buf_adds(pen->b, dots ? "1 J [0 " : "[");
        pdf_milli(pen->b, dots ? 2 * w : 3 * w);
        if (!dots) {
            buf_addc(pen->b, ' ');
            pdf_milli(pen->b, 2 * w);
        }
        buf_adds(pen->b, "] 0 d\n");
    }
    int32_t off = two ? d->u.stroke.width / 3 : 0;
    bool across = abs(d->w) >= abs(d->h);
    line(pen, d, across ? 0 : off, across ? off : 0);
    if (two)
        line(pen, d, across ? 0 : -off, across ? -off : 0);
    buf_adds(pen->b, "Q\n");
}

/* The unit square, or a drawing's own box, to where the picture stands. */
static void place(struct pen *pen, const struct draw *d, const struct pdf_image *im, double w, double h)
{
    char line_[128];

    if (im->page != pen->page) {
        ((struct pdf_image *)im)->page = pen->page;
        vec_push(&pen->images, (struct pdf_image *)im);
    }
    buf_adds(pen->b, "q\n");
    if (d->kind == DRAW_IMAGE && d->u.image.clip_w > 0) {
        pdf_pen_xy(pen, d->u.image.clip_x, d->u.image.clip_y + d->u.image.clip_h);
        pdf_milli(pen->b, pdf_milli_of(d->u.image.clip_w));
        buf_addc(pen->b, ' ');
        pdf_milli(pen->b, pdf_milli_of(d->u.image.clip_h));
        buf_adds(pen->b, " re W n\n");
    }
    int64_t sx = (int64_t)((double)d->w / 1024 / w * 1e6), sy = (int64_t)((double)d->h / 1024 / h * 1e6);
    snprintf(line_, sizeof line_, "%lld.%06lld 0 0 %lld.%06lld ", (long long)(sx / 1000000), (long long)(sx % 1000000),
             (long long)(sy / 1000000), (long long)(sy % 1000000));
    buf_adds(pen->b, line_);
    pdf_pen_xy(pen, d->x, d->y + d->h);
    /* Exif 2.3, table 6: 2 to 8 as matrices on the unit square. */
    static const char *const turned[9] = {
        [2] = "-1 0 0 1 1 0", [3] = "-1 0 0 -1 1 1", [4] = "1 0 0 -1 0 1", [5] = "0 -1 -1 0 1 1",
        [6] = "0 -1 1 0 0 1", [7] = "0 1 1 0 0 0",   [8] = "0 1 -1 0 1 0"};
    buf_adds(pen->b, "cm ");
    if (im->turn >= 2 && im->turn <= 8)
        buf_addf(pen->b, "%s cm ", turned[im->turn]);
    buf_addf(pen->b, "/I%d Do\nQ\n", (int)im->id);
}

static void draw_picture(struct pen *pen, const struct draw *d)
{
    struct pdf *p = pen->p;
    const struct pdf_image *im = NULL;

    if (d->node && !pdf_marks_is_artifact(&p->marks, d))
        vec_push(&p->marks.box, (struct pdf_box){d->node->index, pen->page, d->x, d->y, d->w, d->h});
    if (!p->w || d->w <= 0 || d->h <= 0)
        return;
    pdf_pen_alpha(pen, 255);
    const struct image *file = d->kind == DRAW_IMAGE ? d->u.image.image : NULL;
    if (d->kind == DRAW_SVG)
        im = pdf_drawing(p, d->u.svg.data, d->u.svg.len, d->u.svg.key, d);
    else if (file && file->kind == IMAGE_SVG)
        im = pdf_drawing(p, (const char *)file->data, file->len, file, d);
    else if (file)
        im = pdf_image(p, file, d->node ? d->node->src : (struct src){.file = file->path});
    if (im && im->id)
        place(pen, d, im, im->key ? im->w : 1, im->key ? im->h : 1);
}

static void draw_glyphs(struct pen *pen, const struct open *o, const struct draw *d, const struct draw *next)
{
    struct pdf *p = pen->p;
    const struct frag *f = d->u.frag;

    pen->artifact = o->section != CONTENT || untagged(p);
    pdf_pen_glyphs(pen, d, next);
    if (!p->marks.keep_text || !d->text || f->end <= f->start)
        return;
    struct buf *text = pen->artifact ? &p->marks.seen.v[p->marks.seen.n - 1].text : &p->marks.text.v[o->mark];
    buf_add(text, d->text + f->start, f->end - f->start);
    if (pdf_lost_space(d, next))
        buf_addc(text, ' ');
}

/* Each label of a list of pages in a sequence of its own. */
static void draw_page_list(struct pen *pen, struct open *o, struct linker *l, const struct draw *d,
                           const struct draw *next)
{
    struct page_cut cut = {.d = d};

    while (pdf_page_cut(pen->p, &cut)) {
        close_section(pen, o);
        begin_section(pen, o, &cut.part);
        draw_glyphs(pen, o, &cut.part, cut.frag.end < d->u.frag->end ? NULL : next);
        pdf_linker_add_page(l, &cut.part, cut.target);
    }
    close_section(pen, o);
}

static bool draws_nothing(const struct draw *d)
{
    switch (d->kind) {
    case DRAW_GLYPHS: return !d->u.frag || !d->u.frag->face || !d->u.frag->run;
    case DRAW_RECT: return d->u.rect.fill.a == 0 || d->w <= 0 || d->h <= 0;
    case DRAW_STROKE: return d->u.stroke.colour.a == 0 || d->u.stroke.width <= 0 || d->u.stroke.style == BORDER_NONE;
    default: return false;
    }
}

static void write_resources(struct pen *pen, struct buf *res)
{
    buf_clear(res);
    buf_adds(res, "<<");
    for (size_t i = 0; i < pen->fonts.n; i++) {
        buf_addf(res, "%s/F%d", i ? "" : "/Font<<", (int)pen->fonts.v[i]->face->index);
        pdf_ref(res, pen->fonts.v[i]->id);
    }
    buf_adds(res, pen->fonts.n ? ">>" : "");
    for (size_t i = 0; i < pen->images.n; i++) {
        buf_addf(res, "%s/I%d", i ? "" : "/XObject<<", (int)pen->images.v[i]->id);
        pdf_ref(res, pen->images.v[i]->id);
    }
    buf_adds(res, pen->images.n ? ">>" : "");
    bool any = false;
    for (int a = 0; a < 256; a++) {
        if (!pen->alphas[a])
            continue;
        if (!pen->p->alpha_id[a])
            pen->p->alpha_id[a] = pdfw_ids(pen->p->w, 1);
        buf_addf(res, "%s/A%d", any ? "" : "/ExtGState<<", a);
        pdf_ref(res, pen->p->alpha_id[a]);
        any = true;
    }
    buf_adds(res, any ? ">>>>" : ">>");
}

void pdf_content(struct pdf *p, int32_t page, struct ids *annots)
{
    const struct page *pg = p->layout->pages + page;
    struct pen pen = {.p = p, .b = &p->content, .page = page, .height = pg->height, .alpha = 255};
    struct linker linker = {.p = p, .page = page, .annots = annots};
    struct open open = {.base = -1};

    buf_clear(&p->content);
    for (uint32_t i = 0; i < pg->n_draws; i++) {
        const struct draw *d = pg->draws + i;
        if (draws_nothing(d))
            continue;
        const struct draw *next = i + 1 < pg->n_draws ? d + 1 : NULL;
        if (!pdf_marks_is_artifact(&p->marks, d) && pdf_page_list(p, d)) {
            draw_page_list(&pen, &open, &linker, d, next);
            continue;
        }
        begin_section(&pen, &open, d);
        switch (d->kind) {
        case DRAW_GLYPHS: draw_glyphs(&pen, &open, d, next); break;
        case DRAW_RECT: draw_rect(&pen, d); break;
        case DRAW_STROKE: draw_stroke(&pen, d); break;
        case DRAW_IMAGE:
        case DRAW_SVG: draw_picture(&pen, d); break;
        }
        pdf_linker_add(&linker, d);
        if (open.section == CONTENT && d->node->kind == NODE_CHART && !untagged(p)) {
            close_section(&pen, &open);
            pdf_chart_data(&pen, d, &open.mcid);
        }
    }
    pdf_linker_flush(&linker);
    close_section(&pen, &open);
    pdf_pen_text(&pen, false);
    if (p->w)
        write_resources(&pen, &p->res);
    vec_drop(&pen.fonts);
    vec_drop(&pen.images);
}
