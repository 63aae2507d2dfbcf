/* present/page_incident_how: how the numbers of an incident were come by, in
 * plain words, and which sources count.
 */
#include "present/page_incident.h"

static void put_claim_link(cst_page *p, const cst_incident_view *v,
                           uint32_t harm)
{
    const cst_coll_harm *h;

    if (harm == CST_NONE) {
        return;
    }
    h = &v->c->harms.at[harm];
    cst_put(p, " (");
    cst_put_report_link(p, v, h->document, 'h', h->label);
    cst_put(p, ")");
}

static void put_best(cst_page *p, const cst_incident_view *v,
                     const cst_kind_toll *k)
{
    cst_page_row(p, "how.best");
    if (k->best >= 0) {
        cst_put(p, "<b>");
        cst_buf_str(p->out, cst_say_int(p, k->best));
        cst_put(p, "</b>");
        put_claim_link(p, v, k->best_harm);
        cst_put_colon(p);
    } else {
        cst_put_word(p, "range.none");
        cst_put_colon(p);
    }
    cst_put_code(p, "strategy",
                 cst_str_of(cst_strategy_name(v->tolls->strategy)));
    if (k->agree > 1) {
        cst_put(p, "; ");
        cst_put_count(p, "n.agree", k->agree);
    }
    cst_page_row_end(p);
}

static void put_statuses(cst_page *p, const cst_kind_toll *k)
{
    for (int s = 0; s < CST_APART_COUNT; s++) {
        const cst_status_toll *by = &k->by[s];

        if (!by->told) {
            continue;
        }
        cst_put(p, "<div><dt>");
        cst_put_code(p, "status", cst_str_of(cst_apart_name((cst_apart)s)));
        cst_put(p, "</dt><dd>");
        cst_buf_str(p->out, cst_say_range(p, by->low, by->high,
                                          by->high < 0));
        if (by->contested) {
            cst_put_colon(p);
            cst_put_word(p, "how.status.contested");
        }
        cst_page_row_end(p);
    }
}

/* How many claims of each use. */
static void put_uses(cst_page *p, const cst_incident_view *v,
                     const cst_kind_toll *k)
{
    size_t n[CST_USES] = {0};
    bool any = false;

    for (uint32_t i = 0; i < k->inputs.n; i++) {
        n[v->tolls->inputs.at[k->inputs.first + i].use]++;
    }
    cst_page_row(p, "how.used");
    for (int use = 0; use < CST_USES; use++) {
        if (n[use]) {
            cst_put(p, any ? "; " : "");
            cst_buf_str(p->out, cst_say_int(p, (int64_t)n[use]));
            cst_put(p, " ");
            cst_put_code(p, "use", cst_str_of(cst_use_name((cst_use)use)));
            any = true;
        }
    }
    cst_page_row_end(p);
}

static void put_kind(cst_page *p, const cst_incident_view *v,
                     const cst_kind_toll *k)
{
    cst_put(p, "<h3 class=\"k-");
    cst_html_put_attr(p->out, cst_coll_str(v->c, k->kind));
    cst_put(p, "\"><span class=\"kind\">");
    cst_put_code(p, "kind", cst_coll_str(v->c, k->kind));
    cst_put(p, "</span></h3>\n<dl class=\"facts\">\n");
    put_uses(p, v, k);
    cst_page_row(p, "how.stated");
    cst_buf_str(p->out, cst_say_range(p, k->stated_min, k->stated_max, false));
    cst_page_row_end(p);
    cst_page_row(p, "how.now");
    cst_buf_str(p->out, cst_say_range(p, k->low, k->high, k->open));
    cst_page_row_end(p);
    put_best(p, v, k);
    if (k->latest >= 0) {
        cst_page_row(p, "how.latest");
        cst_buf_str(p->out, cst_say_int(p, k->latest));
        put_claim_link(p, v, k->latest_harm);
        cst_page_row_end(p);
    }
    put_statuses(p, k);
    cst_put(p, "</dl>\n");
}

static void put_voices(cst_page *p, const cst_incident_view *v)
{
    const cst_assessment *a = cst_view_assessment(v);

    cst_put(p, "<h3>");
    cst_put_word(p, "sources");
    cst_put(p, "</h3>\n<p>");
    cst_put_word(p, "sources.how");
    cst_put(p, "</p>\n<ul class=\"points\">\n");
    for (uint32_t i = 0; i < a->voices.n; i++) {
        cst_put(p, "<li>");
        cst_put_voice(p, v, i);
        if (!v->tolls->voices.at[a->voices.first + i].counts) {
            cst_put(p, " <span class=\"badge\">");
            cst_put_word(p, "source.not.counted");
            cst_put(p, "</span>");
        }
        cst_put(p, "</li>\n");
    }
    cst_put(p, "</ul>\n");
}

/* Reports of the incident that carry one wire text. */
static void put_copies(cst_page *p, const cst_incident_view *v)
{
    const cst_incident *x = cst_view_incident(v);
    uint32_t before = CST_NONE;

    for (uint32_t i = 0; i < x->events.n; i++) {
        uint32_t e = v->c->incidents.members.at[x->events.first + i];
        uint32_t d = v->c->events.at[e].document;
        uint32_t group = v->c->documents.at[d].group;

        if (group == CST_NONE || d == before) {
            continue;
        }
        before = d;
        cst_put(p, "<p>");
        cst_put_report_link(p, v, d, 0, 0);
        cst_put_colon(p);
        cst_put_count(p, "n.copy",
                      v->c->incidents.groups.at[group].documents.n - 1);
        cst_put(p, "</p>\n");
    }
}

void cst_page_incident_how(cst_page *p, const cst_incident_view *v)
{
    const cst_assessment *a = cst_view_assessment(v);

    cst_page_section(p, "how", "how", false);
    put_voices(p, v);
    put_copies(p, v);
    for (uint32_t i = 0; i < a->kinds.n; i++) {
        put_kind(p, v, &v->tolls->kinds.at[a->kinds.first + i]);
    }
    cst_put(p, "</section>\n");
}
