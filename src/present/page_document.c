/* present/page_document: the page of one document.
 *
 * Takes the gathered page, gives a whole HTML page in two halves: the links to
 * its neighbours go between them, once these are known.
 */
#include "present/page.h"

/* ----------------------------------------------------- what it is about */

void cst_page_row(cst_page *p, const char *key)
{
    cst_put(p, "<div><dt>");
    cst_put_word(p, key);
    cst_put(p, "</dt><dd>");
}

void cst_page_row_end(cst_page *p)
{
    cst_put(p, "</dd></div>\n");
}

static void put_row(cst_page *p, const char *key, cst_str value)
{
    if (value.n) {
        cst_page_row(p, key);
        cst_put(p, "<bdi>");
        cst_put_text(p, value);
        cst_put(p, "</bdi>");
        cst_page_row_end(p);
    }
}

/* An address is a link only if nothing can run from it. */
static void put_address(cst_page *p, cst_str url)
{
    cst_buf link;

    if (url.n == 0) {
        return;
    }
    cst_page_row(p, "address");
    cst_buf_init(&link, p->out->allocator);
    if (cst_html_put_url(&link, url)) {
        cst_put(p, "<a rel=\"noopener noreferrer external\" href=\"");
        cst_buf_str(p->out, cst_buf_get(&link));
        cst_put(p, "\">");
        cst_put_text(p, url);
        cst_put(p, "</a>");
    } else {
        cst_put_text(p, url);
    }
    p->out->failed = p->out->failed || link.failed;
    cst_buf_free(&link);
    cst_page_row_end(p);
}

static const char *source_key(cst_pub_source source)
{
    switch (source) {
    case CST_PUB_HEADER:
        return "pub.header";
    case CST_PUB_METADATA:
        return "pub.metadata";
    case CST_PUB_TEXT:
        return "pub.text";
    case CST_PUB_NONE:
    default:
        return "pub.none";
    }
}

static void put_dates(cst_page *p)
{
    const cst_document_info *d = p->info;

    if (d->published.from || d->published.to) {
        cst_page_row(p, "published");
        cst_buf_str(p->out, cst_say_interval(p, d->published));
        cst_put(p, " <span class=\"more\">");
        cst_put_word(p, source_key(d->published_source));
        cst_put(p, "</span>");
        cst_page_row_end(p);
    }
    if (d->updated.from || d->updated.to) {
        cst_page_row(p, "updated");
        cst_buf_str(p->out, cst_say_interval(p, d->updated));
        cst_page_row_end(p);
    }
}

static void put_names(cst_page *p, const char *key, const cst_str *names,
                      size_t n)
{
    if (n == 0) {
        return;
    }
    cst_page_row(p, key);
    for (size_t i = 0; i < n; i++) {
        cst_put(p, i ? ", <bdi>" : "<bdi>");
        cst_put_short(p, names[i], CST_NAME_MAX);
        cst_put(p, "</bdi>");
    }
    cst_page_row_end(p);
}

static void put_bytes(cst_page *p, const char *const *also, size_t n_also)
{
    const cst_document_info *d = p->info;

    put_row(p, "file", d->path);
    put_row(p, "entry", d->entry);
    for (size_t i = 0; i < n_also; i++) {
        put_row(p, "also", cst_str_of(also[i]));
    }
    cst_page_row(p, "size");
    cst_put_count(p, "n.byte", cst_document_raw(p->doc).n);
    cst_page_row_end(p);
    cst_page_row(p, "sha256");
    cst_put(p, "<code class=\"hash\">");
    cst_put_text(p, cst_str_of(d->sha256));
    cst_put(p, "</code>");
    cst_page_row_end(p);
}

static void put_notes(cst_page *p)
{
    size_t n;
    const cst_note *notes = cst_document_notes(p->doc, &n);

    for (size_t i = 0; i < n; i++) {
        cst_page_row(p, "notes");
        cst_put(p, "<code>");
        cst_put_text(p, cst_str_of(notes[i].code));
        cst_put(p, "</code> ");
        cst_put_text(p, notes[i].text);
        if (notes[i].offset >= 0) {
            cst_put(p, " @");
            cst_put_int(p, notes[i].offset);
        }
        cst_page_row_end(p);
    }
}

