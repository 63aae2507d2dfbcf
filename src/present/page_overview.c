/* present/page_overview: the first page as a whole, its totals, and how its
 * numbers come to be, in plain words. */
#include "present/overview.h"

/* -------------------------------------------------------------- phrases */

static cst_str fill(cst_page *p, const char *key, int64_t n, int64_t m)
{
    const cst_ui_part parts[] = {{'n', cst_say_int(p, n)},
                                 {'m', cst_say_int(p, m)},
                                 {0, {NULL, 0}}};
    cst_str held, kept;
    cst_buf b;

    cst_buf_init(&b, p->out->allocator);
    cst_ui_fill(&b, cst_ui_word(p->ui, key), parts);
    held = cst_buf_get(&b);
    kept = (cst_str){cst_arena_copy(p->arena, held.p, held.n), held.n};
    p->out->failed = p->out->failed || b.failed || !kept.p;
    cst_buf_free(&b);
    return kept.p ? kept : CST_S("");
}

cst_str cst_say_figure(cst_page *p, const cst_figure *f)
{
    if (!f->told) {
        return cst_say_text(p, cst_ui_word(p->ui, "range.none"));
    }
    if (f->open) {
        return fill(p, f->low == f->top ? "range.from" : "range.more", f->low,
                    f->top);
    }
    return fill(p, f->low == f->top ? "range.one" : "range.both", f->low,
                f->top);
}

/* Phrases that the script fills anew. */
static void put_phrases(cst_page *p)
{
    static const char *const keys[][2] = {
        {"one", "range.one"},     {"both", "range.both"},
        {"from", "range.from"},   {"more", "range.more"},
        {"none", "range.none"},   {"group", "number.group"},
        {"told", "n.told"},       {"told1", "n.told.1"},
        {"untold", "n.wordless"}, {"untold1", "n.wordless.1"},
        {"found", "n.found"},     {"all", "n.found.all"},
        {"bar", "bar.text"}};

    for (size_t i = 0; i < CST_COUNT(keys); i++) {
        cst_put(p, " data-");
        cst_put(p, keys[i][0]);
        cst_put(p, "=\"");
        cst_html_put_attr(p->out, cst_ui_word(p->ui, keys[i][1]));
        cst_put(p, "\"");
    }
}

/* --------------------------------------------------------------- totals */

static void put_of(cst_page *p, const cst_sum *s)
{
    cst_put(p, " <span class=\"of\">");
    cst_put_count(p, "n.told", s->told);
    if (s->untold) {
        cst_put(p, ", ");
        cst_put_count(p, "n.wordless", s->untold);
    }
    cst_put(p, "</span>");
}

/* Of a kind of harm, or of the bodies. */
static void put_sum(cst_page *p, const cst_overview *o, const cst_sum *s,
                    const char *element)
{
    bool bodies = s == &o->sums.bodies;
    cst_str kind = bodies ? CST_S("bodies") : cst_coll_str(o->view->c, s->kind);

    cst_put(p, "<");
    cst_put(p, element);
    cst_put(p, " class=\"sum k-");
    cst_html_put_attr(p->out, kind);
    cst_put(p, "\" data-kind=\"");
    cst_html_put_attr(p->out, kind);
    cst_put(p, "\"><b>");
    cst_buf_str(p->out, cst_say_figure(p, &s->all));
    cst_put(p, "</b> <span class=\"kind\">");
    if (bodies) {
        cst_put_word(p, "sums.bodies");
    } else {
        cst_put_code(p, "kind", kind);
    }
    cst_put(p, "</span>");
    put_of(p, s);
    cst_put(p, "</");
    cst_put(p, element);
    cst_put(p, ">\n");
}

static void put_statuses(cst_page *p, const cst_sum *s)
{
    cst_put(p, "<ul class=\"by\">\n");
    for (int i = 0; i < CST_APART_COUNT; i++) {
        if (s->by[i].told && i != CST_APART_UNKNOWN) {
            cst_put(p, "<li><b>");
            cst_buf_str(p->out, cst_say_figure(p, &s->by[i]));
            cst_put(p, "</b> ");
            cst_put_code(p, "status",
                         cst_str_of(cst_apart_name((cst_apart)i)));
            cst_put(p, "</li>\n");
        }
    }
    if (s->unclassed) {
        cst_put(p, "<li>");
        cst_put_count(p, "n.unclassed", s->unclassed);
        cst_put(p, "</li>\n");
    }
    cst_put(p, "</ul>\n");
}

static const cst_sum *killed_of(const cst_overview *o)
{
    for (size_t i = 0; i < o->sums.kinds.n; i++) {
        if (cst_str_is(cst_coll_str(o->view->c, o->sums.kinds.at[i].kind),
                       "killed")) {
            return &o->sums.kinds.at[i];
        }
    }
    return NULL;
}

