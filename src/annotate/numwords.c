/* annotate/numwords: the table of number words, and the arithmetic of
 * composing them.
 *
 * A number is read left to right. Below a hundred a word either opens the low
 * part or says itself which low parts it may follow, so that counting systems
 * with twenties need no code. Hundreds and big words multiply what stands
 * before them in their group.
 */
#include "annotate/numwords.h"

#define MAX_VALUE INT64_C(1000000000000000)

/* ----------------------------------------------------------- the table */

static const struct {
    const char *name;
    nw_kind kind;
} kind_names[] = {
    {"card", NW_CARD},
    {"ord", NW_ORD},
    {"hundred", NW_HUNDRED},
    {"big", NW_BIG},
    {"oh", NW_ORD_HUNDRED},
    {"ob", NW_ORD_BIG},
    {"and", NW_AND},
    {"half", NW_HALF},
    {"coll", NW_COLL},
    {"frac", NW_FRAC},
    {"zero", NW_ZERO},
    {"pct", NW_PCT},
    {"money", NW_MONEY},
    {"measure", NW_MEASURE},
    {"of", NW_OF},
    {"sord", NW_SUFFIX_ORD},
    {"sclock", NW_SUFFIX_CLOCK},
    {"label", NW_LABEL},
};

static const struct {
    const char *name;
    uint8_t flag;
} flag_names[] = {
    {"art", NW_ARTICLE}, {"alone", NW_ALONE}, {"amb", NW_AMBIGUOUS},
    {"bare", NW_BARE},   {"pl", NW_PLURAL},   {"sg", NW_SINGULAR},
};

static void parse_after(nw_word *word, cst_str list)
{
    cst_str part;
    int64_t n;

    while (list.n > 0 && cst_str_cut(&list, ',', &part)) {
        part = cst_str_trim(part);
        if (part.n > 1 && part.p[0] == 'x' &&
            cst_str_to_int(cst_str_sub(part, 1, part.n), &n) && n < 128) {
            word->times = (uint8_t)n;
        } else if (cst_str_to_int(part, &n) && n < 128) {
            word->after[n / 64] |= UINT64_C(1) << (n % 64);
        } else {
            for (size_t i = 0; i < CST_COUNT(flag_names); i++) {
                if (cst_str_is(part, flag_names[i].name)) {
                    word->flags |= flag_names[i].flag;
                }
            }
        }
    }
}

static cst_sym cell_sym(const cst_pack *pack, cst_arena *arena, cst_str cell)
{
    const char *z = cst_arena_copy(arena, cell.p, cell.n);

    return z ? cst_pack_sym(pack, z) : 0;
}

static void read_row(const cst_pack *pack, cst_arena *arena,
                     const cst_table *table, uint32_t row, nw_word *word)
{
    const cst_str *cell = table->cells + (size_t)row * table->n_cols;

    word->text = cell[0];
    for (size_t i = 0; i < CST_COUNT(kind_names); i++) {
        if (cst_str_is(cell[1], kind_names[i].name)) {
            word->kind = (uint8_t)kind_names[i].kind;
        }
    }
    if (table->n_cols > 2 && !cst_str_to_int(cell[2], &word->value)) {
        word->value = 0;
        if (cell[2].n > 0) {
            word->unit = cell_sym(pack, arena, cell[2]);
        }
    }
    for (uint32_t c = 3; c < 5 && c < table->n_cols; c++) {
        parse_after(word, cell[c]);
    }
}

static void insert(cst_number_words *words, uint32_t index)
{
    cst_str text = words->at[index].text;
    uint32_t mask = words->n_slots - 1;
    uint32_t slot = (uint32_t)cst_hash(text.p, text.n) & mask;

    while (words->slots[slot] != 0) {
        slot = (slot + 1) & mask;
    }
    words->slots[slot] = index + 1;
}

static void add_hash(cst_number_words *words, cst_str text)
{
    uint32_t bit = cst_token_hash(text) % NW_HASHES;

    words->hashes[bit / 64] |= UINT64_C(1) << bit % 64;
}

/* So that most tokens are known to be none without a look at the table. */
static void fill_hashes(cst_number_words *words)
{
    for (uint32_t i = 0; i < words->n; i++) {
        char plural[64];
        cst_str text = words->at[i].text;

        add_hash(words, text);
        if (text.n < sizeof plural) {
            memcpy(plural, text.p, text.n);
            plural[text.n] = 's';
            add_hash(words, (cst_str){plural, text.n + 1});
        }
    }
}

