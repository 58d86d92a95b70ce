/* Page breaking on arrays alone. A page is 100 high; a line 10. */
#include "layout/pagebreak.h"
#include "test.h"

enum { LINE = 10, PAGE = 100 };

static int32_t height(const void *user, uint32_t page)
{
    (void)page;
    return user ? *(const int32_t *)user : PAGE;
}

static const struct pb_params params = {.height = height, .note_gap = 5, .float_gap = 10, .line = LINE};

static struct pb_item line(void)
{
    return (struct pb_item){.height = LINE};
}

static size_t run(const struct pb_item *items, size_t n, struct arena *a, struct pb_page **pages)
{
    size_t k = pb_break(items, n, &params, a, pages);
    uint32_t at = 0;
    for (size_t i = 0; i < k; i++) { /* whatever the breaks, nothing is lost or set twice */
        ck_assert_uint_eq((*pages)[i].start, at);
        at = (*pages)[i].end;
    }
    ck_assert_uint_eq(at, n);
    return k;
}

START_TEST(fills_pages)
{
    struct arena *a = arena_new();
    struct pb_item items[25];
    struct pb_page *p;
    for (int i = 0; i < 25; i++)
        items[i] = line();
    ck_assert_uint_eq(run(items, 25, a, &p), 3);
    ck_assert_uint_eq(p[0].end, 10);
    ck_assert_uint_eq(p[1].end, 20);
    arena_drop(a);
}
END_TEST

START_TEST(empty_and_one)
{
    struct arena *a = arena_new();
    struct pb_item one = {.height = 1000}; /* higher than the page */
    struct pb_page *p;
    ck_assert_uint_eq(pb_break(&one, 0, &params, a, &p), 0);
    ck_assert_uint_eq(run(&one, 1, a, &p), 1);
    arena_drop(a);
}
END_TEST

/* A heading before the tenth line may not be parted from it: it goes over with it. */
START_TEST(heading_goes_with_its_text)
{
    struct arena *a = arena_new();
    struct pb_item items[19];
    struct pb_page *p;
    for (int i = 0; i < 19; i++)
        items[i] = line();
    items[10].cost = 20000; /* after the heading, item 9 */
    run(items, 19, a, &p);
    ck_assert_uint_eq(p[0].end, 9);
    arena_drop(a);
}
END_TEST

/* Looking ahead: an earlier break on page 1 costs some fill and saves a widow on page 2. */
START_TEST(sees_a_widow_coming)
{
    struct arena *a = arena_new();
    struct pb_item items[30];
    struct pb_page *p;
    for (int i = 0; i < 30; i++)
        items[i] = line();
    items[20].cost = 6000;
    run(items, 30, a, &p);
    for (int i = 0; i < 3; i++)
        ck_assert_uint_ne(p[i].start, 20);
    arena_drop(a);
}
END_TEST

START_TEST(notes_take_their_room)
{
    struct arena *a = arena_new();
    struct pb_item items[12];
    struct pb_page *p;
    for (int i = 0; i < 12; i++)
        items[i] = line();
    items[3].notes = items[3].note_least = 25; /* 25 + gap 5: seven lines remain */
    run(items, 12, a, &p);
    ck_assert_uint_eq(p[0].end, 7);
    ck_assert_int_le(p[0].used, PAGE);
    arena_drop(a);
}
END_TEST

/* A note stays on the page of its call though the line alone would have fitted. */
START_TEST(note_with_its_call)
{
    struct arena *a = arena_new();
    struct pb_item items[12];
    struct pb_page *p;
    for (int i = 0; i < 12; i++)
        items[i] = line();
    items[9].notes = items[9].note_least = 20;
    run(items, 12, a, &p);
    ck_assert_uint_eq(p[0].end, 9);
    arena_drop(a);
}
END_TEST

START_TEST(long_note_runs_over)
{
    struct arena *a = arena_new();
    struct pb_item items[12];
    struct pb_page *p;
    for (int i = 0; i < 12; i++)
        items[i] = line();
    items[4].notes = 120; /* more than a page */
    items[4].note_least = 20;
    size_t n = run(items, 12, a, &p);
    ck_assert_uint_ge(n, 2);
    ck_assert_int_gt(p[0].carry, 0);
    ck_assert_uint_gt(p[0].end, 4);
    ck_assert_int_eq(p[1].carried, p[0].carry);
    arena_drop(a);
}
END_TEST

START_TEST(repeated_head_counts)
{
    struct arena *a = arena_new();
    struct pb_item items[30];
    struct pb_page *p;
    for (int i = 0; i < 30; i++) {
        items[i] = line();
        items[i].repeat = 20;
    }
    run(items, 30, a, &p);
    ck_assert_uint_le(p[1].end - p[1].start, 8);
    arena_drop(a);
}
END_TEST

