"$dossier" build good.xml -o o && ls o && head -c 5 o/good.pdf && head -c 2 o/good.epub && echo && "$dossier" check good.xml
