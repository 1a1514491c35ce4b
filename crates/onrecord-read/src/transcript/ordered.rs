//! Numbers in front of turns: `1. MS. RUIZ: I paid him.`, `(12) Q. Who paid?`. They stay in the text and belong to
//! nobody's name and nobody's words.

use super::inner;
use super::line::stamp;
use crate::label::label;
use crate::lines::digits;

/// The longest number (digits).
const LONGEST: usize = 5;

/// The fewest turns behind numbers: one alone may be anything.
const FEWEST: usize = 2;

/// Whether turns of this text stand behind numbers that rise from one to the next.
pub(super) fn is_ordered<'t>(lines: impl Iterator<Item = &'t str>) -> bool {
    let (mut all, mut rising, mut before) = (0, 0, None);
    for (number, _) in lines.filter_map(turn) {
        all += 1;
        rising += usize::from(before.is_none_or(|before| before < number));
        before = Some(number);
    }
    all >= FEWEST && all == rising
}

/// The number in front of a turn, and the turn: a name or a letter with words behind it, maybe after a time. Words
/// that go on in lower case are those of a list (`1. Chair: to write to the bank`).
pub(super) fn turn(line: &str) -> Option<(u32, &str)> {
    let (number, rest) = number(line)?;
    let bare = stamp(rest).map_or(rest, |stamp| stamp.behind);
    let is_spoken = || {
        let words = bare.get(label(bare)?.words as usize..)?;
        let first = words.chars().find(|c| c.is_alphanumeric())?;
        (!first.is_lowercase()).then_some(())
    };
    (inner::is_lettered(bare) || is_spoken().is_some()).then_some((number, rest))
}

/// `1.`, `1)`, `1:`, `(1)`, `[1]`, and what stands behind.
fn number(line: &str) -> Option<(u32, &str)> {
    let (open, bare) = match line.strip_prefix(['(', '[']) {
        Some(bare) => (line.chars().next(), bare),
        None => (None, line),
    };
    let (written, rest) = digits(bare);
    let number = written.parse().ok().filter(|_| written.len() <= LONGEST)?;
    let rest = match open {
        Some('(') => rest.strip_prefix(')'),
        Some(_) => rest.strip_prefix(']'),
        None => rest.strip_prefix(['.', ')', ':']),
    }?;
    rest.starts_with(char::is_whitespace).then(|| (number, rest.trim_start()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_front_of_turns_are_told_from_others() {
        for (line, want) in [
            ("1. MS. RUIZ: I paid him.", Some((1, "MS. RUIZ: I paid him."))),
            ("12) Q. Who?", Some((12, "Q. Who?"))),
            ("(3)\tA. I did.", Some((3, "A. I did."))),
            ("[4] Ana Ruiz: ¿Quién?", Some((4, "Ana Ruiz: ¿Quién?"))),
            ("5: [00:12:31] ANA: No.", Some((5, "[00:12:31] ANA: No."))),
            ("6. Ana Ruiz:", None),
            ("7. I paid him.", None),
            ("8. Chair: to write to the bank.", None),
            ("9.5 ANA: No.", None),
            ("123456. ANA: No.", None),
            ("(1. ANA: No.", None),
            ("ANA: No.", None),
        ] {
            assert_eq!(turn(line), want, "{line}");
        }
    }
}
