"$dossier" check --format=json good.xml
