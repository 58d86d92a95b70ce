/* Page breaking on arrays alone. A page is 100 high; a line 10. */
#include "layout/pagebreak.h"
#include "test.h"

enum { LINE = 10, PAGE = 100, ITEMS_MAX = 64 };

/* A run of items and the pages it makes. */
struct trial {
    struct arena *a;
    struct pb_params params;
    struct pb_item items[ITEMS_MAX];
    size_t n;
    struct pb_page *page;
    size_t pages;
};

static int32_t height(const void *user, uint32_t page)
{
    (void)page;
    return user ? *(const int32_t *)user : PAGE;
}

/* n lines. */
static void lines(struct trial *t, size_t n)
{
    *t = (struct trial){.a = arena_new(), .n = n, .params = {.height = height, .note_gap = 5, .float_gap = 10, .line = LINE}};
    for (size_t i = 0; i < n; i++)
        t->items[i] = (struct pb_item){.height = LINE};
}

static void figure(struct trial *t, size_t i, int32_t h, enum pb_float where)
{
    t->items[i] = (struct pb_item){.height = h, .float_ = (uint8_t)where};
}

/* Whatever the breaks, nothing is lost or set twice. */
static size_t run(struct trial *t)
{
    uint32_t at = 0;
    t->pages = pb_break(t->items, t->n, &t->params, t->a, &t->page);
    for (size_t i = 0; i < t->pages; i++) {
        ck_assert_uint_eq(t->page[i].start, at);
        at = t->page[i].end;
    }
    ck_assert_uint_eq(at, t->n);
    return t->pages;
}

static void done(struct trial *t)
{
    arena_drop(t->a);
}

START_TEST(fills_pages)
{
    struct trial t;
    lines(&t, 25);
    ck_assert_uint_eq(run(&t), 3);
    ck_assert_uint_eq(t.page[0].end, 10);
    ck_assert_uint_eq(t.page[1].end, 20);
    done(&t);
}
END_TEST

START_TEST(empty_and_one)
{
    struct trial t;
    lines(&t, 0);
    ck_assert_uint_eq(pb_break(t.items, 0, &t.params, t.a, &t.page), 0);
    t.items[0].height = 10 * PAGE;
    t.n = 1;
    ck_assert_uint_eq(run(&t), 1);
    done(&t);
}
END_TEST

/* A heading before the tenth line may not be parted from it: it goes over with it. */
START_TEST(heading_goes_with_its_text)
{
    struct trial t;
    lines(&t, 19);
    t.items[10].cost = 20000; /* after the heading, item 9 */
    run(&t);
    ck_assert_uint_eq(t.page[0].end, 9);
    done(&t);
}
END_TEST

/* Looking ahead: an earlier break on page 1 costs some fill and saves a widow on page 2. */
START_TEST(sees_a_widow_coming)
{
    struct trial t;
    lines(&t, 30);
    t.items[20].cost = 6000;
    run(&t);
    for (int i = 0; i < 3; i++)
        ck_assert_uint_ne(t.page[i].start, 20);
    done(&t);
}
END_TEST

START_TEST(notes_take_their_room)
{
    struct trial t;
    lines(&t, 12);
    t.items[3].notes = t.items[3].note_least = 25; /* 25 + gap 5: seven lines remain */
    run(&t);
    ck_assert_uint_eq(t.page[0].end, 7);
    ck_assert_int_le(t.page[0].used, PAGE);
    done(&t);
}
END_TEST

/* A note stays on the page of its call though the line alone would have fitted. */
START_TEST(note_with_its_call)
{
    struct trial t;
    lines(&t, 12);
    t.items[9].notes = t.items[9].note_least = 20;
    run(&t);
    ck_assert_uint_eq(t.page[0].end, 9);
    done(&t);
}
END_TEST

