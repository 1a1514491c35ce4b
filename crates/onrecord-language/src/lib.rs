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

/// Whether a word (in lower case, with straight apostrophes) turns round what is said with it, in any
/// language of the tables: “not”, “didn't”, “nadie”, “denied”.
pub fn negates(word: &str) -> bool {
    let turning = Class::NEGATION | Class::NOBODY | Class::DENIES | Class::REFUSES;
    let turns = |word: &str| SMALL.iter().any(|tables| tables.class(word).is(turning));
    // The tables have the end of a shortened word as well.
    let shortened = word.rfind('\'').and_then(|at| word.get(at.saturating_sub(1)..));
    turns(word) || shortened.is_some_and(turns)
}

/// How many a word (in lower case) says, or the number of the day or month that it names, in any language
/// of the tables; `None` for what may be another word: “may”, “a”.
pub fn counted(word: &str) -> Option<u8> {
    let other = Class::MODAL | Class::AUXILIARY;
    let own = |tables: &Tables| tables.value(word).filter(|_| !tables.class(word).is(other));
    // What is one is mostly an article.
    SMALL.iter().find_map(own).filter(|number| *number > 1 || word.chars().count() > 3)
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

    #[test]
    fn what_turns_round_and_what_counts() {
        for word in
            ["not", "never", "didn't", "mustn't", "nobody", "denied", "nunca", "nicht", "não"]
        {
            assert!(negates(word), "{word}");
        }
        for word in ["knot", "said", "deal", "it's", "o'", ""] {
            assert!(!negates(word), "{word}");
        }
        let words = ["three", "tres", "monday", "marzo", "a", "may", "deal"];
        assert_eq!(
            words.map(|word| counted(word).is_some()),
            [true, true, true, true, false, false, false]
        );
    }
}
