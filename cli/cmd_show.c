/* cli/show: records of a store, each with the sentence that says it.
 *
 * Takes a document (path, id or its begin), one record of it (DOC/h3), or an
 * incident; gives what was stored, the quoted words marked inside their sentence. Without an
 * operand it lists the documents. Text of a source is made harmless for the
 * terminal.
 */
#define _POSIX_C_SOURCE 200809L

#include "cli.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SENTENCE_MAX 400 /* bytes shown before and after the quoted words */

#define BOLD "\x1b[1m"
#define MARK "\x1b[7m"
#define FAINT "\x1b[2m"
#define OFF "\x1b[0m"

typedef struct shower {
    cst_store *store;
    const cst_document *doc;
    const char *only; /* label of the one record, or NULL */
    bool color, found;
} shower;

/* ----------------------------------------------------------------- text */

static void put(cst_str s)
{
    cli_put_text(s);
}

static void put_if(const char *before, cst_str s, const char *after)
{
    if (s.n) {
        fputs(before, stdout);
        put(s);
        fputs(after, stdout);
    }
}

static void paint(const shower *s, const char *code)
{
    if (s->color) {
        fputs(code, stdout);
    }
}

/* ------------------------------------------------------------- sentences */

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (unsigned char)c >= 0x80;
}

/* Does a sentence end with the byte at i? A point behind one or two letters is
 * rather an abbreviation. */
static bool ends_at(cst_str s, size_t i)
{
    if (i + 1 < s.n && s.p[i + 1] != ' ' && s.p[i + 1] != '\n') {
        return false;
    }
    if (s.p[i] == '!' || s.p[i] == '?' || s.p[i] == '\n') {
        return true;
    }
    return s.p[i] == '.' &&
           (i == 0 || !is_letter(s.p[i - 1]) ||
            (i >= 3 && is_letter(s.p[i - 2]) && is_letter(s.p[i - 3])));
}

static void put_before(cst_str s)
{
    size_t from = s.n;

    while (from > 0 && s.n - from < SENTENCE_MAX &&
           !(from < s.n && ends_at(s, from - 1))) {
        from--;
    }
    while (from < s.n && ((unsigned char)s.p[from] & 0xC0) == 0x80) {
        from++;
    }
    if (s.n - from >= SENTENCE_MAX) {
        fputs("... ", stdout);
    }
    while (from < s.n && (s.p[from] == ' ' || s.p[from] == '\n')) {
        from++;
    }
    put((cst_str){s.p + from, s.n - from});
}

static void put_after(cst_str s)
{
    size_t to = 0;

    while (to < s.n && to < SENTENCE_MAX && !ends_at(s, to)) {
        to++;
    }
    if (to < s.n && to < SENTENCE_MAX) {
        to++;
    }
    while (to < s.n && ((unsigned char)s.p[to] & 0xC0) == 0x80) {
        to++;
    }
    while (to > 0 && s.p[to - 1] == '\n') {
        to--;
    }
    put((cst_str){s.p, to});
    if (to >= SENTENCE_MAX) {
        fputs(" ...", stdout);
    }
}

/* The block of the document that a span begins in: blocks are in order. */
static cst_span block_of(const cst_document *doc, cst_span span)
{
    const cst_document_info *d = cst_document_get_info(doc);
    size_t from = 0, to = d->n_zones;
    cst_span z;

    while (to - from > 1) {
        size_t middle = from + (to - from) / 2;

        if (d->zones[middle].span.begin <= span.begin) {
            from = middle;
        } else {
            to = middle;
        }
    }
    if (to == 0) {
        return span;
    }
    z = d->zones[from].span;
    if (z.begin > span.begin || span.begin >= z.end) {
        return span;
    }
    z.end = z.end < span.end ? span.end : z.end;
    return z;
}

static void show_evidence(const shower *s, const cst_span *spans, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        cst_span block = block_of(s->doc, spans[i]);
        cst_span before = {block.begin, spans[i].begin};
        cst_span after = {spans[i].end, block.end};

        fputs("      \"", stdout);
        put_before(cst_document_plain(s->doc, before));
        fputs(s->color ? MARK : "[", stdout);
        put(cst_document_plain(s->doc, spans[i]));
        fputs(s->color ? OFF : "]", stdout);
        put_after(cst_document_plain(s->doc, after));
        fputs("\"", stdout);
        paint(s, FAINT);
        printf(" bytes %lu-%lu", (unsigned long)spans[i].begin,
               (unsigned long)spans[i].end);
        paint(s, OFF);
        putchar('\n');
    }
}

