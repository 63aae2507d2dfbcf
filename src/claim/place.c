/* claim/place: which groups name a place, and how large a place.
 *
 * A place is a place noun with its name, a part of a place (its north, its old
 * town), a name that the gazetteer knows, or an unknown name after a
 * preposition of place. A known name that acts (a capital that denies) is no
 * place. What stands beside a place and holds it, or from which its distance is
 * counted, is noted here; which spot a name means is decided in where.c. */
#include "claim/placing.h"

/* --------------------------------------------------------------- names */

static bool speaks(const cl_reader *r, const cl_group *g, uint32_t gi)
{
    const cl_clause *c =
        g->clause == CST_NONE ? NULL : &r->m.clauses.at[g->clause];
    if (!c || c->subject != gi || !c->head) {
        return false;
    }
    return cl_head_in(&r->m, g, r->n->c.metonym) ||
           cst_reading_has(r->pack, c->head, r->n->c.speech_verb) ||
           cst_reading_has(r->pack, c->head, r->n->c.deny_verb);
}

/* A capital or a country that something is imputed to is a government. */
static bool addressed(const cl_finder *f, const cl_group *g, uint32_t a,
                      uint32_t b)
{
    const cl_reader *r = f->r;
    const cl_clause *c =
        g->clause == CST_NONE ? NULL : &r->m.clauses.at[g->clause];
    cl_rank rank;
    return c && c->head && g->top > c->verb &&
           cst_reading_has(r->pack, c->head, r->n->c.accuse_verb) &&
           (cl_head_in(&r->m, g, r->n->c.metonym) ||
            (cl_place_known(r, cl_words(r, g->sentence, a, b), &rank) &&
             rank == CL_COUNTRY));
}

/* One more of a list that a preposition opened: "in Homs, Hama and Aleppo". */
static bool goes_on(const cl_finder *f, const cl_group *g)
{
    const cl_reader *r = f->r;
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    const cl_place *q = r->places.n ? &r->places.at[r->places.n - 1] : NULL;
    const cl_group *b = g - 1;
    if (s->group_begin < (uint32_t)(g - r->m.groups.at) && b->prep &&
        b->tok_end + 1 == g->tok_begin &&
        cl_tok_class(r, s, b->tok_end, r->n->c.conj_coord) &&
        cl_unit_class(&r->m, cl_preposition(r, b), f->between)) {
        return true; /* "between Homs and Hama", whatever Homs is */
    }
    return q && q->sentence == g->sentence && q->locative && !q->nameless &&
           q->tok_end + 1 == g->tok_begin &&
           (cl_tok_is(s, q->tok_end, ",") ||
            cl_tok_class(r, s, q->tok_end, r->n->c.conj_coord));
}

static bool in_brackets(const cl_reader *r, const cl_group *g)
{
    return g->tok_begin &&
           cl_tok_is(cl_sentence_at(r, g->sentence), g->tok_begin - 1, "(");
}

typedef enum hold { NO_PLACE, ORIGIN, MENTIONED, AT_HOME, LOCATED } hold;

/* What "of NAME" makes of the name depends on what it completes. */
static hold complement(const cl_finder *f, const cl_group *g, bool known,
                       cl_rank rank)
{
    const cl_reader *r = f->r;
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    if (g->tok_begin && cl_tok_class(r, s, g->tok_begin - 1, f->origin)) {
        return known ? ORIGIN : NO_PLACE;
    }
    if (g->tok_begin && cl_tok_class(r, s, g->tok_begin - 1, f->near_)) {
        return LOCATED; /* near NAME, whatever it is */
    }
    if (g->owner == CST_NONE) {
        return known ? LOCATED : NO_PLACE;
    }
    const cl_group *o = &r->m.groups.at[g->owner];
    uint32_t q = f->describes[g->owner] ? f->describes[g->owner] - 1
                                        : cl_place_at(r, g->owner);
    if (q != CST_NONE) {
        return known || r->places.at[q].rank < CL_SETTLEMENT ? LOCATED
                                                             : NO_PLACE;
    }
    if (cl_head_in(&r->m, o, f->settled) && !o->attribution &&
        !speaks(r, o, g->owner)) {
        return AT_HOME;
    }
    if (!known) {
        return NO_PLACE;
    }
    if (cl_head_in(&r->m, o, r->n->c.event_noun) ||
        cl_head_in(&r->m, o, r->n->c.event_of) ||
        cl_head_in(&r->m, o, r->n->c.war)) {
        /* Countries strike; towns are struck. */
        return rank == CL_COUNTRY && !cl_head_in(&r->m, o, r->n->c.event_of)
                   ? NO_PLACE
                   : LOCATED;
    }
    if (cl_of_somebody(f, g)) {
        return MENTIONED;
    }
    return rank == CL_COUNTRY ? MENTIONED : LOCATED;
}

