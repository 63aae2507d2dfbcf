/* present/table: the records of a document for a person at a terminal.
 *
 * One block a document: its head, then each event on a line (date, place, type,
 * who) with its harms and damages indented beneath, each followed by the words
 * that say so and their byte offsets. Text of the file is shown on one line
 * with control characters made harmless. Not a format for programs.
 */
#include "base/utf8.h"
#include "present/present.h"

#include <utf8proc.h>

#define DEFAULT_WIDTH 80u
#define MIN_WIDTH 40u
#define INDENT 4u
#define QUOTE_INDENT 15u
#define CONTINUED 9u /* column of what did not fit on a record's line */

#define COLOR_HEAD "\x1b[1m"
#define COLOR_KIND "\x1b[36m"
#define COLOR_DOUBT "\x1b[33m"
#define COLOR_DENIED "\x1b[31m"
#define COLOR_QUOTE "\x1b[2m"
#define COLOR_OFF "\x1b[0m"

typedef struct table {
    cst_out *o;
    uint32_t width, column;
    bool color;
} table;

/* --------------------------------------------------------------- pieces */

static void raw(table *t, const char *z)
{
    cst_buf_z(&t->o->buf, z);
    t->column += (uint32_t)strlen(z);
}

static void color(table *t, const char *code)
{
    if (t->color) {
        cst_buf_z(&t->o->buf, code);
    }
}

static void newline(table *t)
{
    cst_buf_char(&t->o->buf, '\n');
    t->column = 0;
}

/* Blanks up to a column, at least one if text stands before. */
static void to_column(table *t, uint32_t column)
{
    if (t->column >= column && t->column > 0) {
        raw(t, " ");
    }
    while (t->column < column) {
        raw(t, " ");
    }
}

/* Control, format and unassigned code points could rewrite the terminal. */
static bool is_harmless(uint32_t cp)
{
    switch (utf8proc_category((utf8proc_int32_t)cp)) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_CO:
        return false;
    default:
        return true;
    }
}

static void put_cp(table *t, uint32_t cp)
{
    char bytes[4];
    int width;

    if (!is_harmless(cp)) {
        cp = CST_BAD_CODEPOINT;
    }
    width = utf8proc_charwidth((utf8proc_int32_t)cp);
    cst_buf_add(&t->o->buf, bytes, cst_utf8_encode(cp, bytes));
    t->column += width > 0 ? (uint32_t)width : 0;
}

/* Text of the file; runs of white space become one blank. */
static void text(table *t, cst_str s)
{
    bool blank = false, any = false;

    for (size_t at = 0, len; at < s.n; at += len) {
        uint32_t cp = cst_utf8_decode(s, at, &len, NULL);

        if (cst_utf8_is_space(cp)) {
            blank = any;
            continue;
        }
        if (blank) {
            raw(t, " ");
        }
        blank = false;
        any = true;
        put_cp(t, cp);
    }
}

static uint32_t word_width(cst_str s, size_t at, size_t *end)
{
    uint32_t width = 0;
    size_t len;

    for (; at < s.n; at += len) {
        uint32_t cp = cst_utf8_decode(s, at, &len, NULL);
        int w;

        if (cst_utf8_is_space(cp)) {
            break;
        }
        w = utf8proc_charwidth((utf8proc_int32_t)cp);
        width += w > 0 ? (uint32_t)w : 0;
    }
    *end = at;
    return width;
}

/* Text broken at blanks; lines after the first begin at indent. */
static void wrapped(table *t, cst_str s, uint32_t indent)
{
    size_t at = 0, end = 0, len;
    bool first = true;

    while (at < s.n) {
        uint32_t width = word_width(s, at, &end);

        if (end == at) {
            (void)cst_utf8_decode(s, at, &len, NULL);
            at += len;
            continue;
        }
        if (!first && t->column + 1 + width > t->width) {
            newline(t);
            to_column(t, indent);
        } else if (!first) {
            raw(t, " ");
        }
        text(t, cst_str_sub(s, at, end - at));
        first = false;
        at = end;
    }
}

