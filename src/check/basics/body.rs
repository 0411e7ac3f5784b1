//! 二、园区管理机构情况: the body and its department.

use super::choice;
use crate::check::{Check, Context, Found, Needs, Rule};
use crate::finding::Severity::{Error, Warning};
use crate::finding::basis;
use crate::form::FormSet;
use crate::park::BodyNature;

pub(super) const B14: Rule = Rule {
    code: "B14",
    severities: &[Error],
    forms: FormSet::annexes("234"),
    basis: &[basis::ANNEX2_2, basis::ANNEX4_2],
    summary: "机构名称应填写",
    why: "园区应有统一的管理机构或服务机构，由它负责申报、创建和验收。",
    wrong: "机构名称: \"\"",
    right: "机构名称: 湘澜经济技术开发区管理委员会",
    mend: "填写园区管理机构的全称，与印章一致",
    needs: Needs::Nothing,
    check: Check::Park(name),
};

fn name(context: &Context, found: &mut Found) {
    let name = &context.park.body.name;
    found.require(
        "园区管理机构情况.机构名称",
        name,
        "填写园区管理机构的全称，与印章一致",
    );
}

pub(super) const B15: Rule = Rule {
    code: "B15",
    severities: &[Error, Warning],
    forms: FormSet::annexes("24"),
    basis: &[basis::ANNEX2_2, basis::ANNEX4_2],
    summary: "机构性质应在三个选项中选一项，并与机构名称相符",
    why: "表中没有“事业单位”“法定机构”的方框；园区管委会一般属政府派出机构。名称中有公司、集团而不选“企业”，或者名称是管委会而选了“企业”的，作警告。",
    wrong: "机构性质: 事业单位",
    right: "机构性质: 政府派出机构",
    mend: "改成政府、政府派出机构、企业之一",
    needs: Needs::Nothing,
    check: Check::Park(nature),
};

fn nature(context: &Context, found: &mut Found) {
    let body = &context.park.body;
    let path = "园区管理机构情况.机构性质";
    let text = body.nature.text();
    let hint = if ["事业", "法定机构", "管委会"]
        .iter()
        .any(|one| text.contains(one))
    {
        "表中没有这一项，管委会一般选政府派出机构"
    } else {
        "按机构设立文件选一项"
    };
    choice(found, path, &body.nature, hint);

    let Some(nature) = body.nature.known() else {
        return;
    };
    let company = ["公司", "集团"].iter().any(|one| body.name.contains(one));
    let committee = ["管委会", "管理委员会"]
        .iter()
        .any(|one| body.name.contains(one));
    let is_company = nature == BodyNature::Company;
    if company && !committee && !is_company || committee && !company && is_company {
        found
            .warning(
                path,
                format!(
                    "机构性质与名称不符：名称为「{}」，性质为「{text}」",
                    body.name
                ),
            )
            .also("园区管理机构情况.机构名称", "机构名称在这里")
            .hint("核对机构性质");
    }
}

pub(super) const B22: Rule = Rule {
    code: "B22",
    severities: &[Warning],
    forms: FormSet::annexes("24"),
    basis: &[basis::ANNEX2_2, basis::ANNEX4_2],
    summary: "职能部门名称不应与机构名称相同",
    why: "职能部门是机构内负责生态工业工作的部门，填成机构自己的，多半是抄错了格。",
    wrong: "机构名称: 湘澜经济技术开发区管理委员会\n负责园区生态工业工作的职能部门: {名称: 湘澜经济技术开发区管理委员会}",
    right: "负责园区生态工业工作的职能部门: {名称: 生态环境和应急管理局}",
    mend: "填写具体的内设部门",
    needs: Needs::Nothing,
    check: Check::Park(department),
};

fn department(context: &Context, found: &mut Found) {
    let body = &context.park.body;
    let name = body.department.name.trim();
    if !name.is_empty() && name == body.name.trim() {
        found
            .warning(
                "园区管理机构情况.负责园区生态工业工作的职能部门.名称",
                format!("职能部门的 `名称` 与机构名称相同，都是「{name}」"),
            )
            .also("园区管理机构情况.机构名称", "机构名称在这里")
            .hint("填写机构内负责生态工业工作的部门");
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::said;

    #[test]
    fn natures() {
        #[track_caller]
        fn case(name: &str, nature: &str, expected: &str) {
            let yaml = format!("园区管理机构情况: {{机构名称: {name}, 机构性质: {nature}}}");
            assert_eq!(said("B15", &yaml), expected, "{name} {nature}");
        }

        let options = "应在 政府、政府派出机构、企业 中选一项";
        case("甲", "''", &format!("错误: `机构性质` 未选择，{options}"));
        case(
            "甲",
            "国企",
            &format!("错误: `机构性质` {options}，实际为「国企」"),
        );
        case("湘澜管委会", "政府派出机构", "");
        case("湘澜管委会", "政府", "");
        case("临澜集团", "企业", "");
        case("湘澜管委会（临澜集团）", "企业", "");
        case(
            "湘澜管委会",
            "企业",
            "警告: 机构性质与名称不符：名称为「湘澜管委会」，性质为「企业」",
        );
        case(
            "临澜公司",
            "政府",
            "警告: 机构性质与名称不符：名称为「临澜公司」，性质为「政府」",
        );
    }

    #[test]
    fn departments() {
        let yaml = "园区管理机构情况: {机构名称: '', 负责园区生态工业工作的职能部门: {名称: ''}}";
        assert_eq!(said("B22", yaml), "");
    }
}
