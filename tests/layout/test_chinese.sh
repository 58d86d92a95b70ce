#!/bin/bash
# Chinese punctuation that lost half its square is still read in its line, by a reader that goes by boxes.
cd "$(dirname "$0")/../.." || exit 2
work=${OUT:-out}/layout-chinese
mkdir -p "$work"
text='协议其中「温州」、『巴黎』两市，（《人民日报》）说：“好的开始。”——又说。'
cat >"$work/t.xml" <<XML
<dossier xmlns="urn:dossier:1" xml:lang="fr"><info><title>Signes</title></info><body><section><title>Signes</title>
<p xml:lang="zh-Hans">$text</p></section></body></dossier>
XML
"$DOSSIER" build -q --pdf "$work/t.xml" -o "$work" >"$work/t.log" 2>&1
if pdftotext "$work/t.pdf" - | grep -qF "$text"; then
    echo "ok chinese: punctuation without its white is read in its line"
else
    echo "not ok chinese: punctuation without its white is read in its line"
    pdftotext "$work/t.pdf" - | sed 's/^/#   /'
fi
