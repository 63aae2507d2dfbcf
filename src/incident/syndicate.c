/* incident/syndicate: documents that carry one wire text.
 *
 * Takes the shingles of each document, gives groups. Signatures (MinHash by one
 * permutation: the least value in each of 64 parts of the hash range, an empty
 * part borrowing from the next) are cut into bands of three; documents with an
 * equal band are candidates, whose sets are then compared in full. Seeds are
 * constants, groups are the connected parts: the order of documents decides
 * nothing. About linear; a text that very many share is compared with those
 * next to it, which joins the same group.
 */
#include "incident/link.h"

#include <stdlib.h>

#define BANDS 21u
#define ROWS 3u
#define PARTS 64u
#define WINDOW 8u

typedef struct print {
    uint32_t band, document;
} print;

typedef struct syndicator {
    cst_collection *c;
    const cst_link_settings *s;
    uint32_t *signatures; /* PARTS a document */
    uint32_t *parent;     /* by document: a smaller one of its group */
    print *prints;
} syndicator;

static uint32_t mix(uint32_t h, uint32_t v)
{
    h = (h ^ v) * 0x9e3779b1u;
    return h ^ (h >> 15);
}

/* The part is told by a mix, since shingles of a long text are the smallest. */
static void sign(const syndicator *x, const cst_coll_document *d,
                 uint32_t *signature)
{
    memset(signature, 0xFF, PARTS * sizeof(*signature));
    for (uint32_t i = 0; i < d->shingles.n; i++) {
        uint32_t h = mix(0x85ebca6bu, x->c->shingles.at[d->shingles.first + i]);
        uint32_t *least = &signature[h % PARTS];

        h = mix(0xc2b2ae35u, h);
        *least = h < *least ? h : *least;
    }
    for (uint32_t i = PARTS * 2; d->shingles.n && i-- > 0;) {
        uint32_t *here = &signature[i % PARTS];

        if (*here == UINT32_MAX) {
            *here = mix(i % PARTS, signature[(i + 1) % PARTS]);
        }
    }
}

static uint32_t find(uint32_t *parent, uint32_t i)
{
    while (parent[i] != i) {
        parent[i] = parent[parent[i]];
        i = parent[i];
    }
    return i;
}

static void unite(uint32_t *parent, uint32_t a, uint32_t b)
{
    a = find(parent, a);
    b = find(parent, b);
    if (a < b) {
        parent[b] = a;
    } else {
        parent[a] = b;
    }
}

static uint32_t common(const cst_collection *c, cst_slice a, cst_slice b)
{
    const uint32_t *p = c->shingles.at + a.first, *q = c->shingles.at + b.first;
    uint32_t n = 0;

    for (uint32_t i = 0, k = 0; i < a.n && k < b.n;) {
        n += p[i] == q[k];
        if (p[i] <= q[k]) {
            k += p[i] == q[k];
            i++;
        } else {
            k++;
        }
    }
    return n;
}

static bool same_agency(const cst_collection *c, cst_slice a, cst_slice b)
{
    for (uint32_t i = 0; i < a.n; i++) {
        for (uint32_t k = 0; k < b.n; k++) {
            if (c->names.at[a.first + i] == c->names.at[b.first + k]) {
                return true;
            }
        }
    }
    return false;
}

static bool same_text(const syndicator *x, uint32_t a, uint32_t b)
{
    const cst_coll_document *p = &x->c->documents.at[a];
    const cst_coll_document *q = &x->c->documents.at[b];
    uint32_t n = common(x->c, p->shingles, q->shingles);
    uint32_t shorter = p->shingles.n < q->shingles.n ? p->shingles.n
                                                     : q->shingles.n;
    cst_number_name share = same_agency(x->c, p->credits, q->credits)
                                ? CST_NUMBER_TEXT_SHARE_AGENCY
                                : CST_NUMBER_TEXT_SHARE;

    return n >= x->s->number[CST_NUMBER_TEXT_LEAST] &&
           n >= x->s->number[share] * shorter;
}

