#!/usr/bin/env python3
"""Whether every character of our DOCX files survives other programs.

    survive.py FILE-OR-FOLDER...

- LibreOffice opens and saves each file as .docx, and through .doc, .odt and
  .rtf and back; mammoth and docx-preview show it: the same characters in the
  same order each time (white space and boxes apart).
- Annex 2 has 3 pages and annex 4 has 5, in the LibreOffice at hand and in the
  newer one of Debian's backports, which sets rows as Word does.

ECOPARK_OFFICES names the programs, separated by colons; without it they are
`soffice` and, where it can be fetched, the one of the backports. Installs what
it needs by name into a folder of its own; fails when it cannot.
"""

import os
import pathlib
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as tree
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
HOME = pathlib.Path(os.environ.get("ECOPARK_JUDGES", pathlib.Path(tempfile.gettempdir()) / "ecopark-judges"))
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PAGES = {"附件2": 3, "附件4": 5}
WAYS = ["docx", "doc", "odt", "rtf"]
FILTERS = {"docx": "docx:MS Word 2007 XML", "doc": "doc:MS Word 97", "odt": "odt", "rtf": "rtf"}
BACKPORTS = """libreoffice-writer libreoffice-core libreoffice-common libreoffice-base-core libreoffice-math
libreoffice-uiconfig-writer libreoffice-uiconfig-common libreoffice-style-colibre ure uno-libs-private libuno-cppu3
libuno-cppuhelpergcc3-3 libuno-purpenvhelpergcc3-3 libuno-sal3 libuno-salhelpergcc3-3""".split()
# What it needs and a machine may lack.
BESIDE = ["libepoxy0", "libzxcvbn0"]


def run(*command, **options):
    """Runs a command; its output, or the end of the judgement."""
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True, timeout=900, **options)
    if done.returncode != 0:
        sys.exit(f"failed: {' '.join(str(c) for c in command)}\n{done.stdout}\n{done.stderr}")
    return done.stdout


def bare(text):
    """`text` without white space and boxes."""
    return re.sub(r"[\s\u2000-\u200b☐☑☒]", "", text)


def words(file):
    """The text of a DOCX, as it stands on its pages."""
    with zipfile.ZipFile(file) as package:
        root = tree.fromstring(package.read("word/document.xml"))
    return bare("".join(element.text or "" for element in root.iter(f"{WORD}t")))


class Office:
    """A LibreOffice with a profile of its own."""

    def __init__(self, program):
        self.program = program
        self.folder = pathlib.Path(tempfile.mkdtemp())
        config = self.folder / "fonts.conf"
        text = (HERE / "fonts.conf.in").read_text()
        fonts = HERE.parent.parent / "fonts"
        config.write_text(text.replace("@FONTS@", str(fonts)).replace("@CACHE@", str(self.folder / "cache")))
        self.environment = dict(os.environ, FONTCONFIG_FILE=str(config))
        home = pathlib.Path(program).resolve().parent
        if home.name == "program" and not str(home).startswith("/usr/lib"):
            libraries = [home, home.parents[1], *home.parents[1].glob("*-linux-gnu")]
            self.environment["LD_LIBRARY_PATH"] = ":".join(str(path) for path in libraries)

    def convert(self, files, kind, folder):
        folder.mkdir(parents=True, exist_ok=True)
        profile = f"-env:UserInstallation=file://{self.folder}/profile"
        command = [self.program, profile, "--headless", "--convert-to", kind, "--outdir", folder, *files]
        # The first start makes the profile and asks to be started again.
        if not (self.folder / "profile/user/registrymodifications.xcu").exists():
            subprocess.run([str(part) for part in command], env=self.environment, capture_output=True, timeout=900)
        run(*command, env=self.environment)
        return [folder / f"{file.stem}.{kind.split(':')[0]}" for file in files]


def newer_office():
    """The LibreOffice of Debian's backports, unpacked beside the installed one."""
    root = HOME / "backports"
    program = root / "usr/lib/libreoffice/program/soffice.bin"
    if program.exists():
        return str(program)
    lists = HOME / "backports-lists"
    (lists / "partial").mkdir(parents=True, exist_ok=True)
    source = HOME / "backports.list"
    key = "/usr/share/keyrings/debian-archive-keyring.gpg"
    source.write_text(f"deb [signed-by={key}] http://deb.debian.org/debian bookworm-backports main\n")
    options = [f"Dir::Etc::SourceList={source}", "Dir::Etc::sourceparts=-", f"Dir::State::lists={lists}"]
    options += ["Dir::Cache::pkgcache=", "Dir::Cache::srcpkgcache=", "APT::Sandbox::User=root"]
    options = [part for option in options for part in ("-o", option)]
    packages = HOME / "backports-packages"
    packages.mkdir(exist_ok=True)
    run("apt-get", *options, "update")
    run("apt-get", *options, "download", *BACKPORTS, cwd=packages)
    run("apt-get", "-o", "APT::Sandbox::User=root", "download", *BESIDE, cwd=packages)
    for package in packages.glob("*.deb"):
        run("dpkg", "-x", package, root)
    settle(root)
    return str(program)


