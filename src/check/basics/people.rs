//! 二、园区管理机构情况: persons, and how to reach them by mail.

use crate::check::count::{count, is_han};
use crate::check::{Check, Context, Found, Needs, Rule};
use crate::finding::Severity::{Error, Info, Warning};
use crate::finding::basis;
use crate::form::FormSet;

const HEAD: &str = "园区管理机构情况.法定代表人（或主要负责人）";
const DEPARTMENT: &str = "园区管理机构情况.负责园区生态工业工作的职能部门";

pub(super) const B16: Rule = Rule {
    code: "B16",
    severities: &[Error],
    forms: FormSet::annexes("24"),
    basis: &[basis::ANNEX2_2, basis::ANNEX4_2],
    summary: "法定代表人（或主要负责人）的姓名、职务、电话应填写",
    why: "表中三格都要填，缺一格即退回补正。",
    wrong: "法定代表人（或主要负责人）: {姓名: 周启明, 电话: 0737-4000001}",
    right: "法定代表人（或主要负责人）: {姓名: 周启明, 职务: 管委会主任, 电话: 0737-4000001}",
    mend: "补齐三项",
    needs: Needs::Nothing,
    check: Check::Park(head),
};

fn head(context: &Context, found: &mut Found) {
    let head = &context.park.body.head;
    let fields = [
        (
            "姓名",
            head.name.as_str(),
            "填写法定代表人或主要负责人的姓名",
        ),
        (
            "职务",
            head.post.as_str(),
            "填写职务，如 党工委副书记、管委会主任",
        ),
        ("电话", head.phone.as_str(), "填写 区号-号码 或手机号"),
    ];
    for (label, text, hint) in fields {
        found.require(format!("{HEAD}.{label}"), text, hint);
    }
}

pub(super) const B17: Rule = Rule {
    code: "B17",
    severities: &[Error, Warning],
    forms: FormSet::annexes("24"),
    basis: &[basis::ANNEX2_2, basis::ANNEX4_2],
    summary: "职能部门的各格应填写",
    why: "名称、负责人、联系人及其电话、邮箱都是必填项。没有传真的填“无”，空着只作警告。",
    wrong: "传真: \"\"",
    right: "传真: 无",
    mend: "补齐各项；没有传真的填无",
    needs: Needs::Nothing,
    check: Check::Park(department),
};

fn department(context: &Context, found: &mut Found) {
    let department = &context.park.body.department;
    let fields = [
        ("名称", department.name.as_str(), "填写内设部门的名称"),
        ("负责人", department.head.as_str(), "填写部门负责人的姓名"),
        (
            "负责人电话",
            department.head_phone.as_str(),
            "填写 区号-号码 或手机号",
        ),
        ("联系人", department.contact.as_str(), "填写经办人的姓名"),
        (
            "联系人电话",
            department.contact_phone.as_str(),
            "填写 区号-号码 或手机号",
        ),
        ("邮箱", department.email.as_str(), "填写单位的电子邮箱"),
    ];
    for (label, text, hint) in fields {
        found.require(format!("{DEPARTMENT}.{label}"), text, hint);
    }
    if department.fax.as_str().trim().is_empty() {
        found
            .warning(format!("{DEPARTMENT}.传真"), "`传真` 未填写")
            .hint("没有传真的填无")
            .unfilled();
    }
}

/// Mail services for everybody.
const PUBLIC_MAIL: [&str; 14] = [
    "qq.com",
    "vip.qq.com",
    "foxmail.com",
    "163.com",
    "126.com",
    "yeah.net",
    "sina.com",
    "sina.cn",
    "sohu.com",
    "139.com",
    "189.cn",
    "aliyun.com",
    "gmail.com",
    "outlook.com",
];

pub(super) const B19: Rule = Rule {
    code: "B19",
    severities: &[Error, Info],
    forms: FormSet::annexes("24"),
    basis: &[basis::ANNEX2_2, basis::ANNEX4_2],
    summary: "邮箱应是一个有效的电子邮件地址",
    why: "恰有一个 @，域名中有点，没有空格、汉字和全角字符。公共邮箱（qq.com、163.com 等）能收信，只提示改用单位邮箱。",
    wrong: "邮箱: stgy＠xljkq.example.cn",
    right: "邮箱: stgy@xljkq.example.cn",
    mend: "只填一个地址，用半角字符",
    needs: Needs::Nothing,
    check: Check::Park(email),
};

fn email(context: &Context, found: &mut Found) {
    let path = format!("{DEPARTMENT}.邮箱");
    let email = context.park.body.department.email.trim();
    if email.is_empty() {
        return;
    }
    let Some(domain) = domain(email) else {
        found
            .error(
                path,
                format!("`邮箱` 应是一个有效的邮件地址，实际为「{email}」"),
            )
            .hint("只填一个地址，用半角字符，如 stgy@xljkq.example.cn");
        return;
    };
    if PUBLIC_MAIL.contains(&domain.to_ascii_lowercase().as_str()) {
        found
            .info(path, format!("`邮箱` 是公共邮箱「{email}」"))
            .hint("有单位邮箱的填单位邮箱");
    }
}

