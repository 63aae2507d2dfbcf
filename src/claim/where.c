/* claim/where: which spot a place means, and what holds it.
 *
 * Names are given their meaning in meaning.c; here "the town", "the country"
 * take an earlier place, a quarter or a landmark without an entry of its own
 * takes the point of its town, and a happening without a place that of its
 * paragraph, section or report. */
#include "claim/placing.h"

/* ---------------------------------------------------------- the report's */

static bool town(const cl_place *p)
{
    return p->rank == CL_SETTLEMENT && !p->anaphor && !p->nameless && !p->part;
}

static bool same_spot(const cl_place *x, const cl_place *y)
{
    return x->gaz != CST_NONE
               ? x->gaz == y->gaz
               : y->gaz == CST_NONE && cst_str_eq(x->name, y->name);
}

/* The town that the report names first and most; a dateline only says from
 * where it was sent. At most the first few towns can be it. */
static void find_focus(cl_chooser *c)
{
    cl_reader *r = c->r;
    uint32_t seen[8], n = 0, best = 0;
    r->focus = CST_NONE;
    for (uint32_t i = 0; i < r->places.n && n < CST_COUNT(seen); i++) {
        const cl_place *p = &r->places.at[i];
        bool known =
            !town(p) || p->refers || (!p->locative && !p->opens && !p->bare);
        for (uint32_t k = 0; k < n && !known; k++) {
            known = same_spot(&r->places.at[seen[k]], p);
        }
        if (!known) {
            seen[n++] = i;
        }
    }
    for (uint32_t k = 0; k < n; k++) {
        uint32_t score = r->places.at[seen[k]].dateline ? 1 : n - k + 1;
        for (uint32_t i = 0; i < r->places.n; i++) {
            const cl_place *p = &r->places.at[i];
            if (town(p) && same_spot(&r->places.at[seen[k]], p)) {
                bool title =
                    cl_sentence_at(r, p->sentence)->zone == CST_ZONE_TITLE;
                score += p->dateline || p->refers ? 0
                         : title                  ? 12
                         : p->locative            ? 4
                         : p->bare                ? 2
                                                  : 0;
            }
        }
        if (r->places.at[seen[k]].gaz == CST_NONE &&
            !r->places.at[seen[k]].called) {
            score /= 2;
        }
        if (score > best) {
            best = score;
            r->focus = seen[k];
        }
    }
}

/* ---------------------------------------------------- what came before */

typedef struct flow {
    uint32_t town, quarter, province, any; /* last of each kind */
    uint32_t seen; /* last town, though nothing is said to happen there */
    uint32_t here; /* last town where something happens, known or not */
    uint32_t heading;
} flow;

static uint32_t capital_of(const cl_reader *r, uint32_t country)
{
    const cst_gazetteer_entry *e = cl_entry(r, country);
    const uint32_t *ids;
    uint32_t n = e && e->kind == CST_GAZ_COUNTRY
                     ? cst_gazetteer_find(
                           r->gazetteer, r->arena,
                           cst_gazetteer_text(r->gazetteer, e->in), &ids)
                     : 0;
    for (uint32_t i = 0; i < n; i++) {
        if (cl_entry(r, ids[i])->country_entry == country) {
            return ids[i];
        }
    }
    return CST_NONE;
}

/* The country that an adjective of the group names, else the report's. */
static uint32_t country_meant(const cl_chooser *c, const cl_place *p)
{
    const cl_reader *r = c->r;
    uint32_t said = cl_country_among(r, p->sentence, p->tok_begin, p->tok_end);
    if (said != CST_NONE) {
        return said;
    }
    uint32_t in = cl_held_by(r, p);
    return in == CST_NONE ? c->country : cl_country_of(r, in);
}

static bool is_capital_noun(const cl_reader *r, const cl_place *p)
{
    const cl_sentence *s = cl_sentence_at(r, p->sentence);
    int capital = cst_pack_class(r->pack, "capital_noun");
    for (uint32_t i = p->tok_begin; capital >= 0 && i < p->tok_end; i++) {
        if (cl_unit_class(&r->m, cl_unit(s, i), capital)) {
            return true;
        }
    }
    return false;
}

