"$dossier" build glyph.xml -o o
