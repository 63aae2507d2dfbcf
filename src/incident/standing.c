/* incident/standing: who is blamed, what is contested, how the incident stands.
 *
 * Blame is a set of claims. It is contested where someone denies it, or where
 * claimants by name blame others than claimants by name do. What outlets say in
 * their own voice differs in words more often than in meaning, and contests
 * nothing by itself.
 */
#include "incident/toller.h"

static const char *name_at(const char *const *names, size_t n, size_t i)
{
    return i < n ? names[i] : "";
}

const char *cst_apart_name(cst_apart status)
{
    static const char *const names[] = {"civilian", "combatant", "police",
                                        "attacker", "unknown"};

    return name_at(names, CST_COUNT(names), (size_t)status);
}

const char *cst_standing_name(cst_standing standing)
{
    static const char *const names[] = {"single_source", "corroborated",
                                        "contested", "denied"};

    return name_at(names, CST_COUNT(names), (size_t)standing);
}

bool cst_unconfirmed(cst_standing standing)
{
    return standing != CST_STANDING_CORROBORATED;
}

const char *cst_grade_name(cst_grade grade)
{
    static const char *const names[] = {"none", "confirmed", "fair", "weak",
                                        "contested", "discounted"};

    return name_at(names, CST_COUNT(names), (size_t)grade);
}

/* ---------------------------------------------------------------- blame */

/* Of a link "who is said to have done it": by whom, and whether denied. */
typedef struct blame {
    uint32_t blamed; /* place in the incident */
    uint32_t event;
    cst_sym claimant;
    bool denied, taken; /* taken: upon themselves */
} blame;

typedef struct blamer {
    cst_toller *t;
    CST_VEC(blame) all;
} blamer;

static cst_blamed *blamed_at(cst_toller *t, uint32_t i)
{
    return &t->out->blamed.at[t->a->blamed.first + i];
}

static uint32_t find_blamed(cst_toller *t, cst_sym name, cst_sym actor)
{
    cst_blamed *b;

    for (uint32_t i = 0; i < t->a->blamed.n; i++) {
        b = blamed_at(t, i);
        if (actor && b->actor ? actor == b->actor
                              : cst_toller_same_name(t, name, b->name)) {
            b->actor = b->actor ? b->actor : actor;
            return i;
        }
    }
    b = CST_PUSH(t->arena, &t->out->blamed);
    if (!b) {
        return CST_NONE;
    }
    b->name = name;
    b->actor = actor;
    return t->a->blamed.n++;
}

static void add_blame(blamer *x, uint32_t event, cst_sym name, cst_sym actor,
                      cst_sym claimant, bool denied, bool taken)
{
    uint32_t at = name ? find_blamed(x->t, name, actor) : CST_NONE;
    blame *b = at == CST_NONE ? NULL : CST_PUSH(x->t->scratch, &x->all);

    if (b) {
        *b = (blame){at, event, claimant, denied, taken};
        blamed_at(x->t, at)->denied |= denied;
    }
}

/* The surest word for it: claimed, stated, implied, denied. */
static int sureness(const cst_toller *t, cst_sym certainty)
{
    return cst_toller_is(t, certainty, "claimed")   ? 4
           : cst_toller_is(t, certainty, "stated")  ? 3
           : cst_toller_is(t, certainty, "implied") ? 2
           : cst_toller_is(t, certainty, "denied")  ? 1
                                                    : 3;
}

