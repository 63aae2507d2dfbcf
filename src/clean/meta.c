/* clean: author and credits.
 *
 * Takes lines with zones; gives the names that the page states; naming.c finds
 * the outlet. */
#include "clean/naming.h"

typedef CST_VEC(cst_str) names;

/* --------------------------------------------------------------- credits */

static void add_name(cst_arena *arena, names *list, cst_str name)
{
    for (size_t i = 0; i < list->n; i++) {
        if (cst_str_eq(list->at[i], name)) {
            return;
        }
    }
    cst_str *to = name.n > 0 && list->n < 16 ? CST_PUSH(arena, list) : NULL;
    if (to) {
        *to = name;
    }
}

static void add_agencies(const page *p, cst_str s, names *list)
{
    size_t at = 0, begin = 0;
    const outlet *o;
    while ((o = naming_known(p, s, &at, &begin)) != NULL) {
        if (outlet_is_agency(o)) {
            add_name(p->arena, list, o->name);
        }
    }
}

/* The names behind the sign of a picture credit, between slashes. */
static void add_picture(const page *p, cst_str s, names *list)
{
    size_t at = cst_str_find(s, CST_S("\xC2\xA9"), 0);
    size_t slash = cst_str_find(s, CST_S("/"), 0);
    if (at != SIZE_MAX) {
        at += 2;
    } else if (slash != SIZE_MAX) {
        at = s.n - 1;
        while (at > 0 && s.p[at] != '(' &&
               !(at + 4 < s.n && memcmp(s.p + at, "\xE2\x80\x94 ", 4) == 0)) {
            at--;
        }
        at += s.p[at] == '(' ? 1 : at > 0 ? 4 : 0;
    }
    if (at >= s.n) {
        return;
    }
    cst_str rest = {s.p + at, s.n - at}, part;
    char sign = memchr(rest.p, '/', rest.n) ? '/' : ',';
    while (rest.n > 0 && cst_str_cut(&rest, sign, &part)) {
        size_t colon = cst_str_find(part, CST_S(":"), 0), n = 0;
        if (colon != SIZE_MAX) { /* "name label: agency": keep the name */
            while (colon > 0 && part.p[colon - 1] == ' ') {
                colon--;
            }
            while (colon > 0 && part.p[colon - 1] != ' ') {
                colon--;
            }
            part.n = colon;
        }
        part = cst_str_trim(part);
        while (part.n > 0 && memchr(").,", part.p[part.n - 1], 3)) {
            part.n--;
        }
        const outlet *o = outlets_at(p->outlets, part, 0, &n);
        bool year = part.n > 0 && part.p[0] >= '0' && part.p[0] <= '9';
        if (part.n >= 2 && part.n <= 40 && !year) {
            add_name(p->arena, list, o && n == part.n ? o->name : part);
        }
    }
}

/* "(agency)" near the begin or at the end of a paragraph. */
static void add_bracketed(const page *p, cst_str s, names *list)
{
    cst_str lead = cst_str_sub(s, 0, 90);
    size_t open = cst_str_find(lead, CST_S("("), 0);
    for (; open != SIZE_MAX; open = cst_str_find(lead, CST_S("("), open + 1)) {
        size_t close = cst_str_find(s, CST_S(")"), open), n = 0;
        if (close == SIZE_MAX || close - open >= 30) {
            continue;
        }
        cst_str name = {s.p + open + 1, close - open - 1};
        const outlet *o = outlets_at(p->outlets, name, 0, &n);
        if (o && outlet_is_agency(o) && n == name.n) {
            add_name(p->arena, list, o->name);
        }
    }
    if (s.n > 40 && s.p[s.n - 1] == ')') {
        size_t at = s.n - 1;
        while (at > s.n - 40 && s.p[at] != '(') {
            at--;
        }
        add_agencies(p, (cst_str){s.p + at, s.n - at}, list);
    }
}

static bool is_about_article(const page *p, const line *l, uint32_t i)
{
    bool edge = i < p->body || i >= p->tail || (l->flags & CST_BLOCK_HEADER) ||
                l->zone == CST_ZONE_CAPTION;
    return edge && l->zone != CST_ZONE_TITLE && l->zone != CST_ZONE_TEASER &&
           l->end - l->begin <= 320 && !(l->bits & L_TWEET) &&
           !(l->flags & CST_BLOCK_LEAD);
}

static void read_credits(const page *p, names *list)
{
    for (uint32_t i = 0; i < p->n; i++) {
        const line *l = &p->lines[i];
        cst_str s = line_text(p, l);
        if (is_about_article(p, l, i)) {
            bool header = (l->flags & CST_BLOCK_HEADER) ||
                          (l->bits & (L_AGENCY | L_CREDIT)) ||
                          l->zone == CST_ZONE_CAPTION;
            if (header) {
                add_agencies(p, s, list);
            }
            if ((l->bits & L_CREDIT) && l->zone == CST_ZONE_CAPTION) {
                add_picture(p, s, list);
            }
        } else if (l->zone == CST_ZONE_CONTENT) {
            add_bracketed(p, s, list);
        }
    }
}

/* ---------------------------------------------------------------- author */

static cst_str find_author(const page *p)
{
    for (uint32_t i = 0; i < p->n; i++) {
        const line *l = &p->lines[i];
        if (!(l->flags & CST_BLOCK_HEADER) || (l->bits & L_MARK) ||
            l->end - l->begin > LABEL_MAX) {
            continue;
        }
        cst_str s = line_text(p, l);
        for (size_t from = 0; from < s.n;) {
            segment g = naming_segment(p, s, from);
            cst_str name = naming_byline(p, g.text);
            size_t n = 0;
            const outlet *o = outlets_at(p->outlets, name, 0, &n);
            if (name.n > 0 && !(o && n == name.n) &&
                naming_words(p, name, NULL) == 0) {
                return name;
            }
            from = g.next;
        }
    }
    return (cst_str){NULL, 0};
}

cst_status meta_read(page *p, cst_layout *out)
{
    names credits = {0};
    guess outlet_ = naming_outlet(p);
    if (p->title != CST_NONE) {
        out->title = line_text(p, &p->lines[p->title]);
    }
    if (outlet_.score > 0) {
        out->outlet = outlet_.name;
        out->outlet_kind = outlet_.kind;
    }
    out->author = find_author(p);
    read_credits(p, &credits);
    out->credits = credits.at;
    out->n_credits = (uint32_t)credits.n;
    return CST_OK;
}
