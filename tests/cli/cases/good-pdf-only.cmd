"$dossier" build good.xml -o o --pdf && ls o
