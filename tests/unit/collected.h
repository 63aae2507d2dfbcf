/* Documents of a collection in a few words, for tests of linking: a line each
 *
 *   doc ID [pub=DAY] [outlet=X] [credit=X,Y]
 *   event TYPE [on=DAY] [from=DAY] [to=DAY] [part=--10-03] [at=PLACE] [in=A,B]
 *         [pt=LAT,LON] [r=KM] [by=X] [target=X] [weapon=X] [said=X]
 *         [stance=denied] [words=N]
 *   harm KIND VALUE [q=QUALIFIER] [total] [some] [of=N] [said=X] [free]
 *         [on=DAY] [area=PLACE]
 *
 * A harm belongs to the event above it; one that is free to none. "_" stands
 * for a blank. */
#ifndef CST_TEST_COLLECTED_H
#define CST_TEST_COLLECTED_H

#include "incident/collection.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

typedef struct collected {
    cst_arena arena; /* of what is given, not of the collection */
    cst_document_info info;
    CST_VEC(cst_event) events;
    CST_VEC(cst_harm) harms;
    CST_VEC(uint64_t) words;
    CST_VEC(uint32_t) shingles;
    bool open;
} collected;

static void *collected_must(void *p)
{
    if (!p) {
        abort();
    }
    return p;
}

static cst_str collected_value(collected *d, cst_str s)
{
    char *p = collected_must(cst_arena_copy(&d->arena, s.p, s.n));

    for (size_t i = 0; i < s.n; i++) {
        p[i] = p[i] == '_' ? ' ' : p[i];
    }
    return (cst_str){p, s.n};
}

static cst_str *collected_list(collected *d, cst_str s, size_t *n)
{
    CST_VEC(cst_str) list = {NULL, 0, 0};
    cst_str one;

    while (cst_str_cut(&s, ',', &one)) {
        cst_str *slot = collected_must(CST_PUSH(&d->arena, &list));

        *slot = collected_value(d, one);
    }
    *n = list.n;
    return list.at;
}

static cst_day collected_day(cst_str s)
{
    int y, m, day;
    char z[16] = "";

    memcpy(z, s.p, s.n < 15 ? s.n : 15);
    assert_int_equal(sscanf(z, "%d-%d-%d", &y, &m, &day), 3);
    return cst_day_from_ymd(y, m, day);
}

static double collected_real(cst_str s)
{
    char z[32] = "";

    memcpy(z, s.p, s.n < 31 ? s.n : 31);
    return strtod(z, NULL);
}

static cst_mention *collected_mention(collected *d, cst_str v)
{
    cst_mention *m = collected_must(CST_NEW(&d->arena, cst_mention, 1));

    m->name = collected_value(d, v);
    return m;
}

static void collected_claimant(collected *d, cst_claimant *c, cst_str v)
{
    c->mention.name = collected_value(d, v);
    c->type = CST_S("other");
}

static void collected_on_document(collected *d, cst_str key, cst_str v)
{
    if (cst_str_is(key, "pub")) {
        d->info.published.from = d->info.published.to = collected_day(v);
    } else if (cst_str_is(key, "outlet")) {
        d->info.outlet = collected_value(d, v);
    } else if (cst_str_is(key, "credit")) {
        d->info.credits = collected_list(d, v, &d->info.n_credits);
    } else {
        fail_msg("doc: %.*s", (int)key.n, key.p);
    }
}

static void collected_on_event(collected *d, cst_str key, cst_str v)
{
    cst_event *e = &d->events.at[d->events.n - 1];
    cst_str lat;

    if (cst_str_is(key, "on")) {
        e->date.from = e->date.to = collected_day(v);
        e->date.present = true;
    } else if (cst_str_is(key, "from")) {
        e->date.from = collected_day(v);
        e->date.present = true;
    } else if (cst_str_is(key, "to")) {
        e->date.to = collected_day(v);
    } else if (cst_str_is(key, "part")) {
        e->date.present = true;
        memcpy(e->date.partial, v.p, v.n);
    } else if (cst_str_is(key, "at")) {
        e->place.present = true;
        e->place.mention.name = collected_value(d, v);
    } else if (cst_str_is(key, "in")) {
        e->place.in = collected_list(d, v, &e->place.n_in);
    } else if (cst_str_is(key, "pt")) {
        e->place.has_point = cst_str_cut(&v, ',', &lat);
        e->place.lat = collected_real(lat);
        e->place.lon = collected_real(v);
    } else if (cst_str_is(key, "r")) {
        e->place.radius_km = collected_real(v);
    } else if (cst_str_is(key, "by")) {
        cst_party *p = collected_must(CST_NEW(&d->arena, cst_party, 1));

        p->mention.name = collected_value(d, v);
        e->perpetrators = p;
        e->n_perpetrators = 1;
    } else if (cst_str_is(key, "target")) {
        cst_party *p = collected_must(CST_NEW(&d->arena, cst_party, 1));

        p->mention.name = collected_value(d, v);
        e->targets = p;
        e->n_targets = 1;
    } else if (cst_str_is(key, "weapon")) {
        e->weapons = collected_mention(d, v);
        e->n_weapons = 1;
    } else if (cst_str_is(key, "said")) {
        collected_claimant(d, &e->claimant, v);
    } else if (cst_str_is(key, "stance")) {
        e->stance = cst_str_is(v, "denied") ? CST_DENIED : CST_HEDGED;
    } else if (cst_str_is(key, "words")) {
        d->words.at[d->words.n - 1] = (uint64_t)collected_real(v);
    } else {
        fail_msg("event: %.*s", (int)key.n, key.p);
    }
}

