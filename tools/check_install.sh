#!/bin/sh
# check_install.sh BUILD_DIR [CFLAG...]: install into a scratch folder, then
# compile and run a program against what is there through pkg-config; the header
# must also be C++. The flags are those that the library itself was built with.
set -eu

build=$1
shift
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

cmake --install "$build" --prefix "$scratch" >"$scratch/install.log" ||
    { cat "$scratch/install.log"; exit 1; }
pc=$(find "$scratch" -name constat.pc)
PKG_CONFIG_PATH=$(dirname "$pc")
export PKG_CONFIG_PATH

cat >"$scratch/consumer.c" <<'C'
#include <constat/constat.h>
#include <string.h>

int main(void)
{
    return strcmp(cst_status_text(CST_OK), "ok") != 0 ||
           cst_day_weekday(cst_day_from_ymd(2000, 1, 1)) != 5;
}
C
flags() {
    pkg-config --define-variable=prefix="$scratch" "$1" constat
}
lib=$(pkg-config --define-variable=prefix="$scratch" --variable=libdir constat)
# shellcheck disable=SC2046
cc -std=c11 -Wall -Wextra -Wpedantic -Werror "$@" $(flags --cflags) \
    "$scratch/consumer.c" -o "$scratch/consumer" $(flags --libs)
LD_LIBRARY_PATH=$lib "$scratch/consumer"
# shellcheck disable=SC2046
c++ -fsyntax-only -Wall -Wextra -Werror $(flags --cflags) \
    -x c++ "$scratch/consumer.c"
for file in share/constat/lang/fr/pack.conf; do
    [ -f "$scratch/$file" ] || { echo "$file is not installed"; exit 1; }
done
echo "install: header, library and pack can be used"
