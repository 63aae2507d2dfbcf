/* present/export_facts: the row of an incident. The header says more. */
#include "present/export_facts.h"

#include "base/utf8.h"

#include <math.h>
#include <stdlib.h>

/* ---------------------------------------------------------------- names */

static const struct {
    const char *name;
    cst_fact_type type;
} own[CST_FACTS_OWN] = {
    {"id", CST_FACT_TEXT},
    {"type", CST_FACT_TEXT},
    {"date_from", CST_FACT_DAY},
    {"date_to", CST_FACT_DAY},
    {"date_basis", CST_FACT_TEXT},
    {"date_precision", CST_FACT_TEXT},
    {"place", CST_FACT_TEXT},
    {"place_in", CST_FACT_LIST},
    {"place_id", CST_FACT_TEXT},
    {"precision", CST_FACT_TEXT},
    {"radius_km", CST_FACT_REAL},
    {"lasting", CST_FACT_BOOL},
    {"apart", CST_FACT_BOOL},
    {"parent", CST_FACT_TEXT},
    {"covers", CST_FACT_LIST},
    {"unconfirmed", CST_FACT_BOOL},
    {"status", CST_FACT_TEXT},
    {"grade", CST_FACT_TEXT},
    {"contested", CST_FACT_LIST},
    {"independent_sources", CST_FACT_INT},
    {"documents", CST_FACT_INT},
    {"document_ids", CST_FACT_LIST},
    {"outlets", CST_FACT_LIST},
    {"perpetrators", CST_FACT_LIST},
    {"perpetrator_actors", CST_FACT_LIST},
    {"perpetrator_certainty", CST_FACT_LIST},
    {"perpetrator_denied", CST_FACT_LIST}};

static const char *const kinds[CST_FACT_KINDS] = {
    "killed", "injured", "missing", "abducted",
    "detained", "displaced", "trapped", "harmed"};

static const char *const of_kind[CST_FACTS_A_KIND] = {
    "stated_min", "stated_max", "low", "high",
    "best", "latest", "open", "contested"};

static const char *const of_status[CST_FACTS_A_STATUS] = {"low", "high"};

static const char *join(cst_arena *a, const char *const *words, size_t n)
{
    size_t length = 0, at = 0;
    char *name;

    for (size_t i = 0; i < n; i++) {
        length += strlen(words[i]) + 1;
    }
    name = cst_arena_alloc(a, length + 1, 1);
    for (size_t i = 0; name && i < n; i++) {
        size_t k = strlen(words[i]);

        if (i > 0) {
            name[at++] = '_';
        }
        memcpy(name + at, words[i], k);
        at += k;
    }
    return name;
}

static cst_fact *add(cst_facts *f, const char *name, cst_fact_type type,
                     bool always)
{
    cst_fact *fact = &f->at[f->n++];

    fact->name = name;
    fact->type = type;
    fact->always = always;
    return fact;
}

static void add_kind(cst_facts *f, const char *kind, bool always)
{
    for (size_t i = 0; i < CST_FACTS_A_KIND; i++) {
        const char *words[] = {kind, of_kind[i]};

        add(f, join(f->x->arena, words, 2), i < 6 ? CST_FACT_INT : CST_FACT_BOOL,
            always);
    }
}

static void add_statuses(cst_facts *f, const char *kind)
{
    for (int s = 0; s < CST_APART_COUNT; s++) {
        for (size_t i = 0; i < CST_FACTS_A_STATUS; i++) {
            const char *words[] = {kind, cst_apart_name((cst_apart)s),
                                   of_status[i]};

            add(f, join(f->x->arena, words, 3), CST_FACT_INT, false);
        }
    }
}

cst_status cst_facts_init(cst_facts *f, cst_export *x)
{
    memset(f, 0, sizeof(*f));
    f->x = x;
    cst_arena_init(&f->arena, NULL, 0);
    for (size_t i = 0; i < CST_FACTS_OWN; i++) {
        add(f, own[i].name, own[i].type, true);
    }
    for (size_t i = 0; i < CST_FACT_KINDS; i++) {
        add_kind(f, kinds[i], i < CST_FACT_APARTS);
    }
    for (size_t i = 0; i < CST_FACT_APARTS; i++) {
        add_statuses(f, kinds[i]);
    }
    f->inclusion = cst_incidents_inclusion(x->arena, x->c);
    return cst_arena_failed(x->arena) ? CST_NOMEM : CST_OK;
}

