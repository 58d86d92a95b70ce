#!/usr/bin/env python3
"""everywhere.py PROGRAM FOLDER: writes a dossier with every element wherever the schema takes it, builds it and looks for its words.

Words are numbered (m0001z), so that a lost one names its place. An element is not put into itself but for `em`, and a note holds
no note."""
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as tree
import zipfile

count = 0
hidden = set()  # words that are blacked out


def w():
    global count
    count += 1
    return f"m{count:04d}z"


def black():
    word = w()
    hidden.add(word)
    return word


def inlines(*skip):
    """One of each inline element, with text before and after."""
    each = {
        "em": lambda: f"<em>{w()}</em>", "strong": lambda: f"<strong>{w()}</strong>",
        "abbr": lambda: f'<abbr title="abrégé">{w()}</abbr>', "sub": lambda: f"x<sub>{w()}</sub>",
        "sup": lambda: f"x<sup>{w()}</sup>", "code": lambda: f"<code>{w()}</code>", "br": lambda: f"{w()}<br/>{w()}",
        "span": lambda: f'<span class="k">{w()}</span>', "time": lambda: f'<time datetime="2020-01-02">{w()}</time>',
        "a": lambda: f'<a href="https://example.org/a">{w()}</a>', "ref": lambda: f'<ref to="s1">{w()}</ref>',
        "note": lambda: f"<note>{w()}</note>", "cite": lambda: '<cite source="k" at="p. 1"/>',
        "sic": lambda: f'<sic corr="bon">{w()}</sic>', "ruby": lambda: '<ruby xml:lang="zh-Hans">浙江<rt>Zhèjiāng</rt></ruby>',
        "claim": lambda: f'<claim status="alleged" source="k">{w()}</claim>', "q": lambda: f'<q source="k">{w()}</q>',
        "redact": lambda: f'<redact for="x">{black()}</redact>',
    }
    return w() + " " + " ".join(make() for name, make in each.items() if name not in skip) + " " + w()


def blocks(*skip):
    """One of each block element."""
    each = {
        "p": lambda: f"<p>{w()}</p>", "ul": lambda: f"<ul><li>{w()}</li></ul>",
        "ol": lambda: f'<ol type="a" start="3"><li>{w()}</li></ol>', "dl": lambda: f"<dl><dt>{w()}</dt><dd>{w()}</dd></dl>",
        "blockquote": lambda: f'<blockquote source="k"><p>{w()}</p></blockquote>',
        "epigraph": lambda: f"<epigraph><p>{w()}</p><attribution>{w()}</attribution></epigraph>",
        "pullquote": lambda: f"<pullquote><p>{w()}</p></pullquote>",
        "callout": lambda: f'<callout kind="key"><title>{w()}</title><p>{w()}</p></callout>',
        "clipping": lambda: f'<clipping source="k"><headline>{w()}</headline><byline>{w()}</byline><p>{w()}</p></clipping>',
        "keyfigures": lambda: f'<keyfigures><title>{w()}</title><keyfigure value="12" unit="%" source="k">{w()}</keyfigure></keyfigures>',
        "table": lambda: f'<table><caption>{w()}</caption><thead><tr><th scope="col">{w()}</th></tr></thead><tbody><tr><td>{w()}</td>'
                         f"</tr></tbody><tfoot><tr><td>{w()}</td></tr></tfoot></table>",
        "figure": lambda: f'<figure><img src="p.svg" alt="Un carré" width="10%"/><figcaption>{w()}</figcaption><credit>{w()}</credit></figure>',
        "chart": lambda: '<chart kind="bar" unit="%" alt="deux barres"><series label="s"><point x="a" y="1"/><point x="b" y="2"/></series></chart>',
        "timeline": lambda: f'<timeline><event date="2020"><title>{w()}</title><p>{w()}</p></event></timeline>',
        "agenda": lambda: f'<agenda><item date="2020-01-02" time="10:00" place="{w()}"><p>{w()}</p></item></agenda>',
        "columns": lambda: f'<columns count="2"><p>{w()}</p><p>{w()}</p></columns>', "pre": lambda: f"<pre>{w()}</pre>",
        "claim": lambda: f'<claim status="disputed" source="k"><p>{w()}</p></claim>', "q": lambda: f"<q><p>{w()}</p></q>",
        "redact": lambda: f'<redact for="x"><p>{black()}</p></redact>',
    }
    return "".join(make() for name, make in each.items() if name not in skip)


