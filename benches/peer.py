#!/usr/bin/env python3
"""Filled annex 2, from the data file to the bytes of DOCX and PDF: ecopark beside
docxtpl (python-docx-template) and the `typst` package, in one run.

    benches/peer.py [ROUNDS]

All three take the same different parks in turn, in one thread, in process, and the
time told is the processor's. docxtpl fills a template with the cells that ecopark
draws, a variable for each datum; `typst` compiles `peer.typ`, which has the same
cells, with a compiler that is kept, as PDF/A-2a in our fonts.
Needs docxtpl, typst and PyYAML from PyPI.
"""

import io
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from importlib.metadata import version
from pathlib import Path

import typst
import yaml
from docxtpl import DocxTemplate

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
PARKS = 24
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
CONTENT = "备案表.园区建设内容"
DATE = "备案表.报送日期"


def run(*command):
    """Runs a command in the project's folder."""
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def ours():
    """Milliseconds for a DOCX and a PDF, as criterion measured them."""
    run("cargo", "bench", "--quiet", "--bench", "papers", "--", r"annex 2 .*\(CPU\)")
    times = {}
    for kind in ("DOCX", "PDF"):
        path = ROOT / f"target/criterion/paper/annex 2 {kind} (CPU)/new/estimates.json"
        times[kind] = json.loads(path.read_text())["mean"]["point_estimate"] / 1e6
    return times


def data(folder):
    """What a data file says: path → text; a long text as its paragraphs."""
    park = yaml.load((folder / "park.yaml").read_bytes(), LOADER)
    flat = {}

    def walk(value, path):
        if isinstance(value, dict):
            for key, item in value.items():
                walk(item, f"{path}.{key}" if path else str(key))
        elif not isinstance(value, list):
            flat[path] = str(value)

    walk(park, "")
    text = flat[CONTENT]
    text = (folder / text[1:]).read_text() if text.startswith("@") else text
    for number, line in enumerate(line for line in text.splitlines() if line.strip()):
        flat[f"{CONTENT}#{number}"] = line
    for part, digits in zip("年月日", flat[DATE].split("-")):
        flat[f"{DATE}#{part}"] = str(int(digits))
    return flat


def template(form, flat):
    """The form with a variable in place of each datum, and their paths."""
    paths = {}
    by_text = {text: path for path, text in reversed(flat.items())}

    def variable(match):
        path = by_text.get(match.group(2))
        if path is None:
            return match.group(0)
        name = paths.setdefault(path, f"v{len(paths)}")
        return f"{match.group(1)}{{{{ {name} }}}}</w:t>"

    out = io.BytesIO()
    with zipfile.ZipFile(form) as parts, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for item in parts.infolist():
            part = parts.read(item)
            if item.filename == "word/document.xml":
                part = re.sub(r"(<w:t(?: [^>]*)?>)([^<]+)</w:t>", variable, part.decode()).encode()
            made.writestr(item.filename, part)
    return out.getvalue(), paths


def docx(form, paths, folder):
    """One DOCX from a park's folder."""
    flat = data(folder)
    document = DocxTemplate(io.BytesIO(form))
    document.render({name: flat.get(path, "") for path, name in paths.items()})
    document.save(io.BytesIO())


def timed(make, rounds):
    """Milliseconds of the processor for each round, after a round to warm up."""
    make(0)
    start = time.process_time()
    for number in range(1, rounds + 1):
        make(number % PARKS)
    return (time.process_time() - start) / rounds * 1e3


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 96
    with tempfile.TemporaryDirectory() as place:
        place = Path(place)
        run("cargo", "run", "--quiet", "--release", "--example", "parks", "--", str(place), str(PARKS))
        parks = sorted(folder for folder in place.iterdir() if folder.is_dir())
        built = place / "built"
        build = ["build", str(parks[0]), "--form", "2", "--format", "docx", "--out", str(built)]
        run("cargo", "run", "--quiet", "--release", "--", *build)
        form, paths = template(next(built.rglob("*.docx")), data(parks[0]))

        compiler = typst.Compiler(root=str(place), font_paths=[str(ROOT / "fonts")], ignore_system_fonts=True)
        for folder in parks:
            shutil.copy(HERE / "peer.typ", folder)

        def pdf(number):
            compiler.compile(str(parks[number] / "peer.typ"), format="pdf", pdf_standards=["a-2a"])

        theirs = {
            "DOCX": timed(lambda number: docx(form, paths, parks[number]), rounds),
            "PDF": timed(pdf, rounds),
        }
    names = {"DOCX": f"docxtpl {version('docxtpl')}", "PDF": f"typst {version('typst')}"}
    for kind, time_of_ours in ours().items():
        ratio = theirs[kind] / time_of_ours
        print(f"annex 2 {kind}: ecopark {time_of_ours:.1f} ms, {names[kind]} {theirs[kind]:.1f} ms, {ratio:.2f} x")
    print(f"{rounds} rounds over {PARKS} parks, {len(paths)} data in the DOCX, CPU time, one thread")


if __name__ == "__main__":
    main()
