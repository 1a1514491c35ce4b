//! [`Language`]: which languages there are tables of, and which one a text is in.

use std::collections::HashMap;
use std::sync::LazyLock;

use foldhash::fast::FixedState;

use super::inflection;
use super::{Class, Tables, WordList};

/// A language a text may be in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Language {
    /// English.
    English,
    /// Spanish.
    Spanish,
    /// German.
    German,
    /// French.
    French,
    /// Portuguese.
    Portuguese,
    /// Italian.
    Italian,
    /// Any other: nothing is known of its words.
    Other,
}

impl Language {
    /// All that there are tables of.
    pub const ALL: [Self; 6] =
        [Self::English, Self::Spanish, Self::German, Self::French, Self::Portuguese, Self::Italian];

    /// Its table as it stands in `assets/language`.
    pub(crate) const fn table(self) -> &'static str {
        match self {
            Self::English => include_str!("../assets/en.txt"),
            Self::Spanish => include_str!("../assets/es.txt"),
            Self::German => include_str!("../assets/de.txt"),
            Self::French => include_str!("../assets/fr.txt"),
            Self::Portuguese => include_str!("../assets/pt.txt"),
            Self::Italian => include_str!("../assets/it.txt"),
            Self::Other => "",
        }
    }

    /// Its ordinary words, where there is a list of them, and the names that all languages share.
    pub(crate) const fn lists(self) -> [&'static str; 2] {
        let words = match self {
            Self::English => include_str!("../assets/words-en.txt"),
            Self::Spanish => include_str!("../assets/words-es.txt"),
            _ => "",
        };
        let names = match self {
            Self::Other => "",
            _ => include_str!("../assets/names.txt"),
        };
        [words, names]
    }

    /// The forms of a verb with what each of them is, from its entry in the table.
    pub(crate) fn inflect(self, entry: &str) -> Vec<(String, Class)> {
        match self {
            Self::English => inflection::english(entry),
            Self::Spanish => inflection::spanish(entry),
            Self::German => inflection::german(entry),
            Self::French => inflection::french(entry),
            Self::Portuguese => inflection::portuguese(entry),
            Self::Italian => inflection::italian(entry),
            Self::Other => Vec::new(),
        }
    }

    /// Whether its table is a smaller one, by which quotes are read and little else.
    pub const fn is_partial(self) -> bool {
        !matches!(self, Self::English | Self::Spanish)
    }

    /// Whether a noun stands in front of what describes it: "Banco Central".
    pub const fn is_head_first(self) -> bool {
        matches!(self, Self::Spanish | Self::French | Self::Portuguese | Self::Italian)
    }

    /// Whether a verb needs no subject: "dijo".
    pub const fn drops_subjects(self) -> bool {
        matches!(self, Self::Spanish | Self::Portuguese | Self::Italian)
    }

    /// Whether every noun is written with a capital, so that a capital makes no name.
    pub const fn has_capital_nouns(self) -> bool {
        matches!(self, Self::German)
    }
}

/// Words of languages without a table, each with the bits of those that have it.
static OTHERS: LazyLock<HashMap<&str, u32, FixedState>> = LazyLock::new(|| {
    let mut words = HashMap::default();
    let mut bit = 0_u32;
    for line in include_str!("../assets/other.txt").lines().filter(|line| !line.starts_with('#')) {
        let line = match line.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
            Some((_, words)) => {
                bit = if bit == 0 { 1 } else { bit << 1 };
                words
            }
            None => line,
        };
        for word in line.split_whitespace() {
            *words.entry(word).or_default() |= bit;
        }
    }
    words
});

/// The tables without the lists of names, which do not tell one language from another.
pub(crate) static SMALL: LazyLock<[Tables; 6]> = LazyLock::new(|| Language::ALL.map(Tables::small));