/* "To the NAME": what has an article and no entry is a paper or an agency; a
 * region has another preposition. */
static bool with_article(const cl_finder *f, const cl_group *g, uint32_t a)
{
    const cl_reader *r = f->r;
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    const cst_unit *p = cl_preposition(r, g);
    bool article =
        cl_unit_class(&r->m, p, r->n->c.prep_art) ||
        (cst_unit_role(cl_unit(s, g->np), r->n->det) != CST_NONE &&
         a > g->np_begin);
    return article && cl_unit_class(&r->m, p, f->goal);
}

/* "in Calamar": a word with a capital, in the middle of its sentence, behind a
 * preposition of place that takes no article; months and feasts are times. */
static bool word_as_name(const cl_finder *f, const cl_group *g)
{
    const cl_reader *r = f->r;
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    const cst_token *t = &s->units.tokens[g->np_begin];
    const cst_unit *p = cl_preposition(r, g);
    cl_rank rank;
    bool plain = g->tok_end == g->np_begin + 1 && !g->count.present &&
                 cst_unit_role(cl_unit(s, g->np), r->n->det) == CST_NONE;
    return plain && p && (t->flags & CST_TOK_CAP) &&
           !(t->flags & (CST_TOK_FIRST | CST_TOK_ALLCAPS)) &&
           s->zone != CST_ZONE_TITLE && cl_unit_class(&r->m, p, f->goal) &&
           !cl_unit_class(&r->m, p, r->n->c.prep_art) &&
           !cl_head_in(&r->m, g, r->n->c.place_noun) &&
           !cl_head_in(&r->m, g, r->n->c.person) &&
           !cl_place_known(r, cl_words(r, g->sentence, g->np_begin, g->tok_end),
                           &rank);
}

/* Is it somebody: "attacked NAME, a mayor"? */
static bool presented(const cl_reader *r, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    const cl_group *next = gi + 1 < s->group_end ? g + 1 : NULL;
    return next && cl_people(r, gi + 1) &&
           (next->apposed == gi ||
            (next->tok_begin == g->tok_end + 1 && cl_tok_is(s, g->tok_end, ",")));
}

/* "Gunmen attacked NAME", "NAME was bombed": a name without article that nothing
 * explains is the place that is hit. */
static bool struck(const cl_reader *r, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    const cl_clause *c =
        g->clause == CST_NONE ? NULL : &r->m.clauses.at[g->clause];
    if (!c || !c->head || g->prep ||
        !cst_reading_has(r->pack, c->head, r->n->c.event_verb) ||
        cst_unit_role(cl_unit(cl_sentence_at(r, g->sentence), g->np),
                      r->n->det) != CST_NONE || presented(r, gi)) {
        return false;
    }
    return c->voice == r->n->passive ? c->subject == gi
                                     : c->voice == r->n->active &&
                                           g->top == c->verb + 1;
}

/* "In the second town of the country, NAME": the name of what stands before. */
static bool names_town(const cl_reader *r, const cl_group *g)
{
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    const cl_place *q = r->places.n ? &r->places.at[r->places.n - 1] : NULL;
    return q && q->sentence == g->sentence && q->locative &&
           (q->nameless || q->anaphor) && q->rank == CL_SETTLEMENT &&
           q->tok_end + 1 == g->tok_begin && cl_tok_is(s, q->tok_end, ",");
}