static uint32_t text_width(cst_str s)
{
    uint32_t width = 0;
    size_t at = 0, end = 0, len;

    while (at < s.n) {
        width += word_width(s, at, &end) + 1;
        at = end;
        if (at < s.n) {
            (void)cst_utf8_decode(s, at, &len, NULL);
            at += len;
        }
    }
    return width;
}

/* For so many columns: two blanks, or the next line if this one is too full. */
static void make_room(table *t, uint32_t need)
{
    if (t->column + need > t->width && t->column > CONTINUED) {
        newline(t);
        to_column(t, CONTINUED);
    } else {
        raw(t, "  ");
    }
}

/* A label and a text that stay together: on the next line if not on this. */
static void part(table *t, const char *label, cst_str s)
{
    uint32_t need = (uint32_t)strlen(label) + 2 + text_width(s);

    make_room(t, need);
    raw(t, label);
    wrapped(t, s, CONTINUED + 2);
}

static void integer(table *t, int64_t v)
{
    size_t before = t->o->buf.n;

    cst_buf_int(&t->o->buf, v);
    t->column += (uint32_t)(t->o->buf.n - before);
}

static void day(table *t, cst_day d)
{
    cst_out_day(t->o, d);
    t->column += 10;
}

static void days(table *t, cst_day from, cst_day to)
{
    if (from) {
        day(t, from);
    }
    if (to != from) {
        raw(t, "..");
        if (to) {
            day(t, to);
        }
    }
}

/* The quoted words and where they stand. */
static void evidence(table *t, const cst_span *spans, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        to_column(t, QUOTE_INDENT);
        color(t, COLOR_QUOTE);
        raw(t, "\"");
        wrapped(t, cst_document_plain(t->o->doc, spans[i]), QUOTE_INDENT + 1);
        raw(t, "\" [");
        integer(t, spans[i].begin);
        raw(t, "-");
        integer(t, spans[i].end);
        raw(t, "]");
        color(t, COLOR_OFF);
        newline(t);
    }
}

static void stance(table *t, cst_stance s)
{
    if (s == CST_ASSERTED) {
        return;
    }
    color(t, s == CST_DENIED ? COLOR_DENIED : COLOR_DOUBT);
    raw(t, "  [");
    raw(t, cst_stance_name(s));
    raw(t, "]");
    color(t, COLOR_OFF);
}

static void claimant(table *t, const cst_claimant *c)
{
    if (!c->mention.name.p) {
        return;
    }
    part(t, "per ", c->mention.name);
    for (size_t i = 0; i < c->n_via; i++) {
        part(t, "via ", c->via[i]);
    }
}

/* -------------------------------------------------------------- records */

static void when(table *t, const cst_date *d)
{
    if (!d->present) {
        raw(t, "no date");
    } else if (d->partial[0]) {
        raw(t, d->partial);
    } else {
        days(t, d->from, d->to);
    }
}

static void where(table *t, const cst_place *p)
{
    if (!p->present) {
        raw(t, "no place");
        return;
    }
    text(t, p->mention.name);
    for (size_t i = 0; i < p->n_in; i++) {
        raw(t, ", ");
        text(t, p->in[i]);
    }
}

static void names(table *t, const char *label, const cst_mention *m, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        part(t, i ? "and " : label, m[i].name);
    }
}

static void event(table *t, const cst_event *e, uint32_t index)
{
    color(t, COLOR_HEAD);
    raw(t, "e");
    integer(t, (int64_t)index + 1);
    to_column(t, INDENT);
    when(t, &e->date);
    raw(t, "  ");
    where(t, &e->place);
    color(t, COLOR_KIND);
    part(t, "", e->type);
    color(t, COLOR_OFF);
    for (size_t i = 0; i < e->n_perpetrators; i++) {
        part(t, i ? "and " : "by ", e->perpetrators[i].mention.name);
        if (e->perpetrators[i].certainty.n &&
            !cst_str_is(e->perpetrators[i].certainty, "stated")) {
            raw(t, " (");
            text(t, e->perpetrators[i].certainty);
            raw(t, ")");
        }
    }
    for (size_t i = 0; i < e->n_targets; i++) {
        part(t, i ? "and " : "on ", e->targets[i].mention.name);
    }
    names(t, "with ", e->weapons, e->n_weapons);
    names(t, "claimed by ", e->claimed_by, e->n_claimed_by);
    claimant(t, &e->claimant);
    stance(t, e->stance);
    newline(t);
    evidence(t, e->evidence, e->n_evidence);
}

