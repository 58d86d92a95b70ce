#!/bin/bash
# Crowded tables of numbers, in every style on three papers: no number is cut, none touches its neighbour, none leaves the page.
cd "$(dirname "$0")" || exit 2
numbers=$(grep -o '<td>[0-9,]*</td>' numbers.xml | wc -l)
for style in briefing illustrated report large-print; do
    for paper in A4 A5 letter; do
        said=$("$DOSSIER" build numbers.xml --root ../.. --style "../../styles/$style.css" --paper "$paper" --dump=pages 2>/dev/null |
            awk -v want="$numbers" '
                /^page / { width = $4; delete end }
                $1 == "text" && $6 == "td" && $7 ~ /^"[0-9,]+"$/ {
                    found++
                    if ($2 + $4 > width - 10) print "past the edge: " $0
                    if (($3) in end && $2 < end[$3] + 2) print "too near its neighbour: " $0
                    end[$3] = $2 + $4
                }
                END { if (found != want) print found + 0 " numbers whole, of " want }')
        if [ -z "$said" ]; then
            echo "ok layout: numbers stand whole, $style on $paper"
        else
            echo "not ok layout: numbers stand whole, $style on $paper"
            echo "$said" | head -n 5 | sed 's/^/#   /'
        fi
    done
done
