/* Sentences on the numbers of a text, for people who see them for the first
 * time.
 */
#include "scene/study/text/text_words.h"

#include <math.h>
#include <stdio.h>

#include "scene/film/token.h"
#include "scene/look/figure.h"
#include "scene/study/text/reactions.h"
#include "scene/study/text/surprise.h"
#include "scene/subject.h"

char *text_name(const struct ui *ui, struct draw_id id, char *out, size_t size)
{
    out[0] = '\0';
    switch (id.kind) {
    case SUBJECT_SURPRISE:
        if (id.step == 0)
            snprintf(out, size, "%s", say(ui, "mean surprise",
                                          "평균 정보량"));
        else
            snprintf(out, size, say(ui, "surprise, t = %d",
                                    "정보량, t = %d"), (int)id.step);
        break;
    case SUBJECT_REACTION:
        snprintf(out, size, say(ui, "correlation with %s, unit %d",
                                "%s 특징과의 상관계수, 유닛 %d"),
                 reaction_name(ui, id.signal), (int)id.unit + 1);
        break;
    case SUBJECT_BEAM:
        snprintf(out, size, say(ui, "log probability of answer %d",
                                "답 %d의 로그 확률"), (int)id.unit + 1);
        break;
    default: break;
    }
    return out;
}

static void write_surprise(const struct film *film, const struct ui *ui,
                           struct draw_id id, char *out, size_t size)
{
    char bits[FIGURE_MAX], name[FILM_LABEL_MAX];
    int came = token_came(film, id.step);

    if (came < 0)
        return;
    snprintf(out, size,
             say(ui, "After t = %d came \"%s\": %s bits of surprise. 0: it was "
                     "certain; every bit more halves its probability.",
                 "t = %d 다음에 \"%s\" 등장, 정보량 %s비트. 확신했다면 0이고, "
                 "확률이 절반이 될 때마다 1비트씩 커집니다."),
             (int)id.step, film_choice(film, came, name),
             figure_size(bits, surprise_bits(film, id.step)));
}

char *text_sentence(const struct film *film, const struct ui *ui,
                    struct draw_id id, char *out, size_t size)
{
    out[0] = '\0';
    switch (id.kind) {
    case SUBJECT_SURPRISE:
        if (id.step >= 1 && id.step <= film->steps)
            write_surprise(film, ui, id, out, size);
        else if (id.step == 0)
            snprintf(out, size, "%s",
                     say(ui, "How surprised the network is on average: the "
                             "loss in bits, over the whole text.",
                         "글 전체에 걸친 정보량의 평균입니다. 손실을 비트로 "
                         "나타낸 값입니다."));
        break;
    case SUBJECT_REACTION:
        snprintf(out, size,
                 say(ui, "Correlation of unit %d with \"%s\": 1 or −1 would "
                         "be the same thing, below 0.4 it says little.",
                     "유닛 %d의 상태와 \"%s\" 특징의 상관계수입니다. ±1이면 "
                     "완전히 일치하고, 0.4보다 작으면 뚜렷하지 않습니다."),
                 (int)id.unit + 1, reaction_name(ui, id.signal));
        break;
    case SUBJECT_BEAM:
        snprintf(out, size,
                 say(ui, "Answer %d of beam search: ln p is the sum of the "
                         "logarithms of the probabilities of its tokens; 0 "
                         "would be certain.",
                     "빔 탐색으로 찾은 %d번째 답입니다. ln p는 토큰마다 구한 "
                     "확률의 로그를 더한 값이고, 0이면 확실하다는 뜻입니다."),
                 (int)id.unit + 1);
        break;
    default: break;
    }
    return out;
}
