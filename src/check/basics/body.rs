//! 二、园区管理机构情况: the body and its department.

use super::park::choice;
use crate::check::{Context, Found};
use crate::park::BodyNature;

/// B14.
pub(super) fn name(context: &Context, found: &mut Found) {
    let name = &context.park.body.name;
    found.require(
        "园区管理机构情况.机构名称",
        name,
        "填写园区管理机构的全称，与印章一致",
    );
}

/// B15.
pub(super) fn nature(context: &Context, found: &mut Found) {
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

/// B22.
pub(super) fn department(context: &Context, found: &mut Found) {
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
