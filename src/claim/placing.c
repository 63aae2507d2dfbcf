/* claim/placing: how places are worded, and what stands beside them.
 *
 * The tokens that name a group, the prepositions that put something there, the
 * lines that a name opens; the list of places found, with what holds each and
 * from which its distance is counted. */
#include "claim/placing.h"

/* ------------------------------------------------------------- wording */

cst_str cl_words(const cl_reader *r, uint32_t sentence, uint32_t a, uint32_t b)
{
    return cl_span_str(&r->m,
                       cl_tokens_span(cl_sentence_at(r, sentence), a, b));
}

bool cl_tok_is(const cl_sentence *s, uint32_t tok, const char *z)
{
    return tok < s->units.n_tokens && cst_str_is(s->units.tokens[tok].norm, z);
}

bool cl_tok_class(const cl_reader *r, const cl_sentence *s, uint32_t tok,
                  int class_)
{
    return tok < s->units.n_tokens &&
           cl_unit_class(&r->m, cl_unit(s, tok), class_);
}

static cl_rank rank_said(const cl_reader *r, cst_sym p)
{
    cst_str s = p ? cst_pack_str(r->pack, p) : (cst_str){NULL, 0};
    return cst_str_is(s, "neighbourhood") ? CL_QUARTER
           : cst_str_is(s, "settlement")  ? CL_SETTLEMENT
           : cst_str_is(s, "district")    ? CL_DISTRICT
           : cst_str_is(s, "province")    ? CL_PROVINCE
           : cst_str_is(s, "country")     ? CL_COUNTRY
                                          : CL_LANDMARK;
}

cl_rank cl_rank_of_noun(const cl_reader *r, const cl_group *g)
{
    return rank_said(r, cl_head_feat(&r->m, g, r->n->precision));
}

cl_rank cl_rank_of_kind(uint8_t kind)
{
    return kind == CST_GAZ_COUNTRY                            ? CL_COUNTRY
           : kind == CST_GAZ_QUARTER                          ? CL_QUARTER
           : kind == CST_GAZ_SITE                             ? CL_LANDMARK
           : kind == CST_GAZ_DISTRICT                         ? CL_DISTRICT
           : kind == CST_GAZ_ADMIN1 || kind == CST_GAZ_REGION ? CL_PROVINCE
                                                              : CL_SETTLEMENT;
}

bool cl_place_known(const cl_reader *r, cst_str name, cl_rank *rank)
{
    const uint32_t *ids;
    uint32_t n = cst_gazetteer_find(r->gazetteer, r->arena, name, &ids);
    if (n) {
        *rank = cl_rank_of_kind(cst_gazetteer_at(r->gazetteer, ids[0])->kind);
    }
    return n > 0;
}

/* Tokens that name a group: its name, else all but the determiner. Known names
 * of several words may stand in a row that grammar cut, so that the longest
 * known one is taken. */
void cl_name_tokens(const cl_reader *r, const cl_group *g, uint32_t *a,
                    uint32_t *b)
{
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    const cst_unit *u = cl_unit(s, g->name_unit);
    const cst_unit *np = cl_unit(s, g->np);
    const cst_unit *det = cl_unit(s, cst_unit_role(np, r->n->det));
    if (!u) {
        *a = det && det->tok_end < np->tok_end ? det->tok_end : np->tok_begin;
        *b = np->tok_end;
    } else {
        *a = u->tok_begin;
        *b = u->tok_end;
    }
    cl_rank rank;
    for (uint32_t end = *b + 3; end > *b; end--) {
        if (end <= s->units.n_tokens &&
            (s->units.tokens[end - 1].flags & CST_TOK_CAP) &&
            cl_place_known(r, cl_words(r, g->sentence, *a, end), &rank)) {
            *b = end;
            return;
        }
    }
    /* An article may belong to the name. */
    if (det && det->tok_end == *a && det->tok_begin + 1 == *a &&
        (s->units.tokens[det->tok_begin].flags & CST_TOK_CAP) &&
        !(s->units.tokens[det->tok_begin].flags & CST_TOK_FIRST) &&
        cl_place_known(r, cl_words(r, g->sentence, *a - 1, *b), &rank)) {
        *a -= 1;
    }
}

