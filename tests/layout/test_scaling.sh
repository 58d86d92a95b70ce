#!/bin/bash
# Letters are scaled in the finished PDF: the lines end where they did, the text reads as it did, and none of it is done where the style forbids it.
cd "$(dirname "$0")/../.." || exit 2
work=${OUT:-out}/layout-scaling
mkdir -p "$work"

build() { # build NAME CSS: $work/NAME.pdf
    cat >"$work/$1.css" <<CSS
@page { size: 90mm 200mm; margin: 10mm }
dossier { font: 10pt/13pt "Noto Serif" } coverpage, imprint { display: none }
p { text-align: justify; text-indent: 0; hyphens: manual } $2
CSS
    cat >"$work/$1.xml" <<'XML'
<dossier xmlns="urn:dossier:1" xml:lang="fr"><info><title>Lettres</title></info><body><section><title>Lettres</title>
<p>La rivière descend vers la plaine, contourne la <em>colline</em> où l’on extrayait la pierre, puis s’élargit avant le pont que les
habitants appellent <a href="https://example.org/">encore le pont neuf</a>, bien qu’il ait plus de deux siècles. Les registres de la
commune disent <code>pontneuf</code> dès la première page, et les cartes anciennes le montrent sans nom, avec une croix pour la chapelle.</p>
</section></body></dossier>
XML
    "$DOSSIER" build -q --pdf "$work/$1.xml" --style "$work/$1.css" -o "$work" >"$work/$1.log" 2>&1
    qpdf --stream-data=uncompress "$work/$1.pdf" "$work/$1.qpdf" 2>/dev/null
    pdftotext "$work/$1.pdf" - | tr -s ' \n\f' '   ' >"$work/$1.txt"
}
ends() { # the right ends of a page's lines of text but the last one, in points
    pdftotext -bbox-layout "$work/$1.pdf" - | sed -n 's/.*<line .* xMax="\([0-9.]*\)".*/\1/p' | sort -n
}
say() { # say OK TEXT
    [ "$1" = 0 ] && echo "ok scaling: $2" || echo "not ok scaling: $2"
}

build scaled ''
build plain 'dossier { -dossier-glyph-scaling: none }'
[ "$(grep -ac ' Tz$' "$work/scaled.qpdf")" -ge 4 ]
say $? "letters of several lines are scaled"
grep -a ' Tz$' "$work/scaled.qpdf" | awk '{ if ($1 < 98 || $1 > 102) bad = 1 } END { exit bad }'
say $? "by two in a hundred at most"
! grep -aq ' Tz$' "$work/plain.qpdf"
say $? "none where the style says none"
cmp -s "$work/scaled.txt" "$work/plain.txt"
say $? "the text reads the same"
# they stray from 226.7 pt by what hangs out
ends scaled | awk '$1 > 220 { n++; if ($1 < 226 || $1 > 230) bad = 1 } END { exit bad || n < 6 }'
say $? "full lines end at the measure"
