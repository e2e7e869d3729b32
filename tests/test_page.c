/* The Markdown of a lesson as blocks and steps; what is told about the rest. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "failing.h"
#include "lesson/page/page.h"
#include "lesson/text_store.h"

enum { SHOWN_MAX = 8000 };

/* Reads a copy without a NUL, so that reading past the end is seen. */
static bool read_bytes(const char *text, size_t length,
                       struct lesson_page *page, struct problems *problems)
{
    char *copy = malloc(length > 0 ? length : 1);

    memcpy(copy, text, length);
    problems_init(problems, "l.md");
    bool good = page_read(page, copy, length, problems);
    free(copy);
    return good;
}

static void show_span(const struct lesson_page *page,
                      const struct page_span *span, char *out)
{
    static const char marks[] = "*/`$>;";

    for (int k = 0; k < 6; k++)
        if (span->marks >> k & 1)
            strncat(out, &marks[k], 1);
    strcat(out, "\"");
    strcat(out, span->text);
    strcat(out, "\"");
    if (span->link != NULL)
        strcat(out, span->link);
    assert_true((span->formula >= 0) == ((span->marks & SPAN_MATHS) != 0));
    assert_true(span->formula < page->formulas);
}

/* A block in one line: its kind, place and spans. */
static void show_block(const struct lesson_page *page, int b, char *out)
{
    static const char *const kinds[BLOCK_KINDS] = {
        "paragraph", "item", "quote", "note", "formula", "row", "settings"};
    const struct page_block *block = &page->block[b];
    char head[100];

    snprintf(head, sizeof head, "  %s", kinds[block->kind]);
    strcat(out, head);
    if (block->kind == BLOCK_ITEM) {
        snprintf(head, sizeof head, " %d/%d", block->depth, block->number);
        strcat(out, head);
    }
    snprintf(head, sizeof head, "%s %zu:%zu", block->heading ? " head" : "",
             block->place.line, block->place.column);
    strcat(out, head);
    for (int s = block->span; s < block->span + block->spans; s++) {
        strcat(out, " ");
        show_span(page, &page->span[s], out);
    }
    strcat(out, "\n");
}

static void show_page(const struct lesson_page *page, char *out)
{
    char head[300];

    out[0] = '\0';
    for (int k = 0; k <= page->steps; k++) {
        const struct page_step *step = &page->step[k];
        snprintf(head, sizeof head, "%zu:%zu %s\n", step->place.line,
                 step->place.column, step->title);
        strcat(out, head);
        for (int b = step->block; b < step->block + step->blocks; b++)
            show_block(page, b, out);
    }
}

static void reads(const char *text, const char *want)
{
    static char shown[SHOWN_MAX];
    struct lesson_page page;
    struct problems problems;

    if (!read_bytes(text, strlen(text), &page, &problems))
        fail_msg("%s", problems.line[0]);
    show_page(&page, shown);
    page_finish(&page);
    assert_string_equal(shown, want);
}

/* Body of a step, from line 3 on. */
static void reads_step(const char *body, const char *want)
{
    static char text[SHOWN_MAX], all[SHOWN_MAX];

    snprintf(text, sizeof text, "# T\n## S\n%s", body);
    snprintf(all, sizeof all, "1:1 T\n2:1 S\n%s", want);
    reads(text, all);
}

static void refuses_bytes(const char *text, size_t length, const char *lines)
{
    static char joined[PROBLEMS_MAX * PROBLEM_TEXT_MAX];
    struct lesson_page page;
    struct problems problems;

    assert_false(read_bytes(text, length, &page, &problems));
    joined[0] = '\0';
    for (int k = 0; k < problems.count; k++) {
        strcat(joined, problems.line[k]);
        strcat(joined, "\n");
    }
    assert_string_equal(joined, lines);
    page_finish(&page);
}

static void refuses(const char *text, const char *lines)
{
    refuses_bytes(text, strlen(text), lines);
}

static void refuses_step(const char *body, const char *lines)
{
    static char text[SHOWN_MAX];

    snprintf(text, sizeof text, "# T\n## S\n%s", body);
    refuses(text, lines);
}

