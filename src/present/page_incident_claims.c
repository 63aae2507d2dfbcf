/* present/page_incident_claims: what is claimed of an incident, side by side,
 * and how each source's toll went on.
 *
 * Takes the inputs of each kind, gives a table of them with the words that say
 * so, and a list of each source's numbers in time. Numbers that do not stand say
 * in words why.
 */
#include "present/page_incident.h"

static const cst_toll_input *input(const cst_incident_view *v,
                                   const cst_kind_toll *k, uint32_t i)
{
    return &v->tolls->inputs.at[k->inputs.first + i];
}

static const cst_coll_harm *harm_of(const cst_incident_view *v,
                                    const cst_toll_input *in)
{
    return &v->c->harms.at[in->harm];
}

/* "asserted", "hedged", "denied" or "overtaken", as on the other pages. */
static const char *stance_of(const cst_toll_input *in, const cst_coll_harm *h)
{
    if (h->stance != CST_ASSERTED) {
        return cst_stance_name(h->stance);
    }
    return in->use == CST_USE_OVERTAKEN ? "overtaken" : "asserted";
}

static void open_cell(cst_page *p, const char *key)
{
    cst_put(p, "<td data-k=\"");
    cst_html_put_attr(p->out, cst_ui_word(p->ui, key));
    cst_put(p, "\">");
}

static void put_words(cst_page *p, const cst_incident_view *v,
                      const cst_coll_harm *h)
{
    const cst_told *told = v->told[h->document];

    if (told && h->label < told->n_harms) {
        bool sensitive =
            cst_is_sensitive_harm(cst_coll_str(v->c, h->kind),
                                  cst_coll_str(v->c, h->group)) ||
            (h->event != CST_NONE &&
             cst_is_sensitive_event(
                 cst_coll_str(v->c, v->c->events.at[h->event].type)));

        cst_incident_words(p, told, "", told->harms[h->label], sensitive);
    }
}

static void put_figure(cst_page *p, const cst_incident_view *v,
                       const cst_toll_input *in)
{
    const cst_coll_harm *h = harm_of(v, in);
    const char *stance = stance_of(in, h);

    cst_put(p, "<th scope=\"row\" class=\"claim k-");
    cst_html_put_attr(p->out, cst_coll_str(v->c, h->kind));
    cst_put(p, " s-");
    cst_put(p, stance);
    cst_put(p, "\"><span class=\"fig\">");
    cst_buf_str(p->out, cst_say_claim(p, h));
    cst_put(p, "</span>");
    cst_page_badge(p, stance);
    if (h->status) {
        cst_put(p, " <span class=\"who\">");
        cst_put_code(p, "status", cst_coll_str(v->c, h->status));
        cst_put(p, "</span>");
    }
    cst_put(p, "</th>");
}

static void put_row(cst_page *p, const cst_incident_view *v,
                    const cst_toll_input *in)
{
    const cst_coll_harm *h = harm_of(v, in);

    cst_put(p, "<tr>");
    put_figure(p, v, in);
    open_cell(p, "claimant");
    cst_put_voice(p, v, in->source);
    cst_put(p, "</td>");
    open_cell(p, "when.told");
    if (in->at.from) {
        cst_buf_str(p->out, cst_say_interval(p, in->at));
    } else {
        cst_put_word(p, "undated");
    }
    cst_put(p, "</td>");
    open_cell(p, "report");
    cst_put_report_link(p, v, h->document, 'h', h->label);
    cst_put(p, " ");
    put_words(p, v, h);
    cst_put(p, "</td>");
    open_cell(p, "use");
    cst_put_code(p, "use", cst_str_of(cst_use_name(in->use)));
    if (in->use == CST_USE_CURRENT && in->doubt != CST_DOUBT_NONE) {
        cst_put(p, ", ");
        cst_put_code(p, "doubt", cst_str_of(cst_doubt_name(in->doubt)));
    }
    cst_put(p, "</td></tr>\n");
}

