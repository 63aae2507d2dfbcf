/* claim/link: harms and damages find their happening; places are inherited with
 * their basis; denials become records of their own.
 *
 * Which mentions speak of one happening is decided in cluster.c, what each
 * mention states itself in own.c, what dates are inherited in date.c. */
#include "claim/linker.h"
#include "claim/mention.h"

/* ---------------------------------------------------------- text order */

static cst_status order_rest(cl_linker *l)
{
    const cl_reader *r = l->r;
    size_t n = r->m.sentences.n;
    l->place_start = CST_NEW(r->arena, uint32_t, n + 1);
    l->harm_start = CST_NEW(r->arena, uint32_t, n + 1);
    if (!l->place_start || !l->harm_start) {
        return CST_NOMEM;
    }
    /* Places and harms were read in the order of sentences. */
    for (uint32_t s = 0, i = 0, h = 0; s <= n; s++) {
        while (i < r->places.n && r->places.at[i].sentence < s) {
            i++;
        }
        while (h < r->harms.n && r->harms.at[h].sentence < s) {
            h++;
        }
        l->place_start[s] = i;
        l->harm_start[s] = h;
    }
    return CST_OK;
}

cst_status cl_linker_order(cl_linker *l)
{
    cl_reader *r = l->r;
    size_t n = r->m.sentences.n;
    l->n = (uint32_t)r->events.n;
    l->of = CST_NEW(r->arena, cl_link, l->n + 1);
    l->order = CST_NEW(r->arena, uint32_t, l->n + 1);
    l->start = CST_NEW(r->arena, uint32_t, n + 2);
    if (!l->of || !l->order || !l->start) {
        return CST_NOMEM;
    }
    for (uint32_t i = 0; i < l->n; i++) {
        l->start[r->events.at[i].sentence + 1]++;
    }
    for (size_t s = 0; s < n; s++) {
        l->start[s + 1] += l->start[s];
    }
    uint32_t *fill = CST_NEW(r->arena, uint32_t, n + 1);
    if (!fill) {
        return CST_NOMEM;
    }
    for (uint32_t i = 0; i < l->n; i++) {
        const cl_event *e = &r->events.at[i];
        uint32_t at = l->start[e->sentence] + fill[e->sentence]++;
        /* few mentions a sentence: put it in its place by insertion */
        while (at > l->start[e->sentence] &&
               r->events.at[l->order[at - 1]].top > e->top) {
            l->order[at] = l->order[at - 1];
            at--;
        }
        l->order[at] = i;
    }
    return order_rest(l);
}

/* ------------------------------------------- harms and their happening */

static bool leans_on(const cl_reader *r, uint32_t a, uint32_t b)
{
    for (int i = 0; i < 3 && a != CST_NONE; i++) {
        const cl_clause *c = &r->m.clauses.at[a];
        if (c->kind == CL_MAIN) {
            return false;
        }
        a = c->parent != CST_NONE ? c->parent
            : c->subject != CST_NONE && r->m.groups.at[c->subject].sentence ==
                                            c->sentence
                ? r->m.groups.at[c->subject].clause
                : CST_NONE;
        if (a == b) {
            return true;
        }
    }
    return false;
}

/* "Sixteen people were wounded and 34 vehicles burnt", "four girls were carried
 * off; seven men were hurt": what befell others beside it is not how people came
 * to harm. kind 0: things are meant. */
static bool beside(const cl_reader *r, const cl_event *e, cst_sym kind)
{
    if (kind && (cl_type_is(r, e->type, "destruction") ||
                 cl_type_is(r, e->type, "looting"))) {
        return true;
    }
    return (kind == r->n->killed || kind == r->n->injured) &&
           (cl_type_is(r, e->type, "abduction") ||
            cl_type_is(r, e->type, "detention") ||
            cl_type_is(r, e->type, "displacement"));
}

/* The mention of a sentence that stands nearest in grammar, then in words, of
 * what may have brought a harm of this kind; kind 0: a damage. */
