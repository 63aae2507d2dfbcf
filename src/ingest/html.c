/* ingest: a page, token by token, into text, lines and statements.
 *
 * Keeps a stack of open elements, not a tree: each entry copies what holds
 * inside it, and knows the entry below with the same tag, so that an end tag
 * finds its start without a search. Every entry is pushed and popped once. */
#include "ingest/htmltext.h"

/* An open element. */
typedef struct open_tag {
    uint16_t tag, flags;
    uint32_t same;  /* entry below with this tag; 0 = none */
    uint32_t scope; /* nearest entry that end tags do not pass */
    uint32_t line;  /* nearest entry that is laid out as a block */
    uint32_t item;  /* nearest list item */
    cst_html_place place;
    bool skip, used; /* not shown; a list item that has its first line */
    bool live_link;
} open_tag;

typedef struct reader {
    cst_arena *arena;
    cst_htmltok tok;
    cst_html_out out;
    const cst_html_cues *cues;
    cst_html_meta meta;
    CST_VEC(open_tag) stack;       /* at[0] is the page itself */
    CST_VEC(cst_html_node) nodes;
    uint32_t last[CST_TAG_COUNT];  /* topmost entry of a tag, 0 = none */
    uint32_t links;                /* open links */
    uint32_t lines_seen;
    bool failed;
    uint32_t cut; /* of the source: where reading stopped, 0 = nowhere */
} reader;

static open_tag *top(reader *r)
{
    return &r->stack.at[r->stack.n - 1];
}

/* ----------------------------------------------------------------- stack */

static void layout_break(reader *r, unsigned flags)
{
    if (flags & CST_TF_PARA) {
        cst_html_break(&r->out, CST_GAP_PARA);
    } else if (flags & CST_TF_LINE) {
        cst_html_break(&r->out, CST_GAP_LINE);
    }
}

static void pop(reader *r)
{
    open_tag *t = top(r);
    if (!t->skip) {
        layout_break(r, t->flags);
    }
    r->last[t->tag] = t->same;
    r->links -= t->live_link;
    if (t->flags & CST_TF_NODE) {
        r->nodes.at[t->place.node].span.end = r->out.n;
    }
    r->stack.n--;
}

/* Closes entry at and all above it. */
static void pop_to(reader *r, uint32_t at)
{
    while (r->stack.n > at && r->stack.n > 1) {
        pop(r);
    }
}

static uint32_t later(uint32_t a, uint32_t b)
{
    return a > b ? a : b;
}

/* Closes the topmost of a tag if it is above barrier. */
static void close_above(reader *r, unsigned tag, uint32_t barrier)
{
    if (r->last[tag] > barrier) {
        pop_to(r, r->last[tag]);
    }
}

/* Elements that end where their like or something larger begins. */
static void close_implied(reader *r, unsigned tag, unsigned flags)
{
    uint32_t scope = top(r)->scope, table = r->last[CST_TAG_TABLE];
    if (flags & CST_TF_CLOSES_P) {
        close_above(r, CST_TAG_P, scope);
    }
    if ((flags & CST_TF_HEAD) && (top(r)->flags & CST_TF_HEAD)) {
        pop(r);
    }
    switch (tag) {
    case CST_TAG_LI: {
        uint32_t list = later(r->last[CST_TAG_UL], r->last[CST_TAG_OL]);
        list = later(list, later(r->last[CST_TAG_MENU], r->last[CST_TAG_DIR]));
        close_above(r, CST_TAG_LI, later(list, scope));
        break;
    }
    case CST_TAG_DD:
    case CST_TAG_DT:
        scope = later(scope, r->last[CST_TAG_DL]);
        close_above(r, CST_TAG_DD, scope);
        close_above(r, CST_TAG_DT, scope);
        break;
    case CST_TAG_TR:
    case CST_TAG_TBODY:
    case CST_TAG_THEAD:
    case CST_TAG_TFOOT:
        close_above(r, CST_TAG_TR, table);
        close_above(r, CST_TAG_CAPTION, table);
        break;
    case CST_TAG_TD:
    case CST_TAG_TH:
        close_above(r, CST_TAG_TD, table);
        close_above(r, CST_TAG_TH, table);
        break;
    case CST_TAG_OPTION:
        close_above(r, CST_TAG_OPTION, scope);
        break;
    case CST_TAG_BUTTON:
        close_above(r, CST_TAG_BUTTON, 0);
        break;
    case CST_TAG_A:
        close_above(r, CST_TAG_A, top(r)->line);
        break;
    default:
        break;
    }
}

