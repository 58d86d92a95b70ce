/* The structure tree: in the document's order whatever the drawing order, whole, with its attributes. */
#include "judge.h"

struct kit {
    struct made *m;
    const struct face *serif;
    double y;
};

static struct kit kit_new(void)
{
    struct made *m = made_new();
    return (struct kit){m, made_face(m, SERIF, 0), 60};
}

static struct node *line(struct kit *k, int page, struct node *parent, const char *text)
{
    struct node *t = made_text(k->m, parent, text);

    made_line(k->m, page, t, SLOT_TEXT, k->serif, text, 72, k->y += 14, 10);
    return t;
}

/* Writes, judges, compares the tree; the open file comes back. */
static qpdf_data judged(struct kit *k, int pages, const char *tree, const char *name)
{
    const char *path = made_path(k->m, name);
    struct buf out = {0};

    made_finish(k->m, pages);
    ck_assert(made_write(k->m, path));
    ck_assert(judge_sound(path));
    qpdf_data q = judge_open(path);
    ck_assert(q != NULL);
    ck_assert_int_eq(judge_tags(q, &out), 0);
    ck_assert_str_eq(out.data, tree);
    buf_drop(&out);
    unlink(path);
    return q;
}

static void done(struct kit *k, qpdf_data q)
{
    qpdf_cleanup(&q);
    made_drop(k->m);
}

START_TEST(sections_and_lists)
{
    struct kit k = kit_new();
    struct node *body = made_node(k.m, NODE_BODY, k.m->doc.tree), *s1 = made_node(k.m, NODE_SECTION, body);

    line(&k, 0, made_node(k.m, NODE_TITLE, s1), "Un");
    struct node *s2 = made_node(k.m, NODE_SECTION, s1);
    line(&k, 0, made_node(k.m, NODE_TITLE, s2), "Un un");
    struct node *ul = made_node(k.m, NODE_UL, s2);
    for (int i = 0; i < 2; i++) {
        struct node *li = made_node(k.m, NODE_LI, ul);
        made_line(k.m, 0, li, SLOT_LABEL, k.serif, "•", 60, k.y + 14, 10);
        line(&k, 0, i ? made_node(k.m, NODE_P, li) : li, "point");
    }
    struct node *p = made_node(k.m, NODE_P, s2);
    line(&k, 0, p, "un ");
    line(&k, 0, made_node(k.m, NODE_EM, p), "mot");
    line(&k, 1, p, " coupé par la page");
    made_node(k.m, NODE_P, s2); /* nothing in it: no element */
    qpdf_data q =
        judged(&k, 2,
               "Document( Part( Sect( H1( #) Sect( H2( #) L( LI( Lbl( #) LBody( #)) LI( Lbl( #) LBody( P( #))))"
               " P( # Em( #) #)))))",
               "sections.pdf");
    done(&k, q);
}
END_TEST

START_TEST(note_stands_at_its_mark)
{
    struct kit k = kit_new();
    struct node *p = made_node(k.m, NODE_P, k.m->doc.tree);

    line(&k, 0, p, "Avant");
    struct node *note = made_node(k.m, NODE_NOTE, p);
    note->number = 1;
    made_line(k.m, 0, note, SLOT_CALL, k.serif, "1", 110, k.y, 6);
    struct node *text = made_text(k.m, note, "Le texte de la note");
    line(&k, 0, p, "après");
    made_line(k.m, 0, note, SLOT_NOTE_LABEL, k.serif, "1", 72, 700, 8);
    made_line(k.m, 0, text, SLOT_TEXT, k.serif, text->text, 80, 700, 8);
    made_place(k.m, note, 0, 110, 74);
    qpdf_data q = judged(&k, 1, "Document( P( # Reference( Link( # @)) Note( Lbl( Link( # @)) #) #))", "note.pdf");
    qpdf_oh note_elem = judge_at(q, qpdf_get_root(q), "StructTreeRoot/K/K/K/2");
    ck_assert_str_eq(qpdf_oh_get_string_value(q, judge_at(q, note_elem, "ID")), "note:00000003");
    qpdf_oh annots = judge_at(q, qpdf_get_page_n(q, 0), "Annots"),
            names = judge_at(q, qpdf_get_root(q), "Names/Dests/Names");
    ck_assert_str_eq(qpdf_oh_get_string_value(q, judge_at(q, annots, "0/Dest")), "note:00000003");
    ck_assert_str_eq(qpdf_oh_get_string_value(q, judge_at(q, annots, "1/Dest")), "call:00000003");
    ck_assert_str_eq(qpdf_oh_get_string_value(q, judge_at(q, names, "0")), "call:00000003");
    ck_assert_str_eq(qpdf_oh_get_string_value(q, judge_at(q, names, "2")), "note:00000003");
    ck_assert(qpdf_oh_has_key(q, judge_at(q, annots, "0"), "/Contents"));
    ck_assert_int_eq(qpdf_oh_get_int_value_as_int(q, judge_at(q, annots, "0/F")), 4);
    done(&k, q);
}
END_TEST

