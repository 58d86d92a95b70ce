"$dossier" build nowhere.xml -o o
