/* Charts: honest axes, nice ticks, gaps, well-formed and repeatable drawings, names at their marks. */
#include "chart/internal.h"
#include "test.h"

#include <libxml/parser.h>
#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static struct chart_point small[] = {{"Prêts & aides", 46, false}, {"Impôts", 25, false}, {"Rien", 0, true}, {"Foncier", 2, false}};
static struct chart_series one[] = {{"Montant", 4, small}};
static struct chart_point far[] = {{"2018", 1000, false}, {"2019", 1010, false}, {"2020", 0, true}, {"2021", 1020, false}};
static struct chart_series far_series[] = {{"France", 4, far}};
static struct chart_point a[] = {{"2019", 10, false}, {"2020", 20, false}}, b[] = {{"2019", 30, false}, {"2020", 25, false}};
static struct chart_series two[] = {{"Vent", 2, a}, {"Soleil", 2, b}};

static void draw(struct buf *out, enum chart_kind kind, size_t n, struct chart_series *s)
{
    struct chart c = {kind, "milliards", "Une image <vraie>", n, s};
    struct chart_look look = {360, 9, "Noto Sans", {26, 26, 26, 255}, "fr", NULL, "c1"};
    double h = chart_svg(out, &c, &look);
    ck_assert(h > 0 && h < 2000);
}

static int count(const char *text, const char *what)
{
    int n = 0;
    for (const char *p = text; (p = strstr(p, what)); p++)
        n++;
    return n;
}

START_TEST(ticks_are_nice)
{
    struct ticks t;
    ticks_make(&t, 2, 46, true, 6);
    ck_assert_double_eq(t.lo, 0);
    ck_assert_double_eq(t.step, 10);
    ck_assert_double_eq(t.hi, 50);
    ck_assert_int_eq(t.n, 6);
    ticks_make(&t, 0.12, 0.31, true, 5);
    ck_assert_double_eq(tick_at(&t, 3), t.step == 0.1 ? 0.3 : t.step * 3);
    ticks_make(&t, 1000, 1020, false, 5);
    ck_assert(t.lo > 0 && t.lo <= 1000 && t.hi >= 1020);
    ticks_make(&t, -7, -3, true, 5);
    ck_assert_double_eq(t.hi, 0);
    ticks_make(&t, 5, 5, true, 5);
    ck_assert(t.lo == 0 && t.hi >= 5 && t.n >= 2);
    ticks_make(&t, 0, 0, true, 5);
    ck_assert(t.hi > t.lo);
}
END_TEST

/* Bars: the lengths of two bars stand to each other as the values do. */
START_TEST(bars_start_at_zero)
{
    struct buf out = {0};
    draw(&out, CHART_BAR, 1, one);
    double w[2];
    const char *p = strstr(out.data, "<rect");
    for (int i = 0; i < 2; i++, p = strstr(p + 1, "<rect"))
        w[i] = atof(strstr(p, " width=\"") + 8);
    ck_assert_double_eq_tol(w[0] / w[1], 46.0 / 25.0, 0.01);
    ck_assert_int_eq(count(out.data, "<rect"), 3); /* the missing one is not drawn */
    buf_drop(&out);
}
END_TEST

START_TEST(line_breaks_at_a_gap)
{
    struct buf out = {0};
    draw(&out, CHART_LINE, 1, far_series);
    const char *line = strstr(out.data, "stroke-linejoin");
    ck_assert_ptr_nonnull(line);
    const char *path = line;
    while (strncmp(path, "<path", 5) != 0)
        path--;
    int moves = 0;
    for (; path < line; path++)
        moves += *path == 'M';
    ck_assert_int_eq(moves, 2);
    ck_assert_ptr_nonnull(strstr(out.data, ">France</text>")); /* named at its end */
    ck_assert_ptr_nonnull(strstr(out.data, ">2018</text>"));   /* a year is not 2 018 */
    buf_drop(&out);
}
END_TEST

START_TEST(well_formed_and_named)
{
    for (int kind = CHART_BAR; kind <= CHART_DOT; kind++) {
        struct buf out = {0};
        draw(&out, (enum chart_kind)kind, 2, two);
        xmlDocPtr d = xmlReadMemory(out.data, (int)out.len, "c.svg", NULL, XML_PARSE_NONET);
        ck_assert_msg(d != NULL, "kind %d is not XML", kind);
        xmlFreeDoc(d);
        ck_assert_ptr_nonnull(strstr(out.data, "viewBox=\"0 0 360 "));
        ck_assert_ptr_nonnull(strstr(out.data, "<title id=\"c1-title\">Une image &lt;vraie&gt;</title>"));
        ck_assert_ptr_nonnull(strstr(out.data, ">Vent</text>"));
        ck_assert_ptr_nonnull(strstr(out.data, ">Soleil</text>"));
        ck_assert_ptr_nonnull(strstr(out.data, ">milliards</text>"));
        buf_drop(&out);
    }
    struct buf none = {0};
    draw(&none, CHART_COLUMN, 0, NULL);
    buf_drop(&none);
}
END_TEST

