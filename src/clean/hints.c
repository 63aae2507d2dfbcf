/* clean: which lines of a page are the article.
 *
 * Takes lines with what the mark-up says of them; leaves in p->lines the lines
 * from the title to the end of the article, without menus, teasers, comments
 * and the like, so that they can be read as a text without mark-up would be.
 * All others go to p->outer with their zone. An element whose name promises
 * boilerplate but that holds most of the prose is taken for what it holds. */
#include "clean/page.h"

#include "ingest/htmltags.h"

enum {
    /* what is never the article */
    OUT = CST_CUE_NAV | CST_CUE_COMMENTS | CST_CUE_CONSENT | CST_CUE_SHARE |
          CST_CUE_AD | CST_CUE_SIGNUP | CST_CUE_TAGS | CST_CUE_HIDDEN,
    LINKS = CST_CUE_RELATED | CST_CUE_CARD,
    /* what is not, unless it stands within it and is prose */
    BESIDE = CST_CUE_ASIDE | CST_CUE_FOOTER,
    NEGATIVE = OUT | LINKS | BESIDE,
    /* what an element that promises these is, whatever else it promises */
    POSITIVE = CST_CUE_CONTENT | CST_CUE_LEAD | CST_CUE_TITLE | CST_CUE_ENTRY
};

/* Lines of the head that may stand above the title, and below the article. */
#define HEAD_REACH 8u
#define FOOT_LINES 2u

/* A teaser has no more prose and lines than this. */
#define CARD_PROSE 400u
#define CARD_LINES 8u
#define BRIEF_PROSE 220u
/* Shorter hidden paragraphs are rather quotations or notices. */
#define LONG_FOLDED 120u

/* What was found out about a node. */
typedef struct area {
    uint32_t cues;  /* that hold in it: its own and those above */
    uint32_t own;
    uint32_t mass;  /* bytes of prose in it */
    uint32_t clean; /* of these not in a negative area */
    uint32_t texts; /* lines of such prose */
    uint32_t last;  /* last node inside */
    uint32_t lines, links; /* lines in it; of these that are links */
    uint32_t plain; /* bytes outside links */
    uint32_t kids, cards; /* nodes right below with text; like teasers */
} area;

typedef struct finder {
    page *p;
    const cst_page_info *info;
    area *areas;
    uint32_t from, to;   /* the article's lines */
    uint32_t node;       /* that holds its prose */
    uint32_t title;      /* line, or CST_NONE */
} finder;

static const cst_block_hint *hint_of(const finder *f, uint32_t i)
{
    return &f->info->blocks[f->p->lines[i].hint];
}

static uint32_t length(const line *l)
{
    return l->end - l->begin;
}

static const area *area_of(const finder *f, uint32_t i)
{
    return &f->areas[hint_of(f, i)->node];
}

/* ------------------------------------------------------------------ areas */

static bool is_text(const finder *f, uint32_t i)
{
    const cst_block_hint *h = hint_of(f, i);
    return (f->p->lines[i].bits & L_PROSE) && h->links < 50 &&
           h->kind != CST_HINT_HEADING;
}

/* Sums that each node hands to its parent; nodes come after their parents. */
static void sum_up(finder *f)
{
    const cst_html_node *nodes = f->info->nodes;
    for (uint32_t i = f->info->n_nodes - 1; i > 0; i--) {
        area *a = &f->areas[i], *up = &f->areas[nodes[i].parent];
        a->last = a->last > i ? a->last : i;
        up->mass += a->mass;
        up->lines += a->lines;
        up->links += a->links;
        up->plain += a->plain;
        up->last = up->last > a->last ? up->last : a->last;
    }
}

static void add_line(finder *f, uint32_t i)
{
    const line *l = &f->p->lines[i];
    const cst_block_hint *h = hint_of(f, i);
    area *a = &f->areas[h->node];
    a->mass += is_text(f, i) ? length(l) : 0;
    a->lines++;
    a->links += h->links >= 75 && l->words >= 4;
    a->plain += length(l) * (100u - h->links) / 100u;
}

/* A few linked words with little beside them. */
static bool is_card(const area *a)
{
    return a->links > 0 && a->links <= 3 && a->lines <= CARD_LINES &&
           a->plain <= CARD_PROSE;
}

