//! The tiers at which a word of the query matches a word of a text: from the same letters to a few of
//! them.
//!
//! The only file that knows the fuzzy matcher. It compares single folded words and names, which is
//! where subsequence matching means something; over sentences it is noise.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use crate::index::vocabulary::letter_set;
use crate::matching::edit_distance::{Letters, edit_distance, prefix_distance};
use crate::matching::inflection::inflected;

/// How a word of the query matches a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MatchKind {
    /// The same letters.
    Exact,
    /// Its parts, one after the other (`MS-13` and "MS 13").
    Phrase,
    /// The word begins with it.
    Prefix,
    /// Another ending of the same word.
    Inflection,
    /// One or two typing errors away.
    Typo,
    /// The first letters of a name's words.
    Initials,
    /// Its letters in order, with others between.
    Subsequence,
    /// It says the same in the other language.
    Translation,
    /// It says the same.
    Synonym,
    /// It says more than the word, which is one of its kind.
    Broader,
    /// It lies near in meaning.
    Near,
}

/// How far from its letters a word is looked for. Each tier includes those before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) enum Tier {
    /// The word itself, as a beginning, with another ending.
    #[default]
    Same,
    /// With typing errors.
    Typo,
    /// A subsequence, or initials.
    Fuzzy,
}

/// From near to far.
pub(crate) const TIERS: [Tier; 3] = [Tier::Same, Tier::Typo, Tier::Fuzzy];

/// How two words match, and how well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct WordMatch {
    pub(crate) kind: MatchKind,
    /// 1–100; 100 is exact. A better tier is always higher than a weaker one.
    pub(crate) quality: u8,
}

/// The quality of a word's beginning, before [`completeness`] adds to it.
pub(crate) const PREFIX: u8 = 74;

const INFLECTION: u8 = 72;
const TYPO: u8 = 62;
const TWO_TYPOS: u8 = 50;
const UNFINISHED_TYPO: u8 = 46;
const INITIALS: u8 = 40;
/// At most; see `Pattern::match_subsequence`.
const SUBSEQUENCE: u8 = 38;

// A better tier is always higher.
const _: () = assert!(PREFIX + 12 < 100 && PREFIX > INFLECTION && INFLECTION > TYPO);
const _: () = assert!(TYPO > TWO_TYPOS && TWO_TYPOS > UNFINISHED_TYPO);
const _: () = assert!(UNFINISHED_TYPO > INITIALS && INITIALS > SUBSEQUENCE);

/// Words up to this many letters are taken as they are: so short, every typing error is another word.
const SHORT: usize = 3;

/// Words from this many letters on may have two typing errors.
const LONG: usize = 8;

/// A word to look for, made ready for comparing.
#[derive(Debug, Clone)]
pub(crate) struct Pattern {
    pub(crate) key: String,
    pub(crate) chars: Letters,
    /// See [`letter_set`].
    pub(crate) letter_set: u64,
    /// Still being typed.
    pub(crate) open: bool,
    /// Digits and short words: `2015` is not `2016`.
    pub(crate) strict: bool,
    digits: bool,
}

impl Pattern {
    pub(crate) fn new(key: &str, open: bool) -> Self {
        let chars: Letters = key.chars().collect();
        let digits = key.contains(|c: char| c.is_ascii_digit());
        let strict = digits || chars.len() <= SHORT;
        Self { key: key.to_owned(), letter_set: letter_set(key), chars, open, strict, digits }
    }

    /// Whether it may be the beginning of a word: while it is typed, or long enough to mean it.
    pub(crate) fn may_begin(&self) -> bool {
        self.open || (self.chars.len() >= SHORT && !self.digits)
    }

    /// How many typing errors a word of this length may have.
    pub(crate) fn typos_allowed(&self) -> usize {
        match self.chars.len() {
            _ if self.strict => 0,
            length if length < LONG => 1,
            _ => 2,
        }
    }

    /// How it matches `word` at `tier` or a nearer one, if it does.
    pub(crate) fn match_within(&self, word: &str, tier: Tier) -> Option<WordMatch> {
        let typo = || (tier >= Tier::Typo).then(|| self.match_typo(word))?;
        let fuzzy = || (tier >= Tier::Fuzzy).then(|| self.match_subsequence(word))?;
        self.match_same(word).or_else(typo).or_else(fuzzy)
    }

    /// Matches the word itself, as a beginning, or with another ending.
    pub(crate) fn match_same(&self, word: &str) -> Option<WordMatch> {
        if word == self.key {
            return Some(WordMatch { kind: MatchKind::Exact, quality: 100 });
        }
        if self.may_begin() && word.starts_with(&self.key) {
            let quality = PREFIX + completeness(self.key.len(), word.len());
            return Some(WordMatch { kind: MatchKind::Prefix, quality });
        }
        let ends = !self.strict && inflected(&self.key, word);
        ends.then_some(WordMatch { kind: MatchKind::Inflection, quality: INFLECTION })
    }

