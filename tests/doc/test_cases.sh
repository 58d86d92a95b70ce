#!/bin/bash
# The regression pairs of cases/, for the runner: see tests/tools/cases.sh. REGEN=1 writes the expected files.
exec "$(dirname "$0")/../tools/cases.sh" ${REGEN:+--regen} doc "$DOSSIER"
