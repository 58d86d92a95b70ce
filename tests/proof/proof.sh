#!/bin/sh
# proof.sh DIR [STYLE...]: builds proof.xml in every style (or these) on A4, A5 and letter; DIR/STYLE-PAPER.png shows all its pages.
# Needs pdftoppm (poppler-utils) and montage (imagemagick).
cd "$(dirname "$0")/../.." || exit 2
dir=${1:?proof.sh DIR [STYLE...]}
shift
[ $# -gt 0 ] || set -- briefing illustrated report large-print
for tool in pdftoppm montage; do
    command -v "$tool" >/dev/null || { echo "proof: $tool is missing (Debian: poppler-utils, imagemagick)" >&2; exit 2; }
done
for style in "$@"; do
    for paper in ${PAPERS:-A4 A5 letter}; do
        work=$dir/$style-$paper
        rm -rf "$work" && mkdir -p "$work" || exit 2
        "$DOSSIER" build -q tests/proof/proof.xml --root . --style "styles/$style.css" --paper "$paper" --pdf -o "$work" || exit 1
        # about one size on the sheet, whatever the paper
        case $paper in A5) dpi=70 ;; *) dpi=50 ;; esac
        pdftoppm -r "$dpi" -png "$work/proof.pdf" "$work/p" || exit 2
        montage "$work"/p-*.png -tile 6x -geometry +8+8 -background '#9a9a9a' "$work.png" || exit 2
        rm -f "$work"/p-*.png
        echo "$work.png"
    done
done
