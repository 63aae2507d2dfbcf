/* claim/merge: repeated statements of one document become one record.
 *
 * Same kind, same happening, same voice and compatible counts: one record in
 * the more precise wording, with all evidence. Overtaken tolls are marked. */
#include "claim/reader.h"

static uint32_t voice_of(const cl_reader *r, uint32_t source)
{
    for (int i = 0; source != CST_NONE && i < 8; i++) {
        uint32_t same = r->sources.at[source].same_as;
        if (same == CST_NONE) {
            break;
        }
        source = same;
    }
    return source;
}

static cst_str voice_text(const cl_reader *r, uint32_t source)
{
    source = voice_of(r, source);
    if (source == CST_NONE) {
        return (cst_str){NULL, 0};
    }
    const cl_source *s = &r->sources.at[source];
    if (s->tok_begin == s->tok_end) {
        return (cst_str){NULL, 0};
    }
    uint32_t in = r->m.groups.at[s->who].sentence;
    return cl_span_str(&r->m, cl_tokens_span(cl_sentence_at(r, in),
                                             s->tok_begin, s->tok_end));
}

#define CL_BELOW 4 /* sentences below a heading that it sums up */

/* Is a the line over the paragraph of b: an inner heading, the first line of an
 * entry? */
static bool heads(const cl_reader *r, const cl_harm *a, const cl_harm *b)
{
    uint16_t own = CST_BLOCK_HEADING | CST_BLOCK_ENTRY;
    if (b->sentence <= a->sentence || b->sentence - a->sentence > CL_BELOW ||
        !(cl_sentence_at(r, a->sentence)->block_flags & own)) {
        return false;
    }
    for (uint32_t i = a->sentence + 1; i <= b->sentence; i++) {
        if (cl_sentence_at(r, i)->block_flags & own) {
            return false;
        }
    }
    return true;
}

static bool same_voice(const cl_reader *r, const cl_harm *a, const cl_harm *b)
{
    cst_str x = voice_text(r, a->source), y = voice_text(r, b->source);
    /* A headline repeats in the outlet's own voice what a source told it. */
    bool headline = cl_sentence_at(r, a->sentence)->zone == CST_ZONE_TITLE ||
                    cl_sentence_at(r, b->sentence)->zone == CST_ZONE_TITLE ||
                    (x.n == 0 && heads(r, a, b));
    return ((x.n == 0 || y.n == 0) && headline) || cst_str_eq(x, y);
}

static bool same_value(const cl_harm *a, const cl_harm *b)
{
    return a->count.value == b->count.value &&
           a->count.value2 == b->count.value2;
}

/* How precise a wording is; the higher one stands for both. */
static int precision(const cl_harm *h)
{
    switch (h->count.qualifier) {
    case CST_EXACT:
        return 3;
    case CST_AT_LEAST:
    case CST_MORE_THAN:
    case CST_AT_MOST:
    case CST_LESS_THAN:
    case CST_BETWEEN:
        return 4;
    case CST_ABOUT:
        return 2;
    case CST_VAGUE:
        return 1;
    case CST_UNSPECIFIED:
    default:
        return 0;
    }
}

static bool same_kind(const cl_reader *r, const cl_harm *a, const cl_harm *b)
{
    return a->kind == b->kind ||
           (same_value(a, b) && a->count.value > 1 &&
            ((a->kind == r->n->harmed && b->kind == r->n->killed) ||
             (a->kind == r->n->killed && b->kind == r->n->harmed)));
}

static bool days_differ(const cl_cluster *x, const cl_cluster *y)
{
    return x->from && y->from && (x->from != y->from || x->to != y->to);
}

/* The same number of the same harm, told of what linking took for another
 * happening: one toll, unless the days differ. */
static bool same_toll(const cl_reader *r, const cl_harm *a, const cl_harm *b)
{
    uint32_t x = cl_cluster_of(r, a), y = cl_cluster_of(r, b);
    if (!same_value(a, b) || a->count.value < 2 || !a->count.present ||
        a->count.qualifier == CST_VAGUE || a->sentence == b->sentence) {
        return false;
    }
    return x == CST_NONE || y == CST_NONE ||
           !days_differ(&r->clusters.at[x], &r->clusters.at[y]);
}

/* "a man ... the man": a definite single victim was told before. */
static bool told_again(const cl_reader *r, const cl_harm *a, const cl_harm *b)
{
    const cl_group *x = &r->m.groups.at[a->group];
    const cl_group *y = &r->m.groups.at[b->group];
    return b->sentence > a->sentence && y->definite && !y->proper &&
           !y->count.present && (x->proper || x->indefinite ||
                                 x->count.present || x->definite);
}

/* "his daughter", "a trader" after a driver: one who is called by another word
 * that says who he is, and not as one told of before. */