/* Teasers come in rows. A row that holds most of the prose may as well be a
 * live report: then they must be brief, and an article must stand beside. */
static bool is_row(const finder *f, const area *up)
{
    uint32_t all = f->areas[0].mass;
    if (up->cards < 3 || up->cards * 10 < up->kids * 6) {
        return false;
    }
    bool brief = up->cards >= 4 && up->plain <= up->cards * BRIEF_PROSE;
    return (uint64_t)up->mass * 2 < all ||
           (brief && all - up->mass >= CARD_PROSE);
}

static void find_cards(finder *f)
{
    const cst_html_node *nodes = f->info->nodes;
    for (uint32_t i = 1; i < f->info->n_nodes; i++) {
        area *up = &f->areas[nodes[i].parent];
        up->kids += f->areas[i].lines > 0;
        up->cards += is_card(&f->areas[i]);
    }
    for (uint32_t i = 1; i < f->info->n_nodes; i++) {
        const area *up = &f->areas[nodes[i].parent];
        if (is_card(&f->areas[i]) && is_row(f, up)) {
            f->areas[i].own |= CST_CUE_CARD;
        }
    }
}

/* Cues of a node that its contents do not belie. */
static uint32_t honest_cues(const finder *f, uint32_t i)
{
    uint32_t own = f->info->nodes[i].cues, all = f->areas[0].mass;
    uint64_t mass = f->areas[i].mass;
    if (all == 0) {
        return own;
    }
    if (mass * 10 > (uint64_t)all * 9) {
        return own & ~(uint32_t)(NEGATIVE | CST_CUE_CAPTION);
    }
    bool half = mass * 2 > all;
    bool named = (own & POSITIVE) && mass * 5 > all;
    if (half || named) {
        return own & ~(uint32_t)((NEGATIVE | CST_CUE_CAPTION) &
                                  ~CST_CUE_COMMENTS);
    }
    return own;
}

static void spread_cues(finder *f)
{
    const cst_html_node *nodes = f->info->nodes;
    for (uint32_t i = 1; i < f->info->n_nodes; i++) {
        f->areas[i].own |= honest_cues(f, i);
        f->areas[i].cues = f->areas[i].own | f->areas[nodes[i].parent].cues;
    }
}

/* The prose that no cue speaks against, by node. */
static void sum_clean(finder *f)
{
    const cst_html_node *nodes = f->info->nodes;
    for (uint32_t i = 0; i < f->p->n; i++) {
        area *a = &f->areas[hint_of(f, i)->node];
        if (is_text(f, i) && !(a->cues & (NEGATIVE | CST_CUE_CAPTION))) {
            a->clean += length(&f->p->lines[i]);
            a->texts++;
        }
    }
    for (uint32_t i = f->info->n_nodes - 1; i > 0; i--) {
        f->areas[nodes[i].parent].clean += f->areas[i].clean;
        f->areas[nodes[i].parent].texts += f->areas[i].texts;
    }
}

static cst_status find_areas(finder *f)
{
    f->areas = CST_NEW(f->p->arena, area, f->info->n_nodes);
    if (!f->areas) {
        return CST_NOMEM;
    }
    for (uint32_t i = 0; i < f->p->n; i++) {
        add_line(f, i);
    }
    sum_up(f);
    find_cards(f);
    spread_cues(f);
    sum_clean(f);
    return CST_OK;
}

/* ------------------------------------------------------------- the article */

static bool is_body_node(const finder *f, uint32_t i, unsigned step)
{
    unsigned tag = f->info->nodes[i].tag;
    switch (step) {
    case 0:
        return (f->areas[i].own & CST_CUE_CONTENT) != 0;
    case 1:
        return tag == CST_TAG_ARTICLE;
    default:
        return tag == CST_TAG_MAIN;
    }
}

/* The heaviest node of a kind, if it holds a good part of the prose. Of nodes
 * one in the other the inner wins unless it lacks much. */
