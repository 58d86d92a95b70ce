"$dossier" build good.xml -o o --style font.css