static void put_kind(cst_page *p, const cst_incident_view *v,
                     const cst_kind_toll *k)
{
    static const char *const keys[] = {"count", "claimant", "when.told",
                                       "report", "use"};

    cst_put(p, "<h3 class=\"k-");
    cst_html_put_attr(p->out, cst_coll_str(v->c, k->kind));
    cst_put(p, "\"><span class=\"kind\">");
    cst_put_code(p, "kind", cst_coll_str(v->c, k->kind));
    cst_put(p, "</span></h3>\n");
    cst_page_columns(p, keys, CST_COUNT(keys));
    for (uint32_t i = 0; i < k->inputs.n; i++) {
        put_row(p, v, input(v, k, i));
    }
    cst_put(p, "</tbody>\n</table>\n");
}

void cst_page_incident_claims(cst_page *p, const cst_incident_view *v)
{
    const cst_assessment *a = cst_view_assessment(v);

    cst_put(p, "<section id=\"claims\" class=\"claims-table\" tabindex=\"-1\""
               " aria-labelledby=\"claims-h\">\n<h2 id=\"claims-h\">");
    cst_put_word(p, "claims");
    cst_put(p, "</h2>\n");
    if (a->kinds.n == 0) {
        cst_put(p, "<p class=\"empty\">");
        cst_put_word(p, "toll.none");
        cst_put(p, "</p>\n");
    }
    for (uint32_t i = 0; i < a->kinds.n; i++) {
        put_kind(p, v, &v->tolls->kinds.at[a->kinds.first + i]);
    }
    cst_put(p, "</section>\n");
}

/* --------------------------------------------------------------- history */

static bool in_series(const cst_toll_input *in)
{
    return in->use == CST_USE_CURRENT || in->use == CST_USE_OVERTAKEN;
}

/* The numbers of one source; a source with one number has no history. */
static void put_series(cst_page *p, const cst_incident_view *v,
                       const cst_kind_toll *k, uint32_t source)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < k->inputs.n; i++) {
        n += input(v, k, i)->source == source && in_series(input(v, k, i));
    }
    if (n < 2) {
        return;
    }
    cst_put(p, "<li>");
    cst_put_voice(p, v, source);
    cst_put(p, " <span class=\"type\">");
    cst_put_code(p, "kind", cst_coll_str(v->c, k->kind));
    cst_put(p, "</span><ol>");
    for (uint32_t i = 0; i < k->inputs.n; i++) {
        const cst_toll_input *in = input(v, k, i);

        if (in->source == source && in_series(in)) {
            cst_put(p, "<li>");
            cst_buf_str(p->out, cst_say_claim(p, harm_of(v, in)));
            if (in->at.from) {
                cst_put(p, " <span class=\"pub\">");
                cst_buf_str(p->out, cst_say_interval(p, in->at));
                cst_put(p, "</span>");
            }
            cst_put(p, "</li>");
        }
    }
    cst_put(p, "</ol></li>\n");
}

void cst_page_incident_history(cst_page *p, const cst_incident_view *v)
{
    const cst_assessment *a = cst_view_assessment(v);
    cst_buf list, *out = p->out;

    cst_buf_init(&list, out->allocator);
    p->out = &list;
    for (uint32_t i = 0; i < a->kinds.n; i++) {
        for (uint32_t source = 0; source < a->voices.n; source++) {
            put_series(p, v, &v->tolls->kinds.at[a->kinds.first + i], source);
        }
    }
    p->out = out;
    out->failed = out->failed || list.failed;
    if (list.n) {
        cst_page_section(p, "history", "history", false);
        cst_put(p, "<ul class=\"points series\">\n");
        cst_buf_str(p->out, cst_buf_get(&list));
        cst_put(p, "</ul>\n</section>\n");
    }
    cst_buf_free(&list);
}