START_TEST(table_with_spans)
{
    struct kit k = kit_new();
    struct node *table = made_node(k.m, NODE_TABLE, k.m->doc.tree), *head = made_node(k.m, NODE_THEAD, table);
    struct node *tr = made_node(k.m, NODE_TR, head), *th = made_node(k.m, NODE_TH, tr);

    made_attr(k.m, th, "colspan", "2");
    line(&k, 0, th, "Tête");
    struct node *body = made_node(k.m, NODE_TBODY, table);
    tr = made_node(k.m, NODE_TR, body);
    th = made_node(k.m, NODE_TH, tr);
    made_attr(k.m, th, "scope", "row");
    line(&k, 0, th, "Rang");
    made_node(k.m, NODE_TD, tr);                                                        /* an empty cell stays a cell */
    line(&k, 0, made_node(k.m, NODE_TD, made_node(k.m, NODE_TR, table)), "sans corps"); /* gets one, beside a head */
    struct node *none = made_node(k.m, NODE_TABLE, k.m->doc.tree); /* a table not drawn is no table */
    made_text(k.m, made_node(k.m, NODE_TD, made_node(k.m, NODE_TR, none)), "absent");
    qpdf_data q = judged(&k, 1, "Document( Table( THead( TR( TH( #))) TBody( TR( TH( #) TD())) TBody( TR( TD( #)))))",
                         "table.pdf");
    qpdf_oh t = judge_at(q, qpdf_get_root(q), "StructTreeRoot/K/K");
    ck_assert_int_eq(qpdf_oh_get_int_value_as_int(q, judge_at(q, t, "K/0/K/K/A/ColSpan")), 2);
    ck_assert_str_eq(qpdf_oh_get_name(q, judge_at(q, t, "K/0/K/K/A/Scope")), "/Column");
    ck_assert_str_eq(qpdf_oh_get_name(q, judge_at(q, t, "K/1/K/K/0/A/Scope")), "/Row");
    done(&k, q);
}
END_TEST

static bool headers_are(qpdf_data q, qpdf_oh cell, const char *want)
{
    qpdf_oh list = judge_at(q, cell, "A/Headers");
    struct buf b = {0};

    buf_adds(&b, "");
    for (int i = 0; qpdf_oh_is_array(q, list) && i < qpdf_oh_get_array_n_items(q, list); i++)
        buf_addf(&b, "%s ", qpdf_oh_get_utf8_value(q, qpdf_oh_get_array_item(q, list, i)));
    bool same = !strcmp(b.data ? b.data : "", want);
    if (!same)
        fprintf(stderr, "headers: %s, not %s\n", b.data, want);
    buf_drop(&b);
    return same;
}

