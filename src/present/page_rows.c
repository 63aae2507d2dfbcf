/* present/page_rows: the list of incidents on the first page, and what narrows
 * it.
 *
 * A row is one line, as short as it can be, since there may be thousands. What
 * the script asks of it stands in two attributes:
 *   data-f  first day, last day (days from 1970, empty: not told), area, type,
 *           status, contested bits, 1 if it is not added, place, bar
 *   data-h  kind:lowest:highest:1-if-open, one after the other
 * in which areas, types, status and kinds are numbers of the form's options. */
#include "present/overview.h"

#include <stdlib.h>

/* Rows of one list: a browser lays out those lists alone that are in sight. All but
 * the first stand where they are read without script; with it they are taken from
 * there once the page is open. */
#define TOGETHER 100u

/* ---------------------------------------------------------------- codes */

/* Types and kinds by the order in which they are first seen. */
typedef struct coder {
    cst_page *page;
    const cst_overview *o;
    cst_intern types, kinds;
} coder;

static cst_status set_up(coder *c, cst_page *p, const cst_overview *o)
{
    const cst_collection *coll = o->view->c;

    c->page = p;
    c->o = o;
    CST_TRY(cst_intern_init(&c->types, p->arena));
    CST_TRY(cst_intern_init(&c->kinds, p->arena));
    for (uint32_t i = 0; i < o->n_facts; i++) {
        const cst_assessment *a = &o->view->tolls->of[o->facts[i].at];
        const cst_incident *x = &coll->incidents.at.at[o->facts[i].at];

        (void)cst_intern_put(&c->types, cst_coll_str(coll, x->type));
        for (uint32_t k = 0; k < a->kinds.n; k++) {
            cst_sym kind = o->view->tolls->kinds.at[a->kinds.first + k].kind;

            (void)cst_intern_put(&c->kinds, cst_coll_str(coll, kind));
        }
    }
    return cst_arena_failed(p->arena) ? CST_NOMEM : CST_OK;
}

/* ----------------------------------------------------------------- form */

static void open_label(cst_page *p, const char *name, const char *key)
{
    cst_put(p, "<p><label for=\"s-");
    cst_put(p, name);
    cst_put(p, "\">");
    cst_put_word(p, key);
    cst_put(p, "</label> ");
}

static void put_input(cst_page *p, const char *name, const char *key,
                      const char *type)
{
    open_label(p, name, key);
    cst_put(p, "<input id=\"s-");
    cst_put(p, name);
    cst_put(p, "\" name=\"");
    cst_put(p, name);
    cst_put(p, "\" type=\"");
    cst_put(p, type);
    cst_put(p, "\" autocomplete=\"off\"></p>\n");
}

static void open_select(cst_page *p, const char *name, const char *key)
{
    open_label(p, name, key);
    cst_put(p, "<select id=\"s-");
    cst_put(p, name);
    cst_put(p, "\" name=\"");
    cst_put(p, name);
    cst_put(p, "\" autocomplete=\"off\"><option value=\"\">");
    cst_put_word(p, "sift.any");
    cst_put(p, "</option>");
}

static void put_option(cst_page *p, cst_str value, uint32_t at)
{
    cst_put(p, "<option data-i=\"");
    cst_put_int(p, at);
    cst_put(p, "\" value=\"");
    cst_html_put_attr(p->out, value);
    cst_put(p, "\">");
}

static void put_coded(cst_page *p, const char *name, const char *key,
                      const char *prefix, const cst_intern *codes)
{
    open_select(p, name, key);
    for (uint32_t i = 1; i < codes->n; i++) {
        cst_str code = cst_intern_str(codes, i);

        put_option(p, code, i - 1);
        cst_put_code(p, prefix, code);
        cst_put(p, "</option>");
    }
    cst_put(p, "</select></p>\n");
}

static void put_status(cst_page *p)
{
    open_select(p, "status", "sift.status");
    for (uint32_t i = 0; i <= CST_STANDING_DENIED; i++) {
        cst_str code = cst_str_of(cst_standing_name((cst_standing)i));

        put_option(p, code, i);
        cst_put_code(p, "standing", code);
        cst_put(p, "</option>");
    }
    cst_put(p, "</select></p>\n");
}

static void put_contested(cst_page *p)
{
    static const char *const codes[] = {"any", "perpetrator", "occurrence",
                                        "toll"};
    static const uint32_t bits[] = {7, CST_CONTESTED_PERPETRATOR,
                                    CST_CONTESTED_OCCURRENCE,
                                    CST_CONTESTED_TOLL};

    open_select(p, "contested", "contested");
    for (size_t i = 0; i < CST_COUNT(codes); i++) {
        put_option(p, cst_str_of(codes[i]), bits[i]);
        cst_put_code(p, "sift.contested", cst_str_of(codes[i]));
        cst_put(p, "</option>");
    }
    cst_put(p, "</select></p>\n");
}

/* ---------------------------------------------------------------- areas */

