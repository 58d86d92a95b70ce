/* The main of a Check program: TEST_MAIN(title, case1, case2, ...). Prints what failed and a line "name: N passed, M failed". */
#ifndef TEST_H
#define TEST_H

#include <check.h>
#include <stdio.h>

#define TEST_MAIN(title, ...)                                                                                          \
    int main(void)                                                                                                     \
    {                                                                                                                  \
        const TTest *const tests[] = {__VA_ARGS__};                                                                    \
        Suite *s = suite_create(title);                                                                                \
        for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) {                                                    \
            TCase *tc = tcase_create(tests[i]->name);                                                                  \
            tcase_set_timeout(tc, 60);                                                                                 \
            tcase_add_test(tc, tests[i]);                                                                              \
            suite_add_tcase(s, tc);                                                                                    \
        }                                                                                                              \
        SRunner *r = srunner_create(s);                                                                                \
        srunner_run_all(r, CK_SILENT);                                                                                 \
        srunner_print(r, CK_MINIMAL);                                                                                  \
        int run = srunner_ntests_run(r), failed = srunner_ntests_failed(r);                                            \
        if (failed)                                                                                                    \
            srunner_print(r, CK_NORMAL);                                                                               \
        printf("%s: %d passed, %d failed\n", title, run - failed, failed);                                             \
        srunner_free(r);                                                                                               \
        return failed != 0;                                                                                            \
    }

#endif
