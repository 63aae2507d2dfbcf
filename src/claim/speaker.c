/* claim/speaker: who may speak, and how he is named.
 *
 * Takes a noun group; gives the words that name it with its apposition, its
 * type, and for a pronoun or "the organisation" the source it repeats. */
#include "claim/sourcing.h"

static bool head_any(const cl_reader *r, uint32_t gi, const int *classes,
                     size_t n)
{
    const cl_group *g = &r->m.groups.at[gi];
    for (size_t i = 0; i < n; i++) {
        if (cl_head_in(&r->m, g, classes[i])) {
            return true;
        }
    }
    return false;
}

/* Offices, bodies and named organisations: they give tolls. */
static bool institution(const cl_reader *r, uint32_t gi)
{
    const int classes[] = {r->n->c.source_noun, r->n->c.source_name,
                           r->n->c.metonym,     r->n->c.title,
                           r->n->c.actor,       r->n->c.actor_noun};
    return head_any(r, gi, classes, CST_COUNT(classes));
}

static bool text_noun(const cl_reader *r, uint32_t gi)
{
    const int classes[] = {r->n->c.speech_noun, r->n->c.toll_noun};
    return head_any(r, gi, classes, CST_COUNT(classes));
}

static const cst_unit *np_of(const cl_reader *r, const cl_group *g)
{
    return cl_unit(&r->m.sentences.at[g->sentence], g->np);
}

bool cl_own_voice(const cl_reader *r, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    const cst_unit *np = np_of(r, g);
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    const cst_unit *det = cl_unit(s, cst_unit_role(np, r->n->det));
    return cl_unit_class(&r->m, np, r->n->c.own_voice) ||
           cl_unit_class(&r->m, det, r->n->c.own_voice);
}

/* "the latter", "this one": whoever was spoken of last. */
static bool is_latter(const cl_reader *r, const cl_group *g)
{
    return (g->pronoun || g->demonstrative) &&
           (cl_unit_class(&r->m, np_of(r, g), r->n->c.speaker_pro) ||
            cl_head_in(&r->m, g, r->n->c.speaker_pro));
}

bool cl_speaks(const cl_reader *r, uint32_t gi, cl_saying how)
{
    const cl_group *g = &r->m.groups.at[gi];
    const cst_unit *np = np_of(r, g);
    if (cl_unit_class(&r->m, np, r->n->c.impersonal)) {
        return false;
    }
    if (g->pronoun) {
        return !g->count.present && np->n_readings &&
               np->readings[0].person != 1 && np->readings[0].person != 2 &&
               (cl_unit_class(&r->m, np, r->n->c.pro_subj) ||
                cl_unit_class(&r->m, np, r->n->c.speaker_pro));
    }
    if (cl_head_in(&r->m, g, r->n->c.harm_noun) && g->count.present) {
        return false;
    }
    if (is_latter(r, g)) {
        return true;
    }
    if (institution(r, gi)) {
        return !text_noun(r, gi) || cl_author(r, gi) != CST_NONE;
    }
    if (g->proper) {
        return cl_place_of_group(r, gi) == CST_NONE ||
               (how == CL_SAYS && cl_head_in(&r->m, g, r->n->c.country));
    }
    /* "nobody" and other bare nouns are no persons. */
    bool told = g->plural || g->count.present || g->name_unit != CST_NONE ||
                cst_unit_role(np, r->n->det) != CST_NONE;
    const int people[] = {r->n->c.person, r->n->c.rank, r->n->c.demonym};
    return how == CL_SAYS && told &&
           head_any(r, gi, people, CST_COUNT(people));
}

/* "the same source": its group holds a word of sameness. */
static bool the_same(const cl_reader *r, const cl_group *g)
{
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    const cst_unit *np = np_of(r, g);
    for (uint32_t i = 0; i < np->n_children; i++) {
        if (cl_unit_class(&r->m, cl_unit(s, np->children[i]), r->n->c.same)) {
            return true;
        }
    }
    return false;
}

bool cl_repeated(const cl_reader *r, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    return text_noun(r, gi) && g->of == CST_NONE && !g->count.present &&
           (g->demonstrative || the_same(r, g));
}

