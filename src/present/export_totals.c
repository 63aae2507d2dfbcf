/* present/export_totals: what the chosen incidents come to, as text and JSON.
 *
 * Documented counts: what these reports say, added up. Each sum says from how
 * many incidents it comes and whether more are possible. */
#include "present/export.h"

cst_status cst_export_sums(const cst_export *x, cst_sums *s)
{
    size_t kept = 0;

    CST_TRY(cst_sums_init(s, x->arena, x->c, x->tolls));
    for (size_t i = 0; i < x->n_incidents; i++) {
        cst_sums_add(s, x->incidents[i]);
    }
    for (size_t i = 0; i < s->kinds.n; i++) {
        if (cst_export_kind(x, s->kinds.at[i].kind)) {
            s->kinds.at[kept++] = s->kinds.at[i];
        }
    }
    s->kinds.n = kept;
    if (!cst_export_wants(x, "killed")) {
        s->bodies = (cst_sum){.kind = 0};
    }
    cst_sums_sort(s);
    return cst_arena_failed(x->arena) ? CST_NOMEM : CST_OK;
}

/* ----------------------------------------------------------------- JSON */

static void put_figure(cst_out *o, const cst_figure *f)
{
    if (f->told) {
        cst_json_int(o, "low", f->low);
        cst_json_int(o, "high", f->top);
    } else {
        cst_json_null(o, "low");
        cst_json_null(o, "high");
    }
    cst_json_bool(o, "open", f->open);
}

static void put_sum(cst_out *o, const cst_collection *c, const cst_sum *s)
{
    cst_json_open(o, NULL, '{');
    cst_json_str(o, "kind", cst_coll_str(c, s->kind));
    put_figure(o, &s->all);
    cst_json_int(o, "best", s->best);
    cst_json_int(o, "incidents", s->told);
    cst_json_int(o, "without_number", s->untold);
    cst_json_open(o, "by_status", '{');
    for (int i = 0; i < CST_APART_COUNT; i++) {
        if (s->by[i].told) {
            cst_json_open(o, cst_apart_name((cst_apart)i), '{');
            put_figure(o, &s->by[i]);
            cst_json_close(o, '}');
        }
    }
    cst_json_close(o, '}');
    cst_json_int(o, "without_status", s->unclassed);
    cst_json_close(o, '}');
}

/* They may be the dead of incidents that are added. */
static void put_bodies(cst_out *o, const cst_sums *s)
{
    cst_json_open(o, "bodies_found", '{');
    cst_json_int(o, "incidents", s->found);
    put_figure(o, &s->bodies.all);
    cst_json_int(o, "best", s->bodies.best);
    cst_json_close(o, '}');
}

static void put_json(cst_export *x, const cst_sums *s)
{
    cst_out *o = &x->out;

    cst_json_open(o, NULL, '{');
    cst_json_z(o, "record", "totals");
    cst_json_int(o, "incidents", s->incidents);
    cst_json_int(o, "added", s->incidents - s->apart - s->found);
    cst_json_int(o, "apart", s->apart);
    put_bodies(o, s);
    cst_json_int(o, "without_number", s->wordless);
    cst_json_open(o, "kinds", '[');
    for (size_t i = 0; i < s->kinds.n; i++) {
        put_sum(o, x->c, &s->kinds.at[i]);
    }
    cst_json_close(o, ']');
    cst_json_z(o, "codebook", x->book_name);
    cst_json_z(o, "strategy", x->strategy_name);
    cst_json_z(o, "program", cst_version());
    cst_json_close(o, '}');
    cst_buf_char(&o->buf, '\n');
}

/* ----------------------------------------------------------------- text */

static void put_text(cst_out *o, const char *before, int64_t n, const char *after)
{
    cst_buf_z(&o->buf, before);
    cst_buf_int(&o->buf, n);
    cst_buf_z(&o->buf, after);
}

/* "12", "12..19", "12 or more", "12..19 or more" */
static void put_range(cst_out *o, const cst_figure *f)
{
    if (!f->told) {
        cst_buf_z(&o->buf, "no number");
        return;
    }
    cst_buf_int(&o->buf, f->low);
    if (f->top != f->low) {
        put_text(o, "..", f->top, "");
    }
    cst_buf_z(&o->buf, f->open ? " or more" : "");
}

static void put_name(cst_out *o, const char *indent, cst_str name, size_t width)
{
    cst_buf_z(&o->buf, indent);
    for (size_t i = 0; i < name.n; i++) {
        cst_buf_char(&o->buf, (unsigned char)name.p[i] < 0x20 ? ' '
                                                              : name.p[i]);
    }
    for (size_t i = name.n; i < width; i++) {
        cst_buf_char(&o->buf, ' ');
    }
    cst_buf_char(&o->buf, ' ');
}

static void put_kind(cst_out *o, const cst_collection *c, const cst_sum *s)
{
    put_name(o, "", cst_coll_str(c, s->kind), 11);
    put_range(o, &s->all);
    if (s->best != s->all.low || s->best != s->all.top) {
        put_text(o, ", best ", s->best, "");
    }
    put_text(o, ", from ", s->told, s->told == 1 ? " incident" : " incidents");
    if (s->untold) {
        put_text(o, "; ", s->untold, " more without a number");
    }
    cst_buf_char(&o->buf, '\n');
    for (int i = 0; i < CST_APART_COUNT; i++) {
        if (s->by[i].told) {
            put_name(o, "  ", cst_str_of(cst_apart_name((cst_apart)i)), 9);
            put_range(o, &s->by[i]);
            cst_buf_char(&o->buf, '\n');
        }
    }
    if (s->unclassed) {
        put_text(o, "  status not told in ", s->unclassed,
                 s->unclassed == 1 ? " incident\n" : " incidents\n");
    }
}

static void put_found(cst_out *o, const cst_sums *s)
{
    if (s->bodies.all.told) {
        put_name(o, "", CST_S("bodies found"), 11);
        put_range(o, &s->bodies.all);
        cst_buf_z(&o->buf, ", not added: they may be dead of other incidents\n");
    }
}

static void put_table(cst_export *x, const cst_sums *s)
{
    cst_out *o = &x->out;
    int64_t added = s->incidents - s->apart - s->found;

    put_text(o, "", s->incidents,
             s->incidents == 1 ? " incident" : " incidents");
    if (s->apart || s->found) {
        put_text(o, ", ", added, " added");
    }
    if (s->apart) {
        put_text(o, ", ", s->apart,
                 " told apart (what goes on, and what covers others)");
    }
    if (s->found) {
        put_text(o, ", ", s->found, " of bodies found");
    }
    if (s->wordless) {
        put_text(o, ", ", s->wordless, " without any number");
    }
    cst_buf_char(&o->buf, '\n');
    for (size_t i = 0; i < s->kinds.n; i++) {
        put_kind(o, x->c, &s->kinds.at[i]);
    }
    put_found(o, s);
    cst_buf_z(&o->buf, "Documented counts, not estimates; codebook ");
    cst_buf_z(&o->buf, x->book_name);
    cst_buf_z(&o->buf, ".\n");
}

cst_status cst_export_totals(cst_export *x, cst_format format)
{
    cst_sums sums;

    CST_TRY(cst_export_sums(x, &sums));
    if (format == CST_FORMAT_JSONL) {
        put_json(x, &sums);
    } else {
        put_table(x, &sums);
    }
    return CST_OK;
}