/* "The provincial capital", "the Chechen capital": not that of a country. */
static bool qualified(const cl_reader *r, const cl_place *p)
{
    const cst_unit *u =
        cl_unit(cl_sentence_at(r, p->sentence), p->tok_end - 1);
    bool adjective = u && p->tok_end > p->tok_begin + 1;
    for (uint32_t i = 0; adjective && i < u->n_readings; i++) {
        if (u->readings[i].pos == CST_POS_A) {
            return !cl_unit_class(&r->m, u, cst_pack_class(r->pack, "capital_noun"));
        }
    }
    return false;
}

static void take(cl_reader *r, cl_place *p, uint32_t from)
{
    const cl_place *q = &r->places.at[from];
    p->name = q->name;
    p->gaz = q->gaz;
    p->point = q->point;
    p->inside = q->inside;
    p->rank = q->rank;
}

/* "The town": the last one of its sentence or paragraph, else the one that the
 * section or the report is about. */
static uint32_t town_meant(const cl_reader *r, const cl_place *p, const flow *w)
{
    uint32_t here = cl_sentence_at(r, p->sentence)->paragraph;
    if (w->seen != CST_NONE && r->places.at[w->seen].sentence == p->sentence) {
        return w->seen;
    }
    if (w->here != CST_NONE && r->places.at[w->here].sentence == p->sentence) {
        return w->here;
    }
    uint32_t last = w->town == CST_NONE   ? w->here
                    : w->here == CST_NONE ? w->town
                    : w->here > w->town   ? w->here
                                          : w->town;
    if (last != CST_NONE &&
        cl_sentence_at(r, r->places.at[last].sentence)->paragraph == here) {
        return last;
    }
    return w->heading != CST_NONE ? w->heading
           : r->focus != CST_NONE ? r->focus
                                  : w->town;
}

/* The town of the first quarter that the gazetteer knows. */
static uint32_t town_of_quarters(const cl_reader *r)
{
    for (uint32_t i = 0; i < r->places.n; i++) {
        const cst_gazetteer_entry *e = cl_entry(r, r->places.at[i].gaz);
        if (e && e->kind == CST_GAZ_QUARTER && r->places.at[i].locative) {
            return e->container;
        }
    }
    return CST_NONE;
}

/* "Its capital, X": the town that is named right behind it. */
static uint32_t named_behind(const cl_chooser *c, const cl_place *p)
{
    const cl_reader *r = c->r;
    for (uint32_t i = c->start[p->sentence]; i < c->start[p->sentence + 1];
         i++) {
        const cl_place *q = &r->places.at[i];
        if (q->tok_begin >= p->tok_end && q->tok_begin <= p->tok_end + 1 &&
            q->rank == CL_SETTLEMENT && !q->refers && q->gaz != CST_NONE) {
            return i;
        }
    }
    return CST_NONE;
}

static void refer_back(cl_chooser *c, cl_place *p, const flow *w)
{
    cl_reader *r = c->r;
    uint32_t from = CST_NONE, e = CST_NONE;
    uint32_t named = is_capital_noun(r, p) ? named_behind(c, p) : CST_NONE;
    if (named != CST_NONE) {
        from = named;
    } else if (is_capital_noun(r, p)) {
        bool other = qualified(r, p) && cl_country_said(r, p) == CST_NONE;
        from = other ? town_meant(r, p, w) : CST_NONE;
        e = other ? CST_NONE : capital_of(r, country_meant(c, p));
    } else if (p->rank == CL_COUNTRY) {
        e = country_meant(c, p);
    } else if (p->rank == CL_SETTLEMENT) {
        from = town_meant(r, p, w);
        e = from == CST_NONE ? town_of_quarters(r) : CST_NONE;
        from = from == CST_NONE && e == CST_NONE ? w->seen : from;
    } else if (p->rank == CL_QUARTER) {
        from = w->quarter != CST_NONE ? w->quarter : w->any;
    } else {
        bool fits = w->province != CST_NONE &&
                    r->places.at[w->province].rank == p->rank;
        from = fits ? w->province : p->rank == CL_PROVINCE ? w->any : CST_NONE;
    }
    if (e != CST_NONE) {
        p->gaz = p->point = e;
        p->name = cst_gazetteer_text(r->gazetteer, cl_entry(r, e)->name);
        p->rank = cl_rank_of_kind(cl_entry(r, e)->kind);
    } else if (from != CST_NONE) {
        take(r, p, from);
    } else {
        p->locative = false;
    }
}