typedef struct named_area {
    cst_str country, unit;
    uint32_t at, n;
} named_area;

static int by_name(const void *a, const void *b)
{
    const named_area *x = a, *y = b;
    int order = cst_str_cmp(x->country, y->country);

    return order ? order : cst_str_cmp(x->unit, y->unit);
}

static void put_area(cst_page *p, const named_area *a)
{
    cst_put(p, "<option data-i=\"");
    cst_put_int(p, a->at);
    cst_put(p, "\" value=\"");
    cst_html_put_attr(p->out, a->country);
    if (a->unit.n) {
        cst_put(p, "/");
        cst_html_put_attr(p->out, a->unit);
    }
    cst_put(p, a->unit.n ? "\">\xC2\xA0\xC2\xA0" : "\">");
    cst_put_text(p, a->unit.n ? a->unit : a->country);
    cst_put(p, " (");
    cst_put_int(p, a->n);
    cst_put(p, ")</option>");
}

static void put_areas(cst_page *p, const cst_overview *o)
{
    named_area *all = CST_NEW(p->arena, named_area, o->areas.n);

    open_select(p, "area", "sift.area");
    for (uint32_t i = 0; all && i < o->areas.n; i++) {
        const cst_area *a = &o->areas.at[i];

        all[i] = (named_area){cst_coll_str(o->view->c, a->country),
                              cst_coll_str(o->view->c, a->unit), i, a->n};
    }
    if (all) {
        qsort(all, o->areas.n, sizeof(*all), by_name);
    }
    for (size_t i = 0; all && i < o->areas.n; i++) {
        put_area(p, &all[i]);
    }
    cst_put(p, "</select></p>\n");
}

void cst_page_sifter(cst_page *p, const cst_overview *o)
{
    coder c;

    if (set_up(&c, p, o) != CST_OK) {
        return;
    }
    cst_put(p, "<form class=\"sifter\" id=\"sifter\" role=\"search\" "
               "aria-label=\"");
    cst_html_put_attr(p->out, cst_ui_word(p->ui, "sift"));
    cst_put(p, "\" hidden>\n<div class=\"fields\">\n");
    put_input(p, "from", "sift.from", "date");
    put_input(p, "to", "sift.to", "date");
    put_coded(p, "kind", "sift.kind", "kind", &c.kinds);
    put_areas(p, o);
    put_coded(p, "type", "sift.type", "type", &c.types);
    put_status(p);
    put_contested(p);
    put_input(p, "q", "sift.words", "search");
    cst_put(p, "<p class=\"found\"><span role=\"status\"></span> "
               "<button type=\"reset\" hidden>");
    cst_put_word(p, "sift.clear");
    cst_put(p, "</button></p>\n</div>\n</form>\n");
}

/* ----------------------------------------------------------------- rows */

static void put_day_number(cst_page *p, cst_day day)
{
    if (day) {
        cst_put_int(p, day - cst_day_from_ymd(1970, 1, 1));
    }
    cst_put(p, ",");
}

static void put_number(cst_page *p, uint32_t v)
{
    if (v != CST_NONE) {
        cst_put_int(p, v);
    }
    cst_put(p, ",");
}

static void put_facts(coder *c, const cst_fact *f, const cst_incident *x,
                      const cst_assessment *a)
{
    cst_page *p = c->page;
    cst_str type = cst_coll_str(c->o->view->c, x->type);

    cst_put(p, " data-f=\"");
    put_day_number(p, f->from);
    put_day_number(p, f->to);
    put_number(p, f->area);
    put_number(p, cst_intern_get(&c->types, type) - 1);
    put_number(p, (uint32_t)a->standing);
    put_number(p, a->contested);
    put_number(p, f->inclusion);
    put_number(p, f->spot);
    if (f->column != CST_NONE) {
        cst_put_int(p, f->column);
    }
    cst_put(p, "\"");
}

static void put_harms(coder *c, const cst_assessment *a)
{
    cst_page *p = c->page;

    for (uint32_t i = 0; i < a->kinds.n; i++) {
        const cst_kind_toll *t =
            &c->o->view->tolls->kinds.at[a->kinds.first + i];
        cst_figure f = cst_figure_of(t);

        cst_put(p, i ? " " : " data-h=\"");
        cst_put_int(p, cst_intern_get(&c->kinds,
                                      cst_coll_str(c->o->view->c, t->kind)) -
                           1);
        if (f.told) {
            cst_put(p, ":");
            cst_put_int(p, f.low);
            cst_put(p, ":");
            cst_put_int(p, f.top);
            cst_put(p, f.open ? ":1" : "");
        }
    }
    cst_put(p, a->kinds.n ? "\"" : "");
}