static uint32_t heaviest(const finder *f, unsigned step)
{
    uint32_t best = 0, all = f->areas[0].clean;
    for (uint32_t i = 1; i < f->info->n_nodes; i++) {
        uint64_t clean = f->areas[i].clean;
        if (!is_body_node(f, i, step) || clean * 4 < all || clean == 0) {
            continue;
        }
        bool inside = best > 0 && i <= f->areas[best].last;
        uint64_t most = best > 0 ? f->areas[best].clean : 0;
        if (inside ? clean * 10 >= most * 9 : clean > most) {
            best = i;
        }
    }
    return best;
}

/* Parts of one article side by side: their parent is meant. */
static uint32_t with_siblings(const finder *f, uint32_t node, unsigned step)
{
    for (int up = 0; up < 3 && node > 0; up++) {
        uint32_t parent = f->info->nodes[node].parent;
        uint64_t sum = 0;
        for (uint32_t i = parent + 1; i <= f->areas[parent].last && i > 0;
             i = f->areas[i].last + 1) {
            bool like = is_body_node(f, i, step) ||
                        (f->areas[i].own & CST_CUE_ENTRY);
            sum += like && !(f->areas[i].own & NEGATIVE) ? f->areas[i].clean
                                                         : 0;
        }
        if (sum * 10 < (uint64_t)f->areas[node].clean * 12) {
            break;
        }
        node = parent;
    }
    return node;
}

/* Down from the page as long as one child holds most of the prose. */
static uint32_t descend(const finder *f, uint32_t node)
{
    for (;;) {
        uint32_t best = 0;
        for (uint32_t i = node + 1; i <= f->areas[node].last;
             i = f->areas[i].last + 1) {
            best = best == 0 || f->areas[i].clean > f->areas[best].clean
                       ? i
                       : best;
        }
        unsigned tag = best > 0 ? f->info->nodes[best].tag : CST_TAG_P;
        bool leaf = tag == CST_TAG_P || tag == CST_TAG_LI ||
                    tag == CST_TAG_PRE || tag == CST_TAG_BLOCKQUOTE ||
                    f->areas[best].texts < 2;
        if (leaf || (uint64_t)f->areas[best].clean * 4 <
                        (uint64_t)f->areas[node].clean * 3) {
            return node;
        }
        node = best;
    }
}

static uint32_t find_body(const finder *f)
{
    for (unsigned step = 0; step < 3; step++) {
        uint32_t node = heaviest(f, step);
        if (node > 0) {
            return step < 2 ? with_siblings(f, node, step)
                            : descend(f, node);
        }
    }
    return f->areas[0].clean > 0 ? descend(f, 0) : 0;
}

static bool inside(const finder *f, uint32_t i, uint32_t node)
{
    uint32_t n = hint_of(f, i)->node;
    return n >= node && n <= f->areas[node].last;
}

/* ------------------------------------------------------------------- title */

/* How much a heading says what the page says its title is: 0 to 3. */
static int agrees(cst_str heading, cst_str title)
{
    char a[FOLD_MAX], b[FOLD_MAX];
    cst_str x = {a, fold_line(heading, a, sizeof(a))};
    cst_str y = {b, fold_line(title, b, sizeof(b))}, w;
    size_t at = 0;
    unsigned words = 0, found = 0;
    if (x.n == 0 || y.n == 0) {
        return 0;
    }
    if (cst_str_find(y, x, 0) != SIZE_MAX || cst_str_find(x, y, 0) != SIZE_MAX) {
        return x.n >= 12 || x.n == y.n ? 3 : 1;
    }
    while (fold_word(x, &at, &w)) {
        words++;
        found += cst_str_find(y, w, 0) != SIZE_MAX;
    }
    return words >= 3 && found * 10 >= words * 7 ? 2 : 0;
}

static int title_value(const finder *f, uint32_t i)
{
    const cst_block_hint *h = hint_of(f, i);
    const line *l = &f->p->lines[i];
    const area *a = area_of(f, i);
    bool named = (a->own & CST_CUE_TITLE) != 0;
    if ((h->kind != CST_HINT_HEADING && !named) || length(l) > 320 ||
        (a->cues & (OUT & ~CST_CUE_HIDDEN)) || l->words == 0) {
        return 0;
    }
    cst_str s = line_text(f->p, l);
    int by_title = agrees(s, f->info->title.value);
    int by_head = agrees(s, f->info->head.value);
    int match = by_title > by_head ? by_title : by_head;
    bool card = (a->cues & (LINKS | BESIDE)) != 0 || h->links > 50;
    int value = match * 10 + (h->level == 1 ? 8 : 0) + (named ? 4 : 0) -
                (card ? 8 : 0) + (inside(f, i, f->node) ? 2 : 0);
    bool sure = match >= 2 || h->level == 1;
    return sure && value > 0 ? value : 0;
}

