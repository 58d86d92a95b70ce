#!/bin/bash
# What this audience may not read is in neither file: secret.xml has a word of its own, zqsecretNN, in every place that can hold one, and a
# character that no other text has. The same search must find them in a build for those who may read them. Two dossiers that differ in what
# they hide alone are the same, byte for byte: no length, number or hash tells one from the other.
here=$(cd "$(dirname "$0")" && pwd)
work=${OUT:-out}/redact
rm -rf "$work" && mkdir -p "$work" && cd "$work" || exit 2
export LC_ALL=C.UTF-8
picture='<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><title>zqsecret90</title><rect width="40" height="20"/></svg>'
for n in 12 37 44; do echo "$picture" >zqsecret$n.svg; done
# Pictures that everybody sees, with what their programs wrote into them; a file that is read for some alone.
cat >zqsecret69.svg <<'END'
<?xml version="1.0"?><!-- zqsecret70 --><svg xmlns="http://www.w3.org/2000/svg" xmlns:s="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"
 xmlns:i="http://www.inkscape.org/namespaces/inkscape" s:docname="zqsecret71.svg" width="40" height="20"><desc>zqsecret72</desc>
<metadata><x>zqsecret73</x></metadata><g i:label="zqsecret74"/><rect width="40" height="20" fill="#ccc"><title>zqsecret75</title></rect></svg>
END
python3 - <<'END'
import struct, zlib
def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
row = b"\0" + b"\x40\x80\xc0" * 40
open("told.png", "wb").write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 40, 20, 8, 2, 0, 0, 0))
    + chunk(b"tEXt", b"Comment\0zqsecret76") + chunk(b"zTXt", b"Author\0\0" + zlib.compress(b"zqsecret77"))
    + chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0zqsecret78") + chunk(b"eXIf", b"MM\0*zqsecret79")
    + chunk(b"IDAT", zlib.compress(row * 20)) + chunk(b"IEND", b"") + b"zqsecret80")
END
echo '<section xmlns="urn:dossier:1" audience="bureau"><title>zqsecret81</title><p>Fin.</p></section>' >held.xml
echo zqsecret82 >held.txt
cp "$here/secret.xml" .

said=$("$DOSSIER" build secret.xml -o closed 2>&1)
case $said in
*zqsecret*) echo "not ok redact: the messages of the build give it away"; printf '%s\n' "$said" | sed 's/^/#   /' ;;
*) echo "ok redact: the build says nothing of it" ;;
esac
for file in pdf epub; do
    if [ ! -s closed/secret.$file ]; then
        echo "not ok redact: no $file was written"; printf '%s\n' "$said" | sed 's/^/#   /'
    elif places=$(python3 "$here/grep.py" zqsecret closed/secret.$file --sign=鑫); then
        echo "ok redact: nothing in the $file"
    else
        echo "not ok redact: in the $file"; printf '%s\n' "$places" | sed 's/^/#   /' | head -n 20
    fi
done
# A number of a chart, the date of an event, the letter of a year that tells of a second source, the language of what is hidden.
for number in 4217 1987 2030a zh-hans '"ar"' rtl; do
    if python3 "$here/grep.py" $number closed/secret.epub closed/secret.pdf >found; then
        echo "ok redact: no $number"
    else
        echo "not ok redact: $number is there"; sed 's/^/#   /' found
    fi
done
sed 's/<sources>/<sources csl="apa">/' secret.xml >apa.xml
"$DOSSIER" build apa.xml -o closed --attach >said 2>&1
if [ -s closed/apa.pdf ] && python3 "$here/grep.py" zqsecret closed/apa.pdf closed/apa.epub >found && python3 "$here/grep.py" 2030a closed/apa.epub >found; then
    echo "ok redact: nothing by a citation style, nor attached"
else
    echo "not ok redact: by a citation style, or attached"; sed 's/^/#   /' found said | head
fi

"$DOSSIER" build secret.xml -o open --audience bureau >said 2>&1
python3 "$here/grep.py" 'zqsecret[0-9][0-9]' open/secret.pdf open/secret.epub --sign=鑫 >found
missing=
for n in zqsecret{03,04,06,08,10,17,23,24,25,26,27,28,31,32,35,42,45,46,47,48,50,52,58,61,65,66,67,68,81,82} 鑫; do
    grep -q "^$n " found || missing="$missing $n"
done
if [ -z "$missing" ]; then
    echo "ok redact: the search finds what is open"
else
    echo "not ok redact: the search is blind for$missing"; sed 's/^/#   /' said
fi

# Longer, shorter, more of it: the files are the same. (One secret is the name of a file, and stays.)
mkdir other && sed 's/zqsecret\([0-35-9][0-9]\|4[0-35-9]\)/une tout autre chose, bien plus longue, \1/g; s/\(xml:id="\|to="\|href="#\)une tout autre chose, bien plus longue, /\1autre/g; s/鑫/浙江大学/g' \
    secret.xml | sed 's/src="une[^"]*, \([0-9]*\)\.svg"/src="zqsecret\1.svg"/; s/<!--[^>]*-->//g' >other/secret.xml
cp ./*.svg told.png held.* other/ && (cd other && "$DOSSIER" build secret.xml -o closed >said 2>&1)
for file in pdf epub; do
    if cmp -s closed/secret.$file other/closed/secret.$file; then
        echo "ok redact: the $file does not depend on what is hidden"
    else
        echo "not ok redact: the $file depends on what is hidden"; sed 's/^/#   /' other/said | head; cmp closed/secret.$file other/closed/secret.$file | sed 's/^/#   /'
    fi
done

# Asked for, the box is about as long as what it hides.
sed 's/<redact>zqsecret49/<redact width="kept">zqsecret49 et beaucoup de mots encore/' secret.xml >kept.xml
"$DOSSIER" build kept.xml -o closed >said 2>&1
if [ -s closed/kept.epub ] && unzip -p closed/kept.epub | LC_ALL=C grep -qaP "caviard\xC3\xA9(\xC2\xA0){20}" &&
    python3 "$here/grep.py" zqsecret closed/kept.pdf closed/kept.epub >/dev/null; then
    echo "ok redact: a box keeps its length where that is asked"
else
    echo "not ok redact: width=\"kept\""; sed 's/^/#   /' said | head
fi
