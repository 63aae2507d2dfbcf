/* cli/show_incident: an incident of a store, its tolls and its claims.
 *
 * Takes the line that linking stored (docs/RECORDS.md), gives it as text: how the
 * incident stands, who is blamed, each toll with the claims behind it and their
 * words. With --why each claim says what became of it, and each number how it
 * was come by.
 */
#include "cli.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

typedef struct shown {
    cst_store *store;
    bool why;
    const char *name; /* of the incident, or the begin of its id; NULL = all */
    char *line;       /* not yet whole */
    size_t n, cap;
    size_t found;
    bool failed;
    cst_document *doc; /* last quoted */
    char id[CLI_ID + 1];
} shown;

/* ----------------------------------------------------------------- values */

static const char *text_of(json_t *object, const char *key)
{
    const char *z = json_string_value(json_object_get(object, key));

    return z ? z : "";
}

static void put(const char *z)
{
    cli_put_text((cst_str){z, strlen(z)});
}

static void put_if(const char *before, const char *z, const char *after)
{
    if (*z) {
        fputs(before, stdout);
        put(z);
        fputs(after, stdout);
    }
}

static json_int_t number(json_t *object, const char *key)
{
    json_t *v = json_object_get(object, key);

    return json_is_integer(v) ? json_integer_value(v) : -1;
}

static void put_range(const char *before, json_int_t low, json_int_t high,
                      const char *after)
{
    if (low < 0 && high < 0) {
        return;
    }
    fputs(before, stdout);
    if (low < 0) {
        printf("up to %lld", (long long)high);
    } else if (high < 0) {
        printf("%lld or more", (long long)low);
    } else if (low == high) {
        printf("%lld", (long long)low);
    } else {
        printf("%lld to %lld", (long long)low, (long long)high);
    }
    fputs(after, stdout);
}

/* ------------------------------------------------------------------ head */

static void put_list(const char *before, json_t *list, const char *after)
{
    size_t i;
    json_t *v;

    json_array_foreach(list, i, v) {
        fputs(i ? ", " : before, stdout);
        put(json_string_value(v) ? json_string_value(v) : "");
    }
    if (json_array_size(list)) {
        fputs(after, stdout);
    }
}

static void put_days(const char *before, json_t *date)
{
    const char *from = text_of(date, "from"), *to = text_of(date, "to");

    put_if(before, *from ? from : to, "");
    if (*from && strcmp(from, to) != 0) {
        put_if("..", *to ? to : " ", "");
    }
}

static void put_blamed(json_t *x)
{
    size_t i;
    json_t *p;

    json_array_foreach(json_object_get(x, "perpetrators"), i, p) {
        put_if("   by ", text_of(p, "name"), "");
        put_if(" (", text_of(p, "certainty"), ")");
        put_list(", according to ", json_object_get(p, "claimants"), "");
        fputs(json_is_true(json_object_get(p, "denied")) ? "; denied\n" : "\n",
              stdout);
    }
}

static void put_sources(json_t *x)
{
    size_t i;
    json_t *s;

    json_array_foreach(json_object_get(x, "sources"), i, s) {
        bool own = json_is_true(json_object_get(s, "own_voice"));

        put_if("   source ", *text_of(s, "name") ? text_of(s, "name")
                                               : "an outlet", "");
        fputs(own ? " in its own voice" : "", stdout);
        fputs(json_is_true(json_object_get(s, "counts"))
                  ? "\n"
                  : ", not counted: rests on others\n", stdout);
    }
}

static void put_number_of(json_t *x, const char *key, const char *one,
                          const char *more)
{
    json_int_t n = number(x, key);

    printf("%lld %s", (long long)n, n == 1 ? one : more);
}

static void put_head(const shown *s, json_t *x)
{
    json_t *grade = json_object_get(x, "grade");

    printf("== %s  ", text_of(x, "id"));
    put(text_of(x, "type"));
    put_days("  ", json_object_get(x, "date"));
    put_if("  ", text_of(json_object_get(x, "place"), "name"), "");
    fputs("\n   ", stdout);
    put_number_of(x, "documents", "document", "documents");
    fputs(", ", stdout);
    put_number_of(x, "independent_sources", "independent source",
                  "independent sources");
    fputs(": ", stdout);
    put(text_of(x, "status"));
    put_list(" (", json_object_get(x, "contested"), ")");
    put_if("\n   proposed grade ", text_of(grade, "proposed"), "");
    put_if(": ", text_of(grade, "reason"), "");
    putchar('\n');
    put_blamed(x);
    if (s->why) {
        put_sources(x);
    }
}

/* ---------------------------------------------------------------- claims */

/* The document of a claim; kept for the next. */
static const cst_document *open_document(shown *s, const char *id)
{
    if (!s->doc || strcmp(s->id, id) != 0) {
        cst_document_free(s->doc);
        s->doc = NULL;
        if (strlen(id) != CLI_ID ||
            cst_store_document(s->store, id, NULL, &s->doc) != CST_OK) {
            return NULL;
        }
        memcpy(s->id, id, sizeof(s->id));
    }
    return s->doc;
}

