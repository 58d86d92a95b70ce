#!/bin/bash
# What is laid out, as text: cases/NAME.xml and cases/NAME.lines or NAME.pages, whose extension names the dump. REGEN=1 writes them anew.
cd "$(dirname "$0")/cases" || exit 2
out=${OUT:-../../../out}/layout-goldens
mkdir -p "$out"
for want in *.lines *.pages; do
    name=${want%.*} stage=${want##*.}
    "$DOSSIER" build "$name.xml" --dump="$stage" >"$out/$want" 2>&1
    [ -n "$REGEN" ] && cp "$out/$want" "$want"
    if diff -u "$want" "$out/$want" >"$out/$want.diff"; then
        echo "ok layout: $want"
    else
        echo "not ok layout: $want"
        sed 's/^/#   /' "$out/$want.diff" | head -n 30
    fi
done
