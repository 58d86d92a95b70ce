#!/usr/bin/env python3
"""gen.py PAGES FOLDER: writes FOLDER/bench.xml, a made-up French dossier of about so many A4 pages, and its pictures.

Seeded by the number of pages: the same number gives the same bytes. A chapter every 10 pages, a section every 2, and in
each page four paragraphs with a note, a cite, a reference and Chinese names; a table every 3 pages, a figure every 4,
a source a page. People, places and works are invented by joining parts of names: none is meant.
"""
import os
import random
import shutil
import sys
from xml.sax.saxutils import escape

WHO = """le notaire;la commune;le registre;une lettre;ce manuscrit;la bibliothèque;l’intendant;un négociant;la délégation;
le consulat;cet interprète;la maison de commerce;le capitaine;un témoin;la préfecture;l’archiviste;le traducteur;
une correspondance;le cartographe;la chambre de commerce;cette enquête;le rapporteur;un botaniste;l’université""".split(";")
DOES = """mentionne;décrit;conserve;transmet;contredit;confirme;reproduit;cite;date précisément;passe sous silence;
attribue à tort;rapproche prudemment;situe;évalue;dénombre;traduit littéralement;résume;conteste officiellement""".split(";")
WHAT = """une concession portuaire;la traversée de l’hiver;un inventaire incomplet;l’itinéraire suivi;les échanges de semences;
une convention provisoire;le prix des étoffes;plusieurs témoignages concordants;la correspondance administrative;
les comptes du comptoir;une hypothèse particulièrement fragile;l’arrivée des voyageurs;un portrait aujourd’hui perdu;
la reconstitution généalogique;des circonstances extraordinaires;le testament retrouvé;une carte gravée;l’emplacement exact;
le dénombrement des familles;des conséquences considérables;un jumelage sans lendemain;le commerce du thé""".split(";")
WHERE = """dans les archives départementales;à la fin du siècle;sans en donner la raison;d’après une copie tardive;
au retour de la mission;pour la première fois;selon deux sources indépendantes;en marge du feuillet;contre toute attente;
malgré l’incertitude des dates;avec une grande exactitude;par l’intermédiaire d’un cousin;lors de la séance publique;
au-delà de la frontière;immédiatement après l’incendie;près de l’ancien canal;entre les deux recensements""".split(";")
LINK = "Or,;Ainsi,;Toutefois,;Par ailleurs,;De même,;En revanche,;Enfin,;Plus loin,;À l’inverse,;Dès lors,".split(";")
WHO, DOES, WHAT, WHERE = ([" ".join(x.split()) for x in part] for part in (WHO, DOES, WHAT, WHERE))
FAMILY, GIVEN = "王李张陈刘赵孙吴郑徐", "文明华德立群海山春秋志远国安"
FIRST, LAST = "Mar Jul Ad Ber Cé Ho Lu Thé".split(), "ville mont court fontaine val champ rive".split()


class Text:
    def __init__(self, pages):
        self.r = random.Random(f"dossier {pages}")

    def sentence(self):
        r, s = self.r, ""
        s += f"{r.choice(LINK)} " if r.random() < .3 else ""
        s += f"{r.choice(WHO)} {r.choice(DOES)} {r.choice(WHAT)} {r.choice(WHERE)}"
        kind = r.random()
        if kind < .25:
            s += f", et {r.choice(WHO)} {r.choice(DOES)} {r.choice(WHAT)}"
        elif kind < .35:
            s += f"\u00a0: «\u00a0{r.choice(WHAT)} {r.choice(WHERE)}\u00a0»"
        elif kind < .45:
            s += f" (f. {r.randint(1, 380)}, {r.randint(1, 28)} mars {r.randint(1701, 1949)})"
        return s[0].upper() + s[1:] + r.choice([".", ".", ".", ".", "\u00a0?", "\u00a0!"])

    def sentences(self, n):
        return [self.sentence() for _ in range(n)]

    def title(self):
        t = f"{self.r.choice(WHAT)} {self.r.choice(WHERE)}"
        return t[0].upper() + t[1:]

    def chinese(self):
        r = self.r
        return f'<span xml:lang="zh-Hans">{r.choice(FAMILY)}{"".join(r.sample(GIVEN, r.randint(1, 2)))}</span>'

    def place(self):
        return self.r.choice(FIRST) + self.r.choice(["", "ti", "ro", "le"]) + self.r.choice(LAST)

    def paragraph(self, n, *inserts):
        """n sentences; each insert follows one of the first."""
        parts = [escape(s) for s in self.sentences(n)]
        for i, insert in enumerate(inserts):
            parts[i] += insert
        return f"<p>{' '.join(parts)}</p>\n"


