/* lang/rule_test: one test of one unit, built and evaluated.
 *
 * Takes the constraints of "[...]" or "<...>"; gives bit masks for the closed
 * sets and short lists for the rest. A reading key (pos, mood, ...) that a
 * composite sets itself as a feature is asked of that feature, not of the
 * borrowed readings.
 */
#include "base/utf8.h"
#include "lang/pack.h"

#define OWN_LEMMA 6 /* bit behind those of the closed sets */

/* ---------------------------------------------------------------- build */

static cst_sym name_id(const cst_names *names, cst_str s)
{
    cst_sym id = names->grow ? cst_pack_intern(names->grow, s)
                             : cst_pack_find(names->pack, s);

    return id ? id : CST_NONE;
}

static cst_sym word_id(const cst_names *names, cst_str s)
{
    cst_str norm = cst_utf8_norm(names->arena, s);
    uint32_t id = names->grow ? cst_pack_word(names->grow, norm)
                              : cst_intern_get(&names->pack->words, norm);

    return id ? id : CST_NONE;
}

typedef enum value_kind { VALUE_NAME, VALUE_LEMMA, VALUE_WORD } value_kind;

static cst_sym *value_ids(const cst_names *names, const cst_cons *c,
                          value_kind kind)
{
    cst_sym *ids = CST_NEW(names->arena, cst_sym, c->n_values);

    for (uint32_t i = 0; ids && i < c->n_values; i++) {
        cst_str v = c->values[i];

        ids[i] = kind == VALUE_WORD ? word_id(names, v)
                 : kind == VALUE_LEMMA
                     ? name_id(names, cst_utf8_norm(names->arena, v))
                     : name_id(names, v);
    }
    return ids;
}

static int64_t *value_numbers(const cst_names *names, const cst_cons *c)
{
    int64_t *numbers = CST_NEW(names->arena, int64_t, c->n_values);

    for (uint32_t i = 0; numbers && i < c->n_values; i++) {
        cst_str v = c->values[i];
        size_t minus = v.n > 1 && v.p[0] == '-';

        if (!cst_str_to_int(cst_str_sub(v, minus, v.n), &numbers[i])) {
            numbers[i] = INT64_MIN;
        } else if (minus) {
            numbers[i] = -numbers[i];
        }
    }
    return numbers;
}

static void add_mask(const cst_cons *c, cst_enum_kind kind, cst_utest *out)
{
    unsigned mask = 0;

    for (uint32_t i = 0; i < c->n_values; i++) {
        int v = cst_enum_value(kind, c->values[i]);

        mask |= v > 0 ? 1u << v : 0;
    }
    if (c->star) {
        mask = 0xFFFEu;
    }
    if (c->op == CST_RT_NE) {
        mask = ~mask;
    }
    out->mask[kind] = (uint16_t)(out->mask[kind] & mask);
    out->has_reading = true;
}

static cst_status add_rcons(const cst_names *names, const cst_cons *c,
                            cst_utest *out)
{
    cst_rcons *r = CST_PUSH(names->arena, &out->rcons);

    if (!r) {
        return CST_NOMEM;
    }
    out->has_reading = true;
    r->negative = c->op == CST_RT_NE;
    r->star = c->star;
    r->n_values = c->n_values;
    if (cst_str_is(c->key, "class")) {
        r->kind = CST_RC_CLASS;
        for (uint32_t i = 0; i < c->n_values; i++) {
            cst_sym id = cst_intern_get(&names->pack->classes, c->values[i]);

            if (id) {
                r->classes.bits[(id - 1) / 64] |= UINT64_C(1) << ((id - 1) % 64);
            }
        }
        return CST_OK;
    }
    r->kind = cst_str_is(c->key, "lemma") ? CST_RC_LEMMA : CST_RC_LEX;
    if (r->kind == CST_RC_LEX) {
        r->key = name_id(names, cst_str_sub(c->key, 4, c->key.n));
    }
    r->values = value_ids(names, c,
                          r->kind == CST_RC_LEMMA ? VALUE_LEMMA : VALUE_NAME);
    return r->values ? CST_OK : CST_NOMEM;
}

