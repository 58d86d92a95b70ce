#!/usr/bin/env python3
"""screen.py FILE.epub: what a reader's screen shows, light and dark, wide and narrow: contrast of all text (WCAG 2.2, 1.4.3), letters that
grow with the reader's size (1.4.4), nothing beyond a narrow screen (1.4.10). A browser works the style sheet out."""
import json
import os
import re
import sys
import tempfile
import zipfile
from html import unescape

from report import Report, run

HERE = os.path.dirname(os.path.abspath(__file__))
HEAD = """<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="fr"><head><meta charset="utf-8"/><title>all</title>
<meta name="viewport" content="width=device-width"/><link rel="stylesheet" type="text/css" href="dossier.css"/></head>
"""


def together(folder):
    """All pages of the book in one, so that a browser starts once."""
    bodies, opening = [], None
    for n in sorted(os.listdir(folder)):
        if n.endswith(".xhtml"):
            with open(os.path.join(folder, n), encoding="utf-8") as f:
                m = re.search(r"(<body\b[^>]*>)(.*)</body>", f.read(), re.S)
            if "d-nav" not in m.group(1):
                opening = opening or m.group(1)
            bodies.append(m.group(2))
    with open(HERE + "/screen.js", encoding="utf-8") as f:
        script = f.read()
    path = folder + "/all.xhtml"
    with open(path, "w", encoding="utf-8") as f:
        f.write(HEAD + opening + "\n".join(bodies) + "<script><![CDATA[\n" + script + "]]></script></body></html>")
    return path


def look(page, work, width, dark):
    """In a frame, for a browser's own window has a least width."""
    frame = work + "/frame.html"
    with open(frame, "w", encoding="utf-8") as f:
        f.write(f"""<!DOCTYPE html><meta charset="utf-8"><body><iframe src="file://{page}" style="width:{width}px;height:900px;border:0"></iframe>
<script>onmessage = (e) => {{ const p = document.createElement("pre"); p.id = "findings"; p.textContent = e.data; document.body.append(p); }}</script>""")
    env = dict(os.environ, HOME=work, DOSSIER_BROWSER_PROFILE=work + "/profile")
    _, out, err = run(HERE + "/chromium.sh", f"--user-data-dir={work}/profile", "--window-size=1000,1000", "--virtual-time-budget=20000",
                      f"--blink-settings=preferredColorScheme={0 if dark else 1}", "--dump-dom", "file://" + frame, env=env)
    m = re.search(r'<pre id="findings">(.*?)</pre>', out, re.S)
    return (json.loads(unescape(m.group(1))), []) if m else (None, (err or "no findings").splitlines()[:5])


def findings(epub):
    """-> (what a light wide screen shows, what a dark narrow one shows, reasons why it is not known)"""
    with tempfile.TemporaryDirectory() as work:
        with zipfile.ZipFile(epub) as z:
            z.extractall(work + "/book")
        page = together(work + "/book/EPUB")
        light, bad = look(page, work, 800, False)
        narrow, more = look(page, work, 320, True)
    return light, narrow, bad + more


def main():
    r = Report(os.path.basename(sys.argv[1]))
    light, narrow, bad = findings(sys.argv[1])
    if not r.check("a browser shows the book", bad):
        return 1
    asked = light["seen"] > 5 and (light["dark"], light["wide"], narrow["dark"], narrow["wide"]) == (False, 800, True, 320)
    r.check("the browser shows what is asked of it", [] if asked else [str((light, narrow))[:300]])
    r.check("contrast, light", light["contrast"])
    r.check("contrast, dark", narrow["contrast"])
    r.check("text grows with the reader's size", light["size"])
    r.check("nothing beyond a narrow screen", narrow["width"])
    return r.status()


if __name__ == "__main__":
    sys.exit(main())
