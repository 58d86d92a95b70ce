"$dossier" build schema.xml -o o
