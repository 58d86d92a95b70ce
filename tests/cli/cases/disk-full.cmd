# A limit on the size of files fails as a full disk does: while the PDF is written.
mkdir o; echo old >o/good.pdf; echo old >o/good.epub; (ulimit -f 4; "$dossier" build good.xml -o o); s=$?; cat o/*; ls -A o; echo $s
(ulimit -f 4; "$dossier" build good.xml --epub -o o); echo "$?"; cat o/good.epub
for c in "check good.xml --format=json" "build good.xml --dump=pages" "sources good.xml" "--help"; do "$dossier" $c >/dev/full; echo "$?"; done
# Where one of the two does not fit, the other does not appear either: a comment in a style of a drawing is in the EPUB alone.
printf '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><style>/*%s*/</style></svg>' "$(head -c 60000 /dev/urandom | base64 -w0)" >p.svg
echo '<dossier xmlns="urn:dossier:1" xml:lang="fr"><info><title>T</title></info><body><section><title>S</title><figure><img src="p.svg" alt="x"/></figure></section></body></dossier>' >p.xml
(ulimit -f 40; "$dossier" build p.xml -o n); echo "$?"; ls n; (ulimit -f 40; "$dossier" build p.xml --pdf -o n); ls n