static void a_lesson_is_read(void **state)
{
    (void)state;
    reads("# The title\n\nWhat it *needs*.\n\n## A step\n\nProse, with\n"
          "**weight** and $c_t$.\n\n```gatereel\nview: cell\n```\n\n"
          "> teacher: Ask.\n>\n> And wait.\n\n> **Misconception.** No.\n\n"
          "## Another\nWords.\n",
          "1:1 The title\n"
          "  paragraph 3:1 \"What it \" /\"needs\" \".\"\n"
          "5:1 A step\n"
          "  paragraph 7:1 \"Prose, with \" *\"weight\" \" and \" $\"c_t\" "
          "\".\"\n"
          "  settings 11:1 \"view: cell\n\"\n"
          "  note 14:12 \"Ask.\"\n"
          "  note 16:3 \"And wait.\"\n"
          "  quote 18:5 *\"Misconception.\" \" No.\"\n"
          "20:1 Another\n"
          "  paragraph 21:1 \"Words.\"\n");
}

static void korean_is_read(void **state)
{
    (void)state;
    reads("\xEF\xBB\xBF# 제목\r\n\r\n## 걸음\r\n**잊기** 문은 $f_t$로\r\n씁니다.\r\n"
          "\r\n> 교사: 물어보세요.\r\n",
          "1:1 제목\n3:1 걸음\n"
          "  paragraph 4:3 *\"잊기\" \" 문은 \" $\"f_t\" \"로 씁니다.\"\n"
          "  note 7:7 \"물어보세요.\"\n");
}

static void steps_know_their_settings(void **state)
{
    static const char text[] = "# T\n## One\nA.\n```gatereel\na: 1\nb: 2\n```\n"
                               "B.\n## Two\nC.\n## Three\n~~~gatereel\n~~~\nD\n";
    struct lesson_page page;
    struct problems problems;

    (void)state;
    assert_true(read_bytes(text, sizeof text - 1, &page, &problems));
    assert_int_equal(page.steps, 3);
    assert_int_equal(page.step[0].settings, -1);
    assert_int_equal(page.step[1].settings, 1);
    assert_int_equal(page.step[1].blocks, 3);
    assert_int_equal(page.step[2].settings, -1);
    assert_int_equal(page.step[3].settings, page.step[3].block);
    const struct page_block *block = &page.block[1];
    assert_int_equal(block->place.line, 5);
    assert_string_equal(page.span[block->span].text, "a: 1\nb: 2\n");
    assert_string_equal(page.span[page.block[page.step[3].settings].span].text,
                        "");
    page_finish(&page);
    page_finish(&page);
}

static void settings_are_the_text_of_the_file(void **state)
{
    (void)state;
    reads_step("A\n```gatereel\n\n  a: `1`\n\n# $x$ <b>\n\n```\nB\n",
               "  paragraph 3:1 \"A\"\n"
               "  settings 5:1 \"\n  a: `1`\n\n# $x$ <b>\n\n\"\n"
               "  paragraph 11:1 \"B\"\n");
    reads_step("A\n````gatereel\na: 1\n```\nb: 2\n````",
               "  paragraph 3:1 \"A\"\n"
               "  settings 5:1 \"a: 1\n```\nb: 2\n\"\n");
}

static void lists_and_tables_are_flat(void **state)
{
    (void)state;
    reads_step("- one\n- two\n  goes on\n  1. three\n  2. four\n- five\n\n"
               "3) six\n\n4) seven\n",
               "  item 0/0 3:3 \"one\"\n"
               "  item 0/0 4:3 \"two goes on\"\n"
               "  item 1/1 6:6 \"three\"\n"
               "  item 1/2 7:6 \"four\"\n"
               "  item 0/0 8:3 \"five\"\n"
               "  item 0/3 10:4 \"six\"\n"
               "  item 0/4 12:4 \"seven\"\n");
    reads_step("| gate | $f$ |\n|---|---|\n| **keep** it | 1 |\n| | 2 |\n",
               "  row head 3:3 ;\"gate\" $;\"f\"\n"
               "  row 5:5 *\"keep\" ;\" it\" ;\"1\"\n"
               "  row 6:5 ;\"\" ;\"2\"\n");
}

