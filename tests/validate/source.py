"""What a dossier's source says must be in every output: its title, and the opening words of its sections and paragraphs."""
import os
import xml.etree.ElementTree as ET

NS = "{urn:dossier:1}"
XI = "{http://www.w3.org/2001/XInclude}include"
# Not printed where they stand, or printed in part, or for some readers only.
SKIP = {"info", "sources", "redact", "note", "pullquote", "columns", "td", "th"}


def load(path):
    """The source's root, its XIncludes filled in."""
    root = ET.parse(path).getroot()
    _include(root, os.path.dirname(path))
    return root


def _include(node, folder):
    for i, child in enumerate(list(node)):
        if child.tag == XI:
            if child.get("parse", "xml") == "xml":
                path = os.path.join(folder, child.get("href"))
                node[i] = load(path)
        else:
            _include(child, folder)


def title(root):
    e = root.find(f"{NS}info/{NS}title")
    return "".join(e.itertext()) if e is not None else ""


def openings(root):
    """-> [text]: section titles, and the text of each p and li before its first child element."""
    out = []

    def walk(e):
        name = e.tag.removeprefix(NS) if isinstance(e.tag, str) else ""
        if not name or name in SKIP or e.get("audience"):
            return
        if name == "section":
            t = e.find(f"{NS}title")
            if t is not None and not len(t):
                out.append(t.text or "")
        if name in ("p", "li") and e.text and len(e.text.strip()) >= 12:
            out.append(" ".join(e.text.split())[:28])
        for c in e:
            walk(c)

    walk(root)
    return out
