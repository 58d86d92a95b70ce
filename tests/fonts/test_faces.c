/* Every face of fonts/manifest.tsv is there, is the file we know (on Debian 12), and has every glyph the documents need;
 * and fonts.conf leads to these faces. */
#include "test.h"

#include <fontconfig/fontconfig.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define ROOT  "/usr/share/fonts/"
#define FACES 32

struct face {
    char role[16], family[64], style[32], package[32], file[128], sha256[65];
    int index;
};

/* What each role must draw in every style of it. The minus sign, arrows and shapes are not in Noto Serif and Noto Sans:
 * the symbol faces have them, so they are asked of all the symbol faces together. */
static const char LATIN[] =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
    "àâäæçéèêëîïôœùûüÿÀÂÄÆÇÉÈÊËÎÏÔŒÙÛÜŸáíóúñößÁÍÓÚÑÖ"
    "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ" /* pinyin */
    "’‘“”«»‹›–—‐‑…·•€£§¶†‡°ªº№¹²³½¼¾×÷±‰′″"
    "\u00a0\u202f\u2009\u00ad";
static const char SYMBOLS[] = "−≈≤≥≠→←↑↓↔⇒↗■□▪●○◆▶✓✔✗★☐☒❧";
static const char CHINESE[] =
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁"
    "习近平江泽民邓小平周恩来毛润之东北京上海天津重庆广州深圳武汉南京杭州成都西安浙湖云贵川青藏内蒙古疆"
    "香港澳门台湾省市区县镇大学院中国法语人民共和外交部教育委员会孔子合作友好协议企业公司华为报道"
    "一二三四五六七八九十百千万年月日、。，；：？！「」『』（）《》〈〉【】…—·";

static uint32_t next_char(const char **at)
{
    FcChar32 c = 0;
    int n = FcUtf8ToUcs4((const FcChar8 *)*at, &c, (int)strlen(*at));
    ck_assert_int_gt(n, 0);
    *at += n;
    return c;
}

static int read_manifest(struct face *faces)
{
    FILE *f = fopen(DOSSIER_SOURCE_DIR "/fonts/manifest.tsv", "r");
    ck_assert_msg(f != NULL, "fonts/manifest.tsv is missing");
    char line[512];
    int n = 0;
    while (fgets(line, sizeof line, f)) {
        if (line[0] == '#')
            continue;
        ck_assert_int_lt(n, FACES);
        struct face *a = &faces[n++];
        int got = sscanf(line, "%15[^\t]\t%63[^\t]\t%31[^\t]\t%31[^\t]\t%127[^\t]\t%d\t%64[^\t]", a->role, a->family,
                         a->style, a->package, a->file, &a->index, a->sha256);
        ck_assert_msg(got == 7, "fonts/manifest.tsv: cannot read: %s", line);
    }
    fclose(f);
    ck_assert_int_ge(n, 14);
    return n;
}

/* Lent by `set`, which the caller drops. */
static FcPattern *open_face(FcFontSet *set, const struct face *a)
{
    char path[256];
    snprintf(path, sizeof path, ROOT "%s", a->file);
    int count = 0;
    FcFreeTypeQueryAll((const FcChar8 *)path, -1, NULL, &count, set);
    for (int i = 0; i < set->nfont; i++) {
        int index = -1;
        FcBool variable = FcFalse;
        FcPatternGetBool(set->fonts[i], FC_VARIABLE, 0, &variable);
        if (!variable && FcPatternGetInteger(set->fonts[i], FC_INDEX, 0, &index) == FcResultMatch && index == a->index)
            return set->fonts[i];
    }
    ck_abort_msg("%s %s: no %s: install the package %s", a->family, a->style, path, a->package);
    return NULL;
}

START_TEST(faces_are_installed)
{
    struct face faces[FACES];
    int n = read_manifest(faces);
    for (int i = 0; i < n; i++) {
        FcFontSet *set = FcFontSetCreate();
        FcPattern *p = open_face(set, &faces[i]);
        FcChar8 *family = NULL, *style = NULL;
        FcPatternGetString(p, FC_FAMILY, 0, &family);
        FcPatternGetString(p, FC_STYLE, 0, &style);
        ck_assert_str_eq((const char *)family, faces[i].family);
        ck_assert_str_eq((const char *)style, faces[i].style);
        FcFontSetDestroy(set);
    }
}
END_TEST

static bool is_debian_12(void)
{
    FILE *f = fopen("/etc/debian_version", "r");
    char line[32] = "";
    if (f) {
        if (!fgets(line, sizeof line, f))
            line[0] = '\0';
        fclose(f);
    }
    return strncmp(line, "12.", 3) == 0;
}

START_TEST(files_are_the_known_ones)
{
    if (!is_debian_12()) /* another release packages other versions of the same faces */
        return;
    struct face faces[FACES];
    int n = read_manifest(faces);
    for (int i = 0; i < n; i++) {
        char command[256], sum[65] = "";
        snprintf(command, sizeof command, "sha256sum '" ROOT "%s' 2>/dev/null", faces[i].file);
        FILE *f = popen(command, "r");
        ck_assert_ptr_nonnull(f);
        int got = fscanf(f, "%64s", sum);
        pclose(f);
        ck_assert_msg(got == 1 && strcmp(sum, faces[i].sha256) == 0,
                      "%s is not the file of the manifest: reinstall the package %s", faces[i].file, faces[i].package);
    }
}
END_TEST

