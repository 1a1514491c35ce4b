//! Completion of what is typed in a form: the names that it may be the beginning, or the letters, of.

use super::tiers::likeness;
use onrecord_text::fold::folded;

/// The positions of at most `most` of `names` that may be meant by `typed`, the best first: those that
/// begin with it, those with a word that does, those that have its letters in their order. Of nothing
/// typed the first ones.
pub fn completions(typed: &str, names: &[&str], most: usize) -> Vec<usize> {
    let typed = folded(typed.trim());
    if typed.is_empty() {
        return (0..names.len().min(most)).collect();
    }
    let mut found: Vec<_> = names
        .iter()
        .enumerate()
        .filter_map(|(at, name)| Some((closeness(&typed, &folded(name))?, at)))
        .collect();
    found.sort_unstable();
    found.into_iter().take(most).map(|(_, at)| at).collect()
}

/// The less the closer; `None` for what is not meant.
fn closeness(typed: &str, name: &str) -> Option<(u8, i64)> {
    if name.starts_with(typed) {
        return Some((0, name.len() as i64));
    }
    if name.split(' ').any(|word| word.starts_with(typed)) {
        return Some((1, name.len() as i64));
    }
    likeness(typed, name).map(|score| (2, -score))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beginnings_stand_before_words_and_these_before_letters() {
        let names = ["Bo Lind", "Ana Ruiz", "Rita Anaya", "Óscar Lima", "Mariana Soto"];
        for (typed, want) in [
            ("an", &[1, 2, 4][..]),
            ("osc", &[3]),
            ("LIM", &[3]),
            ("bld", &[0]),
            ("zz", &[]),
            ("", &[0, 1, 2]),
        ] {
            assert_eq!(completions(typed, &names, 3), want, "{typed}");
        }
    }
}
