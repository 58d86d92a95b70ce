#!/usr/bin/env python3
"""crop.py FILE.pdf OUT.png HEIGHT WORD...: the block of text that begins with these words, HEIGHT points of it, at 150 dots an inch."""
import html
import re
import subprocess
import sys

pdf, out, height, want = sys.argv[1], sys.argv[2], float(sys.argv[3]), sys.argv[4:]
text = subprocess.run(["pdftotext", "-bbox", pdf, "-"], capture_output=True, text=True, check=True).stdout
for number, page in enumerate(text.split("<page ")[1:], 1):
    width = float(re.search(r'width="([\d.]+)"', page).group(1))
    words = [(float(x), float(y), html.unescape(w)) for x, y, w in
             re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>(.*?)</word>', page)]
    for i in range(len(words) - len(want) + 1):
        if [w[2] for w in words[i:i + len(want)]] == want:
            dot = 150 / 72
            box = [int(v * dot) for v in (0, words[i][1] - 6, width, height)]
            subprocess.run(["pdftoppm", "-r", "150", "-f", str(number), "-l", str(number), "-x", str(box[0]), "-y", str(box[1]),
                            "-W", str(box[2]), "-H", str(box[3]), "-png", "-singlefile", pdf, out.removesuffix(".png")], check=True)
            sys.exit(0)
sys.exit("crop: these words do not follow one another in " + pdf)
