/* ingest: what the files of the HTML reader share. Internal. */
#ifndef CST_HTMLREAD_H
#define CST_HTMLREAD_H

#include "ingest/decode.h"
#include "ingest/html.h"
#include "ingest/htmltags.h"
#include "ingest/htmltok.h"

/* ------------------------------------------------------------------ cues */

/* Phrases of html.tsv by hash: words of class names, ids and roles. */
typedef struct cst_html_cue {
    cst_str phrase; /* lower-case words with one blank between */
    uint32_t bits;
    bool whole;     /* the name must be nothing else */
} cst_html_cue;
struct cst_html_cues {
    cst_html_cue *slots;
    uint32_t n_slots; /* power of two, 0 = no cues */
};
/* What a list of names ("article-body js-main") says; cues may be NULL. */
uint32_t cst_html_cues_read(const cst_html_cues *cues, cst_str names);

/* ------------------------------------------------------------------ meta */

/* What may be stated, in the order of cst_page_info. */
typedef enum cst_html_field {
    CST_FIELD_TITLE, CST_FIELD_HEAD, CST_FIELD_OUTLET, CST_FIELD_AUTHOR,
    CST_FIELD_URL, CST_FIELD_LANGUAGE, CST_FIELD_PUBLISHED, CST_FIELD_UPDATED,
    CST_FIELDS
} cst_html_field;

/* Best statement of each field so far; a higher rank wins, the first of equals
 * stays. Spans are of the source until the end. */
typedef struct cst_html_meta {
    cst_arena *arena;
    cst_str source;
    struct {
        cst_str value;
        cst_tspan span;
        int rank;
    } fields[CST_FIELDS];
} cst_html_meta;

/* The value as it stands in source, references and all. */
void cst_html_state(cst_html_meta *m, cst_html_field field, int rank,
                    cst_tspan span);
/* A value that was decoded already; it is not copied. */
void cst_html_state_value(cst_html_meta *m, cst_html_field field, int rank,
                          cst_str value, cst_tspan span);
/* A meta, link or time element. */
void cst_html_meta_tag(cst_html_meta *m, const cst_html_token *tag);
/* A script with JSON-LD. */
void cst_html_jsonld(cst_html_meta *m, cst_tspan body);
/* Fields to the page; map: raw -> source. */
void cst_html_meta_finish(const cst_html_meta *m, const cst_textmap *map,
                          cst_page_info *page);
/* A day, or a day with a time, in the ways that pages write them for machines.
 * False if s is none. *utc: its time is in UTC. */
bool cst_html_date(cst_str s, cst_interval *out, bool *utc);
/* Charset label that a page declares at its begin; p NULL = none. */
cst_str cst_html_charset(cst_str raw);

/* ASCII letters of any case are equal. */
static inline bool cst_html_is(cst_str s, const char *lower)
{
    size_t n = strlen(lower);
    if (s.n != n) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        char c = s.p[i];
        if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != lower[i]) {
            return false;
        }
    }
    return true;
}
static inline cst_str cst_html_slice(cst_str s, uint32_t from, uint32_t to)
{
    return (cst_str){s.p + from, to - from};
}

#endif
