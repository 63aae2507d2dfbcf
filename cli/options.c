/* cli/options: the command line of a command.
 *
 * Takes argv, gives a cli_common; operands are moved to the front of argv.
 * "--name VALUE" and "--name=VALUE" mean the same; "--" ends the options; "-"
 * alone is an operand.
 */
#include "cli.h"

#include <stdlib.h>
#include <string.h>

/* Where the value of an option goes. */
enum target {
    T_DATA, T_LANGUAGE, T_FORMAT, T_LAYERS, T_IN, T_OFFSETS, T_PUBLISHED,
    T_WHY, T_WHY_NOT, T_JOBS, T_DB, T_ROOT, T_OUTPUT, T_UI, T_QUIET,
    T_VERBOSE, T_ALL, T_TEXTS, T_INTO, T_GAZETTEER, T_OUT, T_ACTORS,
    T_CODEBOOK, T_STRATEGY, T_EXPLAIN, T_EXPORT, T_FROM, T_TO, T_AREA, T_KIND,
    T_STATUS, T_REDACT, T_COVER
};

typedef struct option_spec {
    const char *name, *brief;
    const char *value; /* what it takes, NULL = nothing */
    char takes;        /* letter of the commands that have it, 0 = all */
    enum target target;
    const char *help;
} option_spec;

static const option_spec specs[] = {
    {"--db", NULL, "FILE", 'd', T_DB, "the store, an SQLite file"},
    {"--output", "-o", "DIR", 'o', T_OUTPUT, "folder of the pages"},
    {"--ui", NULL, "LANGUAGE", 'o', T_UI, "words of the pages: en or fr"},
    {"--cover", NULL, "WHERE", 'o', T_COVER,
     "cover words on deaths, injuries, children: screen, always"},
    {"--format", NULL, "NAME", 'f', T_FORMAT, "table or jsonl"},
    {"--format", NULL, "NAME", 'e', T_EXPORT, "what is made, see below"},
    {"--output", "-o", "PATH", 'e', T_OUTPUT,
     "the file, or the folder where a format gives several"},
    {"--from", NULL, "DAY", 'c', T_FROM, "incidents of this day or later"},
    {"--to", NULL, "DAY", 'c', T_TO, "incidents of this day or earlier"},
    {"--area", NULL, "NAMES", 'c', T_AREA,
     "incidents in these places, regions or countries"},
    {"--kind", NULL, "KINDS", 'c', T_KIND,
     "claims of killed,injured,missing,... alone"},
    {"--status", NULL, "NAMES", 'c', T_STATUS,
     "single_source,corroborated,contested,denied"},
    {"--redact", NULL, "WHOM", 'n', T_REDACT,
     "blacken names of victims,witnesses"},
    {"--all", NULL, NULL, 'a', T_ALL, "every file of a folder"},
    {"--published", NULL, "DAY", 'p', T_PUBLISHED,
     "day of publication, YYYY-MM-DD"},
    {"--layers", NULL, "LIST", 'l', T_LAYERS,
     "of number,time,place,actor,weapon,speech,hedge"},
    {"--in", NULL, "FILE", 'i', T_IN, "cases, one JSON object a line"},
    {"--offsets", NULL, "UNIT", 'i', T_OFFSETS, "bytes or chars"},
    {"--why", NULL, "RECORD", 'w', T_WHY, "what led to this record"},
    {"--why", NULL, NULL, 'y', T_EXPLAIN,
     "of an incident: what became of each claim, and why"},
    {"--why-not", NULL, "TEXT", 'w', T_WHY_NOT,
     "what was made of these words, and what came near"},
    {"--texts", NULL, "DIR", 't', T_TEXTS, "where the texts of records lie"},
    {"--into", NULL, "FILE", 'm', T_INTO, "the store to merge into"},
    {"--out", NULL, "STORE", 'g', T_OUT,
     "the store that is made or added to (default: my-places.gaz)"},
    {"--codebook", NULL, "NAME", 'k', T_CODEBOOK,
     "what vague numbers stand for: a name in codebooks/"},
    {"--strategy", NULL, "NAME", 's', T_STRATEGY,
     "of the best toll: latest, majority, lowest, range"},
    {"--root", NULL, "DIR", 'r', T_ROOT, "where the stored paths begin"},
    {"--actors", NULL, "FILE", 0, T_ACTORS,
     "further parties to conflicts; may be repeated"},
    {"--data", NULL, "DIR", 0, T_DATA,
     "folder with lang/, gazetteer/, actors/, forms/"},
    {"--gazetteer", NULL, "FILE", 0, T_GAZETTEER,
     "a store of places in place of the built-in one"},
    {"--language", NULL, "NAME", 0, T_LANGUAGE,
     "language pack (default: " CST_DEFAULT_LANGUAGE ")"},
    {"--jobs", "-j", "N", 0, T_JOBS, "threads (one for now)"},
    {"--quiet", "-q", NULL, 0, T_QUIET, "errors only"},
    {"--verbose", "-v", NULL, 0, T_VERBOSE, "say more"},
};