/* The token flag behind a key, 0 if it is none. */
static unsigned key_flag(cst_str key)
{
    static const struct {
        const char *key;
        unsigned flag;
    } flags[] = {{"digits", CST_TOK_NUM},   {"punct", CST_TOK_PUNCT},
                 {"glued", CST_TOK_GLUED},  {"first", CST_TOK_FIRST},
                 {"line", CST_TOK_LINE},    {"open", CST_TOK_OPEN},
                 {"close", CST_TOK_CLOSE},  {"url", CST_TOK_URL},
                 {"cap", CST_TOK_CAP}};

    for (size_t i = 0; i < CST_COUNT(flags); i++) {
        if (cst_str_is(key, flags[i].key)) {
            return flags[i].flag;
        }
    }
    return 0;
}

/* yes: the flag; no: not the flag; of capitals also "all". */
static void set_flags(const cst_cons *c, unsigned flag, cst_ucons *u)
{
    bool cap = flag == CST_TOK_CAP, yes = false, no = false, all = false;

    for (uint32_t i = 0; i < c->n_values; i++) {
        yes = yes || cst_str_is(c->values[i], "yes");
        no = no || cst_str_is(c->values[i], "no");
        all = all || cst_str_is(c->values[i], "all");
    }
    if (cap && all && !yes) {
        flag = CST_TOK_ALLCAPS;
    }
    if (no && !yes && !all) {
        u->flag_not = (uint16_t)(cap ? CST_TOK_CAP | CST_TOK_ALLCAPS : flag);
    } else if (!no) {
        u->flag = (uint16_t)flag;
    }
}

static cst_status add_role(const cst_names *names, const cst_cons *c, size_t dot,
                           cst_ucons *u)
{
    cst_cons_list rest;
    cst_cons inner = *c;
    cst_utest *sub = CST_NEW(names->arena, cst_utest, 1);

    memset(&rest, 0, sizeof(rest));
    u->kind = CST_UC_ROLE;
    u->key = name_id(names, cst_str_sub(c->key, 0, dot));
    inner.key = cst_str_sub(c->key, dot + 1, c->key.n);
    rest.v.at = &inner;
    rest.v.n = 1;
    if (!sub) {
        return CST_NOMEM;
    }
    u->sub = sub;
    return cst_utest_build(names, NULL, 0, false, &rest, sub);
}

size_t cst_key_dot(cst_str key)
{
    size_t dot = cst_str_find(key, CST_S("."), 0);

    /* "item.2" is one key: the second unit of a collecting capture. */
    while (dot != SIZE_MAX && dot + 1 < key.n && key.p[dot + 1] >= '0' &&
           key.p[dot + 1] <= '9') {
        dot = cst_str_find(key, CST_S("."), dot + 1);
    }
    return dot;
}

static cst_status add_ucons(const cst_names *names, const cst_cons *c,
                            cst_utest *out)
{
    cst_ucons *u = CST_PUSH(names->arena, &out->ucons);
    size_t dot = cst_key_dot(c->key);
    unsigned flag = key_flag(c->key);

    if (!u) {
        return CST_NOMEM;
    }
    u->op = c->op;
    u->negative = c->op == CST_RT_NE;
    u->star = c->star;
    u->n_values = c->n_values;
    if (flag) {
        u->kind = CST_UC_FLAG;
        set_flags(c, flag, u);
        out->open = out->open || (flag & ~(unsigned)CST_SHAPE_FLAGS) != 0;
        return CST_OK;
    }
    if (dot != SIZE_MAX) {
        return add_role(names, c, dot, u);
    }
    u->kind = cst_str_is(c->key, "form")   ? CST_UC_FORM
              : cst_str_is(c->key, "has")  ? CST_UC_HAS
              : cst_str_is(c->key, "head") ? CST_UC_HEAD
                                           : CST_UC_FEAT;
    u->key = name_id(names, c->key);
    u->values =
        value_ids(names, c, u->kind == CST_UC_FORM ? VALUE_WORD : VALUE_NAME);
    u->numbers = value_numbers(names, c);
    return u->values && u->numbers ? CST_OK : CST_NOMEM;
}

