/* incident/toll: claims of an incident to tolls, kind by kind.
 *
 * Each harm of each event is an input, oldest first. Its use is told by what it
 * is (a part, a sum, a denial, one side's dead), then by what its claimant says
 * later: one voice has one standing number, what it said before is overtaken.
 */
#include "incident/toller.h"

#include <stdlib.h>

/* ---------------------------------------------------------------- names */

static const char *name_at(const char *const *names, size_t n, size_t i)
{
    return i < n ? names[i] : "";
}

const char *cst_strategy_name(cst_strategy strategy)
{
    static const char *const names[] = {"latest", "majority", "lowest",
                                        "range"};

    return name_at(names, CST_COUNT(names), (size_t)strategy);
}

const char *cst_use_name(cst_use use)
{
    static const char *const names[] = {
        "current", "overtaken", "repeated", "side", "attackers", "wordless",
        "part", "some", "total", "denied"};

    return name_at(names, CST_COUNT(names), (size_t)use);
}

const char *cst_doubt_name(cst_doubt doubt)
{
    static const char *const names[] = {"none", "hedged", "party"};

    return name_at(names, CST_COUNT(names), (size_t)doubt);
}

/* --------------------------------------------------------------- inputs */

static cst_toll_input *input(const cst_toller *t, const cst_kind_toll *k,
                             uint32_t i)
{
    return &t->out->inputs.at[k->inputs.first + i];
}

static const cst_coll_harm *harm_of(const cst_toller *t,
                                    const cst_toll_input *in)
{
    return &t->c->harms.at[in->harm];
}

static bool has_number(const cst_coll_harm *h)
{
    return h->value >= 0 && h->qualifier != CST_VAGUE &&
           h->qualifier != CST_UNSPECIFIED;
}

bool cst_toller_stated(const cst_toller *t, const cst_toll_input *in)
{
    const cst_coll_harm *h = harm_of(t, in);

    return in->use <= CST_USE_REPEATED && !h->total && has_number(h);
}

/* What a record is by itself. */
static cst_use own_use(const cst_coll_harm *h, cst_bounds b)
{
    if (h->stance == CST_DENIED) {
        return CST_USE_DENIED;
    }
    if (h->part_of != CST_NONE) {
        return CST_USE_PART;
    }
    if (h->total) {
        return CST_USE_TOTAL;
    }
    if (h->some || h->person) {
        return CST_USE_SOME;
    }
    return has_number(h) || b.low >= 0 || b.high >= 0 ? CST_USE_CURRENT
                                                      : CST_USE_WORDLESS;
}

/* Does the claimant speak of what its own side did? */
static bool is_party(cst_toller *t, const cst_said *who)
{
    for (uint32_t i = 0; i < t->a->blamed.n; i++) {
        const cst_blamed *b = &t->out->blamed.at[t->a->blamed.first + i];

        if ((who->side && who->side == b->actor) ||
            (who->name && cst_toller_same_name(t, who->name, b->name))) {
            return true;
        }
    }
    return false;
}

static void add_input(cst_toller *t, uint32_t at)
{
    const cst_coll_harm *h = &t->c->harms.at[at];
    const cst_coll_document *d = &t->c->documents.at[h->document];
    cst_toll_input *in = CST_PUSH(t->arena, &t->out->inputs);

    if (!in) {
        return;
    }
    in->harm = at;
    in->bounds = cst_codebook_bounds(t->o->book, h->qualifier, h->value,
                                     h->value2);
    in->use = own_use(h, in->bounds);
    in->other = in->use == CST_USE_PART ? h->part_of : CST_NONE;
    in->source = cst_toller_voice(t, h->document, h->claimant.name);
    in->at = h->as_of.from ? h->as_of : d->published;
    in->doubt = h->stance == CST_HEDGED        ? CST_DOUBT_HEDGED
                : is_party(t, &h->claimant) ? CST_DOUBT_PARTY
                                            : CST_DOUBT_NONE;
}

/* Oldest first; of one time, in order of document and text. */
static int by_time(const void *a, const void *b)
{
    const cst_toll_input *x = a, *y = b;

    if (x->at.from != y->at.from) {
        return x->at.from < y->at.from ? -1 : 1;
    }
    if (x->at.minutes != y->at.minutes) {
        return x->at.minutes < y->at.minutes ? -1 : 1;
    }
    return (x->harm > y->harm) - (x->harm < y->harm);
}

