/* cli/pack new: the first files of a pack for another language.
 *
 * A sentence in two voices goes through all layers to a record; its author
 * replaces words and adds to it. Nothing that is there is touched.
 */
#include "cli.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#define PATH_MAX_ 1024

static const struct {
    const char *name, *text;
} files[] = {
    {"pack.conf",
     "# What the engine reads about the language as a whole; see docs/RULES.md.\n"
     "script = Latn\n"
     "# no form table: the lexicon gives all forms itself\n"
     "forms = none\n"
     "lexicons = words\n"
     "layers = @number group verb\n"
     "tables = numbers frames templates\n"
     "features = milli y4 mult num den hours bare pl article zero digits mixed\n"},
    {"lexicon/words.tsv",
     "# lemma, part of speech, classes, features\n"
     "villager\tN\tperson\tstatus=civilian forms=villager/s,villagers/p\n"
     "soldier\tN\tperson\tstatus=combatant forms=soldier/s,soldiers/p\n"
     "kill\tV\tharm_verb\tforms=killed/ppast,kill/inf\n"
     "be\tV\taux_etre\tforms=was/ind.past,were/ind.past\n"
     "the\tD\tdet_def\n"
     "death\tN\tharm_noun\tkind=killed forms=death/s,deaths/p\n"
     "attack\tN\tevent_noun\ttype=attack forms=attack/s,attacks/p\n"},
    {"numbers.tsv",
     "!word\tkind\tvalue\tafter\tflags\n"
     "two\tcard\t2\t\t\n"
     "three\tcard\t3\t\t\n"},
    {"frames.tsv",
     "# predicates, needs, record, kind, template, type of the event\n"
     "kill\t-\tharm\tkilled\tharming\tattack\n"},
    {"templates.tsv",
     "# template, voice, role, slot\n"
     "harming\tactive\tvictim\tobject\n"
     "harming\tactive\tagent\tsubject\n"
     "harming\tpassive\tvictim\tsubject\n"},
    {"rules/group.rule",
     "# Groups of people and things.\n"
     "layer group\n"
     "\n"
     "rule counted\n"
     "  why    \"three villagers\": a number counts the noun behind it\n"
     "  match  n:<num kind=card> h:[pos=N]\n"
     "  make   np head=h qty=n\n"
     "  +  \"three villagers\" => np qty.value=3\n"
     "  -  \"villagers\" => np\n"
     "\n"
     "rule plain\n"
     "  why    \"the villagers\": an article belongs to its noun\n"
     "  match  [class=det_def] h:[pos=N]\n"
     "  make   np head=h det=def\n"
     "  +  \"the villagers\" => np det=def\n"
     "  -  \"three villagers\" => np\n"},
    {"rules/verb.rule",
     "# Groups of verbs.\n"
     "layer verb\n"
     "\n"
     "rule passive\n"
     "  why    \"were killed\": the subject suffers it\n"
     "  match  [class=aux_etre] v:[pos=V mood=ppast]\n"
     "  make   vg head=v voice=passive mood=ind tense=past\n"
     "  +  \"three villagers were killed\" => vg voice=passive\n"
     "  -  \"soldiers killed villagers\" => vg\n"
     "\n"
     "rule active\n"
     "  why    \"killed\": the subject does it\n"
     "  match  v:[pos=V mood=ppast]\n"
     "  make   vg head=v voice=active mood=ind tense=past\n"
     "  +  \"soldiers killed three villagers\" => vg voice=active\n"
     "  -  \"were killed\" => vg\n"},
    {"corpus/first.case",
     "# Texts and what must be found in them.\n"
     "\n"
     "== both voices\n"
     "Three villagers were killed.\n"
     "=> killed 3 civilian\n"
     "\n"
     "The soldiers killed two villagers.\n"
     "=> killed 2 civilian\n"
     "\n"
     "The villagers were there.\n"
     "=> none\n"
     "\n"
     "== nouns of harm\n"
     "Two deaths in an attack.\n"
     "=> killed 2\n"},
};

static bool write_new(const char *path, const char *first, const char *text)
{
    FILE *f = fopen(path, "wx");
    bool ok;

    if (!f) {
        cli_message("%s: %s", path, strerror(errno));
        return false;
    }
    ok = fputs(first, f) >= 0 && fputs(text, f) >= 0;
    ok = fclose(f) == 0 && ok;
    if (!ok) {
        cli_message("%s: cannot be written", path);
    }
    return ok;
}

static bool make_folder(const char *folder, const char *name)
{
    char path[PATH_MAX_];

    snprintf(path, sizeof(path), "%s%s%s", folder, *name ? "/" : "", name);
    return cli_make_folder(path);
}

/* Letters, digits and "-", beginning with a letter: it becomes a folder. */
static bool good_name(const char *name)
{
    size_t n = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-");

    return n > 0 && n < 32 && name[n] == '\0' && name[0] >= 'a';
}

int cli_pack_new(const cli_common *c)
{
    static const char *const folders[] = {"", "lexicon", "rules", "corpus"};
    const char *name = c->paths[1];
    const char *parent = c->n_paths > 2 ? c->paths[2] : "lang";
    char folder[PATH_MAX_ / 2], path[PATH_MAX_], line[64];
    struct stat there;

    if (!good_name(name)) {
        cli_message("pack new: a name has small letters, digits and - : %s",
                    name);
        return CLI_USAGE;
    }
    if (snprintf(folder, sizeof(folder), "%s/%s", parent, name) >=
        (int)sizeof(folder)) {
        cli_message("pack new: the path is too long");
        return CLI_COULD_NOT;
    }
    if (stat(folder, &there) == 0) {
        cli_message("pack new: %s is there already", folder);
        return CLI_COULD_NOT;
    }
    for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++) {
        if (!make_folder(folder, folders[i])) {
            return CLI_COULD_NOT;
        }
    }
    for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
        bool conf = strcmp(files[i].name, "pack.conf") == 0;

        snprintf(path, sizeof(path), "%s/%s", folder, files[i].name);
        snprintf(line, sizeof(line), "name = %s\n", name);
        if (!write_new(path, conf ? line : "", files[i].text)) {
            return CLI_COULD_NOT;
        }
    }
    if (!c->quiet) {
        printf("%s: try \"constat pack test --language %s\"\n", folder, name);
    }
    return CLI_DONE;
}
