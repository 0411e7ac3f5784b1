#!/usr/bin/env python3
"""Filled annex 2 as DOCX: ecopark and docxtpl (python-docx-template), in one run.

    benches/peer.py [COUNT]

Runs `cargo bench` for ours, then lets docxtpl render an equal form COUNT times,
one thread, in process, and prints both and the ratio. The form is the one that
ecopark makes of the sample, with a template variable in place of each text.
Needs docxtpl from PyPI.
"""

import io
import json
import re
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

from docxtpl import DocxTemplate

SAMPLE = "samples/湘澜经开区/park.yaml"
ESTIMATES = Path("target/criterion/docx/write annex 2/new/estimates.json")


def ours():
    """Documents a second from blocks, as criterion measured them."""
    subprocess.run(["cargo", "bench", "--quiet", "--bench", "papers", "--", "write annex 2"], check=True)
    return 1e9 / json.loads(ESTIMATES.read_text())["mean"]["point_estimate"]


def filled(folder):
    """The sample's annex 2."""
    build = ["build", SAMPLE, "--form", "2", "--format", "docx", "--out", folder]
    subprocess.run(["cargo", "run", "--quiet", "--release", "--", *build], check=True, capture_output=True)
    return next(Path(folder).rglob("*.docx"))


def template(path):
    """The form with a variable in place of each text, and their values."""
    values = {}

    def variable(match):
        name = f"v{len(values)}"
        values[name] = match.group(2)
        return f"{match.group(1)}{{{{ {name} }}}}</w:t>"

    out = io.BytesIO()
    with zipfile.ZipFile(path) as form, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for item in form.infolist():
            part = form.read(item)
            if item.filename == "word/document.xml":
                text = re.sub(r"(<w:t(?: [^>]*)?>)([^<]+)</w:t>", variable, part.decode())
                part = text.encode()
            made.writestr(item.filename, part)
    return out.getvalue(), values


def theirs(form, values, count):
    """Documents a second that docxtpl renders."""
    start = time.perf_counter()
    for _ in range(count):
        document = DocxTemplate(io.BytesIO(form))
        document.render(values)
        document.save(io.BytesIO())
    return count / (time.perf_counter() - start)


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    with tempfile.TemporaryDirectory() as folder:
        form, values = template(filled(folder))
    fast, slow = ours(), theirs(form, values, count)
    print(f"ecopark: {fast:.0f} documents a second")
    print(f"docxtpl: {slow:.1f} documents a second ({len(values)} variables, {count} documents)")
    print(f"ratio: {fast / slow:.0f}")


if __name__ == "__main__":
    main()