/// Words (in lower case) that show a language, small words and verbs of reporting, each with the bits of those that have
/// it in the order of [`Language::ALL`]: one look for a word of a text, and not one a language.
static TELLING: LazyLock<HashMap<&str, u8, FixedState>> = LazyLock::new(|| {
    const CLASSES: Class = Class::all(&[
        Class::DETERMINER,
        Class::PREPOSITION,
        Class::CONJUNCTION,
        Class::SUBORDINATE,
        Class::SUBJECT,
        Class::AUXILIARY,
        Class::NEGATION,
        Class::VERBS,
    ]);
    let mut words = HashMap::default();
    for (at, tables) in SMALL.iter().enumerate() {
        for word in tables.words_of(CLASSES, WordList::Elided) {
            *words.entry(word).or_default() |= 1 << at;
        }
    }
    words
});

/// The language whose small words and verbs of reporting are more frequent at the beginning of `text`.
pub fn guess(text: &str) -> Language {
    /// Bytes that are enough to tell.
    const SAMPLE: usize = 8192;
    /// In so many words a language shows …
    const MANY: usize = 100;
    /// … in one of so many at least.
    const RARE: usize = 16;
    let sample = text.get(..text.floor_char_boundary(SAMPLE)).unwrap_or(text);
    if is_foreign(sample) {
        return Language::Other;
    }
    let words: Vec<String> = sample
        .split(|c: char| !c.is_alphabetic() && c != '-')
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let mut counts = Language::ALL.map(|language| (language, 0_usize));
    for bits in words.iter().filter_map(|word| TELLING.get(word.as_str())) {
        for (at, (_, count)) in counts.iter_mut().enumerate() {
            *count += usize::from(bits >> at & 1);
        }
    }
    // The last of equals counts, which is the first language.
    let best = counts.into_iter().rev().max_by_key(|(_, count)| *count);
    let (likeliest, best) = best.unwrap_or((Language::English, 0));
    let unknown = words.len() > MANY && best * RARE < words.len();
    if unknown || others(&words) > best + best / 8 + 1 { Language::Other } else { likeliest }
}

/// How many words the likeliest of the languages without a table has.
fn others(words: &[String]) -> usize {
    let mut counts = [0_usize; u32::BITS as usize];
    for bits in words.iter().filter_map(|word| OTHERS.get(word.as_str())) {
        for (at, count) in counts.iter_mut().enumerate() {
            *count += usize::from(bits & (1 << at) != 0);
        }
    }
    counts.into_iter().fold(0, usize::max)
}

/// Whether most letters are of another script than the tables'.
fn is_foreign(text: &str) -> bool {
    let latin = |c: char| matches!(c, '\0'..='\u{2af}' | '\u{1e00}'..='\u{1eff}');
    let (mut own, mut other) = (0_usize, 0);
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        *if latin(c) { &mut own } else { &mut other } += 1;
    }
    other > own
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_shows_in_small_words() {
        for (text, want) in [
            ("The head of the unit said that it was so.", Language::English),
            ("“No,” said John Smith.", Language::English),
            ("El jefe de la unidad dijo que era así.", Language::Spanish),
            ("Inés Rey dijo que no irá.", Language::Spanish),
            ("Ines Rey said no.", Language::English),
            ("La jueza Inés Rey dijo que era tarde.", Language::Spanish),
            ("Der Leiter der Abteilung sagte, dass es so war.", Language::German),
            ("„Nein“, sagte Karl Winter am Abend.", Language::German),
            ("Le chef de l’unité a dit que c’était ainsi.", Language::French),
            ("« Non », a répondu le maire.", Language::French),
            ("O chefe da unidade disse que era assim.", Language::Portuguese),
            ("Il capo dell’unità ha detto che era così.", Language::Italian),
            ("Het hoofd van de afdeling zei dat het niet zo was.", Language::Other),
            ("Chefen för enheten sade att det inte var så.", Language::Other),
            ("Szef oddziału powiedział, że to nie jest tak i się nie zgadza.", Language::Other),
            ("Начальник отдела сказал, что это так.", Language::Other),
            ("漢字", Language::Other),
            ("", Language::English),
        ] {
            assert_eq!(guess(text), want, "{text}");
        }
    }
}