def settle(root):
    """Points what names the installed LibreOffice to the unpacked one."""
    home = root / "usr/lib/libreoffice"
    for settings, folder in (("fundamentalrc", "usr/lib"), ("sofficerc", "etc")):
        file = home / "program" / settings
        file.write_text(file.read_text().replace(f"file:///{folder}/libreoffice", f"file://{root}/{folder}/libreoffice"))
    run("cp", "-r", "--remove-destination", f"{home}/share/.registry/.", home / "share/registry")
    for link in home.rglob("*"):
        inside = root / os.readlink(link).lstrip("/") if link.is_symlink() else None
        if inside and os.readlink(link).startswith("/") and inside.exists():
            link.unlink()
            link.symlink_to(inside)


def offices():
    named = os.environ.get("ECOPARK_OFFICES")
    return [Office(program) for program in (named.split(":") if named else ["soffice", newer_office()])]


def install():
    packages = HOME / "python"
    if not packages.exists():
        run(sys.executable, "-m", "pip", "install", "--quiet", "--target", packages, "mammoth==1.13.0", "python-docx==1.2.0")
    sys.path.insert(0, str(packages))
    if not (HOME / "node_modules/docx-preview").exists():
        (HOME / "package.json").write_text((HERE / "package.json").read_text())
        run("npm", "install", "--no-audit", "--no-fund", cwd=HOME)


def mammoth_words(file):
    import mammoth

    with open(file, "rb") as opened:
        html = mammoth.convert_to_html(opened).value
    return bare("".join(tree.fromstring(f"<a>{html.replace('<br />', ' ')}</a>").itertext()))


def preview_words(files):
    """What docx-preview shows of each file."""
    shown = run("node", HERE / "preview.mjs", *files, env=dict(os.environ, ECOPARK_JUDGES=str(HOME)))
    return [bare(text) for text in shown.split("\f")[: len(files)]]


def pages(pdf):
    return int(re.search(r"Pages:\s+(\d+)", run("pdfinfo", pdf)).group(1))


def compare(name, way, before, after):
    if before == after:
        return []
    at = next((i for i, (a, b) in enumerate(zip(before, after)) if a != b), min(len(before), len(after)))
    place = f"…{before[max(0, at - 12):at]}|{before[at:at + 12]}… became {after[at:at + 24]}…"
    return [f"{name}: {way}: {len(before)} characters became {len(after)}: {place}"]


def judge(files):
    faults = []
    before = [words(file) for file in files]
    for office in offices():
        which = run(office.program, "--version", env=office.environment).split(" ")[1]
        work = office.folder / "work"
        renamed = []
        for number, file in enumerate(files):
            target = work / f"{number}.docx"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file.read_bytes())
            renamed.append(target)
        for way in WAYS:
            saved = office.convert(renamed, FILTERS[way], work / way)
            if way != "docx":
                saved = office.convert(saved, FILTERS["docx"], work / f"{way}-back")
            for file, text, copy in zip(files, before, saved):
                faults += compare(f"{file.parent.name}/{file.name}", f"LibreOffice {which} as .{way}", text, words(copy))
        for file, pdf in zip(files, office.convert(renamed, "pdf", work / "pdf")):
            count = pages(pdf)
            due = next((due for annex, due in PAGES.items() if annex in file.name), count)
            if count != due:
                faults.append(f"{file.parent.name}/{file.name}: {count} pages in LibreOffice {which}, not {due}")
    for file, text, shown in zip(files, before, preview_words(files)):
        name = f"{file.parent.name}/{file.name}"
        faults += compare(name, "docx-preview", text, shown)
        faults += compare(name, "mammoth", text, mammoth_words(file))
    return faults, sum(len(text) for text in before)


def main():
    files = []
    for path in (pathlib.Path(argument).resolve() for argument in sys.argv[1:]):
        files += sorted(path.rglob("*.docx")) if path.is_dir() else [path]
    if not files:
        sys.exit(__doc__)
    install()
    faults, characters = judge(files)
    for fault in faults:
        print(fault)
    print(f"{len(files)} DOCX files of {characters} characters, {len(faults)} faults")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
