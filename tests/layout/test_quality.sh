#!/bin/bash
# The numbers --dump=pages ends with: the real dossier in every style, and a hostile one (notes longer than a page, rows full of notes, figures
# in a row) on small and large paper. None of the faults a designer would mark is allowed; pages that others follow are well filled.
cd "$(dirname "$0")/../.." || exit 2
work=${OUT:-out}/layout-quality
mkdir -p "$work"

check() { # check NAME LEAST-FILL FILE STYLE [PAPER]
    said=$("$DOSSIER" build "$3" --root . --style "$4" ${5:+--paper "$5"} --dump=pages 2>/dev/null | grep '^quality:')
    fill=$(sed -n 's/.*fill \([0-9]*\)\..*/\1/p' <<<"$said")
    bad=$(grep -oE '(widows|orphans|stranded|notes away|figures far|short last|thin last|at a turn|overfull) [1-9][0-9]*' <<<"$said" | tr '\n' ' ')
    if [ -n "$said" ] && [ -z "$bad" ] && [ "$fill" -ge "$2" ]; then
        echo "ok quality: $1, ${said#quality: }"
    else
        echo "not ok quality: $1: ${said:-no numbers}"
    fi
}

for style in briefing illustrated large-print report; do
    for paper in A4 A5 letter; do
        check "the dossier, $style $paper" 90 content/partenariats.xml "styles/$style.css" "$paper"
    done
    check "an opinion, $style A5" 80 content/examples/opinion.xml "styles/$style.css" A5
done
for style in briefing large-print report; do
    for paper in A4 A6; do
        { cat "styles/$style.css"; echo "@page { size: $paper } coverpage, imprint, sourceindex { display: none }"; } >"$work/$style-$paper.css"
        check "a hostile dossier, $style $paper" 70 tests/layout/hostile.xml "$work/$style-$paper.css"
    done
done