static bool another_person(const cl_reader *r, const cl_harm *a,
                           const cl_harm *b)
{
    const cl_group *x = &r->m.groups.at[a->group];
    const cl_group *y = &r->m.groups.at[b->group];
    if (!x->head || !y->head || x->head->lemma == y->head->lemma ||
        !cl_head_in(&r->m, y, r->n->c.person)) {
        return false;
    }
    cst_sym who = cl_head_feat(&r->m, y, r->n->status);
    return y->possessive ||
           (!y->definite && !y->demonstrative && !x->proper && who &&
            who != r->n->unknown && a->status != r->n->unknown);
}

/* One victim told again: by a definite noun, or in the text after the headline,
 * unless the happenings have different days. */
static bool same_person(const cl_reader *r, const cl_harm *a, const cl_harm *b)
{
    uint32_t x = cl_cluster_of(r, a), y = cl_cluster_of(r, b);
    if (a->count.value != 1 || b->count.value != 1 ||
        (x != CST_NONE && y != CST_NONE &&
         days_differ(&r->clusters.at[x], &r->clusters.at[y]))) {
        return false;
    }
    bool headline = cl_sentence_at(r, a->sentence)->zone == CST_ZONE_TITLE &&
                    cl_sentence_at(r, b->sentence)->zone != CST_ZONE_TITLE &&
                    !(a->n_more && another_person(r, a, b));
    return told_again(r, a, b) || (headline && a->status == b->status);
}

/* "Two soldiers and two porters were killed": members of one list. */
static bool listed_together(const cl_reader *r, const cl_harm *a,
                            const cl_harm *b)
{
    const cl_group *x = &r->m.groups.at[a->group];
    const cl_group *y = &r->m.groups.at[b->group];
    return a->sentence == b->sentence && a->clause == b->clause &&
           a->clause != CST_NONE && a->group != b->group && x->head &&
           y->head && x->head->lemma != y->head->lemma && x->count.present &&
           y->count.present && cl_head_in(&r->m, x, r->n->c.person) &&
           cl_head_in(&r->m, y, r->n->c.person);
}

static bool one_statement(const cl_reader *r, const cl_harm *a, const cl_harm *b)
{
    if (listed_together(r, a, b)) {
        return false;
    }
    if (!same_kind(r, a, b) || a->stance != b->stance || !same_voice(r, a, b)) {
        return false;
    }
    if (cl_cluster_of(r, a) != cl_cluster_of(r, b) && !same_toll(r, a, b) &&
        !same_person(r, a, b)) {
        return false;
    }
    if ((a->part_of == CST_NONE) != (b->part_of == CST_NONE) &&
        (a->sentence == b->sentence || cl_cluster_of(r, a) != cl_cluster_of(r, b))) {
        return false; /* the women of another toll are not those three civilians */
    }
    bool status = a->status == b->status || a->status == r->n->unknown ||
                  b->status == r->n->unknown;
    if (!status) {
        return false;
    }
    if (same_value(a, b) && a->count.value >= 0) {
        /* Two single victims are two people unless one is unnamed. */
        return a->count.value != 1 || same_person(r, a, b) ||
               (a->sentence != b->sentence && !another_person(r, a, b) &&
                (a->status == b->status || a->person || b->person));
    }
    return a->count.qualifier == CST_UNSPECIFIED &&
           b->count.qualifier == CST_UNSPECIFIED &&
           (a->sentence != b->sentence || a->victim_group == b->victim_group);
}

static void add_evidence(const cl_reader *r, cl_harm *to, const cl_harm *from)
{
    const cl_sentence *s = cl_sentence_at(r, from->sentence);
    if (to->n_more < CST_COUNT(to->more)) {
        to->more[to->n_more++] =
            cl_tokens_span(s, from->tok_begin, from->tok_end);
    }
    for (uint32_t i = 0; i < from->n_more && to->n_more < CST_COUNT(to->more);
         i++) {
        to->more[to->n_more++] = from->more[i];
    }
}

static void merge_into(cl_reader *r, uint32_t to, uint32_t from)
{
    cl_harm *a = &r->harms.at[to], *b = &r->harms.at[from];
    if (precision(b) > precision(a)) {
        a->count = b->count;
        a->group = b->group;
        /* Count and victims are spans of the wording that now stands. */
    }
    if (a->status == r->n->unknown) {
        a->status = b->status;
    }
    if (a->kind == r->n->harmed) {
        a->kind = b->kind;
    }
    if (a->source == CST_NONE) {
        a->source = b->source;
    }
    a->total = a->total || b->total;
    add_evidence(r, a, b);
    b->dead = true;
    b->same_as = to;
}

static uint32_t standing(const cl_reader *r, uint32_t h)
{
    while (h != CST_NONE && r->harms.at[h].dead) {
        h = r->harms.at[h].same_as;
    }
    return h;
}

static bool deadly_word(const cl_reader *r, const cl_event *e)
{
    const cl_sentence *s = cl_sentence_at(r, e->sentence);
    const cst_unit *np =
        e->group == CST_NONE ? NULL : cl_unit(s, r->m.groups.at[e->group].np);
    const cst_reading *head =
        e->group == CST_NONE ? NULL : r->m.groups.at[e->group].head;
    if (head && head->pos == CST_POS_A) {
        return false; /* "the deadliest": one of those just told */
    }
    for (uint32_t i = 0; np && i < np->n_children; i++) {
        if (cl_unit_class(&r->m, cl_unit(s, np->children[i]),
                          r->n->c.deadly)) {
            return true;
        }
    }
    return false;
}