/* Two rows of heads, the first over two columns; a head over two rows: each cell names its own. */
START_TEST(table_with_heads_of_heads)
{
    struct kit k = kit_new();
    struct node *table = made_node(k.m, NODE_TABLE, k.m->doc.tree), *head = made_node(k.m, NODE_THEAD, table);
    struct node *tr = made_node(k.m, NODE_TR, head), *th[6];

    th[0] = made_node(k.m, NODE_TH, tr); /* over two rows */
    made_attr(k.m, th[0], "rowspan", "2");
    th[1] = made_node(k.m, NODE_TH, tr); /* over two columns */
    made_attr(k.m, th[1], "colspan", "2");
    tr = made_node(k.m, NODE_TR, head);
    th[2] = made_node(k.m, NODE_TH, tr);
    th[3] = made_node(k.m, NODE_TH, tr);
    struct node *body = made_node(k.m, NODE_TBODY, table);
    for (int i = 4; i < 6; i++) {
        tr = made_node(k.m, NODE_TR, body);
        th[i] = made_node(k.m, NODE_TH, tr);
        made_attr(k.m, th[i], "scope", "row");
        for (int c = 0; c < 2; c++)
            line(&k, 0, made_node(k.m, NODE_TD, tr), "1");
    }
    for (int i = 0; i < 6; i++)
        line(&k, 0, th[i], "tête");
    qpdf_data q =
        judged(&k, 1,
               "Document( Table( THead( TR( TH( #) TH( #)) TR( TH( #) TH( #))) TBody( TR( TH( #) TD( #) TD( #))"
               " TR( TH( #) TD( #) TD( #)))))",
               "heads.pdf");
    qpdf_oh t = judge_at(q, qpdf_get_root(q), "StructTreeRoot/K/K");
    char want[128];
    for (int r = 0; r < 2; r++)
        for (int c = 0; c < 2; c++) {
            qpdf_oh cell = judge_at(q, judge_at(q, judge_at(q, t, "K/1/K"), r ? "1" : "0"), c ? "K/2" : "K/1");
            snprintf(want, sizeof want, "th:%08d th:%08d th:%08d ", (int)th[1]->index, (int)th[2 + c]->index,
                     (int)th[4 + r]->index);
            ck_assert(headers_are(q, cell, want));
        }
    snprintf(want, sizeof want, "th:%08d ", (int)th[1]->index);
    ck_assert(headers_are(q, judge_at(q, t, "K/0/K/1/K/0"), want)); /* the first column is taken from above */
    snprintf(want, sizeof want, "th:%08d", (int)th[0]->index);
    ck_assert_str_eq(qpdf_oh_get_utf8_value(q, judge_at(q, t, "K/0/K/0/K/0/ID")), want);
    done(&k, q);
}
END_TEST

START_TEST(links_language_contents)
{
    struct kit k = kit_new();
    struct node *toc = made_node(k.m, NODE_TOC, k.m->doc.tree), *item = made_node(k.m, NODE_TOCITEM, toc);
    struct node *link = made_node(k.m, NODE_LINK, item);

    line(&k, 0, link, "Chapitre");
    made_line(k.m, 0, made_node(k.m, NODE_LEADER, item), SLOT_ARTIFACT, k.serif, " . . . ", 130, k.y, 10);
    struct node *ref = made_node(k.m, NODE_PAGEREF, item);
    made_line(k.m, 0, ref, SLOT_PAGEREF, k.serif, "2", 200, k.y, 10);
    struct node *sect = made_node(k.m, NODE_SECTION, k.m->doc.tree);
    sect->id = "chapitre";
    link->target = sect;
    ref->targets = &link->target;
    ref->n_targets = 1;
    line(&k, 1, made_node(k.m, NODE_TITLE, sect), "Chapitre");
    struct node *p = made_node(k.m, NODE_P, sect), *a = made_node(k.m, NODE_A, p);
    a->href = "https://example.org/a(b)";
    line(&k, 1, a, "lien sur");
    line(&k, 1, a, "deux lignes");
    struct node *span = made_node(k.m, NODE_SPAN, p);
    span->lang = "zh-Hans";
    line(&k, 1, span, "x");
    made_place(k.m, sect, 1, 72, 60);
    qpdf_data q = judged(
        &k, 2,
        "Document( Sect( TOC( TOCI( Reference( Link( # @) Link( # @))))) Sect( H1( #) P( Link( # @ @) Span( #))))",
        "links.pdf");
    qpdf_oh p_elem = judge_at(q, qpdf_get_root(q), "StructTreeRoot/K/K/1/K/1");
    ck_assert_str_eq(qpdf_oh_get_string_value(q, judge_at(q, p_elem, "K/1/Lang")), "zh-Hans");
    qpdf_oh annots = judge_at(q, qpdf_get_page_n(q, 1), "Annots");
    ck_assert_int_eq(qpdf_oh_get_array_n_items(q, annots), 2);
    ck_assert_str_eq(qpdf_oh_get_string_value(q, judge_at(q, annots, "0/A/URI")), "https://example.org/a(b)");
    ck_assert_str_eq(qpdf_oh_get_string_value(q, judge_at(q, qpdf_get_page_n(q, 0), "Annots/1/Dest")), "chapitre");
    ck_assert_str_eq(qpdf_oh_get_utf8_value(q, judge_at(q, qpdf_get_root(q), "Outlines/First/Title")), "Chapitre");
    done(&k, q);
}
END_TEST