START_TEST(long_note_runs_over)
{
    struct trial t;
    lines(&t, 12);
    t.items[4].notes = 120; /* more than a page */
    t.items[4].note_least = 20;
    ck_assert_uint_ge(run(&t), 2);
    ck_assert_int_gt(t.page[0].carry, 0);
    ck_assert_uint_gt(t.page[0].end, 4);
    ck_assert_int_eq(t.page[1].carried, t.page[0].carry);
    done(&t);
}
END_TEST

/* The second line of a paragraph, though it calls a note too, stays with the first, whose note runs over. */
START_TEST(long_note_leaves_no_orphan)
{
    struct trial t;
    lines(&t, 12);
    t.items[3].notes = 200;
    t.items[3].note_least = 20;
    t.items[4].notes = t.items[4].note_least = 10;
    t.items[4].cost = 12000;
    run(&t);
    ck_assert_uint_eq(t.page[0].end, 5);
    ck_assert_int_eq(t.page[0].used, PAGE);
    done(&t);
}
END_TEST

START_TEST(repeated_head_counts)
{
    struct trial t;
    lines(&t, 30);
    for (int i = 0; i < 30; i++)
        t.items[i].repeat = 20;
    run(&t);
    ck_assert_uint_le(t.page[1].end - t.page[1].start, 8);
    done(&t);
}
END_TEST

/* A figure that doesn't fit at its place goes to the head of the next page, and the text closes up. */
START_TEST(figure_moves_on)
{
    struct trial t;
    lines(&t, 20);
    figure(&t, 6, 50, PB_AUTO);
    run(&t);
    ck_assert_uint_eq(t.page[0].n_head, 0);
    ck_assert_uint_eq(t.page[0].end, 11); /* ten lines and the figure passed over */
    ck_assert_uint_eq(t.page[1].n_head, 1);
    ck_assert_uint_eq(t.page[1].head[0], 6);
    done(&t);
}
END_TEST

START_TEST(figure_stays_where_it_fits)
{
    struct trial t;
    lines(&t, 8);
    figure(&t, 2, 30, PB_AUTO);
    ck_assert_uint_eq(run(&t), 1);
    ck_assert_uint_eq(t.page[0].n_head + t.page[0].n_foot, 0);
    done(&t);
}
END_TEST

START_TEST(figures_keep_their_order)
{
    struct trial t;
    lines(&t, 40);
    for (size_t i = 3; i < 40; i += 4)
        figure(&t, i, 75, PB_AUTO);
    run(&t);
    uint32_t last = 0, set = 0;
    for (size_t i = 0; i < t.pages; i++)
        for (uint32_t k = 0; k < t.page[i].n_head; k++, set++) {
            ck_assert_uint_ge(t.page[i].head[k], last);
            last = t.page[i].head[k];
        }
    ck_assert_uint_gt(set, 0);
    done(&t);
}
END_TEST

/* A picture that stays at its place does not overtake figures that wait: it goes with them to the next page. */
START_TEST(picture_after_waiting_figures)
{
    struct trial t;
    lines(&t, 20);
    figure(&t, 6, 50, PB_AUTO);
    t.items[8].picture = true;
    run(&t);
    ck_assert_uint_le(t.page[0].end, 8);
    ck_assert_uint_eq(t.page[1].n_head, 1);
    done(&t);
}
END_TEST

/* A figure for the head of the next page stands at the foot of this one, when no text would follow it there. */
START_TEST(last_figure_at_the_foot)
{
    struct trial t;
    lines(&t, 5);
    figure(&t, 2, 40, PB_TOP);
    ck_assert_uint_eq(run(&t), 1);
    ck_assert_uint_eq(t.page[0].n_foot, 1);
    done(&t);
}
END_TEST