static const cst_harm *harm_of(const cst_document *doc, const char *label)
{
    size_t n = 0;
    const cst_harm *harms = doc ? cst_document_harms(doc, &n) : NULL;
    unsigned long at = label[0] == 'h' ? strtoul(label + 1, NULL, 10) : 0;

    return at >= 1 && at <= n ? &harms[at - 1] : NULL;
}

static void put_count(const cst_count *c)
{
    if (c->qualifier != CST_EXACT || c->value < 0) {
        printf("%s ", cst_qualifier_name(c->qualifier));
    }
    if (c->value >= 0) {
        printf("%lld", (long long)c->value);
    }
    if (c->value2 >= 0) {
        printf(" to %lld", (long long)c->value2);
    }
}

static const char *reason(const char *use)
{
    static const struct {
        const char *use, *why;
    } reasons[] = {
        {"current", "stands"},
        {"overtaken", "overtaken: its source has a newer one"},
        {"repeated", "repeats what its source says elsewhere"},
        {"side", "apart: of one side, where others count all"},
        {"attackers", "apart: the attackers' own"},
        {"wordless", "no number: stays in words"},
        {"part", "part of another claim"},
        {"some", "of some people only"},
        {"total", "sums several happenings"},
        {"denied", "called false"},
    };

    for (size_t i = 0; i < sizeof(reasons) / sizeof(reasons[0]); i++) {
        if (strcmp(reasons[i].use, use) == 0) {
            return reasons[i].why;
        }
    }
    return use;
}

static void put_why(json_t *claim)
{
    json_t *other = json_object_get(claim, "other");

    printf("\n        %s", reason(text_of(claim, "use")));
    if (json_is_object(other)) {
        printf(" (%s/%s)", text_of(other, "document"), text_of(other, "harm"));
    }
    put_if("; ", text_of(claim, "doubt"), "");
    put_range("; counts as ", number(claim, "low"), number(claim, "high"), "");
}

static void put_claim(shown *s, json_t *claim)
{
    const char *id = text_of(claim, "document"), *label = text_of(claim, "harm");
    const cst_document *doc = open_document(s, id);
    const cst_harm *h = harm_of(doc, label);

    printf("      %s/%s  ", id, label);
    if (!h) {
        puts("(not in the store)");
        return;
    }
    put_count(&h->count);
    fputs("  ", stdout);
    cli_put_text(h->victims.status);
    fputs("  ", stdout);
    cli_put_text(h->claimant.mention.name.n
                     ? h->claimant.mention.name
                     : cst_document_get_info(doc)->outlet);
    put_if("  as of ", text_of(claim, "as_of"), "");
    if (h->stance != CST_ASSERTED) {
        printf("  %s", cst_stance_name(h->stance));
    }
    if (s->why) {
        put_why(claim);
    } else if (strcmp(text_of(claim, "use"), "current") != 0) {
        printf("  %s", text_of(claim, "use"));
    }
    if (h->n_evidence) {
        fputs("\n        \"", stdout);
        cli_put_text(cst_document_plain(doc, h->evidence[0]));
        putchar('"');
    }
    putchar('\n');
}

/* ------------------------------------------------------------- residuals */

static void put_bounds(const char *before, json_t *b)
{
    put_range(before, number(b, "low"), number(b, "high"), "");
    if (number(b, "low") < 0 && number(b, "high") < 0) {
        printf("%snot told", before);
    }
}

/* What a claim over its parts leaves over; never below zero without a word. */
static void put_residual(const char *before, json_t *r)
{
    json_t *claim = json_object_get(r, "claim");
    json_int_t told = number(r, "told"), untold = number(r, "untold");

    put_if(before, text_of(r, "kind"), "");
    put_bounds(" over its parts: total ", json_object_get(r, "total"));
    printf(" (%s/%s)", text_of(claim, "document"), text_of(claim, "harm"));
    put_bounds(", parts ", json_object_get(r, "parts"));
    printf(" (%lld told, %lld untold)", (long long)told, (long long)untold);
    if (number(r, "exceeded_by") >= 0) {
        printf(": the parts say at least %lld more than the total\n",
               (long long)number(r, "exceeded_by"));
    } else {
        put_bounds(", left over ", r);
        putchar('\n');
    }
}

static void put_residuals(json_t *x)
{
    size_t i;
    json_t *r;

    put_list("   covers ", json_object_get(x, "covers"), "\n");
    json_array_foreach(json_object_get(x, "residuals"), i, r) {
        put_residual("   ", r);
    }
    json_array_foreach(json_object_get(x, "counted_in"), i, r) {
        put_residual("   counted in a total of ", r);
    }
}

/* ----------------------------------------------------------------- tolls */

