//! The edit distance of two words: how many typing errors lie between them.
//!
//! `strsim` has the distance of whole words, but none to the nearest beginning of a word, which is what
//! a word still being typed needs; both come out of one table here.

use smallvec::SmallVec;

/// The letters of a word; most words need no memory of their own.
pub(crate) type Letters = SmallVec<[char; 24]>;

/// A row of the table of distances.
type DistanceRow = SmallVec<[u8; 32]>;

/// The edit distance of `a` and `b`, up to 255: letters put in, left out, put in place of another, or
/// two neighbours swapped. (Optimal string alignment; Damerau 1964, Wagner and Fischer 1974.)
pub(crate) fn edit_distance(a: &[char], b: &[char]) -> u8 {
    last_row(a, b).last().copied().unwrap_or(0)
}

/// The least edit distance of `typed` and any beginning of `word`: for a word still being typed.
pub(crate) fn prefix_distance(typed: &[char], word: &[char]) -> u8 {
    last_row(typed, word).into_iter().min().unwrap_or(0)
}

/// The edit distance of all of `a` and each beginning of `b`.
fn last_row(a: &[char], b: &[char]) -> DistanceRow {
    let at = |row: &DistanceRow, column: usize| row.get(column).copied().unwrap_or(u8::MAX);
    let mut before = DistanceRow::new();
    let mut above: DistanceRow =
        (0..=u8::MAX).chain(std::iter::repeat(u8::MAX)).take(b.len() + 1).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = DistanceRow::with_capacity(b.len() + 1);
        let mut least = at(&above, 0).saturating_add(1);
        row.push(least);
        for (j, y) in b.iter().enumerate() {
            let replaced = at(&above, j).saturating_add(u8::from(x != y));
            least = least.min(at(&above, j + 1)).saturating_add(1).min(replaced);
            if i > 0 && j > 0 && a.get(i - 1) == Some(y) && b.get(j - 1) == Some(x) {
                least = least.min(at(&before, j - 1).saturating_add(1));
            }
            row.push(least);
        }
        before = std::mem::replace(&mut above, row);
    }
    above
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letters(text: &str) -> Letters {
        text.chars().collect()
    }

    #[test]
    fn edits_of_every_kind_count_once() {
        for (a, b, want) in [
            ("", "", 0),
            ("", "abc", 3),
            ("nuclear", "nuclear", 0),
            ("nucelar", "nuclear", 1),
            ("loyality", "loyalty", 1),
            ("rump", "trump", 1),
            ("brump", "trump", 1),
            ("rtump", "trump", 1),
            ("clinotn", "climton", 2),
            ("ca", "abc", 3),
            ("abcd", "badc", 2),
            (&"x".repeat(300), "", 255),
        ] {
            assert_eq!(edit_distance(&letters(a), &letters(b)), want, "{a} {b}");
            assert_eq!(edit_distance(&letters(b), &letters(a)), want, "{b} {a}");
        }
    }

    #[test]
    fn an_unfinished_word_is_measured_against_beginnings() {
        for (typed, word, want) in
            [("nucel", "nuclear", 1), ("loyali", "loyalty", 1), ("nuc", "nuclear", 0), ("x", "", 1)]
        {
            assert_eq!(prefix_distance(&letters(typed), &letters(word)), want, "{typed} {word}");
        }
    }

    proptest::proptest! {
        #[test]
        fn one_edit_is_one_edit(word in "[a-e]{2,8}", at in 0usize..8, letter in "[a-e]", kind in 0..4) {
            let mut edited: Vec<char> = word.chars().collect();
            let at = at % (edited.len() - 1);
            let letter = letter.chars().next().unwrap();
            match kind {
                0 => edited.swap(at, at + 1),
                1 => drop(edited.remove(at)),
                2 => edited.insert(at, letter),
                _ => edited[at] = letter,
            }
            proptest::prop_assert!(edit_distance(&letters(&word), &edited) <= 1);
        }
    }
}
