"$dossier" build good.xml --paper A9
echo $?
"$dossier" build good.xml --pdf --paper a5 -o made
pdfinfo made/good.pdf | grep '^Page size'
