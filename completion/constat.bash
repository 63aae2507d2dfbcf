# Completion of constat(1) for bash.
# tests/cli/test_completion.py holds it against what the program says of itself.

_constat_words() { # WORDS BEGIN [PREFIX]
    mapfile -t COMPREPLY < <(compgen -P "$3" -W "$1" -- "$2")
}

# The formats of export, as the program lists them.
_constat_formats() {
    "${COMP_WORDS[0]}" export --help 2>/dev/null |
        sed -n '/^formats:/,/^$/s/^  \([a-z-]*\).*/\1/p'
}

# What can follow option $1, whose value begins with $2; fails if it is no
# option that takes a value.
_constat_value() {
    local rest=
    case $1 in
    --format) _constat_words 'table jsonl' "$2" ;;
    --ui) _constat_words 'en fr' "$2" ;;
    --cover) _constat_words 'screen always' "$2" ;;
    --codebook) _constat_words 'plain acled ucdp airwars' "$2" ;;
    --strategy) _constat_words 'latest majority lowest range' "$2" ;;
    --offsets) _constat_words 'bytes chars' "$2" ;;
    --layers)
        # One name of a list: what stands before the last comma stays.
        [[ $2 != *,* ]] || rest=${2%,*},
        _constat_words 'number time place actor weapon speech hedge' \
            "${2##*,}" "$rest"
        compopt -o nospace 2>/dev/null
        ;;
    --db | --in | --into | --actors | --gazetteer | --out)
        compopt -o filenames 2>/dev/null
        mapfile -t COMPREPLY < <(compgen -f -- "$2")
        ;;
    --data | --root | --output | -o | --texts)
        compopt -o filenames 2>/dev/null
        mapfile -t COMPREPLY < <(compgen -d -- "$2")
        ;;
    --why) # of show it takes nothing
        [[ ${COMP_WORDS[1]} == trace ]] || return 1
        COMPREPLY=()
        ;;
    --language | --published | --why-not | --jobs | -j) COMPREPLY=() ;;
    *) return 1 ;;
    esac
    return 0 # compopt fails where no completion goes on, as in the test
}

_constat_options() {
    local common='--actors --data --gazetteer --language --jobs -j --quiet -q --verbose -v --help'
    case $1 in
    read) echo "--db --format --all --published --codebook $common" ;;
    annotate) echo "--all --published --layers --in --offsets $common" ;;
    trace) echo "--published --why --why-not $common" ;;
    run)
        echo "--output -o --ui --cover --redact --all --published --codebook" \
            "--strategy $common"
        ;;
    report)
        echo "--db --output -o --ui --cover --redact --all --published" \
            "--codebook --strategy $common"
        ;;
    show)
        echo "--db --format --why --codebook --strategy --from --to --area" \
            "--kind --status $common"
        ;;
    import) echo "--db --texts $common" ;;
    link) echo "--db --format --codebook --strategy $common" ;;
    export)
        echo "--db --format --output -o --from --to --area --kind --status" \
            "--redact --codebook --strategy $common"
        ;;
    merge) echo "--into $common" ;;
    verify) echo "--db --root $common" ;;
    gazetteer) echo "--format --out $common" ;;
    pack) echo "--all $common" ;;
    esac
}

_constat_pack() {
    case $1 in
    pack) echo 'test check cost dump new' ;;
    dump) echo 'tokens ast program' ;;
    gazetteer) echo 'add find list check' ;;
    esac
}

_constat() {
    local commands='read annotate trace run report show import link export merge verify gazetteer pack'
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
    local command=${COMP_WORDS[1]}
    COMPREPLY=()

    if ((COMP_CWORD == 1)); then
        _constat_words "$commands help --help --version" "$word"
        return
    fi
    # "--format=jso" comes as three words.
    if [[ $word == = ]]; then
        word=
    elif [[ $before == = ]]; then
        before=${COMP_WORDS[COMP_CWORD - 2]}
    fi
    if [[ $command == export && $before == --format ]]; then
        _constat_words "$(_constat_formats)" "$word"
        return
    fi
    _constat_value "$before" "$word" && return
    if [[ $word == -* ]]; then
        _constat_words "$(_constat_options "$command")" "$word"
    elif [[ $command == pack && ! ${COMP_WORDS[2]} =~ ^(check|cost)$ ||
        $command =~ ^(pack|gazetteer)$ && COMP_CWORD -eq 2 ]]; then
        _constat_words "$(_constat_pack "$before")" "$word"
    elif [[ $command != verify ]]; then
        compopt -o filenames 2>/dev/null
        mapfile -t COMPREPLY < <(compgen -f -- "$word")
    fi
}

complete -F _constat constat
