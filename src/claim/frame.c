/* claim/frame: see frame.h. */
#include "claim/frame.h"

static cst_str cell(const cst_table *t, uint32_t row, uint32_t col)
{
    return col < t->n_cols ? t->cells[(size_t)row * t->n_cols + col]
                           : (cst_str){NULL, 0};
}

static cst_sym sym_of(cst_arena *arena, const cst_pack *pack, cst_str s)
{
    char *z = cst_arena_copy(arena, s.p, s.n);
    return z && s.n && !cst_str_is(s, "-") ? cst_pack_sym(pack, z) : 0;
}

/* Slots that are no prepositions, and template names, are words of the tables
 * alone; they get numbers of their own. */
#define CL_SLOT_SUBJECT 0xFFFFFFF1u
#define CL_SLOT_OBJECT 0xFFFFFFF2u

static cst_sym slot_of(cst_arena *arena, const cst_pack *pack, cst_str s)
{
    return cst_str_is(s, "subject")  ? CL_SLOT_SUBJECT
           : cst_str_is(s, "object") ? CL_SLOT_OBJECT
                                     : sym_of(arena, pack, s);
}

static cst_sym template_of(cst_str s)
{
    return s.n ? (cst_sym)(cst_hash(s.p, s.n) | 1u) : 0;
}

/* "slot:lemma", "slot@class" or "slot=status" (or sort of object), with a leading
 * ! for "must not". */
static cl_need parse_need(cst_arena *arena, const cst_pack *pack, cst_str s)
{
    cl_need need = {0, 0, -1, 0, false};
    if (s.n == 0 || cst_str_is(s, "-")) {
        return need;
    }
    if (s.p[0] == '!') {
        need.not_ = true;
        s = cst_str_sub(s, 1, s.n);
    }
    size_t at = cst_str_find(s, CST_S("@"), 0);
    size_t colon = cst_str_find(s, CST_S(":"), 0);
    size_t equal = cst_str_find(s, CST_S("="), 0);
    size_t cut = at < colon ? at : colon;
    cut = equal < cut ? equal : cut;
    if (cut >= s.n) {
        return need;
    }
    need.slot = slot_of(arena, pack, cst_str_sub(s, 0, cut));
    char *rest = cst_arena_copy(arena, s.p + cut + 1, s.n - cut - 1);
    if (rest && cut == equal) {
        need.status = cst_pack_sym(pack, rest);
    } else if (rest && at < colon) {
        need.class_ = cst_pack_class(pack, rest);
    } else if (rest) {
        need.lemma = cst_pack_lemma(pack, rest);
    }
    return need;
}

static cl_record record_of(cst_str s)
{
    return cst_str_is(s, "harm")     ? CL_HARM
           : cst_str_is(s, "damage") ? CL_DAMAGE
                                     : CL_EVENT;
}

static cst_status add_frame(cl_frames *f, const cst_pack *pack,
                            const cst_table *t, uint32_t row)
{
    cst_str lemmas = cell(t, row, 0);
    cst_str lemma;
    while (cst_str_cut(&lemmas, ' ', &lemma)) {
        cl_frame *fr = CST_PUSH(f->arena, &f->frames);
        char *z = cst_arena_copy(f->arena, lemma.p, lemma.n);
        if (!fr || !z) {
            return CST_NOMEM;
        }
        for (char *p = z; *p; p++) {
            *p = *p == '_' ? ' ' : *p;
        }
        cst_str needs = cell(t, row, 1);
        cst_str one;
        fr->need[0].class_ = fr->need[1].class_ = -1;
        for (int i = 0; i < 2 && cst_str_cut(&needs, ' ', &one); i++) {
            fr->need[i] = parse_need(f->arena, pack, one);
        }
        fr->strict = fr->need[0].slot != 0;
        fr->lemma = cst_pack_lemma(pack, z);
        fr->record = record_of(cell(t, row, 2));
        cst_str kind = cell(t, row, 3);
        if (kind.n && kind.p[0] == '@') {
            fr->kind_slot =
                slot_of(f->arena, pack, cst_str_sub(kind, 1, kind.n));
        } else {
            fr->kind = sym_of(f->arena, pack, kind);
        }
        fr->template_ = template_of(cell(t, row, 4));
        fr->type = sym_of(f->arena, pack, cell(t, row, 5));
        fr->line = t->lines[row];
    }
    return CST_OK;
}

cl_frame cl_frame_named(const char *template_name)
{
    cl_frame f;
    memset(&f, 0, sizeof f);
    f.need[0].class_ = f.need[1].class_ = -1;
    f.record = CL_EVENT;
    f.template_ = template_of(cst_str_of(template_name));
    return f;
}

