/* One lesson as a card. */
#ifndef GATEREEL_SCENE_VIEW_START_LESSON_CARD_H
#define GATEREEL_SCENE_VIEW_START_LESSON_CARD_H

#include "scene/scene.h"

/* What a card has room for. */
enum card_form {
    CARD_LINE,   /* number and title */
    CARD_WORDS,  /* and below them how long it takes, how far one is */
    CARD_WIDE,   /* a picture at the left of the words */
    CARD_TALL    /* a picture above them */
};

/* The best form for cards of this size, and how large the picture is then, in
 * square units. */
enum card_form lesson_card_form(float width, float height, float *picture);

/* Card k; all of it opens the lesson. */
void lesson_card(const struct scene *scene, struct box box,
                 enum card_form form, int k);

/* Its number on a badge; `here`: the lesson that was left last. */
void lesson_badge(const struct scene *scene, struct box box, int number,
                  bool here);

/* Were all of its steps seen? */
bool lesson_is_done(const struct lesson_card *card);

#endif