/* -------------------------------------------------------------- records */

static bool begin(shower *s, char letter, size_t index, cst_str what)
{
    char label[32];

    (void)snprintf(label, sizeof(label), "%c%zu", letter, index + 1);
    if (s->only && strcmp(s->only, label) != 0) {
        return false;
    }
    s->found = true;
    paint(s, BOLD);
    printf("%-4s", label);
    put(what);
    paint(s, OFF);
    return true;
}

static void put_label(const char *before, char letter, uint32_t index)
{
    if (index != CST_NONE) {
        printf("%s%c%lu", before, letter, (unsigned long)index + 1);
    }
}

static void put_day(cst_day day)
{
    int y, m, d;

    if (day) {
        cst_day_to_ymd(day, &y, &m, &d);
        printf("%04d-%02d-%02d", y, m, d);
    }
}

static void put_days(const char *before, cst_day from, cst_day to)
{
    if (from == 0 && to == 0) {
        return;
    }
    fputs(before, stdout);
    put_day(from);
    if (to != from) {
        fputs("..", stdout);
        put_day(to);
    }
}

static void put_date(const char *before, const cst_date *d)
{
    if (d->present && d->partial[0]) {
        printf("%s%s", before, d->partial);
    } else if (d->present) {
        put_days(before, d->from, d->to);
    }
}

static void put_place(const char *before, const cst_place *p)
{
    if (!p->present) {
        return;
    }
    put_if(before, p->mention.name, "");
    for (size_t i = 0; i < p->n_in; i++) {
        put_if(", ", p->in[i], "");
    }
}

static void put_mentions(const char *label, const cst_mention *m, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        put_if(i ? "; " : label, m[i].name, "");
    }
}

static void end_line(const shower *s, const cst_claimant *c, cst_stance stance,
                     cst_str rule)
{
    put_if("\n      claimed by ", c->mention.name, "");
    put_if(" (", c->mention.name.n ? c->type : c->mention.name, ")");
    for (size_t i = 0; i < c->n_via; i++) {
        put_if(", via ", c->via[i], "");
    }
    if (stance != CST_ASSERTED) {
        printf("\n      %s", cst_stance_name(stance));
    }
    if (s->only) {
        put_if("\n      rule ", rule, "");
    }
    putchar('\n');
}

static void show_event(shower *s, const cst_event *e, size_t index)
{
    if (!begin(s, 'e', index, e->type)) {
        return;
    }
    put_date("  ", &e->date);
    put_place("  ", &e->place);
    for (size_t i = 0; i < e->n_perpetrators; i++) {
        const cst_party *p = &e->perpetrators[i];

        put_if(i ? "; " : "\n      by ", p->mention.name, "");
        put_if(" (", p->certainty, ")");
    }
    for (size_t i = 0; i < e->n_targets; i++) {
        put_if(i ? "; " : "\n      on ", e->targets[i].mention.name, "");
    }
    put_mentions("\n      with ", e->weapons, e->n_weapons);
    put_mentions("\n      responsibility claimed by ", e->claimed_by,
                 e->n_claimed_by);
    end_line(s, &e->claimant, e->stance, e->rule);
    show_evidence(s, e->evidence, e->n_evidence);
}

static void put_count(const cst_count *c)
{
    printf("  %s", cst_qualifier_name(c->qualifier));
    if (c->value >= 0) {
        printf(" %lld", (long long)c->value);
    }
    if (c->value2 >= 0) {
        printf("-%lld", (long long)c->value2);
    }
}

