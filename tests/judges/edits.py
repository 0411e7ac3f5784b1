#!/usr/bin/env python3
"""Edits by python-docx and by LibreOffice (UNO): whatever was typed is read, or
named as not read.

    edits.py ECOPARK PARK.YAML...

Each paper of each park is built, edited in each way, and given to `ecopark read
--into PARK.YAML --dry-run`. The words that were typed must stand in what it
shows; otherwise they are lost in silence. A paper that LibreOffice has only
opened and saved must change nothing.

Installs python-docx by name into a folder of its own, and asks the system's
Python for UNO (Debian: python3-uno).
"""

import copy
import io
import json
import os
import pathlib
import re
import socket
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
HOME = pathlib.Path(os.environ.get("ECOPARK_JUDGES", pathlib.Path(tempfile.gettempdir()) / "ecopark-judges"))
SYSTEM_PYTHON = "/usr/bin/python3"
ANNEXES = ["1", "2", "3", "4"]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def run(*command, **options):
    """Runs a command; its output, or the end of the judgement."""
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True, timeout=900, **options)
    if done.returncode != 0:
        sys.exit(f"failed: {' '.join(str(c) for c in command)}\n{done.stdout}\n{done.stderr}")
    return done.stdout


def install():
    packages = HOME / "python"
    if not packages.exists():
        run(sys.executable, "-m", "pip", "install", "--quiet", "--target", packages, "mammoth==1.13.0", "python-docx==1.2.0")
    sys.path.insert(0, str(packages))


def said(ecopark, paper, park):
    """All that `read` shows of a paper, without white space and marks of a diff."""
    done = subprocess.run(
        [ecopark, "read", paper, "--into", park, "--dry-run"], capture_output=True, text=True, timeout=120
    )
    if done.returncode not in (0, 1):
        return f"exit {done.returncode}", done.stderr
    return done.returncode, done.stdout + done.stderr


# --- python-docx ---------------------------------------------------------------


def inner_paragraphs(paper):
    import docx.text.paragraph

    return [docx.text.paragraph.Paragraph(p, paper) for p in paper.element.body.iter(f"{W}p")]


def text_of(paragraph):
    return "".join(t.text or "" for t in paragraph._p.iter(f"{W}t"))


def longest(paper):
    return max(inner_paragraphs(paper), key=lambda one: len(text_of(one)))


def grids(paper):
    return [table for table in paper.tables if len(table.rows) > 2]


def add_run(paper, typed):
    longest(paper).add_run(typed)


def insert_before(paper, typed):
    longest(paper).insert_paragraph_before(typed)


def replace_all(paper, typed):
    longest(paper).text = typed


def change_run(paper, typed):
    run = max((r for p in inner_paragraphs(paper) for r in p.runs), key=lambda one: len(one.text))
    run.text = run.text[:4] + typed + run.text[4:]


def add_paragraph(paper, typed):
    paper.add_paragraph(typed)


def add_heading(paper, typed):
    paper.add_paragraph(typed, style="heading 1")


def add_break(paper, typed):
    run = longest(paper).add_run()
    run.add_break()
    run.add_text(typed)


def add_table(paper, typed):
    paper.add_table(2, 2).cell(1, 1).text = typed


def add_row(paper, typed):
    grids(paper)[-1].add_row().cells[-1].text = typed


def copy_row(paper, typed):
    table = grids(paper)[-1]
    row = copy.deepcopy(table.rows[-1]._tr)
    table._tbl.append(row)
    table.rows[-1].cells[0].text = typed


def data_cell(paper, typed):
    """Types over the last cell of the first row that has a control in it."""
    for table in paper.tables:
        for row in table.rows:
            last = row.cells[-1]
            if list(last._tc.iter(f"{W}sdt")) and any(True for _ in last._tc.iter(f"{W}bookmarkStart")):
                last.text = typed
                return
    raise LookupError("no cell with a datum")


def beside_control(paper, typed):
    for sdt in paper.element.body.iter(f"{W}sdt"):
        if sdt.find(f"{W}sdtPr/{W}tag") is not None:
            import docx.text.paragraph

            parent = next((p for p in sdt.iterancestors() if p.tag == f"{W}p"), None)
            if parent is not None:
                docx.text.paragraph.Paragraph(parent, paper).add_run(typed)
                return
    longest(paper).add_run(typed)


def comment(paper, typed):
    paragraph = next(p for p in inner_paragraphs(paper) if p.runs)
    paper.add_comment(paragraph.runs, text=typed, author="专家", initials="专")


