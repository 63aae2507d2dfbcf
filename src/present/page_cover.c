/* present/page_cover: words that are covered until a reader opens them.
 *
 * Where the user asks for it, quotes and paragraphs that tell of people killed or
 * injured, of sexual violence, torture, executions, bodies, or of children stand
 * in a fold that says so. What a fold is put around is decided by the records:
 * what none of them tells of stays in sight, and the pages say that.
 */
#include "present/page.h"

static bool is_one_of(cst_str s, const char *const *names, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (cst_str_is(s, names[i])) {
            return true;
        }
    }
    return false;
}

bool cst_is_sensitive_event(cst_str type)
{
    static const char *const types[] = {"sexual_violence", "torture",
                                        "execution", "bodies_found"};

    return is_one_of(type, types, CST_COUNT(types));
}

bool cst_is_sensitive_harm(cst_str kind, cst_str group)
{
    static const char *const kinds[] = {"killed", "injured"};

    return is_one_of(kind, kinds, CST_COUNT(kinds)) ||
           cst_str_is(group, "children");
}

static bool harm_is(const cst_page *p, uint32_t index)
{
    const cst_harm *h = &p->harms[index];

    return cst_is_sensitive_harm(h->kind, h->victims.group) ||
           (h->event < p->n_events &&
            cst_is_sensitive_event(p->events[h->event].type));
}

/* An event's words may be those of its harms. */
static bool event_is(const cst_page *p, uint32_t index)
{
    if (cst_is_sensitive_event(p->events[index].type)) {
        return true;
    }
    for (uint32_t i = p->harm_first[index]; i < p->harm_first[index + 1]; i++) {
        if (harm_is(p, p->harm_order[i])) {
            return true;
        }
    }
    return false;
}

bool cst_page_covers(const cst_page *p, cst_ref ref)
{
    return p->cover != CST_COVER_NONE &&
           ((ref.letter == 'h' && harm_is(p, ref.index)) ||
            (ref.letter == 'e' && event_is(p, ref.index)));
}

void cst_page_cover_open(cst_page *p, const char *key)
{
    cst_put(p, "<details class=\"cover\"><summary lang=\"");
    cst_html_put_attr(p->out, cst_ui_language(p->ui));
    cst_put(p, "\">");
    cst_put_word(p, key);
    cst_put(p, "</summary>");
}

void cst_page_cover_close(cst_page *p)
{
    cst_put(p, "</details>");
}

void cst_page_redacted_note(cst_page *p)
{
    if (p->redacted) {
        cst_put(p, "<p class=\"caution\">");
        cst_put_word(p, "redacted.note");
        cst_put(p, "</p>\n");
    }
}

void cst_page_cover_note(cst_page *p)
{
    if (p->cover == CST_COVER_NONE) {
        return;
    }
    cst_put(p, "<p class=\"caution cover-note\">");
    cst_put_word(p, "cover.note");
    cst_put(p, " ");
    cst_put_word(p, p->cover == CST_COVER_SCREEN ? "cover.note.screen"
                                                 : "cover.note.always");
    cst_put(p, " <button type=\"button\" hidden data-hide=\"");
    cst_html_put_attr(p->out, cst_ui_word(p->ui, "cover.hide"));
    cst_put(p, "\">");
    cst_put_word(p, "cover.show");
    cst_put(p, "</button></p>\n");
}