START_TEST(same_bytes_whatever_the_locale)
{
    struct buf x = {0}, y = {0};
    draw(&x, CHART_STACKED, 2, two);
    setlocale(LC_ALL, "fr_FR.UTF-8");
    draw(&y, CHART_STACKED, 2, two);
    setlocale(LC_ALL, "C");
    ck_assert_str_eq(x.data, y.data);
    buf_clear(&x);
    svg_num(&x, 1.5), buf_addc(&x, ' '), svg_num(&x, -0.004), buf_addc(&x, ' '), svg_num(&x, 12.05), buf_addc(&x, ' '), svg_num(&x, -3);
    ck_assert_str_eq(x.data, "1.5 0 12.05 -3");
    buf_drop(&x);
    buf_drop(&y);
}
END_TEST

START_TEST(long_names_lie_down)
{
    struct chart_point p[] = {{"Une étiquette très longue qui ne tient pas sous une colonne étroite", 4, false}, {"Anticonstitutionnellement", 3, false},
        {"b", 1, false}, {"c", 1, false}, {"d", 1, false}, {"e", 1, false}};
    struct chart_series s[] = {{"x", 6, p}};
    struct chart c = {CHART_COLUMN, "", "", 1, s};
    struct chart_look look = {360, 9, "Noto Sans", {0, 0, 0, 255}, "fr", NULL, "c"};
    struct chart_data d;
    struct canvas cv;
    chart_data_init(&d, &c, "fr");
    canvas_init(&cv, &look);
    ck_assert(!bars_fit(&cv, &d));
    p[0].x = "a", p[1].x = "aa";
    chart_data_drop(&d);
    chart_data_init(&d, &c, "fr");
    ck_assert(bars_fit(&cv, &d));
    chart_data_drop(&d);
}
END_TEST

/* Two series: their names stand once, at the marks, and no box of a legend beside them. */
START_TEST(names_stand_at_the_marks)
{
    static const enum chart_kind kinds[] = {CHART_COLUMN, CHART_BAR, CHART_STACKED, CHART_LINE};
    struct chart_point p[] = {{"Nord", 20, false}, {"Sud", 20, false}}, q[] = {{"Nord", 70, false}, {"Sud", 30, false}};
    struct chart_series s[] = {{"Vent", 2, p}, {"Soleil", 2, q}};
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        struct buf out = {0};
        draw(&out, kinds[k], 2, s);
        ck_assert_int_eq(count(out.data, ">Vent</text>"), 1);
        ck_assert_int_eq(count(out.data, ">Soleil</text>"), 1);
        if (kinds[k] != CHART_LINE)
            ck_assert_int_eq(count(out.data, "<rect"), 4);
        buf_drop(&out);
    }
    struct buf dots = {0};
    draw(&dots, CHART_DOT, 2, s);
    ck_assert_int_eq(count(dots.data, "<circle"), 2); /* none in a legend */
    buf_drop(&dots);
}
END_TEST

START_TEST(years_and_dates_stand_in_their_order)
{
    struct chart_point p[] = {{"2018", 1, false}, {"2021", 2, false}}, q[] = {{"2020", 3, false}},
        months[] = {{"2020-12", 3, false}, {"2020-02", 4, false}, {"2021-01", 5, false}};
    struct chart_series s[] = {{"a", 2, p}, {"b", 1, q}}, m[] = {{"m", 3, months}};
    struct chart years = {CHART_LINE, "", "", 2, s}, dates = {CHART_LINE, "", "", 1, m};
    struct chart_data d;
    chart_data_init(&d, &years, "fr");
    ck_assert_str_eq(d.cat[1], "2020");
    ck_assert(d.has[d.n_cat + 1] && d.y[d.n_cat + 1] == 3);
    chart_data_drop(&d);
    chart_data_init(&d, &dates, "fr");
    ck_assert(d.numeric);
    ck_assert_str_eq(category_label(&d, 0, SIZE_MAX), "févr. 2020");
    ck_assert_str_eq(category_label(&d, 1, 0), "déc.");
    ck_assert_str_eq(category_label(&d, 2, 1), "janv. 2021");
    ck_assert_double_eq(d.y[0], 4);
    chart_data_drop(&d);
}
END_TEST

