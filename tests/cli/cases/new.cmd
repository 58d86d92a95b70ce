for s in minutes article institution opinion; do
    "$dossier" new $s mine/$s | sed "s|$dossier|dossier|" && "$dossier" check mine/$s/*.xml
done
"$dossier" new minutes "l'été : 3 %" | sed "s|$dossier|dossier|"
sed -n 2p mine/article/article.xml; (cd mine && find . -type f | LC_ALL=C sort)
mkdir here; cd here; PATH=$(dirname "$dossier"):$PATH; dossier new article && dossier build article/article.xml -o o && ls o; cd ..
"$dossier" new article mine/article; echo "$?"; "$dossier" new letter; echo "$?"; "$dossier" new opinion a b; echo "$?"; "$dossier" new opinion --force; echo "$?"; "$dossier" new opinion ""; echo "$?"
"$dossier" new
