/* present/marks: which bytes of a text are shown to belong to which records.
 *
 * Takes all records of a document, gives one mark for each stretch of text and
 * role, with the records that point at it, in text order. Also brings the harms
 * of each event into the order in which they are listed. Writes nothing.
 */
#include "present/page.h"

#include <stdlib.h>

/* One record's use of some bytes. */
typedef struct use {
    cst_tspan at;
    cst_span raw;
    cst_mark_kind kind;
    cst_ref ref;
} use;

typedef struct gatherer {
    cst_page *p;
    CST_VEC(use) uses;
    cst_ref ref; /* record being gathered */
} gatherer;

static void add(gatherer *g, cst_span raw, cst_mark_kind kind)
{
    use *u;
    cst_tspan at;

    if (raw.begin >= raw.end) {
        return;
    }
    at = cst_document_text_span(g->p->doc, raw);
    if (at.begin >= at.end) {
        return;
    }
    u = CST_PUSH(g->p->arena, &g->uses);
    if (u) {
        *u = (use){at, raw, kind, g->ref};
    }
}

static void add_all(gatherer *g, const cst_span *spans, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        add(g, spans[i], CST_MARK_EVIDENCE);
    }
}

static void add_mentions(gatherer *g, const cst_mention *m, size_t n,
                         cst_mark_kind kind)
{
    for (size_t i = 0; i < n; i++) {
        add(g, m[i].span, kind);
    }
}

static void gather_event(gatherer *g, const cst_event *e)
{
    add_all(g, e->evidence, e->n_evidence);
    add(g, e->date.mention.span, CST_MARK_DATE);
    add(g, e->place.mention.span, CST_MARK_PLACE);
    for (size_t i = 0; i < e->n_perpetrators; i++) {
        add(g, e->perpetrators[i].mention.span, CST_MARK_ACTOR);
        add(g, e->perpetrators[i].according_to.mention.span,
            CST_MARK_CLAIMANT);
    }
    for (size_t i = 0; i < e->n_targets; i++) {
        add(g, e->targets[i].mention.span, CST_MARK_TARGET);
    }
    add_mentions(g, e->weapons, e->n_weapons, CST_MARK_WEAPON);
    add_mentions(g, e->claimed_by, e->n_claimed_by, CST_MARK_ACTOR);
    add(g, e->claimant.mention.span, CST_MARK_CLAIMANT);
}

static void gather_harm(gatherer *g, const cst_harm *h)
{
    add_all(g, h->evidence, h->n_evidence);
    add(g, h->count.span, CST_MARK_COUNT);
    add(g, h->victims.span, CST_MARK_VICTIMS);
    add(g, h->period.mention.span, CST_MARK_DATE);
    add(g, h->area.mention.span, CST_MARK_PLACE);
    add(g, h->claimant.mention.span, CST_MARK_CLAIMANT);
}

static void gather_damage(gatherer *g, const cst_damage *d)
{
    add_all(g, d->evidence, d->n_evidence);
    add(g, d->object.span, CST_MARK_OBJECT);
    add(g, d->claimant.mention.span, CST_MARK_CLAIMANT);
}

static void gather(gatherer *g)
{
    cst_page *p = g->p;

    for (uint32_t i = 0; i < p->n_events; i++) {
        g->ref = (cst_ref){'e', i};
        gather_event(g, &p->events[i]);
    }
    for (uint32_t i = 0; i < p->n_harms; i++) {
        g->ref = (cst_ref){'h', i};
        gather_harm(g, &p->harms[i]);
    }
    for (uint32_t i = 0; i < p->n_damages; i++) {
        g->ref = (cst_ref){'d', i};
        gather_damage(g, &p->damages[i]);
    }
}

/* ---------------------------------------------------------------- order */

static int compare(uint64_t a, uint64_t b)
{
    return a < b ? -1 : a > b;
}

/* By begin; the longer first, so that what is inside comes later. */
static int by_place(cst_tspan a, cst_mark_kind ka, cst_tspan b,
                    cst_mark_kind kb)
{
    int c = compare(a.begin, b.begin);

    c = c ? c : compare(b.end, a.end);
    return c ? c : compare((uint64_t)ka, (uint64_t)kb);
}

