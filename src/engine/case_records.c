/* engine/case_records: reads the text of a case as a report and compares the
 * records with the lines that name them.
 *
 * Through constat.h alone, as any caller would. The lines of one sort (harms,
 * events, damages) name all records of it; of a sort without a line nothing is
 * asked.
 */
#include "base/utf8.h"
#include "engine/case_line.h"
#include "engine/engine.h"

#include <stdio.h>

typedef struct case_check {
    cst_arena *arena;
    const cst_document *doc;
    const cst_event *events;
    const cst_harm *harms;
    const cst_damage *damages;
    size_t n[CST_WANT_SORTS];
    bool *taken[CST_WANT_SORTS];
    bool asked[CST_WANT_SORTS];
    bool others;
} case_check;

/* --------------------------------------------------------------- values */

/* The words stand in the name or in what the text says. */
static bool named(const case_check *c, cst_str want, cst_str name,
                  cst_span span)
{
    cst_str w = cst_utf8_norm(c->arena, want);
    cst_str words = cst_document_plain(c->doc, span);

    return cst_str_find(cst_utf8_norm(c->arena, name), w, 0) != SIZE_MAX ||
           cst_str_find(cst_utf8_norm(c->arena, words), w, 0) != SIZE_MAX;
}

/* want "none" asks that there is none, "any" asks nothing. */
static bool named_or_none(const case_check *c, cst_str want,
                          const cst_mention *m)
{
    if (!want.p || cst_str_is(want, "any")) {
        return true;
    }
    if (cst_str_is(want, "none") || !m || !m->name.p) {
        return cst_str_is(want, "none") == (!m || !m->name.p);
    }
    return named(c, want, m->name, m->span);
}

/* One of the words between |. */
static bool type_is(cst_str want, cst_str type)
{
    cst_str one;

    while (cst_str_cut(&want, '|', &one)) {
        if (cst_str_eq(one, type)) {
            return true;
        }
    }
    return false;
}

static void put_day(cst_day day, cst_buf *b)
{
    char text[32];
    int y, m, d;

    if (day != 0) {
        cst_day_to_ymd(day, &y, &m, &d);
        (void)snprintf(text, sizeof(text), "%04d-%02d-%02d", y, m, d);
        cst_buf_z(b, text);
    }
}

/* "2019-04-01", "2019-04-01..2019-04-03" (either end may be open), "--04-01",
 * "none". */
static void put_date(const cst_date *d, cst_buf *b)
{
    if (!d->present) {
        cst_buf_z(b, "none");
    } else if (d->partial[0]) {
        cst_buf_z(b, d->partial);
    } else {
        put_day(d->from, b);
        if (d->from != d->to) {
            cst_buf_z(b, "..");
            put_day(d->to, b);
        }
    }
}

static bool date_is(const case_check *c, cst_str want, const cst_date *d)
{
    static const cst_date absent = {0};
    bool same;
    cst_buf b;

    if (!want.p || cst_str_is(want, "any")) {
        return true;
    }
    cst_buf_init(&b, c->arena->allocator);
    put_date(d ? d : &absent, &b);
    same = cst_str_eq(cst_buf_get(&b), want);
    cst_buf_free(&b);
    return same;
}

/* "2019-04-01", "2019-04-01T14:35", "none". */
static bool as_of_is(const case_check *c, cst_str want, cst_interval at)
{
    cst_date day = {.present = at.from != 0, .from = at.from, .to = at.to};
    char clock[16] = "";
    cst_str said;

    if (want.p && at.from != 0 && at.minutes >= 0) {
        (void)snprintf(clock, sizeof(clock), "%02d:%02d", at.minutes / 60,
                       at.minutes % 60);
    }
    said = cst_str_of(clock);
    if (want.n > said.n && said.n > 0 && want.p[want.n - said.n - 1] == 'T' &&
        cst_str_eq(cst_str_sub(want, want.n - said.n, said.n), said)) {
        return date_is(c, cst_str_sub(want, 0, want.n - said.n - 1), &day);
    }
    return said.n == 0 ? date_is(c, want, &day) : !want.p;
}

