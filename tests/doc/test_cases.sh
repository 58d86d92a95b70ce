#!/bin/bash
# The regression pairs of cases/, for the runner: see cases.sh. REGEN=1 writes the expected files.
exec "$(dirname "$0")/cases.sh" ${REGEN:+--regen} "$DOSSIER"