#define N_SPECS (sizeof(specs) / sizeof(specs[0]))
#define OPTION_WIDTH 22

void cli_print_options(FILE *out, const char *takes)
{
    for (size_t i = 0; i < N_SPECS; i++) {
        const option_spec *s = &specs[i];
        char left[48];

        if (takes ? !s->takes || !strchr(takes, s->takes) : s->takes != 0) {
            continue;
        }
        snprintf(left, sizeof(left), "%s%s%s%s%s", s->brief ? s->brief : "",
                 s->brief ? ", " : "", s->name, s->value ? " " : "",
                 s->value ? s->value : "");
        fprintf(out, "  %-*s %s\n", OPTION_WIDTH, left, s->help);
    }
}

/* The option that arg names; *value is set for "--name=value". */
static const option_spec *find_option(const char *arg, const char *takes,
                                      const char **value)
{
    const char *equals = strchr(arg, '=');
    size_t n = arg[1] == '-' && equals ? (size_t)(equals - arg) : strlen(arg);

    *value = arg[n] == '=' ? arg + n + 1 : NULL;
    for (size_t i = 0; i < N_SPECS; i++) {
        const option_spec *s = &specs[i];

        /* One name may mean two things to two commands. */
        if (((strlen(s->name) == n && strncmp(s->name, arg, n) == 0) ||
             (s->brief && strcmp(s->brief, arg) == 0)) &&
            (!s->takes || strchr(takes, s->takes))) {
            return s;
        }
    }
    return NULL;
}

static bool bad_value(const char *name, const char *value)
{
    cli_message("%s: not a value of this option: %s", name, value);
    return false;
}

static bool set_format(cli_common *c, const char *value)
{
    c->format_given = true;
    if (strcmp(value, "jsonl") == 0) {
        c->format = CST_FORMAT_JSONL;
    } else if (strcmp(value, "table") == 0) {
        c->format = CST_FORMAT_TABLE;
    } else {
        return bad_value("--format", value);
    }
    return true;
}

static bool is_day(const char *value)
{
    static const char shape[] = "dddd-dd-dd";
    size_t n = strlen(value);

    for (size_t i = 0; i < sizeof(shape) - 1; i++) {
        if (i >= n || (shape[i] == 'd' ? value[i] < '0' || value[i] > '9'
                                       : value[i] != shape[i])) {
            return false;
        }
    }
    return n == sizeof(shape) - 1;
}

static bool set_day(cst_day *day, const char *name, const char *value)
{
    if (!is_day(value)) {
        return bad_value(name, value);
    }
    *day = cst_day_from_ymd(atoi(value), atoi(value + 5), atoi(value + 8));
    return *day != 0 || bad_value(name, value);
}

static bool set_redact(cli_common *c, const char *value)
{
    static const struct {
        const char *name;
        uint32_t bit;
    } whom[] = {{"victims", CST_REDACT_VICTIMS},
                {"witnesses", CST_REDACT_WITNESSES}};
    const char *at = value;

    while (*at) {
        size_t n = strcspn(at, ","), i = 0;

        while (i < 2 && !(strlen(whom[i].name) == n &&
                          strncmp(at, whom[i].name, n) == 0)) {
            i++;
        }
        if (i == 2) {
            return bad_value("--redact", value);
        }
        c->redact |= whom[i].bit;
        at += n + (at[n] == ',');
    }
    return *value || bad_value("--redact", value);
}

static bool is_number(const char *z)
{
    return *z && strspn(z, "0123456789") == strlen(z);
}

/* Where an option goes that takes any words. */
static const char **words_of(cli_common *c, enum target target)
{
    return target == T_DATA       ? &c->data
           : target == T_LANGUAGE ? &c->language
           : target == T_LAYERS   ? &c->layers
           : target == T_IN       ? &c->in
           : target == T_WHY      ? &c->why
           : target == T_ROOT     ? &c->root
           : target == T_UI       ? &c->ui
           : target == T_CODEBOOK ? &c->codebook
           : target == T_STRATEGY ? &c->strategy
           : target == T_EXPORT   ? &c->export_format
           : target == T_AREA     ? &c->area
           : target == T_KIND     ? &c->kind
           : target == T_STATUS   ? &c->status
                                  : NULL;
}

