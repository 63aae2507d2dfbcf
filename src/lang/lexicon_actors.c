/* lang/lexicon_actors: the names of the registry become words of the lexicon.
 *
 * A name of one word asks for the capital that it is written with, an acronym
 * for capitals alone; of two actors with one name the one of the later file has
 * it, so that a user's table wins over ours. */
#include "base/utf8.h"
#include "lang/pack.h"
#include "lang/registry.h"

#include <stdio.h>

typedef struct namer {
    cst_loader *l;
    const cst_registry *r;
    cst_intern taken;       /* names in normal form */
    CST_VEC(uint32_t) owner; /* actor of each, by symbol - 1 */
    cst_str elisions;
} namer;

/* "l'islam" is two words of the text: they are parted as the lexicon has them. */
static bool elided(const namer *k, cst_str text, size_t apostrophe)
{
    size_t from = apostrophe;
    cst_str list = k->elisions, item;
    while (from > 0 && text.p[from - 1] != ' ' && text.p[from - 1] != '~') {
        from--;
    }
    while (cst_str_cut(&list, ' ', &item)) {
        if (item.n && item.n == apostrophe - from &&
            memcmp(item.p, text.p + from, item.n) == 0) {
            return true;
        }
    }
    return false;
}

static cst_str parted(const namer *k, cst_str name)
{
    cst_str norm = cst_utf8_norm(k->l->arena, name);
    char *p = CST_NEW(k->l->arena, char, norm.n * 2 + 1);
    size_t n = 0;
    for (size_t i = 0; p && i < norm.n; i++) {
        p[n++] = norm.p[i];
        if (norm.p[i] == '\'' && i + 1 < norm.n && elided(k, norm, i)) {
            p[n++] = ' ';
        }
    }
    return (cst_str){p, p ? n : 0};
}

/* False if another actor of a later line has the name. */
static bool claim_name(namer *k, cst_str name, const cst_actor_names *w)
{
    cst_sym sym = cst_intern_put(&k->taken, name);
    if (!sym) {
        return false;
    }
    if (sym > k->owner.n) {
        uint32_t *owner = CST_PUSH(k->l->arena, &k->owner);
        if (owner) {
            *owner = w->actor;
        }
        return owner != NULL;
    }
    if (k->owner.at[sym - 1] != w->actor) {
        cst_loader_diag(k->l, CST_DIAG_WARNING, w->line, 1, "actor",
                        "'%.*s' is a name of another actor", (int)name.n,
                        name.p);
    }
    return false;
}

/* type: "ctype=... ", or nothing for words that have one of their own. */
static cst_str features(const namer *k, const cst_actor *a, const char *type,
                        const char *more)
{
    cst_buf b;
    cst_buf_init(&b, k->l->arena->allocator);
    cst_buf_z(&b, type);
    cst_buf_z(&b, "actor=");
    cst_buf_str(&b, a->id);
    if (a->side.n) {
        cst_buf_z(&b, " side=");
        cst_buf_str(&b, a->side);
    }
    cst_buf_z(&b, more);
    cst_str s = cst_buf_get(&b);
    char *p = b.failed ? NULL : cst_arena_copy(k->l->arena, s.p, s.n);
    s = (cst_str){p, p ? s.n : 0};
    cst_buf_free(&b);
    return s;
}

/* How a name of one word has to be written. */
static const char *capitals(cst_str name, bool acronym, bool one)
{
    bool high = name.n && (unsigned char)name.p[0] >= 0x80;
    bool capital = name.n && name.p[0] >= 'A' && name.p[0] <= 'Z';
    return acronym ? " cap=all" : one && (capital || high) ? " cap=1" : "";
}

static cst_status add_names(namer *k, const cst_actor_names *w, cst_str list,
                            bool acronym)
{
    const cst_actor *a = &k->r->actors.at[w->actor];
    const char *ctype = "";
    const char *classes = cst_actor_classes(a->kind, &ctype);
    char type[32];
    cst_str name;
    snprintf(type, sizeof type, "ctype=%s ", ctype);
    while (classes && cst_str_cut(&list, '|', &name)) {
        name = cst_str_trim(name);
        cst_str words = parted(k, name);
        bool one = cst_str_find(words, CST_S(" "), 0) == SIZE_MAX;
        if (words.n == 0 || !claim_name(k, words, w)) {
            continue;
        }
        cst_str f = features(k, a, type, capitals(name, acronym && one, one));
        if (!f.p) {
            return CST_NOMEM;
        }
        CST_TRY(cst_lexicon_add(k->l, words, "X", classes, f, w->line));
    }
    return CST_OK;
}

/* Common nouns for its people, which may stand as adjectives too. */
static cst_status add_people(namer *k, const cst_actor_names *w)
{
    cst_str list = w->people, word;
    cst_str f = features(k, &k->r->actors.at[w->actor], "", "");
    while (f.p && cst_str_cut(&list, '|', &word)) {
        word = cst_str_trim(word);
        if (word.n) {
            CST_TRY(cst_lexicon_add(k->l, word, "N", "actor_noun", f, w->line));
            CST_TRY(cst_lexicon_add(k->l, word, "A", "-", f, w->line));
        }
    }
    return f.p ? CST_OK : CST_NOMEM;
}

cst_status cst_lexicon_actors(cst_loader *l, const cst_registry *registry)
{
    namer k = {.l = l, .r = registry,
               .elisions = cst_pack_conf(l->pack, "elisions")};
    CST_TRY(cst_intern_init(&k.taken, l->arena));
    l->lenient = true;
    for (size_t i = registry->names.n; i > 0; i--) {
        const cst_actor_names *w = &registry->names.at[i - 1];
        l->file = w->file;
        CST_TRY(add_names(&k, w, w->names, false));
        CST_TRY(add_names(&k, w, w->acronyms, true));
        CST_TRY(add_people(&k, w));
    }
    l->lenient = false;
    return cst_arena_failed(l->arena) ? CST_NOMEM : CST_OK;
}
