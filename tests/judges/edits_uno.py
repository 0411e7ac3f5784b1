#!/usr/bin/env python3
"""Edits as a person makes them in LibreOffice, by UNO; called by edits.py.

    edits_uno.py PORT FOLDER    FOLDER/in.docx is edited in each way; each result
                                is saved as FOLDER/NAME.docx

Prints a line of JSON for each edit: name, words that were typed or taken out.
"""

import json
import pathlib
import sys
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.text.ControlCharacter import PARAGRAPH_BREAK


def value(name, content):
    prop = PropertyValue()
    prop.Name, prop.Value = name, content
    return prop


def desktop(port):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    url = f"uno:socket,host=127.0.0.1,port={port};urp;StarOffice.ComponentContext"
    for _ in range(120):
        try:
            context = resolver.resolve(url)
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except Exception:
            time.sleep(0.5)
    sys.exit("LibreOffice does not answer")


def paragraphs(text):
    found = text.createEnumeration()
    while found.hasMoreElements():
        part = found.nextElement()
        if part.supportsService("com.sun.star.text.Paragraph"):
            yield part


def longest(paper):
    """The longest paragraph of the paper, in a cell or outside."""
    all_of_them = list(paragraphs(paper.Text))
    for table in tables(paper):
        for name in table.CellNames:
            all_of_them += list(paragraphs(table.getCellByName(name)))
    return max(all_of_them, key=lambda one: len(one.String))


def tables(paper):
    return [paper.TextTables.getByIndex(i) for i in range(paper.TextTables.Count)]


def cells(paper):
    """Cells beside a cell with words, row by row."""
    for table in tables(paper):
        for name in table.CellNames:
            yield table, name, table.getCellByName(name)


def cell_with(paper, words):
    return next(cell for _, _, cell in cells(paper) if cell.String.strip() == words)


def last_table(paper, columns):
    """A table with rows that can be put in and taken out."""
    for table in reversed(tables(paper)):
        try:
            if table.Rows.Count > 2 and table.Columns.Count >= columns:
                return table
        except Exception:
            continue
    return None


def only_saved(_paper, _typed):
    """Nothing is done."""


def type_at_end(paper, typed):
    cursor = longest(paper).getEnd()
    cursor.String = typed


def type_at_start(paper, typed):
    cursor = longest(paper).getStart()
    cursor.String = typed


def new_paragraph(paper, typed):
    paragraph = longest(paper)
    text, end = paragraph.Text, paragraph.getEnd()
    text.insertControlCharacter(end, PARAGRAPH_BREAK, False)
    text.insertString(end, typed, False)


def replace_words(paper, typed):
    words = longest(paper).String[3:9]
    search = paper.createReplaceDescriptor()
    search.SearchString, search.ReplaceString = words, typed
    assert paper.replaceAll(search) > 0


def line_break(paper, typed):
    longest(paper).getEnd().String = "\n" + typed


def tracked(paper, typed):
    paper.RecordChanges = True
    longest(paper).getEnd().String = typed


def footnote(paper, typed):
    note = paper.createInstance("com.sun.star.text.Footnote")
    paragraph = longest(paper)
    paragraph.Text.insertTextContent(paragraph.getEnd(), note, False)
    note.insertString(note.getStart(), typed, False)


def frame(paper, typed):
    box = paper.createInstance("com.sun.star.text.TextFrame")
    box.Width, box.Height = 4000, 2000
    paper.Text.insertTextContent(paper.Text.getEnd(), box, False)
    box.insertString(box.getStart(), typed, False)


def at_the_end(paper, typed):
    end = paper.Text.getEnd()
    paper.Text.insertControlCharacter(end, PARAGRAPH_BREAK, False)
    paper.Text.insertString(end, typed, False)


def bullets(paper, typed):
    paragraph = longest(paper)
    text, end = paragraph.Text, paragraph.getEnd()
    text.insertControlCharacter(end, PARAGRAPH_BREAK, False)
    end.NumberingStyleName = "List 1"
    text.insertString(end, typed, False)


def new_table(paper, typed):
    table = paper.createInstance("com.sun.star.text.TextTable")
    table.initialize(2, 2)
    end = paper.Text.getEnd()
    paper.Text.insertTextContent(end, table, False)
    table.getCellByName("B2").String = typed


def over_a_name(paper, typed):
    cell_with(paper, "湘澜经济技术开发区管理委员会").String = typed


def beside_a_name(paper, typed):
    cell = cell_with(paper, "湘澜经济技术开发区管理委员会")
    cell.insertString(cell.getEnd(), typed, False)


def new_row(paper, typed):
    table = last_table(paper, 3)
    at = table.Rows.Count
    table.Rows.insertByIndex(at, 1)
    table.getCellByPosition(1, at).String = typed


def over_a_label(paper, typed):
    table = tables(paper)[-1]
    table.getCellByName(table.CellNames[0]).String = typed


# Ways of editing (comments are left to python-docx: LibreOffice 7.4 without a screen
# falls over when it saves one); those of the second list need a table that not every paper has.
EVERYWHERE = [only_saved, type_at_end, type_at_start, new_paragraph, replace_words, line_break, tracked]
EVERYWHERE += [footnote, frame, at_the_end, bullets, new_table, over_a_label]
FORMS = [over_a_name, beside_a_name]
OUTLINES = [new_row]


def main():
    port, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    office = desktop(port)
    hidden = value("Hidden", True)
    ways = EVERYWHERE + (FORMS if "form" in sys.argv[3:] else OUTLINES)
    for number, way in enumerate(ways):
        paper = office.loadComponentFromURL((folder / "in.docx").as_uri(), "_blank", 0, (hidden,))
        typed = f"改{number:02}字于此"
        way(paper, typed)
        target = folder / f"{way.__name__}.docx"
        paper.storeToURL(target.as_uri(), (value("FilterName", "MS Word 2007 XML"),))
        paper.close(True)
        print(json.dumps({"name": way.__name__, "typed": typed}, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
