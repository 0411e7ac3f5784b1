//! Changing values in files: what is meant, and every other byte kept.

use ecopark::Engine;
use ecopark::input::Files;
use ecopark::input::edit::{EditError, Editor};

/// One text beside the YAML.
struct Beside;

impl Files for Beside {
    fn read(&self, name: &str) -> Result<Vec<u8>, String> {
        match name {
            "内容.txt" => Ok("第一段。\r\n第二段。\r\n".into()),
            _ => Err("文件不存在".into()),
        }
    }
}

fn editor(yaml: &str) -> Editor {
    let input = Engine::new().read("park.yaml", yaml.as_bytes(), &Beside);
    assert!(input.park.is_some(), "{:?}", input.findings);
    Editor::new(input)
}

#[track_caller]
fn set(yaml: &str, path: &str, value: &str, expected: &str) {
    let mut editor = editor(yaml);
    editor.set(path, value).expect("can be set");
    assert_eq!(editor.input().files[0].text, expected);
}

#[test]
fn a_value_is_replaced_in_its_own_style() {
    let path = "园区基本情况.园区名称";
    let yaml = |value: &str| {
        format!("# 注\n园区基本情况:\n  园区名称: {value}  # 名\n  邮政编码: \"413000\"\n")
    };
    let case = |before: &str, value: &str, after: &str| {
        set(&yaml(before), path, value, &yaml(after));
    };
    case("甲开发区", "乙开发区", "乙开发区");
    case("甲开发区", "乙: 丙", "\"乙: 丙\"");
    case("\"甲\"", "乙“丙”", "\"乙“丙”\"");
    case("'甲'", "it's", "'it''s'");
    case("", "乙", "乙 ");
    case("~", "乙", "乙");
    set(
        "园区基本情况: {园区名称: 甲, 邮政编码: 1}\n",
        path,
        "乙, 丙",
        "园区基本情况: {园区名称: \"乙, 丙\", 邮政编码: 1}\n",
    );
}

/// As `new` writes them: the mark, a comment and nothing else.
#[test]
fn an_empty_block_is_begun() {
    let path = "备案表.园区建设内容";
    let yaml = |block: &str| format!("备案表:\n  园区建设内容: {block}\n  报送单位: 某厅\n");
    set(
        &yaml("|   # 内容，可写 \"@文件.txt\""),
        path,
        "甲。\n乙。",
        &yaml("|   # 内容，可写 \"@文件.txt\"\n    甲。\n    乙。"),
    );
    set(&yaml("|"), path, "甲。", &yaml("|\n    甲。"));
    set(
        &yaml("> # 注"),
        path,
        "甲。\n乙。",
        &yaml("|   # 注\n    甲。\n    乙。"),
    );
}

#[test]
fn a_block_stays_a_block() {
    let yaml = "备案表:\n  园区建设内容: |\n    一。\n\n    二。\n  报送单位: 某厅\n";
    set(
        yaml,
        "备案表.园区建设内容",
        "甲。\n乙。",
        "备案表:\n  园区建设内容: |\n    甲。\n    乙。\n  报送单位: 某厅\n",
    );
    set(
        "备案表:\n  园区建设内容: >\n    一\n    二\n  报送单位: 某厅\n",
        "备案表.园区建设内容",
        "甲。\n乙。",
        "备案表:\n  园区建设内容: |\n    甲。\n    乙。\n  报送单位: 某厅\n",
    );
    set(
        "备案表:\r\n  园区建设内容: 一\r\n",
        "备案表.园区建设内容",
        "甲。\n乙。",
        "备案表:\r\n  园区建设内容: |\r\n    甲。\r\n    乙。\r\n",
    );
}

#[test]
fn a_missing_key_comes_where_the_model_puts_it() {
    set(
        "园区基本情况:\n  园区名称: 甲\n  成立时间: 1994年\n标准:\n  名称: 乙\n",
        "园区基本情况.通信地址",
        "某路1号",
        "园区基本情况:\n  园区名称: 甲\n  通信地址: 某路1号\n  成立时间: 1994年\n标准:\n  名称: 乙\n",
    );
    set(
        "园区基本情况:\n  园区所在地: 甲\n",
        "园区基本情况.园区名称",
        "乙",
        "园区基本情况:\n  园区名称: 乙\n  园区所在地: 甲\n",
    );
    set(
        "园区基本情况:\n  园区名称: 甲\n\n标准:\n  名称: 乙\n",
        "园区管理机构情况.法定代表人（或主要负责人）.姓名",
        "丙",
        "园区基本情况:\n  园区名称: 甲\n\n园区管理机构情况:\n  法定代表人（或主要负责人）:\n    姓名: 丙\n\n标准:\n  名称: 乙\n",
    );
    set(
        "标识: {园区代码: A}\n",
        "标识.园区简称",
        "甲",
        "标识: {园区代码: A, 园区简称: 甲}\n",
    );
    set(
        "备案表:  # 空\n标准: {}\n",
        "备案表.报送单位",
        "某厅",
        "备案表:  # 空\n  报送单位: 某厅\n标准: {}\n",
    );
    set("标准: {}\n", "标准.名称", "甲", "标准: {名称: 甲}\n");
    set(
        "创建申报:\n  延期: 无\n",
        "创建申报.延期.延期至",
        "2030-01-01",
        "创建申报:\n  延期: {延期至: 2030-01-01}\n",
    );
}

