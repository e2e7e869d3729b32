/* One walk along the text gives all features of a step; the sums of all units
 * are kept beside each other, as they stand on the tape. Values count from
 * those of the first step, so that a state that has piled up far from zero
 * loses no digits.
 */
#include "scene/study/text/reactions.h"

#include <math.h>
#include <string.h>

#include "base/text.h"
#include "scene/film/token.h"

static bool is_one_of(uint32_t code, const char *letters)
{
    return code < 0x80 && code != 0 && strchr(letters, (int)code) != NULL;
}

static bool is_letter(uint32_t code)
{
    return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z') ||
           code >= 0xC0;
}

static bool is_vowel(uint32_t code)
{
    return is_one_of(code, "aeiouAEIOU") || (code >= 0x314F && code <= 0x3163);
}

static bool is_digit(uint32_t code)
{
    return code >= '0' && code <= '9';
}

/* Of a text of letters. */
static void read_letter(struct reaction_walk *walk, uint32_t code,
                        double feature[REACTIONS])
{
    bool letter = is_letter(code), feed = code == '\n';
    bool blank = code == ' ' || code == '\t' || feed;

    walk->number = is_digit(code) || (walk->number && is_one_of(code, ".,"));
    walk->brackets = code == '(' || (walk->brackets && code != ')');
    walk->word = letter || is_digit(code) ? walk->word + 1 : 0;
    walk->line++;
    feature[REACTION_VOWEL] = is_vowel(code);
    feature[REACTION_CONSONANT] = letter && !is_vowel(code) &&
                                  (code < 0x80 ||
                                   (code >= 0x3131 && code <= 0x314E));
    feature[REACTION_BLANK] = code == ' ' || code == '\t';
    feature[REACTION_CAPITAL] = code >= 'A' && code <= 'Z';
    feature[REACTION_DIGIT] = is_digit(code);
    feature[REACTION_PUNCTUATION] = code < 0x80 && !letter && !blank &&
                                    !is_digit(code);
    feature[REACTION_LINE_FEED] = feed;
    feature[REACTION_WORD_BEGINS] = walk->word == 1;
    feature[REACTION_IN_NUMBER] = walk->number;
    feature[REACTION_IN_BRACKETS] = walk->brackets;
    feature[REACTION_PLACE_IN_WORD] = walk->word;
    feature[REACTION_PLACE_IN_LINE] = walk->line;
    if (feed)
        walk->line = 0;
}

void reaction_step(struct reaction_walk *walk, const struct film *film, int t,
                   double feature[REACTIONS])
{
    const char *text = token_text(film, t);
    size_t length = strlen(text);
    uint32_t code = 0;

    memset(feature, 0, REACTIONS * sizeof *feature);
    if (t == 1)
        walk->words = token_words(film);
    if (!walk->words && length > 0 &&
        (size_t)utf8_decode(text, length, &code) == length)
        read_letter(walk, code, feature);
    if (film->turn == 0)
        return;
    if (t == film->turn)
        walk->place = 0;
    feature[REACTION_ANSWER] = t >= film->turn;
    feature[REACTION_PLACE] = ++walk->place;
}

size_t reactions_bytes(int units)
{
    return (size_t)units * ((3 + REACTIONS) * sizeof(double) + sizeof(int));
}

void reactions_begin(struct reactions *reactions, int units, void *memory)
{
    double *at = memory;

    memset(reactions, 0, sizeof *reactions);
    memset(memory, 0, reactions_bytes(units));
    reactions->units = units;
    reactions->first = at;
    reactions->v = at + units;
    reactions->vv = at + 2 * (size_t)units;
    reactions->fv = at + 3 * (size_t)units;
    reactions->best = (int *)(at + (3 + REACTIONS) * (size_t)units);
}