static void show_harm(shower *s, const cst_harm *h, size_t index)
{
    if (!begin(s, 'h', index, h->kind)) {
        return;
    }
    put_count(&h->count);
    put_if("  ", h->victims.status, "");
    put_if(", ", h->victims.group, "");
    put_if(", ", h->victims.person, "");
    put_label("  in ", 'e', h->event);
    fputs(h->total ? "  total" : "", stdout);
    fputs(h->some ? "  some" : "", stdout);
    put_label("  part of ", 'h', h->part_of);
    put_label("  replaced by ", 'h', h->superseded_by);
    put_date("\n      period ", &h->period);
    put_place("\n      area ", &h->area);
    put_days("\n      as of ", h->as_of.from, h->as_of.to);
    if (h->as_of.from && h->as_of.minutes >= 0) {
        printf(" %02d:%02d", h->as_of.minutes / 60, h->as_of.minutes % 60);
    }
    end_line(s, &h->claimant, h->stance, h->rule);
    show_evidence(s, h->evidence, h->n_evidence);
}

static void show_damage(shower *s, const cst_damage *d, size_t index)
{
    if (!begin(s, 'd', index, d->degree)) {
        return;
    }
    put_if("  ", d->object.name, "");
    put_if(" (", d->class_, ")");
    put_label("  in ", 'e', d->event);
    end_line(s, &d->claimant, d->stance, d->rule);
    show_evidence(s, d->evidence, d->n_evidence);
}

static int show_path(void *user, cst_str path, cst_str entry)
{
    bool *first = user;

    fputs(*first ? "== " : "   also ", stdout);
    put(path);
    put_if(" : ", entry, "");
    putchar('\n');
    *first = false;
    return 0;
}

static void show_head(const shower *s)
{
    const cst_document_info *d = cst_document_get_info(s->doc);
    bool first = true;

    if (cst_store_paths(s->store, d->id, show_path, &first, NULL) != CST_OK) {
        cli_message("%s: the paths cannot be read", d->id);
    }
    put_if("   ", d->title, "\n");
    if (d->outlet.n || d->published.from || d->published.to) {
        put_if("   ", d->outlet, "");
        put_days(d->outlet.n ? ", " : "   ", d->published.from,
                 d->published.to);
        putchar('\n');
    }
    printf("   document %s, %zu bytes, sha256 %s\n", d->id,
           cst_document_raw(s->doc).n, d->sha256);
}

static void show_records(shower *s)
{
    const cst_event *events;
    const cst_harm *harms;
    const cst_damage *damages;
    const cst_note *notes;
    size_t n;

    events = cst_document_events(s->doc, &n);
    for (size_t i = 0; i < n; i++) {
        show_event(s, &events[i], i);
    }
    harms = cst_document_harms(s->doc, &n);
    for (size_t i = 0; i < n; i++) {
        show_harm(s, &harms[i], i);
    }
    damages = cst_document_damages(s->doc, &n);
    for (size_t i = 0; i < n; i++) {
        show_damage(s, &damages[i], i);
    }
    notes = cst_document_notes(s->doc, &n);
    for (size_t i = 0; i < n && !s->only; i++) {
        printf("!!  %s: ", notes[i].code);
        put(notes[i].text);
        putchar('\n');
    }
}

/* ---------------------------------------------------------------- lines */

/* Passes on the line of one record. */
typedef struct picker {
    char key[96]; /* what stands in its line and in no other */
    char *line;
    size_t n, cap;
    bool found;
} picker;

static bool keep_byte(picker *p, char c)
{
    if (p->n + 1 >= p->cap) {
        size_t cap = p->cap ? p->cap * 2 : 4096;
        char *line = realloc(p->line, cap);

        if (!line) {
            return false;
        }
        p->line = line;
        p->cap = cap;
    }
    p->line[p->n++] = c;
    p->line[p->n] = '\0';
    return true;
}

static int pick(void *user, const char *bytes, size_t n)
{
    picker *p = user;

    for (size_t i = 0; i < n; i++) {
        if (!keep_byte(p, bytes[i])) {
            return -1;
        }
        if (bytes[i] == '\n') {
            const char *at = strstr(p->line, p->key);

            if (at && at < p->line + 40) {
                p->found = fwrite(p->line, 1, p->n, stdout) == p->n;
            }
            p->n = 0;
        }
    }
    return 0;
}

