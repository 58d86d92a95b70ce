/* The words only the generated matter needs: of claims, sources, grades, callouts, references. */
#include "doc/words.h"

#include <string.h>

#define NB "\xc2\xa0"

static const char *const words[WORD_COUNT][COLUMN_COUNT] = {
    [WORD_PAGE_BEFORE] = {"p." NB, "p." NB, "第"},
    [WORD_PAGE_AFTER] = {"", "", "页", "頁"},
    [WORD_ANNEX] = {"annex", "annexe", "附录", "附錄"},
    [WORD_PASSAGE] = {"passage", "passage", "该处", "該處"},
    [WORD_CLAIM] = {"claim", "affirmation", "论断", "論斷"},
    [WORD_CAPTION_SEP] = {". ", NB "– ", "\xe3\x80\x80"},
    [WORD_QUOTE_OPEN] = {"“", "« ", "《"},
    [WORD_QUOTE_CLOSE] = {"”", " »", "》"},
    [WORD_PAREN_OPEN] = {" (", " (", "（"},
    [WORD_PAREN_CLOSE] = {")", ")", "）"},
    [WORD_COMMA] = {", ", ", ", "，"},
    [WORD_SEMICOLON] = {"; ", " ; ", "；"},
    [WORD_COLON] = {": ", " : ", "："},
    [WORD_STOP] = {". ", ". ", "。"},
    [WORD_ACCESSED_ON] = {"accessed ", "consulté le ", "访问日期：", "檢索日期："},
    [WORD_ACCESSED_IN] = {"accessed in ", "consulté en ", "访问日期：", "檢索日期："},
    [WORD_ARCHIVED] = {"Archived copy: ", "Copie archivée : ", "存档：", "存檔："},
    [WORD_SNAPSHOT] = {"Copy kept: ", "Copie conservée : ", "留存副本："},
    [WORD_CITED] = {"Cited ", "Cité ", "引用于", "引用於"},
    [WORD_UNCITED] = {"Not cited", "Non cité", "未引用"},
    [WORD_RELIABILITY] = {"reliability", "fiabilité", "可靠性"},
    [WORD_CREDIBILITY] = {"credibility", "crédibilité", "可信度"},
    [WORD_REDACTED] = {"redacted", "caviardé", "已涂黑", "已塗黑"},
    [WORD_SIC] = {" [sic]", " [sic]", "［原文如此］"},
    [WORD_SIC_OPEN] = {" [sic: ", " [sic : ", "［原文如此，应为：", "［原文如此，應為："},
    [WORD_SIC_CLOSE] = {"]", "]", "］"},
    [WORD_KEYWORDS] = {"Keywords: ", "Mots-clés : ", "关键词：", "關鍵詞："},
};

const char *word(enum word w, const char *lang)
{
    return (unsigned)w < WORD_COUNT ? said_in(words[w], lang) : "";
}

struct named {
    const char *value, *in[COLUMN_COUNT];
};

static const char *named_find(const struct named *list, size_t n, const char *value, const char *lang)
{
    for (size_t i = 0; value && i < n; i++)
        if (!strcmp(list[i].value, value))
            return said_in(list[i].in, lang);
    return NULL;
}
#define NAMED(list, value, lang) named_find(list, sizeof(list) / sizeof *(list), value, lang)

/* Beside a claim only what warns the reader is said. */
const char *word_status(const char *status, const char *lang)
{
    static const struct named list[] = {
        {"reported", {"reported", "rapporté", "据报道", "據報道"}},
        {"estimated", {"estimate", "estimation", "估计", "估計"}},
        {"alleged", {"alleged", "allégation", "指称", "指稱"}},
        {"disputed", {"disputed", "contesté", "有争议", "有爭議"}},
    };
    return NAMED(list, status, lang);
}

const char *word_status_group(int i, const char *lang, const char **status)
{
    static const struct named list[] = {
        {"established", {"Established", "Faits établis", "已证实", "已證實"}},
        {"official", {"Official statements", "Affirmations officielles", "官方表述"}},
        {"reported", {"Reported", "Faits rapportés", "据报道", "據報道"}},
        {"estimated", {"Estimates", "Estimations", "估计", "估計"}},
        {"alleged", {"Allegations", "Allégations", "指称", "指稱"}},
        {"disputed", {"Disputed", "Points contestés", "有争议", "有爭議"}},
    };
    if (i < 0 || (size_t)i >= sizeof list / sizeof *list)
        return NULL;
    *status = list[i].value;
    return said_in(list[i].in, lang);
}

