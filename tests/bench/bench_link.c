/* Measures what linking costs: time and largest memory of collections of a
 * growing number of documents.
 *
 * usage: bench_link LINK.TSV [DOCUMENTS...]
 *
 * The documents come of a seeded generator: wars with towns, happenings that a
 * few or many documents tell with what each gets wrong, campaigns that half of
 * them name, one wire text in every fifth. Each size has a process of its own. */
#include "incident/link.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define TEXT_MAX (1u << 20)
#define WARS 12u
#define TOWNS 150u
#define DAYS 3650u
#define SHINGLES 300u
#define EVENTS_MAX 5u
#define TELLERS 4u /* documents for each happening */

typedef struct rng {
    uint64_t s;
} rng;

static uint32_t dice(rng *r, uint32_t n)
{
    r->s = r->s * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)((r->s >> 33) % n);
}

/* Few tellings of most, many of some. */
static uint32_t skewed(rng *r, uint32_t n)
{
    uint64_t a = dice(r, n), b = dice(r, n);

    return (uint32_t)(a * b / n);
}

typedef struct writer {
    cst_arena arena;
    rng r;
    cst_event events[EVENTS_MAX];
    cst_harm harms[EVENTS_MAX];
    cst_span at[EVENTS_MAX];
    uint32_t shingles[SHINGLES];
    size_t n;
} writer;

static cst_str name(writer *w, const char *what, uint32_t war, uint32_t number)
{
    char z[48];
    int n = snprintf(z, sizeof z, "%s%u%c%c", what, (unsigned)war,
                     'a' + (int)(number % 26), 'a' + (int)(number / 26 % 26));

    return (cst_str){cst_arena_copy(&w->arena, z, (size_t)n), (size_t)n};
}

static void put_place(writer *w, cst_place *p, uint32_t war, uint32_t town)
{
    cst_str *in = CST_NEW(&w->arena, cst_str, 2);

    in[0] = name(w, "Province", war, town / 10);
    in[1] = name(w, "Land", war, 0);
    p->present = true;
    p->mention.name = name(w, "Town", war, town);
    p->in = in;
    p->n_in = 2;
    p->id = name(w, "geo:", war, town);
    p->has_point = true;
    p->lat = 10 + war * 3 + (town / 12) * 0.2;
    p->lon = 20 + (town % 12) * 0.2;
    p->precision = CST_S("settlement");
    p->radius_km = 5;
}

static const cst_str types[] = {
    {"air_strike", 10}, {"shelling", 8}, {"shooting", 8},
    {"explosive_device", 16}, {"attack", 6}};

/* A happening is all made of its number. */
static void put_happening(writer *w, uint32_t number)
{
    cst_event *e = &w->events[w->n];
    cst_harm *h = &w->harms[w->n];
    rng h_r = {number * 2654435761u + 17};
    uint32_t war = dice(&h_r, WARS), town = dice(&h_r, TOWNS);
    uint32_t type = dice(&h_r, 4), toll = 1 + skewed(&h_r, 120);
    cst_day day = cst_day_from_ymd(2010, 1, 1) + (cst_day)dice(&h_r, DAYS);

    memset(e, 0, sizeof *e);
    memset(h, 0, sizeof *h);
    e->type = types[dice(&w->r, 6) ? type : 4];
    e->date.present = dice(&w->r, 12) != 0;
    if (e->date.present) {
        e->date.from = e->date.to = day + (cst_day)!dice(&w->r, 15);
    }
    put_place(w, &e->place, war, town);
    h->event = (uint32_t)w->n;
    h->kind = CST_S("killed");
    h->count.value = toll + (dice(&w->r, 3) ? 0 : dice(&w->r, 1 + toll / 4));
    h->count.value2 = h->count.low = h->count.high = -1;
    h->part_of = h->superseded_by = CST_NONE;
    h->area.radius_km = -1;
}

static void put_campaign(writer *w, uint32_t war)
{
    cst_event *e = &w->events[w->n];
    cst_harm *h = &w->harms[w->n];

    put_happening(w, war);
    e->type = CST_S("offensive");
    put_place(w, &e->place, war % WARS, dice(&w->r, 3) ? 0 : dice(&w->r, 20));
    e->date.present = dice(&w->r, 3) != 0;
    e->date.from = e->date.present ? cst_day_from_ymd(2011, 3, 1) : 0;
    e->date.to = 0;
    h->total = true;
}

static void finish_event(writer *w)
{
    cst_event *e = &w->events[w->n];

    w->at[w->n] = (cst_span){(uint32_t)w->n * 200 + 1, (uint32_t)w->n * 200 + 9};
    e->evidence = &w->at[w->n];
    e->n_evidence = 1;
    w->n++;
}