/* ---------------------------------------------------------------- apart */

static bool is_whole(const cst_toll_input *in)
{
    return in->use == CST_USE_CURRENT;
}

static bool armed(const cst_toller *t, const cst_coll_harm *h)
{
    return cst_toller_is(t, h->status, "combatant") ||
           cst_toller_is(t, h->status, "police");
}

static bool attackers(const cst_toller *t, const cst_coll_harm *h)
{
    return cst_toller_is(t, h->status, "attacker");
}

static bool one_status(const cst_toller *t, const cst_coll_harm *h)
{
    return armed(t, h) || attackers(t, h) ||
           cst_toller_is(t, h->status, "civilian");
}

/* Does the same voice, in the same report, tell others of another status? */
static bool enumerated(const cst_toller *t, const cst_kind_toll *k, uint32_t i)
{
    const cst_toll_input *in = input(t, k, i);
    const cst_coll_harm *h = harm_of(t, in);

    for (uint32_t j = 0; j < k->inputs.n; j++) {
        const cst_toll_input *other = input(t, k, j);
        const cst_coll_harm *o = harm_of(t, other);

        if (j != i && is_whole(other) && other->source == in->source &&
            o->document == h->document && o->status != h->status &&
            one_status(t, o)) {
            return true;
        }
    }
    return false;
}

/* One person of whom something is told, in a report that counts more: no report
 * offers that one as the toll. */
static void single_out(cst_toller *t, cst_kind_toll *k)
{
    bool *more = CST_NEW(t->scratch, bool, k->inputs.n);

    for (uint32_t i = 0; more && i < k->inputs.n; i++) {
        const cst_coll_harm *h = harm_of(t, input(t, k, i));

        if (!is_whole(input(t, k, i)) || h->value != 1 ||
            h->qualifier != CST_EXACT || !one_status(t, h)) {
            continue;
        }
        for (uint32_t j = 0; j < k->inputs.n && !more[i]; j++) {
            const cst_toll_input *other = input(t, k, j);

            more[i] = is_whole(other) && has_number(harm_of(t, other)) &&
                      harm_of(t, other)->document == h->document &&
                      harm_of(t, other)->value > 1;
        }
    }
    for (uint32_t i = 0; more && i < k->inputs.n; i++) {
        input(t, k, i)->use = more[i] ? CST_USE_SOME : input(t, k, i)->use;
    }
}

/* Numbers of one status stand apart where somebody counts all. */
static void set_apart(cst_toller *t, cst_kind_toll *k)
{
    uint8_t *apart = CST_NEW(t->scratch, uint8_t, k->inputs.n);
    bool all = false;

    for (uint32_t i = 0; apart && i < k->inputs.n; i++) {
        const cst_toll_input *in = input(t, k, i);
        const cst_coll_harm *h = harm_of(t, in);

        if (!is_whole(in)) {
            continue;
        }
        apart[i] = (uint8_t)(attackers(t, h) ? CST_USE_ATTACKERS
                             : armed(t, h) || (one_status(t, h) &&
                                               enumerated(t, k, i))
                                 ? CST_USE_SIDE
                                 : CST_USE_CURRENT);
        all = all || apart[i] == CST_USE_CURRENT;
    }
    for (uint32_t i = 0; all && i < k->inputs.n; i++) {
        cst_toll_input *in = input(t, k, i);

        in->use = is_whole(in) ? (cst_use)apart[i] : in->use;
    }
}

/* ----------------------------------------------------------------- sums */

/* Those who leave, or are held, are counted over the days that it took. */
static bool takes_days(const cst_toller *t, cst_sym kind)
{
    return cst_toller_is(t, kind, "displaced") ||
           cst_toller_is(t, kind, "detained") ||
           cst_toller_is(t, kind, "trapped");
}

/* Is the incident all that the claim sums up? It tells no time beyond that of the
 * incident, and no country where the incident is of a town. */
static bool sums_it_up(const cst_toller *t, const cst_coll_harm *h)
{
    const cst_when *d = &t->incident->date, *p = &h->period;
    const cst_spot *ground = &t->incident->place;

    return (!p->from || (p->from >= d->from && p->to && p->to <= d->to)) &&
           (!cst_toller_is(t, h->area.precision, "country") ||
            cst_toller_is(t, ground->precision, "country"));
}

