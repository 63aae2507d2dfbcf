/* present/export_ged: incidents in the 49 columns of UCDP's Georeferenced Event
 * Dataset.
 *
 * A row an event with somebody dead. An aggregate counts those alone whom the
 * rows within it leave over (event_clarity 2); one that goes on, or is longer
 * than any date_prec, is none. Numbers of UCDP's own lists (conflicts, dyads,
 * actors) are not ours to give. docs/EXPORTS.md goes through the columns. */
#include "present/codes.h"
#include "present/csv.h"

static const char *const columns[] = {
    "id", "relid", "year", "active_year", "code_status", "type_of_violence",
    "conflict_dset_id", "conflict_new_id", "conflict_name", "dyad_dset_id",
    "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a",
    "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources",
    "source_article", "source_office", "source_date", "source_headline",
    "source_original", "where_prec", "where_coordinates", "where_description",
    "adm_1", "adm_2", "latitude", "longitude", "geom_wkt", "priogrid_gid",
    "country", "country_id", "region", "event_clarity", "date_prec",
    "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians",
    "deaths_unknown", "best", "high", "low", "gwnoa", "gwnob", NULL};

/* 52 bits: what a double holds exactly, since R and spreadsheets read ids so. */
#define ID_DIGITS 13u

typedef struct row {
    cst_export *x;
    cst_coded k;
    cst_str violence;     /* code; p NULL: the sides do not tell */
    cst_str a, b;         /* names of the sides */
    int64_t gwa, gwb;     /* -1: no state, or not known */
    bool doer_is_b;       /* the state that was attacked is side a */
    cst_str doer_class;
} row;

/* ---------------------------------------------------------------- sides */

static cst_str class_of(const row *r, const cst_side *s)
{
    return cst_code_value(r->x, "actor", s->key);
}

static cst_str violence_of(const row *r, cst_str a, const char *b)
{
    char key[64];
    size_t n = strlen(b);

    if (!a.n || a.n + n + 1 > sizeof(key)) {
        return (cst_str){NULL, 0};
    }
    memcpy(key, a.p, a.n);
    key[a.n] = ':';
    memcpy(key + a.n + 1, b, n);
    return cst_code_value(r->x, "violence", (cst_str){key, a.n + 1 + n});
}

/* Fighters may be of a state or of a group: coded if both give one code. */
static cst_str against_fighters(const row *r)
{
    cst_str state = violence_of(r, r->doer_class, "state");
    cst_str group = violence_of(r, r->doer_class, "armed_group");

    return cst_str_eq(state, group) ? state : (cst_str){NULL, 0};
}

/* Army and government of one state have one name. Those whom nobody names are no
 * side. */
static cst_str names_of(row *r, const cst_side *party, size_t n)
{
    cst_str names[CST_SIDES];
    cst_buf b;

    if (!n || cst_code_is_unnamed(&party[0])) {
        return (cst_str){NULL, 0};
    }
    cst_buf_init(&b, r->x->arena->allocator);
    for (size_t i = 0; i < n; i++) {
        bool again = false;

        names[i] = cst_code_name(r->x, &party[i], true);
        for (size_t j = 0; j < i; j++) {
            again = again || cst_str_eq(names[i], names[j]);
        }
        if (!again) {
            cst_buf_z(&b, i ? ", " : "");
            cst_code_put(&b, names[i]);
        }
    }
    return cst_code_keep(r->x, &b);
}

static int64_t gw_of(const cst_country *c)
{
    return c ? c->gw : -1;
}

/* The state that was attacked, whose policemen or soldiers died. */
static void put_state_first(row *r, cst_str state, int64_t gw)
{
    r->doer_is_b = true;
    r->b = r->a;
    r->a = state;
    r->gwb = r->gwa;
    r->gwa = gw;
}

/* An armed party was aimed at: both sides tell. */
static void code_foes(row *r)
{
    const cst_side *foe = &r->k.foe[0];
    cst_str class_ = class_of(r, foe);
    cst_str name = names_of(r, r->k.foe, r->k.foes);
    int64_t gw = cst_str_is(class_, "state") ? gw_of(foe->country) : -1;
    char key[32];

    if (!r->k.foes || !class_.n || class_.n >= sizeof(key)) {
        return;
    }
    memcpy(key, class_.p, class_.n);
    key[class_.n] = '\0';
    r->violence = violence_of(r, r->doer_class, key);
    if (cst_str_is(class_, "state") &&
        cst_str_is(r->doer_class, "armed_group")) {
        put_state_first(r, name, gw);
    } else {
        r->b = name;
        r->gwb = gw;
    }
}

