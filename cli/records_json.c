/* cli/records_json: the values of a record out of JSON.
 *
 * Takes an object and a key, gives the value as constat.h has it. The first
 * thing that is wrong is kept in the reading, and costs its record.
 */
#include "records_json.h"

#include <stdlib.h>
#include <string.h>

#define MAX_LIST 4096 /* elements, of whatever kind */

/* --------------------------------------------------------------- memory */

/* Zeroed memory until the reset. */
void *jr_keep(cli_records *r, size_t count, size_t size)
{
    cli_kept *k = count < SIZE_MAX / 2 / size
                      ? calloc(1, sizeof(*k) + count * size)
                      : NULL;

    if (!k) {
        r->failed = true;
        return NULL;
    }
    k->next = r->kept;
    r->kept = k;
    return k + 1;
}

bool jr_grow(cli_records *r, void **at, size_t n, size_t *cap, size_t size)
{
    if (n == *cap) {
        size_t more = *cap ? *cap * 2 : 16;
        void *moved = realloc(*at, more * size);

        if (!moved) {
            r->failed = true;
            return false;
        }
        *at = moved;
        *cap = more;
    }
    memset((char *)*at + n * size, 0, size);
    return true;
}

/* --------------------------------------------------------------- values */

void jr_wrong(jr_reading *x, const char *why)
{
    x->why = x->why ? x->why : why;
}

json_t *jr_value(json_t *object, const char *key)
{
    json_t *v = json_object_get(object, key);

    return json_is_null(v) ? NULL : v;
}

cst_str jr_str(jr_reading *x, json_t *object, const char *key)
{
    json_t *v = jr_value(object, key);

    if (v && !json_is_string(v)) {
        jr_wrong(x, "a value that is no string where one belongs");
    }
    return v && json_is_string(v)
               ? (cst_str){json_string_value(v), json_string_length(v)}
               : (cst_str){NULL, 0};
}

json_t *jr_object(jr_reading *x, json_t *object, const char *key)
{
    json_t *v = jr_value(object, key);

    if (v && !json_is_object(v)) {
        jr_wrong(x, "a value that is no object where one belongs");
        return NULL;
    }
    return v;
}

/* Its length; 0 for null. */
size_t jr_list(jr_reading *x, json_t *object, const char *key,
                       json_t **list)
{
    json_t *v = jr_value(object, key);

    *list = v;
    if (v && !json_is_array(v)) {
        jr_wrong(x, "a value that is no list where one belongs");
        return 0;
    }
    if (json_array_size(v) > MAX_LIST) {
        jr_wrong(x, "a list that is too long");
        return 0;
    }
    return json_array_size(v);
}

int64_t jr_int(jr_reading *x, json_t *object, const char *key,
                       int64_t if_null)
{
    json_t *v = jr_value(object, key);

    if (!v) {
        return if_null;
    }
    if (!json_is_integer(v) || json_integer_value(v) < 0) {
        jr_wrong(x, "a value that is no whole number where one belongs");
        return if_null;
    }
    return json_integer_value(v);
}

static double jr_real(jr_reading *x, json_t *object, const char *key,
                       double if_null)
{
    json_t *v = jr_value(object, key);

    if (v && !json_is_number(v)) {
        jr_wrong(x, "a value that is no number where one belongs");
    }
    return v && json_is_number(v) ? json_number_value(v) : if_null;
}

int jr_name(jr_reading *x, json_t *object, const char *key, jr_name_fn at,
                    int last, int if_null)
{
    cst_str s = jr_str(x, object, key);

    if (!s.p) {
        return if_null;
    }
    for (int v = 0; v <= last; v++) {
        const char *name = at(v);

        if (strlen(name) == s.n && memcmp(name, s.p, s.n) == 0) {
            return v;
        }
    }
    jr_wrong(x, "a word that the format does not know");
    return if_null;
}

static const char *basis_at(int v)
{
    return cst_basis_name((cst_basis)v);
}

static const char *stance_at(int v)
{
    return cst_stance_name((cst_stance)v);
}

static const char *pub_at(int v)
{
    static const char *const names[] = {"", "header", "metadata", "text"};

    return names[v];
}

static cst_basis jr_basis(jr_reading *x, json_t *object)
{
    return (cst_basis)jr_name(x, object, "basis", basis_at,
                               CST_BASIS_COLLECTION, CST_BASIS_NONE);
}

