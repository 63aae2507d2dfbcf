/* present/codes_text: cells of words: sources, flags, and what is told, in plain
 * English made of the records alone. No sentence of a report is quoted. */
#include "present/codes.h"

/* Semicolons part texts; line ends have no place in a cell of one line. */
void cst_code_put(cst_buf *b, cst_str s)
{
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];

        cst_buf_char(b, c == ';' ? ',' : c < 0x20 ? ' ' : s.p[i]);
    }
}

static void put_digits(cst_buf *b, int v, int width)
{
    char text[8];

    for (int i = width; i-- > 0; v /= 10) {
        text[i] = (char)('0' + v % 10);
    }
    cst_buf_add(b, text, (size_t)width);
}

void cst_code_put_day(cst_buf *b, cst_day day)
{
    int y, m, d;

    if (day == 0) {
        return;
    }
    cst_day_to_ymd(day, &y, &m, &d);
    put_digits(b, y, 4);
    cst_buf_char(b, '-');
    put_digits(b, m, 2);
    cst_buf_char(b, '-');
    put_digits(b, d, 2);
}

/* -------------------------------------------------------------- sources */

/* Several texts in one cell, each once. */
typedef struct joiner {
    cst_export *x;
    cst_buf b;
    cst_intern seen;
    bool broken;
} joiner;

static void join_begin(joiner *j, cst_export *x)
{
    memset(j, 0, sizeof(*j));
    j->x = x;
    cst_buf_init(&j->b, x->arena->allocator);
    j->broken = cst_intern_init(&j->seen, x->arena) != CST_OK;
}

static void join(joiner *j, cst_str s)
{
    if (!s.n || j->broken || cst_intern_get(&j->seen, s)) {
        return;
    }
    j->broken = cst_intern_put(&j->seen, s) == 0;
    if (j->b.n) {
        cst_buf_z(&j->b, ";");
    }
    cst_code_put(&j->b, s);
}

static cst_str join_end(joiner *j)
{
    j->b.failed = j->b.failed || j->broken;
    return cst_code_keep(j->x, &j->b);
}

static void join_outlet(void *user, uint32_t document)
{
    joiner *j = user;

    join(j, j->x->heads[document].outlet);
}

static void join_claimants(joiner *j, const cst_coded *k)
{
    const cst_export *x = j->x;

    for (uint32_t i = 0; i < k->a->voices.n; i++) {
        const cst_voice *v = &x->tolls->voices.at[k->a->voices.first + i];

        if (!v->own) {
            join(j, cst_coll_str(x->c, v->name));
        }
    }
}

cst_str cst_code_outlets(cst_export *x, const cst_coded *k)
{
    joiner j;

    join_begin(&j, x);
    cst_code_documents(x, k, join_outlet, &j);
    join_claimants(&j, k);
    return join_end(&j);
}

cst_str cst_code_claimants(cst_export *x, const cst_coded *k)
{
    joiner j;

    join_begin(&j, x);
    join_claimants(&j, k);
    return join_end(&j);
}

/* ---------------------------------------------------------------- flags */

static void flag(cst_buf *b, const char *name, const char *value)
{
    if (b->n) {
        cst_buf_z(b, "; ");
    }
    cst_buf_z(b, name);
    cst_buf_z(b, value);
}

static void flag_int(cst_buf *b, const char *name, int64_t v)
{
    flag(b, name, "");
    cst_buf_int(b, v);
}

static void flag_doubts(cst_buf *b, const cst_coded *k)
{
    static const char *const contested[] = {"perpetrator", "occurrence", "toll"};

    flag(b, "status ", cst_standing_name(k->a->standing));
    if (cst_unconfirmed(k->a->standing)) {
        flag(b, "unconfirmed", "");
    }
    for (size_t i = 0; i < CST_COUNT(contested); i++) {
        if (k->a->contested >> i & 1) {
            flag(b, "contested ", contested[i]);
        }
    }
    if (k->disputed) {
        flag(b, "different perpetrators are named: none is coded", "");
    }
    if (k->foes_disputed) {
        flag(b, "armed people of different parties were hit: none is coded", "");
    }
    flag_int(b, "independent sources ", k->a->sources);
    flag(b, "proposed grade ", cst_grade_name(k->a->grade));
}