START_TEST(said_in_words)
{
    struct chart c = {CHART_BAR, "milliards", "", 1, one};
    struct buf out = {0};
    chart_summary(&out, &c, "fr");
    ck_assert_str_eq(out.data, "Barres, en milliards. Prêts & aides\u00a0: 46\u00a0; Impôts\u00a0: 25\u00a0; Rien\u00a0: sans donnée\u00a0; Foncier\u00a0: 2.");
    buf_drop(&out);
}
END_TEST

/* In grey print no two fills are nearer than a tenth of the way from black to white (CIE L*). */
static double lightness(const char *hex)
{
    double y = 0;
    static const double share[3] = {0.2126, 0.7152, 0.0722};
    for (int i = 0; i < 3; i++) {
        char two[3] = {hex[1 + 2 * i], hex[2 + 2 * i], 0};
        double v = (double)strtol(two, NULL, 16) / 255;
        y += share[i] * (v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4));
    }
    return y > 0.008856 ? 116 * cbrt(y) - 16 : 903.3 * y;
}

static double contrast_of(const char *hex, double with)
{
    double l = lightness(hex), y = l > 8 ? pow((l + 16) / 116, 3) : l / 903.3;
    return y > with ? (y + 0.05) / (with + 0.05) : (with + 0.05) / (y + 0.05);
}

/* The house's own, and those of the sheets that come with the program. */
START_TEST(fills_differ_in_grey)
{
    static const char *const sheets[] = {NULL, "briefing", "illustrated", "report"};
    for (size_t f = 0; f < 4; f++) {
        struct buf css = {0};
        char fills[80] = "", path[300];
        if (sheets[f]) {
            snprintf(path, sizeof path, DOSSIER_SOURCE_DIR "/styles/%s.css", sheets[f]);
            ck_assert(file_read(path, &css, 0));
            const char *at = strstr(css.data, "-dossier-palette: ");
            ck_assert_msg(at != NULL, "%s has a palette", path);
            at += strlen("-dossier-palette: ");
            snprintf(fills, sizeof fills, "%.*s", (int)strcspn(at, " }") ? (int)strcspn(at, "}") - 1 : 0, at);
        }
        struct canvas cv;
        palette_init(&cv, sheets[f] ? fills : NULL);
        size_t n = sheets[f] ? 6 : 8;
        for (size_t i = 0; i < n; i++) {
            const struct ink *ink = palette(&cv, i);
            for (size_t k = i + 1; k < n; k++)
                ck_assert_msg(fabs(lightness(ink->fill) - lightness(palette(&cv, k)->fill)) >= 7, "%s: fills %zu and %zu", sheets[f], i, k);
            /* values written on a fill: WCAG's 4.5 to 1 */
            ck_assert_msg(contrast_of(ink->fill, ink->on[1] == 'f' ? 1 : 0.0103) >= 4.5, "%s: text on fill %zu", sheets[f], i);
            ck_assert_msg(!sheets[f] || contrast_of(ink->line, 1) >= 4.45, "%s: the stroke of %zu on white", sheets[f], i);
        }
        buf_drop(&css);
    }
}
END_TEST

/* What is missing in a sheet's palette is the house's; a malformed colour ends it. */
START_TEST(palette_of_a_sheet)
{
    struct canvas cv;
    palette_init(&cv, "#ffee00 #102030");
    ck_assert_str_eq(palette(&cv, 0)->fill, "#ffee00");
    ck_assert_str_ne(palette(&cv, 0)->line, "#ffee00");
    ck_assert_str_eq(palette(&cv, 0)->on, "#1a1a1a");
    ck_assert(palette(&cv, 0)->pale);
    ck_assert_str_eq(palette(&cv, 1)->line, "#102030");
    ck_assert_str_eq(palette(&cv, 2)->fill, "#00805c");
    palette_init(&cv, "red");
    ck_assert_str_eq(palette(&cv, 0)->fill, "#005a8c");
}
END_TEST

