/* A chart's form is chosen and drawn, then wrapped as a whole SVG document with its title and description. */
#include "chart/internal.h"

#include <string.h>

static double draw(struct canvas *cv, const struct chart_data *d)
{
    switch (d->chart->kind) {
    case CHART_COLUMN: return bars_draw(cv, d, !bars_fit(cv, d), false);
    case CHART_STACKED: return bars_draw(cv, d, !bars_fit(cv, d), true);
    case CHART_LINE: return lines_draw(cv, d, true);
    case CHART_DOT: return d->numeric ? lines_draw(cv, d, false) : dots_draw(cv, d);
    case CHART_BAR: break;
    }
    return bars_draw(cv, d, true, false);
}

static void element(struct buf *out, const char *name, const char *id, const char *text)
{
    buf_addf(out, "<%s id=\"", name);
    svg_text(out, id, strlen(id));
    buf_addf(out, "-%s\">", name);
    svg_text(out, text, strlen(text));
    buf_addf(out, "</%s>\n", name);
}

static void head(struct buf *out, const struct chart *c, const struct chart_look *look, double height)
{
    const char *id = look->title_id ? look->title_id : "chart";
    svg_begin(out, look, height);
    buf_adds(out, " role=\"img\" xml:lang=\""); /* its title and desc name it: HTML's checker takes no aria-labelledby here */
    svg_text(out, look->lang, strlen(look->lang));
    buf_adds(out, "\">\n");
    struct buf said = {0};
    chart_summary(&said, c, look->lang);
    element(out, "title", id, c->alt && *c->alt ? c->alt : said.data);
    element(out, "desc", id, said.data);
    buf_drop(&said);
}

double chart_svg(struct buf *out, const struct chart *c, const struct chart_look *look)
{
    struct chart_data d;
    struct canvas cv;
    chart_data_init(&d, c, look->lang);
    canvas_init(&cv, look);
    double height = d.n_cat && d.n_series ? draw(&cv, &d) : cv.line;
    height = (double)(long long)(height * 100 + 1) / 100;
    head(out, c, look, height);
    buf_add(out, cv.body.data ? cv.body.data : "", cv.body.len);
    buf_adds(out, "</svg>\n");
    canvas_drop(&cv);
    chart_data_drop(&d);
    return height;
}