static bool place_is(const case_check *c, cst_str want, const cst_place *p)
{
    cst_mention none = {{0, 0}, {NULL, 0}};

    if (!want.p) {
        return true;
    }
    return named_or_none(c, want, p && p->present ? &p->mention : &none);
}

static bool some_mention(const case_check *c, cst_str want,
                         const cst_mention *m, size_t n)
{
    bool hit = !want.p || cst_str_is(want, "any") ||
               (n == 0 && cst_str_is(want, "none"));

    for (size_t i = 0; i < n && !hit; i++) {
        hit = named_or_none(c, want, &m[i]);
    }
    return hit;
}

static bool some_party(const case_check *c, cst_str want, const cst_party *p,
                       size_t n)
{
    bool hit = !want.p || cst_str_is(want, "any") ||
               (n == 0 && cst_str_is(want, "none"));

    for (size_t i = 0; i < n && !hit; i++) {
        hit = named_or_none(c, want, &p[i].mention);
    }
    return hit;
}

static bool says(const case_check *c, cst_str want, const cst_span *evidence,
                 size_t n)
{
    bool hit = !want.p;

    for (size_t i = 0; i < n && !hit; i++) {
        hit = named(c, want, CST_S(""), evidence[i]);
    }
    return hit;
}

/* -------------------------------------------------------------- records */

static bool count_is(const cst_want *w, const cst_count *count)
{
    return !w->counted || (w->count.qualifier == count->qualifier &&
                           w->count.value == count->value &&
                           w->count.value2 == count->value2);
}

static const cst_event *event_at(const case_check *c, uint32_t event)
{
    return event == CST_NONE ? NULL : &c->events[event];
}

static bool event_type_is(const case_check *c, cst_str want, uint32_t event)
{
    const cst_event *e = event_at(c, event);

    if (!want.p || cst_str_is(want, "any")) {
        return true;
    }
    return e ? type_is(want, e->type) : cst_str_is(want, "none");
}

static bool part_is(const case_check *c, cst_str want, const cst_harm *h)
{
    cst_want whole = {.counted = true};

    if (cst_str_is(want, "any")) {
        return true;
    }
    if (h->part_of == CST_NONE || cst_str_is(want, "none")) {
        return (h->part_of == CST_NONE) == cst_str_is(want, "none");
    }
    return cst_want_count(want, &whole.count) &&
           count_is(&whole, &c->harms[h->part_of].count);
}

static bool harm_is(const case_check *c, const cst_want *w, const cst_harm *h)
{
    const cst_event *e = event_at(c, h->event);

    return type_is(w->kind, h->kind) && count_is(w, &h->count) &&
           (!w->status.p || cst_str_eq(w->status, h->victims.status)) &&
           (!w->group.p || cst_str_eq(w->group, h->victims.group)) &&
           (!w->person.p ||
            named(c, w->person, h->victims.person, h->victims.span)) &&
           w->stance == h->stance &&
           (w->total_any || w->total == h->total) &&
           w->overtaken == (h->superseded_by != CST_NONE) &&
           (!w->some || h->some) &&
           part_is(c, w->part_of, h) && event_type_is(c, w->event, h->event) &&
           named_or_none(c, w->claimant, &h->claimant.mention) &&
           date_is(c, w->date, e ? &e->date : NULL) &&
           place_is(c, w->place, e ? &e->place : NULL) &&
           date_is(c, w->period, &h->period) &&
           place_is(c, w->area, &h->area) && as_of_is(c, w->as_of, h->as_of) &&
           says(c, w->says, h->evidence, h->n_evidence);
}

static bool event_is(const case_check *c, const cst_want *w, const cst_event *e)
{
    return type_is(w->kind, e->type) && w->stance == e->stance &&
           named_or_none(c, w->claimant, &e->claimant.mention) &&
           date_is(c, w->date, &e->date) && place_is(c, w->place, &e->place) &&
           some_party(c, w->perpetrator, e->perpetrators, e->n_perpetrators) &&
           some_party(c, w->target, e->targets, e->n_targets) &&
           some_mention(c, w->weapon, e->weapons, e->n_weapons) &&
           says(c, w->says, e->evidence, e->n_evidence);
}

