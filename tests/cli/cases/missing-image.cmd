"$dossier" build missing-image.xml -o o