void cst_facts_free(cst_facts *f)
{
    cst_arena_free(&f->arena);
}

const cst_fact *cst_facts_find(const cst_facts *f, const char *name)
{
    for (size_t i = 0; i < f->n; i++) {
        if (strcmp(f->at[i].name, name) == 0) {
            return f->at[i].told ? &f->at[i] : NULL;
        }
    }
    return NULL;
}

/* --------------------------------------------------------------- values */

static bool is_sound(cst_str s)
{
    for (size_t at = 0; at < s.n;) {
        unsigned char c = (unsigned char)s.p[at];
        size_t len = 1;
        bool ok = c != 0;

        if (c >= 0x80) {
            (void)cst_utf8_decode(s, at, &len, &ok);
        }
        if (!ok) {
            return false;
        }
        at += len;
    }
    return true;
}

cst_str cst_facts_text(const cst_export *x, cst_arena *arena, cst_str s)
{
    char *p;
    size_t n = 0;

    (void)x;
    if (!s.p || is_sound(s)) {
        return s;
    }
    p = cst_arena_alloc(arena, s.n + 1, 3);
    for (size_t at = 0; p && at < s.n;) {
        size_t len;
        uint32_t cp = cst_utf8_decode(s, at, &len, NULL);

        n += cst_utf8_encode(cp ? cp : CST_BAD_CODEPOINT, p + n);
        at += len;
    }
    return (cst_str){p, n};
}

/* Facts are filled in the order of their names. */
static cst_fact *next(cst_facts *f)
{
    cst_fact *fact = &f->at[f->n++];

    fact->told = false;
    return fact;
}

static void put_text(cst_facts *f, cst_str s)
{
    cst_fact *fact = next(f);

    fact->told = s.p != NULL;
    fact->text = cst_facts_text(f->x, &f->arena, s);
}

static void put_z(cst_facts *f, const char *z)
{
    put_text(f, cst_str_of(z));
}

static void put_sym(cst_facts *f, cst_sym s)
{
    put_text(f, s ? cst_coll_str(f->x->c, s) : (cst_str){NULL, 0});
}

static void put_number(cst_facts *f, int64_t v, bool told)
{
    cst_fact *fact = next(f);

    fact->told = told;
    fact->number = v;
}

static void put_count(cst_facts *f, int64_t v)
{
    put_number(f, v, v >= 0);
}

static void put_real(cst_facts *f, double v, bool told)
{
    cst_fact *fact = next(f);

    fact->told = told;
    fact->real = v;
}

static void put_list(cst_facts *f, cst_str *list, size_t n)
{
    cst_fact *fact = next(f);

    fact->told = list != NULL;
    fact->list = list;
    fact->n = list ? n : 0;
}

static cst_str *new_list(cst_facts *f, size_t n)
{
    return CST_NEW(&f->arena, cst_str, n + 1);
}

/* -------------------------------------------------------------- incident */

static void put_date(cst_facts *f, const cst_when *d)
{
    put_number(f, d->from, d->present && d->from);
    put_number(f, d->to, d->present && d->to);
    put_z(f, d->present && d->basis ? cst_basis_name((cst_basis)d->basis)
                                    : NULL);
    put_z(f, cst_export_width(d));
}

static double rounded(double v)
{
    return (double)llround(v * 100000) / 100000;
}

