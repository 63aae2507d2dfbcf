/* base/digest: SHA-256, by which documents are named. */
#include "base/base.h"

#include <nettle/sha2.h>

void cst_sha256(const void *p, size_t n, uint8_t out[CST_SHA256_BYTES])
{
    struct sha256_ctx context;

    sha256_init(&context);
    sha256_update(&context, n, p);
    sha256_digest(&context, CST_SHA256_BYTES, out);
}

_Static_assert(sizeof(struct sha256_ctx) <= sizeof(cst_sha256_run),
               "a run holds what nettle keeps");

void cst_sha256_begin(cst_sha256_run *run)
{
    sha256_init((struct sha256_ctx *)(void *)run);
}

void cst_sha256_add(cst_sha256_run *run, const void *p, size_t n)
{
    sha256_update((struct sha256_ctx *)(void *)run, n, p);
}

void cst_sha256_end(cst_sha256_run *run, char hex[2 * CST_SHA256_BYTES + 1])
{
    static const char digits[] = "0123456789abcdef";
    uint8_t digest[CST_SHA256_BYTES];

    sha256_digest((struct sha256_ctx *)(void *)run, sizeof(digest), digest);
    for (size_t i = 0; i < sizeof(digest); i++) {
        hex[2 * i] = digits[digest[i] >> 4];
        hex[2 * i + 1] = digits[digest[i] & 15];
    }
    hex[2 * sizeof(digest)] = '\0';
}