const nw_word *nw_find(const cst_number_words *words, cst_str text)
{
    uint32_t mask, slot;

    if (words->n_slots == 0 || text.n == 0) {
        return NULL;
    }
    mask = words->n_slots - 1;
    slot = (uint32_t)cst_hash(text.p, text.n) & mask;
    while (words->slots[slot] != 0) {
        const nw_word *word = &words->at[words->slots[slot] - 1];

        if (cst_str_eq(word->text, text)) {
            return word;
        }
        slot = (slot + 1) & mask;
    }
    return NULL;
}

static void find_symbols(cst_number_words *w, const cst_pack *pack)
{
    const struct {
        cst_sym *to;
        const char *name;
    } all[] = {
        {&w->tok, "tok"},   {&w->num, "num"},         {&w->time, "time"},
        {&w->kind, "kind"}, {&w->key_value, "value"}, {&w->milli, "milli"},
        {&w->qual, "qual"}, {&w->digits, "digits"},   {&w->article, "article"},
        {&w->zero, "zero"}, {&w->y4, "y4"},           {&w->mult, "mult"},
        {&w->pl, "pl"},     {&w->unit, "unit"},       {&w->key_num, "num"},
        {&w->den, "den"},   {&w->hours, "hours"},     {&w->bare, "bare"},
        {&w->day, "day"},   {&w->month, "month"},     {&w->year, "year"},
        {&w->yes, "yes"},   {&w->card, "card"},       {&w->ord, "ord"},
        {&w->pct, "pct"},   {&w->money, "money"},     {&w->measure, "measure"},
        {&w->frac, "frac"}, {&w->coll, "coll"},       {&w->clock, "clock"},
        {&w->list, "list"}, {&w->id, "id"},           {&w->exact, "exact"},
        {&w->date, "date"},
    };

    for (size_t i = 0; i < CST_COUNT(all); i++) {
        *all[i].to = cst_pack_sym(pack, all[i].name);
    }
}

cst_status cst_number_words_new(cst_arena *arena, const cst_pack *pack,
                                const cst_number_words **out)
{
    const cst_table *table = cst_pack_table(pack, "numbers");
    cst_number_words *words = CST_NEW(arena, cst_number_words, 1);
    uint32_t n = table && table->n_cols >= 2 ? table->n_rows : 0;

    if (!words) {
        return CST_NOMEM;
    }
    find_symbols(words, pack);
    if (n > 0) {
        words->n_slots = 16;
        while (words->n_slots < 4 * n) {
            words->n_slots *= 2;
        }
        words->at = CST_NEW(arena, nw_word, n);
        words->slots = CST_NEW(arena, uint32_t, words->n_slots);
        if (!words->at || !words->slots) {
            return CST_NOMEM;
        }
        for (uint32_t i = 0; i < n; i++) {
            read_row(pack, arena, table, i, &words->at[words->n]);
            if (words->at[words->n].kind != NW_NONE) {
                insert(words, words->n++);
            }
        }
        fill_hashes(words);
    }
    if (cst_arena_failed(arena)) {
        return CST_NOMEM;
    }
    *out = words;
    return CST_OK;
}

/* ------------------------------------------------------- the arithmetic */

void nw_begin(nw_sum *sum)
{
    memset(sum, 0, sizeof *sum);
    sum->low = -1;
}

static bool may_follow(const nw_word *word, int64_t low)
{
    return low >= 0 && low < 128 &&
           (word->after[low / 64] >> (low % 64) & 1) != 0;
}

static bool add_low(nw_sum *sum, const nw_word *word)
{
    if (sum->figures && sum->low >= 0) {
        return false;
    }
    if (sum->joined && sum->low < 0) {
        if (word->kind != NW_ORD || !may_follow(sum->joined, word->value)) {
            return false;
        }
        sum->low = word->value;
    } else if (sum->joined) {
        if (!may_follow(word, sum->low) ||
            !may_follow(sum->joined, word->value)) {
            return false;
        }
        sum->low += word->value;
    } else if (sum->low < 0) {
        if (sum->words > 0 && word->flags & NW_ALONE) {
            return false;
        }
        sum->low = word->value;
        sum->article = sum->words == 0 && word->flags & NW_ARTICLE;
    } else if (may_follow(word, sum->low)) {
        sum->low += word->value;
    } else if (word->times != 0 && sum->low == word->times) {
        sum->low *= word->value;
    } else {
        return false;
    }
    sum->ended = (word->flags & NW_ALONE) != 0;
    return true;
}

