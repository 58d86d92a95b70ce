#!/usr/bin/env python3
"""evenness.py FILE.pdf [FIRST LAST]: how even the lines of justified text are: the variation of the mean word space from line to line, the
share of lines looser than half as much again as the middle one, of lines that end in a hyphen, and stacks of three hyphens."""
import collections
import re
import statistics
import subprocess
import sys

pages = ["-f", sys.argv[2], "-l", sys.argv[3]] if len(sys.argv) > 3 else []
boxes = subprocess.run(["pdftotext", "-bbox-layout", *pages, sys.argv[1], "-"], capture_output=True, text=True, check=True).stdout
lines = []
for left, right, inside in re.findall(r'<line xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)" yMax="[\d.]+">(.*?)</line>', boxes, re.S):
    words = re.findall(r'<word xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)"[^>]*>(.*?)</word>', inside)
    if len(words) > 5:
        lines.append((round(float(left)), round(float(right)), [(float(a), float(b), w) for a, b, w in words]))
if not lines:
    sys.exit("evenness: no lines of six words and more")
# Justified lines reach from the commonest left edge to the commonest right one, but for what hangs out.
edges = [collections.Counter(line[k] for line in lines).most_common(1)[0][0] for k in (0, 1)]
full = [words for left, right, words in lines if abs(left - edges[0]) < 4 and abs(right - edges[1]) < 4]
spaces, hyphens = [], []
for words in full:
    gaps = [b[0] - a[1] for a, b in zip(words, words[1:])]
    gaps = [g for g in gaps if 0.5 < g < 30]
    if gaps:
        spaces.append(statistics.mean(gaps))
    hyphens.append(words[-1][2][-1] in "-\u2010\u00ad")
middle = statistics.median(spaces)
stacks = sum(all(hyphens[i - 2:i + 1]) for i in range(2, len(hyphens)))
print(f"{len(full)} lines: variation {statistics.pstdev(spaces) / statistics.mean(spaces):.3f}, "
      f"loose {100 * sum(s > 1.5 * middle for s in spaces) / len(spaces):.1f} %, "
      f"hyphenated {100 * sum(hyphens) / len(hyphens):.1f} %, stacks of three {stacks}")
