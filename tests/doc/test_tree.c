/* Building blocks of the tree. */
#include "doc/generate.h"
#include "test.h"

#include <string.h>

static struct doc *doc_new(void)
{
    struct arena *a = arena_new();
    struct doc *d = arena_alloc(a, sizeof *d);
    d->arena = a;
    d->lang = "fr";
    return d;
}

static const char *shape(const struct node *n, struct buf *b)
{
    buf_adds(b, n->kind == NODE_TEXT ? n->text : node_name(n->kind));
    if (n->child) {
        buf_addc(b, '(');
        for (const struct node *c = n->child; c; c = c->next) {
            ck_assert_ptr_eq(c->parent, n);
            ck_assert_ptr_eq(c->next ? c->next->prev : n->last, c);
            shape(c, b);
            if (c->next)
                buf_addc(b, ' ');
        }
        buf_addc(b, ')');
    }
    return b->data;
}

START_TEST(linking)
{
    struct doc *d = doc_new();
    struct buf b = {0};
    struct node *p = node_new(d, NODE_P, NULL), *em = node_new(d, NODE_EM, p), *a = node_text(d, "a", p),
                *z = node_text(d, "z", p);
    node_append(p, em);
    node_prepend(p, a);
    node_insert_after(em, z);
    node_insert_before(em, node_text(d, "b", p));
    node_insert_after(a, node_text(d, "ab", p));
    node_insert_before(a, node_text(d, "0", p));
    node_append(em, node_text(d, "e", p));
    ck_assert_str_eq(shape(p, &b), "p(0 a ab b em(e) z)");
    node_remove(z);
    node_remove(p->child);
    node_remove(a);
    buf_clear(&b);
    ck_assert_str_eq(shape(p, &b), "p(ab b em(e))");
    node_remove(em);
    node_remove(p->child);
    node_remove(p->child);
    ck_assert(!p->child && !p->last);
    buf_drop(&b);
    doc_drop(d);
}
END_TEST

START_TEST(walking)
{
    struct doc *d = doc_new();
    struct node *s = node_new(d, NODE_SECTION, NULL), *p = node_new(d, NODE_P, s), *em = node_new(d, NODE_EM, s),
                *q = node_new(d, NODE_P, s);
    node_append(s, p);
    node_append(p, em);
    node_append(s, q);
    ck_assert_ptr_eq(node_next(s, s), p);
    ck_assert_ptr_eq(node_next(p, s), em);
    ck_assert_ptr_eq(node_next(em, s), q);
    ck_assert_ptr_null(node_next(q, s));
    ck_assert_ptr_null(node_next(em, p));
    ck_assert_ptr_null(node_next(em, em));
    ck_assert_ptr_eq(node_next(em, NULL), q);
    ck_assert_ptr_null(node_next(q, NULL));
    ck_assert_ptr_eq(node_find_up(em, NODE_SECTION), s);
    ck_assert_ptr_eq(node_find_up(em, NODE_EM), em);
    ck_assert_ptr_null(node_find_up(em, NODE_TABLE));
    doc_drop(d);
}
END_TEST

START_TEST(names_and_attributes)
{
    struct doc *d = doc_new();
    for (int k = 0; k < NODE_KIND_COUNT; k++)
        ck_assert_int_eq(node_kind_of(node_name((enum node_kind)k)), k);
    ck_assert_int_eq(node_kind_of("nothing"), NODE_KIND_COUNT);
    struct node *p = node_new(d, NODE_P, NULL);
    ck_assert_ptr_null(node_attr(p, "a"));
    ck_assert(!node_set_attr(d, p, "a", "1"));
    ck_assert(!node_set_attr(d, p, "b", "2"));
    ck_assert(node_set_attr(d, p, "a", "3"));
    ck_assert_str_eq(node_attr(p, "a"), "3");
    ck_assert_str_eq(node_attr(p, "b"), "2");
    ck_assert_str_eq(p->lang, "fr");
    ck_assert(p->block && p->generated);
    ck_assert(!node_new(d, NODE_EM, p)->block);
    doc_drop(d);
}
END_TEST

START_TEST(text_and_copies)
{
    struct doc *d = doc_new();
    struct buf b = {0};
    struct node *t = node_new(d, NODE_TITLE, NULL), *label = node_new(d, NODE_LABEL, t), *a = node_new(d, NODE_A, t),
                *em = node_new(d, NODE_EM, t);
    struct node *note = node_new(d, NODE_NOTE, t), *copy = node_new(d, NODE_LINK, NULL);
    node_append(t, label);
    node_append(label, node_text(d, "1.2", t));
    node_append(t, node_text(d, " ", t));
    node_append(t, a);
    node_append(a, node_text(d, "Un", t));
    node_append(t, em);
    node_append(em, node_text(d, " mot", t));
    node_append(t, note);
    node_append(note, node_text(d, "Note", t));
    em->id = "x";
    node_plain_text(t, &b);
    ck_assert_str_eq(b.data, "1.2 Un mot");
    buf_clear(&b);
    node_plain_text(note, &b);
    ck_assert_str_eq(b.data, "Note");
    node_remove(label->next); /* an index sets its own label and space */
    node_remove(label);
    gen_copy(d, t, copy, 0);
    buf_clear(&b);
    ck_assert_str_eq(shape(copy, &b), "link(Un em( mot))");
    ck_assert_ptr_null(copy->last->id);
    buf_drop(&b);
    doc_drop(d);
}
END_TEST

TEST_MAIN("doc: tree", linking, walking, names_and_attributes, text_and_copies)
