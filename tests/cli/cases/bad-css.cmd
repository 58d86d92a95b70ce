"$dossier" build good.xml -o o --style bad.css