/* An adjective that makes a toll somebody's: "official". */
static bool official(const cl_reader *r, const cl_group *g)
{
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    const cst_unit *np = np_of(r, g);
    for (uint32_t i = 0; i < np->n_children; i++) {
        if (cl_unit_class(&r->m, cl_unit(s, np->children[i]),
                          r->n->c.source_adj)) {
            return true;
        }
    }
    return false;
}

/* "The toll of the attack led by": the participle says what was done, not told. */
static bool deed_behind(const cl_reader *r, const cl_group *g)
{
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    for (uint32_t i = s->clause_begin; i < s->clause_end; i++) {
        const cl_clause *c = &r->m.clauses.at[i];
        if (c->mood == CST_MOOD_PPAST && c->verb == g->top + 1) {
            return cl_head_in(&r->m, g, r->n->c.event_noun) &&
                   cl_verb_in(r, c, r->n->c.event_light);
        }
    }
    return false;
}

/* The group behind "by" right after a participle that follows the words. */
static uint32_t given_by(const cl_reader *r, uint32_t gi, uint32_t end)
{
    const cl_group *g = &r->m.groups.at[gi];
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    if (deed_behind(r, g)) {
        return CST_NONE;
    }
    for (uint32_t i = s->group_begin; i < s->group_end; i++) {
        const cl_group *p = &r->m.groups.at[i];
        if (p->tok_begin < end || p->tok_begin > end + 6) {
            continue;
        }
        const cst_unit *pp = cl_unit(s, p->unit);
        const cst_unit *by = cl_unit(s, cst_unit_role(pp, r->n->p));
        if (by && cl_unit_class(&r->m, by, r->n->c.prep_agent) &&
            cl_speaks(r, i, CL_SAYS)) {
            return i;
        }
    }
    return CST_NONE;
}

uint32_t cl_author(const cl_reader *r, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    if (!text_noun(r, gi)) {
        return gi;
    }
    uint32_t end = g->tok_end;
    uint32_t last = gi;
    for (uint32_t of = g->of; of != CST_NONE; of = r->m.groups.at[of].of) {
        if (!text_noun(r, of) && cl_speaks(r, of, CL_SAYS)) {
            return of;
        }
        last = of;
        end = r->m.groups.at[of].tok_end;
    }
    uint32_t by = given_by(r, last, end);
    if (by != CST_NONE) {
        return by;
    }
    bool toll = cl_head_in(&r->m, g, r->n->c.toll_noun);
    return !toll || official(r, g) ? gi : CST_NONE;
}

/* ------------------------------------------------------------- name */

static bool token_is(const cl_sentence *s, uint32_t i, const char *text)
{
    return i < s->units.n_tokens && cst_str_is(s->units.tokens[i].norm, text);
}

/* ", Name", ", spokesman of": renames the group that ends at a token; the end
 * of the words then, or the same end. */
static uint32_t apposed_end(const cl_reader *r, uint32_t gi, uint32_t end)
{
    const cl_model *m = &r->m;
    const cl_sentence *s = cl_sentence_at(r, m->groups.at[gi].sentence);
    if (!token_is(s, end, ",")) {
        return end;
    }
    for (uint32_t i = gi + 1; i < s->group_end; i++) {
        const cl_group *g = &m->groups.at[i];
        if (g->tok_begin <= end) {
            continue;
        }
        const int office[] = {r->n->c.title, r->n->c.source_noun, r->n->c.rank};
        bool renames = g->proper || g->name_unit != CST_NONE ||
                       (m->groups.at[gi].proper &&
                                     head_any(r, i, office, CST_COUNT(office)));
        if (g->tok_begin != end + 1 || g->prep || g->count.present ||
            !renames) {
            return end;
        }
        uint32_t to = cl_group_end(m, i, false);
        return g->proper || g->name_unit != CST_NONE || token_is(s, to, ",") ||
                       token_is(s, to, ".") || to >= s->units.n_tokens
                   ? to : end;
    }
    return end;
}

/* "the staff in a note": where he said it is no part of his name. */
static uint32_t before_text(const cl_reader *r, uint32_t gi, uint32_t end)
{
    const cl_sentence *s = cl_sentence_at(r, r->m.groups.at[gi].sentence);
    for (uint32_t i = gi + 1; i < s->group_end; i++) {
        const cl_group *g = &r->m.groups.at[i];
        if (g->tok_begin >= end) {
            break;
        }
        if (g->prep && g->prep != r->n->de &&
            cl_head_in(&r->m, g, r->n->c.speech_noun)) {
            return g->tok_begin;
        }
    }
    return end;
}

