/* claim/part: parts of a toll: "among them", brackets, breakdowns that add up. */
#include "claim/harm.h"

/* "including four policemen": a present participle of comprising. */
static bool including(const cl_reader *r, const cst_unit *vg)
{
    const cst_feat *mood = cst_unit_feat(vg, r->n->mood);
    return mood && (cst_sym)mood->value == r->n->ppres &&
           cl_unit_class(&r->m, vg, r->n->c.light_part);
}

/* "ten dead, notably three children", "ten dead, that is six soldiers and four
 * farmers": set apart by a comma; that is, where it tells of more than one. */
static bool part_word(const cl_reader *r, const cl_group *g)
{
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    if (g->top < 2 || g->prep ||
        !cl_row_class(&r->m, s, g->top - 1, r->n->c.part_word) ||
        !cl_row_text(&r->m, s, g->top - 2, ",")) {
        return false;
    }
    uint32_t list[2];
    uint32_t gi = (uint32_t)(g - r->m.groups.at);
    return !cl_row_class(&r->m, s, g->top - 1, r->n->c.conj_coord) ||
           (cl_list_of(r, gi, list, 2) > 1 && list[0] == gi);
}

/* A part marker right before the group: among whom, including. */
bool cl_part_marker(const cl_reader *r, const cl_group *g)
{
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    const cst_unit *before = g->top ? cl_unit_at(s, g->top - 1) : NULL;
    if (part_word(r, g)) {
        return true;
    }
    return (before && ((before->label == r->n->vg &&
                        including(r, before)) ||
                       cl_unit_class(&r->m, before, r->n->c.rel_de) ||
                       cl_unit_class(&r->m, before, r->n->c.prep_part))) ||
           cl_unit_class(&r->m, cl_unit(s, g->unit), r->n->c.prep_part);
}

static bool opens_bracket(const cl_reader *r, const cl_group *g)
{
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    const cst_unit *u = g->top ? cl_unit_at(s, g->top - 1) : NULL;
    const cst_unit *next = cl_unit_at(s, g->top + 1);
    /* "(1 200 others could attend)" says something else of them */
    bool acts = next && next->label == r->n->vg &&
                !cl_unit_class(&r->m, next, r->n->c.harm_verb) &&
                !cl_unit_class(&r->m, next, r->n->c.being);
    return u && !acts && cst_str_is(s->units.tokens[u->tok_begin].norm, "(");
}

/* The harm that stands last before a row position of the same sentence. */
static uint32_t harm_before(const cl_reader *r, uint32_t sentence, uint32_t top)
{
    uint32_t best = CST_NONE;
    for (uint32_t i = 0; i < r->harms.n; i++) {
        const cl_harm *h = &r->harms.at[i];
        if (h->sentence == sentence && h->top < top && h->part_of == CST_NONE &&
            (best == CST_NONE || h->top >= r->harms.at[best].top)) {
            best = i;
        }
    }
    return best;
}

static uint32_t harm_of_group(const cl_reader *r, uint32_t gi)
{
    for (uint32_t i = 0; i < r->harms.n; i++) {
        if (r->harms.at[i].group == gi) {
            return i;
        }
    }
    return CST_NONE;
}

/* A whole whose parts are of several kinds of people is mixed; of one, that. */
static void mix_status(cl_reader *r, uint32_t hi, size_t from)
{
    cl_harm *whole = &r->harms.at[hi];
    if (whole->status != r->n->unknown || from >= r->harms.n) {
        return;
    }
    cst_sym all = r->harms.at[from].status;
    for (size_t i = from; i < r->harms.n; i++) {
        cst_sym v = r->harms.at[i].status;
        if (v == r->n->unknown) {
            return; /* "nine men": nobody says who they were */
        }
        all = all == v ? v : r->n->mixed;
    }
    whole->status = all;
}

/* Where they died, between the parts ("two at the embassy and six in the fort"),
 * and what stands between the toll and its parts ("in a strike: six patients"). */