static uint32_t mention_near(const cl_linker *l, uint32_t sentence,
                             uint32_t clause, uint32_t top, cst_sym kind)
{
    const cl_reader *r = l->r;
    uint32_t best = CST_NONE, score = UINT32_MAX;
    for (uint32_t k = l->start[sentence]; k < l->start[sentence + 1]; k++) {
        const cl_event *e = &r->events.at[l->order[k]];
        const cl_time *t = kind ? cl_counting_time(r, e) : NULL;
        if (t && t->value.nth) {
            continue; /* "at the ninth day of the siege ten were killed" */
        }
        uint32_t d = e->top > top ? e->top - top + 1 : top - e->top;
        if (e->clause != clause) {
            bool leans = leans_on(r, clause, e->clause) ||
                         leans_on(r, e->clause, clause);
            bool things = beside(r, e, kind);
            if (things && !leans) {
                continue;
            }
            d += !leans ? 500 : things ? 300 : 200;
        } else if (e->top > top && beside(r, e, kind) &&
                   (e->group == CST_NONE || !r->m.groups.at[e->group].prep)) {
            continue; /* "25 people killed and several houses burnt" */
        }
        if (d < score) {
            score = d;
            best = l->order[k];
        }
    }
    return best;
}

/* The mention that the paragraph, else the report, is about; of several what may
 * have brought a harm of this kind. */
static uint32_t mention_above(const cl_linker *l, uint32_t sentence,
                              cst_sym kind)
{
    const cl_reader *r = l->r;
    uint32_t paragraph = cl_sentence_at(r, sentence)->paragraph;
    uint32_t first = CST_NONE, other = CST_NONE;
    for (uint32_t k = l->start[sentence]; k > 0; k--) {
        const cl_event *e = &r->events.at[l->order[k - 1]];
        if (cl_sentence_at(r, e->sentence)->paragraph != paragraph) {
            break;
        }
        if (e->cluster == CST_NONE || cl_in_reply(r, e->group)) {
            continue;
        }
        if (!beside(r, e, kind)) {
            return l->order[k - 1];
        }
        /* the fire rather than the flight from it */
        bool flight = other != CST_NONE &&
                      cl_type_is(r, r->events.at[other].type, "displacement");
        other = other == CST_NONE || flight ? l->order[k - 1] : other;
    }
    uint32_t old = CST_NONE; /* all that was told so far may be old */
    for (uint32_t k = 0; k < l->n && first == CST_NONE; k++) {
        const cl_event *e = &r->events.at[l->order[k]];
        if (e->cluster == CST_NONE ||
            (other != CST_NONE && beside(r, e, kind))) {
            continue;
        }
        if (e->sentence > sentence && (old != CST_NONE || other != CST_NONE)) {
            break;
        }
        if (!e->background) {
            first = l->order[k];
        } else if (old == CST_NONE) {
            old = l->order[k];
        }
    }
    return first != CST_NONE ? first : old != CST_NONE ? old : other;
}

/* "the school where families had taken refuge": told of the place, in passing. */
static bool tells_of_place(const cl_reader *r, uint32_t clause)
{
    const cl_clause *c = &r->m.clauses.at[clause];
    const cl_sentence *s = cl_sentence_at(r, c->sentence);
    const cst_unit *u = c->begin ? cl_unit_at(s, c->begin - 1) : NULL;
    return cl_unit_class(&r->m, u, r->n->c.rel_where) ||
           cl_unit_class(&r->m, u, r->n->c.rel_prep);
}

/* "Families who had taken refuge there were killed": who they were. */
static bool tells_who(const cl_reader *r, uint32_t clause)
{
    const cl_clause *c = &r->m.clauses.at[clause];
    return c->kind == CL_RELATIVE && c->perfect &&
           c->tense == CST_TENSE_IMPF;
}

/* Has the verb a place for who did it? */
static bool names_doer(const cl_reader *r, const cl_frame *f)
{
    for (size_t i = 0; i < r->frames->templates.n; i++) {
        const cl_template *t = &r->frames->templates.at[i];
        if (t->name == f->template_ && t->role == CL_AGENT) {
            return true;
        }
    }
    return false;
}

/* "Died on Friday of his wounds": of what was told before, later on. */
static bool died_of_wounds(const cl_reader *r, const cl_harm *h)
{
    const cl_clause *c = &r->m.clauses.at[h->clause];
    const cl_sentence *s = cl_sentence_at(r, h->sentence);
    if (h->kind != r->n->killed || r->events.n == 0) {
        return false;
    }
    if (cl_verb_in(r, c, r->n->c.died_of) ||
        cl_clause_has(r, h->sentence, h->clause, r->n->c.died_of)) {
        return true;
    }
    for (uint32_t g = s->group_begin; g < s->group_end; g++) {
        uint32_t top = r->m.groups.at[g].top;
        if (top > c->verb && top < c->end &&
            cl_head_in(&r->m, &r->m.groups.at[g], r->n->c.injury)) {
            return true;
        }
    }
    return false;
}