static void put_place(cst_facts *f, const cst_spot *p)
{
    const cst_collection *c = f->x->c;
    size_t n = p->present ? p->in.n : 0;
    cst_str *in = new_list(f, n);

    for (size_t i = 0; in && i < n; i++) {
        in[i] = cst_facts_text(f->x, &f->arena,
                               cst_coll_str(c, c->names.at[p->in.first + i]));
    }
    put_sym(f, p->present ? p->name : 0);
    put_list(f, in, n);
    put_sym(f, p->present ? p->id : 0);
    if (p->present && p->precision) {
        put_sym(f, p->precision);
    } else {
        put_z(f, "unknown");
    }
    /* NaN and infinity are no radius either. */
    put_real(f, (double)p->radius_km, p->present && p->radius_km >= 0 &&
                                          p->radius_km < 1e6F);
    f->has_point = p->present && p->has_point && p->lat >= -90 && p->lat <= 90 &&
                   p->lon >= -180 && p->lon <= 180;
    f->lat = f->has_point ? rounded((double)p->lat) : 0;
    f->lon = f->has_point ? rounded((double)p->lon) : 0;
}

/* Of its relatives those that are exported. */
static void put_family(cst_facts *f, uint32_t incident)
{
    const cst_export *x = f->x;
    const cst_incidents *all = &x->c->incidents;
    const cst_incident *in = &all->at.at[incident];
    cst_str *covers = new_list(f, in->covers.n);
    bool parent = in->parent != CST_NONE && x->has_incident[in->parent];
    size_t n = 0;

    for (uint32_t i = 0; covers && i < in->covers.n; i++) {
        uint32_t at = all->members.at[in->covers.first + i];

        if (x->has_incident[at]) {
            covers[n++] = cst_str_of(all->at.at[at].id);
        }
    }
    put_number(f, in->lasting, true);
    put_number(f, f->inclusion[incident] != CST_ADDED, true);
    put_z(f, parent ? all->at.at[in->parent].id : NULL);
    put_list(f, covers, n);
}

static void put_standing(cst_facts *f, const cst_assessment *a)
{
    static const char *const names[] = {"perpetrator", "occurrence", "toll"};
    cst_str *contested = new_list(f, CST_COUNT(names));
    size_t n = 0;

    for (size_t i = 0; contested && i < CST_COUNT(names); i++) {
        if (a->contested >> i & 1) {
            contested[n++] = cst_str_of(names[i]);
        }
    }
    put_number(f, cst_unconfirmed(a->standing), true);
    put_z(f, cst_standing_name(a->standing));
    put_z(f, cst_grade_name(a->grade));
    put_list(f, contested, n);
    put_number(f, a->sources, true);
}

static int by_bytes(const void *a, const void *b)
{
    return cst_str_cmp(*(const cst_str *)a, *(const cst_str *)b);
}

/* Outlets once each, in byte order; documents in order of id. */
static void put_documents(cst_facts *f, const cst_incident *in)
{
    const cst_collection *c = f->x->c;
    cst_str *ids = new_list(f, in->events.n);
    cst_str *outlets = new_list(f, in->events.n);
    size_t n = 0, n_outlets = 0, kept = 0;
    uint32_t last = CST_NONE;

    for (uint32_t i = 0; ids && outlets && i < in->events.n; i++) {
        uint32_t at = c->incidents.members.at[in->events.first + i];
        const cst_coll_document *d;

        if (c->events.at[at].document == last) {
            continue;
        }
        last = c->events.at[at].document;
        d = &c->documents.at[last];
        ids[n++] = cst_str_of(d->id);
        if (d->outlet) {
            outlets[n_outlets++] = cst_coll_str(c, d->outlet);
        }
    }
    if (outlets) {
        qsort(outlets, n_outlets, sizeof(*outlets), by_bytes);
    }
    for (size_t i = 0; outlets && i < n_outlets; i++) {
        if (i == 0 || !cst_str_eq(outlets[i], outlets[i - 1])) {
            outlets[kept++] = outlets[i];
        }
    }
    for (size_t i = 0; outlets && i < kept; i++) {
        outlets[i] = cst_facts_text(f->x, &f->arena, outlets[i]);
    }
    put_number(f, (int64_t)n, true);
    put_list(f, ids, n);
    put_list(f, outlets, kept);
}

static cst_str certainty(const cst_collection *c, const cst_blamed *b)
{
    return b->said_by.n == 0 ? CST_S("denied")
           : b->certainty    ? cst_coll_str(c, b->certainty)
                             : CST_S("stated");
}