static bool aside_of_sum(const cl_reader *r, const cl_group *g, uint32_t gi,
                         uint32_t n)
{
    return (g->prep && !g->count.present) ||
           (g->proper && !g->count.present && opens_bracket(r, g)) ||
           (n == 0 && g->count.value == 1 && !cl_people(r, gi));
}

/* "two dead, the driver and his mate" */
static bool one_person(const cl_reader *r, const cl_group *g)
{
    return !g->plural && !g->proper && !g->prep &&
           (g->definite || g->possessive) &&
           cl_head_in(&r->m, g, r->n->c.person);
}

/* "thirteen dead: five contractors, four soldiers, four attackers": counted
 * people told right after a toll whose numbers add up to it are its parts. */
cst_status cl_sum_parts(cl_reader *r, uint32_t hi)
{
    const cl_harm *whole = &r->harms.at[hi];
    const cl_sentence *s = cl_sentence_at(r, whole->sentence);
    uint32_t list[CL_LIST_MAX], n = 0;
    int64_t sum = 0;
    for (uint32_t i = whole->group + 1;
         i < s->group_end && n < CL_LIST_MAX && sum < whole->count.value; i++) {
        const cl_group *g = &r->m.groups.at[i];
        cl_count c = g->count;
        if (g->owner != CST_NONE || g->lifted || aside_of_sum(r, g, i, n)) {
            continue;
        }
        if (!c.present && one_person(r, g) && cl_people(r, i)) {
            c = (cl_count){.qualifier = CST_EXACT, .value = 1, .value2 = -1,
                           .unit = CST_NONE, .present = true};
        }
        if (r->used[i] || !c.present || c.value < 1 || g->pronoun ||
            c.qualifier != CST_EXACT || !cl_people(r, i)) {
            if (n || c.present) {
                break;
            }
            continue;
        }
        list[n++] = i;
        sum += c.value;
    }
    if (n < 2 || sum != whole->count.value) {
        return CST_OK;
    }
    size_t from = r->harms.n;
    for (uint32_t i = 0; i < n; i++) {
        cl_harm *h = cl_new_harm(r, r->harms.at[hi].kind, list[i], "sum");
        if (!h) {
            return cst_arena_failed(r->arena) ? CST_NOMEM : CST_OK;
        }
        h->part_of = hi;
        h->some = true;
        if (h->status == r->n->unknown && r->harms.at[hi].status != r->n->mixed) {
            h->status = r->harms.at[hi].status;
        }
        h->source = r->harms.at[hi].source;
        h->stance = r->harms.at[hi].stance;
        h->clause = r->harms.at[hi].clause;
        r->used[list[i]] = 1;
    }
    mix_status(r, hi, from);
    return CST_OK;
}

/* "23 of them are in hospital": a part of the last toll that is larger. */
static void some_of_them(cl_reader *r, uint32_t gi)
{
    uint32_t hi = harm_of_group(r, gi);
    if (hi == CST_NONE || r->harms.at[hi].part_of != CST_NONE) {
        return;
    }
    cl_harm *h = &r->harms.at[hi];
    for (uint32_t i = hi; i > 0; i--) {
        const cl_harm *p = &r->harms.at[i - 1];
        if (h->sentence - p->sentence > 2) {
            break;
        }
        if (p->count.value > h->count.value && p->part_of == CST_NONE) {
            h->part_of = i - 1;
            h->some = true;
            break;
        }
    }
}

/* "eight dead, five of them women, and sixteen wounded": what is a harm of its
 * own ends the breakdown before it. */
static bool ends_breakdown(const cl_reader *r, uint32_t first, uint32_t gi)
{
    return cl_head_in(&r->m, &r->m.groups.at[gi], r->n->c.harm_noun) &&
           !cl_head_in(&r->m, &r->m.groups.at[first], r->n->c.harm_noun);
}

/* "Among the 87 dead there are 14 children": parts of the toll that is told with
 * the word for parts in the same clause. */
