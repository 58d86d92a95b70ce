echo old >o; "$dossier" build good.xml -o o; s=$?; cat o; exit $s
