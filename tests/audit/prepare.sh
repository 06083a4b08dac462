#!/bin/sh
# Prepares `make audit`: its programs must be there, its packages are installed when they changed.
set -eu
cd "$(dirname "$0")"

for program in node npm java; do
    if ! command -v "$program" >/dev/null; then
        echo "Fehler: „$program“ fehlt. Das Audit braucht Node.js ab Version 18 mit npm, Java ab Version 11 und Chromium." >&2
        exit 1
    fi
done

# A file of our own: npm writes into node_modules even when it fails.
if ! cmp -s package-lock.json node_modules/.installed; then
    echo "Prüfprogramme werden installiert …"
    npm ci --silent
    cp package-lock.json node_modules/.installed
fi