/* One met later does not stand above it. */
START_TEST(none_above_a_figure_at_the_foot)
{
    struct trial t;
    lines(&t, 20);
    figure(&t, 2, 20, PB_BOTTOM);
    figure(&t, 4, 20, PB_AUTO);
    t.items[5].picture = true;
    run(&t);
    ck_assert_uint_eq(t.page[0].n_foot, 2);
    ck_assert_uint_eq(t.page[0].end, 5);
    done(&t);
}
END_TEST

START_TEST(figures_at_the_head_in_running_text)
{
    struct trial t;
    lines(&t, 36);
    figure(&t, 2, 40, PB_TOP);
    run(&t);
    ck_assert_uint_eq(t.page[0].n_foot, 0);
    ck_assert_uint_eq(t.page[1].n_head, 1);
    done(&t);
}
END_TEST

/* Three figures met on the first page, of which only two fit on the second: others stand at its foot. */
START_TEST(no_figure_far)
{
    struct trial t;
    lines(&t, 44);
    for (size_t i = 2; i < 5; i++)
        figure(&t, i, 35, PB_TOP);
    run(&t);
    for (size_t i = 2; i < t.pages; i++)
        ck_assert_uint_eq(t.page[i].n_head, 0);
    done(&t);
}
END_TEST

/* Pictures shrink where that saves a page of one line, and where not they keep their size. */
START_TEST(pictures_shrink_as_a_resort)
{
    struct trial t;
    lines(&t, 6);
    t.items[2] = (struct pb_item){.height = 54, .squeeze = 5, .picture = true};
    ck_assert_uint_eq(run(&t), 1);
    ck_assert_int_eq(t.page[0].squeeze, 4);
    ck_assert_int_eq(t.page[0].used, PAGE);
    done(&t);
    lines(&t, 30);
    t.items[2] = (struct pb_item){.height = 54, .squeeze = 5, .picture = true};
    run(&t);
    ck_assert_int_eq(t.page[0].squeeze, 0);
    done(&t);
}
END_TEST

START_TEST(figure_on_a_page_of_its_own)
{
    struct trial t;
    lines(&t, 15);
    figure(&t, 2, 40, PB_PAGE);
    ck_assert_uint_eq(run(&t), 3);
    ck_assert_uint_eq(t.page[1].n_head, 1);
    ck_assert_uint_eq(t.page[1].start, t.page[1].end);
    done(&t);
}
END_TEST

START_TEST(twenty_figures_in_a_row)
{
    struct trial t;
    lines(&t, 20);
    for (size_t i = 0; i < 20; i++) {
        figure(&t, i, 70, PB_AUTO);
        t.items[i].cost = i ? PB_NEVER : 0;
    }
    ck_assert_uint_ge(run(&t), 1);
    done(&t);
}
END_TEST

START_TEST(short_last_page_avoided)
{
    struct trial t;
    lines(&t, 21);
    ck_assert_uint_eq(run(&t), 3);
    ck_assert_uint_ge(t.page[2].end - t.page[2].start, 2);
    done(&t);
}
END_TEST

/* Sixteen of a hundred on the last page, 25 items to a page: those before it give it some of theirs. */
START_TEST(thin_last_page_filled)
{
    struct trial t;
    lines(&t, 54);
    t.params.line = 2;
    for (int i = 0; i < 54; i++)
        t.items[i].height = 4;
    ck_assert_uint_eq(run(&t), 3);
    ck_assert_int_ge(t.page[2].used, 20);
    done(&t);
}
END_TEST

START_TEST(a_page_lower_than_a_line)
{
    struct trial t;
    lines(&t, 5);
    int32_t low = 3;
    t.params.user = &low;
    ck_assert_uint_eq(run(&t), 5);
    done(&t);
}
END_TEST

/* ---- facing pages ---- */

