ulimit -v 4000000; "$dossier" build bomb.xml -o o