/* Exactly so many digits. */
static bool digits(const char *p, size_t n, int *v)
{
    *v = 0;
    for (size_t i = 0; i < n; i++) {
        if (p[i] < '0' || p[i] > '9') {
            return false;
        }
        *v = *v * 10 + (p[i] - '0');
    }
    return true;
}

static cst_day jr_day(jr_reading *x, json_t *object, const char *key)
{
    cst_str s = jr_str(x, object, key);
    int y, m, d, y2, m2, d2;
    cst_day day;

    if (!s.p) {
        return 0;
    }
    if (s.n != 10 || s.p[4] != '-' || s.p[7] != '-' || !digits(s.p, 4, &y) ||
        !digits(s.p + 5, 2, &m) || !digits(s.p + 8, 2, &d) || m < 1 || m > 12 ||
        d < 1 || d > 31) {
        jr_wrong(x, "a day that is not YYYY-MM-DD");
        return 0;
    }
    day = cst_day_from_ymd(y, m, d);
    cst_day_to_ymd(day, &y2, &m2, &d2);
    if (y != y2 || m != m2 || d != d2) {
        jr_wrong(x, "a day that no calendar has");
        return 0;
    }
    return day;
}

static int16_t get_time(jr_reading *x, json_t *object)
{
    cst_str s = jr_str(x, object, "time");
    int h, m;

    if (!s.p) {
        return -1;
    }
    if (s.n != 5 || s.p[2] != ':' || !digits(s.p, 2, &h) ||
        !digits(s.p + 3, 2, &m) || h > 23 || m > 59) {
        jr_wrong(x, "a time that is not HH:MM");
        return -1;
    }
    return (int16_t)(h * 60 + m);
}

cst_interval jr_interval(jr_reading *x, json_t *object, const char *key,
                                 cst_pub_source *source)
{
    json_t *v = jr_object(x, object, key);
    cst_interval out = {0, 0, -1};

    if (v) {
        out.from = jr_day(x, v, "from");
        out.to = jr_day(x, v, "to");
        out.minutes = get_time(x, v);
        if (source) {
            *source = (cst_pub_source)jr_name(x, v, "source", pub_at,
                                               CST_PUB_TEXT, CST_PUB_NONE);
        }
    }
    return out;
}

/* -------------------------------------------------------- spans and names */

/* Where it stands, if that is stated, and what it is said to say. */
cst_span jr_span(jr_reading *x, json_t *object)
{
    int64_t begin = jr_int(x, object, "begin", 0);
    int64_t end = jr_int(x, object, "end", 0);
    cst_str text = jr_str(x, object, "text");
    cst_str plain = jr_str(x, object, "plain");
    cli_records *r = x->r;
    cst_quote *q;

    if (end < begin || end > CST_MAX_PAYLOAD) {
        jr_wrong(x, "a span that ends before it begins, or beyond any text");
        return (cst_span){0, 0};
    }
    if (begin == end) {
        return (cst_span){0, 0};
    }
    if (!text.p) {
        jr_wrong(x, "a span without its text");
        return (cst_span){0, 0};
    }
    if (!jr_grow(r, (void **)&r->quotes, r->n_quotes, &r->cap_quotes,
              sizeof(*r->quotes))) {
        return (cst_span){0, 0};
    }
    q = &r->quotes[r->n_quotes++];
    *q = (cst_quote){{(uint32_t)begin, (uint32_t)end}, text, plain, x->kind,
                     x->index};
    r->marked_up = r->marked_up || plain.p;
    return q->span;
}

const cst_str *jr_names(jr_reading *x, json_t *object, const char *key,
                                size_t *n)
{
    json_t *list;
    size_t count = jr_list(x, object, key, &list);
    cst_str *at = count ? jr_keep(x->r, count, sizeof(*at)) : NULL;

    *n = at ? count : 0;
    for (size_t i = 0; i < *n; i++) {
        json_t *v = json_array_get(list, i);

        if (!json_is_string(v)) {
            jr_wrong(x, "a list of names with something else in it");
            *n = i;
            break;
        }
        at[i] = (cst_str){json_string_value(v), json_string_length(v)};
    }
    return at;
}

cst_mention jr_mention(jr_reading *x, json_t *object)
{
    cst_mention m = {{0, 0}, {NULL, 0}};

    if (!json_is_object(object)) {
        jr_wrong(x, "a mention that is no object");
        return m;
    }
    m.name = jr_str(x, object, "name");
    m.span = jr_span(x, object);
    return m;
}