static bool role_of(cst_str s, cl_role *role)
{
    static const char *const names[] = {"victim", "agent",  "object",
                                        "target", "place", "means"};
    for (uint32_t i = 0; i < CST_COUNT(names); i++) {
        if (cst_str_is(s, names[i])) {
            *role = (cl_role)i;
            return true;
        }
    }
    return false;
}

static uint32_t *first_slot(const cl_frames *f, cst_sym lemma)
{
    uint32_t at = lemma * UINT32_C(2654435761) >> 7;
    for (at &= f->n_first - 1; f->first[at] != CST_NONE &&
                               f->frames.at[f->first[at]].lemma != lemma;) {
        at = (at + 1) & (f->n_first - 1);
    }
    return &f->first[at];
}

/* Chain the frames of one lemma: a clause meets no others. */
static cst_status index_frames(cl_frames *f)
{
    for (f->n_first = 16; f->n_first < f->frames.n * 2;) {
        f->n_first *= 2;
    }
    f->first = CST_NEW(f->arena, uint32_t, f->n_first);
    if (!f->first) {
        return CST_NOMEM;
    }
    for (uint32_t i = 0; i < f->n_first; i++) {
        f->first[i] = CST_NONE;
    }
    for (uint32_t i = (uint32_t)f->frames.n; i > 0; i--) {
        uint32_t *slot = first_slot(f, f->frames.at[i - 1].lemma);
        f->frames.at[i - 1].next = *slot;
        *slot = i - 1;
    }
    return CST_OK;
}

cst_status cl_frames_load(cst_arena *arena, const cst_pack *pack, cl_frames *out)
{
    memset(out, 0, sizeof *out);
    out->arena = arena;
    out->subject = CL_SLOT_SUBJECT;
    out->object = CL_SLOT_OBJECT;
    const cst_table *t = cst_pack_table(pack, "frames");
    for (uint32_t i = 0; t && i < t->n_rows; i++) {
        CST_TRY(add_frame(out, pack, t, i));
    }
    t = cst_pack_table(pack, "templates");
    for (uint32_t i = 0; t && i < t->n_rows; i++) {
        cl_role role;
        if (!role_of(cell(t, i, 2), &role)) {
            continue;
        }
        cl_template *tp = CST_PUSH(arena, &out->templates);
        if (!tp) {
            return CST_NOMEM;
        }
        tp->name = template_of(cell(t, i, 0));
        tp->voice = sym_of(arena, pack, cell(t, i, 1));
        tp->role = role;
        tp->slot = slot_of(arena, pack, cell(t, i, 3));
    }
    return index_frames(out);
}

static uint32_t relative_object(const cl_model *m, const cl_clause *c)
{
    const cl_sentence *s = &m->sentences.at[c->sentence];
    uint32_t at = c->begin;
    /* "the villages, that they burnt" */
    bool comma = at > 2 && cl_row_text(m, s, at - 2, ",") &&
                 cl_unit_class(m, cl_unit_at(s, at - 1), m->names->c.rel_obj) &&
                 cl_group_at(m, s, at - 3) != CST_NONE;
    if (comma) {
        return cl_group_at(m, s, at - 3);
    }
    if (at == 0 || !cl_unit_class(m, cl_unit_at(s, at - 1), m->names->c.rel_obj) ||
        at < 2) {
        return CST_NONE;
    }
    return cl_group_at(m, s, at - 2);
}

/* "Burnt it": a pronoun at the verb fills the slot of the object. */
static bool object_at_verb(const cl_model *m, const cl_sentence *s,
                           const cl_clause *c)
{
    const cst_unit *u = cl_unit(
        s, cst_unit_role(cl_unit(s, c->unit), m->names->clitic));
    return u && cl_unit_class(m, u, m->names->c.pro_acc);
}

