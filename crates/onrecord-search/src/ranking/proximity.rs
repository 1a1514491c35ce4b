//! The score of a row: how well the words match, how near and in which order they stand, and
//! whether they are an exact phrase. `rescore` finds the occurrences that are weighed here.

use crate::matching::expansion::quality_in_name;
use crate::matching::tiers::is_prefix;
use crate::query::MOST_WORDS;
use crate::ranking::CoarseHit;

/// Bands of the final score. A weaker find never stands above an exact one, however near its words.
const PHRASE: f32 = 4.0;
const EXACT: f32 = 3.0;
const BEGUN_PHRASE: f32 = 2.0;
const FULL: f32 = 1.0;

/// Shares of a band: how well the words match, how near they stand, how much of the statement
/// they are.
const SHARE: f32 = 0.75;
const NEAR: f32 = 0.2;
const BRIEF: f32 = 0.04;

/// Words in the wrong order count as if they stood so many times further apart.
const BACKWARDS: f32 = 1.6;

impl CoarseHit {
    /// The score of a row that only got a first look: never above that of a row of the same band
    /// that got a second one.
    pub(crate) fn coarse_score(self) -> f32 {
        self.share() * SHARE + if self.is_full() { FULL } else { 0.0 }
    }
}

/// From this quality on a word counts as matched exactly: in the statement's words, or in a name.
const EXACT_QUALITY: u8 = quality_in_name(100);

/// A query word at a place of a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Occurrence {
    /// Words before it.
    pub(crate) at: u32,
    pub(crate) word: u8,
    pub(crate) quality: u8,
    /// How many words it takes there: `MS-13` takes two.
    pub(crate) width: u8,
}

/// What one query word has matched in the statement at hand.
#[derive(Debug, Clone, Copy, Default)]
struct WordState {
    quality: u8,
    /// Where its last place so far begins and ends; nothing yet where `end` is 0.
    at: u32,
    end: u32,
    /// How many query words up to this one follow one another there.
    run: u32,
    /// 0–1: how near it stands behind the query word before it.
    near: f32,
}

/// Weighs the occurrences of the query words in one statement after the other.
#[derive(Debug, Default)]
pub(crate) struct ProximityScorer {
    words: [WordState; MOST_WORDS],
    /// Which query words the statement has.
    matched: u32,
    /// The longest run of query words that follow one another as in the query.
    run: u32,
}

impl ProximityScorer {
    /// Takes the occurrences of one statement, in order of place.
    pub(crate) fn load(&mut self, occurrences: &[Occurrence]) {
        (self.matched, self.run) = (0, 0);
        for occurrence in occurrences {
            self.matched |= 1 << occurrence.word;
            if let Some(state) = self.words.get_mut(occurrence.word as usize) {
                *state = WordState::default();
            }
        }
        for occurrence in occurrences {
            self.put(*occurrence);
        }
    }

    fn put(&mut self, occurrence: Occurrence) {
        // The neighbours in the query among the words that this statement has.
        let below = self.matched & ((1 << occurrence.word) - 1);
        let before = 31u32.checked_sub(below.leading_zeros()).and_then(|before| self.at(before));
        let above = (u64::from(self.matched) >> occurrence.word >> 1).trailing_zeros();
        let behind = u32::from(occurrence.word) + 1 + above;
        let gap = |other: WordState| small((occurrence.at - other.at).max(1));
        let near = before.map_or(0.0, |before| 1.0 / gap(before));
        let follows = before.filter(|before| before.end == occurrence.at);
        let run = follows.map_or(1, |before| before.run + 1);
        self.run = self.run.max(run);
        if let Some(passed) = self.at(behind) {
            let near = 1.0 / (BACKWARDS * gap(passed));
            if let Some(behind) = self.words.get_mut(behind as usize) {
                behind.near = behind.near.max(near);
            }
        }
        if let Some(state) = self.words.get_mut(occurrence.word as usize) {
            state.quality = state.quality.max(occurrence.quality);
            (state.at, state.end, state.run) =
                (occurrence.at, occurrence.at + u32::from(occurrence.width), run);
            state.near = state.near.max(near);
        }
    }