static bool add_hundred(nw_sum *sum, const nw_word *word)
{
    if (sum->has_hundred || sum->joined || sum->low == 0 || sum->low > 19 ||
        sum->figures || sum->low == 1) {
        return false;
    }
    sum->hundreds = (sum->low < 0 ? 1 : sum->low) * word->value;
    sum->low = -1;
    sum->has_hundred = true;
    return true;
}

static bool add_big(nw_sum *sum, const nw_word *word)
{
    int64_t group = sum->hundreds + (sum->low < 0 ? 0 : sum->low);
    bool empty = !sum->has_hundred && sum->low < 0;

    if (sum->joined || (empty && sum->total == 0 && !(word->flags & NW_BARE))) {
        return false;
    }
    if (sum->last_big == 0 || word->value < sum->last_big) {
        if (empty && !(word->flags & NW_BARE)) {
            return false;
        }
        group = empty ? 1 : group;
        if (group > MAX_VALUE / word->value) {
            return false;
        }
        sum->one_big = sum->total == 0;
        sum->total += group * word->value + sum->milli * (word->value / 1000);
    } else if (word->value > sum->last_big) {
        if (sum->total + group > MAX_VALUE / word->value) {
            return false;
        }
        sum->total = (sum->total + group) * word->value;
        sum->one_big = false;
    } else {
        return false;
    }
    sum->last_big = word->value;
    sum->milli = sum->hundreds = 0;
    sum->low = -1;
    sum->has_hundred = sum->figures = false;
    return true;
}

static bool add_and(nw_sum *sum, const nw_word *word)
{
    bool behind_big = sum->low < 0 && (sum->has_hundred || sum->total > 0);

    /* behind a hundred only ordinals are joined so */
    if (sum->joined || sum->figures ||
        (!behind_big && (sum->low < 20 || sum->low % 10 != 0))) {
        return false;
    }
    sum->joined = word;
    return true;
}

bool nw_add(nw_sum *sum, const nw_word *word)
{
    nw_sum next = *sum;
    bool ok = false;

    if (sum->ended || sum->ordinal) {
        return false;
    }
    next.article = false;
    switch ((nw_kind)word->kind) {
    case NW_CARD:
    case NW_ORD:
        ok = add_low(&next, word);
        next.joined = NULL;
        next.ordinal = word->kind == NW_ORD;
        break;
    case NW_HUNDRED:
    case NW_ORD_HUNDRED:
        ok = add_hundred(&next, word);
        next.ordinal = word->kind == NW_ORD_HUNDRED;
        break;
    case NW_BIG:
    case NW_ORD_BIG:
        ok = add_big(&next, word);
        next.ordinal = word->kind == NW_ORD_BIG;
        break;
    case NW_AND:
        ok = add_and(&next, word);
        break;
    default:
        break;
    }
    if (ok) {
        next.words++;
        *sum = next;
    }
    return ok;
}

bool nw_add_figures(nw_sum *sum, int64_t value, int64_t milli)
{
    bool fits = sum->words == 0 ||
                (sum->last_big > 0 && value > 0 && value < sum->last_big &&
                 value >= 100 && milli == 0 && sum->last_big > 1000);

    if (!fits || sum->ended || sum->ordinal || sum->joined ||
        sum->has_hundred || sum->low >= 0) {
        return false;
    }
    sum->low = value;
    sum->milli = milli;
    sum->figures = true;
    sum->article = false;
    sum->words++;
    return true;
}

bool nw_complete(const nw_sum *sum)
{
    return sum->words > 0 && !sum->joined;
}

int64_t nw_value(const nw_sum *sum, int64_t *milli)
{
    int64_t value = sum->total + sum->hundreds + (sum->low < 0 ? 0 : sum->low);

    *milli = sum->milli > 0 ? value * 1000 + sum->milli : 0;
    return value;
}

bool nw_figures(cst_str text, int64_t *value, int64_t *milli)
{
    size_t point = 0;
    int64_t scale = 100;

    while (point < text.n && text.p[point] >= '0' && text.p[point] <= '9') {
        point++;
    }
    *milli = 0;
    if (point == 0 || point > 15 ||
        !cst_str_to_int(cst_str_sub(text, 0, point), value)) {
        return false;
    }
    if (point == text.n) {
        return true;
    }
    if ((text.p[point] != ',' && text.p[point] != '.') || point + 1 == text.n ||
        point > 12) {
        return false;
    }
    for (size_t i = point + 1; i < text.n; i++) {
        if (text.p[i] < '0' || text.p[i] > '9') {
            return false;
        }
        *milli += (text.p[i] - '0') * scale;
        scale /= 10;
    }
    return true;
}