def label(paper, typed):
    """Words typed into a heading or label of the form."""
    paragraph = next(p for p in inner_paragraphs(paper) if p.runs and len(text_of(p)) > 5)
    paragraph.runs[-1].text += typed


def struck(paper, typed):
    longest(paper).add_run(typed).font.strike = True


def hidden(paper, typed):
    longest(paper).add_run(typed).font.hidden = True


def picture(paper, _):
    pixel = bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010800000000"
        "3a7e9b550000000a49444154789c63f80f00010101001bb6ee560000000049454e44ae426082"
    )
    paper.add_picture(io.BytesIO(pixel))
    return "图片"


def footer(paper, typed):
    paper.sections[-1].footer.paragraphs[0].add_run(typed)


def header(paper, typed):
    head = paper.sections[0].header
    head.is_linked_to_previous = False
    head.paragraphs[0].add_run(typed)


PYTHON = [add_run, insert_before, replace_all, change_run, add_paragraph, add_heading, add_break, add_table, add_row]
PYTHON += [copy_row, data_cell, beside_control, comment, label, struck, hidden, picture, footer, header]


def by_python(file, folder):
    import docx

    for number, way in enumerate(PYTHON):
        paper = docx.Document(str(file))
        typed = f"笔{number:02}字于此"
        try:
            typed = way(paper, typed) or typed
        except (LookupError, IndexError):
            continue
        target = folder / f"{way.__name__}.docx"
        paper.save(str(target))
        yield f"python-docx {way.__name__}", target, typed


# --- LibreOffice ---------------------------------------------------------------


class Office:
    """A LibreOffice that listens, with a profile of its own."""

    def __init__(self, folder):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        profile = f"-env:UserInstallation=file://{folder}/profile"
        quick = ["soffice", profile, "--headless", "--norestore"]
        # The first start makes the profile.
        subprocess.run([*quick, "--terminate_after_init"], capture_output=True, timeout=300)
        listen = f"--accept=socket,host=127.0.0.1,port={self.port};urp;"
        self.process = subprocess.Popen([*quick, listen], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(60)


def by_office(office, file, folder, kind):
    (folder / "in.docx").write_bytes(file.read_bytes())
    lines = run(SYSTEM_PYTHON, HERE / "edits_uno.py", office.port, folder, kind)
    for line in lines.splitlines():
        edit = json.loads(line)
        yield f"LibreOffice {edit['name']}", folder / f"{edit['name']}.docx", edit["typed"]


# --- the judgement -------------------------------------------------------------


def papers(ecopark, park, folder):
    run(ecopark, "build", park, "--format", "docx", "--draft", "--form", ",".join(ANNEXES), "--out", folder)
    return sorted(folder.rglob("*.docx"))


def judge(ecopark, park, office, folder):
    counts, lost = {"tried": 0, "read": 0, "named": 0}, []
    for number, file in enumerate(papers(ecopark, park, folder / "papers")):
        work = folder / str(number)
        (work / "python").mkdir(parents=True)
        (work / "office").mkdir()
        kind = "form" if "表" in file.name else "outline"
        edits = list(by_python(file, work / "python")) + list(by_office(office, file, work / "office", kind))
        for what, edited, typed in edits:
            code, text = said(ecopark, edited, park)
            bare = re.sub(r"\s", "", text)
            counts["tried"] += 1
            if what.endswith("only_saved"):
                if code != 0 or "读回 0 项改动" not in text or "没有读入" in text:
                    lost.append(f"{file.parent.name}/{file.name}: {what}, and was read as edited\n{text[:1500]}")
                continue
            added = any(line.startswith("+") and typed in line for line in text.splitlines())
            if added:
                counts["read"] += 1
            elif typed in bare:
                counts["named"] += 1
            else:
                lost.append(f"{file.parent.name}/{file.name}: {what}: 「{typed}」 (exit {code})\n{text[:1500]}")
    return counts, lost


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    ecopark = pathlib.Path(sys.argv[1]).resolve()
    install()
    total, lost = {}, []
    with tempfile.TemporaryDirectory() as folder, Office(folder) as office:
        for number, park in enumerate(sys.argv[2:]):
            work = pathlib.Path(folder) / f"park{number}"
            counts, faults = judge(ecopark, pathlib.Path(park).resolve(), office, work)
            lost += faults
            total = {key: total.get(key, 0) + count for key, count in counts.items()}
    for fault in lost:
        print(fault)
    print(f"{total['tried']} edits: {total['read']} read, {total['named']} named, {len(lost)} lost in silence")
    sys.exit(1 if lost else 0)


if __name__ == "__main__":
    main()
