#!/usr/bin/env python3
"""The two drawers drew the same paper.

For every PDF below the folders given that has a DOCX beside it: LibreOffice
lays the DOCX out with our fonts under the offices' names; its pages must hold
the same words in the same order as our PDF, and be as many, give or take one.

Needs pdftotext, pdfinfo (poppler-utils) and soffice (libreoffice-writer-nogui).
"""

import difflib
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from xml.etree import ElementTree

FONTS = Path(__file__).resolve().parents[2] / "fonts"
ALIASES = {
    "仿宋_GB2312": "Zhuque Fangsong (technical preview)",
    "楷体_GB2312": "GW Form Kai",
    "黑体": "GW Form Hei",
    "方正小标宋简体": "GW Form Title",
    "宋体": "Noto Serif SC",
    "Times New Roman": "Liberation Serif",
}
# Characters that 朱雀仿宋 lacks: LibreOffice draws what comes from another font
# after the line, so that their order says nothing; they are counted instead.
FALLBACK = "ⅠⅡⅢⅣⅤⅥ●≥≤＋×÷＝～"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def font_config(folder):
    """A fontconfig file that knows our fonts by the offices' names."""
    aliases = "".join(
        f'<match target="pattern"><test name="family"><string>{office}</string></test>'
        f'<edit name="family" mode="assign" binding="strong"><string>{ours}</string></edit></match>'
        for office, ours in ALIASES.items()
    )
    path = folder / "fonts.conf"
    path.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<dir>{FONTS}</dir><cachedir>{folder}/cache</cachedir>{aliases}</fontconfig>",
        encoding="utf-8",
    )
    return path


def lay_out(documents, folder):
    """LibreOffice's PDF of each DOCX."""
    environment = os.environ | {"FONTCONFIG_FILE": str(font_config(folder)), "HOME": str(folder)}
    for number, document in enumerate(documents):
        out = folder / str(number)
        out.mkdir()
        subprocess.run(
            ["soffice", "--headless", "--convert-to", "pdf", "--outdir", out, document],
            env=environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        yield document, next(out.glob("*.pdf"))


def movable(document):
    """Texts without one place in the order of a page: head rows, which stand
    again on each page, their cells of several lines, captions above them, and
    labels that span rows, which stand beside several."""
    with zipfile.ZipFile(document) as parts:
        root = ElementTree.fromstring(parts.read("word/document.xml"))
    rows = [row for row in root.iter(f"{W}tr") if row.find(f"{W}trPr/{W}tblHeader") is not None]
    cells = [
        cell for cell in root.iter(f"{W}tc")
        if (merge := cell.find(f"{W}tcPr/{W}vMerge")) is not None and merge.get(f"{W}val") == "restart"
    ]
    cells += [cell for row in rows for cell in row.iter(f"{W}tc")]
    captions = [
        one for one in root.iter(f"{W}p")
        if (style := one.find(f"{W}pPr/{W}pStyle")) is not None and style.get(f"{W}val") == "Caption"
    ]
    every = rows + cells + captions
    texts = (squeeze("".join(text.text or "" for text in one.iter(f"{W}t"))) for one in every)
    return {text for text in texts if text}


def squeeze(text):
    return re.sub(r"\s+", "", text)


def words(pdf, movable):
    """The words of a PDF in order, without page numbers, the leaders of the
    table of contents, punctuation (which LibreOffice hangs into the margin) and
    what is movable; and which of the movable texts stand there."""
    pages = subprocess.run(["pdftotext", "-raw", pdf, "-"], check=True, capture_output=True)
    text = []
    for page in pages.stdout.decode("utf-8").split("\f"):
        text.append(re.sub(r"(草稿)?—\d+—(草稿)?$|草稿$", "", squeeze(page)))
    whole = "".join(text)
    found = set()
    for text in sorted(movable, key=len, reverse=True):
        if text in whole:
            found.add(text)
            whole = whole.replace(text, "")
    order = re.sub(rf"[^\w☐☑%]|[{FALLBACK}]", "", whole)
    return order, found | {f"{one} × {whole.count(one)}" for one in FALLBACK}


def pages(pdf):
    info = subprocess.run(["pdfinfo", pdf], check=True, capture_output=True).stdout.decode()
    return int(re.search(r"Pages:\s+(\d+)", info).group(1))


def main():
    pdfs = sorted(pdf for folder in sys.argv[1:] for pdf in Path(folder).rglob("*.pdf"))
    documents = {pdf.with_suffix(".docx"): pdf for pdf in pdfs if pdf.with_suffix(".docx").exists()}
    if not documents:
        sys.exit(f"no pairs below {sys.argv[1:]}")
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for document, theirs in lay_out(documents, Path(folder)):
            ours = documents[document]
            moves = movable(document)
            (left, here), (right, there) = words(ours, moves), words(theirs, moves)
            counts = pages(ours), pages(theirs)
            good = left == right and here == there and abs(counts[0] - counts[1]) <= 1
            failed += not good
            print("pass" if good else "FAIL", document.parent.name, document.stem, f"pages {counts[0]} / {counts[1]}")
            if here != there:
                print("  only on one side:", here ^ there)
            if left != right:
                changes = difflib.SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
                for kind, a, b, c, d in [one for one in changes if one[0] != "equal"][:12]:
                    print(f"  {kind}: ours 「{left[a:b][:60]}」 theirs 「{right[c:d][:60]}」 after 「{left[max(0, a - 12):a]}」")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