cst_status cst_utest_build(const cst_names *names, const cst_str *labels,
                           size_t n_labels, bool token_only,
                           const cst_cons_list *cons, cst_utest *out)
{
    cst_sym *ids = CST_NEW(names->arena, cst_sym, n_labels);

    if (!ids) {
        return CST_NOMEM;
    }
    for (size_t i = 0; i < n_labels; i++) {
        ids[i] = name_id(names, labels[i]);
    }
    out->labels = ids;
    out->n_labels = (uint32_t)n_labels;
    out->token_only = token_only;
    memset(out->mask, 0xFF, sizeof(out->mask));
    for (size_t i = 0; i < cons->v.n; i++) {
        const cst_cons *c = &cons->v.at[i];
        int kind = cst_enum_kind_of(c->key);

        if (kind >= 0) {
            add_mask(c, (cst_enum_kind)kind, out);
        } else if (cst_str_is(c->key, "lemma") || cst_str_is(c->key, "class") ||
                   cst_str_starts(c->key, CST_S("lex."))) {
            CST_TRY(add_rcons(names, c, out));
        } else {
            CST_TRY(add_ucons(names, c, out));
        }
    }
    for (uint8_t k = 0; k < CST_ENUM_KINDS; k++) {
        if (out->mask[k] != 0xFFFF) {
            out->masked_kinds[out->n_masked++] = k;
        }
    }
    return cst_arena_failed(names->arena) ? CST_NOMEM : CST_OK;
}

/* ------------------------------------------------------------- readings */

static bool in_list(const cst_sym *values, uint32_t n, cst_sym v)
{
    for (uint32_t i = 0; i < n; i++) {
        if (values[i] == v) {
            return true;
        }
    }
    return false;
}

static bool rcons_holds(const cst_pack *pack, const cst_rcons *c,
                        const cst_reading *r)
{
    bool holds = false;
    cst_sym v;

    switch (c->kind) {
    case CST_RC_CLASS:
        for (int i = 0; r->entry && i < 4; i++) {
            uint64_t bits = pack->entries.at[r->entry].classes.bits[i];

            holds = holds || (c->star ? bits : bits & c->classes.bits[i]);
        }
        break;
    case CST_RC_LEMMA:
        holds = c->star || in_list(c->values, c->n_values, r->lemma);
        break;
    case CST_RC_LEX:
        v = cst_reading_feat(pack, r, c->key);
        holds = v && (c->star || in_list(c->values, c->n_values, v));
        break;
    }
    return holds != c->negative;
}

/* own: bits of the keys that the unit answers by features of its own. */
static bool reading_passes(const cst_pack *pack, const cst_utest *t,
                           const cst_reading *r, unsigned own)
{
    for (unsigned i = 0; i < t->n_masked; i++) {
        unsigned k = t->masked_kinds[i];

        if (!(t->mask[k] >> cst_reading_enum(r, k) & 1) && !(own >> k & 1)) {
            return false;
        }
    }
    for (size_t i = 0; i < t->rcons.n; i++) {
        const cst_rcons *c = &t->rcons.at[i];

        if (!(c->kind == CST_RC_LEMMA && own >> OWN_LEMMA & 1) &&
            !rcons_holds(pack, c, r)) {
            return false;
        }
    }
    return true;
}

static unsigned sym_value(const cst_pack *pack, cst_enum_kind kind, int64_t sym)
{
    for (unsigned v = 1; v < CST_ENUM_MAX; v++) {
        if (pack->enum_syms[kind][v] == sym) {
            return v;
        }
    }
    return 0;
}