static bool *flag_of(cli_common *c, enum target target)
{
    return target == T_QUIET     ? &c->quiet
           : target == T_VERBOSE ? &c->verbose
           : target == T_ALL     ? &c->all
                                 : &c->explain;
}

static bool set_offsets(cli_common *c, const char *value)
{
    c->chars = strcmp(value, "chars") == 0;
    return c->chars || strcmp(value, "bytes") == 0 ||
           bad_value("--offsets", value);
}

static bool set_cover(cli_common *c, const char *value)
{
    c->cover = strcmp(value, "screen") == 0 ? CST_COVER_SCREEN
                                            : CST_COVER_ALWAYS;
    return c->cover == CST_COVER_SCREEN || strcmp(value, "always") == 0 ||
           bad_value("--cover", value);
}

static bool set_option(cli_common *c, enum target target, const char *value)
{
    const char **words = words_of(c, target);

    if (words) {
        *words = value;
        return true;
    }
    switch (target) {
    case T_GAZETTEER:
        c->gazetteer = value;
        return *value || bad_value("--gazetteer", value);
    case T_OUT:
        c->out = value;
        return *value || bad_value("--out", value);
    case T_ACTORS:
        if (c->n_actors == CLI_ACTORS) {
            cli_message("--actors: at most %d files", CLI_ACTORS);
            return false;
        }
        c->actors[c->n_actors++] = value;
        return *value || bad_value("--actors", value);
    case T_FORMAT:
        return set_format(c, value);
    case T_OFFSETS:
        return set_offsets(c, value);
    case T_PUBLISHED:
        c->published = value;
        return is_day(value) || bad_value("--published", value);
    case T_FROM:
        return set_day(&c->from, "--from", value);
    case T_TO:
        return set_day(&c->to, "--to", value);
    case T_REDACT:
        return set_redact(c, value);
    case T_JOBS:
        /* One thread for now; the records do not depend on it. */
        return is_number(value) || bad_value("--jobs", value);
    case T_DB:
        c->db = value;
        return *value || bad_value("--db", value);
    case T_WHY_NOT:
        c->why_not = value;
        return *value || bad_value("--why-not", value);
    case T_COVER:
        return set_cover(c, value);
    case T_TEXTS:
        c->texts = value;
        return *value || bad_value("--texts", value);
    case T_INTO:
        c->into = value;
        return *value || bad_value("--into", value);
    case T_OUTPUT:
        c->output = value;
        return *value || bad_value("--output", value);
    case T_QUIET:
    case T_VERBOSE:
    case T_ALL:
    case T_EXPLAIN:
        *flag_of(c, target) = true;
        return true;
    case T_DATA:
    case T_LANGUAGE:
    case T_LAYERS:
    case T_IN:
    case T_WHY:
    case T_ROOT:
    case T_UI:
    case T_CODEBOOK:
    case T_STRATEGY:
    case T_EXPORT:
    case T_AREA:
    case T_KIND:
    case T_STATUS:
        break; /* words_of */
    }
    return false;
}

bool cli_parse(int argc, char **argv, const char *takes, cli_common *out)
{
    bool options = true;

    memset(out, 0, sizeof(*out));
    out->format = CST_FORMAT_TABLE;
    out->language = CST_DEFAULT_LANGUAGE;
    out->paths = argv + 1;
    for (int i = 1; i < argc; i++) {
        const option_spec *spec;
        const char *value;

        if (options && strcmp(argv[i], "--") == 0) {
            options = false;
            continue;
        }
        if (!options || argv[i][0] != '-' || argv[i][1] == '\0') {
            out->paths[out->n_paths++] = argv[i];
            continue;
        }
        spec = find_option(argv[i], takes, &value);
        if (!spec || (value && !spec->value)) {
            cli_message("%s: no such option: %s", argv[0], argv[i]);
            return false;
        }
        if (spec->value && !value) {
            if (i + 1 == argc) {
                cli_message("%s: needs a value", argv[i]);
                return false;
            }
            value = argv[++i];
        }
        if (!set_option(out, spec->target, value)) {
            return false;
        }
    }
    return true;
}