/* A figure that doesn't fit at its place goes to the head of the next page, and the text closes up. */
START_TEST(figure_moves_on)
{
    struct arena *a = arena_new();
    struct pb_item items[20];
    struct pb_page *p;
    for (int i = 0; i < 20; i++)
        items[i] = line();
    items[6] = (struct pb_item){.height = 50, .float_ = PB_AUTO};
    run(items, 20, a, &p);
    ck_assert_uint_eq(p[0].n_head, 0);
    ck_assert_uint_eq(p[0].end, 11); /* ten lines and the figure passed over */
    ck_assert_uint_eq(p[1].n_head, 1);
    ck_assert_uint_eq(p[1].head[0], 6);
    arena_drop(a);
}
END_TEST

START_TEST(figure_stays_where_it_fits)
{
    struct arena *a = arena_new();
    struct pb_item items[8];
    struct pb_page *p;
    for (int i = 0; i < 8; i++)
        items[i] = line();
    items[2] = (struct pb_item){.height = 30, .float_ = PB_AUTO};
    ck_assert_uint_eq(run(items, 8, a, &p), 1);
    ck_assert_uint_eq(p[0].n_head + p[0].n_foot, 0);
    arena_drop(a);
}
END_TEST

START_TEST(figures_keep_their_order)
{
    struct arena *a = arena_new();
    struct pb_item items[40];
    struct pb_page *p;
    for (int i = 0; i < 40; i++)
        items[i] = i % 4 == 3 ? (struct pb_item){.height = 75, .float_ = PB_AUTO} : line();
    size_t n = run(items, 40, a, &p);
    uint32_t last = 0, set = 0;
    for (size_t i = 0; i < n; i++)
        for (uint32_t k = 0; k < p[i].n_head; k++, set++) {
            ck_assert_uint_ge(p[i].head[k], last);
            last = p[i].head[k];
        }
    ck_assert_uint_gt(set, 0);
    arena_drop(a);
}
END_TEST

/* A picture that stays at its place does not overtake figures that wait: it goes with them to the next page. */
START_TEST(picture_after_waiting_figures)
{
    struct arena *a = arena_new();
    struct pb_item items[20];
    struct pb_page *p;
    for (int i = 0; i < 20; i++)
        items[i] = line();
    items[6] = (struct pb_item){.height = 50, .float_ = PB_AUTO};
    items[8].picture = true;
    run(items, 20, a, &p);
    ck_assert_uint_le(p[0].end, 8);
    ck_assert_uint_eq(p[1].n_head, 1);
    arena_drop(a);
}
END_TEST

START_TEST(figure_on_a_page_of_its_own)
{
    struct arena *a = arena_new();
    struct pb_item items[15];
    struct pb_page *p;
    for (int i = 0; i < 15; i++)
        items[i] = line();
    items[2] = (struct pb_item){.height = 40, .float_ = PB_PAGE};
    size_t n = run(items, 15, a, &p);
    ck_assert_uint_eq(n, 3);
    ck_assert_uint_eq(p[1].n_head, 1);
    ck_assert_uint_eq(p[1].start, p[1].end);
    arena_drop(a);
}
END_TEST

START_TEST(twenty_figures_in_a_row)
{
    struct arena *a = arena_new();
    struct pb_item items[20];
    struct pb_page *p;
    for (int i = 0; i < 20; i++)
        items[i] = (struct pb_item){.height = 70, .float_ = PB_AUTO, .cost = i ? PB_NEVER : 0};
    ck_assert_uint_ge(run(items, 20, a, &p), 1);
    arena_drop(a);
}
END_TEST

START_TEST(short_last_page_avoided)
{
    struct arena *a = arena_new();
    struct pb_item items[21];
    struct pb_page *p;
    for (int i = 0; i < 21; i++)
        items[i] = line();
    ck_assert_uint_eq(run(items, 21, a, &p), 3);
    ck_assert_uint_ge(p[2].end - p[2].start, 2);
    arena_drop(a);
}
END_TEST

START_TEST(a_page_lower_than_a_line)
{
    struct arena *a = arena_new();
    struct pb_item items[5];
    struct pb_page *p;
    int32_t low = 3;
    struct pb_params tight = params;
    tight.user = &low;
    for (int i = 0; i < 5; i++)
        items[i] = line();
    ck_assert_uint_eq(pb_break(items, 5, &tight, a, &p), 5);
    arena_drop(a);
}
END_TEST

/* ---- facing pages ---- */

static size_t run_with(const struct pb_params *par, const struct pb_item *items, size_t n, struct arena *a, struct pb_page **pages)
{
    size_t k = pb_break(items, n, par, a, pages);
    ck_assert_uint_eq((*pages)[k - 1].end, n);
    return k;
}

