"$dossier" check writing.xml
