#!/usr/bin/env python3
"""epub.py FILE.epub NPM-FOLDER [SOURCE.xml]: four validators over one book, since each alone misses faults.

EPUBCheck 4.2.6 knows EPUB 3.2 and has full schemas; epubcheck-ts knows EPUB 3.3 and has none; the Nu checker knows today's
HTML and SVG; Ace finds what a reader with assistive technology would trip over.
"""
import json
import os
import re
import sys
import tempfile
import zipfile
from html import unescape

import source
from report import Report, letters, run

EPUBCHECK = os.environ.get("EPUBCHECK_JAR", "/usr/share/java/epubcheck.jar")
# EPUB 3.3 has it, EPUBCheck 4.2.6 does not know it: the one message let through.
NEWER = 'Undefined property: "pageBreakSource"'


def container(path):
    """The first entry is `mimetype`, stored, without an extra field."""
    with open(path, "rb") as f:
        head = f.read(58)
    ok = (head[:4] == b"PK\3\4" and head[8:10] == b"\0\0" and head[26:30] == b"\x08\0\0\0"
          and head[30:58] == b"mimetypeapplication/epub+zip")
    return [] if ok else ["mimetype is not the first entry, stored and bare"]


def epubcheck(path):
    status, out, err = run("java", "-jar", EPUBCHECK, path)
    both = (out + err).splitlines()
    if not any(line.startswith("EPUBCheck completed") for line in both):
        return both or ["no answer"]
    said = [line for line in both if re.match(r"(FATAL|ERROR|WARNING)\(", line)]
    if status and not said:
        return both
    return [line for line in said if NEWER not in line]


def epubcheck_ts(path, npm, work):
    report = work + "/ts.json"
    status, out, err = run(npm + "/node_modules/.bin/epubcheck-ts", "--fail-on-warnings", "-q", "-j", report, path)
    if not os.path.exists(report):
        return [(out + err).strip() or f"no report, exit status {status}"]
    with open(report, encoding="utf-8") as f:
        messages = json.load(f)["messages"]
    bad = []
    for m in messages:
        if m["severity"] in ("fatal", "error", "warning"):
            at = (m.get("locations") or [{}])[0]
            bad.append(f"{m['severity']} {m.get('ID', '')} {at.get('path', '')}:{at.get('line', '')} {m['message']}")
    return bad if bad or status == 0 else [f"exit status {status}: {out}{err}"]


def nu(folder, npm, suffix, option):
    """The Nu checker knows no epub:type, so that attribute is blanked out of a copy first; any other fault stays."""
    files = []
    for here, _, names in os.walk(folder):
        for n in sorted(names):
            if n.endswith(suffix):
                p = os.path.join(here, n)
                with open(p, encoding="utf-8") as f:
                    text = f.read()
                with open(p, "w", encoding="utf-8") as f:
                    f.write(re.sub(r'\sepub:type="[^"]*"', lambda m: " " * len(m.group()), text))
                files.append(p)
    if not files:
        return [] if suffix == ".svg" else ["the book holds no " + suffix]
    status, out, err = run("java", "-jar", npm + "/node_modules/vnu-jar/build/dist/vnu.jar", option, "--errors-only",
                           "--format", "json", *sorted(files))
    try:
        messages = json.loads(err or out)["messages"]
    except (ValueError, KeyError):
        return [f"no report, exit status {status}: {out}{err}"]
    return [f"{m.get('url', '').replace('file:' + folder + '/', '')}:{m.get('lastLine', '')}: {m['message']}"
            for m in messages if m["type"] != "info"]


def ace(path, npm, work):
    here = os.path.dirname(os.path.abspath(__file__))
    env = dict(os.environ, PUPPETEER_SKIP_DOWNLOAD="1", ACE_TIMEOUT_INITIAL="60000",
               PUPPETEER_EXECUTABLE_PATH=here + "/chromium.sh", HOME=work, DOSSIER_BROWSER_PROFILE=work + "/profile")
    out_dir = work + "/ace"
    status, out, err = run(npm + "/node_modules/.bin/ace-cli", "-f", "-s", "-o", out_dir, path, env=env)
    if not os.path.exists(out_dir + "/report.json"):
        return [f"no report, exit status {status}"] + (out + err).splitlines()
    with open(out_dir + "/report.json", encoding="utf-8") as f:
        report = json.load(f)
    bad = []
    for subject in report["assertions"]:
        url = subject["earl:testSubject"]["url"]
        for a in subject["assertions"]:
            if a["earl:result"]["earl:outcome"] == "fail":
                html = a["earl:result"].get("html") or ""
                bad.append(f"{a['earl:test']['earl:impact']}: {a['earl:test']['dct:title']} in {url} {html[:120]}")
    return bad if bad or report["earl:result"]["earl:outcome"] == "pass" else ["Ace's outcome is not pass"]


def text_of(folder):
    out = []
    for here, _, names in sorted(os.walk(folder)):
        for n in sorted(names):
            if n.endswith(".xhtml"):
                with open(os.path.join(here, n), encoding="utf-8") as f:
                    out.append(re.sub(r"<[^>]*>", "", f.read()))
    return unescape(" ".join(out))


def main():
    path, npm = sys.argv[1], sys.argv[2]
    r = Report(os.path.basename(path))
    if not os.path.exists(path):
        r.check("there is an EPUB", [path + " does not exist"])
        return 1
    r.check("container opens as EPUB asks", container(path))
    with tempfile.TemporaryDirectory() as work:
        r.check("EPUBCheck 4.2.6", epubcheck(path))
        r.check("epubcheck-ts", epubcheck_ts(path, npm, work))
        book = work + "/book"
        try:
            with zipfile.ZipFile(path) as z:
                z.extractall(book)
        except (OSError, zipfile.BadZipFile) as e:
            r.check("unzips", [str(e)])
            return 1
        if len(sys.argv) > 3:
            root, whole = source.load(sys.argv[3]), letters(text_of(book))
            r.check("every section and paragraph of the source is there",
                    [o for o in source.openings(root) if letters(o) not in whole])
        r.check("Nu checker, XHTML", nu(book, npm, ".xhtml", "--xml"))
        r.check("Nu checker, SVG", nu(book, npm, ".svg", "--svg"))
        r.check("Ace by DAISY", ace(path, npm, work))
    return r.status()


if __name__ == "__main__":
    sys.exit(main())
