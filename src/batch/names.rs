//! Names of files and folders that every system can hold and tell apart.

use unicode_normalization::UnicodeNormalization;

/// The most bytes of a name: room for an ending below the 255 of ext4.
const LONGEST: usize = 120;

/// A name made safe as a file name on every system: `\ / : * ? " < > |` and
/// control characters become `_`, what nobody sees goes, blanks and dots at the
/// ends go, at most 120 bytes in NFC, and no name that Windows keeps for
/// devices.
pub fn safe_name(name: &str) -> String {
    let replaced: String = name
        .nfc()
        .filter(|&c| !is_unseen(c))
        .map(|c| match c {
            c if c.is_control() || "\\/:*?\"<>|".contains(c) => '_',
            c => c,
        })
        .collect();
    let mut safe = trimmed(&replaced).to_owned();
    while safe.len() > LONGEST {
        safe.pop();
    }
    let safe = trimmed(&safe);
    if safe.is_empty() || is_device(safe) {
        format!("_{safe}")
    } else {
        safe.to_owned()
    }
}

/// What two names have in common that some file system takes for one: case,
/// Unicode form, ß and SS (NTFS, APFS, exFAT, SMB).
pub fn collision_key(name: &str) -> String {
    let upper = name.nfd().collect::<String>().to_uppercase();
    upper.to_lowercase().nfc().collect()
}

/// Without blanks and dots at its ends, which Windows drops.
fn trimmed(name: &str) -> &str {
    name.trim_matches(|c: char| c.is_whitespace() || c == '.')
}

/// Zero-width and bidirectional characters: two names that differ by them look
/// alike.
fn is_unseen(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// Whether Windows keeps the name for a device, whatever its ending (COM¹ too).
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end();
    let stem = stem.to_uppercase();
    let numbered = |prefix: &str| {
        let number = stem.strip_prefix(prefix);
        number.is_some_and(|rest| {
            let mut chars = rest.chars();
            let digit = chars
                .next()
                .is_some_and(|c| c.is_ascii_digit() || "¹²³".contains(c));
            digit && chars.next().is_none()
        })
    };
    matches!(
        stem.as_str(),
        "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$"
    ) || numbered("COM")
        || numbered("LPT")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_made_safe() {
        #[track_caller]
        fn case(name: &str, expected: &str) {
            assert_eq!(safe_name(name), expected);
        }

        case("湘澜经开区", "湘澜经开区");
        case("甲/乙:丙*丁?", "甲_乙_丙_丁_");
        case("..", "_");
        case("con", "_con");
        case("COM1.x", "_COM1.x");
        case("com¹", "_com¹");
        case("LPT³.pdf", "_LPT³.pdf");
        case("CONIN$", "_CONIN$");
        case("conout$ .txt", "_conout$ .txt");
        case("COM10", "COM10");
        case("COMET", "COMET");
        case(" 甲. ", "甲");
        case("e\u{301}", "é");
        case("甲\u{202e}乙\u{200b}", "甲乙");
        assert!(safe_name(&"长".repeat(100)).len() <= LONGEST);
        assert!(!safe_name(&format!("{}. .", "长".repeat(39))).ends_with(['.', ' ']));
    }

    #[test]
    fn names_that_a_file_system_takes_for_one() {
        #[track_caller]
        fn case(one: &str, other: &str, same: bool) {
            assert_eq!(collision_key(one) == collision_key(other), same);
        }

        case("Park", "PARK", true);
        case("é", "e\u{301}", true);
        case("straße", "STRASSE", true);
        case("甲", "乙", false);
        case("Park1", "Park2", false);
    }
}
