/* incident/profile: what is compared of each event.
 *
 * Takes the finished collection, gives nodes. Names are folded once each. An
 * event that denies another of its document, or tells it as the work of the
 * other side, is no happening of its own: it joins the node of that event.
 */
#include "incident/fold.h"
#include "incident/linker.h"

#include <stdlib.h>

#define WORD_MIN 4   /* letters of a word that says something */
#define WORD_BEGIN 5 /* of it, so that "Iraq" meets "Iraqi" */
#define WORDS_MAX 12 /* of one list of names */
#define TOLLS_MAX 8
#define AROUND 64 /* events of a document that may be told of another way */

cst_sym cst_link_fold(cst_linker *l, cst_sym name)
{
    cst_sym *slot = &l->folded_of[name];

    if (*slot == CST_NONE) {
        cst_str folded = cst_fold_name(l->scratch, l->s,
                                       cst_coll_str(l->c, name));

        *slot = folded.n ? cst_intern_put(&l->folded, folded) : 0;
    }
    return *slot;
}

/* ---------------------------------------------------------------- words */

static void push_word(cst_linker *l, cst_sym word)
{
    cst_sym *slot = word ? CST_PUSH(l->scratch, &l->words) : NULL;

    if (slot) {
        *slot = word;
    }
}

/* The first words of a list, which starts at first. */
static void push_words_of(cst_linker *l, size_t first, cst_sym name)
{
    cst_str rest = cst_intern_str(&l->folded, cst_link_fold(l, name)), word;

    while (rest.n && cst_str_cut(&rest, ' ', &word)) {
        if (word.n >= WORD_MIN && l->words.n - first < WORDS_MAX) {
            push_word(l, cst_intern_put(&l->folded,
                                        cst_str_sub(word, 0, WORD_BEGIN)));
        }
    }
}

static int by_value(const void *a, const void *b)
{
    const cst_sym *x = a, *y = b;

    return (*x > *y) - (*x < *y);
}

/* What was pushed since first, ascending, without doubles. */
static cst_slice close_words(cst_linker *l, size_t first)
{
    cst_slice run = {(uint32_t)first, 0};
    size_t n = l->words.n - first;
    cst_sym *at = l->words.at + first;

    if (!n) {
        return run;
    }
    qsort(at, n, sizeof(*at), by_value);
    for (size_t i = 0; i < n; i++) {
        if (!run.n || at[i] != at[run.n - 1]) {
            at[run.n++] = at[i];
        }
    }
    l->words.n = first + run.n;
    return run;
}

static cst_slice words_of(cst_linker *l, cst_slice names)
{
    size_t first = l->words.n;

    for (uint32_t i = 0; i < names.n; i++) {
        push_words_of(l, first, l->c->names.at[names.first + i]);
    }
    return close_words(l, first);
}

static cst_slice doers_of(cst_linker *l, cst_slice doers)
{
    size_t first = l->words.n;

    for (uint32_t i = 0; i < doers.n; i++) {
        const cst_doer *d = &l->c->doers.at[doers.first + i];

        push_words_of(l, first, d->name);
        if (d->actor) { /* an id is no name: kept apart by its upper half */
            push_word(l, d->actor | 0x80000000u);
        }
    }
    return close_words(l, first);
}

/* In the order given: nearest first. */
static cst_slice containers_of(cst_linker *l, cst_slice names)
{
    cst_slice run = {(uint32_t)l->words.n, 0};

    for (uint32_t i = 0; i < names.n; i++) {
        push_word(l, cst_link_fold(l, l->c->names.at[names.first + i]));
    }
    run.n = (uint32_t)l->words.n - run.first;
    return run;
}

/* ---------------------------------------------------------------- tolls */

static cst_toll toll_of(const cst_coll_harm *h)
{
    cst_toll t = {h->kind, h->value, h->value, h->value};

    switch (h->qualifier) {
    case CST_BETWEEN:
        t.high = h->value2 > h->value ? h->value2 : h->value;
        break;
    case CST_AT_LEAST:
    case CST_MORE_THAN:
        t.high = h->value * 2;
        break;
    case CST_AT_MOST:
    case CST_LESS_THAN:
        t.low = 0;
        break;
    case CST_ABOUT:
        t.low = h->value - h->value / 5;
        t.high = h->value + h->value / 4;
        break;
    case CST_VAGUE:
        t.high = (h->value2 > h->value ? h->value2 : h->value) * 10;
        break;
    case CST_EXACT:
    case CST_UNSPECIFIED:
        break;
    }
    return t;
}