/* Check the reading keys that the unit sets itself. *own gets their bits. */
static bool own_passes(const cst_pack *pack, const cst_utest *t,
                       const cst_unit *u, unsigned *own)
{
    for (uint32_t i = 0; i < u->n_feats; i++) {
        const cst_feat *f = &u->feats[i];

        if (f->kind != CST_FEAT_SYM) {
            continue;
        }
        for (int k = 0; k < CST_ENUM_KINDS; k++) {
            if (f->key == pack->enum_keys[k]) {
                *own |= 1u << k;
                if (!(t->mask[k] >>
                          sym_value(pack, (cst_enum_kind)k, f->value) &
                      1)) {
                    return false;
                }
            }
        }
        if (f->key == pack->sym_lemma) {
            *own |= 1u << OWN_LEMMA;
            for (size_t c = 0; c < t->rcons.n; c++) {
                const cst_rcons *rc = &t->rcons.at[c];

                if (rc->kind == CST_RC_LEMMA &&
                    (rc->star || in_list(rc->values, rc->n_values,
                                         (cst_sym)f->value)) ==
                        rc->negative) {
                    return false;
                }
            }
        }
    }
    return true;
}

static bool some_reading(const cst_pack *pack, const cst_utest *t,
                         const cst_unit *u)
{
    unsigned own = 0;

    if (u->n_feats && !own_passes(pack, t, u, &own)) {
        return false;
    }
    for (uint32_t i = 0; i < u->n_readings; i++) {
        if (reading_passes(pack, t, &u->readings[i], own)) {
            return true;
        }
    }
    /* A unit without a head may still answer all by itself. */
    if (u->n_readings == 0 && own) {
        bool all = t->rcons.n == 0 ||
                   (t->rcons.n == 1 && t->rcons.at[0].kind == CST_RC_LEMMA &&
                    (own >> OWN_LEMMA & 1));

        for (int k = 0; k < CST_ENUM_KINDS; k++) {
            all = all && (t->mask[k] == 0xFFFF || (own >> k & 1));
        }
        return all;
    }
    return false;
}

/* ---------------------------------------------------------------- units */

static bool compare(uint8_t op, int64_t a, int64_t b)
{
    switch (op) {
    case '<': return a < b;
    case '>': return a > b;
    case CST_RT_LE: return a <= b;
    case CST_RT_GE: return a >= b;
    default: return a == b;
    }
}

static bool number_holds(const cst_ucons *c, int64_t value)
{
    for (uint32_t i = 0; i < c->n_values; i++) {
        if (c->numbers[i] != INT64_MIN && compare(c->op, value, c->numbers[i])) {
            return true;
        }
    }
    return false;
}

/* A symbol, which may spell an integer. */
static bool sym_holds(const cst_pack *pack, const cst_ucons *c, cst_sym sym)
{
    int64_t n;

    if (c->op == '=' || c->op == CST_RT_NE) {
        return in_list(c->values, c->n_values, sym);
    }
    return cst_str_to_int(cst_pack_str(pack, sym), &n) && number_holds(c, n);
}

static bool feat_holds(const cst_pack *pack, const cst_ucons *c,
                       const cst_sentence_units *s, const cst_unit *u)
{
    const cst_feat *f = cst_unit_feat(u, c->key);
    cst_sym sym = f ? 0 : cst_unit_sym(pack, u, c->key);

    if (c->star) {
        return f || sym;
    }
    if (!f) {
        return sym && sym_holds(pack, c, sym);
    }
    switch ((cst_feat_kind)f->kind) {
    case CST_FEAT_INT: return number_holds(c, f->value);
    case CST_FEAT_SYM: return sym_holds(pack, c, (cst_sym)f->value);
    case CST_FEAT_UNIT:
        return (uint64_t)f->value < s->units.n &&
               in_list(c->values, c->n_values, s->units.at[f->value].label);
    }
    return false;
}

/* Some child, at any depth, has one of the labels. Depth is the number of
 * layers, but a repeating layer may add 8 levels: walk with a small stack. */
