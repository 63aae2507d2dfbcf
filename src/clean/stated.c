/* clean: what a page states of itself for machines, over what its lines say.
 *
 * Titles as readers see them are preferred to those for other sites; names of
 * outlets are brought to the form of the pack's table. Dates are not for this
 * stage. */
#include "clean/naming.h"

static bool same_words(cst_str a, cst_str b)
{
    char x[FOLD_MAX], y[FOLD_MAX];
    cst_str p = {x, fold_line(a, x, sizeof(x))};
    cst_str q = {y, fold_line(b, y, sizeof(y))};
    return p.n > 0 && cst_str_eq(p, q);
}

/* The kind that the words of a name tell. */
static cst_str kind_of(const page *p, cst_str name)
{
    char folded[FOLD_MAX];
    cst_str f = {folded, fold_line(name, folded, sizeof(folded))}, w;
    size_t at = 0;
    while (fold_word(f, &at, &w)) {
        const cue *c = cues_word(p->cues, w, CUE_OUTLET_WORD, CUE_OUTLET_WORD);
        if (c) {
            return c->value;
        }
    }
    return (cst_str){NULL, 0};
}

static void set_outlet(const page *p, cst_str name, cst_layout *out)
{
    size_t n = 0;
    const outlet *o = outlets_at(p->outlets, name, 0, &n);
    if (o && n == name.n) {
        out->outlet = o->name;
        out->outlet_kind = o->kind;
    } else if (!same_words(name, out->outlet)) { /* else its line says more */
        out->outlet = name;
        out->outlet_kind = kind_of(p, name);
    }
}

/* A name of a known outlet, alone or with something behind it. */
static bool begins_outlet(const page *p, cst_str name)
{
    size_t n = 0;
    return outlets_at(p->outlets, name, 0, &n) != NULL && n > 1;
}

static bool is_outlet(const page *p, cst_str name)
{
    size_t n = 0;
    const outlet *o = outlets_at(p->outlets, name, 0, &n);
    return (o && n == name.n) || kind_of(p, name).n > 0;
}

/* The title element often is "title - site". */
static void read_head(const page *p, cst_layout *out)
{
    size_t len = 0;
    cst_str head = cst_str_sub(p->info->head.value, 0, 512);
    size_t at = naming_last_sign(head, &len);
    if (at != SIZE_MAX) {
        cst_str title = cst_str_trim(cst_str_sub(head, 0, at));
        cst_str site = cst_str_trim(cst_str_sub(head, at + len, head.n));
        bool split = (out->title.p && same_words(title, out->title)) ||
                     is_outlet(p, site);
        if (split && !out->outlet.p && site.n > 1 && site.n <= 60) {
            set_outlet(p, site, out);
        }
        head = split ? title : head;
    }
    if (!out->title.p && head.n > 0) {
        out->title = head;
    }
}

void stated_apply(const page *p, cst_layout *out)
{
    const cst_page_info *info = p->info;
    if (p->fixed == CST_NONE && info->title.value.p) {
        out->title = info->title.value;
    }
    if (info->outlet.value.p) {
        set_outlet(p, info->outlet.value, out);
    }
    if (info->head.value.p) {
        read_head(p, out);
    }
    cst_str author = info->author.value;
    if (author.p && author.n <= 160 && !same_words(author, out->outlet) &&
        !is_outlet(p, author) && !begins_outlet(p, author)) {
        out->author = author;
    }
    out->url = info->url.value;
}
