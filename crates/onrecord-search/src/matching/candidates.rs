//! [`Meetings`]: the words of a vocabulary that an asked word meets.
//!
//! Each reach narrows the vocabulary by what is cheap (its order, which letters a word has) before
//! words are compared.

use std::cmp::Reverse;
use std::ops::Range;

use crate::index::vocabulary::Vocabulary;
use crate::matching::inflection::shortest_stem;
use crate::matching::tiers::Match::{Exact, Prefix};
use crate::matching::tiers::{Asked, Met, PREFIX, Reach};

/// Beginnings of at most so many words are weighed word by word; more say too little to be told
/// apart.
const FEW: usize = 64;

/// What an asked word meets at one reach.
#[derive(Debug, Default)]
pub(crate) struct Meetings {
    /// Best first.
    pub(crate) met: Vec<(Range<u32>, Met)>,
    /// How many words were compared.
    pub(crate) compared: usize,
}

impl Meetings {
    /// Finds the words of `vocabulary` that `asked` meets at exactly `reach`.
    pub(crate) fn new(vocabulary: &Vocabulary, asked: &Asked, reach: Reach) -> Self {
        let mut meetings = Self::default();
        match reach {
            Reach::Same => meetings.same(vocabulary, asked),
            Reach::Slipped => meetings.slipped(vocabulary, asked),
            Reach::Far => meetings.far(vocabulary, asked),
        }
        meetings.met.sort_by_key(|(words, met)| (Reverse(met.quality), words.start));
        meetings
    }

    fn same(&mut self, vocabulary: &Vocabulary, asked: &Asked) {
        if asked.key.is_empty() {
            return;
        }
        let begun = vocabulary.starting_with(&asked.key);
        let mut longer = begun.clone();
        if vocabulary.word(begun.start) == asked.key {
            self.met.push((begun.start..begun.start + 1, Met { how: Exact, quality: 100 }));
            longer.start += 1;
        }
        if asked.may_begin() && longer.len() > FEW {
            self.met.push((longer, Met { how: Prefix, quality: PREFIX }));
        } else if asked.may_begin() {
            self.compare(longer, |at| asked.same(vocabulary.word(at)));
        }
        if !asked.strict {
            // Other endings stand near by in a sorted list: they share the stem.
            let near = vocabulary.starting_with(shortest_stem(&asked.key));
            let others = near.filter(|at| !begun.contains(at));
            self.compare(others, |at| asked.same(vocabulary.word(at)));
        }
    }

    fn slipped(&mut self, vocabulary: &Vocabulary, asked: &Asked) {
        let allowed = asked.slips_allowed() as u32;
        if allowed == 0 {
            return;
        }
        // A word still being typed may go on with any letters.
        let foreign = if asked.open { u32::MAX } else { allowed };
        let near = vocabulary.with_letters(asked.letters, allowed, foreign);
        self.compare(near, |at| {
            let word = vocabulary.word(at);
            asked.slipped(word).filter(|_| asked.same(word).is_none())
        });
    }

    fn far(&mut self, vocabulary: &Vocabulary, asked: &Asked) {
        if asked.strict {
            return;
        }
        let near = vocabulary.with_letters(asked.letters, 0, u32::MAX);
        self.compare(near, |at| {
            let word = vocabulary.word(at);
            let met = asked.subsequence(word)?;
            let nearer = asked.same(word).or_else(|| asked.slipped(word));
            nearer.is_none().then_some(met)
        });
    }

    fn compare(&mut self, words: impl Iterator<Item = u32>, meet: impl Fn(u32) -> Option<Met>) {
        for at in words {
            self.compared += 1;
            self.met.extend(meet(at).map(|met| (at..at + 1, met)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::tiers::REACHES;

    const WORDS: [&str; 14] = [
        "2015", "carried", "carries", "carry", "carrying", "clinton", "clintons", "climate",
        "nuclear", "nucleus", "run", "running", "trump", "trumpism",
    ];

    proptest::proptest! {
        /// What the vocabulary is narrowed to must lose nothing: the lens asks word by word.
        #[test]
        fn the_whole_vocabulary_gives_what_each_word_gives(at in 0usize..14, cut in 0usize..9, slip in 0usize..9, open in proptest::bool::ANY) {
            let mut words = WORDS;
            words.sort_unstable();
            let vocabulary = Vocabulary::of_sorted(words.into_iter());
            let mut typed: Vec<char> = WORDS[at].chars().collect();
            typed.truncate(typed.len().saturating_sub(cut % 3).max(1));
            let letter = slip % typed.len();
            if cut > 2 {
                typed.swap(0, letter);
            }
            let asked = Asked::new(&typed.into_iter().collect::<String>(), open);
            for reach in REACHES {
                let nearer = REACHES.into_iter().filter(|near| *near <= reach);
                let mut met: Vec<(u32, Met)> = nearer
                    .flat_map(|near| Meetings::new(&vocabulary, &asked, near).met)
                    .flat_map(|(words, met)| words.map(move |at| (at, met)))
                    .collect();
                met.sort_by_key(|(at, _)| *at);
                let each = (0..).zip(words);
                let want: Vec<_> =
                    each.filter_map(|(at, word)| Some((at, asked.meet(word, reach)?))).collect();
                proptest::prop_assert_eq!(&met, &want, "{} {:?}", asked.key, reach);
            }
        }
    }
}
