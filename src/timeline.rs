//! The dates that the regulation sets a park, from the data.
//!
//! A function of the data and of the day that the caller names: there is no
//! clock here. Vague dates (`2026年8月`) count from their first day, so that a
//! deadline is rather told too early than too late.

mod show;

use jiff::ToSpan;
use jiff::civil::{Date, date};

use crate::finding::basis::{ART_10_4, ART_13, ART_14, ART_16, ART_24, ART_25, Basis};
use crate::park::{FuzzyDate, OrWord, Park};

pub use show::{csv, ics, text};

/// How many 年度工作报告 and 绩效评价 ahead are listed.
const AHEAD: usize = 2;

/// One date of one park.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Short name of the park.
    pub park: String,
    /// The last day for it, or the day on which it happened.
    pub day: Date,
    /// Whether the data name a month or year only.
    pub about: bool,
    /// What is due.
    pub what: String,
    /// Where that comes from.
    pub basis: &'static Basis,
    /// How it stands.
    pub state: State,
}

/// How a date stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// The day has passed and the data show nothing.
    Overdue,
    /// The day is ahead, or nobody said what day it is.
    Due,
    /// The data show that it was done.
    Done,
}

/// The dates of all parks: overdue ones first, then what comes next, then what
/// is done; without a day to count from, by date.
pub fn timeline<'a>(parks: impl IntoIterator<Item = &'a Park>, today: Option<Date>) -> Vec<Event> {
    let mut events: Vec<Event> = parks
        .into_iter()
        .flat_map(|park| of_park(park, today))
        .collect();
    events.sort_by(|a, b| {
        let key = |event: &Event| (today.map(|_| event.state), event.day);
        key(a).cmp(&key(b)).then_with(|| a.park.cmp(&b.park))
    });
    events
}

/// The dates of one park.
fn of_park(park: &Park, today: Option<Date>) -> Vec<Event> {
    let mut dates = Dates {
        park: park.short_name().to_owned(),
        today,
        events: Vec::new(),
    };
    dates.creation(park);
    dates.adjustments(park);
    dates.assessment(park);
    dates.named(park);
    dates.events
}

struct Dates {
    park: String,
    today: Option<Date>,
    events: Vec<Event>,
}

impl Dates {
    fn add(&mut self, day: (Date, bool), what: &str, basis: &'static Basis, done: bool) {
        let (day, about) = day;
        let state = match (done, self.today) {
            (true, _) => State::Done,
            (false, Some(today)) if day < today => State::Overdue,
            _ => State::Due,
        };
        self.events.push(Event {
            park: self.park.clone(),
            day,
            about,
            what: what.to_owned(),
            basis,
            state,
        });
    }

    /// 创建期: two years at least, three at most, four when extended.
    fn creation(&mut self, park: &Park) {
        let process = &park.process;
        let Some(approved) = day(&process.approved) else {
            return;
        };
        let applied = park.application.as_ref().and_then(|one| day(&one.date));
        let named = day(&process.named).is_some();
        let done = applied.is_some() || named;
        let earliest = later(approved, 24);
        // The first day on which one may apply is no deadline.
        self.events.push(Event {
            park: self.park.clone(),
            day: earliest.0,
            about: earliest.1,
            what: "创建满 2 年，可以申请验收".to_owned(),
            basis: &ART_13,
            state: match (done, self.today) {
                (true, _) => State::Done,
                (_, Some(today)) if earliest.0 < today => State::Done,
                _ => State::Due,
            },
        });
        match &process.extension {
            OrWord::Record(extension) if !extension.until.is_empty() => {
                if let Some(until) = day(&extension.until) {
                    self.add(until, "延期届满，须已申请验收", &ART_13, done);
                }
            }
            _ => {
                self.add(
                    later(approved, 36),
                    "创建期满 3 年，须已申请验收或延期",
                    &ART_13,
                    done,
                );
                self.add(
                    later(approved, 48),
                    "最长延期（满 4 年）届满",
                    &ART_13,
                    done,
                );
            }
        }
        if let Some(applied) = applied {
            self.add(applied, "验收申请", &ART_16, true);
        }
    }

