/* annotate/mentions: the quantities and times of a sentence as a flat list.
 *
 * Takes the units of a sentence after the number and time layers (or after all
 * of them); gives outermost num and time units with a value as text. Makes no
 * decision of its own: intervals come from cst_time_resolve. */
#include "annotate/mentions.h"

#include "annotate/timenames.h"

typedef struct lister {
    const cst_time_names *n;
    const cst_pack *pack;
    cst_arena *arena;
    const cst_sentence_units *s;
    const cst_time_context *context;
} lister;

/* Text of at most 63 bytes in the making. */
typedef struct line {
    char p[64];
    size_t n;
} line;

static void put(line *l, const char *z)
{
    while (*z && l->n < sizeof l->p) {
        l->p[l->n++] = *z++;
    }
}

static void put_int(line *l, int64_t value, int width)
{
    char digits[24];
    int n = 0;

    if (value < 0) {
        put(l, "-");
        value = -value;
    }
    do {
        digits[n++] = (char)('0' + value % 10);
        value /= 10;
    } while (value > 0 && n < 20);
    while (n < width) {
        digits[n++] = '0';
    }
    while (n > 0 && l->n < sizeof l->p) {
        l->p[l->n++] = digits[--n];
    }
}

static cst_str keep(const lister *x, const line *l)
{
    const char *p = l->n > 0 ? cst_arena_copy(x->arena, l->p, l->n) : NULL;

    return (cst_str){p, p ? l->n : 0};
}

/* ------------------------------------------------------------- numbers */

/* A fraction as a decimal, to nine places. */
static void put_ratio(line *l, int64_t num, int64_t den)
{
    int64_t rest;

    if (den < 1 || den > 1000000) {
        return;
    }
    put_int(l, num / den, 1);
    rest = num % den;
    if (rest != 0) {
        put(l, ".");
    }
    for (int i = 0; i < 9 && rest != 0; i++) {
        rest *= 10;
        put_int(l, rest / den, 1);
        rest %= den;
    }
}

static void put_number(const lister *x, const cst_unit *u, line *l)
{
    const cst_time_names *n = x->n;
    int64_t value = 0, value2 = 0, milli = 0, num = 0, den = 0;

    if (cst_unit_sym(x->pack, u, n->kind) == n->frac) {
        if (cst_unit_int(u, n->num, &num) && cst_unit_int(u, n->den, &den)) {
            put_ratio(l, num, den);
        }
        return;
    }
    if (!cst_unit_int(u, n->value, &value)) {
        return;
    }
    if (cst_unit_int(u, n->milli, &milli)) {
        put_ratio(l, milli, 1000);
    } else {
        put_int(l, value, 1);
    }
    if (cst_unit_int(u, n->value2, &value2)) {
        put(l, "..");
        put_int(l, value2, 1);
    }
}

/* An article counts as one where a person follows. */
static bool counts_person(const lister *x, const cst_unit *u)
{
    if (u->tok_end - u->tok_begin == x->s->n_tokens) {
        return true;
    }
    for (uint32_t t = u->tok_end; t < u->tok_end + 2 && t < x->s->n_tokens;
         t++) {
        if (t < x->s->units.n &&
            cst_unit_in(x->pack, &x->s->units.at[t], x->n->person)) {
            return true;
        }
    }
    return false;
}

static bool make_number(const lister *x, const cst_unit *u, cst_quantity *q)
{
    const cst_time_names *n = x->n;
    cst_sym kind = cst_unit_sym(x->pack, u, n->kind);
    cst_sym qual = cst_unit_sym(x->pack, u, n->qual);
    line l = {.n = 0};

    if (kind == n->list || kind == n->id || kind == n->clock || kind == 0) {
        return false;
    }
    if (n->article && cst_unit_feat(u, n->article) && !counts_person(x, u)) {
        return false;
    }
    put_number(x, u, &l);
    q->type = kind == n->pct   ? "percent"
              : kind == n->ord ? "ordinal"
                               : "number";
    q->value = keep(x, &l);
    if (qual) {
        q->qual = cst_pack_str(x->pack, qual);
    }
    return true;
}

/* --------------------------------------------------------------- times */

static void put_day(line *l, cst_day day)
{
    int y, m, d;

    cst_day_to_ymd(day, &y, &m, &d);
    put_int(l, y, 4);
    put(l, "-");
    put_int(l, m, 2);
    put(l, "-");
    put_int(l, d, 2);
}

static void put_month(line *l, cst_day day)
{
    int y, m, d;

    cst_day_to_ymd(day, &y, &m, &d);
    put_int(l, y, 4);
    put(l, "-");
    put_int(l, m, 2);
}

