# SARIF for code hosts: rules, results, and what is waived as suppressed.
cat >sarif.xml <<'END'
<dossier xmlns="urn:dossier:1" xml:lang="fr"><info><title>Un</title></info><sources><source xml:id="a"><title>A</title></source></sources><body><section><title>É</title>
<p check="off: pour l’essai"><claim status="reported">sans « source »</claim></p>
<p><claim status="reported">sans source</claim>, www.example.org/é</p></section></body></dossier>
END
cp sarif.xml 'un autre.xml'
$dossier check sarif.xml --format=sarif 2>&1 | sed 's/"version": "0[^"]*"/"version": "N"/'
$dossier check 'un autre.xml' --format=sarif --level=error | jq -c '.runs[0].results'
$dossier check 'un autre.xml' --format=json | jq -c '.[] | [.code, .waived]'