/* Ten lines fit; a heading that may not stand at the foot makes the verso a line shorter: its recto follows. */
START_TEST(recto_as_deep_as_its_verso)
{
    struct trial t;
    lines(&t, 35);
    t.params.equal = true; /* page 0 is a verso */
    t.items[10].cost = 20000;
    run(&t);
    ck_assert_uint_eq(t.page[0].end, 9);
    ck_assert_uint_eq(t.page[1].end, 18);
    ck_assert_int_eq(t.page[0].depth, PAGE - LINE);
    ck_assert_int_eq(t.page[1].depth, PAGE - LINE);
    done(&t);
}
END_TEST

/* Glue takes up what lines leave, in proportion; never on the last page. */
START_TEST(glue_stretched_to_the_foot)
{
    struct trial t;
    lines(&t, 25);
    t.params.equal = true;
    t.items[4].glue = 6, t.items[4].stretch = 4; /* 9 lines and 6: 4 are left */
    run(&t);
    ck_assert_uint_eq(t.page[0].end, 9);
    ck_assert_int_eq(t.page[0].give, 4);
    ck_assert_int_eq(t.page[0].give_of, 4);
    ck_assert_int_eq(t.page[t.pages - 1].give, 0);
    done(&t);
}
END_TEST

START_TEST(ragged_feet_stay)
{
    struct trial t;
    lines(&t, 25);
    t.items[4].glue = 6, t.items[4].stretch = 4;
    run(&t);
    ck_assert_int_eq(t.page[0].give, 0);
    done(&t);
}
END_TEST

/* Two lines would stand alone on the third page: the spread before it runs a line long. */
START_TEST(longer_spread_saves_a_stub)
{
    struct trial t;
    lines(&t, 22);
    t.params.longer = true;
    t.items[21].cost = PB_NEVER; /* the last two belong together, and nothing can move to them */
    for (int i = 15; i < 20; i++)
        t.items[i].cost = PB_NEVER;
    ck_assert_uint_eq(run(&t), 2);
    ck_assert_int_eq(t.page[0].depth, PAGE + LINE);
    ck_assert_int_eq(t.page[1].depth, PAGE + LINE);
    done(&t);
}
END_TEST

START_TEST(no_word_cut_by_the_turn)
{
    struct trial t;
    lines(&t, 28);
    t.params.right = true;
    t.items[10].hyphen = true;
    run(&t);
    ck_assert_uint_eq(t.page[0].end, 9);
    done(&t);
}
END_TEST

/* What is set at the foot of a page that a table leaves needs its room. */
START_TEST(tail_counts)
{
    struct trial t;
    lines(&t, 26);
    for (int i = 0; i < 26; i++)
        t.items[i].tail = 8;
    run(&t);
    ck_assert_uint_eq(t.page[0].end, 9);
    ck_assert_int_eq(t.page[0].used, 98);
    done(&t);
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
    struct trial t;
    lines(&t, 32);
    t.params.columns = two_columns;
    for (int i = 2; i < 32; i++)
        t.items[i].columns = 1;
    ck_assert_uint_eq(run(&t), 2);
    ck_assert_int_eq(t.page[0].used, PAGE);
    ck_assert_int_le(t.page[1].used, 80);
    done(&t);
}
END_TEST

TEST_MAIN("pagebreak", fills_pages, empty_and_one, heading_goes_with_its_text, sees_a_widow_coming, notes_take_their_room,
    note_with_its_call, long_note_runs_over, long_note_leaves_no_orphan, repeated_head_counts, figure_moves_on,
    figure_stays_where_it_fits, figures_keep_their_order, picture_after_waiting_figures, last_figure_at_the_foot,
    none_above_a_figure_at_the_foot, figures_at_the_head_in_running_text, no_figure_far, pictures_shrink_as_a_resort,
    figure_on_a_page_of_its_own, twenty_figures_in_a_row, short_last_page_avoided, thin_last_page_filled, a_page_lower_than_a_line,
    recto_as_deep_as_its_verso, glue_stretched_to_the_foot, ragged_feet_stay, longer_spread_saves_a_stub, no_word_cut_by_the_turn,
    tail_counts, columns_go_on)