static void code_sides(row *r)
{
    bool aimed = cst_code_value(r->x, "aimed", r->k.type).p != NULL;

    r->gwa = r->gwb = -1;
    if (!r->k.sides) {
        code_foes(r); /* whom, by nobody that is told */
        return;
    }
    r->doer_class = class_of(r, &r->k.side[0]);
    r->a = names_of(r, r->k.side, r->k.sides);
    r->gwa = cst_str_is(r->doer_class, "state") ? gw_of(r->k.side[0].country)
                                                : -1;
    if (r->k.foes) {
        code_foes(r);
    } else if (r->k.target == CST_TARGET_POLICE) {
        r->violence = violence_of(r, r->doer_class, "state");
        if (cst_str_is(r->doer_class, "armed_group")) {
            put_state_first(r, cst_code_called(r->x, "police", r->k.country, true),
                            gw_of(r->k.country));
        }
    } else if (r->k.target == CST_TARGET_FIGHTERS) {
        r->violence = against_fighters(r);
    } else if (r->k.target == CST_TARGET_CIVILIANS && aimed) {
        r->violence = violence_of(r, r->doer_class, "civilian");
        r->b = r->violence.p ? CST_S("Civilians") : r->b;
    }
}

static void put_between(row *r, bool wanted)
{
    cst_buf b;

    if (!wanted || !r->a.n || !r->b.n) {
        cst_csv_empty(&r->x->out);
        return;
    }
    cst_buf_init(&b, r->x->arena->allocator);
    cst_buf_str(&b, r->a);
    cst_buf_z(&b, " - ");
    cst_buf_str(&b, r->b);
    cst_csv_str(&r->x->out, cst_code_keep(r->x, &b));
}

static void put_empty(row *r, int n)
{
    while (n-- > 0) {
        cst_csv_empty(&r->x->out);
    }
}

/* A state-based conflict is called by its incompatibility, which is not told. */
static void put_sides(row *r)
{
    cst_csv_str(&r->x->out, r->violence);
    put_empty(r, 2);
    put_between(r, r->violence.p && !cst_str_is(r->violence, "1"));
    put_empty(r, 2);
    put_between(r, r->violence.p != NULL);
    put_empty(r, 2);
    cst_csv_str(&r->x->out, r->a);
    put_empty(r, 2);
    cst_csv_str(&r->x->out, r->b);
}

/* --------------------------------------------------------------- naming */

static int hex_digit(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : 0;
}

static void put_id(row *r)
{
    int64_t id = 0;

    for (size_t i = 0; i < ID_DIGITS && r->k.in->id[i]; i++) {
        id = id * 16 + hex_digit(r->k.in->id[i]);
    }
    cst_csv_int(&r->x->out, id);
}

static int year_of(cst_day day)
{
    int y, m, d;

    cst_day_to_ymd(day, &y, &m, &d);
    return y;
}

/* As UCDP's: country, year, kind of violence, and what tells events apart. */
static void put_relid(row *r)
{
    const cst_when *d = &r->k.in->date;
    cst_buf b;

    cst_buf_init(&b, r->x->arena->allocator);
    cst_buf_str(&b, r->k.country ? r->k.country->alpha3 : CST_S("XXX"));
    cst_buf_char(&b, '-');
    if (d->present && d->from) {
        cst_buf_int(&b, year_of(d->from));
    } else {
        cst_buf_char(&b, 'X');
    }
    cst_buf_char(&b, '-');
    cst_buf_str(&b, r->violence.p ? r->violence : CST_S("X"));
    cst_buf_char(&b, '-');
    cst_buf_z(&b, r->k.in->id);
    cst_csv_str(&r->x->out, cst_code_keep(r->x, &b));
}

static void put_heading(row *r)
{
    const cst_when *d = &r->k.in->date;

    put_id(r);
    put_relid(r);
    if (d->present && d->from) {
        cst_csv_int(&r->x->out, year_of(d->from));
    } else {
        cst_csv_empty(&r->x->out);
    }
    cst_csv_empty(&r->x->out);
    cst_csv_str(&r->x->out, cst_code_flags(r->x, &r->k));
}

/* -------------------------------------------------------------- sources */

