"$dossier" build include-place.xml -o o
