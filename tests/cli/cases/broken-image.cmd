"$dossier" build broken-image.xml -o o