static void set_kind(open_tag *t, unsigned tag, unsigned flags)
{
    cst_html_place *p = &t->place;
    if (flags & CST_TF_HEAD) {
        p->kind = CST_HINT_HEADING;
        p->level = (uint8_t)(tag - CST_TAG_H1 + 1);
        return;
    }
    switch (tag) {
    case CST_TAG_LI:
        p->kind = CST_HINT_ITEM;
        break;
    case CST_TAG_P:
        p->kind = p->kind == CST_HINT_NONE ? CST_HINT_PARAGRAPH : p->kind;
        break;
    case CST_TAG_TD:
    case CST_TAG_TH:
        p->kind = CST_HINT_CELL;
        break;
    case CST_TAG_FIGCAPTION:
        p->kind = CST_HINT_CAPTION;
        break;
    case CST_TAG_PRE:
    case CST_TAG_LISTING:
    case CST_TAG_XMP:
    case CST_TAG_PLAINTEXT:
        p->kind = CST_HINT_PRE;
        p->pre = true;
        break;
    case CST_TAG_ARTICLE:
    case CST_TAG_SECTION:
    case CST_TAG_ASIDE:
    case CST_TAG_TABLE:
    case CST_TAG_CAPTION: /* of a table: it heads what follows */
        p->kind = CST_HINT_NONE;
        break;
    default:
        return;
    }
    p->level = 0;
}

static void add_node(reader *r, open_tag *t, uint32_t cues)
{
    cst_html_node *node = CST_PUSH(r->arena, &r->nodes);
    if (!node) {
        r->failed = true;
        return;
    }
    *node = (cst_html_node){t->place.node, t->tag, cues, {r->out.n, r->out.n}};
    t->place.node = (uint32_t)r->nodes.n - 1;
    t->flags |= CST_TF_NODE;
}

static void push(reader *r, unsigned tag, unsigned flags, uint32_t cues,
                 bool link)
{
    open_tag t = *top(r);
    uint32_t at = (uint32_t)r->stack.n;
    t.tag = (uint16_t)tag;
    t.flags = (uint16_t)flags;
    t.same = r->last[tag];
    t.used = t.live_link = false;
    if (flags & CST_TF_SCOPE) {
        t.scope = at;
    }
    if (flags & (CST_TF_NODE | CST_TF_LINE) || cues != 0) {
        add_node(r, &t, cues);
    }
    if (flags & CST_TF_LINE) {
        t.line = at;
        t.place.line_node = t.place.node;
    }
    if (tag == CST_TAG_LI) {
        t.item = at;
    }
    set_kind(&t, tag, flags);
    if (link) {
        t.live_link = true;
        r->links++;
    }
    t.skip = t.skip || (flags & CST_TF_SKIP);
    open_tag *slot = CST_PUSH(r->arena, &r->stack);
    if (!slot) {
        r->failed = true;
        return;
    }
    *slot = t;
    r->last[tag] = at;
    if (!t.skip) {
        layout_break(r, flags);
    }
}

/* ------------------------------------------------------------- start tags */

/* What the attributes of an element say. */
typedef struct attributes {
    uint32_t cues;
    bool link, hidden;
} attributes;

static bool hides(cst_str style)
{
    size_t at = cst_str_find(style, CST_S("display"), 0);
    if (at == SIZE_MAX) {
        return false;
    }
    at += 7;
    while (at < style.n && (style.p[at] == ' ' || style.p[at] == ':')) {
        at++;
    }
    return cst_str_starts(cst_str_sub(style, at, 4), CST_S("none"));
}

