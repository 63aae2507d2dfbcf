/* base/arena: memory that is freed all at once, and growing arrays in it.
 *
 * Takes requests of any size, gives zeroed memory aligned to 16. Chunks never
 * move, so pointers stay good until reset or free. Does not free single
 * objects. A request that fails marks the arena as failed for good (until
 * reset), so that a caller who overlooks one NULL is still caught by the check
 * after the stage.
 *
 * With CST_ARENA_MALLOC every request is a chunk of its own: slow, but an
 * overrun then leaves its malloc block and the sanitizers see it.
 */
#include "base/base.h"

#include <stdlib.h>

#define ARENA_ALIGN 16u
#define CHUNK_FIRST ((size_t)16 << 10)
#define CHUNK_MAX ((size_t)1 << 20)

/* From this size on fresh memory comes as untouched zero pages. */
#define CHUNK_FRESH ((size_t)256 << 10)

struct cst_arena_chunk {
    cst_arena_chunk *next;
    size_t cap, used;
    size_t dirty; /* bytes from here on are zero */
};

/* The chunk head rounded up, so that data begins aligned. */
#define CHUNK_HEAD                                                             \
    ((sizeof(cst_arena_chunk) + ARENA_ALIGN - 1) & ~(size_t)(ARENA_ALIGN - 1))

static char *chunk_data(cst_arena_chunk *c)
{
    return (char *)c + CHUNK_HEAD;
}

static void *raw_alloc(const cst_allocator *allocator, size_t n)
{
    return allocator ? allocator->alloc(allocator->user, n) : malloc(n);
}

void *cst_mem_alloc(const cst_allocator *allocator, size_t count, size_t size)
{
    size_t n;
    void *p;

    if (size != 0 && count > SIZE_MAX / size) {
        return NULL;
    }
    /* malloc(0) may give NULL, which callers would take for failure. */
    n = count * size;
    p = raw_alloc(allocator, n ? n : 1);
    if (p) {
        memset(p, 0, n);
    }
    return p;
}

void cst_mem_free(const cst_allocator *allocator, void *p)
{
    if (!p) {
        return;
    }
    if (allocator) {
        allocator->release(allocator->user, p);
    } else {
        free(p);
    }
}

void cst_arena_init(cst_arena *a, const cst_allocator *allocator,
                    size_t max_bytes)
{
    memset(a, 0, sizeof(*a));
    a->allocator = allocator;
    a->max_bytes = max_bytes;
}

static cst_arena_chunk *raw_chunk(const cst_allocator *allocator, size_t cap)
{
    bool fresh = !allocator && cap >= CHUNK_FRESH;
    cst_arena_chunk *c = fresh ? calloc(1, cap + CHUNK_HEAD)
                               : raw_alloc(allocator, cap + CHUNK_HEAD);

    if (c) {
        c->dirty = fresh ? 0 : cap;
    }
    return c;
}

/* A new chunk for at least n bytes, linked in behind the current one. */
static cst_arena_chunk *add_chunk(cst_arena *a, size_t n)
{
    cst_arena_chunk *c;
    size_t cap = n;

#ifndef CST_ARENA_MALLOC
    size_t step = a->held < CHUNK_FIRST ? CHUNK_FIRST : a->held;

    if (step > CHUNK_MAX) {
        step = CHUNK_MAX;
    }
    if (cap < step) {
        cap = step;
    }
#endif
    if (cap > SIZE_MAX - CHUNK_HEAD) {
        return NULL;
    }
    if (a->max_bytes && (a->held >= a->max_bytes ||
                         cap + CHUNK_HEAD > a->max_bytes - a->held)) {
        /* Near the cap a chunk that just fits may still be allowed. */
        cap = n;
        if (a->held >= a->max_bytes ||
            cap + CHUNK_HEAD > a->max_bytes - a->held) {
            return NULL;
        }
    }
    c = raw_chunk(a->allocator, cap);
    if (!c) {
        return NULL;
    }
    c->cap = cap;
    c->used = 0;
    c->next = a->current ? a->current->next : a->first;
    if (a->current) {
        a->current->next = c;
    } else {
        a->first = c;
    }
    a->held += cap + CHUNK_HEAD;
    return c;
}