/* A name that no dictionary explains: ministries and feelings have capitals
 * too. */
bool cl_unexplained(const cl_reader *r, uint32_t sentence, uint32_t a,
                    uint32_t b)
{
    const cl_sentence *s = cl_sentence_at(r, sentence);
    for (uint32_t i = a; i < b; i++) {
        const cst_unit *u = cl_unit(s, i);
        bool word = !u || !(s->units.tokens[i].flags & CST_TOK_CAP);
        for (uint32_t k = 0; !word && k < u->n_readings; k++) {
            word = u->readings[k].pos != CST_POS_X;
        }
        if (!word) {
            return true;
        }
    }
    return false;
}

const cst_unit *cl_preposition(const cl_reader *r, const cl_group *g)
{
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    return cl_unit(s, cst_unit_role(cl_unit(s, g->unit), r->n->p));
}

/* Stands where something happens: not where one goes or comes from. */
bool cl_stands_there(const cl_finder *f, const cl_group *g)
{
    const cst_unit *p = cl_preposition(f->r, g);
    return p &&
           (cl_unit_class(&f->r->m, p, f->r->n->c.prep_place) ||
            cl_unit_class(&f->r->m, p, f->target)) &&
           !cl_unit_class(&f->r->m, p, f->away);
}

bool cl_person_like(const cl_reader *r, const cl_group *g)
{
    const cst_unit *np = cl_unit(cl_sentence_at(r, g->sentence), g->np);
    if (cst_unit_role(np, r->n->title) != CST_NONE ||
        cl_head_in(&r->m, g, r->n->c.actor) ||
        cl_head_in(&r->m, g, r->n->c.source_name)) {
        return true;
    }
    if (g->apposed == CST_NONE) {
        return false;
    }
    const cl_group *of = &r->m.groups.at[g->apposed];
    return cl_head_in(&r->m, of, r->n->c.person) ||
           cl_head_in(&r->m, of, r->n->c.rank) ||
           cl_head_in(&r->m, of, r->n->c.source_noun);
}

/* ------------------------------------------------------ what opens a line */

static bool list_mark(const cst_token *t)
{
    return (t->flags & (CST_TOK_PUNCT | CST_TOK_NUM)) != 0 ||
           cst_str_is(t->norm, "*") || cst_str_is(t->norm, "•");
}

static bool closes_opener(const cl_sentence *s, uint32_t tok)
{
    static const char *const marks[] = {
        ":", ",", "(", ".", "-", "\xE2\x80\x93", "\xE2\x80\x94", "|", "/"};
    if (tok >= s->units.n_tokens) {
        return true;
    }
    for (size_t i = 0; i < CST_COUNT(marks); i++) {
        if (cl_tok_is(s, tok, marks[i])) {
            return true;
        }
    }
    return false;
}

/* End of the time that covers a token; 0 = none. */
static uint32_t time_over(const cl_reader *r, const cl_sentence *s,
                          uint32_t tok)
{
    for (uint32_t i = s->time_begin; i < s->time_end; i++) {
        const cst_unit *u = cl_unit(s, r->m.times.at[i].unit);
        if (u->tok_begin <= tok && tok < u->tok_end) {
            return u->tok_end;
        }
    }
    return 0;
}

/* "NAME and NAME": where the second one ends, if the first ends here. */
static uint32_t beyond(const cl_reader *r, const cl_sentence *s, uint32_t b)
{
    uint32_t end = b + 1;
    if (!cl_tok_class(r, s, b, r->n->c.conj_coord)) {
        return b;
    }
    while (end < s->units.n_tokens &&
           (s->units.tokens[end].flags & CST_TOK_CAP)) {
        end++;
    }
    return end > b + 1 ? end : b;
}

/* A name that opens a headline before a colon, or a section, or a dateline;
 * marks of a list and a date may stand before it. */
