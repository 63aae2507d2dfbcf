/* claim/annotations: what lies below the records, as a flat list in text
 * order: numbers, times, places, actors, weapons, speech and hedge cues. */
#include "annotate/mentions.h"
#include "claim/reader.h"

typedef struct lister {
    cl_reader *r;
    CST_VEC(cst_annotation) out;
} lister;

static cst_annotation *add(lister *l, const cl_sentence *s, uint32_t a,
                           uint32_t b, const char *layer)
{
    cst_annotation *x = CST_PUSH(l->r->arena, &l->out);
    if (x) {
        x->layer = cst_str_of(layer);
        x->span = cst_textmap_raw(&l->r->payload->map, cl_tokens_span(s, a, b));
    }
    return x;
}

/* A word inside a multiword means nothing of its own. */
static bool in_multiword(const cl_names *n, const cl_sentence *s, uint32_t tok)
{
    /* Multiwords are made right after the tokens, before any layer. */
    for (uint32_t i = s->units.n_tokens; i < s->units.units.n; i++) {
        const cst_unit *u = &s->units.units.at[i];
        if (u->label != n->mwe) {
            break;
        }
        if (u->tok_begin <= tok && tok < u->tok_end) {
            return true;
        }
    }
    return false;
}

/* Cue words by class; a token may be in several. */
static cst_status list_cues(lister *l, const cl_sentence *s)
{
    const cl_names *n = l->r->n;
    const struct {
        int class_;
        const char *layer;
        cst_sym key;
    } cues[] = {{n->c.actor, "actor", n->ctype},
                {n->c.actor_noun, "actor", n->ctype},
                {n->c.weapon, "weapon", n->type},
                {n->c.speech_verb, "speech", 0},
                {n->c.deny_verb, "speech", 0},
                {n->c.prep_attr, "speech", 0},
                {n->c.hedge, "hedge", 0},
                {n->c.hedge_verb, "hedge", 0}};
    for (uint32_t i = 0; i < s->units.units.n; i++) {
        const cst_unit *u = &s->units.units.at[i];
        if ((u->label != n->tok && u->label != n->mwe) ||
            (u->label == n->tok && in_multiword(n, s, i))) {
            continue;
        }
        for (size_t k = 0; k < CST_COUNT(cues); k++) {
            if (!cl_unit_class(&l->r->m, u, cues[k].class_)) {
                continue;
            }
            cst_annotation *x =
                add(l, s, u->tok_begin, u->tok_end, cues[k].layer);
            if (!x) {
                return CST_NOMEM;
            }
            cst_sym t = cues[k].key
                            ? cst_unit_sym(l->r->pack, u, cues[k].key) : 0;
            x->type = t ? cst_pack_str(l->r->pack, t) : CST_S("cue");
            cst_sym id = cues[k].key == n->ctype
                             ? cst_unit_sym(l->r->pack, u, n->actor) : 0;
            x->id = id ? cst_pack_str(l->r->pack, id) : x->id;
            break;
        }
    }
    return CST_OK;
}

static cst_status list_places(lister *l)
{
    for (uint32_t i = 0; i < l->r->places.n; i++) {
        const cl_place *p = &l->r->places.at[i];
        const cl_sentence *s = cl_sentence_at(l->r, p->sentence);
        cst_annotation *x = add(l, s, p->tok_begin, p->tok_end, "place");
        if (!x) {
            return CST_NOMEM;
        }
        x->type = CST_S("place");
        x->value = p->name;
        if (p->gaz != CST_NONE) {
            const cst_gazetteer *g = l->r->gazetteer;
            x->id = cst_gazetteer_text(g, cst_gazetteer_at(g, p->gaz)->id);
        }
    }
    return CST_OK;
}

static cst_status list_quantities(lister *l, const cl_sentence *s)
{
    cst_quantities q;
    memset(&q, 0, sizeof q);
    cst_time_context ctx;
    memset(&ctx, 0, sizeof ctx);
    ctx.published = l->r->m.published;
    CST_TRY(cst_list_quantities(l->r->time_names, l->r->pack, l->r->arena,
                                &s->units, &ctx, &q));
    for (size_t i = 0; i < q.v.n; i++) {
        const cst_quantity *x = &q.v.at[i];
        cst_annotation *a = add(l, s, x->tok_begin, x->tok_end,
                                x->time ? "time" : "number");
        if (!a) {
            return CST_NOMEM;
        }
        a->type = cst_str_of(x->type);
        a->value = x->value;
        a->qual = x->qual;
        a->from = x->from;
        a->to = x->to;
    }
    return CST_OK;
}

static bool before(const cst_annotation *a, const cst_annotation *b)
{
    if (a->span.begin != b->span.begin) {
        return a->span.begin < b->span.begin;
    }
    if (a->span.end != b->span.end) {
        return a->span.end > b->span.end;
    }
    return cst_str_cmp(a->layer, b->layer) < 0;
}

/* Merge sort: stable and linear enough for any input. */
static cst_status sort(lister *l)
{
    size_t n = l->out.n;
    cst_annotation *a = l->out.at;
    cst_annotation *b = CST_NEW(l->r->arena, cst_annotation, n);
    if (!b) {
        return CST_NOMEM;
    }
    for (size_t w = 1; w < n; w *= 2) {
        for (size_t lo = 0; lo < n; lo += 2 * w) {
            size_t mid = lo + w < n ? lo + w : n;
            size_t hi = lo + 2 * w < n ? lo + 2 * w : n;
            size_t i = lo, j = mid;
            for (size_t k = lo; k < hi; k++) {
                bool left = i < mid && (j >= hi || !before(&a[j], &a[i]));
                b[k] = left ? a[i++] : a[j++];
            }
        }
        memcpy(a, b, n * sizeof *a);
    }
    return CST_OK;
}

cst_status cl_list_annotations(cl_reader *r, cst_records *out)
{
    lister l = {.r = r};
    for (uint32_t i = 0; i < r->m.sentences.n; i++) {
        const cl_sentence *s = cl_sentence_at(r, i);
        if (s->deep) {
            CST_TRY(list_cues(&l, s));
            CST_TRY(list_quantities(&l, s));
        }
    }
    CST_TRY(list_places(&l));
    CST_TRY(sort(&l));
    out->annotations = l.out.at;
    out->n_annotations = l.out.n;
    return CST_OK;
}
