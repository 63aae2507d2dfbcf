/* present/page: what the writers of a dossier's pages share.
 *
 * A page takes one read document through the accessors of constat.h and adds
 * HTML to a buffer. Phrases made on the way live in the arena of the page.
 * Whatever comes from a document passes html.h. Failures stick in the buffer
 * and the arena, and are asked for once, by dossier.c. */
#ifndef CST_PAGE_WRITERS_H
#define CST_PAGE_WRITERS_H

#include "present/assets.h"
#include "present/html.h"
#include "present/ui.h"

/* One record, by the letter and the index of its label. */
typedef struct cst_ref {
    char letter; /* e h d */
    uint32_t index;
} cst_ref;

typedef enum cst_mark_kind {
    CST_MARK_EVIDENCE, /* the outermost where several have the same bytes */
    CST_MARK_VICTIMS,
    CST_MARK_CLAIMANT,
    CST_MARK_ACTOR,
    CST_MARK_TARGET,
    CST_MARK_WEAPON,
    CST_MARK_OBJECT,
    CST_MARK_DATE,
    CST_MARK_PLACE,
    CST_MARK_COUNT
} cst_mark_kind;

/* Some bytes to which records point, all in the same role. */
typedef struct cst_mark {
    cst_tspan at;
    cst_span raw;
    cst_mark_kind kind;
    bool shown; /* stands in a zone, so that a link can lead to it */
    const cst_ref *refs;
    uint32_t n_refs;
} cst_mark;

typedef struct cst_page {
    cst_buf *out;
    cst_arena *arena;
    const cst_ui *ui;
    const cst_document *doc;
    const cst_document_info *info;
    const cst_event *events;
    const cst_harm *harms;
    const cst_damage *damages;
    size_t n_events, n_harms, n_damages;
    const cst_mark *marks; /* in text order, outer ones first */
    size_t n_marks;
    /* Harms of each event in the order to show them, parts after their whole;
     * the last list is of those without event. */
    const uint32_t *harm_order, *harm_first; /* n_events + 2 entries */
    /* Damages of each event, the last list likewise: first and next, CST_NONE
     * at the end. */
    const uint32_t *damage_first, *damage_next;
    const char *base; /* before "#label" in a link: "" on the page itself */
    cst_str policy;   /* content security policy of a page */
    cst_part part;    /* whose style and script the page has */
    bool redacted;  /* names on it are blackened */
    cst_cover cover;
} cst_page;

/* Gather marks and orders of a document; base "" . CST_NOMEM. */
cst_status cst_page_open(cst_page *p, const cst_document *doc, cst_arena *arena,
                         const cst_ui *ui, cst_buf *out);
/* Index of the mark of some bytes in a role, or CST_NONE. */
uint32_t cst_page_mark(const cst_page *p, cst_span raw, cst_mark_kind kind);

/* ---------------------------------------------------------- short hand */

void cst_put(cst_page *p, const char *html);
void cst_put_text(cst_page *p, cst_str text);
void cst_put_word(cst_page *p, const char *key);
/* A colon as the language sets it, and a blank. */
void cst_put_colon(cst_page *p);
/* Word of a code, or the code itself with blanks for underscores. */
void cst_put_code(cst_page *p, const char *prefix, cst_str code);
/* Words of the document: isolated, marked as in its language, and cut where they
 * go on for pages. */
void cst_put_quote(cst_page *p, const char *element, cst_str text);
void cst_put_int(cst_page *p, int64_t v);
void cst_put_iso(cst_page *p, cst_day day); /* YYYY-MM-DD */
void cst_put_label(cst_page *p, cst_ref ref);
/* href="base#label" with a blank before it. */
void cst_put_href(cst_page *p, cst_ref ref);
/* One count of things: "1 event", "12 events". */
void cst_put_count(cst_page *p, const char *key, size_t n);
/* How many records of each kind, with dots between. */
void cst_put_figures(cst_page *p, size_t events, size_t harms, size_t damages);

/* A text of at most so many bytes, with an ellipsis where something was cut. */
void cst_put_short(cst_page *p, cst_str text, size_t most);
#define CST_NAME_MAX 300u /* bytes of a name or a title */

/* ------------------------------------------------------------- phrases */

