cp broken.png ../outside.png; "$dossier" build outside.xml -o o
