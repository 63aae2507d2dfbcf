/* present/redact: see the header. This half gathers names, and decides at the
 * end which of their words stand for a person where they are by themselves. */
#include "base/utf8.h"
#include "present/redact_words.h"

#define PART_LETTERS 3   /* of a word that is a name by itself */
#define PARTICLE 4u      /* bytes: "de", "al", "ben" between the words of a name */
#define TOGETHER 64u     /* bytes of a name written as one word */

/* ------------------------------------------------------------ lifetimes */

cst_status cst_redact_new(const cst_allocator *allocator, uint32_t whom,
                          cst_redact **redact)
{
    cst_redact *r = cst_mem_alloc(allocator, 1, sizeof(*r));

    if (!r) {
        return CST_NOMEM;
    }
    r->allocator = allocator;
    r->whom = whom;
    cst_arena_init(&r->arena, allocator, 0);
    cst_arena_init(&r->scratch, allocator, 0);
    if (cst_intern_init(&r->words, &r->arena) != CST_OK ||
        cst_intern_init(&r->ids, &r->arena) != CST_OK ||
        cst_intern_init(&r->edges, &r->arena) != CST_OK) {
        cst_redact_free(r);
        return CST_NOMEM;
    }
    *redact = r;
    return CST_OK;
}

void cst_redact_free(cst_redact *r)
{
    if (r) {
        cst_arena_free(&r->arena);
        cst_arena_free(&r->scratch);
        cst_mem_free(r->allocator, r);
    }
}

uint32_t cst_redact_whom(const cst_redact *r)
{
    return r->whom;
}

/* ------------------------------------------------------------ gathering */

static cst_word_facts *facts_of(cst_redact *r, cst_sym word)
{
    while (word && r->facts.n <= word) {
        if (!CST_PUSH(&r->arena, &r->facts)) {
            return NULL;
        }
    }
    return word ? &r->facts.at[word] : NULL;
}

/* Words of a text that is looked through for names; no words if it is empty or
 * memory ran out. */
static size_t take_words(cst_redact *r, cst_str text,
                         const cst_name_word **words)
{
    size_t n = 0;

    cst_arena_reset(&r->scratch);
    if (text.n && cst_name_words(r, text, true, words, &n) != CST_OK) {
        r->failed = true;
        n = 0;
    }
    return n;
}

/* Mark the words of a text, and count them if it is prose. */
static void note_words(cst_redact *r, cst_str text, uint32_t flags, bool prose)
{
    const cst_name_word *w;
    size_t n = take_words(r, text, &w);

    for (size_t i = 0; i < n; i++) {
        cst_word_facts *f = facts_of(r, w[i].word);

        if (f) {
            f->flags |= flags;
            f->upper += prose && w[i].capital;
            f->lower += prose && !w[i].capital;
        }
    }
}

void cst_redact_parties(cst_redact *r, cst_str words)
{
    note_words(r, words, CST_WORD_PARTY, false);
}

static void keep_name(cst_redact *r, const cst_name_word *w, size_t n,
                      bool sure)
{
    cst_gathered *g = CST_PUSH(&r->arena, &r->names);

    if (!g) {
        return;
    }
    *g = (cst_gathered){(uint32_t)r->parts.n, 0, sure};
    for (size_t i = 0; i < n && i < CST_NAME_WORDS; i++) {
        cst_sym *part = CST_PUSH(&r->arena, &r->parts);

        if (part && facts_of(r, w[i].word)) {
            *part = w[i].word;
            g->n++;
        }
    }
}

/* Nothing stands between two words but a blank, a hyphen, an apostrophe. */
static bool are_close(cst_str text, const cst_name_word *a,
                      const cst_name_word *b)
{
    size_t gap = b->begin - a->end;

    for (size_t k = 0; k < gap; k++) {
        char c = text.p[a->end + k];

        if (c == '\0' || strchr(",;:()[]!?/\n", c)) {
            return false;
        }
    }
    return gap <= PARTICLE;
}

/* Words by which the name that comes to i goes on there, 0 = it does not: a
 * capital, perhaps behind a particle. one: the whole text is one name; else
 * a particle needs a hyphen or an apostrophe behind it, since it may be a
 * conjunction. */
