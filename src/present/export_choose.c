/* present/export_choose: which incidents and records an export holds.
 *
 * Incidents are chosen by what the filters say; of the records those of a chosen
 * incident, and what belongs to no incident if its own day and area fit. Under a
 * filter of kinds an incident needs a claim of one, and no other claims are
 * given. */
#include "base/utf8.h"
#include "present/export.h"

typedef struct word_list {
    cst_str *at; /* folded where names are compared */
    size_t n;
} word_list;

typedef struct chooser {
    cst_export *x;
    word_list areas, kinds, statuses;
    bool *document, *incident, *event, *harm, *damage;
    uint32_t *harm_incident;
} chooser;

static word_list split(cst_arena *a, const char *list, bool fold)
{
    cst_str rest = cst_str_of(list ? list : ""), part;
    word_list w = {CST_NEW(a, cst_str, rest.n / 2 + 2), 0};

    while (w.at && rest.n && cst_str_cut(&rest, ',', &part)) {
        part = cst_str_trim(part);
        if (part.n) {
            w.at[w.n++] = fold ? cst_utf8_fold(a, part) : part;
        }
    }
    return w;
}

static bool listed(const word_list *w, cst_str word)
{
    for (size_t i = 0; i < w->n; i++) {
        if (cst_str_eq(w->at[i], word)) {
            return true;
        }
    }
    return w->n == 0;
}

/* No list asks for all. */
static bool asks_for(const cst_export *x, cst_str kind)
{
    const char *list = x->options->kind;
    cst_str rest = cst_str_of(list ? list : ""), part;
    bool any = false;

    while (rest.n && cst_str_cut(&rest, ',', &part)) {
        part = cst_str_trim(part);
        any = any || part.n;
        if (part.n && cst_str_eq(part, kind)) {
            return true;
        }
    }
    return !any;
}

bool cst_export_wants(const cst_export *x, const char *kind)
{
    return asks_for(x, cst_str_of(kind));
}

static bool names_area(chooser *k, cst_sym name)
{
    cst_str word = cst_coll_str(k->x->c, name);

    return word.n && listed(&k->areas, cst_utf8_fold(k->x->arena, word));
}

static bool fits_area(chooser *k, const cst_spot *p)
{
    const cst_collection *c = k->x->c;

    if (k->areas.n == 0 || (p->present && names_area(k, p->name)) ||
        (p->present && p->id && names_area(k, p->id))) {
        return true;
    }
    for (uint32_t i = 0; p->present && i < p->in.n; i++) {
        if (names_area(k, c->names.at[p->in.first + i])) {
            return true;
        }
    }
    return false;
}

/* Can it lie between the two days? to 0: it goes on. */
static bool fits_days(const chooser *k, const cst_when *d)
{
    const cst_export_options *o = k->x->options;

    if (!o->from && !o->to) {
        return true;
    }
    if (!d->present || (!d->from && !d->to)) {
        return false;
    }
    return (!o->to || !d->from || d->from <= o->to) &&
           (!o->from || !d->to || d->to >= o->from);
}

static bool fits_status(const chooser *k, size_t incident)
{
    cst_standing s = k->x->tolls->of[incident].standing;

    return listed(&k->statuses, cst_str_of(cst_standing_name(s)));
}

static bool fits_kind(const chooser *k, cst_sym kind)
{
    return listed(&k->kinds, cst_coll_str(k->x->c, kind));
}

bool cst_export_kind(const cst_export *x, cst_sym kind)
{
    return asks_for(x, cst_coll_str(x->c, kind));
}

/* A sum that hangs on no event may be all that tells of an incident. */
static void place_harms(chooser *k)
{
    const cst_collection *c = k->x->c;

    for (size_t i = 0; i < c->harms.n; i++) {
        k->harm_incident[i] = cst_export_incident(k->x, c->harms.at[i].event);
    }
    for (size_t i = 0; i < c->incidents.at.n; i++) {
        if (c->incidents.at.at[i].sum != CST_NONE) {
            k->harm_incident[c->incidents.at.at[i].sum] = (uint32_t)i;
        }
    }
}

