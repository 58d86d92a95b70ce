"$dossier" build good.xml -o o --epub && ls o
