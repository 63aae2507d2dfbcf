/* cli/trace why: the steps that led to one record, or what became of some words.
 *
 * All steps of a reading are kept; those whose words lie in the record's, or
 * that touch the words asked about, are printed.
 */
#include "cli.h"

#include <stdlib.h>
#include <string.h>

#define NEAREST 8   /* rules that came near and are printed */
#define MAX_WORDS 32 /* spans of one record */

typedef struct kept {
    cst_trace_step *at;
    size_t n, cap;
    bool failed;
} kept;

/* Text and rule live during the call alone. */
static void keep(void *user, const cst_trace_step *step)
{
    kept *k = user;
    const char *rule = step->rule ? step->rule : "";
    char *text = malloc(step->text.n + strlen(rule) + 2);

    if (k->n == k->cap && text) {
        size_t cap = k->cap ? k->cap * 2 : 1024;
        cst_trace_step *at = realloc(k->at, cap * sizeof(*at));

        k->failed = k->failed || !at;
        k->at = at ? at : k->at;
        k->cap = at ? cap : k->cap;
    }
    if (!text || k->n == k->cap) {
        k->failed = true;
        free(text);
        return;
    }
    memcpy(text, step->text.p, step->text.n);
    text[step->text.n] = '\0';
    strcpy(text + step->text.n + 1, rule);
    k->at[k->n] = *step;
    k->at[k->n].rule = text + step->text.n + 1;
    k->at[k->n++].text.p = text;
}

static void kept_free(kept *k)
{
    for (size_t i = 0; i < k->n; i++) {
        free((void *)(uintptr_t)k->at[i].text.p);
    }
    free(k->at);
}

static cst_document *read_kept(const cli_common *c, cst_worker *worker,
                               const void *bytes, size_t n, kept *k)
{
    cst_read_options options = {.size = sizeof(options), .path = c->paths[0],
                                .published = c->published};
    cst_document *doc = NULL;
    cst_status status;

    cst_worker_trace(worker, keep, k);
    status = cst_read(worker, bytes, n, &options, &doc);
    cst_worker_trace(worker, NULL, NULL);
    if (status == CST_OK && !k->failed) {
        return doc;
    }
    cli_message("%s: %s", c->paths[0],
                cst_status_text(status == CST_OK ? CST_NOMEM : status));
    cst_document_free(doc);
    return NULL;
}

static bool touch(cst_span a, cst_span b)
{
    return a.begin < b.end && b.begin < a.end;
}

/* ------------------------------------------------------------------ why */

/* The words that a record was made from. */
typedef struct words {
    const cst_document *doc;
    cst_span at[MAX_WORDS];
    size_t n;
} words;

static void put_words(words *w, const char *what, cst_span span,
                      const char *more)
{
    if (span.end <= span.begin) {
        return;
    }
    if (w->n < MAX_WORDS) {
        w->at[w->n++] = span;
    }
    printf("  %-10s [%lu-%lu] \"", what, (unsigned long)span.begin,
           (unsigned long)span.end);
    cli_put_text(cst_document_plain(w->doc, span));
    printf("\"%s%s\n", *more ? "  basis " : "", more);
}

static void put_evidence(words *w, const cst_span *spans, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        put_words(w, "evidence", spans[i], "");
    }
}

static void put_claimant(words *w, const cst_claimant *c)
{
    if (c->mention.name.p) {
        put_words(w, "claimant", c->mention.span, cst_basis_name(c->basis));
    }
}

static void put_event_words(words *w, const cst_event *e)
{
    if (e->date.present) {
        put_words(w, "date", e->date.mention.span,
                  cst_basis_name(e->date.basis));
    }
    if (e->place.present) {
        put_words(w, "place", e->place.mention.span,
                  cst_basis_name(e->place.basis));
    }
    for (size_t i = 0; i < e->n_perpetrators; i++) {
        put_words(w, "doer", e->perpetrators[i].mention.span, "");
    }
    for (size_t i = 0; i < e->n_targets; i++) {
        put_words(w, "target", e->targets[i].mention.span, "");
    }
    for (size_t i = 0; i < e->n_weapons; i++) {
        put_words(w, "weapon", e->weapons[i].span, "");
    }
}