static bool is_whole_toll(const cst_coll_harm *h)
{
    return !h->total && !h->some && h->part_of == CST_NONE &&
           h->stance != CST_DENIED && h->value >= 0 &&
           h->value < INT64_MAX / 16 && h->value2 < INT64_MAX / 16 &&
           h->qualifier != CST_UNSPECIFIED;
}

/* The harms of each event are together only by chance: a list of them. */
typedef struct harm_lists {
    uint32_t *first, *next; /* by event, by harm; CST_NONE = end */
} harm_lists;

static cst_status list_harms(const cst_linker *l, harm_lists *out)
{
    const cst_collection *c = l->c;

    out->first = CST_NEW(l->scratch, uint32_t, c->events.n);
    out->next = CST_NEW(l->scratch, uint32_t, c->harms.n);
    if (!out->first || !out->next) {
        return CST_NOMEM;
    }
    memset(out->first, 0xFF, c->events.n * sizeof(uint32_t));
    for (uint32_t i = (uint32_t)c->harms.n; i-- > 0;) {
        uint32_t e = c->harms.at[i].event;

        if (e != CST_NONE) {
            out->next[i] = out->first[e];
            out->first[e] = i;
        }
    }
    return CST_OK;
}

/* Those of one more event, behind the last that was made. */
static void add_tolls(cst_linker *l, const harm_lists *lists, uint32_t event,
                      cst_slice *to)
{
    for (uint32_t h = lists->first[event]; h != CST_NONE && to->n < TOLLS_MAX;
         h = lists->next[h]) {
        cst_toll *t = is_whole_toll(&l->c->harms.at[h])
                          ? CST_PUSH(l->scratch, &l->tolls)
                          : NULL;

        if (t) {
            *t = toll_of(&l->c->harms.at[h]);
            to->n++;
        }
    }
}

static cst_slice tolls_of(cst_linker *l, const harm_lists *lists, uint32_t event)
{
    cst_slice run = {(uint32_t)l->tolls.n, 0};

    add_tolls(l, lists, event, &run);
    return run;
}

static bool sums_up(const cst_linker *l, const harm_lists *lists,
                    uint32_t event)
{
    for (uint32_t h = lists->first[event]; h != CST_NONE; h = lists->next[h]) {
        if (l->c->harms.at[h].total) {
            return true;
        }
    }
    return false;
}

/* -------------------------------------------------------------- profile */

static uint8_t precision_of(const cst_linker *l, cst_sym precision)
{
    for (uint8_t i = 1; precision && i < CST_AT_COUNT; i++) {
        if (l->precision[i] == precision) {
            return i;
        }
    }
    return CST_AT_UNKNOWN;
}

static void set_place(cst_linker *l, const cst_spot *from, cst_profile *p)
{
    static const float usual_km[CST_AT_COUNT] = {5, 0.5f, 3, 6, 25, 80, 400};

    p->placed = from->present && (from->name || from->id);
    if (!p->placed) {
        return;
    }
    p->place = cst_link_fold(l, from->name);
    p->place_id = from->id;
    p->in = containers_of(l, from->in);
    p->at = precision_of(l, from->precision);
    p->has_point = from->has_point && from->lat >= -90 && from->lat <= 90 &&
                   from->lon >= -180 && from->lon <= 180;
    p->lat = from->lat;
    p->lon = from->lon;
    p->radius = from->radius_km >= 0 ? from->radius_km : usual_km[p->at];
}

static void set_date(const cst_linker *l, const cst_when *d, cst_profile *p)
{
    p->lasting = l->s->types[p->type].lasting || (d->from && !d->to);
    p->dated = d->from != 0;
    if (p->dated) {
        p->from = d->from;
        p->to = d->to >= d->from ? d->to : d->from;
        p->rough = (double)((int64_t)p->to - p->from) >
                   l->s->number[CST_NUMBER_DATE_ROUGH];
        p->inferred = l->s->inferred[d->basis <= CST_BASIS_COLLECTION
                                         ? d->basis
                                         : CST_BASIS_NONE];
    }
}

