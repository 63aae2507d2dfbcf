/* claim/guard: what is dropped, of a report or of all of it.
 *
 * A report that tells of no violence (violence.c) tells nothing. In one that
 * does, deaths in bed and campaigns that are none are dropped where violence is
 * far. */
#include "claim/violence.h"

/* Paragraphs that tell of violence in plain words, and those beside them. */
static bool *violent_paragraphs(const cl_reader *r, uint32_t n)
{
    bool *at = CST_NEW(r->arena, bool, (size_t)n + 2);
    bool *near = CST_NEW(r->arena, bool, (size_t)n + 2);
    if (!at || !near) {
        return NULL;
    }
    for (size_t i = 0; i < r->harms.n; i++) {
        const cl_harm *h = &r->harms.at[i];
        at[cl_sentence_at(r, h->sentence)->paragraph + 1] |= cl_plain_harm(r, h);
    }
    for (size_t i = 0; i < r->events.n; i++) {
        const cl_event *e = &r->events.at[i];
        at[cl_sentence_at(r, e->sentence)->paragraph + 1] |= cl_plain_event(r, e);
    }
    for (uint32_t p = 1; p <= n; p++) {
        near[p - 1] = at[p - 1] || at[p] || at[p + 1 <= n ? p + 1 : p];
    }
    return near;
}

/* One known person who died; anybody who is ill or took his life. */
static bool in_bed(const cl_reader *r, const cl_harm *h)
{
    const cl_group *g = &r->m.groups.at[h->group];
    const cst_reading *v =
        h->clause == CST_NONE ? NULL : r->m.clauses.at[h->clause].head;
    bool deed = strcmp(h->rule, "deed") == 0;
    bool one = deed ? g->owner != CST_NONE &&
                          cl_head_in(&r->m, &r->m.groups.at[g->owner],
                                     r->n->c.everyday_one)
                    : v && !cl_leans(h) && strcmp(h->rule, "noun") != 0 &&
                          cst_reading_has(r->pack, v, r->n->c.everyday_one);
    bool ill = one && !deed && cst_reading_has(r->pack, v, r->n->c.everyday);
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    bool bare = cst_unit_role(cl_unit(s, g->np), r->n->det) == CST_NONE;
    bool known = g->proper || g->name_unit != CST_NONE || bare ||
                 (g->definite && s->zone == CST_ZONE_TITLE);
    return one && h->count.value <= 1 && !g->plural && !g->pronoun &&
           (ill || (!g->count.present && (deed || known)));
}

/* "Death of a survivor of the massacre": who got away from that died later. */
static bool outlived(const cl_reader *r, const cl_harm *h)
{
    const cl_group *g = &r->m.groups.at[h->group];
    const cst_reading *v =
        h->clause == CST_NONE ? NULL : r->m.clauses.at[h->clause].head;
    return h->kind == r->n->killed && h->count.value <= 2 && !cl_leans(h) &&
           cl_head_in(&r->m, g, r->n->c.veteran) &&
           (strcmp(h->rule, "deed") == 0 ||
            (v && cst_reading_has(r->pack, v, r->n->c.everyday_one)));
}

#define OLD 60 /* years at which one dies of age */

/* "died on Tuesday at the age of 87", beside violence of long ago. */
static bool of_age(const cl_reader *r, const cl_harm *h)
{
    const cl_sentence *s = cl_sentence_at(r, h->sentence);
    for (uint32_t i = 0; in_bed(r, h) && i < s->units.units.n; i++) {
        const cst_unit *u = &s->units.units.at[i];
        const cst_feat *v = cst_unit_feat(u, r->n->value);
        if (u->label == r->n->num && v && v->value >= OLD &&
            cst_unit_sym(r->pack, u, r->n->kind) == r->n->age) {
            return true;
        }
    }
    return false;
}

/* Take the harms marked out of the list; parts go with their whole. */
static void drop_harms(cl_reader *r, bool *drop, uint32_t *moved)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < r->harms.n; i++) {
        uint32_t whole = r->harms.at[i].part_of;
        drop[i] = drop[i] || (whole != CST_NONE && drop[whole]);
        moved[i] = drop[i] ? CST_NONE : kept++;
    }
    for (uint32_t i = 0; i < r->harms.n; i++) {
        if (!drop[i]) {
            cl_harm h = r->harms.at[i];
            h.part_of = h.part_of == CST_NONE ? CST_NONE : moved[h.part_of];
            r->harms.at[moved[i]] = h;
        }
    }
    r->harms.n = kept;
}

/* A day in its sentence makes a happening of it. */
static bool dated(const cl_reader *r, uint32_t sentence)
{
    const cl_sentence *s = cl_sentence_at(r, sentence);
    for (uint32_t i = s->time_begin; i < s->time_end; i++) {
        if (r->m.times.at[i].value.kind == CST_TIME_DAY) {
            return true;
        }
    }
    return false;
}

/* What everyday nouns tell where violence is far. */
static void drop_events(cl_reader *r, const bool *violent)
{
    size_t kept = 0;
    uint32_t asked = CST_NONE; /* each paragraph is asked for arms once */
    bool arms = false;
    for (size_t i = 0; i < r->events.n; i++) {
        const cl_event *e = &r->events.at[i];
        uint32_t p = cl_sentence_at(r, e->sentence)->paragraph;
        bool noun = e->group != CST_NONE || strcmp(e->rule, "taking") == 0;
        bool far = e->type && noun && !cl_plain_event(r, e) &&
                   !dated(r, e->sentence) && !violent[p];
        if (far && p != asked) {
            asked = p;
            arms = cl_arms_near(r, e->sentence);
        }
        if (!far || arms) {
            r->events.at[kept++] = *e;
        }
    }
    r->events.n = kept;
}

/* Deaths in bed told beside violence, as in a life told at its end; campaigns
 * and attacks that are none. */
static cst_status drop_far(cl_reader *r)
{
    size_t n = r->harms.n;
    bool *drop = CST_NEW(r->arena, bool, n + 1);
    uint32_t *moved = CST_NEW(r->arena, uint32_t, n + 1);
    uint32_t paragraphs = 0;
    for (size_t i = 0; i < r->m.sentences.n; i++) {
        uint32_t p = r->m.sentences.at[i].paragraph + 1;
        paragraphs = p > paragraphs ? p : paragraphs;
    }
    const bool *violent = violent_paragraphs(r, paragraphs);
    if (!drop || !moved || !violent) {
        return CST_NOMEM;
    }
    bool any = false;
    for (size_t i = 0; i < n; i++) {
        const cl_harm *h = &r->harms.at[i];
        drop[i] = outlived(r, h) || of_age(r, h) ||
                  (in_bed(r, h) &&
                   !violent[cl_sentence_at(r, h->sentence)->paragraph]);
        any = any || drop[i];
    }
    if (any) {
        drop_harms(r, drop, moved);
    }
    drop_events(r, violent);
    return CST_OK;
}

cst_status cl_guard(cl_reader *r)
{
    if (r->harms.n + r->events.n + r->damages.n == 0) {
        return CST_OK;
    }
    cl_verdict verdict = cl_violence(r, &r->guard_why);
    if (verdict == CL_PEACE) {
        r->guarded = r->harms.n + r->events.n + r->damages.n;
        r->harms.n = r->events.n = r->damages.n = 0;
    }
    return verdict == CL_VIOLENCE && r->harms.n + r->events.n ? drop_far(r)
                                                              : CST_OK;
}