static cst_status name_place(cl_finder *f, uint32_t gi)
{
    cl_reader *r = f->r;
    const cl_group *g = &r->m.groups.at[gi];
    if (cl_place_at(r, gi) != CST_NONE || cl_person_like(r, g) ||
        g->attribution || g->count.present) {
        return CST_OK;
    }
    uint32_t a, b;
    cl_name_tokens(r, g, &a, &b);
    cl_rank rank = CL_SETTLEMENT;
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    bool known = cl_place_known(r, cl_words(r, g->sentence, a, b), &rank);
    hold how = NO_PLACE;
    if (!known && !cl_unexplained(r, g->sentence, a, b) && !word_as_name(f, g)) {
        return CST_OK;
    }
    if (g->prep == r->n->de) {
        how = goes_on(f, g) ? LOCATED : complement(f, g, known, rank);
    } else if (cl_stands_there(f, g)) {
        /* What is struck may be anything; where one is, is a place. */
        bool place =
            known || !cl_unit_class(&r->m, cl_preposition(r, g), f->target) ||
            cl_unit_class(&r->m, cl_preposition(r, g), r->n->c.prep_place);
        place = place && (known || !with_article(f, g, a));
        how = !place || (known && addressed(f, g, a, b)) ? NO_PLACE : LOCATED;
    } else if (g->prep) {
        how = known && cl_unit_class(&r->m, cl_preposition(r, g), f->away)
                  ? MENTIONED
                  : NO_PLACE;
    } else if (known && (cl_opens_line(r, s, a, b) || in_brackets(r, g) ||
                         goes_on(f, g) || names_town(r, g))) {
        how = LOCATED;
    } else if (known && !speaks(r, g, gi) && g->apposed == CST_NONE) {
        how = MENTIONED;
    } else if (!known && cl_opens_line(r, s, a, b) && cl_tok_is(s, b, "(")) {
        how = LOCATED;
    } else if (!known && struck(r, gi)) {
        how = AT_HOME;
    }
    if (how == NO_PLACE) {
        return CST_OK;
    }
    cl_place *p = cl_add_place(f, gi, g->sentence, g->top, a, b, rank);
    if (!p) {
        return CST_NOMEM;
    }
    p->locative = how == LOCATED;
    p->bare =
        how == MENTIONED && !g->prep && !cl_head_in(&r->m, g, r->n->c.metonym);
    p->origin = how == ORIGIN;
    if (how == AT_HOME) { /* where its people are, unless they were elsewhere */
        p->bare = p->called = p->home = true;
    }
    cl_attach_place(f, (uint32_t)r->places.n - 1);
    return CST_OK;
}

/* ------------------------------------------------- sentences not parsed */

/* The longest known name that begins at a token; 0 = none. */
static uint32_t known_run(const cl_reader *r, uint32_t si, uint32_t a,
                          cl_rank *rank)
{
    const cl_sentence *s = cl_sentence_at(r, si);
    uint32_t end = a;
    while (end < s->units.n_tokens && end < a + 5 &&
           !(s->units.tokens[end].flags & CST_TOK_PUNCT)) {
        end++;
    }
    for (; end > a; end--) {
        if ((s->units.tokens[end - 1].flags & CST_TOK_CAP) &&
            cl_place_known(r, cl_words(r, si, a, end), rank)) {
            return end;
        }
    }
    return 0;
}

/* "to the south of NAME": said of another place. */
static bool counted_off(const cl_finder *f, const cl_sentence *s, uint32_t tok)
{
    const cl_reader *r = f->r;
    for (uint32_t i = 0; i < s->units.top.n; i++) {
        const cst_unit *u = cl_unit_at(s, i);
        if (u->tok_end == tok && u->label == r->n->mwe) {
            return cst_unit_sym(r->pack, u, f->dir) != 0 ||
                   cl_unit_class(&r->m, u, f->near_);
        }
    }
    return false;
}

static bool large(const cl_reader *r, cst_str name)
{
    const uint32_t *ids;
    uint32_t n = cst_gazetteer_find(r->gazetteer, r->arena, name, &ids);
    return n && cst_gazetteer_at(r->gazetteer, ids[0])->pop >= 5;
}