static void head(const char *label, cst_str kind, cst_stance stance,
                 cst_str rule)
{
    printf("%s  %.*s  %s  rule %.*s\n", label, (int)kind.n, kind.p,
           cst_stance_name(stance), (int)rule.n, rule.p);
}

static void put_event_of(words *w, uint32_t event)
{
    size_t n;
    const cst_event *e = cst_document_events(w->doc, &n);

    if (event < n) {
        printf("  %-10s e%lu %.*s\n", "event", (unsigned long)event + 1,
               (int)e[event].type.n, e[event].type.p);
        put_event_words(w, &e[event]);
    }
}

static void why_harm(words *w, const char *label, const cst_harm *h)
{
    head(label, h->kind, h->stance, h->rule);
    put_evidence(w, h->evidence, h->n_evidence);
    put_words(w, "count", h->count.span, "");
    put_words(w, "victims", h->victims.span, "");
    put_claimant(w, &h->claimant);
    if (h->part_of != CST_NONE) {
        printf("  %-10s h%lu\n", "part of", (unsigned long)h->part_of + 1);
    }
    if (h->superseded_by != CST_NONE) {
        printf("  %-10s h%lu\n", "overtaken", (unsigned long)h->superseded_by + 1);
    }
    put_event_of(w, h->event);
}

static bool why_record(words *w, const char *label)
{
    char *end;
    unsigned long i = strtoul(label[0] ? label + 1 : label, &end, 10) - 1;
    size_t n = 0;

    if (*end) {
        return false;
    }
    if (label[0] == 'h') {
        const cst_harm *h = cst_document_harms(w->doc, &n);

        if (i < n) {
            why_harm(w, label, &h[i]);
        }
    } else if (label[0] == 'e') {
        const cst_event *e = cst_document_events(w->doc, &n);

        if (i < n) {
            head(label, e[i].type, e[i].stance, e[i].rule);
            put_evidence(w, e[i].evidence, e[i].n_evidence);
            put_claimant(w, &e[i].claimant);
            put_event_words(w, &e[i]);
        }
    } else if (label[0] == 'd') {
        const cst_damage *d = cst_document_damages(w->doc, &n);

        if (i < n) {
            head(label, d[i].degree, d[i].stance, d[i].rule);
            put_evidence(w, d[i].evidence, d[i].n_evidence);
            put_words(w, "object", d[i].object.span, "");
            put_claimant(w, &d[i].claimant);
            put_event_of(w, d[i].event);
        }
    }
    return i < n;
}

int cli_trace_why(const cli_common *c, cst_worker *worker, const void *bytes,
                  size_t n)
{
    kept steps = {NULL, 0, 0, false};
    words w = {.n = 0};
    cst_document *doc = read_kept(c, worker, bytes, n, &steps);
    bool there = false;

    w.doc = doc;
    if (doc && !(there = why_record(&w, c->why))) {
        cli_message("%s: has no record %s", c->paths[0], c->why);
    }
    if (there) {
        puts("steps over these words:");
    }
    for (size_t i = 0; there && i < steps.n; i++) {
        bool touches = false;

        for (size_t k = 0; k < w.n; k++) {
            touches = touches || touch(steps.at[i].span, w.at[k]);
        }
        if (touches) {
            cli_print_step(&steps.at[i]);
        }
    }
    cst_document_free(doc);
    kept_free(&steps);
    return there ? CLI_DONE : CLI_COULD_NOT;
}

/* -------------------------------------------------------------- why not */

/* The words in the payload; end 0 if they are not there. */
static cst_span find_words(cst_str raw, const char *text)
{
    size_t n = strlen(text);
    cst_span span = {0, 0};

    for (size_t i = 0; n > 0 && i + n <= raw.n; i++) {
        if (memcmp(raw.p + i, text, n) == 0) {
            span.begin = (uint32_t)i;
            span.end = (uint32_t)(i + n);
            break;
        }
    }
    return span;
}

