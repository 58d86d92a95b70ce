"$dossier" build sources-broken.xml -o o