static attributes read_attributes(reader *r, const cst_html_token *tag)
{
    attributes out = {0, false, false};
    cst_html_attr a;
    uint32_t at = tag->body;
    while (cst_html_attr_next(r->tok.s, tag, &at, &a)) {
        cst_str name = cst_html_slice(r->tok.s, a.name, a.name_end);
        cst_str value = cst_html_slice(r->tok.s, a.value, a.value_end);
        switch (name.n) {
        case 2:
            out.cues |= cst_html_is(name, "id")
                            ? cst_html_cues_read(r->cues, value)
                            : 0;
            break;
        case 4:
            out.link = out.link || cst_html_is(name, "href");
            if (cst_html_is(name, "role")) {
                out.cues |= cst_html_cues_read(r->cues, value);
            } else if (cst_html_is(name, "lang") && tag->tag == CST_TAG_HTML) {
                cst_html_state(&r->meta, CST_FIELD_LANGUAGE, 1,
                               (cst_tspan){a.value, a.value_end});
            }
            break;
        case 5:
            if (cst_html_is(name, "class")) {
                out.cues |= cst_html_cues_read(r->cues, value);
            } else if (cst_html_is(name, "style")) {
                out.hidden = out.hidden || hides(value);
            }
            break;
        case 6:
            out.hidden = out.hidden || cst_html_is(name, "hidden");
            break;
        case 8:
            out.cues |= cst_html_is(name, "itemprop")
                            ? cst_html_cues_read(r->cues, value)
                            : 0;
            break;
        default:
            break;
        }
    }
    return out;
}

/* What the name of an element says. */
static uint32_t tag_cues(unsigned tag)
{
    switch (tag) {
    case CST_TAG_NAV:
    case CST_TAG_MENU:
        return CST_CUE_NAV;
    case CST_TAG_ASIDE:
        return CST_CUE_ASIDE;
    case CST_TAG_FOOTER:
        return CST_CUE_FOOTER;
    case CST_TAG_HEADER:
        return CST_CUE_HEADER;
    case CST_TAG_FIGCAPTION:
        return CST_CUE_CAPTION;
    case CST_TAG_DIALOG:
        return CST_CUE_CONSENT;
    case CST_TAG_BUTTON:
        return CST_CUE_SHARE;
    case CST_TAG_TIME:
        return CST_CUE_DATE;
    default:
        return 0;
    }
}

static void read_void(reader *r, const cst_html_token *tag)
{
    if (tag->tag == CST_TAG_META || tag->tag == CST_TAG_LINK) {
        cst_html_meta_tag(&r->meta, tag);
    } else if (top(r)->skip) {
        return;
    } else if (tag->tag == CST_TAG_BR) {
        cst_html_line_break(&r->out);
    } else if (tag->tag == CST_TAG_HR) {
        cst_html_break(&r->out, CST_GAP_PARA);
    }
}

/* Times of posts and teasers are not those of the page. Looks a few elements
 * up only. */
static bool is_page_time(reader *r)
{
    const uint32_t others = CST_CUE_NAV | CST_CUE_RELATED | CST_CUE_CARD |
                            CST_CUE_ENTRY | CST_CUE_ASIDE | CST_CUE_COMMENTS;
    uint32_t node = top(r)->place.node;
    if (top(r)->skip || top(r)->place.kind == CST_HINT_HEADING) {
        return false;
    }
    for (int up = 0; up < 8 && node > 0; up++) {
        if (r->nodes.at[node].cues & others) {
            return false;
        }
        node = r->nodes.at[node].parent;
    }
    return true;
}

static void read_start(reader *r, const cst_html_token *tag)
{
    unsigned flags = cst_html_tag_flags(tag->tag);
    bool raw = (flags & (CST_TF_RAW | CST_TF_RCDATA)) && !(flags & CST_TF_LINE);
    bool again = (tag->tag == CST_TAG_BODY || tag->tag == CST_TAG_HTML) &&
                 r->last[tag->tag] > 0;
    bool empty = tag->closed && (r->tok.foreign > 0 || r->tok.xml);
    if (raw || again || (empty && !(flags & CST_TF_VOID)) ||
        tag->tag == CST_TAG_HEAD) {
        return;
    }
    close_implied(r, tag->tag, flags);
    if (flags & CST_TF_VOID) {
        read_void(r, tag);
        return;
    }
    attributes a = {0, false, false};
    if (tag->body_end > tag->body && !top(r)->skip) {
        a = read_attributes(r, tag);
    }
    if (tag->tag == CST_TAG_TIME && is_page_time(r)) {
        cst_html_meta_tag(&r->meta, tag);
    }
    a.cues |= a.hidden ? CST_CUE_HIDDEN : 0;
    bool page = tag->tag == CST_TAG_BODY || tag->tag == CST_TAG_HTML;
    push(r, tag->tag, flags, page ? 0 : a.cues | tag_cues(tag->tag),
         a.link && tag->tag == CST_TAG_A);
}

/* --------------------------------------------------------------- end tags */

