#!/usr/bin/env python3
"""A workbook of `sheet new`, filled in by openpyxl as people fill one in, comes
back as data, and out again as the same cells. Needs openpyxl.

    python3 tests/judges/sheet.py PROGRAM
"""

import datetime
import pathlib
import subprocess
import sys
import tempfile

import openpyxl

PARKS = 12
HAN = "甲乙丙丁戊己庚辛壬癸子丑"


def row(number):
    """One park's cells by code, in the three ways of writing a date."""
    dates = ["2026-09-10", datetime.date(2026, 9, 10), 20260910]
    name = f"临{HAN[number]}㙍经济技术开发区"
    department = "园区管理机构情况.负责园区生态工业工作的职能部门."
    return {
        "标识.园区代码": f"LL{number}",
        "标识.园区简称": f"临{HAN[number]}㙍经开区",
        "园区基本情况.园区名称": name,
        "园区基本情况.邮政编码": f"0611{number:02}",
        "园区基本情况.成立时间": "2009年11月",
        "园区基本情况.园区级别": "省级",
        "园区基本情况.园区四至范围及面积.面积": "12.10" if number else 12.1,
        "园区基本情况.园区四至范围及面积.面积单位": "平方公里",
        department + "联系人电话": f"1390000{number:04}",
        "备案表.报送日期": dates[number % 3],
        "备案表.园区建设内容": f"一、概况。{name}成立于2009年。\n二、总体方案。",
    }


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as top:
        top = pathlib.Path(top)

        def run(*args, codes=(0,)):
            done = subprocess.run([program, *args], cwd=top, capture_output=True, text=True)
            assert done.returncode in codes, (args, done.returncode, done.stdout, done.stderr)
            return done

        run("sheet", "new", "采集表.xlsx", "--for", "filing")
        book = openpyxl.load_workbook(top / "采集表.xlsx")
        sheet = book["备案表数据"]
        assert sheet.protection.sheet and sheet.data_validations.dataValidation
        codes = {cell.value: cell.column for cell in sheet[4] if cell.value}
        for number in range(PARKS):
            for code, value in row(number).items():
                sheet.cell(5 + number, codes[code]).value = value
        book.save(top / "收到.xlsx")

        done = run("sheet", "import", "收到.xlsx", "-o", "批次", codes=(0, 1))
        assert len(done.stdout.splitlines()) == PARKS, done.stdout
        assert "收到.xlsx 备案表数据!" in done.stderr, done.stderr[:2000]
        assert "小数末尾的 0" in done.stderr, "a number in place of 12.10 is told"

        run("build", "批次", "--out", "成果", "--draft", "--form", "2", "-q")
        assert len(list((top / "成果").rglob("*.pdf"))) == PARKS
        run("check", "批次", codes=(0, 1))

        run("sheet", "export", "批次", "--for", "filing", "-o", "导出.xlsx")
        sheet = openpyxl.load_workbook(top / "导出.xlsx")["备案表数据"]
        codes = {cell.value: cell.column for cell in sheet[4] if cell.value}
        found = {}
        for line in range(5, 5 + PARKS):
            cells = {code: sheet.cell(line, column).value for code, column in codes.items()}
            found[cells["标识.园区代码"]] = cells
        for number in range(PARKS):
            cells = found[f"LL{number}"]
            for code, value in row(number).items():
                wanted = "2026-09-10" if code == "备案表.报送日期" else str(value)
                assert cells[code] == wanted, (code, cells[code], wanted)

        # A second import changes nothing.
        done = run("sheet", "import", "导出.xlsx", "-o", "批次", codes=(0, 1))
        assert done.stdout == "", done.stdout
        print(f"{PARKS} parks went through a workbook and back")


main()