/* Sentences that tell of no harm still say where the report is. */
static cst_status shallow_places(cl_finder *f, uint32_t si)
{
    cl_reader *r = f->r;
    const cl_sentence *s = cl_sentence_at(r, si);
    for (uint32_t i = 0; i < s->units.n_tokens && r->places.n < 2000; i++) {
        const cst_token *t = &s->units.tokens[i];
        if (!(t->flags & CST_TOK_CAP) || cl_tok_class(r, s, i, r->n->c.actor) ||
            cl_tok_class(r, s, i, r->n->c.prep)) {
            continue;
        }
        cl_rank rank = CL_SETTLEMENT;
        uint32_t end = known_run(r, si, i, &rank);
        bool opens = cl_opens_line(r, s, i, end ? end : i + 1);
        if (end == i + 1 && (t->flags & CST_TOK_FIRST) && !opens &&
            !large(r, cl_words(r, si, i, end)) &&
            !cl_unexplained(r, si, i, end)) {
            continue; /* any word has a capital there */
        }
        if (!end && opens && cl_tok_is(s, i + 1, "(") &&
            s->units.n_tokens < 12 && cl_unexplained(r, si, i, i + 1)) {
            end = i + 1;
        }
        bool there = i && cl_tok_class(r, s, i - 1, r->n->c.prep_place);
        bool held = i && cl_tok_is(s, i - 1, "(");
        if (!end) {
            continue;
        }
        cl_place *p = cl_add_place(f, CST_NONE, si, i, i, end, rank);
        if (!p) {
            return CST_NOMEM;
        }
        bool body = cl_is_body(s->zone);
        p->locative = body && (there || p->opens || held);
        p->refers = counted_off(f, s, i);
        p->bare = body;
        p->refers = p->refers || held;
        p->heading = p->heading && body;
        uint32_t pi = (uint32_t)r->places.n - 1;
        if (held && pi && p[-1].sentence == si && p[-1].tok_end == i - 1) {
            cl_put_inside(r, pi - 1, pi);
        }
        i = end - 1;
    }
    return CST_OK;
}

uint32_t cl_place_of_group(const cl_reader *r, uint32_t group)
{
    uint32_t p = cl_place_at(r, group);
    return p != CST_NONE && r->places.at[p].locative ? p : CST_NONE;
}

/* A name that the dictionary has as a noun. */
bool cl_capital_name(const cl_reader *r, const cl_group *g)
{
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    uint32_t a = cl_after_determiner(r, g), b = g->tok_end;
    bool first = (s->units.tokens[a].flags & CST_TOK_FIRST) != 0;
    if (g->count.present || b > a + 4 ||
        (first && !cl_opens_line(r, s, a, b))) {
        return false;
    }
    for (uint32_t i = a; i < b; i++) {
        if (!(s->units.tokens[i].flags & CST_TOK_CAP)) {
            return false;
        }
    }
    cl_rank rank;
    return b > a && cl_place_known(r, cl_words(r, g->sentence, a, b), &rank);
}

static cst_status deep_places(cl_finder *f, const cl_sentence *s)
{
    cl_reader *r = f->r;
    for (uint32_t i = s->group_begin; i < s->group_end; i++) {
        const cl_group *g = &r->m.groups.at[i];
        if (r->places.n >= 2000) {
            break; /* a cap on hostile input */
        }
        if (cl_place_at(r, i) != CST_NONE || g->pronoun) {
            continue;
        }
        if (cl_head_in(&r->m, g, r->n->c.place_noun) ||
            cl_head_in(&r->m, g, r->n->c.direction) ||
            cl_head_in(&r->m, g, r->n->c.object)) {
            CST_TRY(cl_noun_place(f, i));
        } else if (g->proper || cl_head_in(&r->m, g, r->n->c.country) ||
                   cl_head_in(&r->m, g, f->region) ||
                   cl_head_in(&r->m, g, r->n->c.metonym) ||
                   cl_capital_name(r, g) || word_as_name(f, g)) {
            CST_TRY(name_place(f, i));
        }
    }
    return CST_OK;
}

