# Captured files named in records of every format, in fields and in lines of notes: sealed, nothing else changed, read back as sealed.
mkdir records && cd records
printf 'page one\n' >one.html; printf 'page two\n' >two.html
cat >r.json <<'END'
[{"id": "j1", "title": "É", "note": "kind: press\n  snapshot: one.html \nSaid \"so\".\nSnapshot: two.html"},
 {"id": "j2", "title": "B", "note": "snapshot: two.html\r\nRest."}, {"id": "j3", "title": "C", "note": "snapshot: one.html\ngrade: B2\nsha256: \nEnd."}]
END
cat >r.bib <<'END'
@string{p = {one.html}}
@misc{b1, title = {{\'E}}, note = {kind: press
   snapshot: one.html
   A \textit{remark}.
   snapshot: two.html}}
@misc{b2, title = {B}, snapshot = "two.html", annote = "x"}
END
printf '\xEF\xBB\xBFTY  - NEWS\r\nID  - r1\r\nTI  - \xC3\x89\r\nN1  - \r\nkind: press\r\n  snapshot: one.html\r\nN1  - snapshot: two.html\r\nAB  - snapshot: none\r\nER  - \r\n' >r.ris
printf 'TY  - NEWS\nID  - r2\nTI  - \xC9t\xE9\nN1  - \xE9: snapshot: no\nN1  - snapshot: one.html\nER  -\n' >latin.ris
printf 'TY - NEWS\nID - r3\nN1 - snapshot: one.html\nAB - x\nER - \nTY - NEWS\nID - r4\nRN - snapshot: two.html\nsha256:\nER - \n' >narrow.ris
cat >main.xml <<'END'
<dossier xmlns="urn:dossier:1" xml:lang="fr"><info><title>Un</title></info><sources href="r.json r.bib r.ris latin.ris narrow.ris"/><body><section><title>Un</title><p>Un.</p></section></body></dossier>
END
cp -r . ../records-before
$dossier seal -q main.xml; echo "status $?"
for f in *; do diff -a ../records-before/$f $f | sed 's/\r/ CR/; s/\xC9/E/'; done
sha256sum r.* latin.ris >../sums
$dossier seal main.xml; echo "status $?"; sha256sum --quiet -c ../sums && echo the same
$dossier check main.xml 2>&1 | grep "\[snapshot"
$dossier sources --format csv main.xml | cut -d, -f1,2,10-
printf 'more\n' >>two.html
$dossier seal --again main.xml | grep -v 'one.html$'
$dossier sources --format csv main.xml | cut -d, -f1,2,10-
# A file named through a macro has no place for its hash.
echo '@string{p = {one.html}} @misc{m, title = {M}, snapshot = p}' >>r.bib
$dossier seal main.xml
