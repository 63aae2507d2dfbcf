/* present/export: what the writers of the export formats share.
 *
 * An export is a linked collection of which some incidents were chosen. A format
 * is one function over it (export_*.c); it begins its files by name and writes
 * through x->out, whose failures stick and are asked for once, at the end. What
 * is written depends on the collection and the options alone: no clock, no path
 * of this machine but those that the store holds.
 *
 * Every writer looks at x->has_*, so that what is exported is what was filtered.
 * What is to be redacted is in none of the strings that it meets: documents and
 * collections come with blocks for names (engine/redact). */
#ifndef CST_PRESENT_EXPORT_H
#define CST_PRESENT_EXPORT_H

#include "incident/countries.h"
#include "incident/sums.h"
#include "present/present.h"

/* A source as it is named beside claims. Owned by the export. */
typedef struct cst_export_head {
    char sha256[65];
    cst_str path, entry, title, url, outlet, outlet_kind, author;
    cst_pub_source published_source;
    const char *const *also; /* further paths */
    size_t n_also;
} cst_export_head;

/* A file that is whole. */
typedef struct cst_export_written {
    const char *name;
    uint64_t size;
    char sha256[65];
} cst_export_written;

typedef struct cst_export cst_export;
typedef cst_status (*cst_export_load_fn)(void *loader, uint32_t document,
                                         const cst_document **doc);
struct cst_export {
    const cst_export_options *options;
    const cst_collection *c;
    const cst_tolls *tolls;
    const cst_codebook *book;      /* bounds of the tolls */
    const char *book_name, *strategy_name;
    /* Of a format of codes (cst_export_coded): its own codebook, and who and
       where; the gazetteer may be NULL. Of others NULL. */
    const cst_codebook *codes;
    const cst_countries *countries;
    const struct cst_registry *actors; /* English names */
    const cst_gazetteer *gazetteer;
    const cst_export_head *heads;  /* one a document of the collection */
    const uint32_t *by_path;       /* documents in byte order of path */
    /* By index in the collection: what belongs in. */
    const bool *has_document, *has_incident, *has_event, *has_harm, *has_damage;
    const uint32_t *harm_incident; /* by harm; CST_NONE: of none */
    const uint32_t *incidents;     /* the chosen, by day, then id */
    size_t n_incidents;
    bool filtered;                 /* not everything is wanted */
    cst_arena *arena;              /* lives as long as the export */
    cst_out out;
    const char *file;              /* that is being written */
    uint64_t size;                 /* of it so far */
    cst_sha256_run run;            /* over it */
    CST_VEC(cst_export_written) written;
    cst_export_fn fn;
    void *user;
    cst_export_load_fn load;       /* what cst_export_document calls */
    void *loader;
    cst_error *error;
};

/* Is it a kind that is wanted? */
bool cst_export_kind(const cst_export *x, cst_sym kind);
/* What the chosen incidents come to: the wanted kinds alone. */
cst_status cst_export_sums(const cst_export *x, cst_sums *out);
/* The same, through x->out. */
cst_status cst_export_totals(cst_export *x, cst_format format);

/* Choose; allocates in x->arena. CST_NOTFOUND (a word of a filter). */
cst_status cst_export_choose(cst_export *x);
/* Does the filter of kinds let these claims through? What it does not is gone
 * from x->tolls too. */
bool cst_export_wants(const cst_export *x, const char *kind);
/* A document with its text and its records, days of the collection filled in;
 * valid until the next call. */
cst_status cst_export_document(cst_export *x, uint32_t document,
                               const cst_document **doc);
/* End the file that is open, if any, and begin another. name is kept. */
void cst_export_file(cst_export *x, const char *name);
/* Index of the incident of an event of the collection; CST_NONE for CST_NONE. */
uint32_t cst_export_incident(const cst_export *x, uint32_t event);

/* The codebook whose codes a format writes; its numbers go by the same book and
 * *strategy unless another is asked for. NULL: it writes none. */
const char *cst_export_coded(const char *format, const char **strategy);
/* Cell of PRIO-GRID in which a point lies. */
int64_t cst_priogrid(double lat, double lon);
/* How wide the days are: day, days (up to a week), month, year, years, open (no
 * first or no last), unknown. */
const char *cst_export_width(const cst_when *d);

/* The formats. */
cst_status cst_export_jsonl(cst_export *x);
cst_status cst_export_acled(cst_export *x);
cst_status cst_export_ged(cst_export *x);
cst_status cst_export_jsonld(cst_export *x);
cst_status cst_export_text(cst_export *x);
cst_status cst_export_geojson(cst_export *x);
cst_status cst_export_kml(cst_export *x);
cst_status cst_export_gpkg(cst_export *x);
cst_status cst_export_csv(cst_export *x);
cst_status cst_export_hxl(cst_export *x);

/* Write x in its format and end the last file. */
cst_status cst_export_write(cst_export *x);

#endif
