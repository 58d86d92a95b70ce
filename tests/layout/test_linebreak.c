/* The line breaker alone, over items made by hand: every word a box of ten units a letter, spaces 10 + 5 - 3. */
#include "layout/text.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>

struct made {
    VEC(struct kp_item) item;
    VEC(uint32_t) at; /* byte of the text */
};

/* '-' within a word: a hyphen may be put there; '|': a forced break; '~': a space that holds. */
static struct made make(const char *text)
{
    struct made m = {0};
    int32_t word = 0;
    for (const char *p = text;; p++) {
        uint32_t at = (uint32_t)(p - text);
        if (*p && !strchr(" -|~", *p)) {
            word += 10;
            continue;
        }
        if (word) {
            vec_push(&m.item, (struct kp_item){.type = ITEM_BOX, .width = word});
            vec_push(&m.at, at);
        }
        word = 0;
        if (!*p)
            break;
        struct kp_item it = {.type = ITEM_PENALTY, .penalty = KP_INF};
        if (*p == '-')
            it = (struct kp_item){.type = ITEM_PENALTY, .penalty = 50, .flagged = true, .width = 5};
        if (*p != ' ') {
            vec_push(&m.item, it);
            vec_push(&m.at, at);
        }
        it = (struct kp_item){.type = ITEM_GLUE, .width = 10, .stretch = 5, .shrink = 3};
        if (*p == '|')
            it = (struct kp_item){.type = ITEM_GLUE, .stretch = KP_FIL};
        if (*p != '-') {
            vec_push(&m.item, it);
            vec_push(&m.at, at);
        }
        if (*p == '|') {
            vec_push(&m.item, (struct kp_item){.type = ITEM_PENALTY, .penalty = -KP_INF});
            vec_push(&m.at, at);
        }
    }
    vec_push(&m.item, (struct kp_item){.type = ITEM_PENALTY, .penalty = KP_INF});
    vec_push(&m.item, (struct kp_item){.type = ITEM_GLUE, .stretch = KP_FIL});
    vec_push(&m.item, (struct kp_item){.type = ITEM_PENALTY, .penalty = -KP_INF});
    for (int i = 0; i < 3; i++)
        vec_push(&m.at, (uint32_t)strlen(text));
    return m;
}

static void drop(struct made *m)
{
    vec_drop(&m->item);
    vec_drop(&m->at);
}

static const struct kp_params usual = {.tolerance = 150, .line_penalty = 10, .hyphen_demerits = 10000, .fitness_demerits = 5000,
                                       .final_hyphen_demerits = 5000, .stack_demerits = 100000000};

/* The lines, parted by '/'. */
static const char *broken(const char *text, const int32_t *widths, size_t n_widths, struct kp_params par, bool greedy)
{
    static char out[4096];
    struct made m = make(text);
    struct arena *a = arena_new();
    uint32_t *breaks;
    size_t n = greedy ? kp_first_fit(m.item.v, m.item.n, widths, n_widths, a, &breaks)
                      : kp_break(m.item.v, m.item.n, widths, n_widths, &par, a, &breaks), len = 0;
    uint32_t from = 0;
    for (size_t i = 0; i < n; i++) {
        uint32_t to = m.at.v[breaks[i]];
        while (from < to && strchr(" -|", text[from]))
            from++;
        len += (size_t)snprintf(out + len, sizeof out - len, "%s%.*s%s", i ? "/" : "", (int)(to - from), text + from,
                                text[to] == '-' ? "-" : "");
        from = to;
    }
    out[len] = 0;
    arena_drop(a);
    drop(&m);
    return out;
}

static const char *at_width(const char *text, int32_t width)
{
    return broken(text, &width, 1, usual, false);
}

START_TEST(one_line)
{
    ck_assert_str_eq(at_width("un mot", 1000), "un mot");
    ck_assert_str_eq(at_width("un mot", 60), "un mot");
}
END_TEST

START_TEST(total_fit_is_not_first_fit)
{
    /* ragged: first fit fills the first line and leaves a hole in the second */
    const char *t = "aaa bb cc ddddd";
    int32_t w = 60;
    ck_assert_str_eq(broken(t, &w, 1, usual, true), "aaa bb/cc/ddddd");
    struct kp_params any = usual;
    any.tolerance = KP_ANY, any.line_stretch = 30;
    ck_assert_str_eq(broken(t, &w, 1, any, false), "aaa/bb cc/ddddd");
}
END_TEST

START_TEST(spaces_shrink_to_their_limit)
{
    ck_assert_str_eq(at_width("aa bb cc dd", 104), "aa bb cc dd"); /* 110 - 9 at the least */
    ck_assert_str_eq(at_width("aa bb cc dd", 101), "aa bb cc dd");
    ck_assert_str_ne(at_width("aa bb cc dd", 100), "aa bb cc dd");
}
END_TEST

START_TEST(forced_breaks)
{
    ck_assert_str_eq(at_width("aa|bb cc|dd", 500), "aa/bb cc/dd");
}
END_TEST

START_TEST(held_spaces_hold)
{
    struct kp_params any = usual;
    any.tolerance = KP_ANY;
    int32_t w = 80;
    ck_assert_str_eq(broken("aaa bbb~ccc", &w, 1, any, false), "aaa/bbb~ccc");
}
END_TEST

