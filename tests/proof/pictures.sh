#!/bin/sh
# pictures.sh: makes the pictures of README.md and docs/typography.md anew, from the real dossier. Needs pdftoppm and convert.
cd "$(dirname "$0")/../.." || exit 2
: "${DOSSIER:=out/bin/dossier}"
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
# The plain setting: the same sheet, line by line.
printf '@import "report.css";\ndossier { text-wrap: stable }\ntitle, subtitle, pullquote { text-wrap: balance }\n' >"$work/stable.css"
build() { "$DOSSIER" build -q content/partenariats.xml --pdf -o "$work/$1" --style "$2" ${3:+--paper "$3"} || exit 1; }
build stable "$work/stable.css" A5
build total styles/report.css A5
for s in stable total; do
    tests/proof/crop.py "$work/$s/partenariats.pdf" "$work/$s.png" 196 Nous n’avons pas étudié || exit 1
    convert "$work/$s.png" -trim +repage -bordercolor white -border 14x8 "$work/$s.png"
done
convert "$work/stable.png" "$work/total.png" -gravity north +append -colors 16 -strip docs/greedy-total.png
# Three pages: those on which these words stand.
page() { # NAME SHEET WORDS
    build "$1" "styles/$2.css"
    n=$(pdfinfo "$work/$1/partenariats.pdf" | sed -n 's/^Pages: *//p')
    for p in $(seq 1 "$n"); do
        pdftotext -f "$p" -l "$p" -layout "$work/$1/partenariats.pdf" - | tr '\n' ' ' | tr -s ' ' | grep -q "$3" || continue
        pdftoppm -r 76 -f "$p" -l "$p" -png -singlefile "$work/$1/partenariats.pdf" "$work/$1" || exit 1
        convert "$work/$1.png" -bordercolor '#c8c8c8' -border 1 -colors 96 -strip "docs/$1.png"
        return
    done
    echo "pictures: no page says: $3" >&2
    exit 1
}
page page-cover illustrated 'Partenariats territoriaux'
page page-text report 'La Région Île-de-France consacre'
page page-chronology briefing 'Cette chronologie ne retient'
ls -l docs/*.png
