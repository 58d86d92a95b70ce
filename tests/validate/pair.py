#!/usr/bin/env python3
"""pair.py FILE.pdf FILE.epub: the two outputs of one dossier agree on the names of their pages, and on the words each begins with."""
import collections
import json
import os
import re
import sys
import unicodedata
import zipfile
from html import unescape

import book
import pages
from report import Report, letters, roman, run


def number(style, n):
    """PDF 32000-1, table 159: the numbering styles of page labels."""
    if style == "/D":
        return str(n)
    if style in ("/r", "/R"):
        return roman(n) if style == "/r" else roman(n).upper()
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


def peeled(words, floats):
    """What is left of a page's letters once whole figures' captions and tables at its head, which stand elsewhere in the flow, are taken off."""
    yield words
    for f in floats:
        if f and words.startswith(f) and len(words) > len(f):
            yield from peeled(words[len(f):], [g for g in floats if g != f])


def starts(book, sheets, labels):
    """-> reasons: the words at each mark are not the first words of the page it names."""
    bad, rest = [], iter(zip(labels, sheets))
    for k, m in enumerate(book.marks):
        page = next((s for x, s in rest if x == m.label), None)
        if page is None:
            return bad  # said of the lists already
        end = book.marks[k + 1].at if k + 1 < len(book.marks) else len(book.text)
        want = book.text[m.at:min(end, m.at + 60)]
        orders = [letters(page.reading), letters(page.drawn)]
        if want:
            good = any(p.startswith(want) for o in orders for p in peeled(o, book.floats))
        else:  # a page of figures, of notes that go on, or a blank one
            good = any(p == "" or any(p in n for n in book.notes) for o in orders for p in peeled(o, book.floats)) or orders[0] in book.floats
        if not good:
            bad.append(f"page {m.label} of the book begins “{want}”, that of the PDF “{orders[0][:80]}”")
        if m.figure and not page.figure:
            bad.append(f"page {m.label} of the book begins with a figure; the page of the PDF has none")
    return bad


def disagreements(pdf, epub):
    """-> (reasons of the lists of pages, reasons of their first words, how many pages are named)"""
    if not (os.path.exists(pdf) and os.path.exists(epub)):
        return ["one of the two files does not exist"], [], 0
    labels, bad = pdf_labels(pdf)
    listed = epub_labels(epub)
    if listed is None:
        bad.append("nav has no page-list")
    if bad:
        return bad, [], 0
    named = [x for x in labels if x]
    if listed != named:
        lacking, more = [x for x in named if x not in listed], [x for x in listed if x not in named]
        bad.append(f"the PDF names {len(named)} pages, the book {len(listed)}; only the PDF: {lacking[:8]}, only the book: {more[:8]}")
    if len(set(named)) != len(named):
        bad.append(f"two pages of the PDF have one name: {[x for x in sorted(set(named)) if named.count(x) > 1][:8]}")
    b = book.Book(epub)
    if [m.label for m in b.marks] != listed:
        bad.append("the marks in the text are not those of the page list, in its order")
    return bad, starts(b, pages.read(pdf), labels), len(named)


# Set by a style sheet and so no text of the book: bullets, the quotation marks of a q, dashes before a name, the dot after a number.
SET_BY_STYLE = set("–—•▪.“”«»‹›„")


def tokens(text):
    """Words, signs, single digits and Han characters: a thin space inside a number or beside Chinese is none to Poppler."""
    text = unicodedata.normalize("NFC", re.sub("\u00ad\\s*", "", text))
    found = re.findall(r"\d|[\u3400-\u9fff]|[^\W\d_\u3400-\u9fff]+|[^\w\s]", text)
    return collections.Counter(t for t in found if t not in SET_BY_STYLE)


def words(pdf, epub):
    """Every word of the one is in the other, as often. A word Poppler cut or joined (a narrow cell, a line's end) is made of the same letters."""
    p, b = tokens("\n".join(page.drawn for page in pages.read(pdf))), tokens("".join(book.Book(epub).said))
    sides = [("PDF", p - b), ("book", b - p)]
    if len({"".join(sorted("".join(d.elements()))) for _, d in sides}) == 1:
        return []
    return [f"{n} × “{t}” more in the {which}" for which, d in sides for t, n in sorted(d.items())]


def identity(pdf, epub):
    """The book says that its pages are those of the very PDF: both name one identifier."""
    _, xmp, _ = run("pdfinfo", "-meta", pdf)
    mine = re.search(r"<dc:identifier>(.*?)</dc:identifier>", xmp, re.S)
    with zipfile.ZipFile(epub) as z:
        opf = z.read("EPUB/package.opf").decode("utf-8")
    said = re.findall(r'<dc:source id="print">(.*?)</dc:source>|property="pageBreakSource">(.*?)</meta>', opf)
    said = [unescape(a or b) for a, b in said]
    return [] if mine and said == [unescape(mine.group(1))] * 2 else [f"the PDF is {mine and mine.group(1)}, the pages are of {said}"]


def main():
    r = Report(os.path.basename(sys.argv[2]))
    lists, first, named = disagreements(sys.argv[1], sys.argv[2])
    r.check(f"page list is the PDF's ({named} pages)", lists)
    r.check("words at each page mark are the first of that page of the PDF", first)
    r.check("the same words in both", words(*sys.argv[1:3]))
    r.check("pages are said to be those of this PDF", identity(*sys.argv[1:3]))
    return r.status()


if __name__ == "__main__":
    sys.exit(main())