START_TEST(infeasible_says_so)
{
    ck_assert_str_eq(at_width("aaaaaaaaaaaaaaaaaaaa b", 100), "");
    ck_assert_str_eq(at_width("a bbbbbbbbb c", 100), "");
    struct kp_params force = usual;
    force.tolerance = KP_ANY, force.force = true;
    int32_t w = 100;
    ck_assert_str_eq(broken("aaaaaaaaaaaaaaaaaaaa b", &w, 1, force, false), "aaaaaaaaaaaaaaaaaaaa/b");
    ck_assert_str_eq(broken("c aaaaaaaaaaaaaaaaaaaa b", &w, 1, force, false), "c/aaaaaaaaaaaaaaaaaaaa/b");
}
END_TEST

START_TEST(hyphens_where_nothing_else_does)
{
    ck_assert_str_eq(at_width("aaa bbb-ccc ddd", 75), "aaa bbb-/ccc ddd");
    ck_assert_str_eq(at_width("aaa bbb-ccc", 200), "aaa bbb-ccc"); /* one line: the mark is not used */
}
END_TEST

static int longest_stack(const char *s)
{
    int row = 0, most = 0;
    for (; *s; s++)
        if (*s == '/') {
            row = s[-1] == '-' ? row + 1 : 0;
            most = row > most ? row : most;
        }
    return most;
}

START_TEST(no_third_hyphen_in_a_row)
{
    /* every line could end on a hyphen, and looks best so */
    const char *t = "aa bb-bb cc-cc dd-dd ee-ee ff-ff gg-gg hh-hh ii";
    int32_t w = 55;
    struct kp_params par = {.tolerance = KP_ANY, .line_penalty = 10};
    ck_assert_int_ge(longest_stack(broken(t, &w, 1, par, false)), 3);
    par.stack_demerits = 10000000000;
    ck_assert_int_lt(longest_stack(broken(t, &w, 1, par, false)), 3);
}
END_TEST

START_TEST(widths_by_line)
{
    int32_t w[] = {40, 100};
    struct kp_params any = usual;
    any.tolerance = KP_ANY;
    ck_assert_str_eq(broken("aaaa bbbb ccccc dddd", w, 2, any, false), "aaaa/bbbb ccccc/dddd");
}
END_TEST

static int lines_at(int looseness)
{
    int32_t w = 200;
    struct kp_params par = usual;
    par.tolerance = 400, par.looseness = looseness;
    const char *s = broken("aa bbb cccc dd eee ffff gg hhh iiii jj kkk llll mm nnn oooo pp qqq rrrr ss ttt uuuu vv www xxxx", &w, 1, par,
                           false);
    int n = 1;
    for (; *s; s++)
        n += *s == '/';
    return n;
}

START_TEST(looseness)
{
    int n = lines_at(0);
    ck_assert_int_gt(n, 3);
    ck_assert_int_eq(lines_at(1), n + 1);
    ck_assert_int_le(lines_at(-1), n);
}
END_TEST

START_TEST(edges_hang_out)
{
    struct kp_item it[] = {{.type = ITEM_BOX, .width = 50}, {.type = ITEM_GLUE, .width = 10},
                           {.type = ITEM_BOX, .width = 50, .protrude_right = 4},
                           {.type = ITEM_GLUE, .stretch = KP_FIL}, {.type = ITEM_PENALTY, .penalty = -KP_INF}};
    struct arena *a = arena_new();
    int32_t w = 106;
    uint32_t *b;
    ck_assert_uint_eq(kp_break(it, 5, &w, 1, &usual, a, &b), 1);
    it[2].protrude_right = 3;
    ck_assert_uint_eq(kp_break(it, 5, &w, 1, &usual, a, &b), 0);
    arena_drop(a);
}
END_TEST

START_TEST(nothing)
{
    struct arena *a = arena_new();
    int32_t w = 100;
    uint32_t *b;
    ck_assert_uint_eq(kp_break(NULL, 0, &w, 1, &usual, a, &b), 0);
    ck_assert_uint_eq(kp_first_fit(NULL, 0, &w, 1, a, &b), 0);
    arena_drop(a);
}
END_TEST

/* A hundred thousand items: one unbreakable piece; breaks of no width everywhere; the same with line numbers to mind. */
START_TEST(pathological)
{
    enum { N = 100000 };
    struct kp_item *it = xcalloc(N, sizeof *it);
    struct arena *a = arena_new();
    struct kp_params par = usual;
    par.tolerance = KP_ANY, par.force = true;
    int32_t w[] = {300, 200};
    uint32_t *b;
    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < N; i++) {
            it[i] = (struct kp_item){.type = ITEM_BOX, .width = round ? 0 : 10};
            if (round && i % 2)
                it[i] = (struct kp_item){.type = ITEM_PENALTY};
        }
        it[N - 1] = (struct kp_item){.type = ITEM_PENALTY, .penalty = -KP_INF};
        size_t n = kp_break(it, N, w, round == 2 ? 2 : 1, &par, a, &b);
        ck_assert_uint_ge(n, 1);
        ck_assert_uint_eq(b[n - 1], N - 1);
    }
    free(it);
    arena_drop(a);
}
END_TEST

TEST_MAIN("linebreak", one_line, total_fit_is_not_first_fit, spaces_shrink_to_their_limit, forced_breaks, held_spaces_hold,
          infeasible_says_so, hyphens_where_nothing_else_does, no_third_hyphen_in_a_row, widths_by_line, looseness, edges_hang_out,
          nothing, pathological)
