/* present/jsonld: see the header. */
#include "present/jsonld.h"

#include "present/redact.h"

#define STRETCH 256u

static bool begins(cst_str text, size_t at)
{
    return ((unsigned char)text.p[at] & 0xC0) != 0x80;
}

cst_status cst_places_init(cst_places *p, cst_arena *arena, cst_str text)
{
    uint32_t *before = CST_NEW(arena, uint32_t, text.n / STRETCH + 1);
    uint32_t n = 0;

    if (!before) {
        return CST_NOMEM;
    }
    for (size_t i = 0; i < text.n; i++) {
        if (i % STRETCH == 0) {
            before[i / STRETCH] = n;
        }
        n += begins(text, i);
    }
    if (text.n % STRETCH == 0) {
        before[text.n / STRETCH] = n;
    }
    *p = (cst_places){text, before};
    return CST_OK;
}

uint32_t cst_places_of(const cst_places *p, size_t byte)
{
    size_t at = byte / STRETCH * STRETCH;
    uint32_t n = p->before[byte / STRETCH];

    for (; at < byte; at++) {
        n += begins(p->text, at);
    }
    return n;
}

/* n code points before and behind a place. */
static size_t back(cst_str text, size_t at, uint32_t n)
{
    while (n && at) {
        at--;
        n -= begins(text, at);
    }
    return at;
}

static size_t forth(cst_str text, size_t at, uint32_t n)
{
    while (n && at < text.n) {
        at++;
        while (at < text.n && !begins(text, at)) {
            at++;
        }
        n--;
    }
    return at;
}

static bool is_there_once(cst_str text, size_t from, size_t to)
{
    cst_str words = cst_str_sub(text, from, to - from);

    return cst_str_find(text, words, 0) == from &&
           cst_str_find(text, words, from + 1) == SIZE_MAX;
}

static void put_words(cst_out *o, cst_arena *arena, const char *key,
                      cst_str text, size_t from, size_t to)
{
    cst_json_str(o, key,
                 cst_redact_shown(arena, cst_str_sub(text, from, to - from)));
}

static void put_quote(cst_out *o, cst_arena *arena, const cst_document *doc,
                      cst_str text, cst_span span, cst_tspan at)
{
    size_t from = at.begin, to = at.end;
    char seal[65];

    for (uint32_t n = CST_CONTEXT_MIN; n <= CST_CONTEXT_MAX; n *= 2) {
        from = back(text, at.begin, n);
        to = forth(text, at.end, n);
        if (is_there_once(text, from, to)) {
            break;
        }
    }
    cst_json_open(o, NULL, '{');
    cst_json_z(o, "@type", "TextQuoteSelector");
    put_words(o, arena, "exact", text, at.begin, at.end);
    put_words(o, arena, "prefix", text, from, at.begin);
    put_words(o, arena, "suffix", text, at.end, to);
    if (cst_document_seal(doc, span, seal)) {
        cst_json_z(o, "seal", seal);
    }
    cst_json_close(o, '}');
}

static void put_position(cst_out *o, const char *type, const char *unit,
                         int64_t from, int64_t to)
{
    cst_json_open(o, NULL, '{');
    cst_json_z(o, "@type", type);
    cst_json_int(o, "start", from);
    cst_json_int(o, "end", to);
    cst_json_z(o, "unit", unit);
    cst_json_close(o, '}');
}

void cst_jsonld_selectors(cst_out *o, cst_arena *arena, const cst_document *doc,
                          const cst_places *places, cst_span span)
{
    cst_tspan at = cst_document_text_span(doc, span);

    cst_json_open(o, "selector", '[');
    if (at.begin < at.end) {
        put_quote(o, arena, doc, places->text, span, at);
        put_position(o, "TextPositionSelector",
                     "code points of the readable text",
                     cst_places_of(places, at.begin),
                     cst_places_of(places, at.end));
    }
    put_position(o, "DataPositionSelector", "bytes of the payload", span.begin,
                 span.end);
    cst_json_close(o, ']');
}
