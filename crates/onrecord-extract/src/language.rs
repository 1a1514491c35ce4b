//! The language tables: which classes a word belongs to. Everything that is particular to one
//! language and can be said as a list of words stands in `assets/language`, not in code.

mod class;

use std::collections::HashMap;
use std::ops::BitOr;
use std::sync::LazyLock;

use foldhash::fast::FixedState;

pub(super) use class::Class;
use class::SECTIONS;

/// A language the tables know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Language {
    /// English.
    English,
    /// Spanish.
    Spanish,
}

/// The tables of one language.
#[derive(Debug)]
pub(super) struct Tables {
    classes: HashMap<Box<str>, Class, FixedState>,
    values: HashMap<Box<str>, u8, FixedState>,
}

impl Tables {
    /// The tables of `language`.
    pub(super) fn of(language: Language) -> &'static Self {
        static ENGLISH: LazyLock<Tables> =
            LazyLock::new(|| Tables::read(include_str!("../assets/language/en.txt"), english));
        static SPANISH: LazyLock<Tables> =
            LazyLock::new(|| Tables::read(include_str!("../assets/language/es.txt"), spanish));
        match language {
            Language::English => &ENGLISH,
            Language::Spanish => &SPANISH,
        }
    }

    /// The classes of a word in lower case.
    pub(super) fn class(&self, word: &str) -> Class {
        self.classes.get(word).copied().unwrap_or_default()
    }

    /// The number of a word that has one: a month's, a weekday's (Monday is 1), how many.
    pub(super) fn value(&self, word: &str) -> Option<u8> {
        self.values.get(word).copied()
    }

    fn read(table: &str, inflect: fn(&str) -> Vec<(String, Class)>) -> Self {
        let mut classes: HashMap<Box<str>, Class, FixedState> = HashMap::default();
        let mut values: HashMap<Box<str>, u8, FixedState> = HashMap::default();
        let mut section = Class::default();
        for line in table.lines() {
            let line = line.split('#').next().unwrap_or("").trim();
            if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                section = name.split_whitespace().map(named).fold(Class::default(), Class::bitor);
                continue;
            }
            for entry in line.split_whitespace() {
                let forms = if section.is(Class::VERBS) {
                    inflect(entry)
                } else {
                    let (word, value) = entry.split_once('=').unwrap_or((entry, ""));
                    if let Ok(value) = value.parse() {
                        values.insert(word.into(), value);
                    }
                    vec![(word.to_owned(), Class::default())]
                };
                for (form, kind) in forms {
                    let class = classes.entry(form.into()).or_default();
                    *class = *class | section | kind;
                }
            }
        }
        Self { classes, values }
    }
}

/// The class whose section is called `name`.
fn named(name: &str) -> Class {
    let found = SECTIONS.iter().find(|(known, _)| *known == name);
    found.map_or(Class::default(), |(_, class)| *class)
}

/// The language whose small words are more frequent at the beginning of `text`.
pub(super) fn guess(text: &str) -> Language {
    /// Bytes that are enough to tell.
    const SAMPLE: usize = 8192;
    let sample = text.get(..text.floor_char_boundary(SAMPLE)).unwrap_or(text);
    let small = Class::DETERMINER | Class::PREPOSITION | Class::CONJUNCTION | Class::SUBORDINATE;
    let count = |language| {
        let tables = Tables::of(language);
        let words = sample.split_whitespace();
        words.filter(|word| tables.class(&word.to_lowercase()).is(small)).count()
    };
    if count(Language::Spanish) > count(Language::English) {
        Language::Spanish
    } else {
        Language::English
    }
}

/// The forms of an English verb: `lemma`, `lemma/past` or `lemma/past/participle`.
fn english(entry: &str) -> Vec<(String, Class)> {
    let mut parts = entry.split('/');
    let lemma = parts.next().unwrap_or(entry);
    let given = parts.next();
    let past = given.map_or_else(|| add(lemma, "ed"), str::to_owned);
    let participle = parts.next().map_or_else(|| past.clone(), str::to_owned);
    let doubled = given.is_some_and(|past| past.ends_with("ed") && past.len() == lemma.len() + 3);
    let gerund = match given {
        Some(past) if doubled => past.trim_end_matches("ed").to_owned() + "ing",
        _ => add(lemma, "ing"),
    };
    vec![
        (lemma.to_owned(), Class::FINITE),
        (add(lemma, "s"), Class::FINITE),
        (past, Class::FINITE | Class::PAST),
        (participle, Class::PARTICIPLE),
        (gerund, Class::GERUND),
    ]
}

/// Adds a regular English ending with the usual change of spelling.
fn add(lemma: &str, ending: &str) -> String {
    let consonant_y = lemma.ends_with('y') && !ends_in(lemma, &["ay", "ey", "oy", "uy"]);
    let stem = lemma.strip_suffix(['e', 'y']).unwrap_or(lemma);
    match ending {
        "ed" if lemma.ends_with("ee") => format!("{lemma}d"),
        "s" if consonant_y => format!("{stem}ies"),
        "s" if ends_in(lemma, &["s", "sh", "ch", "x"]) => format!("{lemma}es"),
        "ed" if consonant_y => format!("{stem}ied"),
        "ed" | "ing" if lemma.ends_with('e') && !lemma.ends_with("ee") => format!("{stem}{ending}"),
        _ => format!("{lemma}{ending}"),
    }
}

