# What is said, and what fails: from --level on.
cat >level.xml <<'END'
<dossier xmlns="urn:dossier:1" xml:lang="fr"><info><title>Un</title></info><sources><source xml:id="a"><title>A</title></source></sources><body><section><title>É</title>
<p>www.example.org <cite source="a"/></p></section></body></dossier>
END
sed 's|<cite source="a"/>||; s|www.example.org||' level.xml >warned.xml
for level in hint warning error; do
    for file in level.xml warned.xml; do
        echo "$level $file"
        $dossier check $file --level=$level 2>&1 | grep -o '\[.*\]$'
        $dossier check $file --level $level >/dev/null 2>&1; echo "status $?"
    done
done
$dossier check warned.xml -q; echo "status $?"
$dossier check warned.xml --level=some