bool cl_opens_line(const cl_reader *r, const cl_sentence *s, uint32_t a,
                   uint32_t b)
{
    if (a > 8 || (!closes_opener(s, b) && !closes_opener(s, beyond(r, s, b)))) {
        return false;
    }
    for (uint32_t i = 0; i < a; i++) {
        uint32_t end = time_over(r, s, i);
        if (!end && !list_mark(&s->units.tokens[i])) {
            return false;
        }
        i = end ? end - 1 : i;
    }
    return true;
}

/* A date follows: where and when the report was sent. */
static bool dated(const cl_reader *r, const cl_sentence *s, uint32_t tok)
{
    for (uint32_t i = s->time_begin; i < s->time_end; i++) {
        const cst_unit *u = cl_unit(s, r->m.times.at[i].unit);
        if (u->tok_begin > tok && u->tok_begin <= tok + 3) {
            return true;
        }
    }
    return false;
}

/* The bracket that closes the one at a token, a few words on; 0 = none. */
static uint32_t closing(const cl_sentence *s, uint32_t tok)
{
    for (uint32_t b = tok + 2; b < tok + 6; b++) {
        if (cl_tok_is(s, b, ")")) {
            return b;
        }
    }
    return 0;
}

/* The rank of a place noun that stands alone; the least for other words. */
static cl_rank rank_at(const cl_reader *r, const cl_sentence *s, uint32_t tok)
{
    const cst_unit *u = cl_unit(s, tok);
    const cst_reading *n =
        u ? cst_unit_in(r->pack, u, r->n->c.place_noun) : NULL;
    return n ? rank_said(r, cst_reading_feat(r->pack, n, r->n->precision))
             : CL_LANDMARK;
}

/* "NAME (PROVINCE) :", "NAME (region of PROVINCE) :" */
static bool held_in_brackets(const cl_reader *r, const cl_place *p)
{
    const cl_sentence *s = cl_sentence_at(r, p->sentence);
    cl_rank rank;
    uint32_t b = closing(s, p->tok_end);
    return b && cl_tok_is(s, b + 1, ":") &&
           (rank_at(r, s, p->tok_end + 1) >= CL_DISTRICT ||
            cl_place_known(r, cl_words(r, p->sentence, p->tok_end + 1, b),
                           &rank));
}

static void mark_opener(const cl_reader *r, cl_place *p)
{
    const cl_sentence *s = cl_sentence_at(r, p->sentence);
    const cst_token *t = s->units.tokens;
    bool alone_in_brackets = p->tok_begin == 1 && cl_tok_is(s, 0, "(") &&
                             cl_tok_is(s, p->tok_end, ")") &&
                             p->tok_end + 1 < s->units.n_tokens;
    if (alone_in_brackets && s->zone != CST_ZONE_TITLE) {
        p->opens = p->dateline = true; /* "(NAME) The police said" */
        return;
    }
    p->opens = cl_opens_line(r, s, p->tok_begin, p->tok_end) &&
               (t[0].flags & (CST_TOK_LINE | CST_TOK_FIRST)) != 0;
    if (!p->opens || s->zone == CST_ZONE_TITLE) {
        return;
    }
    bool alone = p->tok_end >= s->units.n_tokens;
    bool dash = cl_tok_is(s, p->tok_end, "-") ||
                cl_tok_is(s, p->tok_end, ":") ||
                cl_tok_is(s, p->tok_end, "\xE2\x80\x93") ||
                cl_tok_is(s, p->tok_end, "\xE2\x80\x94");
    bool brackets = cl_tok_is(s, p->tok_end, "(");
    bool held = brackets && held_in_brackets(r, p);
    uint32_t closed = brackets ? closing(s, p->tok_end) : 0;
    bool sent = closed && (cl_tok_is(s, closed + 1, "-") ||
                           cl_tok_is(s, closed + 1, "\xE2\x80\x93") ||
                           cl_tok_is(s, closed + 1, "\xE2\x80\x94"));
    p->heading = !sent && (alone || dash || held ||
                           (brackets && s->units.n_tokens < 12));
    p->dateline = !p->heading &&
                  (sent || (t[p->tok_begin].flags & CST_TOK_ALLCAPS) ||
                   (cl_tok_is(s, p->tok_end, ",") && dated(r, s, p->tok_end)));
}

