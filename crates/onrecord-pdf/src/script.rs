//! Letters in the order and the shape in which they are read: accents on their letters, Hebrew and
//! Arabic from the right.
//!
//! Asked by `pieces` and `columns`.

use std::rc::Rc;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

use super::letter::Letter;
use super::pieces::SetLetter;

/// The combining form of an accent that stands for itself; old fonts print it over its letter.
pub(crate) fn combining(text: &str) -> Option<char> {
    Some(match text {
        "`" => '\u{300}',
        "´" => '\u{301}',
        "ˆ" => '\u{302}',
        "˜" => '\u{303}',
        "¨" => '\u{308}',
        "˚" => '\u{30a}',
        "ˇ" => '\u{30c}',
        "¸" => '\u{327}',
        _ => return None,
    })
}

/// Puts accents onto the letters that they are printed over.
pub(crate) fn accented(letters: Vec<SetLetter>) -> Vec<(Rc<str>, bool)> {
    let mut words: Vec<(Rc<str>, bool)> = Vec::with_capacity(letters.len());
    let mut before: Option<Letter> = None;
    for SetLetter { letter, blank } in letters {
        if let Some(last) = &before
            && let Some(entry) = words.last_mut()
            && let Some(both) = together(last, &letter)
        {
            entry.0 = both.into();
            before = None;
            continue;
        }
        words.push((Rc::clone(&letter.text), blank));
        before = Some(letter);
    }
    words
}

/// A letter and an accent in the same place, as one.
fn together(a: &Letter, b: &Letter) -> Option<String> {
    let (base, mark, accent) = match (combining(&a.text), combining(&b.text)) {
        (Some(mark), None) => (b, mark, a),
        (None, Some(mark)) => (a, mark, b),
        _ => return None,
    };
    let middle = f32::midpoint(accent.x0, accent.x1);
    let over = base.x0 <= middle && middle <= base.x1;
    // A dotless i was made for accents.
    let letter = match &*base.text {
        "ı" => "i",
        text if text.chars().all(char::is_alphabetic) => text,
        _ => return None,
    };
    let both: String = letter.chars().chain([mark]).nfc().collect();
    let joined = both.chars().all(|c| canonical_combining_class(c) == 0);
    (over && joined).then_some(both)
}

/// Puts words that were placed from left to right into the order they are read in. In a line of
/// Hebrew or Arabic that is from the right, but for numbers and foreign words.
pub(crate) fn logical(mut words: Vec<(Rc<str>, bool)>) -> Vec<(Rc<str>, bool)> {
    let count =
        |is: fn(char) -> bool| words.iter().filter(|(text, _)| text.chars().any(is)).count();
    if count(is_rtl) <= count(is_ltr) {
        return words;
    }
    // A blank before a letter is one after it when read from the other side.
    let mut blank = false;
    for (_, before) in words.iter_mut().rev() {
        std::mem::swap(before, &mut blank);
    }
    words.reverse();
    let foreign = |text: &str| text.chars().any(|c| is_ltr(c) || c.is_numeric());
    let mut rest = words.as_mut_slice();
    while let Some(first) = rest.iter().position(|(text, _)| foreign(text)) {
        let (_, run) = rest.split_at_mut(first);
        let length = run.iter().take_while(|(text, _)| !text.chars().any(is_rtl)).count();
        let last = run.iter().take(length).rposition(|(text, _)| foreign(text));
        let (run, after) = run.split_at_mut(last.map_or(1, |last| last + 1).min(run.len()));
        run.reverse();
        // The blank before the run stays there, those inside turn round with it.
        let blanks: Vec<bool> = run.iter().map(|(_, blank)| *blank).collect();
        let turned = blanks.last().into_iter().chain(blanks.iter());
        for ((_, blank), turned) in run.iter_mut().zip(turned) {
            *blank = *turned;
        }
        rest = after;
    }
    words
}

/// Whether a line of pieces is read from the right.
pub(crate) fn reads_from_right(text: &str) -> bool {
    text.chars().filter(|c| is_rtl(*c)).count() > text.chars().filter(|c| is_ltr(*c)).count()
}

fn is_rtl(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}')
        && c.is_alphabetic()
}

fn is_ltr(c: char) -> bool {
    c.is_alphabetic() && !is_rtl(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_from(shown: &str) -> String {
        let mut words = Vec::new();
        let mut blank = false;
        for c in shown.chars() {
            if c != ' ' {
                words.push((Rc::from(c.to_string()), blank));
            }
            blank = c == ' ';
        }
        let mut text = String::new();
        for (letter, blank) in logical(words) {
            text.push_str(if blank && !text.is_empty() { " " } else { "" });
            text.push_str(&letter);
        }
        text
    }

    #[test]
    fn lines_from_the_right_are_turned_round() {
        for (shown, read) in [
            ("from the left 12", "from the left 12"),
            ("םלוע םולש", "שלום עולם"),
            ("2022 תנש", "שנת 2022"),
            ("ןאכ האב NY 12 העש םש", "שם שעה NY 12 באה כאן"),
            ("", ""),
            ("12 34", "12 34"),
        ] {
            assert_eq!(read_from(shown), read);
        }
    }

    #[test]
    fn accents_are_put_onto_their_letters() {
        let letter = |text: &str, x0: f32| SetLetter {
            letter: Letter { text: text.into(), x0, x1: x0 + 5.0, size: 10.0, ..Letter::default() },
            blank: false,
        };
        for (letters, words) in [
            (vec![letter("´", 0.5), letter("e", 0.0)], "é"),
            (vec![letter("n", 0.0), letter("˜", 0.2)], "ñ"),
            (vec![letter("´", 0.0), letter("ı", 0.1)], "í"),
            (vec![letter("`", 0.0), letter("x", 5.0)], "`x"),
            (vec![letter("¨", 0.0), letter("?", 0.0)], "¨?"),
        ] {
            let together: String = accented(letters).iter().map(|(text, _)| &**text).collect();
            assert_eq!(together, words);
        }
    }
}
