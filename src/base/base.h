/* base: memory, strings, buffers, arrays. No domain words; anyone may include.
 *
 * Allocation failure. Inside a document or an engine all memory comes from one
 * cst_arena. An arena that cannot grow turns "failed" and from then on hands
 * out NULL; callers that cannot go on return CST_NOMEM, and the stage driver
 * checks cst_arena_failed after each stage, so short helpers may return an
 * empty result instead of threading a status through. */
#ifndef CST_BASE_H
#define CST_BASE_H

#include "constat/constat.h"

#include <string.h>

/* Return from the enclosing function if the expression is not CST_OK. */
#define CST_TRY(expr)                                                          \
    do {                                                                       \
        cst_status cst_try_ = (expr);                                          \
        if (cst_try_ != CST_OK) {                                              \
            return cst_try_;                                                   \
        }                                                                      \
    } while (0)

#define CST_COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* ---------------------------------------------------------------- arena */

typedef struct cst_arena_chunk cst_arena_chunk;

/* Bump allocator over chunks that never move. Memory is zeroed. Not thread
 * safe. With CST_ARENA_MALLOC defined each request is a malloc of its own, so
 * that ASan and valgrind see overruns. */
typedef struct cst_arena {
    const cst_allocator *allocator; /* NULL = malloc and free */
    cst_arena_chunk *first, *current;
    size_t used;      /* bytes handed out since the last reset */
    size_t max_bytes; /* cap on chunk memory, 0 = none */
    size_t held;      /* bytes held in chunks */
    bool failed;
} cst_arena;

void cst_arena_init(cst_arena *a, const cst_allocator *allocator,
                    size_t max_bytes);
/* Zeroed memory for count objects of the given size, aligned to 16; NULL on
 * overflow, cap or failure (then failed is set). count 0 gives a non-NULL
 * pointer. */
void *cst_arena_alloc(cst_arena *a, size_t count, size_t size);
#define CST_NEW(arena, type, count)                                            \
    ((type *)cst_arena_alloc((arena), (count), sizeof(type)))
/* Copy of n bytes plus a NUL (not counted). p may be NULL when n is 0. */
char *cst_arena_copy(cst_arena *a, const void *p, size_t n);
/* Forget everything handed out; keeps the chunks for reuse. */
void cst_arena_reset(cst_arena *a);
void cst_arena_free(cst_arena *a);
bool cst_arena_failed(const cst_arena *a);

/* Raw memory through an allocator vtable (NULL = malloc); zeroed. */
void *cst_mem_alloc(const cst_allocator *allocator, size_t count, size_t size);
void cst_mem_free(const cst_allocator *allocator, void *p);

/* ---------------------------------------------------------------- arrays */

/* Growing array in an arena: CST_PUSH(arena, v) returns a pointer to a zeroed
 * new last element or NULL. Old storage stays in the arena until it is freed,
 * so growth doubles. Declare as CST_VEC(type) v. */
#define CST_VEC(type)                                                          \
    struct {                                                                   \
        type *at;                                                              \
        size_t n, cap;                                                         \
    }
/* Room behind the n elements is not cleared. */
bool cst_vec_grow(cst_arena *a, void **at, size_t n, size_t *cap, size_t size);
#define CST_PUSH(arena, v)                                                     \
    (((v)->n < (v)->cap ||                                                     \
      cst_vec_grow((arena), (void **)&(v)->at, (v)->n, &(v)->cap,              \
                   sizeof(*(v)->at)))                                          \
         ? (memset(&(v)->at[(v)->n], 0, sizeof(*(v)->at)), &(v)->at[(v)->n++]) \
         : NULL)

/* --------------------------------------------------------------- strings */