static bool has_label(const cst_sentence_units *s, const cst_unit *u,
                      const cst_ucons *c)
{
    const cst_unit *stack[64];
    uint32_t next[64], depth = 0;

    stack[0] = u;
    next[0] = 0;
    for (;;) {
        const cst_unit *kid;

        if (next[depth] == stack[depth]->n_children) {
            if (depth-- == 0) {
                return false;
            }
            continue;
        }
        kid = &s->units.at[stack[depth]->children[next[depth]++]];
        if (in_list(c->values, c->n_values, kid->label)) {
            return true;
        }
        if (kid->n_children && depth + 1 < CST_COUNT(stack)) {
            stack[++depth] = kid;
            next[depth] = 0;
        }
    }
}

static bool role_holds(const cst_pack *pack, const cst_ucons *c,
                       const cst_sentence_units *s, const cst_unit *u)
{
    uint32_t role = cst_unit_role(u, c->key);

    if (role >= s->units.n) {
        return c->negative; /* "not equal" holds of what is not there */
    }
    return cst_utest_eval(pack, NULL, c->sub, s, role);
}

static bool ucons_holds(const cst_pack *pack, const cst_ucons *c,
                        const cst_sentence_units *s, const cst_unit *u)
{
    uint16_t flags;

    switch (c->kind) {
    case CST_UC_FORM:
        return (u->word && in_list(c->values, c->n_values, u->word)) !=
               c->negative;
    case CST_UC_FLAG:
        flags = u->tok_begin < s->n_tokens ? s->tokens[u->tok_begin].flags : 0;
        return ((!c->flag || (flags & c->flag)) && !(flags & c->flag_not)) !=
               c->negative;
    case CST_UC_HAS: return has_label(s, u, c) != c->negative;
    case CST_UC_HEAD:
        return (u->head < s->units.n &&
                in_list(c->values, c->n_values, s->units.at[u->head].label)) !=
               c->negative;
    case CST_UC_FEAT: return feat_holds(pack, c, s, u) != c->negative;
    case CST_UC_ROLE: return role_holds(pack, c, s, u);
    }
    return false;
}

bool cst_utest_eval(const cst_pack *pack, const cst_layer *layer,
                    const cst_utest *t, const cst_sentence_units *s,
                    uint32_t unit)
{
    const cst_unit *u = &s->units.at[unit];

    if (t->n_any) {
        cst_quick quick = cst_unit_quick(u);

        for (uint32_t i = 0; layer && i < t->n_any; i++) {
            if (cst_quick_fits(&layer->quick.at[t->any[i]], &quick) &&
                cst_utest_eval(pack, layer, &layer->tests.at[t->any[i]], s,
                               unit)) {
                return true;
            }
        }
        return false;
    }
    if (t->token_only && u->label != pack->sym_tok &&
        u->label != pack->sym_mwe) {
        return false;
    }
    if (t->n_labels && !in_list(t->labels, t->n_labels, u->label)) {
        return false;
    }
    for (size_t i = 0; i < t->ucons.n; i++) {
        if (!ucons_holds(pack, &t->ucons.at[i], s, u)) {
            return false;
        }
    }
    return !t->has_reading || some_reading(pack, t, u);
}

uint64_t cst_utest_readings(const cst_pack *pack, const cst_layer *layer,
                            const cst_utest *t, const cst_sentence_units *s,
                            uint32_t unit)
{
    const cst_unit *u = &s->units.at[unit];
    uint64_t bits = 0;
    unsigned own = 0;

    for (uint32_t i = 0; layer && i < t->n_any; i++) {
        const cst_utest *a = &layer->tests.at[t->any[i]];

        if (cst_utest_eval(pack, layer, a, s, unit)) {
            bits |= cst_utest_readings(pack, layer, a, s, unit);
        }
    }
    if (t->n_any) {
        return bits;
    }
    if (u->n_feats) {
        (void)own_passes(pack, t, u, &own);
    }
    for (uint32_t i = 0; i < u->n_readings && i < 64; i++) {
        if (!t->has_reading || reading_passes(pack, t, &u->readings[i], own)) {
            bits |= UINT64_C(1) << i;
        }
    }
    return bits;
}
