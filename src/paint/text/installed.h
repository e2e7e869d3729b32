/* Which fonts are installed: questions to fontconfig.
 *
 * A font is fontconfig's pattern with at least FC_FILE, FC_INDEX and FC_CHARSET
 * in it; whoever gets one destroys it. NULL means that there is none.
 */
#ifndef GATEREEL_PAINT_TEXT_INSTALLED_H
#define GATEREEL_PAINT_TEXT_INSTALLED_H

#include <stdbool.h>
#include <stdint.h>

#include <fontconfig/fontconfig.h>

/* What is wanted; {0} is any upright font of normal weight. */
struct wish {
    const char *family;   /* as fontconfig names it; may be "serif" and such */
    bool bold, italic;
};

/* Exactly this family in this weight and slant. */
FcPattern *installed_exactly(FcConfig *config, struct wish wish);

/* What fontconfig thinks comes nearest. */
FcPattern *installed_nearest(FcConfig *config, struct wish wish);

/* Any font with this code point. */
FcPattern *installed_with(FcConfig *config, uint32_t code);

#endif
