"$dossier" build sources-missing.xml -o o