/* The town in which a quarter or landmark without a stated one lies. */
static uint32_t town_around(const cl_chooser *c, uint32_t pi, const flow *w)
{
    const cl_reader *r = c->r;
    const cl_place *p = &r->places.at[pi];
    uint32_t best = CST_NONE, score = UINT32_MAX;
    for (uint32_t i = c->start[p->sentence]; i < c->start[p->sentence + 1];
         i++) {
        const cl_place *q = &r->places.at[i];
        uint32_t d = i > pi ? (i - pi) * 2 + 1 : (pi - i) * 2;
        d += q->gaz == CST_NONE && !q->called ? 3 : 0; /* may be none */
        if (i != pi && q->rank == CL_SETTLEMENT && q->locative && !q->part &&
            !q->dateline && !q->refers && d < score && d < 10) {
            score = d;
            best = i;
        }
    }
    if (best != CST_NONE) {
        return best;
    }
    uint32_t here = cl_sentence_at(r, p->sentence)->paragraph;
    if (w->town != CST_NONE &&
        cl_sentence_at(r, r->places.at[w->town].sentence)->paragraph == here) {
        return w->town;
    }
    if (w->heading != CST_NONE) {
        return w->heading;
    }
    return r->focus != CST_NONE ? r->focus : w->town;
}

/* Is "near it" a point? Around a city it may be anywhere. */
static bool close_by(const cl_reader *r, const cl_place *near)
{
    const cst_gazetteer_entry *e = cl_entry(r, near->gaz);
    return near->km >= 0 || (e && e->pop < 6);
}

#define ROAD_KM 400.0 /* the ends of one road lie no farther apart */

/* The town of this name in a country that the report speaks of. */
static uint32_t end_named(const cl_chooser *c, cst_str name, uint32_t other,
                          bool road)
{
    const cl_reader *r = c->r;
    const uint32_t *ids;
    uint32_t n = name.n < 3 ? 0
                            : cst_gazetteer_find(r->gazetteer, r->arena, name, &ids);
    if (name.n >= 3 && n == 0 && road) {
        n = cst_gazetteer_find_village(r->gazetteer, r->arena, name, &ids, NULL);
    }
    for (uint32_t k = 0; k < n; k++) {
        uint32_t country = cl_country_of(r, ids[k]);
        bool spoken = country != CST_NONE && cl_weight(c, country) * 2u > c->total;
        bool fits = other == CST_NONE
                        ? spoken
                        : cst_gazetteer_distance(r->gazetteer, other, ids[k]) <
                              ROAD_KM;
        if (fits && cl_rank_of_kind(cl_entry(r, ids[k])->kind) == CL_SETTLEMENT) {
            return ids[k];
        }
    }
    return CST_NONE;
}

static bool is_road(const cl_reader *r, const cl_sentence *s, const cl_place *p)
{
    int road = cst_pack_class(r->pack, "road_noun");
    return road >= 0 && cl_tok_class(r, s, p->tok_begin, road);
}

/* The axis X-Y: its ends, where they are known. */
static void ends_of_road(const cl_chooser *c, cl_place *p)
{
    const cl_reader *r = c->r;
    const cl_sentence *s = cl_sentence_at(r, p->sentence);
    bool road = is_road(r, s, p);
    for (uint32_t i = p->tok_begin; i < p->tok_end; i++) {
        cst_str rest = cl_words(r, p->sentence, i, i + 1), half;
        bool name = (s->units.tokens[i].flags & CST_TOK_CAP) != 0 &&
                    memchr(rest.p, '-', rest.n);
        while (name && cst_str_cut(&rest, '-', &half)) {
            uint32_t e = end_named(c, half, p->point, road);
            if (p->point == CST_NONE) {
                p->point = e;
            } else if (e != p->point && road) {
                p->far = e;
            }
        }
    }
}

/* "between", "that joins" */
static bool joined(const cl_reader *r, const cl_sentence *s, uint32_t a,
                   uint32_t b)
{
    int between = cst_pack_class(r->pack, "prep_between");
    int joins = cst_pack_class(r->pack, "verb_join");
    for (uint32_t i = a; i < b; i++) {
        if (cl_tok_class(r, s, i, between) || cl_tok_class(r, s, i, joins)) {
            return true;
        }
    }
    return false;
}

