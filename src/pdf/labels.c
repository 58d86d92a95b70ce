/* Page labels (ISO 32000-1, 12.4.2): runs of pages whose labels count on: decimal, roman, with a prefix ("A-3"), or none. */
#include "pdf/internal.h"

struct label {
    char style;    /* D, r, R; 0: no number */
    size_t prefix; /* bytes of the label before the number */
    int32_t number;
};

static struct label read_label(const char *s)
{
    struct label l = {0, strlen(s), 0};

    if ((l.number = style_roman_value(s, false)) > 0)
        return (struct label){'r', 0, l.number};
    if ((l.number = style_roman_value(s, true)) > 0)
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