static void put_tolls(coder *c, const cst_assessment *a)
{
    cst_page *p = c->page;
    bool any = false;

    cst_put(p, "<span class=\"t\">");
    for (uint32_t i = 0; i < a->kinds.n; i++) {
        const cst_kind_toll *t =
            &c->o->view->tolls->kinds.at[a->kinds.first + i];
        cst_figure f = cst_figure_of(t);
        cst_str kind = cst_coll_str(c->o->view->c, t->kind);

        if (!f.told) {
            continue;
        }
        cst_put(p, any ? ", <span class=\"k-" : "<span class=\"k-");
        cst_html_put_attr(p->out, kind);
        cst_put(p, "\"><b>");
        cst_buf_str(p->out, cst_say_figure(p, &f));
        cst_put(p, "</b> ");
        cst_put_code(p, "kind", kind);
        cst_put(p, "</span>");
        any = true;
    }
    if (!any) {
        cst_put_word(p, "toll.none");
    }
    cst_put(p, "</span>");
}

static void put_place(coder *c, const cst_fact *f, const cst_spot *s)
{
    cst_page *p = c->page;
    const cst_area *a = f->area == CST_NONE ? NULL : &c->o->areas.at[f->area];

    cst_put(p, " <bdi class=\"p\">");
    if (!s->present || !s->name) {
        cst_put_word(p, "unplaced");
    } else {
        cst_put_text(p, cst_coll_str(c->o->view->c, s->name));
    }
    if (a && a->country != s->name) {
        cst_put(p, ", ");
        cst_put_text(p, cst_coll_str(c->o->view->c, a->country));
    }
    cst_put(p, "</bdi>");
}

static void put_standing(coder *c, const cst_fact *f, const cst_assessment *a)
{
    const char *name = cst_standing_name(a->standing);
    cst_page *p = c->page;

    cst_put(p, "<span class=\"s\">");
    if (a->standing != CST_STANDING_SINGLE) {
        cst_put(p, "<span class=\"badge b-");
        cst_put(p, name);
        cst_put(p, "\">");
        cst_put_code(p, "standing", cst_str_of(name));
        cst_put(p, "</span> ");
    }
    if (f->inclusion != CST_ADDED) {
        cst_put(p, "<span class=\"badge\">");
        cst_put_word(p, f->inclusion == CST_FINDS_BODIES ? "bodies" : "apart");
        cst_put(p, "</span> ");
    }
    cst_put_count(p, "n.voice", a->sources);
    cst_put(p, "</span>");
}

/* A circle or a bar leads to the row of its first incident. */
static bool is_led_to(const cst_overview *o, uint32_t fact)
{
    const cst_fact *f = &o->facts[fact];

    return (f->spot != CST_NONE && o->spots.at[f->spot].first == fact &&
            o->spots.at[f->spot].n > 1) ||
           (f->column != CST_NONE && o->columns.at[f->column].first == fact);
}

static void put_row(coder *c, uint32_t fact)
{
    const cst_fact *f = &c->o->facts[fact];
    const cst_incident *x = &c->o->view->c->incidents.at.at[f->at];
    const cst_assessment *a = &c->o->view->tolls->of[f->at];
    cst_page *p = c->page;

    cst_put(p, "<li");
    if (is_led_to(c->o, fact)) {
        cst_put(p, " id=\"r");
        cst_put_int(p, fact);
        cst_put(p, "\"");
    }
    put_facts(c, f, x, a);
    put_harms(c, a);
    cst_put(p, "><a href=\"incidents/");
    cst_put(p, x->id);
    cst_put(p, ".html\"><span class=\"d\">");
    cst_buf_str(p->out, cst_say_days(p, x->date.from, x->date.to));
    cst_put(p, "</span> <span class=\"y\">");
    cst_put_code(p, "type", cst_coll_str(c->o->view->c, x->type));
    cst_put(p, "</span>");
    put_place(c, f, &x->place);
    cst_put(p, "</a> ");
    put_tolls(c, a);
    cst_put(p, " ");
    put_standing(c, f, a);
    cst_put(p, "</li>\n");
}

void cst_page_rows(cst_page *p, const cst_overview *o)
{
    coder c;

    if (set_up(&c, p, o) != CST_OK) {
        return;
    }
    cst_page_section(p, "incidents", "incidents", true);
    cst_put(p, "<p class=\"more\">");
    cst_put_word(p, "incidents.how");
    cst_put(p, "</p>\n");
    for (uint32_t i = 0; i < o->n_facts; i++) {
        if (i % TOGETHER == 0) {
            cst_put(p, i == 0          ? ""
                       : i == TOGETHER ? "</ol>\n<noscript>"
                                       : "</ol>\n");
            cst_put(p, "<ol class=\"rows\">\n");
        }
        put_row(&c, i);
    }
    cst_put(p, "</ol>\n");
    if (o->n_facts > TOGETHER) {
        cst_put(p, "</noscript>\n<p class=\"more blocked\">");
        cst_put_count(p, "rows.blocked", o->n_facts);
        cst_put(p, "</p>\n");
    }
    cst_put(p, "<p class=\"empty\" hidden>");
    cst_put_word(p, "filter.none");
    cst_put(p, "</p>\n</section>\n");
}
