/* clean: what its files share. Internal to src/clean. */
#ifndef CST_PAGE_H
#define CST_PAGE_H

#include "clean/clean.h"

/* ------------------------------------------------------------------ cues */

/* First column of boilerplate.tsv; what is not named here is CUE_BOILERPLATE. */
typedef enum cue_kind {
    CUE_NONE,
    CUE_BOILERPLATE,
    CUE_RELATED, /* link to another article */
    CUE_CAPTION,
    CUE_HEADER,  /* date and the like of the article */
    CUE_BYLINE,
    CUE_RELEASE, /* calls the page a press release */
    CUE_RUBRIC,  /* name of a section */
    CUE_MARK,    /* word before a leading year and month */
    CUE_BAR,     /* word of a bar of buttons */
    CUE_FILLER,  /* small word allowed in such a bar */
    CUE_MONTH,
    CUE_WEEKDAY,
    CUE_WITH,    /* word between outlet and agency */
    CUE_OUTLET_WORD,
    CUE_SENDER,  /* heads the sender of a letter */
    CUE_SUBJECT, /* heads its subject, the title */
    CUE_TOPIC,   /* word of a heading above the title */
    CUE_READER,  /* word by which a page speaks to its readers */
    CUE_ARTICLE  /* small word with which names begin */
} cue_kind;

typedef enum cue_mode {
    MODE_PREFIX,  /* the line begins with it */
    MODE_SHORT,   /* so, and the line is short and no sentence */
    MODE_EQUAL,   /* the line is it, signs and figures aside */
    MODE_CONTAINS,
    MODE_INSIDE,  /* so, in a short line that is no sentence */
    MODE_SUFFIX,
    MODE_WORD     /* not for lines: looked up by word */
} cue_mode;

typedef enum cue_scope {
    SCOPE_LINE,
    SCOPE_LIST, /* and the lines below it up to an empty one */
    SCOPE_REST, /* and all up to the next paragraph of prose */
    SCOPE_END   /* and all to the end, once there was prose */
} cue_scope;

typedef struct cue {
    cst_str phrase; /* folded */
    uint32_t next;  /* of the bucket; 0 = end */
    uint8_t kind, mode, scope;
    cst_str value;  /* last column: kind of an outlet word */
} cue;

#define CUE_BUCKETS 2048u
typedef struct cues {
    cue *at; /* at[0] unused */
    uint32_t n;
    uint32_t begins[CUE_BUCKETS]; /* of phrases, at a line's begin */
    uint32_t inner[CUE_BUCKETS];  /* of phrases, at its other words */
    uint32_t words[CUE_BUCKETS];
} cues;

cst_status cues_build(cst_arena *arena, const cst_pack *pack, cues *out);
/* Lower case without diacritics, one blank for white space, plain quotation
 * marks and dashes, up to cap bytes. Returns the number written. */
size_t fold_line(cst_str s, char *to, size_t cap);
/* What a folded line matches best; NULL if nothing. short_line: it is one. */
const cue *cues_match(const cues *c, cst_str folded, bool short_line);
/* A folded word among those of the kinds from..to; NULL if none. */
const cue *cues_word(const cues *c, cst_str word, cue_kind from, cue_kind to);
static inline bool fold_is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}
static inline bool fold_is_digit(char c)
{
    return c >= '0' && c <= '9';
}
/* The next such word of a folded text from *at on, which moves behind it. */
const cue *cues_next_word(const cues *c, cst_str folded, size_t *at,
                          cue_kind from, cue_kind to);
/* Next run of letters and digits at or after *at; false at the end. */
bool fold_word(cst_str folded, size_t *at, cst_str *word);

/* ----------------------------------------------------------------- lines */

enum {
    L_BLANK = 1,      /* an empty line stands before it */
    L_STOP = 2,       /* ends like a sentence: . or an ellipsis */
    L_ASK = 4,        /* ends with ! or ? */
    L_BULLET = 8,
    L_LINK = 16,      /* begins with > or an arrow */
    L_CLOCK = 32,     /* begins with a clock time and a sign */
    L_CLOCK_BARE = 64, /* begins with a clock time */
    L_DATE = 128,     /* is about a date */
    L_DATELINE = 256, /* a date or place with a dash at the end */
    L_NAV = 512,      /* parts with upright bars and the like */
    L_CREDIT = 1024,  /* ends with the credit of a picture */
    L_TWEET = 2048,
    L_COPY = 4096,    /* says the next or last line again */
    L_UPPER = 8192,   /* no lower-case letter */
    L_PROSE = 16384,
    L_AGENCY = 32768, /* names agencies and nothing else */
    L_MARK = 65536,   /* the leading month mark */
    L_SIGNED = 131072, /* initials of an agency's desk */
    L_READER = 262144, /* speaks to the reader, or gives an address */
    L_KEEP = 524288    /* the mark-up says that it is of the article */
};

/* Minutes after midnight of the clock time with which a line begins; -1. */
int line_minutes(cst_str s);

typedef struct line {
    uint32_t begin, end; /* without white space at both ends */
    uint32_t bits;
    uint16_t words;      /* WORDS_MAX: as many or more */
    uint16_t flags;      /* cst_block_flag */
    uint8_t kind, scope; /* of the cue */
    uint8_t zone;
    bool decided;
    uint32_t hint;       /* of the page's lines, or CST_NONE */
} line;

#define FOLD_MAX 320u
#define WORDS_MAX 12u
/* Lines up to this many bytes may be labels. */
#define LABEL_MAX 180u

/* A known outlet, or a word that outlets have in their names. */
typedef struct outlet {
    cst_str name, kind, alias; /* alias: what was matched */
    uint32_t next;
} outlet;
typedef struct outlets {
    outlet *at; /* at[0] unused */
    uint32_t n;
    uint32_t buckets[CUE_BUCKETS];
} outlets;
cst_status outlets_build(cst_arena *arena, const cst_pack *pack, outlets *out);
/* The longest known name that begins at at in text (a word border); its length
 * in *n, or NULL. */
const outlet *outlets_at(const outlets *o, cst_str text, size_t at, size_t *n);
static inline bool outlet_is_agency(const outlet *o)
{
    return cst_str_is(o->kind, "agency");
}

typedef struct page {
    cst_arena *arena;
    cst_str text;
    const cues *cues;
    const outlets *outlets;
    line *lines;
    uint32_t n;
    uint32_t title;      /* line, or CST_NONE */
    uint32_t body, tail; /* first line of body and of tail */
    cst_tspan mark;
    uint32_t cut; /* where reading stopped, 0 = nowhere */
    const cst_page_info *info; /* NULL: plain text */
    line *outer;         /* lines beside the article, decided */
    uint32_t n_outer;
    uint32_t fixed;      /* line that the mark-up says is the title */
} page;

static inline cst_str line_text(const page *p, const line *l)
{
    return (cst_str){p->text.p + l->begin, l->end - l->begin};
}
/* Fill bits, words and cue of a line. */
void line_read(const page *p, line *l);
/* Is the name an agency's, one word or more at text[at..]? */
bool is_breadcrumb(cst_str s);

/* Of a page with mark-up: leave the article's lines in p->lines, and put all
 * others into p->outer. CST_NOMEM. */
cst_status hints_apply(page *p);
/* What only the mark-up knows, once the zones are decided. */
void hints_finish(page *p);
/* What the page states of itself, over what its lines say. */
void stated_apply(const page *p, cst_layout *out);
void zones_decide(page *p);
cst_status meta_read(page *p, cst_layout *out);

#endif