/// The domain of a valid address.
fn domain(email: &str) -> Option<&str> {
    let (user, domain) = email.split_once('@')?;
    let proper = |part: &str| {
        !part.is_empty()
            && part
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b".-_+".contains(&b))
            && part.split('.').all(|label| !label.is_empty())
    };
    (proper(user) && proper(domain) && domain.contains('.')).then_some(domain)
}

pub(super) const B20: Rule = Rule {
    code: "B20",
    severities: &[Info],
    forms: FormSet::annexes("24"),
    basis: &[basis::ANNEX2_2, basis::ANNEX4_2],
    summary: "负责人与联系人相同，或不同的人用同一个电话",
    why: "表中分列负责人和联系人，本意是两条联络渠道。确实如此的不必改。",
    wrong: "负责人: 刘思远\n联系人: 刘思远",
    right: "负责人: 刘思远\n联系人: 陈晓岚",
    mend: "核对是否填错；无误的不必改",
    needs: Needs::Nothing,
    check: Check::Park(same),
};

fn same(context: &Context, found: &mut Found) {
    let body = &context.park.body;
    let (head, contact) = (body.department.head.trim(), body.department.contact.trim());
    if !head.is_empty() && head == contact {
        found
            .info(
                format!("{DEPARTMENT}.联系人"),
                format!("负责人与联系人相同，都是「{contact}」"),
            )
            .also(format!("{DEPARTMENT}.负责人"), "负责人在这里")
            .hint("无误的不必改");
    }
    let people = [
        (
            body.head.name.trim(),
            body.head.phone.as_str().trim(),
            format!("{HEAD}.电话"),
        ),
        (
            head,
            body.department.head_phone.as_str().trim(),
            format!("{DEPARTMENT}.负责人电话"),
        ),
        (
            contact,
            body.department.contact_phone.as_str().trim(),
            format!("{DEPARTMENT}.联系人电话"),
        ),
    ];
    for (at, (name, phone, path)) in people.iter().enumerate() {
        let twin = people[..at]
            .iter()
            .find(|(other, same, _)| !phone.is_empty() && same == phone && other != name)
            .filter(|(other, ..)| !other.is_empty() && !name.is_empty());
        if let Some((other, _, first)) = twin {
            found
                .info(
                    path.as_str(),
                    format!("「{name}」与「{other}」的电话相同，都是 {phone}"),
                )
                .also(first.as_str(), "另一处在这里")
                .hint("核对电话，无误的不必改");
        }
    }
}

pub(super) const B21: Rule = Rule {
    code: "B21",
    severities: &[Error, Info],
    forms: FormSet::annexes("24"),
    basis: &[basis::SCRIPT_LIST],
    summary: "姓名应是 2 至 25 个汉字或字母，生僻字不丢失",
    why: "名字里出现 □、〓、?、＊、�、私用区字符的，是生僻字在旧系统中丢失了，打印出来就不是本人姓名。数字、标点（间隔号 · 除外）不属于姓名，一格只填一个人。间隔号写成 •、. 的、两字姓名中间加空格的只作提示；“暂缺”“待定”不是姓名。",
    wrong: "联系人: 周□明",
    right: "联系人: 周䶮明",
    mend: "用支持 GB 18030 的输入法重新输入姓名",
    needs: Needs::Nothing,
    check: Check::Park(names),
};

fn names(context: &Context, found: &mut Found) {
    let body = &context.park.body;
    let people = [
        (format!("{HEAD}.姓名"), body.head.name.trim()),
        (format!("{DEPARTMENT}.负责人"), body.department.head.trim()),
        (
            format!("{DEPARTMENT}.联系人"),
            body.department.contact.trim(),
        ),
    ];
    for (path, name) in people {
        if !name.is_empty() {
            person(found, &path, name);
        }
    }
}

/// Marks that stand where a rare character was lost.
fn is_lost(c: char) -> bool {
    matches!(
        c,
        '□' | '■' | '〓' | '?' | '？' | '＊' | '*' | '\u{FFFD}' | '\u{E000}'..='\u{F8FF}'
    )
}

/// Whether `c` may stand in a name; the blank and `'-` are those of Latin names.
fn belongs(c: char) -> bool {
    is_han(c)
        || c.is_alphabetic()
        || matches!(c, '·' | '•' | '.' | '．' | '・' | ' ' | '\'' | '-' | '〇')
}

/// Words in place of a name where nobody holds the post.
const VACANT: [&str; 10] = [
    "暂缺", "空缺", "暂无", "无", "待定", "待聘", "缺", "未定", "暂空", "空",
];

/// Whether a blank stands between two Han characters.
fn spaced(name: &str) -> bool {
    let parts: Vec<&str> = name.split_whitespace().collect();
    parts
        .windows(2)
        .any(|two| two[0].ends_with(is_han) && two[1].starts_with(is_han))
}

