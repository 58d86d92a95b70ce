/* For whom the book is accessible, in the words of schema.org and of EPUB Accessibility 1.1: every value only where it is true of this
 * book, and a summary of the same in the dossier's own language. */
#include "epub/internal.h"

#include <string.h>

struct access {
    bool pictures, said, unsaid, charts, tables, notes, ruby, pages; /* said, unsaid: pictures with words for them, and without */
};

static struct access look(const struct book *b)
{
    struct access a = {0};
    for (const struct node *n = b->doc->tree; n; n = node_next(n, b->doc->tree)) {
        if (book_file(b, n) < 0)
            continue;
        if (n->kind == NODE_IMG && n->image) {
            const char *alt = node_attr(n, "alt");
            a.pictures = true;
            a.said = a.said || (alt && *alt);
            a.unsaid = a.unsaid || !alt;
        }
        a.charts = a.charts || n->kind == NODE_CHART;
        a.tables = a.tables || n->kind == NODE_TABLE;
        a.notes = a.notes || n->kind == NODE_NOTE;
        a.ruby = a.ruby || strcmp(node_name(n->kind), "ruby") == 0;
    }
    for (int32_t i = 0; b->map && i < b->map->n_pages; i++)
        a.pages = a.pages || b->page_seen[i];
    return a;
}

enum { SAYS_TEXT, SAYS_TABLES, SAYS_NOTES, SAYS_PICTURES, SAYS_GAPS, SAYS_CHARTS, SAYS_PAGES, SAYS_HAZARD, SAYS_COUNT };
static const char *const sentences[SAYS_COUNT][4] = { /* English, French, Chinese in both scripts */
    [SAYS_TEXT] = {"The text can be enlarged, recoloured and read aloud; headings, lists and changes of language are marked.",
        "Le texte peut être agrandi, recoloré et lu à voix haute ; titres, listes et changements de langue sont balisés.",
        "正文可放大、变色和朗读；标题、列表和语言切换均有标记。", "正文可放大、變色和朗讀；標題、列表和語言切換均有標記。"},
    [SAYS_TABLES] = {"Tables name the headers of their rows and columns.", "Les tableaux désignent les en-têtes de leurs lignes et colonnes.",
        "表格标明行列标题。", "表格標明行列標題。"},
    [SAYS_NOTES] = {"Notes are linked both ways.", "Les notes sont liées dans les deux sens.", "注释与正文双向链接。", "注釋與正文雙向連結。"},
    [SAYS_PICTURES] = {"Pictures have a description.", "Les images ont une description.", "图片附有说明。", "圖片附有說明。"},
    [SAYS_GAPS] = {"Some pictures have no description.", "Certaines images n’ont pas de description.", "部分图片没有说明。", "部分圖片沒有說明。"},
    [SAYS_CHARTS] = {"Charts are described, and their numbers follow as a table.",
        "Les graphiques sont décrits, et leurs nombres suivent en tableau.", "图表附有说明，其数据另列表格。", "圖表附有說明，其數據另列表格。"},
    [SAYS_PAGES] = {"The pages of the PDF edition are marked.", "Les pages de l’édition PDF sont repérées.", "标有PDF版页码。", "標有PDF版頁碼。"},
    [SAYS_HAZARD] = {"Nothing flashes, moves or sounds.", "Rien ne clignote, ne bouge ni ne sonne.", "没有闪烁、动画或声音。", "沒有閃爍、動畫或聲音。"},
};

static int tongue(const char *lang)
{
    if (strncmp(lang, "fr", 2) == 0)
        return 1;
    if (strncmp(lang, "zh", 2) != 0)
        return 0;
    return strstr(lang, "Hant") || strstr(lang, "TW") || strstr(lang, "HK") ? 3 : 2;
}

static void summary(const struct access *a, const char *lang, struct buf *out)
{
    const bool said[SAYS_COUNT] = {[SAYS_TEXT] = true, [SAYS_TABLES] = a->tables, [SAYS_NOTES] = a->notes, [SAYS_PICTURES] = a->said && !a->unsaid,
        [SAYS_GAPS] = a->unsaid, [SAYS_CHARTS] = a->charts, [SAYS_PAGES] = a->pages, [SAYS_HAZARD] = true};
    int t = tongue(lang);
    for (int i = 0; i < SAYS_COUNT; i++)
        if (said[i]) {
            buf_adds(out, out->len && t < 2 ? " " : "");
            buf_adds(out, sentences[i][t]);
        }
}

static void pagination(const struct book *b, struct buf *out)
{
    opf_meta(out, "schema:accessibilityFeature", "pageBreakMarkers");
    opf_meta(out, "schema:accessibilityFeature", "pageNavigation");
    opf_meta(out, "pageBreakSource", b->doc->identifier); /* the PDF is the same edition, under the same name */
    opf_dc(out, "source", "print", b->doc->identifier);
    opf_refines(out, "print", "source-of", NULL, "pagination");
}

void access_write(const struct book *b, struct buf *out)
{
    struct access a = look(b);
    struct buf words = {0};
    bool seen = a.pictures || a.charts;
    opf_meta(out, "schema:accessMode", "textual");
    if (seen)
        opf_meta(out, "schema:accessMode", "visual");
    if (!a.unsaid)
        opf_meta(out, "schema:accessModeSufficient", "textual");
    if (seen)
        opf_meta(out, "schema:accessModeSufficient", "textual,visual");
    static const char *const always[] = {"tableOfContents", "readingOrder", "structuralNavigation", "displayTransformability", "ARIA"};
    for (size_t i = 0; i < sizeof always / sizeof *always; i++)
        opf_meta(out, "schema:accessibilityFeature", always[i]);
    if ((a.said || a.charts) && !a.unsaid)
        opf_meta(out, "schema:accessibilityFeature", "alternativeText");
    if (a.charts)
        opf_meta(out, "schema:accessibilityFeature", "longDescription");
    if (a.ruby)
        opf_meta(out, "schema:accessibilityFeature", "rubyAnnotations");
    if (a.pages)
        pagination(b, out);
    opf_meta(out, "schema:accessibilityHazard", "none");
    summary(&a, b->doc->lang, &words);
    opf_meta(out, "schema:accessibilitySummary", words.data);
    buf_drop(&words);
    if (a.unsaid)
        return;
    buf_adds(out, "\n<meta property=\"dcterms:conformsTo\" id=\"conforms\">EPUB Accessibility 1.1 - WCAG 2.2 Level AA</meta>");
    if (b->doc->publisher) /* who vouches for it is the publisher's to say; a program or an author is not made to */
        opf_refines(out, "conforms", "a11y:certifiedBy", NULL, b->doc->publisher);
}
