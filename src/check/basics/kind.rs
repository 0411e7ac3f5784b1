//! The type of the park: B08 to B11.

use super::choice;
use crate::check::{Check, Context, Found, Needs, Rule};
use crate::finding::Severity::{Error, Info, Warning};
use crate::finding::basis;
use crate::form::FormSet;
use crate::park::{Choose, ParkKind, YesNo};

pub(super) const B08: Rule = Rule {
    code: "B08",
    severities: &[Error, Warning],
    forms: FormSet::annexes("24"),
    basis: &[basis::ANNEX2_1, basis::ANNEX4_1],
    summary: "园区类型应选且只选一项，选其他的应说明",
    why: "表中印有六个方框，只勾一个。选“其他”而没有 `园区类型说明` 的，审核人看不出是什么园区，作警告。",
    wrong: "园区类型: 经济技术开发区、保税区",
    right: "园区类型: 经济技术开发区",
    mend: "改成六个选项之一；选其他的，填写 `园区类型说明`",
    needs: Needs::Nothing,
    check: Check::Park(kind),
};

fn kind(context: &Context, found: &mut Found) {
    let basics = &context.park.basics;
    let path = "园区基本情况.园区类型";
    choice(found, path, &basics.kind, "按批准设立文件选一项");
    if basics.kind.is(ParkKind::Other) && basics.kind_note.trim().is_empty() {
        found
            .warning(path, "园区类型为其他的应填写 `园区类型说明`")
            .hint("写明是什么园区，如 园区类型说明: 省级化工产业园区");
    }
}

pub(super) const B09: Rule = Rule {
    code: "B09",
    severities: &[Error],
    forms: FormSet::annexes("24"),
    basis: &[basis::ANNEX2_1, basis::ANNEX4_1],
    summary: "是否为由省级人民政府认定的化工园区，应填是或否",
    why: "这一格最容易漏勾，漏勾的表会被退回。不是化工园区的也要填“否”。",
    wrong: "是否为由省级人民政府认定的化工园区: 不涉及",
    right: "是否为由省级人民政府认定的化工园区: 否",
    mend: "填是或否",
    needs: Needs::Nothing,
    check: Check::Park(chemical),
};

fn chemical(context: &Context, found: &mut Found) {
    let path = "园区基本情况.是否为由省级人民政府认定的化工园区";
    choice(found, path, &context.park.basics.chemical, "填是或否");
}

pub(super) const B10: Rule = Rule {
    code: "B10",
    severities: &[Warning, Info],
    forms: FormSet::annexes("24"),
    basis: &[basis::ANNEX2_1, basis::ANNEX4_1],
    summary: "化工园区一格应与园区名称、认定文号相符",
    why: "名称中有化工、石化、煤化、盐化而填“否”的，可能勾错，也可能确实未经省级人民政府认定，作警告。填“是”而没有认定文号的，只作提示：文号不印在表上，但审核时要查。",
    wrong: "园区名称: 临澜化工产业园区\n是否为由省级人民政府认定的化工园区: 否",
    right: "园区名称: 临澜化工产业园区\n是否为由省级人民政府认定的化工园区: 是\n化工园区认定文号: 冀政办字〔2021〕000号",
    mend: "核对是否经省级人民政府认定；已认定的填写 `化工园区认定文号`",
    needs: Needs::Nothing,
    check: Check::Park(chemical_name),
};

fn chemical_name(context: &Context, found: &mut Found) {
    let basics = &context.park.basics;
    let path = "园区基本情况.是否为由省级人民政府认定的化工园区";
    let word = ["化工", "石化", "煤化", "盐化"]
        .into_iter()
        .find(|word| basics.name.contains(word));
    if basics.chemical.is(YesNo::Yes) && basics.chemical_number.trim().is_empty() {
        found
            .info(path, "填“是”的应有 `化工园区认定文号`")
            .hint("填写省级人民政府认定文件的文号");
    }
    if let Some(word) = word
        && basics.chemical.is(YesNo::No)
    {
        found
            .warning(path, format!("园区名称中有「{word}」，这里填的是「否」"))
            .also("园区基本情况.园区名称", "园区名称在这里")
            .hint("核对是否经省级人民政府认定为化工园区");
    }
}

