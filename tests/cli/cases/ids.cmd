"$dossier" build ids.xml -o o
