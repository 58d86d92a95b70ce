"$dossier" build loop.xml -o o