/* "Driven out by the army": who did it is told too. */
static bool by_whom(const cl_reader *r, const cl_frame *f, uint32_t clause)
{
    uint32_t who = cl_frame_role(&r->m, r->frames, f, clause, CL_AGENT);
    return who != CST_NONE && (cl_is_actor(r, who) || cl_people(r, who));
}

/* What a harm clause says of the way it was done; 0 = nothing. */
static cst_sym implied_type(const cl_reader *r, const cl_harm *h)
{
    cl_frame f;
    size_t i = 0;
    uint32_t clause = h->clause;
    if (clause == CST_NONE || !cl_factual(r, clause) || died_of_wounds(r, h)) {
        return 0;
    }
    bool told = false, has_doer = false;
    while (cl_next_frame(&r->m, r->frames, clause, CL_HARM, &i, &f)) {
        has_doer = has_doer || names_doer(r, &f);
        /* the dead are buried: nobody killed them so */
        told = told || f.type || !names_doer(r, &f);
        if (f.type && f.type != r->n->attack) {
            bool moved = cst_str_is(cst_pack_str(r->pack, f.type),
                                    "displacement");
            /* those taken to safety or driven out in passing */
            const cl_clause *v = &r->m.clauses.at[clause];
            return moved && ((v->voice == r->n->passive &&
                              (v->mood == CST_MOOD_PPAST || !by_whom(r, &f, clause))) ||
                             tells_of_place(r, clause) ||
                             tells_who(r, clause))
                       ? 0 : f.type;
        }
    }
    const cl_clause *c = &r->m.clauses.at[clause];
    const cl_sentence *s = cl_sentence_at(r, h->sentence);
    for (uint32_t g = s->group_begin; g < s->group_end; g++) {
        const cl_group *w = &r->m.groups.at[g];
        cst_sym type = cl_head_in(&r->m, w, r->n->c.weapon)
                           ? cl_head_feat(&r->m, w, r->n->type) : 0;
        if (type && ((w->top >= c->begin && w->top < c->end) ||
                     g == c->subject)) {
            return type;
        }
    }
    const cl_group *who = &r->m.groups.at[h->group];
    if (!has_doer && !who->head && !who->proper && !who->other && who->count.present &&
        r->events.n > 0) {
        return 0; /* "twelve died on the spot": of those told of before */
    }
    bool done = c->voice == r->n->passive || c->voice == r->n->active;
    return done && (h->kind == r->n->killed || h->kind == r->n->injured) &&
                   told
               ? r->n->attack : 0;
}

/* A harm whose kind makes a happening of it: flight, capture, execution. */
static bool own_deed(const cl_reader *r, uint32_t clause)
{
    cl_frame f;
    size_t i = 0;
    while (clause != CST_NONE &&
           cl_next_frame(&r->m, r->frames, clause, CL_HARM, &i, &f)) {
        if (f.type && f.type != r->n->attack) {
            return true;
        }
    }
    return false;
}

/* "The shells of the rebels killed": not the raid told beside it. */
static bool by_weapon(const cl_reader *r, uint32_t clause,
                      const cl_event *near)
{
    uint32_t gi = clause == CST_NONE ? CST_NONE
                                     : r->m.clauses.at[clause].subject;
    return gi != CST_NONE && r->m.clauses.at[clause].own_subject &&
           near->weapon != gi && near->agent != gi &&
           cl_head_in(&r->m, &r->m.groups.at[gi], r->n->c.weapon);
}

/* "A survivor, whose nephew was hit by a sniper": told of him in passing. */
static bool whose(const cl_reader *r, const cl_clause *c)
{
    const cl_sentence *s = cl_sentence_at(r, c->sentence);
    for (uint32_t i = c->verb; i > 1 && i + 6 > c->verb; i--) {
        if (cl_row_class(&r->m, s, i - 1, r->n->c.rel_de)) {
            uint32_t gi = cl_group_at(&r->m, s, i);
            return gi != CST_NONE && r->m.groups.at[gi].definite &&
                   !r->m.groups.at[gi].count.present;
        }
    }
    return false;
}