/* "They had just done it in NAME": the verb is an auxiliary. */
static bool periphrasis(const cl_reader *r, const cl_clause *c)
{
    const cst_unit *u = cl_unit(cl_sentence_at(r, c->sentence), c->unit);
    return u && u->tok_end - u->tok_begin > 2;
}

/* The hospital, the governor of NAME who says so. */
static bool of_source(const cl_reader *r, const cl_group *g)
{
    for (int i = 0; i < 4; i++) {
        if (g->attribution) {
            return true;
        }
        if (g->owner == CST_NONE) {
            return false;
        }
        g = &r->m.groups.at[g->owner];
    }
    return false;
}

/* From a base of NAME, towards the camp of NAME. */
static bool far_from(const cl_finder *f, const cl_group *g)
{
    const cl_reader *r = f->r;
    for (int i = 0; i < 3 && g->owner != CST_NONE; i++) {
        g = &r->m.groups.at[g->owner];
        if (g->prep && cl_unit_class(&r->m, cl_preposition(r, g), f->away)) {
            return true;
        }
    }
    return false;
}

/* Does the group tell what happened, or how many it hit? */
static bool tells(const cl_reader *r, const cl_group *g)
{
    return cl_head_in(&r->m, g, r->n->c.event_noun) ||
           cl_head_in(&r->m, g, r->n->c.event_of) ||
           cl_head_in(&r->m, g, r->n->c.harm_noun) ||
           cl_head_in(&r->m, g, r->n->c.toll_noun) ||
           cl_head_in(&r->m, g, r->n->c.body) || g->count.present;
}

/* "He told the press in NAME that": behind a verb of saying that tells of nothing
 * itself. */
static bool clause_says(const cl_reader *r, const cl_group *g)
{
    const cl_clause *c =
        g->clause == CST_NONE ? NULL : &r->m.clauses.at[g->clause];
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    bool said = c && c->head && g->prep && g->prep != r->n->de &&
                g->top > c->verb && c->voice != r->n->passive &&
                (cst_reading_has(r->pack, c->head, r->n->c.speech_verb) ||
                 cst_reading_has(r->pack, c->head, r->n->c.deny_verb) ||
                 cst_reading_has(r->pack, c->head, r->n->c.react_verb) ||
                 cst_reading_has(r->pack, c->head, r->n->c.via_verb));
    for (uint32_t i = s->group_begin; said && i < s->group_end; i++) {
        const cl_group *o = &r->m.groups.at[i];
        said = o->clause != g->clause || o->top <= c->verb || !tells(r, o);
    }
    return said;
}

/* Within the words that say who says it, but not the home of who says it. */
static bool in_attribution(const cl_reader *r, const cl_place *p)
{
    const cl_sentence *s = cl_sentence_at(r, p->sentence);
    for (uint32_t i = 0; i < s->units.lifted.n; i++) {
        const cst_unit *u = cl_unit(s, s->units.lifted.at[i]);
        if (u && u->label == r->n->attr && u->tok_begin <= p->tok_begin &&
            p->tok_end <= u->tok_end) {
            return true;
        }
    }
    return false;
}

/* "A soldier based in NAME was killed" elsewhere. */
static bool housed(const cl_finder *f, const cl_group *g)
{
    const cl_sentence *s = cl_sentence_at(f->r, g->sentence);
    const cst_unit *u = g->tok_begin ? cl_unit(s, g->tok_begin - 1) : NULL;
    const cst_reading *v = u ? cst_unit_in(f->r->pack, u, f->elsewhere) : NULL;
    return v && v->mood == CST_MOOD_PPAST && g->prep;
}

/* Where the hurt are brought, where one comes from or goes to, the hospital that
 * takes them in: nothing is said to happen there. */
