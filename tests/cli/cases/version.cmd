"$dossier" --version
