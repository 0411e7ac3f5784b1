#!/usr/bin/env python3
"""docxtpl (python-docx-template) on a form equal to ours, for comparison.

    benches/peer.py 附件2-创建备案表.docx [COUNT]

Takes a filled annex 2 that ecopark made, turns its texts into template
variables, and renders it COUNT times, one thread, in process. Needs docxtpl
from PyPI. Run it beside `cargo bench -- docx` on the same machine.
"""

import io
import re
import sys
import time
import zipfile

from docxtpl import DocxTemplate


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


def main():
    path, count = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 50
    form, values = template(path)
    start = time.perf_counter()
    for _ in range(count):
        document = DocxTemplate(io.BytesIO(form))
        document.render(values)
        document.save(io.BytesIO())
    seconds = time.perf_counter() - start
    print(f"docxtpl: {count / seconds:.1f} documents a second ({len(values)} variables, {count} documents)")


if __name__ == "__main__":
    main()