/* Adds to `missing` the characters of `wanted` that `set` has not. */
static void list_missing(char *missing, size_t room, const FcCharSet *set, const char *wanted)
{
    for (const char *at = wanted; *at;) {
        uint32_t c = next_char(&at);
        size_t used = strlen(missing);
        if (!FcCharSetHasChar(set, c) && used + 10 < room)
            snprintf(missing + used, room - used, " U+%04X", c);
    }
}

START_TEST(faces_have_every_glyph)
{
    struct face faces[FACES];
    int n = read_manifest(faces);
    FcCharSet *symbols = FcCharSetCreate();
    for (int i = 0; i < n; i++) {
        char missing[1024] = "";
        FcFontSet *set = FcFontSetCreate();
        FcCharSet *chars = NULL;
        FcPatternGetCharSet(open_face(set, &faces[i]), FC_CHARSET, 0, &chars);
        ck_assert_ptr_nonnull(chars);
        if (strcmp(faces[i].role, "symbols") == 0)
            FcCharSetMerge(symbols, chars, NULL);
        else
            list_missing(missing, sizeof missing, chars, strcmp(faces[i].role, "chinese") == 0 ? CHINESE : LATIN);
        ck_assert_msg(!missing[0], "%s %s lacks%s", faces[i].family, faces[i].style, missing);
        FcFontSetDestroy(set);
    }
    char missing[1024] = "";
    list_missing(missing, sizeof missing, symbols, SYMBOLS);
    ck_assert_msg(!missing[0], "the symbol faces together lack%s", missing);
    FcCharSetDestroy(symbols);
}
END_TEST

/* The file that the first choice for this pattern comes from, by our fonts.conf alone, for one character. */
static void expect_file(FcConfig *config, const char *pattern, uint32_t c, const char *file)
{
    FcPattern *p = FcNameParse((const FcChar8 *)pattern);
    FcConfigSubstitute(config, p, FcMatchPattern);
    FcDefaultSubstitute(p);
    FcResult result;
    FcFontSet *set = FcFontSort(config, p, FcFalse, NULL, &result);
    ck_assert_ptr_nonnull(set);
    const char *found = "none";
    for (int i = 0; i < set->nfont; i++) {
        FcCharSet *chars = NULL;
        FcChar8 *name = NULL;
        FcPatternGetCharSet(set->fonts[i], FC_CHARSET, 0, &chars);
        if (FcCharSetHasChar(chars, c) && FcPatternGetString(set->fonts[i], FC_FILE, 0, &name) == FcResultMatch) {
            found = strrchr((const char *)name, '/') + 1;
            break;
        }
    }
    ck_assert_msg(strcmp(found, file) == 0, "%s, U+%04X: %s, wanted %s", pattern, c, found, file);
    FcFontSetDestroy(set);
    FcPatternDestroy(p);
}

START_TEST(configuration_leads_to_them)
{
    FcConfig *config = FcConfigCreate();
    setenv("XDG_CONFIG_HOME", "/nonexistent", 1); /* not the tester's own additions */
    ck_assert(FcConfigParseAndLoad(config, (const FcChar8 *)DOSSIER_SOURCE_DIR "/fonts/fonts.conf", FcTrue));
    ck_assert(FcConfigBuildFonts(config));
    expect_file(config, "serif:lang=fr", 'e', "NotoSerif-Regular.ttf");
    expect_file(config, "Noto Serif:bold:italic:lang=fr", 0xe9, "NotoSerif-BoldItalic.ttf");
    expect_file(config, "Noto Serif:weight=180:lang=fr", 'e', "NotoSerif-Bold.ttf");
    expect_file(config, "sans-serif:lang=fr", 'e', "NotoSans-Regular.ttf");
    expect_file(config, "monospace:bold:lang=fr", 'e', "NotoSansMono-Bold.ttf");
    expect_file(config, "No Such Family:lang=fr", 'e', "NotoSerif-Regular.ttf");
    expect_file(config, "serif:lang=fr", 0x2212, "NotoSansMath-Regular.ttf");
    expect_file(config, "serif:lang=fr", 0x2713, "NotoSansSymbols2-Regular.ttf");
    expect_file(config, "serif:lang=fr", 0x6d59, "NotoSerifCJK-Regular.ttc");
    expect_file(config, "serif:bold:lang=zh-cn", 0x6d59, "NotoSerifCJK-Bold.ttc");
    expect_file(config, "sans-serif:lang=zh-cn", 0x6d59, "NotoSansCJK-Regular.ttc");
    FcConfigDestroy(config);
}
END_TEST

TEST_MAIN("fonts", faces_are_installed, files_are_the_known_ones, faces_have_every_glyph, configuration_leads_to_them)
