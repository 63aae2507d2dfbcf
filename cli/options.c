/* cli/options: the command line of a command.
 *
 * Takes argv, gives a cli_common; operands are moved to the front of argv.
 * "--name VALUE" and "--name=VALUE" mean the same; "--" ends the options; "-"
 * alone is an operand.
 */
#include "cli.h"

#include <stdarg.h>
#include <string.h>

void cli_message(const char *format, ...)
{
    va_list args;

    va_start(args, format);
    fputs("constat: ", stderr);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
}

int cli_usage(const char *synopsis)
{
    fprintf(stderr, "usage: %s\n", synopsis);
    return CLI_USAGE;
}

/* Where the value of an option goes. */
enum target {
    T_DATA, T_LANGUAGE, T_FORMAT, T_LAYERS, T_IN, T_OFFSETS, T_PUBLISHED,
    T_JOBS, T_CODEBOOK, T_DB, T_ROOT, T_OUTPUT, T_UI, T_QUIET, T_VERBOSE, T_ALL
};

typedef struct option_spec {
    const char *name, *brief;
    char takes; /* letter of the commands that have it, 0 = all */
    bool has_value;
    enum target target;
} option_spec;

static const option_spec specs[] = {
    {"--data", NULL, 0, true, T_DATA},
    {"--language", NULL, 0, true, T_LANGUAGE},
    {"--quiet", "-q", 0, false, T_QUIET},
    {"--verbose", "-v", 0, false, T_VERBOSE},
    {"--jobs", "-j", 0, true, T_JOBS},
    {"--format", NULL, 'f', true, T_FORMAT},
    {"--codebook", NULL, 'f', true, T_CODEBOOK},
    {"--all", NULL, 'a', false, T_ALL},
    {"--layers", NULL, 'l', true, T_LAYERS},
    {"--in", NULL, 'i', true, T_IN},
    {"--offsets", NULL, 'i', true, T_OFFSETS},
    {"--published", NULL, 'p', true, T_PUBLISHED},
    {"--db", NULL, 'd', true, T_DB},
    {"--root", NULL, 'r', true, T_ROOT},
    {"--output", "-o", 'o', true, T_OUTPUT},
    {"--ui", NULL, 'o', true, T_UI},
};

/* The option that arg names; *value is set for "--name=value". */
static const option_spec *find_option(const char *arg, const char *takes,
                                      const char **value)
{
    const char *equals = strchr(arg, '=');
    size_t n = arg[1] == '-' && equals ? (size_t)(equals - arg) : strlen(arg);

    *value = arg[n] == '=' ? arg + n + 1 : NULL;
    for (size_t i = 0; i < sizeof(specs) / sizeof(specs[0]); i++) {
        const option_spec *s = &specs[i];

        if ((strlen(s->name) == n && strncmp(s->name, arg, n) == 0) ||
            (s->brief && strcmp(s->brief, arg) == 0)) {
            return !s->takes || strchr(takes, s->takes) ? s : NULL;
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

static bool set_published(cli_common *c, const char *value)
{
    static const char shape[] = "dddd-dd-dd";
    size_t n = strlen(value);

    for (size_t i = 0; i < sizeof(shape) - 1; i++) {
        if (i >= n || (shape[i] == 'd' ? value[i] < '0' || value[i] > '9'
                                       : value[i] != shape[i])) {
            return bad_value("--published", value);
        }
    }
    c->published = value;
    return n == sizeof(shape) - 1 || bad_value("--published", value);
}

static bool is_number(const char *z)
{
    return *z && strspn(z, "0123456789") == strlen(z);
}

static bool set_option(cli_common *c, enum target target, const char *value)
{
    switch (target) {
    case T_DATA:
        c->data = value;
        return true;
    case T_LANGUAGE:
        c->language = value;
        return true;
    case T_FORMAT:
        return set_format(c, value);
    case T_LAYERS:
        c->layers = value;
        return true;
    case T_IN:
        c->in = value;
        return true;
    case T_OFFSETS:
        c->chars = strcmp(value, "chars") == 0;
        return c->chars || strcmp(value, "bytes") == 0 ||
               bad_value("--offsets", value);
    case T_PUBLISHED:
        return set_published(c, value);
    case T_JOBS:
        /* One thread for now; the records do not depend on it. */
        return is_number(value) || bad_value("--jobs", value);
    case T_CODEBOOK:
        return strcmp(value, "plain") == 0 || bad_value("--codebook", value);
    case T_DB:
        c->db = value;
        return *value || bad_value("--db", value);
    case T_ROOT:
        c->root = value;
        return true;
    case T_OUTPUT:
        c->output = value;
        return *value || bad_value("--output", value);
    case T_UI:
        c->ui = value;
        return true;
    case T_QUIET:
        c->quiet = true;
        return true;
    case T_VERBOSE:
        c->verbose = true;
        return true;
    case T_ALL:
        c->all = true;
        return true;
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
        if (!spec || (value && !spec->has_value)) {
            cli_message("%s: no such option: %s", argv[0], argv[i]);
            return false;
        }
        if (spec->has_value && !value) {
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
