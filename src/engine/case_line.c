/* engine/case_line: one line of a case that names a record.
 *
 * Words between blanks: the kind of a harm first, or event, damage; then values
 * that say by themselves what they are (a count, a status, a stance), and
 * key=value, where a value with blanks stands in quotation marks.
 */
#include "engine/case_line.h"

static bool one_of(cst_str word, const char *const *names, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (cst_str_is(word, names[i])) {
            return true;
        }
    }
    return false;
}

/* One kind, or several with | between. */
static bool is_kind(cst_str w)
{
    static const char *const kinds[] = {"killed",   "injured",   "missing",
                                        "abducted", "detained",  "displaced",
                                        "trapped",  "harmed"};
    cst_str one;

    while (cst_str_cut(&w, '|', &one)) {
        if (!one_of(one, kinds, CST_COUNT(kinds))) {
            return false;
        }
    }
    return true;
}

static bool is_status(cst_str w)
{
    static const char *const all[] = {"civilian", "combatant", "police",
                                      "attacker", "mixed",     "unknown"};

    return one_of(w, all, CST_COUNT(all));
}

static bool is_class(cst_str w)
{
    static const char *const all[] = {
        "religious",      "school",  "medical",  "residential", "market",
        "infrastructure", "vehicle", "heritage", "military",    "other"};

    return one_of(w, all, CST_COUNT(all));
}

/* ---------------------------------------------------------------- counts */

typedef struct count_form {
    const char *prefix;
    cst_qualifier qualifier;
} count_form;

/* A longer prefix stands before its beginning. */
static const count_form count_forms[] = {
    {">=", CST_AT_LEAST}, {"<=", CST_AT_MOST}, {">", CST_MORE_THAN},
    {"<", CST_LESS_THAN}, {"~", CST_ABOUT},    {"vague:", CST_VAGUE},
    {"", CST_EXACT}};

bool cst_want_count(cst_str word, cst_count *count)
{
    cst_str first;

    *count = (cst_count){.value = -1, .value2 = -1};
    if (cst_str_is(word, "unspecified")) {
        count->qualifier = CST_UNSPECIFIED;
        return true;
    }
    for (size_t i = 0; i < CST_COUNT(count_forms); i++) {
        cst_str prefix = cst_str_of(count_forms[i].prefix);

        if (!cst_str_starts(word, prefix)) {
            continue;
        }
        word = cst_str_sub(word, prefix.n, word.n);
        count->qualifier = count_forms[i].qualifier;
        break;
    }
    cst_str_cut(&word, '-', &first);
    if (word.p && count->qualifier == CST_EXACT) {
        count->qualifier = CST_BETWEEN;
    }
    return cst_str_to_int(first, &count->value) &&
           (!word.p || cst_str_to_int(word, &count->value2));
}

void cst_want_put_count(const cst_count *count, cst_buf *b)
{
    if (count->qualifier == CST_UNSPECIFIED) {
        cst_buf_z(b, "unspecified");
        return;
    }
    for (size_t i = 0; i < CST_COUNT(count_forms); i++) {
        if (count_forms[i].qualifier == count->qualifier) {
            cst_buf_z(b, count_forms[i].prefix);
        }
    }
    cst_buf_int(b, count->value);
    if (count->value2 >= 0) {
        cst_buf_char(b, '-');
        cst_buf_int(b, count->value2);
    }
}

/* ----------------------------------------------------------------- words */

/* The next word of the line; a quotation inside it may hold blanks. */
static bool next_word(cst_str *rest, cst_str *word)
{
    bool quoted = false;
    size_t n = 0;

    *rest = cst_str_trim(*rest);
    while (n < rest->n && (quoted || rest->p[n] != ' ')) {
        quoted ^= rest->p[n] == '"';
        n++;
    }
    *word = cst_str_sub(*rest, 0, n);
    *rest = cst_str_sub(*rest, n, rest->n);
    return n > 0;
}

static cst_str unquote(cst_str s)
{
    return s.n >= 2 && s.p[0] == '"' && s.p[s.n - 1] == '"'
               ? cst_str_sub(s, 1, s.n - 2)
               : s;
}