const char *word_kind(const char *kind, const char *lang)
{
    static const struct named list[] = {
        {"official", {"Official source", "Source officielle", "官方资料", "官方資料"}},
        {"parliamentary", {"Parliamentary document", "Document parlementaire", "议会文件", "議會文件"}},
        {"legal", {"Legal document", "Document juridique", "法律文件"}},
        {"academic", {"Academic work", "Travail universitaire", "学术著作", "學術著作"}},
        {"press", {"Press", "Presse", "新闻报道", "新聞報道"}},
        {"ngo", {"Non-governmental organisation", "Organisation non gouvernementale", "非政府组织", "非政府組織"}},
        {"book", {"Book", "Livre", "图书", "圖書"}},
        {"web", {"Web page", "Page web", "网页", "網頁"}},
        {"interview", {"Interview", "Entretien", "访谈", "訪談"}},
        {"advocacy", {"Advocacy", "Texte militant", "倡议文本", "倡議文本"}},
    };
    return NAMED(list, kind, lang);
}

/* Titles of the groups of a source index, in their order; the last is of sources without a kind. */
const char *word_kind_group(int i, const char *lang, const char **kind)
{
    static const struct named list[] = {
        {"official", {"Official sources", "Sources officielles", "官方资料", "官方資料"}},
        {"parliamentary", {"Parliamentary documents", "Documents parlementaires", "议会文件", "議會文件"}},
        {"legal", {"Legal documents", "Documents juridiques", "法律文件"}},
        {"academic", {"Academic works", "Travaux universitaires", "学术著作", "學術著作"}},
        {"press", {"Press", "Presse", "新闻报道", "新聞報道"}},
        {"ngo", {"Non-governmental organisations", "Organisations non gouvernementales", "非政府组织", "非政府組織"}},
        {"book", {"Books", "Livres", "图书", "圖書"}},
        {"web", {"Web pages", "Pages web", "网页", "網頁"}},
        {"interview", {"Interviews", "Entretiens", "访谈", "訪談"}},
        {"advocacy", {"Advocacy", "Textes militants", "倡议文本", "倡議文本"}},
        {NULL, {"Other sources", "Autres sources", "其他资料", "其他資料"}},
    };
    if (i < 0 || (size_t)i >= sizeof list / sizeof *list)
        return NULL;
    *kind = list[i].value;
    return said_in(list[i].in, lang);
}

const char *word_callout(const char *kind, const char *lang)
{
    static const struct named list[] = {
        {"note", {"Note", "Remarque", "说明", "說明"}},
        {"warning", {"Caution", "Attention", "注意"}},
        {"question", {"Open question", "Question ouverte", "待解问题", "待解問題"}},
        {"key", {"Key point", "À retenir", "要点", "要點"}},
        {"method", {"Method", "Méthode", "方法"}},
    };
    const char *w = NAMED(list, kind, lang);
    return w ? w : said_in(list[0].in, lang);
}

/* NATO's Admiralty code: how far the source is relied on, how far the information is believed. */
void word_grade(struct buf *out, const char *grade, const char *lang)
{
    static const char *const reliability[6][COLUMN_COUNT] = {
        {"completely reliable", "totalement fiable", "完全可靠"},
        {"usually reliable", "habituellement fiable", "通常可靠"},
        {"fairly reliable", "assez fiable", "比较可靠", "比較可靠"},
        {"not usually reliable", "habituellement peu fiable", "通常不可靠"},
        {"unreliable", "non fiable", "不可靠"},
        {"cannot be judged", "ne peut être évaluée", "无法判断", "無法判斷"},
    };
    static const char *const credibility[6][COLUMN_COUNT] = {
        {"confirmed by other sources", "confirmée par d’autres sources", "经其他来源证实", "經其他來源證實"},
        {"probably true", "probablement vraie", "很可能属实", "很可能屬實"},
        {"possibly true", "peut-être vraie", "可能属实", "可能屬實"},
        {"doubtful", "douteuse", "存疑"},
        {"improbable", "improbable", "不太可能"},
        {"cannot be judged", "ne peut être évaluée", "无法判断", "無法判斷"},
    };
    enum tongue t = tongue_of(lang);
    bool any = false;
    if (grade && *grade >= 'A' && *grade <= 'F') {
        buf_addf(out, "%s%s%c%s%s", word(WORD_RELIABILITY, lang), t == TONGUE_ZH ? "" : NB, *grade,
                 word(WORD_COLON, lang), said_in(reliability[*grade - 'A'], lang));
        any = true;
        grade++;
    }
    if (grade && *grade >= '1' && *grade <= '6') {
        buf_adds(out, any ? word(WORD_SEMICOLON, lang) : "");
        buf_addf(out, "%s%s%c%s%s", word(WORD_CREDIBILITY, lang), t == TONGUE_ZH ? "" : NB, *grade,
                 word(WORD_COLON, lang), said_in(credibility[*grade - '1'], lang));
    }
}