/* Complements, an apposition, a second source joined by a coordinator. */
static uint32_t name_end(const cl_reader *r, uint32_t gi)
{
    const cl_model *m = &r->m;
    const cl_sentence *s = &m->sentences.at[m->groups.at[gi].sentence];
    uint32_t end = cl_group_end(m, gi, false);
    if (m->groups.at[gi].lifted) {
        return before_text(r, gi, end);
    }
    for (uint32_t i = gi + 1; i < s->group_end; i++) {
        const cl_group *g = &m->groups.at[i];
        if (g->coord == gi && g->tok_begin > 0 &&
            !token_is(s, g->tok_begin - 1, ",") &&
            cl_speaks(r, i, CL_REPORTS)) {
            end = cl_group_end(m, i, false);
        }
    }
    return apposed_end(r, gi, end);
}

void cl_name_source(cl_reader *r, cl_source *src, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    src->group = src->who = gi;
    src->at = g->top;
    src->tok_begin = src->tok_end = 0;
    if (!g->pronoun) {
        src->tok_begin = g->np_begin;
        src->tok_end = name_end(r, gi);
        src->type = cl_capacity(r, gi, src->tok_end);
        cst_sym side = cl_chain_feat(r, gi, r->n->side);
        if (side) {
            src->side = cst_pack_str(r->pack, side);
        }
    }
}

void cl_find_via(cl_reader *r, cl_source *src, uint32_t tok_begin,
                 uint32_t tok_end)
{
    const cl_model *m = &r->m;
    const cl_sentence *s = cl_sentence_at(r, src->sentence);
    cst_str *via = CST_NEW(r->arena, cst_str, 4);
    for (uint32_t i = s->group_begin; via && i < s->group_end; i++) {
        const cl_group *g = &m->groups.at[i];
        if (!g->prep || g->prep == r->n->de || g->tok_begin < tok_begin ||
            g->tok_begin >= tok_end || src->n_via == 4 || i == src->group ||
            !(cl_head_in(m, g, r->n->c.source_name) ||
              cl_head_in(m, g, r->n->c.agency))) {
            continue;
        }
        const cst_unit *np = cl_unit(s, g->np);
        const cst_unit *det = cl_unit(s, cst_unit_role(np, r->n->det));
        via[src->n_via++] = cl_span_str(
            m, cl_tokens_span(s, det && det->tok_end < g->tok_end
                                     ? det->tok_end : np->tok_begin,
                              g->tok_end));
    }
    src->via = via;
}

/* Name a source as one through which another's words came. */
static void add_via(cl_reader *r, cl_source *to, const cl_source *by)
{
    cst_str *via = CST_NEW(r->arena, cst_str, to->n_via + 1);
    if (!via || by->tok_end == 0) {
        return;
    }
    if (to->n_via) {
        memcpy(via, to->via, to->n_via * sizeof *via);
    }
    const cl_group *g = &r->m.groups.at[by->who];
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    const cst_unit *np = np_of(r, g);
    const cst_unit *det = cl_unit(s, cst_unit_role(np, r->n->det));
    uint32_t begin = det && det->tok_end < by->tok_end ? det->tok_end
                                                       : by->tok_begin;
    via[to->n_via++] =
        cl_span_str(&r->m, cl_tokens_span(s, begin, by->tok_end));
    to->via = via;
}

void cl_pass_on(cl_reader *r, cl_source *src, uint32_t group)
{
    cl_source by = *src;
    uint32_t at = src->at;
    cl_name_source(r, src, group);
    src->at = at;
    add_via(r, src, &by);
}

bool cl_medium(const cl_source *src)
{
    return cst_str_is(src->type, "agency") || cst_str_is(src->type, "media");
}

/* -------------------------------------------------------- repetition */

static bool agrees(const cl_reader *r, const cst_unit *pronoun, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    if (!pronoun->n_readings) {
        return true;
    }
    const cst_reading *p = &pronoun->readings[0];
    bool plural = p->number == CST_NUMBER_PL;
    bool proper = g->proper;
    if (!proper && p->number != CST_NUMBER_NONE && plural != g->plural) {
        return false;
    }
    return proper || !p->gender || !g->head || !g->head->gender ||
           p->gender == g->head->gender;
}

