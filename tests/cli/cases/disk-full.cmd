# A limit on the size of files fails as a full disk does: while the PDF is written.
mkdir o; echo old >o/good.pdf; echo old >o/good.epub; (ulimit -f 4; "$dossier" build good.xml -o o); s=$?; cat o/*; ls -A o; echo $s
(ulimit -f 4; "$dossier" build good.xml --epub -o o); echo "$?"; cat o/good.epub
for c in "check good.xml --format=json" "build good.xml --dump=pages" "sources good.xml" "--help"; do "$dossier" $c >/dev/full; echo "$?"; done
