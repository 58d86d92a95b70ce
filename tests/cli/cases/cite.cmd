$dossier cite --csl cite.csl cite.json
$dossier cite --csl cite.csl --format html --links cite.json
$dossier cite --csl cite.csl --mode citation cite.json
$dossier cite --csl cite.csl --mode=citation --format=html --items cite-items.json cite.json
$dossier cite --csl cite.csl --items cite-unknown.json cite.json; echo $?
$dossier cite --csl cite-note.csl cite.json; echo $?
$dossier cite --csl no-such-style cite.json; echo $?
$dossier cite --csl broken.json cite.json; echo $?
$dossier cite --csl cite.csl broken.json; echo $?
$dossier cite --csl cite.csl missing.json; echo $?
$dossier cite --csl cite.csl; echo $?
$dossier cite --csl cite.csl --mode footnote cite.json; echo $?
$dossier cite cite.json; echo $?
$dossier cite --help | head -1
