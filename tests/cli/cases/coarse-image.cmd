$dossier build coarse-image.xml && ls out