static int show_lines(shower *s, const char *id, cst_error *error)
{
    const cst_writer_options options = {.size = sizeof(options),
                                        .format = CST_FORMAT_JSONL};
    picker p = {.n = 0};
    cst_status status;

    if (!s->only) {
        status = cst_store_write_document(s->store, id, &options, cli_write,
                                          stdout, error);
        s->found = true;
    } else {
        (void)snprintf(p.key, sizeof(p.key),
                       "\"document\":\"%s\",\"id\":\"%s\"", id, s->only);
        status = cst_store_write_document(s->store, id, &options, pick, &p,
                                          error);
        s->found = p.found;
        free(p.line);
    }
    return status == CST_OK;
}

static bool show_table(shower *s, const char *id, cst_error *error)
{
    cst_document *doc = NULL;

    if (cst_store_document(s->store, id, error, &doc) != CST_OK) {
        return false;
    }
    s->doc = doc;
    show_head(s);
    s->found = !s->only;
    show_records(s);
    cst_document_free(doc);
    s->doc = NULL;
    return true;
}

/* ------------------------------------------------------------- command */

/* Is this DOC/h3? Then cut it there. */
static char *cut_label(char *name)
{
    char *slash = strrchr(name, '/');

    if (!slash || !strchr("ehd", slash[1]) || slash[1] == '\0' ||
        slash[2] == '\0' ||
        strspn(slash + 2, "0123456789") != strlen(slash + 2)) {
        return NULL;
    }
    *slash = '\0';
    return slash + 1;
}

/* An id, or the begin of one; or the word for all of them. */
static bool show_incident(const shower *s, const cli_common *c,
                          const char *name)
{
    bool all = strcmp(name, "incidents") == 0;

    if (!all && (strlen(name) < 4 ||
                 strspn(name, "0123456789abcdef") != strlen(name))) {
        return false;
    }
    return cli_show_incidents(s->store, all ? NULL : name, c->explain);
}

static bool show_one(shower *s, const cli_common *c, char *name)
{
    cst_error error;
    char id[17];
    cst_status status;
    bool ok;

    memset(&error, 0, sizeof(error));
    s->only = NULL;
    s->found = false;
    status = cst_store_find(s->store, name, id, &error);
    if (status == CST_NOTFOUND && strcmp(name, "totals") == 0) {
        return cli_show_totals(s->store, c);
    }
    if (status == CST_NOTFOUND && show_incident(s, c, name)) {
        return true;
    }
    if (status == CST_NOTFOUND) {
        s->only = cut_label(name);
        status = s->only ? cst_store_find(s->store, name, id, &error) : status;
    }
    if (status != CST_OK) {
        cli_message("%s: %s", name, error.text);
        return false;
    }
    ok = c->format_given && c->format == CST_FORMAT_JSONL
             ? show_lines(s, id, &error)
             : show_table(s, id, &error);
    if (!ok) {
        cli_message("%s: %s", name, error.text);
    } else if (!s->found) {
        cli_message("%s: no record %s", name, s->only);
    }
    return ok && s->found;
}

static int list_one(void *user, const cst_store_entry *e)
{
    (void)user;
    printf("%s  %3lu events %3lu harms %3lu damages  ", e->id,
           (unsigned long)e->events, (unsigned long)e->harms,
           (unsigned long)e->damages);
    put(e->path);
    put_if(" : ", e->entry, "");
    putchar('\n');
    return 0;
}

static int show_all(shower *s, const cli_common *c)
{
    int shown = 0;

    for (int i = 0; i < c->n_paths; i++) {
        shown += show_one(s, c, c->paths[i]);
    }
    if (shown == c->n_paths) {
        return CLI_DONE;
    }
    return shown ? CLI_NOTES : CLI_COULD_NOT;
}

int cli_show(cli_common *c)
{
    shower s = {.store = NULL};
    cst_error error;
    int result;

    if (!cli_store(c, CST_STORE_READ, &s.store)) {
        return CLI_COULD_NOT;
    }
    s.color = isatty(STDOUT_FILENO) && !getenv("NO_COLOR");
    if (c->n_paths > 0) {
        result = show_all(&s, c);
    } else if (cst_store_documents(s.store, list_one, NULL, &error) == CST_OK) {
        result = CLI_DONE;
    } else {
        cli_message("%s", error.text);
        result = CLI_COULD_NOT;
    }
    cst_store_close(s.store);
    return cli_finish_output() ? result : CLI_COULD_NOT;
}
