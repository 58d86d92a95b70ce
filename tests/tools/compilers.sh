#!/bin/sh
# compilers.sh: the whole program builds without a warning under each compiler, in debug mode as well (where other warnings live).
cd "$(dirname "$0")/../.." || exit 2
out=${OUT:-out}
for cc in gcc clang; do
    if said=$(env -u MAKEFLAGS -u MAKEOVERRIDES -u MFLAGS make -j2 OUT="$out/$cc" CC=$cc OPT=-O0 all 2>&1); then
        echo "ok compilers: $cc has nothing to say"
    else
        echo "not ok compilers: $cc"
        printf '%s\n' "$said" | grep -vE '^  (CC|LD) ' | head -n 40 | sed 's/^/#   /'
    fi
done
