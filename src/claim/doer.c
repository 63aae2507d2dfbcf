/* claim/doer: whom words far from the deed mean as the one who did it.
 *
 * Pronouns and those who are accused are looked for in the clauses before; who
 * laid, fired or left the weapon, and who is said to have killed in a clause
 * that describes the happening, did it too. */
#include "claim/linker.h"
#include "claim/mention.h"

static const cl_group *group_at(const cl_reader *r, uint32_t gi)
{
    return &r->m.groups.at[gi];
}

static bool many_word(const cst_unit *u)
{
    return u && u->n_readings && u->readings[0].number == CST_NUMBER_PL;
}

/* "A blast in the market claimed by X", "an attack with a car bomb, carried out
 * by X": the participle stands behind a group that says more of the deed. */
uint32_t cl_deed_before(const cl_reader *r, uint32_t ci, uint32_t gi)
{
    const cl_clause *c = &r->m.clauses.at[ci];
    uint32_t e = cl_mention_of(r, gi);
    for (int n = 0; e == CST_NONE && n < 3 && gi != CST_NONE && gi > 0 &&
                    c->kind == CL_PARTICIPLE; n++) {
        const cl_group *g = group_at(r, gi);
        bool behind = g->prep && g[-1].sentence == g->sentence &&
                      g[-1].top + 1 == g->top;
        gi = behind ? gi - 1 : CST_NONE;
        e = cl_mention_of(r, gi);
    }
    return e;
}

bool cl_many(const cl_reader *r, uint32_t gi)
{
    const cl_group *g = group_at(r, gi);
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    const cst_unit *p = cl_unit(s, cst_unit_role(cl_unit(s, g->unit), r->n->p));
    return g->plural ||
           many_word(cl_unit(s, cst_unit_role(cl_unit(s, g->np), r->n->det))) ||
           (cl_unit_class(&r->m, p, r->n->c.prep_art) && many_word(p));
}

uint32_t cl_actor_among(const cl_reader *r, uint32_t gi)
{
    uint32_t first = cl_is_actor(r, gi) ? gi : CST_NONE;
    uint32_t i = group_at(r, gi)->coord;
    for (int n = 0; i != CST_NONE && n < 8; n++) {
        first = cl_is_actor(r, i) && !group_at(r, i)->lifted ? i : first;
        i = group_at(r, i)->coord;
    }
    return first == CST_NONE ? gi : first;
}

/* "accuses X of having shot them, after taking the town": X did it, not who
 * accuses. */
uint32_t cl_accused(const cl_reader *r, uint32_t ci)
{
    for (int i = 0; ci != CST_NONE && i < 3; i++) {
        const cl_clause *c = &r->m.clauses.at[ci];
        if (c->kind != CL_INFINITIVE) {
            break;
        }
        uint32_t over = cl_governing_verb(r, ci);
        over = over == CST_NONE ? c->parent : over;
        if (over != CST_NONE && over != ci &&
            cl_verb_in(r, &r->m.clauses.at[over], r->n->c.accuse_verb)) {
            const cl_clause *g = &r->m.clauses.at[over];
            return g->voice == r->n->passive
                       ? g->subject
                       : cl_slot(&r->m, r->frames, over, r->frames->object);
        }
        ci = over == ci ? CST_NONE : over;
    }
    return CST_NONE;
}

/* Can the subject of a clause be the one that a pronoun means? */
static bool can_be_meant(const cl_reader *r, const cl_clause *c, bool plural)
{
    uint32_t gi = c->subject;
    bool suffers = c->voice == r->n->passive &&
                   cl_verb_in(r, c, r->n->c.harm_verb);
    return !suffers && cl_many(r, gi) == plural && cl_is_actor(r, gi);
}

/* Whom a subject pronoun means: the nearest subject before it that can be one,
 * in this sentence or the two before, of the same number; pronouns between that
 * agree carry it on. */
