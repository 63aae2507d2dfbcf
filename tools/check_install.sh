#!/bin/sh
# check_install.sh BUILD_DIR [CFLAG...]: install into a scratch folder as a
# packager does, with DESTDIR. Then the installed program must read with the
# installed data, and a program from outside, the example of libconstat(3),
# compile, link and run through pkg-config; the header must also be C++. The
# flags are those that the library itself was built with.
set -eu

build=$1
shift
examples=$(cd "$(dirname "$0")/../examples" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
unset CONSTAT_DATA

fail() {
    echo "install: $*"
    exit 1
}

DESTDIR=$scratch cmake --install "$build" >"$scratch/install.log" ||
    { cat "$scratch/install.log"; exit 1; }
pc=$(find "$scratch" -name constat.pc)
PKG_CONFIG_PATH=$(dirname "$pc")
export PKG_CONFIG_PATH
# As the packaged file says, below the scratch folder.
place() {
    echo "$scratch$(pkg-config --variable="$1" constat)"
}
flags() {
    PKG_CONFIG_SYSROOT_DIR=$scratch pkg-config "$1" constat
}
prefix=$(place prefix)
lib=$(place libdir)
data=$(place datadir)

for file in "$data/lang/fr/pack.conf" "$data/gazetteer" "$data/forms" \
    "$prefix/bin/constat" "$prefix/include/constat/constat.h" \
    "$prefix/share/man/man1/constat.1" "$prefix/share/man/man3/libconstat.3" \
    "$prefix/share/bash-completion/completions/constat" \
    "$prefix/share/doc/constat/docs/RECORDS.md" "$lib/libconstat.so"; do
    [ -e "$file" ] || fail "${file#"$scratch"} is missing"
done
[ ! -e "$data/lang/fr/corpus" ] || fail "the corpus is for tests alone"

version=$(pkg-config --modversion constat)
soname=$(objdump -p "$lib/libconstat.so" | sed -n 's/^ *SONAME *//p')
[ "$soname" = "libconstat.so.${version%%.*}" ] || fail "soname $soname"
[ -e "$lib/$soname" ] || fail "$soname is missing"
[ "$("$prefix/bin/constat" --version)" = "constat $version" ] ||
    fail "the version of the program is not $version"
"$prefix/bin/constat" read -q --format jsonl "$examples" |
    grep -q '"record":"harm"' || fail "the program reads nothing"

sed -n '/^\.\\" example: begin/,/^\.\\" example: end/p' \
    "$prefix/share/man/man3/libconstat.3" |
    sed -e '/^\.\\"/d' -e 's/\\e/\\/g' -e 's/\\-/-/g' >"$scratch/consumer.c"
# shellcheck disable=SC2046
cc -std=c11 -Wall -Wextra -Wpedantic -Werror "$@" $(flags --cflags) \
    "$scratch/consumer.c" -o "$scratch/consumer" $(flags --libs)
report=$(find "$examples" -name '*.txt' | sort | head -n 1)
LD_LIBRARY_PATH=$lib "$scratch/consumer" "$data" <"$report" \
    >"$scratch/harms" || fail "the example of libconstat(3) fails"
[ -s "$scratch/harms" ] || fail "the example of libconstat(3) finds nothing"
echo '#include <constat/constat.h>' >"$scratch/header.cc"
# shellcheck disable=SC2046
c++ -fsyntax-only -Wall -Wextra -Werror $(flags --cflags) "$scratch/header.cc"
echo "install: program, header, library, pack and manual can be used"