static bool damage_is(const case_check *c, const cst_want *w,
                      const cst_damage *d)
{
    return (!w->class_.p || cst_str_eq(w->class_, d->class_)) &&
           (!w->degree.p || cst_str_eq(w->degree, d->degree)) &&
           w->stance == d->stance &&
           named_or_none(c, w->claimant, &d->claimant.mention) &&
           named_or_none(c, w->object, &d->object) &&
           event_type_is(c, w->event, d->event) &&
           says(c, w->says, d->evidence, d->n_evidence);
}

/* Take the first record that the line fits and that no line has taken. */
static bool take(case_check *c, const cst_want *w)
{
    for (size_t i = 0; i < c->n[w->sort]; i++) {
        if (!c->taken[w->sort][i] &&
            (w->sort == CST_WANT_HARM    ? harm_is(c, w, &c->harms[i])
             : w->sort == CST_WANT_EVENT ? event_is(c, w, &c->events[i])
                                         : damage_is(c, w, &c->damages[i]))) {
            c->taken[w->sort][i] = true;
            return true;
        }
    }
    return false;
}

/* ------------------------------------------------- what there is instead */

static void put_value(cst_buf *b, const char *key, cst_str value)
{
    if (value.p) {
        cst_buf_char(b, ' ');
        cst_buf_z(b, key);
        cst_buf_z(b, "=\"");
        cst_buf_str(b, value);
        cst_buf_char(b, '"');
    }
}

static void put_common(cst_buf *b, cst_stance stance,
                       const cst_claimant *claimant)
{
    if (stance != CST_ASSERTED) {
        cst_buf_char(b, ' ');
        cst_buf_z(b, cst_stance_name(stance));
    }
    put_value(b, "claimant", claimant->mention.name);
}

static void put_harm(const case_check *c, const cst_harm *h, cst_buf *b)
{
    const cst_event *e = event_at(c, h->event);

    cst_buf_str(b, h->kind);
    cst_buf_char(b, ' ');
    cst_want_put_count(&h->count, b);
    cst_buf_char(b, ' ');
    cst_buf_str(b, h->victims.status);
    cst_buf_z(b, h->total ? " total" : "");
    cst_buf_z(b, h->superseded_by != CST_NONE ? " overtaken" : "");
    cst_buf_z(b, h->some && h->part_of == CST_NONE ? " some" : "");
    put_common(b, h->stance, &h->claimant);
    if (h->part_of != CST_NONE) {
        cst_buf_z(b, " part_of=");
        cst_want_put_count(&c->harms[h->part_of].count, b);
    }
    put_value(b, "area", h->area.present ? h->area.mention.name
                                         : (cst_str){NULL, 0});
    cst_buf_z(b, " event=");
    cst_buf_str(b, e ? e->type : CST_S("none"));
}

static void put_event(const cst_event *e, cst_buf *b)
{
    cst_buf_z(b, "event ");
    cst_buf_str(b, e->type);
    cst_buf_z(b, " date=");
    put_date(&e->date, b);
    put_value(b, "place", e->place.present ? e->place.mention.name
                                           : (cst_str){NULL, 0});
    for (size_t i = 0; i < e->n_perpetrators; i++) {
        put_value(b, "perpetrator", e->perpetrators[i].mention.name);
    }
    for (size_t i = 0; i < e->n_targets; i++) {
        put_value(b, "target", e->targets[i].mention.name);
    }
    for (size_t i = 0; i < e->n_weapons; i++) {
        put_value(b, "weapon", e->weapons[i].name);
    }
    put_common(b, e->stance, &e->claimant);
}

static void put_damage(const cst_damage *d, cst_buf *b)
{
    cst_buf_z(b, "damage ");
    cst_buf_str(b, d->degree);
    cst_buf_char(b, ' ');
    cst_buf_str(b, d->class_);
    put_value(b, "object", d->object.name);
    put_common(b, d->stance, &d->claimant);
}