/* "The road between X and Y": places of their own behind it. */
static void ends_between(const cl_chooser *c, uint32_t pi)
{
    cl_reader *r = c->r;
    cl_place *p = &r->places.at[pi];
    const cl_sentence *s = cl_sentence_at(r, p->sentence);
    if (pi + 2 >= r->places.n || !is_road(r, s, p)) {
        return;
    }
    cl_place *x = p + 1, *y = p + 2;
    if (y->sentence == p->sentence && x->tok_begin > p->tok_begin &&
        x->tok_begin <= p->tok_end + 3 && y->tok_begin <= x->tok_end + 2 &&
        joined(r, s, p->tok_end, x->tok_begin) && x->gaz != CST_NONE &&
        y->gaz != CST_NONE &&
        cst_gazetteer_distance(r->gazetteer, x->gaz, y->gaz) < ROAD_KM) {
        p->point = x->gaz;
        p->far = y->gaz;
        x->refers = y->refers = true;
        p->tok_end = y->tok_end;
        p->name = cl_words(r, p->sentence, p->tok_begin, p->tok_end);
        p->nameless = false;
    }
}

/* A town or a part of one, by whatever noun it is called. */
static bool spot(const cl_reader *r, const cl_place *q)
{
    const cst_gazetteer_entry *e = cl_entry(r, q->point);
    return q->rank <= CL_SETTLEMENT ||
           (e && cl_rank_of_kind(e->kind) <= CL_SETTLEMENT && q->gaz != CST_NONE);
}

static void take_point(cl_chooser *c, uint32_t pi, const flow *w)
{
    cl_reader *r = c->r;
    cl_place *p = &r->places.at[pi];
    uint32_t front = p->inside == CST_NONE ? cl_fronted(r, p) : CST_NONE;
    if (front != CST_NONE && !p->part &&
        (p->gaz == CST_NONE || cl_holds(r, r->places.at[front].gaz, p->gaz))) {
        p->inside = front;
    }
    bool wide = p->inside == CST_NONE ||
                r->places.at[p->inside].rank >= CL_PROVINCE;
    if (p->rank == CL_LANDMARK && !p->nameless && wide) {
        ends_of_road(c, p);
    }
    if (p->rank == CL_LANDMARK) {
        ends_between(c, pi);
    }
    if (p->point != CST_NONE) {
        return;
    }
    bool small = p->rank < CL_SETTLEMENT;
    bool known = false; /* something known is said to hold it */
    uint32_t in = p->inside;
    for (int i = 0; i < 6 && in != CST_NONE; i++) {
        const cl_place *q = &r->places.at[in];
        if (q->point != CST_NONE) {
            known = true;
            /* A quarter of a town lies there; a place in a province may lie
             * anywhere in it. */
            if (p->part || (small && spot(r, q))) {
                p->point = q->point;
                return;
            }
            break;
        }
        in = q->inside;
    }
    if (p->near != CST_NONE && p->rank <= CL_SETTLEMENT &&
        close_by(r, &r->places.at[p->near])) {
        p->point = r->places.at[p->near].point;
        p->km = r->places.at[p->near].km;
        p->dir = r->places.at[p->near].dir;
        return;
    }
    if (!small) {
        return;
    }
    uint32_t around = town_around(c, pi, w);
    if (around == CST_NONE || around == pi) {
        return;
    }
    const cl_place *q = &r->places.at[around];
    if (known && p->nameless && q->sentence != p->sentence) {
        return; /* it is said where, and not that it was in that town */
    }
    uint32_t holder = !known                               ? CST_NONE
                      : r->places.at[in].gaz != CST_NONE ? r->places.at[in].gaz
                                                         : r->places.at[in].point;
    if (known && q->gaz != CST_NONE && !cl_holds(r, holder, q->gaz)) {
        return; /* it is said to lie in another province */
    }
    if (!known) {
        in = p->inside;
        if (in == CST_NONE) {
            p->inside = around;
        } else if (r->places.at[in].inside == CST_NONE && in != around) {
            r->places.at[in].inside = around;
        }
    }
    p->point = q->point;
}

/* "In X, in the west of the town": the part is X's. "In Y, in the west of X":
 * the part holds Y, which then is no town but a quarter. */
