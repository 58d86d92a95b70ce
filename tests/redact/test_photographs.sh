#!/bin/bash
# What strangers' photographs tell besides their pixels (place, camera, names, small copies) is in neither file, and one that the camera took
# lying on its side stands upright in both.
here=$(cd "$(dirname "$0")" && pwd)
work=${OUT:-out}/photographs
rm -rf "$work" && mkdir -p "$work" && cd "$work" || exit 2
export LC_ALL=C.UTF-8

python3 - "$here/../cli/cases/coarse.png" <<'END'
import struct, subprocess, sys, zlib
# A picture 96 wide and 64 high, black above and white below, as a camera on its side stores it: 64 wide, black at the left.
halves = ["-size", "32x96", "xc:black", "xc:white", "+append", "-colorspace", "gray", "-quality", "90", "jpg:-"]
plain = subprocess.run(["convert"] + halves, stdout=subprocess.PIPE, check=True).stdout
tiff = (b"MM\0*" + struct.pack(">I", 8) + struct.pack(">H", 3)
        + struct.pack(">HHIHH", 0x112, 3, 1, 6, 0) + struct.pack(">HHII", 0x10F, 2, 8, 62) + struct.pack(">HHII", 0x8825, 4, 1, 70)
        + struct.pack(">I", 0) + b"\0" * 12 + b"zqtell1\0" + b"zqtell2 48.85 N")
def segment(marker, data):
    return bytes([0xFF, marker]) + struct.pack(">H", len(data) + 2) + data
told = (plain[:2] + segment(0xE1, b"Exif\0\0" + tiff) + segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>zqtell3</x:xmpmeta>")
        + segment(0xED, b"Photoshop 3.0\0zqtell4") + segment(0xFE, b"zqtell5") + plain[2:] + plain + b"zqtell6")
open("side.jpg", "wb").write(told)
png = open(sys.argv[1], "rb").read()
def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
open("told.png", "wb").write(png[:33] + chunk(b"tEXt", b"Author\0zqtell7") + chunk(b"eXIf", tiff) + png[33:] + b"zqtell8")
END
cat >photographs.xml <<'END'
<dossier xmlns="urn:dossier:1" xml:lang="en"><info><title>Photographs</title></info>
<body><section><title>One</title>
<figure place="here"><img src="side.jpg" alt="Night over snow" width="90mm"/><figcaption>Held on its side</figcaption></figure>
<figure><img src="told.png" alt="A square"/><figcaption>With words</figcaption></figure>
</section></body></dossier>
END
"$DOSSIER" build photographs.xml -o . >said 2>&1
for file in pdf epub; do
    if [ ! -s photographs.$file ]; then
        echo "not ok photographs: no $file"; sed 's/^/#   /' said
    elif places=$(python3 "$here/grep.py" 'zqtell[0-9]' photographs.$file); then
        echo "ok photographs: the $file tells nothing of them"
    else
        echo "not ok photographs: the $file tells"; printf '%s\n' "$places" | sed 's/^/#   /'
    fi
done

# In the PDF: the page, in grey, has a broad black band above a white one. In the EPUB: so has the picture itself.
unzip -p photographs.epub EPUB/images/01.jpg >upright.jpg && convert upright.jpg -depth 8 side.pgm
python3 - <<'END'
import re
def pgm(name):
    data = open(name, "rb").read()
    head = re.match(rb"P[56]\s+(\d+)\s+(\d+)\s+255\s", data)
    return int(head[1]), int(head[2]), data[head.end():]
w, h, p = pgm("side.pgm")
good = (w, h) == (96, 64) and max(p[8 * w:24 * w]) < 20 and min(p[40 * w:56 * w]) > 235
print("ok" if good else "not ok", "photographs: upright in the EPUB", "" if good else f"({w} x {h})")
END
python3 - <<'END'
import re, subprocess
def rows_dark(page):  # how many rows of it are black over more than 100 dots
    w, h = int(page[1]), int(page[2])
    return sum(sum(v < 60 for v in page[3][y * w:(y + 1) * w]) > 100 for y in range(h))
data, at, tall = subprocess.run(["pdftoppm", "-gray", "-r", "36", "photographs.pdf"], stdout=subprocess.PIPE).stdout, 0, 0
while at < len(data):
    head = re.compile(rb"P5\s+(\d+)\s+(\d+)\s+255\s").match(data, at)
    size = int(head[1]) * int(head[2])
    tall = max(tall, rows_dark((0, head[1], head[2], data[head.end():head.end() + size])))
    at = head.end() + size
good = 36 <= tall <= 50  # 30 mm of 90 at 36 dpi is 42; on its side it would be 128 rows of 64 dots
print("ok" if good else "not ok", "photographs: upright in the PDF", "" if good else f"({tall} dark rows)")
END