static int by_band(const void *a, const void *b)
{
    const print *x = a, *y = b;

    if (x->band != y->band) {
        return x->band < y->band ? -1 : 1;
    }
    return (x->document > y->document) - (x->document < y->document);
}

static void compare_band(syndicator *x, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        for (size_t k = i + 1; k < to && k <= i + WINDOW; k++) {
            uint32_t a = x->prints[i].document, b = x->prints[k].document;

            if (find(x->parent, a) != find(x->parent, b) &&
                same_text(x, a, b)) {
                unite(x->parent, a, b);
            }
        }
    }
}

/* One band after the other, so that one list of prints is enough. */
static void try_band(syndicator *x, uint32_t band)
{
    const cst_collection *c = x->c;
    size_t n = 0;

    for (uint32_t i = 0; i < c->documents.n; i++) {
        const uint32_t *rows = &x->signatures[(size_t)i * PARTS + band * ROWS];
        uint32_t h = band;

        if (c->documents.at[i].shingles.n < x->s->number[CST_NUMBER_TEXT_LEAST]) {
            continue;
        }
        for (uint32_t r = 0; r < ROWS; r++) {
            h = mix(h, rows[r]);
        }
        x->prints[n].band = h;
        x->prints[n++].document = i;
    }
    if (n) {
        qsort(x->prints, n, sizeof(*x->prints), by_band);
    }
    for (size_t i = 0, end; i < n; i = end) {
        for (end = i + 1; end < n && x->prints[end].band == x->prints[i].band;
             end++) {
        }
        compare_band(x, i, end);
    }
}

/* parent[] of the others is the first of the group: groups come in order. */
static cst_status put_groups(syndicator *x, uint32_t *next)
{
    cst_collection *c = x->c;
    cst_incidents *out = &c->incidents;
    uint32_t n = (uint32_t)c->documents.n;

    for (uint32_t i = n; i-- > 0;) { /* lists by first, ascending */
        uint32_t first = find(x->parent, i);

        if (first != i) {
            next[i] = next[first];
            next[first] = i;
        }
    }
    for (uint32_t i = 0; i < n; i++) {
        cst_syndication *g;

        if (x->parent[i] != i || next[i] == CST_NONE) {
            continue;
        }
        g = CST_PUSH(c->arena, &out->groups);
        if (!g) {
            return CST_NOMEM;
        }
        g->documents.first = (uint32_t)out->members.n;
        for (uint32_t k = i; k != CST_NONE; k = next[k]) {
            uint32_t *slot = CST_PUSH(c->arena, &out->members);

            if (!slot) {
                return CST_NOMEM;
            }
            *slot = k;
            c->documents.at[k].group = (uint32_t)out->groups.n - 1;
            g->documents.n++;
        }
    }
    return CST_OK;
}

cst_status cst_collection_syndicate(cst_collection *c,
                                    const cst_link_settings *s,
                                    cst_arena *scratch)
{
    syndicator x = {.c = c, .s = s};
    size_t n = c->documents.n;
    uint32_t *next = CST_NEW(scratch, uint32_t, n);

    x.signatures = CST_NEW(scratch, uint32_t, n * PARTS);
    x.parent = CST_NEW(scratch, uint32_t, n);
    x.prints = CST_NEW(scratch, print, n);
    if (!x.signatures || !x.parent || !x.prints || !next) {
        return CST_NOMEM;
    }
    memset(next, 0xFF, n * sizeof(*next));
    for (uint32_t i = 0; i < n; i++) {
        x.parent[i] = i;
        sign(&x, &c->documents.at[i], &x.signatures[(size_t)i * PARTS]);
    }
    for (uint32_t band = 0; band < BANDS; band++) {
        try_band(&x, band);
    }
    CST_TRY(put_groups(&x, next));
    for (uint32_t i = 0; i < n; i++) {
        c->documents.at[i].shingles = (cst_slice){0, 0};
    }
    cst_buf_free(&c->feed.shingles);
    c->shingles.at = NULL;
    c->shingles.n = 0;
    return CST_OK;
}
