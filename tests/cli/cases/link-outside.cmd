ln -s /etc/hostname link.png; "$dossier" build link-outside.xml -o o
