/* Checkpoints 01, 11-001 and 30: the pages' content streams, read operator by operator, forms within them included. */
#ifndef MH_CONTENT_H
#define MH_CONTENT_H

#include "matterhorn.h"

enum mh_kind { MH_ARTIFACT, MH_TAGGED, MH_PLAIN };
struct mh_reader {
    struct mh *m;
    qpdf_oh resources;
    int page, depth;      /* object number of the page; forms within forms */
    bool in_form, marks;  /* a form; one with MCIDs */
    int artifact, tagged; /* sequences open around this point */
    VEC(uint8_t) open;    /* enum mh_kind */
    int elem;             /* of the innermost MCID */
    bool lang;            /* the sequence says its language */
    struct mh_font *font;
    int q;
    VEC(struct mh_token) stack; /* operands */
};
struct mh_token {
    const char *at;
    size_t n;
};

static inline bool mh_white(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0;
}
static inline bool mh_regular(char c)
{
    return !mh_white(c) && !strchr("()<>[]{}/%", c);
}

static inline const char *mh_skip_string(const char *p, const char *end)
{
    int depth = 0;

    for (; p < end; p++) {
        if (*p == '\\')
            p++;
        else if (*p == '(')
            depth++;
        else if (*p == ')' && --depth == 0)
            return p + 1;
    }
    return end;
}

/* Past one value or operator; arrays and dictionaries as one. */
static inline const char *mh_skip(const char *p, const char *end)
{
    if (*p == '(')
        return mh_skip_string(p, end);
    if (*p == '[' || (*p == '<' && p + 1 < end && p[1] == '<')) {
        bool array = *p == '[';
        p += array ? 1 : 2;
        while (p < end) {
            if (array ? *p == ']' : *p == '>' && p + 1 < end && p[1] == '>')
                return p + (array ? 1 : 2);
            p = mh_white(*p) ? p + 1 : mh_skip(p, end);
        }
        return end;
    }
    if (*p == '<') {
        const char *q = memchr(p, '>', (size_t)(end - p));
        return q ? q + 1 : end;
    }
    p++;
    while (p < end && mh_regular(*p))
        p++;
    return p;
}

/* ---- text ---- */
static inline void mh_show_bytes(struct mh_reader *r, const uint8_t *s, size_t n)
{
    struct mh_font *f = r->font;
    size_t step = f && f->composite ? 2 : 1;

    for (size_t i = 0; f && i + step <= n; i += step)
        f->used[step == 2 ? s[i] << 8 | s[i + 1] : s[i]] = true;
}