static void put_year(line *l, cst_day day)
{
    int y, m, d;

    cst_day_to_ymd(day, &y, &m, &d);
    put_int(l, y, 4);
}

/* ISO week of a Monday. */
static void put_week(line *l, cst_day monday)
{
    int y, m, d;
    cst_day first;

    cst_day_to_ymd(monday + 3, &y, &m, &d);
    first = cst_day_from_ymd(y, 1, 4);
    first -= cst_day_weekday(first);
    put_int(l, y, 4);
    put(l, "-W");
    put_int(l, (monday - first) / 7 + 1, 2);
}

/* The shortest form that says exactly [from, to]. */
static void put_interval(line *l, cst_day from, cst_day to)
{
    int y, m, d, y2, m2, d2;
    bool months, years;

    cst_day_to_ymd(from, &y, &m, &d);
    cst_day_to_ymd(to, &y2, &m2, &d2);
    months = d == 1 && tn_month_end(y2, m2) == to;
    years = months && m == 1 && m2 == 12;
    if (from == to) {
        put_day(l, from);
    } else if (years) {
        put_year(l, from);
        if (y2 != y) {
            put(l, "/");
            put_year(l, to);
        }
    } else if (months) {
        put_month(l, from);
        if (y2 != y || m2 != m) {
            put(l, "/");
            put_month(l, to);
        }
    } else if (to - from == 6 && cst_day_weekday(from) == 0) {
        put_week(l, from);
    } else {
        put_day(l, from);
        put(l, "/");
        put_day(l, to);
    }
}

static const char *part_code(const cst_time_names *n, cst_sym tod)
{
    return tod == 0                              ? NULL
           : tod == n->morning || tod == n->dawn ? "TMO"
           : tod == n->noon                      ? "TMI"
           : tod == n->afternoon                 ? "TAF"
           : tod == n->evening                   ? "TEV"
           : tod == n->night                     ? "TNI"
                                                 : NULL;
}

static void put_clock(line *l, int minutes)
{
    put(l, "T");
    put_int(l, minutes / 60, 2);
    put(l, ":");
    put_int(l, minutes % 60, 2);
}

/* A length; without a count X stands for it. */
static void put_length(const lister *x, uint32_t unit, line *l)
{
    const cst_time_names *n = x->n;
    const struct {
        cst_sym unit;
        const char *before, *after;
        int64_t times;
    } codes[] = {
        {n->second, "PT", "S", 1},   {n->minute, "PT", "M", 1},
        {n->hour, "PT", "H", 1},     {n->day, "P", "D", 1},
        {n->night, "P", "D", 1},     {n->week, "P", "W", 1},
        {n->weekend, "P", "D", 2},   {n->month, "P", "M", 1},
        {n->quarter, "P", "M", 3},   {n->half, "P", "M", 6},
        {n->year, "P", "Y", 1},      {n->decade, "P", "Y", 10},
        {n->century, "P", "Y", 100},
    };
    cst_sym of = tn_sym(n, x->s, unit, n->unit);
    cst_sym qual = tn_sym(n, x->s, unit, n->qual);
    bool half = tn_sym(n, x->s, unit, n->half) != 0;
    int64_t count = 0;
    bool known = tn_int(n, x->pack, x->s, unit, n->n, &count) &&
                 (qual == 0 || qual != n->vague);

    for (size_t i = 0; i < CST_COUNT(codes); i++) {
        if (of == 0 || codes[i].unit != of) {
            continue;
        }
        if (half && of == n->year) {
            put(l, "P");
            put_int(l, count * 12 + 6, 1);
            put(l, "M");
            return;
        }
        put(l, codes[i].before);
        if (known) {
            put_int(l, count * codes[i].times, 1);
            put(l, half ? ".5" : "");
        } else {
            put(l, "X");
        }
        put(l, codes[i].after);
        return;
    }
}

static void put_set(const lister *x, uint32_t unit, line *l)
{
    const cst_time_names *n = x->n;
    int64_t wd = 0;

    if (tn_int(n, x->pack, x->s, unit, n->wd, &wd)) {
        put(l, "XXXX-WXX-");
        put_int(l, wd, 1);
        return;
    }
    put(l, tn_sym(n, x->s, unit, n->unit) == n->year    ? "P1Y"
           : tn_sym(n, x->s, unit, n->unit) == n->month ? "P1M"
           : tn_sym(n, x->s, unit, n->unit) == n->week  ? "P1W"
           : tn_sym(n, x->s, unit, n->unit) == n->hour  ? "PT1H"
                                                        : "P1D");
}

static void put_season(line *l, cst_day from)
{
    int y, m, d;

    cst_day_to_ymd(from, &y, &m, &d);
    put_int(l, y, 4);
    put(l, m < 6 ? "-SP" : m < 9 ? "-SU" : m < 12 ? "-FA" : "-WI");
}

