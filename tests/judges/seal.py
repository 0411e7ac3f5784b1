#!/usr/bin/env python3
"""Draws a seal of 45 mm where one is pressed, to be looked at.

    seal.py FOLDER OUT

For annexes 2 and 4 below FOLDER: the page with the place of a seal as PNG, with
a red ring on it: on the three opinions of annex 4 between 盖章 and the date, on
the cover of annex 2 between the park's name and the date. The pictures are for
eyes and never a part of a paper. Needs pdftotext, pdftoppm (poppler-utils) and
convert (imagemagick).
"""

import pathlib
import re
import subprocess
import sys

DPI = 80
SEAL_MM = 45.0
POINT_MM = 25.4 / 72


def words(pdf, page):
    """Words of a page with their places in millimetres."""
    html = subprocess.run(
        ["pdftotext", "-bbox", "-f", str(page), "-l", str(page), str(pdf), "-"],
        capture_output=True, text=True, check=True,
    ).stdout
    found = re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>', html)
    return [([float(n) * POINT_MM for n in one[:4]], one[4]) for one in found]


def middle(place):
    return (place[0] + place[2]) / 2, (place[1] + place[3]) / 2


def opinions(pdf):
    """Page and middles of the seals of the three opinions."""
    page = 5
    here = words(pdf, page)
    seals = []
    for place, word in here:
        if word.replace("　", "") == "盖章":
            x, y = middle(place)
            month = min((w for w in here if w[1] == "月" and w[0][1] > place[1]), key=lambda w: w[0][1])
            seals.append((x, (y + middle(month[0])[1]) / 2))
    return page, seals


def cover(pdf):
    """Page and middle of the seal between name and date of annex 2's cover."""
    here = words(pdf, 1)
    date = next(place for place, word in here if word.startswith("报送日期"))
    name = next(place for place, word in here if word.startswith("园"))
    unit = next(place for place, word in here if word.startswith("报送单位"))
    return 1, [(unit[2] + 40, (name[3] + date[1]) / 2)]


def draw(pdf, page, seals, out):
    dots = DPI / 25.4
    out.parent.mkdir(parents=True, exist_ok=True)
    stem = out.with_suffix("")
    command = ["pdftoppm", "-r", str(DPI), "-f", str(page), "-l", str(page), "-singlefile", "-png", str(pdf), str(stem)]
    subprocess.run(command, check=True)
    radius = SEAL_MM / 2 * dots
    rings = []
    for x, y in seals:
        x, y = x * dots, y * dots
        rings += ["-draw", f"circle {x:.1f},{y:.1f} {x + radius:.1f},{y:.1f}"]
    subprocess.run(["convert", str(out), "-fill", "none", "-stroke", "red", "-strokewidth", "3", *rings, str(out)], check=True)
    print(out, " ".join(f"({x:.1f}, {y:.1f}) mm" for x, y in seals))


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    out = pathlib.Path(sys.argv[2])
    pages = 0
    for pdf in sorted(pathlib.Path(sys.argv[1]).rglob("*.pdf")):
        kind = next((kind for kind in (("附件2", cover), ("附件4", opinions)) if kind[0] in pdf.name), None)
        if kind:
            page, seals = kind[1](pdf)
            if not seals:
                sys.exit(f"{pdf}: no place for a seal")
            draw(pdf, page, seals, out / f"{pdf.parent.name}-{kind[0]}.png")
            pages += 1
    if pages == 0:
        sys.exit("no annex 2 or 4")


if __name__ == "__main__":
    main()
