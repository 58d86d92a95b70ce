{
    echo '<dossier xmlns="urn:dossier:1" xml:lang="fr"><info><title>Profond</title></info><body><section><title>T</title>'
    for i in $(seq 200); do printf '<blockquote>'; done
    printf '<p>Au fond.</p>'
    for i in $(seq 200); do printf '</blockquote>'; done
    echo '</section></body></dossier>'
} >deep.xml
"$dossier" build deep.xml -o o 2>&1 | cut -c1-200
exit ${PIPESTATUS[0]}
