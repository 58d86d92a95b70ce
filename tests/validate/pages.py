"""The words of each page of a PDF without its furniture: running heads, folios, repeated table heads and drawings are what the file itself
marks as artifacts and figures, so the strings shown inside those marks are emptied, and Poppler reads the rest."""
import re
import subprocess
import tempfile

from report import run

# What a content stream is made of; strings come before operators, so that none is found inside one.
TOKEN = re.compile(rb"\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\)|<<|>>|<[0-9A-Fa-f\s]*>|[\[\]]|/[^\s/()<>\[\]]*|[^\s/()<>\[\]]+", re.S)
CONTENTS = re.compile(rb"(%% Contents for page (\d+)\n.*?\nstream\n)(.*?)(?=\nendstream\n)", re.S)


def bare(stream):
    """-> (the stream without what furniture, figures and the unpainted numbers of charts show, whether a figure stands in it)"""
    out, at, hidden, tag, figure = [], 0, [], b"", False
    for m in TOKEN.finditer(stream):
        t = m.group()
        if t[:1] == b"/":
            tag = tag or t
        elif t in (b"BDC", b"BMC"):
            hidden.append(tag in (b"/Artifact", b"/Figure", b"/TH", b"/TD") or (hidden[-1:] == [True]))
            figure = figure or tag == b"/Figure"
        elif t == b"EMC" and hidden:
            hidden.pop()
        elif hidden[-1:] == [True] and (t == b"Do" or t[:1] == b"(" or (t[:1] == b"<" and t != b"<<")):
            out += [stream[at:m.start()], b"pop" if t == b"Do" else b"<>"]
            at = m.end()
        if t[:1].isalpha():
            tag = b""
    return b"".join(out + [stream[at:]]), figure


class Page:
    """reading: words in Poppler's reading order; drawn: in the order of the content stream; figure: whether one stands there."""

    def __init__(self, reading, drawn, figure):
        self.reading, self.drawn, self.figure = reading, drawn, figure


def read(path):
    """-> [Page]"""
    figures = {}

    def edit(m):
        stream, figure = bare(m.group(3))
        page = int(m.group(2))
        figures[page] = figures.get(page, False) or figure
        return m.group(1) + stream

    with tempfile.TemporaryDirectory() as work:
        plain, edited = work + "/plain.pdf", work + "/edited.pdf"
        run("qpdf", "--qdf", "--object-streams=disable", path, plain)
        with open(plain, "rb") as f:
            whole = CONTENTS.sub(edit, f.read())
        fixed = subprocess.run(["fix-qdf"], input=whole, capture_output=True).stdout
        with open(edited, "wb") as f:
            f.write(fixed)
        orders = [run("pdftotext", *how, "-enc", "UTF-8", edited, "-")[1].split("\f") for how in ((), ("-raw",))]
    return [Page(orders[0][i - 1], orders[1][i - 1], figures[i]) for i in sorted(figures)]