/* "1, 2, 3": each label leads to its own page; equal labels are said once. */
START_TEST(page_list)
{
    struct kit k = kit_new();
    struct node *p = made_node(k.m, NODE_P, k.m->doc.tree), *ref = made_node(k.m, NODE_PAGEREF, p), *targets[4];

    made_line(k.m, 0, ref, SLOT_PAGEREF, k.serif, "1, 2, 3", 100, 100, 10);
    for (int i = 0; i < 4; i++) {
        targets[i] = made_node(k.m, NODE_P, k.m->doc.tree);
        targets[i]->id = arena_printf(k.m->a, "t%d", i);
        made_place(k.m, targets[i], i < 2 ? i : i - 1, 72, 72);
        line(&k, i < 2 ? i : i - 1, targets[i], "but");
    }
    ref->targets = targets;
    ref->n_targets = 4;
    qpdf_data q =
        judged(&k, 3, "Document( P( Link( # @) # Link( # @) # Link( # @)) P( #) P( #) P( #) P( #))", "list.pdf");
    static const char *const dest[] = {"t0", "t1", "t3"};
    double before = 100;
    for (int i = 0; i < 3; i++) {
        qpdf_oh a = judge_at(q, judge_at(q, qpdf_get_page_n(q, 0), "Annots"), (const char *const[]){"0", "1", "2"}[i]);
        ck_assert_str_eq(qpdf_oh_get_string_value(q, judge_at(q, a, "Dest")), dest[i]);
        double x0 = qpdf_oh_get_numeric_value(q, judge_at(q, a, "Rect/0")),
               x1 = qpdf_oh_get_numeric_value(q, judge_at(q, a, "Rect/2"));
        ck_assert_msg(x0 >= before - .01 && x1 > x0 + 3 && x1 < x0 + 8, "%d: %f to %f", i, x0, x1);
        before = x1 + 1;
    }
    done(&k, q);
}
END_TEST

START_TEST(decoration_is_an_artifact)
{
    struct kit k = kit_new();
    struct node *img = made_node(k.m, NODE_IMG, k.m->doc.tree);
    made_attr(k.m, img, "alt", "");
    struct draw *d = made_draw(k.m, 0, DRAW_RECT, img, SLOT_IMAGE);
    d->w = d->h = PT_OF(10);
    d->u.rect.fill = (struct colour){255, 0, 0, 128};
    struct node *quote = made_node(k.m, NODE_PULLQUOTE, k.m->doc.tree);
    line(&k, 0, made_node(k.m, NODE_P, quote), "dit deux fois");
    line(&k, 0, made_node(k.m, NODE_P, k.m->doc.tree), "Ce qui est dit deux fois.");
    qpdf_data q = judged(&k, 1, "Document( P( #))", "decoration.pdf");
    ck_assert(qpdf_oh_is_dictionary(q, judge_at(q, qpdf_get_page_n(q, 0), "Resources/ExtGState/A128")));
    done(&k, q);
}
END_TEST

static char *dumped(struct made *m)
{
    char *text = NULL;
    size_t n;
    FILE *f = open_memstream(&text, &n);

    pdf_dump_tags(&m->doc, &m->layout, f);
    fclose(f);
    return text;
}

START_TEST(dump)
{
    struct kit k = kit_new();
    struct node *p = made_node(k.m, NODE_P, k.m->doc.tree);

    line(&k, 0, p, "Un \"mot\" ");
    struct node *a = made_node(k.m, NODE_A, p);
    a->href = "https://example.org/";
    line(&k, 1, a, "lien");
    struct node *img = made_node(k.m, NODE_IMG, k.m->doc.tree);
    made_attr(k.m, img, "alt", "Une carte");
    made_draw(k.m, 1, DRAW_IMAGE, img, SLOT_IMAGE)->w = PT_OF(10);
    made_finish(k.m, 2);
    char *text = dumped(k.m);
    ck_assert_str_eq(text, "Document\n  P [page 1 = 1] \"Un \\\"mot\\\" \"\n    Link [page 2 = 2] \"lien\" ->\n  "
                           "Figure alt=\"Une carte\" \"\"\npage 1 = 1\n  P \"Un \\\"mot\\\" \"\npage 2 = 2\n  Link \"lien\"\n  Figure\n");
    free(text);
    made_drop(k.m);
}
END_TEST

TEST_MAIN("pdf tags", dump, page_list, sections_and_lists, note_stands_at_its_mark, table_with_spans,
          table_with_heads_of_heads, links_language_contents, decoration_is_an_artifact)