static size_t goes_on(cst_str text, const cst_name_word *w, size_t n, size_t i,
                      bool one)
{
    for (size_t j = i; j < n && j < i + 3; j++) {
        if (!are_close(text, &w[j - 1], &w[j]) ||
            (j > i && !one && text.p[w[j - 1].end] == ' ')) {
            return 0;
        }
        if (w[j].capital) {
            return j - i + 1;
        }
        if (w[j].end - w[j].begin > PARTICLE) {
            return 0;
        }
    }
    return 0;
}

/* Is word i one with the one before, as the second half of "Ga'oud"? */
static bool is_joined(cst_str text, const cst_name_word *w, size_t n, size_t i)
{
    return i < n && are_close(text, &w[i - 1], &w[i]) &&
           !memchr(text.p + w[i - 1].end, ' ', w[i].begin - w[i - 1].end) &&
           text.p[w[i - 1].end] != '.';
}

/* Which rows of capitalised words a text is looked through for. */
typedef struct row_rule {
    size_t least; /* words */
    bool sure;    /* it is said to name a person */
    bool one;     /* the whole text is one name */
    bool first;   /* only where the text begins */
} row_rule;

/* Written as names are, and not all in capitals as in some headlines. */
static bool has_lower(cst_str text, const cst_name_word *w, size_t n)
{
    size_t len;

    for (size_t i = 0; i < n; i++) {
        for (size_t at = w[i].begin; at < w[i].end; at += len) {
            uint32_t cp = cst_utf8_decode(text, at, &len, NULL);

            if (cst_utf8_is_letter(cp) && !cst_utf8_is_upper(cp)) {
                return true;
            }
        }
    }
    return false;
}

static size_t gather_rows(cst_redact *r, cst_str text, const row_rule *rule)
{
    const cst_name_word *w;
    size_t n = take_words(r, text, &w), found = 0, more;

    for (size_t i = 0; i < n && !(rule->first && i);) {
        size_t end = i + 1;

        while (w[i].capital &&
               ((more = goes_on(text, w, n, end, rule->one)) > 0 ||
                (more = end - i >= 2 && is_joined(text, w, n, end)) > 0)) {
            end += more;
        }
        if (w[i].capital && end - i >= rule->least &&
            (rule->sure || has_lower(text, w + i, end - i))) {
            keep_name(r, w + i, end - i, rule->sure);
            found++;
        }
        i = end;
    }
    return found;
}

bool cst_redact_is_named_witness(const cst_redact *r, const cst_claimant *c)
{
    size_t len;
    bool named = false;

    if (!(r->whom & CST_REDACT_WITNESSES) || !cst_str_is(c->type, "witness")) {
        return false;
    }
    for (size_t at = 0; at < c->mention.name.n && !named; at += len) {
        named = cst_utf8_is_upper(
            cst_utf8_decode(c->mention.name, at, &len, NULL));
    }
    return named;
}

/* Words in small letters tell what somebody is: an office, where they do not
 * make him a witness. */
static bool is_described(cst_str name)
{
    size_t len = 1, run = 0;

    for (size_t at = 0; at < name.n; at += len) {
        uint32_t cp = cst_utf8_decode(name, at, &len, NULL);
        bool small = cst_utf8_is_letter(cp) && !cst_utf8_is_upper(cp);

        run = !small ? 0 : run > 0 || at == 0 || name.p[at - 1] == ' '
                         ? run + 1 : 0;
        if (run >= 5) {
            return true;
        }
    }
    return false;
}

static void gather_claimant(cst_redact *r, const cst_document *doc,
                            const cst_claimant *c)
{
    bool witness = cst_str_is(c->type, "witness");
    bool unknown = cst_str_is(c->type, "other") &&
                   !is_described(cst_document_plain(doc, c->mention.span));
    const row_rule name = {witness ? 1 : 2, witness, true, false};
    const row_rule words = {2, witness, false, false};

    /* Of a person with a name and no known office nobody knows better. */
    if ((r->whom & CST_REDACT_WITNESSES) &&
        (witness || unknown)) {
        gather_rows(r, c->mention.name, &name);
        gather_rows(r, cst_document_plain(doc, c->mention.span), &words);
    }
}

