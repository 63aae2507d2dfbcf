/* cli/main: the table of commands.
 *
 * Takes a command line, gives an exit status: 0 if all went well, 1 if some
 * inputs have notes, 2 for a wrong call, 3 if nothing could be done. Data go to
 * stdout, all else to stderr.
 */
#include "cli.h"

#include <string.h>

static const cli_command commands[] = {
    {"read", "constat read PATH... [--db FILE] [--format jsonl|table] [--all]",
     "print the records of reports", "fapdk", cli_read},
    {"annotate",
     "constat annotate PATH... [--layers number,time] | --in CASES.jsonl",
     "print numbers, dates, places, actors alone", "alip", cli_annotate},
    {"trace", "constat trace FILE [--why RECORD | --why-not TEXT]",
     "show layer by layer what was made", "pw", cli_trace},
    {"run",
     "constat run PATH... -o DOSSIER [--ui LANGUAGE]\n"
     "       [--redact victims,witnesses]",
     "read reports into a store and write its dossier", "apoksn", cli_run},
    {"report",
     "constat report [--db FILE | PATH...] -o DIR [--ui LANGUAGE]\n"
     "       [--redact victims,witnesses]",
     "write the dossier of a store or of reports", "apdoksn", cli_report},
    {"show",
     "constat show [--db FILE] [DOC | DOC/RECORD | INCIDENT | incidents |\n"
     "       totals]... [--why]",
     "print what a store holds, each record with its sentence", "fdycks",
     cli_show},
    {"import", "constat import [RECORDS.jsonl...] [--texts DIR] [--db FILE]",
     "store records that were made elsewhere", "td", cli_import},
    {"link", "constat link [--db FILE] [--format jsonl|table]",
     "find what several reports say of one happening", "fdks", cli_link},
    {"export",
     "constat export [--db FILE] [--format NAME] [-o PATH] [--from DAY]\n"
     "       [--to DAY] [--area NAMES] [--kind KINDS] [--status NAMES]\n"
     "       [--redact victims,witnesses]",
     "give what a store holds in a form that other programs read", "dceksn",
     cli_export},
    {"merge", "constat merge STORE... --into STORE",
     "put what several stores hold into one", "m", cli_merge},
    {"verify", "constat verify [--db FILE] [--root DIR]",
     "check a store against its sources", "dr", cli_verify},
    {"gazetteer",
     "constat gazetteer add FILE... [--out STORE] | check [STORE] |\n"
     "       find NAME[, CONTAINER...]... | list [COUNTRY|KIND]...",
     "import places, look them up, list or check a store", "fg", cli_gazetteer},
    {"pack",
     "constat pack test | check [PATH...] | cost PATH... |\n"
     "       dump tokens|ast|program [LAYER] | new NAME [FOLDER]",
     "test, check, measure or print the language pack", "a", cli_pack},
};

#define N_COMMANDS (sizeof(commands) / sizeof(commands[0]))

static void help(FILE *out)
{
    fputs("constat: sourced, checkable records of harm from news reports\n\n"
          "usage: constat COMMAND [OPTION...] [ARGUMENT...]\n\n"
          "commands:\n",
          out);
    for (size_t i = 0; i < N_COMMANDS; i++) {
        fprintf(out, "  %-10s %s\n", commands[i].name, commands[i].summary);
        fprintf(out, "  %-10s   %s\n", "", commands[i].synopsis);
    }
    fputs("\noptions of every command:\n", out);
    cli_print_options(out, NULL);
    fputs("  --help                 how to call it; its own options\n"
          "  --version\n\n"
          "Exit status: 0 all well, 1 some inputs have notes, 2 wrong call,\n"
          "3 nothing done. See constat(1).\n",
          out);
}

static void help_command(const cli_command *command)
{
    printf("usage: %s\n%s\n", command->synopsis, command->summary);
    if (*command->takes) {
        fputs("\noptions:\n", stdout);
        cli_print_options(stdout, command->takes);
    }
    if (command->run == cli_export) {
        cli_print_formats(stdout);
    }
    fputs("\noptions of every command:\n", stdout);
    cli_print_options(stdout, NULL);
}

static const cli_command *find_command(const char *name)
{
    for (size_t i = 0; i < N_COMMANDS; i++) {
        if (strcmp(commands[i].name, name) == 0) {
            return &commands[i];
        }
    }
    return NULL;
}

static bool is_help(const char *arg)
{
    return strcmp(arg, "--help") == 0 || strcmp(arg, "-h") == 0;
}

static bool asks_help(int argc, char **argv)
{
    for (int i = 2; i < argc && strcmp(argv[i], "--") != 0; i++) {
        if (is_help(argv[i])) {
            return true;
        }
    }
    return false;
}

static int run_command(const cli_command *command, int argc, char **argv)
{
    cli_common c;
    int status = cli_parse(argc, argv, command->takes, &c) ? command->run(&c)
                                                           : CLI_USAGE;

    if (status == CLI_USAGE) {
        fprintf(stderr, "usage: %s\n", command->synopsis);
    }
    return status;
}

int main(int argc, char **argv)
{
    const cli_command *command = argc > 1 ? find_command(argv[1]) : NULL;

    if (argc < 2) {
        help(stderr);
        return CLI_USAGE;
    }
    if (command && !asks_help(argc, argv)) {
        return run_command(command, argc - 1, argv + 1);
    }
    if (command) {
        help_command(command);
    } else if (is_help(argv[1]) || strcmp(argv[1], "help") == 0) {
        help(stdout);
    } else if (strcmp(argv[1], "--version") == 0 ||
               strcmp(argv[1], "-V") == 0) {
        printf("constat %s\n", cst_version());
    } else {
        cli_message("no such command: %s (see constat --help)", argv[1]);
        return CLI_USAGE;
    }
    return cli_finish_output() ? CLI_DONE : CLI_COULD_NOT;
}