uint32_t cl_doer_meant(const cl_reader *r, uint32_t ci)
{
    const cl_clause *c = &r->m.clauses.at[ci];
    if (c->subject == CST_NONE || !group_at(r, c->subject)->pronoun) {
        return CST_NONE;
    }
    const cl_group *pro = group_at(r, c->subject);
    uint32_t paragraph = cl_sentence_at(r, c->sentence)->paragraph;
    uint32_t from = c->sentence;
    bool plural = pro->plural || (c->head && c->head->number == CST_NUMBER_PL);
    for (uint32_t i = ci, steps = 0; i > 0 && steps < 12; i--, steps++) {
        const cl_clause *p = &r->m.clauses.at[i - 1];
        if (p->sentence + 2 < from ||
            cl_sentence_at(r, p->sentence)->paragraph != paragraph) {
            break;
        }
        if (p->subject == CST_NONE) {
            continue;
        }
        uint32_t seen = p->sentence == c->sentence && i == ci
                            ? cl_slot(&r->m, r->frames, i - 1, r->frames->object)
                            : CST_NONE;
        if (seen != CST_NONE && cl_many(r, p->subject) != plural &&
            cl_many(r, seen) == plural && cl_is_actor(r, seen)) {
            return seen; /* "there were three men, they fired" */
        }
        if (group_at(r, p->subject)->pronoun) {
            from = p->own_subject && cl_many(r, p->subject) == plural
                       ? p->sentence : from;
            continue;
        }
        if (can_be_meant(r, p, plural)) {
            return p->subject;
        }
    }
    return CST_NONE;
}

/* ------------------------------------------------- who used the weapon */

/* "A mine laid by X", "the shell was fired by X". */
static uint32_t wielder(const cl_reader *r, uint32_t sentence, uint32_t weapon)
{
    const cl_sentence *s = cl_sentence_at(r, sentence);
    cl_frame f = cl_frame_named("light");
    for (uint32_t ci = s->clause_begin; ci < s->clause_end; ci++) {
        const cl_clause *c = &r->m.clauses.at[ci];
        if (c->subject != weapon || c->negated ||
            !cl_verb_in(r, c, r->n->c.wield_verb)) {
            continue;
        }
        uint32_t by = cl_frame_role(&r->m, r->frames, &f, ci, CL_AGENT);
        by = by == CST_NONE || by == weapon ? CST_NONE : cl_actor_among(r, by);
        if (by != CST_NONE && cl_is_actor(r, by)) {
            return by;
        }
    }
    return CST_NONE;
}

/* ----------------------------------- who killed in a clause beside it */

/* "The attack on X, where two men had killed ten": they carried it out. */
static uint32_t killer(const cl_reader *r, const cl_harm *h, const cl_event *e)
{
    cl_frame f;
    size_t at = 0;
    if (h->clause == CST_NONE || h->status == r->n->attacker ||
        h->sentence != e->sentence || e->group == CST_NONE ||
        !cl_factual(r, h->clause) || r->m.clauses.at[h->clause].negated ||
        !cl_next_frame(&r->m, r->frames, h->clause, CL_HARM, &at, &f)) {
        return CST_NONE;
    }
    uint32_t who = cl_frame_role(&r->m, r->frames, &f, h->clause, CL_AGENT);
    if (who != CST_NONE && group_at(r, who)->pronoun) {
        who = cl_doer_meant(r, h->clause);
    }
    bool named = who != CST_NONE && group_at(r, who)->proper &&
                 !group_at(r, who)->plural &&
                 cl_place_of_group(r, who) == CST_NONE;
    return who == CST_NONE || who == h->group || who == e->target ||
                   cl_mention_of(r, who) != CST_NONE ||
                   !(named || cl_is_actor(r, who))
               ? CST_NONE : who;
}

/* "The army has begun its operation": whose it is, if the clause or the one
 * before it in the sentence is told of a party. */
