/* incident/series: attacks at several sites, told as one.
 *
 * Takes the incidents, gives those that one document sums up a parent: the
 * incident of the event that carries the sum, or, where the sum hangs on no
 * event, an incident made for it, which has no events of its own. Sites stay
 * incidents by themselves (GTD, "multiple"): the parent says that they belong
 * together, and its toll is never added to theirs.
 *
 * A sum makes a series if it is of one day or few, names no other ground than
 * that of the sites, and says no fewer than they do together. */
#include "incident/linker.h"

#include <stdlib.h>

#define SERIES_MAX 256u /* events of a document that is searched */
#define SITES_MAX 24u

typedef struct sum {
    uint32_t document;
    uint32_t harm;             /* that says it */
    uint32_t event;            /* on which it hangs, or CST_NONE */
    const cst_when *when;
    const cst_spot *where;
    uint32_t sites[SITES_MAX]; /* events of one incident each */
    uint32_t n;
} sum;

/* What is to become the parent of some sites: indexes move as parents are made,
 * so that they are told at the end. */
typedef struct family {
    uint32_t event; /* of the parent, or CST_NONE: the incident with this id */
    char id[17];
    cst_slice sites; /* of series.sites */
} family;

typedef struct series {
    cst_linker *l;
    CST_VEC(family) families;
    CST_VEC(uint32_t) sites;
} series;

/* ---------------------------------------------------------------- ground */

static bool names_place(const cst_linker *l, const cst_spot *outer,
                        const cst_spot *inner)
{
    cst_sym folded = l->folded_of[outer->name];

    for (uint32_t i = 0; inner->present && i < inner->in.n; i++) {
        cst_sym s = l->c->names.at[inner->in.first + i];

        if (s == outer->name ||
            (s && folded != CST_NONE && l->folded_of[s] == folded)) {
            return true;
        }
    }
    return false;
}

static bool same_name(const cst_spot *a, const cst_spot *b)
{
    return a->present && b->present &&
           (a->name == b->name || (a->id && a->id == b->id));
}

/* May the sum be of this ground? It is often put where its first site lies. */
static bool fits_ground(const cst_linker *l, const sum *s, const cst_spot *site)
{
    cst_slice all = l->c->documents.at[s->document].events;

    if (!s->where->present || !s->where->name ||
        names_place(l, s->where, site)) {
        return true;
    }
    for (uint32_t i = 0; i < all.n; i++) {
        const cst_coll_event *e = &l->c->events.at[all.first + i];

        if (all.first + i != s->event && same_name(s->where, &e->place)) {
            return true;
        }
    }
    return false;
}

/* ----------------------------------------------------------------- sites */

bool cst_link_akin(const cst_linker *l, cst_sym a, cst_sym b)
{
    uint8_t x = cst_link_type(l->s, cst_coll_str(l->c, a));
    uint8_t y = cst_link_type(l->s, cst_coll_str(l->c, b));

    return l->s->between[l->s->types[x].family][l->s->types[y].family] !=
           CST_LEVEL_TYPE_OTHER;
}

static bool is_site(const cst_linker *l, const sum *s, uint32_t event)
{
    const cst_coll_event *e = &l->c->events.at[event];
    const cst_incident *in = &l->c->incidents.at.at[e->incident];

    if (event == s->event || in->lasting || in->parent != CST_NONE ||
        e->stance == CST_DENIED || !cst_when_few_days(&e->date) || !e->place.present ||
        e->date.from < s->when->from || e->date.to > s->when->to ||
        (s->event != CST_NONE &&
         (e->incident == l->c->events.at[s->event].incident ||
          !cst_link_akin(l, l->c->events.at[s->event].type, e->type)))) {
        return false;
    }
    for (uint32_t i = 0; i < s->n; i++) {
        if (l->c->events.at[s->sites[i]].incident == e->incident ||
            same_name(&l->c->events.at[s->sites[i]].place, &e->place)) {
            return false;
        }
    }
    return fits_ground(l, s, &e->place);
}

/* The highest whole toll of its kind that a site has in this document. */
static int64_t toll_of(const cst_linker *l, const sum *s, uint32_t event)
{
    cst_slice harms = l->c->documents.at[s->document].harms;
    int64_t most = 0;

    for (uint32_t i = 0; i < harms.n; i++) {
        const cst_coll_harm *h = &l->c->harms.at[harms.first + i];

        if (h->event == event && !h->total && !h->some &&
            h->part_of == CST_NONE && h->stance != CST_DENIED &&
            h->kind == l->c->harms.at[s->harm].kind && h->value > most) {
            most = h->value;
        }
    }
    return most;
}

/* Two sites or more, which do not say more than the sum; one of them counts. */
static bool adds_up(const cst_linker *l, const sum *s)
{
    const cst_coll_harm *h = &l->c->harms.at[s->harm];
    int64_t whole = h->value2 > h->value ? h->value2 : h->value, parts = 0;

    for (uint32_t i = 0; i < s->n; i++) {
        parts += toll_of(l, s, s->sites[i]);
    }
    return s->n >= 2 && parts > 0 && whole >= parts;
}

