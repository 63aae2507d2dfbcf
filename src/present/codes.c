/* present/codes: what is coded of an incident, and codes by key. */
#include "present/codes.h"

/* ---------------------------------------------------------------- codes */

cst_str cst_code_value(const cst_export *x, const char *what, cst_str key)
{
    const cst_code *code = cst_codebook_code(x->codes, what, key);

    return code ? code->value : (cst_str){NULL, 0};
}

static bool is_inferred(const cst_when *d)
{
    return d->basis == CST_BASIS_PUBLICATION || d->basis == CST_BASIS_DOCUMENT;
}

/* The narrowest code that holds all days. A day that was inferred from the
 * report's own date, not stated, is never exact. */
cst_str cst_code_days(const cst_export *x, const cst_when *d)
{
    int64_t n = (int64_t)d->to - d->from + 1;

    if (!d->present || !d->from || !d->to || n < 1) {
        return (cst_str){NULL, 0};
    }
    n = n < 2 && is_inferred(d) ? 2 : n;
    for (; n <= 366; n++) {
        char key[16] = "up_to:", digits[4];
        size_t at = 6, k = 0;
        cst_str value;

        for (int64_t rest = n; rest; rest /= 10) {
            digits[k++] = (char)('0' + rest % 10);
        }
        while (k) {
            key[at++] = digits[--k];
        }
        value = cst_code_value(x, "days", (cst_str){key, at});
        if (value.p) {
            return value;
        }
    }
    return (cst_str){NULL, 0};
}

cst_str cst_code_place(const cst_export *x, const cst_spot *p)
{
    cst_place place;
    const cst_code *code;

    memset(&place, 0, sizeof(place));
    place.present = p->present;
    place.id = p->id ? cst_coll_str(x->c, p->id) : (cst_str){NULL, 0};
    place.precision = cst_coll_str(x->c, p->precision);
    place.radius_km = (double)p->radius_km;
    code = cst_codebook_place(x->codes, &place);
    return code ? code->value : (cst_str){NULL, 0};
}

cst_str cst_code_keep(cst_export *x, cst_buf *b)
{
    cst_str held = cst_buf_get(b), kept = {NULL, 0};

    if (b->failed) {
        x->out.buf.failed = true;
    } else {
        kept = (cst_str){cst_arena_copy(x->arena, held.p, held.n), held.n};
    }
    cst_buf_free(b);
    return kept.p ? kept : (cst_str){NULL, 0};
}

static cst_str with_country(cst_export *x, cst_str prefix, const cst_country *c,
                            bool ucdp)
{
    bool of = cst_str_ends(prefix, CST_S(" of"));
    cst_buf b;

    if (!c) {
        return of ? (cst_str){NULL, 0} : prefix;
    }
    cst_buf_init(&b, x->arena->allocator);
    cst_buf_str(&b, prefix);
    cst_buf_z(&b, of ? " " : " (");
    cst_buf_str(&b, ucdp ? c->ucdp_name : c->acled_name);
    cst_buf_z(&b, of ? "" : ")");
    return cst_code_keep(x, &b);
}

cst_str cst_code_called(cst_export *x, const char *key, const cst_country *c,
                        bool ucdp)
{
    const cst_code *code = cst_codebook_code(x->codes, "actor", cst_str_of(key));

    return code && code->value2.p ? with_country(x, code->value2, c, ucdp)
                                  : (cst_str){NULL, 0};
}

cst_str cst_code_name(cst_export *x, const cst_side *s, bool ucdp)
{
    const cst_code *code = cst_codebook_code(x->codes, "actor", s->key);
    cst_str name = {NULL, 0};

    if (code && code->value2.p) {
        name = with_country(x, code->value2, s->country, ucdp);
    }
    return name.p ? name : s->name;
}

/* ------------------------------------------------------------- the dead */

static const cst_kind_toll *killed(const cst_export *x, const cst_assessment *a)
{
    for (uint32_t i = 0; i < a->kinds.n; i++) {
        const cst_kind_toll *k = &x->tolls->kinds.at[a->kinds.first + i];

        if (cst_str_is(cst_coll_str(x->c, k->kind), "killed")) {
            return k;
        }
    }
    return NULL;
}

/* Does a claim say that somebody died, in this incident alone or with others? */
static bool is_told_dead(const cst_export *x, const cst_kind_toll *k)
{
    for (uint32_t i = 0; i < k->inputs.n; i++) {
        const cst_toll_input *in = &x->tolls->inputs.at[k->inputs.first + i];

        if (in->use != CST_USE_DENIED && in->use != CST_USE_TOTAL &&
            x->c->harms.at[in->harm].value != 0) {
            return true;
        }
    }
    return false;
}

/* What its parts leave over, so that nobody is in two rows: the lowest that any
 * voice leaves, up to the highest. False: no voice sums them up. */