/* Incidents with a claim of a kind that is wanted. */
static void mark_kinds(chooser *k)
{
    const cst_collection *c = k->x->c;

    for (size_t i = 0; i < c->harms.n; i++) {
        uint32_t incident = k->harm_incident[i];

        if (incident != CST_NONE && fits_kind(k, c->harms.at[i].kind)) {
            k->incident[incident] = true;
        }
    }
}

static void choose_incidents(chooser *k)
{
    const cst_incidents *all = &k->x->c->incidents;

    if (k->kinds.n) {
        mark_kinds(k);
    }
    for (size_t i = 0; i < all->at.n; i++) {
        const cst_incident *in = &all->at.at[i];

        k->incident[i] = (k->incident[i] || k->kinds.n == 0) &&
                         fits_days(k, &in->date) &&
                         fits_area(k, &in->place) && fits_status(k, i);
    }
}

/* A claim of no incident: a total over several. */
static bool has_loose(chooser *k, const cst_coll_harm *h)
{
    return k->statuses.n == 0 && fits_days(k, &h->period) &&
           fits_area(k, &h->area);
}

static void choose_records(chooser *k)
{
    const cst_collection *c = k->x->c;

    for (size_t i = 0; i < c->events.n; i++) {
        const cst_coll_event *e = &c->events.at[i];

        k->event[i] = k->incident[e->incident];
        k->document[e->document] |= k->event[i];
    }
    for (size_t i = 0; i < c->harms.n; i++) {
        const cst_coll_harm *h = &c->harms.at[i];

        k->harm[i] = fits_kind(k, h->kind) &&
                     (k->harm_incident[i] == CST_NONE
                          ? has_loose(k, h)
                          : k->incident[k->harm_incident[i]]);
        k->document[h->document] |= k->harm[i];
    }
    for (size_t i = 0; i < c->damages.n; i++) {
        const cst_coll_damage *d = &c->damages.at[i];

        k->damage[i] = k->kinds.n == 0 &&
                       (d->event == CST_NONE
                            ? !k->x->filtered
                            : k->event[d->event]);
        k->document[d->document] |= k->damage[i];
    }
    for (size_t i = 0; i < c->documents.n; i++) {
        k->document[i] |= !k->x->filtered;
    }
}

/* ---------------------------------------------------------------- tolls */

/* Runs of residuals of the wanted kinds; renumbered: by old index, the new. */
static cst_slice keep_residuals(chooser *k, cst_tolls *to, cst_slice run,
                                uint32_t *renumbered)
{
    const cst_tolls *from = k->x->tolls;
    cst_slice kept = {(uint32_t)to->residuals.n, 0};

    for (uint32_t i = run.first; i < run.first + run.n; i++) {
        const cst_residual *r = &from->residuals.at[i];
        cst_residual *slot;

        if (fits_kind(k, k->x->c->harms.at[r->harm].kind) &&
            (slot = CST_PUSH(k->x->arena, &to->residuals)) != NULL) {
            *slot = *r;
            renumbered[i] = kept.first + kept.n++;
        }
    }
    return kept;
}

static cst_slice keep_counted(chooser *k, cst_tolls *to, cst_slice run,
                              const uint32_t *renumbered)
{
    cst_slice kept = {(uint32_t)to->counted_in.n, 0};

    for (uint32_t i = run.first; i < run.first + run.n; i++) {
        uint32_t at = k->x->tolls->counted_in.at[i], *slot;

        if (fits_kind(k, k->x->c->harms
                             .at[k->x->tolls->residuals.at[at].harm].kind) &&
            (slot = CST_PUSH(k->x->arena, &to->counted_in)) != NULL) {
            *slot = renumbered[at];
            kept.n++;
        }
    }
    return kept;
}

