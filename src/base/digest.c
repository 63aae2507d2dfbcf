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
