/* present/page_frame: what all pages of a dossier have.
 *
 * Gives head, links to the other pages, sections and foot of a page that loads
 * its style from the dossier and nothing else. Scripts stand in it: its policy
 * allows these by their hashes, and styles from where it lies.
 */
#include "present/page.h"

static void put_style(cst_page *p, const char *root, cst_part part)
{
    if (cst_asset_style(part).n) {
        cst_put(p, "<link rel=\"stylesheet\" href=\"");
        cst_put(p, root);
        cst_put(p, cst_asset_style_name(part));
        cst_put(p, "\">\n");
    }
}

static void put_script(cst_page *p, cst_part part)
{
    cst_str script = cst_asset_script(part);

    if (script.n) {
        cst_put(p, "<script>");
        cst_buf_str(p->out, script);
        cst_put(p, "</script>\n");
    }
}

void cst_page_head(cst_page *p, const char *root, cst_str title,
                   const char *body_class)
{
    cst_put(p, "<!DOCTYPE html>\n<html lang=\"");
    cst_html_put_attr(p->out, cst_ui_language(p->ui));
    cst_put(p, "\">\n<head>\n<meta charset=\"utf-8\">\n"
               "<meta http-equiv=\"Content-Security-Policy\" content=\"");
    cst_html_put_attr(p->out, p->policy);
    cst_put(p, "\">\n<meta name=\"viewport\" content=\"width=device-width, "
               "initial-scale=1\">\n"
               "<meta name=\"referrer\" content=\"no-referrer\">\n"
               "<meta name=\"color-scheme\" content=\"light dark\">\n"
               "<meta name=\"generator\" content=\"constat ");
    cst_put(p, cst_version());
    cst_put(p, "\">\n<title>");
    cst_put_short(p, title, CST_NAME_MAX);
    cst_put(p, "</title>\n");
    put_style(p, root, CST_PART_ALL);
    if (p->part != CST_PART_ALL) {
        put_style(p, root, p->part);
    }
    cst_put(p, "</head>\n<body class=\"");
    cst_put(p, body_class);
    if (p->cover != CST_COVER_NONE) {
        cst_put(p, p->cover == CST_COVER_SCREEN ? " cover-screen"
                                                : " cover-always");
    }
    cst_put(p, "\">\n");
}

void cst_page_skip(cst_page *p, const char *target, const char *key)
{
    cst_put(p, "<a class=\"skip\" href=\"#");
    cst_put(p, target);
    cst_put(p, "\">");
    cst_put_word(p, key);
    cst_put(p, "</a>\n");
}

void cst_page_nav(cst_page *p, const char *root, cst_nav at,
                  const char *current)
{
    static const struct {
        const char *file, *key;
    } places[] = {[CST_NAV_OVERVIEW] = {"index.html", "nav.overview"},
                  [CST_NAV_REPORTS] = {"reports.html", "reports"},
                  [CST_NAV_EVENTS] = {"events.html", "events"},
                  [CST_NAV_SEARCH] = {"search.html", "search"}};

    cst_put(p, "<nav class=\"top\" aria-label=\"");
    cst_html_put_attr(p->out, cst_ui_word(p->ui, "dossier"));
    cst_put(p, "\">");
    for (size_t i = 0; i < CST_COUNT(places); i++) {
        cst_put(p, i ? " <a href=\"" : "<a href=\"");
        cst_put(p, root);
        cst_put(p, places[i].file);
        if (i == (size_t)at) {
            cst_put(p, "\" aria-current=\"");
            cst_put(p, current);
        }
        cst_put(p, "\">");
        cst_put_word(p, places[i].key);
        cst_put(p, "</a>");
    }
}

void cst_page_section(cst_page *p, const char *id, const char *key, bool target)
{
    cst_put(p, "<section id=\"");
    cst_put(p, id);
    if (target) {
        cst_put(p, "\" class=\"");
        cst_put(p, id);
        cst_put(p, "\" tabindex=\"-1");
    }
    cst_put(p, "\" aria-labelledby=\"");
    cst_put(p, id);
    cst_put(p, "-h\">\n<h2 id=\"");
    cst_put(p, id);
    cst_put(p, "-h\">");
    cst_put_word(p, key);
    cst_put(p, "</h2>\n");
}