def table(t, number):
    rows = "".join(f"<tr><th scope=\"row\">{t.place()}</th><td>{escape(t.r.choice(WHAT))}</td><td>{t.r.randint(1701, 1949)}</td>"
                   f"<td>{t.r.randint(12, 980)}\u202f{t.r.randint(100, 999)}</td></tr>\n" for _ in range(6))
    return (f'<table xml:id="t{number}"><caption>{escape(t.title())}</caption><thead><tr><th scope="col">Lieu</th>'
            f'<th scope="col">Objet</th><th scope="col">Année</th><th scope="col">Valeur</th></tr></thead>\n'
            f"<tbody>\n{rows}</tbody></table>\n")


def write(pages, out):
    t = Text(pages)
    sections = [f"s{i}" for i in range(1, pages // 2 + 2)]
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n<dossier xmlns="urn:dossier:1" xml:lang="fr">\n<info>'
              f"<title>Texte d’épreuve de {pages} pages</title><date>2026-01-01</date></info>\n<sources>\n")
    for i in range(1, pages + 1):
        out.write(f'<source xml:id="k{i}" kind="book"><title>{escape(t.title())}</title><author>{t.place()}, {t.r.choice(FIRST)}</author>'
                  f"<publisher>Presses de {t.place()}</publisher><date>{t.r.randint(1850, 2020)}</date></source>\n")
    out.write('</sources>\n<front><toc depth="2"/></front>\n<body>\n')
    section = 0
    for page in range(pages):
        if page % 10 == 0:
            if page:
                out.write("</section>\n</section>\n")
            out.write(f"<section><title>{escape(t.title())}</title>\n")
        elif page % 2 == 0:
            out.write("</section>\n")
        if page % 2 == 0:
            section += 1
            out.write(f'<section xml:id="s{section}"><title>{escape(t.title())}</title>\n')
        out.write(t.paragraph(6, f" ({t.chinese()})", f'<cite source="k{page + 1}" at="p.\u00a0{t.r.randint(2, 300)}"/>'))
        out.write(t.paragraph(5, f"<note>{escape(' '.join(t.sentences(2)))}</note>", f" ({t.chinese()})"))
        if page % 3 == 1:
            out.write(table(t, page))
        back = t.r.choice(sections[:section])
        out.write(t.paragraph(5, f' (voir <ref to="{back}"/>)'))
        if page % 4 == 2:
            out.write(f'<figure xml:id="f{page}"><img src="picture.jpg" alt="{escape(t.title())}" width="60%"/>'
                      f"<figcaption>{escape(t.title())}</figcaption></figure>\n")
        else:
            out.write(t.paragraph(5))
    out.write("</section>\n</section>\n</body>\n</dossier>\n")


def main():
    pages, folder = int(sys.argv[1]), sys.argv[2]
    os.makedirs(folder, exist_ok=True)
    here = os.path.dirname(os.path.abspath(__file__))
    shutil.copyfile(os.path.join(here, "../../content/images/fleuve.jpg"), os.path.join(folder, "picture.jpg"))
    with open(os.path.join(folder, "bench.xml"), "w", encoding="utf-8") as out:
        write(pages, out)


main()
