//! What a word is a form of, what it translates to, and what says the same.

use std::sync::OnceLock;

use crate::DICTIONARY;
use crate::bytes::{BadTable, Numbers, Parts};
use crate::endings::EndingRules;
use crate::forms::{Forms, MOST_LEMMAS};
use crate::list::SortedWords;

const MAGIC: [u8; 8] = *b"ONRWORDS";
const VERSION: u32 = 1;

/// Bytes of one sense: kin and weight, the number of the other lemma.
const SENSE: usize = 3;

/// What a weight of 1 is in the table.
const FULL: f32 = 63.0;

/// The languages of the tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Tongue {
    /// English.
    English,
    /// Spanish.
    Spanish,
}

impl Tongue {
    /// Both.
    pub const ALL: [Self; 2] = [Self::English, Self::Spanish];

    /// The other one.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::English => Self::Spanish,
            Self::Spanish => Self::English,
        }
    }
}

/// A word as a dictionary lists it (`fisherman`, `pescar`), in one language. Small and cheap to compare, so that
/// an index may keep one for each of its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Lemma {
    /// Its language.
    pub tongue: Tongue,
    number: u16,
}

impl Lemma {
    /// A number that no other lemma has, in the order of lemmas.
    pub const fn key(self) -> u32 {
        (self.tongue as u32) << u16::BITS | self.number as u32
    }
}

/// How a lemma belongs to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kin {
    /// Says it in the other language.
    Translation,
    /// Says it in the same language.
    Synonym,
    /// Says more than it, in the same language: `vehicle` of `car`.
    Broader,
}

/// A lemma that stands for another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sense {
    /// The one that stands for it.
    pub lemma: Lemma,
    /// How.
    pub kin: Kin,
    /// How well, 0 to 1: for translations the best one has 1; for the rest, how much of the word's use is meant
    /// so.
    pub weight: f32,
}

/// The table of lemmas, forms and senses.
#[derive(Debug, Clone, Copy)]
pub struct Dictionary {
    english: Half,
    spanish: Half,
}

/// One language of the table.
#[derive(Debug, Clone, Copy)]
struct Half {
    lemmas: SortedWords,
    endings: EndingRules,
    forms: Forms,
    starts: Numbers,
    senses: &'static [u8],
}

impl Half {
    const EMPTY: Self = Self {
        lemmas: SortedWords::EMPTY,
        endings: EndingRules::EMPTY,
        forms: Forms::EMPTY,
        starts: Numbers::EMPTY,
        senses: &[],
    };

    fn read(parts: &mut Parts) -> Result<Self, BadTable> {
        let lemmas = SortedWords::read(parts)?;
        let endings = EndingRules::read(parts)?;
        let forms = Forms::read(parts)?;
        let starts = parts.numbers(lemmas.len() as usize + 1)?;
        let senses = parts.stretch()?;
        Ok(Self { lemmas, endings, forms, starts, senses })
    }
}

impl Dictionary {
    /// The dictionary that ships with the program, read where it lies.
    pub fn shipped() -> &'static Self {
        static SHIPPED: OnceLock<Dictionary> = OnceLock::new();
        SHIPPED.get_or_init(|| {
            Self::open(DICTIONARY).unwrap_or_else(|bad| {
                onrecord_text::never!("the shipped dictionary: {bad}");
                Self { english: Half::EMPTY, spanish: Half::EMPTY }
            })
        })
    }

    /// A dictionary over a table's bytes.
    ///
    /// # Errors
    /// What is wrong with them. Of what is inside the stretches nothing is looked at here: a word that it
    /// cannot give is not found.
    pub fn open(bytes: &'static [u8]) -> Result<Self, BadTable> {
        let mut parts = Parts::of(bytes, MAGIC, VERSION)?;
        let (english, spanish) = (Half::read(&mut parts)?, Half::read(&mut parts)?);
        parts.end()?;
        Ok(Self { english, spanish })
    }

    /// The lemmas that `word` may be a form of in `tongue`, the likeliest first: at most three. `word` is a key of
    /// [`onrecord_text::words`].
    pub fn lemmas(&self, word: &str, tongue: Tongue) -> impl Iterator<Item = Lemma> + use<> {
        let side = self.side(tongue);
        let mut found = [None; MOST_LEMMAS];
        let mut listed = side.forms.lemmas(word).peekable();
        if listed.peek().is_some() {
            found.iter_mut().zip(listed).for_each(|(place, number)| *place = Some(number));
        } else {
            let itself = side.lemmas.find(word);
            let made = side.endings.lemma(word, &side.lemmas);
            let both =
                itself.into_iter().chain(made).filter_map(|number| u16::try_from(number).ok());
            found.iter_mut().zip(both).for_each(|(place, number)| *place = Some(number));
        }
        found.into_iter().flatten().map(move |number| Lemma { tongue, number })
    }

    /// The letters of a lemma, folded.
    pub fn word(&self, lemma: Lemma) -> &'static str {
        self.side(lemma.tongue).lemmas.get(u32::from(lemma.number))
    }

    /// What stands for `lemma`: translations first, then synonyms, then what is broader, each the best first.
    pub fn senses(&self, lemma: Lemma) -> impl Iterator<Item = Sense> + use<> {
        let (side, other) = (self.side(lemma.tongue), self.side(lemma.tongue.other()));
        let senses = side.starts.stretch(usize::from(lemma.number), side.senses);
        senses.as_chunks::<SENSE>().0.iter().filter_map(move |[head, low, high]| {
            let (kin, tongue) = match head >> 6 {
                0 => (Kin::Translation, lemma.tongue.other()),
                1 => (Kin::Synonym, lemma.tongue),
                2 => (Kin::Broader, lemma.tongue),
                _ => return None,
            };
            let weight = f32::from(head & 0x3f) / FULL;
            let number = u16::from_le_bytes([*low, *high]);
            let there = if tongue == lemma.tongue { side } else { other };
            let known = u32::from(number) < there.lemmas.len();
            known.then_some(Sense { lemma: Lemma { tongue, number }, kin, weight })
        })
    }

    /// The translations of `word` out of the language `from`, over all the lemmas that it may be a form of,
    /// the best first, each once.
    pub fn translations(&self, word: &str, from: Tongue) -> Vec<Sense> {
        let lemmas = self.lemmas(word, from);
        let mut senses: Vec<_> = lemmas.flat_map(|lemma| self.senses(lemma)).collect();
        senses.retain(|sense| sense.kin == Kin::Translation);
        senses.sort_by(|a, b| b.weight.total_cmp(&a.weight));
        let mut seen = Vec::new();
        senses.retain(|sense| {
            let new = !seen.contains(&sense.lemma);
            seen.push(sense.lemma);
            new
        });
        senses
    }

    fn side(&self, tongue: Tongue) -> Half {
        match tongue {
            Tongue::English => self.english,
            Tongue::Spanish => self.spanish,
        }
    }
}
