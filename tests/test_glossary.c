/* The terms of the course. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "lesson/page/glossary.h"

static const char two_terms[] =
    "# Glossary\n\n"
    "## forget gate {#forget-gate}\n"
    "$f_t$ · taught in [7.3](07-lstm/lesson.md#3)\n\n"
    "How much is kept.\n\n"
    "## 유닛  {#unit-2}\n"
    "[1강](01-neuron/lesson.ko.md)\n\n"
    "뉴런 하나.\n\nAnd more.\n";

static void refuses(const char *text, const char *lines)
{
    static char joined[PROBLEMS_MAX * PROBLEM_TEXT_MAX];
    struct glossary glossary;
    struct problems problems;

    problems_init(&problems, "g.md");
    assert_false(glossary_read(&glossary, text, strlen(text), &problems));
    joined[0] = '\0';
    for (int k = 0; k < problems.count; k++) {
        strcat(joined, problems.line[k]);
        strcat(joined, "\n");
    }
    assert_string_equal(joined, lines);
    assert_true(glossary.terms == 0 && glossary.term == NULL);
}

static void terms_are_read(void **state)
{
    struct glossary glossary;
    struct problems problems;

    (void)state;
    problems_init(&problems, "g.md");
    if (!glossary_read(&glossary, two_terms, sizeof two_terms - 1, &problems))
        fail_msg("%s", problems.line[0]);
    assert_int_equal(glossary.terms, 2);
    assert_string_equal(glossary.term[0].name, "forget-gate");
    assert_string_equal(glossary.term[0].title, "forget gate");
    assert_int_equal(glossary.term[0].place.line, 3);
    assert_int_equal(glossary.term[0].blocks, 2);
    assert_string_equal(glossary.term[1].title, "유닛");
    assert_int_equal(glossary.term[1].blocks, 3);
    const struct lesson_page *page = &glossary.page;
    const struct page_block *block = &page->block[glossary.term[1].block];
    assert_string_equal(page->span[block->span].link, "1");
    assert_string_equal(page->span[block[1].span].text, "뉴런 하나.");
    assert_int_equal(glossary_find(&glossary, "forget-gate"), 0);
    assert_int_equal(glossary_find(&glossary, "unit-2"), 1);
    assert_int_equal(glossary_find(&glossary, "unit"), -1);
    assert_int_equal(glossary_find(&glossary, ""), -1);
    glossary_finish(&glossary);
    glossary_finish(&glossary);
}

static void faults_are_told(void **state)
{
    static const char no_name[] =
        "a term has a name behind it: '## forget gate {#forget-gate}', of "
        "small letters, digits and '-'\n";
    char lines[400];

    (void)state;
    refuses("", "g.md:1:1: there is no title: a glossary begins with '# "
                "Glossary'\n");
    refuses("## a {#a}\nx\n\ny\n", "g.md:1:1: there is no title: a glossary "
                                   "begins with '# Glossary'\n");
    refuses("# G\n", "g.md:1:1: a glossary has 1 to 200 terms, not 0\n");
    static const char *const names[] = {"a", "a {#}", "a {#B}", "a {#a_b}",
                                        "a {#-a}", "a {#a", "a {#a} b"};
    for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
        char text[200];
        snprintf(text, sizeof text, "# G\n\n## %s\nx\n\ny\n", names[k]);
        snprintf(lines, sizeof lines, "g.md:3:1: %s", no_name);
        refuses(text, lines);
    }
    refuses("# G\n## {#a}\nx\n\ny\n", "g.md:2:1: this term has no words\n");
    refuses("# G\n## a {#a}\nx\n\ny\n## b {#a}\nx\n\ny\n",
            "g.md:6:1: 'a' is already in line 2\n");
    refuses("# G\n## a {#a}\nx\n", "g.md:2:1: a term has a line with its "
            "symbol and where it is taught and, below an empty line, a "
            "sentence\n");
    refuses("# G\n## a {#a}\nx\n\ny\n# H\n",
            "g.md:6:1: a second title: every term has '##'\n");
    refuses("# G\n## a {#a}\nx\n\n> y\n",
            "g.md:5:3: a term is explained in plain paragraphs\n");
    refuses("# G\n## a {#a}\nx\n\n```gatereel\na: 1\n```\n",
            "g.md:6:1: a term is explained in plain paragraphs\n");
    refuses("# G\n## a {#a}\n$\\fo$\n\n[y](x)\n",
            "g.md:3:2: unknown command '\\fo'; did you mean '\\to'?\n"
            "g.md:5:1: this link leads to 'x'; a lesson links to terms "
            "(../glossary.md#term), to steps (../08-belt/lesson.md#4) and to "
            "https:// sources\n");
}

static void there_is_an_end_to_terms(void **state)
{
    static char text[20000] = "# G\n";

    (void)state;
    for (int k = 0; k <= GLOSSARY_TERMS_MAX; k++)
        strcat(text, "## a {#a}\nx\n\ny\n");
    refuses(text, "g.md:1:1: a glossary has 1 to 200 terms, not 201\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(terms_are_read),
        cmocka_unit_test(faults_are_told),
        cmocka_unit_test(there_is_an_end_to_terms),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