#[test]
fn lists_grow_and_change() {
    let yaml = "重点任务:\n  - 编号: R1\n    支撑指标: [T1]\n  - 编号: R2\n标准: {}\n";
    set(
        yaml,
        "重点任务[2].编号",
        "R3",
        "重点任务:\n  - 编号: R1\n    支撑指标: [T1]\n  - 编号: R2\n  - 编号: R3\n标准: {}\n",
    );
    let mut editor = editor(yaml);
    editor
        .set_list("重点任务[0].支撑指标", &["T1".into(), "T2".into()])
        .expect("a list");
    editor
        .set_list("重点任务[1].支撑指标", &["T3".into()])
        .expect("a list");
    assert_eq!(
        editor.input().files[0].text,
        "重点任务:\n  - 编号: R1\n    支撑指标: [T1, T2]\n  - 编号: R2\n    支撑指标: [T3]\n标准: {}\n"
    );
    assert_eq!(
        editor.set("重点任务[5].编号", "R6"),
        Err(EditError::Gap("重点任务[5].编号".into()))
    );
    assert_eq!(
        editor.set("重点任务[0].编写", "R6"),
        Err(EditError::Unknown("重点任务[0].编写".into()))
    );
    set(
        "指标体系:\n  指标:\n    - 编号: T1\n      实际值: {2025: 1, 2027: 3}\n",
        "指标体系.指标[0].实际值.2026",
        "2.0",
        "指标体系:\n  指标:\n    - 编号: T1\n      实际值: {2025: 1, 2026: \"2.0\", 2027: 3}\n",
    );
    set(
        "标准: {}\n",
        "验收报告.经济状况.近三年[0].年份",
        "2026年",
        "标准: {}\n\n验收报告:\n  经济状况:\n    近三年:\n      - 年份: 2026年\n",
    );
}

#[test]
fn parts_of_a_text_are_replaced_where_they_stand() {
    #[track_caller]
    fn case(value: &str, from: &str, to: &str, expected: &str) {
        let yaml = format!("园区基本情况:\n  园区名称: {value}\n");
        let mut editor = editor(&yaml);
        let path = "园区基本情况.园区名称";
        let at = editor.text(path).expect("text").find(from).expect("from");
        editor
            .replace(path, &[(at..at + from.len(), to.into())])
            .expect("can be replaced");
        assert_eq!(
            editor.input().files[0].text,
            format!("园区基本情况:\n  园区名称: {expected}\n")
        );
    }

    case("甲,乙", ",", "，", "甲，乙");
    case("\"甲\\n乙\"", "\n", "。", "\"甲。乙\"");
    case("\"甲,乙\"", ",", "\"", "\"甲\\\"乙\"");
    case("'甲''乙'", "'", "''", "'甲''''乙'");
    case("甲，乙", "，", ": ", "\"甲: 乙\"");
    case("|\n    甲,\n    乙", ",", "，", "|\n    甲，\n    乙");
    case("甲\n    乙", "甲乙", "丙", "丙");
}

#[test]
fn a_text_of_another_file_goes_back_into_it() {
    let mut editor = editor("备案表:\n  园区建设内容: \"@内容.txt\"\n");
    editor
        .set("备案表.园区建设内容", "甲。\n乙。")
        .expect("can be set");
    let changed: Vec<_> = editor.changed().collect();
    assert_eq!(changed.len(), 1);
    assert_eq!(changed[0].1.name, "内容.txt");
    assert_eq!(changed[0].1.text, "甲。\r\n乙。\r\n");
    editor
        .replace("备案表.园区建设内容", &[(3..6, "，".into())])
        .expect("can be replaced");
    let (_, file) = editor.changed().next().expect("changed");
    assert_eq!(file.text, "甲，\r\n乙。\r\n");
}