/* "The attacks of the 13th, which killed 130": where nobody counts a single
 * happening, what sums up the sites of an incident is its toll. */
static void take_sums(cst_toller *t, cst_kind_toll *k)
{
    const cst_when *d = &t->incident->date;

    if (t->incident->lasting || !d->from || !d->to ||
        !(cst_when_few_days(d) || takes_days(t, k->kind))) {
        return;
    }
    for (uint32_t i = 0; i < k->inputs.n; i++) {
        if (is_whole(input(t, k, i))) {
            return;
        }
    }
    for (uint32_t i = 0; i < k->inputs.n; i++) {
        cst_toll_input *in = input(t, k, i);

        if (in->use == CST_USE_TOTAL && !harm_of(t, in)->some &&
            sums_it_up(t, harm_of(t, in)) &&
            (in->bounds.low >= 0 || in->bounds.high >= 0)) {
            in->use = CST_USE_CURRENT;
            k->summed = true;
        }
    }
}

/* --------------------------------------------------------------- series */

static bool same_number(const cst_coll_harm *a, const cst_coll_harm *b)
{
    return a->value == b->value && a->value2 == b->value2 &&
           (a->qualifier == CST_VAGUE) == (b->qualifier == CST_VAGUE);
}

static bool later(const cst_toll_input *a, const cst_toll_input *b)
{
    if (!a->at.from || !b->at.from || a->at.from < b->at.from) {
        return false;
    }
    return a->at.from > b->at.from ||
           (b->at.minutes >= 0 && a->at.minutes > b->at.minutes);
}

/* One status at a time: what is said of soldiers overtakes no civilians. */
static bool comparable(const cst_toller *t, const cst_toll_input *a,
                       const cst_toll_input *b)
{
    const cst_coll_harm *x = harm_of(t, a), *y = harm_of(t, b);

    return a->source == b->source &&
           (x->status == y->status || !one_status(t, x) || !one_status(t, y));
}

/* Inputs are oldest first, so the last of a voice is its newest. */
static void follow(cst_toller *t, cst_kind_toll *k, uint32_t i)
{
    cst_toll_input *in = input(t, k, i);

    if (harm_of(t, in)->superseded_by != CST_NONE) {
        in->use = CST_USE_OVERTAKEN;
        in->other = harm_of(t, in)->superseded_by;
        return;
    }
    for (uint32_t j = k->inputs.n; j-- > 0;) {
        const cst_toll_input *newer = input(t, k, j);

        if (j == i || !is_whole(newer) || !comparable(t, in, newer)) {
            continue;
        }
        if (same_number(harm_of(t, in), harm_of(t, newer)) &&
            (later(newer, in) || (j > i && !later(in, newer)))) {
            in->use = CST_USE_REPEATED;
        } else if (later(newer, in)) {
            in->use = CST_USE_OVERTAKEN;
        } else {
            continue;
        }
        in->other = newer->harm;
        return;
    }
}

/* --------------------------------------------------------------- driver */

static void kind_toll(cst_toller *t, cst_kind_toll *k)
{
    qsort(&t->out->inputs.at[k->inputs.first], k->inputs.n,
          sizeof(cst_toll_input), by_time);
    take_sums(t, k);
    set_apart(t, k);
    single_out(t, k);
    for (uint32_t i = 0; i < k->inputs.n; i++) {
        if (is_whole(input(t, k, i))) {
            follow(t, k, i);
        }
    }
    for (uint32_t i = 0; i < k->inputs.n; i++) {
        t->use_of[input(t, k, i)->harm] = (uint8_t)(input(t, k, i)->use + 1);
    }
    cst_toller_figures(t, k);
}

static void tell_kind(cst_toller *t, cst_sym kind)
{
    uint32_t first = (uint32_t)t->out->inputs.n;
    cst_kind_toll *k;

    for (size_t i = 0; i < t->harms.n; i++) {
        if (t->c->harms.at[t->harms.at[i]].kind == kind) {
            add_input(t, t->harms.at[i]);
        }
    }
    k = CST_PUSH(t->arena, &t->out->kinds);
    if (k) {
        k->kind = kind;
        k->inputs = (cst_slice){first, (uint32_t)t->out->inputs.n - first};
        t->a->kinds.n++;
        kind_toll(t, k);
    }
}

