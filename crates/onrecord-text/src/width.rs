//! Display widths in terminal columns, measured per grapheme exactly as the screen measures them.

use std::borrow::Cow;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::clean;
use crate::Part;

/// Columns that one grapheme takes on the screen, after [`clean`] (0, 1 or 2, rarely more).
pub fn of_grapheme(grapheme: &str) -> usize {
    // One byte is ASCII, and what stands for its controls has one column too.
    if grapheme.len() == 1 { 1 } else { clean::one_line(grapheme).width() }
}

/// Columns that `text` takes on one line of the screen.
pub fn of(text: &str) -> usize {
    text.graphemes(true).map(of_grapheme).sum()
}

/// The longest head of `text` (whole graphemes) that fits `columns`, in bytes.
pub fn head(text: &str, columns: usize) -> usize {
    let mut used = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        used += of_grapheme(grapheme);
        if used > columns {
            return at;
        }
    }
    text.len()
}

/// `text` cut to `columns`, with `…` as its last column where something was cut.
pub fn cut(text: &str, columns: usize) -> Cow<'_, str> {
    if of(text) <= columns {
        return Cow::Borrowed(text);
    }
    if columns == 0 {
        return Cow::Borrowed("");
    }
    let kept = text.part(..head(text, columns - 1)).trim_end();
    Cow::Owned(format!("{kept}…"))
}

/// `text` cut to `columns` in the middle, with `…` there: the end of a file's name tells as much as
/// its beginning.
pub fn cut_inside(text: &str, columns: usize) -> Cow<'_, str> {
    if of(text) <= columns {
        return Cow::Borrowed(text);
    }
    let Some(room) = columns.checked_sub(1) else { return Cow::Borrowed("") };
    let (mut from, mut used) = (text.len(), 0);
    for (at, grapheme) in text.grapheme_indices(true).rev() {
        used += of_grapheme(grapheme);
        if used > room / 2 {
            break;
        }
        from = at;
    }
    let tail = text.part(from..);
    let kept = text.part(..head(text, room - of(tail)));
    Cow::Owned(format!("{kept}…{tail}"))
}

/// `text` cut or padded with spaces on the right to exactly `columns`.
pub fn pad(text: &str, columns: usize) -> String {
    let cut = cut(text, columns);
    let missing = columns.saturating_sub(of(&cut));
    format!("{cut}{}", " ".repeat(missing))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_and_cuts() {
        for (text, columns, width, cut_to) in [
            ("plain", 5, 5, "plain"),
            ("plain", 4, 5, "pla…"),
            ("one two", 5, 7, "one…"),
            ("e\u{301}e\u{301}e\u{301}", 2, 3, "e\u{301}…"),
            ("漢字漢字", 4, 8, "漢…"),
            ("漢字", 1, 4, "…"),
            ("x", 0, 1, ""),
            ("\u{1b}[m", 3, 3, "\u{1b}[m"),
            ("\0\t\u{7f}", 3, 3, "\0\t\u{7f}"),
            ("a\r\nb", 4, 4, "a\r\nb"),
        ] {
            assert_eq!(of(text), width, "{text}");
            assert_eq!(cut(text, columns), cut_to, "{text}");
        }
    }

    #[test]
    fn a_cut_inside_keeps_both_ends() {
        for (text, columns, want) in [
            ("plain", 5, "plain"),
            ("2019-deposition.pdf", 12, "2019-d…n.pdf"),
            ("2019-deposition.pdf", 2, "2…"),
            ("2019-deposition.pdf", 1, "…"),
            ("2019-deposition.pdf", 0, ""),
            ("漢字漢字.pdf", 8, "漢字…pdf"),
        ] {
            assert_eq!(cut_inside(text, columns), want);
        }
    }

    proptest::proptest! {
        #[test]
        fn a_cut_fits_and_a_pad_is_exact(text in ".{0,40}", columns in 0usize..30) {
            proptest::prop_assert!(of(&cut(&text, columns)) <= columns);
            proptest::prop_assert!(of(&cut_inside(&text, columns)) <= columns);
            proptest::prop_assert_eq!(of(&pad(&text, columns)), columns);
        }
    }
}