/* Harms before events before damages: what counts people comes first. */
static uint64_t rank(cst_ref r)
{
    uint64_t order = r.letter == 'h' ? 0 : r.letter == 'e' ? 1 : 2;

    return order << 32 | r.index;
}

static int by_use(const void *a, const void *b)
{
    const use *x = a, *y = b;
    int c = by_place(x->at, x->kind, y->at, y->kind);

    return c ? c : compare(rank(x->ref), rank(y->ref));
}

static bool in_zone(const cst_page *p, cst_tspan at)
{
    size_t low = 0, high = p->info->n_zones;

    while (low < high) {
        size_t mid = low + (high - low) / 2;
        cst_tspan z = cst_document_text_span(p->doc, p->info->zones[mid].span);

        if (at.begin < z.begin) {
            high = mid;
        } else if (at.begin >= z.end) {
            low = mid + 1;
        } else {
            return true;
        }
    }
    return false;
}

/* Uses of the same bytes in the same role become one mark. */
static cst_status make_marks(gatherer *g)
{
    cst_page *p = g->p;
    cst_mark *marks = CST_NEW(p->arena, cst_mark, g->uses.n);
    cst_ref *refs = CST_NEW(p->arena, cst_ref, g->uses.n);
    size_t n = 0, n_refs = 0;

    if (!marks || !refs || cst_arena_failed(p->arena)) {
        return CST_NOMEM;
    }
    if (g->uses.n) {
        qsort(g->uses.at, g->uses.n, sizeof(*g->uses.at), by_use);
    }
    for (size_t i = 0; i < g->uses.n; i++) {
        const use *u = &g->uses.at[i];
        cst_mark *m = n ? &marks[n - 1] : NULL;

        if (!m || by_place(m->at, m->kind, u->at, u->kind) != 0) {
            m = &marks[n++];
            *m = (cst_mark){u->at, u->raw, u->kind, in_zone(p, u->at),
                            &refs[n_refs], 0};
        } else if (rank(refs[n_refs - 1]) == rank(u->ref)) {
            continue;
        }
        refs[n_refs++] = u->ref;
        m->n_refs++;
    }
    p->marks = marks;
    p->n_marks = n;
    return CST_OK;
}

uint32_t cst_page_mark(const cst_page *p, cst_span raw, cst_mark_kind kind)
{
    size_t low = 0, high = p->n_marks;
    cst_tspan at;

    if (raw.begin >= raw.end) {
        return CST_NONE;
    }
    at = cst_document_text_span(p->doc, raw);
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        int c = by_place(at, kind, p->marks[mid].at, p->marks[mid].kind);

        if (c == 0) {
            return p->marks[mid].shown ? (uint32_t)mid : CST_NONE;
        }
        if (c < 0) {
            high = mid;
        } else {
            low = mid + 1;
        }
    }
    return CST_NONE;
}

/* --------------------------------------------------- harms of an event */

typedef struct tree {
    uint32_t *child, *next; /* first part, next part; CST_NONE */
    bool *done;
    uint32_t *stack;
} tree;

static uint32_t event_of(const cst_page *p, uint32_t harm)
{
    uint32_t e = p->harms[harm].event;

    return e < p->n_events ? e : (uint32_t)p->n_events;
}

/* The harm that a part hangs below, if it belongs to the same event. */
static uint32_t parent_of(const cst_page *p, uint32_t harm)
{
    uint32_t whole = p->harms[harm].part_of;

    if (whole >= p->n_harms || whole == harm ||
        event_of(p, whole) != event_of(p, harm)) {
        return CST_NONE;
    }
    return whole;
}

static cst_status grow_tree(const cst_page *p, tree *t)
{
    size_t n = p->n_harms;

    t->child = CST_NEW(p->arena, uint32_t, n);
    t->next = CST_NEW(p->arena, uint32_t, n);
    t->done = CST_NEW(p->arena, bool, n);
    t->stack = CST_NEW(p->arena, uint32_t, n + 1);
    if (!t->child || !t->next || !t->done || !t->stack) {
        return CST_NOMEM;
    }
    for (size_t i = 0; i < n; i++) {
        t->child[i] = t->next[i] = CST_NONE;
    }
    for (uint32_t i = (uint32_t)n; i-- > 0;) {
        uint32_t whole = parent_of(p, i);

        if (whole != CST_NONE) {
            t->next[i] = t->child[whole];
            t->child[whole] = i;
        }
    }
    return CST_OK;
}