    /// A query word that was passed already.
    fn at(&self, word: u32) -> Option<WordState> {
        self.words
            .get(word as usize)
            .copied()
            .filter(|state| self.matched >> word & 1 == 1 && state.end > 0)
    }

    /// Raises the quality of `word` to that of a name it matches.
    pub(crate) fn raise(&mut self, word: u8, quality: u8) {
        let known = self.matched >> word & 1 == 1;
        if let Some(state) = self.words.get_mut(word as usize)
            && (!known || state.quality < quality)
        {
            *state = if known { *state } else { WordState::default() };
            state.quality = quality;
            self.matched |= 1 << word;
        }
    }

    /// How well `word` matches; 0 where it does not.
    pub(crate) fn quality(&self, word: u8) -> u8 {
        let known = self.matched >> word & 1 == 1;
        self.words.get(word as usize).filter(|_| known).map_or(0, |state| state.quality)
    }

    /// The score. `weights`: how much each word counts; `length`: words of the statement; `open`:
    /// the last word of the query is still being typed.
    pub(crate) fn score(&self, weights: &[f32], length: usize, full: bool, open: bool) -> f32 {
        let (mut share, mut total, mut near) = (0.0, 0.0, 0.0);
        for (word, weight) in (0..).zip(weights) {
            total += weight;
            share += weight * f32::from(self.quality(word)) / 100.0;
            near += self.at(u32::from(word)).map_or(0.0, |state| state.near);
        }
        let share = share / f32::max(total, f32::MIN_POSITIVE);
        let near = near / small(self.matched.count_ones().saturating_sub(1).max(1));
        let brief = 1.0 / (1.0 + small(length as u32) / 16.0);
        let band = if full { self.band(weights.len() as u8, open) } else { 0.0 };
        band + SHARE * share + NEAR * near + BRIEF * brief
    }

    fn band(&self, words: u8, open: bool) -> f32 {
        let exact = |word| self.quality(word) >= EXACT_QUALITY;
        let others = (0..words.saturating_sub(1)).all(exact);
        let last = words.saturating_sub(1);
        match (others && exact(last), self.run == u32::from(words)) {
            (true, true) => PHRASE,
            (true, false) => EXACT,
            (false, true) if others && open && is_prefix(self.quality(last)) => BEGUN_PHRASE,
            _ => FULL,
        }
    }
}

/// Lengths and distances within one statement, which has at most 32,768 words.
fn small(number: u32) -> f32 {
    f32::from(u16::try_from(number).unwrap_or(u16::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Scores a statement in which the query words stand at `occurrences`, (word, at), all exact.
    fn score(words: usize, occurrences: &[(u8, u32)]) -> f32 {
        let occurrences: Vec<_> = occurrences
            .iter()
            .map(|(word, at)| Occurrence { at: *at, word: *word, quality: 100, width: 1 })
            .collect();
        let mut scorer = ProximityScorer::default();
        // What stood in the statement before must not matter.
        scorer.load(&[Occurrence { at: 3, word: 1, quality: 7, width: 9 }]);
        scorer.load(&occurrences);
        scorer.score(&vec![1.0; words], 20, scorer.matched.count_ones() as usize == words, false)
    }

    #[test]
    fn phrases_nearness_and_order_in_this_order() {
        let scores = [
            score(3, &[(0, 4), (1, 5), (2, 6)]),
            score(3, &[(0, 4), (1, 5), (2, 8)]),
            score(3, &[(0, 4), (1, 6), (2, 8)]),
            score(3, &[(2, 4), (1, 6), (0, 8)]),
            score(3, &[(0, 1), (1, 16), (2, 18)]),
            score(3, &[(0, 1), (1, 2)]),
            score(3, &[(0, 1), (1, 9)]),
            score(3, &[(1, 9)]),
        ];
        assert!(scores.is_sorted_by(|a, b| a > b), "{scores:?}");
        let repeated = score(2, &[(0, 1), (1, 9), (0, 20), (1, 21)]);
        assert!(repeated >= PHRASE && score(2, &[(1, 1), (0, 2)]) < PHRASE);
    }
}
