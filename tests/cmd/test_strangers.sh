#!/bin/bash
# Dossiers that are large or odd in one way, as a generator or an ill-wisher writes them: each is built, or refused in words, in a few
# seconds of processor and a bounded memory. Each has once taken minutes, or gigabytes.
work=${OUT:-out}/strangers
rm -rf "$work" && mkdir -p "$work" && cd "$work" || exit 2
export LC_ALL=C.UTF-8
seconds=15 most=${MEMORY_KB:-600000}
[ "$most" = unlimited ] && seconds=120

python3 - <<'END'
import struct, zlib

def dossier(name, body, sources="", sheet=""):
    with open(name + ".xml", "w") as f:
        f.write('<?xml version="1.0"?>' + (f'<?xml-stylesheet type="text/css" href="{sheet}"?>' if sheet else "")
                + '<dossier xmlns="urn:dossier:1" xml:lang="fr"><info><title>T</title></info>' + sources
                + f"<body><section><title>S</title>{body}</section></body></dossier>")

def picture(name, data):
    with open(name, "wb") as f:
        f.write(data if isinstance(data, bytes) else
                f'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90">{data}</svg>'.encode())
    dossier(name.split(".")[0], f'<figure><img src="{name}" alt="x"/></figure>')

dossier("attributes", "<p " + " ".join(f'a{i}="x"' for i in range(400000)) + ">x</p>")
dossier("cells", "<table>" + ("<tr>" + "<td>mot</td>" * 10 + "</tr>") * 20000 + "</table>")
dossier("notes", "<p>a" + "<note>b</note>" * 20000 + "</p>")
dossier("one-line", "<p>x</p>", '<sources href="one-line.json"/>')
with open("one-line.json", "w") as f:
    f.write("[" + ",".join(f'{{"id":"a{i}","type":"book","title":"T{i}"}}' for i in range(24000)) + "]")
with open("rules.css", "w") as f:
    f.write("p{color:red}" * 100000)
dossier("rules", "<p>x</p>", sheet="rules.css")
with open("faults.css", "w") as f:
    f.write("p{colr:red}" * 50000)
dossier("faults", "<p>x</p>", sheet="faults.css")
dossier("same-ids", '<p xml:id="a">x</p>' * 20000)
picture("masks.svg", "".join(f'<mask id="m{i}">' + f'<rect width="9" height="9" mask="url(#m{i - 1})"/>' * 2 + "</mask>" for i in range(1, 40))
        + '<rect width="9" height="9" mask="url(#m39)"/>')
picture("many.svg", '<rect width="1" height="1"/>' * 1000000)
picture("filters.svg", '<filter id="f">' + '<feGaussianBlur stdDeviation="50"/>' * 5000 + "</filter>"
        + '<rect width="90" height="90" filter="url(#f)"/>' * 50)
picture("letters.svg", "<text>" + "a" * 3000000 + "</text>")
def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
picture("wide.png", b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 60000, 60000, 8, 0, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b""))
END

# one NAME STATUS: what build says of it, how long, how much.
one() {
    (
        ulimit -t $seconds
        /usr/bin/time -f '%U %M' -o "$1.time" "$DOSSIER" build "$1.xml" -o . >"$1.said" 2>&1
        echo $? >"$1.status"
    )
    local status cpu kb
    status=$(cat "$1.status")
    read -r cpu kb < <(tail -n 1 "$1.time")
    if [ "$status" != "$2" ]; then
        echo "not ok strangers: $1: exit status $status, not $2, after $cpu s"
        head -c 300 "$1.said" | sed 's/^/#   /'
    elif [ "$most" != unlimited ] && [ "$kb" -gt "$most" ]; then
        echo "not ok strangers: $1: $((kb / 1000)) MB"
    elif [ "$2" = 1 ] && ! grep -q '^[a-z.-]*:[0-9]*:[0-9]*: error: .* \[[a-z-]*\]$' "$1.said"; then
        echo "not ok strangers: $1: no error with its place"
        head -c 300 "$1.said" | sed 's/^/#   /'
    elif [ "$(wc -l <"$1.said")" -gt 100 ]; then
        echo "not ok strangers: $1: more said than anybody reads"
    else
        echo "ok strangers: $1"
    fi
}
for name in cells notes one-line rules faults; do one $name 0; done
for name in attributes same-ids masks many filters letters wide; do one $name 1; done
