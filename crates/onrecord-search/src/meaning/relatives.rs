//! [`Relative`]: a word of the corpus that says what a word of the query says, and how it is akin to it.

use foldhash::HashMap;
use onrecord_meaning::{Dictionary, Kin, Lemma, Tongue};

use super::asked::{AskedWord, is_small_in_either};
use crate::index::Index;
use crate::matching::tiers::MatchKind;

/// What a form of the word itself is worth, against 1 for the word.
const FORM: f32 = 0.9;

/// What a translation, a synonym and a broader word are worth: the least, and what a weight of 1 adds.
const TRANSLATION: (f32, f32) = (0.35, 0.5);
const SYNONYM: (f32, f32) = (0.1, 0.3);
const BROADER: (f32, f32) = (0.0, 0.3);

/// A word of the vocabulary that stands for a word of the query.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Relative {
    /// The lemma it is a form of.
    pub(super) lemma: Lemma,
    /// Its number in the vocabulary.
    pub(crate) number: u32,
    pub(crate) kind: MatchKind,
    /// 0–1: how well it stands for the word.
    pub(crate) worth: f32,
}

/// The lemmas that stand for the word `key`, with how and how well: its own first.
pub(super) fn senses(key: &str) -> impl Iterator<Item = (Lemma, MatchKind, f32)> + use<'_> {
    let dictionary = Dictionary::shipped();
    let own = Tongue::ALL.into_iter().flat_map(|tongue| dictionary.lemmas(key, tongue));
    own.flat_map(|lemma| {
        let senses = dictionary.senses(lemma).map(|sense| {
            let (kind, (least, more)) = match sense.kin {
                Kin::Translation => (MatchKind::Translation, TRANSLATION),
                Kin::Synonym => (MatchKind::Synonym, SYNONYM),
                Kin::Broader => (MatchKind::Broader, BROADER),
            };
            (sense.lemma, kind, least + more * sense.weight)
        });
        std::iter::once((lemma, MatchKind::Inflection, FORM)).chain(senses)
    })
}

/// The words of `index` that stand for the one that is asked, best first, each once; it is none itself, nor is one
/// that only holds others together: `irán` may be of `ir`, and `haber` of `he`, but nobody means them.
pub(crate) fn relatives(index: &Index, asked: AskedWord<'_>) -> Vec<Relative> {
    let word = asked.word;
    if asked.is_name {
        return Vec::new();
    }
    let mut best: HashMap<u32, Relative> = HashMap::default();
    for (lemma, kind, worth) in senses(&word.key) {
        for number in index.places.forms(lemma) {
            let relative = Relative { lemma, number, kind, worth };
            let known = best.entry(number).or_insert(relative);
            if known.worth < worth {
                *known = relative;
            }
        }
    }
    let mut relatives: Vec<_> = best.into_values().collect();
    relatives.retain(|relative| {
        let there = index.vocabulary.word(relative.number);
        there != word.key && !is_small_in_either(there)
    });
    relatives.sort_by(|a, b| b.worth.total_cmp(&a.worth).then(a.number.cmp(&b.number)));
    relatives
}
