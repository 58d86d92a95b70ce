#!/usr/bin/env python3
"""pair.py FILE.pdf FILE.epub: the two outputs of one dossier agree on the names of their pages."""
import json
import os
import re
import sys
import zipfile
from html import unescape

from report import Report, run

ROMAN = [(1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
         (9, "ix"), (5, "v"), (4, "iv"), (1, "i")]


def number(style, n):
    """PDF 32000-1, table 159: the numbering styles of page labels."""
    if style == "/D":
        return str(n)
    if style in ("/r", "/R"):
        out = ""
        for value, sign in ROMAN:
            while n >= value:
                out, n = out + sign, n - value
        return out if style == "/r" else out.upper()
    if style in ("/a", "/A"):
        out = chr(ord("a") + (n - 1) % 26) * ((n - 1) // 26 + 1)
        return out if style == "/a" else out.upper()
    return ""


def plain(value):
    """A string of qpdf's JSON; its version 2 marks Unicode strings with u: and binary ones with b:."""
    if value.startswith("b:"):
        return bytes.fromhex(value[2:]).decode("latin-1")
    return value.removeprefix("u:")


def pdf_labels(path):
    _, out, err = run("qpdf", "--json", "--json-key=pages", "--json-key=pagelabels", path)
    try:
        j = json.loads(out)
    except ValueError:
        return None, [err or "qpdf gave no JSON"]
    count, ranges = len(j["pages"]), j["pagelabels"]
    if not ranges:
        return None, ["the PDF has no page labels"]
    labels = []
    for k, r in enumerate(ranges):
        end = ranges[k + 1]["index"] if k + 1 < len(ranges) else count
        start = r["label"].get("/St", 1)
        for i in range(r["index"], end):
            labels.append(plain(r["label"].get("/P", "")) + number(r["label"].get("/S"), start + i - r["index"]))
    return labels, []


def epub_labels(path):
    with zipfile.ZipFile(path) as z:
        for name in z.namelist():
            if name.endswith(".xhtml"):
                nav = re.search(r'<nav\b[^>]*epub:type="page-list".*?</nav>', z.read(name).decode("utf-8"), re.S)
                if nav:
                    return [unescape(re.sub(r"<[^>]*>", "", a)).strip()
                            for a in re.findall(r"<a\b[^>]*>(.*?)</a>", nav.group(), re.S)]
    return None


def disagreements(pdf, epub):
    """-> (reasons, pages listed in the book, pages of the PDF)"""
    if not (os.path.exists(pdf) and os.path.exists(epub)):
        return ["one of the two files does not exist"], 0, 0
    labels, bad = pdf_labels(pdf)
    listed = epub_labels(epub)
    if listed is None:
        bad.append("nav has no page-list")
    if bad:
        return bad, 0, 0
    # A page without text (a blank before a right-hand opening, a full-page picture) may have no place in the book.
    _, text, _ = run("pdftotext", pdf, "-")
    sheets = text.split("\f")
    wordy = [x for i, x in enumerate(labels) if x and i < len(sheets) and sheets[i].strip()]
    rest = iter(labels)
    for x in listed:
        if x not in rest:  # `in` moves the iterator on: this asks for the same order, not only the same set
            bad.append(f"page {x} of the book is not among the PDF's, in that order")
    bad += [f"page {x} of the PDF is not in the book's page list" for x in wordy if x not in listed]
    return bad, len(listed), len(labels)


def main():
    r = Report(os.path.basename(sys.argv[2]))
    bad, listed, pages = disagreements(sys.argv[1], sys.argv[2])
    r.check(f"page list is the PDF's ({listed} of {pages} pages)", bad)
    return r.status()


if __name__ == "__main__":
    sys.exit(main())