void cst_page_columns(cst_page *p, const char *const *keys, size_t n)
{
    cst_put(p, "<table>\n<thead><tr>");
    for (size_t i = 0; i < n; i++) {
        cst_put(p, "<th scope=\"col\">");
        cst_put_word(p, keys[i]);
        cst_put(p, "</th>");
    }
    cst_put(p, "</tr></thead>\n<tbody>\n");
}

void cst_page_filter(cst_page *p, const char *key)
{
    cst_put(p, "<p class=\"filter\" hidden><label for=\"filter\">");
    cst_put_word(p, key);
    cst_put(p, "</label> <input id=\"filter\" type=\"search\" autocomplete="
               "\"off\" placeholder=\"");
    cst_html_put_attr(p->out, cst_ui_word(p->ui, "filter.hint"));
    cst_put(p, "\"> <span class=\"filter-none\" role=\"status\" data-none=\"");
    cst_html_put_attr(p->out, cst_ui_word(p->ui, "filter.none"));
    cst_put(p, "\"></span></p>\n");
}

static void put_legend_row(cst_page *p, const char *stance, const char *key)
{
    cst_put(p, "<li class=\"claim k-killed s-");
    cst_put(p, stance);
    cst_put(p, "\"><span class=\"fig\"><b>12</b></span>");
    cst_page_badge(p, stance);
    cst_put(p, " <span class=\"what\">");
    cst_put_word(p, key);
    cst_put(p, "</span></li>\n");
}

void cst_page_legend(cst_page *p)
{
    cst_put(p, "<details class=\"legend\"><summary>");
    cst_put_word(p, "how.to.read");
    cst_put(p, "</summary>\n<p>");
    cst_put_word(p, "caution");
    cst_put(p, "</p>\n<ul class=\"claims\">\n");
    put_legend_row(p, "asserted", "legend.asserted");
    put_legend_row(p, "hedged", "legend.hedged");
    put_legend_row(p, "denied", "legend.denied");
    put_legend_row(p, "overtaken", "legend.overtaken");
    cst_put(p, "</ul>\n<p class=\"keys\">");
    cst_put_word(p, "legend.keys");
    cst_put(p, "</p></details>\n");
}

static void put_keys(cst_page *p)
{
    static const struct {
        const char *html, *key;
    } keys[] = {{"<kbd>j</kbd> <kbd>k</kbd>", "keys.step"},
                {"<kbd>p</kbd> <kbd>n</kbd>", "keys.page"},
                {"<kbd>u</kbd>", "keys.up"},
                {"<kbd>/</kbd>", "keys.search"},
                {"<kbd>Esc</kbd>", "keys.escape"},
                {"<kbd>?</kbd>", "keys.this"}};

    cst_put(p, "<dialog id=\"keys\" aria-labelledby=\"keys-h\">\n"
               "<h2 id=\"keys-h\">");
    cst_put_word(p, "keys");
    cst_put(p, "</h2>\n<dl>");
    for (size_t i = 0; i < CST_COUNT(keys); i++) {
        cst_put(p, "<dt>");
        cst_put(p, keys[i].html);
        cst_put(p, "</dt><dd>");
        cst_put_word(p, keys[i].key);
        cst_put(p, "</dd>");
    }
    cst_put(p, "</dl>\n<button type=\"button\">");
    cst_put_word(p, "close");
    cst_put(p, "</button></dialog>\n");
}

void cst_page_foot(cst_page *p)
{
    cst_put(p, "<footer class=\"foot\"><p>");
    cst_put_with(p, "made.by", cst_say_text(p, cst_str_of(cst_version())));
    cst_put(p, "</p><p><button type=\"button\" hidden>");
    cst_put_word(p, "keys");
    cst_put(p, "</button></p></footer>\n");
    put_keys(p);
    put_script(p, CST_PART_ALL);
    if (p->part != CST_PART_ALL) {
        put_script(p, p->part);
    }
    cst_put(p, "</body>\n</html>\n");
}
