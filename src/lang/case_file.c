/* lang/case_file: the text of a case file into cases.
 *
 * Lines of text, then lines "=> " with what must be found; the next line of text
 * begins the next case. "== " heads a section, "@published DAY" and "@context TEXT"
 * (a paragraph of the report below the text) hold from there on, "@xfail REASON" stands below a case that is known to fail. '#' at the begin
 * of a line is a comment, but within a text.
 */
#include "lang/pack.h"

typedef struct case_reader {
    cst_arena *arena;
    const char *file;
    cst_status (*fn)(void *user, cst_case *k);
    void *user;
    cst_diag_fn on_diag;
    void *diag_user;
    size_t *bad;
    cst_case k; /* being read */
    const char *text; /* its first line */
    const char *text_end;
} case_reader;

static void complain(case_reader *r, uint32_t line, const char *text)
{
    cst_diag d = {CST_DIAG_ERROR, r->file, line, 1, "case-syntax", text};

    (*r->bad)++;
    if (r->on_diag) {
        r->on_diag(r->diag_user, &d);
    }
}

/* Hand over the case that was read and make room for the next. */
static cst_status finish(case_reader *r)
{
    cst_status status = CST_OK;

    if (r->text && r->k.lines.n == 0) {
        complain(r, r->k.number, "a text with nothing expected of it");
    } else if (r->text) {
        r->k.text = cst_str_trim(
            (cst_str){r->text, (size_t)(r->text_end - r->text)});
        status = r->fn(r->user, &r->k);
    }
    r->text = NULL;
    memset(&r->k.lines, 0, sizeof(r->k.lines));
    r->k.xfail = (cst_str){NULL, 0};
    return status;
}

static void text_line(case_reader *r, cst_str line, uint32_t number)
{
    if (!r->text) {
        r->text = line.p;
        r->k.number = number;
    }
    r->text_end = line.p + line.n;
}

static cst_status setting(case_reader *r, cst_str line, uint32_t number)
{
    cst_str word, rest = line;

    cst_str_cut(&rest, ' ', &word);
    rest = cst_str_trim(rest);
    if (cst_str_is(word, "@xfail") && rest.n > 0 && r->k.lines.n > 0) {
        r->k.xfail = rest;
    } else if (cst_str_is(word, "@published") && rest.n > 0) {
        CST_TRY(finish(r));
        r->k.published = rest;
    } else if (cst_str_is(word, "@context")) {
        CST_TRY(finish(r));
        r->k.context = rest;
    } else {
        complain(r, number,
                 cst_str_is(word, "@xfail")
                     ? "@xfail takes a reason and stands below its case"
                     : "only @published, @context and @xfail are known");
    }
    return CST_OK;
}

static cst_status expectation(case_reader *r, cst_str line, uint32_t number)
{
    cst_case_line *l;

    if (!r->text) {
        complain(r, number, "an expectation without a text above it");
        return CST_OK;
    }
    l = CST_PUSH(r->arena, &r->k.lines);
    if (!l) {
        return CST_NOMEM;
    }
    l->text = cst_str_trim(cst_str_sub(line, 2, line.n));
    l->number = number;
    return CST_OK;
}

static cst_status read_line(case_reader *r, cst_str line, uint32_t number)
{
    if (cst_str_starts(line, CST_S("#")) && (!r->text || r->k.lines.n > 0)) {
        return CST_OK;
    }
    if (cst_str_starts(line, CST_S("=>"))) {
        return expectation(r, line, number);
    }
    if (cst_str_starts(line, CST_S("@"))) {
        return setting(r, line, number);
    }
    if (cst_str_trim(line).n == 0) {
        return CST_OK;
    }
    if (r->k.lines.n > 0 || cst_str_starts(line, CST_S("=="))) {
        CST_TRY(finish(r));
    }
    if (cst_str_starts(line, CST_S("=="))) {
        r->k.section = cst_str_trim(cst_str_sub(line, 2, line.n));
        return CST_OK;
    }
    text_line(r, line, number);
    return CST_OK;
}

cst_status cst_cases_each(cst_arena *arena, const char *file, cst_str text,
                          cst_status (*fn)(void *user, cst_case *k), void *user,
                          cst_diag_fn on_diag, void *diag_user, size_t *bad)
{
    case_reader r = {.arena = arena, .file = file, .fn = fn, .user = user,
                     .on_diag = on_diag, .diag_user = diag_user, .bad = bad};
    cst_str line;
    uint32_t number = 0;

    while (cst_next_line(&text, &line)) {
        CST_TRY(read_line(&r, line, ++number));
    }
    return finish(&r);
}
