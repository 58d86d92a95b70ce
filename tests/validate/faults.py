#!/usr/bin/env python3
"""faults.py FILE.pdf FILE.epub NPM-FOLDER: the validators can fail. Puts one fault at a time into good files and asks for a no."""
import os
import re
import sys
import tempfile
import zipfile

import epub
import pair
import pdf
import screen
from report import Report

FAULTS = {
    "an attribute that HTML has not": '<p type="x">a</p>',
    "a div in a paragraph": "<p><div>a</div></p>",
    "a role that does not exist": '<p role="doc-zzz">a</p>',
    "a language tag that is none": '<p xml:lang="frx-!!" lang="frx-!!">a</p>',
}


def copy_with(old, new, edit):
    """A copy of an EPUB in which edit(name, bytes) has changed some entries."""
    with zipfile.ZipFile(old) as a, zipfile.ZipFile(new, "w") as b:
        for item in a.infolist():
            b.writestr(item, edit(item.filename, a.read(item.filename)))


def last_content_document(book):
    with zipfile.ZipFile(book) as z:
        return [n for n in z.namelist() if n.endswith(".xhtml") and "nav" not in n][-1]


def renumber(_name, data):
    """The first number of the page list becomes another."""
    at = data.find(b'epub:type="page-list"')
    return data if at < 0 else data[:at] + data[at:].replace(b"</a>", b"00</a>", 1)


def unreadable(name, data):
    """Grey on white, black in the dark, letters of one size, lines of one length."""
    bad = b".d-p.d-p{color:#999;font-size:14px;width:60em}@media (prefers-color-scheme:dark){.d-p.d-p{color:#000}}"
    return data + bad if name.endswith(".css") else data


def late(name, data):
    """A page mark of a chapter stands two words after its place."""
    mark = rb'(<span epub:type="pagebreak"[^>]*></span>)(\w+ \w+ )'
    return re.sub(mark, rb"\2\1", data, count=1) if "body-01" in name else data


def main():
    pdf_path, epub_path, npm = sys.argv[1:4]
    r = Report("validators")
    victim = last_content_document(epub_path)
    with tempfile.TemporaryDirectory() as work:
        for i, (what, markup) in enumerate(FAULTS.items()):
            bad = f"{work}/{i}.epub"
            copy_with(epub_path, bad, lambda n, data: data.replace(b"</body>", markup.encode() + b"</body>") if n == victim else data)
            with zipfile.ZipFile(bad) as z:
                z.extractall(f"{work}/{i}")
            for name, found in (("EPUBCheck", epub.epubcheck(bad)), ("the Nu checker", epub.nu(f"{work}/{i}", npm, ".xhtml", "--xml"))):
                r.check(f"{name} sees {what}", [] if found else ["it did not"])
        wrong = work + "/wrong.epub"
        copy_with(epub_path, wrong, renumber)
        r.check("a wrong page number in the book is seen", [] if pair.disagreements(pdf_path, wrong)[0] else ["it was not"])
        copy_with(epub_path, wrong, late)
        r.check("a page mark two words late is seen", [] if pair.disagreements(pdf_path, wrong)[1] else ["it was not"])
        copy_with(epub_path, wrong, unreadable)
        light, narrow, _ = screen.findings(wrong)
        for what, found in (("grey on white", light["contrast"]), ("black on black", narrow["contrast"]), ("a size in pixels", light["size"]),
                            ("a line longer than the screen", narrow["width"])):
            r.check(f"the browser sees {what}", [] if found else ["it did not"])
        cut = work + "/cut.pdf"
        with open(pdf_path, "rb") as f, open(cut, "wb") as g:
            g.write(f.read()[:-2000])
        r.check("qpdf sees a PDF cut short", [] if pdf.run("qpdf", "--check", cut)[0] else ["it did not"])
        bare = work + "/bare.pdf"
        pdf.run("qpdf", "--empty", "--pages", pdf_path, "1", "--", bare)
        r.check("a PDF without its claims is seen", [] if pdf.claims(bare) else ["it was not"])
        r.check("pdffonts sees that nothing is embedded", [] if pdf.fonts(os.devnull) else ["it did not"])
    return r.status()


sys.exit(main())
