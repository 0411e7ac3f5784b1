//! Group L: lengths of texts against the caps that the forms print.

use super::count::{self, Count, count};
use super::{Check, Context, Found, Measure, Needs, Rule};
use crate::finding::Severity::{Error, Info, Warning};
use crate::finding::basis;
use crate::form::FormSet;
use crate::park::catalogue;

/// The rules of this group.
pub(super) const RULES: &[Rule] = &[L01, L02, L03, L04, L05, L06, L07];

const L07: Rule = Rule {
    code: "L07",
    severities: &[Info],
    forms: FormSet::annexes("24"),
    basis: &[basis::PRINTING],
    summary: "短栏目的文字在格内超过两行",
    why: "要排版后才知道折成几行；表格的行会随内容长高，不会截断文字。",
    wrong: "",
    right: "",
    mend: "",
    needs: Needs::Nothing,
    check: Check::Omitted("要排版后才知道行数，而表格的行随内容长高，不影响填写"),
};

const CONTENT: &str = "备案表.园区建设内容";
const INDICATORS: &str = "验收申请表.创建指标完成情况";
const HIGHLIGHTS: &str = "验收申请表.园区特色及亮点";

/// Above this share of the cap, in percent, a text is close to it.
const CLOSE: usize = 95;
/// Below this share it says too little.
const THIN: usize = 20;
/// Where annex 4 prints no cap, more than this makes the cell break.
const LONG: usize = 500;

/// The texts with a cap that the wanted forms print: path, text, form.
fn capped<'a>(context: &Context<'a>) -> Vec<(&'static str, &'a str, FormSet)> {
    let filing = context.park.filing.as_ref();
    let application = context.park.application.as_ref();
    [
        (CONTENT, filing.map(|f| &f.content), "2"),
        (INDICATORS, application.map(|a| &a.indicators), "4"),
        (HIGHLIGHTS, application.map(|a| &a.highlights), "4"),
    ]
    .into_iter()
    .filter_map(|(path, text, form)| Some((path, text?.as_str(), FormSet::annexes(form))))
    .filter(|(_, text, _)| !count::blank(text))
    .collect()
}

/// The cap that the form prints at `path`.
fn cap(path: &str) -> usize {
    let cap = catalogue::field(path).and_then(|field| field.cap);
    cap.expect("only paths with a cap are asked for") as usize
}

const L01: Rule = Rule {
    code: "L01",
    severities: &[Error],
    forms: FormSet::annexes("2"),
    basis: &[basis::ANNEX2_3],
    summary: "园区建设内容不超过 1000 字",
    why: "表中印有“不超过1000字”，没有说怎样计数。这里默认数字符：标点、字母、数字各算一个，空格和换行不算，CO₂ 算三个；按此不超的，按 Word 的字数、按汉字数、不计标点数也不会超；只有连空格一起数才可能更多。`--count 字数` 改按 Word 的字数来数（一串西文或数字算一个）。提示语和表上印的标题不计入。",
    wrong: "园区建设内容: 1001 个字符的文字",
    right: "园区建设内容: 1000 个字符的文字",
    mend: "删减到 1000 以内；主管部门按 Word 字数审核的，加 `--count 字数`",
    needs: Needs::Nothing,
    check: Check::Park(filing_content),
};

fn filing_content(context: &Context, found: &mut Found) {
    over(context, found, CONTENT);
}

const L02: Rule = Rule {
    code: "L02",
    severities: &[Error],
    forms: FormSet::annexes("4"),
    basis: &[basis::ANNEX4_4],
    summary: "创建指标完成情况不超过 500 字",
    why: "表中印有“不超过500字”。数法与 L01 相同。",
    wrong: "创建指标完成情况: 501 个字符的文字",
    right: "创建指标完成情况: 500 个字符的文字",
    mend: "删减到 500 以内；主管部门按 Word 字数审核的，加 `--count 字数`",
    needs: Needs::Nothing,
    check: Check::Park(indicators),
};