/* Somebody who suffers it, by somebody, somewhere: a mention of its own. */
static cst_status imply(cl_reader *r, uint32_t hi, cst_sym type)
{
    cl_event *e = CST_PUSH(r->arena, &r->events);
    if (!e) {
        return CST_NOMEM;
    }
    cl_harm *h = &r->harms.at[hi];
    const cl_clause *c = &r->m.clauses.at[h->clause];
    e->type = type;
    e->sentence = h->sentence;
    e->clause = h->clause;
    e->top = h->top;
    e->group = e->time = e->place = CST_NONE;
    e->agent = e->target = e->weapon = e->claimed_by = CST_NONE;
    const cl_group *who_fell = &r->m.groups.at[h->group];
    e->target = cl_head_in(&r->m, who_fell, r->n->c.harm_noun) &&
                        !cl_head_in(&r->m, who_fell, r->n->c.person)
                    ? CST_NONE /* "five dead": nobody aimed at the dead */
                    : h->group;
    e->tok_begin = h->tok_begin;
    e->tok_end = h->tok_end;
    e->indefinite = e->implied = true;
    e->plural = r->m.groups.at[h->group].plural;
    e->source = h->source;
    e->stance = h->stance;
    e->cluster = CST_NONE;
    e->rule = "implied";
    e->aside = whose(r, c);
    cl_frame f;
    size_t i = 0;
    if (cl_next_frame(&r->m, r->frames, h->clause, CL_HARM, &i, &f)) {
        uint32_t who = cl_accused(r, h->clause);
        e->ascribed = who != CST_NONE;
        who = who == CST_NONE
                  ? cl_frame_role(&r->m, r->frames, &f, h->clause, CL_AGENT)
                  : who;
        if (who == c->subject && who != CST_NONE &&
            r->m.groups.at[who].pronoun) {
            who = cl_doer_meant(r, h->clause);
        }
        if (who != CST_NONE && who != h->group &&
            r->m.groups.at[who].sentence + 2 >= c->sentence) {
            cl_take_agent(r, e, who);
            cl_find_weapon(r, e);
        }
    }
    e->generic = type == r->n->attack;
    cl_agent_type(r, e);
    h->event = (uint32_t)r->events.n - 1;
    return CST_OK;
}

/* "On the Israeli side, 24 soldiers were killed": what opens the sentence says
 * that its count goes beside the one before, without a time of its own. */
static bool other_side(const cl_reader *r, const cl_sentence *s)
{
    const cl_group *g = &r->m.groups.at[s->group_begin];
    return s->group_begin < s->group_end && g->top == 0 &&
           s->time_begin == s->time_end &&
           cl_unit_class(&r->m, cl_unit(s, cst_unit_role(cl_unit(s, g->unit),
                                                      r->n->p)), r->n->c.other_side);
}

/* The whole toll that the sentence before tells, in the same paragraph. */
static uint32_t toll_before(const cl_reader *r, uint32_t hi)
{
    uint32_t sentence = r->harms.at[hi].sentence;
    for (uint32_t i = hi; i-- > 0;) {
        const cl_harm *h = &r->harms.at[i];
        if (h->sentence + 1 < sentence ||
            cl_sentence_at(r, h->sentence)->paragraph !=
                cl_sentence_at(r, sentence)->paragraph) {
            break;
        }
        if (h->sentence < sentence && h->part_of == CST_NONE &&
            h->count.present) {
            return i;
        }
    }
    return CST_NONE;
}

/* A verb that has a place for who did it. */
static bool by_somebody(const cl_reader *r, uint32_t clause)
{
    cl_frame f;
    size_t i = 0;
    while (cl_next_frame(&r->m, r->frames, clause, CL_HARM, &i, &f)) {
        if (names_doer(r, &f)) {
            return true;
        }
    }
    return false;
}

/* A harm verb with no happening named near it is itself the mention. */
/* "Struck in reply to the death of four people": told of what came before. */
static bool replied_to(const cl_reader *r, const cl_harm *h)
{
    uint32_t gi = h->group;
    for (int i = 0; gi != CST_NONE && i < 3; i++) {
        if (cl_in_reply(r, gi)) {
            return true;
        }
        gi = r->m.groups.at[gi].owner;
    }
    return false;
}

