touch ../outside.png ../outside.json
"$dossier" build outside.xml -o o
