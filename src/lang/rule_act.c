/* lang/rule_act: what a matched rule does.
 *
 * Takes the captures of the best match; makes or lifts a unit, reduces readings,
 * sets features. All memory that units hold is the sentence's arena's.
 */
#include "lang/cascade.h"

typedef struct actor {
    cst_cascade *c;
    const cst_rule *rule;
    uint32_t index; /* of the rule in the pack */
    const cst_best *best;
} actor;

/* The last capture of a slot, NULL if it took no part. */
static const cst_cap *find_cap(const actor *x, uint32_t slot)
{
    for (uint32_t at = x->best->cap; at; at = x->c->caps.at[at].prev) {
        if (x->c->caps.at[at].slot == slot) {
            return &x->c->caps.at[at];
        }
    }
    return NULL;
}

/* Readings of the captured unit that the match used, as bits. */
static uint64_t used_readings(const actor *x, const cst_cap *cap)
{
    const cst_unit *u = &x->c->s->units.at[cap->unit];
    uint64_t all = u->n_readings >= 64 ? UINT64_MAX
                                       : (UINT64_C(1) << u->n_readings) - 1;
    uint64_t used;

    if (cap->test == CST_NONE) {
        return all;
    }
    used = cst_utest_readings(x->c->pack, x->c->layer,
                              &x->c->layer->tests.at[cap->test], x->c->s,
                              cap->unit);
    return used ? used : all;
}

/* "make np ...": what was done, for who listens. */
static void tell(actor *x, uint32_t unit, const char *what)
{
    cst_cascade *c = x->c;
    cst_buf b;

    cst_buf_init(&b, c->arena.allocator);
    cst_buf_z(&b, what);
    cst_buf_char(&b, ' ');
    cst_unit_describe(c->pack, c->s, unit, &b);
    cst_buf_char(&b, '\0');
    c->told = cst_units_span(c->s, &c->s->units.at[unit], 0);
    /* The id ends with the name and a NUL; the name alone has none. */
    c->trace(c->trace_user, c->layer->name,
             x->rule->id.p + x->rule->id.n - x->rule->name.n,
             &c->s->units.at[unit], b.failed ? what : cst_buf_get(&b).p);
    cst_buf_free(&b);
}

static void trace(actor *x, uint32_t unit, const char *what)
{
    x->c->fired[x->index]++;
    x->c->changed = true;
    if (x->c->trace) {
        tell(x, unit, what);
    }
}

/* --------------------------------------------------------------- values */

static bool from_sym(const cst_pack *pack, cst_sym sym, cst_feat *out)
{
    int64_t n;

    if (!sym) {
        return false;
    }
    /* A lexicon feature may spell an integer. */
    if (cst_str_to_int(cst_pack_str(pack, sym), &n)) {
        out->kind = CST_FEAT_INT;
        out->value = n;
    } else {
        out->kind = CST_FEAT_SYM;
        out->value = sym;
    }
    return true;
}

/* A property of the first used reading that has it; 0 = none. */
static cst_sym reading_value(const actor *x, const cst_cap *cap,
                             const cst_cterm *t)
{
    const cst_unit *u = &x->c->s->units.at[cap->unit];
    uint64_t used = used_readings(x, cap);

    for (uint32_t i = 0; i < u->n_readings && i < 64; i++) {
        const cst_reading *r = &u->readings[i];
        cst_sym v = 0;

        if (!(used >> i & 1)) {
            continue;
        }
        if (t->kind == CST_TERM_LEMMA) {
            v = r->lemma;
        } else if (t->kind == CST_TERM_ENUM) {
            cst_enum_kind kind = (cst_enum_kind)t->enum_kind;

            v = x->c->pack->enum_syms[kind][cst_reading_enum(r, kind)];
        } else {
            v = cst_reading_feat(x->c->pack, r, t->sym);
        }
        if (v) {
            return v;
        }
    }
    return 0;
}

/* Value of one term; false if the capture took no part or has none. */
static bool term_value(const actor *x, const cst_cterm *t, cst_feat *out)
{
    const cst_cap *cap;
    const cst_feat *f;

    if (t->kind == CST_TERM_INT || t->kind == CST_TERM_SYM) {
        out->kind = t->kind == CST_TERM_INT ? CST_FEAT_INT : CST_FEAT_SYM;
        out->value = t->kind == CST_TERM_INT ? t->n : (int64_t)t->sym;
        return true;
    }
    cap = find_cap(x, t->slot);
    if (!cap) {
        return false;
    }
    if (t->kind == CST_TERM_UNIT) {
        out->kind = CST_FEAT_UNIT;
        out->value = cap->unit;
        return true;
    }
    f = t->kind == CST_TERM_LEX
            ? NULL
            : cst_unit_feat(&x->c->s->units.at[cap->unit], t->sym);
    if (f) {
        out->kind = f->kind;
        out->value = f->value;
        return true;
    }
    if (t->kind == CST_TERM_LEMMA || t->kind == CST_TERM_ENUM) {
        out->kind = CST_FEAT_SYM;
        out->value = reading_value(x, cap, t);
        return out->value != 0;
    }
    return from_sym(x->c->pack, reading_value(x, cap, t), out);
}

