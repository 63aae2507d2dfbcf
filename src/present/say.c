/* present/say: numbers, days and names as phrases of the pages' language.
 *
 * Takes values, gives ready HTML in the arena of the page. Every pattern is a
 * row of ui.tsv; nothing here knows a language.
 */
#include "present/page.h"

/* A phrase is built in a buffer of its own and then kept. */
static cst_str keep(cst_page *p, cst_buf *b)
{
    cst_str held = cst_buf_get(b);
    cst_str kept = {cst_arena_copy(p->arena, held.p, held.n), held.n};

    if (b->failed) {
        p->out->failed = true;
    }
    cst_buf_free(b);
    return kept.p ? kept : CST_S("");
}

static cst_buf begin(cst_page *p)
{
    cst_buf b;

    cst_buf_init(&b, p->out->allocator);
    return b;
}

static cst_str fill(cst_page *p, cst_str phrase, const cst_ui_part *parts)
{
    cst_buf b = begin(p);

    cst_ui_fill(&b, phrase, parts);
    return keep(p, &b);
}

cst_str cst_say_text(cst_page *p, cst_str text)
{
    cst_buf b = begin(p);

    cst_html_put_text(&b, text);
    return keep(p, &b);
}

cst_str cst_say_name(cst_page *p, cst_str name)
{
    cst_buf b = begin(p), *out = p->out;

    p->out = &b;
    cst_put(p, "<bdi>");
    cst_put_short(p, name, CST_NAME_MAX);
    cst_put(p, "</bdi>");
    p->out = out;
    return keep(p, &b);
}

void cst_put_with(cst_page *p, const char *key, cst_str x)
{
    const cst_ui_part parts[] = {{'x', x}, {0, {NULL, 0}}};

    cst_ui_fill(p->out, cst_ui_word(p->ui, key), parts);
}

/* -------------------------------------------------------------- numbers */

static void add_grouped(cst_buf *b, cst_str digits, cst_str mark)
{
    for (size_t i = 0; i < digits.n; i++) {
        /* Four digits are read at a glance. */
        if (i > 0 && digits.n > 4 && (digits.n - i) % 3 == 0) {
            cst_html_put_text(b, mark);
        }
        cst_buf_char(b, digits.p[i]);
    }
}

cst_str cst_say_int(cst_page *p, int64_t v)
{
    cst_buf digits = begin(p), b = begin(p);

    cst_buf_int(&digits, v);
    add_grouped(&b, cst_buf_get(&digits), cst_ui_word(p->ui, "number.group"));
    cst_buf_free(&digits);
    return keep(p, &b);
}

static cst_str bold(cst_page *p, cst_str html)
{
    cst_buf b = begin(p);

    cst_buf_z(&b, "<b>");
    cst_buf_str(&b, html);
    cst_buf_z(&b, "</b>");
    return keep(p, &b);
}

/* Round words for an order of magnitude. */
static cst_str vague(cst_page *p, int64_t v)
{
    cst_buf key = begin(p);
    cst_str word, number;

    cst_buf_int(&key, v);
    word = cst_ui_code(p->ui, "q.vague", cst_buf_get(&key));
    cst_buf_free(&key);
    if (word.p) {
        return bold(p, cst_say_text(p, word));
    }
    number = bold(p, cst_say_int(p, v));
    return fill(p, cst_ui_word(p->ui, "q.vague"),
                (const cst_ui_part[]){{'n', number}, {0, {NULL, 0}}});
}

static cst_str say_vague(cst_page *p, const cst_count *c)
{
    cst_str n = vague(p, c->value), m;

    if (c->value2 < 0) {
        return n;
    }
    m = vague(p, c->value2);
    return fill(p, cst_ui_word(p->ui, "q.vague.or"),
                (const cst_ui_part[]){{'n', n}, {'m', m}, {0, {NULL, 0}}});
}

cst_str cst_say_number(cst_page *p, const cst_count *c)
{
    cst_str n, m = {NULL, 0}, phrase;

    if (c->value < 0 || c->qualifier == CST_UNSPECIFIED) {
        return cst_say_text(p, cst_ui_word(p->ui, "q.unspecified"));
    }
    if (c->qualifier == CST_VAGUE) {
        return say_vague(p, c);
    }
    n = bold(p, cst_say_int(p, c->value));
    if (c->value2 >= 0) {
        m = bold(p, cst_say_int(p, c->value2));
    }
    phrase = cst_ui_code(p->ui, "q",
                         cst_str_of(cst_qualifier_name(c->qualifier)));
    return fill(p, phrase.p ? phrase : CST_S("{n}"),
                (const cst_ui_part[]){{'n', n}, {'m', m}, {0, {NULL, 0}}});
}

/* ----------------------------------------------------------------- days */

static cst_str month_word(cst_page *p, int month)
{
    char code[2] = {(char)('0' + month / 10), (char)('0' + month % 10)};
    cst_str c = {month < 10 ? code + 1 : code, month < 10 ? 1 : 2};

    return cst_say_text(p, cst_ui_code(p->ui, "month", c));
}

