echo "<section xmlns=\"urn:dossier:1\"><title>Secret</title><p>x</p></section>" >../secret.xml; "$dossier" build include-outside.xml -o o; echo $?; "$dossier" build include-outside.xml -o o --root ..