static bool calculate(char op, int64_t a, int64_t b, int64_t *out)
{
    switch (op) {
    case '+': return !__builtin_add_overflow(a, b, out);
    case '-': return !__builtin_sub_overflow(a, b, out);
    case '*': return !__builtin_mul_overflow(a, b, out);
    default: return false;
    }
}

static bool assign_value(const actor *x, const cst_cassign *a, cst_feat *out)
{
    if (!term_value(x, &a->terms[0], out)) {
        return false;
    }
    for (uint32_t i = 1; i < a->n_terms; i++) {
        cst_feat f;

        if (!term_value(x, &a->terms[i], &f) || f.kind != CST_FEAT_INT ||
            out->kind != CST_FEAT_INT ||
            !calculate(a->terms[i].op, out->value, f.value, &out->value)) {
            return false;
        }
    }
    return true;
}

/* ---------------------------------------------------------------- units */

static bool set_feat(actor *x, uint32_t unit, cst_feat f, bool *changed)
{
    const cst_feat *old = cst_unit_feat(&x->c->s->units.at[unit], f.key);

    if (old && old->kind == f.kind && old->value == f.value) {
        return true;
    }
    *changed = true;
    if (!cst_unit_put(x->c->out, &x->c->s->units.at[unit], f)) {
        x->c->nomem = true;
        return false;
    }
    return true;
}

/* All units of a collecting capture: key, key.2, key.3 in text order. */
static void set_collected(actor *x, uint32_t unit, const cst_cassign *a,
                          bool *changed)
{
    uint32_t slot = a->terms[0].slot, n = 0, i = 0;

    for (uint32_t at = x->best->cap; at; at = x->c->caps.at[at].prev) {
        n += x->c->caps.at[at].slot == slot;
    }
    for (uint32_t at = x->best->cap; at; at = x->c->caps.at[at].prev) {
        const cst_cap *cap = &x->c->caps.at[at];
        uint32_t place = n - 1 - i; /* the list runs from the last */

        if (cap->slot != slot) {
            continue;
        }
        i++;
        if (place <= a->n_more) {
            set_feat(x, unit,
                     (cst_feat){place ? a->more[place - 1] : a->key,
                                CST_FEAT_UNIT, cap->unit},
                     changed);
        }
    }
}

/* The unit takes the readings of its head that the match used. */
static void set_head(actor *x, uint32_t unit, const cst_cap *cap)
{
    cst_unit *u = &x->c->s->units.at[unit];
    const cst_unit *from = &x->c->s->units.at[cap->unit];
    uint64_t used = used_readings(x, cap);
    uint32_t n = 0;

    u->head = cap->unit;
    u->readings = CST_NEW(x->c->out, cst_reading, from->n_readings);
    if (!u->readings) {
        x->c->nomem = true;
        return;
    }
    for (uint32_t i = 0; i < from->n_readings; i++) {
        if (i >= 64 || (used >> i & 1)) {
            u->readings[n++] = from->readings[i];
        }
    }
    u->n_readings = n;
    cst_unit_sum(x->c->pack, u);
}

static void assign_all(actor *x, uint32_t unit, const cst_caction *act,
                       bool *changed)
{
    for (uint32_t i = 0; i < act->n_assigns && !x->c->nomem; i++) {
        const cst_cassign *a = &act->assigns[i];
        cst_feat f = {.key = a->key};

        if (a->head) {
            const cst_cap *cap = find_cap(x, a->terms[0].slot);

            if (cap && act->kind <= CST_ACT_LIFT) {
                set_head(x, unit, cap);
            }
        } else if (a->n_more) {
            set_collected(x, unit, a, changed);
        } else if (assign_value(x, a, &f)) {
            set_feat(x, unit, f, changed);
        }
    }
}

