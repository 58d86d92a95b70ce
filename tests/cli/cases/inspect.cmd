# What changes with every glyph (sizes, hashes, names of font subsets) is left out, and of the book what others test.
plain() { grep -vE '^(bytes|sha256|made by|identifier)|ro-crate' | sed -E 's/[A-Z]{6}\+//'; }
$dossier build attach.xml --attach && $dossier inspect out/attach.pdf | plain
$dossier inspect out/attach.epub | grep -E '^(format|title|language|contents|pages  |labels)'
$dossier inspect out/attach.pdf --json | grep -A7 '"name": "attach-part.xml"'