static void settle_part(cl_reader *r, uint32_t pi)
{
    cl_place *p = &r->places.at[pi];
    if (!p->part) {
        return;
    }
    if (p->inside == CST_NONE) {
        p->inside = p->beside;
        return;
    }
    const cl_place *whole = &r->places.at[p->inside];
    if (whole->rank >= CL_PROVINCE) {
        p->rank = CL_PROVINCE;
    }
    if (p->beside == CST_NONE) {
        return;
    }
    cl_place *q = &r->places.at[p->beside];
    p->refers = q->gaz != CST_NONE && q->rank <= CL_SETTLEMENT &&
                whole->gaz != q->gaz; /* it says where that one lies */
    if (q->gaz == CST_NONE && q->inside == CST_NONE && !q->part &&
        p->inside != p->beside && whole->inside != p->beside) {
        q->inside = pi;
        if (q->rank == CL_SETTLEMENT && whole->rank == CL_SETTLEMENT) {
            q->rank = CL_QUARTER;
        }
    }
}

static void note(const cl_reader *r, flow *w, uint32_t i)
{
    const cl_place *p = &r->places.at[i];
    if (p->heading && p->rank < CL_COUNTRY) {
        w->heading = i;
        w->town = w->here = w->quarter = CST_NONE;
    }
    if (town(p) && p->gaz != CST_NONE && !p->refers && !p->dateline) {
        w->seen = i;
    }
    if (town(p) && p->locative && !p->refers && !p->dateline) {
        w->here = i;
    }
    if ((!p->locative && !p->bare) || p->refers || p->dateline || p->nameless) {
        return;
    }
    if (p->rank == CL_SETTLEMENT && (p->gaz != CST_NONE || p->called)) {
        w->town = i;
    } else if (p->rank == CL_QUARTER) {
        w->quarter = i;
    } else if (p->rank >= CL_DISTRICT) {
        w->province = i;
    }
    if (p->rank < CL_COUNTRY && p->rank > CL_LANDMARK &&
        (p->gaz != CST_NONE || p->called)) {
        w->any = i;
    }
}

/* A line that a date opens is the next entry of a list. */
static bool opens_entry(const cl_reader *r, uint32_t si)
{
    const cl_sentence *s = cl_sentence_at(r, si);
    const cst_unit *u = s->time_begin < s->time_end
                            ? cl_unit(s, r->m.times.at[s->time_begin].unit)
                            : NULL;
    return u && u->tok_begin == 0 && u->tok_end < s->units.n_tokens &&
           (s->units.tokens[0].flags & CST_TOK_LINE) &&
           (s->units.tokens[0].flags & CST_TOK_NUM) &&
           (s->units.tokens[u->tok_end].flags & CST_TOK_PUNCT);
}

/* The finest place that the line above an entry of a live report names. */
static uint32_t finest(const cl_reader *r, uint32_t from, uint32_t to)
{
    uint32_t best = CST_NONE;
    for (uint32_t i = from; i < to; i++) {
        const cl_place *p = &r->places.at[i];
        if (p->rank < CL_COUNTRY && !p->refers && !p->nameless &&
            (p->locative || (p->bare && p->called)) &&
            (best == CST_NONE || p->rank < r->places.at[best].rank)) {
            best = i;
        }
    }
    return best;
}

static void walk(cl_chooser *c)
{
    cl_reader *r = c->r;
    flow w = {CST_NONE, CST_NONE, CST_NONE, CST_NONE,
              CST_NONE, CST_NONE, CST_NONE};
    uint32_t i = 0;
    for (uint32_t s = 0; s < r->m.sentences.n; s++) {
        bool live = cl_opens_entry(r, s);
        if (live || opens_entry(r, s)) {
            w.heading = CST_NONE;
        }
        r->section[s] = w.heading;
        uint32_t first = i;
        for (; i < r->places.n && r->places.at[i].sentence <= s; i++) {
            if (r->places.at[i].anaphor) {
                refer_back(c, &r->places.at[i], &w);
            }
            note(r, &w, i);
        }
        for (uint32_t k = first; k < i; k++) {
            settle_part(r, k);
        }
        for (uint32_t k = i; k > first; k--) {
            take_point(c, k - 1, &w);
        }
        if (live) {
            w.heading = finest(r, first, i);
        }
        if (w.heading != CST_NONE && r->places.at[w.heading].sentence == s) {
            r->section[s] = w.heading;
        }
    }
}