enum { OFFICE = 1, DATE = 2, HEADLINE = 4 };

typedef struct lister {
    row *r;
    int what; /* of OFFICE, DATE, HEADLINE; all: as one quoted article */
    cst_buf b;
    uint32_t n;
} lister;

static void put_quoted(cst_buf *b, cst_str s)
{
    size_t at = b->n;

    cst_code_put(b, s);
    for (; at < b->n && b->p; at++) {
        b->p[at] = b->p[at] == '"' ? '\'' : b->p[at];
    }
}

static void list_document(void *user, uint32_t document)
{
    lister *l = user;
    const cst_export *x = l->r->x;
    const cst_export_head *h = &x->heads[document];
    bool whole = l->what == (OFFICE | DATE | HEADLINE);

    cst_buf_z(&l->b, l->n++ ? ";" : "");
    cst_buf_z(&l->b, whole ? "\"" : "");
    if (l->what & OFFICE) {
        put_quoted(&l->b, h->outlet);
    }
    cst_buf_z(&l->b, whole ? "," : "");
    if (l->what & DATE) {
        cst_code_put_day(&l->b, x->c->documents.at[document].published.from);
    }
    cst_buf_z(&l->b, whole ? "," : "");
    if (l->what & HEADLINE) {
        put_quoted(&l->b, h->title);
    }
    cst_buf_z(&l->b, whole ? "\"" : "");
}

static void put_list(row *r, int what)
{
    lister l = {.r = r, .what = what};

    cst_buf_init(&l.b, r->x->arena->allocator);
    cst_code_documents(r->x, &r->k, list_document, &l);
    cst_csv_str(&r->x->out, cst_code_keep(r->x, &l.b));
}

static void count_document(void *user, uint32_t document)
{
    (void)document;
    ++*(int64_t *)user;
}

static void put_sources(row *r)
{
    int64_t n = 0;

    cst_code_documents(r->x, &r->k, count_document, &n);
    cst_csv_int(&r->x->out, n);
    put_list(r, OFFICE | DATE | HEADLINE);
    put_list(r, OFFICE);
    put_list(r, DATE);
    put_list(r, HEADLINE);
    cst_csv_str(&r->x->out, cst_code_claimants(r->x, &r->k));
}

/* ---------------------------------------------------------------- where */

/* PRIO-GRID: cells of half a degree, row by row from the south-west corner,
 * 720 in a row, the first is 1. Degrees are taken as they are printed. */
int64_t cst_priogrid(double lat, double lon)
{
    int64_t y = (int64_t)((lat + 90) * 1e5 + 0.5) / 50000;
    int64_t x = (int64_t)((lon + 180) * 1e5 + 0.5) / 50000;

    y = y > 359 ? 359 : y;
    x = x > 719 ? 719 : x;
    return y * 720 + x + 1;
}

static void put_point(row *r, const cst_spot *p)
{
    cst_out *o = &r->x->out;
    double lat = (double)p->lat, lon = (double)p->lon;
    cst_out wkt;

    if (!p->present || !p->has_point || !(lat >= -90 && lat <= 90) ||
        !(lon >= -180 && lon <= 180)) {
        put_empty(r, 4);
        return;
    }
    cst_csv_real(o, lat);
    cst_csv_real(o, lon);
    cst_out_init(&wkt, NULL, NULL, NULL);
    cst_buf_z(&wkt.buf, "POINT (");
    cst_out_real(&wkt, lon);
    cst_buf_char(&wkt.buf, ' ');
    cst_out_real(&wkt, lat);
    cst_buf_char(&wkt.buf, ')');
    cst_csv_str(o, cst_code_keep(r->x, &wkt.buf));
    cst_csv_int(o, cst_priogrid(lat, lon));
}

static void put_described(row *r, const cst_spot *p)
{
    cst_buf b;

    cst_buf_init(&b, r->x->arena->allocator);
    if (p->present && p->name) {
        cst_code_put(&b, cst_coll_str(r->x->c, p->name));
    }
    for (uint32_t i = 0; p->present && i < p->in.n; i++) {
        cst_buf_z(&b, ", ");
        cst_code_put(&b, cst_coll_str(r->x->c,
                                      r->x->c->names.at[p->in.first + i]));
    }
    cst_csv_str(&r->x->out, cst_code_keep(r->x, &b));
}