/* A deadly attack killed, if no number says how many. */
static cst_status deadly_events(cl_reader *r)
{
    for (uint32_t i = 0; i < r->events.n; i++) {
        const cl_event *e = &r->events.at[i];
        /* A heading repeats what the text tells. */
        bool known = !deadly_word(r, e) ||
                     (cl_sentence_at(r, e->sentence)->block_flags &
                      CST_BLOCK_HEADING);
        for (uint32_t k = 0; k < r->harms.n && !known; k++) {
            cl_harm *h = &r->harms.at[k];
            known = h->kind == r->n->killed && cl_cluster_of(r, h) == e->cluster;
            if (known && strcmp(h->rule, "deadly") == 0 &&
                h->n_more < CST_COUNT(h->more)) {
                h->more[h->n_more++] =
                    cl_tokens_span(cl_sentence_at(r, e->sentence),
                                   e->tok_begin, e->tok_end);
            }
        }
        if (known) {
            continue;
        }
        cl_harm *h = CST_PUSH(r->arena, &r->harms);
        if (!h) {
            return CST_NOMEM;
        }
        h->kind = r->n->killed;
        h->count = (cl_count){.qualifier = CST_UNSPECIFIED, .value = -1,
                              .value2 = -1, .unit = CST_NONE};
        h->sentence = e->sentence;
        h->clause = e->clause;
        h->group = e->group;
        h->top = e->top;
        h->tok_begin = e->tok_begin;
        h->tok_end = e->tok_end;
        h->status = r->n->unknown;
        h->event = i;
        h->part_of = h->superseded_by = h->same_as = CST_NONE;
        h->period = h->area = h->before = CST_NONE;
    h->as_of.minutes = -1;
        h->source = e->source;
        h->stance = e->stance;
        h->rule = "deadly";
    }
    return CST_OK;
}

/* Told in passing of somebody: "wounded on Monday", not "killed and wounded". */
static bool only_hurt(const cl_reader *r, const cl_harm *h)
{
    return h->kind == r->n->harmed ||
           (h->kind == r->n->injured && h->clause != CST_NONE &&
            r->m.clauses.at[h->clause].kind == CL_PARTICIPLE);
}

/* "a man wounded on Monday has died": who died is told as dead alone. */
static void dead_not_hurt(cl_reader *r)
{
    for (uint32_t i = 0; i < r->harms.n; i++) {
        cl_harm *h = &r->harms.at[i];
        for (uint32_t k = i; k > 0 && r->harms.at[k - 1].sentence ==
                                          h->sentence; k--) {
            cl_harm *o = &r->harms.at[k - 1];
            if (o->group != h->group || o->dead || h->dead) {
                continue;
            }
            if (h->kind == r->n->killed && only_hurt(r, o)) {
                o->dead = true;
                o->same_as = i;
            } else if (o->kind == r->n->killed && only_hurt(r, h)) {
                h->dead = true;
                h->same_as = k - 1;
            }
        }
    }
}

/* Who were of several kinds are mixed: parts that differ, or some of the dead
 * who were attackers. */
static void mix_wholes(cl_reader *r)
{
    for (uint32_t i = 0; i < r->harms.n; i++) {
        const cl_harm *h = &r->harms.at[i];
        if (h->dead || h->part_of == CST_NONE || h->status == r->n->unknown ||
            r->harms.at[h->part_of].kind != h->kind) {
            continue;
        }
        cl_harm *whole = &r->harms.at[h->part_of];
        bool other = h->status == r->n->attacker &&
                     h->count.value < whole->count.value;
        for (uint32_t k = 0; k < i && !other; k++) {
            const cl_harm *o = &r->harms.at[k];
            other = !o->dead && o->part_of == h->part_of &&
                    o->kind == h->kind && o->status != r->n->unknown &&
                    o->status != h->status;
        }
        if (other && whole->status == r->n->unknown) {
            whole->status = r->n->mixed;
        }
    }
}

cst_status cl_merge_harms(cl_reader *r)
{
    CST_TRY(deadly_events(r));
    dead_not_hurt(r);
    for (uint32_t i = 0; i < r->harms.n; i++) {
        for (uint32_t k = i + 1; k < r->harms.n && !r->harms.at[i].dead; k++) {
            if (!r->harms.at[k].dead &&
                one_statement(r, &r->harms.at[i], &r->harms.at[k])) {
                merge_into(r, i, k);
            }
        }
    }
    for (uint32_t i = 0; i < r->harms.n; i++) {
        cl_harm *h = &r->harms.at[i];
        h->part_of = standing(r, h->part_of);
        if (h->part_of == i) {
            h->part_of = CST_NONE;
        }
    }
    mix_wholes(r);
    cl_mark_totals(r);
    return CST_OK;
}
