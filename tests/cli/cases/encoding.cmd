"$dossier" build encoding.xml -o o; s=$?; ls o 2>&1 | sed "s/.*: //"; exit $s