fn indicators(context: &Context, found: &mut Found) {
    over(context, found, INDICATORS);
}

const L03: Rule = Rule {
    code: "L03",
    severities: &[Error],
    forms: FormSet::annexes("4"),
    basis: &[basis::ANNEX4_5],
    summary: "园区特色及亮点不超过 500 字",
    why: "表中印有“不超过500字”。数法与 L01 相同。",
    wrong: "园区特色及亮点: 501 个字符的文字",
    right: "园区特色及亮点: 500 个字符的文字",
    mend: "删减到 500 以内；主管部门按 Word 字数审核的，加 `--count 字数`",
    needs: Needs::Nothing,
    check: Check::Park(highlights),
};

fn highlights(context: &Context, found: &mut Found) {
    over(context, found, HIGHLIGHTS);
}

/// Reports the text at `path` if it passes its cap.
fn over(context: &Context, found: &mut Found, path: &str) {
    let Some((_, text, _)) = capped(context).into_iter().find(|one| one.0 == path) else {
        return;
    };
    let (count, cap, measure) = (count(text), cap(path), context.options.measure);
    if count.by(measure) <= cap {
        return;
    }
    let excess = count.by(measure) - cap;
    let message = match measure {
        Measure::Characters => format!(
            "字符数应不超过 {cap}，实际 {}（按 Word 字数为 {}）",
            count.characters, count.words
        ),
        Measure::Words => format!(
            "字数应不超过 {cap}，实际 {}（字符数为 {}）",
            count.words, count.characters
        ),
    };
    let hint = if count.words <= cap {
        format!("删减 {excess} 个字符；主管部门按 Word 字数审核的，可加 `--count 字数`")
    } else {
        format!("至少删减 {excess} 个字")
    };
    let rest = rest(context, path, cap);
    let finding = found.error(path, message).hint(hint);
    if let Some(range) = rest {
        finding.within(range).label("从这里起超出");
    }
}

/// The first character beyond the cap, in the text as the file has it.
fn rest(context: &Context, path: &str, cap: usize) -> Option<std::ops::Range<usize>> {
    let text = &context.texts.iter().find(|text| text.path == path)?.value;
    let at = count::beyond(text, context.options.measure, cap)?;
    let first = text[at..].chars().next()?;
    Some(at..at + first.len_utf8())
}

const L04: Rule = Rule {
    code: "L04",
    severities: &[Warning],
    forms: FormSet::annexes("24"),
    basis: &[basis::ANNEX2_3, basis::ANNEX4_4, basis::ANNEX4_5],
    summary: "按字数没有超出、按字符数却超出",
    why: "只在 `--count 字数` 时检查：两种数法对是否超出有分歧，换一位审核人就可能退回。不用这个选项时，超出的字符数由 L01 至 L03 报告。",
    wrong: "创建指标完成情况: 字数 340、字符数 558 的文字",
    right: "创建指标完成情况: 字数 340、字符数 500 的文字",
    mend: "有余地的删减到两种数法都不超",
    needs: Needs::Nothing,
    check: Check::Park(measures_disagree),
};

fn measures_disagree(context: &Context, found: &mut Found) {
    if context.options.measure != Measure::Words {
        return;
    }
    for (path, text, form) in capped(context) {
        let (
            Count {
                characters, words, ..
            },
            cap,
        ) = (count(text), cap(path));
        if words <= cap && cap < characters {
            found
                .warning(
                    path,
                    format!("字数 {words} 不超过 {cap}，字符数 {characters} 则超出"),
                )
                .forms(form)
                .hint("先与审核部门确认按哪种数法，或删减到两种都不超");
        }
    }
}

