#!/bin/sh
# run.sh [PAGES...]: measures whole builds (PDF and EPUB, tags and all) of made-up dossiers, and what their pages are worth; the
# real dossier is looked at too. Prints three tables: time and size; the pages, as the program counts them (--dump=pages); the lines, as
# evenness.py measures them in the finished PDF. From the environment: OUT, and DOSSIER (the program).
set -eu
here=$(cd "$(dirname "$0")" && pwd)
OUT=${OUT:-out}
dossier=${DOSSIER:-$OUT/bin/dossier}
real=$here/../../content/partenariats.xml
[ $# -gt 0 ] || set -- 10 100 1000
[ -x /usr/bin/time ] || { echo "bench: /usr/bin/time is not installed (package time)" >&2; exit 2; }

build() { # NAME FILE: to $OUT/bench/NAME, a row of the first table
    d=$OUT/bench/$1
    mkdir -p "$d"
    if ! /usr/bin/time -f '%e %U %M' -o "$d/time" "$dossier" build -q "$2" -o "$d" >"$d/log" 2>&1; then
        tail -n 20 "$d/log" >&2
        echo "bench: the build of $2 failed" >&2
        exit 1
    fi
    stem=$d/$(basename "$2" .xml)
    "$dossier" build -q --dump=pages "$2" 2>"$d/log" | tail -n 1 >"$d/quality"
    pages=$(pdfinfo "$stem.pdf" | awk '/^Pages:/ { print $2 }')
    pdf=$(wc -c <"$stem.pdf")
    epub=$(wc -c <"$stem.epub")
    awk -v n="$1" -v p="$pages" -v pdf="$pdf" -v epub="$epub" '{ s = $1 > 0 ? $1 : 0.005
        printf "%8s %8d %9.2f %9.2f %9.0f %9.0f %11.0f %9.0f %9.0f\n", n, p, $1, $2, p / s, $3 / 1024, $3 / p, pdf / 1000, epub / 1000 }' "$d/time"
}

printf '%8s %8s %9s %9s %9s %9s %11s %9s %9s\n' asked pages 'wall s' 'user s' pages/s 'peak MB' 'kB a page' 'PDF kB' 'EPUB kB'
pdfs=
for n; do
    "$here/gen.py" "$n" "$OUT/bench/$n"
    build "$n" "$OUT/bench/$n/bench.xml"
    pdfs="$pdfs $OUT/bench/$n/bench.pdf"
done
build real "$real"

printf '\nPages\n'
for n in "$@" real; do
    awk -v n="$n" '{ sub(/^quality: /, ""); printf "%8s  %s\n", n, $0 }' "$OUT/bench/$n/quality"
done

printf '\nLines\n'
# shellcheck disable=SC2086 # one word a file
"$here/evenness.py" $pdfs "$OUT/bench/real/partenariats.pdf"
