/* Fuzz the reader of the form table: any bytes are refused or give answers
 * within bounds. The checksums are put right first, else nothing would get past
 * them; the first byte, odd, leaves them as they are. */
#include "lang/forms.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void seal(unsigned char *bytes, size_t n)
{
    cst_forms_header h;
    if (n < sizeof h) {
        return;
    }
    memcpy(&h, bytes, sizeof h);
    h.file_bytes = n;
    h.body_sum = cst_forms_sum(bytes + sizeof h, n - sizeof h);
    h.head_sum = cst_forms_sum(&h, offsetof(cst_forms_header, head_sum));
    memcpy(bytes, &h, sizeof h);
}

static void look_around(const cst_forms *f)
{
    uint32_t forms = cst_forms_count(f);
    for (uint32_t i = 0; i < forms && i < 200; i++) {
        cst_str form = cst_forms_text(f, i);
        uint32_t n;
        const cst_form_reading *r = cst_forms_find(f, form, &n);
        for (uint32_t k = 0; k < n && k < 100; k++) {
            cst_str lemma = cst_forms_lemma(f, r[k].lemma);
            if (r[k].lemma >= cst_forms_lemma_count(f) ||
                r[k].pos > CST_POS_Y || (lemma.n > 0 && lemma.p == NULL)) {
                abort();
            }
            (void)cst_forms_lemma_id(f, lemma);
        }
        if ((n == 0) != (r == NULL)) {
            abort();
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 1) {
        return 0;
    }
    size_t n = size - 1;
    unsigned char *bytes = malloc(n ? n : 1);
    if (!bytes) {
        return 0;
    }
    memcpy(bytes, data + 1, n);
    if ((data[0] & 1) == 0) {
        seal(bytes, n);
    }
    cst_forms *f = NULL;
    if (cst_forms_open_memory(bytes, n, NULL, &f) == CST_OK) {
        look_around(f);
        uint32_t k;
        (void)cst_forms_find(f, CST_S("zz"), &k);
        cst_forms_close(f);
    }
    free(bytes);
    return 0;
}
