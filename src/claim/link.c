/* claim/link: mentions of one happening become one cluster; harms and damages
 * find their happening; dates and places are inherited with their basis.
 *
 * Mentions are taken in text order. A mention joins the latest cluster that it
 * does not contradict in type, date or place, unless its wording opens a new
 * one; a definite or demonstrative noun joins more readily than an indefinite. */
#include "claim/reader.h"

typedef struct family {
    const char *types[6];
} family;

/* Types that tellers use for one and the same happening. */
static const family families[] = {
    {{"attack", "explosive_device", "suicide_bombing", "shooting",
      "knife_attack", "execution"}},
    {{"air_strike", "shelling", "attack", "prohibited_weapon", NULL, NULL}},
    {{"explosive_device", "suicide_bombing", "shelling", "attack", NULL, NULL}},
    {{"armed_clash", "attack", "shooting", "offensive", NULL, NULL}},
    {{"siege", "territory_gained", NULL, NULL, NULL, NULL}},
};

static bool in_family(const family *f, cst_str type)
{
    for (size_t i = 0; i < CST_COUNT(f->types) && f->types[i]; i++) {
        if (cst_str_is(type, f->types[i])) {
            return true;
        }
    }
    return false;
}

static bool types_agree(const cl_reader *r, cst_sym a, cst_sym b, bool definite)
{
    if (a == b) {
        return true;
    }
    cst_str x = cst_pack_str(r->pack, a), y = cst_pack_str(r->pack, b);
    bool loose = a == r->n->attack || b == r->n->attack || definite;
    for (size_t i = 0; i < CST_COUNT(families); i++) {
        if (in_family(&families[i], x) && in_family(&families[i], y)) {
            return loose || i != 0 || cst_str_is(x, "suicide_bombing") ||
                   cst_str_is(y, "suicide_bombing");
        }
    }
    return false;
}

/* How much a type says; the most telling one names the cluster. */
static int telling(const cl_reader *r, cst_sym type)
{
    static const char *const order[] = {
        "other_harm",   "attack",           "armed_clash",    "shelling",
        "air_strike",   "shooting",         "explosive_device",
        "knife_attack", "execution",        "suicide_bombing",
        "prohibited_weapon"};
    cst_str s = cst_pack_str(r->pack, type);
    for (int i = 0; i < (int)CST_COUNT(order); i++) {
        if (cst_str_is(s, order[i])) {
            return i;
        }
    }
    return 20;
}

static const cl_time *time_at(const cl_reader *r, uint32_t t)
{
    return t == CST_NONE ? NULL : &r->m.times.at[t];
}

static bool usable_time(const cl_time *t)
{
    return t->resolved && (t->value.from || t->value.to || t->value.partial[0]);
}

static bool dates_clash(const cl_reader *r, uint32_t a, uint32_t b)
{
    const cl_time *x = time_at(r, a), *y = time_at(r, b);
    if (!x || !y) {
        return false;
    }
    if (x->value.partial[0] && y->value.partial[0] && !x->value.from &&
        !y->value.from) {
        return strcmp(x->value.partial, y->value.partial) != 0;
    }
    if (!x->value.from || !y->value.from) {
        return false;
    }
    cst_day xto = x->value.to ? x->value.to : INT32_MAX;
    cst_day yto = y->value.to ? y->value.to : INT32_MAX;
    return x->value.from > yto || y->value.from > xto;
}

static bool places_clash(const cl_reader *r, uint32_t a, uint32_t b)
{
    if (a == CST_NONE || b == CST_NONE) {
        return false;
    }
    const cl_place *x = &r->places.at[a], *y = &r->places.at[b];
    if (cst_str_eq(x->name, y->name) || x->anaphor || y->anaphor) {
        return false;
    }
    if (x->gaz != CST_NONE && x->gaz == y->gaz) {
        return false;
    }
    return x->rank == y->rank && x->rank != CL_LANDMARK;
}

/* ------------------------------------------------ own time and place */

