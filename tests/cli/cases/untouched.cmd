mkdir o; echo old >o/unknown-source.pdf; echo old >o/unknown-source.epub; "$dossier" build unknown-source.xml -o o -q; s=$?; cat o/*; ls o; exit $s