static bool set_value(cst_want *w, cst_str key, cst_str value)
{
    const struct {
        const char *key;
        cst_str *to;
    } keys[] = {{"claimant", &w->claimant}, {"part_of", &w->part_of},
                {"event", &w->event},       {"date", &w->date},
                {"place", &w->place},       {"perpetrator", &w->perpetrator},
                {"target", &w->target},     {"weapon", &w->weapon},
                {"group", &w->group},       {"person", &w->person},
                {"period", &w->period},     {"object", &w->object},
                {"area", &w->area},         {"as_of", &w->as_of},
                {"says", &w->says}};

    for (size_t i = 0; i < CST_COUNT(keys); i++) {
        if (cst_str_is(key, keys[i].key)) {
            *keys[i].to = unquote(value);
            return keys[i].to->n > 0;
        }
    }
    return false;
}

static bool set_stance(cst_want *w, cst_str word)
{
    for (int i = CST_ASSERTED; i <= CST_DENIED; i++) {
        if (cst_str_is(word, cst_stance_name((cst_stance)i))) {
            w->stance = (cst_stance)i;
            return true;
        }
    }
    return false;
}

static bool set_word(cst_want *w, cst_str word)
{
    cst_str key, value = word;

    if (cst_str_find(word, CST_S("="), 0) != SIZE_MAX &&
        word.p[0] >= 'a' && word.p[0] <= 'z') {
        cst_str_cut(&value, '=', &key);
        return set_value(w, key, value);
    }
    if (set_stance(w, word)) {
        return true;
    }
    if (w->sort == CST_WANT_HARM) {
        if (cst_str_is(word, "total?")) {
            w->total_any = true;
            return true;
        }
        if (cst_str_is(word, "some")) {
            w->some = true;
            return true;
        }
        if (is_status(word)) {
            w->status = word;
            return true;
        }
        if (cst_str_is(word, "total") || cst_str_is(word, "overtaken")) {
            *(cst_str_is(word, "total") ? &w->total : &w->overtaken) = true;
            return true;
        }
        w->counted = cst_want_count(word, &w->count);
        return w->counted;
    }
    if (w->sort == CST_WANT_DAMAGE && is_class(word)) {
        w->class_ = word;
        return true;
    }
    if (w->sort == CST_WANT_DAMAGE && (cst_str_is(word, "damaged") ||
                                       cst_str_is(word, "destroyed"))) {
        w->degree = word;
        return true;
    }
    if (w->sort == CST_WANT_EVENT && !w->kind.p) {
        w->kind = word;
        return true;
    }
    return false;
}

/* "no harm", "no event", "no damage". */
static cst_want_found parse_none(cst_str rest, cst_want *w)
{
    static const char *const names[] = {"harm", "event", "damage"};

    rest = cst_str_trim(rest);
    for (int i = 0; i < CST_WANT_SORTS; i++) {
        if (cst_str_is(rest, names[i])) {
            w->sort = (cst_want_sort)i;
            w->none = true;
            return CST_WANT_ONE;
        }
    }
    return CST_WANT_BAD;
}

cst_want_found cst_want_parse(cst_str line, cst_want *w)
{
    cst_str word;

    memset(w, 0, sizeof(*w));
    w->claimant = w->part_of = CST_S("none");
    if (cst_str_is(line, "none")) {
        return CST_WANT_NOTHING;
    }
    if (cst_str_is(line, "others")) {
        return CST_WANT_ALL;
    }
    if (!next_word(&line, &word)) {
        return CST_WANT_NONE;
    }
    if (cst_str_is(word, "no")) {
        return parse_none(line, w);
    }
    if (is_kind(word)) {
        w->kind = word;
    } else if (cst_str_is(word, "event")) {
        w->sort = CST_WANT_EVENT;
    } else if (cst_str_is(word, "damage")) {
        w->sort = CST_WANT_DAMAGE;
    } else {
        return CST_WANT_NONE;
    }
    while (next_word(&line, &word)) {
        if (!set_word(w, word)) {
            return CST_WANT_BAD;
        }
    }
    return w->sort == CST_WANT_EVENT && !w->kind.p ? CST_WANT_BAD
                                                   : CST_WANT_ONE;
}