static void flag_dead(cst_buf *b, const cst_coded *k)
{
    if (k->apart) {
        flag(b, "an aggregate: the dead are those that the incidents within "
                "it leave over", "");
    }
    if (k->bodies && k->told_dead) {
        flag(b, "bodies found, counted as dead nowhere here: they may be of "
                "another row", "");
    }
    if (k->dead_left_out) {
        flag(b, "dead: left out, other kinds of harm were asked for", "");
    }
    if (k->dead && k->dead->stated_max > k->dead->stated_min) {
        flag_int(b, "dead: stated ", k->dead->stated_min);
        cst_buf_z(b, "..");
        cst_buf_int(b, k->dead->stated_max);
    }
    if (k->dead && k->dead->summed) {
        flag(b, "dead: a sum over its sites", "");
    }
    if (k->told_dead && k->low < 0) {
        flag(b, "dead: no lower bound", "");
    }
    if (k->told_dead && k->high < 0) {
        flag(b, "dead: no upper bound", "");
    } else if (k->told_dead && k->dead && k->dead->open) {
        flag(b, "dead: open above", "");
    }
}

static void flag_days(cst_buf *b, const cst_when *d)
{
    if (!d->present || !d->from) {
        flag(b, "day not known", "");
    } else if (d->to != d->from) {
        flag(b, "days ", "");
        cst_code_put_day(b, d->from);
        cst_buf_z(b, "..");
        cst_code_put_day(b, d->to);
    }
    if (d->present && d->from && d->basis) {
        flag(b, "day by ", cst_basis_name((cst_basis)d->basis));
    }
}

cst_str cst_code_flags(cst_export *x, const cst_coded *k)
{
    const cst_incidents *all = &x->c->incidents;
    cst_str precision = cst_coll_str(x->c, k->in->place.precision);
    cst_buf b;

    cst_buf_init(&b, x->arena->allocator);
    flag(&b, "automatic draft by constat ", cst_version());
    flag(&b, "codebook ", x->book_name);
    flag(&b, "strategy ", x->strategy_name);
    flag(&b, "incident ", k->in->id);
    if (k->in->parent != CST_NONE) {
        flag(&b, "site of ", all->at.at[k->in->parent].id);
    }
    flag_doubts(&b, k);
    flag_dead(&b, k);
    flag_days(&b, &k->in->date);
    flag(&b, "place ", "");
    cst_code_put(&b, k->in->place.present && precision.n ? precision
                                                         : CST_S("unknown"));
    return cst_code_keep(x, &b);
}

/* ---------------------------------------------------------------- notes */

/* "air_strike" is "air strike". */
static void put_code(cst_buf *b, cst_str code)
{
    for (size_t i = 0; i < code.n; i++) {
        cst_buf_char(b, code.p[i] == '_' ? ' ' : code.p[i]);
    }
}

static void put_capital(cst_buf *b, cst_str code)
{
    size_t at = b->n;

    put_code(b, code);
    if (b->n > at && b->p[at] >= 'a' && b->p[at] <= 'z') {
        b->p[at] = (char)(b->p[at] - 'a' + 'A');
    }
}

static void put_days(cst_buf *b, const cst_when *d)
{
    if (!d->present || !d->from) {
        cst_buf_z(b, ", day not told");
    } else if (d->to == d->from) {
        cst_buf_z(b, " on ");
        cst_code_put_day(b, d->from);
    } else if (d->to) {
        cst_buf_z(b, " between ");
        cst_code_put_day(b, d->from);
        cst_buf_z(b, " and ");
        cst_code_put_day(b, d->to);
    } else {
        cst_buf_z(b, " from ");
        cst_code_put_day(b, d->from);
        cst_buf_z(b, " on");
    }
}

static void put_place(cst_buf *b, const cst_export *x, const cst_spot *p)
{
    if (!p->present || !p->name) {
        cst_buf_z(b, ", place not told");
        return;
    }
    cst_buf_z(b, " at ");
    cst_code_put(b, cst_coll_str(x->c, p->name));
    for (uint32_t i = 0; i < p->in.n; i++) {
        cst_buf_z(b, ", ");
        cst_code_put(b, cst_coll_str(x->c, x->c->names.at[p->in.first + i]));
    }
}

static void put_blamed(cst_buf *b, const cst_export *x, const cst_coded *k)
{
    for (uint32_t i = 0; i < k->a->blamed.n; i++) {
        const cst_blamed *w = &x->tolls->blamed.at[k->a->blamed.first + i];
        bool own = w->said_by.n == 0;

        cst_buf_z(b, own ? " Denied of " : " Said to be by ");
        cst_code_put(b, cst_coll_str(x->c, w->name));
        for (uint32_t j = 0; j < w->said_by.n; j++) {
            cst_sym who = x->tolls->names.at[w->said_by.first + j];

            cst_buf_z(b, j ? ", " : " (");
            if (who) {
                cst_code_put(b, cst_coll_str(x->c, who));
            } else {
                cst_buf_z(b, "the report itself");
            }
        }
        cst_buf_z(b, w->said_by.n ? ")" : "");
        cst_buf_z(b, w->denied && !own ? ", which is denied." : ".");
    }
}