static uint32_t root_of(const cl_reader *r, uint32_t source)
{
    for (int i = 0; i < 8 && r->sources.at[source].same_as != CST_NONE; i++) {
        source = r->sources.at[source].same_as;
    }
    return source;
}

/* Nearest named source before this one that a pronoun agrees with. */
static uint32_t agreeing(const cl_reader *r, uint32_t source,
                         const cst_unit *pronoun)
{
    uint32_t seen = 0;
    for (uint32_t i = source; i > 0 && seen < 12; i--, seen++) {
        uint32_t k = root_of(r, i - 1);
        const cl_source *s = &r->sources.at[k];
        if (s->tok_end && agrees(r, pronoun, s->who)) {
            return k;
        }
    }
    return CST_NONE;
}

/* Words after the head that tell which one: then it is no repetition. */
static bool bare(const cl_reader *r, const cl_source *src)
{
    const cl_group *g = &r->m.groups.at[src->who];
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    const cst_unit *np = np_of(r, g);
    uint32_t begin = np->tok_begin;
    const cst_unit *det = cl_unit(s, cst_unit_role(np, r->n->det));
    if (det) {
        begin = det->tok_end;
    }
    return src->tok_end - begin <= 1;
}

/* "the ministry", "this officer": the latest source with the same head. */
static uint32_t same_head(const cl_reader *r, uint32_t source)
{
    const cl_source *src = &r->sources.at[source];
    const cl_group *g = &r->m.groups.at[src->group];
    uint32_t seen = 0;
    for (uint32_t i = source; i > 0 && seen < 40; i--, seen++) {
        uint32_t k = root_of(r, i - 1);
        const cl_source *p = &r->sources.at[k];
        if (!p->tok_end) {
            continue;
        }
        const cl_group *q = &r->m.groups.at[p->who];
        if (q->head && g->head && q->head->lemma == g->head->lemma &&
            !bare(r, p)) {
            return k;
        }
    }
    return CST_NONE;
}

/* The latest named source before this one in its paragraph. */
static uint32_t latest(const cl_reader *r, uint32_t source)
{
    uint32_t sentence = r->sources.at[source].sentence;
    uint32_t paragraph = cl_sentence_at(r, sentence)->paragraph;
    for (uint32_t i = source; i > 0; i--) {
        if (cl_sentence_at(r, r->sources.at[i - 1].sentence)->paragraph !=
            paragraph) {
            break;
        }
        uint32_t k = root_of(r, i - 1);
        if (r->sources.at[k].tok_end) {
            return k;
        }
    }
    return CST_NONE;
}

/* What the last sentence of the paragraph was about, if it may speak. */
static uint32_t subject_above(const cl_reader *r, const cl_source *src,
                              const cst_unit *pronoun)
{
    const cl_sentence *now = cl_sentence_at(r, src->sentence);
    uint32_t last = src->sentence;
    if (!cl_unit_class(&r->m, pronoun, r->n->c.pro_subj)) {
        return CST_NONE;
    }
    for (int i = 0; i < 2 && last > 0; i++) {
        const cl_sentence *s = cl_sentence_at(r, --last);
        if (s->paragraph != now->paragraph) {
            break;
        }
        for (uint32_t c = s->clause_begin; c < s->clause_end; c++) {
            const cl_clause *cl = &r->m.clauses.at[c];
            if (cl->kind != CL_MAIN || !cl->own_subject ||
                cl->subject == CST_NONE) {
                continue;
            }
            const cl_group *g = &r->m.groups.at[cl->subject];
            if (!g->pronoun && !g->count.present &&
                agrees(r, pronoun, cl->subject) &&
                cl_speaks(r, cl->subject, CL_REPORTS)) {
                return cl->subject;
            }
            break;
        }
    }
    return CST_NONE;
}

/* Of the head, or of the determiner where the head has both. */
static int gender_of(const cl_reader *r, const cl_group *g)
{
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    const cst_unit *det = cl_unit(s, cst_unit_role(np_of(r, g), r->n->det));
    if (g->proper || (g->head && g->head->gender)) {
        return g->proper ? 0 : g->head->gender;
    }
    return det && det->n_readings ? det->readings[0].gender : 0;
}