/* A place that opens a line is a heading where sections are; what stands first
 * and alone is the line that says from where the report comes. */
static void settle_openers(cl_reader *r)
{
    uint32_t n = 0, first = CST_NONE;
    for (uint32_t i = 0; i < r->places.n; i++) {
        const cl_place *p = &r->places.at[i];
        if (p->heading) {
            n++;
            first = first == CST_NONE ? i : first;
        }
    }
    if (n == 1) {
        r->places.at[first].heading = false;
        r->places.at[first].dateline =
            r->places.at[first].sentence < 6 &&
            cl_sentence_at(r, r->places.at[first].sentence)->zone !=
                CST_ZONE_TITLE;
    }
}

cst_status cl_resolve_places(cl_reader *r)
{
    cl_chooser c = {.r = r, .country = CST_NONE};
    uint32_t n = (uint32_t)r->m.sentences.n;
    c.start = CST_NEW(r->arena, uint32_t, n + 1);
    r->section = CST_NEW(r->arena, uint32_t, n + 1);
    if (!c.start || !r->section) {
        return CST_NOMEM;
    }
    for (uint32_t s = 0, i = 0; s <= n; s++) {
        while (i < r->places.n && r->places.at[i].sentence < s) {
            i++;
        }
        c.start[s] = i;
    }
    settle_openers(r);
    cl_choose_places(&c);
    find_focus(&c);
    walk(&c);
    return CST_OK;
}

/* ---------------------------------------------------------- inheritance */

/* Does the larger place hold the one that was just told of? */
static bool around_it(const cl_reader *r, const cl_place *inner,
                      const cl_place *p)
{
    uint32_t in = inner->inside;
    for (int i = 0; i < 4 && in != CST_NONE; i++) {
        if (&r->places.at[in] == p ||
            (p->gaz != CST_NONE && r->places.at[in].gaz == p->gaz)) {
            return true;
        }
        in = r->places.at[in].inside;
    }
    return p->rank > inner->rank && p->gaz != CST_NONE &&
           inner->point != CST_NONE &&
           (p->gaz == inner->point || cl_holds(r, p->gaz, inner->point));
}

/* "X is under siege; Y was shot there": the last place that is named above,
 * though nothing was said to happen in it. */
uint32_t cl_place_there(const cl_reader *r, uint32_t clause)
{
    const cl_clause *c = &r->m.clauses.at[clause];
    const cl_sentence *s = cl_sentence_at(r, c->sentence);
    const cst_unit *v = cl_unit(s, c->unit);
    bool there = false;
    for (uint32_t i = v ? v->tok_begin : 0; v && i < v->tok_end && !there; i++) {
        there = cl_tok_class(r, s, i, r->n->c.pro_adv);
    }
    uint32_t best = CST_NONE;
    for (uint32_t i = 0; there && i < r->places.n; i++) {
        const cl_place *p = &r->places.at[i];
        if (p->sentence > c->sentence ||
            (p->sentence == c->sentence && p->tok_begin >= v->tok_begin)) {
            break;
        }
        bool near = cl_sentence_at(r, p->sentence)->paragraph == s->paragraph;
        if (near && town(p) && p->gaz != CST_NONE && !p->dateline) {
            best = i;
        }
    }
    return best;
}

/* "A group that had carried out the attacks of X": of something older. */
static bool of_old(const cl_reader *r, const cl_place *p)
{
    uint32_t ci = cl_clause_at(r, p->sentence, p->top);
    const cl_clause *c = ci == CST_NONE ? NULL : &r->m.clauses.at[ci];
    return c && c->kind == CL_RELATIVE && c->perfect &&
           c->tense == CST_TENSE_IMPF;
}