fn ends_in(word: &str, endings: &[&str]) -> bool {
    endings.iter().any(|end| word.ends_with(end))
}

/// The forms of a Spanish verb: a regular infinitive gives its third persons, gerund, participle
/// and itself; `=form` is a form of a third person as it stands, `~form` a participle.
fn spanish(entry: &str) -> Vec<(String, Class)> {
    let finite = Class::FINITE | Class::DROPS;
    if let Some(form) = entry.strip_prefix('=') {
        let gerund = form.ends_with("ndo");
        return vec![(form.to_owned(), if gerund { Class::GERUND } else { finite })];
    }
    if let Some(form) = entry.strip_prefix('~') {
        return vec![(form.to_owned(), Class::PARTICIPLE)];
    }
    let (stem, ends, gerund, participle): (&str, &[&str], _, _) =
        if let Some(stem) = entry.strip_suffix("ar") {
            (stem, &["a", "an", "ó", "aron", "aba", "aban", "ará", "arán", "é"], "ando", "ado")
        } else if let Some(stem) = entry.strip_suffix("er") {
            (stem, &["e", "en", "ió", "ieron", "ía", "ían", "erá", "erán", "í"], "iendo", "ido")
        } else if let Some(stem) = entry.strip_suffix("ir") {
            (stem, &["e", "en", "ió", "ieron", "ía", "ían", "irá", "irán", "í"], "iendo", "ido")
        } else {
            return vec![(entry.to_owned(), finite)];
        };
    let mut forms: Vec<_> = ends.iter().map(|end| (format!("{stem}{end}"), finite)).collect();
    forms.push((format!("{stem}{gerund}"), Class::GERUND));
    forms.push((format!("{stem}{participle}"), Class::PARTICIPLE));
    forms.push((entry.to_owned(), Class::PLAIN));
    forms
}

#[cfg(test)]
mod tests {
    use super::*;
    use onrecord_model::FieldsOfWork;

    #[test]
    fn the_language_shows_in_small_words() {
        for (text, want) in [
            ("The head of the unit said that it was so.", Language::English),
            ("El jefe de la unidad dijo que era así.", Language::Spanish),
            ("", Language::English),
            ("漢字", Language::English),
        ] {
            assert_eq!(guess(text), want, "{text}");
        }
    }

    #[test]
    fn every_section_of_a_table_has_a_class() {
        for table in
            [include_str!("../assets/language/en.txt"), include_str!("../assets/language/es.txt")]
        {
            for line in table.lines().filter(|line| line.starts_with('[')) {
                let names = line.trim_matches(['[', ']']).split_whitespace();
                for name in names {
                    assert!(named(name) != Class::default(), "{line}");
                }
            }
        }
    }

    #[test]
    fn no_two_classes_share_a_bit() {
        let all = SECTIONS.iter().filter(|(name, _)| !name.is_empty());
        let all: Vec<_> = all.collect();
        for (at, (name, class)) in all.iter().enumerate() {
            let twin = all.iter().skip(at + 1).find(|(_, other)| other.is(*class));
            assert_eq!(twin.map(|(other, _)| other), None, "{name}");
        }
        assert_eq!(Class::OFFICE.fields(), FieldsOfWork::OFFICE);
        assert_eq!(Class::TRADE.fields(), FieldsOfWork::TRADE);
        assert_eq!((Class::TRADE | Class::HE_TITLE | Class::VAGUE).fields(), FieldsOfWork::TRADE);
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
        for language in [Language::English, Language::Spanish] {
            for (word, class) in &Tables::of(language).classes {
                let count = classes.iter().filter(|one| class.is(**one)).count();
                assert!(count <= 1, "{word} has {count}");
                assert!(count == 1 || !class.is(reporting), "{word} has none");
                seen += count;
            }
        }
        assert!(seen > 1000, "{seen}");
    }

    #[test]
    fn verbs_are_inflected() {
        let english = Tables::of(Language::English);
        for (word, class) in [
            ("said", Class::PAST),
            ("says", Class::FINITE),
            ("denied", Class::PAST),
            ("denies", Class::FINITE),
            ("accusing", Class::GERUND),
            ("admitting", Class::GERUND),
            ("admitted", Class::PAST),
            ("written", Class::PARTICIPLE),
            ("stresses", Class::FINITE),
            ("agreed", Class::PAST),
        ] {
            assert!(english.class(word).is(class), "{word}");
            assert!(english.class(word).is(Class::SAY | Class::OBJECT), "{word}");
        }
        let spanish = Tables::of(Language::Spanish);
        for word in ["aseguró", "afirman", "negaba", "dijo", "sostuvo"] {
            assert!(spanish.class(word).is(Class::SAY | Class::OBJECT), "{word}");
        }
        assert!(!english.class("table").is(Class::SAY | Class::FINITE));
    }
}
