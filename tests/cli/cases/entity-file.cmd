"$dossier" build entity-file.xml -o o
