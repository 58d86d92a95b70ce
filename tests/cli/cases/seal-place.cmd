# A file that is named in a note has no place for its hash.
echo '[{"id": "a", "title": "A", "note": "snapshot: bad.css"}]' >note.json
cat >note.xml <<'END'
<dossier xmlns="urn:dossier:1" xml:lang="fr"><info><title>Un</title></info><sources href="note.json"/><body><section><title>Un</title><p>Un.</p></section></body></dossier>
END
$dossier seal note.xml