    /// Matches with one or two typing errors, or as a beginning with one while it is typed.
    pub(crate) fn match_typo(&self, word: &str) -> Option<WordMatch> {
        let allowed = self.typos_allowed();
        if allowed == 0 || word.contains(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let chars: Letters = word.chars().collect();
        if chars.len() + allowed < self.chars.len() {
            return None;
        }
        if chars.len() <= self.chars.len() + allowed {
            let distance = edit_distance(&self.chars, &chars);
            if usize::from(distance) <= allowed {
                let quality = if distance <= 1 { TYPO } else { TWO_TYPOS };
                return Some(WordMatch { kind: MatchKind::Typo, quality });
            }
        }
        let unfinished = self.open && prefix_distance(&self.chars, &chars) <= 1;
        unfinished.then_some(WordMatch { kind: MatchKind::Typo, quality: UNFINISHED_TYPO })
    }

    /// How well its letters stand in `word` in order, 1–38; `None` where that says nothing.
    ///
    /// It must begin like the word, have at least half of its letters, and reach half of the score
    /// that the matcher gives a word against itself. Of the matcher's two scores only the one of
    /// `fuzzy_indices` is used: that of `fuzzy_match` differs for the same pair (0.3.7).
    pub(crate) fn match_subsequence(&self, word: &str) -> Option<WordMatch> {
        let begins = word.chars().next() == self.chars.first().copied();
        if self.strict || !begins || word.len() > 2 * self.key.len() {
            return None;
        }
        let matcher = SkimMatcherV2::default().ignore_case();
        let (score, _) = matcher.fuzzy_indices(word, &self.key)?;
        let (best, _) = matcher.fuzzy_indices(&self.key, &self.key)?;
        let share = score * i64::from(SUBSEQUENCE) / best.max(1);
        let quality = u8::try_from(share).ok().filter(|share| *share >= SUBSEQUENCE / 2)?;
        Some(WordMatch { kind: MatchKind::Subsequence, quality })
    }

    /// Whether it is the first letters of a name's words.
    pub(crate) fn match_initials(&self, initials: &str) -> Option<WordMatch> {
        let same = self.chars.len() >= 2 && self.key == initials;
        same.then_some(WordMatch { kind: MatchKind::Initials, quality: INITIALS })
    }
}

/// Whether a quality is that of a beginning.
pub(crate) const fn is_prefix(quality: u8) -> bool {
    PREFIX <= quality && quality <= PREFIX + 12
}

/// 0–12: how much of a word its beginning is.
fn completeness(part: usize, whole: usize) -> u8 {
    (12 * part / whole.max(1)).min(12) as u8
}

/// How well the letters of `typed` stand in `name` in their order, both folded; `None` where they do
/// not.
pub(crate) fn likeness(typed: &str, name: &str) -> Option<i64> {
    let matcher = SkimMatcherV2::default().ignore_case();
    matcher.fuzzy_indices(name, typed).map(|(score, _)| score)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tiers_of_a_word() {
        use MatchKind::{Exact, Inflection, Prefix, Subsequence, Typo};
        for (typed, word, want) in [
            ("deal", "deal", Some(Exact)),
            ("dea", "deal", Some(Prefix)),
            ("de", "deal", None),
            ("de…", "deal", Some(Prefix)),
            ("deals", "deal", Some(Inflection)),
            ("negotiating", "negotiated", Some(Inflection)),
            ("nucelar", "nuclear", Some(Typo)),
            ("uclear", "nuclear", Some(Typo)),
            ("loyality", "loyalty", Some(Typo)),
            ("marroqn", "marroquin", Some(Subsequence)),
            ("negotaitoin", "negotiation", Some(Typo)),
            ("nucel…", "nuclear", Some(Typo)),
            ("nucel", "nuclear", None),
            ("2015", "2016", None),
            ("201…", "2016", Some(Prefix)),
            ("201", "2016", None),
            ("cat", "cap", None),
            ("ngotitn", "negotiation", Some(Subsequence)),
            ("mtgcntr", "meetingscenter", Some(Subsequence)),
            ("land", "lastmindead", None),
            ("zzyqx", "zyx", None),
        ] {
            let open = typed.ends_with('…');
            let pattern = Pattern::new(typed.trim_end_matches('…'), open);
            let kind = pattern.match_within(word, Tier::Fuzzy).map(|found| found.kind);
            assert_eq!(kind, want, "{} {word}", pattern.key);
        }
    }
}
