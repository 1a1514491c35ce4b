//! The words that onrecord reads by, language by language: which classes a word belongs to, the forms
//! of verbs, the numbers of months and weekdays, titles, given names. Floor 0 of the house.
//!
//! Everything that is particular to one language and can be said as a list of words stands in the
//! tables of `assets/language`, not in code; [`Tables::of`] gives them as values. Nothing here knows a
//! text or a rule. A new language is a table, a row in [`Language`] and the forms of its verbs.
//!
//! ```
//! use onrecord_language::{Class, Language, Tables, guess, month};
//!
//! assert_eq!(month("sept."), Some(9));
//! assert_eq!(guess("La directora del puerto dijo que no lo sabía."), Language::Spanish);
//! assert!(Tables::of(Language::English).class("because").is(Class::SUBORDINATE));
//! ```

mod class;
mod inflection;
mod language;
mod list;
mod numerals;
mod tables;

pub use class::Class;
pub use language::{Language, guess};
pub use list::WordList;
pub use numerals::roman;
pub use tables::Tables;

use language::SMALL;

/// The number of the month (January is 1) that `word` names or shortens, in any language of the
/// tables: `May`, `sept.`, `ene`, `diciembre`. A short form has three letters or more.
pub fn month(word: &str) -> Option<u8> {
    let word = word.trim_end_matches('.').to_lowercase();
    SMALL.iter().find_map(|tables| tables.month(&word))
}

/// Whether a list of any language has this word (in lower case).
pub fn is_in(list: WordList, word: &str) -> bool {
    SMALL.iter().any(|tables| tables.has(list, word))
}

/// Whether a word (in lower case) has an ending of a list of any language.
pub fn ends_in(list: WordList, word: &str) -> bool {
    SMALL.iter().any(|tables| tables.without_ending(list, word).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_known_in_every_language_and_shortened() {
        for (word, want) in [
            ("May", Some(5)),
            ("sept.", Some(9)),
            ("Dec", Some(12)),
            ("ENERO", Some(1)),
            ("ene.", Some(1)),
            ("abr", Some(4)),
            ("ago.", Some(8)),
            ("set", Some(9)),
            ("setiembre", Some(9)),
            ("dic", Some(12)),
            ("octubre", Some(10)),
            ("ju", None),
            ("mayhem", None),
            ("monday", None),
            ("", None),
            ("é", None),
        ] {
            assert_eq!(month(word), want, "{word}");
        }
    }
}