def flow(*skip):
    return inlines(*skip) + blocks(*skip)


def sections():
    of = lambda content: f"<section><title>{w()}</title>{content}</section>"
    for name in "em strong sub sup code span abbr time sic q redact".split():
        if name == "redact":
            before = count
            inner = inlines("redact", "note")
            hidden.update(f"m{i:04d}z" for i in range(before + 1, count + 1))
        else:
            inner = inlines(*([] if name == "em" else [name]))
        yield of(f"<p>{w()} <{name}>{inner}</{name}> {w()}</p>")
    yield of(f'<p><a href="https://example.org/">{inlines("a", "ref")}</a> <ref to="s1">{inlines("a", "ref")}</ref></p>')
    yield of(f'<p><claim status="reported" source="k">{inlines("claim")}</claim></p>')
    yield of(f"<p>{w()}<note>{inlines('note')}</note>{w()}<note>{blocks('chart', 'figure')}</note></p>")
    yield of(blocks())
    yield of(f"<ul><li>{flow()}</li></ul><dl><dt>{inlines()}</dt><dd>{flow()}</dd></dl>")
    for name in "blockquote epigraph pullquote".split():
        yield of(f'<{name} source="k" at="p. 2">{flow(name)}<attribution>{inlines()}</attribution></{name}>')
    for kind in "note warning question key method".split():
        yield of(f'<callout kind="{kind}"><title>{inlines()}</title>{flow("callout")}</callout>')
    yield of(f'<clipping source="k" at="p. 3"><headline>{inlines()}</headline><byline>{inlines()}</byline>{flow("clipping")}</clipping>')
    yield of(f'<keyfigures><title>{inlines()}</title><keyfigure value="{w()}" unit="{w()}" source="k" at="p. 1">{inlines()}</keyfigure></keyfigures>')
    yield of(f'<table><caption>{inlines()}</caption><colgroup><col width="30%"/><col/></colgroup><thead><tr><th scope="col">{inlines()}</th>'
             f'<th>{w()}</th></tr></thead><tbody><tr><th scope="row">{inlines()}</th><td>{flow("table")}</td></tr></tbody>'
             f'<tfoot><tr><td colspan="2">{flow("table")}</td></tr></tfoot></table>')
    yield of(f'<table><tr><th>{w()}</th></tr><tr><td rowspan="2">{w()}</td></tr><tr/></table>')
    yield of(f'<figure><img src="p.svg" alt=""/><img src="p.svg" alt="carré"/><figcaption>{inlines()}</figcaption><credit>{inlines()}</credit></figure>')
    for place in "here top bottom page".split():
        yield of(f'<p>{w()}</p><figure place="{place}"><figcaption>{w()}</figcaption><img src="p.svg" alt="carré"/></figure><p>{w()}</p>')
    yield of(f'<timeline><event date="2019-02" end="2020-03-04"><title>{inlines()}</title>{flow("timeline")}</event></timeline>')
    yield of(f'<agenda><item date="2019-02-03">{flow("agenda")}</item></agenda>')
    yield of(f'<columns count="3">{flow("columns")}</columns>')
    lines = inlines("br").replace(" <", "\n<")
    yield of(f"<pre>{lines}</pre>")
    yield of(f'<claim status="official" source="k">{blocks("claim")}</claim><q>{blocks("q")}</q>')
    yield of(f'<p>{w()}</p><pagebreak/><p>{w()}</p><pagebreak to="left"/><p>{w()}</p><pagebreak to="right"/><p>{w()}</p>')
    yield of('<toc depth="1"/><figureindex/><tableindex/><sourceindex/><claimindex/>')
    yield f'<section><title>{inlines()}</title><p>{w()}</p><section numbered="no" role="method"><title>{inlines()}</title><p>{w()}</p></section></section>'


