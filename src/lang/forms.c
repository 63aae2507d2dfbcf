/* lang: reader of the form table (format in forms.h).
 *
 * Takes a file that tools/mkforms wrote, maps it, and answers look-ups from
 * the mapping without copying; gives readings by form and lemmas by id. Does
 * not normalise: the caller looks up what cst_utf8_norm made. A table cut or
 * changed on disk while it is mapped is the caller's problem, as with any
 * mapped file. */
#ifndef _POSIX_C_SOURCE
#define _POSIX_C_SOURCE 200809L /* mmap, fstat, O_CLOEXEC */
#endif

#include "lang/forms.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

struct cst_forms {
    const uint32_t *slots;
    const cst_forms_row *rows;
    const uint32_t *lemmas;
    const cst_form_reading *readings;
    const char *pool;
    cst_forms_header head; /* checked copy */
    void *bytes;
    size_t n_bytes;
    bool mapped;
};

/* ---------------------------------------------------------------- hashes */

/* The checksum reads all pages: have them mapped at one go where that exists. */
#ifdef MAP_POPULATE
#define POPULATE MAP_POPULATE
#else
#define POPULATE 0
#endif

#define MIX_A 0x9E3779B97F4A7C15u
#define MIX_B 0xD6E8FEB86659FD93u

static uint64_t load64(const unsigned char *p, size_t n)
{
    uint64_t v = 0;
    memcpy(&v, p, n);
    return v;
}

static uint64_t finish(uint64_t h)
{
    h ^= h >> 32;
    h *= MIX_B;
    h ^= h >> 29;
    h *= MIX_A;
    return h ^ (h >> 32);
}

/* Own function and not cst_hash: its values are stored in files. */
uint64_t cst_forms_hash(const void *p, size_t n)
{
    const unsigned char *at = p;
    uint64_t h = MIX_A ^ n;
    while (n > 8) {
        h = (h ^ load64(at, 8)) * MIX_B;
        h ^= h >> 31;
        at += 8;
        n -= 8;
    }
    if (n > 0) {
        h = (h ^ load64(at, n)) * MIX_B;
    }
    return finish(h);
}

/* Four lanes, so that opening a table costs a few milliseconds at most. */
uint64_t cst_forms_sum(const void *p, size_t n)
{
    const unsigned char *at = p;
    uint64_t lane[4] = {MIX_A ^ n, MIX_B, MIX_A + 1, MIX_B + 1};
    while (n >= 32) {
        for (size_t i = 0; i < 4; i++) {
            uint64_t v = (lane[i] ^ load64(at + 8 * i, 8)) * MIX_A;
            lane[i] = v ^ (v >> 29);
        }
        at += 32;
        n -= 32;
    }
    uint64_t h = cst_forms_hash(at, n);
    for (size_t i = 0; i < 4; i++) {
        h = finish(h ^ lane[i]) + lane[i];
    }
    return h;
}

/* --------------------------------------------------------------- opening */

cst_forms_layout cst_forms_layout_of(const cst_forms_header *h)
{
    cst_forms_layout l;
    l.slots = sizeof *h;
    l.rows = l.slots + 4 * (uint64_t)h->n_slots;
    l.lemmas = l.rows + sizeof(cst_forms_row) * ((uint64_t)h->n_forms + 1);
    l.readings = l.lemmas + 4 * (uint64_t)h->n_lemmas;
    l.pool = l.readings + sizeof(cst_form_reading) * (uint64_t)h->n_readings;
    l.end = l.pool + h->pool_bytes;
    return l;
}

static const char *header_fault(const cst_forms_header *h, size_t n)
{
    if (memcmp(h->magic, CST_FORMS_MAGIC, sizeof h->magic) != 0) {
        return "not a form table";
    }
    if (h->order != CST_FORMS_ORDER) {
        return "form table built for another byte order";
    }
    if (h->version != CST_FORMS_VERSION) {
        return "form table of another version";
    }
    if (h->head_sum != cst_forms_sum(h, offsetof(cst_forms_header, head_sum))) {
        return "header of the form table is damaged";
    }
    if (h->file_bytes != n || cst_forms_layout_of(h).end != n) {
        return "form table is cut or has bytes too many";
    }
    if (h->n_slots <= h->n_forms || h->n_forms > CST_FORMS_MAX_ROWS ||
        h->n_lemmas > h->n_forms || h->max_probe > h->n_slots ||
        h->max_probe > CST_FORMS_MAX_PROBE) {
        return "numbers of the form table disagree";
    }
    return NULL;
}