static inline int mh_digit(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

/* The bytes of a string; qpdf's own parser stops at a zero byte. */
static inline void mh_string(struct mh_token t, struct buf *out)
{
    static const char names[] = "nrtbf";
    const char *p = t.at + 1, *end = t.at + t.n - 1;

    buf_add(out, "", 0);
    for (int half = -1; *t.at == '<' && p < end; p++) {
        int d = mh_digit(*p);
        if (d >= 0 && half >= 0)
            buf_addc(out, (char)(half << 4 | d));
        half = d < 0 ? half : half < 0 ? d : -1;
    }
    while (p < end) {
        if (*p != '\\' || ++p >= end) {
            buf_addc(out, *p++);
            continue;
        }
        int v = 0, n = 0;
        for (; n < 3 && p < end && *p >= '0' && *p <= '7'; n++)
            v = v << 3 | (*p++ - '0');
        if (n) {
            buf_addc(out, (char)v);
            continue;
        }
        const char *e = strchr(names, *p);
        buf_addc(out, e && *e ? "\n\r\t\b\f"[e - names] : *p);
        p++;
    }
}

static inline void mh_show(struct mh_reader *r, struct mh_token t)
{
    struct buf b = {0};

    if (*t.at == '[') {
        const char *p = t.at + 1, *end = t.at + t.n - 1;
        while (p < end) {
            const char *next = mh_white(*p) ? p + 1 : mh_skip(p, end);
            if (*p == '(' || *p == '<')
                mh_show(r, (struct mh_token){p, (size_t)(next - p)});
            p = next;
        }
        return;
    }
    mh_string(t, &b);
    mh_show_bytes(r, (const uint8_t *)b.data, b.len);
    buf_drop(&b);
}

/* Something is drawn here. */
static inline void mh_drawn(struct mh_reader *r, bool text)
{
    struct mh *m = r->m;

    if (!r->artifact && !r->tagged)
        mh_fail(m, "01-005", "something neither tagged nor an artifact", "page", r->page);
    bool known = m->doc_lang || r->lang || (r->elem >= 0 && m->elem.v[r->elem].lang);
    if (text && r->tagged && !known)
        mh_fail(m, "11-001", "text in no known language", "page", r->page);
}

/* ---- marked content ---- */
static inline struct mh_mark *mh_mark_of(struct mh *m, int page, int mcid)
{
    size_t from = 0, to = m->mark.n;

    while (from < to) {
        size_t mid = (from + to) / 2;
        struct mh_mark *k = m->mark.v + mid;
        if (k->page < page || (k->page == page && k->mcid < mcid))
            from = mid + 1;
        else
            to = mid;
    }
    bool it = from < m->mark.n && m->mark.v[from].page == page && m->mark.v[from].mcid == mcid;
    return it ? m->mark.v + from : NULL;
}

static inline void mh_begin_tagged(struct mh_reader *r, int mcid)
{
    struct mh *m = r->m;

    if (r->artifact)
        mh_fail(m, "01-004", "tagged content in an artifact", "page", r->page);
    r->marks = true;
    if (r->in_form)
        return;
    struct mh_mark *mark = mh_mark_of(m, r->page, mcid);
    r->elem = mark ? mark->elem : -1;
    if (!mark)
        mh_fail(m, "01-005", "a sequence that is in no structure element", "page", r->page);
    else if (mark->met)
        mh_fail(m, "tree-marks", "two sequences of one number", "page", r->page);
    else
        mark->met = true;
}

static inline void mh_begin(struct mh_reader *r, bool with_properties)
{
    struct mh *m = r->m;
    struct mh_token *t = r->stack.n ? &r->stack.v[r->stack.n - (with_properties && r->stack.n > 1 ? 2 : 1)] : NULL;
    enum mh_kind kind = MH_PLAIN;
    int mcid = -1;

    if (t && t->n == 9 && !memcmp(t->at, "/Artifact", 9)) {
        kind = MH_ARTIFACT;
        if (r->tagged)
            mh_fail(m, "01-003", "an artifact in tagged content", "page", r->page);
    } else if (with_properties && r->stack.n) {
        struct mh_token p = r->stack.v[r->stack.n - 1];
        char *text = arena_strndup(m->a, p.at, p.n);
        qpdf_oh dict =
            *text == '/' ? mh_get(m, mh_get(m, r->resources, "/Properties"), text) : qpdf_oh_parse(m->q, text);
        mcid = mh_get_int(m, dict, "/MCID", -1);
        r->lang |= mh_there(m, dict, "/Lang");
        bool known = m->doc_lang || r->lang || (r->elem >= 0 && m->elem.v[r->elem].lang);
        if ((mh_there(m, dict, "/ActualText") || mh_there(m, dict, "/Alt") || mh_there(m, dict, "/E")) && !known)
            mh_fail(m, "11-002", "an alternative in no known language", "page", r->page);
    }
    if (mcid >= 0) {
        kind = MH_TAGGED;
        mh_begin_tagged(r, mcid);
    }
    r->artifact += kind == MH_ARTIFACT;
    r->tagged += kind == MH_TAGGED;
    vec_push(&r->open, (uint8_t)kind);
}

static inline void mh_end(struct mh_reader *r)
{
    if (!r->open.n) {
        mh_fail(r->m, "unexpected", "EMC without its beginning", "page", r->page);
        return;
    }
    uint8_t kind = r->open.v[--r->open.n];
    r->artifact -= kind == MH_ARTIFACT;
    r->tagged -= kind == MH_TAGGED;
    if (kind == MH_TAGGED)
        r->elem = -1;
    if (!r->open.n)
        r->lang = false;
}

/* ---- forms ---- */
static inline void mh_read(struct mh_reader *r, const struct buf *b);

static inline struct mh_name *mh_form(struct mh *m, int id)
{
    for (size_t i = 0; i < m->form.n; i++)
        if (m->form.v[i].id == id)
            return m->form.v + i;
    vec_push(&m->form, (struct mh_name){.id = id});
    return m->form.v + m->form.n - 1;
}

static inline void mh_do(struct mh_reader *r, const char *name)
{
    struct mh *m = r->m;
    qpdf_oh x = mh_get(m, mh_get(m, r->resources, "/XObject"), name);
    struct buf b = {0};

    if (strcmp(mh_get_name(m, x, "/Subtype"), "Form")) {
        mh_drawn(r, false);
        return;
    }
    if (mh_there(m, x, "/Ref"))
        mh_fail(m, "30-001", "a reference XObject", name, mh_id(m, x));
    struct mh_reader in = {.m = m,
                           .page = r->page,
                           .depth = r->depth + 1,
                           .in_form = true,
                           .artifact = r->artifact,
                           .tagged = r->tagged,
                           .elem = r->elem,
                           .lang = r->lang};
    in.resources = mh_there(m, x, "/Resources") ? mh_get(m, x, "/Resources") : r->resources;
    if (in.depth < 20 && mh_data(m, x, &b))
        mh_read(&in, &b);
    buf_drop(&b);
    struct mh_name *form = mh_form(m, mh_id(m, x));
    form->marks |= in.marks;
    if (++form->count > 1 && form->marks)
        mh_fail(m, "30-002", "a form with MCIDs is shown twice", name, form->id);
}

/* ---- operators ---- */
static inline void mh_operator(struct mh_reader *r, const char *op)
{
    struct mh *m = r->m;
    struct mh_token last = r->stack.n ? r->stack.v[r->stack.n - 1] : (struct mh_token){"", 0};

    if (!strcmp(op, "BDC") || !strcmp(op, "BMC"))
        mh_begin(r, op[1] == 'D');
    else if (!strcmp(op, "EMC"))
        mh_end(r);
    else if (!strcmp(op, "Tf") && r->stack.n > 1) {
        struct mh_token name = r->stack.v[r->stack.n - 2];
        qpdf_oh f = mh_get(m, mh_get(m, r->resources, "/Font"), arena_strndup(m->a, name.at, name.n));
        r->font = qpdf_oh_is_null(m->q, f) ? NULL : mh_font_of(m, f);
    } else if (MH_ONE_OF(op, "Tj", "TJ", "'", "\"")) {
        mh_drawn(r, true);
        if (last.n)
            mh_show(r, last);
    } else if (!strcmp(op, "Do"))
        mh_do(r, arena_strndup(m->a, last.at, last.n));
    else if (MH_ONE_OF(op, "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "BI"))
        mh_drawn(r, false);
    else if (MH_ONE_OF(op, "k", "K") && !m->cmyk_intent)
        mh_fail(m, "A 6.2.4.3", "CMYK without a CMYK output intent", "page", r->page);
    else if (!strcmp(op, "q") && ++r->q > 28)
        mh_fail(m, "A 6.1.13", "states saved more than 28 deep", "page", r->page);
    else if (!strcmp(op, "Q"))
        r->q--;
}

static inline void mh_read(struct mh_reader *r, const struct buf *b)
{
    const char *p = b->data, *end = p + b->len;

    while (p < end) {
        if (mh_white(*p)) {
            p++;
            continue;
        }
        const char *next = mh_skip(p, end);
        bool word = (*p >= 'A' && *p <= 'Z') || (*p >= 'a' && *p <= 'z') || *p == '\'' || *p == '"';
        if (word && memcmp(p, "true", 4) && memcmp(p, "false", 5) && memcmp(p, "null", 4)) {
            char op[8];
            snprintf(op, sizeof op, "%.*s", (int)(next - p), p);
            mh_operator(r, op);
            r->stack.n = 0;
            if (!strcmp(op, "ID")) /* an inline image: its bytes are no operators */
                next = memmem(next, (size_t)(end - next), "EI", 2)
                           ? (char *)memmem(next, (size_t)(end - next), "EI", 2) + 2
                           : end;
        } else {
            vec_push(&r->stack, (struct mh_token){p, (size_t)(next - p)});
        }
        p = next;
    }
    if (r->open.n)
        mh_fail(r->m, "unexpected", "a sequence is not ended", "page", r->page);
    vec_drop(&r->open);
    vec_drop(&r->stack);
}

static inline void mh_pages(struct mh *m)
{
    for (int i = 0; i < qpdf_get_num_pages(m->q); i++) {
        qpdf_oh page = qpdf_get_page_n(m->q, (size_t)i);
        struct mh_reader r = {.m = m, .resources = mh_get(m, page, "/Resources"), .page = mh_id(m, page), .elem = -1};
        unsigned char *data = NULL;
        size_t n = 0;
        struct buf b = {0};
        if (qpdf_oh_get_page_content_data(m->q, page, &data, &n) & QPDF_ERRORS)
            mh_fail(m, "unexpected", "a page that can't be read", "page", r.page);
        buf_add(&b, data ? (void *)data : "", n);
        free(data);
        mh_read(&r, &b);
        buf_drop(&b);
    }
    for (size_t i = 0; i < m->mark.n; i++) {
        const struct mh_mark *k = m->mark.v + i;
        if (!k->met)
            mh_fail(m, "tree-marks", "a sequence that is on no page", m->elem.v[k->elem].type, k->mcid);
        if (i && k->page == k[-1].page && k->mcid == k[-1].mcid)
            mh_fail(m, "tree-marks", "a sequence in two elements", m->elem.v[k->elem].type, k->mcid);
    }
}

#endif
