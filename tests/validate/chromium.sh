#!/bin/sh
# Chromium with its background services off: what Ace starts. Its caller adds flags of its own.
exec chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
    --disable-component-update --disable-sync --disable-dev-shm-usage "$@"
