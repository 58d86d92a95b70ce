# What the dossier rests on, in three forms; one that is at fault lists nothing.
cp -r seal list && cd list && sed 's|xml:lang="fr">|&|; s|<d:p>y</d:p>|<d:p><d:claim status="reported" xml:id="c" source="b j">y</d:claim> <d:cite source="b"/><d:claim status="alleged" source="b">z</d:claim></d:p><d:pagebreak/><d:p><d:cite source="b k"/></d:p>|' main.xml >list.xml
$dossier sources list.xml
$dossier seal -q list.xml && printf 'x' >>part/a.txt && rm b.txt
$dossier sources list.xml --format=csv | tr -d '\r'
$dossier sources list.xml --format=csl-json --audience x
$dossier sources ../unknown-source.xml; echo "status $?"
$dossier sources list.xml --format=xml
