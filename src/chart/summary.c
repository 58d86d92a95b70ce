/* A chart said in words: its kind, its unit, and its numbers; long series by their ends and extremes. */
#include "chart/internal.h"

#include <string.h>

struct words {
    const char *kind[5];
    const char *in;            /* before the unit */
    const char *colon, *stop;  /* after a name; between values */
    const char *gap;           /* no value */
    const char *first, *last, *least, *most;
};

static const struct words *words_of(const char *lang)
{
    static const struct words fr = {
        {"Barres", "Colonnes", "Courbe", "Barres empilées", "Points"}, ", en ", "\u00a0: ", "\u00a0; ", "sans donnée",
        "début", "fin", "minimum", "maximum"};
    static const struct words en = {
        {"Bars", "Columns", "Line", "Stacked bars", "Dots"}, ", in ", ": ", "; ", "no value", "first", "last", "lowest", "highest"};
    static const struct words zh = {
        {"条形图", "柱形图", "折线图", "堆积条形图", "点图"}, "，单位：", "：", "；", "无数据", "起点", "终点", "最低", "最高"};
    return strncmp(lang, "fr", 2) == 0 ? &fr : strncmp(lang, "zh", 2) == 0 ? &zh : &en;
}

static void said_point(struct buf *out, const struct chart_point *p, const struct words *w, const char *lang)
{
    buf_adds(out, p->x ? p->x : "");
    buf_adds(out, w->colon);
    if (p->missing)
        buf_adds(out, w->gap);
    else
        term_number(out, p->y, lang);
}

static void said_long(struct buf *out, const struct chart_series *s, const struct words *w, const char *lang)
{
    const struct chart_point *ends[4] = {NULL, NULL, NULL, NULL}; /* first, last, least, most */
    for (size_t i = 0; i < s->n; i++) {
        const struct chart_point *p = &s->point[i];
        if (p->missing)
            continue;
        ends[0] = ends[0] ? ends[0] : p;
        ends[1] = p;
        ends[2] = ends[2] && ends[2]->y <= p->y ? ends[2] : p;
        ends[3] = ends[3] && ends[3]->y >= p->y ? ends[3] : p;
    }
    const char *names[4] = {w->first, w->last, w->least, w->most};
    for (int i = 0; i < 4 && ends[i]; i++) {
        buf_addf(out, "%s%s, ", i ? w->stop : "", names[i]);
        said_point(out, ends[i], w, lang);
    }
}

void chart_summary(struct buf *out, const struct chart *c, const char *lang)
{
    const struct words *w = words_of(lang);
    buf_adds(out, w->kind[c->kind]);
    if (c->unit && *c->unit) {
        buf_adds(out, w->in);
        buf_adds(out, c->unit);
    }
    buf_adds(out, ".");
    for (size_t i = 0; i < c->n; i++) {
        const struct chart_series *s = &c->series[i];
        buf_addc(out, ' ');
        if (c->n > 1 && s->label)
            buf_addf(out, "%s%s", s->label, c->kind == CHART_LINE || s->n > 1 ? " – " : w->colon);
        if (s->n > 24)
            said_long(out, s, w, lang);
        else
            for (size_t j = 0; j < s->n; j++) {
                if (j)
                    buf_adds(out, w->stop);
                said_point(out, &s->point[j], w, lang);
            }
        buf_addc(out, '.');
    }
}
