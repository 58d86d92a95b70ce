#!/bin/bash
# Regression pairs: the structure of each set piece, cases/NAME.xml, must be cases/NAME.tags, what --dump=tags prints: the tree, then
# page by page what is drawn. REGEN=1 writes the .tags files instead: read them, they are what a listener hears.
cd "$(dirname "$0")" || exit 2
work=${OUT:-../../out}/dump
rm -rf "$work" && mkdir -p "$work"
for xml in cases/*.xml; do
    name=$(basename "$xml" .xml)
    "$DOSSIER" build "$xml" -q --dump=tags >"$work/$name.tags" 2>"$work/$name.err"
    [ -n "$REGEN" ] && cp "$work/$name.tags" "cases/$name.tags"
    if [ ! -s "$work/$name.err" ] && diff -u "cases/$name.tags" "$work/$name.tags" >"$work/$name.diff" 2>&1; then
        echo "ok tags: $name"
    else
        echo "not ok tags: $name"
        cat "$work/$name.err" "$work/$name.diff" | sed 's/^/#   /' | head -n 40
    fi
done
