#!/usr/bin/env python3
"""Every label and option of the regulation stands in the blank annexes 2 and 4,
in its order.

    labels.py FOLDER    (that holds 附件2-创建备案表.pdf and 附件4-验收申请表.pdf)

Labels that span rows are looked for without an order. Needs pdftotext.
"""

import re
import subprocess
import sys
from pathlib import Path

BASIC = "一、园区基本情况 园区名称 园区所在地 通信地址 邮政编码 成立时间 园区级别 国家级☐ 省级☐ 其他☐ 经济技术开发区☐ 高新技术产业开发区☐ 保税区☐ 出口加工区☐ 边境经济合作区☐ 其他☐ 是否为由省级人民政府认定的化工园区 是☐ 否☐".split()
BODY = "二、园区管理机构情况 机构名称 机构性质 政府☐ 政府派出机构☐ 企业☐ 姓名 职务 电话 名称 负责人 负责人电话 联系人 联系人电话 传真 邮箱".split()
SPANNING = "园区类型 法定代表人（或主要负责人） 负责园区生态工业工作的职能部门".split()
FILING = "附件2 生态文明建设示范区（生态工业园区） 创建备案表 园区： 报送单位： （省级生态环境部门盖章） 报送日期： 年 月 日".split() + BASIC +["园区四至范围及面积"]+ BODY +["三、园区建设内容","（重点介绍园区概况及创建基础、总体方案、重点任务和支撑项目，不超过1000字）","附：《生态文明建设示范区（生态工业园区）建设实施方案》文本（电子版）、主要论证意见"]
APPLICATION = "附件4 生态文明建设示范区（生态工业园区） 验收申请表 申请园区： 申请日期： 年 月 日".split() + BASIC + BODY +"三、园区创建生态工业园区工作情况 省级部门批准创建时间 重点任务完成情况 支撑项目完成情况 四、创建指标完成情况 （园区评价指标完成情况，不超过500字） 五、园区特色及亮点 （不超过500字） 六、省级商务部门意见 盖章 年 月 日 七、省级工业和信息化部门意见 盖章 年 月 日 八、省级生态环境部门意见 盖章 年 月 日".split()


def words(pdf):
    pages = subprocess.run(["pdftotext", "-raw", pdf, "-"], check=True, capture_output=True)
    return re.sub(r"\s+", "", pages.stdout.decode("utf-8"))


def missing(text, labels):
    """The labels that do not stand in `text` behind those before them."""
    at = 0
    for label in labels:
        found = text.find(label, at)
        if found < 0:
            yield label
        else:
            at = found + len(label)
    yield from (label for label in SPANNING if label not in text)


def main():
    folder, faults = Path(sys.argv[1]), 0
    for name, labels in (("附件2-创建备案表.pdf", FILING), ("附件4-验收申请表.pdf", APPLICATION)):
        lost = list(missing(words(folder / name), labels))
        faults += len(lost)
        print("FAIL" if lost else "pass", name, f"{len(labels) + len(SPANNING)} labels", *lost)
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
