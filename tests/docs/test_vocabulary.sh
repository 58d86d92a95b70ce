#!/bin/sh
# docs/vocabulary.md names every element, attribute and word of the schema, and its examples build without a word.
cd "$(dirname "$0")/../.." || exit 2
page=docs/vocabulary.md
names=$(sed -n 's/.*<\(element\|attribute\) name="\([^"]*\)".*/\2/p; s/<value>\([A-Za-z-]*\)<\/value>/\n&\n/gp' src/doc/dossier.rng |
    sed -n 's/^<value>\(..*\)<\/value>$/\1/p; /^[a-z][a-z0-9:]*$/p' | sort -u)
[ "$(printf '%s\n' "$names" | wc -l)" -gt 100 ] || echo "not ok vocabulary: the schema was not read"
for name in $names; do
    grep -qE "(^|[^a-z])$name([^a-z]|\$)" "$page" || missing="$missing $name"
done
[ -z "$missing" ] && echo "ok vocabulary: every name of the schema is there" || echo "not ok vocabulary: it lacks$missing"

work=${OUT:-out}/vocabulary
rm -rf "$work" && mkdir -p "$work" && cp docs/page-text.png "$work/photo.png"
{
    cat <<'X'
<dossier xmlns="urn:dossier:1" xml:lang="fr"><info><title>Essai</title><date>2026-01-15</date></info><sources>
X
    sed -n '/^    <source xml:id/,/^    <\/source>/p' "$page"
    cat <<'X'
<source xml:id="journal" kind="press"><title>Le marché s’agrandit</title><container>Le Courrier du jardin</container>
<date>2026-01-02</date></source></sources><body><section xml:id="essai"><title>Essai</title>
X
    sed -n '/^```xml$/,/^```$/{/^```/d;p}' "$page"
    echo '</section></body></dossier>'
} >"$work/essai.xml"
said=$("$DOSSIER" build "$work/essai.xml" -o "$work" 2>&1) && [ -z "$said" ] && [ -s "$work/essai.pdf" ] && [ -s "$work/essai.epub" ] &&
    echo "ok vocabulary: its examples build" ||
    { echo "not ok vocabulary: its examples do not build in silence"; printf '%s\n' "$said" | sed 's/^/#   /'; }