/* Targets or weapons of all accounts, each once. */
static void put_names(cst_buf *b, cst_export *x, const cst_coded *k,
                      const char *head, bool weapons)
{
    joiner j;
    cst_str names;

    join_begin(&j, x);
    for (uint32_t i = 0; i < k->in->events.n; i++) {
        uint32_t at = x->c->incidents.members.at[k->in->events.first + i];
        const cst_coll_event *e = &x->c->events.at[at];
        cst_slice run = weapons ? e->weapons : e->targets;

        for (uint32_t n = 0; n < run.n && e->stance != CST_DENIED; n++) {
            join(&j, cst_coll_str(x->c, x->c->names.at[run.first + n]));
        }
    }
    names = join_end(&j);
    if (names.n) {
        cst_buf_z(b, head);
        cst_buf_str(b, names);
        cst_buf_char(b, '.');
    }
}

static void put_count(cst_buf *b, const cst_coll_harm *h)
{
    static const char *const words[] = {
        [CST_EXACT] = "", [CST_BETWEEN] = "between ",
        [CST_AT_LEAST] = "at least ", [CST_MORE_THAN] = "more than ",
        [CST_AT_MOST] = "at most ", [CST_LESS_THAN] = "fewer than ",
        [CST_ABOUT] = "about ", [CST_VAGUE] = "in words, of the order of ",
        [CST_UNSPECIFIED] = ""};

    if (h->value < 0 || h->qualifier == CST_UNSPECIFIED) {
        cst_buf_z(b, "an unstated number");
        return;
    }
    cst_buf_z(b, words[h->qualifier]);
    cst_buf_int(b, h->value);
    if (h->value2 >= 0) {
        cst_buf_z(b, h->qualifier == CST_BETWEEN ? " and " : " or ");
        cst_buf_int(b, h->value2);
    }
}

static void put_status(cst_buf *b, const cst_export *x, const cst_coll_harm *h)
{
    cst_str status = cst_coll_str(x->c, h->status);

    if (status.n && !cst_str_is(status, "unknown")) {
        cst_buf_char(b, ' ');
        put_code(b, status);
    }
    if (h->group) {
        cst_buf_char(b, ' ');
        put_code(b, cst_coll_str(x->c, h->group));
    }
}

static void put_claim(cst_buf *b, const cst_export *x, const cst_toll_input *in)
{
    const cst_coll_harm *h = &x->c->harms.at[in->harm];
    cst_str outlet = x->heads[h->document].outlet;

    put_count(b, h);
    put_status(b, x, h);
    cst_buf_z(b, " (");
    if (h->claimant.name) {
        cst_code_put(b, cst_coll_str(x->c, h->claimant.name));
    } else {
        cst_code_put(b, outlet.n ? outlet : CST_S("the report itself"));
    }
    if (in->at.from) {
        cst_buf_z(b, ", ");
        cst_code_put_day(b, in->at.to ? in->at.to : in->at.from);
    }
    if (in->use != CST_USE_CURRENT) {
        cst_buf_z(b, ", ");
        put_code(b, cst_str_of(cst_use_name(in->use)));
    }
    cst_buf_z(b, ")");
}

static void put_kind(cst_buf *b, const cst_export *x, const cst_kind_toll *t)
{
    cst_buf_char(b, ' ');
    put_capital(b, cst_coll_str(x->c, t->kind));
    cst_buf_z(b, ": ");
    for (uint32_t i = 0; i < t->inputs.n; i++) {
        cst_buf_z(b, i ? ", " : "");
        put_claim(b, x, &x->tolls->inputs.at[t->inputs.first + i]);
    }
    cst_buf_char(b, '.');
}

cst_str cst_code_notes(cst_export *x, const cst_coded *k)
{
    cst_buf b;

    cst_buf_init(&b, x->arena->allocator);
    put_capital(&b, k->type);
    put_days(&b, &k->in->date);
    put_place(&b, x, &k->in->place);
    cst_buf_char(&b, '.');
    put_blamed(&b, x, k);
    put_names(&b, x, k, " Target: ", false);
    put_names(&b, x, k, " Weapon: ", true);
    for (uint32_t i = 0; i < k->a->kinds.n; i++) {
        put_kind(&b, x, &x->tolls->kinds.at[k->a->kinds.first + i]);
    }
    return cst_code_keep(x, &b);
}
