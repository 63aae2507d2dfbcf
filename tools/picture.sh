#!/bin/sh
# picture.sh: docs/dossier.png, the page of one sample report as README shows
# it, from the dossier that `make demo` leaves in build/demo.
set -eu
cd "$(dirname "$0")/.."

page=$(grep -l 'LIBYE-MIGRANTS' build/demo/documents/*.html | head -n 1)
[ -n "$page" ] || { echo "picture: run 'make demo' first" >&2; exit 1; }
sandbox=
[ "$(id -u)" != 0 ] || sandbox=--no-sandbox
# shellcheck disable=SC2086
chromium --headless=new $sandbox --disable-gpu --hide-scrollbars \
    --force-device-scale-factor=1 --window-size=1160,800 \
    --screenshot="$PWD/docs/dossier.png" "file://$PWD/$page" 2>/dev/null
echo "docs/dossier.png: $(wc -c <docs/dossier.png) bytes"
