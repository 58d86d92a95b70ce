/* The paper a chart is drawn on: SVG elements as text, numbers printed the same everywhere. */
#include "chart/internal.h"

#include <math.h>
#include <string.h>

void svg_num(struct buf *b, double v)
{
    if (!isfinite(v))
        v = 0;
    long long n = llround(v * 100);
    if (n < 0)
        buf_addc(b, '-');
    n = n < 0 ? -n : n;
    buf_addf(b, "%lld", n / 100);
    if (n % 100)
        buf_addf(b, n % 10 ? ".%02lld" : ".%lld", n % 10 ? n % 100 : n % 100 / 10);
}

void svg_text(struct buf *b, const char *s, size_t len)
{
    for (size_t i = 0; i < len; i++)
        switch (s[i]) {
        case '&': buf_adds(b, "&amp;"); break;
        case '<': buf_adds(b, "&lt;"); break;
        case '>': buf_adds(b, "&gt;"); break;
        case '"': buf_adds(b, "&quot;"); break;
        default: buf_addc(b, s[i]);
        }
}

/* ink mixed with white: share of ink in percent */
static void tint(char out[8], struct colour c, int share)
{
    int r = 255 - (255 - c.r) * share / 100, g = 255 - (255 - c.g) * share / 100, b = 255 - (255 - c.b) * share / 100;
    snprintf(out, 8, "#%02x%02x%02x", r & 255, g & 255, b & 255);
}

void canvas_init(struct canvas *cv, const struct chart_look *look)
{
    memset(cv, 0, sizeof *cv);
    cv->look = look;
    cv->w = look->width;
    cv->em = look->font_size;
    cv->small = look->font_size * 0.9;
    cv->line = look->font_size * 1.25;
    palette_init(cv, look->palette);
    tint(cv->ink, look->ink, 100);
    tint(cv->muted, look->ink, 78);
    tint(cv->grid, look->ink, 16);
}

void canvas_drop(struct canvas *cv)
{
    buf_drop(&cv->body);
}

static void attr(struct canvas *cv, const char *name, double v)
{
    buf_addf(&cv->body, " %s=\"", name);
    svg_num(&cv->body, v);
    buf_addc(&cv->body, '"');
}

void canvas_text(struct canvas *cv, double x, double y, enum anchor a, const char *fill, double size, const char *s, size_t len)
{
    static const char *const anchors[] = {"", " text-anchor=\"middle\"", " text-anchor=\"end\""};
    if (!len)
        return;
    buf_adds(&cv->body, "<text");
    attr(cv, "x", x);
    attr(cv, "y", y);
    if (size != cv->em)
        attr(cv, "font-size", size);
    buf_addf(&cv->body, "%s fill=\"%s\">", anchors[a], fill);
    svg_text(&cv->body, s, len);
    buf_adds(&cv->body, "</text>\n");
}

void canvas_turned(struct canvas *cv, double x, double y, const char *fill, const char *s)
{
    buf_adds(&cv->body, "<text transform=\"translate(");
    svg_num(&cv->body, x);
    buf_addc(&cv->body, ' ');
    svg_num(&cv->body, y);
    buf_addf(&cv->body, ") rotate(-90)\" fill=\"%s\">", fill);
    svg_text(&cv->body, s, strlen(s));
    buf_adds(&cv->body, "</text>\n");
}

void canvas_lines(struct canvas *cv, double x, double y, enum anchor a, const char *fill, double size, const struct text_lines *l)
{
    for (int i = 0; i < l->n; i++)
        canvas_text(cv, x, y + i * size * 1.2, a, fill, size, l->at[i], l->len[i]);
}

void canvas_line(struct canvas *cv, double x1, double y1, double x2, double y2, const char *stroke, double width)
{
    buf_adds(&cv->body, "<path d=\"M");
    svg_num(&cv->body, x1);
    buf_addc(&cv->body, ' ');
    svg_num(&cv->body, y1);
    buf_adds(&cv->body, "L");
    svg_num(&cv->body, x2);
    buf_addc(&cv->body, ' ');
    svg_num(&cv->body, y2);
    buf_addf(&cv->body, "\" stroke=\"%s\"", stroke);
    attr(cv, "stroke-width", width);
    buf_adds(&cv->body, " fill=\"none\"/>\n");
}