/* Make a chunk current that has room for n: the next one kept from before a
 * reset if it is large enough, else a new one. */
static bool next_chunk(cst_arena *a, size_t n)
{
    cst_arena_chunk *c = a->current ? a->current->next : a->first;

    if (!c || c->cap < n) {
        c = add_chunk(a, n);
        if (!c) {
            return false;
        }
    }
    c->used = 0;
    a->current = c;
    return true;
}

/* Memory as it comes; *dirty: how many of its first bytes may not be zero. */
static void *take(cst_arena *a, size_t count, size_t size, size_t *dirty)
{
    cst_arena_chunk *c;
    size_t n, step;
    void *p;

    if (a->failed) {
        return NULL;
    }
    if (size != 0 && count > (SIZE_MAX - ARENA_ALIGN) / size) {
        a->failed = true;
        return NULL;
    }
    n = count * size;
#ifdef CST_ARENA_MALLOC
    step = n ? n : 1;
    if (!next_chunk(a, step)) {
#else
    step = n ? (n + ARENA_ALIGN - 1) & ~(size_t)(ARENA_ALIGN - 1) : ARENA_ALIGN;
    if ((!a->current || a->current->cap - a->current->used < step) &&
        !next_chunk(a, step)) {
#endif
        a->failed = true;
        return NULL;
    }
    c = a->current;
    p = chunk_data(c) + c->used;
    *dirty = c->dirty <= c->used ? 0
             : c->dirty - c->used < n ? c->dirty - c->used
                                      : n;
    c->used += step;
    c->dirty = c->used > c->dirty ? c->used : c->dirty;
    a->used += step;
    return p;
}

void *cst_arena_alloc(cst_arena *a, size_t count, size_t size)
{
    size_t dirty;
    void *p = take(a, count, size, &dirty);

    return p && dirty ? memset(p, 0, dirty) : p;
}

char *cst_arena_copy(cst_arena *a, const void *p, size_t n)
{
    size_t dirty;
    char *copy;

    if (n == SIZE_MAX) {
        a->failed = true;
        return NULL;
    }
    copy = take(a, n + 1, 1, &dirty);
    if (copy && n) {
        memcpy(copy, p, n);
    }
    if (copy) {
        copy[n] = '\0';
    }
    return copy;
}

void cst_arena_reset(cst_arena *a)
{
#ifdef CST_ARENA_MALLOC
    /* Kept blocks would hide a use after reset. */
    cst_arena_free(a);
#else
    a->current = NULL;
    a->used = 0;
    a->failed = false;
#endif
}

void cst_arena_free(cst_arena *a)
{
    cst_arena_chunk *c = a->first;

    while (c) {
        cst_arena_chunk *next = c->next;

        cst_mem_free(a->allocator, c);
        c = next;
    }
    cst_arena_init(a, a->allocator, a->max_bytes);
}

bool cst_arena_failed(const cst_arena *a)
{
    return a->failed;
}

bool cst_vec_grow(cst_arena *a, void **at, size_t n, size_t *cap, size_t size)
{
    size_t want = *cap ? *cap : 4, dirty;
    void *old, *grown;

    if (want > SIZE_MAX / 2) {
        a->failed = true;
        return false;
    }
    want = *cap ? want * 2 : want;
    grown = take(a, want, size, &dirty); /* CST_PUSH clears what it gives */
    if (!grown) {
        return false;
    }
    /* The pointer is of another type than void *: copy its bytes, so that no
     * aliasing rule is broken. */
    memcpy(&old, at, sizeof(old));
    if (n) {
        memcpy(grown, old, n * size);
    }
    memcpy(at, &grown, sizeof(grown));
    *cap = want;
    return true;
}