uint32_t cl_slot(const cl_model *m, const cl_frames *f, uint32_t clause,
                 cst_sym slot)
{
    const cl_clause *c = &m->clauses.at[clause];
    const cl_sentence *s = &m->sentences.at[c->sentence];
    if (!slot) {
        return CST_NONE;
    }
    if (slot == f->subject) {
        return c->subject;
    }
    if (slot == f->object && object_at_verb(m, s, c)) {
        return CST_NONE;
    }
    uint32_t before = CST_NONE;
    for (uint32_t i = s->group_begin; i < s->group_end; i++) {
        const cl_group *g = &m->groups.at[i];
        if (g->top < c->begin || g->top >= c->end || i == c->subject ||
            g->lifted) {
            continue;
        }
        bool fits = slot == f->object ? (!g->prep && g->apposed == CST_NONE)
                                      : g->prep == slot;
        if (fits && g->top > c->verb) {
            return i;
        }
        if (fits && slot != f->object) {
            before = i;
        }
    }
    if (before == CST_NONE && slot == f->object) {
        before = relative_object(m, c);
    }
    /* "the bridge that they made blow up" */
    if (before == CST_NONE && slot == f->object && c->parent != CST_NONE &&
        c->kind == CL_INFINITIVE && m->clauses.at[c->parent].verb + 1 == c->verb) {
        before = relative_object(m, &m->clauses.at[c->parent]);
    }
    /* "killed and wounded civilians": the object stands behind the second. */
    if (before == CST_NONE && slot == f->object && clause + 1 < s->clause_end &&
        m->clauses.at[clause + 1].verb == c->verb + 2 &&
        m->clauses.at[clause + 1].parent == clause) {
        return cl_slot(m, f, clause + 1, slot);
    }
    return before;
}

uint32_t cl_frame_role(const cl_model *m, const cl_frames *f,
                       const cl_frame *frame, uint32_t clause, cl_role role)
{
    cst_sym voice = m->clauses.at[clause].voice;
    for (size_t i = 0; i < f->templates.n; i++) {
        const cl_template *t = &f->templates.at[i];
        if (t->name == frame->template_ && t->role == role &&
            (!t->voice || t->voice == voice)) {
            uint32_t g = cl_slot(m, f, clause, t->slot);
            if (g != CST_NONE) {
                return g;
            }
        }
    }
    return CST_NONE;
}

/* "Eight drones, of which seven were shot down": what is counted stands before
 * the relative word. */
uint32_t cl_counted_of(const cl_model *m, uint32_t gi)
{
    const cl_group *g = &m->groups.at[gi];
    const cl_sentence *s = &m->sentences.at[g->sentence];
    const cst_unit *u = g->top > 1 ? cl_unit_at(s, g->top - 1) : NULL;
    if (!g->pronoun || !g->count.present ||
        !cl_unit_class(m, u, m->names->c.rel_de)) {
        return gi;
    }
    for (uint32_t i = gi; i > s->group_begin; i--) {
        const cl_group *p = &m->groups.at[i - 1];
        bool number = p->pronoun && p->count.present && !p->head &&
                      i - 1 > s->group_begin;
        if (p->top < g->top && !p->lifted && !number) {
            return i - 1;
        }
    }
    return gi;
}

static bool need_met(const cl_model *m, const cl_need *need, uint32_t gi)
{
    const cl_group *g = &m->groups.at[cl_counted_of(m, gi)];
    if (need->class_ == m->names->c.object && g->of != CST_NONE &&
        cl_head_in(m, g, m->names->c.fraction)) {
        g = &m->groups.at[g->of]; /* "a part of the roof" */
    }
    if (need->class_ == m->names->c.person && g->pronoun && g->partitive &&
        g->count.present) {
        return true; /* "two of them" */
    }
    return need->status
               ? cl_head_feat(m, g, m->names->status) == need->status ||
                     cl_head_feat(m, g, m->names->object) == need->status
           : need->class_ >= 0
               ? cl_head_in(m, g, need->class_)
               : g->head && need->lemma && g->head->lemma == need->lemma;
}

static bool need_holds(const cl_model *m, const cl_frames *f,
                       const cl_need *need, uint32_t clause)
{
    if (!need->slot) {
        return true;
    }
    bool ok = false;
    uint32_t slot = cl_slot(m, f, clause, need->slot);
    uint32_t gi = slot;
    /* One member of a list that is what is needed will do. */
    for (int i = 0; gi != CST_NONE && !ok && i < (need->not_ ? 1 : 8); i++) {
        ok = need_met(m, need, gi);
        gi = m->groups.at[gi].coord;
    }
    const cl_clause *of = &m->clauses.at[clause];
    /* "made ten dead and damage": any member of the list that is the object */
    for (uint32_t i = slot == CST_NONE || need->slot != f->object ? CST_NONE
                                                                  : slot + 1;
         i != CST_NONE && !ok && !need->not_ &&
         i < m->sentences.at[of->sentence].group_end; i++) {
        const cl_group *g = &m->groups.at[i];
        ok = g->top < of->end && !g->prep && g->coord != CST_NONE &&
             g->coord >= slot && need_met(m, need, i);
    }
    /* "blew up on the road to X, on a mine": not only the first of its kind */
    const cl_clause *c = &m->clauses.at[clause];
    const cl_sentence *s = &m->sentences.at[c->sentence];
    for (uint32_t i = s->group_begin;
         slot != CST_NONE && m->groups.at[slot].prep && !ok &&
         i < s->group_end; i++) {
        const cl_group *g = &m->groups.at[i];
        ok = g->prep == need->slot && g->top > c->verb && g->top < c->end &&
             need_met(m, need, i);
    }
    return ok != need->not_;
}

