//! Dates as lines, as CSV and as a calendar.

use jiff::civil::Date;

use super::{Event, State};

/// One line for each date: when, how far off, which park, what, why.
pub fn text(events: &[Event], today: Option<Date>) -> String {
    let mut out = String::new();
    for event in events {
        let off = off(event, today);
        let cells = [
            padded(&day(event), 12),
            padded(&off, 14),
            padded(&event.park, 18),
            event.what.clone(),
        ];
        let line = cells.join("  ");
        out.push_str(&format!("{}（{}）\n", line.trim_end(), event.basis.name));
    }
    if events.is_empty() {
        out.push_str("数据里没有可以推算的日期\n");
    }
    out
}

/// The same for Excel.
pub fn csv(events: &[Event], today: Option<Date>) -> String {
    let mut out = String::from("\u{FEFF}日期,状态,园区,事项,依据\r\n");
    for event in events {
        let state = off(event, today);
        let cells = [
            day(event),
            state,
            event.park.clone(),
            event.what.clone(),
            event.basis.name.to_owned(),
        ];
        let cells = cells.map(|cell| match cell.contains([',', '"', '\n']) {
            true => format!("\"{}\"", cell.replace('"', "\"\"")),
            false => cell,
        });
        out.push_str(&cells.join(","));
        out.push_str("\r\n");
    }
    out
}

/// What is not done yet as a calendar (RFC 5545), with a reminder 30 days
/// ahead. The same dates give the same bytes.
pub fn ics(events: &[Event]) -> String {
    let mut out = String::new();
    let mut line = |text: &str| fold(&mut out, text);
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line("PRODID:-//ecopark//timeline//ZH");
    for event in events.iter().filter(|event| event.state != State::Done) {
        let compact = event.day.to_string().replace('-', "");
        let next = event.day.tomorrow().unwrap_or(event.day);
        let title = escape(&format!("{}：{}", event.park, event.what));
        line("BEGIN:VEVENT");
        line(&format!("UID:{}@ecopark", uid(event)));
        // There is no clock here: the stamp is the day itself.
        line(&format!("DTSTAMP:{compact}T000000Z"));
        line(&format!("DTSTART;VALUE=DATE:{compact}"));
        line(&format!(
            "DTEND;VALUE=DATE:{}",
            next.to_string().replace('-', "")
        ));
        line(&format!("SUMMARY:{title}"));
        line(&format!("DESCRIPTION:{}", escape(event.basis.name)));
        line("BEGIN:VALARM");
        line("ACTION:DISPLAY");
        line(&format!("DESCRIPTION:{title}"));
        line("TRIGGER:-P30D");
        line("END:VALARM");
        line("END:VEVENT");
    }
    line("END:VCALENDAR");
    out
}

fn day(event: &Event) -> String {
    let about = if event.about { "起" } else { "" };
    format!("{}{about}", event.day)
}

/// `逾期 12 天`, `还有 3 天`, `已办`.
fn off(event: &Event, today: Option<Date>) -> String {
    let days = today.map(|today| {
        use jiff::Unit;
        let span = today.until((Unit::Day, event.day)).unwrap_or_default();
        span.get_days()
    });
    match (event.state, days) {
        (State::Done, _) => "已办".to_owned(),
        (State::Overdue, Some(days)) => format!("逾期 {} 天", -days),
        (_, Some(0)) => "今天".to_owned(),
        (_, Some(days)) => format!("还有 {days} 天"),
        (_, None) => String::new(),
    }
}

/// An id that stays the same when other dates change.
fn uid(event: &Event) -> String {
    let text = format!("{}\0{}\0{}", event.park, event.what, event.day);
    // FNV-1a: short, and the same on every machine.
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}")
}

fn escape(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace(';', "\\;")
        .replace(',', "\\,")
        .replace('\n', "\\n")
}

/// Adds a line in parts of at most 75 bytes, as the standard wants.
fn fold(out: &mut String, text: &str) {
    let mut length = 0;
    for c in text.chars() {
        if length + c.len_utf8() > 73 {
            out.push_str("\r\n ");
            length = 1;
        }
        out.push(c);
        length += c.len_utf8();
    }
    out.push_str("\r\n");
}

fn padded(text: &str, width: usize) -> String {
    let used: usize = text
        .chars()
        .map(|c| if c >= '\u{1100}' { 2 } else { 1 })
        .sum();
    format!("{text}{}", " ".repeat(width.saturating_sub(used)))
}
