//! A language table read from its text: see `assets/language/README.md` for what it may hold.

use std::collections::HashMap;
use std::ops::BitOr;
use std::sync::LazyLock;

use foldhash::fast::FixedState;

use super::Class;
use super::class::SECTIONS;
use super::inflection;

/// A language the tables know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Language {
    /// English.
    English,
    /// Spanish.
    Spanish,
}

impl Language {
    /// All there are.
    pub const ALL: [Self; 2] = [Self::English, Self::Spanish];

    /// Its table as it stands in `assets/language`.
    const fn table(self) -> &'static str {
        match self {
            Self::English => include_str!("../assets/en.txt"),
            Self::Spanish => include_str!("../assets/es.txt"),
        }
    }

    /// The forms of a verb with what each of them is, from its entry in the table.
    fn inflect(self, entry: &str) -> Vec<(String, Class)> {
        match self {
            Self::English => inflection::english(entry),
            Self::Spanish => inflection::spanish(entry),
        }
    }
}

/// The tables of one language.
#[derive(Debug, Default)]
pub struct Tables {
    classes: HashMap<Box<str>, Class, FixedState>,
    values: HashMap<Box<str>, u8, FixedState>,
    /// Names of months with their numbers, as the table has them.
    months: Vec<(Box<str>, u8)>,
}

impl Tables {
    /// The tables of `language`.
    pub fn of(language: Language) -> &'static Self {
        static ENGLISH: LazyLock<Tables> = LazyLock::new(|| Tables::read(Language::English));
        static SPANISH: LazyLock<Tables> = LazyLock::new(|| Tables::read(Language::Spanish));
        match language {
            Language::English => &ENGLISH,
            Language::Spanish => &SPANISH,
        }
    }

    /// The classes of a word in lower case; none where the table does not have it.
    pub fn class(&self, word: &str) -> Class {
        self.classes.get(word).copied().unwrap_or(Class::NONE)
    }

    /// The number of a word that has one: a month's, a weekday's (Monday is 1), how many.
    pub fn value(&self, word: &str) -> Option<u8> {
        self.values.get(word).copied()
    }

    /// The number of the month that a word in lower case names, or begins with three letters or more.
    pub(crate) fn month(&self, word: &str) -> Option<u8> {
        const SHORTEST: usize = 3;
        let long = word.chars().count() >= SHORTEST;
        let found = self.months.iter().find(|(name, _)| long && name.starts_with(word));
        found.map(|(_, number)| *number)
    }

    fn read(language: Language) -> Self {
        let mut tables = Self::default();
        let mut section = Class::NONE;
        for line in language.table().lines() {
            let (line, _) = line.split_once('#').unwrap_or((line, ""));
            let line = line.trim();
            if let Some(names) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                section = names.split_whitespace().map(named).fold(Class::NONE, Class::bitor);
                continue;
            }
            for entry in line.split_whitespace() {
                if section.is(Class::VERBS) {
                    for (form, kind) in language.inflect(entry) {
                        tables.add(&form, section | kind);
                    }
                } else if let Some((word, value)) = entry.split_once('=') {
                    tables.number(word, value, section);
                    tables.add(word, section);
                } else {
                    tables.add(entry, section);
                }
            }
        }
        tables
    }

    fn add(&mut self, word: &str, class: Class) {
        let known = self.classes.entry(word.into()).or_insert(Class::NONE);
        *known = *known | class;
    }

    fn number(&mut self, word: &str, value: &str, section: Class) {
        let Ok(value) = value.parse() else { return };
        self.values.insert(word.into(), value);
        if section.is(Class::MONTH) {
            self.months.push((word.into(), value));
        }
    }
}

/// The class whose section is called `name`.
fn named(name: &str) -> Class {
    let found = SECTIONS.iter().find(|(known, _)| *known == name);
    found.map_or(Class::NONE, |(_, class)| *class)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_section_of_a_table_has_a_class() {
        for language in Language::ALL {
            for line in language.table().lines().filter(|line| line.starts_with('[')) {
                for name in line.trim_matches(['[', ']']).split_whitespace() {
                    assert!(named(name) != Class::NONE, "{line}");
                }
            }
        }
    }

    #[test]
    fn every_verb_and_noun_of_reporting_has_one_polarity() {
        let classes = [
            Class::ONLY_SAYS,
            Class::AFFIRMS,
            Class::DENIES,
            Class::REFUSES,
            Class::ASKS,
            Class::ORDERS,
            Class::OPEN,
        ];
        let reporting = Class::VERBS | Class::NOUN;
        let mut seen = 0;
        for language in Language::ALL {
            for (word, class) in &Tables::of(language).classes {
                let count = classes.iter().filter(|one| class.is(**one)).count();
                assert!(count <= 1, "{word} has {count}");
                assert!(count == 1 || !class.is(reporting), "{word} has none");
                seen += count;
            }
        }
        assert!(seen > 1000, "{seen}");
    }
}
