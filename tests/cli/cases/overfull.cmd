"$dossier" build -v overfull.xml -o o
