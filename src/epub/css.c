/* The style sheet of the book: a plain ground, the dossier's own sheet as style/ writes it for screens, then what only an EPUB has. */
#include "epub/internal.h"

#include <string.h>

/* Weaker than any class, so the sheet decides; it takes away what browsers add to HTML's names. */
static const char ground[] =
    "body{margin:0;padding:0}\n"
    "p,h1,h2,h3,h4,h5,h6,ul,ol,dl,dd,figure,blockquote,pre{margin:0;padding:0}\n"
    "h1,h2,h3,h4,h5,h6{font-size:1em;break-after:avoid;page-break-after:avoid}\n"
    "table{border-collapse:collapse}\n"
    "img,svg{max-width:100%;height:auto}\n"
    "figure{break-inside:avoid;page-break-inside:avoid}\n"
    "ul,ol{padding-left:1.5em}\n"
    "a{color:inherit}\n";

static const char own[] =
    ".d-entries{list-style:none;margin:0;padding:0}\n"
    ".d-entries>li{list-style:none}\n"
    ".d-timeline,.d-agenda{list-style:none;padding-left:0}\n"
    ".d-tocitem[data-depth=\"2\"]{margin-left:1.2em}\n"
    ".d-tocitem[data-depth=\"3\"]{margin-left:2.4em}\n"
    ".d-tocitem[data-depth=\"4\"]{margin-left:3.6em}\n"
    ".d-link,.d-page,.d-tocitem a{text-decoration:none}\n"
    ".d-note-call{font-size:.75em;line-height:0;vertical-align:super;text-decoration:none}\n"
    ".d-notes{margin-top:2em;padding-top:.6em;border-top:1px solid currentColor;font-size:.875em}\n"
    ".d-notes .d-note{display:block;float:none;margin:.4em 0;padding:0;border:0;font-size:1em;font-style:normal;text-align:left;text-indent:0}\n"
    ".d-note-marker{text-decoration:none}\n"
    ".d-pagebreak{break-after:page;page-break-after:always;height:0}\n"
    ".d-chart svg{display:block;width:100%;max-width:32em;margin:0 auto}\n"
    ".d-data{margin-top:.4em;font-size:.875em;text-align:left}\n"
    ".d-data summary{cursor:pointer}\n"
    ".d-redact{background:#000;color:#fff}\n"
    "[hidden]{display:none}\n"
    ".d-nav ol{list-style:none;padding-left:1.2em}\n"
    ".d-nav nav>ol{padding-left:0}\n"
    ".d-nav li{margin:.3em 0}\n"
    ".d-nav a{text-decoration:none}\n"
    ".d-nav h1{font-size:1.5em;margin-bottom:.6em}\n";

/* EPUBCheck (to 4.2.6) takes rem in font-size and not in the font shorthand: "font: 1.2rem/1.5 X;" is written
 * "font: 1em/1.5 X; font-size: 1.2rem;". */
static void sheet(const struct book *b, struct buf *out)
{
    struct buf css = {0};
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
    buf_drop(&css);
}

void css_write(struct book *b, struct buf *out)
{
    buf_adds(out, "@charset \"UTF-8\";\n");
    fonts_add(b, out);
    buf_adds(out, ground);
    sheet(b, out);
    if (out->len && out->data[out->len - 1] != '\n')
        buf_addc(out, '\n');
    buf_adds(out, own);
}