/// Three tasks, with comments above and behind.
const TASKS: &str = "\
重点任务:
  # 第一项
  - 编号: R1
    重点任务名称: 甲  # 牵头
    任务内容: |
      一。

      二。
  - 编号: R2
    重点任务名称: 乙
  # 第三项
  - {编号: R3, 重点任务名称: 丙}

支撑项目: []
";

#[track_caller]
fn edited(yaml: &str, edit: impl FnOnce(&mut Editor) -> Result<(), EditError>, expected: &str) {
    let mut editor = editor(yaml);
    edit(&mut editor).expect("can be edited");
    assert_eq!(editor.input().files[0].text, expected);
}

#[test]
fn an_item_is_put_in_anywhere() {
    let new = [("编号", "R9"), ("重点任务名称", "丁: 戊")];
    edited(
        TASKS,
        |editor| editor.insert_item("重点任务", 1, &new),
        &TASKS.replace(
            "  - 编号: R2\n",
            "  - 编号: R9\n    重点任务名称: \"丁: 戊\"\n  - 编号: R2\n",
        ),
    );
    edited(
        TASKS,
        |editor| editor.insert_item("重点任务", 0, &new),
        &TASKS.replace(
            "  # 第一项\n",
            "  - 编号: R9\n    重点任务名称: \"丁: 戊\"\n  # 第一项\n",
        ),
    );
    edited(
        "重点任务: [{编号: R1}, {编号: R2}]\n",
        |editor| editor.insert_item("重点任务", 1, &[("编号", "R9")]),
        "重点任务: [{编号: R1}, {编号: R9}, {编号: R2}]\n",
    );
    edited(
        "重点任务:\n- 编号: R1\n",
        |editor| editor.insert_item("重点任务", 1, &[("编号", "R2"), ("任务内容", "一。\n二。")]),
        "重点任务:\n- 编号: R1\n- 编号: R2\n  任务内容: |\n    一。\n    二。\n",
    );
}

#[test]
fn an_item_is_taken_out_with_its_comment() {
    let first = &TASKS
        [TASKS.find("  # 第一项").expect("there")..TASKS.find("  - 编号: R2").expect("there")];
    edited(
        TASKS,
        |editor| editor.remove_item("重点任务", 0),
        &TASKS.replace(first, ""),
    );
    edited(
        TASKS,
        |editor| editor.remove_item("重点任务", 2),
        &TASKS.replace("  # 第三项\n  - {编号: R3, 重点任务名称: 丙}\n", ""),
    );
    edited(
        "重点任务:\n  - 编号: R1\n标准:\n  名称: 甲\n",
        |editor| editor.remove_item("重点任务", 0),
        "重点任务: []\n标准:\n  名称: 甲\n",
    );
    edited(
        "重点任务: [{编号: R1}, {编号: R2}]\n",
        |editor| editor.remove_item("重点任务", 0),
        "重点任务: [{编号: R2}]\n",
    );
}

#[test]
fn items_are_moved() {
    edited(
        TASKS,
        |editor| editor.move_item("重点任务", 2, 1),
        &TASKS.replace(
            "  - 编号: R2\n    重点任务名称: 乙\n  # 第三项\n  - {编号: R3, 重点任务名称: 丙}\n",
            "  # 第三项\n  - {编号: R3, 重点任务名称: 丙}\n  - 编号: R2\n    重点任务名称: 乙\n",
        ),
    );
    edited(
        "重点任务:\r\n  - 编号: R1\r\n  - 编号: R2",
        |editor| editor.arrange("重点任务", &[1, 0]),
        "重点任务:\r\n  - 编号: R2\r\n  - 编号: R1",
    );
}

#[test]
fn items_that_are_not_there_are_refused() {
    let mut editor = editor(TASKS);
    let gap = |path: &str| Err(EditError::Gap(path.to_owned()));
    assert_eq!(editor.remove_item("重点任务", 3), gap("重点任务[3]"));
    assert_eq!(editor.move_item("重点任务", 0, 3), gap("重点任务[3]"));
    assert_eq!(editor.arrange("重点任务", &[0, 0]), gap("重点任务[0]"));
    assert_eq!(
        editor.insert_item("重点任务", 4, &[("编号", "R9")]),
        gap("重点任务[4]")
    );
    let unknown = editor.insert_item("重点任务", 1, &[("编码", "R9")]);
    assert_eq!(unknown, Err(EditError::Unknown("重点任务[1].编码".into())));
    assert_eq!(editor.changed().count(), 0);
}
