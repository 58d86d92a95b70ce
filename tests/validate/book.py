"""An EPUB as one run of letters in reading order, with the place of every page mark in it."""
import posixpath
import re
import xml.etree.ElementTree as ET
import zipfile

from report import letters, roman

H = "{http://www.w3.org/1999/xhtml}"
TYPE = "{http://www.idpf.org/2007/ops}type"
OPF = "{http://www.idpf.org/2007/opf}"
# Lists whose items a reading system does not number.
BARE = {"d-timeline", "d-agenda"}


def marker(kind, n):
    """What a reading system writes before item n of an ordered list."""
    word = chr(ord("a") + (n - 1) % 26) if kind in ("a", "A") else roman(n) if kind in ("i", "I") else str(n)
    return word.upper() if kind.isupper() else word


def displays(css):
    """-> [(selector, its weight, hides)] of every rule about display, in order; a selector is [(combinator, classes, attributes)]. As much of
    CSS as we write."""
    out = []
    for m in re.finditer(r"([^{}]+)\{([^{}]*)\}", css):
        d = re.search(r"(?:^|[\s;])display:\s*([\w-]+)", m.group(2))
        for one in m.group(1).split(",") if d else ():
            steps = re.findall(r"([>+~]?)\s*((?:\.[\w-]+|\[[^\]]+\])+)", one)
            if steps and not re.search(r"[+~:*#]", one):
                selector = [(c, set(re.findall(r"\.([\w-]+)", s)), re.findall(r'\[([\w-]+)(?:="([^"]*)")?\]', s)) for c, s in steps]
                out.append((selector, len(re.findall(r"[.\[]", one)), d.group(1) == "none"))
    return out


def matches(selector, line):
    """line: an element's ancestors and itself."""
    (comb, classes, attrs), e = selector[-1], line[-1]
    if not classes <= set(e.get("class", "").split()) or any(k not in e.keys() or (v and e.get(k) != v) for k, v in attrs):
        return False
    if len(selector) == 1:
        return True
    above = [line[:-1]] if comb == ">" else [line[:i] for i in range(len(line) - 1, 0, -1)]
    return any(a and matches(selector[:-1], a) for a in above)


class Mark:
    def __init__(self, label, at):
        self.label, self.at, self.figure = label, at, False


class Book:
    """text: letters and digits of the flow, notes apart; words: the same as tokens, notes too; marks: in order; floats: letters of what
    may stand at the head of a page out of its turn: captions, and tables with theirs; notes: letters of each note."""

    def __init__(self, path):
        self.text, self.marks, self.floats, self.notes, self.said = "", [], [], [], []
        self.item = None  # while a list item has said its marker alone: where that marker stands
        self.line = []
        with zipfile.ZipFile(path) as z:
            self.displays = displays(z.read("EPUB/dossier.css").decode("utf-8"))
            opf = ET.fromstring(z.read("EPUB/package.opf"))
            hrefs = {i.get("id"): i.get("href") for i in opf.iter(OPF + "item")}
            for ref in opf.iter(OPF + "itemref"):
                name = hrefs[ref.get("idref")]
                if name != "nav.xhtml":
                    self._walk(ET.fromstring(z.read(posixpath.join("EPUB", name))).find(H + "body"))

    def _say(self, words):
        self.said.append(words or "")
        new = letters(words or "")
        if new:
            self.text += new
            self.item = None

    def _list(self, ol):
        number = int(ol.get("start", 1))
        for li in ol:
            at = len(self.text)
            self._say(marker(ol.get("type", "1"), number) + ". ")
            self.item = at
            self._walk(li)
            number += 1

    def _walk(self, e):
        self.line.append(e)
        said = [(weight, i, hides) for i, (s, weight, hides) in enumerate(self.displays) if matches(s, self.line)]
        if not said or not max(said)[2]:
            self._take(e)
        self.line.pop()

    def _take(self, e):
        """What a page of the PDF does not show either is passed over: what is hidden from assistive technology (there an artifact), and the
        numbers behind a chart, and what stands for a leader."""
        types, classes, name, start = (e.get(TYPE) or "").split(), set(e.get("class", "").split()), e.tag.removeprefix(H), len(self.text)
        if "pagebreak" in types:
            self.marks.append(Mark(e.get("aria-label"), start if self.item is None else self.item))
        elif "footnote" in types:
            self.said.append(" " + "".join(e.itertext()) + " ")
            self.notes.append(letters("".join(e.itertext())))
        elif name == "img" or name.startswith("{"):
            for m in self.marks[-1:]:
                m.figure = m.figure or m.at == start
        elif name != "details" and "d-leader" not in classes and e.get("aria-hidden") != "true":
            if name == "ol" and not classes & BARE:
                self._list(e)
            else:
                self._say(e.text)
                for c in e:
                    self._walk(c)
                    self._say(c.tail)
            if name in ("figcaption", "table", "caption"):
                self.floats.append(self.text[start:])
        if name not in INLINE:
            self.said.append("\n")


INLINE = {"a", "abbr", "b", "bdi", "cite", "code", "em", "i", "q", "ruby", "small", "span", "strong", "sub", "sup", "time"}