/// What the name of a park says of its type.
const KINDS: [(&str, ParkKind); 8] = [
    ("经济技术开发区", ParkKind::Economic),
    ("经开区", ParkKind::Economic),
    ("高新技术产业开发区", ParkKind::HighTech),
    ("高新技术开发区", ParkKind::HighTech),
    ("高新区", ParkKind::HighTech),
    ("出口加工区", ParkKind::Export),
    ("边境经济合作区", ParkKind::Border),
    ("保税", ParkKind::Bonded),
];

pub(super) const B11: Rule = Rule {
    code: "B11",
    severities: &[Warning],
    forms: FormSet::annexes("24"),
    basis: &[basis::ANNEX2_1, basis::ANNEX4_1],
    summary: "园区类型应与园区名称相符",
    why: "名称里写明了类型（如经济技术开发区、高新区、保税区）而勾了别的，多半是勾错。综合保税区、保税港区在表中没有专门的方框，勾“其他”并说明，或者勾“保税区”，都可以。",
    wrong: "园区名称: 湘澜经济技术开发区\n园区类型: 高新技术产业开发区",
    right: "园区名称: 湘澜经济技术开发区\n园区类型: 经济技术开发区",
    mend: "核对园区类型",
    needs: Needs::Nothing,
    check: Check::Park(kind_and_name),
};

fn kind_and_name(context: &Context, found: &mut Found) {
    let basics = &context.park.basics;
    let Some(ticked) = basics.kind.known() else {
        return;
    };
    let named: Vec<&(&str, ParkKind)> = KINDS
        .iter()
        .filter(|(word, _)| basics.name.contains(word))
        .collect();
    let Some((_, kind)) = named.first() else {
        return;
    };
    // 综合保税区 and 保税港区 have no box of their own.
    let free = basics.name.contains("保税") && !basics.name.contains("保税区")
        || basics.name.contains("综合保税区");
    if named.iter().any(|(_, kind)| *kind == ticked) || free && ticked == ParkKind::Other {
        return;
    }
    let hint = if free {
        "选其他并填写 `园区类型说明`，或者选保税区".to_owned()
    } else {
        format!("核对园区类型，从名称看应选 {}", kind.label())
    };
    found
        .warning(
            "园区基本情况.园区类型",
            format!(
                "园区类型与名称不符：名称为「{}」，类型为「{}」",
                basics.name,
                ticked.label()
            ),
        )
        .also("园区基本情况.园区名称", "园区名称在这里")
        .hint(hint);
}

#[cfg(test)]
mod tests {
    use crate::check::testing::basics;

    #[test]
    fn chemical_parks() {
        let field = "是否为由省级人民政府认定的化工园区";
        basics(
            "B10",
            &format!("{field}: 是"),
            "提示: 填“是”的应有 `化工园区认定文号`",
        );
        basics("B10", &format!("园区名称: 湘澜开发区\n{field}: 否"), "");
        basics(
            "B10",
            &format!("园区名称: 石化产业园\n{field}: 否"),
            "警告: 园区名称中有「石化」，这里填的是「否」",
        );
        basics("B10", "园区名称: 石化产业园", "");
    }

    #[test]
    fn types_and_names() {
        for (name, kind) in [
            ("湘澜经开区", "经济技术开发区"),
            ("湘澜高新区", "高新技术产业开发区"),
            ("湘澜出口加工区", "出口加工区"),
            ("湘澜边境经济合作区", "边境经济合作区"),
            ("湘澜保税区", "保税区"),
            ("湘澜综合保税区", "保税区"),
            ("湘澜综合保税区", "其他"),
            ("湘澜保税港区", "其他"),
            ("嘉兴港区", "保税区"),
            ("湘澜经开区（高新区）", "高新技术产业开发区"),
        ] {
            basics("B11", &format!("园区名称: {name}\n园区类型: {kind}"), "");
        }
        for (name, kind) in [
            ("湘澜保税区", "其他"),
            ("湘澜高新区", "其他"),
            ("湘澜综合保税区", "出口加工区"),
        ] {
            basics(
                "B11",
                &format!("园区名称: {name}\n园区类型: {kind}"),
                &format!("警告: 园区类型与名称不符：名称为「{name}」，类型为「{kind}」"),
            );
        }
    }
}
