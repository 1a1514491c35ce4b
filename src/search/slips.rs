//! How many slips of the finger lie between two words.

/// How many slips lie between `a` and `b`: letters put in, left out, put in place of another, or two
/// neighbours swapped. (Optimal string alignment; Damerau 1964, Wagner and Fischer 1974.)
pub(super) fn slips(a: &[char], b: &[char]) -> usize {
    last_row(a, b).last().copied().unwrap_or(0)
}

/// The fewest slips between `typed` and any beginning of `word`: for a word still being typed.
pub(super) fn slips_to_start(typed: &[char], word: &[char]) -> usize {
    // A beginning that differs more in length than the best slips so far cannot be better.
    last_row(typed, word).into_iter().min().unwrap_or(typed.len())
}

/// Slips between all of `a` and each beginning of `b`.
fn last_row(a: &[char], b: &[char]) -> Vec<usize> {
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = Vec::with_capacity(b.len() + 1);
        let mut left = i + 1;
        row.push(left);
        for (j, y) in b.iter().enumerate() {
            let at = |row: &[usize], j: usize| row.get(j).copied().unwrap_or(usize::MAX / 2);
            let mut least = (at(&above, j) + usize::from(x != y)).min(at(&above, j + 1) + 1);
            least = least.min(left + 1);
            let swapped = i > 0 && j > 0 && a.get(i - 1) == Some(y) && b.get(j - 1) == Some(x);
            if swapped {
                least = least.min(at(&before, j - 1) + 1);
            }
            left = least;
            row.push(least);
        }
        before = std::mem::replace(&mut above, row);
    }
    above
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chars(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    #[test]
    fn slips_of_every_kind_count_once() {
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
        ] {
            assert_eq!(slips(&chars(a), &chars(b)), want, "{a} {b}");
            assert_eq!(slips(&chars(b), &chars(a)), want, "{b} {a}");
        }
    }

    #[test]
    fn an_unfinished_word_is_measured_against_beginnings() {
        for (typed, word, want) in
            [("nucel", "nuclear", 1), ("loyali", "loyalty", 1), ("nuc", "nuclear", 0), ("x", "", 1)]
        {
            assert_eq!(slips_to_start(&chars(typed), &chars(word)), want, "{typed} {word}");
        }
    }
}