/* Only headings up to the first paragraphs of the article are looked at. */
static uint32_t find_title(const finder *f, uint32_t first)
{
    uint32_t best = CST_NONE, prose = 0;
    int most = 0;
    for (uint32_t i = 0; i < f->p->n && prose < 2; i++) {
        int value = title_value(f, i);
        prose += i >= first && is_text(f, i);
        if (value > most) {
            most = value;
            best = i;
        }
    }
    return best;
}

/* ------------------------------------------------------------------- range */

static void find_range(finder *f)
{
    uint32_t n = f->p->n, first = 0, last = n;
    f->node = find_body(f);
    while (first < n && !inside(f, first, f->node)) {
        first++;
    }
    while (last > first && !inside(f, last - 1, f->node)) {
        last--;
    }
    f->title = find_title(f, first);
    f->from = f->title < first ? f->title : first;
    f->to = last > f->title + 1 || f->title == CST_NONE ? last : f->title + 1;
    /* The rest of an article that holds the body: notes, names, a date. */
    uint32_t around = f->node;
    for (int up = 0; up < 4 && around > 0; up++) {
        around = f->info->nodes[around].parent;
        if (f->info->nodes[around].tag == CST_TAG_ARTICLE) {
            while (f->to < n && inside(f, f->to, around)) {
                f->to++;
            }
            break;
        }
    }
}

/* A date or name above the title belongs to the article too, and so does the
 * path of sections that leads to it. */
static bool is_headline_note(const finder *f, uint32_t i)
{
    const area *a = area_of(f, i);
    if (i >= f->from || f->from - i > HEAD_REACH || f->title != f->from) {
        return false;
    }
    const line *l = &f->p->lines[i];
    bool trail = is_breadcrumb(line_text(f->p, l)) && length(l) <= LABEL_MAX;
    bool note = (a->cues & (CST_CUE_DATE | CST_CUE_BYLINE)) &&
                !(a->cues & (OUT | LINKS)) && hint_of(f, i)->links < 50;
    return trail || note;
}

/* The notice of who owns the page tells the outlet. */
static bool is_notice(const finder *f, uint32_t i)
{
    cst_str s = line_text(f->p, &f->p->lines[i]);
    return i >= f->to && s.n <= LABEL_MAX &&
           cst_str_starts(s, CST_S("\xC2\xA9"));
}

/* ------------------------------------------------------------------- lines */

/* Zone of a line that is not the article's, or -1. */
static int outer_zone(const finder *f, uint32_t i)
{
    const line *l = &f->p->lines[i];
    const cst_block_hint *h = hint_of(f, i);
    uint32_t said = area_of(f, i)->cues;
    bool within = i >= f->from && i < f->to;
    bool teaser = (said & (LINKS | CST_CUE_ASIDE)) || h->links >= 50;
    if (i == f->title) {
        return -1;
    }
    if (!within) {
        return teaser && l->words >= 5 ? CST_ZONE_TEASER : CST_ZONE_BOILERPLATE;
    }
    /* What a click would show of the article itself. */
    bool folded = (said & OUT) == CST_CUE_HIDDEN && is_text(f, i) &&
                  inside(f, i, f->node) && h->kind == CST_HINT_PARAGRAPH &&
                  length(l) >= LONG_FOLDED;
    if ((said & OUT) && !folded) {
        return CST_ZONE_BOILERPLATE;
    }
    if (said & LINKS) {
        return l->words >= 4 ? CST_ZONE_TEASER : CST_ZONE_BOILERPLATE;
    }
    if ((said & BESIDE) && !is_text(f, i) && !(said & CST_CUE_CAPTION)) {
        return teaser && l->words >= 5 ? CST_ZONE_TEASER : CST_ZONE_BOILERPLATE;
    }
    bool linked = h->links >= 75 && length(l) < 200 &&
                  !(said & (CST_CUE_BYLINE | CST_CUE_DATE));
    if (linked && h->kind != CST_HINT_CELL) {
        return l->words >= 4 ? CST_ZONE_TEASER : CST_ZONE_BOILERPLATE;
    }
    return -1;
}