/* From the first day that is told to the last. */
static void put_span(cst_page *p, const cst_overview *o)
{
    cst_day from = 0, to = 0;

    for (uint32_t i = 0; i < o->n_facts; i++) {
        const cst_fact *f = &o->facts[i];

        if (f->column != CST_NONE) {
            from = from ? from : f->from;
            to = f->to > to ? f->to : to;
        }
    }
    if (from) {
        cst_put(p, "<p class=\"span whole\">");
        cst_buf_str(p->out, cst_say_days(p, from, to));
        cst_put(p, "</p>\n");
    }
}

void cst_page_sums(cst_page *p, const cst_overview *o)
{
    const cst_sum *killed = killed_of(o);

    cst_page_section(p, "totals", "sums", true);
    put_span(p, o);
    cst_put(p, "<div class=\"sums\"");
    put_phrases(p);
    cst_put(p, ">\n");
    if (killed) {
        put_sum(p, o, killed, "p");
        cst_put(p, "<div class=\"statuses\">\n<p class=\"more\">");
        cst_put_word(p, "sums.status");
        cst_put(p, "</p>\n");
        put_statuses(p, killed);
        cst_put(p, "</div>\n");
    }
    cst_put(p, "<ul class=\"others\">\n");
    for (size_t i = 0; i < o->sums.kinds.n; i++) {
        if (&o->sums.kinds.at[i] != killed && o->sums.kinds.at[i].all.told) {
            put_sum(p, o, &o->sums.kinds.at[i], "li");
        }
    }
    if (o->sums.bodies.all.told) {
        put_sum(p, o, &o->sums.bodies, "li");
    }
    cst_put(p, "</ul>\n</div>\n<p class=\"caution\"><b>");
    cst_put_word(p, "sums.documented");
    cst_put(p, "</b> ");
    cst_put_word(p, "sums.how");
    cst_put(p, "<span class=\"whole\">");
    if (o->sums.wordless) {
        cst_put(p, " ");
        cst_put_count(p, "n.silent", o->sums.wordless);
    }
    if (o->sums.apart) {
        cst_put(p, " ");
        cst_put_count(p, "n.apart", o->sums.apart);
    }
    if (o->sums.found) {
        cst_put(p, " ");
        cst_put_count(p, "n.bodies", o->sums.found);
    }
    cst_put(p, "</span></p>\n</section>\n");
}

/* --------------------------------------------------------------- method */

static void put_term(cst_page *p, const char *key, cst_str code, bool html)
{
    cst_page_row(p, key);
    if (html) {
        cst_buf_str(p->out, code);
    } else {
        cst_put_text(p, code);
    }
    cst_page_row_end(p);
}

void cst_page_method(cst_page *p, const cst_overview *o)
{
    static const char *const how[] = {"method.read", "method.link",
                                      "method.toll", "method.sums",
                                      "method.status"};
    static const char *const limits[] = {"limit.reports", "limit.read",
                                         "limit.link", "limit.place",
                                         "limit.person"};

    cst_page_section(p, "method", "method.title", true);
    cst_put(p, "<div class=\"columns\">\n<div>\n<h3>");
    cst_put_word(p, "method.how");
    cst_put(p, "</h3>\n");
    for (size_t i = 0; i < CST_COUNT(how); i++) {
        cst_put(p, "<p>");
        cst_put_word(p, how[i]);
        cst_put(p, "</p>\n");
    }
    cst_put(p, "</div>\n<div>\n<h3>");
    cst_put_word(p, "method.limits");
    cst_put(p, "</h3>\n");
    for (size_t i = 0; i < CST_COUNT(limits); i++) {
        cst_put(p, "<p>");
        cst_put_word(p, limits[i]);
        cst_put(p, "</p>\n");
    }
    cst_put(p, "<dl class=\"facts\">\n");
    put_term(p, "method.strategy",
             cst_say_text(p, cst_ui_code(p->ui, "strategy",
                                         cst_str_of(cst_strategy_name(
                                             o->view->tolls->strategy)))),
             true);
    put_term(p, "method.codebook", cst_str_of(o->codebook), false);
    put_term(p, "method.version", cst_str_of(cst_version()), false);
    cst_put(p, "</dl>\n</div>\n</div>\n</section>\n");
}

void cst_page_overview(cst_page *p, const cst_overview *o)
{
    cst_page_sifter(p, o);
    cst_put(p, "<div class=\"opening\">\n");
    cst_page_sums(p, o);
    cst_page_world(p, o);
    cst_put(p, "</div>\n");
    cst_page_timeline(p, o);
    cst_page_rows(p, o);
    cst_page_method(p, o);
}
