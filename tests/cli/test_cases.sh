#!/bin/bash
# Regression pairs: each cases/NAME.cmd is a shell line, NAME.out what it must print (both streams) and its exit status.
# The line runs in a fresh copy of cases/, so it may write; REGEN=1 writes the .out files instead. Also: every code of the
# catalogue of diagnostics stands in some expected file of tests/.
cd "$(dirname "$0")" || exit 2
root=$(cd ../.. && pwd)
work=${OUT:-$root/out}/cli
rm -rf "$work" && mkdir -p "$work"

for cmd in cases/*.cmd; do
    name=$(basename "$cmd" .cmd)
    cp -r cases "$work/$name"
    got=$work/$name.got
    (
        cd "$work/$name" && export dossier="$DOSSIER" LC_ALL=C.UTF-8
        timeout 60 bash "./$name.cmd" </dev/null 2>&1
        echo "exit status $?"
    ) >"$got"
    if [ -n "$REGEN" ]; then
        cp "$got" "cases/$name.out"
    fi
    if diff -u "cases/$name.out" "$got" >"$work/$name.diff" 2>&1; then
        echo "ok cli: $name"
    else
        echo "not ok cli: $name"
        sed 's/^/#   /' "$work/$name.diff" | head -n 40
    fi
    rm -rf "${work:?}/$name"
done

# Not to be had from a small input: numbers that never settle, 50,000 pages, a failing library.
rare=' layout-unsettled layout-too-long pdf-failed epub-failed '
codes=$(sed -n 's/^ *X([A-Z_0-9]*, "\([a-z-]*\)".*/\1/p' "$root/src/base/catalogue.h")
for code in $codes; do
    case $rare in *" $code "*) continue ;; esac
    grep -rqsF -e "[$code]" -e "\"$code\"" "$root"/tests/*/cases "$root"/tests/*/test_*.c || missing="$missing $code"
done
[ -n "$codes" ] && [ -z "$missing" ] && echo "ok cli: every diagnostic has a test" ||
    echo "not ok cli: no test shows these diagnostics:$missing"