/* Four lists side by side. */
static void put_blamed(cst_facts *f, const cst_assessment *a)
{
    const cst_collection *c = f->x->c;
    cst_str *lists[4];

    for (size_t i = 0; i < 4; i++) {
        lists[i] = new_list(f, a->blamed.n);
    }
    for (uint32_t i = 0; !cst_arena_failed(&f->arena) && i < a->blamed.n; i++) {
        const cst_blamed *b = &f->x->tolls->blamed.at[a->blamed.first + i];

        lists[0][i] = cst_facts_text(f->x, &f->arena,
                                     b->name ? cst_coll_str(c, b->name)
                                             : (cst_str){NULL, 0});
        lists[1][i] = b->actor ? cst_coll_str(c, b->actor)
                               : (cst_str){NULL, 0};
        lists[2][i] = certainty(c, b);
        lists[3][i] = b->denied ? CST_S("yes") : CST_S("no");
    }
    for (size_t i = 0; i < 4; i++) {
        put_list(f, lists[i], a->blamed.n);
    }
}

/* ---------------------------------------------------------------- tolls */

static const cst_kind_toll *find_kind(const cst_facts *f,
                                      const cst_assessment *a, const char *kind)
{
    const cst_kind_toll *found = NULL;

    for (uint32_t i = 0; i < a->kinds.n; i++) {
        const cst_kind_toll *k = &f->x->tolls->kinds.at[a->kinds.first + i];

        found = cst_str_is(cst_coll_str(f->x->c, k->kind), kind) ? k : found;
    }
    return found && cst_export_kind(f->x, found->kind) ? found : NULL;
}

static void put_kind(cst_facts *f, const cst_kind_toll *k)
{
    put_count(f, k ? k->stated_min : -1);
    put_count(f, k ? k->stated_max : -1);
    put_count(f, k ? k->low : -1);
    put_count(f, k ? k->high : -1);
    put_count(f, k ? k->best : -1);
    put_count(f, k ? k->latest : -1);
    put_number(f, k ? k->open : 0, k != NULL);
    put_number(f, k ? k->contested : 0, k != NULL);
}

static void put_statuses(cst_facts *f, const cst_kind_toll *k)
{
    for (int s = 0; s < CST_APART_COUNT; s++) {
        bool told = k && k->by[s].told;

        put_count(f, told ? k->by[s].low : -1);
        put_count(f, told ? k->by[s].high : -1);
    }
}

cst_status cst_facts_fill(cst_facts *f, uint32_t incident)
{
    const cst_incident *in = &f->x->c->incidents.at.at[incident];
    const cst_assessment *a = &f->x->tolls->of[incident];
    const cst_kind_toll *apart[CST_FACT_APARTS];

    cst_arena_reset(&f->arena);
    f->n = 0;
    put_z(f, in->id);
    put_sym(f, in->type);
    put_date(f, &in->date);
    put_place(f, &in->place);
    put_family(f, incident);
    put_standing(f, a);
    put_documents(f, in);
    put_blamed(f, a);
    for (size_t i = 0; i < CST_FACT_KINDS; i++) {
        const cst_kind_toll *k = find_kind(f, a, kinds[i]);

        put_kind(f, k);
        if (i < CST_FACT_APARTS) {
            apart[i] = k;
        }
    }
    for (size_t i = 0; i < CST_FACT_APARTS; i++) {
        put_statuses(f, apart[i]);
    }
    return cst_arena_failed(&f->arena) ? CST_NOMEM : CST_OK;
}

/* ---------------------------------------------------------------- export */

static cst_str day_text(cst_arena *a, cst_day day)
{
    cst_out o;
    cst_str s = {NULL, 0}, text;

    if (day) {
        cst_out_init(&o, NULL, NULL, NULL);
        cst_out_day(&o, day);
        text = cst_buf_get(&o.buf);
        s.p = cst_arena_copy(a, text.p, text.n);
        s.n = s.p ? text.n : 0;
        a->failed = a->failed || o.buf.failed;
        cst_buf_free(&o.buf);
    }
    return s;
}