static void own_time(cl_reader *r, cl_event *e)
{
    const cl_model *m = &r->m;
    const cl_sentence *s = cl_sentence_at(r, e->sentence);
    uint32_t best = CST_NONE, distance = UINT32_MAX;
    for (uint32_t i = s->time_begin; i < s->time_end; i++) {
        const cl_time *t = &m->times.at[i];
        if (!usable_time(t)) {
            continue;
        }
        uint32_t d = t->top > e->top ? t->top - e->top : e->top - t->top;
        bool same = t->clause == e->clause;
        d += same ? 0 : 1000;
        if (d < distance) {
            distance = d;
            best = i;
        }
    }
    e->time = best;
    e->time_basis = best == CST_NONE     ? CST_BASIS_NONE
                    : distance < 1000 ? CST_BASIS_CLAUSE
                                      : CST_BASIS_SENTENCE;
}

static void own_place(cl_reader *r, cl_event *e)
{
    uint32_t best = CST_NONE;
    uint32_t score = UINT32_MAX;
    for (uint32_t i = 0; i < r->places.n; i++) {
        const cl_place *p = &r->places.at[i];
        if (p->sentence != e->sentence || !p->locative) {
            continue;
        }
        bool same = cl_clause_at(r, p->sentence, p->top) == e->clause;
        uint32_t d = p->top > e->top ? p->top - e->top : e->top - p->top;
        uint32_t sc = (same ? 0 : 10000) + (uint32_t)p->rank * 100 + d;
        if (p->rank == CL_LANDMARK && d > 6) {
            sc += 5000;
        }
        if (sc < score) {
            score = sc;
            best = i;
        }
    }
    e->place = best;
    e->place_basis = best == CST_NONE ? CST_BASIS_NONE
                     : score < 10000 ? CST_BASIS_CLAUSE
                                     : CST_BASIS_SENTENCE;
}

static bool sentence_has(const cl_reader *r, uint32_t si, int class_)
{
    const cl_sentence *s = cl_sentence_at(r, si);
    for (uint32_t i = 0; class_ >= 0 && i < s->units.top.n; i++) {
        const cst_unit *u = cl_unit_at(s, i);
        if ((u->label == r->n->tok || u->label == r->n->mwe) &&
            cl_unit_class(&r->m, u, class_)) {
            return true;
        }
    }
    return false;
}

static void mark_background(cl_reader *r, cl_event *e)
{
    const cl_time *t = time_at(r, e->time);
    cst_day base = r->m.published.from;
    if (t && base && t->value.to && t->value.to + 45 < base) {
        e->background = true;
    }
    if (sentence_has(r, e->sentence, r->n->c.background)) {
        e->background = true;
    }
}

/* ------------------------------------------------------- clustering */

static bool joins(const cl_reader *r, const cl_event *e, const cl_cluster *c)
{
    bool known = e->definite || e->demonstrative || e->generic;
    if (!types_agree(r, e->type, c->type, known) && !e->generic) {
        return false;
    }
    if (e->stance == CST_DENIED || c->denied) {
        return false;
    }
    if (dates_clash(r, e->time, c->time) || places_clash(r, e->place, c->place)) {
        return false;
    }
    if (e->demonstrative) {
        return true;
    }
    if (e->fresh) {
        return false;
    }
    if (c->background != e->background && e->time != CST_NONE) {
        return c->time != CST_NONE && !dates_clash(r, e->time, c->time);
    }
    return true;
}

static cl_cluster *open_cluster(cl_reader *r, uint32_t mention)
{
    cl_cluster *c = CST_PUSH(r->arena, &r->clusters);
    if (!c) {
        return NULL;
    }
    const cl_event *e = &r->events.at[mention];
    c->type = e->type;
    c->first = mention;
    c->time = e->time;
    c->time_basis = e->time_basis;
    c->place = e->place;
    c->place_basis = e->place_basis;
    c->background = e->background;
    c->denied = e->stance == CST_DENIED;
    c->several = e->several;
    c->paragraph = cl_sentence_at(r, e->sentence)->paragraph;
    c->agent = e->agent;
    c->target = e->target;
    c->weapon = e->weapon;
    c->claimed_by = e->claimed_by;
    c->source = e->source;
    c->stance = e->stance;
    return c;
}

