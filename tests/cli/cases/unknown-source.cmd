"$dossier" build unknown-source.xml -o o
