//! Wrapping one line of text into rows of the screen, by Unicode line breaking and display width.
//!
//! A [line](super) here is what stands between two hard line ends; a document keeps lines short
//! enough (see `model::document`) that wrapping one is always cheap.

use unicode_linebreak::linebreaks;
use unicode_segmentation::UnicodeSegmentation;

use super::{Part, Span, width};

/// Wraps `text` at `columns` into rows, as byte spans into `text`.
///
/// Rows follow one another without overlap; the spaces a row ends with are part of it, so that rows
/// joined give the text again. A word wider than a row is cut between graphemes. There is always at
/// least one row, and every row of a non-empty text holds at least one grapheme, so a column count
/// too small for a wide character still advances.
pub fn rows(text: &str, columns: usize) -> Vec<Span> {
    let columns = columns.max(1);
    let mut rows = Vec::new();
    let (mut start, mut used, mut word) = (0, 0, 0);
    for (end, _) in linebreaks(text) {
        let piece = text.part(word..end);
        let solid = width::of(piece.trim_end());
        if used + solid > columns && word > start {
            rows.push(Span::at(start, word));
            (start, used) = (word, 0);
        }
        if solid > columns {
            (start, used) = cut_word(text, start, word..end, columns, &mut rows);
        } else {
            used += width::of(piece);
        }
        word = end;
    }
    rows.push(Span::at(start, text.len()));
    rows
}

/// Lays a word that is wider than a row over as many rows as it needs; returns where the unfinished
/// last row starts and how many columns it holds.
fn cut_word(
    text: &str,
    mut start: usize,
    word: std::ops::Range<usize>,
    columns: usize,
    rows: &mut Vec<Span>,
) -> (usize, usize) {
    let mut used = 0;
    let piece = text.part(word.clone());
    let solid_end = word.start + piece.trim_end().len();
    for (at, grapheme) in piece.grapheme_indices(true) {
        let (at, wide) = (word.start + at, width::of_grapheme(grapheme));
        if at < solid_end && used + wide > columns && at > start {
            rows.push(Span::at(start, at));
            (start, used) = (at, 0);
        }
        used += wide;
    }
    (start, used)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn wrapped(text: &str, columns: usize) -> Vec<&str> {
        rows(text, columns).into_iter().map(|row| row.of(text)).collect()
    }

    #[test]
    fn breaks_where_a_reader_expects() {
        for (text, columns, want) in [
            ("", 10, vec![""]),
            ("one two three", 7, vec!["one two ", "three"]),
            ("one two three", 8, vec!["one two ", "three"]),
            ("well-known", 6, vec!["well-", "known"]),
            ("abcdefgh", 3, vec!["abc", "def", "gh"]),
            ("a bcdefgh", 3, vec!["a ", "bcd", "efg", "h"]),
            ("abcdef x", 3, vec!["abc", "def ", "x"]),
            ("漢字漢字", 5, vec!["漢字", "漢字"]),
            ("漢", 1, vec!["漢"]),
            ("“Why?” he said", 7, vec!["“Why?” ", "he said"]),
            ("e\u{301}e\u{301}e\u{301}", 2, vec!["e\u{301}e\u{301}", "e\u{301}"]),
        ] {
            assert_eq!(wrapped(text, columns), want, "{text} at {columns}");
        }
    }

    proptest! {
        #[test]
        fn rows_joined_are_the_text_and_fit(text in "[ a-z“”…é漢🙂-]{0,120}", columns in 1usize..40) {
            let rows = rows(&text, columns);
            prop_assert_eq!(rows.iter().map(|row| row.of(&text)).collect::<String>(), text.clone());
            for row in rows {
                let solid = row.of(&text).trim_end();
                prop_assert!(width::of(solid) <= columns || solid.graphemes(true).count() == 1);
            }
        }
    }
}
