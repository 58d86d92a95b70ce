$dossier build good.xml
head -c 3000 out/good.pdf >cut.pdf; head -c 3000 out/good.epub >cut.epub
printf '%%PDF-1.7 and nothing else' >none.pdf
printf 'PK\3\4 and nothing else' >none.epub
mkdir zip && cd zip && echo a >a && zip -q ../other.epub a && cd ..
qpdf --encrypt secret secret 256 -- out/good.pdf locked.pdf
for f in absent.pdf empty.xml good.xml none.pdf none.epub cut.epub other.epub locked.pdf; do
    $dossier inspect $f; echo "$f: $?"
done
$dossier inspect cut.pdf >/dev/null 2>&1; echo "cut.pdf: $?"
$dossier inspect; echo $?
$dossier inspect --colour out/good.pdf 2>/dev/null; echo $?
mkfifo pipe.pdf; $dossier inspect pipe.pdf; echo "pipe.pdf: $?"