/// Reports what is no person's name.
fn person(found: &mut Found, path: &str, name: &str) {
    let label = path.rsplit('.').next().unwrap_or_default();
    if name.contains(is_lost) {
        found
            .error(path, format!("`{label}` 中的生僻字丢失，实际为「{name}」"))
            .hint("用支持 GB 18030 的输入法重新输入");
    } else if VACANT.contains(&name) {
        found
            .error(path, format!("`{label}` 应是姓名，实际为「{name}」"))
            .hint("填写现任人员的姓名；职位空缺的，填写主持工作的负责人");
    } else if let Some(c) = name.chars().find(|&c| !belongs(c)) {
        found
            .error(
                path,
                format!("`{label}` 中的「{c}」不属于姓名，实际为「{name}」"),
            )
            .hint("只填一个人的姓名，不写职务和备注");
    } else {
        let length = count(name).characters;
        if !(2..=25).contains(&length) {
            found
                .error(
                    path,
                    format!("`{label}` 应为 2 至 25 个字，实际 {length}（「{name}」）"),
                )
                .hint("填写全名");
        } else if spaced(name) {
            let whole: String = name.split_whitespace().collect();
            found
                .info(path, format!("`{label}` 中有空格，实际为「{name}」"))
                .hint(format!("写成「{whole}」，对齐由排版处理"));
        } else if let Some(dot) = name.chars().find(|c| matches!(c, '•' | '.' | '．' | '・')) {
            found
                .info(
                    path,
                    format!("`{label}` 的间隔号应为「·」，实际为「{dot}」"),
                )
                .hint(format!("改成「{}」", name.replace(dot, "·")));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::said;

    /// One field of the department.
    #[track_caller]
    fn case(code: &str, fields: &str, expected: &str) {
        let yaml = format!("园区管理机构情况: {{负责园区生态工业工作的职能部门: {{{fields}}}}}");
        assert_eq!(said(code, &yaml), expected, "{fields}");
    }

    #[test]
    fn emails() {
        for wrong in [
            "a",
            "a@b",
            "a@b.cn@c.cn",
            "a b@c.cn",
            "a@b.cn，c@d.cn",
            "a@.cn",
            "a@b..cn",
            "张三@b.cn",
            "a@b.cn.",
        ] {
            case(
                "B19",
                &format!("邮箱: '{wrong}'"),
                &format!("错误: `邮箱` 应是一个有效的邮件地址，实际为「{wrong}」"),
            );
        }
        case("B19", "邮箱: a.b+c@d-e.gov.cn", "");
        case("B19", "邮箱: ''", "");
        case(
            "B19",
            "邮箱: a@QQ.com",
            "提示: `邮箱` 是公共邮箱「a@QQ.com」",
        );
    }

    #[test]
    fn one_telephone_for_two() {
        case(
            "B20",
            "负责人: 甲一, 联系人: 乙二, 负责人电话: '', 联系人电话: ''",
            "",
        );
        case(
            "B20",
            "负责人: 甲一, 联系人: 乙二, 负责人电话: '1', 联系人电话: '1'",
            "提示: 「乙二」与「甲一」的电话相同，都是 1",
        );
        case("B20", "负责人: '', 联系人: ''", "");
        case(
            "B20",
            "负责人: '', 联系人: 乙二, 负责人电话: '1', 联系人电话: '1'",
            "",
        );
        case(
            "B20",
            "负责人: 甲一, 联系人: '', 负责人电话: '1', 联系人电话: '1'",
            "",
        );
    }

    #[test]
    fn names_of_persons() {
        for fine in [
            "刘思远",
            "阿依古丽·买买提",
            "John Smith",
            "周䶮",
            "〇一",
            "''",
        ] {
            case("B21", &format!("负责人: {fine}"), "");
        }
        for lost in [
            "周□",
            "周〓明",
            "周?明",
            "周＊明",
            "周\u{E001}",
            "周\u{FFFD}",
        ] {
            case(
                "B21",
                &format!("负责人: '{lost}'"),
                &format!("错误: `负责人` 中的生僻字丢失，实际为「{lost}」"),
            );
        }
        case(
            "B21",
            "负责人: 刘思远2",
            "错误: `负责人` 中的「2」不属于姓名，实际为「刘思远2」",
        );
        case(
            "B21",
            "负责人: 暂缺",
            "错误: `负责人` 应是姓名，实际为「暂缺」",
        );
        case(
            "B21",
            "负责人: 何 伟民",
            "提示: `负责人` 中有空格，实际为「何 伟民」",
        );
        case(
            "B21",
            "负责人: 阿依古丽•买买提",
            "提示: `负责人` 的间隔号应为「·」，实际为「•」",
        );
        let long = "长".repeat(25);
        case("B21", &format!("负责人: {long}"), "");
        case(
            "B21",
            &format!("负责人: {long}长"),
            &format!("错误: `负责人` 应为 2 至 25 个字，实际 26（「{long}长」）"),
        );
    }
}
