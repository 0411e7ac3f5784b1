//! Investments: one unit for a table, exact totals.

use rust_decimal::Decimal;

use super::{Choice, Literal, MoneyUnit, Project};

/// The unit that a table of projects is in: the one that all of them have,
/// else 万元.
pub fn unit(projects: &[Project]) -> MoneyUnit {
    let all = |unit| !projects.is_empty() && projects.iter().all(|p| p.unit.is(unit));
    match all(MoneyUnit::HundredMillion) {
        true => MoneyUnit::HundredMillion,
        false => MoneyUnit::TenThousand,
    }
}

/// An amount in the unit of the table. Its literal when that is its own unit,
/// or when it is no number.
pub fn amount(literal: &Literal, own: &Choice<MoneyUnit>, unit: MoneyUnit) -> String {
    match (convert(literal, own, unit), is_converted(own, unit)) {
        (Some(amount), _) if literal.number().is_none() => amount.to_string(),
        (Some(amount), true) => amount.to_string(),
        (None, true) if !literal.is_empty() => format!("{literal}{}", own.text()),
        _ => literal.to_string(),
    }
}

/// Whether an amount in the unit `own` is written otherwise in the table.
fn is_converted(own: &Choice<MoneyUnit>, unit: MoneyUnit) -> bool {
    own.known().unwrap_or(MoneyUnit::TenThousand) != unit
}

/// The sum of the amounts in the unit of the table; `None` when there is none
/// or one of them is no number.
pub fn total<'a>(
    amounts: impl Iterator<Item = (&'a Literal, &'a Choice<MoneyUnit>)>,
    unit: MoneyUnit,
) -> Option<Decimal> {
    amounts.fold(None::<Option<Decimal>>, |sum, (literal, own)| {
        let amount = convert(literal, own, unit);
        Some(match sum {
            None => amount,
            Some(sum) => sum.zip(amount).and_then(|(a, b)| a.checked_add(b)),
        })
    })?
}

/// An amount written with its own unit: `3.2亿元`, `21600 万元`.
fn with_unit(text: &str) -> Option<(Decimal, MoneyUnit)> {
    let text = text.trim();
    let (number, unit) = match text.strip_suffix("亿元") {
        Some(number) => (number, MoneyUnit::HundredMillion),
        None => (text.strip_suffix("万元")?, MoneyUnit::TenThousand),
    };
    Some((Literal(number.to_owned()).number()?, unit))
}

/// An amount in another unit; `None` when it is no number.
pub fn convert(literal: &Literal, own: &Choice<MoneyUnit>, unit: MoneyUnit) -> Option<Decimal> {
    let (number, own) = match literal.number() {
        Some(number) => (number, own.known().unwrap_or(MoneyUnit::TenThousand)),
        None => with_unit(literal.as_str())?,
    };
    let factor = Decimal::from(10_000);
    match (own, unit) {
        (MoneyUnit::HundredMillion, MoneyUnit::TenThousand) => {
            number.checked_mul(factor).map(|n| n.normalize())
        }
        (MoneyUnit::TenThousand, MoneyUnit::HundredMillion) => {
            number.checked_div(factor).map(|n| n.normalize())
        }
        _ => Some(number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn project(investment: &str, unit: MoneyUnit) -> Project {
        Project {
            investment: Literal(investment.to_owned()),
            unit: Choice::Known(unit),
            ..Project::default()
        }
    }

    #[test]
    fn amounts_with_their_own_unit() {
        let own = Choice::Known(MoneyUnit::TenThousand);
        let shown = |text: &str| amount(&Literal(text.to_owned()), &own, MoneyUnit::TenThousand);
        assert_eq!(shown("3.2亿元"), "32000");
        assert_eq!(shown("21600 万元"), "21600");
        assert_eq!(shown("21600.50"), "21600.50");
        assert_eq!(shown("约3亿"), "约3亿");
    }

    #[track_caller]
    fn case(projects: &[Project], unit_of_table: MoneyUnit, sum: Option<&str>) {
        let unit = unit(projects);
        assert_eq!(unit, unit_of_table);
        let amounts = projects.iter().map(|p| (&p.investment, &p.unit));
        let sum_of = total(amounts, unit).map(|sum| sum.to_string());
        assert_eq!(sum_of.as_deref(), sum);
    }

    #[test]
    fn totals_are_exact_and_in_one_unit() {
        use MoneyUnit::{HundredMillion, TenThousand};

        case(&[], TenThousand, None);
        case(
            &[
                project("0.1", HundredMillion),
                project("0.20", HundredMillion),
            ],
            HundredMillion,
            Some("0.30"),
        );
        case(
            &[
                project("2.16", HundredMillion),
                project("540.5", TenThousand),
            ],
            TenThousand,
            Some("22140.5"),
        );
        case(
            &[project("一千", TenThousand), project("540", TenThousand)],
            TenThousand,
            None,
        );
    }

    #[test]
    fn an_amount_keeps_its_literal_in_its_own_unit() {
        let literal = Literal("1,200.50".to_owned());
        let own = Choice::Known(MoneyUnit::HundredMillion);
        assert_eq!(
            amount(&literal, &own, MoneyUnit::HundredMillion),
            "1,200.50"
        );
        assert_eq!(amount(&literal, &own, MoneyUnit::TenThousand), "12005000");
        assert_eq!(
            amount(&literal, &Choice::Empty, MoneyUnit::TenThousand),
            "1,200.50"
        );
    }
}
