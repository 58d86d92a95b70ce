"$dossier" build good.xml -o o --style nowhere.css