static cst_slice keep_kinds_of(chooser *k, cst_tolls *to, cst_slice run)
{
    cst_slice kept = {(uint32_t)to->kinds.n, 0};

    for (uint32_t i = run.first; i < run.first + run.n; i++) {
        const cst_kind_toll *t = &k->x->tolls->kinds.at[i];
        cst_kind_toll *slot;

        if (fits_kind(k, t->kind) &&
            (slot = CST_PUSH(k->x->arena, &to->kinds)) != NULL) {
            *slot = *t;
            kept.n++;
        }
    }
    return kept;
}

/* Under a filter of kinds the incidents have tolls of these alone. */
static cst_status keep_kinds(chooser *k)
{
    cst_export *x = k->x;
    size_t n = x->c->incidents.at.n;
    cst_tolls *to = CST_NEW(x->arena, cst_tolls, 1);
    cst_assessment *of = CST_NEW(x->arena, cst_assessment, n + 1);
    uint32_t *renumbered = CST_NEW(x->arena, uint32_t,
                                   x->tolls->residuals.n + 1);

    if (!to || !of || !renumbered) {
        return CST_NOMEM;
    }
    *to = *x->tolls;
    to->of = of;
    memset(&to->kinds, 0, sizeof(to->kinds));
    memset(&to->residuals, 0, sizeof(to->residuals));
    memset(&to->counted_in, 0, sizeof(to->counted_in));
    to->totals = keep_residuals(k, to, x->tolls->totals, renumbered);
    for (size_t i = 0; i < n; i++) {
        of[i] = x->tolls->of[i];
        of[i].kinds = keep_kinds_of(k, to, of[i].kinds);
        of[i].residuals = keep_residuals(k, to, of[i].residuals, renumbered);
        of[i].counted_in = keep_counted(k, to, of[i].counted_in, renumbered);
    }
    x->tolls = to;
    return cst_arena_failed(x->arena) ? CST_NOMEM : CST_OK;
}

/* ---------------------------------------------------------------- whole */

static cst_status check_statuses(const chooser *k)
{
    for (size_t i = 0; i < k->statuses.n; i++) {
        cst_standing s = CST_STANDING_SINGLE;

        while (s <= CST_STANDING_DENIED &&
               !cst_str_is(k->statuses.at[i], cst_standing_name(s))) {
            s++;
        }
        if (s > CST_STANDING_DENIED) {
            return cst_fail(k->x->error, CST_NOTFOUND, "", 0, 0,
                            "no such status: %.*s", (int)k->statuses.at[i].n,
                            k->statuses.at[i].p);
        }
    }
    return CST_OK;
}

cst_status cst_export_choose(cst_export *x)
{
    const cst_export_options *o = x->options;
    const cst_collection *c = x->c;
    chooser k = {.x = x};

    k.areas = split(x->arena, o->area, true);
    k.kinds = split(x->arena, o->kind, false);
    k.statuses = split(x->arena, o->status, false);
    x->filtered = o->from || o->to || k.areas.n || k.kinds.n || k.statuses.n;
    k.incident = CST_NEW(x->arena, bool, c->incidents.at.n + 1);
    k.event = CST_NEW(x->arena, bool, c->events.n + 1);
    k.harm = CST_NEW(x->arena, bool, c->harms.n + 1);
    k.harm_incident = CST_NEW(x->arena, uint32_t, c->harms.n + 1);
    k.damage = CST_NEW(x->arena, bool, c->damages.n + 1);
    k.document = CST_NEW(x->arena, bool, c->documents.n + 1);
    if (cst_arena_failed(x->arena)) {
        return CST_NOMEM;
    }
    CST_TRY(check_statuses(&k));
    x->has_incident = k.incident;
    x->has_event = k.event;
    x->has_harm = k.harm;
    x->has_damage = k.damage;
    x->harm_incident = k.harm_incident;
    x->has_document = k.document;
    place_harms(&k);
    choose_incidents(&k);
    choose_records(&k);
    x->incidents = cst_incidents_by_day(x->c, k.incident, x->arena,
                                        &x->n_incidents);
    if (!x->incidents) {
        return CST_NOMEM;
    }
    if (k.kinds.n) {
        CST_TRY(keep_kinds(&k));
    }
    return cst_arena_failed(x->arena) ? CST_NOMEM : CST_OK;
}
