$dossier build --dump=doc --csl cite-dated.csl cite-build.xml
$dossier build --dump=doc --csl cite-numbers.csl cite-build.xml
$dossier build --csl cite-note.csl cite-build.xml -o made && ls made
$dossier build --csl no-such-style cite-build.xml -o nothing; echo $?; ls nothing 2>&1
sed 's/<sources>/<sources csl="cite-dated.csl">/' cite-build.xml >own.xml && $dossier build --dump=doc own.xml | grep -A3 'cite #'
sed 's/<sources>/<sources csl="..\/..\/style.csl">/' cite-build.xml >own.xml && $dossier build --dump=doc own.xml >/dev/null