bool cl_frame_fits(const cl_model *m, const cl_frames *f, const cl_frame *frame,
                   uint32_t clause)
{
    const cl_clause *c = &m->clauses.at[clause];
    if (!c->head || !frame->lemma || c->head->lemma != frame->lemma) {
        return false;
    }
    bool voiced = false;
    for (size_t i = 0; i < f->templates.n && !voiced; i++) {
        const cl_template *t = &f->templates.at[i];
        voiced = t->name == frame->template_ &&
                 (!t->voice || t->voice == c->voice);
    }
    return voiced && need_holds(m, f, &frame->need[0], clause) &&
           need_holds(m, f, &frame->need[1], clause);
}

/* What the lexicon alone says of a verb. */
static bool lexical_frame(const cl_model *m, const cl_clause *c,
                          cl_record record, cl_frame *out)
{
    const cl_names *n = m->names;
    const cst_reading *v = c->head;
    memset(out, 0, sizeof *out);
    out->need[0].class_ = out->need[1].class_ = -1;
    out->lemma = v->lemma;
    out->record = record;
    if (record == CL_HARM && cst_reading_has(m->pack, v, n->c.harm_verb)) {
        cst_sym t = cst_reading_feat(m->pack, v, n->frame);
        out->kind = cst_reading_feat(m->pack, v, n->kind);
        out->template_ = t ? template_of(cst_pack_str(m->pack, t)) : 0;
        out->type = cst_reading_feat(m->pack, v, n->type);
        out->strict = cst_reading_feat(m->pack, v, n->amb) != 0;
    } else if (record == CL_EVENT &&
               cst_reading_has(m->pack, v, n->c.event_verb)) {
        out->kind = cst_reading_feat(m->pack, v, n->type);
        out->template_ = template_of(CST_S("strike"));
    } else if (record == CL_DAMAGE &&
               cst_reading_has(m->pack, v, n->c.damage_verb)) {
        out->kind = cst_reading_feat(m->pack, v, n->degree);
        out->template_ = template_of(CST_S("damaging"));
    }
    return out->kind && out->template_;
}

bool cl_next_frame(const cl_model *m, const cl_frames *f, uint32_t clause,
                   cl_record record, size_t *at, cl_frame *out)
{
    const cl_clause *c = &m->clauses.at[clause];
    if (!c->head || *at > f->frames.n) {
        return false;
    }
    for (uint32_t i = *first_slot(f, c->head->lemma); i != CST_NONE;
         i = f->frames.at[i].next) {
        const cl_frame *fr = &f->frames.at[i];
        if (i >= *at && fr->record == record &&
            cl_frame_fits(m, f, fr, clause)) {
            *out = *fr;
            *at = i + 1;
            return true;
        }
    }
    *at = f->frames.n + 1;
    return lexical_frame(m, c, record, out) &&
           cl_frame_fits(m, f, out, clause);
}

void cl_frames_tried(const cl_model *m, const cl_frames *f, uint32_t clause,
                     void (*fn)(void *user, const cl_frame *frame,
                                const char *missing),
                     void *user)
{
    const cl_clause *c = &m->clauses.at[clause];
    if (!c->head) {
        return;
    }
    for (uint32_t i = *first_slot(f, c->head->lemma); i != CST_NONE;
         i = f->frames.at[i].next) {
        const cl_frame *fr = &f->frames.at[i];
        fn(user, fr,
           !need_holds(m, f, &fr->need[0], clause)   ? "its first need"
           : !need_holds(m, f, &fr->need[1], clause) ? "its second need"
           : !cl_frame_fits(m, f, fr, clause)        ? "its voice"
                                                     : NULL);
    }
}

const char *cl_frame_rule(cst_arena *arena, const cl_frame *frame)
{
    char digits[12];
    size_t n = 0;
    if (!frame->line) {
        return "lexicon.verb";
    }
    for (uint32_t v = frame->line; v && n < sizeof digits; v /= 10) {
        digits[n++] = (char)('0' + v % 10);
    }
    char *name = cst_arena_copy(arena, "frames.000000000000", 19);
    for (size_t i = 0; name && i < n; i++) {
        name[7 + i] = digits[n - 1 - i];
    }
    if (name) {
        name[7 + n] = 0;
    }
    return name ? name : "frames";
}