static void gather_place(cst_redact *r, const cst_place *p)
{
    if (!p->present || !p->id.p) {
        return;
    }
    note_words(r, p->mention.name, CST_WORD_PLACE, false);
    for (size_t i = 0; i < p->n_in; i++) {
        note_words(r, p->in[i], CST_WORD_PLACE, false);
    }
}

static void gather_event(cst_redact *r, const cst_document *doc,
                         const cst_event *e)
{
    /* What begins otherwise is a building more often than a person. */
    static const row_rule named = {2, false, true, true};

    gather_place(r, &e->place);
    gather_claimant(r, doc, &e->claimant);
    for (size_t i = 0; i < e->n_perpetrators; i++) {
        const cst_party *p = &e->perpetrators[i];

        gather_claimant(r, doc, &p->according_to);
        if (p->actor.p) {
            note_words(r, p->mention.name, CST_WORD_PARTY, false);
        }
    }
    for (size_t i = 0; (r->whom & CST_REDACT_VICTIMS) && i < e->n_targets;
         i++) {
        gather_rows(r, e->targets[i].mention.name, &named);
    }
}

static void gather_harm(cst_redact *r, const cst_document *doc,
                        const cst_harm *h)
{
    static const row_rule person = {1, true, true, false};
    static const row_rule words = {2, false, false, false};

    gather_place(r, &h->area);
    gather_claimant(r, doc, &h->claimant);
    if (!(r->whom & CST_REDACT_VICTIMS)) {
        return;
    }
    if (h->victims.person.n && !gather_rows(r, h->victims.person, &person)) {
        const cst_name_word *w;
        size_t n = take_words(r, h->victims.person, &w);

        /* Written without capitals, and said to be a name. */
        if (n) {
            keep_name(r, w, n, true);
        }
    }
    gather_rows(r, cst_document_plain(doc, h->victims.span), &words);
}

cst_status cst_redact_gather(cst_redact *r, const cst_document *doc)
{
    const cst_document_info *info = cst_document_get_info(doc);
    const cst_event *events;
    const cst_harm *harms;
    const cst_damage *damages;
    uint32_t at;
    size_t n;

    note_words(r, cst_document_text(doc), 0, true);
    at = cst_intern_put(&r->ids, cst_str_of(info->id));
    while (r->names_before.n <= at) { /* there is no document 0 */
        uint32_t *before = CST_PUSH(&r->arena, &r->names_before);

        if (!before) {
            return CST_NOMEM;
        }
        *before = (uint32_t)r->names.n;
    }
    events = cst_document_events(doc, &n);
    for (size_t i = 0; i < n; i++) {
        gather_event(r, doc, &events[i]);
    }
    harms = cst_document_harms(doc, &n);
    for (size_t i = 0; i < n; i++) {
        gather_harm(r, doc, &harms[i]);
    }
    damages = cst_document_damages(doc, &n);
    for (size_t i = 0; i < n; i++) {
        gather_claimant(r, doc, &damages[i].claimant);
    }
    return r->failed || cst_arena_failed(&r->arena) ? CST_NOMEM : CST_OK;
}

/* ------------------------------------------------------------- deciding */

static size_t letters_of(cst_str word)
{
    size_t n = 0, len;

    for (size_t at = 0; at < word.n; at += len, n++) {
        (void)cst_utf8_decode(word, at, &len, NULL);
    }
    return n;
}

/* How a word is taken where it stands by itself. */
static cst_name_level level_alone(const cst_redact *r, cst_sym word,
                                  bool first_name)
{
    const cst_word_facts *f = &r->facts.at[word];

    if ((f->flags & (CST_WORD_PLACE | CST_WORD_PARTY)) ||
        letters_of(cst_intern_str(&r->words, word)) < PART_LETTERS) {
        return CST_NAME_THERE;
    }
    return first_name                            ? CST_NAME_LOCAL
           : f->lower > 0 && f->lower >= f->upper ? CST_NAME_CAPITAL
                                                 : CST_NAME_ALWAYS;
}