#define CST_S(literal) ((cst_str){(literal), sizeof(literal) - 1})
static inline cst_str cst_str_of(const char *z)
{
    return (cst_str){z, z ? strlen(z) : 0};
}
static inline bool cst_str_eq(cst_str a, cst_str b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}
static inline bool cst_str_is(cst_str a, const char *z)
{
    return cst_str_eq(a, cst_str_of(z));
}
/* The one place with bounds arithmetic: clips to the string. */
static inline cst_str cst_str_sub(cst_str s, size_t from, size_t n)
{
    if (from > s.n) {
        from = s.n;
    }
    if (n > s.n - from) {
        n = s.n - from;
    }
    return (cst_str){s.p ? s.p + from : NULL, n};
}
bool cst_str_starts(cst_str s, cst_str prefix);
bool cst_str_ends(cst_str s, cst_str suffix);
/* Offset of the first needle at or after from, or SIZE_MAX. */
size_t cst_str_find(cst_str s, cst_str needle, size_t from);
/* Byte order, shorter first on a tie: <0 0 >0. */
int cst_str_cmp(cst_str a, cst_str b);
/* Without ASCII white space at both ends. */
cst_str cst_str_trim(cst_str s);
/* Take the part before sep into *head, leave the rest in *s; false once *s is
 * used up (p NULL). */
bool cst_str_cut(cst_str *s, char sep, cst_str *head);
/* Decimal digits only, no sign; false if empty, other bytes, or > INT64_MAX. */
bool cst_str_to_int(cst_str s, int64_t *value);
uint64_t cst_hash(const void *p, size_t n);

#define CST_SHA256_BYTES 32u
/* SHA-256 (FIPS 180-4) of n bytes. */
void cst_sha256(const void *p, size_t n, uint8_t out[CST_SHA256_BYTES]);
/* The same of bytes that come in pieces. */
typedef struct cst_sha256_run {
    uint64_t opaque[20];
} cst_sha256_run;
void cst_sha256_begin(cst_sha256_run *run);
void cst_sha256_add(cst_sha256_run *run, const void *p, size_t n);
/* As 64 digits and a NUL. */
void cst_sha256_end(cst_sha256_run *run, char hex[2 * CST_SHA256_BYTES + 1]);

/* --------------------------------------------------------------- buffers */

/* Growing byte buffer on an allocator; turns failed like an arena does. */
typedef struct cst_buf {
    const cst_allocator *allocator;
    char *p;
    size_t n, cap;
    bool failed;
} cst_buf;
void cst_buf_init(cst_buf *b, const cst_allocator *allocator);
void cst_buf_free(cst_buf *b);
void cst_buf_add(cst_buf *b, const void *p, size_t n);
void cst_buf_str(cst_buf *b, cst_str s);
void cst_buf_z(cst_buf *b, const char *z);
void cst_buf_char(cst_buf *b, char c);
void cst_buf_int(cst_buf *b, int64_t v);
/* The contents; valid until the buffer changes. */
cst_str cst_buf_get(const cst_buf *b);

/* ---------------------------------------------------------- interning */

/* Strings to dense ids 1, 2, ... in order of first sight; 0 = none. */
typedef uint32_t cst_sym;
typedef struct cst_intern {
    cst_arena *arena; /* borrowed; holds strings and table */
    cst_str *at;      /* at[id]; at[0] is empty */
    uint32_t n, cap;  /* n counts at[0] */
    uint32_t *slots;
    uint32_t n_slots; /* power of two */
} cst_intern;
cst_status cst_intern_init(cst_intern *t, cst_arena *arena);
/* Id of s, made if new (the string is copied). 0 only when memory ran out. */
cst_sym cst_intern_put(cst_intern *t, cst_str s);
/* Id of s or 0. */
cst_sym cst_intern_get(const cst_intern *t, cst_str s);
static inline cst_str cst_intern_str(const cst_intern *t, cst_sym id)
{
    return id < t->n ? t->at[id] : (cst_str){NULL, 0};
}

/* ---------------------------------------------------------------- errors */

/* Fill *error if not NULL; returns status, so that one can return it. */
cst_status cst_fail(cst_error *error, cst_status status, const char *file,
                    uint32_t line, uint32_t column, const char *format, ...)
#if defined(__GNUC__)
    __attribute__((format(printf, 6, 7)))
#endif
    ;

/* ----------------------------------------------------------------- lines */

/* A table line by line; those without words and those behind a # are left out. */
typedef struct cst_lines {
    cst_str rest;
    const char *file;
    uint32_t at; /* number of the last line */
    cst_error *error;
} cst_lines;

bool cst_lines_next(cst_lines *l, cst_str *line);
/* Exactly n columns with something sound in each. */
bool cst_lines_cells(cst_str line, cst_str *cells, size_t n);
/* What is wrong with the last line: CST_SYNTAX. */
cst_status cst_lines_bad(const cst_lines *l, const char *what);

#endif