static void put_resolved(const lister *x, uint32_t unit, cst_sym kind,
                         const cst_time_value *v, line *l, cst_quantity *q)
{
    const cst_time_names *n = x->n;
    const char *part = part_code(n, tn_sym(n, x->s, unit, n->tod));

    if (v->night) {
        part = "TNI";
    }
    if (kind == n->month && v->from != 0) {
        put_month(l, v->from);
    } else if (kind == n->year) {
        put_year(l, v->from);
    } else if (kind == n->season) {
        put_season(l, v->from);
    } else if (kind == n->decade) {
        put_year(l, v->from);
        l->p[l->n - 1] = 'X';
    } else if (v->minutes >= 0 && v->from == v->to) {
        put_day(l, v->from);
        put_clock(l, v->minutes);
        q->type = "time";
    } else if (part && (v->from == v->to || v->night)) {
        put_day(l, v->from);
        put(l, part);
        q->type = "time";
    } else {
        put_interval(l, v->from, v->to);
    }
}

/* The unit below "since", "until": its own interval is the value. */
static uint32_t without_open(const lister *x, uint32_t unit)
{
    for (int i = 0; i < 8; i++) {
        const cst_unit *u = &x->s->units.at[unit];
        uint32_t of = cst_unit_role(u, x->n->of);

        if (of == CST_NONE || !cst_unit_feat(u, x->n->reach)) {
            break;
        }
        unit = of;
    }
    return unit;
}

static bool is_length(const lister *x, uint32_t unit, cst_sym kind)
{
    return kind == x->n->duration ||
           (kind == x->n->anchor && tn_sym(x->n, x->s, unit, x->n->dir) != 0);
}

static bool make_time(const lister *x, uint32_t unit, cst_quantity *q)
{
    const cst_time_names *n = x->n;
    cst_sym kind = tn_sym(n, x->s, unit, n->kind);
    cst_time_value v;
    line l = {.n = 0};
    bool ok;

    ok = cst_time_resolve(n, x->pack, x->s, without_open(x, unit), x->context,
                          &v);
    if (kind == n->tod || kind == 0) {
        return false;
    }
    q->type = "date";
    if (is_length(x, unit, kind)) {
        put_length(x, unit, &l);
        q->type = "duration";
    } else if (kind == n->set) {
        put_set(x, unit, &l);
        q->type = "set";
    } else if (kind == n->clock) {
        put_clock(&l, v.minutes < 0 ? 0 : v.minutes);
        q->type = "time";
    } else if (ok && v.from != 0 && v.to != 0) {
        put_resolved(x, unit, kind, &v, &l, q);
    } else if (kind == n->recent) {
        put(&l, tn_sym(n, x->s, unit, n->dir) == n->future ? "FUTURE_REF"
                                                           : "PAST_REF");
    }
    q->value = keep(x, &l);
    q->from = v.from;
    q->to = v.to;
    q->time = true;
    return true;
}

/* ---------------------------------------------------------- the list */

cst_status cst_list_quantities(const cst_time_names *names,
                               const cst_pack *pack, cst_arena *arena,
                               const cst_sentence_units *s,
                               const cst_time_context *context,
                               cst_quantities *out)
{
    lister x = {names, pack, arena, s, context};
    uint32_t *outer = CST_NEW(arena, uint32_t, s->n_tokens + 1);

    if (!outer) {
        return CST_NOMEM;
    }
    /* later units cover earlier ones: the last to claim a token is outermost */
    for (uint32_t i = 0; i < s->units.n; i++) {
        const cst_unit *u = &s->units.at[i];

        if (u->label != 0 &&
            (u->label == names->num || u->label == names->time)) {
            for (uint32_t t = u->tok_begin; t < u->tok_end; t++) {
                outer[t] = i + 1;
            }
        }
    }
    for (uint32_t t = 0; t < s->n_tokens; t++) {
        const cst_unit *u = outer[t] ? &s->units.at[outer[t] - 1] : NULL;
        cst_quantity q = {.tok_end = 0};

        if (!u || u->tok_begin != t) {
            continue;
        }
        q.unit = outer[t] - 1;
        q.tok_begin = u->tok_begin;
        q.tok_end = u->tok_end;
        if (u->label == names->num ? make_number(&x, u, &q)
                                   : make_time(&x, q.unit, &q)) {
            cst_quantity *slot = CST_PUSH(arena, &out->v);

            if (!slot) {
                return CST_NOMEM;
            }
            *slot = q;
        }
    }
    return cst_arena_failed(arena) ? CST_NOMEM : CST_OK;
}
