$dossier build attach.xml --pdf --attach && pdfdetach -list out/attach.pdf
for i in 1 2 3; do pdfdetach -save $i -o got out/attach.pdf; sha256sum <got; done
sha256sum <attach-page.txt; sha256sum <attach-part.xml; sha256sum <attach.xml
pdfdetach -save 4 -o got out/attach.pdf; grep -v urn:uuid got
pdfinfo -meta out/attach.pdf | grep -o 'pdfaid:part>[0-9]'
$dossier build attach.xml --pdf --attach -o again && cmp out/attach.pdf again/attach.pdf && echo the same bytes
