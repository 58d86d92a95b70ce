#!/usr/bin/env python3
"""pdf.py FILE.pdf [SOURCE.xml]: what any PDF reader or printer relies on, asked of qpdf and Poppler."""
import json
import os
import re
import sys
import tempfile

import source
from report import Report, letters, run


def info(path):
    _, out, _ = run("pdfinfo", path)
    return {k.strip(): v.strip() for k, v in (line.split(":", 1) for line in out.splitlines() if ":" in line)}


def fonts(path):
    """-> a reason for each font that is not embedded, not a subset, or has no way back to Unicode."""
    status, out, err = run("pdffonts", path)
    if status:
        return [err]
    lines = out.splitlines()
    if len(lines) < 3:
        return ["no font at all"]
    bad = []
    for line in lines[2:]:
        m = re.match(r"(.*?)\s+(yes|no)\s+(yes|no)\s+(yes|no)\s+\d+\s+\d+\s*$", line)
        if not m:
            bad.append("cannot read: " + line)
        elif m.groups()[1:] != ("yes", "yes", "yes"):
            bad.append(line + "   (wanted: emb yes, sub yes, uni yes)")
    return bad


def pictures(path, pages):
    """Render every page small; a reason where a page is missing, or where most pages are blank."""
    with tempfile.TemporaryDirectory() as d:
        status, _, err = run("pdftoppm", "-r", "16", "-gray", path, d + "/p")
        if status:
            return [err]
        files = sorted(os.listdir(d))
        blank = 0
        for f in files:
            with open(d + "/" + f, "rb") as fh:
                data = fh.read()
            body = data[-(len(data) - 16):]  # past the short PGM head: enough to tell one grey from several
            blank += len(set(body)) < 3
    bad = [] if not err.strip() else ["pdftoppm said: " + err.strip()]
    if len(files) != pages:
        bad.append(f"{len(files)} pages rendered of {pages}")
    if blank * 2 > len(files):
        bad.append(f"{blank} of {len(files)} pages are blank")
    return bad


def claims(path):
    """-> reasons: what the file claims, as our own program reads it back."""
    _, out, err = run(os.environ.get("DOSSIER", "dossier"), "inspect", "--json", path)
    try:
        said = json.loads(out)
    except ValueError:
        return [err or "dossier inspect printed no JSON"]
    bad = [] if said.get("standards") in (["PDF/A-2a", "PDF/UA-1"], ["PDF/A-3a", "PDF/UA-1"]) else [f"standards: {said.get('standards')}"]
    bad += [] if said.get("tagged") is True and said.get("language") else ["not tagged, or in no language"]
    bad += [f"{f['name']} is not embedded" for f in said.get("fonts", []) if not f["embedded"]]
    return bad if said.get("pages") == len(said.get("labels", [])) else bad + ["a page has no label entry"]


def main():
    path = sys.argv[1]
    r = Report(os.path.basename(path))
    if not os.path.exists(path):
        r.check("there is a PDF", [path + " does not exist"])
        return 1
    status, out, err = run("qpdf", "--check", path)
    r.check("qpdf finds it sound", [] if status == 0 and "WARNING" not in out + err else (out + err).splitlines())
    i = info(path)
    pages = int(i.get("Pages", "0"))
    r.check("has pages", [] if pages > 0 else ["pdfinfo counts none"])
    r.check("is tagged", [] if i.get("Tagged") == "yes" else ["pdfinfo: Tagged: " + i.get("Tagged", "nothing")])
    r.check("fonts are embedded, subset and map to Unicode", fonts(path))
    r.check("claims PDF/UA-1 and PDF/A, and is tagged", claims(path))
    status, text, err = run("pdftotext", "-raw", path, "-")
    r.check("text can be read back", [] if status == 0 and text.strip() else [err or "no text"])
    # Not -struct-text: poppler reads a page again for every mark on it, minutes for a long document.
    _, tree, err = run("pdfinfo", "-struct", path)
    r.check("structure tree has elements", [] if tree.count("\n") > 20 else ["pdfinfo -struct: " + err])
    r.check("every page renders", pictures(path, pages))
    if len(sys.argv) > 2:
        root = source.load(sys.argv[2])
        wanted = " ".join(source.title(root).split())
        title = " ".join(i.get("Title", "").split())  # its spaces may be no-break ones
        r.check("its title is the source's", [] if title == wanted else
                [f"{i.get('Title')!r}, wanted {wanted!r}"])
        whole = letters(text)
        r.check("every section and paragraph of the source is there",
                [o for o in source.openings(root) if letters(o) not in whole])
    return r.status()


if __name__ == "__main__":
    sys.exit(main())
