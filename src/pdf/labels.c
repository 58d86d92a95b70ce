/* Page labels (ISO 32000-1, 12.4.2): runs of pages whose labels count on: decimal, roman, with a prefix ("A-3"), or none. */
#include "pdf/internal.h"

struct label {
    char style;    /* D, r, R; 0: no number */
    size_t prefix; /* bytes of the label before the number */
    int32_t number;
};

static int32_t roman(const char *s, bool upper)
{
    static const char lower[] = "ivxlcdm", big[] = "IVXLCDM";
    static const int value[] = {1, 5, 10, 50, 100, 500, 1000};
    int32_t sum = 0;
    struct buf back = {0};

    for (const char *p = s; *p; p++) {
        const char *a = strchr(upper ? big : lower, *p), *b = p[1] ? strchr(upper ? big : lower, p[1]) : NULL;
        if (!a || strlen(s) > 20)
            return 0;
        int v = value[a - (upper ? big : lower)], w = b ? value[b - (upper ? big : lower)] : 0;
        sum += v < w ? -v : v;
    }
    if (sum > 0)
        style_roman(&back, sum, upper); /* "iiii" is no number */
    bool same = back.data && !strcmp(back.data, s);
    buf_drop(&back);
    return same ? sum : 0;
}

static struct label read_label(const char *s)
{
    struct label l = {0, strlen(s), 0};

    if ((l.number = roman(s, false)) > 0)
        return (struct label){'r', 0, l.number};
    if ((l.number = roman(s, true)) > 0)
        return (struct label){'R', 0, l.number};
    size_t digits = l.prefix;
    while (digits && s[digits - 1] >= '0' && s[digits - 1] <= '9' && l.prefix - digits < 8)
        digits--;
    while (s[digits] == '0')
        digits++;
    if (s[digits])
        return (struct label){'D', digits, atoi(s + digits)};
    return l;
}

int32_t pdf_page_labels(struct pdf *p)
{
    int32_t id = pdfw_ids(p->w, 1);
    struct buf *b = pdfw_begin(p->w, id);
    struct label before = {0};
    const char *said = "";

    buf_adds(b, "<</Nums[");
    for (int32_t i = 0; i < p->layout->n_pages; i++) {
        const char *s = p->layout->pages[i].label ? p->layout->pages[i].label : "";
        struct label l = read_label(s);
        bool goes_on = i && l.style && l.style == before.style && l.number == before.number + 1 &&
                       l.prefix == before.prefix && !memcmp(s, said, l.prefix);
        goes_on |= i && !l.style && !before.style && !strcmp(s, said);
        before = l;
        said = s;
        if (goes_on)
            continue;
        buf_addf(b, "%d<<", (int)i);
        if (l.prefix || !l.style) {
            char prefix[64];
            snprintf(prefix, sizeof prefix, "%.*s", (int)(l.prefix < 60 ? l.prefix : 60), s);
            buf_adds(b, "/P");
            pdf_text(b, prefix);
        }
        if (l.style)
            buf_addf(b, "/S/%c/St %d", l.style, (int)l.number);
        buf_adds(b, ">>");
    }
    buf_adds(b, "]>>");
    pdfw_end(p->w);
    return id;
}
