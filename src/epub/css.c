/* The style sheet of the book: a plain ground, the dossier's own sheet as style/ writes it for screens, then what only an EPUB has. */
#include "epub/internal.h"

#include <string.h>

/* Weaker than any class, so the sheet decides; it takes away what browsers add to HTML's names. */
static const char ground[] =
    "body{margin:0;padding:0;overflow-wrap:break-word}\n"
    "p,h1,h2,h3,h4,h5,h6,ul,ol,dl,dd,figure,blockquote,pre{margin:0;padding:0}\n"
    "h1,h2,h3,h4,h5,h6{font-size:1em;break-after:avoid;page-break-after:avoid}\n"
    "table{border-collapse:collapse}\n"
    "img,svg{max-width:100%;height:auto}\n"
    "figure{break-inside:avoid;page-break-inside:avoid}\n"
    "ul,ol{padding-left:1.5em}\n"
    "a{color:inherit}\n";

/* What only an EPUB has. Before the sheet too, which may restyle it; where this must hold, its selectors are the stronger. */
static const char own[] =
    ".d-entries{list-style:none;margin:0;padding:0}\n"
    ".d-entries>li{list-style:none}\n"
    ".d-entries>.d-tocitem{display:flex;justify-content:space-between;gap:1em;padding-right:0}\n"
    ".d-timeline,.d-agenda{list-style:none;padding-left:0}\n"
    ".d-link,.d-page{text-decoration:none}\n"
    ".d-ref>.d-link{text-decoration:underline;text-decoration-thickness:.06em;text-underline-offset:.15em}\n"
    ".d-note-call{font-size:.75em;line-height:0;vertical-align:super;text-decoration:none}\n"
    ".d-notes{margin-top:2em;padding-top:.6em;border-top:1px solid currentColor;font-size:.875em}\n"
    ".d-notes .d-note{display:block;float:none;margin:.4em 0;padding:0;border:0;font-size:1em;font-style:normal;text-align:left;text-indent:0}\n"
    ".d-note-marker{text-decoration:none}\n"
    ".d-pagebreak{break-after:page;page-break-after:always;height:0}\n"
    ".d-chart svg{display:block;width:100%;max-width:32rem;margin:0 auto}\n"
    ".d-scroll{overflow-x:auto;margin:0}\n"
    ".d-data{margin-top:.4em;text-align:left}\n"
    ".d-data summary{cursor:pointer}\n"
    ".d-span[lang|=\"zh\"],.d-span[lang|=\"ja\"]{text-justify:inter-word}\n" /* a Chinese name is not spread over a French line */
    ".d-leader.d-leader.d-leader.d-leader{color:inherit}\n"
    "[hidden]{display:none}\n"
    ".d-nav ol{list-style:none;padding-left:1.2em}\n"
    ".d-nav nav>ol{padding-left:0}\n"
    ".d-nav li{margin:.3em 0}\n"
    ".d-nav a{text-decoration:none}\n"
    ".d-nav h1{font-size:1.5em;margin-bottom:.6em}\n";

/* A string as list marker stands close to its text on screens, where the PDF has its own distance: a space is added. */
static void spaced_markers(struct buf *out, const char *p)
{
    static const char name[] = "  list-style-type: \"";
    for (const char *at; (at = strstr(p, name));) {
        const char *end = at + sizeof name - 1;
        while (*end && *end != '"' && *end != '\n')
            end += *end == '\\' && end[1] ? 2 : 1;
        buf_add(out, p, (size_t)(end - p));
        if (*end == '"' && end[-1] != ' ')
            buf_adds(out, "\\2002 ");
        p = end;
    }
    buf_adds(out, p);
}

/* EPUBCheck (to 4.2.6) takes rem in font-size and not in the font shorthand: "font: 1.2rem/1.5 X;" is written
 * "font: 1em/1.5 X; font-size: 1.2rem;". */
static void sheet(const struct book *b, struct buf *made)
{
    struct buf css = {0}, whole = {0}, *out = &whole;
    styles_write_css(b->styles, &css);
    const char *p = css.data ? css.data : "";
    for (const char *at; (at = strstr(p, "\n  font: "));) {
        const char *value = at + 9, *end = value + strcspn(value, ";\n"), *rem = strstr(value, "rem"), *from = rem;
        while (from && from > value && strchr("0123456789.", from[-1]))
            from--;
        if (!rem || rem >= end || from == rem || *end != ';') {
            buf_add(out, p, (size_t)(end - p));
        } else {
            buf_add(out, p, (size_t)(from - p));
            buf_adds(out, "1em");
            buf_add(out, rem + 3, (size_t)(end - rem - 3));
            buf_addf(out, ";\n  font-size: %.*srem", (int)(rem - from), from);
            const char *important = strstr(value, "!important");
            buf_adds(out, important && important < end ? " !important" : "");
        }
        p = end;
    }
    buf_adds(out, p);
    spaced_markers(made, whole.data);
    buf_drop(&css);
    buf_drop(&whole);
}

void css_write(struct book *b, struct buf *out)
{
    buf_adds(out, "@charset \"UTF-8\";\n");
    fonts_add(b, out);
    buf_adds(out, ground);
    buf_adds(out, own);
    style_quotes_css(out);
    sheet(b, out);
}