static void spans_are_marked(void **state)
{
    (void)state;
    reads_step("a **b *c*** `d $e` \\$5 &lt;&amp;&nbsp;x\\*\n",
               "  paragraph 3:1 \"a \" *\"b \" */\"c\" \" \" `\"d $e\" "
               "\" $5 <&\xC2\xA0x*\"\n");
    reads_step("one  \ntwo\\\nthree\n",
               "  paragraph 3:1 ;\"one\" ;\"two\" \"three\"\n");
}

static void links_go_to_terms_steps_and_sources(void **state)
{
    (void)state;
    reads_step("[a](../glossary.md#forget-gate) [b](glossary.ko.md#x)\n"
               "[c](../08-belt/lesson.md#4) [d](8.4) [e](12) [f](#3)\n"
               "[g](lesson.ko.md#2) [h](07-lstm/lesson.md)\n"
               "[**i**](https://a.org/b) <https://c.org>\n",
               "  paragraph 3:2 >\"a\"#forget-gate \" \" >\"b\"#x \" \" "
               ">\"c\"8.4 \" \" >\"d\"8.4 \" \" >\"e\"12 \" \" >\"f\".3 \" \" "
               ">\"g\".2 \" \" >\"h\"7 \" \" *>\"i\"https://a.org/b \" \" "
               ">\"https://c.org\"https://c.org\n");
}

static void formulas_alone_are_blocks(void **state)
{
    (void)state;
    reads_step("Before\n$$a = b$$\nafter.\n\n$$\nx\n  y\n$$\n",
               "  paragraph 3:1 \"Before\"\n"
               "  formula 4:3 $\"a = b\"\n"
               "  paragraph 5:1 \"after.\"\n"
               "  formula 8:1 $\"x\n  y\"\n");
    reads_step("Before $$a$$ after.", "  paragraph 3:1 \"Before\"\n"
                                      "  formula 3:10 $\"a\"\n"
                                      "  paragraph 3:14 \"after.\"\n");
}

static void formulas_are_kept(void **state)
{
    static const char text[] = "# T\n## S\n$f_t$ and $$x$$";
    struct lesson_page page;
    struct problems problems;

    (void)state;
    assert_true(read_bytes(text, sizeof text - 1, &page, &problems));
    assert_int_equal(page.formulas, 2);
    assert_false(page.formula[0].display);
    assert_true(page.formula[1].display);
    assert_int_equal(page.formula[0].nodes, 5);
    assert_int_equal(page.formula[1].nodes, 2);
    assert_string_equal(page.formula[1].node[1].text, "x");
    page_finish(&page);
}

static void what_belongs_to_no_lesson_is_told(void **state)
{
    (void)state;
    refuses("", "l.md:1:1: there is no title: a lesson begins with '# "
                "Title'\n");
    refuses("words\n", "l.md:1:1: there is no title: a lesson begins with '# "
                       "Title'\n");
    refuses("words\n# T\n## S\nx\n", "l.md:1:1: this stands before the title: "
            "a lesson begins with '# Title'\n");
    refuses("## S\nx\n# T\n", "l.md:1:1: a step before the title: a lesson "
                              "begins with '# Title'\n");
    refuses("# T\n## S\nx\n\n# U\ny\n", "l.md:5:1: a second title: a lesson "
            "has one '#', every step has '##'\n");
    refuses("# T\nx\n", "l.md:1:1: there is no step: a step begins with '## "
                        "Its title'\n");
    refuses("# T\n## S\n## R\nx\n## Q\n```gatereel\na: 1\n```\n",
            "l.md:2:1: this step has no words\n"
            "l.md:5:1: this step has no words\n");
    refuses("# T\n```gatereel\na: 1\n```\n## S\nx\n",
            "l.md:2:1: settings belong to a step: they stand below its '##'\n");
    refuses_step("x\n### deeper\n", "l.md:4:1: headings have one '#' (the "
                                    "title) or two (a step)\n");
    refuses("# T\n##\nx\n", "l.md:2:1: this heading has no words\n");
    refuses("# T\n## $x$ [y](8.4)\nx\n",
            "l.md:2:5: a heading is words without links and maths\n"
            "l.md:2:9: a heading is words without links and maths\n");
}

