"$dossier" build nowhere/nothing.xml
