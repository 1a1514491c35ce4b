//! A language table read from its text: see `assets/language/README.md` for what it may hold.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::BitOr;
use std::sync::LazyLock;

use foldhash::fast::FixedState;

use super::class::SECTIONS;
use super::list::{LISTS, WordLists};
use super::{Class, Language, WordList};

/// The tables of one language.
#[derive(Debug)]
pub struct Tables {
    language: Language,
    classes: HashMap<Box<str>, Class, FixedState>,
    values: HashMap<Box<str>, u8, FixedState>,
    /// Names of months with their numbers, as the table has them.
    months: Vec<(Box<str>, u8)>,
    /// Endings of words with the classes of all that end so.
    endings: Vec<(Box<str>, Class)>,
    pub(crate) lists: WordLists,
}

impl Tables {
    /// The tables of `language`.
    pub fn of(language: Language) -> &'static Self {
        static ENGLISH: LazyLock<Tables> = LazyLock::new(|| Tables::read(Language::English));
        static SPANISH: LazyLock<Tables> = LazyLock::new(|| Tables::read(Language::Spanish));
        static GERMAN: LazyLock<Tables> = LazyLock::new(|| Tables::read(Language::German));
        static FRENCH: LazyLock<Tables> = LazyLock::new(|| Tables::read(Language::French));
        static PORTUGUESE: LazyLock<Tables> = LazyLock::new(|| Tables::read(Language::Portuguese));
        static ITALIAN: LazyLock<Tables> = LazyLock::new(|| Tables::read(Language::Italian));
        static OTHER: LazyLock<Tables> = LazyLock::new(|| Tables::read(Language::Other));
        match language {
            Language::English => &ENGLISH,
            Language::Spanish => &SPANISH,
            Language::German => &GERMAN,
            Language::French => &FRENCH,
            Language::Portuguese => &PORTUGUESE,
            Language::Italian => &ITALIAN,
            Language::Other => &OTHER,
        }
    }

    /// Whose tables these are.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The classes of a word in lower case; none where the table does not have it.
    pub fn class(&self, word: &str) -> Class {
        self.classes.get(word).copied().unwrap_or(Class::NONE)
    }

    /// All words of `classes`, and those that stand alone in `list`.
    pub(crate) fn words_of(&self, classes: Class, list: WordList) -> impl Iterator<Item = &str> {
        let own = self.classes.iter().filter(move |(_, class)| class.is(classes));
        let alone = self.lists.of(list).iter().filter_map(|entry| match &**entry {
            [word] => Some(&**word),
            _ => None,
        });
        own.map(|(word, _)| &**word).chain(alone)
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

    /// The classes of all words that end like this one (in lower case), whatever the word: what looks
    /// like a plural, like a verb in the past.
    pub fn endings(&self, word: &str) -> Class {
        let own = self.endings.iter().filter(|(ending, _)| word.ends_with(&**ending));
        own.fold(Class::NONE, |all, (_, class)| all | *class)
    }

    /// Whether a list has this word (in lower case).
    pub fn has(&self, list: WordList, word: &str) -> bool {
        self.lists.headed(list, word).any(|entry| entry.len() == 1)
    }

    /// Whether the language has nothing in a list.
    pub fn is_empty(&self, list: WordList) -> bool {
        self.lists.of(list).is_empty()
    }

    /// Entry `nth` of a list (from 0), its words with spaces between.
    pub fn entry(&self, list: WordList, nth: usize) -> Option<String> {
        self.lists.of(list).get(nth).map(|words| words.join(" "))
    }

    /// The second words of the entries of a list that begin with `word`: what it stands for.
    pub fn behind<'t>(&'t self, list: WordList, word: &str) -> impl Iterator<Item = &'t str> {
        self.lists.headed(list, word).filter_map(|entry| match entry {
            [_, second] => Some(&**second),
            _ => None,
        })
    }

    /// How many words the longest phrase of a list takes that begins with `head`, in whatever case, and
    /// whose other words all stand there; `reads` tells whether the word so many places on (from 1) is a
    /// certain one.
    pub fn phrase(
        &self,
        list: WordList,
        head: &str,
        reads: impl Fn(usize, &str) -> bool,
    ) -> Option<usize> {
        let head = if head.bytes().all(|byte| byte.is_ascii_lowercase()) {
            Cow::Borrowed(head)
        } else {
            Cow::Owned(head.to_lowercase())
        };
        let stands = |words: &&[Box<str>]| {
            words.iter().enumerate().skip(1).all(|(ahead, word)| reads(ahead, word))
        };
        self.lists.headed(list, &head).filter(stands).map(<[Box<str>]>::len).max()
    }

    /// Where a phrase of a list stands around the word at `known`, which is its longest: the first place
    /// and the one behind the last. `reads` tells whether a place has a certain word.
    pub fn phrase_around(
        &self,
        list: WordList,
        known: usize,
        reads: impl Fn(usize, &str) -> bool,
    ) -> Option<(usize, usize)> {
        self.lists.of(list).iter().find_map(|words| {
            let from = known.checked_sub(longest(words))?;
            let stands = words.iter().enumerate().all(|(ahead, word)| reads(from + ahead, word));
            stands.then_some((from, from + words.len()))
        })
    }

    /// What stands in front of the ending of a list that `word` has.
    pub fn without_ending<'w>(&self, list: WordList, word: &'w str) -> Option<&'w str> {
        let endings = self.lists.of(list).iter().filter_map(|entry| entry.first());
        endings.into_iter().find_map(|ending| word.strip_suffix(&**ending))
    }

    fn read(language: Language) -> Self {
        let mut tables = Self::small(language);
        language.lists().iter().for_each(|text| tables.text(text));
        tables
    }

    /// The table of `language` without the lists of ordinary words and names.
    pub(crate) fn small(language: Language) -> Self {
        let mut tables = Self {
            language,
            classes: HashMap::default(),
            values: HashMap::default(),
            months: Vec::new(),
            endings: Vec::new(),
            lists: WordLists::default(),
        };
        tables.text(language.table());
        tables
    }

    /// The sections of one text.
    fn text(&mut self, text: &str) {
        let mut section = TableSection::Class(Class::NONE);
        for line in text.lines() {
            let (line, _) = line.split_once('#').unwrap_or((line, ""));
            let line = line.trim();
            if let Some(names) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                section = TableSection::named(names);
                continue;
            }
            for entry in line.split_whitespace() {
                match section {
                    TableSection::List(list) => self.list(list, entry),
                    TableSection::Class(class) if class.is(Class::VERBS) => {
                        for (form, kind) in self.language.inflect(entry) {
                            self.add(&form, class | kind);
                        }
                    }
                    TableSection::Class(class) => self.word(entry, class),
                }
            }
        }
    }

    /// An entry of a list; the longest word of an opener is what rules know it by.
    fn list(&mut self, list: WordList, entry: &str) {
        self.lists.add(list, entry);
        if list == WordList::Openers
            && let Some(known) = entry.split('_').rev().max_by_key(|word| word.len())
        {
            self.add(known, Class::OPENER);
        }
    }

    /// A word of a class: `word`, `word=number`, or `-ending` for all words that end so.
    fn word(&mut self, entry: &str, class: Class) {
        if let Some(ending) = entry.strip_prefix('-').filter(|ending| !ending.is_empty()) {
            self.endings.push((ending.into(), class));
        } else if let Some((word, value)) = entry.split_once('=') {
            self.number(word, value, class);
            self.add(word, class);
        } else {
            self.add(entry, class);
        }
    }

    /// A word, or the words of one name, which an underscore parts in the table.
    fn add(&mut self, word: &str, class: Class) {
        let known = self.classes.entry(word.replace('_', " ").into()).or_insert(Class::NONE);
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

/// What the entries under a heading are.
#[derive(Debug, Clone, Copy)]
enum TableSection {
    Class(Class),
    List(WordList),
}

impl TableSection {
    /// The section with this heading: a list, or classes one behind the other.
    fn named(heading: &str) -> Self {
        if let Some((_, list)) = LISTS.iter().find(|(known, _)| *known == heading) {
            return Self::List(*list);
        }
        let classes = heading.split_whitespace().filter_map(class_named);
        Self::Class(classes.fold(Class::NONE, Class::bitor))
    }
}

/// The class whose section is called `name`.
fn class_named(name: &str) -> Option<Class> {
    SECTIONS.iter().find(|(known, _)| *known == name).map(|(_, class)| *class)
}

/// Which of the words of a phrase is the longest; the first of equals.
fn longest(words: &[Box<str>]) -> usize {
    let longest = words.iter().enumerate().rev().max_by_key(|(_, word)| word.len());
    longest.map_or(0, |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_section_of_a_table_has_a_class() {
        for language in Language::ALL {
            for line in language.table().lines().filter(|line| line.starts_with('[')) {
                let heading = line.trim_matches(['[', ']']);
                let list = matches!(TableSection::named(heading), TableSection::List(_));
                let known = |name| class_named(name).is_some();
                assert!(list || heading.split_whitespace().all(known), "{line}");
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
