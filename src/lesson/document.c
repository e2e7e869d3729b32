/* A text is gone through three times. First its characters: afterwards libyaml
 * has nothing to say about encodings. Then its events, which still show what
 * the tree hides (anchors, tags, where a second document starts) and stop a
 * hostile text before a tree is built. Then the tree.
 *
 * What libyaml calls a fault is told in its author's words.
 */
#include "lesson/document.h"

#include <stdint.h>
#include <string.h>

#include "base/text.h"

/* What libyaml says (the beginning of it), and what that means. */
static const struct {
    const char *said, *meant;
} faults[] = {
    {"mapping values are not allowed",
     "':' does not belong here: put a text that has ': ' in it in quotes, and "
     "let the keys of a group start in one column"},
    {"did not find expected key",
     "a key was expected here: keys of a group start in one column, and "
     "nothing follows a closing quote"},
    {"could not find expected ':'", "there is no ':' after this key"},
    {"did not find expected '-'",
     "'- ' was expected here: entries of a list start in one column"},
    {"block sequence entries are not allowed",
     "'- ' does not belong here: a list starts on a line of its own"},
    {"mapping keys are not allowed", "'?' does not belong here"},
    {"found character that cannot start any token",
     "this character cannot start a value: put the text in quotes (and indent "
     "with spaces, not tabs)"},
    {"found a tab", "indent with spaces, not tabs"},
    {"found unexpected end of stream", "this quote is never closed"},
    {"found unexpected document indicator", "this quote is never closed"},
    {"did not find expected ',' or ']'", "this '[' is never closed"},
    {"did not find expected ',' or '}'", "this '{' is never closed"},
    {"did not find expected node content", "a value was expected here"},
    {"did not find expected <document start>",
     "this does not belong here: keys of a group start in one column"},
    {"did not find expected alphabetic",
     "'&' and '*' mean something else here: put the text in quotes"},
    {"found unknown escape character",
     "this is no escape: write \\\\ for a backslash, or use single quotes"},
    {"did not find expected hexdecimal number",
     "this escape needs more hexadecimal digits"},
    {"found invalid Unicode character", "this escape is no character"},
};

/* What is never closed or ended is seen late; what is meant is its start. */
static bool starts_earlier(const char *said)
{
    return strncmp(said, "found unexpected", 16) == 0 ||
           strncmp(said, "did not find expected ','", 25) == 0 ||
           strncmp(said, "could not find expected ':'", 27) == 0;
}

static bool tell_fault(const yaml_parser_t *parser, struct problems *problems)
{
    const char *said = parser->problem;

    if (parser->error == YAML_MEMORY_ERROR || said == NULL)
        return problems_add(problems, (struct place){0, 0},
                            "not enough memory to read it");
    struct place place = document_place(problems, parser->problem_mark);
    if (starts_earlier(said) && parser->context != NULL)
        place = document_place(problems, parser->context_mark);
    for (size_t k = 0; k < sizeof faults / sizeof *faults; k++) {
        if (strncmp(said, faults[k].said, strlen(faults[k].said)) == 0)
            return problems_add(problems, place, "%s", faults[k].meant);
    }
    return problems_add(problems, place, "this is not YAML: %s", said);
}

/* What may stand in a text: no control characters but tabs and line ends, and
 * none of the three code points that YAML forbids. */
static bool is_allowed(uint32_t code)
{
    if (code < 0x20)
        return code == '\t' || code == '\n' || code == '\r';
    return !(code >= 0x7F && code < 0xA0) && code != 0xFEFF &&
           code != 0xFFFE && code != 0xFFFF;
}

bool document_check(const char *text, size_t length,
                    struct problems *problems)
{
    struct place place = {problems->above + 1, 1};