/* Checks bytes and sets the section pointers. */
static cst_status attach(cst_forms *f, const char *path, cst_error *error)
{
    const char *fault = NULL;
    if (f->n_bytes < sizeof f->head) {
        fault = "form table is cut";
    } else {
        memcpy(&f->head, f->bytes, sizeof f->head);
        fault = header_fault(&f->head, f->n_bytes);
    }
    const char *base = f->bytes;
    if (!fault && f->head.body_sum != cst_forms_sum(base + sizeof f->head,
                                                    f->n_bytes -
                                                        sizeof f->head)) {
        fault = "form table is damaged";
    }
    if (fault) {
        return cst_fail(error, CST_SYNTAX, path, 0, 0, "%s", fault);
    }
    /* Mapping and allocation are aligned, and so is every section in them. */
    cst_forms_layout l = cst_forms_layout_of(&f->head);
    f->slots = (const void *)(base + l.slots);
    f->rows = (const void *)(base + l.rows);
    f->lemmas = (const void *)(base + l.lemmas);
    f->readings = (const void *)(base + l.readings);
    f->pool = base + l.pool;
    return CST_OK;
}

static cst_status map_file(cst_forms *f, int fd, const char *path,
                           cst_error *error)
{
    struct stat st;
    if (fstat(fd, &st) != 0) {
        return cst_fail(error, CST_IO, path, 0, 0, "cannot read (error %d)",
                        errno);
    }
    if (!S_ISREG(st.st_mode) || st.st_size < (off_t)sizeof f->head) {
        return cst_fail(error, CST_SYNTAX, path, 0, 0, "not a form table");
    }
    size_t n = (size_t)st.st_size;
    void *p = mmap(NULL, n, PROT_READ, MAP_SHARED | POPULATE, fd, 0);
    if (p == MAP_FAILED) {
        return cst_fail(error, CST_IO, path, 0, 0, "cannot map (error %d)",
                        errno);
    }
    f->bytes = p;
    f->n_bytes = n;
    f->mapped = true;
    CST_TRY(attach(f, path, error));
    /* The checksum touched every page; map anew over it, so that only the
     * pages that look-ups need stay resident. */
    if (mmap(p, n, PROT_READ, MAP_SHARED | MAP_FIXED, fd, 0) == MAP_FAILED) {
        return cst_fail(error, CST_IO, path, 0, 0, "cannot map (error %d)",
                        errno);
    }
    return CST_OK;
}

cst_status cst_forms_open(const char *path, cst_error *error, cst_forms **out)
{
    cst_forms *f = cst_mem_alloc(NULL, 1, sizeof *f);
    if (!f) {
        return cst_fail(error, CST_NOMEM, path, 0, 0, "out of memory");
    }
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    cst_status s;
    if (fd < 0) {
        s = cst_fail(error, CST_IO, path, 0, 0, "cannot open (error %d)",
                     errno);
    } else {
        s = map_file(f, fd, path, error);
        (void)close(fd);
    }
    if (s != CST_OK) {
        cst_forms_close(f);
        return s;
    }
    *out = f;
    return CST_OK;
}

cst_status cst_forms_open_memory(const void *bytes, size_t n, cst_error *error,
                                 cst_forms **out)
{
    cst_forms *f = cst_mem_alloc(NULL, 1, sizeof *f);
    void *copy = f ? cst_mem_alloc(NULL, n ? n : 1, 1) : NULL;
    if (!copy) {
        cst_mem_free(NULL, f);
        return cst_fail(error, CST_NOMEM, "", 0, 0, "out of memory");
    }
    if (n > 0) {
        memcpy(copy, bytes, n);
    }
    f->bytes = copy;
    f->n_bytes = n;
    cst_status s = attach(f, "", error);
    if (s != CST_OK) {
        cst_forms_close(f);
        return s;
    }
    *out = f;
    return CST_OK;
}