static void settings_are_closed_and_alone(void **state)
{
    (void)state;
    refuses_step("x\n\n```gatereel\nview: cell\n\n## R\nwords\n",
                 "l.md:5:1: this ```gatereel block is not closed\n");
    refuses_step("x\n```gatereel", "l.md:4:1: this ```gatereel block is not "
                                   "closed\n");
    refuses_step("x\n```gatereel\na: 1\n~~~\n",
                 "l.md:4:1: this ```gatereel block is not closed\n");
    refuses_step("x\n```gatereel\n```\n\n```gatereel\na: 1\n```\n",
                 "l.md:7:1: a second ```gatereel block: a step has one\n");
    refuses_step("x\n\n```yaml\na: 1\n```\n\n```\nb\n```\n",
                 "l.md:5:1: code is not read; settings of a step stand in a "
                 "block that begins with ```gatereel\n"
                 "l.md:9:1: code is not read; settings of a step stand in a "
                 "block that begins with ```gatereel\n");
    refuses_step("- x\n  ```gatereel\n  a: 1\n  ```\n",
                 "l.md:4:6: settings stand at the left margin, not in a list "
                 "or quote\n");
}

static void what_is_not_read_is_told(void **state)
{
    (void)state;
    refuses_step("a ![p](p.png) b\n", "l.md:3:3: pictures are not read: a step "
                 "shows the program's own (view, show)\n");
    refuses_step("a <b>c</b>\n\n<div>\nx\n</div>\n",
                 "l.md:3:3: HTML is not read; '<' is written \\<\n"
                 "l.md:5:1: HTML is not read; '<' is written \\<\n");
    refuses_step("a\n\n---\n\nb\n", "l.md:5:1: a line across is not read: a "
                                    "step begins with '##'\n");
    refuses_step("a &copy; b\n", "l.md:3:3: this name of a character is not "
                                 "known: write the character itself\n");
    refuses_step("> a\n>\n> > b\n", "l.md:5:1: a quote does not stand in "
                                    "another one or in a list\n");
    refuses_step("> a\n>\n> - b\n", "l.md:5:1: a list does not stand in a "
                                    "quote\n");
    refuses_step("- a\n\n  b\n", "l.md:5:1: an entry of a list is one "
                                 "paragraph\n");
    reads_step("- a\n  - b\n    - c\n", "  item 0/0 3:3 \"a\"\n"
               "  item 1/0 4:5 \"b\"\n  item 2/0 5:7 \"c\"\n");
    refuses_step("- a\n  - b\n    - c\n      - d\n",
                 "l.md:6:1: lists are too deep in one another here\n");
    refuses_step("- a $$x$$\n", "l.md:3:7: $$ stands in a paragraph of its "
                 "own, not in a list, quote or table: write $\n");
    refuses_step("|a|b|\n|-|-|\n", "l.md:3:1: the second line of a table is "
                 "|---|---|, with as many columns as the first\n");
    refuses_step("> teacher:\n\nx", "l.md:3:11: this note says nothing\n");
}

static void marks_without_a_partner_are_told(void **state)
{
    (void)state;
    refuses_step("it costs $5\n", "l.md:3:10: this '$' has no partner; a "
                 "dollar is written \\$, and a line of a formula does not "
                 "begin with '+ ' or '- '\n");
    refuses_step("밤 **(낮)**은\n", "l.md:3:3: this '**' has no partner; inside "
                 "it, no blank touches it, and where a letter follows, no "
                 "bracket or quotation mark either\n");
    refuses_step("a `b\n", "l.md:3:3: this '`' has no partner\n");
}