static void end_link(reader *r)
{
    uint32_t at = r->last[CST_TAG_A];
    if (at > top(r)->line) {
        pop_to(r, at);
        return;
    }
    /* A block that stays open inside: only the link itself ends. */
    open_tag *t = &r->stack.at[at];
    r->links -= t->live_link;
    t->live_link = false;
}

static void read_end(reader *r, const cst_html_token *tag)
{
    unsigned flags = cst_html_tag_flags(tag->tag);
    uint32_t at = r->last[tag->tag];
    if (flags & CST_TF_HEAD) { /* any heading's end ends any heading */
        for (unsigned h = CST_TAG_H1; h <= CST_TAG_H6; h++) {
            at = later(at, r->last[h]);
        }
    }
    if (at == 0) {
        if (tag->tag == CST_TAG_P || tag->tag == CST_TAG_BR) {
            layout_break(r, CST_TF_LINE | (flags & CST_TF_PARA));
        }
        return;
    }
    if (tag->tag == CST_TAG_A) {
        end_link(r);
    } else if (tag->tag == CST_TAG_BODY || tag->tag == CST_TAG_HTML) {
        return; /* what follows is read as if it stood before */
    } else if (flags & CST_TF_SKIP) {
        pop_to(r, at);
    } else if (flags & CST_TF_SCOPE || tag->tag == CST_TAG_TR) {
        if (tag->tag == CST_TAG_TABLE || at > r->last[CST_TAG_TABLE]) {
            pop_to(r, at);
        }
    } else if (flags & CST_TF_LINE) {
        if (at > top(r)->scope) {
            pop_to(r, at);
        }
    } else if (at > top(r)->line) {
        pop_to(r, at);
    }
}

/* ------------------------------------------------------------------- text */

static void read_raw(reader *r, const cst_html_token *t, bool is_jsonld)
{
    cst_tspan body = {t->body, t->body_end};
    if (t->tag == CST_TAG_TITLE) {
        cst_html_state(&r->meta, CST_FIELD_HEAD, 1, body);
    } else if (t->tag == CST_TAG_SCRIPT && is_jsonld) {
        cst_html_jsonld(&r->meta, body);
    } else if (t->tag == CST_TAG_XMP || t->tag == CST_TAG_PLAINTEXT) {
        cst_html_text(&r->out, t->body, t->body_end, &top(r)->place, false);
    }
}

static void read_text(reader *r, const cst_html_token *t)
{
    open_tag *in = top(r);
    cst_html_place place = in->place;
    if (in->skip) {
        return;
    }
    place.link = r->links > 0;
    open_tag *item = in->item > 0 ? &r->stack.at[in->item] : NULL;
    if (place.kind == CST_HINT_ITEM && item && item->used) {
        place.kind = CST_HINT_PARAGRAPH;
    }
    size_t before = r->out.lines.n;
    cst_html_text(&r->out, t->body, t->body_end, &place, t->references);
    if (item && r->out.lines.n > before) {
        item->used = true;
    }
}

static bool is_jsonld(const reader *r, const cst_html_token *tag)
{
    cst_html_attr a;
    uint32_t at = tag->body;
    while (cst_html_attr_next(r->tok.s, tag, &at, &a)) {
        if (cst_html_is(cst_html_slice(r->tok.s, a.name, a.name_end), "type")) {
            cst_str v = cst_html_slice(r->tok.s, a.value, a.value_end);
            return cst_html_is(cst_str_trim(v), "application/ld+json");
        }
    }
    return false;
}

/* More blocks than any page has; what follows is not read. */
#define MAX_NODES 200000u
static bool too_large(reader *r, const cst_html_token *t)
{
    if (r->nodes.n < MAX_NODES && r->out.lines.n < MAX_NODES) {
        return false;
    }
    r->cut = t->begin;
    return true;
}

static void read_tokens(reader *r)
{
    cst_html_token t;
    bool jsonld = false;
    while (!r->failed && !r->out.map.failed &&
           cst_htmltok_next(&r->tok, &t) && !too_large(r, &t)) {
        while (r->tok.foreign == 0 && (r->last[CST_TAG_SVG] > 0 ||
                                       r->last[CST_TAG_MATH] > 0)) {
            pop_to(r, later(r->last[CST_TAG_SVG], r->last[CST_TAG_MATH]));
        }
        switch (t.kind) {
        case CST_HTML_START:
            jsonld = t.tag == CST_TAG_SCRIPT && is_jsonld(r, &t);
            read_start(r, &t);
            break;
        case CST_HTML_END:
            read_end(r, &t);
            break;
        case CST_HTML_TEXT:
            if (t.raw) {
                read_raw(r, &t, jsonld);
            } else {
                read_text(r, &t);
            }
            break;
        case CST_HTML_COMMENT:
        case CST_HTML_CUT:
            break;
        }
    }
    pop_to(r, 1);
    cst_html_out_finish(&r->out);
}

