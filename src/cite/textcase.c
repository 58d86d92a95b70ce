/* text-case: upper, lower, first letters, and English titles. The whole text is laid out as one row of characters, so that words may run
 * across markup, and what is marked nocase stays as it is. */
#include "cite/internal.h"

#include <stdlib.h>
#include <strings.h>

struct ch {
    uint32_t c;
    uint32_t leaf;
    bool fixed;
    bool quote; /* a mark that will be set: not a character of any leaf */
};
struct row {
    struct ch *v;
    size_t n, cap;
    bool dotted; /* Turkish and its kin: i and ı are two letters, and so are İ and I */
};

static bool is_fixed(const struct rich *r, const struct rich *top)
{
    for (; r; r = r->parent) {
        if (r->nocase || r->verbatim)
            return true;
        if (r == top)
            break;
    }
    return false;
}

static void lay_out(const struct leaves *l, const struct rich *top, struct row *out)
{
    for (size_t i = 0; i < l->n; i++) {
        if (l->v[i].quote) {
            vec_push(out, (struct ch){l->v[i].quote > 0 ? 0x201c : 0x201d, (uint32_t)i, true, true});
            continue;
        }
        const char *p = l->v[i].r->text, *end = p + strlen(p);
        bool fixed = is_fixed(l->v[i].r, top);
        while (p < end) {
            uint32_t c = utf8_next(&p, end);
            vec_push(out, (struct ch){c, (uint32_t)i, fixed, false});
        }
    }
}

static void put_back(const struct leaves *l, const struct row *row, struct arena *a)
{
    struct buf b = {0};
    size_t k = 0;
    for (size_t i = 0; i < l->n; i++) {
        buf_clear(&b);
        for (; k < row->n && row->v[k].leaf == i; k++)
            if (!row->v[k].quote)
                buf_addu(&b, row->v[k].c);
        if (!l->v[i].quote)
            l->v[i].r->text = arena_strdup(a, b.len ? b.data : "");
    }
    buf_drop(&b);
}

static void to_upper(const struct row *row, size_t i)
{
    struct ch *c = &row->v[i];
    if (!c->fixed)
        c->c = row->dotted && c->c == 'i' ? 0x130 : u_upper(c->c);
}

static void to_lower(const struct row *row, size_t i)
{
    struct ch *c = &row->v[i];
    if (!c->fixed)
        c->c = row->dotted && c->c == 'I' ? 0x131 : row->dotted && c->c == 0x130 ? 'i' : u_lower(c->c);
}

static void all_lower(struct row *row)
{
    for (size_t i = 0; i < row->n; i++)
        to_lower(row, i);
}

static bool all_upper(const struct row *row)
{
    for (size_t i = 0; i < row->n; i++)
        if (u_is_lower(row->v[i].c))
            return false;
    return true;
}

static void capitalize_first(struct row *row)
{
    for (size_t i = 0; i < row->n; i++)
        if (u_is_alnum(row->v[i].c)) {
            to_upper(row, i);
            return;
        }
}

static void capitalize_all(struct row *row)
{
    bool start = true;
    for (size_t i = 0; i < row->n; i++) {
        if (start && u_is_alnum(row->v[i].c)) {
            to_upper(row, i);
            start = false;
        }
        if (u_is_white(row->v[i].c))
            start = true;
    }
}

/* ---- titles ---- */

static const char stop_words[] = "a about above across afore after against along alongside amid amidst among amongst "
                                 "an anenst and apropos apud around as aside astride "
                                 "at athwart atop barring before behind below beneath beside besides between beyond "
                                 "but by c ca circa d de despite down during et except "
                                 "for forenenst from given in inside into lest like modulo near next nor "
                                 "notwithstanding of off on onto or out over per plus pro qua "
                                 "sans since so than the through throughout thru till to toward towards under "
                                 "underneath until unto up upon v v. van versus via von vs vs. "
                                 "with within without yet";

/* A word ends at white space, dashes and slashes. */
static bool parts_words(uint32_t c)
{
    return u_is_white(c) || c == '-' || c == '/' || c == 0x2010 || c == 0x2011 || c == 0x2013 || c == 0x2014;
}

struct span {
    size_t from, to;
};

static bool low_word(const struct row *row, struct span w)
{
    for (size_t i = w.from; i < w.to; i++)
        if (u_is_upper(row->v[i].c) || row->v[i].fixed)
            return false;
    return true;
}

