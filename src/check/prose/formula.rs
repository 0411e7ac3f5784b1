//! N01: formulas in the text: 67.9万吨标准煤÷168.90亿元＝0.402.

use super::view::{Interval, Said, View, meet, rounded};
use crate::facts::Passage;
use crate::facts::role::Role;
use crate::facts::token::{Amount, Kind, Token};
use crate::facts::unit::Unit;
use crate::finding::Severity;

/// Every formula that does not come out.
pub(super) fn judge(view: &View, said: &mut Vec<Said>) {
    for (index, passage, _) in view.passages() {
        let text = &view.text(passage).value;
        for (at, token) in passage.tokens.iter().enumerate() {
            if matches!(token.kind, Kind::Mark('＝' | '='))
                && let Some(formula) = Formula::around(text, &passage.tokens, at)
                && let Some(wrong) = formula.wrong()
            {
                let range = formula.range();
                let written = text[range.clone()].trim();
                let message = format!("算式「{written}」不成立，左边算得 {wrong}");
                let causes = causes(passage, index, &range);
                said.push(
                    view.say("N01", Severity::Warning, passage, range, message)
                        .hint("核对算式两边的数")
                        .about(causes),
                );
            }
        }
        roots(view, index, passage, said);
    }
}

/// The quantities in a range.
fn causes(passage: &Passage, index: usize, range: &std::ops::Range<usize>) -> Vec<(usize, usize)> {
    let within = passage.quantities.iter().enumerate();
    let within =
        within.filter(|(_, one)| range.start <= one.range.start && one.range.end <= range.end);
    within.map(|(at, _)| (index, at)).collect()
}

/// Operands and operators left of a sign of equality, and the result.
struct Formula<'t> {
    operands: Vec<&'t Amount>,
    operators: Vec<char>,
    result: &'t Amount,
    from: usize,
    to: usize,
}

impl<'t> Formula<'t> {
    fn around(text: &str, tokens: &'t [Token], at: usize) -> Option<Self> {
        let next = tokens.get(at + 1)?;
        let Kind::Quantity(result) = &next.kind else {
            return None;
        };
        let gap = text[tokens[at].range.end..next.range.start].trim();
        if !matches!(gap, "" | "约" | "约为") {
            return None;
        }
        let (mut operands, mut operators) = (Vec::new(), Vec::new());
        let mut right = tokens[at].range.start;
        let mut from = right;
        for pair in tokens[..at].rchunks(2) {
            let [first @ .., last] = pair else { break };
            let Kind::Quantity(amount) = &last.kind else {
                break;
            };
            if !text[last.range.end..right].trim().is_empty() {
                break;
            }
            operands.push(amount);
            from = last.range.start;
            let Some(operator) = first.first() else { break };
            let Kind::Mark(mark @ ('÷' | '×' | '＋' | '+' | '－' | '−')) = operator.kind
            else {
                break;
            };
            if !text[operator.range.end..last.range.start].trim().is_empty() {
                break;
            }
            operators.push(mark);
            right = operator.range.start;
        }
        operands.reverse();
        operators.reverse();
        // An operator without its left side: the formula begins with words.
        let whole = operands.len() == operators.len() + 1 && !operators.is_empty();
        whole.then_some(Self {
            operands,
            operators,
            result,
            from,
            to: next.range.end,
        })
    }

    fn range(&self) -> std::ops::Range<usize> {
        self.from..self.to
    }

    /// What the left side comes to, if it is not the right side in any reading:
    /// with the units, without them, and with ×100 for per cent.
    fn wrong(&self) -> Option<String> {
        let with_units = self.value(|amount| scaled(amount, amount.unit.factor))?;
        let bare = self.value(|amount| scaled(amount, 1.0))?;
        let result = scaled(self.result, self.result.unit.factor);
        let plain = scaled(self.result, 1.0);
        let percent = self.result.unit.is_percent();
        let hundred = |(low, high): Interval| (low * 100.0, high * 100.0);
        let fits = meet(with_units, result)
            || meet(bare, plain)
            || percent && (meet(with_units, hundred(result)) || meet(bare, hundred(plain)));
        if fits {
            return None;
        }
        let middle = |(low, high): Interval| (low + high) / 2.0;
        let same_units = self
            .operands
            .iter()
            .all(|one| one.unit == self.operands[0].unit);
        let (value, scale) = if percent {
            (middle(with_units), 100.0)
        } else if same_units {
            (middle(bare), 1.0)
        } else {
            (middle(with_units), 1.0 / self.result.unit.factor)
        };
        let sign = if percent { "%" } else { "" };
        Some(format!(
            "{}{sign}",
            rounded(value * scale, self.result.decimals)
        ))
    }