/* ------------------------------------------------------------------ whole */

bool cst_html_sniff(const void *raw, size_t n)
{
    cst_str s = {raw, n < 1024 ? n : 1024};
    size_t at = cst_str_starts(s, CST_S("\xEF\xBB\xBF")) ? 3 : 0;
    bool wide = s.n > 4 && (s.p[0] == '\0' || s.p[1] == '\0' ||
                            (unsigned char)s.p[0] >= 0xFE);
    if (wide) { /* UTF-16: the first sign tells */
        at = (unsigned char)s.p[0] >= 0xFE ? 2 : 0;
        return s.p[at] == '<' || s.p[at + 1] == '<';
    }
    while (at < s.n && (unsigned char)s.p[at] <= ' ') {
        at++;
    }
    if (at + 2 >= s.n || s.p[at] != '<') {
        return false;
    }
    if (s.p[at + 1] == '!' || s.p[at + 1] == '?') {
        cst_str name = cst_str_sub(s, at + 2, 7);
        return cst_html_is(name, "doctype") || cst_str_starts(name, CST_S("--")) ||
               cst_html_is(cst_str_sub(name, 0, 3), "xml");
    }
    size_t from = at + 1, to = from;
    while (to < s.n && ((s.p[to] | 32) >= 'a' && (s.p[to] | 32) <= 'z')) {
        to++;
    }
    to += to < s.n && to > from && s.p[to] >= '1' && s.p[to] <= '6';
    return cst_html_tag(s.p + from, to - from) < CST_TAG_OTHER && to < s.n &&
           (s.p[to] == '>' || (unsigned char)s.p[to] <= ' ' || s.p[to] == '/');
}

static cst_status init_reader(reader *r, cst_arena *arena,
                              const cst_html_cues *cues, cst_str source)
{
    r->arena = arena;
    r->meta.arena = arena;
    r->meta.source = source;
    cst_htmltok_init(&r->tok, source);
    CST_TRY(cst_html_out_init(&r->out, arena, source));
    r->cues = cues;
    if (!CST_PUSH(arena, &r->stack) || !CST_PUSH(arena, &r->nodes)) {
        return CST_NOMEM;
    }
    top(r)->tag = CST_TAG_OTHER;
    return CST_OK;
}

static cst_status finish_page(reader *r, cst_payload *p)
{
    cst_page_info *page = CST_NEW(r->arena, cst_page_info, 1);
    cst_textmap inner = {r->out.map.runs.at, (uint32_t)r->out.map.runs.n};
    if (!page) {
        return CST_NOMEM;
    }
    r->nodes.at[0].span.end = r->out.n;
    page->blocks = r->out.lines.at;
    page->n_blocks = (uint32_t)r->out.lines.n;
    page->nodes = r->nodes.at;
    page->n_nodes = (uint32_t)r->nodes.n;
    cst_html_meta_finish(&r->meta, &p->source_map, page);
    p->text = (cst_str){r->out.text, r->out.n};
    if (r->cut > 0) {
        cst_tspan at = {r->cut, r->cut};
        p->cut_at = cst_textmap_raw(&p->source_map, at).begin;
    }
    CST_TRY(cst_textmap_join(r->arena, &p->source_map, &inner, &p->map));
    p->page = page;
    return cst_arena_failed(r->arena) ? CST_NOMEM : CST_OK;
}

cst_status cst_html_decode(cst_arena *arena, const cst_html_cues *cues,
                           const void *raw, size_t n, cst_payload *out)
{
    cst_decoding how = {cst_html_charset((cst_str){raw, n}), true, true};
    cst_payload p;
    CST_TRY(cst_payload_decode_with(arena, raw, n, &how, &p));
    reader *r = CST_NEW(arena, reader, 1);
    if (!r) {
        return CST_NOMEM;
    }
    CST_TRY(init_reader(r, arena, cues, p.source));
    read_tokens(r);
    if (r->failed || r->out.map.failed) {
        return CST_NOMEM;
    }
    CST_TRY(finish_page(r, &p));
    *out = p;
    return CST_OK;
}
