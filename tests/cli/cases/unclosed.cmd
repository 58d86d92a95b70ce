"$dossier" build unclosed.xml -o o
