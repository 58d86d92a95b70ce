"$dossier" build empty.xml -o o
