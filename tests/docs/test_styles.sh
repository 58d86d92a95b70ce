#!/bin/sh
# docs/styles.md names every property that paper knows, and its sheet is taken without a word.
cd "$(dirname "$0")/../.." || exit 2
page=docs/styles.md
names=$(sed -n '/^static const struct css_prop table/,/^};/p' src/style/property.c | tr '(){},' '\n\n\n\n\n' |
    sed -n 's/^ *\(\.name = \)\{0,1\}"\(-\{0,1\}[a-z][a-z-]*\)"$/\2/p' | sort -u)
known=$(printf '%s\n' "$names" | grep -cxE 'margin-top|hyphens|-dossier-embed-fonts|border-left-color')
[ "$known" -eq 4 ] || echo "not ok styles: property.c was not read"
for name in $names; do
    grep -qF "\`$name\`" "$page" || missing="$missing $name"
done
[ -z "$missing" ] && echo "ok styles: every property is there" || echo "not ok styles: docs/styles.md lacks$missing"

work=${OUT:-out}/styles
rm -rf "$work" && mkdir -p "$work"
sed -n '/^```css$/,/^```$/{/^```/d;p}' "$page" >"$work/mine.css"
sed -n '/^```xml$/,/^```$/{/^```/d;p}' README.md >"$work/essai.xml"
said=$("$DOSSIER" build "$work/essai.xml" --style "$work/mine.css" -o "$work" 2>&1) && [ -z "$said" ] && [ -s "$work/essai.pdf" ] &&
    echo "ok styles: its sheet is taken" ||
    { echo "not ok styles: its sheet is not taken in silence"; printf '%s\n' "$said" | sed 's/^/#   /'; }
