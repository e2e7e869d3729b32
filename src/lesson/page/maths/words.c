/* One table: a command is added by a line. */
#include "lesson/page/maths/words.h"

#include <string.h>

#include "base/text.h"

static const struct maths_word words[] = {
    {"alpha", WORD_SYMBOL, "α"},      {"beta", WORD_SYMBOL, "β"},
    {"gamma", WORD_SYMBOL, "γ"},      {"delta", WORD_SYMBOL, "δ"},
    {"epsilon", WORD_SYMBOL, "ε"},    {"varepsilon", WORD_SYMBOL, "ε"},
    {"zeta", WORD_SYMBOL, "ζ"},       {"eta", WORD_SYMBOL, "η"},
    {"theta", WORD_SYMBOL, "θ"},      {"kappa", WORD_SYMBOL, "κ"},
    {"lambda", WORD_SYMBOL, "λ"},     {"mu", WORD_SYMBOL, "μ"},
    {"nu", WORD_SYMBOL, "ν"},         {"xi", WORD_SYMBOL, "ξ"},
    {"pi", WORD_SYMBOL, "π"},         {"rho", WORD_SYMBOL, "ρ"},
    {"sigma", WORD_SYMBOL, "σ"},      {"tau", WORD_SYMBOL, "τ"},
    {"phi", WORD_SYMBOL, "φ"},        {"varphi", WORD_SYMBOL, "φ"},
    {"chi", WORD_SYMBOL, "χ"},        {"psi", WORD_SYMBOL, "ψ"},
    {"omega", WORD_SYMBOL, "ω"},      {"ell", WORD_SYMBOL, "ℓ"},

    {"Gamma", WORD_UPRIGHT, "Γ"},        {"Delta", WORD_UPRIGHT, "Δ"},
    {"Theta", WORD_UPRIGHT, "Θ"},        {"Lambda", WORD_UPRIGHT, "Λ"},
    {"Pi", WORD_UPRIGHT, "Π"},           {"Sigma", WORD_UPRIGHT, "Σ"},
    {"Phi", WORD_UPRIGHT, "Φ"},          {"Psi", WORD_UPRIGHT, "Ψ"},
    {"Omega", WORD_UPRIGHT, "Ω"},        {"partial", WORD_UPRIGHT, "∂"},
    {"nabla", WORD_UPRIGHT, "∇"},        {"infty", WORD_UPRIGHT, "∞"},
    {"ldots", WORD_UPRIGHT, "…"},        {"dots", WORD_UPRIGHT, "…"},
    {"cdots", WORD_UPRIGHT, "⋯"},        {"prime", WORD_UPRIGHT, "′"},
    {"%", WORD_UPRIGHT, "%"},            {"_", WORD_UPRIGHT, "_"},
    {"&", WORD_UPRIGHT, "&"},            {"#", WORD_UPRIGHT, "#"},
    {"$", WORD_UPRIGHT, "$"},            {"top", WORD_UPRIGHT, "T"},

    {"tanh", WORD_UPRIGHT, "tanh"},  {"exp", WORD_UPRIGHT, "exp"},
    {"log", WORD_UPRIGHT, "log"},    {"ln", WORD_UPRIGHT, "ln"},
    {"max", WORD_UPRIGHT, "max"},    {"min", WORD_UPRIGHT, "min"},
    {"sin", WORD_UPRIGHT, "sin"},    {"cos", WORD_UPRIGHT, "cos"},
    {"lim", WORD_UPRIGHT, "lim"},    {"det", WORD_UPRIGHT, "det"},
    {"sum", WORD_LARGE, "∑"},         {"prod", WORD_LARGE, "∏"},

    {"odot", WORD_OPERATOR, "⊙"},     {"cdot", WORD_OPERATOR, "·"},
    {"times", WORD_OPERATOR, "×"},    {"approx", WORD_OPERATOR, "≈"},
    {"le", WORD_OPERATOR, "≤"},       {"leq", WORD_OPERATOR, "≤"},
    {"ge", WORD_OPERATOR, "≥"},       {"geq", WORD_OPERATOR, "≥"},
    {"ne", WORD_OPERATOR, "≠"},       {"neq", WORD_OPERATOR, "≠"},
    {"to", WORD_OPERATOR, "→"},       {"rightarrow", WORD_OPERATOR, "→"},
    {"leftarrow", WORD_OPERATOR, "←"}, {"in", WORD_OPERATOR, "∈"},
    {"pm", WORD_OPERATOR, "±"},       {"sim", WORD_OPERATOR, "∼"},
    {"ll", WORD_OPERATOR, "≪"},       {"gg", WORD_OPERATOR, "≫"},
    {"propto", WORD_OPERATOR, "∝"},   {"mid", WORD_OPERATOR, "|"},
    {"equiv", WORD_OPERATOR, "≡"},    {"mapsto", WORD_OPERATOR, "↦"},
    {"circ", WORD_OPERATOR, "∘"},     {"Rightarrow", WORD_OPERATOR, "⇒"},

    {"{", WORD_UPRIGHT, "{"},         {"}", WORD_UPRIGHT, "}"},
    {"lvert", WORD_UPRIGHT, "|"},     {"rvert", WORD_UPRIGHT, "|"},
    {",", WORD_SPACE, ","},           {":", WORD_SPACE, ":"},
    {";", WORD_SPACE, ";"},           {"quad", WORD_SPACE, "quad"},
    {"qquad", WORD_SPACE, "qquad"},

    {"hat", WORD_HAT, ""},            {"bar", WORD_BAR, ""},
    {"tilde", WORD_TILDE, ""},        {"frac", WORD_FRACTION, ""},
    {"sqrt", WORD_ROOT, ""},          {"text", WORD_TEXT, ""},
    {"mathrm", WORD_TEXT, ""},        {"mathbf", WORD_TEXT, ""},
    {"operatorname", WORD_TEXT, ""},  {"left", WORD_LEFT, ""},
    {"right", WORD_RIGHT, ""},
    {"|", WORD_NORM, "‖"},
    {"lVert", WORD_NORM, "‖"},        {"rVert", WORD_NORM_END, "‖"},
};

enum { WORDS = sizeof words / sizeof *words };

const struct maths_word *maths_word_find(const char *name, size_t length)
{
    for (size_t k = 0; k < WORDS; k++)
        if (strlen(words[k].name) == length &&
            memcmp(words[k].name, name, length) == 0)
            return &words[k];
    return NULL;
}

const struct maths_word *maths_word_draws(const char *text, size_t length)
{
    for (size_t k = 0; k < WORDS; k++)
        if (words[k].class != WORD_SPACE && strlen(words[k].text) == length &&
            memcmp(words[k].text, text, length) == 0)
            return &words[k];
    return NULL;
}

const char *maths_word_nearest(const char *name)
{
    const char *names[WORDS];

    for (size_t k = 0; k < WORDS; k++)
        names[k] = words[k].name;
    return text_nearest(name, names, WORDS);
}
