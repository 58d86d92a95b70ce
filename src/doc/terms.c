/* The words every room needs, by language, and numbers in the language's own writing. */
#include "doc/dates.h"
#include "doc/words.h"

#include <math.h>
#include <string.h>

#define NB  "\xc2\xa0"     /* no-break space */
#define NNB "\xe2\x80\xaf" /* narrow no-break space */

static const char *const terms[TERM_COUNT][COLUMN_COUNT] = {
    [TERM_CONTENTS] = {"Contents", "Table des matières", "目录", "目錄"},
    [TERM_FIGURES] = {"Figures", "Table des figures", "插图目录", "插圖目錄"},
    [TERM_TABLES] = {"Tables", "Liste des tableaux", "表格目录", "表格目錄"},
    [TERM_SOURCES] = {"Sources", "Sources", "资料来源", "資料來源"},
    [TERM_CLAIMS] = {"Index of claims", "Index des affirmations", "论断索引", "論斷索引"},
    [TERM_FIGURE] = {"Figure", "Figure", "图", "圖"},
    [TERM_TABLE] = {"Table", "Tableau", "表"},
    [TERM_SECTION] = {"section", "section", "节", "節"},
    [TERM_PAGE] = {"p." NB, "p." NB, "页", "頁"},
    [TERM_PAGE_LONG] = {"page", "page", "页", "頁"},
    [TERM_NOTE] = {"note", "note", "注"},
    [TERM_NOTES] = {"Notes", "Notes", "注释", "注釋"},
    [TERM_MORE] = {"continued overleaf", "à suivre", "续下页", "續下頁"},
    [TERM_CONTINUED] = {"(continued)", "(suite)", "（续）", "（續）"},
    [TERM_COVER] = {"Cover", "Couverture", "封面"},
    [TERM_IMPRINT] = {"Imprint", "Mentions", "版权信息", "版權資訊"},
    [TERM_BACK_TO_TEXT] = {"Back to text", "Retour au texte", "返回正文"},
    [TERM_ABSTRACT] = {"Abstract", "Résumé", "摘要"},
    [TERM_DATA] = {"Data of the chart", "Données du graphique", "图表数据", "圖表數據"},
    [TERM_PAGE_LIST] = {"List of pages", "Liste des pages", "页码列表", "頁碼列表"},
    [TERM_LANDMARKS] = {"Landmarks", "Repères", "导航标记", "導航標記"},
    [TERM_BEGINNING] = {"Beginning of the text", "Début du texte", "正文开始", "正文開始"},
};

const char *term(enum term t, const char *lang)
{
    if ((unsigned)t >= TERM_COUNT)
        return "";
    return said_in(terms[t], lang);
}

void term_date(struct buf *out, const char *iso, const char *lang)
{
    date_words(out, iso, NULL, lang);
}

/* Groups of three from four digits on; six decimals at most, no trailing zeros. */
void term_number(struct buf *out, double v, const char *lang)
{
    enum tongue tongue = tongue_of(lang);
    char s[400];
    if (!isfinite(v))
        return;
    snprintf(s, sizeof s, "%.*f", fabs(v) >= 0.001 || v == 0 ? 6 : 12, fabs(v));
    size_t whole = strspn(s, "0123456789"), end = strlen(s);
    while (end > whole + 1 && s[end - 1] == '0')
        end--;
    bool fraction = end > whole + 1, zero = strspn(s, "0.,") >= end;
    if (v < 0 && !zero)
        buf_adds(out, "\xe2\x88\x92"); /* minus sign */
    for (size_t i = 0; i < whole; i++) {
        if (i && (whole - i) % 3 == 0)
            buf_adds(out, tongue == TONGUE_FR ? NNB : ",");
        buf_addc(out, s[i]);
    }
    if (fraction) {
        buf_addc(out, tongue == TONGUE_FR ? ',' : '.');
        buf_add(out, s + whole + 1, end - whole - 1);
    }
}