/* Ready HTML in the arena. */
cst_str cst_say_int(cst_page *p, int64_t v);
cst_str cst_say_number(cst_page *p, const cst_count *count);
cst_str cst_say_days(cst_page *p, cst_day from, cst_day to);
cst_str cst_say_year(cst_page *p, int year);
cst_str cst_say_interval(cst_page *p, cst_interval v);
cst_str cst_say_date(cst_page *p, const cst_date *date);
cst_str cst_say_text(cst_page *p, cst_str text);
/* A name from a report: isolated, and cut where it goes on. */
cst_str cst_say_name(cst_page *p, cst_str name);
/* Write a phrase with {x} filled in. */
void cst_put_with(cst_page *p, const char *key, cst_str x);

/* -------------------------------------------------------------- claims */

/* "asserted", "hedged", "denied" or "overtaken": never surer than it is. */
const char *cst_harm_stance(const cst_harm *h);
/* The line of a claim: kind, figure, victims, badges, who says so. */
void cst_page_harm_line(cst_page *p, uint32_t index);
void cst_page_damage_line(cst_page *p, uint32_t index);
/* class="..." of the element that holds a claim. */
void cst_page_harm_class(cst_page *p, uint32_t index);
void cst_page_damage_class(cst_page *p, uint32_t index);
void cst_page_badge(cst_page *p, const char *stance);
void cst_page_source(cst_page *p, const cst_claimant *c);
/* Words of the text as a link to them, where they are shown. */
void cst_page_words(cst_page *p, cst_span span, cst_mark_kind kind);
void cst_page_mention(cst_page *p, const cst_mention *m, cst_mark_kind kind);
void cst_page_place(cst_page *p, const cst_place *place);
void cst_page_date(cst_page *p, const cst_date *date);
/* Type, place and day of an event. */
void cst_page_event_title(cst_page *p, uint32_t index);

/* --------------------------------------------------------------- covers */

bool cst_is_sensitive_event(cst_str type);
bool cst_is_sensitive_harm(cst_str kind, cst_str group);
/* Whether the words of a record are covered. */
bool cst_page_covers(const cst_page *p, cst_ref ref);
void cst_page_cover_open(cst_page *p, const char *key);
void cst_page_cover_close(cst_page *p);
/* That there are covers, and how they open; nothing if there are none. */
void cst_page_cover_note(cst_page *p);
/* That names on the page are blackened, if they are. */
void cst_page_redacted_note(cst_page *p);

/* --------------------------------------------------------------- parts */

void cst_page_text(cst_page *p);
void cst_page_records(cst_page *p);
/* How one record was read: rule, bytes, bases. */
void cst_page_how_event(cst_page *p, uint32_t index);
void cst_page_how_harm(cst_page *p, uint32_t index);
void cst_page_how_damage(cst_page *p, uint32_t index);
/* Head of a page up to its body, the same for all. root: what leads from the page
 * to the folder of the first one, "" or "../". */
void cst_page_head(cst_page *p, const char *root, cst_str title,
                   const char *body_class);
void cst_page_skip(cst_page *p, const char *target, const char *key);
/* Open the links to the pages that each has, from the folder that root leads to.
 * current: the value of aria-current on the one at. The caller may add links and
 * closes the element. */
typedef enum cst_nav {
    CST_NAV_OVERVIEW,
    CST_NAV_REPORTS,
    CST_NAV_EVENTS,
    CST_NAV_SEARCH
} cst_nav;
void cst_page_nav(cst_page *p, const char *root, cst_nav at,
                  const char *current);
/* A section and its heading; links that skip to it move the focus there if it is
 * a target. The caller closes it. */
void cst_page_section(cst_page *p, const char *id, const char *key, bool target);
/* A row of a list of terms; what it says stands between the two. */
void cst_page_row(cst_page *p, const char *key);
void cst_page_row_end(cst_page *p);
/* A table up to its body, with the words of these keys as heads. */
void cst_page_columns(cst_page *p, const char *const *keys, size_t n);
/* A field that narrows the lists of the page; key: its label. */
void cst_page_filter(cst_page *p, const char *key);
void cst_page_legend(cst_page *p);
void cst_page_foot(cst_page *p);
/* Page of a document: all before the links to other pages, and all after. */
void cst_page_document_begin(cst_page *p);
void cst_page_document_end(cst_page *p, const char *const *also, size_t n_also);
/* A document's row in the list of reports, and an event with its claims. */
void cst_page_index_row(cst_page *p);
void cst_page_index_event(cst_page *p, uint32_t index);
/* Claims of a document that belong to no event; nothing if there are none. */
void cst_page_index_loose(cst_page *p);
bool cst_page_has_loose(const cst_page *p);

#endif
