"$dossier" build namespace.xml -o o
