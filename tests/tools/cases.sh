#!/bin/bash
# Regression pairs of bad and weak dossiers: cases.sh [--regen] ROOM DOSSIER runs `DOSSIER check NAME.xml` for each tests/ROOM/cases/NAME.xml
# (or NAME.diag alone: a file that is not there) and compares what it prints with NAME.diag. --regen writes the .diag files.
regen=
[ "$1" = --regen ] && regen=1 && shift
[ -n "$2" ] || { echo "usage: cases.sh [--regen] ROOM DOSSIER" >&2; exit 2; }
room=$1
dossier=$(realpath "$2") || exit 2
cd "$(dirname "$0")/../$room/cases" || exit 2
export LC_ALL=C.UTF-8
failed=0
for name in $(ls ./*.xml ./*.diag | sed 's|^\./||; s|\.[a-z]*$||' | sort -u); do
    got=$(timeout 20 "$dossier" check "$name.xml" 2>&1 </dev/null; echo "status $?")
    if [ -n "$regen" ]; then
        printf '%s\n' "$got" >"$name.diag"
    elif [ "$got" = "$(cat "$name.diag" 2>&1)" ]; then
        echo "ok $room: $name"
    else
        echo "not ok $room: $name"
        diff -u "$name.diag" <(printf '%s\n' "$got") | sed 's/^/#   /' | head -n 30
        failed=1
    fi
done
exit $failed
