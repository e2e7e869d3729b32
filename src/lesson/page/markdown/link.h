/* Where a link of a lesson may go: see page.h. */
#ifndef GATEREEL_LESSON_PAGE_MARKDOWN_LINK_H
#define GATEREEL_LESSON_PAGE_MARKDOWN_LINK_H

#include <stdbool.h>

enum { LINK_TEXT_MAX = 300 };

/* What page_span.link says for the address of a link in Markdown; false where
 * a lesson may not go. */
bool link_read(const char *address, char out[LINK_TEXT_MAX]);

#endif