static void taken_elsewhere(const cl_finder *f, cl_place *p)
{
    const cl_reader *r = f->r;
    const cl_group *g =
        p->group == CST_NONE ? NULL : &r->m.groups.at[p->group];
    const cl_clause *c = !g || g->clause == CST_NONE
                             ? NULL
                             : &r->m.clauses.at[g->clause];
    if (g && (of_source(r, g) || far_from(f, g))) {
        p->locative = p->bare = false;
        return;
    }
    if (g && (in_attribution(r, p) || clause_says(r, g) || housed(f, g))) {
        p->locative = p->bare = false;
        p->refers = true;
        return;
    }
    if (!c || !c->head || p->rank >= CL_COUNTRY) {
        return;
    }
    const cl_group *o = g->owner == CST_NONE ? NULL : &r->m.groups.at[g->owner];
    const cl_group *b = g > r->m.groups.at ? g - 1 : g; /* "fights in NAME" */
    o = o || b->sentence != g->sentence || b->tok_end != g->tok_begin ? o : b;
    bool of_event = o && (cl_head_in(&r->m, o, r->n->c.event_noun) ||
                          cl_head_in(&r->m, o, r->n->c.event_of));
    if (g->prep == r->n->de && !of_event && g->top > c->verb &&
        cst_reading_has(r->pack, c->head, f->from) &&
        !periphrasis(r, c)) {
        p->locative = p->bare = false;
        return;
    }
    if (!cst_reading_has(r->pack, c->head, f->elsewhere) &&
        !(c->voice == r->n->refl &&
          cst_reading_has(r->pack, c->head, f->going))) {
        return;
    }
    const cst_unit *prep = cl_preposition(r, g);
    bool behind = g->top > c->verb && g->prep && !of_event &&
                  (p->rank == CL_LANDMARK ||
                   cl_unit_class(&r->m, prep, f->goal) ||
                   cl_unit_class(&r->m, prep, f->away));
    bool taker = c->subject != CST_NONE && g->top < c->verb &&
                 p->rank <= CL_SETTLEMENT &&
                 (cl_place_at(r, c->subject) != CST_NONE ||
                  cl_head_in(&r->m, &r->m.groups.at[c->subject],
                             r->n->c.place_noun));
    if (behind || taker) {
        p->locative = p->bare = false;
        p->refers = true;
    }
}

cst_status cl_read_places(cl_reader *r)
{
    const cst_pack *p = r->pack;
    cl_finder f = {.r = r,
                   .near_ = cst_pack_class(p, "prep_near"),
                   .part = cst_pack_class(p, "place_part"),
                   .region = cst_pack_class(p, "region_name"),
                   .measure = cst_pack_class(p, "length_noun"),
                   .dir = cst_pack_sym(p, "dir"),
                   .vehicle = cst_pack_sym(p, "vehicle"),
                   .military = cst_pack_sym(p, "military"),
                   .other = cst_pack_sym(p, "other"),
                   .unit = cst_pack_sym(p, "unit"),
                   .target = cst_pack_class(p, "prep_target"),
                   .origin = cst_pack_class(p, "place_origin"),
                   .away = cst_pack_class(p, "prep_away"),
                   .settled = cst_pack_class(p, "settled"),
                   .between = cst_pack_class(p, "prep_between"),
                   .goal = cst_pack_class(p, "prep_goal"),
                   .from = cst_pack_class(p, "verb_from"),
                   .elsewhere = cst_pack_class(p, "verb_elsewhere"),
                   .going = cst_pack_class(p, "verb_going"),
                   .area = cst_pack_class(p, "area_noun"),
                   .beside = cst_pack_class(p, "near_adj"),
                   .water = cst_pack_class(p, "water_noun")};
    r->n_place_of = (uint32_t)r->m.groups.n; /* parties are added later */
    r->place_of = CST_NEW(r->arena, uint32_t, r->m.groups.n + 1);
    f.describes = CST_NEW(r->arena, uint32_t, r->m.groups.n + 1);
    if (!r->place_of || !f.describes) {
        return CST_NOMEM;
    }
    for (uint32_t i = 0; i < r->m.sentences.n; i++) {
        const cl_sentence *s = cl_sentence_at(r, i);
        if (s->deep) {
            CST_TRY(deep_places(&f, s));
        } else {
            CST_TRY(shallow_places(&f, i));
        }
    }
    for (uint32_t i = 0; i < r->places.n; i++) {
        taken_elsewhere(&f, &r->places.at[i]);
    }
    return cl_resolve_places(r);
}