static cst_status implied_events(cl_linker *l)
{
    cl_reader *r = l->r;
    for (uint32_t i = 0; i < r->harms.n; i++) {
        cl_harm *h = &r->harms.at[i];
        h->before = other_side(r, cl_sentence_at(r, h->sentence))
                        ? toll_before(r, i) : CST_NONE;
        if (h->before != CST_NONE) {
            h->event = CST_NONE;
            continue;
        }
        h->event = mention_near(l, h->sentence, h->clause, h->top, h->kind);
        const cl_event *near =
            h->event == CST_NONE ? NULL : &r->events.at[h->event];
        bool told = near && near->type &&
                    (near->clause == h->clause ||
                     !(own_deed(r, h->clause) ||
                       by_weapon(r, h->clause, near)));
        cst_sym type = h->part_of != CST_NONE || h->clause == CST_NONE
                           ? 0 : implied_type(r, h);
        bool war = near && near->group != CST_NONE &&
                   cl_head_in(&r->m, &r->m.groups.at[near->group],
                              r->n->c.war) &&
                   type != r->n->attack;
        bool its = near && h->clause != CST_NONE && near->group != CST_NONE &&
                   r->m.clauses.at[h->clause].subject == near->group;
        if (told && !its && cl_counting_time(r, near) && type &&
            by_somebody(r, h->clause)) {
            told = false; /* "shot a year after the attack": not in it */
        }
        bool reply = told && near->agent != CST_NONE && h->clause != CST_NONE &&
                     h->part_of == CST_NONE && replied_to(r, h);
        if (reply && r->events.n < 2000) {
            CST_TRY(imply(r, i, r->n->attack));
            r->events.at[h->event].fresh = true;
            r->events.at[h->event].agent = CST_NONE;
            continue;
        }
        if (told && !war) {
            continue; /* a bomb kills in a war, it is not the war that does */
        }
        if (type && r->events.n < 2000) {
            CST_TRY(imply(r, i, type));
        }
    }
    return CST_OK;
}

static void link_rest(cl_linker *l)
{
    cl_reader *r = l->r;
    for (uint32_t i = 0; i < r->harms.n; i++) {
        cl_harm *h = &r->harms.at[i];
        if (h->before != CST_NONE) {
            h->event = r->harms.at[h->before].event;
            continue;
        }
        if (h->event != CST_NONE &&
            r->events.at[h->event].cluster == CST_NONE) {
            bool earlier = r->events.at[h->event].fresh && replied_to(r, h);
            h->event = CST_NONE;
            if (earlier) {
                continue;
            }
        }
        if (h->event == CST_NONE && h->part_of != CST_NONE) {
            h->event = r->harms.at[h->part_of].event;
        }
        if (h->event == CST_NONE) {
            h->event = mention_near(l, h->sentence, h->clause, h->top, h->kind);
        }
        if (h->event == CST_NONE ||
            r->events.at[h->event].cluster == CST_NONE) {
            h->event = mention_above(l, h->sentence, h->kind);
        }
    }
    for (uint32_t i = 0; i < r->damages.n; i++) {
        cl_damage *d = &r->damages.at[i];
        d->event = mention_near(l, d->sentence, d->clause, d->top, 0);
        if (d->event == CST_NONE ||
            r->events.at[d->event].cluster == CST_NONE) {
            d->event = mention_above(l, d->sentence, 0);
        }
    }
}

/* An invasion, a war: without a place of its own it is of the country. */
static bool whole_country(const cl_reader *r, const cl_cluster *c)
{
    int wide = cst_pack_class(r->pack, "country_wide");
    uint32_t g = r->events.at[c->first].group;
    return g != CST_NONE && wide >= 0 &&
           !r->events.at[c->first].demonstrative &&
           cl_head_in(&r->m, &r->m.groups.at[g], wide);
}

cst_status cl_link_events(cl_reader *r)
{
    cl_linker l = {.r = r};
    CST_TRY(cl_guard(r));
    CST_TRY(cl_name_actors(r));
    CST_TRY(cl_linker_order(&l));
    CST_TRY(implied_events(&l));
    CST_TRY(cl_linker_order(&l));
    cl_find_doers(&l);
    for (uint32_t i = 0; i < r->harms.n; i++) {
        uint32_t e = r->harms.at[i].event;
        if (e != CST_NONE) {
            l.of[e].harmed = true;
        }
    }
    cl_own_fields(&l);
    CST_TRY(cl_cluster_mentions(&l));
    cl_find_weapons(&l);
    cl_blame(&l);
    link_rest(&l);
    CST_TRY(cl_date_clusters(&l));
    for (uint32_t i = 0; i < r->clusters.n; i++) {
        cl_cluster *c = &r->clusters.at[i];
        cl_aim_at_spot(&l, i);
        uint32_t clause = r->events.at[c->first].clause;
        if (c->place == CST_NONE && clause != CST_NONE) {
            c->place = cl_place_there(r, clause);
            c->place_basis = CST_BASIS_PARAGRAPH;
        }
        if (c->place == CST_NONE) {
            c->place = cl_place_above(
                r, r->events.at[c->first].sentence, &c->place_basis);
            if (whole_country(r, c)) {
                c->place = cl_place_wider(r, c->place);
            }
        }
        c->place = whole_country(r, c) ? c->place : cl_place_finer(r, c->place);
    }
    return cl_denials(&l);
}
