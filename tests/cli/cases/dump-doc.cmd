"$dossier" build good.xml --dump=doc; ls o out 2>/dev/null
