/* The synthetic measure of tests: draw lists of different machines are equal.
 */
#include "draw/measure.h"

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"

/* Width in ems. Combining marks have none. */
static float advance(uint32_t code)
{
    if (code >= 0x300 && code < 0x370)
        return 0;
    return code >= 0x1100 && code < 0x2000 ? 1 :
           code >= 0x2E80 && code < 0xFFDD ? 1 : 0.5f;
}

static float width(void *context, enum face face, int pixels, const char *text,
                   size_t length)
{
    bool small = false;
    float sum = 0;

    (void)context;
    (void)face;
    for (size_t k = 0; k < length;) {
        if (!small && k + 1 < length && (text[k] == '_' || text[k] == '^') &&
            text[k + 1] == '{') {
            small = true;
            k += 2;
            continue;
        }
        if (small && text[k] == '}') {
            small = false;
            k++;
            continue;
        }
        uint32_t code = 0xFFFD;
        int bytes = utf8_decode(text + k, length - k, &code);
        sum += advance(code) * (small ? 0.7f : 1);
        k += bytes > 0 ? (size_t)bytes : 1;
    }
    return sum * (float)pixels;
}

struct measure measure_synthetic(void)
{
    return (struct measure){width, NULL};
}