static bool told_by(const cst_span *evidence, size_t n, cst_span span)
{
    for (size_t i = 0; i < n; i++) {
        if (touch(evidence[i], span)) {
            return true;
        }
    }
    return false;
}

static void put_label(bool shown, char letter, size_t i)
{
    if (shown) {
        printf(" %c%zu", letter, i + 1);
    }
}

/* Records that the words are evidence of after all. */
static void put_records(const cst_document *doc, cst_span span)
{
    size_t n;
    const cst_event *e = cst_document_events(doc, &n);

    fputs("records of these words:", stdout);
    for (size_t i = 0; i < n; i++) {
        put_label(told_by(e[i].evidence, e[i].n_evidence, span), 'e', i);
    }
    const cst_harm *h = cst_document_harms(doc, &n);
    for (size_t i = 0; i < n; i++) {
        put_label(told_by(h[i].evidence, h[i].n_evidence, span), 'h', i);
    }
    const cst_damage *d = cst_document_damages(doc, &n);
    for (size_t i = 0; i < n; i++) {
        put_label(told_by(d[i].evidence, d[i].n_evidence, span), 'd', i);
    }
    putchar('\n');
}

static void put_zone(const cst_document *doc, cst_span span)
{
    const cst_document_info *info = cst_document_get_info(doc);

    for (size_t i = 0; i < info->n_zones; i++) {
        if (touch(info->zones[i].span, span)) {
            printf("they stand in: %s\n",
                   cst_zone_kind_name(info->zones[i].kind));
            return;
        }
    }
    puts("they stand in no part of the article");
}

static bool is_near(const cst_trace_step *step)
{
    return strcmp(step->stage, "near") == 0;
}

/* The longest first; of equal ones the last layer's. */
static int nearer(const void *a, const void *b)
{
    const cst_trace_step *x = a, *y = b;
    uint32_t p = x->span.end - x->span.begin, q = y->span.end - y->span.begin;

    if (is_near(x) != is_near(y)) {
        return is_near(y) - is_near(x);
    }
    return p != q ? (p < q) - (p > q)
                  : (x->span.begin > y->span.begin) -
                        (x->span.begin < y->span.begin);
}

static void put_steps(kept *steps, cst_span span)
{
    size_t shown = 0;

    puts("what was made of them:");
    for (size_t i = 0; i < steps->n; i++) {
        if (!is_near(&steps->at[i]) &&
            (touch(steps->at[i].span, span) ||
             strcmp(steps->at[i].stage, "guard") == 0)) {
            cli_print_step(&steps->at[i]);
        }
    }
    puts("rules that began and stopped, the longest first:");
    if (steps->n > 0) {
        qsort(steps->at, steps->n, sizeof(*steps->at), nearer);
    }
    for (size_t i = 0; i < steps->n && shown < NEAREST; i++) {
        if (is_near(&steps->at[i]) && touch(steps->at[i].span, span)) {
            cli_print_step(&steps->at[i]);
            shown++;
        }
    }
}

int cli_trace_why_not(const cli_common *c, cst_worker *worker,
                      const void *bytes, size_t n)
{
    kept steps = {NULL, 0, 0, false};
    int result = CLI_COULD_NOT;
    cst_document *doc;
    cst_span span;

    if (cst_worker_trace_near(worker) != CST_OK) {
        cli_message("out of memory");
        return CLI_COULD_NOT;
    }
    doc = read_kept(c, worker, bytes, n, &steps);
    if (doc) {
        span = find_words(cst_document_raw(doc), c->why_not);
        if (span.end == 0) {
            cli_message("%s: these words do not stand in it", c->paths[0]);
        } else {
            put_zone(doc, span);
            put_records(doc, span);
            put_steps(&steps, span);
            result = CLI_DONE;
        }
    }
    cst_document_free(doc);
    kept_free(&steps);
    return result;
}
