# What is sealed, byte for byte; twice is once; a captured file that has changed is an error and nothing is written.
cp -r seal before && cd seal
chmod 640 main.xml
$dossier seal main.xml; echo "status $?"
for f in main.xml part/s.xml s.json; do diff -a ../before/$f $f; done
stat -c %a main.xml
sha256sum b.txt part/a.txt
sha256sum main.xml part/s.xml s.json >../sums
$dossier seal -q main.xml; echo "status $?"; sha256sum --quiet -c ../sums && echo the same
printf 'more\n' >>b.txt
rm part/a.txt
$dossier seal main.xml; echo "status $?"; sha256sum --quiet -c ../sums && echo the same
cp ../before/part/a.txt part/a.txt
$dossier seal --again -q main.xml; echo "status $?"; grep -c "$(sha256sum <b.txt | cut -c1-64)" main.xml s.json
ls -A . part