static void add_doers(blamer *x, uint32_t at)
{
    cst_toller *t = x->t;
    const cst_coll_event *e = &t->c->events.at[at];

    for (uint32_t i = 0; i < e->doers.n; i++) {
        const cst_doer *d = &t->c->doers.at[e->doers.first + i];
        bool denied = e->stance == CST_DENIED ||
                      cst_toller_is(t, d->certainty, "denied");
        uint32_t before = (uint32_t)x->all.n;

        add_blame(x, at, d->name, d->actor,
                  d->according_to.name ? d->according_to.name
                                       : e->claimant.name,
                  denied, cst_toller_is(t, d->certainty, "claimed"));
        if (x->all.n > before && !denied) {
            cst_blamed *b = blamed_at(t, x->all.at[before].blamed);

            if (!b->certainty ||
                sureness(t, d->certainty) > sureness(t, b->certainty)) {
                b->certainty = d->certainty;
            }
        }
    }
    for (uint32_t i = 0; i < e->claimed_by.n; i++) {
        cst_sym name = t->c->names.at[e->claimed_by.first + i];

        add_blame(x, at, name, 0, name, false, true);
    }
}

static void list_claimants(blamer *x, uint32_t i)
{
    cst_toller *t = x->t;
    cst_blamed *b = blamed_at(t, i);

    b->said_by = (cst_slice){(uint32_t)t->out->names.n, 0};
    for (size_t j = 0; j < x->all.n; j++) {
        const blame *l = &x->all.at[j];
        bool known = l->blamed != i || l->denied;

        for (uint32_t n = 0; n < b->said_by.n && !known; n++) {
            cst_sym other = t->out->names.at[b->said_by.first + n];

            known = other == l->claimant ||
                    (other && l->claimant &&
                     cst_toller_same_name(t, other, l->claimant));
        }
        if (!known) {
            cst_sym *slot = CST_PUSH(t->arena, &t->out->names);

            if (slot) {
                *slot = l->claimant;
                b->said_by.n++;
            }
        }
    }
}

/* ------------------------------------------------------------- contested */

/* Is somebody blamed by one claimant whom another clears? */
static bool is_denied(const blamer *x)
{
    for (uint32_t i = 0; i < x->t->a->blamed.n; i++) {
        const cst_blamed *b = blamed_at(x->t, i);

        if (b->denied && b->said_by.n) {
            return true;
        }
    }
    return false;
}

#define BLAMED_MAX 64   /* beyond, nobody is compared with all others */
#define BLAMES_MAX 1024

/* By who is blamed, as bits: who else is, by the same event or claimant; and
 * who is by somebody with a name. */
typedef struct company {
    uint64_t with[BLAMED_MAX];
    bool named[BLAMED_MAX];
} company;

static void find_company(const blamer *x, company *out)
{
    memset(out, 0, sizeof(*out));
    for (size_t i = 0; i < x->all.n; i++) {
        const blame *l = &x->all.at[i];

        if (l->denied) {
            continue;
        }
        out->named[l->blamed] = out->named[l->blamed] || l->claimant;
        for (size_t j = 0; j < i; j++) {
            const blame *m = &x->all.at[j];

            if (!m->denied && m->blamed != l->blamed &&
                (m->event == l->event ||
                 cst_toller_same_name(x->t, m->claimant, l->claimant))) {
                out->with[l->blamed] |= (uint64_t)1 << m->blamed;
                out->with[m->blamed] |= (uint64_t)1 << l->blamed;
            }
        }
    }
}

/* Two who are blamed by claimants with names, and never together. */
static bool has_rivals(const blamer *x)
{
    company c;

    if (x->t->a->blamed.n > BLAMED_MAX || x->all.n > BLAMES_MAX) {
        return false;
    }
    find_company(x, &c);
    for (uint32_t i = 0; i < x->t->a->blamed.n; i++) {
        for (uint32_t j = 0; c.named[i] && j < i; j++) {
            if (c.named[j] && !(c.with[i] >> j & 1)) {
                return true;
            }
        }
    }
    return false;
}

void cst_toller_blame(cst_toller *t)
{
    blamer x = {.t = t};

    t->a->blamed = (cst_slice){(uint32_t)t->out->blamed.n, 0};
    for (uint32_t i = 0; i < t->incident->events.n; i++) {
        add_doers(&x, cst_toller_member(t, t->incident->events, i));
    }
    for (uint32_t i = 0; i < t->a->blamed.n; i++) {
        list_claimants(&x, i);
    }
    if (is_denied(&x) || has_rivals(&x)) {
        t->a->contested |= CST_CONTESTED_PERPETRATOR;
    }
}

