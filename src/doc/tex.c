/* TeX as bibliographies have it, made plain text: accents, letters, signs, dashes; braces and commands go, what they hold stays. */
#include "doc/records.h"

#include <ctype.h>
#include <glib.h>
#include <string.h>

enum { COMMAND_MAX = 20, DEPTH_MAX = 50 };

static uint32_t accent_of(const char *name)
{
    static const struct {
        const char *name;
        uint16_t mark;
    } accents[] = {{"`", 0x300}, {"'", 0x301}, {"^", 0x302},  {"~", 0x303}, {"=", 0x304},
                   {"u", 0x306}, {".", 0x307}, {"\"", 0x308}, {"r", 0x30A}, {"H", 0x30B},
                   {"v", 0x30C}, {"d", 0x323}, {"c", 0x327},  {"k", 0x328}, {"b", 0x331}};
    for (size_t i = 0; i < sizeof accents / sizeof *accents; i++)
        if (!strcmp(accents[i].name, name))
            return accents[i].mark;
    return 0;
}

static const char *sign_of(const char *name)
{
    static const char *const signs[][2] = {{"&", "&"},
                                           {"%", "%"},
                                           {"$", "$"},
                                           {"#", "#"},
                                           {"_", "_"},
                                           {"{", "{"},
                                           {"}", "}"},
                                           {" ", " "},
                                           {",", " "},
                                           {"-", ""},
                                           {"/", ""},
                                           {"\\", " "},
                                           {"ss", "ß"},
                                           {"ae", "æ"},
                                           {"AE", "Æ"},
                                           {"oe", "œ"},
                                           {"OE", "Œ"},
                                           {"o", "ø"},
                                           {"O", "Ø"},
                                           {"l", "ł"},
                                           {"L", "Ł"},
                                           {"aa", "å"},
                                           {"AA", "Å"},
                                           {"i", "ı"},
                                           {"j", "ȷ"},
                                           {"dh", "ð"},
                                           {"DH", "Ð"},
                                           {"th", "þ"},
                                           {"TH", "Þ"},
                                           {"dj", "đ"},
                                           {"DJ", "Đ"},
                                           {"og", "«\xC2\xA0"},
                                           {"fg", "\xC2\xA0»"},
                                           {"guillemotleft", "«"},
                                           {"guillemotright", "»"},
                                           {"dots", "…"},
                                           {"ldots", "…"},
                                           {"textellipsis", "…"},
                                           {"textendash", "–"},
                                           {"textemdash", "—"},
                                           {"textquoteright", "’"},
                                           {"textquoteleft", "‘"},
                                           {"textquotedblleft", "“"},
                                           {"textquotedblright", "”"},
                                           {"euro", "€"},
                                           {"texteuro", "€"},
                                           {"pounds", "£"},
                                           {"S", "§"},
                                           {"copyright", "©"},
                                           {"textcopyright", "©"},
                                           {"textregistered", "®"},
                                           {"texttrademark", "™"},
                                           {"degree", "°"},
                                           {"textdegree", "°"},
                                           {"TeX", "TeX"},
                                           {"LaTeX", "LaTeX"},
                                           {"textasciitilde", "~"},
                                           {"textbackslash", "\\"},
                                           {"slash", "/"},
                                           {"no", "n°\xC2\xA0"},
                                           {"up", ""},
                                           {"textup", ""}};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (!strcmp(signs[i][0], name))
            return signs[i][1];
    return NULL;
}

/* The letter an accent stands on: e, {e}, \i, {\i}. Past it, and what closes it. */
static const char *accented(const char *p, const char *end, uint32_t mark, struct buf *out)
{
    bool braced = false;
    while (p < end && (*p == ' ' || *p == '{')) {
        braced = braced || *p == '{';
        p++;
    }
    uint32_t c = 0;
    if (p + 1 < end && *p == '\\' && (p[1] == 'i' || p[1] == 'j')) {
        c = (unsigned char)p[1];
        p += 2;
        p += !braced && p < end && *p == ' ';
    } else if (p < end && *p != '}') {
        c = utf8_next(&p, end);
    }
    gunichar whole;
    if (c && g_unichar_compose(c, mark, &whole)) {
        buf_addu(out, whole);
    } else if (c) {
        buf_addu(out, c);
        buf_addu(out, mark);
    }
    if (braced && p < end && *p == '}')
        p++;
    return p;
}

/* p is at a backslash; gives what follows the command. */
static const char *command(const char *p, const char *end, struct buf *out)
{
    char name[COMMAND_MAX + 1] = "";
    size_t n = 0;
    if (++p >= end)
        return end;
    if (isalpha((unsigned char)*p)) {
        for (; p < end && isalpha((unsigned char)*p); p++)
            if (n < COMMAND_MAX)
                name[n++] = *p;
    } else {
        if ((unsigned char)*p >= 0x80)
            return p;
        name[n++] = *p++;
    }
    name[n] = 0;
    bool word = isalpha((unsigned char)*name);
    uint32_t mark = accent_of(name);
    if (mark && (!word || (p < end && (*p == '{' || *p == ' '))))
        return accented(p, end, mark, out);
    while (word && p < end && utf8_is_space((unsigned char)*p)) /* a word eats the space that ends it */
        p++;
    const char *sign = sign_of(name);
    if (sign)
        buf_adds(out, sign);
    return p;
}

void tex_plain(const char *s, size_t n, struct buf *out)
{
    const char *p = s, *end = s + n;
    buf_add(out, "", 0);
    size_t base = out->len;
    while (p < end) {
        if (*p == '\\') {
            p = command(p, end, out);
        } else if (*p == '{' || *p == '}' || *p == '$') {
            p++;
        } else if (*p == '~') {
            buf_adds(out, "\xC2\xA0");
            p++;
        } else if (utf8_is_space((unsigned char)*p)) {
            if (out->len > base && out->data[out->len - 1] != ' ')
                buf_addc(out, ' ');
            p++;
        } else if (*p == '-' && p + 1 < end && p[1] == '-') {
            bool em = p + 2 < end && p[2] == '-';
            buf_adds(out, em ? "—" : "–");
            p += em ? 3 : 2;
        } else if ((*p == '`' || *p == '\'') && p + 1 < end && p[1] == *p) {
            buf_adds(out, *p == '`' ? "“" : "”");
            p += 2;
        } else {
            buf_addc(out, *p++);
        }
    }
    while (out->len > base && out->data[out->len - 1] == ' ')
        out->data[--out->len] = 0;
}
