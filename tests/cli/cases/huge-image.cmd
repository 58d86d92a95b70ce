"$dossier" build huge-image.xml -o o