uint32_t cl_place_above(const cl_reader *r, uint32_t sentence, cst_basis *basis)
{
    uint32_t paragraph = cl_sentence_at(r, sentence)->paragraph;
    uint32_t near = CST_NONE, wide = CST_NONE, first = CST_NONE;
    bool near_sure = false;
    for (uint32_t i = 0; i < r->places.n; i++) {
        const cl_place *p = &r->places.at[i];
        if (p->sentence > sentence && first != CST_NONE) {
            break;
        }
        bool there = p->locative || (p->bare && p->called);
        if (!there || p->refers || p->nameless || p->dateline || of_old(r, p)) {
            continue;
        }
        bool somewhere = p->rank > CL_LANDMARK || p->point != CST_NONE;
        if (p->rank < CL_COUNTRY && somewhere && first == CST_NONE) {
            first = i;
        }
        if (p->sentence <= sentence &&
            cl_sentence_at(r, p->sentence)->paragraph == paragraph) {
            bool sure = p->gaz != CST_NONE || p->called || p->anaphor;
            if (p->rank == CL_COUNTRY) {
                wide = i;
            } else if (near != CST_NONE &&
                       (around_it(r, &r->places.at[near], p) ||
                        (r->places.at[near].sentence == p->sentence &&
                         r->places.at[near].rank == CL_SETTLEMENT && near_sure &&
                         p->rank >= CL_DISTRICT))) {
                continue;
            } else if (sure || near == CST_NONE || !near_sure) {
                near = i;
                near_sure = sure;
            }
        }
    }
    if (near != CST_NONE) {
        *basis = CST_BASIS_PARAGRAPH;
        return near;
    }
    if (r->section && r->section[sentence] != CST_NONE) {
        *basis = CST_BASIS_ENTRY;
        return r->section[sentence];
    }
    uint32_t focus = r->focus != CST_NONE ? r->focus : first;
    if (wide != CST_NONE &&
        (focus == CST_NONE || r->places.at[focus].gaz == CST_NONE ||
         !cl_holds(r, r->places.at[wide].gaz, r->places.at[focus].gaz))) {
        *basis = CST_BASIS_PARAGRAPH;
        return wide;
    }
    *basis = CST_BASIS_DOCUMENT;
    return focus;
}

/* A country that only a rubric above the report names is not where it says that
 * something happened. */
static bool in_body(const cl_reader *r, const cl_place *p)
{
    return cl_is_body(cl_sentence_at(r, p->sentence)->zone);
}

/* The country of the first place in the text that is known. */
static uint32_t first_country(const cl_reader *r)
{
    uint32_t country = CST_NONE;
    for (uint32_t i = 0; country == CST_NONE && i < r->places.n; i++) {
        if (in_body(r, &r->places.at[i])) {
            country = cl_country_of(r, r->places.at[i].point);
        }
    }
    return country;
}

uint32_t cl_place_wider(const cl_reader *r, uint32_t place)
{
    const cl_place *p = place == CST_NONE ? NULL : &r->places.at[place];
    uint32_t country = p ? cl_country_of(r, p->point) : CST_NONE;
    if (p && country == CST_NONE && p->rank < CL_COUNTRY) {
        place = CST_NONE; /* a village that nobody knows holds no war */
        country = first_country(r);
    }
    for (uint32_t i = 0; country != CST_NONE && i < r->places.n; i++) {
        if (r->places.at[i].gaz == country && in_body(r, &r->places.at[i])) {
            return i;
        }
    }
    return place;
}

/* The first smaller place that is said to lie within a larger one. */
static uint32_t first_within(const cl_reader *r, const cl_place *outer)
{
    for (uint32_t i = 0; i < r->places.n; i++) {
        const cl_place *p = &r->places.at[i];
        if (p->locative && !p->refers && p->gaz != CST_NONE &&
            p->rank < outer->rank && cl_holds(r, outer->gaz, p->gaz)) {
            return i;
        }
    }
    return CST_NONE;
}

uint32_t cl_place_finer(const cl_reader *r, uint32_t place)
{
    if (place == CST_NONE) {
        return place;
    }
    const cl_place *p = &r->places.at[place];
    uint32_t focus = r->focus != CST_NONE ? r->focus : first_within(r, p);
    if (focus == CST_NONE) {
        return place;
    }
    const cl_place *f = &r->places.at[focus];
    bool title = cl_sentence_at(r, p->sentence)->zone == CST_ZONE_TITLE;
    if (!title || p->rank < CL_PROVINCE || p->gaz == CST_NONE || p->part) {
        return place;
    }
    return f->gaz == CST_NONE || cl_holds(r, p->gaz, f->gaz) ? focus : place;
}