cst_str cst_say_year(cst_page *p, int year)
{
    cst_buf b = begin(p);

    cst_buf_int(&b, year);
    return keep(p, &b);
}

static cst_str day_word(cst_page *p, int day)
{
    cst_buf b = begin(p);

    if (day == 1) {
        cst_html_put_text(&b, cst_ui_word(p->ui, "date.first"));
    } else {
        cst_buf_int(&b, day);
    }
    return keep(p, &b);
}

static cst_str pattern(cst_page *p, const char *key, int y, int m, int d)
{
    const cst_ui_part parts[] = {
        {'d', d ? day_word(p, d) : CST_S("")},
        {'m', month_word(p, m)},
        {'y', cst_say_year(p, y)},
        {0, {NULL, 0}}};

    return fill(p, cst_ui_word(p->ui, key), parts);
}

static cst_str say_day(cst_page *p, cst_day day)
{
    int y, m, d;

    cst_day_to_ymd(day, &y, &m, &d);
    return pattern(p, "date.day", y, m, d);
}

void cst_put_iso(cst_page *p, cst_day day)
{
    int y, m, d;
    char text[] = "0000-00-00";

    cst_day_to_ymd(day, &y, &m, &d);
    for (int i = 3; i >= 0 && y >= 0; i--, y /= 10) {
        text[i] = (char)('0' + y % 10);
    }
    text[5] = (char)('0' + m / 10);
    text[6] = (char)('0' + m % 10);
    text[8] = (char)('0' + d / 10);
    text[9] = (char)('0' + d % 10);
    cst_put(p, text);
}

/* A whole month or year is said as one; p NULL if it is neither. */
static cst_str say_whole(cst_page *p, cst_day from, cst_day to)
{
    int y, m, d, y2, m2, d2;

    cst_day_to_ymd(from, &y, &m, &d);
    cst_day_to_ymd(to + 1, &y2, &m2, &d2);
    if (d != 1 || d2 != 1) {
        return (cst_str){NULL, 0};
    }
    if (m == 1 && m2 == 1 && y2 == y + 1) {
        return cst_say_year(p, y);
    }
    if ((y2 - y) * 12 + m2 - m == 1) {
        return pattern(p, "date.month", y, m, 0);
    }
    return (cst_str){NULL, 0};
}

static cst_str with(cst_page *p, const char *key, cst_str x, cst_str y)
{
    return fill(p, cst_ui_word(p->ui, key),
                (const cst_ui_part[]){{'x', x}, {'y', y}, {0, {NULL, 0}}});
}

cst_str cst_say_days(cst_page *p, cst_day from, cst_day to)
{
    cst_str whole, none = {NULL, 0};

    if (from == 0 && to == 0) {
        return cst_say_text(p, cst_ui_word(p->ui, "undated"));
    }
    if (to == 0) {
        return with(p, "open.side.from", say_day(p, from), none);
    }
    if (from == 0) {
        return with(p, "open.side.to", say_day(p, to), none);
    }
    if (from == to) {
        return say_day(p, from);
    }
    whole = say_whole(p, from, to);
    return whole.p ? whole
                   : with(p, "date.range", say_day(p, from), say_day(p, to));
}

cst_str cst_say_interval(cst_page *p, cst_interval v)
{
    cst_buf b = begin(p);
    char time[6];

    cst_buf_str(&b, cst_say_days(p, v.from, v.to));
    if (v.minutes >= 0 && v.minutes < 24 * 60) {
        time[0] = (char)('0' + v.minutes / 600);
        time[1] = (char)('0' + v.minutes / 60 % 10);
        time[2] = ':';
        time[3] = (char)('0' + v.minutes % 60 / 10);
        time[4] = (char)('0' + v.minutes % 10);
        cst_buf_z(&b, " ");
        cst_buf_add(&b, time, 5);
    }
    return keep(p, &b);
}

/* "--MM-DD" or "--MM" */
static cst_str say_partial(cst_page *p, const char *partial)
{
    cst_str s = cst_str_of(partial);
    int64_t m = 0, d = 0;

    if (!cst_str_to_int(cst_str_sub(s, 2, 2), &m) || m < 1 || m > 12) {
        return cst_say_text(p, s);
    }
    if (s.n > 5 && cst_str_to_int(cst_str_sub(s, 5, 2), &d) && d > 0) {
        return pattern(p, "date.monthday", 0, (int)m, (int)d);
    }
    return pattern(p, "date.monthonly", 0, (int)m, 0);
}

cst_str cst_say_date(cst_page *p, const cst_date *date)
{
    if (!date->present) {
        return cst_say_text(p, cst_ui_word(p->ui, "undated"));
    }
    if (date->from == 0 && date->to == 0 && date->partial[0]) {
        return say_partial(p, date->partial);
    }
    return cst_say_days(p, date->from, date->to);
}
