/* incident/sums: what incidents come to together. */
#include "incident/sums.h"

/* -------------------------------------------------------------- figures */

cst_figure cst_figure_of(const cst_kind_toll *t)
{
    cst_figure f = {0, 0, false, t->low >= 0 || t->high >= 0};

    if (!f.told) {
        return f;
    }
    f.low = t->low < 0 ? 0 : t->low;
    f.open = t->high < 0;
    f.top = t->high;
    if (f.open) {
        f.top = t->stated_max > f.low ? t->stated_max : f.low;
    }
    return f;
}

cst_figure cst_figure_of_status(const cst_status_toll *t)
{
    cst_figure f = {0, 0, false, t->told};

    if (t->told) {
        f.low = t->low < 0 ? 0 : t->low;
        f.open = t->high < 0;
        f.top = f.open ? f.low : t->high;
    }
    return f;
}

/* Records from elsewhere may state any number. */
static int64_t add(int64_t a, int64_t b, bool *over)
{
    *over = *over || a > INT64_MAX - b;
    return a > INT64_MAX - b ? INT64_MAX : a + b;
}

void cst_figure_add(cst_figure *sum, const cst_figure *more)
{
    bool over = false;

    if (more->told) {
        sum->low = add(sum->low, more->low, &over);
        sum->top = add(sum->top, more->top, &over);
        sum->open = sum->open || more->open || over;
        sum->told = true;
    }
}

/* ----------------------------------------------------------------- sums */

const cst_inclusion *cst_incidents_inclusion(cst_arena *arena,
                                             const cst_collection *c)
{
    size_t n = c->incidents.at.n;
    cst_inclusion *of = CST_NEW(arena, cst_inclusion, n + 1);

    for (size_t i = 0; of && i < n; i++) {
        const cst_incident *x = &c->incidents.at.at[i];

        if (x->lasting || x->covers.n > 0 || (x->date.from && !x->date.to)) {
            of[i] = CST_HOLDS_OTHERS;
        } else if (of[i] == CST_ADDED &&
                   cst_str_is(cst_coll_str(c, x->type), "bodies_found")) {
            of[i] = CST_FINDS_BODIES;
        }
        if (x->parent != CST_NONE) {
            of[x->parent] = CST_HOLDS_OTHERS;
        }
    }
    return of;
}

cst_status cst_sums_init(cst_sums *s, cst_arena *arena, const cst_collection *c,
                         const cst_tolls *tolls)
{
    memset(s, 0, sizeof(*s));
    s->arena = arena;
    s->c = c;
    s->tolls = tolls;
    s->inclusion = cst_incidents_inclusion(arena, c);
    return s->inclusion ? cst_intern_init(&s->numbers, arena) : CST_NOMEM;
}

static cst_sum *sum_of(cst_sums *s, cst_sym kind)
{
    cst_sym number = cst_intern_put(&s->numbers, (cst_str){(const char *)&kind,
                                                           sizeof(kind)});

    if (number && number - 1 == s->kinds.n) {
        cst_sum *made = CST_PUSH(s->arena, &s->kinds);

        if (made) {
            made->kind = kind;
        }
        return made;
    }
    return number ? &s->kinds.at[number - 1] : NULL;
}

/* Is there a number? */
static bool add_kind(cst_sum *sum, const cst_kind_toll *t)
{
    cst_figure f = cst_figure_of(t);
    bool classed = false, over = false;

    if (!sum) {
        return f.told;
    }
    cst_figure_add(&sum->all, &f);
    sum->best = add(sum->best, t->best < 0 ? 0 : t->best, &over);
    sum->told += f.told;
    sum->untold += !f.told;
    for (int i = 0; i < CST_APART_COUNT; i++) {
        cst_figure part = cst_figure_of_status(&t->by[i]);

        /* A claim without status counts the people whom others call civilians:
         * its number is no rest beside theirs. */
        if (i != CST_APART_UNKNOWN) {
            cst_figure_add(&sum->by[i], &part);
            classed = classed || part.told;
        }
    }
    sum->unclassed += f.told && !classed;
    return f.told;
}

void cst_sums_add(cst_sums *s, uint32_t incident)
{
    cst_slice kinds = s->tolls->of[incident].kinds;
    bool told = false;

    s->incidents++;
    s->apart += s->inclusion[incident] == CST_HOLDS_OTHERS;
    s->found += s->inclusion[incident] == CST_FINDS_BODIES;
    for (uint32_t i = 0; i < kinds.n; i++) {
        const cst_kind_toll *t = &s->tolls->kinds.at[kinds.first + i];

        if (s->inclusion[incident] == CST_ADDED) {
            told = add_kind(sum_of(s, t->kind), t) || told;
        } else if (s->inclusion[incident] == CST_FINDS_BODIES &&
                   cst_str_is(cst_coll_str(s->c, t->kind), "killed")) {
            (void)add_kind(&s->bodies, t);
        }
    }
    s->wordless += s->inclusion[incident] == CST_ADDED && !told;
}

/* ---------------------------------------------------------------- order */

size_t cst_kind_rank(cst_str kind)
{
    static const char *const kinds[] = {"killed", "injured", "missing",
                                        "abducted", "detained", "displaced",
                                        "trapped", "harmed"};
    size_t i = 0;

    while (i < CST_COUNT(kinds) && !cst_str_is(kind, kinds[i])) {
        i++;
    }
    return i;
}

void cst_sums_sort(cst_sums *s)
{
    size_t n = s->kinds.n, placed = 0;
    cst_sum *in_order = CST_NEW(s->arena, cst_sum, n + 1);
    const size_t last = cst_kind_rank(CST_S(""));

    for (size_t rank = 0; in_order && rank <= last; rank++) {
        for (size_t i = 0; i < n; i++) {
            cst_str kind = cst_coll_str(s->c, s->kinds.at[i].kind);

            if (cst_kind_rank(kind) == rank) {
                in_order[placed++] = s->kinds.at[i];
            }
        }
    }
    if (in_order && n) {
        memcpy(s->kinds.at, in_order, n * sizeof(*in_order));
    }
}
