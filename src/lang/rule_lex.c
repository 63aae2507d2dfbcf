/* lang/rule_lex: characters of a rule file -> tokens.
 *
 * Knows blanks, words, strings, operators and the free text after "why"; does
 * not know rules. What is neither is reported and skipped.
 */
#include "lang/pack.h"

typedef struct lexer {
    cst_loader *l;
    cst_str s;
    size_t at;
    uint32_t line, column;
    bool bol, blank; /* at the first token of a line; blank before */
    CST_VEC(cst_rtok) out;
} lexer;

static unsigned char peek(const lexer *x, size_t ahead)
{
    return x->at + ahead < x->s.n ? (unsigned char)x->s.p[x->at + ahead] : 0;
}

/* Bytes that words are made of; '.' joins two of them. */
static bool is_word(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || c == '_' || c == '\'' || c == '-' ||
           c == '%' || c == '/' || c == '&' || c >= 0x80;
}

static void step(lexer *x, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        unsigned char c = peek(x, 0);

        x->at++;
        if (c == '\n') {
            x->line++;
            x->column = 1;
            x->bol = true;
        } else if ((c & 0xC0) != 0x80) {
            x->column++; /* continuation bytes are no columns of their own */
        }
    }
}

static void skip_blanks(lexer *x)
{
    x->blank = false;
    for (;;) {
        unsigned char c = peek(x, 0);

        if (c == '#' && x->bol) {
            while (x->at < x->s.n && peek(x, 0) != '\n') {
                step(x, 1);
            }
        } else if (x->at < x->s.n &&
                   (c == ' ' || c == '\t' || c == '\n' || c == '\r')) {
            step(x, 1);
        } else {
            return;
        }
        x->blank = true;
    }
}

static cst_rtok *emit(lexer *x, unsigned kind, size_t n)
{
    cst_rtok *t = CST_PUSH(x->l->arena, &x->out);

    if (t) {
        t->kind = (uint8_t)kind;
        t->text = cst_str_sub(x->s, x->at, n);
        t->line = x->line;
        t->column = x->column;
        t->bol = x->bol;
        t->glued = !x->blank;
        x->bol = false;
        step(x, n);
    }
    return t;
}

static size_t word_length(const lexer *x)
{
    size_t n = 0;

    while (is_word(peek(x, n)) ||
           (n > 0 && peek(x, n) == '.' && is_word(peek(x, n + 1)))) {
        n++;
    }
    return n;
}

/* Undo \" and \\ of a string; shares the text if there are none. */
static cst_str unescape(cst_arena *arena, cst_str s)
{
    char *p;
    size_t n = 0;

    if (cst_str_find(s, CST_S("\\"), 0) == SIZE_MAX) {
        return s;
    }
    p = CST_NEW(arena, char, s.n);
    for (size_t i = 0; p && i < s.n; i++) {
        if (s.p[i] == '\\' && i + 1 < s.n) {
            i++;
        }
        p[n++] = s.p[i];
    }
    return (cst_str){p, n};
}

static bool lex_string(lexer *x)
{
    size_t n = 1;
    cst_rtok *t;

    while (x->at + n < x->s.n && peek(x, n) != '"' && peek(x, n) != '\n') {
        n += peek(x, n) == '\\' && peek(x, n + 1) != '\n' ? 2 : 1;
    }
    if (peek(x, n) != '"') {
        cst_loader_diag(x->l, CST_DIAG_ERROR, x->line, x->column, "rule-syntax",
                        "string without end");
        n--;
    }
    t = emit(x, CST_RT_STRING, n + 1);
    if (!t) {
        return false;
    }
    t->text = cst_str_sub(t->text, 1, n - 1);
    t->text = unescape(x->l->arena, t->text);
    return true;
}

/* The rest of the line behind "why", as one string. */
static bool lex_free_text(lexer *x)
{
    size_t n = 0;
    cst_rtok *t;

    while (peek(x, 0) == ' ' || peek(x, 0) == '\t') {
        step(x, 1);
    }
    while (x->at + n < x->s.n && peek(x, n) != '\n') {
        n++;
    }
    t = emit(x, CST_RT_STRING, n);
    if (t) {
        t->text = cst_str_trim(t->text);
    }
    return t != NULL;
}

static unsigned double_kind(unsigned char a, unsigned char b)
{
    static const struct {
        char text[3];
        unsigned char kind;
    } kinds[] = {{"!=", CST_RT_NE},    {">=", CST_RT_GE},
                 {"<=", CST_RT_LE},    {"=>", CST_RT_ARROW},
                 {"..", CST_RT_RANGE}, {"[]", CST_RT_MULTI}};

    for (size_t i = 0; i < CST_COUNT(kinds); i++) {
        if (a == (unsigned char)kinds[i].text[0] &&
            b == (unsigned char)kinds[i].text[1]) {
            return kinds[i].kind;
        }
    }
    return 0;
}

static bool lex_one(lexer *x)
{
    unsigned char c = peek(x, 0);
    unsigned pair = double_kind(c, peek(x, 1));

    if (c == '"') {
        return lex_string(x);
    }
    /* '-' alone is an operator or the mark of an example. */
    if (is_word(c) && !(c == '-' && !is_word(peek(x, 1)))) {
        bool why = x->bol && word_length(x) == 3 &&
                   memcmp(x->s.p + x->at, "why", 3) == 0;
        cst_rtok *t = emit(x, CST_RT_WORD, word_length(x));

        return t && (!why || lex_free_text(x));
    }
    if (pair) {
        return emit(x, pair, 2) != NULL;
    }
    if (c != 0 && strchr("[]<>(){}|?*+-.,:!^$@=", c)) {
        return emit(x, c, 1) != NULL;
    }
    cst_loader_diag(x->l, CST_DIAG_ERROR, x->line, x->column, "rule-syntax",
                    "unexpected character");
    x->bol = false;
    step(x, 1);
    return true;
}

cst_status cst_rule_lex(cst_loader *l, cst_str source, const cst_rtok **tokens,
                        uint32_t *n)
{
    lexer x = {.l = l, .s = source, .line = 1, .column = 1, .bol = true};
    cst_rtok *end;

    for (skip_blanks(&x); x.at < source.n; skip_blanks(&x)) {
        if (!lex_one(&x)) {
            return CST_NOMEM;
        }
    }
    x.bol = true;
    end = emit(&x, CST_RT_END, 0);
    if (!end) {
        return CST_NOMEM;
    }
    *tokens = x.out.at;
    *n = (uint32_t)x.out.n;
    return CST_OK;
}