static int by_value(const void *a, const void *b)
{
    const uint32_t *x = a, *y = b;

    return (*x > *y) - (*x < *y);
}

static void put_text(writer *w, uint32_t text)
{
    rng t = {text * 40503u + 5};

    for (uint32_t i = 0; i < SHINGLES; i++) {
        uint32_t s = dice(&t, 1u << 30);

        w->shingles[i] = dice(&w->r, 20) ? s * 4 + 1 : dice(&w->r, 1u << 30);
    }
    qsort(w->shingles, SHINGLES, sizeof w->shingles[0], by_value);
}

static cst_status add_document(writer *w, cst_collection *c, uint32_t number,
                               uint32_t n)
{
    uint32_t happenings = n / TELLERS + 1;
    uint32_t first = skewed(&w->r, happenings), more = dice(&w->r, 3);
    cst_document_info info;
    cst_collected d;

    cst_arena_reset(&w->arena);
    w->n = 0;
    for (uint32_t i = 0; i <= more; i++) {
        put_happening(w, i ? skewed(&w->r, happenings) : first);
        finish_event(w);
    }
    if (dice(&w->r, 2)) {
        put_campaign(w, first % WARS);
        finish_event(w);
    }
    put_text(w, dice(&w->r, 5) ? n + number : first);
    memset(&info, 0, sizeof info);
    memset(&d, 0, sizeof d);
    (void)snprintf(info.id, sizeof info.id, "%08x%08x",
                   (unsigned)(number * 2654435761u), (unsigned)number);
    info.outlet = name(w, "Outlet", 0, dice(&w->r, 200));
    d.info = &info;
    d.events = w->events;
    d.harms = w->harms;
    d.n_events = d.n_harms = w->n;
    d.shingles = w->shingles;
    d.n_shingles = SHINGLES;
    return cst_collection_add(c, &d);
}

static double seconds(void)
{
    return (double)clock() / CLOCKS_PER_SEC;
}

static cst_status link_all(const cst_link_settings *s, uint32_t n)
{
    cst_arena arena, scratch;
    cst_collection c;
    static writer w;
    struct rusage u;
    double from, made;

    cst_arena_init(&arena, NULL, 0);
    cst_arena_init(&scratch, NULL, 0);
    cst_arena_init(&w.arena, NULL, 0);
    w.r.s = 42;
    CST_TRY(cst_collection_init(&c, &arena));
    from = seconds();
    for (uint32_t i = 0; i < n; i++) {
        CST_TRY(add_document(&w, &c, i, n));
    }
    CST_TRY(cst_collection_finish(&c));
    made = seconds();
    CST_TRY(cst_collection_link(&c, s, &scratch));
    getrusage(RUSAGE_SELF, &u);
    printf("%8u documents %8zu events %8zu incidents %6zu texts  %6.2f s to "
           "feed %7.2f s to link %6ld MB\n",
           (unsigned)n, c.events.n, c.incidents.at.n, c.incidents.groups.n,
           made - from, seconds() - made, u.ru_maxrss / 1024);
    return fflush(stdout) == 0 ? CST_OK : CST_IO;
}

static int run(const cst_link_settings *s, uint32_t n)
{
    pid_t child = fork();
    int status;

    if (child == 0) {
        _exit(link_all(s, n) == CST_OK ? 0 : 3);
    }
    return child > 0 && waitpid(child, &status, 0) == child && status == 0 ? 0
                                                                         : 3;
}

int main(int argc, char **argv)
{
    static char text[TEXT_MAX];
    static const char *const usual[] = {"1000", "10000", "100000"};
    cst_link_settings s;
    cst_arena arena;
    cst_str all = {text, 0};
    FILE *f = argc > 1 ? fopen(argv[1], "rb") : NULL;
    int failed = 0;

    if (!f) {
        fputs("usage: bench_link LINK.TSV [DOCUMENTS...]\n", stderr);
        return 2;
    }
    all.n = fread(text, 1, TEXT_MAX, f);
    fclose(f);
    cst_arena_init(&arena, NULL, 0);
    if (cst_link_settings_parse(&arena, all, argv[1], NULL, &s) != CST_OK) {
        return 3;
    }
    for (int i = 0; i < (argc > 2 ? argc - 2 : 3) && !failed; i++) {
        failed = run(&s, (uint32_t)strtoul(argc > 2 ? argv[i + 2] : usual[i],
                                           NULL, 10));
    }
    cst_arena_free(&arena);
    return failed;
}