/* A short unit stands behind the last number of the axis; it takes no line of its own. */
START_TEST(short_unit_ends_the_axis)
{
    for (int kind = CHART_BAR; kind <= CHART_LINE; kind++) {
        struct chart c = {(enum chart_kind)kind, "%", "", 2, two};
        struct chart_look look = {360, 9, "Noto Sans", {26, 26, 26, 255}, "fr", NULL, "c1"};
        struct buf out = {0};
        chart_svg(&out, &c, &look);
        ck_assert_ptr_null(strstr(out.data, ">%</text>"));
        int n = 0;
        for (const char *p = out.data; (p = strstr(p, "fill=\"#4d4d4d\">")); p++) {
            const char *end = strstr(p, "</text>");
            n += end && strncmp(end - 3, "\u00a0%", 3) == 0;
        }
        ck_assert_int_eq(n, 1);
        buf_drop(&out);
    }
}
END_TEST

/* Dates stand where they fell: 1900 is as far from 1920 as 1920 is from 1940. Three dates, or three years, are not worth a scale. */
START_TEST(timelines_are_to_scale)
{
    static const char *const dates[] = {"1900", "1920", "1940", "1940"};
    struct node line = {.kind = NODE_TIMELINE, .index = -1}, event[4];
    struct attr attr[4];
    struct chart_look look = {360, 9, "Noto Sans", {0, 0, 0, 255}, "fr", NULL, NULL};
    for (int i = 0; i < 4; i++) {
        attr[i] = (struct attr){.name = "date", .value = dates[i]};
        event[i] = (struct node){.kind = NODE_EVENT, .attrs = &attr[i], .parent = &line, .next = i < 3 ? &event[i + 1] : NULL};
    }
    line.child = event;
    struct buf out = {0};
    ck_assert_double_gt(timeline_svg(&out, &line, &look, (struct colour){0, 0, 0, 255}), 0);
    double x[4], y[4];
    const char *p = out.data;
    for (int i = 0; i < 4; i++) {
        ck_assert_ptr_nonnull(p = strstr(p, "<circle cx=\""));
        x[i] = atof(p += 12);
        y[i] = atof(strstr(p, "cy=\"") + 4);
    }
    ck_assert_double_eq_tol(x[1] - x[0], x[2] - x[1], 0.02);
    ck_assert_double_eq(x[2], x[3]); /* of one year: one over the other */
    ck_assert_double_gt(y[2], y[3]);
    buf_clear(&out);
    event[2].next = NULL;
    ck_assert_double_eq(timeline_svg(&out, &line, &look, (struct colour){0, 0, 0, 255}), 0);
    ck_assert_uint_eq(out.len, 0);
    buf_drop(&out);
}
END_TEST

START_TEST(timelines_of_odd_dates)
{
    static const char *const dates[] = {"1990/..", "/1988", "1989/1991", "1994"};
    struct node line = {.kind = NODE_TIMELINE, .index = -1}, event[4];
    struct attr attr[4];
    struct chart_look look = {360, 9, "Noto Sans", {0, 0, 0, 255}, "fr", NULL, NULL};
    for (int i = 0; i < 4; i++) {
        attr[i] = (struct attr){.name = "date", .value = dates[i]};
        event[i] = (struct node){.kind = NODE_EVENT, .attrs = &attr[i], .parent = &line, .next = i < 3 ? &event[i + 1] : NULL};
    }
    line.child = event;
    struct buf out = {0};
    ck_assert_double_gt(timeline_svg(&out, &line, &look, (struct colour){0, 0, 0, 255}), 0);
    const char *first = strstr(out.data, "stroke-dasharray");
    ck_assert_ptr_nonnull(first); /* two are open */
    ck_assert_ptr_nonnull(strstr(first + 1, "stroke-dasharray"));
    ck_assert_ptr_nonnull(strstr(out.data, "stroke-linecap=\"round\"")); /* a range in one attribute is a span */
    const char *year = strstr(out.data, ">1989<");
    ck_assert_ptr_nonnull(year);
    ck_assert_ptr_null(strstr(year + 1, ">1989<")); /* no year is said twice */
    attr[0].value = "-0500";
    buf_clear(&out);
    ck_assert_double_gt(timeline_svg(&out, &line, &look, (struct colour){0, 0, 0, 255}), 0);
    ck_assert_ptr_nonnull(strstr(out.data, ">\u2212500<"));
    buf_drop(&out);
}
END_TEST

TEST_MAIN("chart", ticks_are_nice, bars_start_at_zero, line_breaks_at_a_gap, well_formed_and_named, same_bytes_whatever_the_locale,
          fills_differ_in_grey, palette_of_a_sheet, short_unit_ends_the_axis, timelines_are_to_scale, timelines_of_odd_dates, long_names_lie_down, names_stand_at_the_marks,
          years_and_dates_stand_in_their_order, said_in_words)