void reactions_take(struct reactions *reactions, const struct film *film,
                    int layer, int t)
{
    const struct cell_info *cell = layer_cell(film_layer(film, layer));
    const real *value = film_signal(film, layer, cell->c >= 0 ? cell->c
                                                              : cell->h, t);
    double feature[REACTIONS];
    int units = reactions->units;

    reaction_step(&reactions->walk, film, t, feature);
    for (int u = 0; u < units && reactions->steps == 0; u++)
        reactions->first[u] = (double)value[u];
    reactions->steps++;
    for (int u = 0; u < units; u++) {
        double v = (double)value[u] - reactions->first[u];
        reactions->v[u] += v;
        reactions->vv[u] += v * v;
    }
    for (int k = 0; k < REACTIONS; k++) {
        double *fv = reactions->fv + (size_t)k * (size_t)units;
        double f = feature[k];
        if (f == 0)
            continue;
        reactions->f[k] += f;
        reactions->ff[k] += f * f;
        for (int u = 0; u < units; u++)
            fv[u] += f * ((double)value[u] - reactions->first[u]);
    }
}

/* Below this share of its square a spread is rounding. */
static const double rounding = 1e-12;

/* The sum of squares around the mean; 0 where nothing changes. */
static double spread(double sum, double squares, int count)
{
    double around = squares - sum * sum / count;

    return isnan(around) || around > rounding * squares ? around : 0;
}

void reactions_end(struct reactions *reactions)
{
    int units = reactions->units, count = reactions->steps;

    for (int u = 0; u < units; u++)
        reactions->best[u] = -1;
    for (int k = 0; k < REACTIONS; k++) {
        double *fv = reactions->fv + (size_t)k * (size_t)units;
        double f = spread(reactions->f[k], reactions->ff[k], count);
        for (int u = 0; u < units; u++) {
            double v = spread(reactions->v[u], reactions->vv[u], count);
            double both = fv[u] - reactions->f[k] * reactions->v[u] / count;
            int *best = &reactions->best[u];
            fv[u] = count >= REACTION_STEPS && f > 0 && v > 0 && isfinite(v)
                ? both / sqrt(f * v) : NAN;
            if (!isnan(fv[u]) &&
                (*best < 0 || fabs(fv[u]) > fabs(reactions_value(reactions,
                                                                 *best, u))))
                *best = k;
        }
    }
}

double reactions_value(const struct reactions *reactions, int feature,
                       int unit)
{
    if (feature < 0 || feature >= REACTIONS || unit < 0 ||
        unit >= reactions->units)
        return NAN;
    return reactions->fv[(size_t)feature * (size_t)reactions->units +
                         (size_t)unit];
}

const char *reaction_name(const struct ui *ui, int feature)
{
    static const struct {
        const char *en, *ko;
    } names[REACTIONS] = {
        [REACTION_VOWEL] = {"vowel", "모음"},
        [REACTION_CONSONANT] = {"consonant", "자음"},
        [REACTION_BLANK] = {"blank", "빈칸"},
        [REACTION_CAPITAL] = {"capital", "대문자"},
        [REACTION_DIGIT] = {"digit", "숫자"},
        [REACTION_PUNCTUATION] = {"punctuation", "문장 부호"},
        [REACTION_LINE_FEED] = {"end of line", "줄 끝"},
        [REACTION_WORD_BEGINS] = {"word begins", "단어의 첫 글자"},
        [REACTION_IN_NUMBER] = {"in a number", "수의 일부"},
        [REACTION_IN_BRACKETS] = {"in brackets", "괄호 안"},
        [REACTION_PLACE_IN_WORD] = {"place in word", "단어 안 위치"},
        [REACTION_PLACE_IN_LINE] = {"place in line", "줄 안 위치"},
        [REACTION_ANSWER] = {"answer side", "답 쪽"},
        [REACTION_PLACE] = {"place", "위치"},
    };

    if (feature < 0 || feature >= REACTIONS)
        return "–";
    return say(ui, names[feature].en, names[feature].ko);
}

const char *reaction_strength(const struct ui *ui, double r)
{
    double size = fabs(r);

    return size >= 0.7 ? say(ui, "strong", "강함")
         : size >= 0.4 ? say(ui, "moderate", "보통")
         : size >= 0.2 ? say(ui, "weak", "약함")
                       : say(ui, "hardly any", "거의 없음");
}