/* The office that a name follows: "the governor of the state, Name". */
static uint32_t renamed(const cl_reader *r, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    const cl_sentence *s = cl_sentence_at(r, g->sentence);
    uint32_t best = gi, k = g->apposed;
    if (k == CST_NONE && g->proper && gi > s->group_begin &&
        r->m.groups.at[gi - 1].tok_end + 1 == g->tok_begin &&
        token_is(s, g->tok_begin - 1, ",")) {
        k = gi - 1;
    }
    for (; k != CST_NONE; k = r->m.groups.at[k].owner) {
        if (!r->m.groups.at[k].pronoun && cl_speaks(r, k, CL_REPORTS)) {
            best = k;
        }
    }
    return best;
}

/* "the latter": the last group above that agrees and may speak, in what role
 * ever, by the words that it renames. */
static uint32_t latter(const cl_reader *r, uint32_t gi)
{
    const cl_group *g = &r->m.groups.at[gi];
    const cl_sentence *now = cl_sentence_at(r, g->sentence);
    int gender = gender_of(r, g);
    uint32_t bare = CST_NONE;
    for (uint32_t i = gi, seen = 0; i > 0 && seen < 40; i--, seen++) {
        uint32_t k = i - 1;
        const cl_group *q = &r->m.groups.at[k];
        int other = gender_of(r, q);
        if (g->sentence - q->sentence > 2 ||
            cl_sentence_at(r, q->sentence)->paragraph != now->paragraph) {
            break;
        }
        if (q->pronoun || q->lifted || q->count.present ||
            q->plural != g->plural || (gender && other && gender != other) ||
            !cl_speaks(r, k, CL_REPORTS)) {
            continue;
        }
        if (!q->proper || institution(r, k)) {
            return renamed(r, k);
        }
        bare = bare == CST_NONE ? k : bare; /* may be a town */
    }
    return bare == CST_NONE ? CST_NONE : renamed(r, bare);
}

/* "The ministry cries foul: nobody was hurt, it says": behind a colon the
 * pronoun is whoever the sentence began with. */
static uint32_t before_colon(const cl_reader *r, const cl_source *src,
                             const cst_unit *pronoun)
{
    const cl_sentence *s = cl_sentence_at(r, src->sentence);
    uint32_t colon = 0;
    while (colon < src->at && !cl_is_mark(s, colon, ":")) {
        colon++;
    }
    for (uint32_t c = s->clause_begin; c < s->clause_end && colon < src->at; c++) {
        const cl_clause *cl = &r->m.clauses.at[c];
        if (cl->own_subject && cl->verb < colon &&
            !r->m.groups.at[cl->subject].pronoun &&
            agrees(r, pronoun, cl->subject) &&
            cl_speaks(r, cl->subject, CL_REPORTS)) {
            return cl->subject;
        }
    }
    return CST_NONE;
}

static void take_subject(cl_reader *r, cl_source *src, uint32_t gi)
{
    uint32_t group = src->group, at = src->at;
    cl_name_source(r, src, gi);
    src->same_as = CST_NONE;
    src->basis = CST_BASIS_SPEAKER;
    src->group = group;
    src->at = at;
}

static bool repeats(const cl_reader *r, const cl_group *g)
{
    return (g->definite || g->demonstrative) && !g->plural && !g->proper &&
           g->name_unit == CST_NONE && !cl_head_in(&r->m, g, r->n->c.actor);
}

/* The source before this one, within a few sentences. */
static uint32_t just_before(const cl_reader *r, uint32_t source)
{
    uint32_t k = source > 0 ? root_of(r, source - 1) : CST_NONE;
    return k != CST_NONE && r->sources.at[k].tok_end &&
                   r->sources.at[source].sentence -
                           r->sources.at[source - 1].sentence <= 3
               ? k : CST_NONE;
}

/* "the organisation", "the paper": the latest of that type that has a name. */
static uint32_t same_type(const cl_reader *r, uint32_t source)
{
    static const char *const types[] = {"ngo", "media", "agency"};
    const cl_source *src = &r->sources.at[source];
    bool body = false;
    for (size_t i = 0; i < CST_COUNT(types); i++) {
        body = body || cst_str_is(src->type, types[i]);
    }
    for (uint32_t i = source, seen = 0; body && i > 0 && seen < 8; i--, seen++) {
        uint32_t k = root_of(r, i - 1);
        const cl_source *p = &r->sources.at[k];
        if (p->tok_end && cst_str_eq(p->type, src->type)) {
            const cl_group *q = &r->m.groups.at[p->who];
            return q->proper || q->name_unit != CST_NONE ? k : CST_NONE;
        }
    }
    return CST_NONE;
}