void cl_among_parts(cl_reader *r, size_t first)
{
    for (size_t i = first; i < r->harms.n; i++) {
        cl_harm *h = &r->harms.at[i];
        const cl_sentence *s = cl_sentence_at(r, h->sentence);
        for (uint32_t k = s->group_begin;
             h->part_of == CST_NONE && k < s->group_end; k++) {
            const cl_group *g = &r->m.groups.at[k];
            const cst_unit *p =
                cl_unit(s, cst_unit_role(cl_unit(s, g->unit), r->n->p));
            bool of = g->clause == h->clause || g->clause == CST_NONE;
            uint32_t whole = of && k != h->group && p &&
                                     g->count.value > h->count.value &&
                                     cl_unit_class(&r->m, p, r->n->c.prep_part)
                                 ? harm_of_group(r, k)
                                 : CST_NONE;
            if (whole != CST_NONE && r->harms.at[whole].kind == h->kind) {
                h->part_of = whole;
                h->some = true;
            }
        }
    }
}

/* "The others are three nurses and a driver", "the victims were two women": of
 * the last whole told. */
static bool says_who(const cl_reader *r, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    const cl_clause *c =
        g->clause == CST_NONE ? NULL : &r->m.clauses.at[g->clause];
    if (!c || !c->head || c->negated || g->prep || g->top <= c->verb ||
        c->subject == CST_NONE || c->subject == gi ||
        !cst_reading_has(r->pack, c->head, r->n->c.being)) {
        return false;
    }
    const cl_group *s = &r->m.groups.at[c->subject];
    return s->definite && s->plural && !s->count.present &&
           (s->other || cl_head_in(&r->m, s, r->n->c.harm_noun));
}

bool cl_told_of_old(const cl_reader *r, const cl_harm *h)
{
    const cl_clause *c =
        h->clause == CST_NONE ? NULL : &r->m.clauses.at[h->clause];
    return c && c->kind == CL_RELATIVE && c->perfect &&
           c->tense == CST_TENSE_IMPF;
}

static uint32_t last_whole(const cl_reader *r, uint32_t sentence)
{
    for (uint32_t i = (uint32_t)r->harms.n; i > 0; i--) {
        const cl_harm *h = &r->harms.at[i - 1];
        if (sentence - h->sentence > 2) {
            break;
        }
        if (h->sentence < sentence && h->part_of == CST_NONE &&
            !cl_told_of_old(r, h) && h->count.value != 0 && h->count.value != 1) {
            return i - 1;
        }
    }
    return CST_NONE;
}

/* Of whom it is only said that they are some of the whole, are of its kind. */
static void status_of_whole(cl_reader *r, cl_harm *h, uint32_t whole)
{
    const cl_harm *w = &r->harms.at[whole];
    if (h->status == r->n->unknown && w->status != r->n->mixed &&
        h->kind == w->kind) {
        h->status = w->status;
    }
}

/* "killed 33 rebels and freed 346 travellers, of whom 37 were hurt": counted
 * people whom nothing befell stand between the toll and its part. */
static bool of_others(const cl_reader *r, uint32_t gi, uint32_t whole)
{
    const cl_group *g = &r->m.groups.at[gi];
    for (uint32_t i = gi; i > r->harms.at[whole].group + 1; i--) {
        const cl_group *p = &r->m.groups.at[i - 1];
        if (p->top + 4 < g->top) {
            break;
        }
        if (p->count.present && p->plural && !p->prep && !p->pronoun &&
            !p->lifted && !r->used[i - 1] && cl_people(r, i - 1) &&
            p->count.value > g->count.value) {
            return true;
        }
    }
    return false;
}

static bool speaks(const cl_reader *r, uint32_t gi)
{
    for (uint32_t i = 0; i < r->sources.n; i++) {
        if (r->sources.at[i].group == gi || r->sources.at[i].who == gi) {
            return true;
        }
    }
    return false;
}