void cst_forms_close(cst_forms *forms)
{
    if (!forms) {
        return;
    }
    if (forms->mapped) {
        (void)munmap(forms->bytes, forms->n_bytes);
    } else {
        cst_mem_free(NULL, forms->bytes);
    }
    cst_mem_free(NULL, forms);
}

/* -------------------------------------------------------------- look-ups */

uint32_t cst_forms_count(const cst_forms *forms)
{
    return forms->head.n_forms;
}

uint32_t cst_forms_reading_count(const cst_forms *forms)
{
    return forms->head.n_readings;
}

uint32_t cst_forms_lemma_count(const cst_forms *forms)
{
    return forms->head.n_lemmas;
}

cst_str cst_forms_text(const cst_forms *forms, uint32_t row)
{
    cst_str none = {NULL, 0};
    if (row >= forms->head.n_forms) {
        return none;
    }
    uint32_t from = forms->rows[row].text;
    uint32_t to = forms->rows[row + 1].text;
    if (from > to || to > forms->head.pool_bytes) {
        return none;
    }
    return (cst_str){forms->pool + from, to - from};
}

/* Row of a form or CST_NONE. */
static uint32_t find_row(const cst_forms *f, cst_str form)
{
    uint64_t hash = cst_forms_hash(form.p, form.n);
    uint32_t tag = cst_forms_tag(hash);
    uint32_t low = (1u << CST_FORMS_ROW_BITS) - 1;
    uint32_t at = cst_forms_home(hash, f->head.n_slots);
    for (uint32_t i = 0; i < f->head.max_probe; i++) {
        uint32_t slot = f->slots[at];
        if (slot == 0) {
            return CST_NONE;
        }
        uint32_t row = (slot & low) - 1;
        if ((slot & ~low) == tag && cst_str_eq(cst_forms_text(f, row), form)) {
            return row;
        }
        at = at + 1 == f->head.n_slots ? 0 : at + 1;
    }
    return CST_NONE;
}

static bool reading_sound(const cst_forms *f, const cst_form_reading *r)
{
    return r->lemma < f->head.n_lemmas && r->pos <= CST_POS_Y &&
           r->mood <= CST_MOOD_PPRES && r->tense <= CST_TENSE_FUT &&
           r->person <= 3 && r->gender <= CST_GENDER_F &&
           r->number <= CST_NUMBER_PL;
}

const cst_form_reading *cst_forms_find(const cst_forms *forms, cst_str form,
                                       uint32_t *n)
{
    *n = 0;
    if (form.n == 0) {
        return NULL;
    }
    uint32_t row = find_row(forms, form);
    if (row >= forms->head.n_forms) {
        return NULL;
    }
    uint32_t from = forms->rows[row].reading;
    uint32_t to = forms->rows[row + 1].reading;
    if (from >= to || to > forms->head.n_readings) {
        return NULL;
    }
    /* Callers index by what they get, so it is checked here, once. */
    for (uint32_t i = from; i < to; i++) {
        if (!reading_sound(forms, &forms->readings[i])) {
            return NULL;
        }
    }
    *n = to - from;
    return &forms->readings[from];
}

cst_str cst_forms_lemma(const cst_forms *forms, uint32_t id)
{
    if (id >= forms->head.n_lemmas) {
        return (cst_str){NULL, 0};
    }
    return cst_forms_text(forms, forms->lemmas[id]);
}

/* Lemmas ascend by row, so the row that the hash gives finds the id. */
uint32_t cst_forms_lemma_id(const cst_forms *forms, cst_str lemma)
{
    uint32_t row = lemma.n > 0 ? find_row(forms, lemma) : CST_NONE;
    if (row == CST_NONE) {
        return CST_NONE;
    }
    uint32_t from = 0;
    uint32_t to = forms->head.n_lemmas;
    while (from < to) {
        uint32_t mid = from + (to - from) / 2;
        if (forms->lemmas[mid] < row) {
            from = mid + 1;
        } else {
            to = mid;
        }
    }
    return from < forms->head.n_lemmas && forms->lemmas[from] == row ? from
                                                                     : CST_NONE;
}