static uint32_t owner_of(const cl_reader *r, const cl_event *e)
{
    const cl_sentence *s = cl_sentence_at(r, e->sentence);
    const cl_group *g = e->group == CST_NONE ? NULL : group_at(r, e->group);
    if (!g || !g->possessive || e->clause == CST_NONE || !e->type ||
        cl_suffered(r, e)) {
        return CST_NONE;
    }
    for (uint32_t ci = e->clause + 1, n = 0; ci > s->clause_begin && n < 2;
         ci--, n++) {
        uint32_t who = r->m.clauses.at[ci - 1].subject;
        if (who != CST_NONE && who != e->group && group_at(r, who)->pronoun) {
            who = cl_doer_meant(r, ci - 1);
        }
        if (who != CST_NONE && who != e->group && cl_is_actor(r, who)) {
            return who;
        }
    }
    return CST_NONE;
}

/* "A car bomb ascribed to X went off": within the words for the weapon. */
static void ascribed_weapon(const cl_reader *r, cl_event *e)
{
    const cl_group *g = e->weapon == CST_NONE ? NULL : group_at(r, e->weapon);
    const cl_sentence *s = g ? cl_sentence_at(r, g->sentence) : NULL;
    const cst_unit *np = g ? cl_unit(s, g->np) : NULL;
    cst_sym slot = cl_frame_named("ascribed").template_;
    bool blamed = false;
    for (uint32_t i = 0; np && i < np->n_children; i++) {
        blamed = blamed || cl_unit_class(&r->m, cl_unit(s, np->children[i]),
                                         r->n->c.accuse_verb);
    }
    uint32_t by = e->weapon + 1;
    if (!blamed || e->agent != CST_NONE || by >= s->group_end ||
        g[1].top != g->top + 1 || !cl_is_actor(r, by)) {
        return;
    }
    for (size_t i = 0; i < r->frames->templates.n; i++) {
        const cl_template *t = &r->frames->templates.at[i];
        if (t->name == slot && t->role == CL_AGENT && t->slot == g[1].prep) {
            e->agent = by;
            e->ascribed = true;
        }
    }
}

/* "Fights broke out between X and Y": behind the verb that says so. */
static void pit(const cl_reader *r, cl_event *e)
{
    const cl_clause *c =
        e->clause == CST_NONE ? NULL : &r->m.clauses.at[e->clause];
    const cl_sentence *s = cl_sentence_at(r, e->sentence);
    uint32_t list[3];
    if (!c || e->group == CST_NONE || c->subject != e->group ||
        e->agent != CST_NONE || !cl_type_is(r, e->type, "armed_clash") ||
        !cl_verb_in(r, c, r->n->c.event_occur)) {
        return;
    }
    for (uint32_t i = s->group_begin; i < s->group_end; i++) {
        const cl_group *g = group_at(r, i);
        const cst_unit *p =
            cl_unit(s, cst_unit_role(cl_unit(s, g->unit), r->n->p));
        if (g->top > c->verb && g->top < c->end && cl_is_actor(r, i) &&
            cl_unit_class(&r->m, p, r->n->c.prep_between)) {
            e->agent = i;
            if (cl_list_of(r, i, list, 3) == 2 && list[0] == i) {
                e->target = list[1];
            }
            return;
        }
    }
}

void cl_find_doers(cl_linker *l)
{
    cl_reader *r = l->r;
    for (uint32_t i = 0; i < r->events.n; i++) {
        cl_event *e = &r->events.at[i];
        pit(r, e);
        ascribed_weapon(r, e);
        if (e->agent == CST_NONE && e->stance != CST_DENIED) {
            e->agent = owner_of(r, e);
        }
        if (e->agent == CST_NONE && e->weapon != CST_NONE &&
            group_at(r, e->weapon)->sentence == e->sentence) {
            e->agent = wielder(r, e->sentence, e->weapon);
        }
    }
    for (uint32_t i = 0; i < r->harms.n; i++) {
        const cl_harm *h = &r->harms.at[i];
        cl_event *e = h->event == CST_NONE ? NULL : &r->events.at[h->event];
        if (e && e->agent == CST_NONE && e->stance != CST_DENIED) {
            e->agent = killer(r, h, e);
        }
    }
}