cst_status cl_part_harms(cl_reader *r, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    if (g->partitive && !cl_part_marker(r, g)) {
        if (!g->possessive) { /* "two of their comrades" are other people */
            some_of_them(r, gi);
        }
        return CST_OK;
    }
    bool copular = g->coord == CST_NONE && says_who(r, gi);
    if (!copular && !cl_part_marker(r, g) && !opens_bracket(r, g)) {
        return CST_OK;
    }
    uint32_t whole = copular ? last_whole(r, g->sentence)
                             : harm_before(r, g->sentence, g->top);
    if (whole == CST_NONE || (!copular && of_others(r, gi, whole))) {
        return CST_OK;
    }
    uint32_t list[CL_LIST_MAX];
    uint32_t n = cl_list_of(r, gi, list, CL_LIST_MAX);
    for (uint32_t i = 0; i < n; i++) {
        if (i > 0 && ends_breakdown(r, list[0], list[i])) {
            break;
        }
        uint32_t known = harm_of_group(r, list[i]);
        if (known != CST_NONE) {
            r->harms.at[known].part_of = known == whole ? CST_NONE : whole;
            r->harms.at[known].some = true;
            continue;
        }
        const cl_group *p = &r->m.groups.at[list[i]];
        if (speaks(r, list[i])) {
            continue; /* "the dead were farmers", said a member of the council */
        }
        bool counted = p->count.present &&
                       (p->count.qualifier != CST_VAGUE || p->count.value >= 10);
        bool one = !p->plural && !p->pronoun &&
                   (p->indefinite ||
                    ((p->definite || p->possessive) &&
                     cl_head_in(&r->m, p, r->n->c.person) &&
                     (p->clause == CST_NONE ||
                      r->m.clauses.at[p->clause].subject != list[i])));
        if (p->top < g->top || !cl_people(r, list[i]) || !(counted || one) ||
            (opens_bracket(r, p) && p->pronoun && cl_names_thing(r, list[i]))) {
            continue;
        }
        cl_harm *h = cl_new_harm(r, r->harms.at[whole].kind, list[i], "part");
        if (!h) {
            return cst_arena_failed(r->arena) ? CST_NOMEM : CST_OK;
        }
        h->part_of = whole;
        h->some = true;
        status_of_whole(r, h, whole);
        h->source = r->harms.at[whole].source;
        h->stance = r->harms.at[whole].stance;
        h->clause = r->harms.at[whole].clause;
        if (h->status == r->n->unknown &&
            r->harms.at[whole].status != r->n->mixed) {
            h->status = r->harms.at[whole].status; /* "rebels, among them a chief" */
        }
        r->used[list[i]] = 1;
    }
    return CST_OK;
}

/* May b be a part of a by its kind? Those harmed are killed or injured. */
static bool kind_within(const cl_reader *r, const cl_harm *a, const cl_harm *b)
{
    return a->kind == b->kind || a->kind == r->n->harmed;
}

void cl_add_up(cl_reader *r, size_t first)
{
    for (size_t i = first; i + 2 < r->harms.n; i++) {
        const cl_harm *whole = &r->harms.at[i];
        int64_t sum = 0;
        size_t k = i + 1;
        for (; k < r->harms.n && sum < whole->count.value; k++) {
            const cl_harm *p = &r->harms.at[k];
            if (p->part_of != CST_NONE || p->count.value < 1 ||
                p->count.qualifier != CST_EXACT || !kind_within(r, whole, p)) {
                break;
            }
            sum += p->count.value;
        }
        if (k < i + 3 || sum != whole->count.value || whole->count.value < 2 ||
            whole->count.qualifier != CST_EXACT) {
            continue;
        }
        for (size_t p = i + 1; p < k; p++) {
            r->harms.at[p].part_of = (uint32_t)i;
            r->harms.at[p].some = true;
            if (r->harms.at[p].status == r->n->unknown) {
                r->harms.at[p].status = whole->status;
            }
        }
    }
}