static void add_row(cst_redact *r, const cst_sym *words, size_t n,
                    cst_name_level level)
{
    uint32_t node = 0;

    for (size_t i = 0; i < n; i++) {
        const uint32_t key[2] = {node, words[i]};

        node = cst_intern_put(&r->edges,
                              (cst_str){(const char *)key, sizeof(key)});
        while (node && r->levels.n <= node && CST_PUSH(&r->arena, &r->levels)) {
        }
        if (!node || r->levels.n <= node) {
            return;
        }
    }
    if (node && (!r->levels.at[node] || r->levels.at[node] > level)) {
        r->levels.at[node] = (uint8_t)level;
    }
}

/* Written as one word, as addresses do. */
static void add_together(cst_redact *r, const cst_sym *words, size_t n)
{
    char space[TOGETHER];
    size_t used = 0;
    cst_sym word;

    for (size_t i = 0; i < n; i++) {
        cst_str s = cst_intern_str(&r->words, words[i]);

        if (s.n > TOGETHER - used) {
            return;
        }
        memcpy(space + used, s.p, s.n);
        used += s.n;
    }
    word = cst_intern_put(&r->words, (cst_str){space, used});
    if (facts_of(r, word)) {
        add_row(r, &word, 1, CST_NAME_ALWAYS);
    }
}

static void add_name(cst_redact *r, const cst_sym *words, size_t n)
{
    cst_sym turned[CST_NAME_WORDS];

    for (size_t i = 0; i < n; i++) {
        add_row(r, &words[i], 1, level_alone(r, words[i], i + 1 < n));
    }
    if (n < 2) {
        return;
    }
    turned[0] = words[n - 1];
    memcpy(turned + 1, words, (n - 1) * sizeof(*words));
    add_row(r, words, n, CST_NAME_ALWAYS);
    add_row(r, turned, n, CST_NAME_ALWAYS);
    add_row(r, turned, 2, CST_NAME_ALWAYS);
    add_together(r, words, n);
    add_together(r, turned, n);
}

/* Words that are written like a name, but all name a party or a place. */
static bool is_no_person(const cst_redact *r, const cst_sym *words, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (!(r->facts.at[words[i]].flags &
              (CST_WORD_PLACE | CST_WORD_PARTY)) &&
            letters_of(cst_intern_str(&r->words, words[i])) >= PART_LETTERS) {
            return false;
        }
    }
    return true;
}

/* A row may begin with a sentence, that is with an article; longer words may be
 * first names too. */
static void drop_begin(const cst_redact *r, cst_gathered *g)
{
    while (g->n) {
        cst_sym word = r->parts.at[g->first];
        const cst_word_facts *f = &r->facts.at[word];

        if (f->lower <= f->upper ||
            letters_of(cst_intern_str(&r->words, word)) > PART_LETTERS) {
            return;
        }
        g->first++;
        g->n--;
    }
}

cst_status cst_redact_finish(cst_redact *r)
{
    if (!CST_PUSH(&r->arena, &r->levels)) { /* of the root */
        return CST_NOMEM;
    }
    for (size_t i = 0; i < r->names.n; i++) {
        cst_gathered *g = &r->names.at[i];

        if (!g->sure) {
            drop_begin(r, g);
        }
        if (!g->sure && (g->n < 2 ||
                         is_no_person(r, r->parts.at + g->first, g->n))) {
            g->n = 0;
        }
        add_name(r, r->parts.at + g->first, g->n);
    }
    return r->failed || cst_arena_failed(&r->arena) ? CST_NOMEM : CST_OK;
}

void cst_redact_of(cst_redact *r, const char *id)
{
    uint32_t document = cst_intern_get(&r->ids, cst_str_of(id));
    uint32_t from, to;

    if (document == r->document) {
        return;
    }
    r->document = document;
    from = document ? r->names_before.at[document] : 0;
    to = !document                          ? 0
         : document + 1 < r->names_before.n ? r->names_before.at[document + 1]
                                            : (uint32_t)r->names.n;
    for (uint32_t i = from; i < to; i++) {
        const cst_gathered *g = &r->names.at[i];

        for (uint32_t k = 0; k < g->n; k++) {
            r->facts.at[r->parts.at[g->first + k]].document = document;
        }
    }
}
