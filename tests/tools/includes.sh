#!/bin/sh
# includes.sh [SRC]: no room includes a room above it. base <- cite <- doc <- style <- chart <- layout <- pdf;
# base <- cite <- doc <- style <- chart <- epub; base <- capture; doc and capture <- check; epub sees layout/pagemap.h alone; main.c and cmd/ see all.
# Prints "ok" or "not ok" for each room.
src=${1:-src}

check() { # ROOM ALLOWED...
    room=$1
    shift
    [ -d "$src/$room" ] || { echo "not ok includes: there is no room $src/$room"; return; }
    bad=$(grep -rnE '^[[:space:]]*#[[:space:]]*include[[:space:]]*"' "$src/$room" | awk -v room="$room" -v allowed=" $* " '{
        split($0, part, "\""); path = part[2]; sub(/^(\.\/)+/, "", path)
        if (path ~ /^\.\.\//) { print $0 " (say the room, not ../)"; next }
        n = split(path, step, "/"); if (n == 1) next            # beside the file itself
        if (step[1] == room || index(allowed, " " step[1] " ") || index(allowed, " " path " ")) next
        print $0 }')
    if [ -n "$bad" ]; then
        echo "not ok includes: $room reaches out of its rooms"
        printf '%s\n' "$bad" | sed 's/^/#   /'
    else
        echo "ok includes: $room sees only the rooms below it"
    fi
}

check base
check capture base
check cite base
check doc base cite
check check base capture cite doc
check style base cite doc
check chart base cite doc style
check layout base cite doc style chart
check pdf base cite doc style chart layout
check epub base cite doc style chart layout/pagemap.h