static void count(table *t, const cst_count *c)
{
    if (c->qualifier != CST_EXACT) {
        raw(t, cst_qualifier_name(c->qualifier));
        raw(t, c->value >= 0 ? " " : "");
    }
    if (c->value >= 0) {
        integer(t, c->value);
    }
    if (c->value2 >= 0) {
        raw(t, "-");
        integer(t, c->value2);
    }
}

static void label(table *t, const char *what, uint32_t index)
{
    if (index != CST_NONE) {
        raw(t, what);
        integer(t, (int64_t)index + 1);
    }
}

/* As "part", of days: "over 2019-01-01..", "as of 2019-04-03 18:05". */
static void time_part(table *t, const char *label, cst_interval at)
{
    uint32_t need = (uint32_t)strlen(label) + 2 + 22;

    if (at.from == 0 && at.to == 0) {
        return;
    }
    make_room(t, need);
    raw(t, label);
    days(t, at.from, at.to);
    if (at.minutes >= 0) {
        char clock[] = {' ', (char)('0' + at.minutes / 600 % 10),
                        (char)('0' + at.minutes / 60 % 10), ':',
                        (char)('0' + at.minutes % 60 / 10),
                        (char)('0' + at.minutes % 10), 0};
        raw(t, clock);
    }
}

static void harm(table *t, const cst_harm *h, uint32_t index)
{
    to_column(t, INDENT);
    raw(t, "h");
    integer(t, (int64_t)index + 1);
    to_column(t, INDENT + 5);
    color(t, COLOR_KIND);
    text(t, h->kind);
    color(t, COLOR_OFF);
    to_column(t, INDENT + 16);
    count(t, &h->count);
    to_column(t, INDENT + 34);
    text(t, h->victims.person.n ? h->victims.person : h->victims.status);
    if (h->victims.group.n) {
        raw(t, ", ");
        text(t, h->victims.group);
    }
    claimant(t, &h->claimant);
    raw(t, h->total ? "  total" : "");
    raw(t, h->some ? "  some" : "");
    if (h->area.present) {
        part(t, "in ", h->area.mention.name);
    }
    time_part(t, "over ", (cst_interval){h->period.from, h->period.to, -1});
    time_part(t, "as of ", h->as_of);
    label(t, "  part of h", h->part_of);
    label(t, "  replaced by h", h->superseded_by);
    stance(t, h->stance);
    newline(t);
    evidence(t, h->evidence, h->n_evidence);
}

static void damage(table *t, const cst_damage *d, uint32_t index)
{
    to_column(t, INDENT);
    raw(t, "d");
    integer(t, (int64_t)index + 1);
    to_column(t, INDENT + 5);
    color(t, COLOR_KIND);
    text(t, d->degree);
    color(t, COLOR_OFF);
    to_column(t, INDENT + 16);
    text(t, d->object.name);
    raw(t, " (");
    text(t, d->class_);
    raw(t, ")");
    claimant(t, &d->claimant);
    stance(t, d->stance);
    newline(t);
    evidence(t, d->evidence, d->n_evidence);
}

/* The harms and damages of one event, or of none. Documents are short and
 * events few, but a hostile one is not: see members. */
typedef struct members {
    uint32_t *next;  /* chain of record numbers, harms then damages */
    uint32_t *first; /* by event + 1; 0 is "no event" */
} members;

static void free_members(members *m)
{
    cst_mem_free(NULL, m->next);
    cst_mem_free(NULL, m->first);
}

static void chain(members *m, size_t n_events, uint32_t event_index, uint32_t i)
{
    size_t list = event_index < n_events ? (size_t)event_index + 1 : 0;

    m->next[i] = m->first[list];
    m->first[list] = i;
}