/* "..., said the agency on Tuesday in Geneva": where it was said. */
static bool behind_source(const cl_reader *r, const cl_place *p)
{
    const cl_sentence *s = cl_sentence_at(r, p->sentence);
    uint32_t begin = p->group == CST_NONE ? p->tok_begin
                                          : r->m.groups.at[p->group].tok_begin;
    for (uint32_t i = s->time_end; i > s->time_begin; i--) {
        const cst_unit *u = cl_unit(s, r->m.times.at[i - 1].unit);
        begin = u && u->tok_end == begin ? u->tok_begin : begin;
    }
    if (begin > 2 && cl_tok_is(s, begin - 1, ")") &&
        cl_tok_is(s, begin - 3, "(")) {
        begin -= 3; /* "said the agency (HCR) in Geneva" */
    }
    if (begin == 0 || (s->units.tokens[begin - 1].flags & CST_TOK_PUNCT)) {
        return false;
    }
    for (uint32_t i = 0; i < s->units.lifted.n; i++) {
        const cst_unit *u = cl_unit(s, s->units.lifted.at[i]);
        if (u && u->tok_end == begin) {
            return true;
        }
    }
    return false;
}

/* ------------------------------------------------------- adding a place */

uint32_t cl_place_at(const cl_reader *r, uint32_t group)
{
    return group >= r->n_place_of ? CST_NONE : r->place_of[group] - 1;
}

/* CST_NONE + 1 is 0, so that "none" needs no filling in. */
void cl_set_place_of(cl_reader *r, uint32_t group, uint32_t place)
{
    if (group != CST_NONE) {
        r->place_of[group] = place + 1;
    }
}

cl_place *cl_add_place(cl_finder *f, uint32_t gi, uint32_t sentence,
                       uint32_t top, uint32_t a, uint32_t b, cl_rank rank)
{
    cl_reader *r = f->r;
    cl_place *p = CST_PUSH(r->arena, &r->places);
    if (!p) {
        return NULL;
    }
    p->group = gi;
    p->sentence = sentence;
    p->top = top;
    p->tok_begin = a;
    p->tok_end = b;
    p->name = cl_words(r, sentence, a, b);
    p->rank = rank;
    p->gaz = p->inside = p->near = p->point = p->beside = p->far = CST_NONE;
    p->km = -1;
    cl_set_place_of(r, gi, (uint32_t)r->places.n - 1);
    mark_opener(r, p);
    p->refers = p->refers || behind_source(r, p);
    return p;
}

/* The outermost container of a place so far. */
static uint32_t outermost(const cl_reader *r, uint32_t p)
{
    for (int i = 0; i < 6 && r->places.at[p].inside != CST_NONE; i++) {
        p = r->places.at[p].inside;
    }
    return p;
}

void cl_put_inside(cl_reader *r, uint32_t inner, uint32_t outer)
{
    uint32_t out = outermost(r, inner);
    if (out != outer && outermost(r, outer) != out &&
        (r->places.at[outer].rank > r->places.at[out].rank ||
         (out == inner && r->places.at[inner].part))) {
        r->places.at[out].inside = outer;
    }
}

/* The complement of a place noun, however deep, holds it. */
static void hold_owner(cl_finder *f, uint32_t pi)
{
    cl_reader *r = f->r;
    uint32_t g = r->places.at[pi].group;
    for (int i = 0; i < 4 && g != CST_NONE; i++) {
        g = r->m.groups.at[g].owner;
        uint32_t q = g == CST_NONE     ? CST_NONE
                     : f->describes[g] ? f->describes[g] - 1
                                       : cl_place_at(r, g);
        if (q != CST_NONE && q != pi) {
            if (f->describes[g] || (r->places.at[q].refers && r->places.at[q].about)) {
                r->places.at[pi].refers = true;
            } else if (r->places.at[pi].rank == CL_COUNTRY &&
                       r->places.at[q].rank == CL_LANDMARK &&
                       !r->places.at[q].part) {
                return; /* an embassy lies elsewhere */
            }
            if (!r->places.at[q].called && !r->places.at[q].part &&
                r->places.at[q].rank == CL_SETTLEMENT) {
                r->places.at[q].rank = CL_LANDMARK;
            }
            cl_put_inside(r, q, pi);
            return;
        }
    }
}

