//! What Typst says, in Chinese: the messages that a slip in a form leads to.
//! What is not known here is shown as Typst has it, and said to be that.

/// Beginnings of messages before a name, and the Chinese before and behind it:
/// `unknown variable: X` is 「没有名为 `X` 的变量或函数」.
const PATTERNS: [(&str, &str, &str); 20] = [
    ("unknown variable: ", "没有名为 `", "` 的变量或函数"),
    ("unresolved import", "要导入的名字不存在", ""),
    ("unexpected argument: ", "没有 `", "` 这个参数"),
    ("missing argument: ", "缺少参数 `", "`"),
    (
        "dictionary does not contain key ",
        "字典里没有 `",
        "` 这一项",
    ),
    ("cannot mutate a constant: ", "`", "` 是常量，不能改"),
    ("duplicate argument: ", "参数 `", "` 重复"),
    ("duplicate key: ", "键 `", "` 重复"),
    ("duplicate parameter: ", "参数 `", "` 重复"),
    ("array index out of bounds", "数组没有这么多项", ""),
    ("unclosed delimiter", "括号没有成对", ""),
    ("unclosed string", "引号没有成对", ""),
    ("unclosed raw text", "反引号没有成对", ""),
    ("unexpected closing ", "多出来的 `", "`"),
    ("unexpected comma", "多了一个逗号", ""),
    ("unexpected hash", "多了一个 `#`：程序里的名字前面不加", ""),
    ("unexpected end of ", "还没有写完就结束了", ""),
    ("loop seems to be infinite", "循环停不下来", ""),
    ("cyclic import", "模板互相导入", ""),
    (
        "the character `#` is not valid in code",
        "程序里的名字前面不加 `#`",
        "",
    ),
];

/// Names of types.
const TYPES: [(&str, &str); 22] = [
    ("string", "文字"),
    ("array", "数组"),
    ("dictionary", "字典"),
    ("integer", "整数"),
    ("float", "小数"),
    ("boolean", "真假值"),
    ("content", "排版内容"),
    ("function", "函数"),
    ("none", "空值"),
    ("auto", "auto"),
    ("length", "长度"),
    ("module", "模块"),
    ("expression", "表达式"),
    ("identifier", "名字"),
    ("comma", "逗号"),
    ("colon", "冒号"),
    ("pattern", "名字"),
    ("block", "花括号里的内容"),
    ("semicolon or line break", "换行"),
    ("closing paren", "右括号"),
    ("equals sign", "等号"),
    ("type", "类型"),
];

/// The message in Chinese.
pub(super) fn message(english: &str) -> String {
    translated(english).unwrap_or_else(|| format!("Typst 报告“{english}”"))
}

fn translated(english: &str) -> Option<String> {
    if english.chars().next().is_some_and(|c| !c.is_ascii()) {
        // Our own words: a `panic` of the kit.
        return Some(english.to_owned());
    }
    if let Some(rest) = english.strip_prefix("file not found") {
        let name = rest.split("searched at ").nth(1).unwrap_or_default();
        return Some(format!("没有文件 `{}`", name.trim_end_matches(')')));
    }
    if let Some(rest) = english.strip_prefix("expected ") {
        return Some(expected(rest));
    }
    if english.contains("function call depth exceeded") {
        return Some("函数互相调用，停不下来".to_owned());
    }
    if let Some((what, field)) = english.split_once(" has no method ") {
        return Some(format!("{}没有 {field} 这个方法", type_name(what)));
    }
    if let Some((what, field)) = english.split_once(" has no field ") {
        return Some(format!("{}没有 {field} 这一项", type_name(what)));
    }
    if let Some((a, b)) = english
        .strip_prefix("cannot join ")
        .and_then(|rest| rest.split_once(" with "))
    {
        return Some(format!("{}后面不能接{}", type_name(a), type_name(b)));
    }
    if let Some((a, b)) = english
        .strip_prefix("cannot add ")
        .and_then(|rest| rest.split_once(" and "))
    {
        return Some(format!("{}与{}不能相加", type_name(a), type_name(b)));
    }
    if let Some((_, name)) = english.split_once(" does not contain `") {
        return Some(format!("没有名为 `{} 的变量或函数", name));
    }
    let (begin, before, after) = PATTERNS
        .iter()
        .find(|(begin, ..)| english.starts_with(begin))?;
    let name = english[begin.len()..].trim_matches(['"', '`', ' ']);
    Some(match after.is_empty() {
        true => (*before).to_owned(),
        false => format!("{before}{name}{after}"),
    })
}

/// `string, found integer` → 应为文字，实际是整数.
fn expected(rest: &str) -> String {
    let (wanted, found) = rest.split_once(", found ").unwrap_or((rest, ""));
    let names: Vec<String> = wanted
        .split([',', ' '])
        .filter(|word| !word.is_empty() && *word != "or")
        .map(type_name)
        .collect();
    let wanted = match TYPES.iter().find(|(english, _)| *english == wanted) {
        Some((_, chinese)) => (*chinese).to_owned(),
        None => names.join("、"),
    };
    match found {
        "" => format!("这里应有{wanted}"),
        found => format!("这里应是{wanted}，实际是{}", type_name(found)),
    }
}

fn type_name(english: &str) -> String {
    let known = TYPES.iter().find(|(name, _)| *name == english);
    known.map_or_else(
        || format!(" {english} "),
        |(_, chinese)| (*chinese).to_owned(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_slips() {
        #[track_caller]
        fn case(english: &str, chinese: &str) {
            assert_eq!(message(english), chinese);
        }

        case("unknown variable: feild", "没有名为 `feild` 的变量或函数");
        case("unexpected argument: colums", "没有 `colums` 这个参数");
        case("missing argument: path", "缺少参数 `path`");
        case("expected string, found integer", "这里应是文字，实际是整数");
        case(
            "expected array or dictionary, found none",
            "这里应是数组、字典，实际是空值",
        );
        case("expected comma", "这里应有逗号");
        case("unclosed delimiter", "括号没有成对");
        case(
            "dictionary does not contain key \"名\"",
            "字典里没有 `名` 这一项",
        );
        case("cannot join string with content", "文字后面不能接排版内容");
        case("array has no method `maps`", "数组没有 `maps` 这个方法");
        case("loop seems to be infinite", "循环停不下来");
        case("file not found (searched at a.typ)", "没有文件 `a.typ`");
        case(
            "maximum function call depth exceeded",
            "函数互相调用，停不下来",
        );
        case("数据中没有「甲」这一项", "数据中没有「甲」这一项");
        case("something new", "Typst 报告“something new”");
    }
}