static const char *strategy(const char *basis)
{
    return strcmp(basis, "latest") == 0
               ? "the newest claim that is neither hedged nor a party's own"
           : strcmp(basis, "majority") == 0
               ? "the number that most sources state"
           : strcmp(basis, "lowest") == 0
               ? "the lowest that any source states now"
               : "none: the range stands alone";
}

static void put_derivation(json_t *toll)
{
    json_t *best = json_object_get(toll, "best_claim");
    json_t *latest = json_object_get(toll, "latest_claim");
    const char *status;
    json_t *by;

    printf("      best by %s: %s", text_of(toll, "basis"),
           strategy(text_of(toll, "basis")));
    if (json_is_object(best)) {
        printf(" (%s/%s), %lld agree", text_of(best, "document"),
               text_of(best, "harm"), (long long)number(toll, "agree"));
    }
    if (json_is_object(latest)) {
        printf("; latest %s/%s", text_of(latest, "document"),
               text_of(latest, "harm"));
    }
    putchar('\n');
    json_object_foreach(json_object_get(toll, "by_status"), status, by) {
        printf("      %s: ", status);
        put_range("", number(by, "low"), number(by, "high"), "");
        puts(json_is_true(json_object_get(by, "contested"))
                 ? " (fighters to others: in both maxima, in no minimum)"
                 : "");
    }
}

static void put_toll(shown *s, const char *kind, json_t *toll)
{
    json_t *claims = json_object_get(toll, "claims");
    size_t i;
    json_t *claim;

    if (json_array_size(claims) == 0) {
        return;
    }
    printf("%s", kind);
    put_range("  stated ", number(toll, "stated_min"),
              number(toll, "stated_max"), "");
    put_range("  now ", number(toll, "low"),
              json_is_true(json_object_get(toll, "open"))
                  ? -1
                  : number(toll, "high"), "");
    if (number(toll, "best") >= 0) {
        printf("  best %lld", (long long)number(toll, "best"));
    }
    putchar('\n');
    if (s->why) {
        put_derivation(toll);
    }
    json_array_foreach(claims, i, claim) {
        put_claim(s, claim);
    }
}

static void put_incident(shown *s, json_t *x)
{
    const char *key;
    json_t *toll;

    put_head(s, x);
    if (s->why) {
        put_residuals(x);
    }
    json_object_foreach(x, key, toll) {
        if (json_is_array(json_object_get(toll, "claims"))) {
            put_toll(s, key, toll);
        }
    }
}

static void put_row(json_t *x)
{
    const char *key;
    json_t *toll;

    printf("%s", text_of(x, "id"));
    put_days("  ", json_object_get(x, "date"));
    put_if("  ", text_of(x, "type"), "");
    put_if("  ", text_of(json_object_get(x, "place"), "name"), "");
    fputs("  ", stdout);
    put_number_of(x, "documents", "document", "documents");
    json_object_foreach(x, key, toll) {
        if (json_is_array(json_object_get(toll, "claims"))) {
            char before[64];

            snprintf(before, sizeof(before), "  %s ", key);
            put_range(before, number(toll, "stated_min"),
                      number(toll, "stated_max"), "");
        }
    }
    put_if("  ", text_of(x, "status"), "\n");
}

/* ----------------------------------------------------------------- lines */

static void take_line(shown *s)
{
    json_error_t error;
    json_t *x = json_loadb(s->line, s->n, JSON_ALLOW_NUL, &error);
    const char *id = text_of(x, "id");

    if (*id && (!s->name || strncmp(id, s->name, strlen(s->name)) == 0)) {
        s->found++;
        if (s->name) {
            put_incident(s, x);
        } else {
            put_row(x);
        }
    }
    json_decref(x);
}

static int take_bytes(void *user, const char *bytes, size_t n)
{
    shown *s = user;

    for (size_t i = 0; i < n; i++) {
        if (bytes[i] == '\n') {
            take_line(s);
            s->n = 0;
            continue;
        }
        if (s->n == s->cap) {
            size_t cap = s->cap ? s->cap * 2 : 4096;
            char *line = realloc(s->line, cap);

            if (!line) {
                s->failed = true;
                return -1;
            }
            s->line = line;
            s->cap = cap;
        }
        s->line[s->n++] = bytes[i];
    }
    return 0;
}

bool cli_show_incidents(cst_store *store, const char *name, bool why)
{
    shown s = {.store = store, .name = name, .why = why};
    cst_error error;
    cst_status status;

    memset(&error, 0, sizeof(error));
    status = cst_store_write_incidents(store, take_bytes, &s, &error);
    free(s.line);
    cst_document_free(s.doc);
    if (status == CST_OK && why && name && s.found == 1) {
        status = cst_store_explain(store, name, cli_write, stdout, &error);
    }
    if (status != CST_OK) {
        cli_message("%s", s.failed ? "out of memory" : error.text);
    }
    return status == CST_OK && s.found > 0;
}