const cst_mention *jr_mentions(jr_reading *x, json_t *object,
                                       const char *key, size_t *n)
{
    json_t *list;
    size_t count = jr_list(x, object, key, &list);
    cst_mention *at = count ? jr_keep(x->r, count, sizeof(*at)) : NULL;

    *n = at ? count : 0;
    for (size_t i = 0; i < *n; i++) {
        at[i] = jr_mention(x, json_array_get(list, i));
    }
    return at;
}

cst_claimant jr_claimant(jr_reading *x, json_t *object, const char *key)
{
    json_t *v = jr_object(x, object, key);
    cst_claimant c;

    memset(&c, 0, sizeof(c));
    if (!v) {
        return c;
    }
    c.mention = jr_mention(x, v);
    if (!c.mention.name.n) {
        jr_wrong(x, "a claimant without a name");
    }
    c.type = jr_str(x, v, "type");
    c.side = jr_str(x, v, "side");
    c.via = jr_names(x, v, "via", &c.n_via);
    c.basis = jr_basis(x, v);
    return c;
}

static void get_partial(jr_reading *x, json_t *v, cst_date *d)
{
    cst_str s = jr_str(x, v, "partial");
    int m = 0, day = 1;

    if (!s.p) {
        return;
    }
    if ((s.n != 4 && s.n != 7) || memcmp(s.p, "--", 2) != 0 ||
        !digits(s.p + 2, 2, &m) ||
        (s.n == 7 && (s.p[4] != '-' || !digits(s.p + 5, 2, &day))) || m < 1 ||
        m > 12 || day < 1 || day > 31) {
        jr_wrong(x, "a partial date that is not --MM or --MM-DD");
        return;
    }
    memcpy(d->partial, s.p, s.n);
}

cst_date jr_date(jr_reading *x, json_t *object, const char *key)
{
    json_t *v = jr_object(x, object, key);
    cst_date d;

    memset(&d, 0, sizeof(d));
    if (!v) {
        return d;
    }
    d.present = true;
    d.from = jr_day(x, v, "from");
    d.to = jr_day(x, v, "to");
    if (d.from && d.to && d.from > d.to) {
        jr_wrong(x, "a date that ends before it begins");
    }
    get_partial(x, v, &d);
    d.method = jr_str(x, v, "method");
    d.basis = jr_basis(x, v);
    d.mention.span = jr_span(x, v);
    return d;
}

cst_place jr_place(jr_reading *x, json_t *object, const char *key)
{
    json_t *v = jr_object(x, object, key);
    cst_place p;

    memset(&p, 0, sizeof(p));
    p.radius_km = -1;
    if (!v) {
        return p;
    }
    p.present = true;
    p.mention = jr_mention(x, v);
    p.in = jr_names(x, v, "in", &p.n_in);
    p.id = jr_str(x, v, "id");
    p.has_point = jr_value(v, "lat") && jr_value(v, "lon");
    if (p.has_point) {
        p.lat = jr_real(x, v, "lat", 0);
        p.lon = jr_real(x, v, "lon", 0);
    }
    if (!(p.lat >= -90 && p.lat <= 90 && p.lon >= -180 && p.lon <= 180)) {
        jr_wrong(x, "a place that is not on Earth");
    }
    p.precision = jr_str(x, v, "precision");
    p.radius_km = jr_real(x, v, "radius_km", -1);
    p.basis = jr_basis(x, v);
    p.candidates = jr_names(x, v, "candidates", &p.n_candidates);
    return p;
}

const cst_span *jr_evidence(jr_reading *x, json_t *object, size_t *n)
{
    json_t *list;
    size_t count = jr_list(x, object, "evidence", &list);
    cst_span *at = count ? jr_keep(x->r, count, sizeof(*at)) : NULL;

    *n = at ? count : 0;
    for (size_t i = 0; i < *n; i++) {
        json_t *v = json_array_get(list, i);

        at[i] = json_is_object(v) ? jr_span(x, v) : (cst_span){0, 0};
        if (at[i].begin == at[i].end) {
            jr_wrong(x, "evidence that points at nothing");
        }
    }
    return at;
}

cst_stance jr_stance(jr_reading *x, json_t *object)
{
    return (cst_stance)jr_name(x, object, "stance", stance_at, CST_DENIED,
                                CST_ASSERTED);
}
