//! Characters that old GBK software kept in Unicode's private use area.
//!
//! GBK had 80 characters (FE50–FEA0) for which Unicode had no place yet; data
//! from that time, and from printers' and household registers' software, still
//! have them as U+E815–U+E864. `䶮` of a person's name arrives as U+E863.

/// U+E815 … U+E864 in order.
const GBK: &str = "⺁𠂇𠂉𠃌⺄㑳㑇⺈⺋龴㖞㘚㘎⺌⺗㥮㤘龵㧏㧟㩳㧐龶龷㭎㱮㳠⺧𡗗龸⺪䁖䅟⺮䌷⺳⺶⺷𢦏䎱䎬⺻䏝䓖䙡䙌龹䜣䜩䝼䞍⻊䥇䥺䥽䦂䦃䦅䦆䦟䦛䦷䦶龺𤇾䲣䲟䲠䲡䱷䲢䴓䴔䴕䴖䴗䴘䴙䶮龻";

/// U+E78D … U+E796: vertical forms of punctuation.
const VERTICAL: &str = "︐︒︑︓︔︕︖︗︘︙";

/// U+E7E7 … U+E7F3: marks that describe characters.
const DESCRIPTION: &str = "〾⿰⿱⿲⿳⿴⿵⿶⿷⿸⿹⿺⿻";

/// The character that an old private-use code point stands for.
pub fn modern(c: char) -> Option<char> {
    let at = |table: &str, first: u32| table.chars().nth((c as u32 - first) as usize);
    match c {
        '\u{E815}'..='\u{E864}' => at(GBK, 0xE815),
        '\u{E78D}'..='\u{E796}' => at(VERTICAL, 0xE78D),
        '\u{E7E7}'..='\u{E7F3}' => at(DESCRIPTION, 0xE7E7),
        '\u{E7C7}' => Some('ḿ'),
        '\u{E7C8}' => Some('ǹ'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_code_points() {
        #[track_caller]
        fn case(old: char, expected: Option<char>) {
            assert_eq!(modern(old), expected);
        }

        case('\u{E863}', Some('䶮'));
        case('\u{E815}', Some('⺁'));
        case('\u{E864}', Some('龻'));
        case('\u{E796}', Some('︙'));
        case('\u{E7F3}', Some('⿻'));
        case('\u{E7C8}', Some('ǹ'));
        case('\u{E865}', None);
        case('\u{E000}', None);
        case('䶮', None);
        let all = ('\u{E000}'..='\u{F8FF}').filter_map(modern).count();
        assert_eq!(all, 80 + 10 + 13 + 2);
    }
}
