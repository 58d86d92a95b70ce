"$dossier"; echo "$?"; "$dossier" bild good.xml; echo "$?"; "$dossier" build; echo "$?"; "$dossier" build --colour good.xml; echo "$?"; "$dossier" build good.xml -o; echo "$?"; "$dossier" build good.xml --dump=all; echo "$?"; "$dossier" build good.xml other.xml

cp good.xml -- -odd.xml; "$dossier" build -odd.xml; "$dossier" build --epub -o o -- -odd.xml; ls o; "$dossier" build - <good.xml; "$dossier" build /dev/stdin <good.xml | cat; mkfifo f.xml; "$dossier" check f.xml
