"""grep.py PATTERN FILE...: what of PATTERN stands in PDFs and EPUBs: in the bytes, in every stream unpacked, in every string decoded, in the
text as a reader sees it, in every file of the book. Prints each thing found, and where it was found first; also whether fonts and texts kept
the character X of --sign=X. Exit status 1 if anything was found."""
import re
import subprocess
import sys
import tempfile
import zipfile
import zlib

pattern = re.compile(sys.argv[1], re.I)
sign = next((a[7:] for a in sys.argv if a.startswith("--sign=")), "")
found = {}


def forms(data):
    """The bytes as text in every coding that could hold a word of ASCII letters."""
    yield "bytes", data.decode("latin-1")
    yield "UTF-16", data.replace(b"\0", b"").decode("latin-1")
    if b"\\" in data:
        octal = re.sub(rb"\\([0-7]{3})", lambda m: bytes([int(m.group(1), 8) & 255]), data)
        yield "escapes", octal.replace(b"\0", b"").decode("latin-1")
    joined = re.sub(rb"\)[-\d. ]{0,12}\(", b"", data)  # (zq) -3 (secret)
    if joined != data:
        yield "joined strings", joined.decode("latin-1")
    for h in re.findall(rb"<([0-9A-Fa-f]{8,4000})>", data):
        raw = bytes.fromhex(h.decode() + "0" * (len(h) % 2))
        yield "hex string", raw.replace(b"\0", b"").decode("latin-1")


def look(place, data):
    for how, text in forms(data):
        for m in pattern.finditer(text):
            around = text[max(0, m.start() - 30):m.end() + 30]
            found.setdefault(m.group().lower(), f"{place} ({how}): {around!r}")


def run(*command):
    return subprocess.run(command, capture_output=True).stdout


def pdf(path):
    data = open(path, "rb").read()
    look(path, data)
    for m in re.finditer(rb"stream\r?\n", data):  # each stream by itself, whatever its dictionary says
        body = data[m.end():]
        try:
            look(path + " stream", zlib.decompressobj().decompress(body))
        except zlib.error:
            pass
    with tempfile.NamedTemporaryFile(suffix=".pdf") as flat:
        subprocess.run(["qpdf", "--qdf", "--object-streams=disable", "--decode-level=all", path, flat.name], check=True)
        unpacked = flat.read()
        look(path + " qdf", unpacked)
    look(path + " text", run("pdftotext", "-raw", path, "-"))
    look(path + " text by place", run("pdftotext", "-layout", path, "-"))
    look(path + " info", run("pdfinfo", path) + run("pdfinfo", "-meta", path) + run("pdfinfo", "-dests", path))
    look(path + " attachments", run("qpdf", "--list-attachments", "--verbose", path))
    if sign and (b"<%04X>" % ord(sign)) in unpacked.upper():
        found[sign] = f"{path}: a font maps to U+{ord(sign):04X}"


def epub(path):
    with zipfile.ZipFile(path) as z:
        for name in z.namelist():
            look(f"{path}!{name} (name)", name.encode())
            body = z.read(name)
            look(f"{path}!{name}", body)
            if sign and name.endswith((".xhtml", ".opf", ".ncx", ".css")) and sign in body.decode("utf-8"):
                found[sign] = f"{path}!{name}"
            if sign and re.search(r"\.(otf|ttf|woff2?)$", name):
                with tempfile.NamedTemporaryFile(suffix=name[-4:]) as font:
                    font.write(body)
                    font.flush()
                    ranges = run("fc-query", "--format=%{charset} ", font.name).decode().split()
                if any(int(r.split("-")[0], 16) <= ord(sign) <= int(r.split("-")[-1], 16) for r in ranges):
                    found[sign] = f"{path}!{name}: a font"


for file in sys.argv[2:]:
    if file.startswith("--"):
        continue
    (epub if file.endswith(".epub") else pdf)(file)
for thing, place in sorted(found.items()):
    print(thing, place)
sys.exit(1 if found else 0)
