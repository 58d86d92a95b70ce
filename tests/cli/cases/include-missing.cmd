"$dossier" build include-missing.xml -o o
