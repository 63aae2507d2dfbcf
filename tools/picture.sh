#!/bin/sh
# picture.sh: docs/dossier.png, the page of one sample report, and
# docs/overview.png, the first page, as README shows them, from the dossier that
# `make demo` leaves in build/demo.
set -eu
cd "$(dirname "$0")/.."

page=$(grep -l 'LIBYE-MIGRANTS' build/demo/documents/*.html | head -n 1)
[ -n "$page" ] || { echo "picture: run 'make demo' first" >&2; exit 1; }
sandbox=
[ "$(id -u)" != 0 ] || sandbox=--no-sandbox

# take PAGE PICTURE HEIGHT
take() {
    # shellcheck disable=SC2086
    chromium --headless=new $sandbox --disable-gpu --hide-scrollbars \
        --force-device-scale-factor=1 --window-size="1160,$3" \
        --screenshot="$PWD/$2" "file://$PWD/$1" 2>/dev/null
    echo "$2: $(wc -c <"$2") bytes"
}
take "$page" docs/dossier.png 800
take build/demo/index.html docs/overview.png 1180