void canvas_rect(struct canvas *cv, double x, double y, double w, double h, const struct ink *ink)
{
    if (w <= 0 || h <= 0)
        return;
    double in = ink->pale && w > 1 && h > 1 ? 0.25 : 0; /* the outline stays inside: lengths are the data */
    buf_adds(&cv->body, "<rect");
    attr(cv, "x", x + in);
    attr(cv, "y", y + in);
    attr(cv, "width", w - 2 * in);
    attr(cv, "height", h - 2 * in);
    buf_addf(&cv->body, " fill=\"%s\"", ink->fill);
    if (in > 0)
        buf_addf(&cv->body, " stroke=\"%s\" stroke-width=\"0.5\"", ink->line);
    buf_adds(&cv->body, "/>\n");
}

/* Eight shapes of about one area, so that no series looks heavier. */
void canvas_marker(struct canvas *cv, double x, double y, double r, size_t shape)
{
    static const struct {
        const float xy[13]; /* outline in units of r; NAN ends it */
    } shapes[] = {
        {{-0.87f, -0.87f, 0.87f, -0.87f, 0.87f, 0.87f, -0.87f, 0.87f, NAN}},
        {{0, -1.2f, 1.15f, 0.8f, -1.15f, 0.8f, NAN}},
        {{0, -1.25f, 1.25f, 0, 0, 1.25f, -1.25f, 0, NAN}},
        {{0, 1.2f, 1.15f, -0.8f, -1.15f, -0.8f, NAN}},
    };
    const char *colour = palette(cv, shape)->line;
    bool open = shape / 5 % 2; /* a second round of shapes, hollow */
    const char *fill = open ? "#ffffff" : colour;
    if (shape % 5 == 0) {
        buf_adds(&cv->body, "<circle");
        attr(cv, "cx", x);
        attr(cv, "cy", y);
        attr(cv, "r", r);
    } else {
        const float *p = shapes[shape % 5 - 1].xy;
        buf_adds(&cv->body, "<path d=\"");
        for (int i = 0; !isnan(p[i]); i += 2) {
            buf_addc(&cv->body, i ? 'L' : 'M');
            svg_num(&cv->body, x + (double)p[i] * r);
            buf_addc(&cv->body, ' ');
            svg_num(&cv->body, y + (double)p[i + 1] * r);
        }
        buf_adds(&cv->body, "Z\"");
    }
    buf_addf(&cv->body, " fill=\"%s\" stroke=\"%s\" stroke-width=\"%s\"/>\n", fill, open ? colour : "#ffffff", open ? "1" : "0.6");
}

bool unit_is_short(const char *unit)
{
    return unit && *unit && text_width(unit, strlen(unit), 1) <= 1.0;
}

void unit_after(struct buf *b, const char *unit, const char *lang)
{
    if (strncmp(lang, "fr", 2) == 0)
        buf_adds(b, "\u00a0");
    else if (strcmp(unit, "%") != 0)
        buf_adds(b, "\u2009");
    buf_adds(b, unit);
}

void value_text(struct buf *b, const struct chart_data *d, double v, const char *lang)
{
    term_number(b, v, lang);
    if (unit_is_short(d->chart->unit))
        unit_after(b, d->chart->unit, lang);
}

double canvas_legend(struct canvas *cv, const struct chart_data *d, double y)
{
    double x = 0, box = cv->em * 0.8;
    for (size_t s = 0; s < d->n_series; s++) {
        const char *label = d->chart->series[s].label ? d->chart->series[s].label : "";
        struct text_lines l;
        text_wrap(&l, label, cv->w - box - cv->em, cv->em);
        double need = box + cv->em * 0.4 + l.width * 1.03;
        if (x > 0 && x + need > cv->w) {
            x = 0;
            y += cv->line;
        }
        canvas_rect(cv, x, y + cv->line / 2 - box / 2, box, box, palette(cv, s));
        canvas_lines(cv, x + box + cv->em * 0.4, y + cv->line / 2 + cv->em * 0.36, ANCHOR_START, cv->ink, cv->em, &l);
        if (l.n > 1)
            y += (l.n - 1) * cv->em * 1.2;
        x += need + cv->em * 1.2;
    }
    return y + cv->line + cv->em * 0.4;
}

void svg_begin(struct buf *out, const struct chart_look *look, double height)
{
    buf_adds(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" version=\"1.1\" width=\"");
    svg_num(out, look->width);
    buf_adds(out, "pt\" height=\"");
    svg_num(out, height);
    buf_adds(out, "pt\" viewBox=\"0 0 ");
    svg_num(out, look->width);
    buf_addc(out, ' ');
    svg_num(out, height);
    buf_adds(out, "\" font-family=\"");
    svg_text(out, look->font_family, strlen(look->font_family));
    buf_adds(out, ", sans-serif\" font-size=\"");
    svg_num(out, look->font_size);
    buf_addc(out, '"');
}