static void find_sites(const cst_linker *l, sum *s)
{
    cst_slice all = l->c->documents.at[s->document].events;

    for (uint32_t i = 0; i < all.n && s->n < SITES_MAX; i++) {
        if (is_site(l, s, all.first + i)) {
            s->sites[s->n++] = all.first + i;
        }
    }
}

/* --------------------------------------------------------------- parents */

static cst_sym common_type(cst_linker *l, const sum *s)
{
    cst_sym type = l->c->events.at[s->sites[0]].type;

    for (uint32_t i = 1; i < s->n; i++) {
        if (l->c->events.at[s->sites[i]].type != type) {
            return cst_intern_put(&l->c->strings, CST_S("attack"));
        }
    }
    return type;
}

static uint64_t key_of(const cst_collection *c, const sum *s)
{
    const cst_coll_harm *h = &c->harms.at[s->harm];
    uint64_t parts[4] = {cst_hash(c->documents.at[s->document].id, 16),
                         cst_hash("series", 6),
                         (uint64_t)h->evidence.begin << 32 | h->evidence.end,
                         h->label};

    return cst_hash(parts, sizeof(parts));
}

static void make_parent(cst_linker *l, const sum *s, char id[17])
{
    cst_incident *in = CST_PUSH(l->c->arena, &l->c->incidents.at);

    cst_link_put_id(id, key_of(l->c, s));
    if (in) {
        in->parent = CST_NONE;
        in->sum = s->harm;
        in->type = common_type(l, s);
        in->date = *s->when;
        in->place = *s->where;
        memcpy(in->id, id, sizeof(in->id));
    }
}

/* The sites are taken from now on; by whom, number_families tells. */
static void keep_family(series *x, const sum *s)
{
    cst_linker *l = x->l;
    family *f = CST_PUSH(l->scratch, &x->families);

    if (!f) {
        return;
    }
    f->event = s->event;
    f->sites = (cst_slice){(uint32_t)x->sites.n, s->n};
    for (uint32_t i = 0; i < s->n; i++) {
        uint32_t *site = CST_PUSH(l->scratch, &x->sites);

        if (site) {
            *site = s->sites[i];
        }
        l->c->incidents.at.at[l->c->events.at[s->sites[i]].incident].parent = 0;
    }
    if (s->event == CST_NONE) {
        make_parent(l, s, f->id);
    }
}

static bool may_have_sites(const cst_linker *l, uint32_t event)
{
    const cst_incident *in =
        &l->c->incidents.at.at[l->c->events.at[event].incident];

    return !in->lasting && in->parent == CST_NONE;
}

static void find_series(series *x, uint32_t document, uint32_t harm)
{
    cst_linker *l = x->l;
    const cst_coll_harm *h = &l->c->harms.at[harm];
    sum s = {.document = document, .harm = harm, .event = h->event};

    if (!h->total || h->part_of != CST_NONE || h->stance == CST_DENIED ||
        (h->event != CST_NONE && !may_have_sites(l, h->event))) {
        return;
    }
    s.when = h->event == CST_NONE ? &h->period : &l->c->events.at[h->event].date;
    s.where = h->event == CST_NONE ? &h->area : &l->c->events.at[h->event].place;
    if (!cst_when_few_days(s.when) || (h->period.present && !cst_when_few_days(&h->period))) {
        return;
    }
    find_sites(l, &s);
    if (adds_up(l, &s)) {
        keep_family(x, &s);
    }
}

static int by_id(const void *key, const void *incident)
{
    return strcmp(key, ((const cst_incident *)incident)->id);
}

static uint32_t find_incident(const cst_collection *c, const char *id)
{
    const cst_incident *at = bsearch(id, c->incidents.at.at, c->incidents.at.n,
                                     sizeof(*at), by_id);

    return at ? (uint32_t)(at - c->incidents.at.at) : CST_NONE;
}

static void number_families(const series *x)
{
    const cst_collection *c = x->l->c;

    for (size_t i = 0; i < x->families.n; i++) {
        const family *f = &x->families.at[i];
        uint32_t parent = f->event == CST_NONE ? find_incident(c, f->id)
                                               : c->events.at[f->event].incident;

        for (uint32_t k = 0; k < f->sites.n; k++) {
            uint32_t site = x->sites.at[f->sites.first + k];

            c->incidents.at.at[c->events.at[site].incident].parent = parent;
        }
    }
}

/* In the documents, sums that hang on an event, or those that do not. */
static void find_all(series *x, bool on_event)
{
    const cst_collection *c = x->l->c;

    for (uint32_t d = 0; d < c->documents.n; d++) {
        cst_slice harms = c->documents.at[d].harms;

        if (c->documents.at[d].events.n > SERIES_MAX) {
            continue;
        }
        for (uint32_t i = 0; i < harms.n; i++) {
            uint32_t at = harms.first + i;

            if ((c->harms.at[at].event != CST_NONE) == on_event) {
                find_series(x, d, at);
            }
        }
    }
}

cst_status cst_link_series(cst_linker *l)
{
    series x = {.l = l};

    find_all(&x, true);
    find_all(&x, false);
    cst_link_number(l);
    if (cst_arena_failed(l->scratch) || cst_arena_failed(l->c->arena)) {
        return CST_NOMEM;
    }
    number_families(&x);
    return CST_OK;
}
