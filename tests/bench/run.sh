#!/bin/sh
# run.sh [PAGES...]: times whole builds (PDF and EPUB, tags and all) of made-up dossiers and prints a table.
# From the environment: OUT, and DOSSIER (the program).
set -eu
here=$(cd "$(dirname "$0")" && pwd)
OUT=${OUT:-out}
dossier=${DOSSIER:-$OUT/bin/dossier}
[ $# -gt 0 ] || set -- 10 100 1000
[ -x /usr/bin/time ] || { echo "bench: /usr/bin/time is not installed (package time)" >&2; exit 2; }

printf '%8s %8s %9s %9s %9s %9s %9s\n' asked pages seconds pages/s 'peak MB' 'PDF kB' 'EPUB kB'
for n; do
    d=$OUT/bench/$n
    "$here/gen.py" "$n" "$d"
    if ! /usr/bin/time -f '%e %M' -o "$d/time" "$dossier" build -q "$d/bench.xml" -o "$d" >"$d/log" 2>&1; then
        tail -n 20 "$d/log" >&2
        echo "bench: the build of $n pages failed" >&2
        exit 1
    fi
    pages=$(pdfinfo "$d/bench.pdf" | awk '/^Pages:/ { print $2 }')
    pdf=$(wc -c <"$d/bench.pdf")
    epub=$(wc -c <"$d/bench.epub")
    awk -v n="$n" -v p="$pages" -v pdf="$pdf" -v epub="$epub" '{ s = $1 > 0 ? $1 : 0.005
        printf "%8d %8d %9.2f %9.0f %9.0f %9.0f %9.0f\n", n, p, $1, p / s, $2 / 1024, pdf / 1000, epub / 1000 }' "$d/time"
done
