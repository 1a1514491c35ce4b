//! [`Candidates`]: the words of a vocabulary that a word of the query matches.
//!
//! Each tier narrows the vocabulary by what is cheap (its order, which letters a word has) before
//! words are compared.

use std::cmp::Reverse;
use std::ops::Range;

use crate::index::vocabulary::Vocabulary;
use crate::matching::inflection::shortest_stem;
use crate::matching::tiers::MatchKind::{Exact, Prefix};
use crate::matching::tiers::{PREFIX, Pattern, Tier, WordMatch};

/// Beginnings of at most so many words are weighed word by word; more say too little to be told
/// apart.
const FEW: usize = 64;

/// What a word of the query matches at one tier.
#[derive(Debug, Default)]
pub(crate) struct Candidates {
    /// Best first.
    pub(crate) matches: Vec<(Range<u32>, WordMatch)>,
    /// How many words were compared.
    pub(crate) compared: usize,
}

impl Candidates {
    /// Finds the words of `vocabulary` that `pattern` matches at exactly `tier`.
    pub(crate) fn new(vocabulary: &Vocabulary, pattern: &Pattern, tier: Tier) -> Self {
        let mut candidates = Self::default();
        match tier {
            Tier::Same => candidates.same(vocabulary, pattern),
            Tier::Typo => candidates.typos(vocabulary, pattern),
            Tier::Fuzzy => candidates.subsequences(vocabulary, pattern),
        }
        candidates.matches.sort_by_key(|(words, found)| (Reverse(found.quality), words.start));
        candidates
    }

    fn same(&mut self, vocabulary: &Vocabulary, pattern: &Pattern) {
        if pattern.key.is_empty() {
            return;
        }
        let begun = vocabulary.starting_with(&pattern.key);
        let mut longer = begun.clone();
        if vocabulary.word(begun.start) == pattern.key {
            self.matches
                .push((begun.start..begun.start + 1, WordMatch { kind: Exact, quality: 100 }));
            longer.start += 1;
        }
        if pattern.may_begin() && longer.len() > FEW {
            self.matches.push((longer, WordMatch { kind: Prefix, quality: PREFIX }));
        } else if pattern.may_begin() {
            self.compare(longer, |at| pattern.match_same(vocabulary.word(at)));
        }
        if !pattern.strict {
            // Other endings stand near by in a sorted list: they share the stem.
            let near = vocabulary.starting_with(shortest_stem(&pattern.key));
            let others = near.filter(|at| !begun.contains(at));
            self.compare(others, |at| pattern.match_same(vocabulary.word(at)));
        }
    }

    fn typos(&mut self, vocabulary: &Vocabulary, pattern: &Pattern) {
        let allowed = pattern.typos_allowed() as u32;
        if allowed == 0 {
            return;
        }
        // A word still being typed may go on with any letters.
        let foreign = if pattern.open { u32::MAX } else { allowed };
        let near = vocabulary.with_letters(pattern.letter_set, allowed, foreign);
        self.compare(near, |at| {
            let word = vocabulary.word(at);
            pattern.match_typo(word).filter(|_| pattern.match_same(word).is_none())
        });
    }

    fn subsequences(&mut self, vocabulary: &Vocabulary, pattern: &Pattern) {
        if pattern.strict {
            return;
        }
        let near = vocabulary.with_letters(pattern.letter_set, 0, u32::MAX);
        self.compare(near, |at| {
            let word = vocabulary.word(at);
            let found = pattern.match_subsequence(word)?;
            let nearer = pattern.match_same(word).or_else(|| pattern.match_typo(word));
            nearer.is_none().then_some(found)
        });
    }

    fn compare(
        &mut self,
        words: impl Iterator<Item = u32>,
        match_word: impl Fn(u32) -> Option<WordMatch>,
    ) {
        for at in words {
            self.compared += 1;
            self.matches.extend(match_word(at).map(|found| (at..at + 1, found)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::tiers::TIERS;

    const WORDS: [&str; 14] = [
        "2015", "carried", "carries", "carry", "carrying", "clinton", "clintons", "climate",
        "nuclear", "nucleus", "run", "running", "trump", "trumpism",
    ];

    proptest::proptest! {
        /// What the vocabulary is narrowed to must lose nothing: highlighting compares word by word.
        #[test]
        fn the_whole_vocabulary_gives_what_each_word_gives(at in 0usize..14, cut in 0usize..9, swap in 0usize..9, open in proptest::bool::ANY) {
            let mut words = WORDS;
            words.sort_unstable();
            let vocabulary = Vocabulary::of_sorted(words.into_iter());
            let mut typed: Vec<char> = WORDS[at].chars().collect();
            typed.truncate(typed.len().saturating_sub(cut % 3).max(1));
            let letter = swap % typed.len();
            if cut > 2 {
                typed.swap(0, letter);
            }
            let pattern = Pattern::new(&typed.into_iter().collect::<String>(), open);
            for tier in TIERS {
                let nearer = TIERS.into_iter().filter(|near| *near <= tier);
                let mut matches: Vec<(u32, WordMatch)> = nearer
                    .flat_map(|near| Candidates::new(&vocabulary, &pattern, near).matches)
                    .flat_map(|(words, found)| words.map(move |at| (at, found)))
                    .collect();
                matches.sort_by_key(|(at, _)| *at);
                let each = (0..).zip(words);
                let want: Vec<_> =
                    each.filter_map(|(at, word)| Some((at, pattern.match_within(word, tier)?))).collect();
                proptest::prop_assert_eq!(&matches, &want, "{} {:?}", pattern.key, tier);
            }
        }
    }
}
