#!/usr/bin/env python3
"""Whether Word's pages are those of our PDF: as many, each with the same first words.

    pages.py ECOPARK FOLDER...

Looks at every DOCX below the folders that has a PDF beside it, and at annexes 2
and 4 of parks that it makes itself: with the shortest data, with texts at their
caps and with long names. LibreOffice lays the DOCX out with our fonts, the one
at hand and the newer one of Debian's backports, which sets rows as Word does
(see survive.py, which fetches it; ECOPARK_OFFICES names others).

A form (annexes 2 and 4) must have its 3 and 5 pages, and each must begin with
the same words. A report (annexes 1 and 3) may have a page more or less in a
hundred lines of running text: of its chapters each must begin on the page that
the table of contents says, give or take one.
"""

import pathlib
import re
import subprocess
import sys
import tempfile

from survive import offices, run

FORMS = {"附件2": 3, "附件4": 5}
# Characters of a page that are compared.
WORDS = 12
ROOT = pathlib.Path(__file__).resolve().parents[2]


def short():
    """The shortest data that make both forms."""
    return """标识: {}
园区基本情况: {园区名称: 甲园区, 园区所在地: 甲县, 通信地址: 甲路1号, 邮政编码: "100000", 成立时间: 2000年1月}
园区管理机构情况: {机构名称: 甲管委会, 机构性质: 政府}
备案表: {报送单位: 甲省生态环境厅, 报送日期: 2026-03-01, 园区建设内容: 略。}
验收申请表: {申请日期: 2029-03-01, 重点任务完成情况: 略。, 支撑项目完成情况: 略。, 创建指标完成情况: 略。, 园区特色及亮点: 略。}
"""


def capped(length):
    """A text of so many characters in paragraphs of a sentence or two."""
    sentence = "园区坚持生态优先、绿色发展，2028年单位工业增加值综合能耗降至0.402吨标准煤/万元，再生水回用率达到31.6%。"
    text = (sentence * (length // len(sentence) + 1))[: length - 1] + "。"
    parts = [text[at : at + 220] for at in range(0, length, 220)]
    return "|\n" + "\n".join("      " + part for part in parts)


def longest():
    """Texts at their caps, and names as long as any."""
    name = "国家东中西区域合作示范区（连云港徐圩新区）临港石化产业园区"
    return f"""标识: {{}}
园区基本情况:
  园区名称: {name}
  园区所在地: 新疆维吾尔自治区博尔塔拉蒙古自治州阿拉山口市
  通信地址: 内蒙古自治区呼伦贝尔市莫力达瓦达斡尔族自治旗尼尔基镇经济技术开发区纬一路1208号
  邮政编码: "061100"
  成立时间: 1994年6月
  园区级别: 其他
  园区级别说明: 省级人民政府批准的集中区
  园区类型: 其他
  园区类型说明: 跨省合作的化工新材料产业园区
  是否为由省级人民政府认定的化工园区: 是
  园区四至范围及面积:
    四至范围: 东至澜溪河，南至资江北岸大堤，西至迎宾南路，北至高速公路连接线，东北以规划铁路专用线为界，西南以生态缓冲带为界
    面积: "42.60"
    面积单位: 平方公里
园区管理机构情况:
  机构名称: {name}管理委员会
  机构性质: 政府派出机构
  法定代表人（或主要负责人）: {{姓名: 买买提艾力·阿卜杜热合曼, 职务: 党工委书记、管委会主任（兼）, 电话: 0737-4000001}}
  负责园区生态工业工作的职能部门: {{名称: 生态环境和应急管理局（综合行政执法局）, 负责人: 刘思远, 负责人电话: 0737-4000018, 联系人: 陈晓岚, 联系人电话: "13900000001", 传真: 0737-4000019, 邮箱: ecology.department@example.gov.cn}}
备案表:
  报送单位: 新疆维吾尔自治区生态环境厅
  报送日期: 2026-03-01
  园区建设内容: {capped(1000)}
验收申请表:
  申请日期: 2029-03-01
  重点任务完成情况: {capped(500)}
  支撑项目完成情况: {capped(500)}
  创建指标完成情况: {capped(500)}
  园区特色及亮点: {capped(500)}
"""


def make(ecopark, folder):
    """Papers of the parks that this file makes."""
    for name, yaml in (("最短", short()), ("最长", longest())):
        data = folder / name / "park.yaml"
        data.parent.mkdir(parents=True)
        data.write_text(yaml, encoding="utf-8")
        command = [ecopark, "build", data, "--draft", "--form", "2,4", "--out", folder / name]
        subprocess.run([str(part) for part in command], capture_output=True, timeout=300)


def pages(pdf):
    """The words of each page, without white space, boxes and the page's number."""
    texts = run("pdftotext", "-layout", pdf, "-").split("\f")[:-1]
    bare = (re.sub(r"—\s*\d+\s*—|草稿", "", text) for text in texts)
    return [re.sub(r"[\s\u2000-\u200b☐☑□—]", "", text) for text in bare]


def form(name, ours, theirs, due):
    """What differs in a form."""
    if len(theirs) != due or len(ours) != due:
        yield f"{name}: {len(ours)} pages in the PDF, {len(theirs)} in the DOCX, not {due}"
        return
    for number, (one, other) in enumerate(zip(ours, theirs), 1):
        if one[:WORDS] != other[:WORDS]:
            yield f"{name}, page {number}: begins with 「{one[:WORDS]}」 in the PDF, 「{other[:WORDS]}」 in the DOCX"


def chapters(texts):
    """On which page each chapter begins, behind the table of contents."""
    places = {}
    for number, text in enumerate(texts):
        for title in re.findall(r"[一二三四五六七八九]、(?:园区概况|总体方案|重点任务|支撑项目|指标可达|评价时段|《标准》符合|创建特点)", text):
            if number >= 2:
                places.setdefault(title, number + 1)
    return places


def report(name, ours, theirs):
    """What differs in a report."""
    if abs(len(ours) - len(theirs)) > 1:
        yield f"{name}: {len(ours)} pages in the PDF, {len(theirs)} in the DOCX"
    there = chapters(theirs)
    for title, number in chapters(ours).items():
        if abs(there.get(title, 0) - number) > 1:
            yield f"{name}: 「{title}」 on page {number} of the PDF, {there.get(title)} of the DOCX"


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    work = pathlib.Path(tempfile.mkdtemp())
    make(pathlib.Path(sys.argv[1]).resolve(), work / "made")
    folders = [pathlib.Path(argument) for argument in sys.argv[2:]] + [work / "made"]
    files = [file for folder in folders for file in sorted(folder.rglob("*.docx")) if file.with_suffix(".pdf").exists()]
    if not any(file.is_relative_to(work) for file in files):
        sys.exit("no papers of the parks made here")
    renamed = []
    for number, file in enumerate(files):
        target = work / "copies" / f"{number}.docx"
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(file.read_bytes())
        renamed.append(target)
    faults, looked = [], 0
    for office in offices():
        which = run(office.program, "--version", env=office.environment).split(" ")[1]
        for file, pdf in zip(files, office.convert(renamed, "pdf", office.folder / "pages")):
            name = f"{file.parent.name}/{file.name} in LibreOffice {which}"
            ours, theirs = pages(file.with_suffix(".pdf")), pages(pdf)
            looked += len(ours)
            due = next((due for annex, due in FORMS.items() if annex in file.name), None)
            faults += form(name, ours, theirs, due) if due else report(name, ours, theirs)
    for fault in faults:
        print(fault)
    print(f"{len(files)} DOCX files, {looked} pages compared, {len(faults)} faults")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
