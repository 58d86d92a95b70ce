ulimit -v "${MEMORY_KB:-4000000}"; "$dossier" build bomb.xml -o o
