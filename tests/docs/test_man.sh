#!/bin/sh
# The man page is sound, and says each option and each style sheet there is.
cd "$(dirname "$0")/../.." || exit 2
page=docs/dossier.1
if ! command -v mandoc >/dev/null; then
    echo "not ok man page: mandoc is not installed (make deps)"
else
    said=$(mandoc -T lint -W style "$page" 2>/dev/null | grep -v 'referenced manual not found')
    [ -z "$said" ] && echo "ok man page: mandoc has nothing to say" ||
        { echo "not ok man page: mandoc complains"; printf '%s\n' "$said" | sed 's/^/#   /'; }
fi
text=$(sed 's/\\&//g; s/Fl -/--/g' "$page")
for option in $("$DOSSIER" --help 2>/dev/null | grep -oE -- '--[a-z]+' | sort -u); do
    case $text in
    *"$option"*) ;;
    *) missing="$missing $option" ;;
    esac
done
"$DOSSIER" --help >/dev/null 2>&1 || missing="$missing (dossier --help failed)"
for sheet in styles/*.css; do
    case $text in *"${sheet#styles/}"*) ;; *) missing="$missing $sheet" ;; esac
done
[ -z "$missing" ] && echo "ok man page: every option and style sheet is there" || echo "not ok man page: it lacks$missing"
