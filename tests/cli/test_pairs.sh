#!/bin/sh
# Runs each room's own regression pairs, tests/<room>/cases.sh, with the program; REGEN=1 writes their expected files anew.
cd "$(dirname "$0")/.." || exit 2
for script in */cases.sh; do
    [ -x "$script" ] && "./$script" ${REGEN:+--regen} "$DOSSIER"
done
