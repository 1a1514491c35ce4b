//! The last gate before an exit: foreign characters that could steer a terminal become visible signs.
//!
//! Decoded text is kept untouched inside the program, so offsets stay the file's own; every exit
//! (cells, plain output, clipboard) passes through here. JSON has its own escape in `cli`.

use crate::Part;

use std::borrow::Cow;

/// What stands on the screen for a character that must not reach a terminal, if it is one.
///
/// C0 controls and DEL become their control pictures (U+2400 block), tabs and line ends a space,
/// C1 controls and bidirectional overrides and isolates `�` (they can make a line read as another:
/// "Trojan Source", CVE-2021-42574), invisible marks that carry no word nothing at all.
pub(crate) fn stand_in(c: char) -> Option<&'static str> {
    const PICTURES: [&str; 32] = [
        "␀", "␁", "␂", "␃", "␄", "␅", "␆", "␇", "␈", " ", " ", " ", " ", " ", "␎", "␏", "␐", "␑",
        "␒", "␓", "␔", "␕", "␖", "␗", "␘", "␙", "␚", "␛", "␜", "␝", "␞", "␟",
    ];
    match c {
        '\u{00}'..='\u{1f}' => PICTURES.get(c as usize).copied(),
        '\u{7f}' => Some("␡"),
        '\u{85}' | '\u{2028}' | '\u{2029}' => Some(" "),
        // The last line: deprecated formatting, annotation marks, noncharacters.
        '\u{80}'..='\u{9f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{206a}'..='\u{206f}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{fffe}'
        | '\u{ffff}' => Some("�"),
        // Direction marks, zero-width spaces, soft hyphens and byte order marks: no width, no word.
        '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{2060}' | '\u{feff}' | '\u{ad}' => {
            Some("")
        }
        _ => None,
    }
}

/// Whether the character could steer a terminal or hide what a line says.
pub fn is_hostile(c: char) -> bool {
    stand_in(c).is_some()
}

/// `text` fit for one line of a terminal: no control character, no bidi override, no line end.
pub fn one_line(text: &str) -> Cow<'_, str> {
    replace(text, stand_in)
}

/// `text` fit for a terminal or the clipboard, with its own line ends and tabs kept.
pub fn lines(text: &str) -> Cow<'_, str> {
    replace(text, |c| match c {
        '\n' | '\t' => None,
        '\r' => Some(""),
        _ => stand_in(c),
    })
}

/// `text` for a pipe, to be compared: as [`lines`], but with line ends as they are and with the marks
/// that only have no width. A carriage return that ends no line would write over it.
pub fn as_written(text: &str) -> Cow<'_, str> {
    let mut rest = text;
    let mut sound = true;
    while let Some(at) = rest.find('\r') {
        let behind = rest.part(at + 1..);
        sound &= behind.starts_with('\n');
        rest = behind;
    }
    let sign = |c: char| match c {
        '\n' | '\t' | '\r' | '\u{2028}' | '\u{2029}' => None,
        _ => stand_in(c).filter(|sign| !sign.is_empty()),
    };
    if sound {
        return replace(text, sign);
    }
    let lines = text.split("\r\n").map(|line| line.replace('\r', "␍"));
    Cow::Owned(replace(&lines.collect::<Vec<_>>().join("\r\n"), sign).into_owned())
}

fn replace(text: &str, sign: impl Fn(char) -> Option<&'static str>) -> Cow<'_, str> {
    if !text.chars().any(|c| sign(c).is_some()) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match sign(c) {
            Some(instead) => out.push_str(instead),
            None => out.push(c),
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_characters_become_visible_or_vanish() {
        for (dirty, want) in [
            ("plain “quotes” … é 漢 🙂", "plain “quotes” … é 漢 🙂"),
            ("\u{1b}[2Jgone", "␛[2Jgone"),
            ("a\u{9b}31mb", "a�31mb"),
            ("evil\u{202e}txt", "evil�txt"),
            ("tab\there\r\nnext", "tab here  next"),
            ("\u{feff}mark\u{200f}", "mark"),
            ("\u{7}bell\u{7f}", "␇bell␡"),
            ("a\u{85}b\u{2028}c\u{2029}d", "a b c d"),
        ] {
            assert_eq!(one_line(dirty), want);
        }
    }

    #[test]
    fn line_ends_survive_where_they_may() {
        assert_eq!(lines("a\r\nb\tc\u{1b}"), "a\nb\tc␛");
    }

    #[test]
    fn a_text_to_be_compared_keeps_all_that_does_no_harm() {
        for (written, want) in [
            ("", ""),
            (
                "\u{feff}one\r\n\r\n\ttwo\u{ad}\n three\u{2028}\u{2029}",
                "\u{feff}one\r\n\r\n\ttwo\u{ad}\n three\u{2028}\u{2029}",
            ),
            ("a\u{1b}[2J\rb\r\n\u{9b}c\u{202e}d", "a␛[2J␍b\r\n�c�d"),
            ("\r", "␍"),
            ("a\rb\r\nc", "a␍b\r\nc"),
            ("a\r\nb\rc", "a\r\nb␍c"),
        ] {
            assert_eq!(as_written(written), want, "{written:?}");
        }
    }

    #[test]
    fn what_has_a_stand_in_is_hostile() {
        for (c, hostile) in [('a', false), ('é', false), ('\u{1b}', true), ('\u{ad}', true)] {
            assert_eq!(is_hostile(c), hostile, "{c:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn nothing_hostile_is_left(text in "\\PC*|[\\x00-\\x1f\\x7f-\\x9f\\u{202a}-\\u{202e}]*") {
            proptest::prop_assert!(!one_line(&text).chars().any(char::is_control));
            proptest::prop_assert!(!lines(&text).chars().any(|c| c.is_control() && c != '\n' && c != '\t'));
        }
    }
}
