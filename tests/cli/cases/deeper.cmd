{
    echo '<dossier xmlns="urn:dossier:1" xml:lang="fr"><info><title>Profond</title></info><body><section><title>T</title><p>'
    for i in $(seq 100000); do printf '<em>'; done
    for i in $(seq 100000); do printf '</em>'; done
    echo '</p></section></body></dossier>'
} >deeper.xml
"$dossier" build deeper.xml -o o 2>&1 | cut -c1-200
exit ${PIPESTATUS[0]}