static void set_profile(cst_linker *l, const harm_lists *lists, uint32_t event,
                        cst_profile *p)
{
    const cst_coll_event *e = &l->c->events.at[event];

    p->event = event;
    p->document = e->document;
    p->group = l->c->documents.at[e->document].group;
    p->told = l->c->documents.at[e->document].published.to;
    p->type = cst_link_type(l->s, cst_coll_str(l->c, e->type));
    set_date(l, &e->date, p);
    set_place(l, &e->place, p);
    p->doers = doers_of(l, e->doers);
    p->targets = words_of(l, e->targets);
    p->weapons = words_of(l, e->weapons);
    p->tolls = tolls_of(l, lists, event);
    p->joint = sums_up(l, lists, event);
    p->claimant = cst_link_fold(l, e->claimant.name);
    p->words = e->words;
}

/* ------------------------------------------------- versions of one event */

static bool speaks_for_side(const cst_linker *l, const cst_said *who)
{
    cst_str type = cst_coll_str(l->c, who->type);

    for (size_t i = 0; who->name && i < l->s->sides.n; i++) {
        if (cst_str_eq(l->s->sides.at[i], type)) {
            return true;
        }
    }
    return false;
}

/* The same day and place, so far as both are stated. */
static bool same_scene(const cst_linker *l, const cst_profile *a,
                       const cst_profile *b, bool strictly)
{
    bool date = a->dated && b->dated
                    ? a->from <= b->to && b->from <= a->to
                    : !strictly;
    bool place = a->placed && b->placed
                     ? (a->place == b->place && a->place) ||
                           (a->place_id && a->place_id == b->place_id)
                     : !strictly;

    (void)l;
    return date && place && a->lasting == b->lasting;
}

static cst_level types_between(const cst_linker *l, const cst_profile *a,
                               const cst_profile *b)
{
    return a->type == b->type
               ? CST_LEVEL_TYPE_SAME
               : (cst_level)l->s->between[l->s->types[a->type].family]
                                         [l->s->types[b->type].family];
}

/* Does version tell what event tells as another's work? Only one side of a war
 * does, of the same day and place, and not of other dead. What sums up several
 * happenings is no version of one of them. */
static bool is_rival(const cst_linker *l, const cst_profile *event,
                     const cst_profile *version)
{
    const cst_coll_event *e = &l->c->events.at[event->event];
    const cst_coll_event *v = &l->c->events.at[version->event];
    cst_level types = types_between(l, event, version);

    return !event->joint && !version->joint &&
           speaks_for_side(l, &v->claimant) &&
           event->claimant != version->claimant && e->stance != CST_DENIED &&
           same_scene(l, event, version, true) && !version->rough &&
           !event->lasting && types != CST_LEVEL_TYPE_OTHER &&
           (types != CST_LEVEL_TYPE_SAME || (e->doers.n && v->doers.n)) &&
           (types != CST_LEVEL_TYPE_SAME || version->tolls.n == 0 ||
            event->tolls.n == 0);
}

static uint32_t from_around(uint32_t of)
{
    return of > AROUND ? of - AROUND : 0;
}

/* The event of the same document that a denial speaks of: the one most like
 * it; among equals the nearest before it. */
static uint32_t denied_event(const cst_linker *l, const cst_profile *all,
                             uint32_t n, uint32_t of)
{
    uint32_t best = CST_NONE;
    float most = -5; /* of type and place: at least not unlike */

    for (uint32_t i = from_around(of); i < n && i <= of + AROUND; i++) {
        const cst_coll_event *e = &l->c->events.at[all[i].event];
        cst_match m;
        float score;

        if (i == of || e->stance == CST_DENIED ||
            !same_scene(l, &all[i], &all[of], false)) {
            continue;
        }
        cst_link_compare(l, &all[i], &all[of], &m);
        /* A report mostly counts the dead of what is denied in it. */
        score = m.part[CST_FEATURE_TYPE] + m.part[CST_FEATURE_DATE] +
                m.part[CST_FEATURE_PLACE] + m.part[CST_FEATURE_TARGET] +
                (all[i].tolls.n ? 2.0f : 0.0f);
        if (score > most || (score == most && i < of)) {
            most = score;
            best = i;
        }
    }
    return best;
}

/* The event that version is a rival version of. */
static uint32_t rival_event(const cst_linker *l, const cst_profile *all,
                            uint32_t n, uint32_t of)
{
    for (uint32_t i = from_around(of); i < n && i <= of + AROUND; i++) {
        if (i != of && is_rival(l, &all[i], &all[of]) &&
            !(is_rival(l, &all[of], &all[i]) && of < i)) {
            return i;
        }
    }
    return CST_NONE;
}

