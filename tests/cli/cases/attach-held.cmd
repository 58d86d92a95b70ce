# Nothing that an audience may not read is in the file, in any stream of it; not even in a captured file.
search() { qpdf --qdf --object-streams=disable $1 plain.pdf; pdfdetach -list $1; pdftotext $1 - | cat - plain.pdf | grep -aoE 'Durandal|Roncevaux' | sort -u; }
$dossier build attach-held.xml --pdf --attach && search out/attach-held.pdf
echo for the police:
$dossier build attach-held.xml --pdf --attach --audience police -o police -q && search police/attach-held.pdf
rm attach-page.txt
echo a captured file is gone:
$dossier build attach-held.xml --pdf --attach -o gone
[ -e gone ] || echo nothing is written
