#!/bin/sh
# Every element of the vocabulary in every place that takes it, each word another: all of them must reach the PDF and the EPUB, and
# none that is blacked out. An element that the schema has and everywhere.py does not write is a failure too.
cd "$(dirname "$0")" || exit 2
exec python3 everywhere.py "$DOSSIER" "${OUT:-../../out}/everywhere"
