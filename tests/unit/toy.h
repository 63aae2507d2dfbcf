/* What the tests of lang/ share: a tokeniser for invented languages, which
 * cuts at blanks and makes each mark a token. */
#ifndef TEST_TOY_H
#define TEST_TOY_H

#include "base/utf8.h"
#include "lang/lang.h"

static inline bool toy_is_word(cst_str s, size_t at)
{
    uint32_t cp = cst_utf8_decode(s, at, &(size_t){0}, NULL);

    return cst_utf8_is_letter(cp) || cst_utf8_is_digit(cp);
}

static inline uint16_t toy_flags(cst_str word)
{
    size_t len;
    uint32_t cp = cst_utf8_decode(word, 0, &len, NULL);
    unsigned flags = 0;

    if (cst_utf8_is_upper(cp)) {
        flags |= CST_TOK_CAP;
    } else if (cst_utf8_is_digit(cp)) {
        flags |= CST_TOK_NUM;
    } else if (!cst_utf8_is_letter(cp)) {
        flags |= CST_TOK_PUNCT;
    }
    return (uint16_t)flags;
}

/* A cst_tokenise_fn. */
static inline cst_status toy_tokenise(void *user, cst_arena *arena,
                                      const cst_pack *pack, cst_str text,
                                      const cst_token **tokens, uint32_t *n)
{
    CST_VEC(cst_token) v = {NULL, 0, 0};
    size_t at = 0;

    (void)user;
    (void)pack;
    while (at < text.n) {
        size_t end = at;
        cst_token *t;

        if (text.p[at] == ' ' || text.p[at] == '\n') {
            at++;
            continue;
        }
        while (end < text.n && toy_is_word(text, end)) {
            end += cst_utf8_len((unsigned char)text.p[end]);
        }
        end = end == at ? at + 1 : end;
        t = CST_PUSH(arena, &v);
        if (!t) {
            return CST_NOMEM;
        }
        t->span = (cst_tspan){(uint32_t)at, (uint32_t)end};
        t->flags = toy_flags(cst_str_sub(text, at, end - at));
        t->norm = cst_utf8_norm(arena, cst_str_sub(text, at, end - at));
        t->hash = cst_token_hash(t->norm);
        at = end;
    }
    if (v.n) {
        v.at[0].flags = (uint16_t)(v.at[0].flags | CST_TOK_FIRST);
    }
    *tokens = v.at;
    *n = (uint32_t)v.n;
    return cst_arena_failed(arena) ? CST_NOMEM : CST_OK;
}

static const cst_pack_hooks toy_hooks = {toy_tokenise, NULL, NULL};

/* Tokenise, begin, and run the layers up to last (NULL = all). */
static inline cst_status toy_run(cst_cascade *c, cst_arena *arena,
                                 const char *text, const char *last,
                                 cst_sentence_units *s)
{
    const cst_token *tokens = NULL;
    uint32_t n = 0;

    CST_TRY(toy_tokenise(NULL, arena, NULL, cst_str_of(text), &tokens, &n));
    CST_TRY(cst_cascade_begin(c, arena, cst_str_of(text), tokens, n, s));
    return cst_cascade_run_all(c, arena, s, last, NULL);
}

#endif
