#!/usr/bin/env python3
"""evenness.py FILE.pdf...: how evenly the justified lines of a finished PDF are set, measured on the page, not asked of the program.

Words and their places come from pdftotext, of the first 120 pages (it takes its time). A line counts as justified if it has five words or more and ends at the right edge
where most lines of its side of the spread end (a comma or a hyphen may hang out a little), and something follows it in its
block. Its space is the middle one of its word spaces, in ems of its own letters, so notes and text compare. Per file:
  lines    justified lines measured
  space    the usual word space, in hundredths of an em
  cv       spread of the lines' spaces over their mean, in per cent: 0 would be one space everywhere
  loose    lines whose space is over one and a half of the usual, tight under two thirds of it, in per cent
  hyphens  lines that end in a hyphen, in per cent
  stacks   three hyphens or more one below the other
"""
import csv
import statistics
import subprocess
import sys
from collections import Counter, defaultdict

PAGES = 120
HANG = 5  # points that punctuation may stand out of the measure
HEIGHT = 1.362  # of a word's box (ascent and descent of the face) to its em, Noto's: scales alone, all ratios hold


def words(pdf):
    tsv = subprocess.run(["pdftotext", "-l", str(PAGES), "-tsv", pdf, "-"], check=True, capture_output=True, text=True).stdout
    for row in csv.DictReader(tsv.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        if row["level"] == "5" and row["text"]:
            key = tuple(int(row[k]) for k in ("page_num", "par_num", "block_num", "line_num"))
            yield key, float(row["left"]), float(row["width"]), float(row["height"]), row["text"]


def lines(pdf):
    """(page, block), left to right: places and text of each line, in reading order."""
    out = defaultdict(list)
    for key, left, width, height, text in words(pdf):
        out[key].append((left, left + width, height, text))
    return out


def space(line):
    gaps = [b[0] - a[1] for a, b in zip(line, line[1:]) if b[0] - a[1] > .3]
    em = statistics.median(w[2] for w in line) / HEIGHT
    return 100 * statistics.median(gaps) / em if len(gaps) > 2 and em else None


def measure(pdf):
    found = lines(pdf)
    edges = defaultdict(Counter)
    for (page, *_), line in found.items():
        if len(line) > 4:
            edges[page % 2][round(line[-1][1])] += 1
    right = {side: count.most_common(1)[0][0] for side, count in edges.items()}
    keys = list(found)
    spaces, ends, run, stacks, hyphens = [], [], 0, 0, 0
    for key, after in zip(keys, keys[1:] + [None]):
        line = found[key]
        follows = after is not None and after[:3] == key[:3]
        if len(line) < 5 or abs(line[-1][1] - right[key[0] % 2]) > HANG or not follows:
            run = 0
            continue
        if (s := space(line)) is None:
            continue
        spaces.append(s)
        hyphen = line[-1][3].endswith(("-", "\u2010", "\u00ad"))
        hyphens += hyphen
        run = run + 1 if hyphen else 0
        stacks += run == 3
    return spaces, hyphens, stacks


def main():
    print(f"{'lines':>8} {'space':>7} {'cv %':>7} {'loose %':>8} {'tight %':>8} {'hyphens %':>10} {'stacks':>7}  file")
    for pdf in sys.argv[1:]:
        s, hyphens, stacks = measure(pdf)
        if len(s) < 2:
            print(f"{len(s):8} {'-':>7} {'-':>7} {'-':>8} {'-':>8} {'-':>10} {'-':>7}  {pdf}")
            continue
        usual, n = statistics.median(s), len(s)
        print(f"{n:8} {usual:7.1f} {100 * statistics.pstdev(s) / statistics.mean(s):7.1f} {100 * sum(x > 1.5 * usual for x in s) / n:8.1f}"
              f" {100 * sum(x < usual / 1.5 for x in s) / n:8.1f} {100 * hyphens / n:10.1f} {stacks:7}  {pdf}")


main()