def dossier():
    bare = lambda: inlines("note", "cite")
    return f"""<dossier xmlns="urn:dossier:1" xml:lang="fr">
<info><title>{bare()}</title><subtitle>{bare()}</subtitle><author role="{w()}" affiliation="{w()}">{bare()}</author>
<publisher>{bare()}</publisher><date>2026-01</date><edition>{bare()}</edition><identifier>{w()}</identifier><keyword>{w()}</keyword>
<abstract>{flow()}</abstract><rights>{inlines()}</rights>
<cover><figure><img src="p.svg" alt="carré"/><figcaption>{bare()}</figcaption><credit>{bare()}</credit></figure></cover></info>
<sources><source xml:id="k" kind="web" grade="C3" xml:lang="en"><title><em>{w()}</em> <span>{w()}</span> <abbr title="z">{w()}</abbr></title>
<author>{w()}</author><container>{w()}</container><publisher>{w()}</publisher><date>2020-01-02</date><accessed>2021-01-01</accessed>
<url>https://example.org/k</url><archived>https://example.org/{w()}</archived><pages>{w()}</pages><number>{w()}</number>
<snapshot href="p.svg"/><remark>{w()}</remark></source></sources>
<front>{blocks()}<toc depth="3"/><section role="preface"><title>{w()}</title><p>{inlines()}</p>{blocks()}</section></front>
<body><section xml:id="s1"><title>{w()}</title><p>{w()}</p></section>{''.join(sections())}</body>
<back>{blocks()}<section role="annex"><title>{w()}</title><p>{w()}</p></section><claimindex/><sourceindex/></back>
</dossier>"""


def result(name, faults):
    print(("not ok" if faults else "ok") + " everywhere: " + name)
    for fault in faults[:20]:
        print("#   " + fault)
    return not faults


def main():
    program, folder = sys.argv[1:]
    os.makedirs(folder, exist_ok=True)
    source = dossier()
    with open(folder + "/all.xml", "w", encoding="utf-8") as f:
        f.write(source)
    with open(folder + "/p.svg", "w", encoding="utf-8") as f:
        f.write('<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40"><rect width="60" height="40" fill="#1b3a6b"/></svg>')
    here = os.path.dirname(os.path.abspath(__file__))
    schema = tree.parse(here + "/../../src/doc/dossier.rng").getroot()
    known = {e.get("name") for e in schema.iter("{http://relaxng.org/ns/structure/1.0}element")}
    used = {e.tag.split("}")[1] for e in tree.fromstring(source).iter()}
    good = result("every element of the schema is written (else add it to everywhere.py)", sorted(known - used))
    built = subprocess.run([program, "build", folder + "/all.xml", "-o", folder], capture_output=True, text=True)
    said = [line for line in built.stderr.splitlines() if re.search(r": (error|warning|fatal)", line)]
    good &= result("builds without a warning", said or ([] if built.returncode == 0 else [f"exit status {built.returncode}"]))
    if built.returncode:
        return 1
    pdf = subprocess.run(["pdftotext", folder + "/all.pdf", "-"], capture_output=True, text=True).stdout
    with zipfile.ZipFile(folder + "/all.epub") as z:
        book = "".join(z.read(n).decode() for n in z.namelist() if n.endswith(".xhtml"))
    where = lambda word: "…" + source[max(0, source.find(word) - 60):source.find(word) + 8].replace("\n", " ")
    for name, text in (("PDF", re.sub(r"[\s\u00ad]|-\n", "", pdf).lower()), ("EPUB", book.lower())):
        words = [f"m{i:04d}z" for i in range(1, count + 1)]
        good &= result(f"all its {len(words) - len(hidden)} words are in the {name}", [where(x) for x in words if x not in text and x not in hidden])
        good &= result(f"none of its {len(hidden)} hidden words are", [where(x) for x in hidden if x in text])
    return 0 if good else 1


sys.exit(main())