static void links_elsewhere_are_told(void **state)
{
    static const char *const addresses[] = {
        "file:///etc/passwd", "javascript:alert(1)", "/etc/passwd",
        "http://a.org", "../../secret.md", "../TEACHERS.md", "", "8.0", "0.4",
        "8.4.1", "../glossary.md", "../glossary.md#", "../glossary.md#A%20b",
        "../08-belt/other.md#4", "08-belt/../lesson.md#4", "https://",
        "lesson.md", "1234.5", "C:/x", "//a.org/x", "../glossary.md#-a",
    };

    (void)state;
    for (size_t k = 0; k < sizeof addresses / sizeof *addresses; k++) {
        char body[200], line[400];
        snprintf(body, sizeof body, "see [x](%s)\n", addresses[k]);
        snprintf(line, sizeof line, "l.md:3:5: this link leads to '%s'; a "
                 "lesson links to terms (../glossary.md#term), to steps "
                 "(../08-belt/lesson.md#4) and to https:// sources\n",
                 addresses[k]);
        refuses_step(body, line);
    }
    refuses_step("[x](<https://a.org/b c>)\n", "l.md:3:1: this link leads to "
                 "'https://a.org/b c'; a lesson links to terms "
                 "(../glossary.md#term), to steps (../08-belt/lesson.md#4) and "
                 "to https:// sources\n");
}

/* Steps whose words are wrong still have their settings. */
static void settings_are_known_beside_faults(void **state)
{
    static const char text[] = "# T\n## S\n$\\fo$\n```gatereel\na: 1\n```\n";
    struct lesson_page page;
    struct problems problems;

    (void)state;
    assert_false(read_bytes(text, sizeof text - 1, &page, &problems));
    assert_int_equal(problems.count, 1);
    assert_int_equal(page.steps, 1);
    const struct page_block *block = &page.block[page.step[1].settings];
    assert_string_equal(page.span[block->span].text, "a: 1\n");
    page_finish(&page);
    assert_false(read_bytes("# T\n# S\nx\n", 10, &page, &problems));
    assert_true(page.steps == 0 && page.block == NULL && page.store == NULL);
}

static void faults_of_formulas_have_their_place(void **state)
{
    (void)state;
    refuses_step("밤 $\\fac{1}{2}$\n", "l.md:3:4: unknown command '\\fac'; did "
                                       "you mean '\\frac'?\n");
    refuses_step("$$\na\n  = \\sgima\n$$\n",
                 "l.md:5:5: unknown command '\\sgima'; did you mean "
                 "'\\sigma'?\n");
    refuses_step("> a $b\n>   }$\n",
                 "l.md:4:5: there is no '{' before this '}'\n");
}

/* Two texts behind one another, again and again, up to `length` bytes. */
static char *repeat(const char *head, const char *piece, size_t length)
{
    char *text = malloc(length + 1);
    size_t start = strlen(head), step = strlen(piece);

    memcpy(text, head, start);
    for (size_t k = start; k < length; k++)
        text[k] = piece[(k - start) % step];
    text[length] = '\0';
    return text;
}

static void hostile_bytes_are_told(void **state)
{
    (void)state;
    refuses_bytes("# T\n## S\na\0b", 12, "l.md:3:2: the character U+0000 may "
                                         "not stand here\n");
    refuses("# T\n## S\n밤\xff\n", "l.md:3:2: this is not UTF-8 text (byte "
                                  "ff)\n");
    refuses("# T\n## S\n\x1b[1m", "l.md:3:1: the character U+001B may not "
                                  "stand here\n");
}

/* None of these takes long, or much memory: see also the fuzzing. */
static void limits_are_told(void **state)
{
    char *text = repeat("# T\n", "x", PAGE_BYTES_MAX + 1);

    (void)state;
    refuses(text, "l.md: longer than 200000 bytes\n");
    free(text);
    text = repeat("# T\n## S\n", "\n", 100000);
    refuses(text, "l.md:10001:1: longer than 10000 lines\n");
    free(text);
    text = repeat("# T\n", "## S\nx\n", 4 + 25 * 7);
    refuses(text, "l.md:50:1: a lesson has at most 24 steps\n");
    free(text);
    refuses_step("|a|a|a|a|a|a|a|a|a|\n"
                 "|---|---|---|---|---|---|---|---|---|\n|\n",
                 "l.md:3:1: this table has more than 8 columns\n");
}

