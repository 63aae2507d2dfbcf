/* incident/voice: who speaks of an incident, each once.
 *
 * A claimant is one voice, whoever passes it on. An outlet in its own voice
 * speaks for the wire whose text it carries (its syndication group, else the
 * agency it credits), else for itself; and where a report names claimants, its
 * own voice rests on them and does not count beside them.
 */
#include "incident/toller.h"

/* ---------------------------------------------------------------- names */

static cst_str folded(cst_toller *t, cst_sym s)
{
    if (!t->folded[s].p) {
        t->folded[s] = cst_fold_name(t->scratch, t->o->settings,
                                     cst_toller_str(t, s));
        t->folded[s].p = t->folded[s].p ? t->folded[s].p : "";
    }
    return t->folded[s];
}

static bool has_word(cst_str name, cst_str word)
{
    cst_str w;

    while (name.n && cst_str_cut(&name, ' ', &w)) {
        if (cst_str_eq(w, word) || cst_fold_alike(w, word)) {
            return true;
        }
    }
    return false;
}

static bool words_within(cst_str few, cst_str many)
{
    cst_str word;
    bool any = false;

    while (few.n && cst_str_cut(&few, ' ', &word)) {
        if (word.n && !has_word(many, word)) {
            return false;
        }
        any = any || word.n;
    }
    return any;
}

bool cst_toller_same_name(cst_toller *t, cst_sym a, cst_sym b)
{
    cst_str x, y;

    if (a == b || !a || !b) {
        return a == b;
    }
    x = folded(t, a);
    y = folded(t, b);
    return cst_fold_alike(x, y) || words_within(x, y) || words_within(y, x);
}

/* --------------------------------------------------------------- voices */

/* What an outlet's own voice is known by. */
static cst_sym wire(const cst_toller *t, const cst_coll_document *d)
{
    return d->credits.n ? t->c->names.at[d->credits.first] : d->outlet;
}

static bool same_wire(cst_toller *t, uint32_t a, uint32_t b)
{
    const cst_coll_document *x = &t->c->documents.at[a];
    const cst_coll_document *y = &t->c->documents.at[b];

    return a == b || (x->group != CST_NONE && x->group == y->group) ||
           (wire(t, x) && wire(t, y) &&
            cst_toller_same_name(t, wire(t, x), wire(t, y)));
}

uint32_t cst_toller_voice(cst_toller *t, uint32_t document, cst_sym claimant)
{
    cst_slice *run = &t->a->voices;
    cst_voice *v;

    for (uint32_t i = 0; i < run->n; i++) {
        v = &t->out->voices.at[run->first + i];
        if (claimant ? !v->own && cst_toller_same_name(t, v->name, claimant)
                     : v->own && same_wire(t, v->document, document)) {
            return i;
        }
    }
    v = CST_PUSH(t->arena, &t->out->voices);
    if (!v) {
        return CST_NONE;
    }
    *v = (cst_voice){claimant ? claimant
                              : wire(t, &t->c->documents.at[document]),
                     claimant == 0, false, document};
    return run->n++;
}

/* ------------------------------------------------------------- counting */

/* What speaks of the incident: an event of it, or a harm of one. */
typedef struct speech {
    uint32_t document, voice;
    bool own;
} speech;

typedef CST_VEC(speech) speeches;

static void add_speech(cst_toller *t, speeches *all, uint32_t document,
                       cst_sym claimant, bool denied)
{
    speech *s;

    /* Who denies does not corroborate. */
    if (denied) {
        return;
    }
    s = CST_PUSH(t->scratch, all);
    if (s) {
        *s = (speech){document, cst_toller_voice(t, document, claimant),
                      claimant == 0};
    }
}

static void add_harm(cst_toller *t, speeches *all, uint32_t harm)
{
    const cst_coll_harm *h = &t->c->harms.at[harm];

    add_speech(t, all, h->document, h->claimant.name,
               h->stance == CST_DENIED);
}

static void gather(cst_toller *t, speeches *all)
{
    for (uint32_t i = 0; i < t->incident->events.n; i++) {
        uint32_t at = cst_toller_member(t, t->incident->events, i);
        const cst_coll_event *e = &t->c->events.at[at];

        add_speech(t, all, e->document, e->claimant.name,
                   e->stance == CST_DENIED);
        for (uint32_t h = t->first_harm[at]; h != CST_NONE;
             h = t->next_harm[h]) {
            add_harm(t, all, h);
        }
    }
    if (t->incident->sum != CST_NONE) {
        add_harm(t, all, t->incident->sum);
    }
}

static void mark(cst_toller *t, const speeches *all)
{
    uint32_t named = CST_NONE; /* the last document that names a claimant */

    /* Events are by document, so those of one document come together. */
    for (size_t i = 0; i < all->n; i++) {
        if (!all->at[i].own) {
            named = all->at[i].document;
        } else {
            bool rests = named == all->at[i].document;

            for (size_t j = i + 1; j < all->n && !rests &&
                                   all->at[j].document == all->at[i].document;
                 j++) {
                rests = !all->at[j].own;
            }
            if (rests) {
                continue;
            }
        }
        if (all->at[i].voice != CST_NONE) {
            t->out->voices.at[t->a->voices.first + all->at[i].voice].counts =
                true;
        }
    }
}

void cst_toller_voices(cst_toller *t)
{
    speeches all = {NULL, 0, 0};
    uint32_t document = CST_NONE;

    t->a->voices = (cst_slice){(uint32_t)t->out->voices.n, 0};
    gather(t, &all);
    mark(t, &all);
    for (size_t i = 0; i < all.n; i++) {
        t->a->documents += all.at[i].document != document;
        document = all.at[i].document;
    }
    for (uint32_t i = 0; i < t->a->voices.n; i++) {
        t->a->sources += t->out->voices.at[t->a->voices.first + i].counts;
    }
}