static bool is_stop_word(const struct row *row, struct span w)
{
    char word[24];
    size_t n = 0;
    for (size_t i = w.from; i < w.to; i++) {
        uint32_t c = u_lower(row->v[i].c);
        if (c > 127 || n + 1 >= sizeof word)
            return false;
        if (c == '.' || (c >= 'a' && c <= 'z'))
            word[n++] = (char)c;
        else if (c != ',' && c != '(' && c != ')' && c != ';')
            return false;
    }
    word[n] = 0;
    return n && words_have(stop_words, word);
}

/* Nothing before but the opening of the text, of a sentence or of a subtitle. */
static bool opens_phrase(const struct row *row, size_t from)
{
    size_t i = from;
    while (i > 0 && (u_is_white(row->v[i - 1].c) || row->v[i - 1].c == 0x201c || row->v[i - 1].c == '(' ||
                     row->v[i - 1].c == '[' || row->v[i - 1].c == 0x2019 || row->v[i - 1].c == 0x201d)) {
        if (row->v[i - 1].c == 0x201c)
            return true;
        i--;
    }
    if (!i)
        return true;
    uint32_t c = row->v[i - 1].c;
    return c == ':' || c == '?' || c == '!' || c == '.' || ((c == 0x2014 || c == 0x2013) && i < from);
}

static bool has_words_after(const struct row *row, size_t to)
{
    for (size_t i = to; i < row->n; i++)
        if (u_is_alnum(row->v[i].c))
            return true;
    return false;
}

static bool is_hyphen(uint32_t c)
{
    return c == '-' || c == 0x2010 || c == 0x2011;
}

static void title_word(struct row *row, struct span w)
{
    size_t first = w.from;
    while (first < w.to && !u_is_alnum(row->v[first].c))
        first++;
    if (first == w.to || row->v[first].fixed)
        return;
    bool hyphen_before = w.from > 0 && is_hyphen(row->v[w.from - 1].c),
         hyphen_after = w.to < row->n && is_hyphen(row->v[w.to].c);
    bool low = low_word(row, w), stop = is_stop_word(row, w);
    bool opens = opens_phrase(row, w.from), last = !has_words_after(row, w.to);
    if ((hyphen_before || (hyphen_after && row->v[first].c > 0x24f)) && w.to - w.from == 1)
        return;
    if (stop && !opens && !last && !(hyphen_after && !hyphen_before)) {
        size_t letters = w.to - w.from;
        if (!low && letters > 1 && u_is_upper(row->v[first + 1].c))
            return;
        for (size_t i = w.from; i < w.to; i++)
            to_lower(row, i);
        return;
    }
    if (low)
        to_upper(row, first);
}

static void title_case(struct row *row)
{
    for (size_t i = 0; i < row->n;) {
        if (parts_words(row->v[i].c) || row->v[i].quote) {
            i++;
            continue;
        }
        struct span w = {i, i};
        while (w.to < row->n && !parts_words(row->v[w.to].c) && !row->v[w.to].quote)
            w.to++;
        title_word(row, w);
        i = w.to;
    }
}

static bool is_dotted(const char *lang)
{
    return lang && (!strncasecmp(lang, "tr", 2) || !strncasecmp(lang, "az", 2)) && (!lang[2] || lang[2] == '-');
}

void rich_text_case(struct rich *r, const char *how, const char *lang, struct arena *a)
{
    bool english = lang && !strncasecmp(lang, "en", 2);
    struct leaves l = {0};
    struct row row = {.dotted = is_dotted(lang)};
    rich_leaves(r, &l);
    lay_out(&l, r, &row);
    if (strcmp(how, "lowercase") == 0) {
        all_lower(&row);
    } else if (strcmp(how, "uppercase") == 0) {
        for (size_t i = 0; i < row.n; i++)
            to_upper(&row, i);
    } else if (strcmp(how, "capitalize-first") == 0) {
        capitalize_first(&row);
    } else if (strcmp(how, "capitalize-all") == 0) {
        capitalize_all(&row);
    } else if (strcmp(how, "sentence") == 0) {
        if (english || all_upper(&row)) /* other languages have capitals of their own: German nouns, French names */
            all_lower(&row);
        capitalize_first(&row);
    } else if (strcmp(how, "title") == 0 && english) {
        title_case(&row);
    }
    put_back(&l, &row, a);
    vec_drop(&row);
    vec_drop(&l);
}