const L05: Rule = Rule {
    code: "L05",
    severities: &[Warning, Info],
    forms: FormSet::annexes("24"),
    basis: &[basis::ANNEX2_3, basis::ANNEX4_4, basis::ANNEX4_5],
    summary: "接近字数上限，或过于简略",
    why: "达到上限的 95% 而未超出的作提示，再改动容易超；不足上限的 20% 的作警告，难以把要求的内容都说到。按所选的数法计数。",
    wrong: "园区建设内容: 199 个字符的文字",
    right: "园区建设内容: 200 至 949 个字符的文字",
    mend: "过于简略的补充内容；接近上限的不必改",
    needs: Needs::Nothing,
    check: Check::Park(near_the_cap),
};

fn near_the_cap(context: &Context, found: &mut Found) {
    for (path, text, form) in capped(context) {
        let (length, cap) = (count(text).by(context.options.measure), cap(path));
        if length <= cap && length * 100 >= cap * CLOSE {
            found
                .info(path, format!("接近上限 {cap}，实际 {length}"))
                .forms(form)
                .hint("不必改，再添文字时留意");
        } else if length * 100 < cap * THIN {
            found
                .warning(
                    path,
                    format!("内容过于简略，上限为 {cap}，实际只有 {length}"),
                )
                .forms(form)
                .hint("把表中提示要求的内容逐项写到");
        }
    }
}

const L06: Rule = Rule {
    code: "L06",
    severities: &[Info],
    forms: FormSet::annexes("4"),
    basis: &[basis::ANNEX4_3],
    summary: "重点任务、支撑项目完成情况超过 500 字",
    why: "这两格没有印上限，但超过 500 字的要跨页，与前后各格的篇幅也不相称，只作提示。",
    wrong: "重点任务完成情况: 501 个字符的文字",
    right: "重点任务完成情况: 500 个字符的文字",
    mend: "细节留给验收报告，这里概括",
    needs: Needs::Nothing,
    check: Check::Park(progress),
};

fn progress(context: &Context, found: &mut Found) {
    let Some(application) = &context.park.application else {
        return;
    };
    for (label, text) in [
        ("重点任务完成情况", &application.tasks),
        ("支撑项目完成情况", &application.projects),
    ] {
        let length = count(text).by(context.options.measure);
        if length > LONG {
            found
                .info(
                    format!("验收申请表.{label}"),
                    format!("宜不超过 {LONG} 字，以免跨页，实际 {length}"),
                )
                .hint("细节留给验收报告，这里概括");
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{said, said_by_words};

    fn filing(text: &str) -> String {
        format!("备案表: {{园区建设内容: {text}}}")
    }

    #[test]
    fn caps_by_either_measure() {
        let long = filing(&("字".repeat(998) + "CO₂"));
        assert_eq!(
            said("L01", &long),
            "错误: 字符数应不超过 1000，实际 1001（按 Word 字数为 999）"
        );
        assert_eq!(said_by_words("L01", &long), "");
        assert_eq!(
            said_by_words("L01", &filing(&"字".repeat(1001))),
            "错误: 字数应不超过 1000，实际 1001（字符数为 1001）"
        );
        assert_eq!(said_by_words("L01", &filing(&"字".repeat(1000))), "");
    }

    #[test]
    fn measures_that_disagree() {
        let text = "字".repeat(998) + "CO₂";
        assert_eq!(
            said_by_words("L04", &filing(&text)),
            "警告: 字数 999 不超过 1000，字符数 1001 则超出"
        );
        assert_eq!(said("L04", &filing(&text)), "");
        let over_by_both = filing(&"字".repeat(1001));
        assert_eq!(said_by_words("L04", &over_by_both), "");
    }

    #[test]
    fn near_the_cap() {
        #[track_caller]
        fn case(length: usize, expected: &str) {
            assert_eq!(
                said("L05", &filing(&"字".repeat(length))),
                expected,
                "{length}"
            );
        }

        case(199, "警告: 内容过于简略，上限为 1000，实际只有 199");
        case(200, "");
        case(949, "");
        case(950, "提示: 接近上限 1000，实际 950");
        case(1000, "提示: 接近上限 1000，实际 1000");
        case(1001, "");
        assert_eq!(said("L05", &filing("'　'")), "");
    }
}
