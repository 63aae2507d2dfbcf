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
     "print the records of reports", cli_read},
    {"annotate",
     "constat annotate PATH... [--layers number,time] | --in CASES.jsonl",
     "print numbers, dates, places, actors alone", cli_annotate},
    {"trace", "constat trace FILE", "show layer by layer what was made",
     cli_trace},
    {"run", "constat run DIR... -o DOSSIER [--ui LANGUAGE]",
     "read a folder into a store and write its dossier", cli_run},
    {"report", "constat report [--db FILE | PATH...] -o DIR [--ui LANGUAGE]",
     "write the dossier of a store or of reports", cli_report},
    {"show", "constat show [--db FILE] [DOC | DOC/RECORD]",
     "print what a store holds, each record with its sentence", cli_show},
    {"verify", "constat verify [--db FILE] [--root DIR]",
     "check a store against its sources", cli_verify},
    {"pack", "constat pack test|check|dump [LAYER]",
     "test, check or print the language pack", cli_pack},
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
    fputs("\noptions of every command:\n"
          "  --data DIR       folder with lang/, gazetteer/, forms/\n"
          "  --language NAME  language pack (default: " CST_DEFAULT_LANGUAGE ")\n"
          "  -q, --quiet      errors only\n"
          "  -v, --verbose    say more\n"
          "  --help, --version\n\n"
          "Exit status: 0 all well, 1 some inputs have notes, 2 wrong call,\n"
          "3 nothing done. See constat(1).\n",
          out);
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

int main(int argc, char **argv)
{
    const cli_command *command;

    if (argc < 2) {
        help(stderr);
        return CLI_USAGE;
    }
    if (strcmp(argv[1], "--version") == 0 || strcmp(argv[1], "-V") == 0) {
        printf("constat %s\n", cst_version());
        return cli_finish_output() ? CLI_DONE : CLI_COULD_NOT;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 ||
        strcmp(argv[1], "help") == 0) {
        help(stdout);
        return cli_finish_output() ? CLI_DONE : CLI_COULD_NOT;
    }
    command = find_command(argv[1]);
    if (!command) {
        cli_message("no such command: %s (see constat --help)", argv[1]);
        return CLI_USAGE;
    }
    if (argc > 2 && (strcmp(argv[2], "--help") == 0 ||
                     strcmp(argv[2], "-h") == 0)) {
        printf("usage: %s\n%s\n", command->synopsis, command->summary);
        return cli_finish_output() ? CLI_DONE : CLI_COULD_NOT;
    }
    return command->run(argc - 1, argv + 1);
}