/* All records that no line has taken, as a line would name them. */
static void put_rest(const case_check *c, cst_buf *b)
{
    for (int sort = 0; sort < CST_WANT_SORTS; sort++) {
        for (size_t i = 0; i < c->n[sort]; i++) {
            if (c->taken[sort][i]) {
                continue;
            }
            cst_buf_z(b, b->n > 0 ? " | " : "");
            if (sort == CST_WANT_HARM) {
                put_harm(c, &c->harms[i], b);
            } else if (sort == CST_WANT_EVENT) {
                put_event(&c->events[i], b);
            } else {
                put_damage(&c->damages[i], b);
            }
        }
    }
    cst_buf_z(b, b->n > 0 ? "" : "no other record");
}

/* ---------------------------------------------------------------- cases */

static void check_line(case_check *c, cst_case_line *line)
{
    cst_want want;
    cst_want_found what = cst_want_parse(line->text, &want);
    bool holds = true;

    if (what == CST_WANT_NONE) {
        return; /* a unit */
    }
    if (what == CST_WANT_BAD) {
        line->state = CST_LINE_SYNTAX;
        return;
    }
    if (what == CST_WANT_ALL) {
        c->others = true;
    } else if (what == CST_WANT_NOTHING) {
        for (int i = 0; i < CST_WANT_SORTS; i++) {
            holds = holds && c->n[i] == 0;
        }
    } else if (want.none) {
        holds = c->n[want.sort] == 0;
    } else {
        c->asked[want.sort] = true;
        holds = take(c, &want);
    }
    line->state = holds ? CST_LINE_HOLDS : CST_LINE_FAILS;
}

static bool all_taken(const case_check *c)
{
    for (int sort = 0; sort < CST_WANT_SORTS; sort++) {
        for (size_t i = 0; i < c->n[sort] && c->asked[sort]; i++) {
            if (!c->taken[sort][i]) {
                return c->others;
            }
        }
    }
    return true;
}

static cst_status check_document(cst_arena *arena, const cst_document *doc,
                                 cst_case *k, cst_buf *found)
{
    case_check c = {.arena = arena, .doc = doc};

    c.harms = cst_document_harms(doc, &c.n[CST_WANT_HARM]);
    c.events = cst_document_events(doc, &c.n[CST_WANT_EVENT]);
    c.damages = cst_document_damages(doc, &c.n[CST_WANT_DAMAGE]);
    for (int i = 0; i < CST_WANT_SORTS; i++) {
        c.taken[i] = CST_NEW(arena, bool, c.n[i]);
        if (!c.taken[i]) {
            return CST_NOMEM;
        }
    }
    for (size_t i = 0; i < k->lines.n; i++) {
        check_line(&c, &k->lines.at[i]);
    }
    k->unexpected = !all_taken(&c);
    put_rest(&c, found);
    return CST_OK;
}

/* True if the line names a record, well or badly. */
static bool of_records(cst_str line)
{
    cst_want want;

    return cst_want_parse(line, &want) != CST_WANT_NONE;
}

cst_status cst_case_records(void *user, cst_arena *arena, cst_case *k,
                            cst_buf *found)
{
    cst_read_options options = {.size = sizeof(options), .path = "case",
                                .format = CST_INPUT_TEXT};
    cst_document *doc;
    cst_status status;
    cst_buf report;
    bool any = false;

    for (size_t i = 0; i < k->lines.n; i++) {
        any = any || of_records(k->lines.at[i].text);
    }
    if (!any) {
        return CST_OK;
    }
    options.published =
        k->published.p ? cst_arena_copy(arena, k->published.p, k->published.n)
                       : NULL;
    cst_buf_init(&report, arena->allocator);
    cst_buf_str(&report, k->text);
    cst_buf_z(&report, k->context.n > 0 ? "\n\n" : "");
    cst_buf_str(&report, k->context);
    status = report.failed
                 ? CST_NOMEM
                 : cst_read(user, report.p, report.n, &options, &doc);
    if (status == CST_OK) {
        status = check_document(arena, doc, k, found);
        cst_document_free(doc);
    }
    cst_buf_free(&report);
    return status;
}