static void absorb(cl_reader *r, cl_cluster *c, const cl_event *e)
{
    if (telling(r, e->type) > telling(r, c->type) && !e->generic &&
        telling(r, e->type) < 20) {
        c->type = e->type;
    }
    if (c->time == CST_NONE ||
        (e->time != CST_NONE && e->time_basis < c->time_basis)) {
        c->time = e->time == CST_NONE ? c->time : e->time;
        c->time_basis = e->time == CST_NONE ? c->time_basis : e->time_basis;
    }
    if (e->place != CST_NONE &&
        (c->place == CST_NONE ||
         (r->places.at[e->place].rank < r->places.at[c->place].rank &&
          e->place_basis <= CST_BASIS_CLAUSE))) {
        c->place = e->place;
        c->place_basis = e->place_basis;
    }
    c->agent = c->agent == CST_NONE ? e->agent : c->agent;
    c->target = c->target == CST_NONE ? e->target : c->target;
    c->weapon = c->weapon == CST_NONE ? e->weapon : c->weapon;
    c->claimed_by = c->claimed_by == CST_NONE ? e->claimed_by : c->claimed_by;
    if (e->stance < c->stance) {
        c->stance = e->stance;
        c->source = e->source;
    }
}

static cst_status place_mention(cl_reader *r, uint32_t i)
{
    cl_event *e = &r->events.at[i];
    uint32_t found = CST_NONE;
    uint32_t paragraph = cl_sentence_at(r, e->sentence)->paragraph;
    for (uint32_t k = (uint32_t)r->clusters.n; k > 0; k--) {
        const cl_cluster *c = &r->clusters.at[k - 1];
        if (!joins(r, e, c)) {
            continue;
        }
        bool near = c->paragraph == paragraph || c->first == 0;
        if (found == CST_NONE || (near && e->time == CST_NONE)) {
            found = k - 1;
            if (near) {
                break;
            }
        }
    }
    if (found == CST_NONE) {
        if (!open_cluster(r, i)) {
            return CST_NOMEM;
        }
        found = (uint32_t)r->clusters.n - 1;
    } else {
        absorb(r, &r->clusters.at[found], e);
    }
    r->clusters.at[found].mentions++;
    r->clusters.at[found].paragraph = paragraph;
    e->cluster = found;
    return CST_OK;
}

/* ------------------------------------------- harms and their happening */

static uint32_t mention_near(const cl_reader *r, uint32_t sentence,
                             uint32_t clause, uint32_t top)
{
    uint32_t best = CST_NONE, score = UINT32_MAX;
    for (uint32_t i = 0; i < r->events.n; i++) {
        const cl_event *e = &r->events.at[i];
        if (e->sentence != sentence) {
            continue;
        }
        uint32_t d = e->top > top ? e->top - top + 1 : top - e->top;
        d += e->clause == clause ? 0 : 500;
        if (d < score) {
            score = d;
            best = i;
        }
    }
    return best;
}

/* The mention that the paragraph, else the report, is about. */
static uint32_t mention_above(const cl_reader *r, uint32_t sentence)
{
    uint32_t paragraph = cl_sentence_at(r, sentence)->paragraph;
    uint32_t in_paragraph = CST_NONE, first = CST_NONE, last = CST_NONE;
    for (uint32_t i = 0; i < r->events.n; i++) {
        const cl_event *e = &r->events.at[i];
        if (cl_sentence_at(r, e->sentence)->paragraph == paragraph &&
            e->sentence < sentence) {
            in_paragraph = i;
        }
        if (first == CST_NONE && !e->background) {
            first = i;
        }
        if (e->sentence < sentence) {
            last = i;
        }
    }
    return in_paragraph != CST_NONE ? in_paragraph
           : first != CST_NONE      ? first
                                    : last;
}

