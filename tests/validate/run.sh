#!/usr/bin/env bash
# run.sh: builds every dossier of content/, and the real one in every style, then lets the validators judge the files.
# From the environment: OUT, and DOSSIER (the program). Prints "ok" and "not ok" lines. Two documents at a time.
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
OUT=$(cd "${OUT:-$root/out}" && pwd)
export OUT DOSSIER=${DOSSIER:-$OUT/bin/dossier} PYTHONDONTWRITEBYTECODE=1
work=$OUT/validate
npm=$OUT/npm

# npm_tools: the validators that npm has, pinned by package-lock.json; installed again when that file changes.
npm_tools() {
    cmp -s "$here/package-lock.json" "$npm/installed" && return 0
    rm -rf "$npm" && mkdir -p "$npm" && cp "$here/package.json" "$here/package-lock.json" "$npm/" &&
        PUPPETEER_SKIP_DOWNLOAD=1 npm ci --prefix "$npm" --ignore-scripts --no-audit --no-fund >"$npm/log" 2>&1 &&
        cp "$here/package-lock.json" "$npm/installed" && return 0
    echo "not ok validators: npm could not install epubcheck-ts, the Nu checker and Ace; is the network there?"
    sed 's/^/#   /' "$npm/log" 2>/dev/null | tail -n 12
    return 1
}

# one LABEL SOURCE [OPTION...]: build twice, compare, judge.
one() {
    local label=$1 source=$2
    shift 2
    local stem dir=$work/$label status
    stem=$(basename "$source" .xml)
    rm -rf "$dir" && mkdir -p "$dir/a" "$dir/b"
    "$DOSSIER" build "$source" -o "$dir/a" "$@" >"$dir/log" 2>&1
    status=$?
    if ((status)); then
        echo "not ok $label: builds without an error (exit status $status)"
        tail -n 20 "$dir/log" | sed 's/^/#   /'
        return
    fi
    echo "ok $label: builds without an error"
    if grep -qE ': (error|warning)' "$dir/log"; then
        echo "not ok $label: builds without a warning"
        grep -E ': (error|warning)' "$dir/log" | head -n 10 | sed 's/^/#   /'
    else
        echo "ok $label: builds without a warning"
    fi
    # Again from another folder, with another clock zone, locale and hash order: the bytes must not care.
    (cd / && TZ=Asia/Shanghai LC_ALL=C G_SLICE=always-malloc "$DOSSIER" build "$source" -o "$dir/b" "$@") >/dev/null 2>&1
    local kind
    for kind in pdf epub; do
        if cmp -s "$dir/a/$stem.$kind" "$dir/b/$stem.$kind"; then
            echo "ok $label: two builds give one $kind"
        else
            echo "not ok $label: two builds give one $kind"
        fi
    done
    "$here/pdf.py" "$dir/a/$stem.pdf" "$source"
    "$here/epub.py" "$dir/a/$stem.epub" "$npm" "$source"
    "$here/pair.py" "$dir/a/$stem.pdf" "$dir/a/$stem.epub"
    "$here/screen.py" "$dir/a/$stem.epub"
}

npm_tools
if [ ! -x "$DOSSIER" ]; then
    echo "not ok validate: there is no program $DOSSIER"
    exit 1
fi
mkdir -p "$work"

# Jobs in the order they are printed; `wait -n` keeps two running.
labels=()
start() {
    while (($(jobs -rp | wc -l) >= 2)); do wait -n; done
    labels+=("$1")
    one "$@" >"$work/$1.tap" 2>&1 &
}
main=$root/content/partenariats.xml
start partenariats "$main"
for source in "$root"/content/examples/*.xml; do
    [ -e "$source" ] && start "$(basename "$source" .xml)" "$source"
done
for style in "$root"/styles/*.css; do
    [ -e "$style" ] && start "partenariats-$(basename "$style" .css)" "$main" --style "$style"
done
wait
(
    good=$work/partenariats/a/partenariats
    if [ -s "$good.pdf" ] && [ -s "$good.epub" ]; then
        "$here/faults.py" "$good.pdf" "$good.epub" "$npm"
    else
        echo "not ok validators: there are no good files to put faults into"
    fi
) >"$work/faults.tap" 2>&1
labels+=(faults)
failed=0
for label in "${labels[@]}"; do
    sed "s|^\(not \)\{0,1\}ok [^ ]*\.\(pdf\|epub\): |\1ok $label.\2: |" "$work/$label.tap"
    grep -q '^not ok' "$work/$label.tap" && failed=1
done
exit $failed
