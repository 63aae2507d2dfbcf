/* ingest: text, map and lines of a page. */
#include "ingest/htmltext.h"

#include "ingest/entity.h"

cst_status cst_html_out_init(cst_html_out *o, cst_arena *arena, cst_str source)
{
    memset(o, 0, sizeof(*o));
    o->source = source;
    o->map.arena = arena;
    /* References grow by a quarter at most, and breaks are shorter than the
     * tags that make them. */
    o->text = cst_arena_alloc(arena, source.n + source.n / 4 + 16, 1);
    return o->text ? CST_OK : CST_NOMEM;
}

void cst_html_line_break(cst_html_out *o)
{
    o->breaks++;
    cst_html_break(o, o->breaks > 1 ? CST_GAP_PARA : CST_GAP_LINE);
}

static void close_line(cst_html_out *o)
{
    if (o->open) {
        cst_block_hint *line = &o->lines.at[o->lines.n - 1];
        uint32_t len = o->n - line->span.begin;
        line->span.end = o->n;
        line->links = (uint8_t)((uint64_t)o->linked * 100 / len);
        o->open = false;
    }
}

static void open_line(cst_html_out *o, const cst_html_place *place)
{
    cst_block_hint *line = CST_PUSH(o->map.arena, &o->lines);
    if (!line) {
        o->map.failed = true;
        return;
    }
    line->span = (cst_tspan){o->n, o->n};
    line->node = place->node;
    line->kind = place->kind;
    line->level = place->level;
    line->apart = o->gap == CST_GAP_PARA;
    o->line_node = place->line_node;
    o->linked = 0;
    o->open = true;
}

/* Maps what stands before the next text, which begins at at. */
static void close_gap(cst_html_out *o, uint32_t at)
{
    uint32_t len = at - o->map.raw;
    if (len == 0) {
        return;
    }
    uint32_t n = 0;
    if (o->n > 0 && o->gap >= CST_GAP_LINE) {
        close_line(o);
        n = o->gap == CST_GAP_PARA ? 2 : 1;
        memset(o->text + o->n, '\n', n);
    } else if (o->n > 0 && o->gap == CST_GAP_SPACE) {
        o->text[o->n] = ' ';
        n = 1;
    }
    bool plain = len == 1 && n == 1 && o->text[o->n] == ' ' &&
                 o->source.p[o->map.raw] == ' ';
    cst_run_kind kind = n > 0 ? CST_RUN_SPACE : CST_RUN_DROP;
    cst_mapping_add(&o->map, plain ? CST_RUN_COPY : kind, len, n);
    o->n += n;
}

/* Gets ready to write the text that begins at at. */
static void begin(cst_html_out *o, uint32_t at, const cst_html_place *place)
{
    close_gap(o, at);
    if (!o->open) {
        open_line(o, place);
    } else if (!o->map.failed) {
        cst_block_hint *line = &o->lines.at[o->lines.n - 1];
        if (line->node != place->node) {
            line->node = o->line_node;
        }
    }
    o->gap = CST_GAP_NONE;
    o->breaks = 0;
}

static void add(cst_html_out *o, cst_run_kind kind, const char *p, uint32_t n,
                uint32_t raw, const cst_html_place *place)
{
    memcpy(o->text + o->n, p, n);
    o->n += n;
    o->linked += place->link ? n : 0;
    cst_mapping_add(&o->map, kind, raw, n);
}

static bool is_plain(char c)
{
    return (unsigned char)c > ' ' && c != '&' && c != 0x7F;
}

/* End of what can be copied as it is: single blanks between words too. */
static uint32_t plain_end(cst_str s, uint32_t from, uint32_t to, bool references)
{
    uint32_t i = from;
    for (;;) {
        while (i < to && is_plain(s.p[i])) {
            i++;
        }
        if (i < to && s.p[i] == '&' && !references) {
            i++;
        } else if (i + 1 < to && s.p[i] == ' ' && is_plain(s.p[i + 1])) {
            i += 2;
        } else {
            return i;
        }
    }
}

/* White space and controls; in preformatted text lines count. */
static uint32_t skip_blank(cst_html_out *o, uint32_t i, uint32_t to, bool pre)
{
    const char *p = o->source.p;
    while (i < to && ((unsigned char)p[i] <= ' ' || p[i] == 0x7F)) {
        bool blank = p[i] == ' ' || (p[i] >= '\t' && p[i] <= '\r');
        if (pre && p[i] == '\n') {
            cst_html_line_break(o);
        } else if (blank) {
            cst_html_break(o, CST_GAP_SPACE);
        }
        i++;
    }
    return i;
}

/* One reference or a lone ampersand; behind it. */
static uint32_t read_reference(cst_html_out *o, uint32_t i, uint32_t to,
                               const cst_html_place *place)
{
    char out[CST_ENTITY_MAX];
    size_t n = 0;
    cst_str s = {o->source.p, to};
    uint32_t took = (uint32_t)cst_entity_read(s, i, false, out, &n);
    if (took == 0) {
        begin(o, i, place);
        add(o, CST_RUN_COPY, "&", 1, 1, place);
        return i + 1;
    }
    if (n == 1 && ((unsigned char)out[0] <= ' ' || out[0] == 0x7F)) {
        cst_html_break(o, CST_GAP_SPACE);
    } else {
        begin(o, i, place);
        add(o, CST_RUN_ENTITY, out, (uint32_t)n, took, place);
    }
    return i + took;
}

void cst_html_text(cst_html_out *o, uint32_t from, uint32_t to,
                   const cst_html_place *place, bool references)
{
    uint32_t i = from;
    while (i < to && !o->map.failed) {
        char c = o->source.p[i];
        if ((unsigned char)c <= ' ' || c == 0x7F) {
            i = skip_blank(o, i, to, place->pre);
        } else if (c == '&' && references) {
            i = read_reference(o, i, to, place);
        } else {
            uint32_t end = plain_end(o->source, i, to, references);
            begin(o, i, place);
            add(o, CST_RUN_COPY, o->source.p + i, end - i, end - i, place);
            i = end;
        }
    }
}

void cst_html_out_finish(cst_html_out *o)
{
    close_line(o);
    cst_mapping_add(&o->map, CST_RUN_DROP, o->source.n - o->map.raw, 0);
}