static bool implies_event(const cl_reader *r, uint32_t clause, cst_sym kind,
                          cst_sym *type)
{
    cl_frame f;
    size_t i = 0;
    while (clause != CST_NONE &&
           cl_next_frame(&r->m, r->frames, clause, CL_HARM, &i, &f)) {
        if (f.type) {
            *type = f.type;
            return true;
        }
    }
    /* Being killed or hurt by somebody is an attack. */
    *type = r->n->attack;
    return clause != CST_NONE && (kind == r->n->killed || kind == r->n->injured) &&
           r->m.clauses.at[clause].voice == r->n->passive;
}

/* A harm verb with no happening named near it is itself the mention. */
static cst_status implied_events(cl_reader *r)
{
    for (uint32_t i = 0; i < r->harms.n; i++) {
        cl_harm *h = &r->harms.at[i];
        h->event = mention_near(r, h->sentence, h->clause, h->top);
        cst_sym type = 0;
        if (h->event != CST_NONE || h->part_of != CST_NONE ||
            !implies_event(r, h->clause, h->kind, &type)) {
            continue;
        }
        cl_event *e = CST_PUSH(r->arena, &r->events);
        if (!e) {
            return CST_NOMEM;
        }
        h = &r->harms.at[i];
        e->type = type;
        e->sentence = h->sentence;
        e->clause = h->clause;
        e->top = h->top;
        e->group = e->time = e->place = CST_NONE;
        e->agent = e->target = e->weapon = e->claimed_by = CST_NONE;
        e->target = h->group;
        e->tok_begin = h->tok_begin;
        e->tok_end = h->tok_end;
        e->indefinite = e->implied = true;
        e->source = h->source;
        e->stance = h->stance;
        e->cluster = CST_NONE;
        e->rule = "implied";
        const cl_clause *c = &r->m.clauses.at[h->clause];
        if (c->voice == r->n->active && c->subject != CST_NONE &&
            c->subject != h->group && !r->m.groups.at[c->subject].pronoun) {
            e->agent = c->subject;
        }
        h->event = (uint32_t)r->events.n - 1;
    }
    return CST_OK;
}

static void link_rest(cl_reader *r)
{
    for (uint32_t i = 0; i < r->harms.n; i++) {
        cl_harm *h = &r->harms.at[i];
        if (h->event == CST_NONE && h->part_of != CST_NONE) {
            h->event = r->harms.at[h->part_of].event;
        }
        if (h->event == CST_NONE) {
            h->event = mention_above(r, h->sentence);
        }
    }
    for (uint32_t i = 0; i < r->damages.n; i++) {
        cl_damage *d = &r->damages.at[i];
        d->event = mention_near(r, d->sentence, d->clause, d->top);
        if (d->event == CST_NONE) {
            d->event = mention_above(r, d->sentence);
        }
    }
}

/* ------------------------------------------------------- inheritance */

static void inherit_date(cl_reader *r, cl_cluster *c)
{
    const cl_time *t = time_at(r, c->time);
    if (t) {
        c->from = t->value.from;
        c->to = t->value.to;
        return;
    }
    if (!c->background && r->dateline) {
        c->from = c->to = r->dateline;
        c->time_basis = r->dateline_basis;
    }
}

static uint32_t place_above(const cl_reader *r, uint32_t sentence,
                            cst_basis *basis)
{
    uint32_t paragraph = cl_sentence_at(r, sentence)->paragraph;
    uint32_t near = CST_NONE, first = CST_NONE;
    for (uint32_t i = 0; i < r->places.n; i++) {
        const cl_place *p = &r->places.at[i];
        if (!p->locative || p->rank == CL_LANDMARK) {
            continue;
        }
        if (first == CST_NONE || (r->places.at[first].rank == CL_COUNTRY &&
                                  p->rank < CL_COUNTRY)) {
            first = i;
        }
        if (p->sentence < sentence &&
            cl_sentence_at(r, p->sentence)->paragraph == paragraph) {
            near = i;
        }
    }
    *basis = near != CST_NONE ? CST_BASIS_PARAGRAPH : CST_BASIS_DOCUMENT;
    return near != CST_NONE ? near : first;
}

