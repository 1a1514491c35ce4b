//! What is said about what was being typed when the connection was lost.

use super::labels;
use crate::app::notice::Unfinished;
use onrecord_text::{clean, width};

/// Columns of the words of a record.
const WORDS: usize = 24;

/// That something is not finished, and how to go on with it.
pub(super) fn unfinished(of: &Unfinished) -> String {
    let short = |words: &str| width::cut(&clean::one_line(words), WORDS).into_owned();
    let name = labels::field(of.field);
    let told = match &of.called {
        Some(words) if of.rows == 0 => {
            let words = short(words);
            format!("A passage was picked: “{words}”; ⏎ goes on with it")
        }
        Some(words) => {
            let words = short(words);
            let of_all = if of.rows > 1 { format!(" of {} rows", of.rows) } else { String::new() };
            format!("Not finished: {name}{of_all} on “{words}”; ⏎ goes on with it")
        }
        // Whoever wrote it gets the words back, whatever became of the record.
        None => {
            let text = clean::one_line(&of.text);
            format!("Not finished, and the record is not there any more: {name}: {text}")
        }
    };
    match of.more {
        0 => format!("{told}."),
        more => format!("{told} ({more} more)."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use onrecord_model::Field;

    #[test]
    fn what_is_unfinished_is_told_with_its_key_and_steers_nothing() {
        let of = |field, rows, called: Option<&str>| Unfinished {
            field,
            rows,
            called: called.map(str::to_owned),
            text: "heard \u{1b}[2J it".into(),
            more: 0,
        };
        let words = Some("Nobody told us");
        let asks_how = of(Field::How, 1, words);
        for (unfinished_now, want) in [
            (
                of(Field::Note, 1, words),
                "Not finished: note on “Nobody told us”; ⏎ goes on with it.",
            ),
            (
                of(Field::Tags, 3, words),
                "Not finished: tags of 3 rows on “Nobody told us”; ⏎ goes on with it.",
            ),
            (
                of(Field::Said, 1, words),
                "Not finished: said on “Nobody told us”; ⏎ goes on with it.",
            ),
            (asks_how, "Not finished: how on “Nobody told us”; ⏎ goes on with it."),
            (
                of(Field::Speaker, 0, words),
                "A passage was picked: “Nobody told us”; ⏎ goes on with it.",
            ),
            (
                of(Field::Note, 1, None),
                "Not finished, and the record is not there any more: note: heard ␛[2J it.",
            ),
            (
                Unfinished { more: 2, ..of(Field::Note, 1, Some("x\u{1b}]0;")) },
                "Not finished: note on “x␛]0;”; ⏎ goes on with it (2 more).",
            ),
        ] {
            assert_eq!(unfinished(&unfinished_now), want);
        }
    }
}
