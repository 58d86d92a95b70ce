#!/bin/bash
# The example from end to end: sealed, quoted right, one quotation waived; then words of a captured page are changed.
cd "$(dirname "$0")/../.." || exit 2
work=${OUT:-out}/fiction
rm -rf "$work" && mkdir -p "$work" && cp -r content/examples/. "$work" && cd "$work" || exit 2
export LC_ALL=C.UTF-8

say() { # TRUE NAME
    [ "$1" = 1 ] && echo "ok fiction: $2" || { echo "not ok fiction: $2"; sed 's/^/#   /' said; }
}
sums=$(sha256sum fiction.xml)
"$DOSSIER" seal fiction.xml >said 2>&1 && [ "$sums" = "$(sha256sum fiction.xml)" ] && [ "$(grep -c 'sources/' said)" = 2 ]
say $((!$?)) "it is sealed, and sealing changes nothing"
"$DOSSIER" check fiction.xml >said 2>&1 && [ "$(grep -c 'waived:' said)" = 2 ] && [ "$(grep -cE '^[a-z].*(error|warning):' said)" = 0 ] &&
    grep -q 'contradicts “La compagnie' said
say $((!$?)) "its quotations stand, a translation is waived, a contradiction shown"
sed -i 's/^rien du gardien/tout du gardien/' sources/echo-de-l-onde.txt
"$DOSSIER" check fiction.xml >said 2>&1
[ $? = 1 ] && grep -q 'snapshot-changed' said && grep -q 'has “rien” where the captured text of “echo” has “tout”' said
say $((!$?)) "a changed copy is noticed, by its hash and by its words"
"$DOSSIER" seal fiction.xml >said 2>&1
[ $? = 1 ] && [ "$sums" = "$(sha256sum fiction.xml)" ]
say $((!$?)) "and is not sealed anew unasked"
