# Killed at any moment, a build leaves the old files or whole new ones.
{
    echo '<dossier xmlns="urn:dossier:1" xml:lang="fr"><info><title>Long</title></info><body><section><title>T</title>'
    for i in $(seq 800); do echo '<p>Un alinéa assez long pour que sa page se remplisse et que son écriture prenne du temps.</p>'; done
    echo '</section></body></dossier>'
} >long.xml
mkdir o; echo old >o/long.pdf; echo old >o/long.epub
for t in 0.02 0.05 0.08 0.11 0.14 0.17 0.2 0.25 0.3 0.35 0.4; do
    timeout -s KILL $t "$dossier" build long.xml -o o 2>/dev/null
    [ "$(cat o/long.pdf)" = old ] || tail -n 1 o/long.pdf | grep -q '^%%EOF$' || echo "half a PDF after $t s"
    [ "$(cat o/long.epub)" = old ] || unzip -tq o/long.epub >/dev/null || echo "half a book after $t s"
done 2>/dev/null
ls o