static void put_where(row *r)
{
    const cst_spot *p = &r->k.in->place;
    const cst_country *c = r->k.country;
    cst_out *o = &r->x->out;

    cst_csv_str(o, cst_code_place(r->x, p));
    cst_csv_str(o, r->k.location);
    put_described(r, p);
    cst_csv_str(o, r->k.unit);
    cst_csv_str(o, r->k.district);
    put_point(r, p);
    cst_csv_str(o, c ? c->ucdp_name : CST_S(""));
    cst_csv_number(o, gw_of(c));
    cst_csv_str(o, c ? c->ucdp_region : CST_S(""));
}

/* ----------------------------------------------------------------- dead */

/* Of best, whose dead they were; what is not told stays unknown. */
typedef struct dead {
    int64_t a, b, civilians, unknown;
} dead;

static int64_t of_status(const row *r, cst_apart status)
{
    const cst_status_toll *t = &r->k.dead->by[status];

    return t->told && !t->contested && t->low > 0 ? t->low : 0;
}

static dead split(const row *r)
{
    dead d = {0, 0, 0, 0};
    int64_t doer, state, fighters, rest;
    bool told = r->violence.p && !r->k.own_dead;

    if (!r->k.dead || r->k.apart || r->k.bodies) {
        d.unknown = r->k.best;
        return d;
    }
    d.civilians = of_status(r, CST_APART_CIVILIAN);
    doer = r->violence.p ? of_status(r, CST_APART_ATTACKER) : 0;
    fighters = told && !cst_str_is(r->violence, "3")
                   ? of_status(r, CST_APART_COMBATANT) +
                         of_status(r, CST_APART_POLICE)
                   : 0;
    state = !r->doer_is_b ? 0
            : r->k.foes   ? fighters : of_status(r, CST_APART_POLICE);
    fighters = r->doer_is_b ? 0 : fighters;
    d.a = r->doer_is_b ? state : doer;
    d.b = r->doer_is_b ? doer : fighters;
    rest = r->k.best - d.civilians - d.a - d.b;
    if (rest < 0) { /* the parts are of another claim than the whole */
        return (dead){0, 0, 0, r->k.best};
    }
    d.unknown = rest;
    return d;
}

/* Bodies that were found may be the dead of another row: high alone has them. */
static void put_dead(row *r)
{
    cst_out *o = &r->x->out;
    int64_t best = r->k.best, low = r->k.low;

    if (r->k.bodies) {
        best = low = r->k.best = 0;
    }
    if (best < 0) {
        put_empty(r, 5);
    } else {
        dead d = split(r);

        cst_csv_int(o, d.a);
        cst_csv_int(o, d.b);
        cst_csv_int(o, d.civilians);
        cst_csv_int(o, d.unknown);
        cst_csv_int(o, best);
    }
    cst_csv_number(o, r->k.high);
    cst_csv_number(o, low);
    cst_csv_number(o, r->gwa);
    cst_csv_number(o, r->gwb);
}

/* ---------------------------------------------------------------- whole */

static void put_row(row *r)
{
    const cst_when *d = &r->k.in->date;
    cst_out *o = &r->x->out;

    put_heading(r);
    put_sides(r);
    put_sources(r);
    put_where(r);
    cst_csv_int(o, r->k.apart ? 2 : 1);
    cst_csv_str(o, cst_code_days(r->x, d));
    cst_csv_day(o, d->present ? d->from : 0);
    cst_csv_day(o, d->present ? d->to : 0);
    put_dead(r);
    cst_csv_end(o);
}

static bool has_row(const cst_export *x, const cst_coded *k)
{
    if (!k->told_dead || k->high == 0) {
        return false;
    }
    return !k->apart || cst_code_days(x, &k->in->date).p;
}

cst_status cst_export_ged(cst_export *x)
{
    const cst_inclusion *inclusion = cst_incidents_inclusion(x->arena, x->c);

    if (!inclusion) {
        return CST_NOMEM;
    }
    cst_export_file(x, "ged.csv");
    cst_csv_header(&x->out, columns);
    for (size_t i = 0; i < x->n_incidents; i++) {
        row r = {.x = x};

        if (cst_code_incident(x, x->incidents[i], inclusion, &r.k) &&
            has_row(x, &r.k)) {
            code_sides(&r);
            put_row(&r);
        }
    }
    return cst_arena_failed(x->arena) ? CST_NOMEM : CST_OK;
}