    /// 重大调整 are reported within six months.
    fn adjustments(&mut self, park: &Park) {
        for adjustment in &park.adjustments {
            if let Some(when) = day(&adjustment.when) {
                let kind = adjustment.kind.text();
                let what = format!("{kind}重大调整满 6 个月，须已书面报告");
                let done = !adjustment.reported.is_empty();
                self.add(later(when, 6), &what, &ART_14, done);
            }
        }
    }

    /// 规划环评 older than five years needs a 跟踪评价, until the creation is
    /// applied for.
    fn assessment(&mut self, park: &Park) {
        let Some(eia) = &park.process.eia else { return };
        let Some(reviewed) = day(&eia.reviewed) else {
            return;
        };
        let limit = later(reviewed, 60);
        let followed =
            matches!(&eia.follow_up, OrWord::Record(follow_up) if !follow_up.finished.is_empty());
        let applied = day(&park.process.applied).is_some_and(|applied| applied.0 <= limit.0);
        let what = "规划环评满 5 年，此后申请创建须有跟踪评价";
        self.add(limit, what, &ART_10_4, followed || applied);
    }

    /// 年度工作报告 by 30 June each year, 绩效评价 every three years.
    fn named(&mut self, park: &Park) {
        let Some(named) = day(&park.process.named) else {
            return;
        };
        let from = self.today.unwrap_or(named.0);
        let years = (named.0.year() + 1)..;
        let reports = years
            .map(|year| (year, date(year, 6, 30)))
            .skip_while(|(_, day)| *day < from)
            .take(AHEAD);
        for (year, day) in reports {
            let what = format!("{} 年度工作报告报送截止", year - 1);
            self.add((day, false), &what, &ART_24, false);
        }
        let reviews = (1..)
            .map(|round| (round, later(named, 36 * round)))
            .skip_while(|(_, day)| day.0 < from)
            .take(AHEAD);
        for (round, day) in reviews {
            let what = format!("命名满 {} 年，第 {round} 次绩效评价", 3 * round);
            self.add(day, &what, &ART_25, false);
        }
    }
}

/// The first day that a date may mean, and whether it is vague.
fn day(date: &FuzzyDate) -> Option<(Date, bool)> {
    let interval = date.interval()?;
    Some((interval.first, interval.first != interval.last))
}

/// So many months later, at the end of a month that has no such day.
fn later((day, about): (Date, bool), months: i32) -> (Date, bool) {
    (day.saturating_add(months.months()), about)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn park(yaml: &str) -> Park {
        let input = crate::input::read("a.yaml", yaml.as_bytes(), &crate::input::NoFiles);
        input.park.expect("readable")
    }

    const CREATING: &str = "标识: {园区简称: 甲}
创建申报:
  申请创建日期: 2026-05-20
  省级部门批准创建时间: 2026-08-31
  规划环评: {审查时间: 2022-04-11}
重大调整:
  - {类别: 管理机构, 发生时间: 2027-03}
";

    const NAMED: &str = "标识: {园区简称: 乙}\n创建申报: {省级部门批准创建时间: 2023-05-01, 命名日期: 2026-03-10}\n";

    #[test]
    fn what_comes_next() {
        let parks = [park(CREATING), park(NAMED)];
        insta::assert_snapshot!(text(
            &timeline(&parks, Some(date(2028, 1, 15))),
            Some(date(2028, 1, 15))
        ));
        insta::assert_snapshot!(csv(&timeline(&parks, None), None));
    }

    #[test]
    fn a_calendar_is_the_same_each_time() {
        let parks = [park(CREATING)];
        let events = timeline(&parks, Some(date(2028, 1, 15)));
        let calendar = ics(&events);
        assert_eq!(calendar, ics(&events));
        assert!(calendar.lines().all(|line| line.len() <= 75), "{calendar}");
        assert!(
            calendar.contains("DTSTART;VALUE=DATE:20290831\r\n"),
            "{calendar}"
        );
        assert_eq!(
            calendar.matches("BEGIN:VEVENT").count(),
            events
                .iter()
                .filter(|event| event.state != State::Done)
                .count()
        );
    }

    #[test]
    fn an_extension_moves_the_end() {
        let extended =
            park("创建申报: {省级部门批准创建时间: 2026-08-31, 延期: {延期至: 2030-02-28}}\n");
        let events = timeline([&extended], None);
        let days: Vec<String> = events.iter().map(|event| event.day.to_string()).collect();
        assert_eq!(days, ["2028-08-31", "2030-02-28"]);
    }
}