/* The number before a noun of measure, in kilometres; -1 = of another kind. */
static int64_t kilometres(const cl_finder *f, const cl_sentence *s,
                          uint32_t tok, uint32_t *at)
{
    const cl_reader *r = f->r;
    for (uint32_t k = 0; k < s->units.units.n; k++) {
        const cst_unit *n = &s->units.units.at[k];
        int64_t v;
        if (n->label != r->n->num || n->tok_end + 1 < tok ||
            n->tok_begin >= tok || !cst_unit_int(n, r->n->value, &v)) {
            continue;
        }
        cst_sym unit = cst_unit_sym(r->pack, n, f->unit);
        cst_str u = unit ? cst_pack_str(r->pack, unit) : CST_S("km");
        *at = n->tok_begin ? n->tok_begin - 1 : 0;
        return cst_str_is(u, "km") ? v : cst_str_is(u, "m") ? v / 1000 : -1;
    }
    return -1;
}

/* Kilometres said right before the row position; *at is where that begins. */
static int64_t distance_before(const cl_finder *f, const cl_sentence *s,
                               uint32_t tok, uint32_t *at)
{
    const cl_reader *r = f->r;
    return tok > 0 && cl_tok_class(r, s, tok - 1, f->measure)
               ? kilometres(f, s, tok - 1, at)
               : -1;
}

/* The place whose distance is told from here: the last one of the sentence that
 * has a name, with no verb of its own between. */
static uint32_t told_of(const cl_reader *r, uint32_t pi)
{
    const cl_place *p = &r->places.at[pi];
    const cl_sentence *s = cl_sentence_at(r, p->sentence);
    uint32_t q = pi;
    while (q > 0 && r->places.at[q - 1].sentence == p->sentence) {
        q--;
        if (!r->places.at[q].refers && !r->places.at[q].nameless) {
            break;
        }
    }
    for (uint32_t i = s->clause_begin; i < s->clause_end; i++) {
        const cl_clause *c = &r->m.clauses.at[i];
        if (c->kind == CL_MAIN && c->verb > r->places.at[q].top &&
            c->verb < p->top) {
            return pi ? pi - 1 : CST_NONE;
        }
    }
    return q == pi ? CST_NONE : q;
}

/* "In X and Y, in the district of Z": Z holds both. */
static void hold_list(cl_reader *r, const cl_sentence *s, uint32_t pi)
{
    for (uint32_t i = pi - 1; i > 0; i--) {
        const cl_place *b = &r->places.at[i], *a = b - 1;
        uint32_t k = a->tok_end;
        bool list = a->sentence == b->sentence && a->rank == b->rank &&
                    a->inside == CST_NONE && b->tok_begin > k &&
                    b->tok_begin - k <= 2 &&
                    (cl_tok_is(s, k, ",") ||
                     cl_tok_class(r, s, k, r->n->c.conj_coord));
        if (!list) {
            return;
        }
        cl_put_inside(r, i - 1, pi);
    }
}

/* Is it the name of a building or camp rather than a town? */
static bool names_landmark(const cl_reader *r, uint32_t pi)
{
    const cl_place *p = &r->places.at[pi];
    const cl_place *q = pi ? p - 1 : NULL;
    cl_rank rank;
    return q && q->inside == pi && q->rank == CL_LANDMARK && !q->nameless &&
           !cl_place_known(r, p->name, &rank);
}

