//! How a date reads: inferred parts in brackets, open ends in words, no false precision.

use crate::model::{Said, When};

/// Year, month or day.
#[derive(PartialEq)]
struct Part {
    digits: String,
    inferred: bool,
}

/// A date for a list or a card: `(2022)-03-25/27`, `since 2015`, `until (2022)-05`, `2012/2014`.
pub fn label(when: &When) -> String {
    let stated: Vec<&str> = when.edtf.split('/').collect();
    let resolved: Vec<&str> = when.resolved.split('/').collect();
    let side = |at: usize| {
        let resolved = resolved.get(at).copied().unwrap_or_default();
        parts(stated.get(at).copied().unwrap_or(resolved), resolved)
    };
    match resolved.as_slice() {
        [_, "" | ".."] => format!("since {}", joined(&side(0))),
        ["" | "..", _] => format!("until {}", joined(&side(1))),
        [_, _] => range(&side(0), &side(1)),
        _ => joined(&side(0)),
    }
}

/// When something was said, for a card: the date, and the words where there are some.
pub fn said(said: &Said) -> String {
    match &said.words {
        Some(words) => format!("{} “{words}”", label(&said.when)),
        None => label(&said.when),
    }
}

/// Year, month and day of one side, and which of them the text does not state.
fn parts(stated: &str, resolved: &str) -> Vec<Part> {
    let (sign, digits) = resolved.strip_prefix('-').map_or(("", resolved), |rest| ("-", rest));
    let stated: Vec<&str> = stated.trim_start_matches('-').split('-').collect();
    let part = |(at, digits): (usize, &str)| {
        let inferred = stated.get(at) != Some(&digits);
        let sign = if at == 0 { sign } else { "" };
        let words = season(digits).filter(|_| at == 1).unwrap_or(digits);
        Part { digits: format!("{sign}{words}"), inferred }
    };
    digits.split('-').enumerate().map(part).collect()
}

/// The season that EDTF gives a number where a month stands.
fn season(number: &str) -> Option<&'static str> {
    match number {
        "21" => Some("spring"),
        "22" => Some("summer"),
        "23" => Some("autumn"),
        "24" => Some("winter"),
        _ => None,
    }
}

/// Parts joined by hyphens; what follows from elsewhere in brackets: `(2022)-03`, `(2022-03)`.
fn joined(parts: &[Part]) -> String {
    let mut out = String::new();
    let mut open = false;
    for (at, part) in parts.iter().enumerate() {
        if open && !part.inferred {
            out.push(')');
        }
        if at > 0 {
            out.push('-');
        }
        if part.inferred && !open {
            out.push('(');
        }
        open = part.inferred;
        out.push_str(&part.digits);
    }
    if open {
        out.push(')');
    }
    out
}

/// Two ends, the second without what both share: `2022-03-25/27`.
fn range(from: &[Part], to: &[Part]) -> String {
    let shared = from.iter().zip(to).take_while(|(a, b)| a == b).count();
    let shared = if from.len() == to.len() { shared.min(to.len().saturating_sub(1)) } else { 0 };
    let rest = to.get(shared..).unwrap_or_default();
    format!("{}/{}", joined(from), joined(rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_read_as_a_person_writes_them() {
        for (edtf, resolved, want) in [
            ("XXXX-03-25/XXXX-03-27", Some("2022-03-25/2022-03-27"), "(2022)-03-25/27"),
            ("2012/2014", None, "2012/2014"),
            ("2015/..", None, "since 2015"),
            ("XXXX-03/..", Some("2022-03/.."), "since (2022)-03"),
            ("../XXXX-05", Some("../2022-05"), "until (2022)-05"),
            ("XXXX", Some("2022"), "(2022)"),
            ("2022-03", None, "2022-03"),
            ("2022-03/2022-05", None, "2022-03/05"),
            ("XXXX-03/XXXX-05-17", Some("2022-03/2022-05-17"), "(2022)-03/(2022)-05-17"),
            ("XXXX-XX/..", Some("2022-03/.."), "since (2022-03)"),
            ("-0044-03-15", None, "-0044-03-15"),
            ("1984?", None, "1984?"),
            ("2014-22", None, "2014-summer"),
            ("XXXX-21", Some("2022-21"), "(2022)-spring"),
            ("2014-03-21", None, "2014-03-21"),
            ("XXXX-03-25", None, "XXXX-03-25"),
        ] {
            assert_eq!(label(&When::new(edtf, resolved).unwrap()), want);
        }
    }
}