/* A body of that type with a name, above in the paragraph, that told nothing
 * yet: "For X, this is a crime. The organisation counts ten dead". */
static uint32_t named_above(const cl_reader *r, const cl_source *src)
{
    const cl_sentence *now = cl_sentence_at(r, src->sentence);
    if (!cst_str_is(src->type, "ngo")) {
        return CST_NONE;
    }
    for (uint32_t i = src->group, seen = 0; i > 0 && seen < 40; i--, seen++) {
        const cl_group *q = &r->m.groups.at[i - 1];
        if (cl_sentence_at(r, q->sentence)->paragraph != now->paragraph) {
            break;
        }
        cst_sym type = q->proper || q->name_unit != CST_NONE
                           ? cl_chain_feat(r, i - 1, r->n->ctype) : 0;
        if (type && cst_str_eq(cst_pack_str(r->pack, type), src->type)) {
            return i - 1;
        }
    }
    return CST_NONE;
}

/* "this practitioner": the latest of the paragraph, one person as well. */
static uint32_t same_person(const cl_reader *r, uint32_t source)
{
    uint32_t k = latest(r, source);
    if (k == CST_NONE) {
        return CST_NONE;
    }
    const cl_group *q = &r->m.groups.at[r->sources.at[k].who];
    const cl_group *g = &r->m.groups.at[r->sources.at[source].group];
    const int one[] = {r->n->c.person, r->n->c.rank, r->n->c.title,
                       r->n->c.source_noun};
    return !q->plural && (q->proper || q->count.present ||
                          head_any(r, r->sources.at[k].who, one, 3)) &&
                   head_any(r, r->sources.at[source].group, one,
                            CST_COUNT(one)) && !g->proper
               ? k : CST_NONE;
}

void cl_resolve_speaker(cl_reader *r, uint32_t source)
{
    cl_source *src = &r->sources.at[source];
    if (src->group == CST_NONE || src->same_as != CST_NONE) {
        return;
    }
    const cl_group *g = &r->m.groups.at[src->group];
    if (is_latter(r, g)) {
        uint32_t above = latter(r, src->group);
        if (above != CST_NONE) {
            take_subject(r, src, above);
            return;
        }
        src->same_as = just_before(r, source);
        if (!g->pronoun && src->same_as == CST_NONE) {
            src->tok_begin = src->tok_end = 0; /* "the latter" is no name */
            return;
        }
    }
    if (cl_repeated(r, src->group)) {
        src->same_as = same_head(r, source);
        if (src->same_as == CST_NONE) {
            src->same_as = latest(r, source);
        }
        if (src->same_as == CST_NONE) {
            src->same_as = just_before(r, source);
        }
        if (src->same_as == CST_NONE &&
            cl_head_in(&r->m, g, r->n->c.toll_noun)) {
            src->tok_begin = src->tok_end = 0; /* nobody's */
        }
    } else if (g->pronoun) {
        src->same_as = agreeing(r, source, np_of(r, g));
        uint32_t own = before_colon(r, src, np_of(r, g));
        if (own != CST_NONE) {
            take_subject(r, src, own);
            return;
        }
        uint32_t above = subject_above(r, src, np_of(r, g));
        if (above != CST_NONE &&
            (src->same_as == CST_NONE ||
             r->sources.at[src->same_as].sentence <
                 r->m.groups.at[above].sentence)) {
            take_subject(r, src, above);
        }
    } else if (repeats(r, g) && bare(r, src)) {
        bool text = cl_head_in(&r->m, g, r->n->c.speech_noun);
        src->same_as = text ? latest(r, source) : same_head(r, source);
        if (src->same_as == CST_NONE) {
            src->same_as = same_type(r, source);
        }
        uint32_t above = src->same_as == CST_NONE ? named_above(r, src)
                                                  : CST_NONE;
        if (above != CST_NONE) {
            take_subject(r, src, above);
            return;
        }
        if (src->same_as == CST_NONE && g->demonstrative) {
            src->same_as = same_person(r, source);
        }
    } else if (the_same(r, g) && !g->proper) {
        src->same_as = same_head(r, source);
        if (src->same_as == CST_NONE &&
            cst_str_is(src->type, "other")) {
            src->same_as = just_before(r, source);
        }
    }
}