/* Harms go in last and backwards, so that each chain is in order. */
static bool sort_members(const cst_document *doc, members *m)
{
    size_t n_events, n_harms, n_damages;
    const cst_harm *h = cst_document_harms(doc, &n_harms);
    const cst_damage *d = cst_document_damages(doc, &n_damages);

    (void)cst_document_events(doc, &n_events);
    m->next = cst_mem_alloc(NULL, n_harms + n_damages, sizeof(uint32_t));
    m->first = cst_mem_alloc(NULL, n_events + 1, sizeof(uint32_t));
    if (!m->next || !m->first) {
        return false;
    }
    memset(m->first, 0xFF, (n_events + 1) * sizeof(uint32_t));
    for (size_t i = n_damages; i-- > 0;) {
        chain(m, n_events, d[i].event, (uint32_t)(n_harms + i));
    }
    for (size_t i = n_harms; i-- > 0;) {
        chain(m, n_events, h[i].event, (uint32_t)i);
    }
    return true;
}

static void write_members(table *t, const cst_document *doc, const members *m,
                          size_t list)
{
    size_t n_harms, n_damages;
    const cst_harm *h = cst_document_harms(doc, &n_harms);
    const cst_damage *d = cst_document_damages(doc, &n_damages);

    for (uint32_t i = m->first[list]; i != CST_NONE; i = m->next[i]) {
        if (i < n_harms) {
            harm(t, &h[i], i);
        } else {
            damage(t, &d[i - n_harms], (uint32_t)(i - n_harms));
        }
        cst_out_flush(t->o, false);
    }
}

static void head(table *t, const cst_document *doc,
                 const cst_writer_options *options)
{
    const cst_document_info *d = cst_document_get_info(doc);

    color(t, COLOR_HEAD);
    raw(t, "== ");
    text(t, d->path);
    if (d->entry.p) {
        raw(t, " : ");
        text(t, d->entry);
    }
    color(t, COLOR_OFF);
    newline(t);
    for (size_t i = 0; i < options->n_also; i++) {
        raw(t, "   also ");
        text(t, cst_str_of(options->also[i]));
        newline(t);
    }
    if (d->title.n) {
        raw(t, "   ");
        wrapped(t, d->title, 3);
        newline(t);
    }
    if (d->outlet.n || d->published.from || d->published.to) {
        raw(t, "   ");
        text(t, d->outlet);
        raw(t, d->outlet.n && d->published.from ? ", " : "");
        if (d->published.from || d->published.to) {
            days(t, d->published.from, d->published.to);
        }
        newline(t);
    }
}

void cst_table_note(cst_out *o, cst_str path, cst_str entry, int64_t offset,
                    const char *code, cst_str message)
{
    table t = {o, DEFAULT_WIDTH, 0, false};

    raw(&t, "!! ");
    text(&t, path);
    if (entry.p) {
        raw(&t, " : ");
        text(&t, entry);
    }
    if (offset >= 0) {
        raw(&t, " @");
        integer(&t, offset);
    }
    raw(&t, "  ");
    raw(&t, code);
    raw(&t, message.n ? ": " : "");
    text(&t, message);
    newline(&t);
}

void cst_table_write(cst_out *o, const cst_document *doc,
                     const cst_writer_options *options)
{
    table t = {o, options->width ? options->width : DEFAULT_WIDTH, 0,
               options->color};
    const cst_document_info *info = cst_document_get_info(doc);
    members m = {NULL, NULL};
    const cst_event *events;
    const cst_note *notes;
    size_t n, n_notes;

    t.width = t.width < MIN_WIDTH ? MIN_WIDTH : t.width;
    head(&t, doc, options);
    if (!sort_members(doc, &m)) {
        o->buf.failed = true;
        free_members(&m);
        return;
    }
    events = cst_document_events(doc, &n);
    for (size_t i = 0; i < n; i++) {
        event(&t, &events[i], (uint32_t)i);
        write_members(&t, doc, &m, i + 1);
    }
    if (m.first[0] != CST_NONE) {
        raw(&t, "--  no event");
        newline(&t);
        write_members(&t, doc, &m, 0);
    }
    free_members(&m);
    notes = cst_document_notes(doc, &n_notes);
    for (size_t i = 0; i < n_notes; i++) {
        cst_table_note(o, info->path, info->entry, notes[i].offset,
                       notes[i].code, notes[i].text);
    }
    newline(&t);
}