static bool take_rest(const cst_export *x, cst_coded *k)
{
    bool found = false;

    for (uint32_t i = 0; i < k->a->residuals.n; i++) {
        const cst_residual *r =
            &x->tolls->residuals.at[k->a->residuals.first + i];
        int64_t low = r->excess >= 0 ? 0 : r->rest.low;
        int64_t high = r->excess >= 0 ? 0 : r->rest.high;

        if (x->c->harms.at[r->harm].kind != k->dead->kind) {
            continue;
        }
        k->low = !found || low < k->low ? low : k->low;
        k->high = !found || high < 0 || (k->high >= 0 && high > k->high)
                      ? high
                      : k->high;
        found = true;
    }
    k->best = k->low;
    return found;
}

static void take_dead(const cst_export *x, cst_coded *k)
{
    k->low = k->best = k->high = -1;
    k->dead = killed(x, k->a);
    k->dead_left_out = !cst_export_wants(x, "killed");
    if (!k->dead || k->dead_left_out) {
        k->dead = NULL;
        return;
    }
    if (k->apart && take_rest(x, k)) {
        k->told_dead = k->low > 0 || k->high != 0;
        return;
    }
    k->low = k->dead->low;
    k->best = k->dead->best;
    k->high = k->dead->high;
    k->told_dead = is_told_dead(x, k->dead) || k->best > 0;
}

/* ------------------------------------------------------------ documents */

void cst_code_documents(const cst_export *x, const cst_coded *k,
                        void (*fn)(void *user, uint32_t document), void *user)
{
    uint32_t last = CST_NONE;

    if (k->in->sum != CST_NONE) {
        fn(user, x->c->harms.at[k->in->sum].document);
        return;
    }
    for (uint32_t i = 0; i < k->in->events.n; i++) {
        uint32_t at = x->c->incidents.members.at[k->in->events.first + i];
        uint32_t document = x->c->events.at[at].document;

        if (document != last) {
            fn(user, document);
        }
        last = document;
    }
}

static void take_status(const cst_export *x, cst_coded *k,
                        const cst_coll_harm *h)
{
    cst_str status = cst_coll_str(x->c, h->status);

    for (int s = 0; s < CST_APART_COUNT && h->stance != CST_DENIED; s++) {
        if (cst_str_is(status, cst_apart_name((cst_apart)s))) {
            k->harmed[s] = true;
        }
    }
}

static void take_harmed(cst_export *x, cst_coded *k)
{
    for (uint32_t i = 0; i < k->in->events.n; i++) {
        uint32_t at = x->c->incidents.members.at[k->in->events.first + i];
        const cst_coll_document *d =
            &x->c->documents.at[x->c->events.at[at].document];

        for (uint32_t h = d->harms.first; h < d->harms.first + d->harms.n; h++) {
            const cst_coll_harm *harm = &x->c->harms.at[h];

            if (harm->event == at && cst_code_is_own(x, k, harm)) {
                k->own_dead = true;
            } else if (harm->event == at) {
                take_status(x, k, harm);
            }
        }
    }
}

/* foes: how many armed parties were aimed at that are named or typed. */
static cst_target target_of(const bool *harmed, size_t foes)
{
    bool police = harmed[CST_APART_POLICE];
    bool fighters = harmed[CST_APART_COMBATANT];
    bool others = harmed[CST_APART_CIVILIAN] || harmed[CST_APART_UNKNOWN];

    if (!police && !fighters && foes) {
        return harmed[CST_APART_CIVILIAN] ? CST_TARGET_MIXED
                                          : CST_TARGET_FIGHTERS;
    }
    if (!police && !fighters) {
        return harmed[CST_APART_CIVILIAN] ? CST_TARGET_CIVILIANS
                                          : CST_TARGET_UNKNOWN;
    }
    return others || (police && fighters) ? CST_TARGET_MIXED
           : police                       ? CST_TARGET_POLICE
                                          : CST_TARGET_FIGHTERS;
}

typedef struct newest {
    const cst_export *x;
    cst_day day;
} newest;

static void take_newest(void *user, uint32_t document)
{
    newest *n = user;
    cst_interval p = n->x->c->documents.at[document].published;
    cst_day day = p.to ? p.to : p.from;

    n->day = day > n->day ? day : n->day;
}

/* ---------------------------------------------------------------- whole */

bool cst_code_incident(cst_export *x, uint32_t incident,
                       const cst_inclusion *inclusion, cst_coded *k)
{
    newest n = {x, 0};

    memset(k, 0, sizeof(*k));
    k->at = incident;
    k->in = &x->c->incidents.at.at[incident];
    k->a = &x->tolls->of[incident];
    k->type = cst_coll_str(x->c, k->in->type);
    k->apart = inclusion[incident] == CST_HOLDS_OTHERS;
    k->bodies = cst_str_is(k->type, "bodies_found");
    take_dead(x, k);
    cst_code_ground(x, k);
    cst_code_sides(x, k);
    take_harmed(x, k);
    cst_code_foes(x, k);
    k->target = target_of(k->harmed, k->foes);
    cst_code_documents(x, k, take_newest, &n);
    k->newest = n.day;
    return k->a->standing != CST_STANDING_DENIED;
}