/* One harm and all its parts, depth first. */
static uint32_t list_harm(tree *t, uint32_t root, uint32_t *order, uint32_t n)
{
    uint32_t depth = 0;

    t->stack[depth++] = root;
    while (depth) {
        uint32_t h = t->stack[--depth];

        if (t->done[h]) {
            continue;
        }
        t->done[h] = true;
        order[n++] = h;
        if (h != root && t->next[h] != CST_NONE) {
            t->stack[depth++] = t->next[h];
        }
        if (t->child[h] != CST_NONE) {
            t->stack[depth++] = t->child[h];
        }
    }
    return n;
}

/* Next harm of the same event, in the order of the text. */
static cst_status list_events(const cst_page *p, uint32_t **first,
                              uint32_t **next)
{
    *first = CST_NEW(p->arena, uint32_t, p->n_events + 2);
    *next = CST_NEW(p->arena, uint32_t, p->n_harms);
    if (!*first || !*next) {
        return CST_NOMEM;
    }
    for (size_t e = 0; e < p->n_events + 2; e++) {
        (*first)[e] = CST_NONE;
    }
    for (uint32_t i = (uint32_t)p->n_harms; i-- > 0;) {
        (*next)[i] = (*first)[event_of(p, i)];
        (*first)[event_of(p, i)] = i;
    }
    return CST_OK;
}

static cst_status order_damages(cst_page *p)
{
    uint32_t *first = CST_NEW(p->arena, uint32_t, p->n_events + 1);
    uint32_t *next = CST_NEW(p->arena, uint32_t, p->n_damages);

    if (!first || !next) {
        return CST_NOMEM;
    }
    for (size_t e = 0; e <= p->n_events; e++) {
        first[e] = CST_NONE;
    }
    for (uint32_t i = (uint32_t)p->n_damages; i-- > 0;) {
        size_t e = p->damages[i].event;

        e = e < p->n_events ? e : p->n_events;
        next[i] = first[e];
        first[e] = i;
    }
    p->damage_first = first;
    p->damage_next = next;
    return CST_OK;
}

static cst_status order_harms(cst_page *p)
{
    uint32_t *order = CST_NEW(p->arena, uint32_t, p->n_harms);
    uint32_t *first, *next, n = 0;
    tree t;

    if (!order) {
        return CST_NOMEM;
    }
    CST_TRY(grow_tree(p, &t));
    CST_TRY(list_events(p, &first, &next));
    for (size_t e = 0; e <= p->n_events; e++) {
        uint32_t head = first[e];

        first[e] = n;
        for (uint32_t h = head; h != CST_NONE; h = next[h]) {
            if (parent_of(p, h) == CST_NONE) {
                n = list_harm(&t, h, order, n);
            }
        }
        /* Those that are parts of each other have no root. */
        for (uint32_t h = head; h != CST_NONE; h = next[h]) {
            n = list_harm(&t, h, order, n);
        }
    }
    first[p->n_events + 1] = n;
    p->harm_order = order;
    p->harm_first = first;
    return CST_OK;
}

cst_status cst_page_open(cst_page *p, const cst_document *doc, cst_arena *arena,
                         const cst_ui *ui, cst_buf *out)
{
    gatherer g = {.p = p};

    memset(p, 0, sizeof(*p));
    p->out = out;
    p->arena = arena;
    p->ui = ui;
    p->base = "";
    p->doc = doc;
    p->info = cst_document_get_info(doc);
    p->redacted = cst_document_redacted(doc) != 0;
    p->events = cst_document_events(doc, &p->n_events);
    p->harms = cst_document_harms(doc, &p->n_harms);
    p->damages = cst_document_damages(doc, &p->n_damages);
    gather(&g);
    CST_TRY(make_marks(&g));
    CST_TRY(order_damages(p));
    return order_harms(p);
}