/* owner[i]: the event of the document that i is a version of, or i. */
static void find_owners(const cst_linker *l, const cst_profile *all,
                        uint32_t n, uint32_t *owner)
{
    for (uint32_t i = 0; i < n; i++) {
        bool denies = l->c->events.at[all[i].event].stance == CST_DENIED;
        uint32_t of = denies ? denied_event(l, all, n, i)
                             : rival_event(l, all, n, i);

        owner[i] = of == CST_NONE ? i : of;
    }
    for (uint32_t i = 0; i < n; i++) { /* of a version's version: its event */
        for (uint32_t steps = 0; owner[owner[i]] != owner[i]; steps++) {
            if (steps == 4) {
                owner[i] = i; /* each is taken for a version of the other */
            }
            owner[i] = owner[owner[i]];
        }
    }
}

static void push_member(cst_linker *l, uint32_t event)
{
    uint32_t *slot = CST_PUSH(l->scratch, &l->members);

    if (slot) {
        *slot = event;
    }
}

static void add_node(cst_linker *l, const harm_lists *lists,
                     const cst_profile *all, uint32_t n, const uint32_t *owner,
                     uint32_t at)
{
    cst_profile *node = CST_PUSH(l->scratch, &l->nodes);

    if (!node) {
        return;
    }
    *node = all[at];
    node->events.first = (uint32_t)l->members.n;
    for (uint32_t i = 0; i < n; i++) {
        if (owner[i] == at) {
            push_member(l, all[i].event);
        }
    }
    node->events.n = (uint32_t)l->members.n - node->events.first;
    if (node->events.n > 1) { /* what a denial counts is counted too */
        node->tolls = tolls_of(l, lists, node->event);
        for (uint32_t i = 0; i < node->events.n; i++) {
            uint32_t event = l->members.at[node->events.first + i];

            if (event != node->event) {
                add_tolls(l, lists, event, &node->tolls);
            }
        }
    }
}

static void add_document(cst_linker *l, const harm_lists *lists,
                         cst_slice events, cst_profile *all, uint32_t *owner)
{
    memset(all, 0, events.n * sizeof(*all));
    for (uint32_t i = 0; i < events.n; i++) {
        set_profile(l, lists, events.first + i, &all[i]);
    }
    find_owners(l, all, events.n, owner);
    for (uint32_t i = 0; i < events.n; i++) {
        if (owner[i] == i) {
            add_node(l, lists, all, events.n, owner, i);
        }
    }
}

/* Room for all nodes at once, and for the events of one document. */
static cst_status add_documents(cst_linker *l, const harm_lists *lists)
{
    const cst_collection *c = l->c;
    uint32_t most = 0;
    cst_profile *all;
    uint32_t *owner;

    for (size_t i = 0; i < c->documents.n; i++) {
        uint32_t n = c->documents.at[i].events.n;

        most = n > most ? n : most;
    }
    all = CST_NEW(l->scratch, cst_profile, most);
    owner = CST_NEW(l->scratch, uint32_t, most);
    l->nodes.at = CST_NEW(l->scratch, cst_profile, c->events.n);
    l->nodes.cap = c->events.n;
    l->members.at = CST_NEW(l->scratch, uint32_t, c->events.n);
    l->members.cap = c->events.n;
    if (cst_arena_failed(l->scratch)) {
        return CST_NOMEM;
    }
    for (size_t i = 0; i < c->documents.n; i++) {
        add_document(l, lists, c->documents.at[i].events, all, owner);
    }
    return CST_OK;
}

static void find_precisions(cst_linker *l)
{
    static const char *const names[CST_AT_COUNT] = {
        "unknown", "point", "neighbourhood", "settlement", "district",
        "province", "country"};

    for (size_t i = 0; i < CST_AT_COUNT; i++) {
        l->precision[i] = cst_intern_get(&l->c->strings, cst_str_of(names[i]));
    }
}

cst_status cst_link_profiles(cst_linker *l)
{
    harm_lists lists;

    l->folded_of = CST_NEW(l->scratch, cst_sym, l->c->strings.n);
    if (!l->folded_of) {
        return CST_NOMEM;
    }
    memset(l->folded_of, 0xFF, l->c->strings.n * sizeof(cst_sym));
    l->folded_of[0] = 0;
    CST_TRY(cst_intern_init(&l->folded, l->scratch));
    CST_TRY(list_harms(l, &lists));
    find_precisions(l);
    CST_TRY(add_documents(l, &lists));
    return cst_arena_failed(l->scratch) ? CST_NOMEM : CST_OK;
}