static void decide_line(line *l, cst_zone_kind zone, unsigned flags)
{
    l->zone = (uint8_t)zone;
    l->flags |= (uint16_t)flags;
    l->decided = true;
}

/* What the mark-up says of a line of the article, for those who read lines. */
static void mark_line(const finder *f, uint32_t i, line *l, bool head)
{
    const cst_block_hint *h = hint_of(f, i);
    const area *a = area_of(f, i);
    if (i == f->title) {
        l->bits &= ~(uint32_t)(L_PROSE | L_BULLET | L_CLOCK | L_DATE | L_NAV);
        l->kind = CUE_NONE;
        return;
    }
    if (h->kind == CST_HINT_ITEM && !(l->bits & L_CLOCK)) {
        l->bits |= L_BULLET;
    }
    const uint32_t notes = L_DATE | L_DATELINE | L_NAV | L_AGENCY | L_SIGNED |
                           L_CREDIT | L_READER | L_TWEET;
    bool body = inside(f, i, f->node) && l->kind == CUE_NONE &&
                !(l->bits & notes) && h->links < 50;
    if (body && h->kind == CST_HINT_PARAGRAPH && l->words >= 8) {
        l->bits |= L_PROSE; /* even without a full stop */
    } else if (body && h->kind == CST_HINT_CELL && f->areas[0].clean > 0) {
        l->bits |= L_KEEP;
    }
    if ((a->cues & CST_CUE_CAPTION) || h->kind == CST_HINT_CAPTION) {
        decide_line(l, CST_ZONE_CAPTION, 0);
    } else if (head && (a->own & (CST_CUE_BYLINE | CST_CUE_DATE)) &&
               length(l) <= LABEL_MAX && !(l->bits & L_PROSE)) {
        decide_line(l, CST_ZONE_BOILERPLATE, CST_BLOCK_HEADER);
    } else if (head && (a->cues & CST_CUE_LEAD) && l->words >= 5) {
        decide_line(l, CST_ZONE_CONTENT, CST_BLOCK_LEAD);
    } else if (h->kind == CST_HINT_HEADING) {
        l->bits &= ~(uint32_t)L_PROSE;
    }
}

cst_status hints_apply(page *p)
{
    finder f = {.p = p, .info = p->info, .title = CST_NONE};
    CST_TRY(find_areas(&f));
    find_range(&f);
    p->outer = CST_NEW(p->arena, line, p->n);
    if (!p->outer) {
        return CST_NOMEM;
    }
    uint32_t kept = 0, notices = 0;
    bool head = true;
    for (uint32_t i = 0; i < p->n; i++) {
        line l = p->lines[i];
        int zone = is_headline_note(&f, i) ? -1 : outer_zone(&f, i);
        if (zone >= 0 && is_notice(&f, i) && notices < FOOT_LINES) {
            notices++;
            zone = -1;
        }
        if (zone >= 0) {
            decide_line(&l, (cst_zone_kind)zone, 0);
            p->outer[p->n_outer++] = l;
            continue;
        }
        mark_line(&f, i, &l, head);
        head = head && !(i >= f.from && is_text(&f, i) && !l.decided);
        if (i == f.title) {
            p->fixed = kept;
        }
        p->lines[kept++] = l; /* never before line i was read */
    }
    p->n = kept;
    return CST_OK;
}

void hints_finish(page *p)
{
    for (uint32_t i = 0; i < p->n; i++) {
        line *l = &p->lines[i];
        const cst_block_hint *h = &p->info->blocks[l->hint];
        bool entry = (l->flags & CST_BLOCK_ENTRY) != 0;
        if (l->zone == CST_ZONE_CONTENT && h->kind == CST_HINT_HEADING &&
            !entry) {
            l->flags |= CST_BLOCK_HEADING;
        }
    }
}