/* Claims of what is exported that hang on no incident: totals. */
static uint64_t count_loose(const cst_export *x)
{
    uint64_t n = 0;

    for (size_t i = 0; i < x->c->harms.n; i++) {
        n += x->has_harm[i] && x->harm_incident[i] == CST_NONE;
    }
    return n;
}

cst_status cst_facts_about(const cst_export *x, cst_arena *arena,
                           cst_fact about[CST_ABOUT])
{
    static const char *const redacted[] = {NULL, "victims", "witnesses",
                                           "victims,witnesses"};
    const cst_export_options *o = x->options;
    cst_buf loose;
    const struct {
        const char *name;
        cst_str value;
    } lines[CST_ABOUT] = {
        {"program", CST_S("constat")},
        {"version", cst_str_of(cst_version())},
        {"codebook", cst_str_of(x->book_name)},
        {"strategy", cst_str_of(x->strategy_name)},
        {"from", day_text(arena, o->from)},
        {"to", day_text(arena, o->to)},
        {"area", cst_facts_text(x, arena, cst_str_of(o->area))},
        {"kind", cst_facts_text(x, arena, cst_str_of(o->kind))},
        {"status", cst_facts_text(x, arena, cst_str_of(o->status))},
        {"redacted", cst_str_of(redacted[o->redact & 3])},
        {"claims_without_incident", {NULL, 0}}};

    memset(about, 0, CST_ABOUT * sizeof(*about));
    for (size_t i = 0; i < CST_ABOUT; i++) {
        about[i].name = lines[i].name;
        about[i].type = CST_FACT_TEXT;
        about[i].always = true;
        about[i].text = lines[i].value;
        about[i].told = lines[i].value.p != NULL;
    }
    cst_buf_init(&loose, NULL);
    cst_buf_int(&loose, (int64_t)count_loose(x));
    about[CST_ABOUT - 1].text.p = cst_arena_copy(arena, loose.p, loose.n);
    about[CST_ABOUT - 1].text.n = loose.n;
    about[CST_ABOUT - 1].told = true;
    cst_buf_free(&loose);
    return cst_arena_failed(arena) ? CST_NOMEM : CST_OK;
}

/* ----------------------------------------------------------------- JSON */

static void json_list(cst_out *o, const char *key, const cst_fact *fact)
{
    cst_json_open(o, key, '[');
    for (size_t i = 0; i < fact->n; i++) {
        cst_json_str(o, NULL, fact->list[i]);
    }
    cst_json_close(o, ']');
}

static void json_fact(cst_out *o, const cst_fact *fact)
{
    switch (fact->type) {
    case CST_FACT_TEXT:
        cst_json_str(o, fact->name, fact->text);
        break;
    case CST_FACT_INT:
        cst_json_int(o, fact->name, fact->number);
        break;
    case CST_FACT_REAL:
        cst_json_real(o, fact->name, fact->real);
        break;
    case CST_FACT_BOOL:
        cst_json_bool(o, fact->name, fact->number != 0);
        break;
    case CST_FACT_DAY:
        cst_json_day(o, fact->name, (cst_day)fact->number);
        break;
    case CST_FACT_LIST:
        json_list(o, fact->name, fact);
        break;
    }
}

void cst_facts_json(cst_out *o, const cst_fact *facts, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (facts[i].told) {
            json_fact(o, &facts[i]);
        } else if (facts[i].always) {
            cst_json_null(o, facts[i].name);
        }
    }
}

cst_str cst_facts_list(cst_arena *arena, const cst_fact *fact)
{
    cst_out o;
    cst_str text;

    cst_out_init(&o, NULL, NULL, NULL);
    json_list(&o, NULL, fact);
    arena->failed = arena->failed || o.buf.failed;
    text = cst_buf_get(&o.buf);
    text.p = arena->failed ? NULL : cst_arena_copy(arena, text.p, text.n);
    cst_buf_free(&o.buf);
    return text.p ? text : (cst_str){NULL, 0};
}