/* The part of the match that the action covers, as indexes of the row. */
static void covered(const actor *x, const cst_caction *act, uint32_t *from,
                    uint32_t *to)
{
    uint32_t begin = x->c->read, end = begin + x->best->length;
    const cst_cap *a, *b;

    *from = begin;
    *to = end;
    if (act->span[0] == CST_NO_SLOT) {
        return;
    }
    a = find_cap(x, act->span[0]);
    b = find_cap(x, act->span[1]);
    a = a ? a : b;
    b = b ? b : a;
    /* Captures of the context can't be covered. */
    if (a && a->at >= begin && b->at < end && a->at <= b->at) {
        *from = a->at;
        *to = b->at + 1;
    }
}

static bool insert_lifted(cst_cascade *c, uint32_t unit)
{
    cst_sentence_units *s = c->s;
    uint32_t *slot = CST_PUSH(c->out, &s->lifted);
    size_t i = s->lifted.n - 1;

    if (!slot) {
        return false;
    }
    while (i > 0 && s->units.at[s->lifted.at[i - 1]].tok_begin >
                        s->units.at[unit].tok_begin) {
        s->lifted.at[i] = s->lifted.at[i - 1];
        i--;
    }
    s->lifted.at[i] = unit;
    return true;
}

/* Make the unit over row[from..to) and move the row on behind it. */
static bool make_unit(actor *x, const cst_caction *act)
{
    cst_cascade *c = x->c;
    cst_sentence_units *s = c->s;
    uint32_t from, to, unit;
    bool changed = false;

    covered(x, act, &from, &to);
    unit = cst_unit_new(c->out, s, s->top.at + from, to - from, act->label);
    if (unit == CST_NONE) {
        c->nomem = true;
        return false;
    }
    s->units.at[unit].rule = x->index + 1;
    assign_all(x, unit, act, &changed);
    while (c->read < from) {
        s->top.at[c->written++] = s->top.at[c->read++];
    }
    c->read = to;
    if (act->kind == CST_ACT_LIFT) {
        s->units.at[unit].lifted = true;
        s->units.at[unit].anchor =
            to < s->top.n ? s->top.at[to] : CST_NONE;
        c->nomem = c->nomem || !insert_lifted(c, unit);
    } else {
        s->top.at[c->written++] = unit;
    }
    trace(x, unit, act->kind == CST_ACT_LIFT ? "lift" : "make");
    return true;
}

/* Keep the readings that pass, or those that do not; never none. */
static void reduce(actor *x, const cst_caction *act)
{
    const cst_cap *cap = find_cap(x, act->slot);
    cst_unit *u;
    uint64_t pass;
    uint32_t n = 0, kept = 0;

    if (!cap) {
        return;
    }
    u = &x->c->s->units.at[cap->unit];
    pass = cst_utest_readings(x->c->pack, x->c->layer,
                              &x->c->layer->tests.at[act->test], x->c->s,
                              cap->unit);
    pass = act->kind == CST_ACT_KEEP ? pass : ~pass;
    for (uint32_t i = 0; i < u->n_readings && i < 64; i++) {
        kept += (uint32_t)(pass >> i & 1);
    }
    if (kept == 0 || kept == u->n_readings) {
        return;
    }
    for (uint32_t i = 0; i < u->n_readings && i < 64; i++) {
        if (pass >> i & 1) {
            u->readings[n++] = u->readings[i];
        }
    }
    u->n_readings = n;
    u->reduced = true;
    cst_cascade_forget(x->c);
    trace(x, cap->unit, act->kind == CST_ACT_KEEP ? "keep" : "drop");
}

static void tag_unit(actor *x, const cst_caction *act)
{
    const cst_cap *cap = find_cap(x, act->slot);
    bool changed = false;
    uint32_t unit;

    if (!cap) {
        return;
    }
    unit = cap->unit;
    assign_all(x, unit, act, &changed);
    if (changed) {
        cst_cascade_forget(x->c);
        trace(x, unit, "tag");
    }
}

bool cst_act(cst_cascade *c, uint32_t rule, const cst_best *best)
{
    actor x = {.c = c, .index = c->layer->rules_from + rule, .best = best};
    const cst_caction *make = NULL;

    x.rule = &c->pack->rules.at[x.index];
    for (uint32_t i = 0; i < x.rule->n_program && !c->nomem; i++) {
        const cst_caction *act = &x.rule->program[i];

        if (act->kind <= CST_ACT_LIFT) {
            make = act;
        } else if (act->kind == CST_ACT_TAG) {
            tag_unit(&x, act);
        } else {
            reduce(&x, act);
        }
    }
    /* Last, as it moves the row that captures point into. */
    return make && make_unit(&x, make);
}
