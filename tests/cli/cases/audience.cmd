# Built for all or for others, a redacted name must stand nowhere: not in the PDF's text or streams, not in the book.
for a in "" press council; do
    "$dossier" build audience.xml -o "o$a" ${a:+--audience $a}
    printf '%s: ' "${a:-all}"
    { pdftotext "o$a/audience.pdf" -; qpdf --qdf "o$a/audience.pdf" -; unzip -p "o$a/audience.epub"; } |
        grep -a -o -e "nom secret" -e "Pour le conseil" | sort | uniq -c | tr -s ' \n' ' '
    echo
done