/* Killed and injured first, then in the order of codes. */
static int rank(const cst_toller *t, cst_sym kind)
{
    return cst_toller_is(t, kind, "killed")    ? 0
           : cst_toller_is(t, kind, "injured") ? 1
                                               : 2;
}

static bool before(const cst_toller *t, cst_sym a, cst_sym b)
{
    int x = rank(t, a), y = rank(t, b);

    return x != y ? x < y
                  : cst_str_cmp(cst_toller_str(t, a),
                                cst_toller_str(t, b)) < 0;
}

#define KINDS_MAX 32 /* of one incident; there are eight */

static uint32_t kinds_of(cst_toller *t, cst_sym *kinds)
{
    uint32_t n = 0, at;

    for (size_t i = 0; i < t->harms.n; i++) {
        cst_sym kind = t->c->harms.at[t->harms.at[i]].kind;

        for (at = 0; at < n && kinds[at] != kind; at++) {
        }
        if (at < n || n == KINDS_MAX) {
            continue;
        }
        for (at = n++; at > 0 && before(t, kind, kinds[at - 1]); at--) {
            kinds[at] = kinds[at - 1];
        }
        kinds[at] = kind;
    }
    return n;
}

static void add_harm(cst_toller *t, uint32_t harm)
{
    uint32_t *slot = CST_PUSH(t->scratch, &t->harms);

    if (slot) {
        *slot = harm;
    }
}

/* Those of its events, and the sum that made it. */
static void list_harms(cst_toller *t)
{
    t->harms.n = 0;
    for (uint32_t i = 0; i < t->incident->events.n; i++) {
        uint32_t e = cst_toller_member(t, t->incident->events, i);

        for (uint32_t h = t->first_harm[e]; h != CST_NONE;
             h = t->next_harm[h]) {
            add_harm(t, h);
        }
    }
    if (t->incident->sum != CST_NONE) {
        add_harm(t, t->incident->sum);
    }
}

static void assess(cst_toller *t)
{
    cst_sym kinds[KINDS_MAX];
    uint32_t n;

    list_harms(t);
    n = kinds_of(t, kinds);
    cst_toller_voices(t);
    cst_toller_blame(t);
    t->a->kinds = (cst_slice){(uint32_t)t->out->kinds.n, 0};
    for (uint32_t i = 0; i < n; i++) {
        tell_kind(t, kinds[i]);
    }
    cst_toller_stand(t);
}

/* Harms of each event, in the order of the text. */
static cst_status index_harms(cst_toller *t)
{
    const cst_collection *c = t->c;

    t->first_harm = CST_NEW(t->scratch, uint32_t, c->events.n);
    t->next_harm = CST_NEW(t->scratch, uint32_t, c->harms.n);
    t->use_of = CST_NEW(t->scratch, uint8_t, c->harms.n);
    t->folded = CST_NEW(t->scratch, cst_str, c->strings.n);
    if (!t->first_harm || !t->next_harm || !t->use_of || !t->folded) {
        return CST_NOMEM;
    }
    for (size_t i = 0; i < c->events.n; i++) {
        t->first_harm[i] = CST_NONE;
    }
    for (size_t i = c->harms.n; i-- > 0;) {
        uint32_t e = c->harms.at[i].event;

        t->next_harm[i] = CST_NONE;
        if (e != CST_NONE) {
            t->next_harm[i] = t->first_harm[e];
            t->first_harm[e] = (uint32_t)i;
        }
    }
    return CST_OK;
}

cst_status cst_tolls_derive(cst_arena *arena, cst_arena *scratch,
                            const cst_collection *c,
                            const cst_toll_options *options, cst_tolls *out)
{
    cst_toller t = {.arena = arena, .scratch = scratch, .c = c, .o = options,
                    .out = out};
    cst_assessment *of = CST_NEW(arena, cst_assessment, c->incidents.at.n);

    memset(out, 0, sizeof(*out));
    out->strategy = options->strategy;
    out->of = of;
    if (!of) {
        return CST_NOMEM;
    }
    t.of = of;
    CST_TRY(index_harms(&t));
    for (size_t i = 0; i < c->incidents.at.n; i++) {
        t.incident = &c->incidents.at.at[i];
        t.a = &of[i];
        assess(&t);
    }
    CST_TRY(cst_toller_residuals(&t));
    return cst_arena_failed(arena) || cst_arena_failed(scratch) ? CST_NOMEM
                                                                : CST_OK;
}