/* --------------------------------------------------------------- standing */

typedef struct stances {
    uint32_t asserted, denied;
    bool denied_someone; /* a denial that names who did not do it */
    bool taken;          /* someone says that he did it */
} stances;

static stances stances_of(const cst_toller *t)
{
    stances s = {0, 0, false, false};

    for (uint32_t i = 0; i < t->incident->events.n; i++) {
        const cst_coll_event *e =
            &t->c->events.at[cst_toller_member(t, t->incident->events, i)];

        if (e->stance == CST_DENIED) {
            s.denied++;
            s.denied_someone = s.denied_someone || e->doers.n;
            continue;
        }
        s.asserted++;
        s.taken = s.taken || e->claimed_by.n;
        for (uint32_t d = 0; d < e->doers.n && !s.taken; d++) {
            s.taken = cst_toller_is(
                t, t->c->doers.at[e->doers.first + d].certainty, "claimed");
        }
    }
    return s;
}

static const cst_kind_toll *kind_at(const cst_toller *t, uint32_t i)
{
    return &t->out->kinds.at[t->a->kinds.first + i];
}

/* Is anyone said to have been killed or hurt? A toll of none is no harm. */
static bool tells_of_harm(const cst_toller *t, bool *fighters_only)
{
    bool any = false;

    *fighters_only = true;
    for (uint32_t i = 0; i < t->a->kinds.n; i++) {
        const cst_kind_toll *k = kind_at(t, i);

        if (!cst_toller_is(t, k->kind, "killed") &&
            !cst_toller_is(t, k->kind, "injured")) {
            continue;
        }
        for (uint32_t j = 0; j < k->inputs.n; j++) {
            const cst_toll_input *in =
                &t->out->inputs.at[k->inputs.first + j];
            const cst_coll_harm *h = &t->c->harms.at[in->harm];

            if (in->use == CST_USE_DENIED || in->use == CST_USE_TOTAL ||
                h->value == 0) {
                continue;
            }
            any = true;
            *fighters_only = *fighters_only &&
                             (cst_toller_is(t, h->status, "combatant") ||
                              cst_toller_is(t, h->status, "attacker"));
        }
    }
    return any;
}

static cst_grade grade(const cst_toller *t, const stances *s)
{
    bool fighters_only;

    if (!tells_of_harm(t, &fighters_only)) {
        return CST_GRADE_NONE;
    }
    if (fighters_only) {
        return CST_GRADE_DISCOUNTED;
    }
    if (t->a->contested &
        (CST_CONTESTED_PERPETRATOR | CST_CONTESTED_OCCURRENCE)) {
        return CST_GRADE_CONTESTED;
    }
    if (s->taken) {
        return CST_GRADE_CONFIRMED;
    }
    return t->a->sources >= 2 ? CST_GRADE_FAIR : CST_GRADE_WEAK;
}

void cst_toller_stand(cst_toller *t)
{
    cst_assessment *a = t->a;
    stances s = stances_of(t);

    /* A denial that names nobody, or clears whom nobody blames, denies that it
     * happened so. */
    if (s.denied && s.asserted &&
        (!s.denied_someone || !(a->contested & CST_CONTESTED_PERPETRATOR))) {
        a->contested |= s.denied_someone ? CST_CONTESTED_PERPETRATOR
                                         : CST_CONTESTED_OCCURRENCE;
    }
    for (uint32_t i = 0; i < a->kinds.n; i++) {
        if (kind_at(t, i)->contested) {
            a->contested |= CST_CONTESTED_TOLL;
        }
    }
    a->standing = s.denied && !s.asserted ? CST_STANDING_DENIED
                  : a->contested          ? CST_STANDING_CONTESTED
                  : a->sources >= 2       ? CST_STANDING_CORROBORATED
                                          : CST_STANDING_SINGLE;
    a->grade = grade(t, &s);
}
