#!/usr/bin/env python3
"""The two drawers drew the same paper.

For every PDF below the folders given that has a DOCX beside it: LibreOffice
lays the DOCX out with our fonts under the offices' names; its pages must hold
the same words and ticks in the same order as our PDF, and be as many, give or
take one. The tables of the DOCX must have the rows, columns and merges that the
tags of the PDF tell of, and there must be as many figures.

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
# A DOCX raises and lowers plain digits, a PDF is copied with the characters themselves.
PLAIN = str.maketrans("₀₁₂₃₄₅₆₇₈₉⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "01234567890123456789-")
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
    heads = [row for row in root.iter(f"{W}tr") if row.find(f"{W}trPr/{W}tblHeader") is not None]
    rows = [row for row in heads if row.find(f"{W}tc/{W}tcPr/{W}vMerge") is None]
    cells = [
        cell for cell in root.iter(f"{W}tc")
        if (merge := cell.find(f"{W}tcPr/{W}vMerge")) is not None and merge.get(f"{W}val") == "restart"
    ]
    cells += [cell for row in heads for cell in row.iter(f"{W}tc")]
    captions = [
        one for one in root.iter(f"{W}p")
        if (style := one.find(f"{W}pPr/{W}pStyle")) is not None and style.get(f"{W}val") == "Caption"
    ]
    every = rows + cells + captions
    texts = (squeeze("".join(text.text or "" for text in one.iter(f"{W}t"))) for one in every)
    return {text for text in texts if text}


def squeeze(text):
    return re.sub(r"\s+", "", text).translate(PLAIN)


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


def merges(rows):
    """Rows of (columns, rows) for each cell, from rows of (columns, merge) where
    merge is None, "restart" or "continue"."""
    table = []
    for y, row in enumerate(rows):
        cells, x = [], 0
        for columns, merge in row:
            if merge != "continue":
                height = 1
                while merge and y + height < len(rows) and (x, "continue") in starts(rows[y + height]):
                    height += 1
                cells.append((columns, height))
            x += columns
        table.append(cells)
    return table


def starts(row):
    """Where the cells of a row begin, with their merges."""
    x = 0
    for columns, merge in row:
        yield x, merge
        x += columns


def shapes_of_docx(document):
    """The ruled tables of a DOCX, and how many figures it has. The lines to fill
    on a cover are a table without rules, and the frame of a missing figure one
    of a single cell: on paper they are none."""
    with zipfile.ZipFile(document) as parts:
        root = ElementTree.fromstring(parts.read("word/document.xml"))
    tables = []
    for table in root.iter(f"{W}tbl"):
        style = table.find(f"{W}tblPr/{W}tblStyle")
        if style is None or style.get(f"{W}val") != "FormTable":
            continue
        rows = []
        for row in table.iter(f"{W}tr"):
            cells = []
            for cell in row.iter(f"{W}tc"):
                span = cell.find(f"{W}tcPr/{W}gridSpan")
                merge = cell.find(f"{W}tcPr/{W}vMerge")
                columns = 1 if span is None else int(span.get(f"{W}val"))
                cells.append((columns, None if merge is None else merge.get(f"{W}val", "continue")))
            rows.append(cells)
        tables.append(merges(rows))
    return tables, sum(1 for _ in root.iter(f"{W}drawing"))


def shapes_of_pdf(pdf):
    """The same of a PDF, from its tags."""
    run = subprocess.run(["pdfinfo", "-struct", pdf], check=True, capture_output=True)
    tables, figures = [], 0
    for line in run.stdout.decode("utf-8", errors="replace").splitlines():
        match line.split():
            case ["Table", *_]:
                tables.append([])
            case ["TR", *_]:
                tables[-1].append([])
            case [tag, *_] if tag.rstrip(":") in ("TH", "TD"):
                tables[-1][-1].append((1, 1))
            case ["/ColSpan", columns]:
                tables[-1][-1][-1] = (int(columns), tables[-1][-1][-1][1])
            case ["/RowSpan", rows]:
                tables[-1][-1][-1] = (tables[-1][-1][-1][0], int(rows))
            case [tag, *_] if tag.rstrip(":") == "Figure":
                figures += 1
    return tables, figures


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
            shapes = shapes_of_pdf(ours), shapes_of_docx(document)
            same_words = left == right and here == there
            good = same_words and shapes[0] == shapes[1] and abs(counts[0] - counts[1]) <= 1
            failed += not good
            print("pass" if good else "FAIL", document.parent.name, document.stem, f"pages {counts[0]} / {counts[1]}, {len(shapes[0][0])} tables")
            if shapes[0] != shapes[1]:
                print(f"  tables and figures: ours {shapes[0]} theirs {shapes[1]}")
            if here != there:
                print("  only on one side:", here ^ there)
            if left != right:
                changes = difflib.SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
                for kind, a, b, c, d in [one for one in changes if one[0] != "equal"][:12]:
                    print(f"  {kind}: ours 「{left[a:b][:60]}」 theirs 「{right[c:d][:60]}」 after 「{left[max(0, a - 12):a]}」")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