    /// The left side as an interval: × and ÷ before ＋ and －.
    fn value(&self, of: impl Fn(&Amount) -> Interval) -> Option<Interval> {
        let mut sum = (0.0, 0.0);
        let mut sign = '＋';
        let mut term = of(self.operands[0]);
        for (operator, operand) in self.operators.iter().zip(&self.operands[1..]) {
            let operand = of(operand);
            match operator {
                '×' => term = (term.0 * operand.0, term.1 * operand.1),
                '÷' if operand.0 > 0.0 => term = (term.0 / operand.1, term.1 / operand.0),
                '÷' => return None,
                _ => {
                    sum = added(sum, sign, term);
                    (sign, term) = (*operator, operand);
                }
            }
        }
        Some(added(sum, sign, term))
    }
}

fn added(sum: Interval, sign: char, term: Interval) -> Interval {
    match sign {
        '－' | '−' => (sum.0 - term.1, sum.1 - term.0),
        _ => (sum.0 + term.0, sum.1 + term.1),
    }
}

/// The values of a printed number, times a factor; per cent as a fraction. 100%
/// and bare whole numbers are exact.
fn scaled(amount: &Amount, factor: f64) -> Interval {
    let exact = amount.decimals == 0
        && (amount.unit.counts() || amount.unit.is_percent() || amount.unit == Unit::NONE);
    let half = if exact {
        0.0
    } else {
        0.5 * 10f64.powi(-(amount.decimals as i32))
    };
    let factor = if amount.unit.is_percent() {
        0.01 * amount.unit.factor
    } else {
        factor
    };
    (
        (amount.value - half) * factor,
        (amount.upper + half) * factor,
    )
}

/// 开立方得0.925，年均削减率为7.5%.
fn roots(view: &View, index: usize, passage: &Passage, said: &mut Vec<Said>) {
    const ROOTS: [(&str, f64); 5] = [
        ("开平方", 2.0),
        ("开立方", 3.0),
        ("开三次方", 3.0),
        ("开四次方", 4.0),
        ("开五次方", 5.0),
    ];
    let text = &view.text(passage).value;
    for (at, three) in passage.quantities.windows(3).enumerate() {
        let [radicand, root, rate] = three else {
            continue;
        };
        let lead = &text[root.lead.clone()];
        let Some((_, n)) = ROOTS.iter().find(|(word, _)| lead.contains(word)) else {
            continue;
        };
        if !radicand.amount.unit.is_none() || radicand.sentence != root.sentence {
            continue;
        }
        let (low, high) = scaled(&radicand.amount, 1.0);
        let computed = (low.powf(1.0 / n), high.powf(1.0 / n));
        if !meet(computed, scaled(&root.amount, 1.0)) {
            let message = format!(
                "{}开方得 {}，文中写 {}",
                view.shown(passage, radicand),
                rounded((computed.0 + computed.1) / 2.0, root.amount.decimals),
                view.shown(passage, root)
            );
            let about = [(index, at), (index, at + 1)];
            said.push(
                view.say(
                    "N01",
                    Severity::Warning,
                    passage,
                    root.range.clone(),
                    message,
                )
                .hint("核对开方的结果")
                .about(about),
            );
        } else if matches!(rate.role, Role::Average(_))
            && rate.sentence == root.sentence
            && rate.amount.unit.is_percent()
        {
            let expected = (1.0 - root.amount.value).abs();
            if !meet(
                ((expected - 0.0006).max(0.0), expected + 0.0006),
                scaled(&rate.amount, 1.0),
            ) {
                let message = format!(
                    "由 {} 算得年均变化 {}%，文中写 {}",
                    view.shown(passage, root),
                    rounded(expected * 100.0, rate.amount.decimals),
                    view.shown(passage, rate)
                );
                let about = [(index, at + 1), (index, at + 2)];
                said.push(
                    view.say(
                        "N01",
                        Severity::Warning,
                        passage,
                        rate.range.clone(),
                        message,
                    )
                    .hint("核对计算结果")
                    .about(about),
                );
            }
        }
    }
}