    for (size_t at = 0; at < length;) {
        uint32_t code;
        int bytes = utf8_decode(text + at, length - at, &code);
        if (bytes == 0)
            return problems_add(problems, place, "this is not UTF-8 text "
                                "(byte %02x)", (unsigned char)text[at]);
        if (!is_allowed(code))
            return problems_add(problems, place, "the character U+%04X may "
                                "not stand here", (unsigned)code);
        at += (size_t)bytes;
        bool pair = code == '\r' && at < length && text[at] == '\n';
        if ((code == '\n' || code == '\r') && !pair)
            place = (struct place){place.line + 1, 1};
        else
            place.column++;
    }
    return true;
}

/* How far the events have come. */
struct progress {
    int depth, documents;
    bool done;
};

static bool refuse(struct problems *problems, const yaml_event_t *event,
                   const char *what)
{
    return problems_add(problems, document_place(problems, event->start_mark),
                        "%s", what);
}

/* Does a value, list or group have an anchor or a tag? */
static bool check_plain(const yaml_char_t *anchor, const yaml_char_t *tag,
                        const yaml_event_t *event, struct problems *problems)
{
    if (anchor != NULL)
        return refuse(problems, event, "anchors ('&name') are not used: put "
                                       "the text in quotes");
    if (tag != NULL)
        return refuse(problems, event, "tags ('!name') are not used: put the "
                                       "text in quotes");
    return true;
}

static bool check_event(struct progress *progress, const yaml_event_t *event,
                        struct problems *problems)
{
    switch (event->type) {
    case YAML_DOCUMENT_START_EVENT:
        if (progress->documents++ > 0)
            return refuse(problems, event, "a second document starts here: "
                                           "there may be only one");
        return true;
    case YAML_ALIAS_EVENT:
        return refuse(problems, event, "aliases ('*name') are not used: put "
                                       "the text in quotes");
    case YAML_SCALAR_EVENT:
        return check_plain(event->data.scalar.anchor, event->data.scalar.tag,
                           event, problems);
    case YAML_SEQUENCE_START_EVENT:
    case YAML_MAPPING_START_EVENT:
        if (progress->depth++ == DOCUMENT_DEPTH_MAX)
            return refuse(problems, event, "this is nested too deeply");
        return event->type == YAML_SEQUENCE_START_EVENT
                   ? check_plain(event->data.sequence_start.anchor,
                                 event->data.sequence_start.tag, event,
                                 problems)
                   : check_plain(event->data.mapping_start.anchor,
                                 event->data.mapping_start.tag, event,
                                 problems);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        progress->depth--;
        return true;
    case YAML_STREAM_END_EVENT:
        progress->done = true;
        return true;
    default:
        return true;
    }
}

/* A parser of the text, or false without memory. */
static bool start(yaml_parser_t *parser, const char *text, size_t length,
                  struct problems *problems)
{
    if (!yaml_parser_initialize(parser))
        return problems_add(problems, (struct place){0, 0},
                            "not enough memory to read it");
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(parser, (const unsigned char *)text, length);
    return true;
}

static bool check_events(const char *text, size_t length,
                         struct problems *problems)
{
    yaml_parser_t parser;
    struct progress progress = {0};
    bool good = true;

    if (!start(&parser, text, length, problems))
        return false;
    while (good && !progress.done) {
        yaml_event_t event;
        if (yaml_parser_parse(&parser, &event)) {
            good = check_event(&progress, &event, problems);
            yaml_event_delete(&event);
        } else {
            good = tell_fault(&parser, problems);
        }
    }
    yaml_parser_delete(&parser);
    if (good && progress.documents == 0)
        good = problems_add(problems, (struct place){problems->above,
                                                     problems->above > 0},
                            "there is nothing in it");
    return good;
}

bool document_load(yaml_document_t *document, const char *text, size_t length,
                   struct problems *problems)
{
    yaml_parser_t parser;

    if (length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
        text += 3; /* a byte order mark */
        length -= 3;
    }
    if (!document_check(text, length, problems) ||
        !check_events(text, length, problems) ||
        !start(&parser, text, length, problems))
        return false;
    bool good = yaml_parser_load(&parser, document);
    if (!good)
        tell_fault(&parser, problems);
    yaml_parser_delete(&parser);
    return good;
}