static cst_status order_mentions(cl_reader *r)
{
    /* Text order; implied mentions were added last. */
    uint32_t n = (uint32_t)r->events.n;
    for (uint32_t s = 0; s < r->m.sentences.n; s++) {
        for (uint32_t i = 0; i < n; i++) {
            if (r->events.at[i].sentence == s) {
                CST_TRY(place_mention(r, i));
            }
        }
    }
    return CST_OK;
}

static bool speaks_of_something(const cl_reader *r, const cl_source *src)
{
    for (uint32_t i = 0; i < r->events.n; i++) {
        const cl_event *e = &r->events.at[i];
        if (e->sentence == src->sentence && e->stance == CST_DENIED) {
            return true;
        }
    }
    for (uint32_t i = 0; i < r->harms.n; i++) {
        const cl_harm *h = &r->harms.at[i];
        if (h->sentence == src->sentence && h->stance == CST_DENIED) {
            return true;
        }
    }
    return false;
}

/* The happening that a bare denial is about: the last one told before it. */
static uint32_t denied_cluster(const cl_reader *r, uint32_t sentence)
{
    uint32_t best = CST_NONE;
    for (uint32_t i = 0; i < r->events.n; i++) {
        const cl_event *e = &r->events.at[i];
        if (e->sentence <= sentence && e->cluster != CST_NONE &&
            !r->clusters.at[e->cluster].denied) {
            best = e->cluster;
        }
    }
    return best;
}

/* A denial in a clause of its own is a record of its own: the same happening,
 * denied, with the denying party as the one who would have done it. */
static cst_status denials(cl_reader *r)
{
    for (uint32_t i = 0; i < r->sources.n; i++) {
        cl_source src = r->sources.at[i];
        uint32_t of = src.denies && !speaks_of_something(r, &src)
                          ? denied_cluster(r, src.sentence) : CST_NONE;
        if (of == CST_NONE || src.group == CST_NONE) {
            continue;
        }
        cl_event *e = CST_PUSH(r->arena, &r->events);
        cl_cluster *c = CST_PUSH(r->arena, &r->clusters);
        if (!e || !c) {
            return CST_NOMEM;
        }
        *c = r->clusters.at[of];
        *e = r->events.at[c->first];
        const cl_sentence *s = cl_sentence_at(r, src.sentence);
        const cl_group *g = &r->m.groups.at[src.group];
        const cst_unit *verb = cl_unit_at(s, src.at);
        e->sentence = src.sentence;
        e->tok_begin = g->tok_begin < verb->tok_begin ? g->tok_begin
                                                      : verb->tok_begin;
        e->tok_end = g->tok_end > verb->tok_end ? g->tok_end : verb->tok_end;
        e->cluster = (uint32_t)r->clusters.n - 1;
        e->rule = "denial";
        c->first = (uint32_t)r->events.n - 1;
        c->mentions = 1;
        c->denied = true;
        c->stance = CST_DENIED;
        c->source = i;
        c->agent = g->pronoun ? CST_NONE : src.group;
        c->claimed_by = CST_NONE;
        e->stance = CST_DENIED;
    }
    return CST_OK;
}

cst_status cl_link_events(cl_reader *r)
{
    CST_TRY(implied_events(r));
    for (uint32_t i = 0; i < r->events.n; i++) {
        own_time(r, &r->events.at[i]);
        own_place(r, &r->events.at[i]);
        mark_background(r, &r->events.at[i]);
    }
    CST_TRY(order_mentions(r));
    link_rest(r);
    for (uint32_t i = 0; i < r->clusters.n; i++) {
        cl_cluster *c = &r->clusters.at[i];
        inherit_date(r, c);
        if (c->place == CST_NONE) {
            c->place = place_above(r, r->events.at[c->first].sentence,
                                   &c->place_basis);
        }
    }
    return denials(r);
}