/* What follows the text in memory is not read. */
static void a_text_ends_where_it_ends(void **state)
{
    static const char text[] = "# T\n## S\na [b](8.4)";
    struct lesson_page page;
    struct problems problems;

    (void)state;
    for (size_t cut = 1; cut < 5; cut++) {
        problems_init(&problems, "l.md");
        assert_false(page_read(&page, text, sizeof text - 1 - cut, &problems));
        assert_int_equal(problems.count, 1);
        assert_string_equal(problems.line[0], "l.md:3:5: this link is not "
                            "closed, or its address has blanks");
        page_finish(&page);
    }
}

static void hostile_nesting_ends(void **state)
{
    static const char *const pieces[] = {
        "> ", "- ", "1. ", "[", "![", "**a", "*a _b", "`", "$", "$x$ ", "<a ",
        "[a](b", "|", "|a\n|-\n", "\\", "&amp;", "[a]: b\n\n", "> - 1. ",
        "```\n", "```gatereel\n```\n", "<!--", "$$", "{", "- a\n  ", "***",
        "](8.4)[", "<https://a> ",
    };

    (void)state;
    for (size_t k = 0; k < sizeof pieces / sizeof *pieces; k++) {
        char *text = repeat("# T\n## S\n", pieces[k], 30000);
        struct lesson_page page;
        struct problems problems;
        read_bytes(text, 30000, &page, &problems);
        page_finish(&page);
        free(text);
    }
}

/* Strings of any length stay where they are, up to the end of a chunk. */
static void strings_are_stored(void **state)
{
    static char text[10000];
    struct text_store *store = NULL;
    const char *first = text_store_add(&store, "first", 5);

    (void)state;
    memset(text, 'x', sizeof text);
    for (size_t length = 7980; length <= 8010; length++) {
        struct text_store *other = NULL;
        assert_string_equal(text_store_add(&other, "ab", 1), "a");
        const char *copy = text_store_add(&other, text, length);
        assert_int_equal(strlen(copy), length);
        text_store_destroy(other);
        assert_int_equal(strlen(text_store_add(&store, text, length)), length);
    }
    assert_string_equal(text_store_add(&store, NULL, 0), "");
    assert_string_equal(first, "first");
    text_store_destroy(store);
    text_store_destroy(NULL);
}

static void no_memory_is_told(void **state)
{
    static const char text[] = "# T\n## S\na $x$ [b](8.4)\n\n- c\n\n"
                               "```gatereel\na: 1\n```\n";

    (void)state;
    for (long n = 0;; n++) {
        struct lesson_page page;
        struct problems problems;
        problems_init(&problems, "l.md");
        failing_after(n);
        bool good = page_read(&page, text, sizeof text - 1, &problems);
        if (!failing_stop()) {
            assert_true(good);
            assert_true(n > 4);
            page_finish(&page);
            return;
        }
        assert_false(good);
        assert_string_equal(problems.line[problems.count - 1],
                            "l.md: not enough memory to read it");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_lesson_is_read),
        cmocka_unit_test(korean_is_read),
        cmocka_unit_test(steps_know_their_settings),
        cmocka_unit_test(settings_are_the_text_of_the_file),
        cmocka_unit_test(lists_and_tables_are_flat),
        cmocka_unit_test(spans_are_marked),
        cmocka_unit_test(links_go_to_terms_steps_and_sources),
        cmocka_unit_test(formulas_alone_are_blocks),
        cmocka_unit_test(formulas_are_kept),
        cmocka_unit_test(what_belongs_to_no_lesson_is_told),
        cmocka_unit_test(settings_are_closed_and_alone),
        cmocka_unit_test(what_is_not_read_is_told),
        cmocka_unit_test(marks_without_a_partner_are_told),
        cmocka_unit_test(links_elsewhere_are_told),
        cmocka_unit_test(faults_of_formulas_have_their_place),
        cmocka_unit_test(settings_are_known_beside_faults),
        cmocka_unit_test(hostile_bytes_are_told),
        cmocka_unit_test(limits_are_told),
        cmocka_unit_test(a_text_ends_where_it_ends),
        cmocka_unit_test(hostile_nesting_ends),
        cmocka_unit_test(strings_are_stored),
        cmocka_unit_test(no_memory_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
