#!/bin/sh
# Install the packages listed in the file $1 that are not installed yet, or only
# those below its line "# $2". Says in one line when there is nothing to do, and
# then needs neither root nor net.
set -eu

missing=
count=0
section=${2:+/^# $2/,/^# /}
for name in $(sed -n "${section}p" "$1" | sed 's/#.*//'); do
    count=$((count + 1))
    status=$(dpkg-query -W -f '${db:Status-Abbrev}' "$name" 2>/dev/null || true)
    case $status in
    ii*) ;;
    *) missing="$missing $name" ;;
    esac
done
if [ -z "$missing" ]; then
    echo "deps: all $count packages are installed"
    exit 0
fi
echo "deps: installing$missing"
as_root=
if [ "$(id -u)" != 0 ]; then
    if ! command -v sudo >/dev/null; then
        echo "deps: need root (no sudo here): apt-get install$missing" >&2
        exit 1
    fi
    as_root="sudo"
fi
$as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq
# shellcheck disable=SC2086
$as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends $missing
