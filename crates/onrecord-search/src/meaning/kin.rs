//! [`AkinWords`]: what stands for a word of a query, to tell it of any word.

use onrecord_meaning::{Dictionary, Lemma, Tongue, Vector, Vectors};

use super::asked::{AskedWord, is_no_guess, is_small_in_either};
use super::relatives::senses;
use crate::matching::tiers::MatchKind;

/// From this likeness on a word is told as near to another.
const TELLING: f32 = 0.45;

/// All that stands for one word.
#[derive(Debug, Clone)]
pub(crate) struct AkinWords {
    key: String,
    senses: Vec<(Lemma, MatchKind, f32)>,
    vector: Option<Vector>,
}

impl AkinWords {
    /// Of a word that is asked.
    pub(crate) fn of_asked(asked: AskedWord<'_>) -> Self {
        let key = &asked.word.key;
        if asked.is_name {
            return Self { key: key.clone(), senses: Vec::new(), vector: None };
        }
        Self::of(key)
    }

    /// Of a word as `onrecord_text::words` folds it.
    fn of(key: &str) -> Self {
        let vectors = Vectors::shipped();
        let vector = vectors.weighed(vectors.word(key)).map(|(vector, _)| vector);
        Self { key: key.to_owned(), senses: senses(key).collect(), vector }
    }

    /// Whether a word that matches it by its letters so is no guess; see `asked`.
    pub(crate) fn allows(&self, kind: MatchKind, open: bool) -> bool {
        self.senses.is_empty() || is_no_guess(kind, open)
    }

    /// How `word` stands for it, and how well: from 1 to 2 by the dictionary, below 1 by its place
    /// alone.
    pub(crate) fn meets(&self, word: &str) -> Option<(MatchKind, f32)> {
        if word == self.key {
            return Some((MatchKind::Exact, 2.0));
        }
        if is_small_in_either(word) {
            return None;
        }
        self.in_dictionary(word).or_else(|| self.nearby(word))
    }

    fn in_dictionary(&self, word: &str) -> Option<(MatchKind, f32)> {
        let dictionary = Dictionary::shipped();
        let lemmas = Tongue::ALL.into_iter().flat_map(|tongue| dictionary.lemmas(word, tongue));
        let senses = lemmas.flat_map(|lemma| {
            let of_lemma = self.senses.iter().filter(move |(other, ..)| *other == lemma);
            of_lemma.map(|(_, kind, worth)| (*kind, 1.0 + worth))
        });
        senses.max_by(|(_, a), (_, b)| a.total_cmp(b))
    }

    fn nearby(&self, word: &str) -> Option<(MatchKind, f32)> {
        let vectors = Vectors::shipped();
        let (vector, _) = vectors.weighed(vectors.word(word))?;
        let likeness = self.vector?.likeness(&vector);
        (likeness >= TELLING).then_some((MatchKind::Near, likeness))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_akin_as_the_tables_say() {
        use MatchKind::{Exact, Inflection, Synonym, Translation};
        for (asked, there, want) in [
            ("widow", "widow", Some(Exact)),
            ("widow", "widows", Some(Inflection)),
            ("pescadores", "fishermen", Some(Translation)),
            ("bribes", "sobornos", Some(Translation)),
            ("car", "automobile", Some(Synonym)),
            ("widow", "harbour", None),
            ("iran", "do", None),
            ("haber", "he", None),
            ("widow", "", None),
        ] {
            let kind = AkinWords::of(asked).meets(there).map(|(kind, _)| kind);
            assert_eq!(kind, want, "{asked} {there}");
        }
    }
}