static cst_qualifier collected_qualifier(cst_str v)
{
    int q = 0;

    while (!cst_str_is(v, cst_qualifier_name((cst_qualifier)q))) {
        assert_true(q < CST_UNSPECIFIED);
        q++;
    }
    return (cst_qualifier)q;
}

static void collected_on_harm(collected *d, cst_str key, cst_str v)
{
    cst_harm *h = &d->harms.at[d->harms.n - 1];

    if (cst_str_is(key, "q")) {
        h->count.qualifier = collected_qualifier(v);
    } else if (cst_str_is(key, "total")) {
        h->total = true;
    } else if (cst_str_is(key, "some")) {
        h->some = true;
    } else if (cst_str_is(key, "free")) {
        h->event = CST_NONE;
    } else if (cst_str_is(key, "on")) {
        h->period.from = h->period.to = collected_day(v);
        h->period.present = true;
    } else if (cst_str_is(key, "area")) {
        h->area.present = true;
        h->area.mention.name = collected_value(d, v);
    } else if (cst_str_is(key, "of")) {
        h->part_of = (uint32_t)collected_real(v);
    } else if (cst_str_is(key, "said")) {
        collected_claimant(d, &h->claimant, v);
    } else {
        fail_msg("harm: %.*s", (int)key.n, key.p);
    }
}

static void collected_new_event(collected *d, cst_str type)
{
    cst_event *e = collected_must(CST_PUSH(&d->arena, &d->events));
    cst_span *at = collected_must(CST_NEW(&d->arena, cst_span, 1));
    uint64_t *words = collected_must(CST_PUSH(&d->arena, &d->words));
    char *code = collected_must(cst_arena_copy(&d->arena, type.p, type.n));


    at->begin = (uint32_t)d->events.n * 100;
    at->end = at->begin + 10;
    *words = 0;
    e->type = (cst_str){code, type.n}; /* codes keep "_" */
    e->place.radius_km = -1;
    e->evidence = at;
    e->n_evidence = 1;
}

static void collected_new_harm(collected *d, cst_str kind, cst_str *rest)
{
    cst_harm *h = collected_must(CST_PUSH(&d->arena, &d->harms));
    cst_str value;

    assert_true(cst_str_cut(rest, ' ', &value));
    h->kind = collected_value(d, kind);
    h->count.value = h->count.value2 = -1;
    assert_true(cst_str_to_int(value, &h->count.value));
    h->count.low = h->count.high = -1;
    h->event = d->events.n ? (uint32_t)d->events.n - 1 : CST_NONE;
    h->part_of = h->superseded_by = CST_NONE;
}

static void collected_give(collected *d, cst_collection *c, cst_status expected)
{
    const cst_collected given = {
        .info = &d->info, .events = d->events.at, .harms = d->harms.at,
        .n_events = d->events.n, .n_harms = d->harms.n,
        .event_words = d->words.at, .shingles = d->shingles.at,
        .n_shingles = d->shingles.n};

    if (d->open) {
        assert_int_equal(cst_collection_add(c, &given), expected);
    }
    cst_arena_reset(&d->arena);
    memset(&d->info, 0, sizeof(d->info));
    memset(&d->events, 0, sizeof(d->events));
    memset(&d->harms, 0, sizeof(d->harms));
    memset(&d->words, 0, sizeof(d->words));
    memset(&d->shingles, 0, sizeof(d->shingles));
    d->open = false;
}

static void collected_line(collected *d, cst_collection *c, cst_str line)
{
    cst_str word, first;
    void (*on)(collected *, cst_str, cst_str);

    if (!cst_str_cut(&line, ' ', &word) || !word.n ||
        !cst_str_cut(&line, ' ', &first)) {
        return;
    }
    if (cst_str_is(word, "doc")) {
        collected_give(d, c, CST_OK);
        d->open = true;
        memcpy(d->info.id, first.p, first.n < 16 ? first.n : 16);
        on = collected_on_document;
    } else if (cst_str_is(word, "event")) {
        collected_new_event(d, first);
        on = collected_on_event;
    } else {
        assert_true(cst_str_is(word, "harm"));
        collected_new_harm(d, first, &line);
        on = collected_on_harm;
    }
    while (cst_str_cut(&line, ' ', &word)) {
        cst_str key;

        if (cst_str_cut(&word, '=', &key) && key.n) {
            on(d, key, word);
        }
    }
}

/* Add what a text in this notation says; not finished. */
static void collected_add(cst_collection *c, const char *text)
{
    collected d;
    cst_str rest = cst_str_of(text), line;

    memset(&d, 0, sizeof(d));
    cst_arena_init(&d.arena, NULL, 0);
    while (cst_str_cut(&rest, '\n', &line)) {
        collected_line(&d, c, line);
    }
    collected_give(&d, c, CST_OK);
    cst_arena_free(&d.arena);
}

#endif
