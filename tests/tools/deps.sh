#!/bin/sh
# deps.sh build|test: installs the packages that building (or building and testing) needs and that are not there yet.
# Debian and Ubuntu: through apt-get, as root or with sudo; asks first where standard input is a terminal. Elsewhere it
# prints the names to install. Nothing missing: prints nothing and needs no rights. Exit 0 done, 2 not possible.
set -eu

build='gcc libc6-dev make pkg-config libcairo2-dev libpango1.0-dev libharfbuzz-dev libfontconfig-dev libxml2-dev libzip-dev
    libqpdf-dev libhyphen-dev libjpeg-dev libpng-dev librsvg2-dev libjansson-dev libdeflate-dev zlib1g-dev liblcms2-dev libicu-dev
    libglib2.0-dev libqrencode-dev libpoppler-glib-dev
    citation-style-language-styles citation-style-language-locales
    hyphen-fr hyphen-en-us icc-profiles-free fontconfig fonts-noto-core fonts-noto-mono fonts-noto-cjk'
# clang, its runtime, clang-tidy, clang-format, cppcheck: make fuzz, lint and format. python3, jq, unzip, poppler, qpdf,
# epubcheck, chromium, zip: tests of files. time: tests/bench. imagemagick: make proof. mandoc: the man page.
tests='check poppler-utils qpdf epubcheck default-jre-headless chromium jq zip unzip libxml2-utils python3 time imagemagick mandoc git
    clang libclang-rt-14-dev clang-tidy clang-format cppcheck'

case ${1-} in
build) want=$build ;;
test) want="$build $tests" ;;
*) echo "usage: deps.sh build|test" >&2; exit 2 ;;
esac

elsewhere() {
    cat >&2 <<'END'
This is not a Debian or Ubuntu system, so install these yourself (Debian 12 is what the tests run on; the lists below are
kept by hand and may lag behind):
  Fedora (dnf install)
    gcc make pkgconf-pkg-config cairo-devel pango-devel harfbuzz-devel fontconfig-devel libxml2-devel libzip-devel qpdf-devel
    hyphen-devel hyphen-fr hyphen-en libjpeg-turbo-devel libpng-devel librsvg2-devel jansson-devel libicu-devel libdeflate-devel
    zlib-devel lcms2-devel glib2-devel qrencode-devel poppler-glib-devel
    google-noto-serif-fonts google-noto-sans-fonts google-noto-sans-mono-fonts
    google-noto-serif-cjk-fonts google-noto-sans-cjk-fonts google-noto-sans-math-fonts google-noto-sans-symbols2-fonts
  Arch (pacman -S)
    gcc make pkgconf cairo pango harfbuzz fontconfig libxml2 libzip qpdf hyphen hyphen-fr hyphen-en libjpeg-turbo libpng
    librsvg jansson icu libdeflate zlib lcms2 glib2 qrencode poppler-glib noto-fonts noto-fonts-cjk
  Alpine (apk add)
    build-base pkgconf cairo-dev pango-dev harfbuzz-dev fontconfig-dev libxml2-dev libzip-dev qpdf-dev hyphen-dev
    libjpeg-turbo-dev libpng-dev librsvg-dev jansson-dev icu-dev libdeflate-dev zlib-dev lcms2-dev glib-dev libqrencode-dev
    poppler-dev font-noto font-noto-cjk
  macOS (brew install)
    pkgconf cairo pango harfbuzz fontconfig libxml2 libzip qpdf jpeg-turbo libpng librsvg jansson icu4c libdeflate little-cms2
    glib qrencode poppler
    and the casks font-noto-serif font-noto-sans font-noto-sans-mono font-noto-serif-cjk-sc font-noto-sans-cjk-sc;
    libhyphen and its dictionaries by hand
Tests also need: check poppler qpdf jq zip unzip libxml2 python3 java nodejs npm chromium EPUBCheck 4.2.6 mandoc clang cppcheck.
END
    exit 2
}

command -v dpkg-query >/dev/null && command -v apt-get >/dev/null || {
    # Another system: trust its compiler's word that the libraries are there.
    if pkg-config --exists cairo pangocairo libxml-2.0 libzip libqpdf librsvg-2.0 jansson icu-i18n lcms2 libqrencode poppler-glib 2>/dev/null; then exit 0; fi
    elsewhere
}

have() { # is this package, or one that provides it, installed?
    dpkg-query -W -f '${Status}\n' "$1" 2>/dev/null | grep -q 'ok installed' && return 0
    dpkg-query -W -f '${Status}\t${Provides}\n' 2>/dev/null | grep 'ok installed' | cut -f2 | tr -d ' ' | tr ',' '\n' |
        sed 's/(.*//' | grep -qx "$1"
}

missing=
for p in $want; do have "$p" || missing="$missing $p"; done
# Some images bring Node.js from elsewhere, with npm inside; Debian's npm would fight with it.
if [ "$1" = test ]; then
    command -v node >/dev/null || missing="$missing nodejs"
    command -v npm >/dev/null || missing="$missing npm"
fi
[ -n "$missing" ] || exit 0

echo "Packages missing:$missing"
if [ "$(id -u)" = 0 ]; then as=; elif command -v sudo >/dev/null; then as=sudo; else
    echo "deps.sh: not root and no sudo. As root, run: apt-get install$missing" >&2
    exit 2
fi
if [ -t 0 ]; then
    printf 'Install them with apt-get now? [Y/n] '
    read -r answer
    case $answer in [nN]*) echo "Nothing installed." >&2; exit 2 ;; esac
fi
$as apt-get update -q || { echo "deps.sh: apt-get update failed: is the network there?" >&2; exit 2; }
# shellcheck disable=SC2086
$as env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $missing ||
    { echo "deps.sh: apt-get could not install:$missing" >&2; exit 2; }