/* Ten lines fit; a heading that may not stand at the foot makes the verso a line shorter: its recto follows. */
START_TEST(recto_as_deep_as_its_verso)
{
    struct arena *a = arena_new();
    struct pb_params equal = params;
    struct pb_item items[35];
    struct pb_page *p;
    equal.equal = true; /* page 0 is a verso */
    for (int i = 0; i < 35; i++)
        items[i] = line();
    items[10].cost = 20000;
    run_with(&equal, items, 35, a, &p);
    ck_assert_uint_eq(p[0].end, 9);
    ck_assert_uint_eq(p[1].end, 18);
    ck_assert_int_eq(p[0].depth, PAGE - LINE);
    ck_assert_int_eq(p[1].depth, PAGE - LINE);
    arena_drop(a);
}
END_TEST

/* Glue takes up what lines leave, in proportion; never on the last page. */
START_TEST(glue_stretched_to_the_foot)
{
    struct arena *a = arena_new();
    struct pb_params equal = params;
    struct pb_item items[25];
    struct pb_page *p;
    equal.equal = true;
    for (int i = 0; i < 25; i++)
        items[i] = line();
    items[4].glue = 6, items[4].stretch = 4; /* 9 lines and 6: 4 are left */
    size_t n = run_with(&equal, items, 25, a, &p);
    ck_assert_uint_eq(p[0].end, 9);
    ck_assert_int_eq(p[0].give, 4);
    ck_assert_int_eq(p[0].give_of, 4);
    ck_assert_int_eq(p[n - 1].give, 0);
    arena_drop(a);
}
END_TEST

START_TEST(ragged_feet_stay)
{
    struct arena *a = arena_new();
    struct pb_item items[25];
    struct pb_page *p;
    for (int i = 0; i < 25; i++)
        items[i] = line();
    items[4].glue = 6, items[4].stretch = 4;
    run(items, 25, a, &p);
    ck_assert_int_eq(p[0].give, 0);
    arena_drop(a);
}
END_TEST

/* Two lines would stand alone on the third page: the spread before it runs a line long. */
START_TEST(longer_spread_saves_a_stub)
{
    struct arena *a = arena_new();
    struct pb_params par = params;
    struct pb_item items[22];
    struct pb_page *p;
    par.longer = true;
    for (int i = 0; i < 22; i++) {
        items[i] = line();
        items[i].cost = i > 20 ? PB_NEVER : 0; /* the last two belong together, and nothing can move to them */
    }
    for (int i = 15; i < 20; i++)
        items[i].cost = PB_NEVER;
    ck_assert_uint_eq(run_with(&par, items, 22, a, &p), 2);
    ck_assert_int_eq(p[0].depth, PAGE + LINE);
    ck_assert_int_eq(p[1].depth, PAGE + LINE);
    arena_drop(a);
}
END_TEST

START_TEST(no_word_cut_by_the_turn)
{
    struct arena *a = arena_new();
    struct pb_params par = params;
    struct pb_item items[28];
    struct pb_page *p;
    par.right = true;
    for (int i = 0; i < 28; i++)
        items[i] = line();
    items[10].hyphen = true;
    run_with(&par, items, 28, a, &p);
    ck_assert_uint_eq(p[0].end, 9);
    arena_drop(a);
}
END_TEST

/* What is set at the foot of a page that a table leaves needs its room. */
START_TEST(tail_counts)
{
    struct arena *a = arena_new();
    struct pb_item items[26];
    struct pb_page *p;
    for (int i = 0; i < 26; i++) {
        items[i] = line();
        items[i].tail = 8;
    }
    run(items, 26, a, &p);
    ck_assert_uint_eq(p[0].end, 9);
    ck_assert_int_eq(p[0].used, 98);
    arena_drop(a);
}
END_TEST

static int32_t two_columns(const void *user, uint32_t from, uint32_t to)
{
    (void)user;
    return (int32_t)((to - from + 1) / 2) * LINE;
}

/* Thirty lines in two columns after two plain ones: sixteen on this page, the rest on the next. */
START_TEST(columns_go_on)
{
    struct arena *a = arena_new();
    struct pb_params par = params;
    struct pb_item items[32];
    struct pb_page *p;
    par.columns = two_columns;
    for (int i = 0; i < 32; i++) {
        items[i] = line();
        items[i].columns = i >= 2;
    }
    ck_assert_uint_eq(run_with(&par, items, 32, a, &p), 2);
    ck_assert_int_eq(p[0].used, PAGE);
    ck_assert_int_le(p[1].used, 80);
    arena_drop(a);
}
END_TEST

TEST_MAIN("pagebreak", recto_as_deep_as_its_verso, glue_stretched_to_the_foot, ragged_feet_stay, longer_spread_saves_a_stub,
    no_word_cut_by_the_turn, tail_counts, columns_go_on, fills_pages, empty_and_one, heading_goes_with_its_text, sees_a_widow_coming, notes_take_their_room, note_with_its_call,
    long_note_runs_over, repeated_head_counts, figure_moves_on, figure_stays_where_it_fits, figures_keep_their_order, picture_after_waiting_figures,
    figure_on_a_page_of_its_own, twenty_figures_in_a_row, short_last_page_avoided, a_page_lower_than_a_line)
