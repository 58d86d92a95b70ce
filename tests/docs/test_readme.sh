#!/bin/sh
# The first dossier that README.md offers builds without a word, and the files that it names are there.
cd "$(dirname "$0")/../.." || exit 2
work=${OUT:-out}/readme
rm -rf "$work" && mkdir -p "$work"
sed -n '/^```xml$/,/^```$/{/^```/d;p}' README.md >"$work/essai.xml"
said=$("$DOSSIER" build "$work/essai.xml" -o "$work" 2>&1) && [ -z "$said" ] && [ -s "$work/essai.pdf" ] && [ -s "$work/essai.epub" ] &&
    echo "ok readme: its dossier builds" ||
    { echo "not ok readme: its dossier does not build in silence"; printf '%s\n' "$said" | sed 's/^/#   /'; }
for f in docs/page-cover.png docs/page-text.png docs/page-chronology.png docs/greedy-total.png docs/typography.md src/doc/dossier.rng src/README.md docs/CONTRIBUTING.md docs/dossier.1 fonts/manifest.tsv LICENSE \
    content/examples styles/briefing.css styles/illustrated.css styles/report.css styles/large-print.css; do
    [ -e "$f" ] || missing="$missing $f"
done
[ -z "$missing" ] && echo "ok readme: the files it names are there" || echo "not ok readme: no such file:$missing"