static void put_about(cst_page *p, const char *const *also, size_t n_also)
{
    const cst_document_info *d = p->info;

    cst_put(p, "<details class=\"about\"><summary>");
    cst_put_word(p, "about.file");
    cst_put(p, "</summary>\n<dl class=\"facts\">\n");
    put_dates(p);
    put_row(p, "author", d->author);
    put_names(p, "credits", d->credits, d->n_credits);
    put_address(p, d->url);
    put_row(p, "language", d->language);
    put_bytes(p, also, n_also);
    put_notes(p);
    cst_put(p, "</dl></details>\n");
}

/* ------------------------------------------------------------- the page */

static void put_title(cst_page *p)
{
    const cst_document_info *d = p->info;

    if (d->title.n) {
        cst_put_quote(p, "h1", d->title);
    } else {
        cst_put(p, "<h1>");
        cst_put_word(p, "untitled");
        cst_put(p, "</h1>");
    }
    cst_put(p, "\n");
}

static void put_kicker(cst_page *p)
{
    const cst_document_info *d = p->info;

    cst_put(p, "<p class=\"kicker\"><span class=\"outlet\"><bdi>");
    cst_put_short(p, d->outlet.n ? d->outlet : d->path, CST_NAME_MAX);
    cst_put(p, "</bdi></span>");
    if (d->outlet_kind.n) {
        cst_put(p, " <span class=\"type\">");
        cst_put_code(p, "outlet", d->outlet_kind);
        cst_put(p, "</span>");
    }
    if (d->published.from || d->published.to) {
        cst_put(p, " <span class=\"pub\">");
        cst_put_with(p, "published.on", cst_say_interval(p, d->published));
        cst_put(p, "</span>");
    }
    cst_put(p, "</p>\n");
}

static void put_figures(cst_page *p)
{
    cst_put(p, "<p class=\"figures\">");
    cst_put_figures(p, p->n_events, p->n_harms, p->n_damages);
    cst_put(p, "</p>\n");
}

void cst_page_document_begin(cst_page *p)
{
    p->part = CST_PART_DOCUMENT;
    cst_page_head(p, "../",
                  p->info->title.n ? p->info->title
                                   : cst_ui_word(p->ui, "untitled"),
                  "doc");
    cst_page_skip(p, "text", "skip.text");
    cst_page_skip(p, "records", "skip.records");
    cst_page_nav(p, "../", CST_NAV_REPORTS, "true");
}

void cst_page_document_end(cst_page *p, const char *const *also, size_t n_also)
{
    cst_put(p, "</nav>\n<main>\n<header class=\"head\">\n");
    put_kicker(p);
    put_title(p);
    put_figures(p);
    put_about(p, also, n_also);
    cst_page_legend(p);
    cst_page_redacted_note(p);
    cst_page_cover_note(p);
    cst_put(p, "</header>\n<div class=\"split\">\n"
               "<article id=\"text\" class=\"text\" tabindex=\"-1\""
               " aria-labelledby=\"text-h\">\n<h2 id=\"text-h\">");
    cst_put_word(p, "text");
    cst_put(p, "</h2>\n<div class=\"body\" lang=\"");
    cst_html_put_attr(p->out, p->info->language);
    cst_put(p, "\">\n");
    cst_page_text(p);
    cst_put(p, "</div>\n</article>\n<section id=\"records\" class=\"records\""
               " tabindex=\"0\" aria-labelledby=\"records-h\">\n"
               "<h2 id=\"records-h\">");
    cst_put_word(p, "records");
    cst_put(p, "</h2>\n");
    cst_page_records(p);
    cst_put(p, "</section>\n</div>\n</main>\n");
    cst_page_foot(p);
}
