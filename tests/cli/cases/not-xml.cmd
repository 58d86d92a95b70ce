"$dossier" build not-xml.xml -o o; s=$?; ls o 2>&1 | sed "s/.*: //"; exit $s