/* What stands right beside a place tells where it lies. */
/* "Shells on X, the United States accuse Y": what does something holds nothing. */
static bool acts(const cl_reader *r, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    for (uint32_t i = s->clause_begin; i < s->clause_end; i++) {
        const cl_clause *c = &r->m.clauses.at[i];
        if (c->subject == gi && c->verb > g->top) {
            return true;
        }
    }
    return false;
}

static void look_left(cl_finder *f, uint32_t pi)
{
    cl_reader *r = f->r;
    cl_place *p = &r->places.at[pi];
    const cl_sentence *s = cl_sentence_at(r, p->sentence);
    const cl_group *g = &r->m.groups.at[p->group];
    const cst_unit *prep = cl_preposition(r, g);
    uint32_t begin = g->tok_begin;
    cst_sym dir = prep ? cst_unit_sym(r->pack, prep, f->dir) : 0;
    bool near = (prep && cl_unit_class(&r->m, prep, f->near_)) ||
                (begin && cl_tok_class(r, s, begin - 1, f->near_));
    uint32_t from = begin;
    int64_t km = g->prep == r->n->de || dir || near
                     ? distance_before(f, s, begin, &from)
                     : -1;
    uint32_t qi = km >= 0 ? told_of(r, pi) : pi ? pi - 1 : CST_NONE;
    const cl_place *q = qi == CST_NONE ? NULL : &r->places.at[qi];
    bool same =
        q && q->sentence == p->sentence && q->tok_end <= from && !q->refers;
    bool beside = same && from - q->tok_end <= 2;
    for (uint32_t i = q ? q->tok_end : from; beside && i < from; i++) {
        beside = cl_tok_is(s, i, ",") || cl_tok_is(s, i, "(") ||
                 cl_tok_is(s, i, ")") ||
                 !(s->units.tokens[i].flags & CST_TOK_PUNCT);
    }
    if (dir || near || km >= 0) {
        p->dir = dir;
        p->km = km;
        p->about = true;
        /* "a town that lies 30 km south of X" may have words between. */
        beside = beside ||
                 (same && km >= 0 && from - q->tok_end <= 16 && q->locative);
        p->refers = beside && (q->rank < CL_PROVINCE ||
                               (q->rank == CL_PROVINCE && q->called && !q->part));
        if (p->refers) {
            r->places.at[qi].near = pi;
        }
        if (p->refers && q->nameless && q->inside == CST_NONE) {
            r->places.at[qi].inside = pi; /* it is called by what is near */
            p->refers = false;
        }
        return;
    }
    bool tight = beside && begin - q->tok_end <= (q->nameless ? 2 : 1);
    bool bare = q && !g->prep && begin > q->tok_end;
    if (!tight || g->prep == r->n->de || (bare && acts(r, p->group))) {
        return;
    }
    if (p->rank == CL_SETTLEMENT && q->rank == CL_SETTLEMENT && prep &&
        names_landmark(r, pi - 1)) {
        r->places.at[pi - 1].rank = CL_QUARTER;
        cl_put_inside(r, pi - 1, pi);
        return;
    }
    cl_rank known;
    if (p->rank == CL_QUARTER && p->called && !p->part && prep &&
        q->rank == CL_SETTLEMENT && !q->refers &&
        cl_head_in(&r->m, g, f->area) &&
        !(cl_place_known(r, p->name, &known) && known == CL_QUARTER)) {
        p->rank = CL_DISTRICT; /* "in NAME, in the zone of PROVINCE" */
    }
    if (p->part && q->rank <= CL_SETTLEMENT) {
        p->beside = pi - 1;
    } else if (p->rank > q->rank && (prep || bare)) {
        cl_put_inside(r, pi - 1, pi);
        hold_list(r, s, pi);
        p->refers = cl_tok_is(s, begin - 1, "(");
    } else if (p->rank < q->rank && prep && !q->heading) {
        cl_put_inside(r, pi, pi - 1);
    }
}

void cl_attach_place(cl_finder *f, uint32_t pi)
{
    hold_owner(f, pi);
    look_left(f, pi);
}
