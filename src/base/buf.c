/* base/buf: a byte buffer that grows.
 *
 * Takes bytes, strings, integers; gives their concatenation. A growth that
 * fails marks the buffer; what follows is dropped, and the owner asks once at
 * the end. Contents are not NUL-terminated.
 */
#include "base/base.h"

#define BUF_FIRST 256u

void cst_buf_init(cst_buf *b, const cst_allocator *allocator)
{
    memset(b, 0, sizeof(*b));
    b->allocator = allocator;
}

void cst_buf_free(cst_buf *b)
{
    cst_mem_free(b->allocator, b->p);
    cst_buf_init(b, b->allocator);
}

static bool buf_reserve(cst_buf *b, size_t more)
{
    size_t cap = b->cap ? b->cap : BUF_FIRST;
    char *p;

    if (b->failed) {
        return false;
    }
    if (more <= b->cap - b->n) {
        return true;
    }
    while (cap - b->n < more) {
        if (cap > SIZE_MAX / 2) {
            b->failed = true;
            return false;
        }
        cap *= 2;
    }
    p = cst_mem_alloc(b->allocator, cap, 1);
    if (!p) {
        b->failed = true;
        return false;
    }
    if (b->n) {
        memcpy(p, b->p, b->n);
    }
    cst_mem_free(b->allocator, b->p);
    b->p = p;
    b->cap = cap;
    return true;
}

void cst_buf_add(cst_buf *b, const void *p, size_t n)
{
    if (n && buf_reserve(b, n)) {
        memcpy(b->p + b->n, p, n);
        b->n += n;
    }
}

void cst_buf_str(cst_buf *b, cst_str s)
{
    cst_buf_add(b, s.p, s.n);
}

void cst_buf_z(cst_buf *b, const char *z)
{
    cst_buf_str(b, cst_str_of(z));
}

/* Signs between values are half of what is added: no call for one byte. */
void cst_buf_char(cst_buf *b, char c)
{
    if (b->n < b->cap && !b->failed) {
        b->p[b->n++] = c;
    } else {
        cst_buf_add(b, &c, 1);
    }
}

void cst_buf_int(cst_buf *b, int64_t v)
{
    char digits[21];
    size_t at = sizeof(digits);
    /* Negated as unsigned, since -INT64_MIN does not exist. */
    uint64_t u = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;

    do {
        digits[--at] = (char)('0' + u % 10);
        u /= 10;
    } while (u);
    if (v < 0) {
        digits[--at] = '-';
    }
    cst_buf_add(b, digits + at, sizeof(digits) - at);
}

cst_str cst_buf_get(const cst_buf *b)
{
    return (cst_str){b->p, b->n};
}
